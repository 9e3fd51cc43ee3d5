/* SPDX-License-Identifier: MIT */
/* A dialog: opening, closing, what the user can do to it, focus, forms inside, and re-entry. */
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/top_layer.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static void order_clear(void) {
	memset(&order, 0, sizeof(order));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static void note(oriel_event *event, void *data) {
	oriel_widget *widget = oriel_event_widget(event);
	(void)data;
	if (oriel_event_is_type(event, "close"))
		order_add(&order, "close %s", oriel_dialog_return_value(widget));
	else
		order_add(&order, "%s%s", oriel_event_type(event),
			oriel_dialog_is_open(widget) ? " open" : "");
	const struct oriel_toggle_event *toggle = oriel_event_toggle(event);
	if (toggle && oriel_event_is_type(event, "beforetoggle"))
		assert_true(toggle->was_open != toggle->is_open);
}

static oriel_widget *noted(oriel_widget *dialog) {
	static const char *const types[] = { "beforetoggle", "toggle", "cancel", "close" };
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		oriel_listen(dialog, types[i], note, NULL);
	return dialog;
}

static void note_submit(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	order_add(&order, "submit");
}

static oriel_widget *make_page(void) {
	oriel_widget *dialog = noted(oriel_dialog("Rename", oriel_text_field("Name"),
		oriel_dialog_buttons(oriel_dialog_button("Cancel", "cancel"),
			oriel_dialog_button("Rename", "rename"))));
	oriel_listen(dialog, "submit", note_submit, NULL);
	return oriel_column(oriel_button("outside"), dialog);
}

static oriel_widget *open_modal(struct ui *ui) {
	oriel_widget *dialog = find(ui, "dialog");
	assert_int_equal(oriel_dialog_show_modal(dialog), ORIEL_OK);
	ui_settle(ui);
	return dialog;
}

static const char *focused(struct ui *ui) {
	const oriel_widget *widget = oriel_window_focused(ui->window);
	if (!widget)
		return "none";
	bool is_button = strcmp(oriel_widget_type(widget), "button") == 0;
	return is_button ? oriel_button_text(widget) : oriel_widget_type(widget);
}

static void modal_dialog_takes_the_window_and_gives_it_back(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_focus(find(&ui, "button"));
	oriel_widget *dialog = find(&ui, "dialog");
	assert_true(oriel_widget_bounds(dialog).height == 0);
	open_modal(&ui);
	assert_order(&order, "beforetoggle, toggle open");
	assert_true(oriel_matches(dialog, "dialog[open]:modal"));
	assert_string_equal(focused(&ui), "text-field");
	assert_true(oriel_widget_is_inert(find(&ui, "button")));
	struct oriel_rect bounds = oriel_widget_window_bounds(dialog);
	assert_true(bounds.x > 0 && bounds.x + bounds.width / 2 == 200);
	assert_true(bounds.y > 0 && bounds.y + bounds.height / 2 == 150);
	ui_key(&ui, "shift+Tab");
	assert_string_equal(focused(&ui), "Rename");
	ui_key(&ui, "Tab");
	assert_string_equal(focused(&ui), "text-field");
	ui_key(&ui, "Escape");
	assert_order(&order, "cancel open, beforetoggle open, toggle, close ");
	assert_false(oriel_dialog_is_open(dialog) || oriel_widget_has_state(dialog, ORIEL_STATE_MODAL));
	assert_string_equal(focused(&ui), "outside");
	ui_close(&ui);
}

static void form_inside_closes_the_dialog_with_the_value_of_the_button(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	order_clear();
	oriel_widget *dialog = open_modal(&ui);
	assert_true(oriel_matches(find(&ui, "button[value=rename]"), ".primary:default"));
	ui_type(&ui, "x");
	ui_key(&ui, "Enter");
	assert_string_equal(oriel_dialog_return_value(dialog), "rename");
	open_modal(&ui);
	ui_click(&ui, find(&ui, "button[value=cancel]"), 1);
	assert_string_equal(oriel_dialog_return_value(dialog), "cancel");
	oriel_set_attribute(find(&ui, "text-field"), "required", "");
	oriel_text_field_set_text(find(&ui, "text-field"), "");
	open_modal(&ui);
	ui_key(&ui, "Enter");
	assert_true(oriel_dialog_is_open(dialog));
	assert_order(&order,
		"beforetoggle, toggle open, submit, beforetoggle open, toggle, close rename, "
		"beforetoggle, toggle open, beforetoggle open, toggle, close cancel, "
		"beforetoggle, toggle open");
	ui_close(&ui);
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void listeners_keep_a_dialog_closed_or_open(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = find(&ui, "dialog");
	oriel_listener_id id = oriel_listen(dialog, "beforetoggle", prevent, NULL);
	assert_int_equal(oriel_dialog_show_modal(dialog), ORIEL_OK);
	assert_false(oriel_dialog_is_open(dialog));
	oriel_unlisten(id);
	open_modal(&ui);
	id = oriel_listen(dialog, "cancel", prevent, NULL);
	ui_key(&ui, "Escape");
	assert_true(oriel_dialog_is_open(dialog));
	oriel_unlisten(id);
	id = oriel_listen(dialog, "beforetoggle", prevent, NULL);
	oriel_dialog_request_close(dialog, "asked");
	ui_settle(&ui);
	assert_string_equal(oriel_dialog_return_value(dialog), "asked");
	assert_false(oriel_dialog_is_open(dialog));
	order_clear();
	ui_close(&ui);
}

static void states_are_refused_as_in_html(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = find(&ui, "dialog"), *loose = oriel_dialog(NULL);
	assert_int_equal(oriel_dialog_show_modal(loose), ORIEL_INVALID_STATE_ERROR);
	assert_int_equal(oriel_dialog_show(loose), ORIEL_OK);
	oriel_dialog_close(loose, "loose");
	oriel_dialog_close(loose, "closed already");
	assert_string_equal(oriel_dialog_return_value(loose), "loose");
	oriel_destroy(loose);
	assert_int_equal(oriel_dialog_show(dialog), ORIEL_OK);
	assert_int_equal(oriel_dialog_show(dialog), ORIEL_OK);
	assert_int_equal(oriel_dialog_show_modal(dialog), ORIEL_INVALID_STATE_ERROR);
	assert_false(oriel_top_layer_has(dialog));
	ui_key(&ui, "Escape"); /* closes modal dialogs only */
	assert_true(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "closedby", "closerequest");
	ui_key(&ui, "Escape");
	assert_false(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "closedby", "none");
	open_modal(&ui);
	assert_int_equal(oriel_dialog_show(dialog), ORIEL_INVALID_STATE_ERROR);
	ui_key(&ui, "Escape");
	assert_true(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "open", NULL); /* a program may close it so */
	assert_false(oriel_top_layer_has(dialog) || oriel_widget_is_inert(find(&ui, "button")));
	open_modal(&ui);
	oriel_remove(dialog);
	assert_true(oriel_dialog_is_open(dialog));
	oriel_dialog_close(dialog, NULL);
	oriel_destroy(dialog);
	order_clear();
	ui_close(&ui);
}

static void press(struct ui *ui, float down_x, float up_x) {
	ui_pointer(ui, ORIEL_RAW_POINTER_DOWN, down_x, 5, 0);
	ui_pointer(ui, ORIEL_RAW_POINTER_UP, up_x, 5, 0);
	ui_settle(ui);
}

static void press_outside_closes_a_dialog_that_allows_it(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = open_modal(&ui);
	press(&ui, 5, 5);
	assert_true(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "closedby", "any");
	struct oriel_rect bounds = oriel_widget_window_bounds(dialog);
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, bounds.x + 5, bounds.y + 5, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 5, 5, 0); /* a press that is dragged out */
	ui_settle(&ui);
	assert_true(oriel_dialog_is_open(dialog));
	press(&ui, 5, 8);
	assert_false(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "open", ""); /* as oriel_dialog_show(), without events */
	oriel_widget *second = oriel_dialog("second");
	oriel_append(oriel_window_root(ui.window), second);
	oriel_dialog_show_modal(second);
	press(&ui, 5, 5); /* the dialog above says that no press closes it */
	assert_true(oriel_dialog_is_open(dialog));
	oriel_dialog_close(second, NULL);
	press(&ui, 5, 5);
	assert_false(oriel_dialog_is_open(dialog));
	order_clear();
	ui_close(&ui);
}

static void focus_goes_to_autofocus_and_else_to_the_dialog(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = find(&ui, "dialog");
	oriel_set_attribute(find(&ui, "button[value=cancel]"), "autofocus", "");
	open_modal(&ui);
	assert_string_equal(focused(&ui), "Cancel");
	oriel_dialog_close(dialog, NULL);
	oriel_widget *empty = oriel_dialog("empty");
	oriel_append(oriel_window_root(ui.window), empty);
	oriel_focus(find(&ui, "button"));
	oriel_dialog_show(empty);
	assert_string_equal(focused(&ui), "dialog");
	oriel_focus(find(&ui, "button")); /* the user has gone on */
	oriel_dialog_close(empty, NULL);
	assert_string_equal(focused(&ui), "outside");
	ui_settle(&ui);
	order_clear();
	ui_close(&ui);
}

static void close_again(oriel_event *event, void *data) {
	(void)data;
	oriel_dialog_close(oriel_event_widget(event), "inner");
}

static void destroy_it(oriel_event *event, void *data) {
	(void)data;
	oriel_destroy(oriel_event_widget(event));
}

static void open_again(oriel_event *event, void *data) {
	(void)data;
	oriel_dialog_show_modal(oriel_event_widget(event));
}

static void listeners_close_open_and_destroy_the_dialog(void **state) {
	static const char *const types[] = { "beforetoggle", "toggle", "cancel", "close" };
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = open_modal(&ui);
	oriel_listener_id id = oriel_listen(dialog, "cancel", close_again, NULL);
	ui_key(&ui, "Escape");
	assert_string_equal(oriel_dialog_return_value(dialog), "inner");
	oriel_unlisten(id);
	order_clear();
	oriel_listen(dialog, "close", open_again, NULL, .once = true);
	open_modal(&ui);
	oriel_dialog_close(dialog, "outer");
	ui_settle(&ui);
	assert_true(oriel_dialog_is_open(dialog));
	assert_order(&order, "beforetoggle, toggle open, beforetoggle open, toggle, close outer, "
		"beforetoggle, toggle open");
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		oriel_widget *other = oriel_dialog("other", oriel_dialog_buttons(oriel_button("OK")));
		oriel_append(oriel_window_root(ui.window), other);
		oriel_dialog_show_modal(other);
		ui_settle(&ui);
		oriel_widget_id other_id = oriel_widget_to_id(other);
		oriel_listen(other, types[i], destroy_it, NULL);
		ui_key(&ui, "Escape");
		assert_null(oriel_widget_from_id(other_id));
	}
	oriel_listen(dialog, "beforetoggle", destroy_it, NULL);
	oriel_dialog_close(dialog, "x");
	assert_null(find(&ui, "dialog"));
	order_clear();
	ui_close(&ui);
}

