/* SPDX-License-Identifier: MIT */
/* A text field: editing by the user, and its events. */
#include <oriel/widgets.h>

#include "test.h"
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
	return oriel_column(oriel_row(oriel_text_field("Name"), oriel_button("Elsewhere")));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

static struct ui open_focused(const char *text) {
	struct ui ui = ui_open(make_field);
	oriel_text_field_set_text(field_of(&ui), text);
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	return ui;
}

static void assert_field(struct ui *ui, const char *text, size_t anchor, size_t caret) {
	size_t is_anchor, is_caret;
	oriel_text_field_selection(field_of(ui), &is_anchor, &is_caret);
	assert_string_equal(oriel_text_field_text(field_of(ui)), text);
	assert_int_equal(is_anchor, anchor);
	assert_int_equal(is_caret, caret);
}

static void typed_text_is_inserted_after_beforeinput_and_before_input(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	oriel_listen(field_of(&ui), "beforeinput", note, NULL);
	oriel_listen(field_of(&ui), "input", note, NULL);
	ui_type(&ui, "Grüße 日本");
	assert_field(&ui, "Grüße 日本", 14, 14);
	assert_order(&order, "beforeinput insertText 'Grüße 日本', input insertText 'Grüße 日本'");
	ui_close(&ui);
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void a_prevented_beforeinput_changes_nothing(void **state) {
	(void)state;
	struct ui ui = open_focused("ab");
	oriel_listen(field_of(&ui), "beforeinput", prevent, NULL);
	oriel_listen(field_of(&ui), "input", note, NULL);
	ui_type(&ui, "c");
	ui_key(&ui, "Backspace");
	assert_field(&ui, "ab", 2, 2);
	assert_order(&order, "");
	ui_close(&ui);
}

static void backspace_and_delete_take_whole_graphemes(void **state) {
	(void)state;
	struct ui ui = open_focused("ae\xcc\x81" "👩‍👧b");
	ui_key(&ui, "Backspace");
	ui_key(&ui, "Backspace");
	assert_field(&ui, "ae\xcc\x81", 4, 4);
	ui_key(&ui, "ArrowLeft");
	assert_field(&ui, "ae\xcc\x81", 1, 1);
	ui_key(&ui, "Delete");
	assert_field(&ui, "a", 1, 1);
	ui_close(&ui);
}

static void control_moves_by_words_and_deletes_words(void **state) {
	(void)state;
	struct ui ui = open_focused("one two three");
	ui_key(&ui, "ctrl+ArrowLeft");
	assert_field(&ui, "one two three", 8, 8);
	ui_key(&ui, "ctrl+Backspace");
	assert_field(&ui, "one three", 4, 4);
	ui_key(&ui, "ctrl+Delete");
	assert_field(&ui, "one ", 4, 4);
	ui_close(&ui);
}

static void shift_extends_and_a_plain_motion_collapses(void **state) {
	(void)state;
	struct ui ui = open_focused("abcd");
	ui_key(&ui, "shift+ArrowLeft");
	ui_key(&ui, "shift+ArrowLeft");
	assert_field(&ui, "abcd", 4, 2);
	ui_key(&ui, "ArrowLeft");
	assert_field(&ui, "abcd", 2, 2);
	ui_key(&ui, "shift+Home");
	ui_type(&ui, "x");
	assert_field(&ui, "xcd", 1, 1);
	ui_close(&ui);
}

static void undo_and_redo_step_through_the_edits(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	ui_type(&ui, "one");
	ui_key(&ui, "ctrl+Backspace");
	assert_field(&ui, "", 0, 0);
	ui_key(&ui, "ctrl+z");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "one");
	ui_key(&ui, "ctrl+z");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "");
	ui_key(&ui, "ctrl+shift+z");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "one");
	ui_close(&ui);
}

static void copy_cut_and_paste_use_the_clipboard(void **state) {
	(void)state;
	struct ui ui = open_focused("one two");
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+c");
	ui_key(&ui, "End");
	ui_key(&ui, "ctrl+v");
	assert_field(&ui, "one twoone two", 14, 14);
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+x");
	assert_field(&ui, "", 0, 0);
	oriel_clipboard_set_text(ui.app, "two\nlines");
	ui_key(&ui, "ctrl+v");
	assert_field(&ui, "two lines", 9, 9);
	ui_close(&ui);
}

static void a_double_click_selects_a_word_and_a_triple_click_everything(void **state) {
	(void)state;
	struct ui ui = ui_open(make_field);
	oriel_text_field_set_text(field_of(&ui), "wwwwwwwwwwwwwwwwwwwwwwww wide");
	ui_settle(&ui);
	ui_click(&ui, field_of(&ui), 2);
	assert_field(&ui, "wwwwwwwwwwwwwwwwwwwwwwww wide", 0, 24);
	oriel_loop_advance(ui.loop, 2000);
	ui_click(&ui, field_of(&ui), 3);
	assert_field(&ui, "wwwwwwwwwwwwwwwwwwwwwwww wide", 0, 29);
	ui_close(&ui);
}

