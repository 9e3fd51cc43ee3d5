/* SPDX-License-Identifier: MIT */
/*
 * Runs of selected and other rows: a flag for each row of a long list, in memory for each run.
 *
 * Neighbouring runs have different flags, and no run is empty. All operations cost O(log n) of the
 * number of runs, and more only for the runs that they replace.
 */
#ifndef ORIEL_MODEL_SELECTION_RUNS_INTERNAL_H
#define ORIEL_MODEL_SELECTION_RUNS_INTERNAL_H

#include "model/sequence_internal.h"

struct oriel__selection_run {
	size_t count; /* rows */
	bool is_selected;
};

struct oriel__selection_runs {
	struct oriel__sequence sequence; /* items: runs; sums: rows, selected rows */
};

void oriel__selection_runs_init(struct oriel__selection_runs *runs, size_t rows);
void oriel__selection_runs_finish(struct oriel__selection_runs *runs);

static inline size_t oriel__selection_runs_rows(const struct oriel__selection_runs *runs) {
	return oriel__sequence_sums(&runs->sequence).first;
}

static inline size_t oriel__selection_runs_selected(const struct oriel__selection_runs *runs) {
	return oriel__sequence_sums(&runs->sequence).second;
}

/* Returns the run of a row; *first receives the run's first row. */
struct oriel__selection_run oriel__selection_runs_at(
	const struct oriel__selection_runs *runs, size_t row, size_t *first);
/* Returns the row after the last selected one; 0 if none is selected. */
size_t oriel__selection_runs_end(const struct oriel__selection_runs *runs);
/* Replaces count rows by the rows of other runs, which may be empty or have equal flags. */
void oriel__selection_runs_replace(struct oriel__selection_runs *runs, size_t first, size_t count,
	const struct oriel__selection_run *by, size_t by_count);
/* Sets the flag of rows. */
void oriel__selection_runs_set(
	struct oriel__selection_runs *runs, size_t first, size_t count, bool is_selected);

#endif
