/* SPDX-License-Identifier: MIT */
/* A check box: HTML's pre-activation, and the events after it. */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
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

static void click_toggles_before_its_listeners_and_fires_input_and_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on, input on, change on");
	oriel_focus(checkbox_of(&ui));
	ui_key(&ui, " ");
	assert_order(&order, "click off, input off, change off");
	ui_close(&ui);
}

static void prevented_click_restores_the_check_box_without_input_and_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "click", prevent, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on");
	assert_false(oriel_checkbox_is_checked(checkbox_of(&ui)));
	ui_close(&ui);
}

struct canceler {
	/* 0: only prevents; 1: unchecks; 2: checks; 3: toggles twice; 4: clicks again; 5: clicks again,
	 * and that click is prevented */
	int what;
	bool is_inside;
};

static void set_and_prevent(oriel_event *event, void *data) {
	struct canceler *canceler = data;
	oriel_widget *box = oriel_event_widget(event);
	oriel_prevent_default(event);
	if (canceler->is_inside)
		return;
	canceler->is_inside = true;
	if (canceler->what == 1 || canceler->what == 2)
		oriel_checkbox_set_checked(box, canceler->what == 2);
	for (int i = 0; canceler->what == 3 && i < 2; i++)
		oriel_checkbox_set_checked(box, !oriel_checkbox_is_checked(box));
	if (canceler->what == 4)
		oriel_click(box);
	if (canceler->what == 5)
		oriel_fire(box, "click", .bubbles = true, .cancelable = true);
	canceler->is_inside = false;
}

static void prevented_click_restores_the_state_before_all_listeners(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	struct canceler canceler = { 0 };
	oriel_widget *box = checkbox_of(&ui);
	oriel_listen(box, "click", set_and_prevent, &canceler);
	for (int i = 0; i < 6 * 2 * 3; i++) {
		canceler.what = i / 6;
		oriel_checkbox_set_checked(box, i % 2 != 0);
		if (i / 2 % 3 == 0)
			ui_click(&ui, box, 1);
		else if (i / 2 % 3 == 1)
			oriel_click(box);
		else
			oriel_fire(box, "click", .bubbles = true, .cancelable = true);
		assert_int_equal(oriel_checkbox_is_checked(box), i % 2 != 0);
	}
	order.length = 0;
	order.text[0] = '\0';
	ui_close(&ui);
}

static void synthetic_click_toggles_the_check_box(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_fire(checkbox_of(&ui), "click", .bubbles = true, .cancelable = true);
	assert_order(&order, "click on, input on, change on");
	ui_close(&ui);
}

static void setting_the_state_fires_nothing_and_matches_checked(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_checkbox_set_checked(checkbox_of(&ui), true);
	assert_true(oriel_matches(checkbox_of(&ui), "checkbox:checked"));
	assert_order(&order, "");
	ui_close(&ui);
}

static void check_box_destroyed_by_its_click_is_not_activated(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "click", destroy_it, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_null(checkbox_of(&ui));
	assert_order(&order, "click on");
	ui_close(&ui);
}

static void check_box_destroyed_by_input_fires_no_change(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_listen(checkbox_of(&ui), "input", destroy_it, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on, input on");
	ui_close(&ui);
}

static void click_makes_an_indeterminate_box_determinate(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	struct oriel_description description;
	oriel_checkbox_set_indeterminate(checkbox_of(&ui), true);
	assert_true(oriel_matches(checkbox_of(&ui), ":indeterminate:not(:checked)"));
	oriel_widget_describe(checkbox_of(&ui), &description);
	assert_int_equal(description.checked, ORIEL_TRISTATE_MIXED);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on, input on, change on");
	assert_false(oriel_checkbox_is_indeterminate(checkbox_of(&ui)));
	ui_close(&ui);
}

static void prevented_click_makes_the_box_indeterminate_again(void **state) {
	(void)state;
	struct ui ui = ui_open(make_checkbox);
	oriel_checkbox_set_indeterminate(checkbox_of(&ui), true);
	oriel_listen(checkbox_of(&ui), "click", prevent, NULL);
	ui_click(&ui, checkbox_of(&ui), 1);
	assert_order(&order, "click on");
	assert_true(oriel_matches(checkbox_of(&ui), ":indeterminate:not(:checked)"));
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(click_toggles_before_its_listeners_and_fires_input_and_change),
		cmocka_unit_test(prevented_click_restores_the_check_box_without_input_and_change),
		cmocka_unit_test(prevented_click_restores_the_state_before_all_listeners),
		cmocka_unit_test(synthetic_click_toggles_the_check_box),
		cmocka_unit_test(setting_the_state_fires_nothing_and_matches_checked),
		cmocka_unit_test(check_box_destroyed_by_its_click_is_not_activated),
		cmocka_unit_test(click_makes_an_indeterminate_box_determinate),
		cmocka_unit_test(prevented_click_makes_the_box_indeterminate_again),
		cmocka_unit_test(check_box_destroyed_by_input_fires_no_change));
}
