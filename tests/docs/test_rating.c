/* SPDX-License-Identifier: MIT */
/* The widget of docs/ui/writing-a-widget.md does what the page says. */
#include "rating.h"

#include <stdlib.h>

#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_content(void) {
	return oriel_row(oriel_set(rating_new(), .id = "stars"), oriel_button("Next"));
}

static oriel_widget *stars_of(struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "#stars");
}

static void on_event(oriel_event *event, void *order) {
	order_add(order, "%s %d", oriel_event_type(event), rating_value(oriel_event_widget(event)));
}

static void listen_for_changes(oriel_widget *stars, struct order *order) {
	oriel_listen(stars, "input", on_event, order);
	oriel_listen(stars, "change", on_event, order);
}

static void press_on_a_star_sets_the_value_and_the_focus(void **state) {
	(void)state;
	struct ui ui = ui_open(make_content);
	struct order order = { 0 };
	oriel_widget *stars = stars_of(&ui);
	listen_for_changes(stars, &order);
	ui_click(&ui, stars, 1); /* the middle of the third star */
	assert_order(&order, "input 3, change 3");
	assert_ptr_equal(oriel_window_focused(ui.window), stars);
	ui_close(&ui);
}

static void arrow_keys_change_the_value_within_its_limits(void **state) {
	(void)state;
	struct ui ui = ui_open(make_content);
	struct order order = { 0 };
	oriel_widget *stars = stars_of(&ui);
	listen_for_changes(stars, &order);
	oriel_focus(stars);
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "End");
	ui_key(&ui, "ArrowRight");
	ui_key(&ui, "ArrowLeft");
	ui_key(&ui, "a");
	assert_order(&order, "input 1, change 1, input 5, change 5, input 4, change 4");
	ui_close(&ui);
}

static void on_input_destroy(oriel_event *event, void *order) {
	on_event(event, order);
	oriel_destroy(oriel_event_widget(event));
}

static void listener_of_input_may_destroy_the_rating(void **state) {
	(void)state;
	struct ui ui = ui_open(make_content);
	struct order order = { 0 };
	oriel_widget *stars = stars_of(&ui);
	oriel_listen(stars, "input", on_input_destroy, &order);
	oriel_listen(stars, "change", on_event, &order);
	ui_click(&ui, stars, 1);
	assert_order(&order, "input 3");
	ui_close(&ui);
}

static void description_names_the_value(void **state) {
	(void)state;
	struct ui ui = ui_open(make_content);
	oriel_widget *stars = stars_of(&ui);
	rating_set_value(stars, 7);
	oriel_set_attribute(stars, "aria-label", "Your rating");
	char *text = oriel_widget_describe_tree(stars);
	assert_string_equal(text,
		"slider \"Your rating\" = \"5 of 5\" [focusable value 5 from 0 to 5]\n");
	free(text);
	ui_close(&ui);
}

static void size_is_that_of_five_stars(void **state) {
	(void)state;
	struct ui ui = ui_open(make_content);
	struct oriel_rect bounds = oriel_widget_bounds(stars_of(&ui));
	assert_float_equal(bounds.width, 136, 0);
	assert_float_equal(bounds.height, 24, 0);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(press_on_a_star_sets_the_value_and_the_focus),
		cmocka_unit_test(arrow_keys_change_the_value_within_its_limits),
		cmocka_unit_test(listener_of_input_may_destroy_the_rating),
		cmocka_unit_test(description_names_the_value),
		cmocka_unit_test(size_is_that_of_five_stars));
}
