/* SPDX-License-Identifier: MIT */
/* A date field: its value and errors, its segments, its calendar, forms, and its description. */
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
		oriel_date_field_value(oriel_event_current_widget(event)));
}

static oriel_widget *make_form(void) {
	oriel_widget *field = oriel_date_field(NULL);
	oriel_set_attribute(field, "name", "day");
	oriel_listen(field, "input", note, NULL);
	oriel_listen(field, "change", note, NULL);
	return oriel_set(oriel_column(oriel_button("before"), oriel_form(field, oriel_button("Send")),
		oriel_button("after")), .style = "align-items: flex-start");
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

/* Opens a window that is high enough for the calendar. */
static struct ui open_window(void) {
	struct ui ui = ui_open(make_form);
	oriel_window_set_size(ui.window, 400, 600);
	ui_settle(&ui);
	return ui;
}

static struct ui open_focused(void) {
	struct ui ui = open_window();
	oriel_focus(find(&ui, "date-field"));
	return ui;
}

/* Presses keys that are separated by spaces. */
static void keys(struct ui *ui, const char *names) {
	char key[32];
	int length;
	for (; sscanf(names, " %31s%n", key, &length) == 1; names += length)
		ui_key(ui, strcmp(key, "Space") == 0 ? " " : key);
}

/* Returns the first node of a shadow tree, and of the trees below it, with an attribute of this
 * value, or that has the attribute if value is NULL. */
static oriel_widget *part(struct ui *ui, const char *name, const char *value) {
	for (oriel_widget *top = oriel_widget_first_shadow_child(find(ui, "date-field")); top;
		top = oriel_next_sibling(top)) {
		for (oriel_widget *at = top; at; at = oriel_widget_next_in_tree(at, top)) {
			const char *own = oriel_attribute(at, name);
			if (own && (!value || strcmp(own, value) == 0))
				return at;
		}
	}
	return NULL;
}

static const char *name_of(const oriel_widget *widget) {
	struct oriel_description description;
	if (!widget)
		return "none";
	oriel_widget_describe(widget, &description);
	return description.name;
}

/* Returns the segments as they are shown, with the active one in brackets. Static. */
static const char *shown(struct ui *ui) {
	static char text[96];
	text[0] = '\0';
	const oriel_widget *field = find(ui, "date-field");
	for (oriel_widget *at = oriel_widget_first_shadow_child(field); at;
		at = oriel_next_sibling(at)) {
		struct oriel_description description;
		oriel_widget_describe(at, &description);
		if (strcmp(oriel_widget_type(at), "date-segment") == 0)
			snprintf(text + strlen(text), sizeof(text) - strlen(text),
				oriel_has_attribute(at, "active") ? "[%s] " : "%s ",
				description.value ? description.value : "-");
	}
	return text;
}

static oriel_widget *active_day(struct ui *ui) {
	oriel_widget *grid = part(ui, "autofocus", NULL);
	for (oriel_widget *day = grid ? oriel_first_child(grid) : NULL; day;
		day = oriel_next_sibling(day)) {
		if (oriel_has_attribute(day, "active"))
			return day;
	}
	return NULL;
}

static oriel_widget *day_named(struct ui *ui, const char *name) {
	for (oriel_widget *day = oriel_first_child(part(ui, "autofocus", NULL)); day;
		day = oriel_next_sibling(day)) {
		if (strcmp(name_of(day), name) == 0)
			return day;
	}
	return NULL;
}

/* ---- Values ---- */

static void value_is_sanitized(void **state) {
	(void)state;
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_widget *field = oriel_date_field("2026-12-01");
	assert_string_equal(oriel_date_field_value(field), "2026-12-01");
	assert_true(oriel_date_field_number(field) == 1796083200000.0);
	static const char *const invalid[] = { NULL, "", "2026-02-30", "1.12.2026",
		"2026-12-01 and a text that is longer than any date" };
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++) {
		oriel_date_field_set_value(field, "2026-12-01");
		oriel_date_field_set_value(field, invalid[i]);
		assert_string_equal(oriel_date_field_value(field), "");
		assert_true(isnan(oriel_date_field_number(field)));
	}
	oriel_destroy(field);
	oriel_loop_destroy(loop);
}

