/* SPDX-License-Identifier: MIT */
/* Values of forms, required values, errors of the program, :user-invalid, and reset. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/form_control.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	const oriel_widget *widget = oriel_event_widget(event);
	const char *name = oriel_attribute(widget, "name");
	order_add(&order, "%s %s", oriel_event_type(event), name ? name : oriel_widget_type(widget));
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void destroy_form(oriel_event *event, void *data) {
	(void)event;
	oriel_destroy(data);
}

static oriel_widget *named(oriel_widget *control, const char *name) {
	oriel_set_attribute(control, "name", name);
	return control;
}

static oriel_widget *required(oriel_widget *control) {
	oriel_set_attribute(control, "required", "");
	return control;
}

static oriel_widget *make_form(void) {
	oriel_widget *sizes = oriel_radio_group(oriel_radio("S"), oriel_radio("L"));
	oriel_set_attribute(oriel_last_child(sizes), "value", "large");
	oriel_widget *form = oriel_form(named(oriel_text_field("Name"), "name"),
		named(oriel_checkbox("News"), "news"), named(oriel_switch("Wi-Fi"), "wifi"),
		named(sizes, "size"), named(oriel_slider(0, 10), "volume"), oriel_text_field("no name"),
		oriel_button("Send"));
	static const char *const types[] = { "submit", "reset", "change" };
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		oriel_listen(form, types[i], note, NULL);
	oriel_listen(form, "invalid", note, NULL, .capture = true);
	return oriel_column(form);
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static void assert_values(struct ui *ui, const char *expected) {
	struct oriel_form_entry entries[8];
	char text[256] = "";
	size_t count = oriel_form_values(find(ui, "form"), entries, 8);
	for (size_t i = 0; i < count; i++) {
		strcat(strcat(text, i > 0 ? "&" : ""), entries[i].name);
		strcat(strcat(text, "="), entries[i].value);
	}
	assert_string_equal(text, expected);
}

static void check_all(struct ui *ui) {
	oriel_text_field_set_text(find(ui, "text-field"), "Ada");
	oriel_checkbox_set_checked(find(ui, "checkbox"), true);
	oriel_switch_set_on(find(ui, "switch"), true);
	oriel_radio_set_checked(find(ui, "radio[value]"), true);
	oriel_slider_set_value(find(ui, "slider"), 2.5);
}

static void values_are_those_of_enabled_controls_with_a_name(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	assert_values(&ui, "name=&volume=0");
	check_all(&ui);
	assert_values(&ui, "name=Ada&news=on&wifi=on&size=large&volume=2.5");
	oriel_set_attribute(find(&ui, "checkbox"), "value", "yes");
	oriel_radio_set_checked(find(&ui, "radio"), true);
	oriel_set_disabled(find(&ui, "switch"), true);
	assert_values(&ui, "name=Ada&news=yes&size=S&volume=2.5");
	assert_string_equal(oriel_form_value(find(&ui, "form"), "size"), "S");
	assert_null(oriel_form_value(find(&ui, "form"), "wifi"));
	assert_int_equal(oriel_form_values(find(&ui, "form"), NULL, 0), 4);
	ui_close(&ui);
}

static void controls_of_a_form_inside_count_for_that_form(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_append(find(&ui, "form"), oriel_form(named(oriel_text_field(NULL), "inner")));
	assert_values(&ui, "name=&volume=0");
	ui_close(&ui);
}

static void missing_value_is_invalid_at_once_and_shown_after_the_user(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *field = required(find(&ui, "text-field"));
	assert_true(oriel_matches(field, ":required:invalid:not(:user-invalid)"));
	assert_int_equal(oriel_form_control_validity(field), ORIEL_VALIDITY_VALUE_MISSING);
	assert_string_equal(oriel_form_control_message(field), "Fill in this field.");
	oriel_focus(field);
	ui_type(&ui, "x");
	assert_true(oriel_matches(field, ":valid:not(:user-valid)"));
	ui_key(&ui, "Backspace");
	assert_true(oriel_matches(field, ":invalid:not(:user-invalid)"));
	oriel_focus(find(&ui, "checkbox"));
	assert_true(oriel_matches(field, ":not(:user-invalid)")); /* the text is as it was */
	oriel_focus(field);
	ui_type(&ui, "y");
	oriel_focus(find(&ui, "checkbox"));
	assert_true(oriel_matches(field, ":user-valid"));
	oriel_text_field_set_text(field, "");
	assert_true(oriel_matches(field, ":user-invalid"));
	oriel_set_attribute(field, "required", NULL);
	assert_true(oriel_matches(field, ":optional:user-valid"));
	assert_string_equal(oriel_form_control_message(field), "");
	assert_order(&order, "change name");
	ui_close(&ui);
}

