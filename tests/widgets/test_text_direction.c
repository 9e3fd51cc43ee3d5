/* SPDX-License-Identifier: MIT */
/*
 * Text of both directions in widgets: the position of its ink for each text-align, and the motion
 * of a caret by keys.
 */
#include <oriel/widgets.h>

#include <oriel/extend/paragraph.h>

#include "app/app_internal.h"
#include "platform/headless_internal.h"
#include "test.h"
#include "styled.h"
#include "ui.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define HEBREW "שלום עולם"
#define ARABIC "العربية"
#define MIXED "abc שלום def"

static struct order order;

static uint32_t pixel(struct ui *ui, int x, int y) {
	return oriel__headless_shown_pixel(ui->window->surface.platform_window, x, y) & 0xffffff;
}

struct ink {
	int left, right; /* columns in the window; -1: no ink */
};

/* Returns the columns whose colour differs from the background: in the widget without its frame,
 * and right of the widget. */
static struct ink ink_of(struct ui *ui, oriel_widget *widget, int inset) {
	struct oriel_rect box = oriel_widget_window_bounds(widget);
	int first = (int)box.x + inset, end = (int)(box.x + box.width) - inset;
	struct ink ink = { -1, -1 };
	for (int x = first; x < 400; x++) {
		for (int y = (int)box.y + inset; y < (int)(box.y + box.height) - inset; y++) {
			bool is_frame = x >= end && x <= end + inset;
			if (is_frame ||
				pixel(ui, x, y) ==
					(x < end ? pixel(ui, first, (int)box.y + inset) : pixel(ui, 399, y)))
				continue;
			ink.left = ink.left < 0 ? x : ink.left;
			ink.right = x;
		}
	}
	return ink;
}

/* Returns "left", "centre" or "right", or a description of the error. */
static const char *side_of(struct ui *ui, oriel_widget *widget, int inset) {
	struct oriel_rect box = oriel_widget_window_bounds(widget);
	struct ink ink = ink_of(ui, widget, inset);
	int left = ink.left - (int)box.x, right = (int)(box.x + box.width) - ink.right;
	if (ink.left < 0)
		return "nothing";
	if (left < 0 || right < 0)
		return "outside";
	if (abs(left - right) < 5)
		return "centre";
	return left < 20 && right > 40 ? "left" : right < 20 && left > 40 ? "right" : "elsewhere";
}

static const char *text;
static enum oriel_white_space white_space;

static oriel_widget *sized(oriel_widget *widget, const char *align) {
	return styled(widget, "width: 200px; text-align: %s; white-space: %s", align,
		white_space == ORIEL_WHITE_SPACE_NOWRAP ? "nowrap" : "normal");
}

static oriel_widget *make_labels(void) {
	return oriel_set(oriel_column(sized(oriel_label(text), "start"),
						sized(oriel_label(text), "center"), sized(oriel_label(text), "end")),
		.style = "padding: 10px; align-items: start");
}

static void note_labels(const char *shown, enum oriel_white_space wrapping) {
	text = shown;
	white_space = wrapping;
	struct ui ui = ui_open(make_labels);
	oriel_widget *column = oriel_query(oriel_window_root(ui.window), "column");
	for (oriel_widget *label = oriel_first_child(column); label != NULL;
		label = oriel_next_sibling(label))
		order_add(&order, "%s", side_of(&ui, label, 0));
	ui_close(&ui);
}

static void label_aligns_by_the_direction_of_its_text(void **state) {
	for (enum oriel_white_space wrapping = ORIEL_WHITE_SPACE_NORMAL;
		wrapping <= ORIEL_WHITE_SPACE_NOWRAP; wrapping++) {
		note_labels("hello", wrapping);
		note_labels(HEBREW, wrapping);
		note_labels("12 " ARABIC, wrapping);
		assert_order(&order, "left, centre, right, right, centre, left, right, centre, left");
	}
}

static const char *direction = "rtl";

static oriel_widget *make_directed(void) {
	return styled(make_labels(), "direction: %s", direction);
}

static void note_directed(const char *shown, enum oriel_white_space wrapping) {
	text = shown;
	white_space = wrapping;
	struct ui ui = ui_open(make_directed);
	oriel_widget *column = oriel_query(oriel_window_root(ui.window), "column");
	for (oriel_widget *label = oriel_first_child(column); label != NULL;
		label = oriel_next_sibling(label))
		order_add(&order, "%s", side_of(&ui, label, 0));
	ui_close(&ui);
}

static void label_in_an_interface_from_right_to_left_begins_at_the_right(void **state) {
	for (enum oriel_white_space wrapping = ORIEL_WHITE_SPACE_NORMAL;
		wrapping <= ORIEL_WHITE_SPACE_NOWRAP; wrapping++) {
		note_directed("hello", wrapping);
		note_directed("12.", wrapping);
		note_directed(HEBREW, wrapping);
		assert_order(&order,
			"right, centre, left, right, centre, left, right, centre, left");
	}
}

