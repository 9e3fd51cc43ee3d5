/* SPDX-License-Identifier: MIT */
/* A text area: editing, motions, finding, scrolling and its events. */
#include <oriel/extend/describe.h>
#include <oriel/widgets.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "text_area_internal.h"
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

static oriel_widget *make_area(void) {
	return oriel_column(
		oriel_form(oriel_set(oriel_text_area("Notes", .name = "notes", .rows = 5),
			.style = "width: 200px; font-size: 14px; line-height: 20px"),
			oriel_button("Send")));
}

static oriel_widget *area_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-area");
}

static struct text_area *state_of(struct ui *ui) {
	return (struct text_area *)area_of(ui);
}

static struct ui open_focused(const char *text) {
	struct ui ui = ui_open(make_area);
	oriel_text_area_set_text(area_of(&ui), text);
	oriel_focus(area_of(&ui));
	ui_settle(&ui);
	return ui;
}

static void note_caret(struct ui *ui) {
	size_t anchor, caret;
	oriel_text_area_selection(area_of(ui), &anchor, &caret);
	if (anchor == caret)
		order_add(&order, "%zu", caret);
	else
		order_add(&order, "%zu-%zu", anchor, caret);
}

/* Strikes keys, separated by spaces, and notes the caret after each. */
static void strike(struct ui *ui, const char *keys) {
	char copy[256];
	strcpy(copy, keys);
	for (char *key = strtok(copy, " "); key; key = strtok(NULL, " ")) {
		ui_key(ui, key);
		note_caret(ui);
	}
}

static double scroll_of(struct ui *ui) {
	return oriel_widget_scroll_position(area_of(ui)).y;
}

/* Returns so many numbered lines, owned by the caller. */
static char *lines(size_t count) {
	char *text = malloc(count * 16 + 1), *at = text;
	for (size_t i = 0; i < count; i++)
		at += sprintf(at, "line %zu\n", i);
	*at = '\0';
	return text;
}

/* ---- Editing ---- */

static void enter_inserts_a_line_and_does_not_submit(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	oriel_listen(area_of(&ui), "beforeinput", note, NULL);
	oriel_listen(area_of(&ui), "input", note, NULL);
	oriel_listen(area_of(&ui), "change", note, NULL);
	oriel_listen(oriel_query(oriel_window_root(ui.window), "form"), "submit", note, NULL);
	ui_key(&ui, "a");
	ui_key(&ui, "Enter");
	ui_key(&ui, "b");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "a\nb");
	oriel_focus(oriel_query(oriel_window_root(ui.window), "button"));
	ui_settle(&ui);
	assert_order(&order,
		"beforeinput insertText 'a', input insertText 'a', beforeinput insertLineBreak, "
		"input insertLineBreak, beforeinput insertText 'b', input insertText 'b', change");
	ui_close(&ui);
}

static void undo_takes_back_words_and_deletions(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	const char *typed = "one two";
	for (; *typed; typed++)
		ui_key(&ui, (char[]){ *typed, '\0' });
	ui_key(&ui, "ctrl+z");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "one ");
	ui_key(&ui, "Backspace");
	ui_key(&ui, "ctrl+z");
	ui_key(&ui, "ctrl+z");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "");
	ui_key(&ui, "ctrl+y");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "one ");
	ui_close(&ui);
}

static void tab_leaves_or_inserts(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	ui_key(&ui, "Tab");
	assert_false(oriel_widget_has_state(area_of(&ui), ORIEL_STATE_FOCUS));
	oriel_focus(area_of(&ui));
	oriel_set_attribute(area_of(&ui), "insertstabs", "");
	ui_key(&ui, "Tab");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "\t");
	ui_key(&ui, "shift+Tab");
	assert_false(oriel_widget_has_state(area_of(&ui), ORIEL_STATE_FOCUS));
	ui_close(&ui);
}

static void deleting_to_an_end_stays_in_the_line(void **state) {
	(void)state;
	struct ui ui = open_focused("one\ntwo three\nfour");
	oriel_text_area_select(area_of(&ui), 8, 8);
	ui_key(&ui, "ctrl+shift+Delete");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "one\ntwo \nfour");
	ui_key(&ui, "ctrl+shift+Delete");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "one\ntwo four");
	ui_key(&ui, "ctrl+shift+Backspace");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "one\nfour");
	ui_close(&ui);
}

