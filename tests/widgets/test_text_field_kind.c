/* SPDX-License-Identifier: MIT */
/* The kinds of text fields: passwords, searches, numbers, addresses; lengths, and what stands
 * beside the text. */
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "input/surface_internal.h"
#include "platform/headless_internal.h"
#include "test.h"
#include "text_field_internal.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	const struct oriel_input_event *input = oriel_event_input(event);
	if (input && input->data)
		order_add(&order, "%s %s '%s'", oriel_event_type(event), input->type, input->data);
	else if (input)
		order_add(&order, "%s %s", oriel_event_type(event), input->type);
	else
		order_add(&order, "%s", oriel_event_type(event));
}

static oriel_widget *make_field(void) {
	return oriel_column(oriel_form(oriel_text_field("Name"), oriel_button("Elsewhere")));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

/* Opens a window with a focused field of a type. */
static struct ui open_kind(const char *type) {
	struct ui ui = ui_open(make_field);
	oriel_set_attribute(field_of(&ui), "type", type);
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	return ui;
}

static void listen_all(struct ui *ui) {
	oriel_listen(field_of(ui), "beforeinput", note, NULL);
	oriel_listen(field_of(ui), "input", note, NULL);
	oriel_listen(field_of(ui), "change", note, NULL);
}

static oriel_widget *part_of(struct ui *ui, const char *name) {
	oriel_widget *part = oriel_widget_first_shadow_child(field_of(ui));
	while (part && strcmp(oriel_attribute(part, "part"), name) != 0)
		part = oriel_next_sibling(part);
	return part;
}

static bool is_shown(struct ui *ui, const char *part) {
	oriel_widget *widget = part_of(ui, part);
	return widget && !oriel_is_hidden(widget) && oriel_widget_window_bounds(widget).width > 0;
}

static void assert_caret(struct ui *ui, size_t anchor, size_t caret) {
	size_t is_anchor, is_caret;
	oriel_text_field_selection(field_of(ui), &is_anchor, &is_caret);
	assert_int_equal(is_anchor, anchor);
	assert_int_equal(is_caret, caret);
}

static const char *value_of(struct ui *ui) {
	return oriel_text_field_value(field_of(ui));
}

static unsigned validity_of(struct ui *ui) {
	return oriel_form_control_validity(field_of(ui));
}

/* ---- Passwords ---- */

static void a_password_is_described_and_drawn_as_bullets(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	struct oriel_description words;
	ui_type(&ui, "a\u00e9e\u0301");
	oriel_widget_describe(field_of(&ui), &words);
	assert_string_equal(words.value, "\u2022\u2022\u2022");
	assert_int_equal(words.caret, 9);
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "a\u00e9e\u0301");
	assert_string_equal(((struct text_field *)field_of(&ui))->line.text, "\u2022\u2022\u2022");
	ui_close(&ui);
}

static void the_caret_of_a_password_moves_by_grapheme_and_never_by_word(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	ui_type(&ui, "one e\u0301o");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "shift+ArrowLeft");
	assert_caret(&ui, 7, 4);
	ui_key(&ui, "ArrowRight");
	assert_caret(&ui, 7, 7);
	ui_key(&ui, "ctrl+ArrowLeft");
	assert_caret(&ui, 0, 0);
	ui_key(&ui, "ctrl+ArrowRight");
	assert_caret(&ui, 8, 8);
	ui_key(&ui, "ctrl+Backspace");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "");
	ui_close(&ui);
}

static void a_double_click_selects_the_whole_password(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	ui_type(&ui, "one two");
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(&ui));
	for (int i = 0; i < 2; i++) {
		ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 14, bounds.y + 18, 0);
		ui_pointer(&ui, ORIEL_RAW_POINTER_UP, bounds.x + 14, bounds.y + 18, 0);
	}
	assert_caret(&ui, 0, 7);
	ui_close(&ui);
}

