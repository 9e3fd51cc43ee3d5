/* SPDX-License-Identifier: MIT */
/*
 * Intersection observers. Each observation keeps the threshold that it passed last. A frame
 * computes the visible part of each target: its border box, clipped by the containers between it
 * and the root, and by the root with its margin. Edges count as touching. What has changed is
 * queued, and told by one task. Source: Intersection Observer 1, §3.2.
 */
#include "layout/intersection_observer_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "layout/frame_observer_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "layout/measure_internal.h"
#include "layout/scroll_internal.h"
#include "loop/callback_internal.h"
#include "tree/position_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/task.h>

#define THIS_KIND ORIEL__FRAME_OBSERVER_INTERSECTION

/* A length of a margin. */
struct intersection_length {
	double number;
	bool is_percent;
};

struct intersection_observation {
	struct oriel__frame_observation base; /* must be first */
	size_t threshold; /* index of the last threshold that was passed, + 1 */
	bool was_told, was_intersecting;
};

struct intersection_observer {
	struct oriel__frame_observer base; /* must be first */
	oriel_intersection_fn *fn;
	oriel_widget_id root; /* 0: the window */
	struct intersection_length margin[4]; /* top, right, bottom, left */
	double *thresholds; /* sorted */
	size_t threshold_count;
	struct oriel_intersection_record *records; /* that wait; their targets are held */
	size_t record_count, record_capacity;
};

/* ---- Options ---- */

/* Reads a decimal number, in any locale. Returns NULL without one. */
static const char *intersection_number(const char *text, double *number) {
	double sign = *text == '-' ? -1 : 1, value = 0, place = 1;
	bool has_digit = false, has_point = false;
	if (*text == '-' || *text == '+')
		text++;
	for (; (*text >= '0' && *text <= '9') || (*text == '.' && !has_point); text++) {
		if (*text == '.') {
			has_point = true;
			continue;
		}
		has_digit = true;
		value = value * 10 + (*text - '0');
		place *= has_point ? 10 : 1;
	}
	*number = sign * value / place;
	return has_digit ? text : NULL;
}

static const char *intersection_length(const char *text, struct intersection_length *length) {
	text = intersection_number(text, &length->number);
	if (text == NULL)
		return NULL;
	if (strncmp(text, "px", 2) == 0)
		return text + 2;
	length->is_percent = *text == '%';
	if (length->is_percent)
		return text + 1;
	return length->number == 0 ? text : NULL;
}

/* Source: Intersection Observer 1, "parse a margin". */
static bool intersection_parse_margin(const char *text, struct intersection_length margin[4]) {
	int count = 0;
	for (;;) {
		while (*text == ' ' || *text == '\t' || *text == '\n')
			text++;
		if (*text == '\0')
			break;
		if (count == 4 || (text = intersection_length(text, &margin[count++])) == NULL ||
			(*text != '\0' && strchr(" \t\n", *text) == NULL))
			return false;
	}
	if (count == 1)
		margin[1] = margin[0];
	if (count <= 2 && count > 0)
		margin[2] = margin[0];
	if (count <= 3 && count > 0)
		margin[3] = margin[1];
	return true;
}

static int intersection_compare(const void *a, const void *b) {
	double left = *(const double *)a, right = *(const double *)b;
	return (left > right) - (left < right);
}

static void intersection_copy_thresholds(const char *site,
	struct intersection_observer *observer,
	const struct oriel_intersection_observer_options *options) {
	bool is_given = options != NULL && options->threshold_count > 0;
	observer->threshold_count = is_given ? options->threshold_count : 1;
	observer->thresholds = oriel__alloc_zero(observer->threshold_count, sizeof(double));
	for (size_t i = 0; is_given && i < options->threshold_count; i++) {
		double threshold = options->thresholds[i];
		ORIEL_ASSERT(threshold >= 0 && threshold <= 1,
			"oriel_intersection_observer_new at %s: a threshold of %g; give shares from 0 to 1",
			site, threshold);
		observer->thresholds[i] = threshold;
	}
	qsort(observer->thresholds, observer->threshold_count, sizeof(double), intersection_compare);
}

