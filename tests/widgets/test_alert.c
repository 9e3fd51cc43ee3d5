/* SPDX-License-Identifier: MIT */
/* Alerts, confirmations and prompts: their results, and what ends them without one. */
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/widgets.h>

#include "test.h"
#include "ui.h"

static struct order order;

static oriel_widget *make_page(void) {
	return oriel_column(oriel_button("page"));
}

static oriel_widget *find(struct ui *ui, const char *selector) {
	return oriel_query(oriel_window_root(ui->window), selector);
}

static struct oriel_completion on_answer(struct oriel_payload value, void *data) {
	order_add(&order, "%s %s", (const char *)data, value.data ? (const char *)value.data : "null");
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_error(struct oriel_payload reason, void *data) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	order_add(&order, "%s %s", (const char *)data,
		error && error->code == ORIEL_ABORT_ERROR ? "aborted" : "failed");
	return ORIEL_COMPLETE;
}

static void note(oriel_promise *promise, const char *name) {
	oriel_promise_unref(oriel_then(promise, on_answer, on_error, (void *)(uintptr_t)name));
}

static const char *focused(struct ui *ui) {
	const oriel_widget *widget = oriel_window_focused(ui->window);
	if (!widget)
		return "none";
	bool is_button = strcmp(oriel_widget_type(widget), "button") == 0;
	return is_button ? oriel_button_text(widget) : oriel_widget_type(widget);
}

static void alert_is_fulfilled_when_it_closes(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_focus(find(&ui, "button"));
	note(oriel_alert(ui.window, "The disk is full."), "enter");
	ui_settle(&ui);
	assert_string_equal(focused(&ui), "OK");
	assert_order(&order, "");
	ui_key(&ui, "Enter");
	note(oriel_alert(ui.window, "Again.", .title = "Disk", .ok = "Close"), "escape");
	ui_settle(&ui);
	assert_string_equal(focused(&ui), "Close");
	ui_key(&ui, "Escape");
	assert_order(&order, "enter null, escape null");
	assert_null(find(&ui, "dialog"));
	assert_string_equal(focused(&ui), "page");
	ui_close(&ui);
}

static void confirmation_has_two_results(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	note(oriel_confirm(ui.window, "Save?", .ok = "Save"), "enter");
	ui_settle(&ui);
	assert_string_equal(focused(&ui), "Save");
	ui_key(&ui, "Enter");
	note(oriel_confirm(ui.window, "Delete?", .ok = "Delete", .danger = true), "danger");
	ui_settle(&ui);
	assert_string_equal(focused(&ui), "Cancel");
	assert_true(oriel_matches(find(&ui, "button[value=ok]"), ".danger.primary"));
	ui_key(&ui, "Enter");
	note(oriel_confirm(ui.window, "Save?"), "escape");
	ui_settle(&ui);
	ui_key(&ui, "Escape");
	note(oriel_confirm(ui.window, "Save?", .cancel = "No"), "click");
	ui_settle(&ui);
	ui_click(&ui, find(&ui, "button.primary"), 1);
	assert_order(&order, "enter ok, danger null, escape null, click ok");
	ui_close(&ui);
}

static void prompt_returns_the_text(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	note(oriel_prompt(ui.window, "Name:", .text = "old"), "first");
	ui_settle(&ui);
	assert_string_equal(focused(&ui), "text-field");
	ui_type(&ui, "new"); /* the old text is selected */
	ui_key(&ui, "Enter");
	note(oriel_prompt(ui.window, "Name:", .text = "old"), "cancelled");
	ui_settle(&ui);
	ui_key(&ui, "Escape");
	note(oriel_prompt(ui.window, "Name:", .placeholder = "a name", .required = true), "required");
	ui_settle(&ui);
	ui_key(&ui, "Enter");
	assert_non_null(find(&ui, "dialog"));
	ui_type(&ui, "x");
	ui_key(&ui, "Enter");
	oriel_promise *kept = oriel_prompt(ui.window, "Name:");
	ui_settle(&ui);
	ui_key(&ui, "Enter");
	struct oriel_payload empty = oriel_payload_ref(oriel_promise_result(kept));
	assert_string_equal(empty.data, "");
	oriel_promise_unref(kept);
	oriel_payload_unref(empty);
	assert_order(&order, "first new, cancelled null, required x");
	ui_close(&ui);
}

static void dialogs_are_one_over_another(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	note(oriel_alert(ui.window, "first"), "first");
	note(oriel_alert(ui.window, "second"), "second");
	ui_settle(&ui);
	ui_key(&ui, "Escape");
	assert_order(&order, "second null");
	assert_string_equal(focused(&ui), "OK");
	ui_key(&ui, "Escape");
	assert_order(&order, "first null");
	ui_close(&ui);
}

static void prevent(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void questions_without_an_answer_are_rejected(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	note(oriel_prompt(ui.window, "?", .signal = signal), "signal");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	ui_settle(&ui);
	assert_null(find(&ui, "dialog"));
	note(oriel_prompt(ui.window, "?", .signal = signal), "late");
	oriel_abort_controller_destroy(controller);
	note(oriel_confirm(ui.window, "?"), "cleared");
	oriel_widget_clear(oriel_window_root(ui.window));
	oriel_listener_id id =
		oriel_listen(ui.window, "beforetoggle", prevent, NULL, .capture = true);
	note(oriel_alert(ui.window, "?"), "prevented");
	oriel_unlisten(id);
	oriel_promise_unref(oriel_alert(ui.window, "?")); /* reports nothing */
	note(oriel_alert(ui.window, "?"), "window");
	oriel_window_destroy(ui.window);
	ui_settle(&ui);
	assert_order(&order,
		"signal aborted, late aborted, cleared aborted, prevented aborted, window aborted");
	ui_close(&ui);
}

static void ask_again(oriel_event *event, void *data) {
	(void)event;
	note(oriel_alert((oriel_window *)data, "?"), "alert");
	note(oriel_prompt((oriel_window *)data, "?"), "prompt");
}

static void question_at_a_window_that_is_being_destroyed_is_rejected(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	oriel_listen(oriel_widget_signal(find(&ui, "button")), "abort", ask_again, ui.window);
	oriel_window_destroy(ui.window);
	ui_settle(&ui);
	assert_order(&order, "alert aborted, prompt aborted");
	ui_close(&ui);
}

static void description_has_message_and_title(void **state) {
	(void)state;
	struct ui ui = ui_open(make_page);
	struct oriel_description description;
	note(oriel_alert(ui.window, "The disk is full."), "plain");
	oriel_widget_describe(find(&ui, "dialog"), &description);
	assert_int_equal(description.role, ORIEL_ROLE_ALERT_DIALOG);
	assert_string_equal(description.name, "The disk is full.");
	ui_settle(&ui);
	ui_key(&ui, "Escape");
	note(oriel_alert(ui.window, "The disk is full.", .title = "Not saved"), "titled");
	oriel_widget_describe(find(&ui, "dialog"), &description);
	assert_string_equal(description.name, "Not saved");
	assert_string_equal(description.description, "The disk is full.");
	assert_order(&order, "plain null");
	ui_close(&ui);
	memset(&order, 0, sizeof(order));
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(alert_is_fulfilled_when_it_closes),
		cmocka_unit_test(confirmation_has_two_results), cmocka_unit_test(prompt_returns_the_text),
		cmocka_unit_test(dialogs_are_one_over_another),
		cmocka_unit_test(questions_without_an_answer_are_rejected),
		cmocka_unit_test(question_at_a_window_that_is_being_destroyed_is_rejected),
		cmocka_unit_test(description_has_message_and_title));
}