/* Without this, the listeners of `beforetoggle` would call each other without an end. */
static void listeners_of_beforetoggle_open_and_close_the_dialog_themselves(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = find(&ui, "dialog");
	oriel_listen(dialog, "beforetoggle", open_again, NULL);
	oriel_listen(dialog, "beforetoggle", close_again, NULL);
	assert_int_equal(oriel_dialog_show_modal(dialog), ORIEL_OK); /* closed amid, and opened */
	ui_settle(&ui);
	assert_order(&order, "beforetoggle, close inner, toggle open");
	oriel_dialog_close(dialog, "outer");
	assert_false(oriel_dialog_is_open(dialog));
	ui_settle(&ui);
	assert_order(&order, "beforetoggle open, toggle, close inner");
	ui_close(&ui);
}

static void window_closes_with_an_open_dialog(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_dialog_show_modal(find(&ui, "dialog"));
	oriel_window_destroy(ui.window);
	ui_settle(&ui);
	assert_order(&order, "beforetoggle"); /* its tasks went with it */
	ui_close(&ui);
}

static void escape_closes_popovers_and_dialogs_topmost_first(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *below = oriel_set(oriel_column(oriel_label("below")), .id = "below"),
				 *inside = oriel_set(oriel_column(oriel_label("inside")), .id = "inside");
	oriel_set_attribute(below, "popover", "auto");
	oriel_set_attribute(inside, "popover", "auto");
	oriel_append(oriel_window_root(ui.window), below);
	assert_int_equal(oriel_popover_show(below), ORIEL_OK);
	oriel_widget *dialog = open_modal(&ui);
	assert_false(oriel_popover_is_open(below)); /* the dialog has hidden it */
	oriel_append(dialog, inside);
	assert_int_equal(oriel_popover_show(inside), ORIEL_OK);
	ui_key(&ui, "Escape");
	assert_true(oriel_dialog_is_open(dialog) && !oriel_popover_is_open(inside));
	oriel_window_clear_focus(ui.window);
	ui_key(&ui, "Escape");
	assert_false(oriel_dialog_is_open(dialog));
	oriel_set_attribute(dialog, "popover", "auto");
	assert_int_equal(oriel_popover_show(dialog), ORIEL_OK);
	assert_int_equal(oriel_dialog_show_modal(dialog), ORIEL_INVALID_STATE_ERROR);
	oriel_popover_hide(dialog);
	ui_settle(&ui);
	order_clear();
	ui_close(&ui);
}

