/* SPDX-License-Identifier: MIT */
/* Commands of editing in a text field: what runs, and what enables it. */
#include <oriel/widgets.h>

#include <stdlib.h>
#include <string.h>

#include "test.h"
#include "ui.h"

static oriel_widget *make_field(void) {
	return oriel_column(oriel_set(oriel_text_field(NULL), .id = "a"),
		oriel_set(oriel_button("Button"), .id = "b"));
}

static oriel_widget *field_of(const struct ui *ui) {
	return oriel_query(oriel_window_root(ui->window), "#a");
}

static struct ui open_focused(const char *text) {
	struct ui ui = ui_open(make_field);
	oriel_text_field_set_text(field_of(&ui), text);
	oriel_focus(field_of(&ui));
	oriel_text_field_select(field_of(&ui), 0, 0);
	ui_settle(&ui);
	return ui;
}

/* Adds the enabled commands at the window's target of commands to an order. */
static void add_enabled(struct order *order, const struct ui *ui) {
	const oriel_widget *target = oriel_command_target(ui->window);
	for (const char *id = NULL; (id = oriel_command_next(ui->app, id)) != NULL;) {
		if (oriel_command_is_enabled(target, id))
			order_add(order, "%s", id + strlen("edit."));
	}
	order_add(order, ".");
}

static void run(const struct ui *ui, const char *id) {
	assert_true(oriel_command_run(oriel_command_target(ui->window), id, NULL));
}

#define assert_text(ui, expected) \
	assert_string_equal(oriel_text_field_text(field_of(ui)), expected)

static void selection_history_and_focus_enable_commands(void **state) {
	struct order order = { .length = 0 };
	struct ui ui = open_focused("");
	add_enabled(&order, &ui);
	ui_type(&ui, "one");
	add_enabled(&order, &ui);
	ui_key(&ui, "ctrl+a");
	add_enabled(&order, &ui);
	ui_key(&ui, "ctrl+z");
	add_enabled(&order, &ui);
	assert_order(&order, "paste, ., undo, paste, select-all, ., "
		"undo, cut, copy, paste, delete, select-all, ., redo, paste, .");
	oriel_text_field_set_text(field_of(&ui), "two");
	oriel_text_field_select_all(field_of(&ui));
	oriel_text_field_set_read_only(field_of(&ui), true);
	add_enabled(&order, &ui);
	oriel_focus(oriel_query(oriel_window_root(ui.window), "#b"));
	add_enabled(&order, &ui);
	assert_order(&order, "copy, select-all, ., .");
	ui_close(&ui);
}

static void commands_edit_the_text(void **state) {
	struct ui ui = open_focused("one two");
	oriel_text_field_select(field_of(&ui), 0, 4);
	run(&ui, "edit.cut");
	assert_text(&ui, "two");
	run(&ui, "edit.paste");
	ui_settle(&ui);
	assert_text(&ui, "one two");
	run(&ui, "edit.undo");
	assert_text(&ui, "two");
	run(&ui, "edit.redo");
	assert_text(&ui, "one two");
	run(&ui, "edit.select-all");
	run(&ui, "edit.copy");
	run(&ui, "edit.delete");
	assert_text(&ui, "");
	char *text = ui_clipboard_text(ui.app, ORIEL_SELECTION_CLIPBOARD);
	assert_string_equal(text, "one two");
	free(text);
	ui_close(&ui);
}

static void note(oriel_event *event, void *data) {
	order_add(data, "%s", oriel_event_type(event));
}

static void prevent(oriel_event *event, void *data) {
	note(event, data);
	oriel_prevent_default(event);
}

static void a_listener_prevents_a_command(void **state) {
	struct order order = { .length = 0 };
	struct ui ui = open_focused("one");
	oriel_text_field_select_all(field_of(&ui));
	oriel_listen(oriel_window_root(ui.window), "command", prevent, &order);
	oriel_listen(field_of(&ui), "copy", note, &order);
	run(&ui, "edit.delete");
	ui_key(&ui, "ctrl+c");
	assert_text(&ui, "one");
	assert_order(&order, "command, command");
	ui_close(&ui);
}

static void moving_the_caret_fires_commandchange(void **state) {
	struct order order = { .length = 0 };
	struct ui ui = open_focused("one");
	oriel_listen(ui.app, "commandchange", note, &order);
	ui_key(&ui, "shift+ArrowRight");
	assert_order(&order, "commandchange");
	ui_close(&ui);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(selection_history_and_focus_enable_commands),
		cmocka_unit_test(commands_edit_the_text),
		cmocka_unit_test(a_listener_prevents_a_command),
		cmocka_unit_test(moving_the_caret_fires_commandchange));
}
