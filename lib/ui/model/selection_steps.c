/* SPDX-License-Identifier: MIT */
/*
 * How a selection follows its model, and which notices it queues.
 *
 * A splice shifts the runs and the places. Selected rows that are removed leave their keys in a
 * list until the change ends; an added row with such a key is selected. At the end of the change
 * the list is emptied, and a place without a row goes to a neighbour. If the selected rows or a
 * place have changed, one notice is queued.
 */
#include "model/selection_model_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>

/* ---- Changes ---- */

static void selection_open(oriel_selection_model *selection) {
	if (selection->end.is_queued)
		return;
	selection->old_selected = oriel__selection_runs_selected(&selection->runs);
	selection->is_changed = false;
	selection->changed_first = selection->changed_last = 0;
	oriel__change_at_end(selection->observers.models, &selection->end);
}

void oriel__selection_begin(oriel_selection_model *selection) {
	oriel__change_begin(selection->observers.models);
	selection_open(selection);
}

void oriel__selection_end(oriel_selection_model *selection) {
	oriel__change_end(selection->observers.models);
}

void oriel__selection_note(oriel_selection_model *selection, size_t first, size_t count) {
	bool is_first = selection->changed_first == selection->changed_last;
	selection->is_changed = true;
	if (count == 0)
		return;
	if (is_first || first < selection->changed_first)
		selection->changed_first = first;
	if (is_first || first + count > selection->changed_last)
		selection->changed_last = first + count;
}

/* ---- Rows that are away ---- */

static int selection_compare_keys(const void *a, const void *b) {
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

static bool selection_is_away(oriel_selection_model *selection, uint64_t key) {
	if (!selection->is_away_sorted)
		qsort(selection->away, selection->away_count, sizeof(key), selection_compare_keys);
	selection->is_away_sorted = true;
	return bsearch(&key, selection->away, selection->away_count, sizeof(key),
			selection_compare_keys) != NULL;
}

static void selection_keep_removed(
	oriel_selection_model *selection, const struct oriel__model_step *step) {
	size_t end = step->first + step->removed, count;
	for (size_t row = step->first;
		oriel_selection_model_next_run(selection, &row, &count) && row < end; row += count) {
		size_t kept = row + count < end ? count : end - row;
		if (step->removed_keys == NULL)
			continue;
		selection->away = oriel__grow(selection->away, &selection->away_capacity,
			selection->away_count + kept, sizeof(selection->away[0]));
		for (size_t i = 0; i < kept; i++)
			selection->away[selection->away_count++] =
				step->removed_keys[row - step->first + i];
		selection->is_away_sorted = false;
	}
}

/* ---- Places ---- */

static size_t selection_shift(size_t index, const struct oriel__model_step *step) {
	if (index >= step->first + step->removed)
		return index - step->removed + step->added;
	return index < step->first ? index : step->first;
}

static void selection_place_step(
	struct oriel__place *place, const struct oriel__model_step *step) {
	bool is_removed = place->index >= step->first &&
		place->index < step->first + step->removed;
	if (place->state == ORIEL__PLACE_AT && is_removed)
		place->state = ORIEL__PLACE_AWAY;
	place->index = selection_shift(place->index, step);
}

static void selection_place_found(struct oriel__place *place, size_t index, uint64_t key) {
	if (place->state == ORIEL__PLACE_AWAY && place->key == key)
		*place = (struct oriel__place){ ORIEL__PLACE_AT, index, key };
}

static void selection_place_end(
	oriel_selection_model *selection, struct oriel__place *place) {
	size_t rows = oriel__selection_runs_rows(&selection->runs);
	if (place->state != ORIEL__PLACE_AWAY)
		return;
	selection->is_changed = true;
	if (rows == 0) {
		*place = (struct oriel__place){ 0 };
		return;
	}
	size_t index = place->index < rows ? place->index : rows - 1;
	*place = (struct oriel__place){ ORIEL__PLACE_AT, index,
		oriel_model_key(selection->dependant.model, 0, index) };
}

/* ---- Steps ---- */

/* Returns the runs of the added rows, and sets *count. The caller frees them. */
static struct oriel__selection_run *selection_added_runs(oriel_selection_model *selection,
	const struct oriel__model_step *step, size_t *count) {
	size_t capacity = 0;
	struct oriel__selection_run *runs = oriel__grow(NULL, &capacity, 1, sizeof(*runs));
	bool reads_keys = selection->away_count > 0 ||
		selection->anchor.state == ORIEL__PLACE_AWAY ||
		selection->lead.state == ORIEL__PLACE_AWAY;
	runs[0] = (struct oriel__selection_run){ reads_keys ? 0 : step->added, false };
	*count = 1;
	for (size_t i = 0; reads_keys && i < step->added; i++) {
		uint64_t key = oriel_model_key(selection->dependant.model, 0, step->first + i);
		bool is_selected = selection->away_count > 0 && selection_is_away(selection, key);
		selection_place_found(&selection->anchor, step->first + i, key);
		selection_place_found(&selection->lead, step->first + i, key);
		if (runs[*count - 1].is_selected != is_selected) {
			runs = oriel__grow(runs, &capacity, *count + 1, sizeof(*runs));
			runs[(*count)++] = (struct oriel__selection_run){ 0, is_selected };
		}
		runs[*count - 1].count++;
	}
	return runs;
}

void oriel__selection_step(
	struct oriel__dependant *dependant, const struct oriel__model_step *step) {
	oriel_selection_model *selection = oriel__container_of(
		dependant, oriel_selection_model, dependant);
	size_t run_count;
	if (step->parent != 0 || step->changed > 0)
		return;
	selection_open(selection);
	selection_keep_removed(selection, step);
	selection_place_step(&selection->anchor, step);
	selection_place_step(&selection->lead, step);
	selection->changed_first = selection_shift(selection->changed_first, step);
	selection->changed_last = selection_shift(selection->changed_last, step);
	struct oriel__selection_run *runs = selection_added_runs(selection, step, &run_count);
	oriel__selection_runs_replace(
		&selection->runs, step->first, step->removed, runs, run_count);
	oriel__free(runs);
}

struct selection_notice {
	struct oriel__model_notice notice; /* first member */
	struct oriel_selection_change change;
};

static void selection_notice_tell(
	const struct oriel__model_notice *notice, void (*fn)(void), void *data) {
	((oriel_selection_fn *)fn)(&((const struct selection_notice *)notice)->change, data);
}

void oriel__selection_change_end(struct oriel__change_end *end) {
	oriel_selection_model *selection = oriel__container_of(end, oriel_selection_model, end);
	selection_place_end(selection, &selection->anchor);
	selection_place_end(selection, &selection->lead);
	oriel__free(selection->away);
	selection->away = NULL;
	selection->away_count = selection->away_capacity = 0;
	if (!selection->is_changed &&
		selection->old_selected == oriel__selection_runs_selected(&selection->runs))
		return;
	struct selection_notice *notice = oriel__notice_new(
		&selection->observers, NULL, sizeof(*notice));
	if (notice == NULL)
		return;
	notice->notice.tell = selection_notice_tell;
	notice->change = (struct oriel_selection_change){ .selection = selection,
		.first = selection->changed_first,
		.count = selection->changed_last - selection->changed_first };
}
