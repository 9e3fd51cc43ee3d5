/* SPDX-License-Identifier: MIT */
/*
 * An iterator over the children of a node that reach between two heights, in the order of painting:
 * children first, then the shadow tree. In a long column whose rows stand in order, a binary search
 * finds the first and the last row, and children outside of the flow are left out. In other nodes
 * the iterator visits all children.
 *
 *	struct oriel__children children = oriel__children_between(node, 0, 100);
 *	for (struct oriel__node *child; (child = oriel__children_next(&children)) != NULL;)
 *		draw(child);
 *
 * An iterator is a value: a copy iterates by itself. It is valid until the next layout.
 */
#ifndef ORIEL_LAYOUT_CHILDREN_INTERNAL_H
#define ORIEL_LAYOUT_CHILDREN_INTERNAL_H

#include "tree/node_internal.h"

struct oriel__column_cache;

/* Rows first … end - 1 of a long column. */
struct oriel__child_run {
	uint32_t first, end;
};

#define ORIEL__CHILD_RUN_ALL ((struct oriel__child_run){ 0, UINT32_MAX })

struct oriel__children {
	const struct oriel__column_cache *column;   /* of a column that is searched; else NULL */
	struct oriel__child_run run;      /* with a column cache: the rows that are left */
	struct oriel__node *first, *last; /* without: the children that are left; NULL: none */
};

/* Returns whether the children are the rows of a column that is searched. */
bool oriel__children_are_rows(const struct oriel__node *node);

/* Returns the children whose border boxes may reach between top and bottom: px in the node's border
 * box, before scrolling. A column has none if top is not above bottom. */
struct oriel__children oriel__children_between(
	const struct oriel__node *node, double top, double bottom);

/* Returns the rows of a run that was taken from an earlier iterator. Rows may have changed places
 * since. */
struct oriel__children oriel__children_of_run(
	const struct oriel__node *node, struct oriel__child_run run);

/* Returns the rows that layout has moved since the last call without marking each of them; some
 * others may be among them. */
struct oriel__children oriel__children_take_shifted(const struct oriel__node *node);

/* Returns whether child is a row that the iterator does not visit, though its column has it. */
bool oriel__children_leave_out(
	const struct oriel__children *children, const struct oriel__node *child);

/* Returns whether the iterator leaves out no row. */
bool oriel__children_are_all(const struct oriel__children *children);

/* Takes the first or the last row of the iterator's run; NULL if there is none. */
struct oriel__node *oriel__children_next_row(struct oriel__children *children);
struct oriel__node *oriel__children_previous_row(struct oriel__children *children);

/* Returns the next child from the front, or NULL at the end. */
static inline struct oriel__node *oriel__children_next(struct oriel__children *children) {
	if (children->column != NULL)
		return oriel__children_next_row(children);
	struct oriel__node *child = children->first;
	if (child != NULL)
		children->first = oriel__node_next_flat(child);
	return child;
}

/* Returns the next child from the back, or NULL at the beginning. An iterator goes one way only. */
static inline struct oriel__node *oriel__children_previous(struct oriel__children *children) {
	if (children->column != NULL)
		return oriel__children_previous_row(children);
	struct oriel__node *child = children->last;
	if (child != NULL)
		children->last = oriel__node_previous_flat(child);
	return child;
}

#endif