static void text_is_ordered_by_the_direction_of_its_paragraph(void **state) {
	struct oriel_text_style style = { .size = 20, .is_rtl = true };
	oriel_paragraph *paragraph = oriel_paragraph_new("ab!", 3, &style);
	style.is_rtl = false;
	oriel_paragraph *other = oriel_paragraph_new("ab!", 3, &style);
	style.is_rtl = true;
	oriel_paragraph *none = oriel_paragraph_new("", 0, &style);
	assert_true(oriel_paragraph_is_rtl(paragraph));
	assert_false(oriel_paragraph_is_rtl(other));
	assert_true(oriel_paragraph_is_rtl(none));
	/* the exclamation mark stands left of the letters */
	struct oriel_rect mark, letters;
	assert_int_equal(oriel_paragraph_range(paragraph, 2, 3, &mark, 1), 1);
	assert_int_equal(oriel_paragraph_range(paragraph, 0, 2, &letters, 1), 1);
	assert_true(mark.x + mark.width <= letters.x + 0.01f);
	assert_true(oriel_paragraph_caret(paragraph, 0, false).x >= letters.x + letters.width - 0.01f);
	oriel_paragraph_destroy(paragraph);
	oriel_paragraph_destroy(other);
	oriel_paragraph_destroy(none);
}

static oriel_widget *make_buttons(void) {
	return oriel_set(
		oriel_column(oriel_set(oriel_button("Latin"), .style = "width: 200px"),
			oriel_set(oriel_button(HEBREW), .style = "width: 200px"),
			oriel_set(oriel_button(ARABIC), .style = "width: 200px"),
			oriel_set(oriel_button(ARABIC " " HEBREW " " ARABIC), .style = "width: 60px")),
		.style = "padding: 10px; align-items: start");
}

static void a_button_is_wide_enough_for_text_of_any_direction(void **state) {
	struct ui ui = ui_open(make_buttons);
	oriel_widget *column = oriel_query(oriel_window_root(ui.window), "column");
	for (oriel_widget *button = oriel_first_child(column); button != NULL;
		button = oriel_next_sibling(button))
		order_add(&order, "%s", side_of(&ui, button, 8));
	assert_order(&order, "centre, centre, centre, centre");
	ui_close(&ui);
}

/* ---- Fields ---- */

static const char *field_align = "start";

static oriel_widget *make_field(void) {
	return oriel_set(
		oriel_column(styled(oriel_text_field(NULL), "width: 200px; text-align: %s", field_align)),
		.style = "padding: 10px; align-items: start");
}

static oriel_widget *make_placeholder(void) {
	return oriel_set(
		oriel_column(styled(oriel_text_field(text), "width: 200px; text-align: %s", field_align)),
		.style = "padding: 10px; align-items: start");
}

static oriel_widget *field_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "text-field");
}

static struct ui open_with(const char *shown, bool focused) {
	struct ui ui = ui_open(make_field);
	oriel_text_field_set_text(field_of(&ui), shown);
	if (focused)
		oriel_focus(field_of(&ui));
	ui_settle(&ui);
	return ui;
}

static void text_of_a_field_has_the_position_of_its_placeholder(void **state) {
	static const char *const texts[] = { "hello", HEBREW, ARABIC };
	for (size_t i = 0; i < 3; i++) {
		for (size_t k = 0; k < 3; k++) {
			static const char *const aligns[] = { "start", "center", "end" };
			field_align = aligns[k];
			text = texts[i];
			struct ui placeholder = ui_open(make_placeholder);
			struct ink expected = ink_of(&placeholder, field_of(&placeholder), 7);
			ui_close(&placeholder);
			struct ui ui = open_with(texts[i], false);
			struct ink ink = ink_of(&ui, field_of(&ui), 7);
			order_add(&order, "%s", side_of(&ui, field_of(&ui), 7));
			assert_true(abs(ink.left - expected.left) <= 2 && abs(ink.right - expected.right) <= 2);
			ui_close(&ui);
		}
	}
	field_align = "start";
	assert_order(&order, "left, centre, right, right, centre, left, right, centre, left");
}

static oriel_widget *make_rtl_field(void) {
	return styled(make_field(), "direction: rtl");
}

static void field_in_an_interface_from_right_to_left_begins_at_the_right(void **state) {
	struct ui ui = ui_open(make_rtl_field);
	oriel_widget *field = field_of(&ui);
	struct oriel_rect box = oriel_widget_window_bounds(field);
	oriel_text_field_set_text(field, "abc");
	ui_settle(&ui);
	assert_string_equal(side_of(&ui, field, 7), "right");
	oriel_text_field_set_text(field, "");
	oriel_focus(field);
	ui_settle(&ui);
	float caret = oriel__headless_state(ui.window->surface.platform_window).caret.x;
	assert_true(caret > box.x + box.width - 20);
	ui_close(&ui);
}

