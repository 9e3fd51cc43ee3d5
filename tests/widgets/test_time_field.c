/* SPDX-License-Identifier: MIT */
/* A time field: its value and errors, its segments by language and step, and its buttons. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_time_field_value(oriel_event_current_widget(event)));
}

static oriel_widget *make_column(void) {
	oriel_widget *field = oriel_time_field("14:30");
	oriel_listen(field, "input", note, NULL);
	oriel_listen(field, "change", note, NULL);
	return oriel_set(oriel_column(oriel_button("before"), field, oriel_button("after")),
		.style = "align-items: flex-start");
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static struct ui open_focused(void) {
	struct ui ui = ui_open(make_column);
	oriel_focus(find(&ui, "time-field"));
	return ui;
}

static void keys(struct ui *ui, const char *names) {
	char key[32];
	int length;
	for (; sscanf(names, " %31s%n", key, &length) == 1; names += length)
		ui_key(ui, key);
}

static oriel_widget *part(struct ui *ui, const char *name) {
	oriel_widget *at = oriel_widget_first_shadow_child(find(ui, "time-field"));
	while (at && strcmp(oriel_attribute(at, "part"), name) != 0)
		at = oriel_next_sibling(at);
	return at;
}

/* Returns the segments as they are shown, with the active one in brackets. Static. */
static const char *shown(struct ui *ui) {
	static char text[96];
	text[0] = '\0';
	for (oriel_widget *at = oriel_widget_first_shadow_child(find(ui, "time-field")); at;
		at = oriel_next_sibling(at)) {
		struct oriel_description description;
		oriel_widget_describe(at, &description);
		if (strcmp(oriel_widget_type(at), "date-segment") == 0 && !oriel_is_hidden(at))
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				oriel_has_attribute(at, "active") ? "[%s] " : "%s ",
				description.value ? description.value : "-");
	}
	return text;
}

static void rules_are_those_of_html(void **state) {
	(void)state;
	static const struct {
		const char *value, *min, *max, *step, *message;
		unsigned validity;
	} cases[] = {
		{ "14:30", "15:00", NULL, NULL, "Enter 15:00 or later.", ORIEL_VALIDITY_RANGE_UNDERFLOW },
		{ "14:30", NULL, "14:00", NULL, "Enter 14:00 or earlier.", ORIEL_VALIDITY_RANGE_OVERFLOW },
		{ "14:30", "22:00", "06:00", NULL, "Enter 22:00 or later.",
			ORIEL_VALIDITY_RANGE_UNDERFLOW | ORIEL_VALIDITY_RANGE_OVERFLOW },
		{ "23:30", "22:00", "06:00", NULL, "", 0 },
		{ "06:00", "22:00", "06:00", NULL, "", 0 },
		{ "14:20", "14:00", NULL, "900", "The nearest values are 14:15 and 14:30.",
			ORIEL_VALIDITY_STEP_MISMATCH },
		{ "14:30:30", "14:00", NULL, NULL, "The nearest values are 14:30:00 and 14:31:00.",
			ORIEL_VALIDITY_STEP_MISMATCH },
		{ "14:30:30", "14:00", NULL, "any", "", 0 },
		{ "14:30:30", NULL, NULL, NULL, "", 0 },
		{ "14:30:00.5", "14:00", NULL, "0.5", "", 0 },
		{ "24:00", "14:00", NULL, NULL, "", 0 },
	};
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		oriel_widget *field = oriel_time_field(cases[i].value);
		oriel_set_attribute(field, "min", cases[i].min);
		oriel_set_attribute(field, "max", cases[i].max);
		oriel_set_attribute(field, "step", cases[i].step);
		assert_int_equal(oriel_form_control_validity(field), cases[i].validity);
		assert_string_equal(oriel_form_control_message(field), cases[i].message);
		oriel_destroy(field);
	}
	oriel_loop_destroy(loop);
}

static void value_keeps_the_text_of_the_program(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *field = oriel_time_field("14:30:00");
	assert_string_equal(oriel_time_field_value(field), "14:30:00");
	assert_true(oriel_time_field_number(field) == 52200000);
	oriel_time_field_set_value(field, "2:30");
	assert_string_equal(oriel_time_field_value(field), "");
	assert_true(isnan(oriel_time_field_number(field)));
	oriel_destroy(field);
	oriel_loop_destroy(loop);
}

