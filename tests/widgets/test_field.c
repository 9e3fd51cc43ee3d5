/* SPDX-License-Identifier: MIT */
/* Fields of forms and bound labels: clicks on the label, messages, and descriptions. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_fields(void) {
	oriel_widget *mail = oriel_text_field("you@example.org");
	oriel_set_attribute(mail, "required", "");
	return oriel_set(
		oriel_form(oriel_field("E-mail", mail, .description = "For receipts only."),
			oriel_field("News", oriel_checkbox("Send me news")), oriel_button("Send")),
		.style = "flex-direction: column; align-items: stretch");
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static void click_on_a_label_focuses_or_clicks_its_control(void **state) {
	(void)state;
	struct ui ui = ui_open(make_fields);
	ui_click(&ui, find(&ui, "field .field-label"), 1);
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "text-field"));
	ui_click(&ui, find(&ui, "field + field .field-label"), 1);
	assert_true(oriel_checkbox_is_checked(find(&ui, "checkbox")));
	oriel_set_disabled(find(&ui, "checkbox"), true);
	ui_click(&ui, find(&ui, "field + field .field-label"), 1);
	assert_true(oriel_checkbox_is_checked(find(&ui, "checkbox")));
	oriel_destroy(find(&ui, "checkbox"));
	ui_click(&ui, find(&ui, "field + field .field-label"), 1);
	assert_null(oriel_field_control(find(&ui, "field + field")));
	ui_close(&ui);
}

static void message_is_shown_while_the_control_is_user_invalid(void **state) {
	(void)state;
	struct ui ui = ui_open(make_fields);
	oriel_widget *error = find(&ui, "field .field-error");
	assert_true(oriel_is_hidden(error));
	ui_click(&ui, find(&ui, "button"), 1);
	assert_false(oriel_is_hidden(error));
	assert_string_equal(oriel_label_text(error), "Fill in this field.");
	ui_type(&ui, "x");
	assert_true(oriel_is_hidden(error));
	oriel_form_control_set_error(find(&ui, "text-field"), "No address.");
	assert_string_equal(oriel_label_text(error), "No address.");
	oriel_destroy(error);
	oriel_form_control_set_error(find(&ui, "text-field"), NULL);
	oriel_destroy(find(&ui, "field"));
	ui_close(&ui);
}

static void control_is_described_by_the_parts_of_its_field(void **state) {
	(void)state;
	struct ui ui = ui_open(make_fields);
	struct oriel_description description;
	oriel_widget_describe(find(&ui, "text-field"), &description);
	assert_string_equal(description.name, "E-mail");
	assert_string_equal(description.description, "For receipts only.");
	assert_ptr_equal(description.labelled_by, find(&ui, ".field-label"));
	assert_ptr_equal(description.described_by, find(&ui, ".field-description"));
	assert_null(description.error_message);
	oriel_form_report_validity(find(&ui, "form"));
	oriel_widget_describe(find(&ui, "text-field"), &description);
	assert_ptr_equal(description.error_message, find(&ui, ".field-error"));
	char *text = oriel_widget_describe_tree(find(&ui, "field"));
	assert_string_equal(text,
		"group [focus-within]\n"
		"  label \"E-mail\"\n"
		"  textbox \"E-mail\" = \"\" [focus focus-visible focus-within placeholder-shown "
		"invalid required user-invalid focusable editable]\n"
		"  label \"For receipts only.\"\n"
		"  label \"Fill in this field.\"\n");
	free(text);
	ui_close(&ui);
}

static oriel_widget *make_plain(void) {
	oriel_widget *field = oriel_text_field(NULL);
	return oriel_row(oriel_label_for("Name", field), field);
}

static void bound_label_is_a_label_in_all_else(void **state) {
	(void)state;
	struct ui ui = ui_open(make_plain);
	oriel_widget *label = find(&ui, "label");
	oriel_label_set_textf(label, "%s:", "Name");
	assert_string_equal(oriel_label_text(label), "Name:");
	oriel_destroy(find(&ui, "text-field"));
	ui_click(&ui, label, 1);
	assert_breaks("the control is NULL", oriel_label_for("x", NULL));
	ui_close(&ui);
}

static void field_without_its_control_shows_no_message(void **state) {
	(void)state;
	struct ui ui = ui_open(make_fields);
	oriel_widget *old = find(&ui, "field"), *mail = find(&ui, "text-field");
	oriel_form_report_validity(find(&ui, "form"));
	assert_false(oriel_is_hidden(oriel_query(old, ".field-error")));
	oriel_widget *field = oriel_field("Address", mail);
	assert_true(oriel_is_hidden(oriel_query(old, ".field-error")));
	assert_false(oriel_is_hidden(oriel_query(field, ".field-error")));
	assert_null(oriel_field_control(old));
	assert_ptr_equal(oriel_field_control(field), mail);
	oriel_destroy(field);
	ui_close(&ui);
}

static void destroy_control(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

static void label_survives_a_control_that_is_destroyed_by_its_focus(void **state) {
	(void)state;
	struct ui ui = ui_open(make_fields);
	oriel_listen(find(&ui, "checkbox"), "focus", destroy_control, NULL);
	oriel_click(find(&ui, "field + field .field-label"));
	assert_null(find(&ui, "checkbox"));
	ui_close(&ui);
}

static oriel_widget *make_column(void) {
	return oriel_column(oriel_form(oriel_column(oriel_field("A", oriel_text_field(NULL)),
		oriel_field("B", oriel_text_field(NULL)))));
}

static void column_of_fields_fills_its_form_and_separates_the_fields(void **state) {
	(void)state;
	struct ui ui = ui_open(make_column);
	struct oriel_rect form = oriel_widget_bounds(find(&ui, "form"));
	struct oriel_rect first = oriel_widget_bounds(find(&ui, "field"));
	struct oriel_rect second = oriel_widget_bounds(find(&ui, "field + field"));
	assert_float_equal(first.width, form.width, 0);
	assert_float_equal(second.y - first.y - first.height, 16, 0);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(column_of_fields_fills_its_form_and_separates_the_fields),
		cmocka_unit_test(field_without_its_control_shows_no_message),
		cmocka_unit_test(label_survives_a_control_that_is_destroyed_by_its_focus),
		cmocka_unit_test(click_on_a_label_focuses_or_clicks_its_control),
		cmocka_unit_test(message_is_shown_while_the_control_is_user_invalid),
		cmocka_unit_test(control_is_described_by_the_parts_of_its_field),
		cmocka_unit_test(bound_label_is_a_label_in_all_else));
}