static void a_password_is_not_copied(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	ui_type(&ui, "secret");
	oriel_clipboard_write_text(ui.app, ORIEL_SELECTION_CLIPBOARD, "before", 6);
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+c");
	ui_key(&ui, "ctrl+x");
	char *text = ui_clipboard_text(ui.app, ORIEL_SELECTION_CLIPBOARD);
	assert_string_equal(text, "before");
	free(text);
	assert_null(ui_clipboard_text(ui.app, ORIEL_SELECTION_PRIMARY));
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "secret");
	ui_close(&ui);
}

static void the_button_reveals_a_password_and_leaves_the_focus(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	struct oriel_description words;
	ui_type(&ui, "abc");
	ui_click(&ui, part_of(&ui, "reveal"), 1);
	assert_true(oriel_has_attribute(field_of(&ui), "revealed"));
	assert_true(oriel_widget_has_state(field_of(&ui), ORIEL_STATE_FOCUS));
	assert_caret(&ui, 3, 3);
	oriel_widget_describe(field_of(&ui), &words);
	assert_string_equal(words.value, "abc");
	oriel_widget_describe(part_of(&ui, "reveal"), &words);
	assert_string_equal(words.name, "Show the password");
	assert_int_equal(words.pressed, ORIEL_TRISTATE_TRUE);
	ui_click(&ui, part_of(&ui, "reveal"), 1);
	assert_false(oriel_has_attribute(field_of(&ui), "revealed"));
	ui_close(&ui);
}

static void push_key(struct ui *ui, const char *key, unsigned modifiers) {
	struct oriel_raw_input input = {
		.type = ORIEL_RAW_KEY_DOWN, .key = key, .code = key, .modifiers = modifiers
	};
	oriel_input_push(ui->window, &input);
	input.type = ORIEL_RAW_KEY_UP;
	oriel_input_push(ui->window, &input);
	ui_settle(ui);
}

static void caps_lock_is_hinted_at_while_the_password_has_the_focus(void **state) {
	(void)state;
	struct ui ui = open_kind("password");
	assert_false(is_shown(&ui, "caps-lock"));
	push_key(&ui, "CapsLock", ORIEL_MODIFIER_CAPS_LOCK);
	assert_true(is_shown(&ui, "caps-lock"));
	push_key(&ui, "CapsLock", 0);
	assert_false(is_shown(&ui, "caps-lock"));
	push_key(&ui, "Shift", ORIEL_MODIFIER_CAPS_LOCK);
	oriel_focus(oriel_query(oriel_window_root(ui.window), "button"));
	ui_settle(&ui);
	assert_false(is_shown(&ui, "caps-lock"));
	ui_close(&ui);
}

/* ---- Searches ---- */

static void escape_clears_a_search_and_then_goes_on(void **state) {
	(void)state;
	struct ui ui = open_kind("search");
	oriel_listen(oriel_window_root(ui.window), "keydown", note, NULL);
	ui_type(&ui, "milk");
	listen_all(&ui);
	ui_key(&ui, "Escape");
	assert_order(&order, "keydown, beforeinput deleteContent, input deleteContent");
	assert_string_equal(value_of(&ui), "");
	ui_key(&ui, "Escape");
	assert_order(&order, "keydown");
	ui_key(&ui, "ctrl+z");
	assert_string_equal(value_of(&ui), "milk");
	order.length = 0;
	ui_close(&ui);
}

static void the_clear_button_is_there_while_there_is_a_text(void **state) {
	(void)state;
	struct ui ui = open_kind("search");
	struct oriel_description words;
	oriel_widget_describe(field_of(&ui), &words);
	assert_string_equal(oriel_role_name(words.role), "searchbox");
	assert_false(is_shown(&ui, "clear"));
	ui_type(&ui, "milk");
	assert_true(is_shown(&ui, "clear"));
	ui_click(&ui, part_of(&ui, "clear"), 1);
	assert_string_equal(value_of(&ui), "");
	assert_true(oriel_widget_has_state(field_of(&ui), ORIEL_STATE_FOCUS));
	assert_false(is_shown(&ui, "clear"));
	oriel_text_field_set_text(field_of(&ui), "milk");
	oriel_text_field_set_read_only(field_of(&ui), true);
	assert_false(is_shown(&ui, "clear"));
	ui_close(&ui);
}