static void pasted_lines_remain_lines(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	oriel_clipboard_write_text(ui.app, ORIEL_SELECTION_CLIPBOARD, "a\r\nb\n", 5);
	ui_key(&ui, "ctrl+v");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "a\nb\n");
	ui_key(&ui, "ctrl+a");
	ui_key(&ui, "ctrl+x");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "");
	char *text = ui_clipboard_text(ui.app, ORIEL_SELECTION_CLIPBOARD);
	assert_string_equal(text, "a\nb\n");
	free(text);
	ui_close(&ui);
}

static void a_read_only_area_is_not_edited(void **state) {
	(void)state;
	struct ui ui = open_focused("ab");
	oriel_text_area_set_read_only(area_of(&ui), true);
	ui_key(&ui, "x");
	ui_key(&ui, "Enter");
	ui_key(&ui, "Delete");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "ab");
	assert_true(oriel_text_area_is_read_only(area_of(&ui)));
	ui_close(&ui);
}

static void lengths_and_missing_values_are_checked(void **state) {
	(void)state;
	struct ui ui = open_focused("");
	oriel_set_attribute(area_of(&ui), "required", "");
	assert_int_equal(oriel_form_control_validity(area_of(&ui)), ORIEL_VALIDITY_VALUE_MISSING);
	oriel_set_attribute(area_of(&ui), "maxlength", "4");
	ui_type(&ui, "a\nbcdef");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "a\nbc");
	assert_int_equal(oriel_form_control_validity(area_of(&ui)), 0);
	oriel_set_attribute(area_of(&ui), "minlength", "9");
	assert_int_equal(oriel_form_control_validity(area_of(&ui)), ORIEL_VALIDITY_TOO_SHORT);
	oriel_widget *form = oriel_query(oriel_window_root(ui.window), "form");
	assert_string_equal(oriel_form_value(form, "notes"), "a\nbc");
	oriel_form_reset(form);
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "");
	ui_close(&ui);
}

/* ---- Motions ---- */

static void up_and_down_keep_the_goal_column(void **state) {
	(void)state;
	struct ui ui = open_focused("mmmmmm\nm\nmmmmmm");
	strike(&ui, "ArrowRight ArrowRight ArrowRight ArrowDown ArrowDown ArrowUp ArrowUp ArrowUp");
	assert_order(&order, "1, 2, 3, 8, 12, 8, 3, 0");
	strike(&ui, "shift+ArrowDown shift+ArrowDown ArrowRight ArrowLeft");
	assert_order(&order, "0-7, 0-9, 9, 8");
	ui_close(&ui);
}

static void home_and_end_go_by_the_shown_line(void **state) {
	(void)state;
	struct ui ui = open_focused("wide wide wide wide wide wide wide wide wide");
	ui_key(&ui, "End");
	size_t first;
	oriel_text_area_selection(area_of(&ui), NULL, &first);
	assert_true(first > 10 && first < 44);
	assert_true(state_of(&ui)->is_caret_trailing);
	strike(&ui, "Home");
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "End");
	size_t second;
	oriel_text_area_selection(area_of(&ui), NULL, &second);
	assert_true(second > first);
	ui_key(&ui, "Home");
	size_t start;
	oriel_text_area_selection(area_of(&ui), NULL, &start);
	assert_int_equal(start, first);
	strike(&ui, "ctrl+End ctrl+Home shift+ctrl+End");
	assert_order(&order, "0, 44, 0, 0");
	ui_close(&ui);
}

static void words_and_lines_are_passed_with_control(void **state) {
	(void)state;
	struct ui ui = open_focused("one two\nthree\nfour");
	strike(&ui, "ctrl+ArrowRight ctrl+ArrowRight ctrl+ArrowRight ctrl+ArrowLeft");
	assert_order(&order, "3, 7, 13, 8");
	strike(&ui, "ctrl+ArrowDown ctrl+ArrowUp ctrl+ArrowUp ctrl+ArrowUp");
	assert_order(&order, "14, 8, 0, 0");
	ui_close(&ui);
}

