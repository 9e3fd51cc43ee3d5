/* SPDX-License-Identifier: MIT */
/*
 * Layouts against headless Chromium. Each line of corpus/KIND.tsv is a tree with the border boxes
 * that the browser gives its nodes; scripts/layout-corpus makes the files. Every box has to agree
 * within half a pixel, but for the trees in corpus/differences.tsv, each of which must still
 * differ; docs/differences.md explains them. A line there has the kind, the number of the line and
 * the reason.
 */
#include "boxes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/set.h>

enum { WORDS_MAX = 8, NODES_MAX = 256, LINES_MAX = 10000, TEXT_MAX = 64 * 1024 };

/* ---- Text: words that break between any two ---- */

struct words {
	struct oriel_widget_base base;
	float widths[WORDS_MAX];
	size_t count;
	float line;
};

static struct oriel_measurement words_measure(oriel_widget *widget, float max_width) {
	const struct words *words = (const struct words *)widget;
	float at = 0, width = 0, lines = 1;
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0 && at + words->widths[i] > max_width + 0.02f) {
			lines++;
			at = 0;
		}
		at += words->widths[i];
		width = fmaxf(width, at);
	}
	return (struct oriel_measurement){ .width = width,
		.height = lines * words->line,
		.baseline = words->line,
		.last_baseline = lines * words->line };
}

static const struct oriel_widget_class words_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "words",
	.size = sizeof(struct words),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = words_measure,
};

/* ---- Trees ---- */

struct corpus_case {
	float width, height;
	const char *at; /* what is left to be read */
	oriel_widget *nodes[NODES_MAX];
	size_t count;
};

static void read_words(struct corpus_case *the_case, struct words *words) {
	char *end;
	do {
		the_case->at++;
		words->widths[words->count++] = strtof(the_case->at, &end);
		the_case->at = end;
	} while (*the_case->at == ',');
	words->line = strtof(the_case->at + 1, &end);
	the_case->at = end;
}

static oriel_widget *read_tree(struct corpus_case *the_case) {
	char style[2048];
	size_t length = strcspn(++the_case->at, "{}#");
	snprintf(style, sizeof(style), "border: 0 solid; %.*s", (int)length, the_case->at);
	the_case->at += length;
	bool is_leaf = *the_case->at == '#';
	oriel_widget *widget =
		is_leaf ? oriel_widget_new(&words_class) : box_new(ORIEL_DIRECTION_ROW);
	assert_true(the_case->count < NODES_MAX);
	the_case->nodes[the_case->count++] = widget;
	oriel_set(widget, .style = style);
	if (is_leaf)
		read_words(the_case, (struct words *)widget);
	while (*the_case->at == '{')
		oriel_append(widget, read_tree(the_case));
	assert_int_equal(*the_case->at, '}');
	the_case->at++;
	return widget;
}

/* ---- Comparing ---- */

struct corpus {
	const char *kind;
	int count, wrong;
	bool is_verbose;
};

static float read_number(const char **at) {
	char *end;
	float number = strtof(*at, &end);
	*at = *end == ',' || *end == ' ' ? end + 1 : end;
	return number;
}

static bool is_near(struct oriel_rect a, struct oriel_rect b) {
	enum { PARTS = 2 }; /* of a pixel */
	return fabsf(a.x - b.x) * PARTS <= 1 && fabsf(a.y - b.y) * PARTS <= 1 &&
		fabsf(a.width - b.width) * PARTS <= 1 && fabsf(a.height - b.height) * PARTS <= 1;
}

/* Returns the number of the first box that differs, from 1, or 0; describes it in text. */
static size_t compare_boxes(struct corpus_case *the_case, const char *rects, char text[256]) {
	for (size_t i = 0; i < the_case->count; i++) {
		struct oriel_rect expected;
		expected.x = read_number(&rects);
		expected.y = read_number(&rects);
		expected.width = read_number(&rects);
		expected.height = read_number(&rects);
		struct oriel_rect actual = oriel_widget_bounds(the_case->nodes[i]);
		if (is_near(expected, actual))
			continue;
		snprintf(text, 256, "box %zu is %g,%g %gx%g and not %g,%g %gx%g", i + 1,
			(double)actual.x, (double)actual.y, (double)actual.width, (double)actual.height,
			(double)expected.x, (double)expected.y, (double)expected.width,
			(double)expected.height);
		return i + 1;
	}
	return 0;
}

/* Returns whether the layout is the expected one. */
static bool line_agrees(char *line, char text[256]) {
	char *tree = strchr(line, '\t'), *rects = strchr(tree + 1, '\t'), *height;
	struct corpus_case the_case = { .at = tree + 1 };
	struct scene scene;
	the_case.width = strtof(line, &height);
	the_case.height = strtof(height + 1, NULL);
	scene_open(&scene, the_case.width, the_case.height);
	oriel_append(scene.root, read_tree(&the_case));
	scene_layout(&scene);
	bool agrees = compare_boxes(&the_case, rects + 1, text) == 0;
	scene_close(&scene);
	return agrees;
}

static FILE *corpus_open(const char *name) {
	char path[512];
	snprintf(path, sizeof(path), "%s/ui/layout/corpus/%s.tsv", ORIEL_TESTS_DIR, name);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		fail_msg("%s is missing", path);
	return file;
}

static bool known[LINES_MAX];

/* Reads which lines of a kind differ. */
static void read_differences(const char *kind) {
	char line[256], name[64];
	int number;
	FILE *file = corpus_open("differences");
	memset(known, 0, sizeof(known));
	while (fgets(line, sizeof(line), file) != NULL)
		if (sscanf(line, "%63s %d", name, &number) == 2 && strcmp(name, kind) == 0)
			known[number] = true;
	fclose(file);
}

static void run_corpus(const char *kind) {
	static char line[TEXT_MAX];
	char text[256];
	FILE *file = corpus_open(kind);
	int wrong = 0, number = 0;
	read_differences(kind);
	while (fgets(line, sizeof(line), file) != NULL) {
		number++;
		if (line[0] == '#')
			continue;
		bool agrees = line_agrees(line, text);
		if (agrees != known[number])
			continue;
		if (agrees)
			snprintf(text, sizeof(text), "no difference any more: strike it from the list");
		wrong++;
		print_message("%s.tsv:%d: %s\n", kind, number, text);
	}
	fclose(file);
	assert_true(number > 100);
	if (wrong > 0)
		fail_msg("%d of %d trees are not as expected", wrong, number);
}

static void flex_layouts_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("flex");
}

static void grid_layouts_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("grid");
}

static void block_layouts_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("block");
}

static void positions_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("position");
}

static void positions_in_the_flow_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("flow");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(flex_layouts_are_those_of_chromium),
		cmocka_unit_test(grid_layouts_are_those_of_chromium),
		cmocka_unit_test(block_layouts_are_those_of_chromium),
		cmocka_unit_test(positions_are_those_of_chromium),
		cmocka_unit_test(positions_in_the_flow_are_those_of_chromium));
}
