/* SPDX-License-Identifier: MIT */
/*
 * Shared by the tests of models: a loop on a virtual clock, observers that record every step, and a
 * text of all rows.
 */
#ifndef MODEL_TEST_H
#define MODEL_TEST_H

#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/ui/array_model.h>
#include <oriel/ui/selection_model.h>

extern struct order order; /* one for each program */
extern oriel_loop *the_loop;

int virtual_loop(void **state);
int end_loop(void **state);
#define on_virtual(test) cmocka_unit_test_setup_teardown(test, virtual_loop, end_loop)

/* An observer, whose data is its name: notes "name first -removed +added" or "name first *changed",
 * with "…" behind if more follows. */
void note_step(const struct oriel_model_change *change, void *name);
/* An observer of a selection: notes "name first +count". */
void note_selection(const struct oriel_selection_change *change, void *name);
void note_drop(void *name); /* notes "drop name" */

/* An array of texts of one letter each. */
oriel_model *letters(const char *text);
/* Inserts letters into an array. */
void insert_letters(oriel_model *model, size_t index, const char *text);

/* Asserts the texts of the rows of the root, e.g. "a, b, c". */
#define assert_rows(model, expected) test__assert_rows(model, expected, __FILE__, __LINE__)
void test__assert_rows(oriel_model *model, const char *expected, const char *file, int line);
/* Asserts the selected rows in the same way. */
#define assert_selected(selection, expected) \
	test__assert_selected(selection, expected, __FILE__, __LINE__)
void test__assert_selected(
	oriel_selection_model *selection, const char *expected, const char *file, int line);

#endif