/* ---- Observers ---- */

static void intersection_drop_records(struct intersection_observer *observer) {
	for (size_t i = 0; i < observer->record_count; i++)
		oriel_widget_release(observer->records[i].target);
	observer->record_count = 0;
}

static void intersection_finish(struct oriel__frame_observer *base) {
	struct intersection_observer *observer = (struct intersection_observer *)base;
	intersection_drop_records(observer);
	oriel__free(observer->records);
	oriel__free(observer->thresholds);
}

oriel_intersection_observer_id oriel_intersection_observer_new_at(const char *site,
	oriel_intersection_fn *fn, void *data,
	const struct oriel_intersection_observer_options *options) {
	struct intersection_length margin[4] = { { 0 } };
	const char *margin_text = options != NULL ? options->root_margin : NULL;
	ORIEL_ASSERT(
		fn != NULL, "oriel_intersection_observer_new at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_intersection_observer_new", site, options);
	ORIEL_ASSERT(margin_text == NULL || intersection_parse_margin(margin_text, margin),
		"oriel_intersection_observer_new at %s: the margin \"%s\" is malformed; give one to four "
		"lengths in px or %%",
		site, margin_text);
	struct oriel__frame_observer *base = oriel__frame_observer_new(THIS_KIND,
		"oriel_intersection_observer_new", sizeof(struct intersection_observer), data,
		options != NULL ? options->signal : NULL, options != NULL ? options->release : NULL,
		oriel_intersection_observer_destroy);
	if (base == NULL)
		return 0;
	struct intersection_observer *observer = (struct intersection_observer *)base;
	base->finish = intersection_finish;
	observer->fn = fn;
	memcpy(observer->margin, margin, sizeof(margin));
	if (options != NULL && options->root != NULL)
		observer->root = oriel_widget_to_id(options->root);
	intersection_copy_thresholds(site, observer, options);
	return base->id;
}

void oriel_intersection_observer_destroy(oriel_intersection_observer_id id) {
	oriel__frame_observer_destroy(THIS_KIND, id, "oriel_intersection_observer_destroy");
}

enum oriel_status oriel_intersection_observe(
	oriel_intersection_observer_id id, oriel_widget *target) {
	struct oriel__node *node = oriel__node_change(target, "oriel_intersection_observe");
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_intersection_observe");
	if (observer == NULL)
		return ORIEL_INVALID_STATE_ERROR;
	oriel__list_each(
		observation, &observer->observations, struct oriel__frame_observation, link) {
		if (observation->node == node)
			return ORIEL_OK;
	}
	oriel__frame_observe(observer, node, sizeof(struct intersection_observation));
	return ORIEL_OK;
}

void oriel_intersection_unobserve(oriel_intersection_observer_id id, oriel_widget *target) {
	const struct oriel__node *node = oriel__node_read(target, "oriel_intersection_unobserve");
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_intersection_unobserve");
	if (observer != NULL && node != NULL)
		oriel__frame_unobserve(observer, node);
}

void oriel_intersection_disconnect(oriel_intersection_observer_id id) {
	struct oriel__frame_observer *observer = oriel__frame_observer_find(
		THIS_KIND, id, "oriel_intersection_disconnect");
	if (observer == NULL)
		return;
	oriel__frame_unobserve(observer, NULL);
	intersection_drop_records((struct intersection_observer *)observer);
}

/* ---- The visible part ---- */

/* A rectangle, in the border box of the container at which the walk has arrived. */
struct visible {
	struct oriel__extent rect;
	bool is_touching; /* nothing has cut the rectangle off; it may have no area */
};

static void visible_shift(struct oriel__extent *rect, double x, double y) {
	rect->left += x;
	rect->right += x;
	rect->top += y;
	rect->bottom += y;
}

static void visible_cut_x(struct visible *visible, double left, double right) {
	visible->rect.left = fmax(visible->rect.left, left);
	visible->rect.right = fmin(visible->rect.right, right);
	visible->is_touching &= visible->rect.left <= visible->rect.right;
}

