/* SPDX-License-Identifier: MIT */
/* An expander: what opens it, what it hides, and how it is described. */
#include <stdlib.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	(void)data;
	order_add(&order, "%s %s", oriel_event_type(event),
		oriel_expander_is_open(oriel_event_widget(event)) ? "open" : "closed");
}

static oriel_widget *make_expander(void) {
	oriel_widget *expander = oriel_expander("More", oriel_button("inside"));
	oriel_listen(expander, "toggle", note, NULL);
	return oriel_column(expander, oriel_button("after"));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static bool button_is_shown(struct ui *ui) {
	return oriel_widget_bounds(find(ui, "expander > button")).height > 0;
}

static void click_and_keys_on_the_heading_open_and_close_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_expander);
	assert_false(button_is_shown(&ui));
	ui_click(&ui, find(&ui, "expander-heading"), 1);
	assert_true(button_is_shown(&ui));
	assert_true(oriel_matches(find(&ui, "expander"), "[open]"));
	ui_key(&ui, "Enter");
	ui_key(&ui, " ");
	assert_order(&order, "toggle open, toggle closed, toggle open");
	ui_close(&ui);
}

static void program_opens_it_and_equal_values_fire_nothing(void **state) {
	(void)state;
	struct ui ui = ui_open(make_expander);
	oriel_expander_set_open(find(&ui, "expander"), true);
	oriel_expander_set_open(find(&ui, "expander"), true);
	oriel_expander_set_open(find(&ui, "expander"), false);
	assert_order(&order, "toggle open, toggle closed");
	oriel_expander_set_text(find(&ui, "expander"), "Less");
	assert_string_equal(oriel_expander_text(find(&ui, "expander")), "Less");
	oriel_destroy(find(&ui, "expander-heading"));
	oriel_expander_set_text(find(&ui, "expander"), "none");
	assert_string_equal(oriel_expander_text(find(&ui, "expander")), "");
	ui_close(&ui);
}

static void tab_passes_over_hidden_children(void **state) {
	(void)state;
	struct ui ui = ui_open(make_expander);
	ui_key(&ui, "Tab");
	ui_key(&ui, "Tab");
	assert_string_equal(oriel_button_text(oriel_window_focused(ui.window)), "after");
	oriel_expander_set_open(find(&ui, "expander"), true);
	ui_key(&ui, "shift+Tab");
	assert_string_equal(oriel_button_text(oriel_window_focused(ui.window)), "inside");
	order.length = 0;
	order.text[0] = '\0';
	ui_close(&ui);
}

static void heading_is_a_button_that_is_expanded_or_not(void **state) {
	(void)state;
	struct ui ui = ui_open(make_expander);
	struct oriel_description description;
	oriel_widget_describe(find(&ui, "expander-heading"), &description);
	assert_int_equal(description.role, ORIEL_ROLE_BUTTON);
	assert_string_equal(description.name, "More");
	assert_int_equal(description.expanded, ORIEL_TRISTATE_FALSE);
	oriel_set_attribute(find(&ui, "expander"), "open", "");
	oriel_widget_describe(find(&ui, "expander-heading"), &description);
	assert_int_equal(description.expanded, ORIEL_TRISTATE_TRUE);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(click_and_keys_on_the_heading_open_and_close_it),
		cmocka_unit_test(program_opens_it_and_equal_values_fire_nothing),
		cmocka_unit_test(tab_passes_over_hidden_children),
		cmocka_unit_test(heading_is_a_button_that_is_expanded_or_not));
}
