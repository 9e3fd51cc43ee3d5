/* SPDX-License-Identifier: MIT */
/*
 * Filtered models.
 *
 * A level, the children of one parent, is a blocked sequence of flags in the order of the source:
 * whether each row passes. Its sums lead from the index of a row that passes to its index in the
 * source, and back. No keys are stored.
 */
#include <oriel/ui/filter_model.h>

#include "base/container_internal.h"
#include "base/options_internal.h"
#include "base/uthash_internal.h"
#include "model/model_internal.h"
#include "model/sequence_internal.h"

#include <oriel/runtime/log.h>

enum { STEPS_MAX = 256 };

struct filter_level {
	struct filter_model *filter;
	uint64_t parent;
	struct oriel__sequence flags; /* items: uint8_t; first sum: rows that pass */
	UT_hash_handle hh;
};

struct filter_model {
	oriel_model *model; /* borrowed: the model owns this struct */
	struct oriel__dependant dependant;
	oriel_model_filter_fn *fn; /* NULL: all rows pass */
	void *data;
	oriel_release_fn *release; /* may be NULL */
	struct filter_level *levels; /* hash by parent */
};

static struct oriel__sums filter_weigh(const void *items, size_t count) {
	const uint8_t *flags = items;
	struct oriel__sums sums = { 0 };
	for (size_t i = 0; i < count; i++)
		sums.first += flags[i];
	return sums;
}

static const struct oriel__sequence_class filter_flags_class = {
	.item_size = sizeof(uint8_t), .weigh = filter_weigh
};

/* ---- Levels ---- */

static oriel_model *filter_source(const struct filter_level *level) {
	return level->filter->dependant.model;
}

static struct filter_level *filter_level_find(const struct filter_model *filter, uint64_t parent) {
	struct filter_level *level;
	HASH_FIND(hh, filter->levels, &parent, sizeof(parent), level);
	return level;
}

/* Returns the flags of rows of the source; the caller frees them. */
static uint8_t *filter_flags_new(const struct filter_level *level, size_t first, size_t count) {
	const struct filter_model *filter = level->filter;
	oriel_model *source = filter->dependant.model;
	uint8_t *flags = oriel__alloc(count + 1);
	for (size_t i = 0; i < count; i++)
		flags[i] = filter->fn == NULL ||
			filter->fn(source, oriel_model_key(source, level->parent, first + i), filter->data);
	return flags;
}

static struct filter_level *filter_level_new(struct filter_model *filter, uint64_t parent) {
	struct filter_level *level = oriel__alloc_zero(1, sizeof(*level));
	level->filter = filter;
	level->parent = parent;
	level->flags.type = &filter_flags_class;
	HASH_ADD(hh, filter->levels, parent, sizeof(level->parent), level);
	size_t count = oriel_model_count(filter->dependant.model, parent);
	uint8_t *flags = filter_flags_new(level, 0, count);
	oriel__sequence_insert(&level->flags, 0, flags, count);
	oriel__free(flags);
	return level;
}

static void filter_level_free(struct filter_level *level) {
	HASH_DELETE(hh, level->filter->levels, level);
	oriel__sequence_finish(&level->flags);
	oriel__free(level);
}

/* Returns the level of a parent, and makes it if necessary. Filters may not change models. */
static struct filter_level *filter_level_get(oriel_model *model, uint64_t parent) {
	struct filter_model *filter = model->data;
	struct filter_level *level = filter_level_find(filter, parent);
	if (level != NULL)
		return level;
	struct oriel__models *models = model->observers.models;
	if (models != NULL)
		models->update_depth++;
	level = filter_level_new(filter, parent);
	if (models != NULL)
		models->update_depth--;
	return level;
}

/* Returns the number of rows that pass before an index of the source. */
static size_t filter_index(const struct filter_level *level, size_t source_index) {
	return oriel__sequence_sums_before(&level->flags, source_index).first;
}

/* ---- The class ---- */

static oriel_model *filter_source_of(const oriel_model *model) {
	return ((const struct filter_model *)model->data)->dependant.model;
}

