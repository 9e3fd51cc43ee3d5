/* SPDX-License-Identifier: MIT */
/* Toasts: their time, their queue, how they are dismissed, focus, and re-entry. */
#include <math.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/top_layer.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static oriel_widget *make_page(void) {
	return oriel_column(oriel_button("page"));
}

static void note(oriel_event *event, void *data) {
	order_add(&order, "%s %s", oriel_event_type(event), (const char *)data);
}

static oriel_widget *noted(oriel_widget *toast, const char *name) {
	oriel_listen(toast, "action", note, (void *)(uintptr_t)name);
	oriel_listen(toast, "close", note, (void *)(uintptr_t)name);
	return toast;
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static size_t shown_toasts(struct ui *ui) {
	oriel_widget *toasts[16];
	size_t count = oriel_query_all(oriel_window_root(ui->window), "toast", toasts, 16), shown = 0;
	for (size_t i = 0; i < count; i++)
		shown += oriel_widget_bounds(toasts[i]).height > 0;
	return shown;
}

static void toasts_go_when_their_time_has_passed(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	noted(oriel_toast(ui.window, "plain"), "plain");
	noted(oriel_toast(ui.window, "action", .action = "Undo"), "action");
	noted(oriel_toast(ui.window, "short", .timeout_ms = 1000), "short");
	oriel_loop_advance(ui.loop, 999);
	assert_int_equal(shown_toasts(&ui), 3);
	oriel_loop_advance(ui.loop, 1);
	assert_order(&order, "close short");
	oriel_loop_advance(ui.loop, 3999);
	assert_order(&order, "");
	oriel_loop_advance(ui.loop, 1);
	assert_order(&order, "close plain");
	oriel_loop_advance(ui.loop, 5000);
	assert_order(&order, "close action");
	assert_null(find(&ui, "toast-region"));
	noted(oriel_toast(ui.window, "stays", .timeout_ms = (double)INFINITY), "stays");
	oriel_loop_advance(ui.loop, 3600000);
	assert_int_equal(shown_toasts(&ui), 1);
	ui_close(&ui); /* no event */
	assert_order(&order, "");
}

static void three_toasts_are_shown_and_others_wait(void **state) {
	static const char *const names[] = { "1", "2", "3", "4", "5" };
	(void)state;
	struct ui ui = ui_open(make_page);
	for (size_t i = 0; i < 5; i++)
		noted(oriel_toast(ui.window, names[i], .timeout_ms = 1000), names[i]);
	ui_settle(&ui);
	assert_int_equal(shown_toasts(&ui), 3);
	oriel_loop_advance(ui.loop, 900);
	assert_order(&order, "close 1, close 2, close 3");
	assert_int_equal(shown_toasts(&ui), 2);
	oriel_loop_advance(ui.loop, 999); /* the time of a waiting toast stands still */
	assert_order(&order, "");
	oriel_loop_advance(ui.loop, 1);
	assert_order(&order, "close 4, close 5");
	ui_close(&ui);
}

static void pointer_and_focus_stop_the_time(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *toast = noted(oriel_toast(ui.window, "toast", .timeout_ms = 1000), "toast");
	ui_settle(&ui);
	struct oriel_rect at = oriel_widget_window_bounds(toast);
	assert_true(at.x + at.width / 2 == 200 && at.y + at.height == 300 - 16);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, at.x + 5, at.y + 5, 0);
	oriel_loop_advance(ui.loop, 60000);
	ui_pointer(&ui, ORIEL_RAW_POINTER_MOVE, 5, 5, 0);
	oriel_focus(find(&ui, ".toast-dismiss"));
	oriel_loop_advance(ui.loop, 60000);
	assert_order(&order, "");
	oriel_focus(find(&ui, "button"));
	oriel_loop_advance(ui.loop, 1000);
	assert_order(&order, "close toast");
	ui_close(&ui);
}

static const char *focused(struct ui *ui) {
	const oriel_widget *widget = oriel_window_focused(ui->window);
	return !widget ? "none" : oriel_button_text(widget);
}

static void buttons_and_escape_dismiss_a_toast(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	noted(oriel_toast(ui.window, "one", .action = "Undo"), "one");
	ui_settle(&ui);
	ui_click(&ui, find(&ui, ".toast-action"), 1);
	assert_order(&order, "action one, close one");
	noted(oriel_toast(ui.window, "two"), "two");
	ui_settle(&ui);
	ui_click(&ui, find(&ui, ".toast-dismiss"), 1);
	assert_order(&order, "close two");
	oriel_focus(find(&ui, "button"));
	noted(oriel_toast(ui.window, "three"), "three");
	noted(oriel_toast(ui.window, "four", .action = "Undo"), "four");
	ui_settle(&ui);
	ui_key(&ui, "Tab");
	ui_key(&ui, "Escape");
	assert_string_equal(focused(&ui), "×"); /* of the next toast */
	ui_key(&ui, "shift+Tab");
	assert_string_equal(focused(&ui), "Undo");
	ui_key(&ui, "Escape");
	assert_string_equal(focused(&ui), "page");
	assert_order(&order, "close three, close four");
	ui_close(&ui);
}

