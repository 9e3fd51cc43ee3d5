/* SPDX-License-Identifier: MIT */
/*
 * The path of an event, from the target upwards, and the targets that each of its items may see.
 * Source: DOM, "dispatch", steps 4 to 6, and "retarget".
 *
 * Shadow trees are closed, and their root (the DOM's shadow root) is not itself a target. A step
 * upwards from the root item of a shadow tree leads to its host, which is the event's target from
 * there on. A segment is the part of the path between two such steps. All items of a segment see
 * the same targets, and see the path from the beginning of their segment upwards. A program's own
 * target whose path enters a shadow tree counts as inside that tree.
 */
#include "event/dispatch_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

enum { MAX_PATH = 1000000 };

static oriel_target *path_parent(oriel_target *target, const oriel_event *event) {
	if (target->parent != NULL)
		return target->parent;
	const struct oriel__target_class *target_class = target->target_class;
	if (target->is_shadow_root)
		return target_class->get_host(target);
	return target_class->get_parent != NULL ? target_class->get_parent(target, event) : NULL;
}

oriel_target *oriel__tree_host(oriel_target *target, const oriel_event *event) {
	while (target != NULL && !target->is_shadow_root)
		target = path_parent(target, event);
	return target != NULL ? path_parent(target, event) : NULL;
}

/* Returns whether b is in the shadow tree of host, or in a tree nested in it. */
static bool path_is_inside(oriel_target *b, const oriel_target *host, const oriel_event *event) {
	oriel_target *tree = oriel__tree_host(b, event);
	while (tree != NULL && tree != host)
		tree = oriel__tree_host(tree, event);
	return tree != NULL;
}

oriel_target *oriel__retarget(oriel_target *a, oriel_target *b, const oriel_event *event) {
	for (;;) {
		oriel_target *host = oriel__tree_host(a, event);
		if (host == NULL || path_is_inside(b, host, event))
			return a;
		a = host;
	}
}

static void path_grow(struct oriel__path_stack *path, const oriel_target *target) {
	ORIEL_ASSERT(path->count < MAX_PATH,
		"oriel_dispatch: a path of %d targets; the parents of a %s form a circle", MAX_PATH,
		target->target_class->name);
	path->items = oriel__grow(
		path->items, &path->capacity, path->count + 1, sizeof(path->items[0]));
}

/* Adds a segment to the stack. The first segment is stored in the dispatch itself, because few
 * paths leave a shadow tree. */
static void path_push_segment(
	struct oriel__dispatch *dispatch, const struct oriel__path_segment *segment) {
	struct oriel__segment_stack *segments = &dispatch->state->segments;
	if (segments->count == segments->capacity)
		segments->items = oriel__grow(
			segments->items, &segments->capacity, segments->count + 1, sizeof(segments->items[0]));
	segments->items[segments->count++] = *segment;
	dispatch->segment_count++;
}

static bool path_has_activation(oriel_target *target) {
	const struct oriel__target_class *target_class = target->target_class;
	if (target_class->activate == NULL || target->is_destroyed)
		return false;
	return target_class->has_activation == NULL || target_class->has_activation(target);
}

/* Returns whether the event stays in the tree of its target, because it is not composed. Source:
 * DOM, a shadow root's "get the parent". */
static bool path_ends_in_tree(const struct oriel__dispatch *dispatch, oriel_target *host) {
	const oriel_event *event = dispatch->event;
	return !event->is_composed && oriel__tree_host(dispatch->first_segment.target, event) == host;
}

/* Returns the host that follows the root of a shadow tree on the path, and begins a segment at
 * index. Returns NULL if the event stays in the tree, or if its related target, seen from the host,
 * is the host itself. */
static oriel_target *path_leave_tree(
	struct oriel__dispatch *dispatch, oriel_target *root, size_t index) {
	const oriel_event *event = dispatch->event;
	oriel_target *host = path_parent(root, event);
	if (host == NULL || path_ends_in_tree(dispatch, host))
		return NULL;
	oriel_target *related = dispatch->first_segment.related;
	if (related != NULL)
		related = oriel__retarget(related, host, event);
	if (related == host)
		return NULL;
	path_push_segment(dispatch,
		&(const struct oriel__path_segment){
			.first = index + 1, .target = host, .related = related });
	return host;
}

/* Adds item and its ancestors to the path, up to the first that does not store its parent. Returns
 * that target. */
static oriel_target *path_climb_stored_parents(
	struct oriel__dispatch *dispatch, oriel_target *item) {
	struct oriel__path_stack *path = &dispatch->state->path;
	uint64_t types = dispatch->types;
	bool captures = dispatch->has_captures;
	size_t count = path->count;
	oriel_target *last;
	do {
		last = item;
		if (count == path->capacity) {
			path->count = count;
			path_grow(path, item);
		}
		path->items[count++] = item;
		types |= item->types;
		captures |= item->has_captures;
		item = item->parent;
	} while (item != NULL);
	path->count = count;
	dispatch->types = types;
	dispatch->has_captures = captures;
	dispatch->path_count = count - dispatch->path_base;
	return last;
}

/* Adds target and all its ancestors to the path. Returns the path's last item. */
static oriel_target *path_climb(struct oriel__dispatch *dispatch, oriel_target *target) {
	for (;;) {
		oriel_target *last = path_climb_stored_parents(dispatch, target);
		target = last->is_shadow_root ? path_leave_tree(dispatch, last, dispatch->path_count - 1) :
										path_parent(last, dispatch->event);
		if (target == NULL)
			return last;
	}
}

/* Returns the target that a click activates. Source: DOM, "dispatch", where it sets
 * activationTarget. */
static oriel_target *path_find_activation(const struct oriel__dispatch *dispatch) {
	size_t segment = 0;
	for (size_t i = 0; i < dispatch->path_count; i++) {
		oriel_target *item = oriel__dispatch_item(dispatch, i);
		bool is_target = segment < dispatch->segment_count &&
			oriel__dispatch_segment(dispatch, segment)->first == i;
		segment += is_target;
		if ((is_target || dispatch->event->is_bubbling) && path_has_activation(item))
			return item;
	}
	return NULL;
}

static bool path_is_in_shadow_tree(oriel_target *target, const oriel_event *event) {
	return target != NULL && oriel__tree_host(target, event) != NULL;
}

void oriel__path_build(struct oriel__dispatch *dispatch, oriel_target *target) {
	const oriel_event *event = dispatch->event;
	oriel_target *related = event->related.target;

	if (related != NULL) {
		dispatch->first_segment.related = oriel__retarget(related, target, event);
		if (dispatch->first_segment.related == target && related != target)
			return;
	}
	dispatch->segment_count = 1;
	oriel_target *last = path_climb(dispatch, target);
	if (event->type == dispatch->state->click)
		dispatch->activation = path_find_activation(dispatch);
	/* The outermost target is in a shadow tree exactly if the path has not left that tree. */
	dispatch->must_clear_targets = last->is_shadow_root ||
		path_is_in_shadow_tree(
			oriel__dispatch_segment(dispatch, dispatch->segment_count - 1)->related, event);
}
