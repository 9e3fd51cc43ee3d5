/* SPDX-License-Identifier: MIT */
/* Selecting in a text field by dragging beyond its edges, which scrolls the text. */
#include <oriel/widgets.h>

#include <string.h>

#include "test.h"
#include "ui.h"

enum { LENGTH = 300 };

static oriel_widget *make_field(void) {
	return oriel_column(oriel_row(oriel_set(oriel_column(), .style = "width: 100px"),
		oriel_set(oriel_text_field(NULL), .style = "width: 100px")));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

/* Opens a focused field of 300 letters, which shows about ten of them, with the caret at offset. */
static struct ui open_field(size_t offset) {
	char text[LENGTH + 1];
	struct ui ui = ui_open(make_field);
	memset(text, 'm', LENGTH);
	text[LENGTH] = '\0';
	oriel_text_field_set_text(field_of(&ui), text);
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	oriel_text_field_select(field_of(&ui), offset, offset);
	ui_settle(&ui);
	return ui;
}

/* Sends a pointer event. dx: px from the left edge; above 100, beyond the right edge. */
static void point(struct ui *ui, enum oriel_raw_input_type type, float dx) {
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(ui));
	ui_pointer(ui, type, bounds.x + dx, bounds.y + bounds.height / 2, 0);
}

static size_t anchor_of(struct ui *ui) {
	size_t anchor;
	oriel_text_field_selection(field_of(ui), &anchor, NULL);
	return anchor;
}

static size_t caret_of(struct ui *ui) {
	size_t caret;
	oriel_text_field_selection(field_of(ui), NULL, &caret);
	return caret;
}

/* Returns the number of letters that the caret passes in a second. */
static int passed(struct ui *ui) {
	size_t before = caret_of(ui);
	oriel_loop_advance(ui->loop, 1000);
	return (int)caret_of(ui) - (int)before;
}

static void a_pointer_at_rest_beyond_the_right_edge_extends_the_selection(void **state) {
	struct ui ui = open_field(0);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	point(&ui, ORIEL_RAW_POINTER_MOVE, 120);
	size_t anchor = anchor_of(&ui);
	assert_true(passed(&ui) > 10);
	oriel_loop_advance(ui.loop, 20000);
	assert_int_equal(caret_of(&ui), LENGTH);
	assert_int_equal(anchor_of(&ui), anchor);
	point(&ui, ORIEL_RAW_POINTER_UP, 120);
	ui_close(&ui);
}

static void a_pointer_at_rest_beyond_the_left_edge_extends_the_selection(void **state) {
	struct ui ui = open_field(LENGTH);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 80);
	point(&ui, ORIEL_RAW_POINTER_MOVE, -20);
	assert_true(passed(&ui) < -10);
	oriel_loop_advance(ui.loop, 20000);
	assert_int_equal(caret_of(&ui), 0);
	point(&ui, ORIEL_RAW_POINTER_UP, -20);
	ui_close(&ui);
}

static void selection_scrolls_faster_far_beyond_the_edge(void **state) {
	static const float distances[] = { 1, 30, 120 };
	int letters[3];
	for (int i = 0; i < 3; i++) {
		struct ui ui = open_field(0);
		point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
		point(&ui, ORIEL_RAW_POINTER_MOVE, 100 + distances[i]);
		letters[i] = passed(&ui);
		point(&ui, ORIEL_RAW_POINTER_UP, 100 + distances[i]);
		ui_close(&ui);
	}
	assert_true(letters[0] > 3 && letters[1] > letters[0] && letters[2] > letters[1]);
}

static void letters_wider_than_a_step_are_passed(void **state) {
	struct ui ui = open_field(0);
	oriel_set_style(field_of(&ui), "font-size", "60px");
	ui_settle(&ui);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	point(&ui, ORIEL_RAW_POINTER_MOVE, 101);
	oriel_loop_advance(ui.loop, 60000);
	assert_int_equal(caret_of(&ui), LENGTH);
	point(&ui, ORIEL_RAW_POINTER_UP, 101);
	ui_close(&ui);
}

