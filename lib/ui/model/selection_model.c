/* SPDX-License-Identifier: MIT */
/*
 * Selection models: their life, and the functions of views and programs.
 */
#include "model/selection_model_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/log.h>

/* ---- Checks ---- */

static void selection_model_check(const oriel_selection_model *selection, const char *caller) {
	ORIEL_ASSERT(selection != NULL,
		"%s: the selection is NULL; make one with oriel_selection_model_new()", caller);
	if (selection->observers.loop != NULL)
		oriel__loop_check(selection->observers.loop, caller);
}

static void selection_check_rows(
	const oriel_selection_model *selection, size_t first, size_t count, const char *caller) {
	selection_model_check(selection, caller);
	size_t rows = oriel__selection_runs_rows(&selection->runs);
	ORIEL_ASSERT(first <= rows && count <= rows - first,
		"%s: rows %zu to %zu of a model whose count is %zu; pass rows that exist", caller, first,
		first + count, rows);
}

static void selection_check_change(
	const oriel_selection_model *selection, size_t first, size_t count, const char *caller) {
	selection_check_rows(selection, first, count, caller);
	ORIEL_ASSERT(selection->observers.loop != NULL,
		"%s: the loop of this selection has ended, so that it can change no more", caller);
	ORIEL_ASSERT(selection->observers.models->update_depth == 0,
		"%s: a comparison, a filter or a method of a class changes a selection; change it in an "
		"observer or a microtask",
		caller);
}

/* ---- Life ---- */

oriel_selection_model *oriel_selection_model_new_at(
	const char *site, oriel_model *model, const struct oriel_selection_model_options *options) {
	oriel__model_check_change(model, "oriel_selection_model_new", site);
	oriel__check_options("oriel_selection_model_new", site, options);
	oriel_selection_model *selection = oriel__alloc_zero(1, sizeof(*selection));
	selection->references = 1;
	selection->mode = options != NULL ? options->mode : ORIEL_SELECTION_MODE_MULTIPLE;
	selection->end.run = oriel__selection_change_end;
	oriel__observers_init(&selection->observers, "oriel_selection_model_new");
	oriel__dependant_add(&selection->dependant, model, oriel__selection_step);
	oriel__selection_runs_init(&selection->runs, model->known_count);
	return selection;
}

oriel_selection_model *oriel_selection_model_ref(oriel_selection_model *selection) {
	selection_model_check(selection, "oriel_selection_model_ref");
	selection->references++;
	return selection;
}

static void selection_free(struct oriel__deferred *deferred) {
	oriel_selection_model *selection = oriel__container_of(
		deferred, oriel_selection_model, deferred);
	if (selection->observers.models != NULL)
		oriel__change_forget(selection->observers.models, &selection->end);
	oriel__selection_runs_finish(&selection->runs);
	oriel__free(selection->away);
	oriel__free(selection);
}

static void selection_model_end(oriel_selection_model *selection) {
	oriel_loop *loop = selection->observers.loop;
	if (loop == NULL) {
		oriel__dependant_remove(&selection->dependant);
		selection_free(&selection->deferred);
		return;
	}
	oriel__hold_begin(loop);
	selection->has_ended = true;
	oriel__change_forget(selection->observers.models, &selection->end);
	oriel__observers_end(&selection->observers);
	oriel__dependant_remove(&selection->dependant);
	oriel__defer(loop, &selection->deferred, selection_free);
	oriel__hold_end(loop);
}

void oriel_selection_model_unref(oriel_selection_model *selection) {
	if (selection == NULL)
		return;
	selection_model_check(selection, "oriel_selection_model_unref");
	ORIEL_ASSERT(!selection->has_ended,
		"oriel_selection_model_unref: the selection has no reference left; release each reference "
		"once");
	if (--selection->references == 0)
		selection_model_end(selection);
}

oriel_model *oriel_selection_model_model(const oriel_selection_model *selection) {
	selection_model_check(selection, "oriel_selection_model_model");
	return selection->dependant.model;
}

enum oriel_selection_mode oriel_selection_model_mode(const oriel_selection_model *selection) {
	selection_model_check(selection, "oriel_selection_model_mode");
	return selection->mode;
}

/* ---- Reading ---- */

size_t oriel_selection_model_count(const oriel_selection_model *selection) {
	selection_model_check(selection, "oriel_selection_model_count");
	return oriel__selection_runs_selected(&selection->runs);
}

