/* SPDX-License-Identifier: MIT */
/* Composition by an input method in a text field, and its end when the field loses the focus or
 * goes away. */
#include <oriel/extend/input_event.h>
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

static struct order order;

static oriel_widget *make_fields(void) {
	return oriel_column(oriel_row(oriel_set(oriel_text_field("Name"), .id = "field"),
		oriel_set(oriel_text_field(NULL), .id = "other")));
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "#field");
}

static void note(oriel_event *event, void *data) {
	const struct oriel_input_event *input = oriel_event_input(event);
	order_add(&order, "%s '%s'", oriel_event_type(event), input->data ? input->data : "");
}

static void push_preedit(struct ui *ui, const char *text) {
	oriel_input_push(ui->window,
		&(struct oriel_raw_input){
			.type = ORIEL_RAW_PREEDIT, .text = text, .preedit_caret = strlen(text) });
	ui_settle(ui);
}

/* Opens a focused field, whose composition and input events are recorded. */
static struct ui open_field(const char *text) {
	static const char *const types[] = { "compositionstart", "compositionend", "beforeinput",
		"input" };
	struct ui ui = ui_open(make_fields);
	oriel_text_field_set_text(field_of(&ui), text);
	oriel_focus(field_of(&ui));
	ui_settle(&ui);
	order = (struct order){ 0 };
	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		oriel_listen(field_of(&ui), types[i], note, NULL);
	return ui;
}

static void assert_field(struct ui *ui, const char *text, size_t anchor, size_t caret) {
	size_t is_anchor, is_caret;
	assert_string_equal(oriel_text_field_text(field_of(ui)), text);
	oriel_text_field_selection(field_of(ui), &is_anchor, &is_caret);
	assert_int_equal(is_anchor, anchor);
	assert_int_equal(is_caret, caret);
}

#define COMMITTED "compositionstart '', compositionend '한', beforeinput '한', input '한'"

/* ---- Fields that go away during a composition ---- */

static void press_at(struct ui *ui, float dx, unsigned modifiers) {
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(ui));
	ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, bounds.x + dx, bounds.y + bounds.height / 2, modifiers);
	ui_pointer(ui, ORIEL_RAW_POINTER_UP, bounds.x + dx, bounds.y + bounds.height / 2, modifiers);
}

static void click_at_start(struct ui *ui) {
	press_at(ui, 1, 0);
}

static void tap_at_start(struct ui *ui) {
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(ui));
	for (int up = 0; up < 2; up++) {
		oriel_input_push(ui->window,
			&(struct oriel_raw_input){
				.type = up ? ORIEL_RAW_POINTER_UP : ORIEL_RAW_POINTER_DOWN,
				.pointer_id = 9,
				.pointer_kind = ORIEL_POINTER_TOUCH,
				.x = bounds.x + 1,
				.y = bounds.y + bounds.height / 2,
			});
		ui_settle(ui);
	}
}

static void select_start(struct ui *ui) {
	oriel_text_field_select(field_of(ui), 0, 0);
}

static void move_focus_and_back(struct ui *ui) {
	oriel_focus(oriel_query(oriel_window_root(ui->window), "#other"));
	oriel_focus(field_of(ui));
	oriel_text_field_select(field_of(ui), 0, 0);
}

