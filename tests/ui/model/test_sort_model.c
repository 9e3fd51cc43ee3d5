/* SPDX-License-Identifier: MIT */
/* Sorted models: the steps that they tell, and their criteria. */
#include "model_test.h"

#include <oriel/ui/sort_model.h>

#include <stdio.h>
#include <string.h>

static const struct oriel_sort_key ascending = { 0 };

static oriel_model *sorted_of(
	oriel_model *source, const struct oriel_sort_key *keys, size_t count) {
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(source), keys, count);
	oriel_model_observe(sorted, note_step, "sorted");
	return sorted;
}

static void added_rows_are_told_where_they_come(void **state) {
	oriel_model *source = letters("gca"), *sorted = sorted_of(source, &ascending, 1);
	(void)state;
	assert_rows(sorted, "a, c, g");
	insert_letters(source, 1, "fbhe");
	assert_rows(sorted, "a, b, c, e, f, g, h");
	assert_order(&order, "sorted 3 -0 +1…, sorted 2 -0 +2…, sorted 1 -0 +1");
	oriel_array_model_remove(source, 0, 3);
	assert_rows(sorted, "a, c, e, h");
	assert_order(&order, "sorted 4 -2 +0…, sorted 1 -1 +0");
	oriel_model_unref(sorted);
	oriel_model_unref(source);
}

static void a_changed_row_moves_only_if_it_is_out_of_order(void **state) {
	oriel_model *source = letters("acegi"), *sorted = sorted_of(source, &ascending, 1);
	(void)state;
	oriel_array_model_set(source, 1, oriel_borrowed("d"));
	assert_order(&order, "sorted 1 *1");
	oriel_array_model_set(source, 1, oriel_borrowed("h"));
	assert_rows(sorted, "a, e, g, h, i");
	assert_order(&order, "sorted 1 -1 +0…, sorted 3 -0 +1");
	oriel_array_model_set(source, 0, oriel_borrowed("j"));
	oriel_array_model_set(source, 4, oriel_borrowed("b"));
	assert_rows(sorted, "b, e, g, h, j");
	assert_order(&order,
		"sorted 0 -1 +0…, sorted 4 -0 +1, sorted 3 -1 +0…, sorted 0 -0 +1");
	oriel_model_changed(source, 0, 0, 5);
	assert_order(&order, "sorted 0 *5");
	oriel_model_unref(sorted);
	oriel_model_unref(source);
}

/* Texts of two letters; column 1 begins with the second one. */
static const char *pair_text(void *item, unsigned column, void *data) {
	static char text[3];
	(void)data;
	memcpy(text, item, sizeof(text));
	if (column > 0)
		return text + 1;
	text[1] = '\0';
	return text;
}

static oriel_model *pairs(const char *const *texts, size_t count) {
	oriel_model *model = oriel_array_model_new(.text = pair_text);
	for (size_t i = 0; i < count; i++)
		oriel_array_model_append(model, oriel_borrowed(texts[i]));
	return model;
}

static void assert_items(oriel_model *model, const char *expected) {
	struct order items = { 0 };
	for (size_t i = 0; i < oriel_model_count(model, 0); i++)
		order_add(&items, "%s",
			(const char *)oriel_model_item(model, oriel_model_key(model, 0, i)));
	assert_order(&items, expected);
}

static int compare_second(oriel_model *model, uint64_t a, uint64_t b, void *data) {
	const char *left = oriel_model_item(model, a), *right = oriel_model_item(model, b);
	(void)data;
	return left[1] - right[1];
}

static int compare_length(const char *a, const char *b) {
	return (int)strlen(a) - (int)strlen(b);
}

static void several_criteria_decide_and_equal_rows_keep_their_order(void **state) {
	static const char *const texts[] = { "bx", "ay", "bz", "ax", "by", "ax" };
	static const struct oriel_sort_key both[] = { { .column = 0 },
		{ .column = 1, .descending = true } };
	static const struct oriel_sort_key second = { .compare_rows = compare_second };
	static const struct oriel_sort_key second_down = { .column = 1, .descending = true };
	static const struct oriel_sort_key equal = { .compare_text = compare_length };
	oriel_model *source = pairs(texts, 6), *sorted = sorted_of(source, both, 2);
	(void)state;
	assert_items(sorted, "ay, ax, ax, bz, by, bx");
	oriel_sort_model_set_keys(sorted, &second, 1);
	assert_items(sorted, "bx, ax, ax, ay, by, bz");
	oriel_sort_model_set_keys(sorted, &second_down, 1);
	assert_items(sorted, "bz, ay, by, bx, ax, ax");
	oriel_sort_model_set_keys(sorted, &equal, 1);
	assert_items(sorted, "bx, ay, bz, ax, by, ax");
	assert_order(&order, "sorted 0 -6 +6, sorted 0 -6 +6, sorted 0 -5 +5");
	oriel_sort_model_set_keys(sorted, NULL, 0);
	assert_order(&order, "");
	oriel_array_model_insert(source, 1, oriel_borrowed("cc"));
	assert_items(sorted, "bx, cc, ay, bz, ax, by, ax");
	assert_order(&order, "sorted 1 -0 +1");
	oriel_model_unref(sorted);
	oriel_model_unref(source);
}

static const char *number_text(void *item, unsigned column, void *data) {
	static char text[16];
	(void)column;
	(void)data;
	snprintf(text, sizeof(text), "%08u", (unsigned)(uintptr_t)item);
	return text;
}

static void many_steps_become_one(void **state) {
	enum { ROWS = 1000 };
	static struct oriel_payload even[ROWS], odd[ROWS];
	oriel_model *source = oriel_array_model_new(.text = number_text);
	(void)state;
	for (uintptr_t i = 0; i < ROWS; i++) {
		even[i] = oriel_borrowed((void *)(2 * i + 2));
		odd[i] = oriel_borrowed((void *)(2 * i + 3));
	}
	oriel_array_model_splice(source, 0, 0, even, ROWS);
	oriel_model *sorted = sorted_of(source, &ascending, 1);
	oriel_array_model_splice(source, 0, 0, odd, ROWS);
	assert_order(&order, "sorted 1 -999 +1999");
	for (size_t i = 0; i < 2 * ROWS; i++)
		assert_int_equal(
			(uintptr_t)oriel_model_item(sorted, oriel_model_key(sorted, 0, i)), i + 2);
	oriel_array_model_remove(source, 0, ROWS);
	assert_order(&order, "sorted 1 -1999 +999");
	assert_int_equal(oriel_model_count(sorted, 0), ROWS);
	oriel_model_unref(sorted);
	oriel_model_unref(source);
}

int main(void) {
	return RUN_TESTS(on_virtual(added_rows_are_told_where_they_come),
		on_virtual(a_changed_row_moves_only_if_it_is_out_of_order),
		on_virtual(several_criteria_decide_and_equal_rows_keep_their_order),
		on_virtual(many_steps_become_one));
}
