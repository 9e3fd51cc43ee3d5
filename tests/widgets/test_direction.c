/* SPDX-License-Identifier: MIT */
/*
 * Widgets in an interface that runs from right to left: arrow keys, the places of marks and thumbs,
 * and a change of `direction` while the interface is shown.
 */
#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note_value(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%g", oriel_slider_value(oriel_event_widget(event)));
}

/* 218 px wide at the left edge: the thumb's middle runs from 209 to 9. */
static oriel_widget *make_slider(void) {
	oriel_widget *column = oriel_column(
		oriel_set(oriel_slider(0, 100), .style = "width: 218px; height: 30px"));
	oriel_listen(column, "input", note_value, NULL);
	return oriel_set(column, .style = "align-items: flex-end; direction: rtl");
}

static oriel_widget *only(struct ui *ui, const char *selector) {
	oriel_widget *widget = oriel_query(oriel_window_root(ui->window), selector);
	assert_non_null(widget);
	return widget;
}

static void slider_grows_to_the_left(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_focus(only(&ui, "slider"));
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "ArrowUp");
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowDown");
	ui_key(&ui, "End");
	ui_key(&ui, "Home");
	assert_order(&order, "1, 2, 1, 0, 100, 0");
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 59, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 39, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 189, 15, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 189, 15, 0);
	assert_order(&order, "75, 85, 10");
	ui_close(&ui);
}

static void note_place(const char *name, oriel_widget *widget) {
	struct oriel_rect box = oriel_widget_bounds(widget);
	order_add(&order, "%s %g-%g", name, (double)box.x, (double)(box.x + box.width));
}

static void fill_of_a_slider_follows_a_change_of_direction(void **state) {
	(void)state;
	struct ui ui = ui_open(make_slider);
	oriel_widget *slider = only(&ui, "slider");
	oriel_widget *fill = oriel_next_sibling(oriel_widget_first_shadow_child(slider));
	oriel_slider_set_value(slider, 25);
	ui_settle(&ui);
	note_place("rtl", fill);
	oriel_set_style(slider, "direction", "ltr");
	ui_settle(&ui);
	note_place("ltr", fill);
	assert_order(&order, "rtl 159-218, ltr 0-59");
	ui_close(&ui);
}

static oriel_widget *make_radios(void) {
	oriel_widget *group = oriel_radio_group(oriel_radio("a"), oriel_radio("b"), oriel_radio("c"));
	return oriel_set(oriel_column(group), .style = "direction: rtl");
}

static void note_radio(struct ui *ui, const char *key) {
	ui_key(ui, key);
	order_add(&order, "%s", oriel_radio_text(only(ui, "radio:checked")));
}

static void arrows_of_radio_buttons_are_exchanged(void **state) {
	(void)state;
	struct ui ui = ui_open(make_radios);
	oriel_widget *first = only(&ui, "radio");
	oriel_radio_set_checked(first, true);
	oriel_focus(first);
	note_radio(&ui, "ArrowLeft");
	note_radio(&ui, "ArrowDown");
	note_radio(&ui, "ArrowRight");
	note_radio(&ui, "ArrowUp");
	note_radio(&ui, "ArrowRight");
	assert_order(&order, "b, c, b, a, c");
	ui_close(&ui);
}

static oriel_widget *make_tabs(void) {
	return oriel_set(oriel_column(oriel_tabs(oriel_tab_panel("a", oriel_label("1")),
						oriel_tab_panel("b", oriel_label("2")),
						oriel_tab_panel("c", oriel_label("3")))),
		.style = "direction: rtl");
}

static void note_tab(struct ui *ui, const char *key) {
	struct oriel_description description;
	ui_key(ui, key);
	oriel_widget_describe(only(ui, "tab:selected"), &description);
	order_add(&order, "%s", description.name);
}

static void tabs_run_to_the_left(void **state) {
	(void)state;
	struct ui ui = ui_open(make_tabs);
	oriel_widget *first = only(&ui, "tab:selected");
	struct oriel_rect a = oriel_widget_window_bounds(first);
	struct oriel_rect b = oriel_widget_window_bounds(oriel_next_sibling(first));
	assert_true(b.x + b.width <= a.x);
	oriel_focus(first);
	note_tab(&ui, "ArrowLeft");
	note_tab(&ui, "ArrowLeft");
	note_tab(&ui, "ArrowRight");
	note_tab(&ui, "End");
	note_tab(&ui, "ArrowLeft");
	assert_order(&order, "b, c, b, c, a");
	ui_close(&ui);
}

static oriel_widget *make_switch(void) {
	return oriel_set(
		oriel_column(oriel_set(oriel_switch("On"), .style = "width: 200px")),
		.style = "direction: rtl; align-items: flex-end");
}

static void mark_of_a_switch_stands_at_the_right(void **state) {
	(void)state;
	struct ui ui = ui_open(make_switch);
	oriel_widget *track = oriel_widget_first_shadow_child(only(&ui, "switch"));
	note_place("track", track);
	note_place("off", oriel_next_sibling(track));
	oriel_click(only(&ui, "switch"));
	ui_settle(&ui);
	note_place("on", oriel_next_sibling(track));
	assert_order(&order, "track 160-200, off 181-197, on 163-179");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(slider_grows_to_the_left),
		cmocka_unit_test(fill_of_a_slider_follows_a_change_of_direction),
		cmocka_unit_test(arrows_of_radio_buttons_are_exchanged),
		cmocka_unit_test(tabs_run_to_the_left),
		cmocka_unit_test(mark_of_a_switch_stands_at_the_right));
}