static void a_drag_by_words_continues_by_words(void **state) {
	struct ui ui = open_field(0);
	char text[] = "one two three four five six seven eight nine ten eleven twelve thirteen "
				"fourteen fifteen";
	oriel_text_field_set_text(field_of(&ui), text);
	oriel_text_field_select(field_of(&ui), 0, 0);
	ui_settle(&ui);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	point(&ui, ORIEL_RAW_POINTER_UP, 20);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	assert_int_equal(anchor_of(&ui), 0);
	assert_int_equal(caret_of(&ui), 3);
	point(&ui, ORIEL_RAW_POINTER_MOVE, 130);
	for (int i = 0; i < 10; i++) {
		oriel_loop_advance(ui.loop, 100);
		size_t caret = caret_of(&ui);
		assert_true(text[caret] == ' ' || text[caret] == '\0' || text[caret - 1] == ' ');
	}
	assert_int_equal(caret_of(&ui), strlen(text));
	point(&ui, ORIEL_RAW_POINTER_UP, 130);
	ui_close(&ui);
}

static void come_back(struct ui *ui) {
	point(ui, ORIEL_RAW_POINTER_MOVE, 50);
}

static void lift(struct ui *ui) {
	point(ui, ORIEL_RAW_POINTER_UP, 130);
}

static void cancel(struct ui *ui) {
	point(ui, ORIEL_RAW_POINTER_CANCEL, 130);
}

static void focus_elsewhere(struct ui *ui) {
	oriel_window_clear_focus(ui->window);
	ui_settle(ui);
}

static void hide(struct ui *ui) {
	oriel_set_hidden(field_of(ui), true);
	ui_settle(ui);
}

static void scrolling_stops_with_the_drag(void **state) {
	static void (*const ways[])(struct ui *ui) = { come_back, lift, cancel, focus_elsewhere, hide };
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct ui ui = open_field(0);
		point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
		point(&ui, ORIEL_RAW_POINTER_MOVE, 130);
		assert_true(passed(&ui) > 10);
		ways[i](&ui);
		assert_int_equal(passed(&ui), 0);
		ui_close(&ui);
	}
}

static void no_timer_runs_when_the_text_has_ended(void **state) {
	struct ui ui = open_field(0);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	point(&ui, ORIEL_RAW_POINTER_MOVE, 130);
	oriel_loop_advance(ui.loop, 60000);
	assert_int_equal(caret_of(&ui), LENGTH);
	assert_true(oriel_loop_next_due(ui.loop) > oriel_loop_now(ui.loop) + 1e9);
	point(&ui, ORIEL_RAW_POINTER_MOVE, -30);
	assert_true(passed(&ui) < -10);
	ui_close(&ui);
}

static void a_field_may_be_destroyed_while_it_scrolls(void **state) {
	struct ui ui = open_field(0);
	point(&ui, ORIEL_RAW_POINTER_DOWN, 20);
	point(&ui, ORIEL_RAW_POINTER_MOVE, 130);
	oriel_destroy(field_of(&ui));
	oriel_loop_advance(ui.loop, 1000);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_pointer_at_rest_beyond_the_right_edge_extends_the_selection),
		cmocka_unit_test(a_pointer_at_rest_beyond_the_left_edge_extends_the_selection),
		cmocka_unit_test(selection_scrolls_faster_far_beyond_the_edge),
		cmocka_unit_test(letters_wider_than_a_step_are_passed),
		cmocka_unit_test(a_drag_by_words_continues_by_words),
		cmocka_unit_test(scrolling_stops_with_the_drag),
		cmocka_unit_test(no_timer_runs_when_the_text_has_ended),
		cmocka_unit_test(a_field_may_be_destroyed_while_it_scrolls));
}