static void rules_are_those_of_html(void **state) {
	(void)state;
	static const struct {
		const char *value, *min, *max, *step, *message;
		unsigned validity;
	} cases[] = {
		{ "2026-12-01", "2026-12-02", NULL, NULL, "Enter 12/02/2026 or later.",
			ORIEL_VALIDITY_RANGE_UNDERFLOW },
		{ "2026-12-02", "2026-12-02", "2026-12-02", NULL, "", 0 },
		{ "2026-12-03", NULL, "2026-12-02", NULL, "Enter 12/02/2026 or earlier.",
			ORIEL_VALIDITY_RANGE_OVERFLOW },
		{ "2026-12-03", "2026-12-01", NULL, "7",
			"The nearest values are 12/01/2026 and 12/08/2026.", ORIEL_VALIDITY_STEP_MISMATCH },
		{ "2026-12-15", "2026-12-01", NULL, "7", "", 0 },
		{ "2026-11-30", "2026-12-01", NULL, "7", "Enter 12/01/2026 or later.",
			ORIEL_VALIDITY_RANGE_UNDERFLOW | ORIEL_VALIDITY_STEP_MISMATCH },
		{ "2026-12-03", "2026-12-01", NULL, "any", "", 0 },
		{ "2026-12-03", "2026-12-01", NULL, "0", "", 0 },
		{ "2026-12-03", "no date", NULL, "-7", "", 0 },
		{ "", "2026-12-01", NULL, "7", "", 0 },
	};
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		oriel_widget *field = oriel_date_field(cases[i].value);
		oriel_set_attribute(field, "min", cases[i].min);
		oriel_set_attribute(field, "max", cases[i].max);
		oriel_set_attribute(field, "step", cases[i].step);
		assert_int_equal(oriel_form_control_validity(field), cases[i].validity);
		assert_string_equal(oriel_form_control_message(field), cases[i].message);
		oriel_destroy(field);
	}
	oriel_loop_destroy(loop);
}

/* ---- Segments ---- */

static void digits_go_from_segment_to_segment(void **state) {
	(void)state;
	struct ui ui = open_focused();
	assert_string_equal(shown(&ui), "[-] - - ");
	keys(&ui, "1 2");
	assert_string_equal(shown(&ui), "12 [-] - ");
	assert_int_equal(
		oriel_form_control_validity(find(&ui, "date-field")), ORIEL_VALIDITY_BAD_INPUT);
	assert_string_equal(oriel_form_control_message(find(&ui, "date-field")),
		"Enter a complete date that exists.");
	keys(&ui, "4");
	assert_string_equal(shown(&ui), "12 04 [-] ");
	keys(&ui, "2 0 2 6");
	assert_string_equal(shown(&ui), "12 04 [2026] ");
	assert_order(&order, "input 0002-12-04, input 0020-12-04, input 0202-12-04, input 2026-12-04");
	assert_int_equal(oriel_form_control_validity(find(&ui, "date-field")), 0);
	keys(&ui, "Tab");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "form > button"));
	assert_string_equal(shown(&ui), "12 04 2026 ");
	assert_order(&order, "change 2026-12-04");
	ui_close(&ui);
}

static void dates_that_do_not_exist_have_no_value(void **state) {
	(void)state;
	struct ui ui = open_focused();
	ui_type(&ui, "02/30/2026");
	assert_string_equal(shown(&ui), "02 30 [2026] ");
	assert_int_equal(
		oriel_form_control_validity(find(&ui, "date-field")), ORIEL_VALIDITY_BAD_INPUT);
	keys(&ui, "ArrowLeft 2 8");
	assert_order(&order, "input 2026-02-02, input 2026-02-28");
	keys(&ui, "ArrowLeft Backspace");
	assert_string_equal(shown(&ui), "02 [-] 2026 ");
	assert_order(&order, "input ");
	keys(&ui, "ArrowLeft Delete Tab Tab Delete Tab");
	assert_string_equal(shown(&ui), "- - - ");
	assert_int_equal(oriel_form_control_validity(find(&ui, "date-field")), 0);
	assert_order(&order, "");
	ui_close(&ui);
}

