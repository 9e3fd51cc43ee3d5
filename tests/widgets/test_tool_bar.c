/* SPDX-License-Identifier: MIT */
/*
 * Tool bars: one tab stop, keys, the overflow and its popover, items that come and go, and buttons
 * with icons.
 */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/describe.h>
#include <oriel/ui/popover.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;
static oriel_widget *bar;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_button_text(oriel_event_widget(event)));
}

/* Every item is 80 px wide, and a gap 4 px; the button "more" takes 40 px. */
static oriel_widget *make_bar(void) {
	static const char *const names[] = { "a", "b", "c", "d" };
	bar = oriel_set(oriel_tool_bar(), .style = "width: 400px; padding: 0; gap: 4px");
	for (int i = 0; i < 4; i++)
		oriel_insert_before(bar, oriel_set(oriel_button(names[i]), .style = "width: 80px"),
			oriel_query(bar, ".tool-bar-more"));
	oriel_set(oriel_query(bar, ".tool-bar-more"), .classes = "tool-bar-more",
		.style = "width: 40px");
	oriel_delegate(bar, "click", "button:not(.tool-bar-more)", note, NULL);
	return oriel_set(oriel_column(bar, oriel_button("after")), .style = "align-items: flex-start");
}

static oriel_widget *overflow(void) {
	return oriel_query(bar, "tool-bar-overflow");
}

static void note_focus(struct ui *ui) {
	oriel_widget *focused = oriel_query(oriel_window_root(ui->window), ":focus");
	const char *text = focused ? oriel_button_text(focused) : "none";
	order_add(&order, "%s", text);
}

static void press(struct ui *ui, const char *key) {
	ui_key(ui, key);
	note_focus(ui);
}

/* Notes the items in the bar, and those in the overflow. */
static void note_items(struct ui *ui) {
	char text[128] = "";
	ui_settle(ui);
	for (oriel_widget *at = oriel_first_child(bar); at; at = oriel_next_sibling(at)) {
		if (strcmp(oriel_widget_type(at), "button") == 0 && !oriel_has_class(at, "tool-bar-more"))
			strcat(text, oriel_button_text(at));
	}
	strcat(text, "|");
	for (oriel_widget *at = oriel_first_child(overflow()); at; at = oriel_next_sibling(at))
		strcat(text, strcmp(oriel_widget_type(at), "button") == 0 ? oriel_button_text(at) : "-");
	order_add(&order, "%s%s", text,
		oriel_is_hidden(oriel_query(bar, ".tool-bar-more")) ? "" : " more");
}

static void set_width(struct ui *ui, int width) {
	oriel_set_style(bar, "width", "%dpx", width);
	note_items(ui);
}

/* Source: ARIA Authoring Practices, "Toolbar Pattern", keyboard interaction. */
static void keys_go_around_and_tab_leaves(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	ui_settle(&ui);
	press(&ui, "Tab");
	press(&ui, "ArrowRight");
	press(&ui, "ArrowRight");
	press(&ui, "Tab");
	press(&ui, "shift+Tab");
	assert_order(&order, "a, b, c, after, c");
	press(&ui, "End");
	press(&ui, "ArrowRight");
	press(&ui, "ArrowLeft");
	press(&ui, "Home");
	press(&ui, "Enter");
	assert_order(&order, "d, a, d, a, click a, a");
	ui_close(&ui);
}

static void right_to_left_swaps_the_arrows(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	oriel_set(oriel_window_root(ui.window), .style = "direction: rtl");
	ui_settle(&ui);
	press(&ui, "Tab");
	press(&ui, "ArrowLeft");
	press(&ui, "ArrowRight");
	assert_order(&order, "a, b, a");
	ui_close(&ui);
}

