/* SPDX-License-Identifier: MIT */
/* Radio buttons: one of a group is checked, clicks, arrow keys and the group's one tab stop. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	const oriel_widget *radio = oriel_event_widget(event);
	order_add(&order, "%s %s%s", oriel_event_type(event), oriel_radio_text(radio),
		oriel_radio_is_checked(radio) ? "*" : "");
}

static void note_focus(oriel_event *event, void *data) {
	(void)data;
	const oriel_widget *widget = oriel_event_widget(event);
	bool is_radio = strcmp(oriel_widget_type(widget), "radio") == 0;
	order_add(&order, "%s", is_radio ? oriel_radio_text(widget) : oriel_button_text(widget));
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

/* Two groups, the second with its buttons in rows, between two buttons. */
static oriel_widget *make_groups(void) {
	oriel_widget *first = oriel_radio_group(oriel_radio("a"), oriel_radio("b"), oriel_radio("c"));
	oriel_widget *second = oriel_radio_group(
		oriel_row(oriel_radio("d"), oriel_label("beside")), oriel_row(oriel_radio("e")));
	return oriel_column(oriel_button("before"), first, second, oriel_button("after"));
}

static oriel_widget *radio_named(struct ui *ui, const char *text) {
	oriel_widget *radios[8];
	size_t count = oriel_query_all(oriel_window_root(ui->window), "radio", radios, 8);
	for (size_t i = 0; i < count; i++) {
		if (strcmp(oriel_radio_text(radios[i]), text) == 0)
			return radios[i];
	}
	fail_msg("no radio button %s", text);
	return NULL;
}

static void assert_checked(struct ui *ui, const char *expected) {
	oriel_widget *radios[8];
	char checked[64] = "";
	size_t count = oriel_query_all(oriel_window_root(ui->window), "radio:checked", radios, 8);
	for (size_t i = 0; i < count; i++)
		strcat(checked, oriel_radio_text(radios[i]));
	assert_string_equal(checked, expected);
}

static struct ui open_noting(void) {
	struct ui ui = ui_open(make_groups);
	oriel_widget *root = oriel_window_root(ui.window);
	oriel_delegate(root, "click", "radio", note, NULL);
	oriel_delegate(root, "input", "radio", note, NULL);
	oriel_delegate(root, "change", "radio", note, NULL);
	return ui;
}

static void click_checks_one_and_unchecks_the_others_of_its_group(void **state) {
	(void)state;
	struct ui ui = open_noting();
	ui_click(&ui, radio_named(&ui, "a"), 1);
	assert_order(&order, "click a*, input a*, change a*");
	ui_click(&ui, radio_named(&ui, "e"), 1);
	ui_click(&ui, radio_named(&ui, "c"), 1);
	assert_order(&order, "click e*, input e*, change e*, click c*, input c*, change c*");
	assert_checked(&ui, "ce");
	assert_ptr_equal(oriel_radio_group_checked(oriel_query(oriel_window_root(ui.window),
						"radio-group")), radio_named(&ui, "c"));
	ui_close(&ui);
}

static void click_of_the_checked_button_fires_no_input_and_change(void **state) {
	(void)state;
	struct ui ui = open_noting();
	oriel_radio_set_checked(radio_named(&ui, "b"), true);
	ui_click(&ui, radio_named(&ui, "b"), 1);
	assert_order(&order, "click b*");
	assert_checked(&ui, "b");
	ui_close(&ui);
}

static void prevented_click_checks_the_former_button_again(void **state) {
	(void)state;
	struct ui ui = open_noting();
	oriel_listen(oriel_window_root(ui.window), "click", prevent, NULL);
	ui_click(&ui, radio_named(&ui, "a"), 1);
	assert_order(&order, "click a*");
	assert_checked(&ui, "");
	oriel_radio_set_checked(radio_named(&ui, "b"), true);
	ui_click(&ui, radio_named(&ui, "a"), 1);
	ui_click(&ui, radio_named(&ui, "b"), 1);
	assert_order(&order, "click a*, click b*");
	assert_checked(&ui, "b");
	ui_close(&ui);
}

static void destroy_checked(oriel_event *event, void *data) {
	struct ui *ui = data;
	oriel_destroy(radio_named(ui, "b"));
	oriel_prevent_default(event);
}

static void prevented_click_checks_none_if_the_former_button_is_destroyed(void **state) {
	(void)state;
	struct ui ui = ui_open(make_groups);
	oriel_radio_set_checked(radio_named(&ui, "b"), true);
	oriel_listen(radio_named(&ui, "a"), "click", destroy_checked, &ui);
	ui_click(&ui, radio_named(&ui, "a"), 1);
	assert_checked(&ui, "");
	ui_close(&ui);
}

