/* SPDX-License-Identifier: MIT */
/*
 * A grid of 100 × 100 leaves whose tracks are all 20px, 1fr or auto: the first layout, the layout
 * at another width, and the layout after the width of one leaf has changed.
 */
#include "peers/bench.h"

#include "bench_scene.h"

#include <oriel/extend/style.h>

enum { SIDE = 100, CHANGES = 20 };

struct cell {
	struct oriel_widget_base base;
	float width, height;
};

static struct oriel_measurement measure(oriel_widget *widget, float max_width) {
	const struct cell *cell = (const struct cell *)widget;
	(void)max_width;
	return (struct oriel_measurement){ cell->width, cell->height, -1 };
}

static const struct oriel_widget_class cell_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "cell", .size = sizeof(struct cell), .measure = measure
};
static const struct oriel_widget_class box_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "box", .size = sizeof(struct oriel_widget_base)
};

static oriel_widget *make(const char *track, struct cell **middle) {
	oriel_widget *grid = oriel_widget_new(&box_class);
	oriel_set_style(grid, "display", "grid");
	oriel_set_style(grid, "grid-template-columns", "repeat(%d, %s)", (int)SIDE, track);
	oriel_set_style(grid, "grid-template-rows", "repeat(%d, %s)", (int)SIDE, track);
	for (int i = 0; i < SIDE * SIDE; i++) {
		struct cell *cell = (struct cell *)oriel_widget_new(&cell_class);
		cell->width = 10 + (float)(i % 7);
		cell->height = 8 + (float)(i % 5);
		if (i == SIDE * SIDE / 2)
			*middle = cell;
		oriel_append(grid, (oriel_widget *)cell);
	}
	return grid;
}

static BSample timed_layout(struct bench_scene *scene) {
	BSample start = bench_now();
	bench_scene_layout(scene);
	return bench_since(start);
}

static void report(const char *what, const char *track, const BSample *samples, int reps) {
	char name[96];
	snprintf(name, sizeof(name), "Oriel: %s, 100 x 100 of %s (total ns)", what, track);
	bench_report("grid", name, 1, samples, reps);
}

static void run(const char *track) {
	BSample first[16], other[16], leaf[16];
	int reps = bench_reps(5);
	for (int r = 0; r < reps; r++) {
		struct bench_scene scene;
		struct cell *middle = NULL;
		oriel_widget *root = make(track, &middle);
		bench_scene_open(&scene, root, (struct oriel_size){ 2000, 2000 }, 1, 1);
		oriel__style_update(&scene.tree);
		first[r] = timed_layout(&scene);
		bench_scene_paint(&scene);
		scene.size.width = 1900;
		other[r] = timed_layout(&scene);
		bench_scene_paint(&scene);
		leaf[r] = (BSample){ 0 };
		for (int i = 0; i < CHANGES; i++) {
			middle->width = 17 + (float)(i % 3);
			oriel_widget_relayout((oriel_widget *)middle);
			BSample sample = timed_layout(&scene);
			leaf[r].wall += sample.wall / CHANGES;
			leaf[r].cpu += sample.cpu / CHANGES;
			leaf[r].ins += sample.ins / CHANGES;
			bench_scene_paint(&scene);
		}
		bench_scene_close(&scene);
	}
	report("first layout", track, first, reps);
	report("other width", track, other, reps);
	report("1 leaf changed", track, leaf, reps);
}

int main(void) {
	bench_pin(1);
	bench_init();
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	run("20px");
	run("1fr");
	run("auto");
	oriel_loop_destroy(loop);
}