/* A row without children gets no level until it has some. */
static size_t filter_count(oriel_model *model, uint64_t parent) {
	if (filter_level_find(model->data, parent) == NULL &&
		oriel_model_count(filter_source_of(model), parent) == 0)
		return 0;
	return oriel__sequence_sums(&filter_level_get(model, parent)->flags).first;
}

static uint64_t filter_key(oriel_model *model, uint64_t parent, size_t index) {
	struct oriel__sums before;
	const struct filter_level *level = filter_level_get(model, parent);
	return oriel_model_key(filter_source_of(model), parent,
		oriel__sequence_find_first(&level->flags, index, &before));
}

static const char *filter_text(oriel_model *model, uint64_t key, unsigned column) {
	return oriel_model_text(filter_source_of(model), key, column);
}

static void *filter_item(oriel_model *model, uint64_t key) {
	return oriel_model_item(filter_source_of(model), key);
}

static bool filter_has_children(oriel_model *model, uint64_t key) {
	return oriel_model_has_children(filter_source_of(model), key);
}

static oriel_promise *filter_children(oriel_model *model, uint64_t key) {
	return oriel_model_children(filter_source_of(model), key);
}

static bool filter_find(oriel_model *model, uint64_t parent, uint64_t key, size_t *index) {
	size_t at;
	if (!oriel_model_find(filter_source_of(model), parent, key, &at))
		return false;
	const struct filter_level *level = filter_level_get(model, parent);
	if (*(const uint8_t *)oriel__sequence_at(&level->flags, at) == 0)
		return false;
	*index = filter_index(level, at);
	return true;
}

static const struct oriel_model_class filter_class = {
	.abi = ORIEL_MODEL_ABI,
	.name = "filtered",
	.count = filter_count,
	.key = filter_key,
	.text = filter_text,
	.item = filter_item,
	.has_children = filter_has_children,
	.children = filter_children,
	.find = filter_find,
};

/* ---- New flags ---- */

/* Rows of the source with their flags before and after. */
struct filter_difference {
	struct filter_level *level;
	size_t first, count; /* rows of the source */
	const uint8_t *old, *new;
	const char *site;
};

/* Returns the end of the group that begins at a row whose flag differs: the group goes on to the
 * last such row before a row that passes before and after. */
static size_t filter_group_end(const struct filter_difference *difference, size_t begin) {
	size_t end = begin + 1;
	for (size_t i = end; i < difference->count; i++) {
		if (difference->old[i] != difference->new[i])
			end = i + 1;
		else if (difference->old[i] != 0)
			break;
	}
	return end;
}

static size_t filter_group_begin(const struct filter_difference *difference, size_t from) {
	while (from < difference->count && difference->old[from] == difference->new[from])
		from++;
	return from;
}

/* Returns the end of one group for all differences, if there are too many groups; else 0. */
static size_t filter_covering_end(const struct filter_difference *difference) {
	size_t groups = 0, end = 0;
	for (size_t begin; (begin = filter_group_begin(difference, end)) < difference->count;) {
		end = filter_group_end(difference, begin);
		groups++;
	}
	return groups > STEPS_MAX ? end : 0;
}

static void filter_set_flags(
	struct filter_level *level, size_t first, const uint8_t *flags, size_t count) {
	while (count > 0) {
		size_t run;
		uint8_t *at = oriel__sequence_run(&level->flags, first, &run);
		size_t taken = count < run ? count : run;
		memcpy(at, flags, taken);
		oriel__sequence_weigh_again(&level->flags, first);
		first += taken;
		flags += taken;
		count -= taken;
	}
}

/* Returns the keys of the rows that passed before; the caller frees them. NULL if nothing would
 * read them. */
static uint64_t *filter_keys_new(
	const struct filter_difference *difference, size_t begin, size_t end, size_t count) {
	const struct filter_level *level = difference->level;
	if (count == 0 || !oriel__model_is_followed(level->filter->model))
		return NULL;
	uint64_t *keys = oriel__alloc_zero(count, sizeof(*keys));
	size_t found = 0;
	for (size_t i = begin; i < end; i++) {
		if (difference->old[i] != 0)
			keys[found++] = oriel_model_key(
				filter_source(level), level->parent, difference->first + i);
	}
	return keys;
}