static void separators_and_small_numbers_complete_a_segment(void **state) {
	(void)state;
	struct ui ui = open_focused();
	ui_type(&ui, "1/2/");
	assert_string_equal(shown(&ui), "01 02 [-] ");
	keys(&ui, "ArrowLeft 0");
	assert_string_equal(shown(&ui), "01 [00] - ");
	keys(&ui, "ArrowLeft");
	assert_string_equal(shown(&ui), "[01] 01 - ");
	ui_type(&ui, "13");
	assert_string_equal(shown(&ui), "03 [01] - ");
	ui_type(&ui, "\xef\xbc\x91\xd9\xa2");
	assert_string_equal(shown(&ui), "03 12 [-] ");
	ui_close(&ui);
}

static void arrows_step_and_wrap_around(void **state) {
	(void)state;
	struct ui ui = open_focused();
	keys(&ui, "ArrowUp ArrowRight ArrowDown ArrowRight ArrowUp");
	assert_order(&order, "input 2000-01-01");
	keys(&ui, "ArrowDown PageUp ArrowLeft ArrowDown ArrowLeft ArrowDown End Home PageUp");
	assert_order(&order, "input 1999-01-01, input 2009-01-01, input 2009-01-31, "
		"input 2009-12-31, input 2009-01-31, input ");
	assert_string_equal(shown(&ui), "[04] 31 2009 ");
	keys(&ui, "ArrowUp Enter");
	assert_order(&order, "input 2009-05-31, change 2009-05-31");
	ui_close(&ui);
}

static void tab_enters_at_the_nearer_end(void **state) {
	(void)state;
	struct ui ui = open_window();
	oriel_focus(find(&ui, "button"));
	keys(&ui, "Tab");
	assert_string_equal(shown(&ui), "[-] - - ");
	keys(&ui, "Tab Tab");
	assert_string_equal(shown(&ui), "- - [-] ");
	keys(&ui, "Tab shift+Tab");
	assert_string_equal(shown(&ui), "- - [-] ");
	keys(&ui, "shift+Tab shift+Tab shift+Tab");
	assert_string_equal(shown(&ui), "- - - ");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "button"));
	ui_click(&ui, part(&ui, "part", "day"), 1);
	assert_string_equal(shown(&ui), "- [-] - ");
	assert_order(&order, "");
	ui_close(&ui);
}

static void read_only_and_disabled_fields_do_not_change(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	oriel_date_field_set_value(field, "2026-12-01");
	oriel_set_attribute(field, "readonly", "");
	keys(&ui, "1 ArrowUp Delete Space");
	ui_click(&ui, part(&ui, "part", "calendar-button"), 1);
	assert_false(oriel_date_field_is_open(field));
	oriel_set_attribute(field, "readonly", NULL);
	oriel_date_field_set_open(field, true);
	assert_true(oriel_date_field_is_open(field));
	oriel_set_disabled(field, true);
	ui_settle(&ui);
	assert_false(oriel_date_field_is_open(field));
	oriel_date_field_set_open(field, true);
	assert_false(oriel_date_field_is_open(field));
	assert_order(&order, "");
	assert_string_equal(oriel_date_field_value(field), "2026-12-01");
	ui_close(&ui);
}

static void clipboard_holds_the_text_of_html(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_date_field_set_value(find(&ui, "date-field"), "2026-12-01");
	keys(&ui, "ctrl+c");
	char *text = ui_clipboard_text(ui.app, ORIEL_SELECTION_CLIPBOARD);
	assert_string_equal(text, "2026-12-01");
	free(text);
	oriel_clipboard_write_text(ui.app, ORIEL_SELECTION_CLIPBOARD, " 2027-01-02\n", 12);
	keys(&ui, "ctrl+v");
	assert_order(&order, "input 2027-01-02");
	oriel_clipboard_write_text(ui.app, ORIEL_SELECTION_CLIPBOARD, "tomorrow", 8);
	keys(&ui, "ctrl+v");
	assert_order(&order, "");
	ui_close(&ui);
}

/* ---- The calendar ---- */