/* ---- Numbers ---- */

static void a_number_takes_no_letters(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	ui_type(&ui, "1a2");
	ui_type(&ui, "x");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "12");
	assert_true(oriel_text_field_number(field_of(&ui)) == 12);
	ui_type(&ui, "-");
	assert_string_equal(value_of(&ui), "");
	assert_true(isnan(oriel_text_field_number(field_of(&ui))));
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_BAD_INPUT);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Enter a number.");
	ui_close(&ui);
}

static void keys_step_a_number_with_input_and_change(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	listen_all(&ui);
	ui_key(&ui, "ArrowUp");
	assert_order(&order,
		"beforeinput insertReplacementText '1', input insertReplacementText '1', change");
	oriel_set_attribute(field_of(&ui), "max", "7");
	ui_key(&ui, "PageUp");
	assert_order(&order,
		"beforeinput insertReplacementText '7', input insertReplacementText '7', change");
	ui_key(&ui, "ArrowUp");
	assert_order(&order, "");
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "ctrl+z");
	assert_string_equal(value_of(&ui), "7");
	order.length = 0;
	ui_close(&ui);
}

static void assert_steps(struct ui *ui, const char *from, int steps, const char *to) {
	oriel_text_field_set_value(field_of(ui), from);
	bool is_changed = oriel_text_field_step_by(field_of(ui), steps);
	assert_string_equal(value_of(ui), to);
	assert_int_equal(is_changed, strcmp(from, to) != 0);
}

static void steps_follow_html(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	oriel_set_attribute(field_of(&ui), "min", "1");
	oriel_set_attribute(field_of(&ui), "max", "10");
	oriel_set_attribute(field_of(&ui), "step", "2");
	assert_steps(&ui, "1", 1, "3");
	assert_steps(&ui, "4", 1, "5");
	assert_steps(&ui, "4", -1, "3");
	assert_steps(&ui, "4", 3, "5");
	assert_steps(&ui, "9", 1, "9");
	assert_steps(&ui, "1", -1, "1");
	assert_steps(&ui, "-5", 1, "1");
	assert_steps(&ui, "50", -1, "9");
	assert_steps(&ui, "50", 1, "50");
	oriel_set_attribute(field_of(&ui), "step", "0.1");
	assert_steps(&ui, "1.2", 1, "1.3");
	assert_steps(&ui, "1", 3, "1.3");
	oriel_set_attribute(field_of(&ui), "step", "any");
	assert_steps(&ui, "1.25", 1, "2.25");
	oriel_set_attribute(field_of(&ui), "min", "8");
	oriel_set_attribute(field_of(&ui), "max", "7");
	assert_steps(&ui, "3", 1, "3");
	ui_close(&ui);
}

static unsigned validity_for(struct ui *ui, const char *value) {
	oriel_text_field_set_value(field_of(ui), value);
	return validity_of(ui);
}

static void ranges_and_steps_are_checked(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	oriel_set_attribute(field_of(&ui), "min", "0");
	oriel_set_attribute(field_of(&ui), "max", "1");
	oriel_set_attribute(field_of(&ui), "step", "0.1");
	assert_int_equal(validity_for(&ui, "0.3"), 0);
	assert_int_equal(validity_for(&ui, "-0.1"), ORIEL_VALIDITY_RANGE_UNDERFLOW);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Enter 0 or more.");
	assert_int_equal(validity_for(&ui, "1.1"), ORIEL_VALIDITY_RANGE_OVERFLOW);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Enter 1 or less.");
	assert_int_equal(validity_for(&ui, "0.25"), ORIEL_VALIDITY_STEP_MISMATCH);
	assert_string_equal(
		oriel_form_control_message(field_of(&ui)), "The nearest values are 0.2 and 0.3.");
	assert_int_equal(validity_for(&ui, ""), 0);
	oriel_set_attribute(field_of(&ui), "required", "");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_VALUE_MISSING);
	ui_close(&ui);
}

