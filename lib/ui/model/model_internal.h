/* SPDX-License-Identifier: MIT */
/*
 * Models for this module: dependants, which follow a model step by step, and the queue of notices
 * for observers.
 *
 * A step has two halves. The first half tells the dependants at once: sorting and filtering models
 * and selections. They read the model in the very state that the step describes, and run no code of
 * the program but methods of classes, comparisons and filters. The second half calls the observers.
 * It begins when the outermost change has ended, and is one queue for all models of a loop.
 */
#ifndef ORIEL_MODEL_MODEL_INTERNAL_H
#define ORIEL_MODEL_MODEL_INTERNAL_H

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/loop_internal.h"

#include <oriel/ui/model.h>

/* ---- The loop's state ---- */

struct oriel__model_notice;

/* Work for the end of the outermost change; embedded in its object. */
struct oriel__change_end {
	struct oriel__list_link link;
	void (*run)(struct oriel__change_end *end);
	bool is_queued;
};

struct oriel__models {
	oriel_loop *loop;
	struct oriel__list list; /* items: struct oriel__observers, of all objects */
	struct oriel__slot_map observer_ids;
	struct oriel__list notices; /* items: struct oriel__model_notice */
	struct oriel__list ends;    /* items: struct oriel__change_end */
	/* the observer that is called next, if notices are being told */
	struct oriel__model_observer *next_observer;
	uint64_t notice_count; /* notices and observers ever made: which was there first */
	uint64_t change;       /* number of the outermost change */
	unsigned change_depth;
	unsigned update_depth; /* dependants on the stack */
	bool is_telling;
};

/* Returns the state of the calling thread's loop; asserts without a loop. */
struct oriel__models *oriel__models_here(const char *caller);

/* ---- Observers and notices ---- */

struct oriel__model_observer {
	struct oriel__list_link link;
	struct oriel__observers *of;
	uint64_t id, order; /* order: models->notice_count when it was made */
	const char *site;
	void (*fn)(void); /* cast back by the notice's tell */
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
};

/* The observers of an object, and the notices for them that wait. */
struct oriel__observers {
	struct oriel__list_link link;
	struct oriel__models *models; /* NULL once the loop has ended, like loop */
	oriel_loop *loop;
	struct oriel__list list;      /* items: struct oriel__model_observer */
	size_t waiting;               /* notices in the queue */
};

struct oriel__model_notice {
	struct oriel__list_link link;
	struct oriel__observers *to; /* NULL once the object has ended */
	uint64_t order;
	const char *site;
	void (*tell)(const struct oriel__model_notice *notice, void (*fn)(void), void *data);
};

/* Begins the observers of a new object on this thread's loop. */
void oriel__observers_init(struct oriel__observers *observers, const char *caller);
uint64_t oriel__observers_add(struct oriel__observers *observers, const char *site,
	void (*fn)(void), void *data, oriel_abort_signal *signal, oriel_release_fn *release);
/* Ends all observers, with their object or their loop, and takes their notices out of the queue. */
void oriel__observers_end(struct oriel__observers *observers);
/* Appends a notice of this size, which begins with its struct, and whose tell is set later. Returns
 * NULL if there is no observer. */
void *oriel__notice_new(struct oriel__observers *observers, const char *site, size_t size);

void oriel__change_begin(struct oriel__models *models);
void oriel__change_end(struct oriel__models *models);
/* Runs end->run at the end of the outermost change, which has begun. */
void oriel__change_at_end(struct oriel__models *models, struct oriel__change_end *end);
void oriel__change_forget(struct oriel__models *models, struct oriel__change_end *end);

/* ---- Models ---- */

struct oriel__model_step {
	uint64_t parent;
	size_t first, removed, added;
	size_t changed;               /* removed and added are 0 then */
	const uint64_t *removed_keys; /* NULL: not known */
	const char *site;
};

/* An object that follows a model. It holds a reference to the model. */
struct oriel__dependant {
	struct oriel__list_link link;
	oriel_model *model;
	void (*step)(struct oriel__dependant *dependant, const struct oriel__model_step *step);
};

struct oriel__step_notice;

struct oriel_model {
	const struct oriel_model_class *type;
	struct oriel__deferred deferred;
	size_t references;
	void *data;
	oriel_release_fn *release;    /* may be NULL */
	struct oriel__list dependants; /* items: struct oriel__dependant */
	struct oriel__observers observers;
	/* the newest notice, while the change is still open whose number is last_change */
	struct oriel__step_notice *last_notice;
	uint64_t last_change;
	size_t known_count; /* of the root's children, as told; valid if is_watched */
	bool is_watched;
	bool has_ended;
};

/* Asserts that the model is not NULL and is used on its loop's thread. */
void oriel__model_check(const oriel_model *model, const char *caller);
/* Asserts that the model may change now. */
void oriel__model_check_change(const oriel_model *model, const char *caller, const char *site);

/* Returns whether a dependant or an observer follows the model. A model that nothing follows need
 * not collect the keys of removed rows. */
static inline bool oriel__model_is_followed(const oriel_model *model) {
	return !oriel__list_is_empty(&model->dependants) ||
		!oriel__list_is_empty(&model->observers.list);
}

/* Follows a model, whose reference is taken over. */
void oriel__dependant_add(struct oriel__dependant *dependant, oriel_model *model,
	void (*step)(struct oriel__dependant *, const struct oriel__model_step *));
/* Asserts that the rows of a step existed below its row. count: of the rows before the step */
void oriel__dependant_check_step(const struct oriel__dependant *dependant,
	const struct oriel__model_step *step, size_t count);
/* Ends following, and releases the reference. */
void oriel__dependant_remove(struct oriel__dependant *dependant);

/* Tells a step, as oriel_model_splice() and oriel_model_changed() do; also inside an update. A step
 * of no rows is ignored. */
void oriel__model_tell(oriel_model *model, const struct oriel__model_step *step);

#endif
