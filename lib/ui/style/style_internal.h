/* SPDX-License-Identifier: MIT */
/*
 * Brings computed values up to date for layout/, paint/, input/ and app/, and reads them.
 */
#ifndef ORIEL_STYLE_STYLE_INTERNAL_H
#define ORIEL_STYLE_STYLE_INTERNAL_H

#include <oriel/ui/style.h>

#include "css/media_query_internal.h"
#include "css/selector_syntax_internal.h"
#include "style/used_style_internal.h"
#include "tree/node_internal.h"

/* Counters of the styling work on a loop. */
struct oriel__style_counts {
	uint64_t matched;  /* nodes whose rules were matched */
	uint64_t tried;    /* selectors that were tried on a node */
	uint64_t shared;   /* nodes that reused the values of a sibling */
	uint64_t computed; /* sets of values that were computed */
	uint64_t parsed;   /* texts of inline style that were parsed */
};

const struct oriel__style_counts *oriel__style_counts(oriel_loop *loop);

/* Restyles all marked nodes, marks them for layout and recording as needed, and calls the `changed`
 * methods of classes, which may change anything. Marks request no frame during the call, because
 * the caller goes on to layout. */
void oriel__style_update(struct oriel__tree *tree);

/* Brings a node up to date and returns its values; borrowed until any of their inputs changes. */
const struct oriel__style *oriel__node_style(struct oriel__node *node, const char *caller);
static inline const struct oriel__style *oriel__widget_style(const oriel_widget *widget) {
	return oriel__node_style(oriel__node_of(widget), "oriel__widget_style");
}

/* Returns the up-to-date values of a box of a node, borrowed until a change of anything that they
 * depend on. ::before and ::after: NULL if there is no box. ::backdrop: without rules the inherited
 * and initial values. A node whose backdrop has been read gets the mark RECORD when the backdrop
 * changes. */
const struct oriel__style *oriel__pseudo_style(
	struct oriel__node *node, enum oriel__css_pseudo_element element);

/* Sets the class of the boxes of ::before and ::after, which measures and records their text. */
void oriel__style_set_generated_class(
	oriel_loop *loop, const struct oriel_widget_class *widget_class);
/* Returns the text of such a box, NUL-terminated; borrowed until the next call. */
const char *oriel__generated_text(const oriel_widget *box, size_t *length);

/* Marks the nodes affected by a change of a tree's media from `before` to the current ones. */
void oriel__style_media_changed(struct oriel__tree *tree, const struct oriel__media *before);

/* Adds an application's sheet to all widgets of the loop, or to those of one tree. Takes over the
 * reference. Returns the id of the sheet. */
uint64_t oriel__style_add_sheet(
	oriel_loop *loop, oriel_sheet *sheet, const struct oriel__tree *tree);
/* Sets the function that is called for each added or replaced sheet. app/ watches the sheet's
 * files. */
void oriel__style_set_watch(
	oriel_loop *loop, void (*watch)(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet));
/* Adds a sheet to all trees of an owner, which is an application, and to widgets in no tree. Takes
 * over the reference. Returns the sheet's id. */
uint64_t oriel__style_add_owner_sheet(oriel_loop *loop, oriel_sheet *sheet, const void *owner);
/* Removes the sheets of a tree, or of an owner, that is being destroyed. */
void oriel__style_remove_sheets(oriel_loop *loop, const struct oriel__tree *tree);
void oriel__style_remove_owner_sheets(oriel_loop *loop, const void *owner);

#endif