static void steps_count_from_the_number_of_the_program(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	assert_int_equal(validity_for(&ui, "1.5"), 0);
	ui_key(&ui, "ArrowUp");
	assert_string_equal(value_of(&ui), "2.5");
	assert_int_equal(validity_of(&ui), 0);
	ui_type(&ui, "1");
	assert_string_equal(value_of(&ui), "2.51");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_STEP_MISMATCH);
	ui_close(&ui);
}

static void a_number_has_the_radix_of_the_language(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	strcpy(((struct text_field *)field_of(&ui))->radix, ",");
	oriel_set_attribute(field_of(&ui), "step", "0.1");
	oriel_text_field_set_number(field_of(&ui), 1.5);
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "1,5");
	assert_string_equal(value_of(&ui), "1.5");
	ui_key(&ui, "ArrowUp");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "1,6");
	assert_true(oriel_text_field_number(field_of(&ui)) == 1.6);
	oriel_text_field_set_number(field_of(&ui), NAN);
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "");
	ui_close(&ui);
}

static void turn_wheel(struct ui *ui, float px) {
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(ui));
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_WHEEL, .pointer_id = 1, .x = bounds.x + 20,
			.y = bounds.y + 10, .wheel_y = px });
	ui_settle(ui);
}

static void the_wheel_steps_a_focused_number_only(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	turn_wheel(&ui, -53);
	assert_string_equal(value_of(&ui), "1");
	turn_wheel(&ui, 53);
	turn_wheel(&ui, 53);
	assert_string_equal(value_of(&ui), "-1");
	turn_wheel(&ui, -30);
	assert_string_equal(value_of(&ui), "-1");
	turn_wheel(&ui, -30);
	assert_string_equal(value_of(&ui), "0");
	oriel_text_field_set_read_only(field_of(&ui), true);
	turn_wheel(&ui, 53);
	oriel_text_field_set_read_only(field_of(&ui), false);
	oriel_focus(oriel_query(oriel_window_root(ui.window), "button"));
	ui_settle(&ui);
	turn_wheel(&ui, 53);
	assert_string_equal(value_of(&ui), "0");
	ui_close(&ui);
}

static void a_held_button_steps_on(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	struct oriel_rect up = oriel_widget_window_bounds(part_of(&ui, "step-up"));
	ui_click(&ui, part_of(&ui, "step-up"), 1);
	assert_string_equal(value_of(&ui), "1");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, up.x + 5, up.y + 5, 0);
	oriel_loop_advance(ui.loop, 420);
	assert_true(oriel_text_field_number(field_of(&ui)) > 2);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, up.x + 5, up.y + 5, 0);
	double number = oriel_text_field_number(field_of(&ui));
	oriel_loop_advance(ui.loop, 1000);
	assert_true(oriel_text_field_number(field_of(&ui)) == number);
	oriel_click(part_of(&ui, "step-down"));
	assert_true(oriel_text_field_number(field_of(&ui)) == number - 1);
	ui_close(&ui);
}

static void a_number_is_described_as_a_spin_button(void **state) {
	(void)state;
	struct ui ui = open_kind("number");
	struct oriel_description words;
	oriel_set_attribute(field_of(&ui), "min", "1");
	oriel_set_attribute(field_of(&ui), "max", "9");
	oriel_text_field_set_number(field_of(&ui), 4);
	oriel_widget_describe(field_of(&ui), &words);
	assert_string_equal(oriel_role_name(words.role), "spinbutton");
	assert_true(words.has_range && words.value_min == 1 && words.value_max == 9 &&
		words.value_now == 4);
	ui_close(&ui);
}

/* ---- Addresses ---- */

