/* SPDX-License-Identifier: MIT */
/*
 * What the tests of this folder share: a loop for a test, boxes and leaves by name, and a tree
 * without a window.
 */
#ifndef ORIEL_TESTS_TREE_KIT_H
#define ORIEL_TESTS_TREE_KIT_H

#include "test.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/node.h>

#include "tree/node_internal.h"

/* A widget of this type; "leaf" takes no children. */
oriel_widget *kit_widget(const char *type);
/* A box with this id and these children, up to NULL. */
oriel_widget *kit_box(const char *id, ...);
/* The id, or "-"; of text what it says; of NULL "none". */
const char *kit_name(const oriel_widget *widget);
/* The subtree as "a(b c(d))", checked against what siblings and parents say of each other. */
void kit_dump(struct order *order, const oriel_widget *widget);
void kit_assert_tree(const oriel_widget *widget, const char *expected);

/* Setup and teardown: a loop with a virtual clock. */
int kit_begin(void **state);
int kit_end(void **state);
#define KIT_TEST(name) cmocka_unit_test_setup_teardown(name, kit_begin, kit_end)

/* A deterministic sequence of numbers below limit. */
#endif