static void arrow_keys_focus_and_click_the_next_enabled_button_around_the_ends(void **state) {
	(void)state;
	struct ui ui = open_noting();
	oriel_set_disabled(radio_named(&ui, "b"), true);
	oriel_focus(radio_named(&ui, "a"));
	ui_key(&ui, "ArrowDown");
	assert_order(&order, "click c*, input c*, change c*");
	ui_key(&ui, "ArrowRight");
	assert_order(&order, "click a*, input a*, change a*");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "ArrowUp");
	assert_order(&order, "click c*, input c*, change c*, click a*, input a*, change a*");
	assert_ptr_equal(oriel_window_focused(ui.window), radio_named(&ui, "a"));
	ui_close(&ui);
}

static void tab_stops_at_the_checked_button_or_at_the_nearer_end(void **state) {
	(void)state;
	struct ui ui = ui_open(make_groups);
	oriel_listen(oriel_window_root(ui.window), "focusin", note_focus, NULL);
	for (int i = 0; i < 4; i++)
		ui_key(&ui, "Tab");
	assert_order(&order, "before, a, d, after");
	for (int i = 0; i < 3; i++)
		ui_key(&ui, "shift+Tab");
	assert_order(&order, "e, c, before");
	oriel_radio_set_checked(radio_named(&ui, "b"), true);
	oriel_radio_set_checked(radio_named(&ui, "e"), true);
	oriel_set_disabled(radio_named(&ui, "e"), true);
	for (int i = 0; i < 3; i++)
		ui_key(&ui, "Tab");
	assert_order(&order, "b, d, after");
	ui_close(&ui);
}

static void checked_button_that_comes_into_a_group_wins(void **state) {
	(void)state;
	struct ui ui = ui_open(make_groups);
	oriel_widget *added = oriel_radio("x");
	oriel_radio_set_checked(radio_named(&ui, "a"), true);
	oriel_radio_set_checked(added, true);
	oriel_append(oriel_parent(radio_named(&ui, "a")), added);
	assert_checked(&ui, "x");
	oriel_widget *first = oriel_radio("1"), *second = oriel_radio("2");
	oriel_radio_set_checked(first, true);
	oriel_radio_set_checked(second, true);
	oriel_widget *group = oriel_radio_group(first, second);
	assert_ptr_equal(oriel_radio_group_checked(group), second);
	assert_false(oriel_radio_is_checked(first));
	oriel_destroy(group);
	ui_close(&ui);
}

static void described_buttons_have_their_place_in_the_group(void **state) {
	(void)state;
	struct ui ui = ui_open(make_groups);
	oriel_radio_set_checked(radio_named(&ui, "b"), true);
	char *text = oriel_widget_describe_tree(
		oriel_query(oriel_window_root(ui.window), "radio-group"));
	assert_string_equal(text,
		"radiogroup\n"
		"  radio \"a\" [activatable focusable item 1 of 3]\n"
		"  radio \"b\" [checked activatable focusable item 2 of 3]\n"
		"  radio \"c\" [activatable focusable item 3 of 3]\n");
	free(text);
	ui_close(&ui);
}

static void required_group_is_invalid_when_its_checked_button_goes(void **state) {
	(void)state;
	struct ui ui = ui_open(make_groups);
	oriel_widget *group = oriel_query(oriel_window_root(ui.window), "radio-group");
	oriel_set_attribute(group, "required", "");
	oriel_radio_set_checked(radio_named(&ui, "a"), true);
	assert_int_equal(oriel_form_control_validity(group), 0);
	oriel_append(oriel_next_sibling(group), radio_named(&ui, "a"));
	assert_int_equal(oriel_form_control_validity(group), ORIEL_VALIDITY_VALUE_MISSING);
	oriel_append(group, radio_named(&ui, "a"));
	assert_int_equal(oriel_form_control_validity(group), 0);
	oriel_destroy(radio_named(&ui, "a"));
	assert_int_equal(oriel_form_control_validity(group), ORIEL_VALIDITY_VALUE_MISSING);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(required_group_is_invalid_when_its_checked_button_goes),
		cmocka_unit_test(click_checks_one_and_unchecks_the_others_of_its_group),
		cmocka_unit_test(click_of_the_checked_button_fires_no_input_and_change),
		cmocka_unit_test(prevented_click_checks_the_former_button_again),
		cmocka_unit_test(prevented_click_checks_none_if_the_former_button_is_destroyed),
		cmocka_unit_test(arrow_keys_focus_and_click_the_next_enabled_button_around_the_ends),
		cmocka_unit_test(tab_stops_at_the_checked_button_or_at_the_nearer_end),
		cmocka_unit_test(checked_button_that_comes_into_a_group_wins),
		cmocka_unit_test(described_buttons_have_their_place_in_the_group));
}
