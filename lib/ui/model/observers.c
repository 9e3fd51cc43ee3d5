/* SPDX-License-Identifier: MIT */
/*
 * Observers of models and selections: the loop's state, its queue of notices, and changes.
 *
 * Each notice goes to the observers that were registered before it was made. Notices are told one
 * after the other, never nested. An observer that is called may end itself, any other observer and
 * any object: the queue remembers the next observer, and forgets the notices of objects that end.
 */
#include "model/model_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/cause_internal.h"
#include "values/loop_slots_internal.h"

#include <oriel/runtime/log.h>

/* ---- The loop's state ---- */

/* The object lives on without its loop. */
static void observers_end_with_loop(struct oriel__observers *observers) {
	oriel__observers_end(observers);
	observers->models = NULL;
	observers->loop = NULL;
}

static void models_finish(void *value) {
	struct oriel__models *models = value;
	struct oriel__observers *observers;
	oriel__hold_begin(models->loop);
	while ((observers = oriel__list_first(&models->list, struct oriel__observers, link)) != NULL)
		observers_end_with_loop(observers);
	oriel__hold_end(models->loop);
	oriel__slot_map_finish(&models->observer_ids);
	oriel__free(models);
}

struct oriel__models *oriel__models_here(const char *caller) {
	oriel_loop *loop = oriel__loop_here(caller);
	enum oriel__loop_slot slot = oriel__loop_slot_above(ORIEL__UI_SLOT_MODEL);
	struct oriel__models *models = oriel__loop_slot(loop, slot);
	if (models == NULL) {
		models = oriel__alloc_zero(1, sizeof(*models));
		models->loop = loop;
		oriel__loop_set_slot(loop, slot, models, models_finish);
	}
	return models;
}

/* ---- Observers ---- */

static void observer_end(struct oriel__models *models, struct oriel__model_observer *observer) {
	if (models->next_observer == observer)
		models->next_observer = oriel__list_next(observer, struct oriel__model_observer, link);
	oriel__list_remove(&observer->of->list, &observer->link);
	oriel__slot_map_remove(&models->observer_ids, observer->id);
	oriel__attachment_end(models->loop, observer->attachment, observer->data);
	oriel__free(observer);
}

void oriel_model_unobserve(oriel_model_observer_id id) {
	oriel_loop *loop = oriel_loop_current();
	if (id == 0 || loop == NULL)
		return;
	struct oriel__models *models = oriel__models_here("oriel_model_unobserve");
	struct oriel__model_observer *observer = oriel__slot_map_get(&models->observer_ids, id);
	if (observer != NULL)
		observer_end(models, observer);
}

uint64_t oriel__observers_add(struct oriel__observers *observers, const char *site,
	void (*fn)(void), void *data, oriel_abort_signal *signal, oriel_release_fn *release) {
	struct oriel__models *models = observers->models;
	struct oriel__attachment *attachment;
	if (!oriel__attach(
			models->loop, &attachment, signal, release, data, oriel_model_unobserve))
		return 0;
	struct oriel__model_observer *observer = oriel__alloc_zero(1, sizeof(*observer));
	observer->of = observers;
	observer->order = models->notice_count++;
	observer->site = oriel__site(site);
	observer->fn = fn;
	observer->data = data;
	observer->attachment = attachment;
	observer->id = oriel__slot_map_add(&models->observer_ids, observer);
	if (attachment != NULL)
		attachment->id = observer->id;
	oriel__list_append(&observers->list, &observer->link);
	return observer->id;
}

static void notice_free(struct oriel__models *models, struct oriel__model_notice *notice) {
	notice->to->waiting--;
	oriel__list_remove(&models->notices, &notice->link);
	oriel__free(notice);
}

void oriel__observers_end(struct oriel__observers *observers) {
	struct oriel__models *models = observers->models;
	struct oriel__model_observer *observer;
	while ((observer = oriel__list_first(
				&observers->list, struct oriel__model_observer, link)) != NULL)
		observer_end(models, observer);
	oriel__list_each(notice, &models->notices, struct oriel__model_notice, link) {
		if (observers->waiting > 0 && notice->to == observers)
			notice_free(models, notice);
	}
	oriel__list_remove(&models->list, &observers->link);
}

void oriel__observers_init(struct oriel__observers *observers, const char *caller) {
	observers->models = oriel__models_here(caller);
	observers->loop = observers->models->loop;
	oriel__list_append(&observers->models->list, &observers->link);
}