/* Every item is 80 px high, and a gap 4 px; the button "more" takes 40 px. */
static void vertical_bar_fits_its_height_and_goes_by_up_and_down(void **state) {
	(void)state;
	struct oriel_description description;
	struct ui ui = ui_open(make_bar);
	oriel_widget *more = oriel_query(bar, ".tool-bar-more");
	set_width(&ui, 250);
	oriel_tool_bar_set_vertical(bar, true);
	oriel_set(bar, .style = "width: auto; height: 400px; padding: 0; gap: 4px");
	oriel_set(more, .style = "height: 40px; min-height: 0");
	for (oriel_widget *at = oriel_first_child(bar); at != more; at = oriel_next_sibling(at))
		oriel_set(at, .style = "height: 80px");
	note_items(&ui);
	oriel_set_style(bar, "height", "250px");
	note_items(&ui);
	assert_order(&order, "ab|cd more, abcd|, ab|cd more");
	oriel_widget_describe(bar, &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_VERTICAL);
	press(&ui, "Tab");
	press(&ui, "ArrowDown");
	press(&ui, "ArrowRight");
	press(&ui, "ArrowDown");
	press(&ui, "ArrowDown");
	press(&ui, "ArrowUp");
	press(&ui, "Enter");
	assert_order(&order, "a, b, b, More, a, More, c");
	assert_true(oriel_widget_window_bounds(overflow()).x >=
		oriel_widget_window_bounds(more).x + oriel_widget_window_bounds(more).width);
	oriel_tool_bar_set_vertical(bar, false);
	oriel_set_style(bar, "width", "400px");
	note_items(&ui);
	ui_close(&ui);
	order = (struct order){ 0 };
}

static void disabled_item_passes_the_tab_stop_on(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	ui_settle(&ui);
	oriel_set_disabled(oriel_first_child(bar), true);
	ui_settle(&ui);
	press(&ui, "Tab");
	press(&ui, "ArrowLeft");
	assert_order(&order, "b, d");
	ui_close(&ui);
}

static void items_that_do_not_fit_move_into_the_overflow(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	note_items(&ui);
	set_width(&ui, 332); /* 4 items and 3 gaps */
	set_width(&ui, 331);
	set_width(&ui, 292); /* 3 items, 3 gaps and the button */
	set_width(&ui, 291);
	set_width(&ui, 60);
	set_width(&ui, 208);
	set_width(&ui, 400);
	assert_order(&order, "abcd|, abcd|, abc|d more, abc|d more, ab|cd more, |abcd more, "
		"ab|cd more, abcd|");
	ui_close(&ui);
}

static void overflow_is_shown_by_its_button(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	set_width(&ui, 208);
	oriel_focus(oriel_first_child(bar));
	press(&ui, "End");
	press(&ui, "Enter");
	assert_true(oriel_popover_is_open(overflow()));
	press(&ui, "ArrowDown");
	press(&ui, "ArrowDown");
	press(&ui, "ArrowUp");
	press(&ui, "Enter");
	assert_false(oriel_popover_is_open(overflow()));
	assert_order(&order, "ab|cd more, More, c, d, c, d, click d, More");
	/* Escape closes it, and gives the focus back */
	press(&ui, "Enter");
	press(&ui, "Escape");
	assert_order(&order, "c, More");
	ui_close(&ui);
}

static void item_that_is_added_is_the_last_one(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	set_width(&ui, 292);
	oriel_append(bar, oriel_set(oriel_button("e"), .style = "width: 80px"));
	note_items(&ui);
	oriel_destroy(oriel_first_child(overflow()));
	note_items(&ui);
	oriel_destroy(oriel_first_child(bar));
	note_items(&ui);
	assert_order(&order, "abc|d more, abc|de more, abc|e more, bce|");
	ui_close(&ui);
}

static void item_that_grows_makes_room(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	oriel_set_style(oriel_child_at(bar, 1), "flex-grow", "1");
	oriel_set_style(oriel_child_at(bar, 1), "width", "0");
	oriel_set_style(oriel_child_at(bar, 1), "min-width", "20px");
	oriel_set_style(oriel_child_at(bar, 1), "padding", "0");
	note_items(&ui);
	set_width(&ui, 272);
	set_width(&ui, 271);
	set_width(&ui, 400);
	assert_order(&order, "abcd|, abcd|, abc|d more, abcd|");
	ui_close(&ui);
}

