/* SPDX-License-Identifier: MIT */
/* Selections: what clicks and keys select, modes, notices, and rows that move. */
#include "model_test.h"

#include <oriel/ui/filter_model.h>
#include <oriel/ui/sort_model.h>

static oriel_model *model;
static oriel_selection_model *selection;

static int begin(void **state) {
	virtual_loop(state);
	model = letters("abcdef");
	selection = oriel_selection_model_new(oriel_model_ref(model));
	oriel_selection_model_observe(selection, note_selection, "rows");
	return 0;
}

static int end(void **state) {
	oriel_selection_model_unref(selection);
	oriel_model_unref(model);
	return end_loop(state);
}
#define on_rows(test) cmocka_unit_test_setup_teardown(test, begin, end)

/* Asserts the anchor and the lead, or SIZE_MAX for none. */
static void assert_places(size_t anchor, size_t lead) {
	size_t index = SIZE_MAX;
	oriel_selection_model_anchor(selection, &index);
	assert_int_equal(index, anchor);
	index = SIZE_MAX;
	oriel_selection_model_lead(selection, &index);
	assert_int_equal(index, lead);
}

static void a_click_selects_one_row_and_control_toggles(void **state) {
	(void)state;
	assert_places(SIZE_MAX, SIZE_MAX);
	oriel_selection_model_select(selection, 2);
	assert_selected(selection, "c");
	oriel_selection_model_toggle(selection, 4);
	oriel_selection_model_toggle(selection, 0);
	assert_selected(selection, "a, c, e");
	oriel_selection_model_toggle(selection, 2);
	assert_selected(selection, "a, e");
	assert_places(2, 2);
	oriel_selection_model_select(selection, 5);
	assert_selected(selection, "f");
	assert_order(&order, "rows 2 +1, rows 4 +1, rows 0 +1, rows 2 +1, rows 0 +6");
}

static void shift_selects_from_the_anchor(void **state) {
	(void)state;
	oriel_selection_model_select(selection, 2);
	oriel_selection_model_extend(selection, 4, false);
	assert_selected(selection, "c, d, e");
	oriel_selection_model_extend(selection, 0, false);
	assert_selected(selection, "a, b, c");
	assert_places(2, 0);
	oriel_selection_model_toggle(selection, 5);
	oriel_selection_model_extend(selection, 4, true);
	assert_selected(selection, "a, b, c, e, f");
	assert_order(&order, "rows 2 +1, rows 2 +3, rows 0 +5, rows 5 +1, rows 4 +2");
}

static void the_same_selection_again_tells_nothing(void **state) {
	(void)state;
	oriel_selection_model_select(selection, 1);
	oriel_selection_model_select(selection, 1);
	oriel_selection_model_add(selection, 1, 1);
	oriel_selection_model_remove(selection, 2, 3);
	assert_order(&order, "rows 1 +1");
	oriel_selection_model_set_lead(selection, 3);
	assert_places(1, 3);
	assert_order(&order, "rows 0 +0");
}

static void all_rows_but_some_are_selected(void **state) {
	(void)state;
	oriel_selection_model_select_all(selection);
	oriel_selection_model_toggle(selection, 1);
	assert_selected(selection, "a, c, d, e, f");
	insert_letters(model, 3, "x");
	assert_selected(selection, "a, c, d, e, f");
	oriel_selection_model_clear(selection);
	assert_selected(selection, "");
	assert_order(&order, "rows 0 +6, rows 1 +1, rows 0 +7");
}

static void rows_stay_selected_where_they_move(void **state) {
	(void)state;
	oriel_selection_model_add(selection, 1, 2);
	oriel_selection_model_set_lead(selection, 2);
	assert_order(&order, "rows 1 +2, rows 0 +0");
	oriel_array_model_move(model, 1, 2, 4);
	assert_rows(model, "a, d, e, f, b, c");
	assert_selected(selection, "b, c");
	assert_places(SIZE_MAX, 5);
	oriel_array_model_remove(model, 0, 2);
	assert_places(SIZE_MAX, 3);
	assert_order(&order, "");
	oriel_array_model_remove(model, 3, 1);
	assert_selected(selection, "b");
	assert_places(SIZE_MAX, 2);
	assert_order(&order, "rows 0 +0");
	oriel_array_model_remove(model, 0, 3);
	assert_places(SIZE_MAX, SIZE_MAX);
	assert_order(&order, "rows 0 +0");
}