static void arrows_pass_from_line_to_line(void **state) {
	(void)state;
	struct ui ui = open_focused("a\n\u05d0\u05d1\nb");
	strike(&ui, "ArrowRight ArrowRight ArrowLeft ArrowLeft ArrowLeft ArrowRight");
	assert_order(&order, "1, 2, 4, 6, 7, 8");
	ui_close(&ui);
}

static void page_keys_go_by_the_view(void **state) {
	(void)state;
	char *text = lines(50);
	struct ui ui = open_focused(text);
	strike(&ui, "PageDown PageDown PageUp");
	assert_order(&order, "28, 56, 28");
	free(text);
	ui_close(&ui);
}

static void selections_by_the_user_fire_select(void **state) {
	(void)state;
	struct ui ui = open_focused("one two");
	oriel_listen(oriel_window_root(ui.window), "select", note, NULL);
	oriel_text_area_select(area_of(&ui), 0, 3);
	strike(&ui, "ArrowRight shift+ArrowRight shift+ArrowRight ctrl+a ctrl+a shift+ArrowRight");
	assert_order(&order, "3, select, 3-4, select, 3-5, select, 0-7, 0-7, 0-7");
	ui_close(&ui);
}

/* ---- Pointers ---- */

static void press(struct ui *ui, float x, float y, int count) {
	struct oriel_rect bounds = oriel_widget_window_bounds(area_of(ui));
	while (count-- > 0) {
		ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, bounds.x + x, bounds.y + y, 0);
		ui_pointer(ui, ORIEL_RAW_POINTER_UP, bounds.x + x, bounds.y + y, 0);
	}
}

static void presses_select_words_and_lines(void **state) {
	(void)state;
	struct ui ui = open_focused("one two\nthree four\nfive");
	press(&ui, 12, 30, 1);
	note_caret(&ui);
	oriel_loop_advance(ui.loop, 2000);
	press(&ui, 12, 30, 2);
	note_caret(&ui);
	oriel_loop_advance(ui.loop, 2000);
	press(&ui, 12, 30, 3);
	note_caret(&ui);
	press(&ui, 14, 95, 1);
	note_caret(&ui);
	assert_order(&order, "8, 8-13, 8-19, 23");
	ui_close(&ui);
}

static void a_drag_beyond_the_edge_scrolls(void **state) {
	(void)state;
	char *text = lines(100);
	struct ui ui = open_focused(text);
	struct oriel_rect bounds = oriel_widget_window_bounds(area_of(&ui));
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 12, bounds.y + 12, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, bounds.x + 12, bounds.y + bounds.height + 20, 0);
	oriel_loop_advance(ui.loop, 1000);
	size_t anchor, caret;
	oriel_text_area_selection(area_of(&ui), &anchor, &caret);
	assert_int_equal(anchor, 0);
	assert_true(caret > 100);
	assert_true(scroll_of(&ui) > 100);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, bounds.x + 12, bounds.y + bounds.height + 20, 0);
	double at = scroll_of(&ui);
	oriel_loop_advance(ui.loop, 1000);
	assert_true(scroll_of(&ui) == at);
	free(text);
	ui_close(&ui);
}

static void touch(struct ui *ui, enum oriel_raw_input_type type, float y) {
	struct oriel_rect bounds = oriel_widget_window_bounds(area_of(ui));
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){ .type = type, .pointer_id = 7,
			.pointer_kind = ORIEL_POINTER_TOUCH, .x = bounds.x + 12, .y = bounds.y + y,
			.button = ORIEL_BUTTON_PRIMARY });
	oriel_loop_advance(ui->loop, 20);
}

static void a_finger_scrolls_and_a_tap_places_the_caret(void **state) {
	(void)state;
	char *text = lines(100);
	struct ui ui = open_focused(text);
	touch(&ui, ORIEL_RAW_POINTER_DOWN, 90);
	for (float y = 80; y >= 20; y -= 10)
		touch(&ui, ORIEL_RAW_POINTER_MOVE, y);
	touch(&ui, ORIEL_RAW_POINTER_UP, 20);
	oriel_loop_advance(ui.loop, 3000);
	note_caret(&ui);
	assert_true(scroll_of(&ui) > 40);
	oriel_scroll_to(area_of(&ui), .y = 0);
	oriel_loop_advance(ui.loop, 1000);
	touch(&ui, ORIEL_RAW_POINTER_DOWN, 35);
	touch(&ui, ORIEL_RAW_POINTER_UP, 35);
	note_caret(&ui);
	assert_order(&order, "0, 7");
	free(text);
	ui_close(&ui);
}