static void filter_tell_group(
	const struct filter_difference *difference, size_t begin, size_t end) {
	struct filter_level *level = difference->level;
	size_t removed = filter_weigh(difference->old + begin, end - begin).first;
	size_t added = filter_weigh(difference->new + begin, end - begin).first;
	uint64_t *keys = filter_keys_new(difference, begin, end, removed);
	size_t first = difference->first + begin;
	filter_set_flags(level, first, difference->new + begin, end - begin);
	oriel__model_tell(level->filter->model,
		&(const struct oriel__model_step){ .parent = level->parent,
			.first = filter_index(level, first),
			.removed = removed,
			.added = added,
			.removed_keys = keys,
			.site = difference->site });
	oriel__free(keys);
}

/* Calls the filter for rows of the source again, and tells what differs. Returns whether a row
 * passes before and after. */
static bool filter_again(
	struct filter_level *level, size_t first, size_t count, const char *site) {
	uint8_t *new = filter_flags_new(level, first, count), *old = oriel__alloc(count + 1);
	oriel__sequence_copy(&level->flags, first, count, old);
	struct filter_difference difference = { level, first, count, old, new, site };
	size_t covering_end = filter_covering_end(&difference), end = 0;
	for (size_t begin; (begin = filter_group_begin(&difference, end)) < count;) {
		end = covering_end != 0 ? covering_end : filter_group_end(&difference, begin);
		filter_tell_group(&difference, begin, end);
	}
	size_t both = 0;
	while (both < count && (old[both] & new[both]) == 0)
		both++;
	oriel__free(old);
	oriel__free(new);
	return both < count;
}

/* ---- Steps of the source ---- */

static void filter_step_changed(
	struct filter_level *level, const struct oriel__model_step *step) {
	if (!filter_again(level, step->first, step->changed, step->site))
		return;
	size_t first = filter_index(level, step->first);
	oriel__model_tell(level->filter->model,
		&(const struct oriel__model_step){ .parent = level->parent,
			.first = first,
			.changed = filter_index(level, step->first + step->changed) - first,
			.site = step->site });
}

/* Returns the keys of the removed rows that passed; the caller frees them. NULL: not known. */
static uint64_t *filter_removed_keys(
	const struct oriel__model_step *step, const uint8_t *flags, size_t count) {
	if (step->removed_keys == NULL || count == 0)
		return NULL;
	uint64_t *keys = oriel__alloc_zero(count, sizeof(*keys));
	size_t found = 0;
	for (size_t i = 0; i < step->removed; i++) {
		if (flags[i] != 0)
			keys[found++] = step->removed_keys[i];
	}
	return keys;
}

static void filter_forget_levels(
	struct filter_model *filter, const struct oriel__model_step *step) {
	for (size_t i = 0; step->removed_keys != NULL && i < step->removed; i++) {
		if (HASH_COUNT(filter->levels) <= 1)
			return;
		struct filter_level *below = filter_level_find(filter, step->removed_keys[i]);
		if (below != NULL)
			filter_level_free(below);
	}
}

static void filter_step_splice(struct filter_level *level, const struct oriel__model_step *step) {
	struct filter_model *filter = level->filter;
	uint8_t *old = oriel__alloc(step->removed + 1);
	uint8_t *new = filter_flags_new(level, step->first, step->added);
	oriel__sequence_copy(&level->flags, step->first, step->removed, old);
	size_t removed = filter_weigh(old, step->removed).first;
	uint64_t *keys = filter_removed_keys(step, old, removed);
	oriel__sequence_remove(&level->flags, step->first, step->removed);
	oriel__sequence_insert(&level->flags, step->first, new, step->added);
	filter_forget_levels(filter, step);
	oriel__model_tell(filter->model,
		&(const struct oriel__model_step){ .parent = step->parent,
			.first = filter_index(level, step->first),
			.removed = removed,
			.added = filter_weigh(new, step->added).first,
			.removed_keys = keys,
			.site = step->site });
	oriel__free(keys);
	oriel__free(old);
	oriel__free(new);
}