static bool is_shown(oriel_model *source, uint64_t key, void *letter) {
	return letter == NULL || oriel_model_text(source, key, 0)[0] != *(const char *)letter;
}

static void resorting_keeps_and_filtering_drops(void **state) {
	static const struct oriel_sort_key backwards = { .descending = true };
	oriel_model *filter = oriel_filter_model_new(oriel_model_ref(model), is_shown, NULL);
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(filter), NULL, 0);
	oriel_selection_model *top = oriel_selection_model_new(oriel_model_ref(sorted));
	(void)state;
	oriel_selection_model_observe(top, note_selection, "top");
	oriel_selection_model_select(top, 1);
	oriel_selection_model_extend(top, 3, false);
	oriel_sort_model_set_keys(sorted, &backwards, 1);
	assert_rows(sorted, "f, e, d, c, b, a");
	assert_selected(top, "d, c, b");
	assert_order(&order, "top 1 +1, top 1 +3");
	oriel_filter_model_set_filter(filter, is_shown, "c");
	assert_selected(top, "d, b");
	oriel_filter_model_set_filter(filter, is_shown, NULL);
	assert_selected(top, "d, b");
	assert_order(&order, "top 0 +0");
	oriel_model_begin_change(filter);
	oriel_filter_model_set_filter(filter, is_shown, "b");
	oriel_filter_model_set_filter(filter, is_shown, NULL);
	oriel_model_end_change(filter);
	assert_selected(top, "d, b");
	assert_order(&order, "");
	oriel_selection_model_unref(top);
	oriel_model_unref(sorted);
	oriel_model_unref(filter);
}

static void modes_limit_the_number_of_rows(void **state) {
	oriel_selection_model *one = oriel_selection_model_new(
		oriel_model_ref(model), .mode = ORIEL_SELECTION_MODE_SINGLE);
	oriel_selection_model *none = oriel_selection_model_new(
		oriel_model_ref(model), .mode = ORIEL_SELECTION_MODE_NONE);
	size_t lead = 0;
	(void)state;
	oriel_selection_model_select(one, 1);
	oriel_selection_model_toggle(one, 2);
	assert_selected(one, "c");
	oriel_selection_model_extend(one, 4, true);
	assert_selected(one, "e");
	oriel_selection_model_select_all(one);
	oriel_selection_model_add(one, 0, 3);
	assert_selected(one, "c");
	oriel_selection_model_toggle(one, 2);
	assert_selected(one, "");
	oriel_selection_model_select(none, 1);
	oriel_selection_model_extend(none, 3, false);
	oriel_selection_model_select_all(none);
	assert_selected(none, "");
	assert_true(oriel_selection_model_lead(none, &lead));
	assert_int_equal(lead, 3);
	oriel_selection_model_unref(one);
	oriel_selection_model_unref(none);
}

static void keys_select_rows_too(void **state) {
	uint64_t key = oriel_model_key(model, 0, 3);
	(void)state;
	assert_true(oriel_selection_model_add_key(selection, key));
	assert_true(oriel_selection_model_is_key_selected(selection, key));
	oriel_array_model_remove(model, 3, 1);
	assert_false(oriel_selection_model_is_key_selected(selection, key));
	assert_false(oriel_selection_model_add_key(selection, key));
	assert_order(&order, "rows 3 +1, rows 0 +0");
	assert_breaks("rows 5 to 6 of a model whose count is 5",
		oriel_selection_model_select(selection, 5));
}

int main(void) {
	return RUN_TESTS(on_rows(a_click_selects_one_row_and_control_toggles),
		on_rows(shift_selects_from_the_anchor),
		on_rows(the_same_selection_again_tells_nothing),
		on_rows(all_rows_but_some_are_selected),
		on_rows(rows_stay_selected_where_they_move),
		on_rows(resorting_keeps_and_filtering_drops),
		on_rows(modes_limit_the_number_of_rows),
		on_rows(keys_select_rows_too));
}