static void dragging_selects_from_press_to_release(void **state) {
	(void)state;
	struct ui ui = ui_open(make_field);
	oriel_text_field_set_text(field_of(&ui), "some text");
	ui_settle(&ui);
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(&ui));
	float y = bounds.y + bounds.height / 2;
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 1, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, bounds.x + bounds.width + 50, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, bounds.x + bounds.width + 50, y, 0);
	assert_field(&ui, "some text", 0, 9);
	ui_close(&ui);
}

static void preedit_is_shown_and_not_part_of_the_text(void **state) {
	(void)state;
	struct ui ui = open_focused("ab");
	oriel_listen(field_of(&ui), "compositionstart", note, NULL);
	oriel_listen(field_of(&ui), "compositionupdate", note, NULL);
	oriel_listen(field_of(&ui), "compositionend", note, NULL);
	oriel_listen(field_of(&ui), "input", note, NULL);
	oriel_input_push(ui.window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = "にほ", .preedit_caret = 6 });
	ui_settle(&ui);
	assert_field(&ui, "ab", 2, 2);
	ui_type(&ui, "日本");
	assert_field(&ui, "ab日本", 8, 8);
	assert_order(&order,
		"compositionstart  '', compositionupdate  'にほ', compositionend  '日本', input insertText "
		"'日本'");
	ui_close(&ui);
}

static void leaving_a_changed_field_fires_change(void **state) {
	(void)state;
	struct ui ui = open_focused("a");
	oriel_listen(field_of(&ui), "change", note, NULL);
	ui_key(&ui, "Tab");
	assert_order(&order, "");
	oriel_focus(field_of(&ui));
	ui_type(&ui, "b");
	ui_key(&ui, "Enter");
	ui_key(&ui, "Tab");
	assert_order(&order, "change");
	oriel_focus(field_of(&ui));
	ui_type(&ui, "c");
	ui_key(&ui, "Tab");
	assert_order(&order, "change");
	oriel_focus(field_of(&ui));
	ui_type(&ui, "d");
	ui_key(&ui, "Backspace");
	ui_key(&ui, "Tab");
	assert_order(&order, "");
	oriel_focus(field_of(&ui));
	oriel_text_field_set_text(field_of(&ui), "");
	ui_key(&ui, "Tab");
	assert_order(&order, "change");
	ui_close(&ui);
}

static void the_placeholder_is_copied_and_repaired(void **state) {
	struct ui ui = ui_open(make_field);
	char text[] = "Na\xff";
	oriel_text_field_set_placeholder(field_of(&ui), text);
	text[0] = 'X';
	assert_string_equal(oriel_text_field_placeholder(field_of(&ui)), "Na\xef\xbf\xbd");
	oriel_text_field_set_placeholder(field_of(&ui), NULL);
	assert_string_equal(oriel_text_field_placeholder(field_of(&ui)), "");
	ui_close(&ui);
}

static void a_read_only_field_is_selected_and_copied_but_not_changed(void **state) {
	(void)state;
	struct ui ui = open_focused("fixed");
	assert_false(oriel_text_field_is_read_only(field_of(&ui)));
	oriel_text_field_set_read_only(field_of(&ui), true);
	assert_true(oriel_text_field_is_read_only(field_of(&ui)));
	oriel_listen(field_of(&ui), "input", note, NULL);
	ui_type(&ui, "x");
	ui_key(&ui, "Backspace");
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+x");
	assert_field(&ui, "fixed", 0, 5);
	assert_order(&order, "");
	assert_true(oriel_matches(field_of(&ui), ":read-only"));
	ui_close(&ui);
}

static void the_caret_stops_blinking_and_leaves_no_timer(void **state) {
	(void)state;
	struct ui ui = open_focused("a");
	assert_true(oriel_loop_next_due(ui.loop) <= oriel_loop_now(ui.loop) + 530);
	oriel_loop_advance(ui.loop, 20000);
	assert_true(oriel_loop_next_due(ui.loop) > oriel_loop_now(ui.loop) + 1e9);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(typed_text_is_inserted_after_beforeinput_and_before_input),
		cmocka_unit_test(a_prevented_beforeinput_changes_nothing),
		cmocka_unit_test(backspace_and_delete_take_whole_graphemes),
		cmocka_unit_test(control_moves_by_words_and_deletes_words),
		cmocka_unit_test(shift_extends_and_a_plain_motion_collapses),
		cmocka_unit_test(undo_and_redo_step_through_the_edits),
		cmocka_unit_test(copy_cut_and_paste_use_the_clipboard),
		cmocka_unit_test(a_double_click_selects_a_word_and_a_triple_click_everything),
		cmocka_unit_test(dragging_selects_from_press_to_release),
		cmocka_unit_test(preedit_is_shown_and_not_part_of_the_text),
		cmocka_unit_test(leaving_a_changed_field_fires_change),
		cmocka_unit_test(the_placeholder_is_copied_and_repaired),
		cmocka_unit_test(a_read_only_field_is_selected_and_copied_but_not_changed),
		cmocka_unit_test(the_caret_stops_blinking_and_leaves_no_timer));
}