static void deactivate_window(struct ui *ui) {
	oriel_input_push(ui->window, &(struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	ui_settle(ui);
	oriel_input_push(ui->window, &(struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	ui_settle(ui);
	oriel_text_field_select(field_of(ui), 0, 0);
}

static void a_caret_motion_first_commits_the_composition_in_place(void **state) {
	static void (*const ways[])(struct ui * ui) = { click_at_start, tap_at_start, select_start,
		move_focus_and_back, deactivate_window };
	for (size_t i = 0; i < sizeof(ways) / sizeof(*ways); i++) {
		struct ui ui = open_field("abcdef");
		push_preedit(&ui, "한");
		ways[i](&ui);
		ui_settle(&ui);
		assert_field(&ui, "abcdef한", 0, 0);
		ui_type(&ui, "한"); /* the input method's reply to the reset */
		assert_field(&ui, "abcdef한", 0, 0);
		assert_order(&order, COMMITTED);
		ui_close(&ui);
	}
}

static void drag_selects_the_text_before_the_composition(void **state) {
	struct ui ui = open_field("abcdef");
	struct oriel_rect bounds = oriel_widget_window_bounds(field_of(&ui));
	float y = bounds.y + bounds.height / 2;
	push_preedit(&ui, "한");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 1, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, bounds.x + bounds.width - 1, y, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, bounds.x + bounds.width - 1, y, 0);
	assert_field(&ui, "abcdef한", 0, 9);
	assert_order(&order, COMMITTED);
	ui_close(&ui);
}

static void setting_the_text_drops_the_composition(void **state) {
	struct ui ui = open_field("ab");
	push_preedit(&ui, "한");
	oriel_text_field_set_text(field_of(&ui), "x");
	assert_field(&ui, "x", 1, 1);
	ui_type(&ui, "한");
	assert_field(&ui, "x", 1, 1);
	assert_order(&order, "compositionstart '', compositionend ''");
	push_preedit(&ui, "글");
	ui_type(&ui, "글");
	assert_field(&ui, "x글", 4, 4);
	ui_close(&ui);
}

static void set_text_of_event(oriel_event *event, void *data) {
	oriel_text_field_set_text(data, oriel_event_input(event)->data);
}

static void listener_may_set_the_text_of_a_composing_field(void **state) {
	struct ui ui = open_field("ab");
	oriel_listen(field_of(&ui), "compositionupdate", set_text_of_event, field_of(&ui));
	push_preedit(&ui, "한");
	assert_field(&ui, "한", 3, 3);
	assert_order(&order, "compositionstart '', compositionend ''");
	assert_string_equal(oriel_text_field_text(field_of(&ui)), "한");
	ui_key(&ui, "Backspace");
	assert_field(&ui, "", 0, 0);
	ui_close(&ui);
}

static void read_only_commits_the_composition_of_a_field(void **state) {
	for (int by_attribute = 0; by_attribute < 2; by_attribute++) {
		struct ui ui = open_field("ab");
		push_preedit(&ui, "한");
		if (by_attribute)
			oriel_set_attribute(field_of(&ui), "readonly", "");
		else
			oriel_text_field_set_read_only(field_of(&ui), true);
		assert_field(&ui, "ab한", 5, 5);
		ui_type(&ui, "한");
		assert_field(&ui, "ab한", 5, 5);
		assert_order(&order, COMMITTED);
		ui_close(&ui);
	}
}

static void disabling_hiding_or_removing_a_field_commits_its_composition(void **state) {
	for (int way = 0; way < 3; way++) {
		struct ui ui = open_field("ab");
		oriel_widget *field = field_of(&ui);
		push_preedit(&ui, "한");
		if (way == 0)
			oriel_set_disabled(field, true);
		else if (way == 1)
			oriel_set_hidden(field, true);
		else
			oriel_remove(field);
		ui_settle(&ui);
		assert_string_equal(oriel_text_field_text(field), "ab한");
		assert_order(&order, COMMITTED);
		if (way == 2)
			oriel_destroy(field);
		ui_close(&ui);
	}
}

static void destroy(oriel_event *event, void *data) {
	oriel_destroy(data);
}

static void a_listener_may_destroy_the_field_whose_composition_ends(void **state) {
	for (int way = 0; way < 4; way++) {
		struct ui ui = open_field("ab");
		oriel_widget *field = field_of(&ui);
		oriel_listen(field, "compositionend", destroy, field);
		push_preedit(&ui, "한");
		if (way == 0)
			oriel_text_field_set_text(field, "x");
		else if (way == 1)
			oriel_text_field_select(field, 0, 0);
		else if (way == 2)
			oriel_set_attribute(field, "readonly", "");
		else
			click_at_start(&ui);
		ui_settle(&ui);
		assert_null(field_of(&ui));
		order = (struct order){ 0 };
		ui_close(&ui);
	}
}

static void text_from_another_source_follows_the_composition(void **state) {
	struct ui ui = open_field("ab");
	push_preedit(&ui, "한");
	/* from an on-screen keyboard */
	oriel_widget_fire_input(field_of(&ui), "beforeinput",
		&(struct oriel_input_event){ .type = "insertText", .data = "!" });
	assert_field(&ui, "ab한!", 6, 6);
	order = (struct order){ 0 };
	ui_close(&ui);
}

/* ---- Over a selection ---- */

static void commit_replaces_the_selection_under_the_composition(void **state) {
	struct ui ui = open_field("hello");
	oriel_text_field_select_all(field_of(&ui));
	push_preedit(&ui, "か");
	assert_field(&ui, "hello", 0, 5);
	ui_type(&ui, "か");
	assert_field(&ui, "か", 3, 3);
	assert_order(&order, "compositionstart '', compositionend 'か', beforeinput 'か', input 'か'");
	ui_key(&ui, "ctrl+z");
	assert_field(&ui, "hello", 0, 5);
	order = (struct order){ 0 };
	ui_close(&ui);
}

static void a_cancelled_composition_keeps_the_selection(void **state) {
	struct ui ui = open_field("hello");
	oriel_text_field_select(field_of(&ui), 4, 1);
	push_preedit(&ui, "か");
	push_preedit(&ui, "");
	assert_field(&ui, "hello", 4, 1);
	assert_order(&order, "compositionstart '', compositionend ''");
	ui_key(&ui, "ctrl+z");
	assert_field(&ui, "hello", 4, 1);
	ui_close(&ui);
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

static void preventing_the_commit_keeps_the_selection(void **state) {
	struct ui ui = open_field("hello");
	oriel_listen(field_of(&ui), "beforeinput", prevent, NULL);
	oriel_text_field_select_all(field_of(&ui));
	push_preedit(&ui, "か");
	ui_type(&ui, "か");
	assert_field(&ui, "hello", 0, 5);
	assert_order(&order, "compositionstart '', compositionend 'か', beforeinput 'か'");
	ui_close(&ui);
}

static void click_in_a_composition_over_a_selection_hits_the_shown_text(void **state) {
	struct ui ui = open_field("abcdefghijklmnopqrstuvwxyz");
	oriel_text_field_select(field_of(&ui), 1, 25);
	push_preedit(&ui, "か");
	press_at(&ui, oriel_widget_window_bounds(field_of(&ui)).width - 1, 0);
	assert_field(&ui, "aかz", 5, 5);
	order = (struct order){ 0 };
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_caret_motion_first_commits_the_composition_in_place),
		cmocka_unit_test(drag_selects_the_text_before_the_composition),
		cmocka_unit_test(setting_the_text_drops_the_composition),
		cmocka_unit_test(listener_may_set_the_text_of_a_composing_field),
		cmocka_unit_test(read_only_commits_the_composition_of_a_field),
		cmocka_unit_test(disabling_hiding_or_removing_a_field_commits_its_composition),
		cmocka_unit_test(a_listener_may_destroy_the_field_whose_composition_ends),
		cmocka_unit_test(text_from_another_source_follows_the_composition),
		cmocka_unit_test(commit_replaces_the_selection_under_the_composition),
		cmocka_unit_test(a_cancelled_composition_keeps_the_selection),
		cmocka_unit_test(preventing_the_commit_keeps_the_selection),
		cmocka_unit_test(click_in_a_composition_over_a_selection_hits_the_shown_text));
}
