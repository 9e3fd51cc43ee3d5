/* SPDX-License-Identifier: MIT */
/*
 * Shared by the tests of this folder: a loop for a test, boxes and leaves by name, and a tree
 * without a window.
 */
#ifndef ORIEL_TESTS_TREE_KIT_H
#define ORIEL_TESTS_TREE_KIT_H

#include "test.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/node.h>

#include "tree/node_internal.h"

/* Creates a widget of this type; "leaf" takes no children. */
oriel_widget *kit_widget(const char *type);
/* Creates a box with this id and these children; NULL ends the list. */
oriel_widget *kit_box(const char *id, ...);
/* Returns the id, or "-" without one; the data of a text; "none" for NULL. */
const char *kit_name(const oriel_widget *widget);
/* Writes the subtree as "a(b c(d))". Asserts that the links of siblings and parents agree. */
void kit_dump(struct order *order, const oriel_widget *widget);
void kit_assert_tree(const oriel_widget *widget, const char *expected);

/* Setup and teardown: a loop with a virtual clock. */
int kit_begin(void **state);
int kit_end(void **state);
#define KIT_TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

/* Returns the next number below limit of a deterministic sequence. */
#endif
