/* SPDX-License-Identifier: MIT */
/*
 * Computed values of random trees under random sheets, with the values stored from Chromium
 * (scripts/css-corpus).
 *
 * The sheets of one tree are added and removed one after the other on one loop, so that a value
 * which is not recomputed fails as well.
 */
#include "corpus.h"
#include "corpus_tree.h"

#include <oriel/runtime/log.h>
#include <oriel/ui/style.h>

#include "css/css_serialize_internal.h"
#include "style/style_state_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct pages {
	struct corpus_tree tree;
	char reset[1024];
	double width, height; /* of the browser's page */
	/* declarations that layout or painting cannot use yet */
	size_t unsupported;
	bool is_tree_supported;
};

static void count_unsupported(enum oriel_log_level level, const char *message, void *data) {
	size_t *unsupported = data;
	if (strstr(message, "support") != NULL)
		++*unsupported;
}

/* ---- One page ---- */

static void tree_begin(struct pages *pages, char *text) {
	corpus_tree_finish(&pages->tree);
	pages->unsupported = 0;
	corpus_tree_init(&pages->tree, text);
	pages->is_tree_supported = pages->unsupported == 0;
	struct oriel__style_state *state = oriel__style_state(pages->tree.loop);
	state->media.width = pages->width;
	state->media.height = pages->height;
	/* The rules of HTML's own sheet for these types. */
	oriel__sheet_use(state, oriel_sheet_parse("b { font-weight: bolder } i { font-style: italic }"),
		ORIEL__ORIGIN_TOOLKIT, NULL, NULL);
}

static void write_values(
	struct oriel__css_writer *writer, oriel_widget *element, const char *properties) {
	char *names = strdup(properties), *rest = names;
	while (rest != NULL) {
		if (writer->length > 0)
			oriel__css_writer_text(writer, "|");
		oriel__css_writer_text(writer, oriel_computed_style(element, corpus_cut(&rest, ' ')));
	}
	free(names);
}

/* Returns the values of all elements, or NULL if the sheet is not supported completely. */
static char *page_values(struct pages *pages, const struct corpus_case *corpus_case) {
	struct oriel__style_state *state = oriel__style_state(pages->tree.loop);
	struct oriel__css_writer writer = { 0 };
	char *text = malloc(strlen(pages->reset) + strlen(corpus_case->fields[0]) + 1);
	strcpy(stpcpy(text, pages->reset), corpus_case->fields[0]);
	memset(state->refused, 0, sizeof(state->refused)); /* these are logged once */
	pages->unsupported = 0;
	oriel_sheet_id id = oriel__style_add_sheet(pages->tree.loop, oriel_sheet_parse(text), NULL);
	for (size_t i = 0; i < pages->tree.count; i++)
		write_values(&writer, pages->tree.elements[i], corpus_case->fields[1]);
	oriel_sheet_remove(id);
	free(text);
	if (pages->is_tree_supported && pages->unsupported == 0)
		return writer.text;
	oriel__css_writer_finish(&writer);
	return NULL;
}

static char *page_result(const struct corpus_case *corpus_case, void *data) {
	struct pages *pages = data;
	if (strcmp(corpus_case->kind, "#") == 0)
		sscanf(strstr(corpus_case->fields[0], "viewport"), "viewport %lf x %lf", &pages->width,
			&pages->height);
	else if (strcmp(corpus_case->kind, "reset") == 0)
		snprintf(pages->reset, sizeof(pages->reset), "%s", corpus_case->fields[0]);
	else if (strcmp(corpus_case->kind, "tree") == 0)
		tree_begin(pages, corpus_case->fields[0]);
	else
		return strcmp(corpus_case->kind, "page") == 0 ? page_values(pages, corpus_case) : NULL;
	return NULL;
}

/* ---- Comparing ---- */

static size_t read_color(const char *text, size_t length, double *channels) {
	char copy[64];
	snprintf(copy, sizeof(copy), "%.*s", (int)length, text);
	channels[3] = 1;
	if (sscanf(copy, "rgb(%lf, %lf, %lf)", &channels[0], &channels[1], &channels[2]) == 3)
		return 4;
	return (size_t)sscanf(copy, "rgba(%lf, %lf, %lf, %lf)", &channels[0], &channels[1],
		&channels[2], &channels[3]);
}

/* A browser keeps such a colour with more than 8 bits a channel. */
static bool colors_agree(const char *expected, size_t length, const char *result, size_t size) {
	double left[4], right[4];
	if (read_color(expected, length, left) != 4 || read_color(result, size, right) != 4)
		return false;
	double tolerance = left[3] < 0.5 ? 4 : 1; /* premultiplied channels lose more */
	for (int i = 0; i < 3; i++) {
		if (fabs(left[i] - right[i]) > tolerance)
			return false;
	}
	return fabs(left[3] - right[3]) < 0.005;
}

/* Compares lists of values, separated by "|". A value after "~" is a colour with a tolerance. */
static bool values_agree(const char *expected, const char *result) {
	for (;;) {
		size_t length = strcspn(expected, "|"), size = strcspn(result, "|");
		bool is_equal = length == size && strncmp(expected, result, length) == 0;
		if (!is_equal &&
			(expected[0] != '~' || !colors_agree(expected + 1, length - 1, result, size)))
			return false;
		if (expected[length] == '\0' || result[size] == '\0')
			return expected[length] == result[size];
		expected += length + 1;
		result += size + 1;
	}
}

static void computed_values_agree_with_the_browser(void **state) {
	struct pages pages = { 0 };
	oriel_set_log_hook(count_unsupported, &pages.unsupported);
	assert_true(corpus_assert(CORPUS_DIRECTORY, page_result, values_agree, &pages) > 3000);
	corpus_tree_finish(&pages.tree);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(computed_values_agree_with_the_browser));
}