static void lines_from_right_to_left_have_their_numbers_at_the_right(void **state) {
	(void)state;
	struct ui ui = open_focused("\u05d0\u05d1\n\u05d2");
	oriel_set_attribute(area_of(&ui), "linenumbers", "");
	oriel_set_style(area_of(&ui), "direction", "rtl");
	ui_settle(&ui);
	struct oriel_rect content = oriel_widget_content_box(area_of(&ui));
	struct oriel_rect box = oriel__text_area_text_box(area_of(&ui));
	assert_true(box.x == content.x && box.width < content.width - 20);
	strike(&ui, "ArrowLeft ArrowLeft ArrowLeft ArrowRight Home End");
	assert_order(&order, "2, 4, 5, 4, 0, 4");
	press(&ui, content.x + box.width - 2, content.y + 30, 1);
	note_caret(&ui);
	assert_order(&order, "5");
	ui_close(&ui);
}

/* ---- Compositions ---- */

static void compose(struct ui *ui, const char *text) {
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){ .type = ORIEL_RAW_PREEDIT, .text = text,
			.preedit_caret = strlen(text) });
	ui_settle(ui);
}

static void composed_text_is_shown_at_the_caret(void **state) {
	(void)state;
	struct ui ui = open_focused("ab\ncd");
	oriel_text_area_select(area_of(&ui), 4, 4);
	compose(&ui, "\ud55c");
	const struct text_area *area = state_of(&ui);
	assert_int_equal(area->block_count, 2);
	assert_string_equal(area->blocks[1].text, "c\ud55c" "d");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "ab\ncd");
	ui_type(&ui, "\ud55c");
	assert_string_equal(oriel_text_area_text(area_of(&ui)), "ab\nc\ud55c" "d");
	ui_close(&ui);
}

/* ---- Views ---- */

static void only_lines_in_view_are_shaped(void **state) {
	(void)state;
	char *text = lines(100000);
	struct ui ui = open_focused(text);
	assert_true(state_of(&ui)->block_count < 10);
	assert_true(oriel_widget_scroll_position(area_of(&ui)).max_y > 1900000);
	oriel_scroll_to(area_of(&ui), .y = 1000000);
	ui_settle(&ui);
	assert_true(state_of(&ui)->block_count < 10);
	assert_string_equal(state_of(&ui)->blocks[0].text, "line 50000");
	ui_key(&ui, "ctrl+End");
	assert_true(scroll_of(&ui) == oriel_widget_scroll_position(area_of(&ui)).max_y);
	ui_key(&ui, "x");
	assert_string_equal(state_of(&ui)->blocks[state_of(&ui)->block_count - 1].text, "x");
	free(text);
	ui_close(&ui);
}

static void measuring_above_does_not_move_the_view(void **state) {
	(void)state;
	char *text = malloc(400 * 300 + 1), *at = text;
	for (int i = 0; i < 400; i++)
		at += sprintf(at, "%d %.*s\n", i, i % 7 * 40,
			"wide wide wide wide wide wide wide wide wide "
			"wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide "
			"wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide wide ");
	struct ui ui = open_focused(text);
	oriel_scroll_to(area_of(&ui), .y = 8000);
	ui_settle(&ui);
	for (int step = 0; step < 60; step++) {
		size_t block = state_of(&ui)->blocks[0].index;
		float before = oriel__text_area_block_y(area_of(&ui), block);
		oriel_scroll_by(area_of(&ui), .y = -30);
		ui_settle(&ui);
		float after = oriel__text_area_block_y(area_of(&ui), block);
		assert_float_equal(after, before + 30, 0.01);
		assert_true(state_of(&ui)->bias == 0);
	}
	free(text);
	ui_close(&ui);
}

