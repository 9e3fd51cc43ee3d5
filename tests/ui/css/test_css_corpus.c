/* SPDX-License-Identifier: MIT */
/*
 * Cases with results stored from Chromium (scripts/css-corpus): values, selectors, sheets with
 * errors, media queries and @supports. Each case must agree with its result, except the explained
 * differences in tests/ui/css/corpus/differences.tsv. Each listed difference must still exist.
 */
#include "css/css_serialize_internal.h"
#include "css/css_sheet_internal.h"
#include "corpus.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Oriel's results ---- */

static const struct oriel__css_value *block_value(void *data, uint16_t longhand) {
	const struct oriel__css_block *block = data;
	for (uint32_t i = 0; i < block->count; i++) {
		if (block->items[i].property == longhand)
			return &block->items[i].value;
	}
	return NULL;
}

static void write_property(struct oriel__css_writer *writer, const char *property,
	const struct oriel__css_inline *block) {
	uint16_t id = oriel__css_property_find(property, strlen(property));
	for (uint32_t i = 0; id == 0 && i < block->block.count; i++)
		oriel__css_write_value(writer, 0, &block->block.items[i].value);
	if (id == 0)
		return;
	if (oriel__css_properties[id].kind == ORIEL__CSS_SHORTHAND) {
		oriel__css_write_shorthand(writer, id, block_value, (void *)&block->block);
		return;
	}
	const struct oriel__css_value *value = block_value((void *)&block->block, id);
	if (value != NULL)
		oriel__css_write_value(writer, id, value);
}

/* Parses like setProperty(), which accepts no priority and no semicolon. */
static void answer_value(struct oriel__css_writer *writer, const struct corpus_case *corpus_case) {
	char *text = malloc(strlen(corpus_case->fields[0]) + strlen(corpus_case->fields[1]) + 2);
	sprintf(text, "%s:%s", corpus_case->fields[0], corpus_case->fields[1]);
	struct oriel__css_inline *block = oriel__css_inline_parse(text, strlen(text), NULL);
	bool is_whole = strchr(corpus_case->fields[1], ';') == NULL;
	if (is_whole && block->block.count > 0 && !block->block.has_important)
		write_property(writer, corpus_case->fields[0], block);
	oriel__css_inline_free(block);
	free(text);
}

static void answer_selector(
	struct oriel__css_writer *writer, const struct corpus_case *corpus_case) {
	char *text = malloc(strlen(corpus_case->fields[0]) + 32);
	sprintf(text, "%s{order:1}", corpus_case->fields[0]);
	oriel_sheet *sheet = oriel_sheet_parse(text);
	if (sheet->rule_count == 1)
		oriel__css_write_selectors(writer, sheet->rules[0].selectors, &sheet->names);
	oriel_sheet_unref(sheet);
	free(text);
}

static void answer_sheet(struct oriel__css_writer *writer, const struct corpus_case *corpus_case) {
	oriel_sheet *sheet = oriel_sheet_parse(corpus_case->fields[0]);
	for (uint32_t i = 0; i < sheet->rule_count; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, " | ");
		oriel__css_write_selectors(writer, sheet->rules[i].selectors, &sheet->names);
		oriel__css_writer_text(writer, " { ");
		oriel__css_write_block(writer, &sheet->rules[i].block, &sheet->names);
		oriel__css_writer_text(writer, " }");
	}
	oriel_sheet_unref(sheet);
}

static struct oriel__media media = { .resolution = 1, .font_size = 14 };

static void answer_media(struct oriel__css_writer *writer, const struct corpus_case *corpus_case) {
	struct oriel__css_arena arena = { 0 };
	uint32_t error;
	const struct oriel__media_list *list = oriel__media_parse(
		&arena, corpus_case->fields[0], (uint32_t)strlen(corpus_case->fields[0]), &error);
	oriel__css_writer_text(writer, oriel__media_matches(list, &media) ? "true" : "false");
	oriel__css_arena_finish(&arena);
}

static void answer_supports(
	struct oriel__css_writer *writer, const struct corpus_case *corpus_case) {
	char *text = malloc(strlen(corpus_case->fields[0]) + 64);
	sprintf(text, "@supports %s { a { order: 1 } }", corpus_case->fields[0]);
	oriel_sheet *sheet = oriel_sheet_parse(text);
	oriel__css_writer_text(writer, sheet->rule_count == 1 ? "true" : "false");
	oriel_sheet_unref(sheet);
	free(text);
}

/* Reads the browser's viewport. */
static void read_header(const char *line) {
	const char *view = strstr(line, "viewport ");
	assert_non_null(view);
	assert_int_equal(sscanf(view, "viewport %lf x %lf", &media.width, &media.height), 2);
}

static char *answer(const struct corpus_case *corpus_case, void *data) {
	struct oriel__css_writer writer = { 0 };
	if (strcmp(corpus_case->kind, "#") == 0) {
		read_header(corpus_case->fields[0]);
		return NULL;
	}
	oriel__css_writer_text(&writer, "");
	if (strcmp(corpus_case->kind, "value") == 0)
		answer_value(&writer, corpus_case);
	else if (strcmp(corpus_case->kind, "selector") == 0)
		answer_selector(&writer, corpus_case);
	else if (strcmp(corpus_case->kind, "sheet") == 0)
		answer_sheet(&writer, corpus_case);
	else if (strcmp(corpus_case->kind, "media") == 0)
		answer_media(&writer, corpus_case);
	else if (strcmp(corpus_case->kind, "supports") == 0)
		answer_supports(&writer, corpus_case);
	return writer.text;
}

static void ignore_log(enum oriel_log_level level, const char *message, void *data) {
}

static void cases_agree_with_the_browser(void **state) {
	oriel_set_log_hook(ignore_log, NULL);
	assert_true(corpus_assert(CORPUS_DIRECTORY, answer, NULL, NULL) > 9000);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(cases_agree_with_the_browser));
}