static size_t caret_of(struct ui *ui) {
	size_t caret;
	oriel_text_field_selection(field_of(ui), NULL, &caret);
	return caret;
}

static float caret_x(struct ui *ui) {
	return oriel__headless_state(ui->window->surface.platform_window).caret.x;
}

static void note_walk(const char *shown, const char *key, size_t from) {
	struct ui ui = open_with(shown, true);
	oriel_text_field_select(field_of(&ui), from, from);
	for (size_t before = SIZE_MAX; caret_of(&ui) != before;) {
		before = caret_of(&ui);
		order_add(&order, "%zu", before);
		ui_key(&ui, key);
	}
	ui_close(&ui);
}

static void arrows_pass_letters_in_visual_order(void **state) {
	note_walk(MIXED, "ArrowRight", 0);
	assert_order(&order, "0, 1, 2, 3, 4, 10, 8, 6, 12, 13, 14, 15, 16");
	note_walk(MIXED, "ArrowLeft", 16);
	assert_order(&order, "16, 15, 14, 13, 12, 6, 8, 10, 4, 3, 2, 1, 0");
	note_walk("שלום ab", "ArrowLeft", 0);
	assert_order(&order, "0, 2, 4, 6, 8, 9, 10, 11");
	note_walk("שלום ab", "ArrowRight", 11);
	assert_order(&order, "11, 10, 9, 8, 6, 4, 2, 0");
}

static void ends_and_words_follow_the_direction_of_the_text(void **state) {
	struct ui ui = open_with(HEBREW, true);
	struct oriel_rect box = oriel_widget_window_bounds(field_of(&ui));
	ui_key(&ui, "Home");
	order_add(&order, "%zu %s", caret_of(&ui), caret_x(&ui) > box.x + 150 ? "right" : "left");
	ui_key(&ui, "ctrl+ArrowLeft");
	order_add(&order, "%zu", caret_of(&ui));
	ui_key(&ui, "End");
	order_add(&order, "%zu", caret_of(&ui));
	ui_key(&ui, "ctrl+ArrowRight");
	order_add(&order, "%zu", caret_of(&ui));
	assert_order(&order, "0 right, 8, 17, 9");
	ui_close(&ui);
}

static void click_places_the_caret_at_the_visible_position(void **state) {
	struct ui ui = open_with(MIXED, true);
	struct oriel_rect box = oriel_widget_window_bounds(field_of(&ui));
	for (size_t offset = 0; offset <= strlen(MIXED);
		offset =
			oriel_text_next_grapheme(MIXED, strlen(MIXED), offset) + (offset == strlen(MIXED))) {
		oriel_text_field_select(field_of(&ui), offset, offset);
		ui_settle(&ui);
		float x = caret_x(&ui);
		oriel_loop_advance(ui.loop, 2000); /* longer than between the clicks of a double click */
		ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, x, box.y + box.height / 2, 0);
		ui_pointer(&ui, ORIEL_RAW_POINTER_UP, x, box.y + box.height / 2, 0);
		assert_int_equal(caret_of(&ui), offset);
		assert_true(fabsf(caret_x(&ui) - x) < 1);
	}
	ui_close(&ui);
}

static void extending_by_arrows_and_back_selects_nothing(void **state) {
	struct ui ui = open_with(MIXED, true);
	size_t anchor, caret;
	oriel_text_field_select(field_of(&ui), 8, 8);
	for (int i = 0; i < 6; i++)
		ui_key(&ui, "shift+ArrowRight");
	for (int i = 0; i < 6; i++)
		ui_key(&ui, "shift+ArrowLeft");
	oriel_text_field_selection(field_of(&ui), &anchor, &caret);
	assert_true(anchor == 8 && caret == 8);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(label_aligns_by_the_direction_of_its_text),
		cmocka_unit_test(label_in_an_interface_from_right_to_left_begins_at_the_right),
		cmocka_unit_test(text_is_ordered_by_the_direction_of_its_paragraph),
		cmocka_unit_test(field_in_an_interface_from_right_to_left_begins_at_the_right),
		cmocka_unit_test(a_button_is_wide_enough_for_text_of_any_direction),
		cmocka_unit_test(text_of_a_field_has_the_position_of_its_placeholder),
		cmocka_unit_test(arrows_pass_letters_in_visual_order),
		cmocka_unit_test(ends_and_words_follow_the_direction_of_the_text),
		cmocka_unit_test(click_places_the_caret_at_the_visible_position),
		cmocka_unit_test(extending_by_arrows_and_back_selects_nothing));
}
