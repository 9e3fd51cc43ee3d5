/* SPDX-License-Identifier: MIT */
/*
 * Styling: a tree of 10,001 boxes under a sheet of 10,000 rules, and the memory of a row. A class
 * is toggled on one of 10,000 rows, with and without a rule that tests :has() on an ancestor. The
 * first argument may name a file with another sheet; see run-css.
 */
#include "peers/bench.h"

#include "bench_scene.h"

#include <oriel/extend/widget.h>
#include <oriel/ui/node.h>

#include <malloc.h>
#include <string.h>

enum { ROWS = 10000, RULES = 10000, TOGGLES = 1000 };

static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};

/* Writes the sheet. Most rules name a class that no row has, as in a large sheet; a tenth depend on
 * an ancestor. */
static char *write_sheet(void) {
	char *text = malloc(RULES * 96), *at = text;
	for (int i = 0; i < RULES; i++)
		at += sprintf(at, "%s.c%d { padding: %dpx; color: #%06x }\n", i % 10 == 0 ? ".page " : "",
			i, i % 7, i);
	return text;
}

/* Returns the text of a file; exits if it cannot be read. */
static char *read_sheet(const char *path) {
	FILE *file = fopen(path, "rb");
	char *text = NULL;
	size_t size = 0, count;
	do {
		text = realloc(text, size + 65537);
		count = file != NULL && text != NULL ? fread(text + size, 1, 65536, file) : 0;
		size += count;
	} while (count > 0);
	if (size == 0) {
		fprintf(stderr, "bench-style: cannot read %s\n", path);
		exit(1);
	}
	text[size] = '\0';
	fclose(file);
	return text;
}

static oriel_widget *make_tree(bool is_varied) {
	oriel_widget *root = oriel_set(oriel_widget_new(&box_class), .classes = "page");
	char classes[32];
	for (int i = 0; i < ROWS; i++) {
		snprintf(classes, sizeof(classes), "row c%d", is_varied ? i % 100 : 1);
		oriel_append(root, oriel_set(oriel_widget_new(&box_class), .classes = classes));
	}
	return root;
}

static void style_whole(const char *name, bool is_varied) {
	BSample samples[16];
	int reps = bench_reps(5);
	for (int r = 0; r < reps; r++) {
		struct bench_scene scene;
		bench_scene_open(&scene, make_tree(is_varied), (struct oriel_size){ 800, 600 }, 1, 1);
		BSample start = bench_now();
		oriel__style_update(&scene.tree);
		samples[r] = bench_since(start);
		bench_scene_close(&scene);
	}
	bench_report("style", name, 1, samples, reps);
}

static void toggle(const char *name) {
	BSample samples[16];
	int reps = bench_reps(5);
	struct bench_scene scene;
	bench_scene_open(&scene, make_tree(true), (struct oriel_size){ 800, 600 }, 1, 1);
	bench_scene_layout(&scene);
	bench_scene_paint(&scene);
	bench_scene_paint(&scene);
	oriel_widget *row = oriel_child_at(oriel__widget_of(scene.tree.root), ROWS / 2);
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int i = 0; i < TOGGLES; i++) {
			oriel_toggle_class(row, "selected");
			oriel__style_update(&scene.tree);
		}
		samples[r] = bench_since(start);
		bench_scene_layout(&scene);
		bench_scene_paint(&scene);
	}
	bench_report("style", name, TOGGLES, samples, reps);
	bench_scene_close(&scene);
}

static void report_memory(void) {
	size_t before = mallinfo2().uordblks;
	struct bench_scene scene;
	bench_scene_open(&scene, make_tree(false), (struct oriel_size){ 800, 600 }, 1, 1);
	oriel__style_update(&scene.tree);
	printf("style\tOriel: memory of a styled row\t%zu bytes\n",
		(mallinfo2().uordblks - before) / ROWS);
	bench_scene_close(&scene);
}

int main(int argc, char **argv) {
	bench_pin(1);
	bench_init();
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	char *text = argc > 1 ? read_sheet(argv[1]) : write_sheet();
	oriel_sheet *sheet = oriel_sheet_parse(text);
	report_memory();
	oriel__style_add_sheet(loop, oriel_sheet_ref(sheet), NULL);
	oriel__style_add_sheet(loop, oriel_sheet_parse(".selected { background: red }"), NULL);
	style_whole("Oriel: style 10001 boxes, 10002 rules, alike (total ns)", false);
	style_whole("Oriel: style 10001 boxes, 10002 rules, 100 classes (total ns)", true);
	toggle("Oriel: toggle a class on 1 of 10000 rows");
	oriel__style_add_sheet(
		loop, oriel_sheet_parse(".page:has(.selected) { background: red }"), NULL);
	toggle("Oriel: toggle a class that :has() of the parent asks for");
	oriel_sheet_unref(sheet);
	free(text);
	oriel_loop_destroy(loop);
}