static void keys_move_through_the_calendar(void **state) {
	(void)state;
	static const char *const steps[][2] = {
		{ "Space", "Tuesday, December 1, 2026" },
		{ "ArrowLeft", "Monday, November 30, 2026" },
		{ "ArrowDown", "Monday, December 7, 2026" },
		{ "End", "Saturday, December 12, 2026" },
		{ "Home", "Sunday, December 6, 2026" },
		{ "ArrowUp", "Sunday, November 29, 2026" },
		{ "ArrowRight", "Monday, November 30, 2026" },
		{ "PageUp", "Friday, October 30, 2026" },
		{ "PageDown", "Monday, November 30, 2026" },
		{ "shift+PageDown", "Tuesday, November 30, 2027" },
		{ "shift+PageUp", "Monday, November 30, 2026" },
	};
	struct ui ui = open_focused();
	oriel_date_field_set_value(find(&ui, "date-field"), "2026-12-01");
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		keys(&ui, steps[i][0]);
		assert_string_equal(name_of(active_day(&ui)), steps[i][1]);
	}
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "date-field"));
	keys(&ui, "Enter");
	assert_order(&order, "input 2026-11-30, change 2026-11-30");
	assert_false(oriel_date_field_is_open(find(&ui, "date-field")));
	assert_string_equal(shown(&ui), "[11] 30 2026 ");
	keys(&ui, "alt+ArrowDown ArrowDown Escape");
	assert_false(oriel_date_field_is_open(find(&ui, "date-field")));
	assert_order(&order, "");
	keys(&ui, "ArrowUp Tab");
	assert_string_equal(shown(&ui), "12 [30] 2026 ");
	assert_order(&order, "input 2026-12-30");
	ui_close(&ui);
}

static void arrows_follow_the_text_from_right_to_left(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	oriel_set_style(oriel_window_root(ui.window), "direction", "rtl");
	oriel_date_field_set_value(field, "2026-12-01");
	ui_settle(&ui);
	struct oriel_rect button = oriel_widget_window_bounds(part(&ui, "part", "calendar-button"));
	struct oriel_rect month = oriel_widget_window_bounds(part(&ui, "part", "month"));
	struct oriel_rect day = oriel_widget_window_bounds(part(&ui, "part", "day"));
	assert_true(button.x < month.x && month.x < day.x);
	keys(&ui, "ArrowRight");
	assert_string_equal(shown(&ui), "12 [01] 2026 ");
	keys(&ui, "F4 ArrowLeft");
	assert_string_equal(name_of(active_day(&ui)), "Wednesday, December 2, 2026");
	assert_true(oriel_widget_window_bounds(active_day(&ui)).x <
		oriel_widget_window_bounds(day_named(&ui, "Tuesday, December 1, 2026")).x);
	ui_close(&ui);
}

static void calendar_keeps_to_the_rules(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	oriel_set_attribute(field, "min", "2026-12-01");
	oriel_set_attribute(field, "max", "2026-12-24");
	oriel_set_attribute(field, "step", "2");
	keys(&ui, "Space");
	assert_string_equal(name_of(active_day(&ui)), "Tuesday, December 1, 2026");
	keys(&ui, "PageUp ArrowLeft ArrowUp");
	assert_string_equal(name_of(active_day(&ui)), "Tuesday, December 1, 2026");
	keys(&ui, "ArrowRight Enter");
	assert_true(oriel_date_field_is_open(field));
	assert_order(&order, "");
	ui_click(&ui, day_named(&ui, "Friday, December 4, 2026"), 1);
	assert_true(oriel_date_field_is_open(field));
	ui_click(&ui, day_named(&ui, "Saturday, December 5, 2026"), 1);
	assert_order(&order, "input 2026-12-05, change 2026-12-05");
	assert_false(oriel_date_field_is_open(field));
	keys(&ui, "Space PageDown shift+PageDown");
	assert_string_equal(name_of(active_day(&ui)), "Thursday, December 24, 2026");
	ui_close(&ui);
}

