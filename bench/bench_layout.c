/* SPDX-License-Identifier: MIT */
/*
 * Flex layout as in peers/layout_ref.c: a column of rows (padding 4, gap 4, aligned at the centre).
 * Each row has nine leaves, of which the first grows. Style and layout are timed. The marked nodes
 * are painted between the timed parts, as in a frame.
 */
#include "peers/bench.h"

#include "bench_scene.h"

#include <oriel/extend/style.h>

enum { LEAVES = 9, CHANGES = 100 };

struct leaf {
	struct oriel_widget_base base;
	float width, height;
};

static struct oriel_measurement measure(oriel_widget *widget, float max_width) {
	const struct leaf *leaf = (const struct leaf *)widget;
	(void)max_width;
	return (struct oriel_measurement){ leaf->width, leaf->height, -1 };
}

static const struct oriel_widget_class leaf_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "leaf", .size = sizeof(struct leaf), .measure = measure
};
static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};

static oriel_widget *box_new(enum oriel_direction direction) {
	oriel_widget *box = oriel_widget_new(&box_class);
	oriel_hint_keyword(box, ORIEL_PROPERTY_FLEX_DIRECTION,
		direction == ORIEL_DIRECTION_COLUMN ? "column" : "row");
	return box;
}

static struct leaf *leaf_new(oriel_widget *row, int index) {
	struct leaf *leaf = (struct leaf *)oriel_widget_new(&leaf_class);
	leaf->width = 50 + (float)(index % 7 * 8);
	leaf->height = 18;
	if (index % LEAVES == 0)
		oriel_set((oriel_widget *)leaf, .style = "flex-grow: 1");
	oriel_append(row, (oriel_widget *)leaf);
	return leaf;
}

/* Creates the tree. *middle is the leaf in its middle, which will change. */
static oriel_widget *make(int rows, struct leaf **middle) {
	oriel_widget *root = box_new(ORIEL_DIRECTION_COLUMN);
	for (int i = 0; i < rows; i++) {
		oriel_widget *row = oriel_set(
			box_new(ORIEL_DIRECTION_ROW), .style = "padding: 4px; gap: 4px; align-items: center");
		for (int k = 0; k < LEAVES; k++) {
			struct leaf *leaf = leaf_new(row, i * LEAVES + k);
			if (i == rows / 2 && k == LEAVES / 2)
				*middle = leaf;
		}
		oriel_append(root, row);
	}
	return root;
}

static BSample timed_layout(struct bench_scene *scene) {
	BSample start = bench_now();
	bench_scene_layout(scene);
	return bench_since(start);
}

static void add(BSample *sum, BSample sample) {
	sum->wall += sample.wall;
	sum->cpu += sample.cpu;
	sum->ins += sample.ins;
}

/* Changes the leaf's width or height repeatedly. A change of width does not change the height of
 * the row. */
static BSample change(struct bench_scene *scene, struct leaf *leaf, bool height) {
	BSample sum = { 0 };
	for (int i = 0; i < CHANGES; i++) {
		*(height ? &leaf->height : &leaf->width) = (height ? 19.0f : 60.0f) + (float)(i % 20);
		BSample start = bench_now();
		oriel_widget_relayout((oriel_widget *)leaf);
		bench_scene_layout(scene);
		add(&sum, bench_since(start));
		bench_scene_paint(scene);
	}
	return sum;
}

static void report(const char *what, int rows, double ops, const BSample *samples, int reps) {
	char name[96];
	snprintf(name, sizeof(name), "Oriel: %s, %d nodes (total ns)", what, rows * (LEAVES + 1) + 1);
	bench_report("layout", name, ops, samples, reps);
}

static void run(int rows) {
	BSample first[16], width[16], height[16], other[16];
	int reps = bench_reps(5);
	for (int r = 0; r < reps; r++) {
		struct bench_scene scene;
		struct leaf *middle = NULL;
		oriel_widget *root = make(rows, &middle);
		bench_scene_open(&scene, root, (struct oriel_size){ 1280, (float)rows * 60 }, 1, 1);
		oriel__style_update(&scene.tree);
		first[r] = timed_layout(&scene);
		bench_scene_paint(&scene);
		bench_scene_paint(&scene);
		width[r] = change(&scene, middle, false);
		height[r] = change(&scene, middle, true);
		scene.size.width = 1000;
		other[r] = timed_layout(&scene);
		bench_scene_close(&scene);
	}
	report("first layout", rows, 1, first, reps);
	report("relayout 1 leaf width", rows, CHANGES, width, reps);
	report("relayout 1 leaf height", rows, CHANGES, height, reps);
	report("relayout other width", rows, 1, other, reps);
}

int main(void) {
	bench_pin(1);
	bench_init();
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	run(1000);
	run(10000);
	oriel_loop_destroy(loop);
}