static void visible_cut_y(struct visible *visible, double top, double bottom) {
	visible->rect.top = fmax(visible->rect.top, top);
	visible->rect.bottom = fmin(visible->rect.bottom, bottom);
	visible->is_touching &= visible->rect.top <= visible->rect.bottom;
}

/* Returns the part of a node that shows its content, if it clips; else its border box. */
static struct oriel__extent intersection_root_box(const struct oriel__node *root) {
	const struct oriel__style *style = oriel__layout_style(root);
	if (!oriel__layout_clips(style))
		return (struct oriel__extent){ 0, 0, (double)root->rect.width, (double)root->rect.height };
	struct oriel_rect view = oriel__scroll_view(root);
	return (struct oriel__extent){ (double)view.x, (double)view.y,
		(double)(view.x + view.width), (double)(view.y + view.height) };
}

static double intersection_margin(const struct intersection_length *length, double whole) {
	return length->is_percent ? length->number * whole / 100 : length->number;
}

static struct oriel__extent intersection_enlarge(
	struct oriel__extent box, const struct intersection_observer *observer) {
	double width = box.right - box.left, height = box.bottom - box.top;
	box.top -= intersection_margin(&observer->margin[0], height);
	box.right += intersection_margin(&observer->margin[1], width);
	box.bottom += intersection_margin(&observer->margin[2], height);
	box.left -= intersection_margin(&observer->margin[3], width);
	return box;
}

static void intersection_clip(struct visible *visible, const struct oriel__node *at) {
	const struct oriel__style *style = oriel__layout_style(at);
	struct oriel_rect view = oriel__scroll_view(at);
	if (oriel__layout_clips_axis(style, false))
		visible_cut_x(visible, (double)view.x, (double)(view.x + view.width));
	if (oriel__layout_clips_axis(style, true))
		visible_cut_y(visible, (double)view.y, (double)(view.y + view.height));
}

static bool intersection_is_shown(const struct oriel__node *node) {
	for (; node != NULL; node = node->parent) {
		if (node->tree == NULL || !oriel__layout_is_shown(node))
			return false;
	}
	return true;
}

static struct oriel_rect rect_of_extent(struct oriel__extent extent) {
	return (struct oriel_rect){ (float)extent.left, (float)extent.top,
		(float)(extent.right - extent.left), (float)(extent.bottom - extent.top) };
}

/* Fills in the record of a target, as far as it intersects the root. root: NULL for the window. */
static void intersection_measure(const struct intersection_observer *observer,
	const struct oriel__node *node, const struct oriel__node *root,
	struct oriel_intersection_record *record) {
	struct visible visible = { { node->rect.x, node->rect.y,
			node->rect.x + (double)node->rect.width, node->rect.y + (double)node->rect.height },
		true };
	struct oriel__extent target = visible.rect;
	const struct oriel__node *at = oriel__node_container(node);
	for (; at != NULL; at = oriel__node_container(at)) {
		const struct oriel_scroll scroll = oriel__scroll_of(at);
		visible_shift(&visible.rect, -scroll.x, -scroll.y);
		visible_shift(&target, -scroll.x, -scroll.y);
		if (at == root)
			break;
		intersection_clip(&visible, at);
		visible_shift(&visible.rect, at->rect.x, at->rect.y);
		visible_shift(&target, at->rect.x, at->rect.y);
	}
	if (at != root)
		return; /* the root does not contain the target */
	struct oriel__extent bounds = intersection_enlarge(
		intersection_root_box(root != NULL ? root : node->tree->root), observer);
	visible_cut_x(&visible, bounds.left, bounds.right);
	visible_cut_y(&visible, bounds.top, bounds.bottom);
	record->bounds = oriel__layout_window_bounds(node);
	double x = (double)record->bounds.x - target.left, y = (double)record->bounds.y - target.top;
	visible_shift(&bounds, x, y);
	record->root_bounds = rect_of_extent(bounds);
	record->is_intersecting = visible.is_touching;
	if (!visible.is_touching)
		return;
	visible_shift(&visible.rect, x, y);
	record->intersection = rect_of_extent(visible.rect);
	double area = (target.right - target.left) * (target.bottom - target.top);
	double seen = (visible.rect.right - visible.rect.left) *
		(visible.rect.bottom - visible.rect.top);
	record->ratio = area > 0 ? fmin(1, seen / area) : 1;
}

