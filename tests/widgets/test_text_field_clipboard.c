/* SPDX-License-Identifier: MIT */
/* Copying from text fields, pasting into them, and the primary selection. */
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_fields(void) {
	return oriel_column(
		oriel_set(oriel_text_field(NULL), .id = "a"), oriel_set(oriel_text_field(NULL), .id = "b"));
}

static oriel_widget *field_of(const struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static struct ui open_focused(const char *text) {
	struct ui ui = ui_open(make_fields);
	oriel_text_field_set_text(field_of(&ui, "#a"), text);
	oriel_focus(field_of(&ui, "#a"));
	ui_settle(&ui);
	return ui;
}

#define assert_text(ui, selector, expected) \
	assert_string_equal(oriel_text_field_text(field_of(ui, selector)), expected)

static void assert_selection(struct ui *ui, enum oriel_selection selection, const char *expected) {
	char *text = ui_clipboard_text(ui->app, selection);
	assert_string_equal(text ? text : "nothing", expected);
	free(text);
}

static void pasted_line_ends_become_spaces_except_at_the_end(void **state) {
	(void)state;
	static const struct { const char *pasted, *expected;
	} cases[] = {
		{ "a\nb", "a b" },
		{ "a\rb", "a b" },
		{ "a\r\nb", "a b" },
		{ "a\r\n\r\nb", "a  b" },
		{ "a\n\rb", "a  b" },
		{ "a\vb", "a b" },
		{ "a\fb", "a b" },
		{ "a\xc2\x85"
		"b",
			"a b" },
		{ "a\xe2\x80\xa8"
		"b",
			"a b" },
		{ "a\xe2\x80\xa9"
		"b",
			"a b" },
		{ "\na", " a" },
		{ "a\r\n", "a" },
		{ "a\n\v\f\r\xc2\x85\xe2\x80\xa8\xe2\x80\xa9", "a" },
		{ "a \n", "a " },
		{ "a\tb", "a\tb" },
		{ "a\x01"
		"b",
			"ab" },
		{ "\xe2\x80\xa7\xc2\xa0\xc3\x85", "\xe2\x80\xa7\xc2\xa0\xc3\x85" },
		{ "\n", "" },
		{ "", "" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct ui ui = open_focused("");
		oriel_clipboard_set_text(ui.app, cases[i].pasted);
		ui_key(&ui, "ctrl+v");
		assert_text(&ui, "#a", cases[i].expected);
		ui_close(&ui);
	}
}

static void note_input(oriel_event *event, void *data) {
	const struct oriel_input_event *input = oriel_event_input(event);
	order_add(data, "%s %s %s", oriel_event_type(event), input->type, input->data);
}

static void a_paste_is_prevented_and_undone_as_one_change(void **state) {
	(void)state;
	struct order order = { .length = 0 };
	struct ui ui = open_focused("one two");
	oriel_widget *field = field_of(&ui, "#a");
	oriel_listen(field, "beforeinput", note_input, &order);
	oriel_listen(field, "input", note_input, &order);
	oriel_text_field_select(field, 0, 3);
	oriel_clipboard_set_text(ui.app, "x\ny");
	ui_key(&ui, "ctrl+v");
	assert_text(&ui, "#a", "x y two");
	assert_order(&order, "beforeinput insertFromPaste x y, input insertFromPaste x y");
	ui_key(&ui, "ctrl+z");
	assert_text(&ui, "#a", "one two");
	oriel_text_field_set_read_only(field, true);
	ui_key(&ui, "ctrl+v");
	assert_text(&ui, "#a", "one two");
	ui_close(&ui);
}

static char *repeat(const char *unit, size_t count) {
	size_t length = strlen(unit);
	char *text = malloc(length * count + 1);
	assert_non_null(text);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * length, unit, length);
	text[length * count] = '\0';
	return text;
}

/* The limit of a field is a mebibyte. */
static void paste_beyond_the_limit_is_cut_and_logged(void **state) {
	(void)state;
	struct ui ui = open_focused("abc");
	char *long_text = repeat("\xc3\xa9", 600000);
	oriel_clipboard_set_text(ui.app, long_text);
	expect_log("151428 of 1200000 pasted bytes are left out");
	ui_key(&ui, "ctrl+v");
	const char *text = oriel_text_field_text(field_of(&ui, "#a"));
	assert_int_equal(strlen(text), (1 << 20) - 1); /* a letter of two bytes would not fit */
	assert_memory_equal(text, "abc\xc3\xa9", 5);
	oriel_clipboard_set_text(ui.app, "more");
	expect_log("3 of 4 pasted bytes are left out");
	ui_key(&ui, "ctrl+v");
	expect_log("4 of 4 pasted bytes are left out");
	ui_key(&ui, "ctrl+v");
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+v");
	assert_text(&ui, "#a", "more");
	free(long_text);
	ui_close(&ui);
}

/* ---- The primary selection ---- */

static struct oriel_rect bounds_of(const struct ui *ui, const char *selector) {
	return oriel_widget_window_bounds(field_of(ui, selector));
}

static void middle_click(struct ui *ui, float x, float y) {
	for (int up = 0; up < 2; up++) {
		oriel_input_push(ui->window,
			&(const struct oriel_raw_input){
				.type = up ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 1,
				.x = x,
				.y = y,
				.button = ORIEL_BUTTON_MIDDLE });
		ui_settle(ui);
	}
}

static void text_selected_by_the_mouse_or_by_keys_is_the_primary_selection(void **state) {
	(void)state;
	struct ui ui = open_focused("one two");
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "nothing");
	ui_key(&ui, "shift+ArrowLeft");
	ui_key(&ui, "shift+ArrowLeft");
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "wo");
	ui_key(&ui, "Home");
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "wo");
	ui_key(&ui, "ctrl+a");
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "one two");
	oriel_text_field_set_text(field_of(&ui, "#b"), "wwwwwwww");
	struct oriel_rect bounds = bounds_of(&ui, "#b");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 1, bounds.y + 10, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, bounds.x + 3000, bounds.y + 10, 0);
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "one two");
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, bounds.x + 3000, bounds.y + 10, 0);
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "wwwwwwww");
	assert_selection(&ui, ORIEL_SELECTION_CLIPBOARD, "nothing");
	oriel_text_field_select(field_of(&ui, "#b"), 0, 3);
	ui_settle(&ui);
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "wwwwwwww");
	ui_close(&ui);
}

