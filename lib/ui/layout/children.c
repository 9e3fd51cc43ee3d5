/* SPDX-License-Identifier: MIT */
/*
 * Iterators over the children of a node between two heights. The rows of a long column come from
 * its column cache.
 */
#include "layout/children_internal.h"

#include "layout/column_cache_internal.h"

/* Private parts stand anywhere. */
static const struct oriel__lane *children_lane(const struct oriel__node *node) {
	return oriel__node_first_part(node) == NULL ? oriel__lane_in_order(node) : NULL;
}

bool oriel__children_are_rows(const struct oriel__node *node) {
	return children_lane(node) != NULL;
}

struct oriel__children oriel__children_between(
	const struct oriel__node *node, double top, double bottom) {
	const struct oriel__lane *lane = children_lane(node);
	if (lane == NULL)
		return (struct oriel__children){ .first = oriel__node_first_flat(node),
			.last = oriel__node_last_flat(node) };
	if (!(top < bottom))
		return (struct oriel__children){ .lane = lane };
	return (struct oriel__children){ .lane = lane, .run = oriel__lane_find(lane, top, bottom) };
}

struct oriel__children oriel__children_of_run(
	const struct oriel__node *node, struct oriel__child_run run) {
	const struct oriel__lane *lane = oriel__lane_of(node);
	if (lane == NULL)
		return (struct oriel__children){ 0 };
	if (run.end > lane->count)
		run.end = lane->count;
	return (struct oriel__children){ .lane = lane, .run = run };
}

struct oriel__children oriel__children_take_shifted(const struct oriel__node *node) {
	return oriel__children_of_run(node, oriel__lane_take_shifted(node));
}

bool oriel__children_leave_out(
	const struct oriel__children *children, const struct oriel__node *child) {
	const struct oriel__lane *lane = children->lane;
	if (lane == NULL || child->layout_cache == NULL)
		return false;
	uint32_t at = child->layout_cache->lane_at;
	return at < lane->count && lane->items[at].node == child &&
		(at < children->run.first || at >= children->run.end);
}

bool oriel__children_are_all(const struct oriel__children *children) {
	return children->lane == NULL ||
		(children->run.first == 0 && children->run.end >= children->lane->count);
}

struct oriel__node *oriel__children_next_row(struct oriel__children *children) {
	struct oriel__child_run *run = &children->run;
	return run->first < run->end ? children->lane->items[run->first++].node : NULL;
}

struct oriel__node *oriel__children_previous_row(struct oriel__children *children) {
	struct oriel__child_run *run = &children->run;
	return run->first < run->end ? children->lane->items[--run->end].node : NULL;
}