/* ---- A frame ---- */

static size_t intersection_threshold(
	const struct intersection_observer *observer, const struct oriel_intersection_record *record) {
	size_t index = 0;
	while (record->is_intersecting && index < observer->threshold_count &&
		observer->thresholds[index] <= record->ratio)
		index++;
	return index;
}

static void intersection_queue(
	struct intersection_observer *observer, const struct oriel_intersection_record *record) {
	observer->records = oriel__grow(observer->records, &observer->record_capacity,
		observer->record_count + 1, sizeof(*observer->records));
	observer->records[observer->record_count++] = *record;
	oriel_widget_hold(record->target);
}

/* Source: Intersection Observer 1, "run the update intersection observations steps". */
static bool intersection_update_target(struct intersection_observer *observer,
	struct intersection_observation *observation, double time_ms) {
	struct oriel__node *node = observation->base.node;
	const oriel_widget *root = oriel_widget_from_id(observer->root);
	struct oriel_intersection_record record = { .target = oriel__widget_of(node),
		.time_ms = time_ms };
	bool is_root_gone = observer->root != 0 && root == NULL;
	if (intersection_is_shown(node) && !is_root_gone) {
		oriel__layout_catch_up(node->parent);
		intersection_measure(
			observer, node, root != NULL ? oriel__node_of(root) : NULL, &record);
	}
	size_t threshold = intersection_threshold(observer, &record);
	if (observation->was_told && threshold == observation->threshold &&
		record.is_intersecting == observation->was_intersecting)
		return false;
	observation->was_told = true;
	observation->threshold = threshold;
	observation->was_intersecting = record.is_intersecting;
	intersection_queue(observer, &record);
	return true;
}

static void intersection_tell(struct intersection_observer *observer, oriel_loop *loop) {
	struct oriel_intersection_record *records = observer->records;
	size_t count = observer->record_count;
	observer->records = NULL;
	observer->record_count = observer->record_capacity = 0;
	oriel__callback_enter(loop);
	observer->fn(records, count, observer->base.data);
	oriel__callback_leave(loop);
	for (size_t i = 0; i < count; i++)
		oriel_widget_release(records[i].target);
	oriel__free(records);
}

static struct intersection_observer *intersection_next(
	const struct oriel__frame_observers *observers) {
	oriel__list_each(observer, &observers->list, struct intersection_observer, base.link) {
		if (observer->record_count > 0)
			return observer;
	}
	return NULL;
}

/* Source: Intersection Observer 1, "notify intersection observers steps". */
static void intersection_tell_all(void *data) {
	struct oriel__frame_observers *observers = data;
	oriel_loop *loop = observers->loop;
	struct intersection_observer *observer;
	observers->is_task_due = false;
	oriel__hold_begin(loop);
	while ((observer = intersection_next(observers)) != NULL)
		intersection_tell(observer, loop);
	oriel__hold_end(loop);
}

void oriel__intersection_update(struct oriel__tree *tree, double time_ms) {
	struct oriel__frame_observers *observers = oriel__frame_observers_find(
		oriel_loop_current(), THIS_KIND);
	bool is_any = false;
	if (observers == NULL)
		return;
	oriel__list_each(observer, &observers->list, struct intersection_observer, base.link) {
		oriel__list_each(observation, &observer->base.observations,
			struct intersection_observation, base.link) {
			const struct oriel__node *node = observation->base.node;
			if (!node->destroyed && (node->tree == tree || node->tree == NULL))
				is_any |= intersection_update_target(observer, observation, time_ms);
		}
	}
	if (!is_any || observers->is_task_due)
		return;
	observers->is_task_due = true;
	oriel_queue_task(intersection_tell_all, observers);
}