static void the_middle_button_places_the_caret_and_pastes_there(void **state) {
	(void)state;
	struct ui ui = open_focused("one two");
	oriel_text_field_set_text(field_of(&ui, "#b"), "end");
	ui_key(&ui, "ctrl+a");
	struct oriel_rect b = bounds_of(&ui, "#b"), a = bounds_of(&ui, "#a");
	middle_click(&ui, b.x + 1, b.y + 10);
	assert_text(&ui, "#b", "one twoend");
	assert_true(oriel_widget_has_state(field_of(&ui, "#b"), ORIEL_STATE_FOCUS));
	size_t anchor, caret;
	oriel_text_field_selection(field_of(&ui, "#b"), &anchor, &caret);
	assert_int_equal(anchor, 7);
	assert_int_equal(caret, 7);
	/* Pasting into the field that owns the primary selection leaves its selected text in place and
	 * unchanged. */
	middle_click(&ui, a.x + a.width - 2, a.y + 10);
	assert_text(&ui, "#a", "one twoone two");
	assert_selection(&ui, ORIEL_SELECTION_PRIMARY, "one two");
	ui_close(&ui);
}

static void dropped_text_is_inserted_where_it_was_dropped(void **state) {
	(void)state;
	struct order order = { .length = 0 };
	struct ui ui = open_focused("one two");
	oriel_widget *field = field_of(&ui, "#a");
	oriel_focus(field_of(&ui, "#b"));
	oriel_listen(field, "beforeinput", note_input, &order);
	struct oriel_rect bounds = oriel_widget_window_bounds(field);
	oriel_input_push(ui.window,
		&(const struct oriel_raw_input){ .type = ORIEL_RAW_DROP, .x = bounds.x + 1,
			.y = bounds.y + bounds.height / 2, .text = "x\ny " });
	ui_settle(&ui);
	assert_text(&ui, "#a", "x y one two");
	assert_order(&order, "beforeinput insertFromDrop x y ");
	assert_true(oriel_widget_has_state(field, ORIEL_STATE_FOCUS));
	ui_key(&ui, "ctrl+z");
	assert_text(&ui, "#a", "one two");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(dropped_text_is_inserted_where_it_was_dropped),
		cmocka_unit_test(pasted_line_ends_become_spaces_except_at_the_end),
		cmocka_unit_test(a_paste_is_prevented_and_undone_as_one_change),
		cmocka_unit_test(paste_beyond_the_limit_is_cut_and_logged),
		cmocka_unit_test(text_selected_by_the_mouse_or_by_keys_is_the_primary_selection),
		cmocka_unit_test(the_middle_button_places_the_caret_and_pastes_there));
}