static void addresses_lose_the_spaces_around_them(void **state) {
	(void)state;
	struct ui ui = open_kind("email");
	ui_type(&ui, " me@example.org ");
	assert_string_equal(value_of(&ui), "me@example.org");
	assert_int_equal(validity_of(&ui), 0);
	ui_type(&ui, ",x");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_TYPE_MISMATCH);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Enter an e-mail address.");
	ui_type(&ui, "@y");
	oriel_set_attribute(field_of(&ui), "multiple", "");
	assert_string_equal(value_of(&ui), "me@example.org,x@y");
	assert_int_equal(validity_of(&ui), 0);
	oriel_set_attribute(field_of(&ui), "type", "url");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_TYPE_MISMATCH);
	oriel_text_field_set_text(field_of(&ui), " https://example.org ");
	assert_int_equal(validity_of(&ui), 0);
	assert_string_equal(value_of(&ui), "https://example.org");
	oriel_set_attribute(field_of(&ui), "type", "tel");
	assert_string_equal(value_of(&ui), " https://example.org ");
	ui_close(&ui);
}

static void an_unknown_type_is_reported(void **state) {
	(void)state;
	expect_log("there is no type \"date\"");
	struct ui ui = open_kind("date");
	ui_close(&ui);
}

static void a_platform_is_told_which_text_is_wanted(void **state) {
	(void)state;
	static const struct {
		const char *type, *inputmode;
		enum oriel_input_mode mode;
	} cases[] = { { "text", NULL, ORIEL_INPUT_MODE_TEXT },
		{ "number", NULL, ORIEL_INPUT_MODE_DECIMAL },
		{ "number", "numeric", ORIEL_INPUT_MODE_NUMERIC },
		{ "password", NULL, ORIEL_INPUT_MODE_PASSWORD }, { "tel", NULL, ORIEL_INPUT_MODE_TEL },
		{ "email", "none", ORIEL_INPUT_MODE_NONE }, { "search", "text", ORIEL_INPUT_MODE_TEXT },
		{ "text", "password", ORIEL_INPUT_MODE_TEXT } };
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ui ui = open_kind(cases[i].type);
		oriel_set_attribute(field_of(&ui), "inputmode", cases[i].inputmode);
		ui_type(&ui, "1");
		ui_settle(&ui);
		const struct oriel__surface *surface = oriel__surface_of_window(ui.window);
		assert_int_equal(
			oriel__headless_state(surface->platform_window).input_mode, cases[i].mode);
		ui_close(&ui);
	}
}

/* ---- Lengths ---- */

static void nothing_can_be_typed_beyond_the_maximum_length(void **state) {
	(void)state;
	struct ui ui = open_kind("text");
	oriel_set_attribute(field_of(&ui), "maxlength", "4");
	ui_type(&ui, "a\U0001f600b");
	assert_string_equal(value_of(&ui), "a\U0001f600b");
	ui_type(&ui, "c");
	assert_string_equal(value_of(&ui), "a\U0001f600b");
	oriel_text_field_select(field_of(&ui), 0, 1);
	ui_type(&ui, "xyz");
	assert_string_equal(value_of(&ui), "x\U0001f600b");
	oriel_text_field_set_text(field_of(&ui), "longer than four");
	assert_int_equal(validity_of(&ui), 0);
	ui_key(&ui, "Backspace");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_TOO_LONG);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Use 4 characters or fewer.");
	ui_close(&ui);
}

static void only_edited_texts_are_too_short(void **state) {
	(void)state;
	struct ui ui = open_kind("text");
	oriel_set_attribute(field_of(&ui), "minlength", " 3");
	oriel_text_field_set_text(field_of(&ui), "a");
	assert_int_equal(validity_of(&ui), 0);
	ui_type(&ui, "b");
	assert_int_equal(validity_of(&ui), ORIEL_VALIDITY_TOO_SHORT);
	assert_string_equal(oriel_form_control_message(field_of(&ui)), "Use 3 characters or more.");
	ui_type(&ui, "c");
	assert_int_equal(validity_of(&ui), 0);
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "Delete");
	assert_int_equal(validity_of(&ui), 0);
	ui_close(&ui);
}

/* ---- What stands beside the text ---- */

