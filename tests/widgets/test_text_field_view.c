/* SPDX-License-Identifier: MIT */
/* The look of a text field: the position of its text, caret and selection, and its size. */
#include <oriel/extend/platform.h>
#include <oriel/widgets.h>

#include <stdio.h>

#include "app/app_internal.h"
#include "platform/headless_internal.h"
#include "test.h"
#include "ui.h"

static oriel_widget *make_fields(void) {
	return oriel_column(
		oriel_row(oriel_set(oriel_text_field(NULL), .id = "field", .style = "width: 120px"),
			oriel_set(oriel_text_field(NULL), .id = "other", .style = "width: 120px")));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static oriel_platform_window *screen(struct ui *ui) {
	return oriel__headless_window(ui->app->platform, 0);
}

static struct ui open_fields(const char *text) {
	struct ui ui = ui_open(make_fields);
	oriel_text_field_set_text(find(&ui, "#field"), text);
	ui_settle(&ui);
	return ui;
}

/* Returns a hash of a widget's pixels. Equal hashes mean equal looks. */
static uint64_t picture(struct ui *ui, oriel_widget *widget) {
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	uint64_t sum = 1469598103934665603u;
	for (int y = (int)bounds.y + 4; y < (int)(bounds.y + bounds.height) - 4; y++) {
		for (int x = (int)bounds.x + 4; x < (int)(bounds.x + bounds.width) - 4; x++)
			sum = (sum ^ oriel__headless_shown_pixel(screen(ui), x, y)) * 1099511628211u;
	}
	return sum;
}

/* Returns whether the caret rectangle that the input method received is inside the field. */
static bool is_caret_inside(struct ui *ui, oriel_widget *field) {
	struct oriel_rect caret = oriel__headless_state(screen(ui)).caret,
					bounds = oriel_widget_window_bounds(field);
	return caret.width > 0 && caret.x >= bounds.x &&
		caret.x + caret.width <= bounds.x + bounds.width;
}

static void the_caret_is_visible_after_trailing_spaces(void **state) {
	static const char *const texts[] = { "a", "a line that is too long", "\u05d0 \u05d1\u05d2",
		"\u05d0 "
		"\u05d1\u05d2\u05d3\u05d4\u05d5\u05d6\u05d7\u05d8\u05d9\u05db\u05dc\u05de\u05e0\u05e1"
		"\u05e2" };
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct ui ui = open_fields(texts[i]);
		oriel_focus(find(&ui, "#field"));
		ui_settle(&ui);
		float last = oriel__headless_state(screen(&ui)).caret.x;
		for (int spaces = 0; spaces < 60; spaces++) {
			ui_type(&ui, " ");
			assert_true(is_caret_inside(&ui, find(&ui, "#field")));
			if (spaces == 0)
				assert_true(oriel__headless_state(screen(&ui)).caret.x != last || i % 2 == 1);
		}
		ui_close(&ui);
	}
}

static void a_field_without_focus_shows_the_beginning(void **state) {
	struct ui ui = open_fields("The beginning of a text that is much longer than its field, and "
							"its end");
	uint64_t beginning = picture(&ui, find(&ui, "#field"));
	oriel_focus(find(&ui, "#field"));
	ui_key(&ui, "End");
	assert_true(picture(&ui, find(&ui, "#field")) != beginning);
	oriel_focus(find(&ui, "#other"));
	ui_settle(&ui);
	assert_true(picture(&ui, find(&ui, "#field")) == beginning);
	ui_close(&ui);
}

static void focus_by_tab_selects_the_text_and_other_focus_does_not(void **state) {
	struct ui ui = open_fields("text");
	size_t anchor, caret;
	oriel_focus(find(&ui, "#other"));
	ui_key(&ui, "shift+Tab");
	oriel_text_field_selection(find(&ui, "#field"), &anchor, &caret);
	assert_int_equal(anchor, 0);
	assert_int_equal(caret, 4);
	ui_type(&ui, "new");
	assert_string_equal(oriel_text_field_text(find(&ui, "#field")), "new");
	ui_key(&ui, "Tab");
	oriel_focus(find(&ui, "#field"));
	oriel_text_field_selection(find(&ui, "#field"), &anchor, &caret);
	assert_int_equal(anchor, 3);
	assert_int_equal(caret, 3);
	ui_close(&ui);
}

static void activating_a_window_keeps_the_selection(void **state) {
	struct ui ui = open_fields("text");
	size_t anchor, caret;
	oriel_focus(find(&ui, "#other"));
	ui_key(&ui, "shift+Tab");
	oriel_text_field_select(find(&ui, "#field"), 1, 2);
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	ui_settle(&ui);
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	ui_settle(&ui);
	oriel_text_field_selection(find(&ui, "#field"), &anchor, &caret);
	assert_int_equal(anchor, 1);
	assert_int_equal(caret, 2);
	ui_close(&ui);
}