static void a_new_width_keeps_the_first_line(void **state) {
	(void)state;
	char *text = lines(1000);
	struct ui ui = open_focused(text);
	oriel_scroll_to(area_of(&ui), .y = 5000);
	ui_settle(&ui);
	size_t first = state_of(&ui)->top_block;
	oriel_set_style(area_of(&ui), "width", "60px");
	ui_settle(&ui);
	assert_int_equal(state_of(&ui)->top_block, first);
	free(text);
	ui_close(&ui);
}

static void appended_text_leaves_caret_and_view(void **state) {
	(void)state;
	struct ui ui = ui_open(make_area);
	char *text = lines(1000);
	size_t length = strlen(text);
	for (size_t part = 0; part < length; part += 777)
		assert_true(oriel_text_area_append_text(
			area_of(&ui), text + part, length - part < 777 ? length - part : 777));
	ui_settle(&ui);
	assert_string_equal(oriel_text_area_text(area_of(&ui)), text);
	assert_true(scroll_of(&ui) == 0);
	assert_true(oriel_widget_scroll_position(area_of(&ui)).max_y > 19000);
	assert_false(oriel_widget_has_state(area_of(&ui), ORIEL_STATE_PLACEHOLDER_SHOWN));
	char part[6] = "";
	oriel_text_area_copy_text(area_of(&ui), 7, 12, part);
	assert_string_equal(part, "line ");
	oriel_text_area_scroll_to_line(area_of(&ui), 500);
	ui_settle(&ui);
	assert_true(scroll_of(&ui) > 9000 && scroll_of(&ui) < 10000);
	free(text);
	ui_close(&ui);
}

static oriel_widget *make_growing(void) {
	return oriel_column(oriel_set(oriel_text_area(NULL, .rows = 2, .max_rows = 4),
		.style = "width: 200px; line-height: 20px"));
}

static float height_of(struct ui *ui) {
	return oriel_widget_window_bounds(area_of(ui)).height;
}

static void an_area_grows_to_its_maximum(void **state) {
	(void)state;
	struct ui ui = ui_open(make_growing);
	oriel_focus(area_of(&ui));
	ui_settle(&ui);
	float two = height_of(&ui);
	ui_type(&ui, "a\nb");
	assert_true(height_of(&ui) == two);
	ui_type(&ui, "\nc");
	float line = height_of(&ui) - two;
	assert_true(line > 10);
	ui_type(&ui, "\nd\ne\nf");
	assert_float_equal(height_of(&ui), two + 2 * line, 0.5);
	assert_true(scroll_of(&ui) > 0);
	ui_close(&ui);
}

static void lines_that_are_not_wrapped_are_scrolled_over(void **state) {
	(void)state;
	struct ui ui = open_focused("wide wide wide wide wide wide wide wide wide wide wide wide\nb");
	oriel_set_attribute(area_of(&ui), "wrap", "off");
	ui_settle(&ui);
	assert_true(oriel_widget_scroll_position(area_of(&ui)).max_x > 50);
	ui_key(&ui, "End");
	assert_true(oriel_widget_scroll_position(area_of(&ui)).x > 50);
	ui_key(&ui, "Home");
	assert_true(oriel_widget_scroll_position(area_of(&ui)).x == 0);
	oriel_set_attribute(area_of(&ui), "linenumbers", "");
	ui_settle(&ui);
	assert_true(oriel__text_area_gutter(area_of(&ui)) > 20);
	ui_close(&ui);
}

static void long_lines_are_shown_in_parts(void **state) {
	(void)state;
	size_t length = 200000;
	char *text = malloc(length + 1);
	memset(text, 'x', length);
	text[length] = '\0';
	struct ui ui = open_focused(text);
	assert_true(state_of(&ui)->block_count == 1 && state_of(&ui)->blocks[0].length <= 8192);
	strike(&ui, "ctrl+End");
	assert_order(&order, "200000");
	ui_key(&ui, "y");
	assert_int_equal(oriel_text_area_length(area_of(&ui)), length + 1);
	free(text);
	ui_close(&ui);
}

/* ---- Finding ---- */

