/* SPDX-License-Identifier: MIT */
/* List views over models of the test: rows that are loaded later, and very many rows. */
#include <stdio.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_model *model;
static oriel_widget *list;

/* ---- Rows that are loaded later ---- */

static uint64_t key_many(oriel_model *of, uint64_t parent, size_t index) {
	(void)of;
	(void)parent;
	return index + 1;
}

static const char *text_many(oriel_model *of, uint64_t key, unsigned column) {
	static char text[24];
	(void)of;
	(void)column;
	snprintf(text, sizeof(text), "%llu", (unsigned long long)key - 1);
	return text;
}

static oriel_resolver *resolver;
static size_t late_count;

static size_t count_late(oriel_model *of, uint64_t parent) {
	(void)of;
	return parent == 0 ? late_count : 0;
}

static oriel_promise *load_late(oriel_model *of, uint64_t key) {
	(void)of;
	assert_int_equal(key, 0);
	return oriel_promise_new(&resolver);
}

static const struct oriel_model_class late_class = {
	.abi = ORIEL_MODEL_ABI, .name = "late", .count = count_late, .key = key_many,
	.text = text_many, .children = load_late,
};

static oriel_widget *loading, *empty;

static oriel_widget *make_late(void) {
	late_count = 0;
	loading = oriel_label("Loading");
	empty = oriel_label("Empty");
	model = oriel_model_new(&late_class, NULL);
	list = oriel_list_view(oriel_model_ref(model), NULL, NULL, NULL, .row_height = 50,
		.loading = loading, .empty = empty);
	return oriel_set(list, .style = "border: none");
}

static void a_list_shows_that_its_rows_are_loading(void **state) {
	(void)state;
	struct ui ui = ui_open(make_late);
	assert_true(oriel_list_view_is_loading(list));
	assert_false(oriel_is_hidden(loading));
	assert_true(oriel_is_hidden(empty));
	late_count = 3;
	oriel_model_splice(model, 0, 0, 0, 3);
	oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
	ui_settle(&ui);
	assert_false(oriel_list_view_is_loading(list));
	assert_true(oriel_is_hidden(loading));
	assert_true(oriel_is_hidden(empty));
	assert_string_equal(oriel_label_text(oriel_list_view_row(list, 2)), "2");
	oriel_resolver_unref(resolver);
	ui_close(&ui);
	oriel_model_unref(model);
}

static void a_list_that_loads_no_rows_is_empty(void **state) {
	(void)state;
	struct ui ui = ui_open(make_late);
	oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(resolver);
	ui_settle(&ui);
	assert_true(oriel_is_hidden(loading));
	assert_false(oriel_is_hidden(empty));
	ui_close(&ui);
	oriel_model_unref(model);
}

/* ---- 50,000,000 rows ---- */

static size_t count_many(oriel_model *of, uint64_t parent) {
	(void)of;
	return parent == 0 ? 50000000 : 0;
}

static const struct oriel_model_class many_class = {
	.abi = ORIEL_MODEL_ABI, .name = "many", .count = count_many, .key = key_many,
	.text = text_many,
};

static oriel_widget *make_many(void) {
	model = oriel_model_new(&many_class, NULL);
	list = oriel_list_view(oriel_model_ref(model), NULL, NULL, NULL, .row_height = 50);
	return oriel_set(list, .style = "border: none");
}

static void places_are_exact_in_50_000_000_rows(void **state) {
	(void)state;
	struct ui ui = ui_open(make_many);
	assert_float_equal(oriel_widget_scroll_position(list).max_y, 50000000.0 * 50 - 300, 0.001);
	oriel_scroll_to(list, .y = 40000001.0 * 50 + 7);
	ui_settle(&ui);
	assert_string_equal(
		oriel_label_text(oriel_list_view_row(list, 40000001)), "40000001");
	struct oriel_rect box = oriel_widget_window_bounds(oriel_list_view_row(list, 40000001));
	assert_float_equal(box.y, -7, 0.001);
	box = oriel_widget_window_bounds(oriel_list_view_row(list, 40000002));
	assert_float_equal(box.y, 43, 0.001);
	ui_close(&ui);
	oriel_model_unref(model);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_list_shows_that_its_rows_are_loading),
		cmocka_unit_test(a_list_that_loads_no_rows_is_empty),
		cmocka_unit_test(places_are_exact_in_50_000_000_rows));
}
