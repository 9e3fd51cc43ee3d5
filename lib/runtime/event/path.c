/* SPDX-License-Identifier: MIT */
/*
 * The path of an event, from the target up, and what each item of it may see. Source: DOM,
 * "dispatch", steps 4 to 6, and "retarget".
 *
 * Private subtrees are closed shadow trees whose root is not itself a target: a step up from the
 * root of a private subtree leaves the tree for its host, which is the event's target from there
 * on. Items between two such steps see the event alike, and see the path from where their segment
 * begins. A program's own target whose path enters a private tree counts as inside it.
 */
#include "event/dispatch_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

enum { MAX_PATH = 1000000 };

static oriel_target *parent_of(oriel_target *target, const oriel_event *event) {
	if (target->parent != NULL)
		return target->parent;
	const struct oriel__target_class *target_class = target->target_class;
	if (target->is_shadow_root)
		return target_class->get_host(target);
	return target_class->get_parent != NULL ? target_class->get_parent(target, event) : NULL;
}

oriel_target *oriel__tree_host(oriel_target *target, const oriel_event *event) {
	while (target != NULL && !target->is_shadow_root)
		target = parent_of(target, event);
	return target != NULL ? parent_of(target, event) : NULL;
}

/* Whether b is in the private tree of host, or in one nested in it. */
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

static void grow_path(struct oriel__path_stack *path, const oriel_target *target) {
	ORIEL_ASSERT(path->count < MAX_PATH,
		"oriel_dispatch: a path of %d targets; the parents of a %s form a circle", MAX_PATH,
		target->target_class->name);
	path->items = oriel__grow(
		path->items, &path->capacity, path->count + 1, sizeof(path->items[0]));
}

/* The first segment is the dispatch's own; private trees are seldom left, and only then the stack
 * is needed. */
static void push_segment(
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

/* Source: DOM, a shadow root's "get the parent": an event that is not composed stays in the tree
 * where it began. */
static bool stays_in_tree(const struct oriel__dispatch *dispatch, oriel_target *host) {
	const oriel_event *event = dispatch->event;
	return !event->is_composed && oriel__tree_host(dispatch->first_segment.target, event) == host;
}

/* Where the path goes from the root of a private tree, at index: the host, which begins a segment;
 * or NULL, if the event stays in the tree, or its related target is, seen from the host, the host
 * itself. */
static oriel_target *leave_tree(
	struct oriel__dispatch *dispatch, oriel_target *root, size_t index) {
	const oriel_event *event = dispatch->event;
	oriel_target *host = parent_of(root, event);
	if (host == NULL || stays_in_tree(dispatch, host))
		return NULL;
	oriel_target *related = dispatch->first_segment.related;
	if (related != NULL)
		related = oriel__retarget(related, host, event);
	if (related == host)
		return NULL;
	push_segment(dispatch,
		&(const struct oriel__path_segment){
			.first = index + 1, .target = host, .related = related });
	return host;
}

/* Puts item and what is above it on the path, up to the first that does not itself know its parent.
 * Returns that. */
static oriel_target *climb_known(struct oriel__dispatch *dispatch, oriel_target *item) {
	struct oriel__path_stack *path = &dispatch->state->path;
	uint64_t types = dispatch->types;
	bool captures = dispatch->has_captures;
	size_t count = path->count;
	oriel_target *last;
	do {
		last = item;
		if (count == path->capacity) {
			path->count = count;
			grow_path(path, item);
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

/* Puts target and what is above it on the path. Returns the path's last item. */
static oriel_target *path_climb(struct oriel__dispatch *dispatch, oriel_target *target) {
	for (;;) {
		oriel_target *last = climb_known(dispatch, target);
		target = last->is_shadow_root ? leave_tree(dispatch, last, dispatch->path_count - 1) :
										parent_of(last, dispatch->event);
		if (target == NULL)
			return last;
	}
}

/* Source: DOM, "dispatch", where it sets activationTarget. */
static oriel_target *find_activation(const struct oriel__dispatch *dispatch) {
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

static bool is_private(oriel_target *target, const oriel_event *event) {
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
		dispatch->activation = find_activation(dispatch);
	/* The outermost target is in a private tree exactly if the path has not left it. */
	dispatch->must_clear_targets = last->is_shadow_root ||
		is_private(oriel__dispatch_segment(dispatch, dispatch->segment_count - 1)->related, event);
}