static void prefix_count_and_suffix_stand_around_the_text(void **state) {
	(void)state;
	struct ui ui = open_kind("text");
	oriel_text_field_set_prefix(field_of(&ui), oriel_label("EUR"));
	oriel_text_field_set_suffix(field_of(&ui), oriel_label("net"));
	oriel_text_field_show_count(field_of(&ui), true);
	oriel_set_attribute(field_of(&ui), "maxlength", "40");
	ui_type(&ui, "milk");
	struct oriel_rect text = oriel__text_field_text_box(field_of(&ui));
	float widest = oriel_widget_content_box(field_of(&ui)).width;
	struct oriel_description words;
	oriel_widget *count = part_of(&ui, "count");
	assert_string_equal(oriel__text_widget_text(count), "4/40");
	assert_true(text.x > 30 && text.width < widest - 80);
	oriel_set(field_of(&ui), .style = "direction: rtl");
	ui_settle(&ui);
	struct oriel_rect mirrored = oriel__text_field_text_box(field_of(&ui));
	assert_true(mirrored.width == text.width && mirrored.x > text.x);
	oriel_widget_describe(field_of(&ui), &words);
	assert_string_equal(words.value, "milk");
	oriel_text_field_show_count(field_of(&ui), false);
	oriel_text_field_set_prefix(field_of(&ui), NULL);
	oriel_text_field_set_suffix(field_of(&ui), NULL);
	assert_true(oriel__text_field_text_box(field_of(&ui)).width == widest);
	ui_close(&ui);
}

static oriel_widget *make_by_options(void) {
	return oriel_form(
		oriel_text_field("Age", .type = "number", .name = "age", .value = "7", .required = true,
			.min = "1", .max = "120", .step = "0.5", .min_length = 1, .max_length = 8,
			.count = true, .prefix = oriel_label("a"), .suffix = oriel_label("b")));
}

static void options_set_the_attributes_of_html(void **state) {
	(void)state;
	struct ui ui = ui_open(make_by_options);
	static const char *const names[] = { "type", "name", "required", "min", "max", "step",
		"minlength", "maxlength" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		order_add(&order, "%s=%s", names[i], oriel_attribute(field_of(&ui), names[i]));
	assert_order(&order,
		"type=number, name=age, required=, min=1, max=120, step=0.5, minlength=1, maxlength=8");
	assert_string_equal(oriel_form_value(oriel_query(oriel_window_root(ui.window), "form"), "age"),
		"7");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_password_is_described_and_drawn_as_bullets),
		cmocka_unit_test(the_caret_of_a_password_moves_by_grapheme_and_never_by_word),
		cmocka_unit_test(a_double_click_selects_the_whole_password),
		cmocka_unit_test(a_password_is_not_copied),
		cmocka_unit_test(the_button_reveals_a_password_and_leaves_the_focus),
		cmocka_unit_test(caps_lock_is_hinted_at_while_the_password_has_the_focus),
		cmocka_unit_test(escape_clears_a_search_and_then_goes_on),
		cmocka_unit_test(the_clear_button_is_there_while_there_is_a_text),
		cmocka_unit_test(a_number_takes_no_letters),
		cmocka_unit_test(keys_step_a_number_with_input_and_change),
		cmocka_unit_test(steps_follow_html),
		cmocka_unit_test(ranges_and_steps_are_checked),
		cmocka_unit_test(steps_count_from_the_number_of_the_program),
		cmocka_unit_test(a_number_has_the_radix_of_the_language),
		cmocka_unit_test(the_wheel_steps_a_focused_number_only),
		cmocka_unit_test(a_held_button_steps_on),
		cmocka_unit_test(a_number_is_described_as_a_spin_button),
		cmocka_unit_test(addresses_lose_the_spaces_around_them),
		cmocka_unit_test(an_unknown_type_is_reported),
		cmocka_unit_test(a_platform_is_told_which_text_is_wanted),
		cmocka_unit_test(nothing_can_be_typed_beyond_the_maximum_length),
		cmocka_unit_test(only_edited_texts_are_too_short),
		cmocka_unit_test(prefix_count_and_suffix_stand_around_the_text),
		cmocka_unit_test(options_set_the_attributes_of_html));
}
