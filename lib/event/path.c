/* SPDX-License-Identifier: MIT */
/*
 * The path of an event, from the target up, and what each item of it may see. Source: DOM, "dispatch", steps 4 to 6, and "retarget".
 *
 * Private subtrees are closed shadow trees whose root is not itself a target: a step up from the root of a private
 * subtree leaves the tree for its host, which is the event's target from there on. Items between two such steps see the
 * event alike, and see the path from where their segment begins. A program's own target whose path enters a
 * private tree counts as inside it.
 */
#include "event/dispatch-internal.h"

#include "base/alloc-internal.h"

#include <oriel/log.h>

enum { MAX_PATH = 1000000 };

static oriel_target *parent_of(oriel_target *target, const oriel_event *event) {
	const struct oriel__target_class *target_class = target->target_class;
	if (target->private_root)
		return target_class->get_host(target);
	return target_class->get_parent != NULL ? target_class->get_parent(target, event) : NULL;
}

oriel_target *oriel__tree_host(oriel_target *target, const oriel_event *event) {
	while (target != NULL && !target->private_root)
		target = parent_of(target, event);
	return target != NULL ? parent_of(target, event) : NULL;
}

/* Whether b is in the private tree of host, or in one nested in it. */
static bool is_inside(oriel_target *b, const oriel_target *host, const oriel_event *event) {
	oriel_target *tree = oriel__tree_host(b, event);
	while (tree != NULL && tree != host)
		tree = oriel__tree_host(tree, event);
	return tree != NULL;
}

oriel_target *oriel__retarget(oriel_target *a, oriel_target *b, const oriel_event *event) {
	for (;;) {
		oriel_target *host = oriel__tree_host(a, event);
		if (host == NULL || is_inside(b, host, event))
			return a;
		a = host;
	}
}

static void grow_path(struct oriel__path_stack *path, const oriel_target *target) {
	ORIEL_ASSERT(path->count < MAX_PATH, "oriel_dispatch: a path of %d targets; the parents of a %s form a circle", MAX_PATH, target->target_class->name);
	path->items = oriel__grow(path->items, &path->capacity, path->count + 1, sizeof(path->items[0]));
}

static inline void push_item(struct oriel__dispatch *dispatch, oriel_target *item) {
	struct oriel__path_stack *path = &dispatch->state->path;
	if (path->count == path->capacity)
		grow_path(path, item);
	path->items[path->count++] = item;
	dispatch->types |= item->types;
	dispatch->captures |= item->captures;
}

static void push_segment(struct oriel__dispatch *dispatch, const struct oriel__path_segment *segment) {
	struct oriel__segment_stack *segments = &dispatch->state->segments;
	if (segments->count == segments->capacity)
		segments->items = oriel__grow(segments->items, &segments->capacity, segments->count + 1, sizeof(segments->items[0]));
	segments->items[segments->count++] = *segment;
	dispatch->segment_count++;
}

static bool has_activation(oriel_target *target) {
	const struct oriel__target_class *target_class = target->target_class;
	if (target_class->activate == NULL || target->destroyed)
		return false;
	return target_class->has_activation == NULL || target_class->has_activation(target);
}

/* Source: DOM, a shadow root's "get the parent": an event that is not composed stays in the tree where it began. */
static bool stays_in_tree(const struct oriel__dispatch *dispatch, oriel_target *root, oriel_target *first) {
	return !dispatch->event->composed && oriel__tree_host(first, dispatch->event) == parent_of(root, dispatch->event);
}

/* Begins the segment of host, where the path leaves a private tree. False: the path ends, since its related target is host. */
static bool enter_host(struct oriel__dispatch *dispatch, struct oriel__path_segment *segment, oriel_target *host, oriel_target *related) {
	size_t index = dispatch->state->path.count - dispatch->path_base;
	oriel_target *seen = related != NULL ? oriel__retarget(related, host, dispatch->event) : segment->related;
	if (host == seen)
		return false;
	*segment = (struct oriel__path_segment){ .first = index, .target = host, .related = seen };
	push_segment(dispatch, segment);
	return true;
}

void oriel__path_build(struct oriel__dispatch *dispatch, oriel_target *target) {
	oriel_event *event = dispatch->event;
	oriel_target *related = event->related.target;
	/* Only a related target in a private tree is seen differently from place to place. */
	oriel_target *private_related = related != NULL && oriel__tree_host(related, event) != NULL ? related : NULL;
	oriel_target *seen = private_related != NULL ? oriel__retarget(related, target, event) : related;
	bool is_click = event->type == dispatch->state->click;

	dispatch->path_base = dispatch->state->path.count;
	dispatch->segment_base = dispatch->state->segments.count;
	if (seen == target && related != target)
		return;
	struct oriel__path_segment segment = { .target = target, .related = seen };
	push_segment(dispatch, &segment);
	if (is_click && has_activation(target))
		dispatch->activation = target;

	oriel_target *item = target;
	push_item(dispatch, item);
	for (oriel_target *parent = parent_of(item, event); parent != NULL; parent = parent_of(item, event)) {
		if (item->private_root && (stays_in_tree(dispatch, item, target) || !enter_host(dispatch, &segment, parent, private_related)))
			break;
		item = parent;
		push_item(dispatch, item);
		if (is_click && dispatch->activation == NULL && (event->bubbles || segment.target == item) && has_activation(item))
			dispatch->activation = item;
	}
	dispatch->path_count = dispatch->state->path.count - dispatch->path_base;
	dispatch->clears_targets = item->private_root || (private_related != NULL && oriel__tree_host(segment.related, event) != NULL);
}

void oriel__path_pop(struct oriel__dispatch *dispatch) {
	dispatch->state->path.count = dispatch->path_base;
	dispatch->state->segments.count = dispatch->segment_base;
}
