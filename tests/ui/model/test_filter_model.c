/* SPDX-License-Identifier: MIT */
/* Filtered models: the steps that they tell, and new filters. */
#include "model_test.h"

#include <oriel/ui/filter_model.h>

#include <string.h>

static bool is_listed(oriel_model *source, uint64_t key, void *list) {
	return strstr(list, oriel_model_text(source, key, 0)) != NULL;
}

static oriel_model *filtered_of(oriel_model *source, const char *list) {
	oriel_model *model = oriel_filter_model_new(
		oriel_model_ref(source), is_listed, (void *)(uintptr_t)list);
	oriel_model_observe(model, note_step, "rows");
	return model;
}

static void only_rows_that_pass_are_told(void **state) {
	oriel_model *source = letters("abcdef"), *model = filtered_of(source, "bdfg");
	(void)state;
	assert_rows(model, "b, d, f");
	insert_letters(source, 2, "xgy");
	oriel_array_model_remove(source, 0, 2);
	oriel_array_model_remove(source, 0, 1);
	assert_rows(model, "g, d, f");
	assert_order(&order, "rows 1 -0 +1, rows 0 -1 +0");
	oriel_array_model_move(source, 0, 1, 5);
	assert_rows(model, "d, f, g");
	assert_order(&order, "rows 0 -1 +0…, rows 2 -0 +1");
	oriel_model_unref(model);
	oriel_model_unref(source);
}

static void a_changed_row_may_begin_or_cease_to_pass(void **state) {
	oriel_model *source = letters("abc"), *model = filtered_of(source, "bcd");
	(void)state;
	oriel_array_model_set(source, 2, oriel_borrowed("d"));
	oriel_array_model_set(source, 0, oriel_borrowed("b"));
	oriel_array_model_set(source, 1, oriel_borrowed("x"));
	oriel_array_model_set(source, 1, oriel_borrowed("y"));
	assert_rows(model, "b, d");
	assert_order(&order, "rows 1 *1, rows 0 -0 +1, rows 1 -1 +0");
	oriel_model_unref(model);
	oriel_model_unref(source);
}

static void a_new_filter_tells_runs_that_differ(void **state) {
	oriel_model *source = letters("abcdefgh"), *model = filtered_of(source, "abeh");
	(void)state;
	oriel_filter_model_set_filter(model, is_listed, "acdeh");
	assert_rows(model, "a, c, d, e, h");
	assert_order(&order, "rows 1 -1 +2");
	oriel_filter_model_set_filter(model, is_listed, "bcdefg", .release = note_drop);
	assert_order(&order, "rows 0 -1 +1…, rows 4 -1 +2");
	oriel_filter_model_set_filter(model, NULL, NULL);
	assert_order(&order, "rows 0 -0 +1…, rows 7 -0 +1, drop bcdefg");
	oriel_filter_model_refilter(model);
	assert_order(&order, "");
	oriel_model_unref(model);
	oriel_model_unref(source);
}

static bool is_every(oriel_model *source, uint64_t key, void *distance) {
	return (uintptr_t)oriel_model_item(source, key) % *(unsigned *)distance == 0;
}

static void many_steps_become_one(void **state) {
	enum { ROWS = 3000 };
	static struct oriel_payload items[ROWS];
	oriel_model *source = oriel_array_model_new();
	unsigned distance = 2;
	(void)state;
	for (uintptr_t i = 0; i < ROWS; i++)
		items[i] = oriel_borrowed((void *)i);
	oriel_array_model_splice(source, 0, 0, items, ROWS);
	oriel_model *model = oriel_filter_model_new(oriel_model_ref(source), is_every, &distance);
	oriel_model_observe(model, note_step, "rows");
	distance = 3;
	oriel_filter_model_refilter(model);
	assert_order(&order, "rows 1 -1499 +999");
	for (size_t i = 0; i < ROWS / 3; i++)
		assert_int_equal(
			(uintptr_t)oriel_model_item(model, oriel_model_key(model, 0, i)), 3 * i);
	oriel_model_unref(model);
	oriel_model_unref(source);
}

int main(void) {
	return RUN_TESTS(on_virtual(only_rows_that_pass_are_told),
		on_virtual(a_changed_row_may_begin_or_cease_to_pass),
		on_virtual(a_new_filter_tells_runs_that_differ),
		on_virtual(many_steps_become_one));
}