static void buttons_of_the_calendar_change_month_and_clear(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	oriel_date_field_set_value(field, "2026-12-01");
	ui_click(&ui, part(&ui, "part", "calendar-button"), 1);
	assert_true(oriel_date_field_is_open(field));
	assert_string_equal(oriel_attribute(field, "open"), "");
	ui_click(&ui, part(&ui, "title", "Next month"), 1);
	assert_string_equal(name_of(active_day(&ui)), "Friday, January 1, 2027");
	keys(&ui, "shift+Tab Enter Enter");
	assert_string_equal(name_of(active_day(&ui)), "Sunday, November 1, 2026");
	keys(&ui, "Tab Tab Tab Enter");
	assert_order(&order, "input , change ");
	assert_false(oriel_date_field_is_open(field));
	keys(&ui, "Space Tab Tab Enter");
	assert_order(&order, "input 2000-01-01, change 2000-01-01");
	ui_click(&ui, part(&ui, "part", "calendar-button"), 1);
	ui_click(&ui, part(&ui, "part", "calendar-button"), 1);
	assert_false(oriel_date_field_is_open(field));
	keys(&ui, "Space");
	ui_click(&ui, find(&ui, "button"), 1);
	assert_false(oriel_date_field_is_open(field));
	assert_string_equal(shown(&ui), "01 01 2000 ");
	assert_order(&order, "");
	ui_close(&ui);
}

static void finger(struct ui *ui, const oriel_widget *widget) {
	struct oriel_rect box = oriel_widget_window_bounds(widget);
	for (int i = 0; i < 2; i++) {
		oriel_input_push(ui->window,
			&(struct oriel_raw_input){
				.type = i == 0 ? ORIEL_RAW_POINTER_DOWN : ORIEL_RAW_POINTER_UP,
				.pointer_id = 7, .pointer_kind = ORIEL_POINTER_TOUCH,
				.x = box.x + box.width / 2, .y = box.y + box.height / 2 });
		ui_settle(ui);
	}
}

static void tap_opens_the_calendar_and_chooses(void **state) {
	(void)state;
	struct ui ui = open_window();
	oriel_widget *field = find(&ui, "date-field");
	oriel_date_field_set_value(field, "2026-12-01");
	finger(&ui, part(&ui, "part", "day"));
	assert_true(oriel_date_field_is_open(field));
	finger(&ui, part(&ui, "autofocus", NULL)); /* between two days, or on one */
	oriel_date_field_set_open(field, true);
	order = (struct order){ 0 };
	finger(&ui, day_named(&ui, "Thursday, December 24, 2026"));
	assert_order(&order, "input 2026-12-24, change 2026-12-24");
	finger(&ui, part(&ui, "part", "calendar-button"));
	assert_true(oriel_date_field_is_open(field));
	finger(&ui, part(&ui, "part", "calendar-button"));
	assert_false(oriel_date_field_is_open(field));
	ui_close(&ui);
}

/* ---- Forms, descriptions, re-entry ---- */

static void on_submit(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "submit %s", oriel_form_value(oriel_event_widget(event), "day"));
}

static void forms_submit_check_and_reset(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	oriel_listen(find(&ui, "form"), "submit", on_submit, NULL);
	oriel_set_attribute(field, "required", "");
	assert_int_equal(oriel_form_control_validity(field), ORIEL_VALIDITY_VALUE_MISSING);
	keys(&ui, "1 Enter");
	assert_int_equal(oriel_form_control_validity(field),
		ORIEL_VALIDITY_VALUE_MISSING | ORIEL_VALIDITY_BAD_INPUT);
	assert_true(oriel_widget_has_state(field, ORIEL_STATE_USER_INVALID));
	assert_order(&order, "");
	oriel_date_field_set_value(field, "2026-12-01");
	keys(&ui, "Tab 5 Enter");
	assert_order(&order, "input 2026-12-05, change 2026-12-05, submit 2026-12-05");
	oriel_form_reset(find(&ui, "form"));
	assert_string_equal(oriel_date_field_value(field), "2026-12-01");
	assert_string_equal(shown(&ui), "12 01 [2026] ");
	assert_order(&order, "");
	ui_close(&ui);
}

