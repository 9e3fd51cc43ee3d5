/* SPDX-License-Identifier: MIT */
/*
 * Cases with results stored from Chromium (scripts/css-corpus): values, selectors, sheets with
 * errors, media queries and @supports. Each case must agree with its result, except the explained
 * differences in tests/ui/css/corpus/differences.tsv. Each listed difference must still exist.
 */
#include "css/css_serialize_internal.h"
#include "css/css_sheet_internal.h"
#include "test.h"

#include <oriel/runtime/log.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct corpus_case {
	char kind[16];
	char *fields[3];
	size_t count;
};

static void ignore_log(enum oriel_log_level level, const char *message, void *data) {
}

/* Undoes the escapes of the file, in place. */
static void unescape(char *text) {
	char *out = text;
	for (; *text != '\0'; text++) {
		if (*text == '\\' && text[1] != '\0') {
			text++;
			*out++ = *text == 'n' ? '\n' : *text == 't' ? '\t' : *text;
		} else {
			*out++ = *text;
		}
	}
	*out = '\0';
}

static bool read_case(char *line, struct corpus_case *out) {
	char *tab = strchr(line, '\t');
	if (line[0] == '#' || tab == NULL)
		return false;
	*tab = '\0';
	snprintf(out->kind, sizeof(out->kind), "%s", line);
	out->count = 0;
	while (tab != NULL && out->count < 3) {
		char *field = tab + 1;
		tab = strchr(field, '\t');
		if (tab != NULL)
			*tab = '\0';
		field[strcspn(field, "\n")] = '\0';
		unescape(field);
		out->fields[out->count++] = field;
	}
	return true;
}

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

static struct oriel__media media = { .resolution = 1, .font_size = 16 };

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

static char *answer(const struct corpus_case *corpus_case) {
	struct oriel__css_writer writer = { 0 };
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

/* ---- The corpus ---- */

enum { MAX_DIFFERENCES = 64 };

/* The lines of differences.tsv, without comments and empty lines. */
struct differences {
	char *lines[MAX_DIFFERENCES];
	bool is_seen[MAX_DIFFERENCES];
	size_t count;
};

static FILE *open_file(const char *name) {
	char path[1024];
	snprintf(path, sizeof(path), "%s/%s", CORPUS_DIRECTORY, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	return file;
}

static void read_differences(struct differences *out) {
	FILE *file = open_file("differences.tsv");
	char *line = NULL;
	size_t capacity = 0;
	memset(out, 0, sizeof(*out));
	while (getline(&line, &capacity, file) > 0) {
		if (line[0] == '#' || line[0] == '\n')
			continue;
		assert_true(out->count < MAX_DIFFERENCES);
		out->lines[out->count++] = strdup(line);
	}
	free(line);
	fclose(file);
}

static bool difference_is_known(struct differences *differences, const char *line) {
	for (size_t i = 0; i < differences->count; i++) {
		if (strcmp(differences->lines[i], line) == 0) {
			differences->is_seen[i] = true;
			return true;
		}
	}
	return false;
}

/* Reads the browser's viewport from the first line. */
static void read_header(const char *line) {
	const char *view = strstr(line, "viewport ");
	if (line[0] == '#' && view != NULL)
		assert_int_equal(sscanf(view, "viewport %lf x %lf", &media.width, &media.height), 2);
}

static bool case_agrees(struct differences *differences, char *line) {
	struct corpus_case corpus_case;
	char *written = strdup(line);
	bool agrees = true;
	if (read_case(line, &corpus_case)) {
		char *said = answer(&corpus_case);
		const char *expected = corpus_case.fields[corpus_case.count - 1];
		if (strcmp(said, expected) != 0 && !difference_is_known(differences, written)) {
			print_message("%s%s %s\n  browser: %s\n  Oriel:   %s\n", written, corpus_case.kind,
				corpus_case.fields[0], expected, said);
			agrees = false;
		}
		free(said);
	}
	free(written);
	return agrees;
}

static void cases_agree_with_the_browser(void **state) {
	struct differences differences;
	FILE *file = open_file("cases.tsv");
	char *line = NULL;
	size_t capacity = 0, cases = 0, failures = 0;
	read_differences(&differences);
	oriel_set_log_hook(ignore_log, NULL);
	while (getline(&line, &capacity, file) > 0) {
		read_header(line);
		failures += !case_agrees(&differences, line);
		cases++;
	}
	free(line);
	fclose(file);
	assert_int_equal(failures, 0);
	assert_true(cases > 9000);
	for (size_t i = 0; i < differences.count; i++) {
		if (!differences.is_seen[i])
			print_message("no difference any more: %s", differences.lines[i]);
		assert_true(differences.is_seen[i]);
		free(differences.lines[i]);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(cases_agree_with_the_browser));
}