static void invalid_form_fires_invalid_focuses_the_first_and_does_not_submit(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	required(find(&ui, "checkbox"));
	required(find(&ui, "radio-group"));
	ui_click(&ui, find(&ui, "button"), 1);
	assert_order(&order, "invalid news, invalid size");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "checkbox"));
	assert_true(oriel_matches(find(&ui, "radio-group"), ":user-invalid"));
	oriel_checkbox_set_checked(find(&ui, "checkbox"), true);
	ui_click(&ui, find(&ui, "button"), 1);
	assert_order(&order, "invalid size");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "radio"));
	ui_key(&ui, " ");
	ui_click(&ui, find(&ui, "button"), 1);
	assert_order(&order, "change radio, submit form");
	ui_close(&ui);
}

static void prevented_invalid_leaves_the_focus_to_the_program(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	required(find(&ui, "text-field"));
	oriel_form_control_set_error(find(&ui, "slider"), "Too loud.");
	oriel_listen(find(&ui, "text-field"), "invalid", prevent, NULL);
	assert_false(oriel_form_check_validity(find(&ui, "form")));
	assert_null(oriel_window_focused(ui.window));
	assert_false(oriel_form_report_validity(find(&ui, "form")));
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "slider"));
	assert_order(&order, "invalid name, invalid volume, invalid name, invalid volume");
	ui_close(&ui);
}

static void disabled_and_read_only_controls_are_not_checked(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	required(find(&ui, "text-field"));
	required(find(&ui, "checkbox"));
	oriel_text_field_set_read_only(find(&ui, "text-field"), true);
	oriel_set_disabled(find(&ui, "checkbox"), true);
	assert_true(oriel_form_submit(find(&ui, "form"), NULL));
	assert_order(&order, "submit form");
	ui_close(&ui);
}

static void novalidate_submits_whatever_the_values_are(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	required(find(&ui, "text-field"));
	oriel_set_attribute(find(&ui, "button"), "formnovalidate", "");
	ui_click(&ui, find(&ui, "button"), 1);
	oriel_set_attribute(find(&ui, "button"), "formnovalidate", NULL);
	oriel_set_attribute(find(&ui, "form"), "novalidate", "");
	ui_click(&ui, find(&ui, "button"), 1);
	assert_order(&order, "submit form, submit form");
	ui_close(&ui);
}

static void error_of_the_program_wins_until_it_is_taken_back(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *field = required(find(&ui, "text-field"));
	oriel_form_control_set_error(field, "Taken.");
	assert_int_equal(oriel_form_control_validity(field),
		ORIEL_VALIDITY_VALUE_MISSING | ORIEL_VALIDITY_CUSTOM_ERROR);
	assert_string_equal(oriel_form_control_message(field), "Taken.");
	oriel_form_control_set_error(field, "");
	assert_string_equal(oriel_form_control_message(field), "Fill in this field.");
	oriel_text_field_set_text(field, "x");
	assert_int_equal(oriel_form_control_validity(field), 0);
	assert_breaks("pass what is wrong in words",
		oriel_form_control_set_validity(field, ORIEL_VALIDITY_TOO_LONG, NULL));
	ui_close(&ui);
}

static void form_destroyed_by_a_listener_of_invalid_does_not_submit(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	required(find(&ui, "text-field"));
	required(find(&ui, "checkbox"));
	oriel_listen(find(&ui, "text-field"), "invalid", destroy_form, find(&ui, "form"));
	assert_false(oriel_form_submit(find(&ui, "form"), find(&ui, "button")));
	assert_null(find(&ui, "form"));
	assert_order(&order, "invalid name");
	ui_close(&ui);
}

static void reset_restores_what_the_program_has_set_last(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	check_all(&ui);
	required(find(&ui, "text-field"));
	oriel_focus(find(&ui, "text-field"));
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "Delete");
	ui_click(&ui, find(&ui, "checkbox"), 1);
	ui_click(&ui, find(&ui, "switch"), 1);
	ui_click(&ui, find(&ui, "radio"), 1);
	oriel_focus(find(&ui, "slider"));
	ui_key(&ui, "End");
	assert_values(&ui, "name=&size=S&volume=10");
	assert_order(&order,
		"change name, change news, change wifi, change radio, change volume");
	assert_true(oriel_form_reset(find(&ui, "form")));
	assert_values(&ui, "name=Ada&news=on&wifi=on&size=large&volume=2.5");
	assert_true(oriel_matches(find(&ui, "text-field"), ":valid:not(:user-valid)"));
	assert_order(&order, "reset form");
	oriel_listen(find(&ui, "form"), "reset", prevent, NULL);
	ui_click(&ui, find(&ui, "checkbox"), 1);
	assert_false(oriel_form_reset(find(&ui, "form")));
	assert_values(&ui, "name=Ada&wifi=on&size=large&volume=2.5");
	assert_order(&order, "change news, reset form");
	ui_close(&ui);
}

