/* SPDX-License-Identifier: MIT */
/*
 * The statistics of a window. Each module counts its own work: style/ and layout/ in the tree,
 * paint/ in the painter, text/ per thread, and pipeline.c the rest. The sums never decrease. A
 * reset stores the current sums, and later results are the difference.
 */
#include "app/app_internal.h"

#include <oriel/runtime/log.h>

static struct oriel_window_stats window_stats_sum(const oriel_window *window) {
	const struct oriel__window_counts *counts = &window->counts;
	const struct oriel__tree_counts *tree = &window->surface.tree.counts;
	const struct oriel__paint_counters *paint = oriel__painter_counters(window->painter);
	return (struct oriel_window_stats){
		.frames = counts->frames,
		.presents = counts->presents,
		.restyled = tree->restyled,
		.laid_out = tree->laid_out,
		.words_shaped = window->surface.words_shaped,
		.recorded = paint->records,
		.painted_pixels = paint->pixels,
		.presented_pixels = counts->presented_pixels,
	};
}

static void window_stats_check(const oriel_window *window, const char *caller) {
	ORIEL_ASSERT(window != NULL, "%s: the window is NULL; pass an open one", caller);
	oriel__loop_check(window->surface.view.loop, caller);
}

void oriel_window_stats(const oriel_window *window, struct oriel_window_stats *out) {
	window_stats_check(window, "oriel_window_stats");
	ORIEL_ASSERT(out != NULL, "oriel_window_stats: out is NULL; pass a pointer to a struct");
	const struct oriel_window_stats now = window_stats_sum(window);
	const struct oriel_window_stats *before = &window->counted_before;
	*out = (struct oriel_window_stats){
		.frames = now.frames - before->frames,
		.presents = now.presents - before->presents,
		.restyled = now.restyled - before->restyled,
		.laid_out = now.laid_out - before->laid_out,
		.words_shaped = now.words_shaped - before->words_shaped,
		.recorded = now.recorded - before->recorded,
		.painted_pixels = now.painted_pixels - before->painted_pixels,
		.presented_pixels = now.presented_pixels - before->presented_pixels,
	};
}

void oriel_window_reset_stats(oriel_window *window) {
	window_stats_check(window, "oriel_window_reset_stats");
	window->counted_before = window_stats_sum(window);
}