bool oriel_selection_model_is_selected(const oriel_selection_model *selection, size_t index) {
	size_t first;
	selection_check_rows(selection, index, 1, "oriel_selection_model_is_selected");
	return oriel__selection_runs_at(&selection->runs, index, &first).is_selected;
}

bool oriel_selection_model_is_key_selected(
	const oriel_selection_model *selection, uint64_t key) {
	size_t index, first;
	selection_model_check(selection, "oriel_selection_model_is_key_selected");
	return oriel_model_find(selection->dependant.model, 0, key, &index) &&
		oriel__selection_runs_at(&selection->runs, index, &first).is_selected;
}

bool oriel_selection_model_next_run(
	const oriel_selection_model *selection, size_t *first, size_t *count) {
	selection_model_check(selection, "oriel_selection_model_next_run");
	size_t rows = oriel__selection_runs_rows(&selection->runs), row = *first, begin;
	while (row < rows) {
		struct oriel__selection_run run = oriel__selection_runs_at(
			&selection->runs, row, &begin);
		if (run.is_selected) {
			*first = row;
			*count = begin + run.count - row;
			return true;
		}
		row = begin + run.count;
	}
	return false;
}

bool oriel_selection_model_next(const oriel_selection_model *selection, size_t *index) {
	size_t count;
	return oriel_selection_model_next_run(selection, index, &count);
}

static bool selection_read_place(const struct oriel__place *place, size_t *index) {
	if (place->state == ORIEL__PLACE_NONE)
		return false;
	*index = place->index;
	return true;
}

bool oriel_selection_model_anchor(const oriel_selection_model *selection, size_t *index) {
	selection_model_check(selection, "oriel_selection_model_anchor");
	return selection_read_place(&selection->anchor, index);
}

bool oriel_selection_model_lead(const oriel_selection_model *selection, size_t *index) {
	selection_model_check(selection, "oriel_selection_model_lead");
	return selection_read_place(&selection->lead, index);
}

/* ---- Changes ---- */

static void selection_place_at(
	oriel_selection_model *selection, struct oriel__place *place, size_t index) {
	struct oriel__place at = { ORIEL__PLACE_AT, index,
		oriel_model_key(selection->dependant.model, 0, index) };
	if (place->state != at.state || place->index != index || place->key != at.key)
		selection->is_changed = true;
	*place = at;
}

/* Returns whether all of the rows have the flag. */
static bool selection_is_uniform(
	const oriel_selection_model *selection, size_t first, size_t count, bool is_selected) {
	size_t begin;
	if (count == 0)
		return true;
	struct oriel__selection_run run = oriel__selection_runs_at(&selection->runs, first, &begin);
	return run.is_selected == is_selected && begin + run.count >= first + count;
}

static void selection_set(
	oriel_selection_model *selection, size_t first, size_t count, bool is_selected) {
	if (selection_is_uniform(selection, first, count, is_selected))
		return;
	oriel__selection_note(selection, first, count);
	oriel__selection_runs_set(&selection->runs, first, count, is_selected);
}

/* Deselects all rows but some. Only rows between the first and the last selected one are told. */
static void selection_clear_around(oriel_selection_model *selection, size_t first, size_t count) {
	size_t run = 0, run_count = 0, end = first + count;
	if (oriel_selection_model_next_run(selection, &run, &run_count) && run < first)
		selection_set(selection, run, first - run, false);
	size_t last = oriel__selection_runs_end(&selection->runs);
	if (last > end)
		selection_set(selection, end, last - end, false);
}

static void selection_only(oriel_selection_model *selection, size_t first, size_t count) {
	selection_clear_around(selection, first, count);
	selection_set(selection, first, count, true);
}

/* Selects rows besides the others, as far as the mode allows. */
static void selection_add(oriel_selection_model *selection, size_t first, size_t count) {
	if (selection->mode == ORIEL_SELECTION_MODE_MULTIPLE)
		selection_set(selection, first, count, true);
	else if (selection->mode == ORIEL_SELECTION_MODE_SINGLE && count > 0)
		selection_only(selection, first + count - 1, 1);
}