static void destroy_all(oriel_event *event, void *data) {
	(void)event;
	oriel_widget_clear(data);
}

static void dismiss_again(oriel_event *event, void *data) {
	(void)data;
	oriel_toast_dismiss(oriel_event_widget(event));
	oriel_toast(oriel_widget_window(oriel_event_widget(event)), "again");
}

static void listeners_destroy_and_dismiss_toasts(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_listen(oriel_toast(ui.window, "one"), "close", dismiss_again, NULL);
	oriel_toast_dismiss(find(&ui, "toast"));
	assert_string_equal(oriel_label_text(find(&ui, "toast label")), "again");
	oriel_widget *root = oriel_window_root(ui.window);
	oriel_listen(oriel_toast(ui.window, "two", .action = "Undo"), "action", destroy_all, root);
	oriel_click(find(&ui, ".toast-action"));
	assert_null(find(&ui, "toast"));
	oriel_listen(oriel_toast(ui.window, "three"), "close", destroy_all, root);
	oriel_toast_dismiss(find(&ui, "toast"));
	assert_null(find(&ui, "toast"));
	oriel_toast(ui.window, "four");
	oriel_remove(find(&ui, "toast-region")); /* leaks nothing: the timer goes with the toast */
	ui_close(&ui);
}

/* The listeners of the buttons have the toast as their data. */
static void buttons_moved_away_outlive_their_toast(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *toast = noted(oriel_toast(ui.window, "saved", .action = "Undo"), "saved");
	oriel_widget *action = find(&ui, ".toast-action"), *dismiss = find(&ui, ".toast-dismiss");
	oriel_append(oriel_window_root(ui.window), action);
	oriel_append(oriel_window_root(ui.window), dismiss);
	oriel_destroy(toast);
	ui_settle(&ui);
	oriel_click(action);
	oriel_click(dismiss);
	assert_order(&order, "");
	ui_close(&ui);
}

static void description_is_a_live_region(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	struct oriel_description description;
	oriel_widget_describe(oriel_toast(ui.window, "saved"), &description);
	assert_int_equal(description.role, ORIEL_ROLE_STATUS);
	assert_int_equal(description.live, ORIEL_LIVE_POLITE);
	assert_string_equal(description.name, "saved");
	oriel_widget_describe(oriel_toast(ui.window, "lost", .urgent = true), &description);
	assert_int_equal(description.role, ORIEL_ROLE_ALERT);
	assert_int_equal(description.live, ORIEL_LIVE_ASSERTIVE);
	oriel_widget_describe(find(&ui, ".toast-dismiss"), &description);
	assert_string_equal(description.name, "Dismiss");
	assert_true(oriel_top_layer_has(find(&ui, "toast-region")));
	ui_close(&ui);
}

/* ---- Modal dialogs ---- */

static void modal_dialogs_do_not_block_toasts(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_widget *dialog = oriel_dialog("Title", oriel_button("inside"));
	oriel_append(oriel_window_root(ui.window), dialog);
	oriel_set_attribute(dialog, "closedby", "any");
	noted(oriel_toast(ui.window, "old", .action = "Old", .timeout_ms = (double)INFINITY), "old");
	oriel_dialog_show_modal(dialog);
	noted(oriel_toast(ui.window, "new", .action = "New", .timeout_ms = (double)INFINITY), "new");
	ui_settle(&ui);
	assert_true(oriel_widget_is_inert(find(&ui, "column > button")));
	ui_click(&ui, find(&ui, "toast .toast-action"), 1);
	assert_order(&order, "action old, close old");
	assert_true(oriel_dialog_is_open(dialog));
	oriel_focus(find(&ui, "dialog button"));
	ui_key(&ui, "Tab");
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "toast .toast-action"));
	ui_key(&ui, "Escape");
	assert_order(&order, "close new");
	assert_true(oriel_dialog_is_open(dialog));
	assert_ptr_equal(oriel_window_focused(ui.window), find(&ui, "dialog button"));
	ui_pointer(&ui, ORIEL_RAW_POINTER_DOWN, 2, 2, 0);
	ui_pointer(&ui, ORIEL_RAW_POINTER_UP, 2, 2, 0);
	assert_false(oriel_dialog_is_open(dialog));
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(modal_dialogs_do_not_block_toasts),
		cmocka_unit_test(toasts_go_when_their_time_has_passed),
		cmocka_unit_test(three_toasts_are_shown_and_others_wait),
		cmocka_unit_test(pointer_and_focus_stop_the_time),
		cmocka_unit_test(buttons_and_escape_dismiss_a_toast),
		cmocka_unit_test(listeners_destroy_and_dismiss_toasts),
		cmocka_unit_test(buttons_moved_away_outlive_their_toast),
		cmocka_unit_test(description_is_a_live_region));
}