static const char *german(enum oriel_builtin_text text, void *data) {
	(void)data;
	return text == ORIEL_BUILTIN_TEXT_FILL_IN ? "Bitte ausfüllen." : NULL;
}

static void messages_are_in_the_language_of_the_program(void **state) {
	(void)state;
	oriel_builtin_texts_use(german, NULL);
	struct ui ui = ui_open(make_form);
	required(find(&ui, "text-field"));
	required(find(&ui, "checkbox"));
	assert_string_equal(
		oriel_form_control_message(find(&ui, "text-field")), "Bitte ausfüllen.");
	assert_string_equal(
		oriel_form_control_message(find(&ui, "checkbox")), "Check this box to go on.");
	oriel_builtin_texts_use(NULL, NULL);
	assert_breaks("99 is no text", oriel_builtin_text((enum oriel_builtin_text)99));
	ui_close(&ui);
}

static void message_may_be_set_again_from_itself(void **state) {
	(void)state;
	struct ui ui = ui_open(make_form);
	oriel_widget *field = find(&ui, "text-field");
	oriel_form_control_set_error(field, "Use another name, please.");
	oriel_form_control_set_error(field, oriel_form_control_message(field));
	assert_string_equal(oriel_form_control_message(field), "Use another name, please.");
	assert_breaks("a radio is no form control",
		oriel_form_control_set_error(find(&ui, "radio"), "Not this one."));
	ui_close(&ui);
}

static oriel_widget *make_hidden_controls(void) {
	oriel_widget *form = oriel_form(oriel_tabs(oriel_tab_panel("a", oriel_text_field(NULL)),
		oriel_tab_panel("b", oriel_expander("more", required(oriel_text_field("deep"))))));
	return oriel_column(form);
}

/* Otherwise the user would see no reason why the form is not submitted. */
static void invalid_control_in_tabs_and_expanders_is_shown_and_focused(void **state) {
	(void)state;
	struct ui ui = ui_open(make_hidden_controls);
	oriel_widget *field = find(&ui, "expander text-field");
	assert_false(oriel_form_submit(find(&ui, "form"), NULL));
	assert_true(oriel_expander_is_open(find(&ui, "expander")));
	assert_ptr_equal(oriel_tabs_selected(find(&ui, "tabs")), oriel_last_child(find(&ui, "tabs")));
	assert_ptr_equal(oriel_window_focused(ui.window), field);
	ui_close(&ui);
}

static void form_that_toggle_destroys_is_reported_as_invalid(void **state) {
	(void)state;
	struct ui ui = ui_open(make_hidden_controls);
	oriel_listen(find(&ui, "expander"), "toggle", destroy_form, find(&ui, "form"));
	assert_false(oriel_form_submit(find(&ui, "form"), NULL));
	assert_null(find(&ui, "form"));
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(message_may_be_set_again_from_itself),
		cmocka_unit_test(invalid_control_in_tabs_and_expanders_is_shown_and_focused),
		cmocka_unit_test(form_that_toggle_destroys_is_reported_as_invalid),
		cmocka_unit_test(values_are_those_of_enabled_controls_with_a_name),
		cmocka_unit_test(controls_of_a_form_inside_count_for_that_form),
		cmocka_unit_test(missing_value_is_invalid_at_once_and_shown_after_the_user),
		cmocka_unit_test(invalid_form_fires_invalid_focuses_the_first_and_does_not_submit),
		cmocka_unit_test(prevented_invalid_leaves_the_focus_to_the_program),
		cmocka_unit_test(disabled_and_read_only_controls_are_not_checked),
		cmocka_unit_test(novalidate_submits_whatever_the_values_are),
		cmocka_unit_test(error_of_the_program_wins_until_it_is_taken_back),
		cmocka_unit_test(form_destroyed_by_a_listener_of_invalid_does_not_submit),
		cmocka_unit_test(reset_restores_what_the_program_has_set_last),
		cmocka_unit_test(messages_are_in_the_language_of_the_program));
}
