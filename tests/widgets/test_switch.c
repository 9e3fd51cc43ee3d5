/* SPDX-License-Identifier: MIT */
/* A switch: turned by clicks and keys as a check box is, and where its thumb stands. */
#include <stdlib.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_switch_is_on(oriel_event_widget(event)) ? "on" : "off");
}

static oriel_widget *make_switch(void) {
	oriel_widget *row = oriel_row(oriel_switch("Wi-Fi"));
	oriel_listen(row, "click", note, NULL);
	oriel_listen(row, "input", note, NULL);
	oriel_listen(row, "change", note, NULL);
	return row;
}

static oriel_widget *switch_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "switch");
}

static float thumb_x(struct ui *ui) {
	const oriel_widget *thumb = oriel_widget_last_shadow_child(switch_of(ui));
	return oriel_widget_bounds(thumb).x - oriel_widget_bounds(switch_of(ui)).x;
}

static void clicks_and_space_turn_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_switch);
	ui_click(&ui, switch_of(&ui), 1);
	assert_order(&order, "click on, input on, change on");
	oriel_focus(switch_of(&ui));
	ui_key(&ui, " ");
	assert_order(&order, "click off, input off, change off");
	oriel_switch_set_on(switch_of(&ui), true);
	assert_true(oriel_matches(switch_of(&ui), "switch:checked"));
	assert_order(&order, "");
	ui_close(&ui);
}

static void press_on_its_parts_is_a_click_on_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_switch);
	ui_click(&ui, oriel_widget_last_shadow_child(switch_of(&ui)), 1);
	assert_order(&order, "click on, input on, change on");
	ui_close(&ui);
}

static void thumb_stands_at_the_end_of_the_track_while_it_is_on(void **state) {
	(void)state;
	struct ui ui = ui_open(make_switch);
	ui_settle(&ui);
	assert_float_equal(thumb_x(&ui), 3, 0);
	oriel_switch_set_on(switch_of(&ui), true);
	ui_settle(&ui);
	assert_float_equal(thumb_x(&ui), 21, 0);
	ui_close(&ui);
}

static void description_is_that_of_a_switch(void **state) {
	(void)state;
	struct ui ui = ui_open(make_switch);
	struct oriel_description description;
	oriel_widget_describe(switch_of(&ui), &description);
	assert_int_equal(description.checked, ORIEL_TRISTATE_FALSE);
	oriel_switch_set_on(switch_of(&ui), true);
	oriel_widget_describe(switch_of(&ui), &description);
	assert_int_equal(description.checked, ORIEL_TRISTATE_TRUE);
	char *text = oriel_widget_describe_tree(switch_of(&ui));
	assert_string_equal(text, "switch \"Wi-Fi\" [checked activatable focusable]\n");
	free(text);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(clicks_and_space_turn_it),
		cmocka_unit_test(press_on_its_parts_is_a_click_on_it),
		cmocka_unit_test(thumb_stands_at_the_end_of_the_track_while_it_is_on),
		cmocka_unit_test(description_is_that_of_a_switch));
}