static uint32_t selection_pixel(struct ui *ui) {
	struct oriel_rect bounds = oriel_widget_window_bounds(find(ui, "#field"));
	return oriel__headless_shown_pixel(
			screen(ui), (int)bounds.x + 12, (int)(bounds.y + bounds.height / 2)) &
		0xffffffu;
}

static void an_inactive_window_shows_its_selection_paler(void **state) {
	struct ui ui = open_fields("      spaces");
	oriel_focus(find(&ui, "#other"));
	ui_settle(&ui);
	uint32_t none = selection_pixel(&ui);
	oriel_focus(find(&ui, "#field"));
	oriel_text_field_select_all(find(&ui, "#field"));
	ui_settle(&ui);
	uint32_t active = selection_pixel(&ui);
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	ui_settle(&ui);
	uint32_t inactive = selection_pixel(&ui);
	/* blue on white */
	assert_true((active & 0xff0000u) < (inactive & 0xff0000u) &&
		(inactive & 0xff0000u) < (none & 0xff0000u));
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_FOCUS });
	ui_settle(&ui);
	assert_int_equal(selection_pixel(&ui), active);
	oriel_focus(find(&ui, "#other"));
	ui_settle(&ui);
	assert_int_equal(selection_pixel(&ui), none);
	ui_close(&ui);
}

static void moving_focus_in_an_inactive_window_moves_the_shown_selection(void **state) {
	struct ui ui = open_fields("      spaces");
	oriel_focus(find(&ui, "#other"));
	ui_settle(&ui);
	uint32_t none = selection_pixel(&ui);
	oriel_text_field_select_all(find(&ui, "#field"));
	oriel_input_push(ui.window, &(struct oriel_raw_input){ .type = ORIEL_RAW_BLUR });
	ui_settle(&ui);
	assert_int_equal(selection_pixel(&ui), none);
	oriel_focus(find(&ui, "#field"));
	ui_settle(&ui);
	assert_true(selection_pixel(&ui) != none);
	oriel_focus(find(&ui, "#other"));
	ui_settle(&ui);
	assert_int_equal(selection_pixel(&ui), none);
	oriel_focus(find(&ui, "#field"));
	ui_settle(&ui);
	oriel_set_attribute(find(&ui, "#field"), "disabled", "");
	ui_settle(&ui);
	oriel_set_attribute(find(&ui, "#field"), "disabled", NULL);
	ui_settle(&ui);
	assert_int_equal(selection_pixel(&ui), none);
	ui_close(&ui);
}

static oriel_widget *make_narrow(void) {
	return oriel_row(
		oriel_set(oriel_column(oriel_text_field("Name")), .id = "narrow", .style = "width: 90px"),
		oriel_set(oriel_text_field(NULL), .id = "natural"));
}

/* ---- Pseudo-elements ---- */

/* Counts the pixels of a widget in exactly this colour, between two shares of its width. */
static int count_pixels(
	struct ui *ui, oriel_widget *widget, float from, float to, uint32_t color) {
	struct oriel_rect bounds = oriel_widget_window_bounds(widget);
	int count = 0;
	for (int y = (int)bounds.y; y < (int)(bounds.y + bounds.height); y++) {
		for (int x = (int)(bounds.x + from * bounds.width);
			x < (int)(bounds.x + to * bounds.width); x++)
			count += (oriel__headless_shown_pixel(screen(ui), x, y) & 0xffffff) == color;
	}
	return count;
}

static void selected_text_has_the_colours_of_its_pseudo_element(void **state) {
	struct ui ui = open_fields("HHHHHHHHHHHHHHHHHHHHHHHHHHHHHH");
	oriel_widget *field = find(&ui, "#field");
	(void)state;
	oriel_app_add_sheet(ui.app,
		oriel_sheet_parse("#field { font-size: 20px; color: #f00; background: #fff }"
						"#field::selection { color: #0f0; background: #00f }"));
	oriel_focus(field);
	oriel_text_field_select(field, 3, 0);
	ui_settle(&ui);
	assert_true(count_pixels(&ui, field, 0, 0.3f, 0x00ff00) > 20);
	assert_true(count_pixels(&ui, field, 0, 0.3f, 0x0000ff) > 20);
	assert_true(count_pixels(&ui, field, 0.5f, 1, 0xff0000) > 20);
	assert_int_equal(count_pixels(&ui, field, 0.5f, 1, 0x00ff00), 0);
	int green = count_pixels(&ui, field, 0, 1, 0x00ff00);
	oriel_app_add_sheet(
		ui.app, oriel_sheet_parse("#field::selection { text-decoration: line-through }"));
	ui_settle(&ui);
	assert_true(count_pixels(&ui, field, 0, 1, 0x00ff00) > green);
	ui_close(&ui);
}