static void large_dialog_scrolls(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = find(&ui, "dialog");
	oriel_append(oriel_first_child(dialog),
		oriel_set(oriel_label("tall"), .style = "height: 900px"));
	open_modal(&ui);
	struct oriel_rect bounds = oriel_widget_window_bounds(dialog);
	assert_true(bounds.height == 300 - 32);
	assert_true(oriel_widget_scroll_position(dialog).max_y > 600);
	order_clear();
	ui_close(&ui);
}

static void description_has_role_and_title(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	struct oriel_description description;
	oriel_widget *dialog = open_modal(&ui);
	oriel_widget_describe(dialog, &description);
	assert_int_equal(description.role, ORIEL_ROLE_DIALOG);
	assert_string_equal(description.name, "Rename");
	assert_true(description.states & ORIEL_STATE_MODAL);
	oriel_dialog_set_title(dialog, "");
	assert_true(oriel_is_hidden(find(&ui, ".dialog-title")));
	oriel_set_attribute(dialog, "role", "alertdialog");
	oriel_widget_describe(dialog, &description);
	assert_int_equal(description.role, ORIEL_ROLE_ALERT_DIALOG);
	order_clear();
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(modal_dialog_takes_the_window_and_gives_it_back),
		cmocka_unit_test(form_inside_closes_the_dialog_with_the_value_of_the_button),
		cmocka_unit_test(listeners_keep_a_dialog_closed_or_open),
		cmocka_unit_test(states_are_refused_as_in_html),
		cmocka_unit_test(press_outside_closes_a_dialog_that_allows_it),
		cmocka_unit_test(focus_goes_to_autofocus_and_else_to_the_dialog),
		cmocka_unit_test(listeners_close_open_and_destroy_the_dialog),
		cmocka_unit_test(listeners_of_beforetoggle_open_and_close_the_dialog_themselves),
		cmocka_unit_test(window_closes_with_an_open_dialog),
		cmocka_unit_test(escape_closes_popovers_and_dialogs_topmost_first),
		cmocka_unit_test(large_dialog_scrolls), cmocka_unit_test(description_has_role_and_title));
}