/* Follows a step below a row without a level. Its count may have been asked for while it was 0. */
static void filter_step_unknown(
	struct filter_model *filter, const struct oriel__model_step *step) {
	if (step->added == 0 ||
		step->added != oriel_model_count(filter->dependant.model, step->parent))
		return;
	const struct filter_level *level = filter_level_new(filter, step->parent);
	oriel__model_tell(filter->model,
		&(const struct oriel__model_step){ .parent = step->parent,
			.added = oriel__sequence_sums(&level->flags).first,
			.site = step->site });
}

static void filter_step(struct oriel__dependant *dependant, const struct oriel__model_step *step) {
	struct filter_model *filter = oriel__container_of(dependant, struct filter_model, dependant);
	struct filter_level *level = filter_level_find(filter, step->parent);
	if (level == NULL) {
		filter_step_unknown(filter, step);
		return;
	}
	oriel__dependant_check_step(dependant, step, oriel__sequence_count(&level->flags));
	oriel__change_begin(filter->model->observers.models);
	if (step->changed > 0)
		filter_step_changed(level, step);
	else
		filter_step_splice(level, step);
	oriel__change_end(filter->model->observers.models);
}

/* ---- Life ---- */

static void filter_free(void *data) {
	struct filter_model *filter = data;
	struct filter_level *level, *next;
	HASH_ITER(hh, filter->levels, level, next)
		filter_level_free(level);
	oriel__dependant_remove(&filter->dependant);
	if (filter->release != NULL)
		filter->release(filter->data);
	oriel__free(filter);
}

oriel_model *oriel_filter_model_new_at(const char *site, oriel_model *source,
	oriel_model_filter_fn *fn, void *data, const struct oriel_filter_model_options *options) {
	oriel__model_check_change(source, "oriel_filter_model_new", site);
	oriel__check_options("oriel_filter_model_new", site, options);
	struct filter_model *filter = oriel__alloc_zero(1, sizeof(*filter));
	filter->fn = fn;
	filter->data = data;
	filter->release = options != NULL ? options->release : NULL;
	filter->model = oriel_model_new_at(site, &filter_class, filter,
		&(const struct oriel_model_options){
			.size = sizeof(struct oriel_model_options), .release = filter_free });
	oriel__dependant_add(&filter->dependant, source, filter_step);
	return filter->model;
}

/* ---- New filters ---- */

static struct filter_model *filter_of(oriel_model *model, const char *caller, const char *site) {
	oriel__model_check_change(model, caller, site);
	ORIEL_ASSERT(model->type == &filter_class,
		"%s: this is a %s model; pass a model of oriel_filter_model_new()", caller,
		model->type->name);
	return model->data;
}

static void filter_all_again(struct filter_model *filter, const char *site) {
	struct oriel__models *models = filter->model->observers.models;
	struct filter_level *level, *next;
	oriel__change_begin(models);
	models->update_depth++;
	HASH_ITER(hh, filter->levels, level, next)
		filter_again(level, 0, oriel__sequence_count(&level->flags), site);
	models->update_depth--;
	oriel__change_end(models);
}

void oriel_filter_model_set_filter_at(const char *site, oriel_model *model,
	oriel_model_filter_fn *fn, void *data, const struct oriel_filter_model_options *options) {
	struct filter_model *filter = filter_of(model, "oriel_filter_model_set_filter", site);
	oriel__check_options("oriel_filter_model_set_filter", site, options);
	oriel_loop *loop = model->observers.loop;
	oriel__hold_begin(loop);
	oriel__defer_drop(loop, filter->release, filter->data);
	filter->fn = fn;
	filter->data = data;
	filter->release = options != NULL ? options->release : NULL;
	filter_all_again(filter, site);
	oriel__hold_end(loop);
}

void oriel_filter_model_refilter(oriel_model *model) {
	filter_all_again(filter_of(model, "oriel_filter_model_refilter", NULL), NULL);
}
