/* SPDX-License-Identifier: MIT */
/*
 * The struct of selection models. selection_model.c has the functions that read and select,
 * selection_steps.c follows the model.
 */
#ifndef ORIEL_MODEL_SELECTION_MODEL_INTERNAL_H
#define ORIEL_MODEL_SELECTION_MODEL_INTERNAL_H

#include "model/model_internal.h"
#include "model/selection_runs_internal.h"

#include <oriel/ui/selection_model.h>

enum oriel__place_state {
	ORIEL__PLACE_NONE,
	ORIEL__PLACE_AT,   /* at the row with index and key */
	ORIEL__PLACE_AWAY, /* the row was removed in the open change; index is where it was */
};

/* The anchor or the lead. */
struct oriel__place {
	enum oriel__place_state state;
	size_t index;
	uint64_t key;
};

struct oriel_selection_model {
	size_t references;
	struct oriel__deferred deferred;
	struct oriel__observers observers;
	struct oriel__dependant dependant;
	struct oriel__change_end end;
	enum oriel_selection_mode mode;
	struct oriel__selection_runs runs;
	struct oriel__place anchor, lead;
	bool has_ended;

	/* ---- Of the open change ---- */
	size_t old_selected; /* rows that were selected when the change began */
	bool is_changed;     /* observers are to be called */
	/* the rows that may have been selected or deselected; first == last: none */
	size_t changed_first, changed_last;
	/* keys of selected rows that were removed; sorted when the first added row looks for its own */
	uint64_t *away;
	size_t away_count, away_capacity;
	bool is_away_sorted;
};

/* Begins a change of the selection, whose end queues a notice. */
void oriel__selection_begin(oriel_selection_model *selection);
void oriel__selection_end(oriel_selection_model *selection);
/* Notes that rows may have been selected or deselected, in a change that has begun. */
void oriel__selection_note(oriel_selection_model *selection, size_t first, size_t count);

void oriel__selection_step(
	struct oriel__dependant *dependant, const struct oriel__model_step *step);
void oriel__selection_change_end(struct oriel__change_end *end);

#endif