void oriel_selection_model_select(oriel_selection_model *selection, size_t index) {
	selection_check_change(selection, index, 1, "oriel_selection_model_select");
	oriel__selection_begin(selection);
	if (selection->mode != ORIEL_SELECTION_MODE_NONE)
		selection_only(selection, index, 1);
	selection_place_at(selection, &selection->anchor, index);
	selection_place_at(selection, &selection->lead, index);
	oriel__selection_end(selection);
}

void oriel_selection_model_toggle(oriel_selection_model *selection, size_t index) {
	selection_check_change(selection, index, 1, "oriel_selection_model_toggle");
	oriel__selection_begin(selection);
	if (oriel_selection_model_is_selected(selection, index))
		selection_set(selection, index, 1, false);
	else
		selection_add(selection, index, 1);
	selection_place_at(selection, &selection->anchor, index);
	selection_place_at(selection, &selection->lead, index);
	oriel__selection_end(selection);
}

void oriel_selection_model_extend(oriel_selection_model *selection, size_t index, bool keep) {
	selection_check_change(selection, index, 1, "oriel_selection_model_extend");
	oriel__selection_begin(selection);
	if (selection->anchor.state == ORIEL__PLACE_NONE)
		selection_place_at(selection, &selection->anchor,
			selection->lead.state != ORIEL__PLACE_NONE ? selection->lead.index : 0);
	size_t anchor = selection->anchor.index;
	size_t first = anchor < index ? anchor : index;
	size_t count = (anchor < index ? index - anchor : anchor - index) + 1;
	if (selection->mode == ORIEL_SELECTION_MODE_SINGLE)
		selection_only(selection, index, 1);
	else if (keep)
		selection_add(selection, first, count);
	else if (selection->mode == ORIEL_SELECTION_MODE_MULTIPLE)
		selection_only(selection, first, count);
	selection_place_at(selection, &selection->lead, index);
	oriel__selection_end(selection);
}

void oriel_selection_model_set_lead(oriel_selection_model *selection, size_t index) {
	selection_check_change(selection, index, 1, "oriel_selection_model_set_lead");
	oriel__selection_begin(selection);
	selection_place_at(selection, &selection->lead, index);
	oriel__selection_end(selection);
}

void oriel_selection_model_add(oriel_selection_model *selection, size_t first, size_t count) {
	selection_check_change(selection, first, count, "oriel_selection_model_add");
	oriel__selection_begin(selection);
	selection_add(selection, first, count);
	oriel__selection_end(selection);
}

bool oriel_selection_model_add_key(oriel_selection_model *selection, uint64_t key) {
	size_t index;
	selection_check_change(selection, 0, 0, "oriel_selection_model_add_key");
	if (!oriel_model_find(selection->dependant.model, 0, key, &index))
		return false;
	oriel_selection_model_add(selection, index, 1);
	return true;
}

void oriel_selection_model_remove(oriel_selection_model *selection, size_t first, size_t count) {
	selection_check_change(selection, first, count, "oriel_selection_model_remove");
	oriel__selection_begin(selection);
	selection_set(selection, first, count, false);
	oriel__selection_end(selection);
}

void oriel_selection_model_select_all(oriel_selection_model *selection) {
	selection_check_change(selection, 0, 0, "oriel_selection_model_select_all");
	if (selection->mode == ORIEL_SELECTION_MODE_MULTIPLE)
		oriel_selection_model_add(selection, 0, oriel__selection_runs_rows(&selection->runs));
}

void oriel_selection_model_clear(oriel_selection_model *selection) {
	selection_check_change(selection, 0, 0, "oriel_selection_model_clear");
	oriel__selection_begin(selection);
	selection_clear_around(selection, 0, 0);
	oriel__selection_end(selection);
}

oriel_model_observer_id oriel_selection_model_observe_at(const char *site,
	oriel_selection_model *selection, oriel_selection_fn *fn, void *data,
	const struct oriel_model_observe_options *options) {
	static const struct oriel_model_observe_options defaults = { .size = sizeof(defaults) };
	selection_model_check(selection, "oriel_selection_model_observe");
	ORIEL_ASSERT(
		fn != NULL, "oriel_selection_model_observe at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_selection_model_observe", site, options);
	ORIEL_ASSERT(selection->observers.loop != NULL,
		"oriel_selection_model_observe at %s: the loop of this selection has ended", site);
	if (options == NULL)
		options = &defaults;
	return oriel__observers_add(&selection->observers, site, (void (*)(void))fn, data,
		options->signal, options->release);
}