void *oriel__notice_new(struct oriel__observers *observers, const char *site, size_t size) {
	struct oriel__models *models = observers->models;
	if (models == NULL || oriel__list_is_empty(&observers->list))
		return NULL;
	struct oriel__model_notice *notice = oriel__alloc_zero(1, size);
	notice->to = observers;
	notice->order = models->notice_count++;
	notice->site = oriel__site(site);
	observers->waiting++;
	oriel__list_append(&models->notices, &notice->link);
	return notice;
}

/* ---- Telling ---- */

static const char *observer_site(const struct oriel__run *run) {
	return ((const struct oriel__model_observer *)run->subject)->site;
}

static const struct oriel__run_class observer_class = {
	.name = "model's observer", .site = observer_site, .is_nested = true
};

/* Of an observer that may have ended meanwhile. */
static const struct oriel__run_class observer_called_class = {
	.name = "model's observer", .is_nested = true
};

static void observer_call(struct oriel__models *models,
	const struct oriel__model_observer *observer, const struct oriel__model_notice *notice) {
	oriel_loop *loop = models->loop;
	struct oriel__run run;
	oriel__run_begin_with(loop, &run,
		(struct oriel__run){ .run_class = &observer_class,
			.subject = observer,
			.caller = notice->site,
			.context = oriel__context_here(loop) });
	oriel__callback_enter(loop);
	notice->tell(notice, observer->fn, observer->data);
	/* the observer may have ended, and then its memory is freed */
	run.subject = NULL;
	run.run_class = &observer_called_class;
	oriel__callback_leave(loop);
	oriel__run_end(loop, &run);
}

static void notice_tell(struct oriel__models *models, const struct oriel__model_notice *notice) {
	models->next_observer = oriel__list_first(
		&notice->to->list, struct oriel__model_observer, link);
	while (models->next_observer != NULL) {
		const struct oriel__model_observer *observer = models->next_observer;
		models->next_observer = oriel__list_next(observer, struct oriel__model_observer, link);
		if (observer->order < notice->order)
			observer_call(models, observer, notice);
	}
}

/* Calls the observers of all waiting notices, and of those that are made meanwhile. */
static void models_tell(struct oriel__models *models) {
	struct oriel__model_notice *notice;
	models->is_telling = true;
	while ((notice = oriel__list_first(
				&models->notices, struct oriel__model_notice, link)) != NULL) {
		notice->to->waiting--;
		oriel__list_remove(&models->notices, &notice->link);
		notice_tell(models, notice);
		oriel__free(notice);
	}
	models->is_telling = false;
}

/* ---- Changes ---- */

void oriel__change_begin(struct oriel__models *models) {
	oriel__hold_begin(models->loop);
	models->change_depth++;
}

void oriel__change_at_end(struct oriel__models *models, struct oriel__change_end *end) {
	if (end->is_queued)
		return;
	end->is_queued = true;
	oriel__list_append(&models->ends, &end->link);
}

void oriel__change_forget(struct oriel__models *models, struct oriel__change_end *end) {
	if (!end->is_queued)
		return;
	end->is_queued = false;
	oriel__list_remove(&models->ends, &end->link);
}

static void change_run_ends(struct oriel__models *models) {
	struct oriel__change_end *end;
	while ((end = oriel__list_first(&models->ends, struct oriel__change_end, link)) != NULL) {
		oriel__change_forget(models, end);
		end->run(end);
	}
}

void oriel__change_end(struct oriel__models *models) {
	if (models->change_depth == 1) {
		change_run_ends(models);
		models->change++;
	}
	models->change_depth--;
	if (models->change_depth == 0 && !models->is_telling)
		models_tell(models);
	oriel__hold_end(models->loop);
}

void oriel_model_begin_change(oriel_model *model) {
	oriel__model_check_change(model, "oriel_model_begin_change", NULL);
	oriel__change_begin(model->observers.models);
}

void oriel_model_end_change(oriel_model *model) {
	oriel__model_check(model, "oriel_model_end_change");
	struct oriel__models *models = model->observers.models;
	ORIEL_ASSERT(models != NULL && models->change_depth > 0,
		"oriel_model_end_change: no change of this model has begun; call "
		"oriel_model_begin_change() first");
	oriel__change_end(models);
}
