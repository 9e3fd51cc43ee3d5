/* SPDX-License-Identifier: MIT */
/*
 * A frame of the scene of peers/raster_common.h from display lists: fill, 5,000 glyphs, 200 round
 * rectangles, and all of them clipped to damage of 200x40. Each repaint is caused by a changed
 * background under the items, so the figures include style, recording and damage. Lines of text use
 * the font's advances instead of a grid.
 */
#include "peers/raster_scene.h"

#include "bench_scene.h"

#include <oriel/extend/recorder.h>
#include <oriel/extend/paragraph.h>
#include <oriel/extend/widget.h>

enum { LINE = 25, LINES = NG / LINE };

static oriel_paragraph *lines[LINES];

static void record_rects(oriel_widget *widget, oriel_recorder *recorder) {
	(void)widget;
	for (int i = 0; i < NR; i++)
		oriel_record_round_rect(recorder,
			(struct oriel_rect){ (float)rr[i].x, (float)rr[i].y, (float)rr[i].w, (float)rr[i].h },
			8, ORIEL_RGB(0x3366cc));
}

static void record_text(oriel_widget *widget, oriel_recorder *recorder) {
	(void)widget;
	for (int i = 0; i < LINES; i++)
		oriel_record_paragraph(recorder, lines[i], (float)rg[i * LINE].x,
			(float)rg[i * LINE].y - oriel_paragraph_baseline(lines[i]), ORIEL_RGB(0x101010));
}

static const struct oriel_widget_class ground_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "ground", .size = sizeof(struct oriel_widget_base)
};
static const struct oriel_widget_class rects_class = { .abi = ORIEL_WIDGET_ABI,
	.name = "rects",
	.size = sizeof(struct oriel_widget_base),
	.record = record_rects };
static const struct oriel_widget_class text_class = { .abi = ORIEL_WIDGET_ABI,
	.name = "text",
	.size = sizeof(struct oriel_widget_base),
	.record = record_text };

static oriel_widget *layer(const struct oriel_widget_class *widget_class, RRect at) {
	char style[128];
	snprintf(style, sizeof(style),
		"position: absolute; left: %dpx; top: %dpx; width: %dpx; height: %dpx", at.x, at.y, at.w,
		at.h);
	return oriel_set(oriel_widget_new(widget_class), .style = style);
}

static void make_lines(void) {
	const struct oriel_text_style style = { .family = "DejaVu Sans", .size = 13 };
	for (int i = 0; i < LINES; i++) {
		char text[LINE];
		for (int k = 0; k < LINE; k++)
			text[k] = (char)rg[i * LINE + k].ch;
		lines[i] = oriel_paragraph_new(text, LINE, &style);
	}
}

/* Repaints everything above the ground. */
static void measure(struct bench_scene *scene, oriel_widget *ground, const char *name) {
	BSample samples[64];
	int reps = bench_reps(31);
	for (int r = -2; r < reps; r++) {
		BSample start = bench_now();
		oriel_set_style(ground, "background-color", "#%08x",
			(unsigned)(r % 2 == 0 ? ORIEL_RGB(0xf0f0f0) : ORIEL_RGB(0xf1f1f1)));
		bench_scene_layout(scene);
		bench_scene_paint(scene);
		if (r >= 0)
			samples[r] = bench_since(start);
	}
	bench_report("raster", name, 1, samples, reps);
}

int main(void) {
	bench_pin(1);
	bench_init();
	raster_make();
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	make_lines();
	/* The ground is the root and fills the scene. */
	oriel_widget *ground = oriel_widget_new(&ground_class), *part = layer(&ground_class, r_damage);
	oriel_widget *rects = layer(&rects_class, r_full), *text = layer(&text_class, r_full);
	oriel_widget *const layers[] = { part, rects, text };
	oriel_widget_append_all(ground, layers, 3);
	struct bench_scene scene;
	bench_scene_open(&scene, ground, (struct oriel_size){ RW, RH }, RW, RH);
	bench_scene_layout(&scene);
	bench_scene_paint(&scene);
	measure(&scene, ground, "Oriel: all (ns/frame)");
	measure(&scene, part, "Oriel: damage 200x40 (ns/frame)");
	oriel_set_hidden(text, true);
	measure(&scene, ground, "Oriel: fill and 200 rrects (ns/frame)");
	oriel_set_hidden(text, false);
	oriel_set_hidden(rects, true);
	measure(&scene, ground, "Oriel: fill and 5000 glyphs (ns/frame)");
	bench_scene_close(&scene);
	for (int i = 0; i < LINES; i++)
		oriel_paragraph_destroy(lines[i]);
	oriel_loop_destroy(loop);
}
