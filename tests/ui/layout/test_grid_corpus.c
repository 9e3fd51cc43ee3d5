/* SPDX-License-Identifier: MIT */
/*
 * Random trees of grids are laid out as in Chromium, every box within half a pixel.
 * scripts/grid-corpus makes the trees; corpus/grid_differences.tsv lists those that differ, by the
 * number of the line, with the reason.
 */
#include "boxes.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/set.h>

enum { DIFFERENCES = 64 };

/* ---- Leaves ---- */

struct words {
	struct oriel_widget_base base;
	long count; /* of 10 px by 5 px */
};

static struct oriel_measurement words_measure(oriel_widget *widget, float max_width) {
	long count = ((struct words *)widget)->count, in_line = count;
	if (max_width < 10 * (float)count)
		in_line = max_width < 10 ? 1 : (long)((max_width + 0.01f) / 10);
	long lines = (count + in_line - 1) / in_line;
	return (struct oriel_measurement){ 10 * (float)in_line, 5 * (float)lines, .baseline = 5 };
}

static const struct oriel_widget_class words_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "words",
	.size = sizeof(struct words),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = words_measure,
};

static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};

/* ---- Lines ---- */

/* Reads "{style|words|children}", and moves *text behind it. */
static oriel_widget *read_tree(const char **text) {
	const char *style = *text + 1, *bar = strchr(style, '|');
	char *end, *copy = strndup(style, (size_t)(bar - style));
	long count = strtol(bar + 1, &end, 10);
	oriel_widget *widget = oriel_widget_new(count > 0 ? &words_class : &box_class);
	if (count > 0)
		((struct words *)widget)->count = count;
	oriel_set(widget, .style = copy);
	free(copy);
	*text = end + 1;
	while (**text == '{')
		oriel_append(widget, read_tree(text));
	++*text;
	return widget;
}

/* Compares the boxes of a subtree with text, which moves behind them. x, y: of the parent. */
static bool boxes_match(
	oriel_widget *widget, double x, double y, const char **text, bool is_printed) {
	const struct oriel__box *box = &oriel__node_of(widget)->rect;
	double expected[4];
	double actual[4] = { x + box->x, y + box->y, (double)box->width, (double)box->height };
	bool match = true;
	for (int i = 0; i < 4; i++) {
		char *end;
		expected[i] = strtod(*text, &end);
		*text = end + 1;
		match = match && fabs(expected[i] - actual[i]) <= 0.5;
	}
	if (is_printed)
		print_message("%s %.2f,%.2f %.2fx%.2f is %.2f,%.2f %.2fx%.2f\n", match ? " " : "*",
			expected[0], expected[1], expected[2], expected[3], actual[0], actual[1], actual[2],
			actual[3]);
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child))
		match = boxes_match(child, actual[0], actual[1], text, is_printed) && match;
	return match;
}

static bool line_matches(const char *line, bool is_printed) {
	struct scene scene;
	const char *text = line, *boxes = strchr(line, '\t') + 1;
	scene_open(&scene, 400, 300);
	oriel_widget *tree = read_tree(&text);
	with(scene.root, tree);
	scene_layout(&scene);
	bool match = boxes_match(tree, 0, 0, &boxes, is_printed);
	scene_close(&scene);
	return match;
}

static FILE *corpus_open(const char *name) {
	char path[4096];
	snprintf(path, sizeof(path), "%s/%s", CORPUS_DIRECTORY, name);
	FILE *file = fopen(path, "r");
	assert_non_null(file);
	return file;
}

/* Reads the numbers of the lines that differ. */
static size_t read_differences(size_t lines[DIFFERENCES]) {
	FILE *file = corpus_open("grid_differences.tsv");
	char *line = NULL;
	size_t room = 0, count = 0;
	while (getline(&line, &room, file) > 0) {
		assert_true(count < DIFFERENCES);
		lines[count++] = strtoul(line, NULL, 10);
	}
	free(line);
	fclose(file);
	return count;
}

static void grids_are_laid_out_as_in_chromium(void **state) {
	FILE *file = corpus_open("grid.tsv");
	size_t differences[DIFFERENCES], known = read_differences(differences), at = 0;
	size_t room = 0, count = 0, wrong = 0;
	char *line = NULL;
	(void)state;
	while (getline(&line, &room, file) > 0) {
		count++;
		if (line[0] == '#')
			continue;
		bool does_differ = at < known && differences[at] == count;
		at += does_differ;
		if (line_matches(line, false) == !does_differ)
			continue;
		wrong++;
		print_message("line %zu %s: %.*s\n", count,
			does_differ ? "is as in Chromium now" : "differs", (int)strcspn(line, "\t"), line);
		line_matches(line, true);
	}
	free(line);
	fclose(file);
	assert_true(count > 1000);
	assert_int_equal(wrong, 0);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(grids_are_laid_out_as_in_chromium));
}