static oriel_widget *make_separated(void) {
	bar = oriel_set(oriel_tool_bar(oriel_set(oriel_button("a"), .style = "width: 80px"),
		oriel_separator(), oriel_set(oriel_button("b"), .style = "width: 80px")),
		.style = "width: 150px; padding: 0");
	return oriel_set(oriel_column(bar), .style = "align-items: flex-start");
}

static void separator_goes_with_what_it_separates(void **state) {
	(void)state;
	struct ui ui = ui_open(make_separated);
	note_items(&ui);
	assert_order(&order, "a|-b more");
	ui_close(&ui);
}

static void item_that_leaves_is_a_tab_stop_again(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	ui_settle(&ui);
	oriel_append(oriel_parent(bar), oriel_child_at(bar, 2));
	ui_settle(&ui);
	press(&ui, "Tab");
	press(&ui, "Tab");
	press(&ui, "Tab");
	assert_order(&order, "a, after, c");
	ui_close(&ui);
}

/* The listener of the button has the bar as its data. */
static void button_moved_away_outlives_its_bar(void **state) {
	(void)state;
	struct ui ui = ui_open(make_bar);
	ui_settle(&ui);
	oriel_widget *more = oriel_query(bar, ".tool-bar-more");
	oriel_append(oriel_window_root(ui.window), more);
	oriel_destroy(bar);
	ui_settle(&ui);
	oriel_click(more);
	ui_close(&ui);
}

static void description_is_of_a_tool_bar(void **state) {
	(void)state;
	struct ui ui = ui_open(make_separated);
	set_width(&ui, 300);
	char *text = oriel_widget_describe_tree(bar);
	const char expected[] = "toolbar\n"
		"  button \"a\" [activatable focusable]\n"
		"  separator\n"
		"  button \"b\" [activatable focusable]\n";
	assert_memory_equal(text, expected, strlen(expected));
	free(text);
	struct oriel_description description;
	oriel_widget_describe(oriel_child_at(bar, 1), &description);
	assert_int_equal(description.orientation, ORIEL_ORIENTATION_VERTICAL);
	assert_order(&order, "ab|");
	ui_close(&ui);
}

static oriel_widget *make_buttons(void) {
	oriel_widget *save = oriel_button("Save");
	oriel_button_set_icon(save, "save");
	return oriel_row(oriel_button("Save"), save, oriel_icon_button("save", "Save"));
}

static void button_with_an_icon_is_wider_or_square(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	oriel_widget *row = oriel_parent(oriel_query(oriel_window_root(ui.window), "button"));
	float plain = oriel_widget_bounds(oriel_child_at(row, 0)).width;
	float with_icon = oriel_widget_bounds(oriel_child_at(row, 1)).width;
	assert_float_equal(with_icon, plain + 16 + 6, 0.01);
	assert_true(oriel_widget_bounds(oriel_child_at(row, 2)).width < plain);
	char *text = oriel_widget_describe_tree(oriel_child_at(row, 2));
	assert_string_equal(text, "button \"Save\" [activatable focusable]\n");
	free(text);
	oriel_button_set_icon(oriel_child_at(row, 1), NULL);
	assert_float_equal(oriel_widget_bounds(oriel_child_at(row, 1)).width, plain, 0.01);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(keys_go_around_and_tab_leaves),
		cmocka_unit_test(right_to_left_swaps_the_arrows),
		cmocka_unit_test(vertical_bar_fits_its_height_and_goes_by_up_and_down),
		cmocka_unit_test(disabled_item_passes_the_tab_stop_on),
		cmocka_unit_test(items_that_do_not_fit_move_into_the_overflow),
		cmocka_unit_test(overflow_is_shown_by_its_button),
		cmocka_unit_test(item_that_is_added_is_the_last_one),
		cmocka_unit_test(item_that_grows_makes_room),
		cmocka_unit_test(separator_goes_with_what_it_separates),
		cmocka_unit_test(item_that_leaves_is_a_tab_stop_again),
		cmocka_unit_test(button_moved_away_outlives_its_bar),
		cmocka_unit_test(description_is_of_a_tool_bar),
		cmocka_unit_test(button_with_an_icon_is_wider_or_square));
}
