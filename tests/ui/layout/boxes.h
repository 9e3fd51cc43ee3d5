/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Trees without an application, for the tests of layout and paint: boxes, leaves of a given size,
 * and a scene that holds them.
 */
#ifndef ORIEL_TEST_BOXES_H
#define ORIEL_TEST_BOXES_H

#include "test.h"

#include <oriel/extend/layout.h>
#include <oriel/extend/style.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/scroll.h>

#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"

/** A loop, and a tree in it whose root is a column. */
struct scene {
	oriel_loop *loop;
	struct oriel__tree tree;
	struct oriel_size size; // px
	oriel_widget *root;
	int marked; /**< how often a frame was asked for */
};

void scene_open(struct scene *scene, float width, float height);
void scene_layout(struct scene *scene);
void scene_close(struct scene *scene);

/** A container without content of its own. */
oriel_widget *box_new(enum oriel_direction direction);
/** A leaf that wants this size; baseline at three quarters of its height. */
oriel_widget *leaf_new(float width, float height);
/** A leaf of text: it is width wide in one line, and breaks into as many as needed; no word is
 * wider than 10. */
oriel_widget *text_new(float width, float line_height);
/** A container whose class stands its children on each other, each as wide as it wants, 5 px apart.
 */
oriel_widget *stack_new(void);
void leaf_resize(oriel_widget *leaf, float width, float height);
/** How often a leaf was asked for its size. */
unsigned leaf_measured(oriel_widget *leaf);

/** parent with the children appended. */
#define with(parent, ...) \
	oriel_widget_append_all_at(ORIEL_SITE, parent, ORIEL__CHILDREN(__VA_ARGS__))

/** What boxes are made of: as oriel_set(), for what has no field there. */
oriel_widget *direction(oriel_widget *widget, enum oriel_direction direction);
oriel_widget *shadow(oriel_widget *widget, struct oriel_shadow shadow);
oriel_widget *outline(oriel_widget *widget, float width, float offset, oriel_color color);

/** Asserts where a widget's children are: "x,y wxh" for each, in brackets those of its children. */
#define assert_rects(widget, expected) \
	do { \
		char *dumped = rects_of(widget); \
		assert_string_equal(dumped, expected); \
		free(dumped); \
	} while (0)
/** Owned by the caller: free(). */
char *rects_of(oriel_widget *widget);

#endif
