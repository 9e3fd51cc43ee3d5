/* SPDX-License-Identifier: MIT */
/* Models over an array: each change with its steps, keys, and the release of objects. */
#include "model_test.h"

static oriel_model *observed(const char *text) {
	oriel_model *model = letters(text);
	oriel_model_observe(model, note_step, "rows");
	return model;
}

static void each_change_is_told_as_its_splice(void **state) {
	oriel_model *model = observed("bd");
	(void)state;
	oriel_array_model_append(model, oriel_borrowed("e"));
	oriel_array_model_insert(model, 0, oriel_borrowed("a"));
	oriel_array_model_insert(model, 2, oriel_borrowed("c"));
	assert_rows(model, "a, b, c, d, e");
	oriel_array_model_remove(model, 1, 2);
	oriel_array_model_remove(model, 0, 0);
	oriel_array_model_replace(model, 0, oriel_borrowed("x"));
	oriel_array_model_set(model, 1, oriel_borrowed("y"));
	assert_rows(model, "x, y, e");
	assert_order(&order,
		"rows 2 -0 +1, rows 0 -0 +1, rows 2 -0 +1, rows 1 -2 +0, rows 0 -1 +1, rows 1 *1");
	oriel_model_unref(model);
}

static void moving_is_two_steps_of_one_change(void **state) {
	oriel_model *model = observed("abcde");
	uint64_t key = oriel_model_key(model, 0, 1);
	size_t index = 0;
	(void)state;
	oriel_array_model_move(model, 1, 2, 3);
	assert_rows(model, "a, d, e, b, c");
	oriel_array_model_move(model, 3, 2, 0);
	assert_rows(model, "b, c, a, d, e");
	oriel_array_model_move(model, 2, 1, 2);
	assert_true(oriel_model_find(model, 0, key, &index));
	assert_int_equal(index, 0);
	assert_order(&order, "rows 1 -2 +0…, rows 3 -0 +2, rows 3 -2 +0…, rows 0 -0 +2");
	oriel_model_unref(model);
}

static void keys_stay_with_their_rows_and_are_not_used_again(void **state) {
	oriel_model *model = letters("a");
	uint64_t key = oriel_model_key(model, 0, 0);
	size_t index;
	(void)state;
	oriel_array_model_set(model, 0, oriel_borrowed("b"));
	assert_int_equal(oriel_model_key(model, 0, 0), key);
	assert_string_equal(oriel_model_item(model, key), "b");
	assert_true(oriel_array_model_replace(model, 0, oriel_borrowed("c")) != key);
	assert_false(oriel_model_find(model, 0, key, &index));
	assert_null(oriel_model_item(model, key));
	assert_string_equal(oriel_model_text(model, key, 0), "");
	assert_string_equal(oriel_model_text(model, oriel_model_key(model, 0, 0), 1), "");
	assert_false(oriel_model_has_children(model, key));
	oriel_model_unref(model);
}

static void note_released(const struct oriel_model_change *change, void *data) {
	(void)change;
	(void)data;
	order_add(&order, "told");
}

static void objects_are_released_after_the_observers(void **state) {
	oriel_model *model = oriel_array_model_new();
	(void)state;
	oriel_model_observe(model, note_released, NULL);
	oriel_array_model_append(model, oriel_owned("a", note_drop));
	oriel_array_model_append(model, oriel_owned("b", note_drop));
	assert_order(&order, "told, told");
	oriel_array_model_set(model, 0, oriel_owned("c", note_drop));
	assert_order(&order, "told, drop a");
	oriel_array_model_remove(model, 1, 1);
	assert_order(&order, "told, drop b");
	oriel_model_unref(model);
	assert_order(&order, "drop c");
}

static const char *column_text(void *item, unsigned column, void *data) {
	return column < 2 ? (const char *)item + column : data;
}

static void a_function_returns_the_texts_of_columns(void **state) {
	static char other[] = "other";
	oriel_model *model = oriel_array_model_new(.text = column_text, .data = other);
	uint64_t key = oriel_array_model_append(model, oriel_borrowed("xyz"));
	(void)state;
	assert_string_equal(oriel_model_text(model, key, 0), "xyz");
	assert_string_equal(oriel_model_text(model, key, 1), "yz");
	assert_string_equal(oriel_model_text(model, key, 2), "other");
	oriel_model_unref(model);
}

static void rows_that_do_not_exist_assert(void **state) {
	oriel_model *model = letters("ab");
	(void)state;
	assert_breaks("rows 1 to 3 of an array model whose count is 2",
		oriel_array_model_remove(model, 1, 2));
	assert_breaks("rows 2 to 3", oriel_array_model_set(model, 2, ORIEL_NO_PAYLOAD));
	assert_breaks("rows 3 to 3", oriel_array_model_insert(model, 3, ORIEL_NO_PAYLOAD));
	assert_breaks("1 rows cannot begin at index 2", oriel_array_model_move(model, 0, 1, 2));
	assert_breaks("items is NULL", oriel_array_model_splice(model, 0, 0, NULL, 1));
	oriel_model_unref(model);
}

int main(void) {
	return RUN_TESTS(on_virtual(each_change_is_told_as_its_splice),
		on_virtual(moving_is_two_steps_of_one_change),
		on_virtual(keys_stay_with_their_rows_and_are_not_used_again),
		on_virtual(objects_are_released_after_the_observers),
		on_virtual(a_function_returns_the_texts_of_columns),
		on_virtual(rows_that_do_not_exist_assert));
}
