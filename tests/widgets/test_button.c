/* SPDX-License-Identifier: MIT */
/* A button: clicks by pointer, Enter, Space and dispatch, and no click while it is disabled. */
#include <oriel/extend/describe.h>
#include <oriel/extend/style.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void note(oriel_event *event, void *data) {
	order_add(&order, "%s%s %s", oriel_event_is_trusted(event) ? "" : "synthetic ",
		oriel_event_type(event), (const char *)data);
}

static oriel_widget *make_buttons(void) {
	oriel_widget *first = oriel_set(oriel_button("First"), .id = "first");
	oriel_widget *second = oriel_set(oriel_button("Second"), .id = "second");
	oriel_listen(first, "click", note, "first");
	oriel_listen(second, "click", note, "second");
	return oriel_column(oriel_row(first, second));
}

static oriel_widget *button(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static void press_and_release_on_a_button_click_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	ui_click(&ui, button(&ui, "#second"), 1);
	assert_order(&order, "click second");
	ui_close(&ui);
}

static void enter_and_space_click_the_focused_widget(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	oriel_focus(button(&ui, "#first"));
	ui_key(&ui, "Enter");
	ui_key(&ui, "Tab");
	ui_key(&ui, " ");
	assert_order(&order, "click first, click second");
	ui_close(&ui);
}

static void no_user_input_clicks_a_disabled_button(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	oriel_set(button(&ui, "#first"), .disabled = true);
	ui_settle(&ui);
	ui_click(&ui, button(&ui, "#first"), 1);
	assert_false(oriel_focus(button(&ui, "#first")));
	ui_key(&ui, "Tab");
	ui_key(&ui, "Enter");
	assert_order(&order, "click second");
	ui_close(&ui);
}

static void a_synthetic_click_reaches_its_listeners(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	oriel_fire(button(&ui, "#first"), "click", .bubbles = true);
	assert_order(&order, "synthetic click first");
	ui_close(&ui);
}

static void destroy_it(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

static void click_listener_may_destroy_the_button(void **state) {
	(void)state;
	struct ui ui = ui_open(make_buttons);
	oriel_listen(button(&ui, "#first"), "click", destroy_it, NULL);
	ui_click(&ui, button(&ui, "#first"), 1);
	assert_null(button(&ui, "#first"));
	assert_order(&order, "click first");
	ui_close(&ui);
}

static oriel_widget *buttons;

static oriel_widget *make_red_buttons(void) {
	buttons = make_buttons();
	oriel_widget_add_sheet(
		buttons, oriel_sheet_parse("button { background: red } :scope { color: lime }"));
	return buttons;
}

static void assert_is_red(struct ui *ui) {
	oriel_set(button(ui, "#first"), .classes = "primary");
	ui_settle(ui);
	assert_string_equal(
		oriel_computed_style(button(ui, "#first"), "background-color"), "rgb(255, 0, 0)");
	assert_string_equal(
		oriel_computed_style(button(ui, "#second"), "background-color"), "rgb(255, 0, 0)");
	assert_string_equal(oriel_computed_style(button(ui, "#second"), "color"), "rgb(0, 255, 0)");
	assert_string_equal(oriel_computed_style(button(ui, "#second"), "min-height"), "36px");
	ui_close(ui);
}

static void program_rules_win_before_and_after_the_first_widget(void **state) {
	(void)state;
	struct ui before = ui_open(make_red_buttons);
	assert_is_red(&before);
	struct ui after = ui_open(make_buttons);
	oriel_app_add_sheet(
		after.app, oriel_sheet_parse("button { background: red } root { color: lime }"));
	assert_is_red(&after);
}

/* ---- Popovers ---- */

static oriel_widget *make_invokers(void) {
	oriel_widget *popover = oriel_set(oriel_column(oriel_label("inside")), .id = "more");
	oriel_set_attribute(popover, "popover", "auto");
	oriel_widget *toggle = oriel_set(oriel_button("Toggle"), .id = "toggle");
	oriel_widget *show = oriel_set(oriel_button("Show"), .id = "show");
	oriel_widget *hide = oriel_set(oriel_button("Hide"), .id = "hide");
	oriel_widget *wrong = oriel_set(oriel_button("Wrong"), .id = "wrong");
	oriel_widget *submit = oriel_set(oriel_button("Submit"), .id = "submit");
	oriel_widget *invokers[] = { toggle, show, hide, submit };
	for (size_t i = 0; i < sizeof(invokers) / sizeof(invokers[0]); i++)
		oriel_set_attribute(invokers[i], "popovertarget", "more");
	oriel_set_attribute(wrong, "popovertarget", "toggle");
	oriel_set_attribute(show, "popovertargetaction", "show");
	oriel_set_attribute(hide, "popovertargetaction", "hide");
	return oriel_column(oriel_row(toggle, show, hide, wrong), oriel_form(submit), popover);
}

static void buttons_show_and_hide_the_popover_that_they_name(void **state) {
	(void)state;
	static const struct {
		const char *button;
		bool is_open;
	} clicks[] = { { "#toggle", true }, { "#toggle", false }, { "#show", true }, { "#show", true },
		{ "#hide", false }, { "#hide", false }, { "#wrong", false }, { "#submit", false } };
	struct ui ui = ui_open(make_invokers);
	oriel_widget *popover = button(&ui, "#more");
	struct oriel_description description;
	for (size_t i = 0; i < sizeof(clicks) / sizeof(clicks[0]); i++) {
		ui_click(&ui, button(&ui, clicks[i].button), 1);
		assert_int_equal(oriel_popover_is_open(popover), clicks[i].is_open);
		oriel_widget_describe(button(&ui, "#toggle"), &description);
		assert_int_equal(description.expanded,
			clicks[i].is_open ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE);
		assert_ptr_equal(description.controls, popover);
	}
	oriel_focus(button(&ui, "#toggle"));
	ui_key(&ui, "Enter");
	assert_ptr_equal(oriel_popover_source(popover), button(&ui, "#toggle"));
	ui_key(&ui, "Escape");
	assert_false(oriel_popover_is_open(popover));
	oriel_widget_describe(button(&ui, "#wrong"), &description);
	assert_int_equal(description.expanded, ORIEL_TRISTATE_UNDEFINED);
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(buttons_show_and_hide_the_popover_that_they_name),
		cmocka_unit_test(press_and_release_on_a_button_click_it),
		cmocka_unit_test(enter_and_space_click_the_focused_widget),
		cmocka_unit_test(no_user_input_clicks_a_disabled_button),
		cmocka_unit_test(a_synthetic_click_reaches_its_listeners),
		cmocka_unit_test(click_listener_may_destroy_the_button),
		cmocka_unit_test(program_rules_win_before_and_after_the_first_widget));
}
