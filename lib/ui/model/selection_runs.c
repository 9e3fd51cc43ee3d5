/* SPDX-License-Identifier: MIT */
/*
 * Runs of selected and other rows, in a blocked sequence. A replacement takes the runs at both ends
 * out, cuts them, joins the pieces with the new runs, and puts everything back.
 */
#include "model/selection_runs_internal.h"

#include "base/alloc_internal.h"

static struct oriel__sums selection_runs_weigh(const void *items, size_t count) {
	const struct oriel__selection_run *runs = items;
	struct oriel__sums sums = { 0 };
	for (size_t i = 0; i < count; i++) {
		sums.first += runs[i].count;
		sums.second += runs[i].is_selected ? runs[i].count : 0;
	}
	return sums;
}

static const struct oriel__sequence_class selection_runs_class = {
	.item_size = sizeof(struct oriel__selection_run), .weigh = selection_runs_weigh
};

void oriel__selection_runs_init(struct oriel__selection_runs *runs, size_t rows) {
	*runs = (struct oriel__selection_runs){ .sequence.type = &selection_runs_class };
	oriel__selection_runs_replace(
		runs, 0, 0, &(const struct oriel__selection_run){ .count = rows }, 1);
}

void oriel__selection_runs_finish(struct oriel__selection_runs *runs) {
	oriel__sequence_finish(&runs->sequence);
}

static struct oriel__selection_run selection_run(
	const struct oriel__selection_runs *runs, size_t index) {
	return *(const struct oriel__selection_run *)oriel__sequence_at(&runs->sequence, index);
}

struct oriel__selection_run oriel__selection_runs_at(
	const struct oriel__selection_runs *runs, size_t row, size_t *first) {
	struct oriel__sums before;
	size_t index = oriel__sequence_find_first(&runs->sequence, row, &before);
	*first = before.first;
	return selection_run(runs, index);
}

size_t oriel__selection_runs_end(const struct oriel__selection_runs *runs) {
	struct oriel__sums before;
	size_t selected = oriel__selection_runs_selected(runs);
	if (selected == 0)
		return 0;
	size_t index = oriel__sequence_find_second(&runs->sequence, selected - 1, &before);
	return before.first + selection_run(runs, index).count;
}

/* Runs that are to be put back; neighbours with equal flags are joined. */
struct selection_joined {
	struct oriel__selection_run *items;
	size_t count;
};

static void selection_join(struct selection_joined *joined, struct oriel__selection_run run) {
	if (run.count == 0)
		return;
	if (joined->count > 0 && joined->items[joined->count - 1].is_selected == run.is_selected)
		joined->items[joined->count - 1].count += run.count;
	else
		joined->items[joined->count++] = run;
}

/* Joins what precedes a row in its run, or else the run before. Returns the index of that run. */
static size_t selection_join_left(const struct oriel__selection_runs *runs, size_t row,
	struct selection_joined *joined) {
	struct oriel__sums before;
	if (row == 0)
		return 0;
	size_t index = oriel__sequence_find_first(&runs->sequence, row - 1, &before);
	struct oriel__selection_run left = selection_run(runs, index);
	left.count = row - before.first;
	selection_join(joined, left);
	return index;
}

/* Joins the rest of a row's run. Returns the index after that run. */
static size_t selection_join_right(const struct oriel__selection_runs *runs, size_t row,
	struct selection_joined *joined) {
	struct oriel__sums before;
	if (row == oriel__selection_runs_rows(runs))
		return oriel__sequence_count(&runs->sequence);
	size_t index = oriel__sequence_find_first(&runs->sequence, row, &before);
	struct oriel__selection_run right = selection_run(runs, index);
	right.count -= row - before.first;
	selection_join(joined, right);
	return index + 1;
}

void oriel__selection_runs_replace(struct oriel__selection_runs *runs, size_t first, size_t count,
	const struct oriel__selection_run *by, size_t by_count) {
	struct oriel__selection_run few[8];
	struct selection_joined joined = { few, 0 };
	if (by_count + 2 > sizeof(few) / sizeof(few[0]))
		joined.items = oriel__alloc_zero(by_count + 2, sizeof(*joined.items));
	size_t begin = selection_join_left(runs, first, &joined);
	for (size_t i = 0; i < by_count; i++)
		selection_join(&joined, by[i]);
	size_t end = selection_join_right(runs, first + count, &joined);
	oriel__sequence_remove(&runs->sequence, begin, end - begin);
	oriel__sequence_insert(&runs->sequence, begin, joined.items, joined.count);
	if (joined.items != few)
		oriel__free(joined.items);
}

void oriel__selection_runs_set(
	struct oriel__selection_runs *runs, size_t first, size_t count, bool is_selected) {
	oriel__selection_runs_replace(runs, first, count,
		&(const struct oriel__selection_run){ count, is_selected }, 1);
}