static void a_placeholder_is_a_part(void **state) {
	struct ui ui = open_fields("");
	oriel_widget *field = find(&ui, "#field");
	(void)state;
	oriel_text_field_set_placeholder(field, "HHHH");
	oriel_app_add_sheet(ui.app,
		oriel_sheet_parse("#field { font-size: 20px; background: #fff }"
						"#field::placeholder { color: #f00 }"));
	ui_settle(&ui);
	assert_true(count_pixels(&ui, field, 0, 1, 0xff0000) > 20);
	oriel_text_field_set_text(field, "x");
	ui_settle(&ui);
	assert_int_equal(count_pixels(&ui, field, 0, 1, 0xff0000), 0);
	ui_close(&ui);
}

static void a_field_shrinks_into_a_narrow_column(void **state) {
	struct ui ui = ui_open(make_narrow);
	assert_float_equal(
		oriel_widget_window_bounds(find(&ui, "#narrow > text-field")).width, 90, 0.01);
	assert_float_equal(oriel_widget_window_bounds(find(&ui, "#natural")).width, 220, 0.01);
	ui_close(&ui);
}

static void a_field_is_as_high_as_its_text(void **state) {
	struct ui ui = open_fields("plain");
	oriel_widget *field = find(&ui, "#field");
	oriel_set_style(field, "font-size", "40px");
	ui_settle(&ui);
	float plain = oriel_widget_window_bounds(field).height;
	oriel_text_field_set_text(field,
		"\u0e17\u0e35\u0e48 \u0915\u093f \u65e5\u672c \u0f40\u0f74 \u1780\u17d2\u178a\u17b8");
	ui_settle(&ui);
	float high = oriel_widget_window_bounds(field).height;
	oriel_widget *fresh = oriel_set(
		oriel_text_field(NULL), .style = "width: 120px; font-size: 40px");
	oriel_text_field_set_text(fresh, oriel_text_field_text(field));
	oriel_append(oriel_parent(field), fresh);
	ui_settle(&ui);
	assert_float_equal(oriel_widget_window_bounds(fresh).height, high, 0.01);
	oriel_text_field_set_text(field, "plain");
	ui_settle(&ui);
	assert_float_equal(oriel_widget_window_bounds(field).height, plain, 0.01);
	ui_close(&ui);
}

static void a_long_placeholder_is_one_line_with_an_ellipsis(void **state) {
	static const char *const ends[] = { "\n", "\r", "\r\n", "\v", "\f", "\xc2\x85", "\u2028",
		"\u2029" };
	struct ui ui = open_fields("");
	oriel_widget *field = find(&ui, "#field");
	oriel_text_field_set_placeholder(field, "one two");
	ui_settle(&ui);
	float height = oriel_widget_window_bounds(field).height;
	uint64_t spaced = picture(&ui, field);
	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		char text[32];
		snprintf(text, sizeof(text), "one%stwo", ends[i]);
		oriel_text_field_set_placeholder(field, text);
		ui_settle(&ui);
		assert_float_equal(oriel_widget_window_bounds(field).height, height, 0.01);
		assert_true(picture(&ui, field) == spaced);
	}
	oriel_text_field_set_placeholder(field, "a placeholder that is longer than its field, A");
	ui_settle(&ui);
	uint64_t cut = picture(&ui, field);
	oriel_text_field_set_placeholder(field, "a placeholder that is longer than its field, B");
	ui_settle(&ui);
	assert_true(picture(&ui, field) == cut);
	oriel_text_field_set_placeholder(field, "a placeholder");
	ui_settle(&ui);
	assert_true(picture(&ui, field) != cut);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(the_caret_is_visible_after_trailing_spaces),
		cmocka_unit_test(a_field_without_focus_shows_the_beginning),
		cmocka_unit_test(focus_by_tab_selects_the_text_and_other_focus_does_not),
		cmocka_unit_test(activating_a_window_keeps_the_selection),
		cmocka_unit_test(an_inactive_window_shows_its_selection_paler),
		cmocka_unit_test(moving_focus_in_an_inactive_window_moves_the_shown_selection),
		cmocka_unit_test(selected_text_has_the_colours_of_its_pseudo_element),
		cmocka_unit_test(a_placeholder_is_a_part),
		cmocka_unit_test(a_field_shrinks_into_a_narrow_column),
		cmocka_unit_test(a_field_is_as_high_as_its_text),
		cmocka_unit_test(a_long_placeholder_is_one_line_with_an_ellipsis));
}
