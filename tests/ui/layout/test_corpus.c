/* SPDX-License-Identifier: MIT */
/*
 * Layouts against headless Chromium. Each line of corpus/KIND.tsv is a tree with the border boxes
 * that the browser gives its nodes; scripts/layout-corpus makes the files. Every box has to agree
 * within half a pixel, but for the trees in corpus/differences.tsv, each of which must still
 * differ; docs/differences.md explains them. A line there has the kind, the number of the line and
 * the reason.
 */
#include "boxes.h"
#include "../text/pinned.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/set.h>

enum { WORDS_MAX = 8, SENTENCE_MAX = 256, NODES_MAX = 256, LINES_MAX = 10000 };
enum { TEXT_MAX = 64 * 1024 };

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

/* ---- Text: sentences in the pinned font ---- */

struct sentence {
	struct oriel_widget_base base;
	char text[SENTENCE_MAX];
};

static struct oriel_measurement sentence_measure(oriel_widget *widget, float max_width) {
	const struct sentence *sentence = (const struct sentence *)widget;
	struct oriel_text_style style = oriel_widget_text_style(widget);
	oriel_paragraph *paragraph =
		oriel_paragraph_new(sentence->text, strlen(sentence->text), &style);
	oriel_paragraph_set_width(paragraph, max_width, ORIEL_TEXT_ALIGN_START);
	struct oriel_size size = oriel_paragraph_size(paragraph);
	if (!(max_width > 0)) /* the min-content width */
		size.width = oriel_paragraph_min_width(paragraph);
	struct oriel_rect last = oriel_paragraph_caret(paragraph, strlen(sentence->text), false);
	float baseline = oriel_paragraph_baseline(paragraph);
	oriel_paragraph_destroy(paragraph);
	return (struct oriel_measurement){ .width = size.width,
		.height = size.height,
		.baseline = baseline,
		.last_baseline = last.y + baseline };
}

static const struct oriel_widget_class sentence_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "sentence",
	.size = sizeof(struct sentence),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = sentence_measure,
};

/* ---- Trees ---- */

