/* SPDX-License-Identifier: MIT */
/*
 * Models: their creation and end, the functions that read them through their class, and steps.
 *
 * A followed model knows the count of the root's children as it was told, and checks each splice
 * against it. Counts below other rows are not stored, since there may be millions of them; there,
 * only the added rows are checked.
 */
#include "model/model_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/log.h>

/* ---- Checks ---- */

void oriel__model_check(const oriel_model *model, const char *caller) {
	ORIEL_ASSERT(
		model != NULL, "%s: the model is NULL; make one with oriel_model_new()", caller);
	if (model->observers.loop != NULL)
		oriel__loop_check(model->observers.loop, caller);
}

void oriel__model_check_change(const oriel_model *model, const char *caller, const char *site) {
	oriel__model_check(model, caller);
	ORIEL_ASSERT(model->observers.loop != NULL,
		"%s at %s: the loop of this %s model has ended, so that it can change no more", caller,
		site != NULL ? site : "?", model->type->name);
	ORIEL_ASSERT(model->observers.models->update_depth == 0,
		"%s at %s: a comparison, a filter or a method of a class changes a model; change it in an "
		"observer or a microtask",
		caller, site != NULL ? site : "?");
}

/* ---- Life ---- */

oriel_model *oriel_model_new_at(const char *site, const struct oriel_model_class *model_class,
	void *data, const struct oriel_model_options *options) {
	ORIEL_ASSERT(model_class != NULL && model_class->abi == ORIEL_MODEL_ABI,
		"oriel_model_new at %s: the class is NULL or of another version; set .abi = "
		"ORIEL_MODEL_ABI",
		site);
	ORIEL_ASSERT(model_class->name != NULL && model_class->count != NULL &&
			model_class->key != NULL,
		"oriel_model_new at %s: the class has no .name, .count or .key; set all three", site);
	oriel__check_options("oriel_model_new", site, options);
	oriel_model *model = oriel__alloc_zero(1, sizeof(*model));
	model->type = model_class;
	model->references = 1;
	model->data = data;
	model->release = options != NULL ? options->release : NULL;
	oriel__observers_init(&model->observers, "oriel_model_new");
	model->last_change = UINT64_MAX;
	return model;
}

oriel_model *oriel_model_ref(oriel_model *model) {
	oriel__model_check(model, "oriel_model_ref");
	model->references++;
	return model;
}

static void model_free(struct oriel__deferred *deferred) {
	oriel_model *model = oriel__container_of(deferred, oriel_model, deferred);
	if (model->release != NULL)
		model->release(model->data);
	oriel__free(model);
}

static void model_end(oriel_model *model) {
	oriel_loop *loop = model->observers.loop;
	if (loop == NULL) {
		model_free(&model->deferred);
		return;
	}
	oriel__hold_begin(loop);
	model->has_ended = true;
	oriel__observers_end(&model->observers);
	oriel__defer(loop, &model->deferred, model_free);
	oriel__hold_end(loop);
}

void oriel_model_unref(oriel_model *model) {
	if (model == NULL)
		return;
	oriel__model_check(model, "oriel_model_unref");
	ORIEL_ASSERT(!model->has_ended,
		"oriel_model_unref: this %s model has no reference left; release each reference once",
		model->type->name);
	if (--model->references == 0)
		model_end(model);
}

void *oriel_model_data(const oriel_model *model) {
	oriel__model_check(model, "oriel_model_data");
	return model->data;
}

const char *oriel_model_name(const oriel_model *model) {
	oriel__model_check(model, "oriel_model_name");
	return model->type->name;
}

/* ---- Reading ---- */

size_t oriel_model_count(oriel_model *model, uint64_t parent) {
	oriel__model_check(model, "oriel_model_count");
	return model->type->count(model, parent);
}

uint64_t oriel_model_key(oriel_model *model, uint64_t parent, size_t index) {
	oriel__model_check(model, "oriel_model_key");
	size_t count = model->type->count(model, parent);
	ORIEL_ASSERT(index < count,
		"oriel_model_key: index %zu of a %s model whose count is %zu; ask oriel_model_count()",
		index, model->type->name, count);
	return model->type->key(model, parent, index);
}

const char *oriel_model_text(oriel_model *model, uint64_t key, unsigned column) {
	oriel__model_check(model, "oriel_model_text");
	const char *text = model->type->text != NULL ? model->type->text(model, key, column) : NULL;
	return text != NULL ? text : "";
}

void *oriel_model_item(oriel_model *model, uint64_t key) {
	oriel__model_check(model, "oriel_model_item");
	return model->type->item != NULL ? model->type->item(model, key) : NULL;
}

bool oriel_model_has_children(oriel_model *model, uint64_t key) {
	oriel__model_check(model, "oriel_model_has_children");
	return model->type->has_children != NULL ? model->type->has_children(model, key) :
												model->type->count(model, key) > 0;
}

oriel_promise *oriel_model_children(oriel_model *model, uint64_t key) {
	oriel__model_check(model, "oriel_model_children");
	return model->type->children != NULL ? model->type->children(model, key) : NULL;
}

bool oriel_model_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	oriel__model_check(model, "oriel_model_find");
	if (model->type->find != NULL)
		return model->type->find(model, parent, key, index);
	size_t count = model->type->count(model, parent);
	for (size_t i = 0; i < count; i++) {
		if (model->type->key(model, parent, i) == key) {
			*index = i;
			return true;
		}
	}
	return false;
}