static void digits_and_arrows_edit_the_segments(void **state) {
	(void)state;
	struct ui ui = open_focused();
	assert_string_equal(shown(&ui), "[14] 30 ");
	keys(&ui, "9 0 5 Enter");
	assert_string_equal(shown(&ui), "09 [05] ");
	assert_order(&order, "input 09:30, input 09:00, input 09:05, change 09:05");
	keys(&ui, "ArrowDown PageDown ArrowLeft Home ArrowDown ArrowUp End");
	assert_order(&order, "input 09:04, input 09:54, input 00:54, input 23:54, input 00:54, "
		"input 23:54");
	keys(&ui, "Backspace Tab Tab");
	assert_string_equal(shown(&ui), "- 54 ");
	assert_order(&order, "input , change ");
	assert_int_equal(
		oriel_form_control_validity(find(&ui, "time-field")), ORIEL_VALIDITY_BAD_INPUT);
	assert_ptr_equal(oriel_window_focused(ui.window), oriel_child_at(
		oriel_parent(find(&ui, "time-field")), 2));
	ui_close(&ui);
}

static void steps_of_the_field_are_steps_of_its_segments(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "time-field");
	oriel_set_attribute(field, "step", "900");
	oriel_time_field_set_value(field, "14:20");
	keys(&ui, "ArrowRight ArrowUp ArrowUp ArrowUp ArrowUp");
	assert_order(&order, "input 14:30, input 14:45, input 14:00, input 14:15");
	oriel_time_field_set_value(field, "14:20");
	keys(&ui, "ArrowDown");
	assert_order(&order, "input 14:15");
	ui_close(&ui);
}

static void seconds_are_shown_if_they_are_needed(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "time-field");
	oriel_set_attribute(field, "step", "1");
	assert_string_equal(shown(&ui), "[14] 30 00 ");
	keys(&ui, "Tab Tab 7");
	assert_order(&order, "input 14:30:07");
	oriel_set_attribute(field, "step", "0.001");
	keys(&ui, "ArrowRight 5 0 0");
	assert_string_equal(shown(&ui), "14 30 07 [500] ");
	assert_order(&order, "input 14:30:07.005, input 14:30:07.05, input 14:30:07.5");
	oriel_set_attribute(field, "step", NULL);
	oriel_time_field_set_value(field, "08:00");
	assert_string_equal(shown(&ui), "08 00 ");
	keys(&ui, "Tab Tab");
	ui_close(&ui);
}

static void hidden_seconds_follow_the_value(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "time-field");
	oriel_time_field_set_value(field, NULL);
	keys(&ui, "1 4 3 0");
	assert_order(&order, "input 14:03, input 14:30");
	oriel_set_attribute(field, "step", "1");
	assert_string_equal(shown(&ui), "14 [30] 00 ");
	oriel_set_attribute(field, "step", NULL);
	oriel_clipboard_write_text(ui.app, ORIEL_SELECTION_CLIPBOARD, "09:05:07", 8);
	keys(&ui, "ctrl+v");
	assert_string_equal(shown(&ui), "09 [05] 07 ");
	assert_order(&order, "input 09:05:07");
	keys(&ui, "Enter");
	assert_order(&order, "change 09:05:07");
	ui_close(&ui);
}

static void buttons_step_the_active_segment(void **state) {
	(void)state;
	struct ui ui = ui_open(make_column);
	ui_click(&ui, part(&ui, "step-up"), 1);
	ui_click(&ui, part(&ui, "minute"), 1);
	ui_click(&ui, part(&ui, "step-down"), 2);
	assert_string_equal(shown(&ui), "15 [28] ");
	assert_order(&order, "input 15:30, input 15:29, input 15:28");
	oriel_blur(find(&ui, "time-field"));
	assert_order(&order, "change 15:28");
	oriel_set_style(oriel_window_root(ui.window), "direction", "rtl");
	ui_settle(&ui);
	assert_true(oriel_widget_window_bounds(part(&ui, "step-up")).x <
		oriel_widget_window_bounds(part(&ui, "hour")).x);
	assert_true(oriel_widget_window_bounds(part(&ui, "hour")).x <
		oriel_widget_window_bounds(part(&ui, "minute")).x);
	ui_close(&ui);
}

int main(void) {
	setenv("LC_ALL", "C", 1);
	return RUN_TESTS(cmocka_unit_test(rules_are_those_of_html),
		cmocka_unit_test(value_keeps_the_text_of_the_program),
		cmocka_unit_test(digits_and_arrows_edit_the_segments),
		cmocka_unit_test(steps_of_the_field_are_steps_of_its_segments),
		cmocka_unit_test(seconds_are_shown_if_they_are_needed),
		cmocka_unit_test(hidden_seconds_follow_the_value),
		cmocka_unit_test(buttons_step_the_active_segment));
}