struct corpus_case {
	float width, height;
	const char *at; /* what is left to be read */
	oriel_widget *nodes[NODES_MAX];
	struct oriel_scroll offsets[NODES_MAX]; /* where the boxes are scrolled to */
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

static float read_number(const char **at) {
	char *end;
	float number = strtof(*at, &end);
	*at = *end == ',' || *end == ' ' ? end + 1 : end;
	return number;
}

static oriel_widget *read_leaf(struct corpus_case *the_case) {
	if (the_case->at[1] != '"') {
		oriel_widget *widget = oriel_widget_new(&words_class);
		read_words(the_case, (struct words *)widget);
		return widget;
	}
	oriel_widget *widget = oriel_widget_new(&sentence_class);
	struct sentence *sentence = (struct sentence *)widget;
	the_case->at += 2;
	size_t length = strcspn(the_case->at, "\"");
	assert_true(length < SENTENCE_MAX);
	memcpy(sentence->text, the_case->at, length);
	the_case->at += length + 1;
	return widget;
}

static oriel_widget *read_tree(struct corpus_case *the_case) {
	char style[2048];
	size_t length = strcspn(++the_case->at, "{}#@");
	snprintf(style, sizeof(style), "border: 0 solid; %.*s", (int)length, the_case->at);
	the_case->at += length;
	assert_true(the_case->count < NODES_MAX);
	size_t index = the_case->count++;
	oriel_widget *widget =
		*the_case->at == '#' ? read_leaf(the_case) : box_new(ORIEL_DIRECTION_ROW);
	the_case->nodes[index] = widget;
	the_case->offsets[index] = (struct oriel_scroll){ 0 };
	if (*the_case->at == '@') {
		the_case->at++;
		the_case->offsets[index].x = (double)read_number(&the_case->at);
		the_case->offsets[index].y = (double)read_number(&the_case->at);
	}
	oriel_set(widget, .style = style);
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

static bool is_near(struct oriel_rect a, struct oriel_rect b) {
	enum { PARTS = 2 }; /* of a pixel */
	return fabsf(a.x - b.x) * PARTS <= 1 && fabsf(a.y - b.y) * PARTS <= 1 &&
		fabsf(a.width - b.width) * PARTS <= 1 && fabsf(a.height - b.height) * PARTS <= 1;
}

/* Browsers round the largest offsets to whole px. */
static bool is_near_scroll(struct oriel_scroll a, struct oriel_scroll b) {
	return fabs(a.min_x - b.min_x) <= 1 && fabs(a.max_x - b.max_x) <= 1 &&
		fabs(a.min_y - b.min_y) <= 1 && fabs(a.max_y - b.max_y) <= 1;
}

/* Returns a border box as it stands in that of the parent, with the parent's scroll offsets. */
static struct oriel_rect box_rect(oriel_widget *widget) {
	struct oriel_rect rect = oriel_widget_bounds(widget);
	struct oriel_scroll scroll = oriel_widget_scroll_position(oriel_parent(widget));
	rect.x -= (float)scroll.x;
	rect.y -= (float)scroll.y;
	return rect;
}

/* Describes a box as the corpus does. */
static void box_describe(oriel_widget *widget, bool has_scroll, char text[128]) {
	struct oriel_rect rect = box_rect(widget);
	int length = snprintf(text, 128, "%g,%g,%g,%g", (double)rect.x, (double)rect.y,
		(double)rect.width, (double)rect.height);
	struct oriel_scroll scroll = oriel_widget_scroll_position(widget);
	if (has_scroll)
		snprintf(text + length, 128 - (size_t)length, ",%g,%g,%g,%g", scroll.min_x,
			scroll.max_x, scroll.min_y, scroll.max_y);
}

/* Compares a box with its description, which is read. */
static bool box_agrees(oriel_widget *widget, const char **at, bool *has_scroll) {
	const char *end = *at + strcspn(*at, " \n");
	struct oriel_rect rect;
	rect.x = read_number(at);
	rect.y = read_number(at);
	rect.width = read_number(at);
	rect.height = read_number(at);
	*has_scroll = *at < end;
	if (!is_near(rect, box_rect(widget)))
		return false;
	if (!*has_scroll)
		return true;
	struct oriel_scroll scroll;
	scroll.min_x = (double)read_number(at);
	scroll.max_x = (double)read_number(at);
	scroll.min_y = (double)read_number(at);
	scroll.max_y = (double)read_number(at);
	return is_near_scroll(scroll, oriel_widget_scroll_position(widget));
}

/* Returns whether all boxes agree; else describes the first that differs in text. */
static bool boxes_agree(struct corpus_case *the_case, const char *rects, char text[256]) {
	for (size_t i = 0; i < the_case->count; i++) {
		const char *expected = rects;
		bool has_scroll;
		char actual[128];
		if (box_agrees(the_case->nodes[i], &rects, &has_scroll))
			continue;
		box_describe(the_case->nodes[i], has_scroll, actual);
		snprintf(text, 256, "box %zu is %s and not %.*s", i + 1, actual,
			(int)strcspn(expected, " \n"), expected);
		return false;
	}
	return true;
}

static void case_lay_out(struct corpus_case *the_case, struct scene *scene) {
	pin_font(NULL); /* the end of a loop forgets the font */
	scene_open(scene, the_case->width, the_case->height);
	oriel_append(scene->root, read_tree(the_case));
	scene_layout(scene);
	for (size_t i = 0; i < the_case->count; i++)
		if (the_case->offsets[i].x != 0 || the_case->offsets[i].y != 0)
			oriel_scroll_to(the_case->nodes[i], .x = the_case->offsets[i].x,
				.y = the_case->offsets[i].y, .behavior = ORIEL_SCROLL_INSTANT);
	scene_layout(scene);
}

/* Returns whether the layout is the expected one. */
static bool line_agrees(char *line, char text[256]) {
	char *tree = strchr(line, '\t'), *rects = strchr(tree + 1, '\t'), *height;
	struct corpus_case the_case = { .at = tree + 1 };
	struct scene scene;
	the_case.width = strtof(line, &height);
	the_case.height = strtof(height + 1, NULL);
	case_lay_out(&the_case, &scene);
	bool agrees = boxes_agree(&the_case, rects + 1, text);
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

static void boxes_without_a_box_around_them_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("contents");
}

static void limits_in_each_other_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("limits");
}

static void layouts_from_right_to_left_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("rtl");
}

static void places_in_grids_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("place");
}

static void scroll_containers_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("scroll");
}

static void layouts_of_text_are_those_of_chromium(void **state) {
	(void)state;
	run_corpus("text");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(flex_layouts_are_those_of_chromium),
		cmocka_unit_test(grid_layouts_are_those_of_chromium),
		cmocka_unit_test(block_layouts_are_those_of_chromium),
		cmocka_unit_test(positions_are_those_of_chromium),
		cmocka_unit_test(positions_in_the_flow_are_those_of_chromium),
		cmocka_unit_test(boxes_without_a_box_around_them_are_those_of_chromium),
		cmocka_unit_test(limits_in_each_other_are_those_of_chromium),
		cmocka_unit_test(layouts_from_right_to_left_are_those_of_chromium),
		cmocka_unit_test(places_in_grids_are_those_of_chromium),
		cmocka_unit_test(scroll_containers_are_those_of_chromium),
		cmocka_unit_test_teardown(layouts_of_text_are_those_of_chromium, drop_fonts));
}