/* ---- Dependants ---- */

/* From now on, the model knows its count. */
static void model_watch(oriel_model *model) {
	if (model->is_watched)
		return;
	model->is_watched = true;
	model->known_count = model->type->count(model, 0);
}

void oriel__dependant_add(struct oriel__dependant *dependant, oriel_model *model,
	void (*step)(struct oriel__dependant *, const struct oriel__model_step *)) {
	dependant->model = model;
	dependant->step = step;
	oriel__list_append(&model->dependants, &dependant->link);
	model_watch(model);
}

void oriel__dependant_check_step(const struct oriel__dependant *dependant,
	const struct oriel__model_step *step, size_t count) {
	size_t touched = step->removed + step->changed;
	ORIEL_ASSERT(step->first <= count && touched <= count - step->first,
		"oriel_model_splice at %s: rows %zu to %zu below row %llu of a %s model whose count was "
		"%zu; report each step before the next one",
		step->site != NULL ? step->site : "?", step->first, step->first + touched,
		(unsigned long long)step->parent, dependant->model->type->name, count);
}

void oriel__dependant_remove(struct oriel__dependant *dependant) {
	oriel__list_remove(&dependant->model->dependants, &dependant->link);
	oriel_model_unref(dependant->model);
}

/* ---- Steps ---- */

struct oriel__step_notice {
	struct oriel__model_notice notice; /* first member */
	struct oriel_model_change change;
};

static void step_notice_tell(
	const struct oriel__model_notice *notice, void (*fn)(void), void *data) {
	((oriel_model_fn *)fn)(&((const struct oriel__step_notice *)notice)->change, data);
}

static void model_queue_notice(oriel_model *model, const struct oriel__model_step *step) {
	struct oriel__step_notice *notice = oriel__notice_new(
		&model->observers, step->site, sizeof(*notice));
	if (notice == NULL)
		return;
	notice->notice.tell = step_notice_tell;
	notice->change = (struct oriel_model_change){ .model = model,
		.parent = step->parent,
		.first = step->first,
		.removed = step->removed,
		.added = step->added,
		.changed = step->changed };
	uint64_t change = model->observers.models->change;
	if (model->last_change == change)
		model->last_notice->change.has_more = true;
	model->last_change = change;
	model->last_notice = notice;
}

void oriel__model_tell(oriel_model *model, const struct oriel__model_step *step) {
	struct oriel__models *models = model->observers.models;
	if (step->removed == 0 && step->added == 0 && step->changed == 0)
		return;
	oriel__change_begin(models);
	if (step->parent == 0)
		model->known_count += step->added - step->removed;
	model_queue_notice(model, step);
	models->update_depth++;
	oriel__list_each(dependant, &model->dependants, struct oriel__dependant, link)
		dependant->step(dependant, step);
	models->update_depth--;
	oriel__change_end(models);
}

void oriel_model_splice_at(const char *site, oriel_model *model, uint64_t parent, size_t first,
	size_t removed, size_t added, const struct oriel_model_splice_options *options) {
	oriel__model_check_change(model, "oriel_model_splice", site);
	oriel__check_options("oriel_model_splice", site, options);
	size_t count = model->type->count(model, parent);
	ORIEL_ASSERT(first <= count && added <= count - first,
		"oriel_model_splice at %s: rows %zu to %zu of a %s model whose count is %zu; call it after "
		"the change, with the index and the number of added rows",
		site, first, first + added, model->type->name, count);
	ORIEL_ASSERT(parent != 0 || !model->is_watched ||
			(count == model->known_count - removed + added && first <= model->known_count &&
				removed <= model->known_count - first),
		"oriel_model_splice at %s: %zu rows without %zu and with %zu do not make the %zu rows that "
		"this %s model has; report each step before the next one",
		site, model->known_count, removed, added, count, model->type->name);
	oriel__model_tell(model,
		&(const struct oriel__model_step){ .parent = parent,
			.first = first,
			.removed = removed,
			.added = added,
			.removed_keys = options != NULL ? options->removed_keys : NULL,
			.site = site });
}

void oriel_model_changed_at(
	const char *site, oriel_model *model, uint64_t parent, size_t first, size_t count) {
	oriel__model_check_change(model, "oriel_model_changed", site);
	size_t all = model->type->count(model, parent);
	ORIEL_ASSERT(first <= all && count <= all - first,
		"oriel_model_changed at %s: rows %zu to %zu of a %s model whose count is %zu; pass rows "
		"that exist",
		site, first, first + count, model->type->name, all);
	oriel__model_tell(model,
		&(const struct oriel__model_step){
			.parent = parent, .first = first, .changed = count, .site = site });
}

oriel_model_observer_id oriel_model_observe_at(const char *site, oriel_model *model,
	oriel_model_fn *fn, void *data, const struct oriel_model_observe_options *options) {
	static const struct oriel_model_observe_options defaults = { .size = sizeof(defaults) };
	oriel__model_check(model, "oriel_model_observe");
	ORIEL_ASSERT(fn != NULL, "oriel_model_observe at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_model_observe", site, options);
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(model->observers.loop != NULL,
		"oriel_model_observe at %s: the loop of this %s model has ended", site,
		model->type->name);
	model_watch(model);
	return oriel__observers_add(&model->observers, site, (void (*)(void))fn, data,
		options->signal, options->release);
}