static void description_names_the_parts(void **state) {
	(void)state;
	struct ui ui = open_focused();
	oriel_widget *field = find(&ui, "date-field");
	struct oriel_description description;
	oriel_date_field_set_value(field, "2026-12-01");
	oriel_set_attribute(field, "aria-label", "Departure");
	oriel_widget_describe(field, &description);
	assert_int_equal(description.role, ORIEL_ROLE_GROUP);
	assert_string_equal(description.name, "Departure");
	assert_string_equal(description.value, "12/01/2026");
	assert_int_equal(description.has_popup, ORIEL_POPUP_DIALOG);
	assert_int_equal(description.expanded, ORIEL_TRISTATE_FALSE);
	assert_ptr_equal(description.active_descendant, part(&ui, "part", "month"));
	oriel_widget_describe(part(&ui, "part", "month"), &description);
	assert_int_equal(description.role, ORIEL_ROLE_SPIN_BUTTON);
	assert_string_equal(description.name, "Month");
	assert_true(description.value_now == 12 && description.value_max == 12);
	keys(&ui, "Space");
	oriel_widget_describe(field, &description);
	assert_int_equal(description.expanded, ORIEL_TRISTATE_TRUE);
	assert_string_equal(name_of(description.controls), "Choose a date");
	oriel_widget_describe(part(&ui, "autofocus", NULL), &description);
	assert_int_equal(description.role, ORIEL_ROLE_GRID);
	assert_string_equal(description.name, "December 2026");
	assert_ptr_equal(description.active_descendant, active_day(&ui));
	oriel_widget_describe(active_day(&ui), &description);
	assert_int_equal(description.role, ORIEL_ROLE_GRID_CELL);
	assert_int_equal(description.selected, ORIEL_TRISTATE_TRUE);
	assert_int_equal(description.row, 2);
	assert_int_equal(description.column, 3);
	assert_string_equal(oriel_role_name(description.role), "gridcell");
	assert_string_equal(name_of(oriel_child_at(part(&ui, "autofocus", NULL), 0)), "Sunday");
	ui_close(&ui);
}

static void destroy_field(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s", oriel_event_type(event));
	oriel_destroy(oriel_event_current_widget(event));
}

static void listeners_may_destroy_the_field(void **state) {
	(void)state;
	static const char *const events[] = { "input", "change", "beforeinput", "keydown" };
	static const char *const how[] = { "1 5 2 0 2 6 Tab", "1 / 2 / 2 0 Enter",
		"ArrowUp Tab ArrowUp Tab ArrowUp Tab", "Space ArrowDown Enter", "Space Tab Tab Tab Enter" };
	for (size_t i = 0; i < 4 * 5; i++) {
		struct ui ui = open_focused();
		oriel_listen(find(&ui, "date-field"), events[i / 5], destroy_field, NULL);
		keys(&ui, how[i % 5]);
		ui_close(&ui);
		order = (struct order){ 0 };
	}
}

int main(void) {
	setenv("LC_ALL", "C", 1);
	return RUN_TESTS(cmocka_unit_test(value_is_sanitized),
		cmocka_unit_test(rules_are_those_of_html),
		cmocka_unit_test(digits_go_from_segment_to_segment),
		cmocka_unit_test(dates_that_do_not_exist_have_no_value),
		cmocka_unit_test(separators_and_small_numbers_complete_a_segment),
		cmocka_unit_test(arrows_step_and_wrap_around),
		cmocka_unit_test(tab_enters_at_the_nearer_end),
		cmocka_unit_test(read_only_and_disabled_fields_do_not_change),
		cmocka_unit_test(clipboard_holds_the_text_of_html),
		cmocka_unit_test(keys_move_through_the_calendar),
		cmocka_unit_test(arrows_follow_the_text_from_right_to_left),
		cmocka_unit_test(calendar_keeps_to_the_rules),
		cmocka_unit_test(buttons_of_the_calendar_change_month_and_clear),
		cmocka_unit_test(tap_opens_the_calendar_and_chooses),
		cmocka_unit_test(forms_submit_check_and_reset),
		cmocka_unit_test(description_names_the_parts),
		cmocka_unit_test(listeners_may_destroy_the_field));
}
