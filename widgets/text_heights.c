/* SPDX-License-Identifier: MIT */
/*
 * Heights of blocks as runs: a run has blocks of one height, or blocks that were not measured and
 * have the estimated height. Neighbours that are alike are one run. The number of runs is bounded:
 * beyond MOST_RUNS all heights are forgotten, and the blocks in view are measured again. Therefore
 * a scan over the runs takes some microseconds at most, whatever the length of the text.
 */
#include "text_heights_internal.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>

enum { MOST_RUNS = 4096 };

struct text_height_run {
	size_t count;
	double height; /* px; below 0: not measured */
};

static double run_height(const struct text_heights *heights, const struct text_height_run *run) {
	return run->height < 0 ? heights->estimate : run->height;
}

static bool heights_reserve(struct text_heights *heights, size_t count) {
	size_t capacity = heights->capacity ? heights->capacity : 8;
	while (capacity < count)
		capacity *= 2;
	if (capacity == heights->capacity)
		return true;
	struct text_height_run *runs = realloc(heights->runs, capacity * sizeof(*runs));
	if (!runs)
		return false;
	heights->runs = runs;
	heights->capacity = capacity;
	return true;
}

void oriel__text_heights_finish(struct text_heights *heights) {
	free(heights->runs);
	*heights = (struct text_heights){ 0 };
}

void oriel__text_heights_reset(struct text_heights *heights, size_t count, double estimate) {
	heights->count = count;
	heights->estimate = estimate;
	heights->run_count = 0;
	if (count > 0 && heights_reserve(heights, 1))
		heights->runs[heights->run_count++] = (struct text_height_run){ count, -1 };
}

/* Returns the run of a block, and sets *first to the run's first block. */
static size_t run_of(const struct text_heights *heights, size_t index, size_t *first) {
	size_t run = 0;
	for (*first = 0; run < heights->run_count && index - *first >= heights->runs[run].count; run++)
		*first += heights->runs[run].count;
	return run;
}

/* Makes a run begin at a block. Returns the run; the number of runs at the end. */
static size_t run_cut(struct text_heights *heights, size_t index) {
	size_t first, run = run_of(heights, index, &first);
	if (run == heights->run_count || index == first)
		return run;
	struct text_height_run *at = &heights->runs[run];
	memmove(at + 1, at, (heights->run_count - run) * sizeof(*at));
	at[0].count = index - first;
	at[1].count -= index - first;
	heights->run_count++;
	return run + 1;
}

/* Joins a run with the runs beside it that are alike. */
static void run_join(struct text_heights *heights, size_t run) {
	size_t first = run > 0 ? run - 1 : 0;
	for (size_t i = first; i + 1 < heights->run_count && i <= run;) {
		struct text_height_run *at = &heights->runs[i];
		if (at[0].height != at[1].height && at[0].count > 0 && at[1].count > 0) {
			i++;
			continue;
		}
		if (at[0].count == 0)
			at[0].height = at[1].height;
		at[0].count += at[1].count;
		heights->run_count--;
		memmove(at + 1, at + 2, (heights->run_count - i - 1) * sizeof(*at));
	}
}

/* Replaces blocks by a run. */
static void heights_put(
	struct text_heights *heights, size_t index, size_t removed, struct text_height_run put) {
	if (heights->run_count > MOST_RUNS || !heights_reserve(heights, heights->run_count + 4)) {
		oriel__text_heights_reset(heights, heights->count - removed + put.count, heights->estimate);
		return;
	}
	size_t run = run_cut(heights, index), end = run_cut(heights, index + removed);
	if (end == run) { /* nothing is removed: room for one */
		memmove(&heights->runs[run + 1], &heights->runs[run],
			(heights->run_count - run) * sizeof(put));
		heights->run_count++;
		end = run + 1;
	}
	heights->runs[run] = put;
	memmove(&heights->runs[run + 1], &heights->runs[end],
		(heights->run_count - end) * sizeof(put));
	heights->run_count -= end - run - 1;
	heights->count = heights->count - removed + put.count;
	run_join(heights, run);
}

void oriel__text_heights_splice(
	struct text_heights *heights, size_t index, size_t removed, size_t inserted) {
	heights_put(heights, index, removed, (struct text_height_run){ inserted, -1 });
}

bool oriel__text_heights_set(struct text_heights *heights, size_t index, double height) {
	size_t first, run = run_of(heights, index, &first);
	if (run == heights->run_count || heights->runs[run].height == height)
		return false;
	bool differs = run_height(heights, &heights->runs[run]) != height;
	heights_put(heights, index, 1, (struct text_height_run){ 1, height });
	return differs;
}

double oriel__text_heights_total(const struct text_heights *heights) {
	return oriel__text_heights_top(heights, heights->count);
}

double oriel__text_heights_top(const struct text_heights *heights, size_t index) {
	double top = 0;
	for (size_t i = 0; i < heights->run_count && index > 0; i++) {
		const struct text_height_run *run = &heights->runs[i];
		size_t count = index < run->count ? index : run->count;
		top += (double)count * run_height(heights, run);
		index -= count;
	}
	return top;
}

size_t oriel__text_heights_at(const struct text_heights *heights, double y) {
	size_t first = 0;
	for (size_t i = 0; i < heights->run_count; i++) {
		const struct text_height_run *run = &heights->runs[i];
		double height = run_height(heights, run), all = height * (double)run->count;
		if (y < all && height > 0) {
			size_t inside = y > 0 ? (size_t)(y / height) : 0;
			return first + (inside < run->count ? inside : run->count - 1);
		}
		y -= all;
		first += run->count;
	}
	return heights->count > 0 ? heights->count - 1 : 0;
}
