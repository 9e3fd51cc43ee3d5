/* SPDX-License-Identifier: MIT */
/*
 * Bringing computed values up to date, for layout/, paint/, input/ and app/, and reading them.
 */
#ifndef ORIEL_STYLE_STYLE_INTERNAL_H
#define ORIEL_STYLE_STYLE_INTERNAL_H

#include <oriel/ui/style.h>

#include "css/media_query_internal.h"
#include "css/selector_syntax_internal.h"
#include "style/used_style_internal.h"
#include "tree/node_internal.h"

/* The work that styling has taken on a loop. */
struct oriel__style_counts {
	uint64_t matched;  /* nodes whose rules were looked for */
	uint64_t tried;    /* selectors that were matched against a node */
	uint64_t shared;   /* nodes that took over the values of a sibling */
	uint64_t computed; /* sets of values that were computed */
	uint64_t parsed;   /* texts of inline style */
};

const struct oriel__style_counts *oriel__style_counts(oriel_loop *loop);

/* Brings everything that is marked with STYLE up to date, marks what has to be laid out or recorded
 * again, and calls the classes, which may change anything. Marks ask for no frame meanwhile,
 * because the caller goes on to layout. */
void oriel__style_update(struct oriel__tree *tree);

/* Returns the values of a node, brought up to date; borrowed until anything that they depend on
 * changes. */
const struct oriel__style *oriel__node_style(struct oriel__node *node, const char *caller);
static inline const struct oriel__style *oriel__widget_style(const oriel_widget *widget) {
	return oriel__node_style(oriel__node_of(widget), "oriel__widget_style");
}

/* Returns the values of a box of a node, brought up to date; borrowed until anything that they
 * depend on changes. ::before and ::after: NULL if there is no box. ::backdrop: without rules the
 * inherited and initial values; the node is marked with RECORD when a backdrop that was asked for
 * differs. */
const struct oriel__style *oriel__pseudo_style(
	struct oriel__node *node, enum oriel__css_pseudo_element element);

/* Sets the class of the boxes of ::before and ::after, which measures and records their text. */
void oriel__style_set_generated_class(
	oriel_loop *loop, const struct oriel_widget_class *widget_class);
/* Returns the text of such a box, NUL-terminated; borrowed until its values change. */
const char *oriel__generated_text(const oriel_widget *box, size_t *length);

/* Marks what depends on the difference between the media of a tree, which has the new ones, and
 * those before. */
void oriel__style_media_changed(struct oriel__tree *tree, const struct oriel__media *before);

/* Adds a sheet of a program to all widgets of the loop, or to those of one tree. Hands the
 * reference over. Returns its id. */
uint64_t oriel__style_add_sheet(
	oriel_loop *loop, oriel_sheet *sheet, const struct oriel__tree *tree);
/* Calls watch for each sheet that is added or replaced, so that app/ can watch its files. */
void oriel__style_set_watch(
	oriel_loop *loop, void (*watch)(oriel_loop *loop, uint64_t id, const oriel_sheet *sheet));
/* Adds a sheet to all trees of an owner, which is an application, and to widgets in no tree. Hands
 * the reference over. Returns its id. */
uint64_t oriel__style_add_owner_sheet(oriel_loop *loop, oriel_sheet *sheet, const void *owner);
/* Takes out the sheets of a tree, or of an owner, that ends. */
void oriel__style_remove_sheets(oriel_loop *loop, const struct oriel__tree *tree);
void oriel__style_remove_owner_sheets(oriel_loop *loop, const void *owner);

#endif
