/* SPDX-License-Identifier: MIT */
/*
 * Iterators over the children of a node between two heights. The rows of a long column come from
 * its column cache.
 */
#include "layout/children_internal.h"

#include "layout/column_cache_internal.h"

/* Shadow children stand anywhere. */
static const struct oriel__column_cache *children_column(const struct oriel__node *node) {
	return oriel__node_first_shadow_child(node) == NULL ? oriel__column_cache_in_order(node) : NULL;
}

bool oriel__children_are_rows(const struct oriel__node *node) {
	return children_column(node) != NULL;
}

struct oriel__children oriel__children_between(
	const struct oriel__node *node, double top, double bottom) {
	const struct oriel__column_cache *column = children_column(node);
	if (column == NULL)
		return (struct oriel__children){ .first = oriel__node_first_flat(node),
			.last = oriel__node_last_flat(node) };
	if (!(top < bottom))
		return (struct oriel__children){ .column = column };
	return (struct oriel__children){ .column = column,
		.run = oriel__column_cache_find(column, top, bottom) };
}

struct oriel__children oriel__children_of_run(
	const struct oriel__node *node, struct oriel__child_run run) {
	const struct oriel__column_cache *column = oriel__column_cache_of(node);
	if (column == NULL)
		return (struct oriel__children){ 0 };
	if (run.end > column->count)
		run.end = column->count;
	return (struct oriel__children){ .column = column, .run = run };
}

struct oriel__children oriel__children_take_shifted(const struct oriel__node *node) {
	return oriel__children_of_run(node, oriel__column_cache_take_shifted(node));
}

bool oriel__children_leave_out(
	const struct oriel__children *children, const struct oriel__node *child) {
	const struct oriel__column_cache *column = children->column;
	if (column == NULL || child->layout_cache == NULL)
		return false;
	uint32_t at = child->layout_cache->column_at;
	return at < column->count && column->items[at].node == child &&
		(at < children->run.first || at >= children->run.end);
}

bool oriel__children_are_all(const struct oriel__children *children) {
	return children->column == NULL ||
		(children->run.first == 0 && children->run.end >= children->column->count);
}

struct oriel__node *oriel__children_next_row(struct oriel__children *children) {
	struct oriel__child_run *run = &children->run;
	return run->first < run->end ? children->column->items[run->first++].node : NULL;
}

struct oriel__node *oriel__children_previous_row(struct oriel__children *children) {
	struct oriel__child_run *run = &children->run;
	return run->first < run->end ? children->column->items[--run->end].node : NULL;
}
