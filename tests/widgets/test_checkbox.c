/* SPDX-License-Identifier: MIT */
/* A check box: HTML's pre-activation, and the events that follow. */
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	bool checked = oriel_checkbox_is_checked(oriel_event_widget(event));
	order_add(&order, "%s %s", oriel_event_type(event), checked ? "on" : "off");
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void destroy_it(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

static oriel_widget *make_checkbox(void) {
	oriel_widget *row = oriel_row(oriel_checkbox("Milk"));
	oriel_listen(row, "click", note, NULL);
	oriel_listen(row, "input", note, NULL);
	oriel_listen(row, "change", note, NULL);
	return oriel_column(row);
}

static oriel_widget *checkbox_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "checkbox");
}

static void it_toggles_before_its_click_listeners_and_then_fires_input_and_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on, input on, change on");
	oriel_focus(checkbox_of(&ui));
	ui_key(&ui, " ");
	assert_order(&order, "click off, input off, change off");
	ui_close(&ui);
}

static void a_prevented_click_toggles_it_back_and_fires_nothing_more(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "click", prevent, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on");
	assert_false(oriel_checkbox_is_checked(checkbox_of(&ui)));
	ui_close(&ui);
}

static void a_synthetic_click_toggles_it_too(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_fire(checkbox_of(&ui), "click", .bubbles = true, .cancelable = true);
	assert_order(&order, "click on, input on, change on");
	ui_close(&ui);
}

static void setting_it_fires_nothing_and_matches_checked(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_checkbox_set_checked(checkbox_of(&ui), true);
	assert_true(oriel_matches(checkbox_of(&ui), "checkbox:checked"));
	assert_order(&order, "");
	ui_close(&ui);
}

static void one_destroyed_by_its_click_is_not_activated(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "click", destroy_it, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_null(checkbox_of(&ui));
	assert_order(&order, "click on");
	ui_close(&ui);
}

static void one_destroyed_by_input_fires_no_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "input", destroy_it, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on, input on");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(it_toggles_before_its_click_listeners_and_then_fires_input_and_change),
		cmocka_unit_test(a_prevented_click_toggles_it_back_and_fires_nothing_more),
		cmocka_unit_test(a_synthetic_click_toggles_it_too),
		cmocka_unit_test(setting_it_fires_nothing_and_matches_checked),
		cmocka_unit_test(one_destroyed_by_its_click_is_not_activated),
		cmocka_unit_test(one_destroyed_by_input_fires_no_change));
}