static void finding_goes_round_and_counts(void **state) {
	(void)state;
	struct ui ui = open_focused("Milk milk\nbread MILK");
	size_t selected;
	assert_true(oriel_text_area_find(area_of(&ui), "mi", 0));
	note_caret(&ui);
	assert_true(oriel_text_area_find(area_of(&ui), "milk", 0));
	note_caret(&ui);
	assert_int_equal(oriel_text_area_match_count(area_of(&ui), &selected), 3);
	assert_int_equal(selected, 1);
	for (int i = 0; i < 3; i++) {
		assert_true(oriel_text_area_find_next(area_of(&ui)));
		note_caret(&ui);
	}
	assert_true(oriel_text_area_find_previous(area_of(&ui)));
	note_caret(&ui);
	assert_order(&order, "0-2, 0-4, 5-9, 16-20, 0-4, 16-20");
	assert_true(oriel_text_area_find(area_of(&ui), "milk", ORIEL_TEXT_AREA_FIND_MATCH_CASE));
	note_caret(&ui);
	assert_false(oriel_text_area_find(area_of(&ui), "tea", 0));
	assert_false(oriel_text_area_find(area_of(&ui), NULL, 0));
	assert_false(oriel_text_area_find_next(area_of(&ui)));
	assert_order(&order, "5-9");
	ui_close(&ui);
}

static void a_match_is_scrolled_into_view(void **state) {
	(void)state;
	char *text = lines(1000);
	struct ui ui = ui_open(make_area);
	oriel_text_area_set_text(area_of(&ui), text);
	ui_settle(&ui);
	assert_true(oriel_text_area_find(area_of(&ui), "LINE 700", 0));
	ui_settle(&ui);
	assert_true(scroll_of(&ui) > 13000 && scroll_of(&ui) < 14100);
	free(text);
	ui_close(&ui);
}

static void an_area_is_described_as_a_text_box(void **state) {
	(void)state;
	struct ui ui = open_focused("ab\ncd");
	struct oriel_description words;
	oriel_text_area_select(area_of(&ui), 4, 1);
	oriel_widget_describe(area_of(&ui), &words);
	assert_string_equal(oriel_role_name(words.role), "textbox");
	assert_string_equal(words.name, "Notes");
	assert_string_equal(words.value, "ab\ncd");
	assert_true(words.caret == 1 && words.selection_start == 1 && words.selection_end == 4);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(enter_inserts_a_line_and_does_not_submit),
		cmocka_unit_test(undo_takes_back_words_and_deletions),
		cmocka_unit_test(tab_leaves_or_inserts),
		cmocka_unit_test(deleting_to_an_end_stays_in_the_line),
		cmocka_unit_test(pasted_lines_remain_lines),
		cmocka_unit_test(a_read_only_area_is_not_edited),
		cmocka_unit_test(lengths_and_missing_values_are_checked),
		cmocka_unit_test(up_and_down_keep_the_goal_column),
		cmocka_unit_test(home_and_end_go_by_the_shown_line),
		cmocka_unit_test(words_and_lines_are_passed_with_control),
		cmocka_unit_test(arrows_pass_from_line_to_line),
		cmocka_unit_test(page_keys_go_by_the_view),
		cmocka_unit_test(selections_by_the_user_fire_select),
		cmocka_unit_test(presses_select_words_and_lines),
		cmocka_unit_test(a_drag_beyond_the_edge_scrolls),
		cmocka_unit_test(a_finger_scrolls_and_a_tap_places_the_caret),
		cmocka_unit_test(lines_from_right_to_left_have_their_numbers_at_the_right),
		cmocka_unit_test(composed_text_is_shown_at_the_caret),
		cmocka_unit_test(only_lines_in_view_are_shaped),
		cmocka_unit_test(measuring_above_does_not_move_the_view),
		cmocka_unit_test(a_new_width_keeps_the_first_line),
		cmocka_unit_test(appended_text_leaves_caret_and_view),
		cmocka_unit_test(an_area_grows_to_its_maximum),
		cmocka_unit_test(lines_that_are_not_wrapped_are_scrolled_over),
		cmocka_unit_test(long_lines_are_shown_in_parts),
		cmocka_unit_test(finding_goes_round_and_counts),
		cmocka_unit_test(a_match_is_scrolled_into_view),
		cmocka_unit_test(an_area_is_described_as_a_text_box));
}
