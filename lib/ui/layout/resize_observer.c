/* SPDX-License-Identifier: MIT */
/*
 * Resize observers. Each observation keeps the size that it told last. A frame compares it with the
 * present size: first of all targets, then, after each round of calls and another layout, of the
 * targets below the shallowest one of the round. Source: Resize Observer 1, §3.4.
 */
#include "layout/resize_observer_internal.h"

#include <limits.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "layout/frame_observer_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "loop/callback_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>

#define THIS_KIND ORIEL__FRAME_OBSERVER_RESIZE

struct observation {
	struct oriel__frame_observation base; /* must be first */
	enum oriel_resize_box box;
	struct oriel_size told; /* px */
	bool is_active;         /* gathered, to be told */
};

struct observer {
	struct oriel__frame_observer base; /* must be first */
	oriel_resize_fn *fn;
};

oriel_resize_observer_id oriel_resize_observer_new_at(const char *site, oriel_resize_fn *fn,
	void *data, const struct oriel_resize_observer_options *options) {
	ORIEL_ASSERT(fn != NULL, "oriel_resize_observer_new at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_resize_observer_new", site, options);
	struct oriel__frame_observer *base = oriel__frame_observer_new(THIS_KIND,
		"oriel_resize_observer_new", sizeof(struct observer), data,
		options != NULL ? options->signal : NULL, options != NULL ? options->release : NULL,
		oriel_resize_observer_destroy);
	if (base == NULL)
		return 0;
	((struct observer *)base)->fn = fn;
	return base->id;
}

void oriel_resize_observer_destroy(oriel_resize_observer_id id) {
	oriel__frame_observer_destroy(THIS_KIND, id, "oriel_resize_observer_destroy");
}

enum oriel_status oriel_resize_observe_at(const char *site, oriel_resize_observer_id id,
	oriel_widget *target, const struct oriel_resize_observe_options *options) {
	struct oriel__node *node = oriel__node_change(target, "oriel_resize_observe");
	oriel__check_options("oriel_resize_observe", site, options);
	enum oriel_resize_box box = options != NULL ? options->box : ORIEL_RESIZE_CONTENT_BOX;
	ORIEL_ASSERT((unsigned)box <= ORIEL_RESIZE_BORDER_BOX,
		"oriel_resize_observe at %s: %d is no member of enum oriel_resize_box", site, (int)box);
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_resize_observe");
	if (observer == NULL)
		return ORIEL_INVALID_STATE_ERROR;
	struct observation *observation = (struct observation *)oriel__frame_observe(
		observer, node, sizeof(*observation));
	observation->box = box;
	return ORIEL_OK;
}

void oriel_resize_unobserve(oriel_resize_observer_id id, oriel_widget *target) {
	const struct oriel__node *node = oriel__node_read(target, "oriel_resize_unobserve");
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_resize_unobserve");
	if (observer != NULL && node != NULL)
		oriel__frame_unobserve(observer, node);
}

void oriel_resize_disconnect(oriel_resize_observer_id id) {
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_resize_disconnect");
	if (observer != NULL)
		oriel__frame_unobserve(observer, NULL);
}

/* ---- A frame ---- */

/* A node that is shown stands in nodes that are all shown. Returns its depth, or -1. */
static int shown_depth(const struct oriel__node *node) {
	int depth = -1;
	for (; node != NULL; node = node->parent, depth++)
		if (node->tree == NULL || !oriel__layout_is_shown(node))
			return -1;
	return depth;
}

static struct oriel_resize_record record_of(const struct oriel__node *node) {
	struct oriel_resize_record record = { .target = oriel__widget_of(node) };
	if (node->destroyed || shown_depth(node) < 0)
		return record;
	oriel__layout_catch_up(node->parent);
	record.content = oriel__layout_content_box(node, oriel__widget_style(record.target));
	record.border_box = (struct oriel_size){ node->rect.width, node->rect.height };
	return record;
}

static struct oriel_size observed_size(
	const struct observation *observation, const struct oriel_resize_record *record) {
	if (observation->box == ORIEL_RESIZE_BORDER_BOX)
		return record->border_box;
	return (struct oriel_size){ record->content.width, record->content.height };
}

static bool has_changed(const struct observation *observation) {
	const struct oriel_resize_record record = record_of(observation->base.node);
	struct oriel_size size = observed_size(observation, &record);
	return size.width != observation->told.width || size.height != observation->told.height;
}

/* How deep a target is; one that has left its tree is deeper than all others, and told at once. */
static int target_depth(const struct oriel__node *node) {
	int depth = 0;
	if (node->tree == NULL)
		return INT_MAX;
	while ((node = node->parent) != NULL)
		depth++;
	return depth;
}

bool oriel__resize_gather(struct oriel__tree *tree, int depth) {
	struct oriel__frame_observers *observers = oriel__frame_observers_find(
		oriel_loop_current(), THIS_KIND);
	bool is_any = false;
	if (observers == NULL)
		return false;
	observers->is_left = false;
	oriel__list_each(observer, &observers->list, struct observer, base.link) {
		oriel__list_each(
			observation, &observer->base.observations, struct observation, base.link) {
			const struct oriel__node *node = observation->base.node;
			if (node->destroyed || (node->tree != tree && node->tree != NULL) ||
				observation->is_active || !has_changed(observation))
				continue;
			if (target_depth(node) <= depth) {
				observers->is_left = true;
				continue;
			}
			observation->is_active = is_any = true;
		}
	}
	return is_any;
}

bool oriel__resize_is_left(oriel_loop *loop) {
	const struct oriel__frame_observers *observers = oriel__frame_observers_find(loop, THIS_KIND);
	return observers != NULL && observers->is_left;
}

static size_t count_active(const struct observer *observer) {
	size_t count = 0;
	oriel__list_each(
		observation, &observer->base.observations, struct observation, base.link)
		count += observation->is_active;
	return count;
}

/* Takes the records of an observer, whose observations then have told them. */
static struct oriel_resize_record *take_records(
	struct observer *observer, size_t *count, int *depth) {
	struct oriel_resize_record *records = oriel__alloc_zero(
		count_active(observer), sizeof(*records));
	*count = 0;
	oriel__list_each(
		observation, &observer->base.observations, struct observation, base.link) {
		const struct oriel__node *node = observation->base.node;
		if (!observation->is_active)
			continue;
		observation->is_active = false;
		if (node->destroyed)
			continue;
		int of = target_depth(node);
		*depth = of < *depth ? of : *depth;
		records[*count] = record_of(node);
		observation->told = observed_size(observation, &records[*count]);
		(*count)++;
	}
	return records;
}

static struct observer *next_active(const struct oriel__frame_observers *observers) {
	oriel__list_each(observer, &observers->list, struct observer, base.link) {
		if (count_active(observer) > 0)
			return observer;
	}
	return NULL;
}

int oriel__resize_broadcast(oriel_loop *loop) {
	struct oriel__frame_observers *observers = oriel__frame_observers_find(loop, THIS_KIND);
	struct observer *observer;
	int depth = INT_MAX;
	oriel__hold_begin(loop);
	while ((observer = next_active(observers)) != NULL) {
		size_t count;
		struct oriel_resize_record *records = take_records(observer, &count, &depth);
		if (count > 0) {
			oriel__callback_enter(loop);
			observer->fn(records, count, observer->base.data);
			oriel__callback_leave(loop);
		}
		oriel__free(records);
	}
	oriel__hold_end(loop);
	return depth;
}
