/* SPDX-License-Identifier: MIT */
/* Commands: where they run, what enables them, and which keys run them. */
#include "stage.h"

#include <oriel/extend/top_layer.h>

#include <string.h>

#define CONTROL ORIEL_MODIFIER_CONTROL
#define SHIFT ORIEL_MODIFIER_SHIFT

static void on_command(oriel_event *event, void *data) {
	struct stage *stage = data;
	const struct oriel_command_event *command = oriel_event_command(event);
	order_add(&stage->order, "%s %s at %s", stage_id(oriel_event_current_target(event)),
		command->id, stage_id(oriel_event_target(event)));
	if (command->parameter != NULL)
		order_add(&stage->order, "parameter %s", command->parameter);
}

static void on_type(oriel_event *event, void *data) {
	struct stage *stage = data;
	order_add(&stage->order, "%s", oriel_event_type(event));
}

static void prevent(oriel_event *event, void *data) {
	oriel_prevent_default(event);
}

/* Adds "file.save" with Ctrl+S and "file.open" with Ctrl+O, and a listener at the root. */
static int command_setup(void **state) {
	if (stage_setup(state) != 0)
		return -1;
	struct stage *stage = *state;
	oriel_command_add(stage->app, "file.save", .label = "Save", .shortcuts = "Ctrl+S");
	oriel_command_add(stage->app, "file.open", .shortcuts = "Ctrl+O F3", .icon = "folder");
	oriel_listen(stage->root, "command", on_command, stage);
	return 0;
}

static oriel_widget *focused_button(struct stage *stage, oriel_widget *parent, const char *id) {
	oriel_widget *button = stage_button(stage, parent, id, 0, 0, 50, 50);
	stage_run(stage);
	assert_true(oriel_focus(button));
	return button;
}

static void a_shortcut_fires_command_at_the_focused_widget(void **state) {
	struct stage *stage = *state;
	key(stage, "s", CONTROL);
	assert_order(&stage->order, "root file.save at root");
	oriel_widget *button = focused_button(stage, stage->root, "button");
	oriel_listen(button, "command", on_command, stage);
	key(stage, "s", CONTROL);
	assert_order(
		&stage->order, "button file.save at button, root file.save at button");
	key(stage, "F3", 0);
	key(stage, "s", CONTROL | SHIFT);
	assert_order(
		&stage->order, "button file.open at button, root file.open at button");
}

static void a_prevented_or_composing_key_runs_no_command(void **state) {
	struct stage *stage = *state;
	stage_field(stage, stage->root, "field", 0, 0, 100, 20);
	oriel_listener_id id = oriel_listen(stage->root, "keydown", prevent, NULL);
	key(stage, "s", CONTROL);
	oriel_unlisten(id);
	stage_run(stage);
	oriel_focus(oriel_query(stage->root, "#field"));
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "a");
	stage_run(stage);
	key(stage, "s", CONTROL);
	assert_order(&stage->order, "");
	PUSH(stage, .type = ORIEL_RAW_PREEDIT, .text = "");
	stage_run(stage);
	key(stage, "s", CONTROL);
	assert_order(&stage->order, "root file.save at field");
}

static void the_nearest_state_around_the_focus_wins(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 100, 100);
	oriel_widget *button = focused_button(stage, box, "button");
	oriel_command_set_enabled(stage->root, "file.save", false);
	assert_false(oriel_command_is_enabled(button, "file.save"));
	key(stage, "s", CONTROL);
	oriel_command_set_enabled(box, "file.save", true);
	assert_true(oriel_command_is_enabled(button, "file.save"));
	assert_false(oriel_command_is_enabled(stage->root, "file.save"));
	key(stage, "s", CONTROL);
	oriel_command_set_enabled(button, "file.save", false);
	key(stage, "s", CONTROL);
	assert_false(oriel_command_run(button, "file.save", NULL));
	oriel_command_unset_enabled(button, "file.save");
	assert_true(oriel_command_run(button, "file.save", "a.txt"));
	assert_order(&stage->order,
		"root file.save at button, root file.save at button, parameter a.txt");
	oriel_remove(button);
	assert_false(oriel_command_run(button, "file.save", NULL));
	oriel_destroy(button);
}

static void a_shortcut_of_an_inner_scope_wins(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = stage_box(stage->root, "box", 0, 0, 100, 100);
	focused_button(stage, box, "button");
	oriel_command_add(stage->app, "list.sort");
	oriel_command_add_shortcut(box, "list.sort", "Ctrl+S");
	oriel_command_add_shortcut(box, "list.unknown", "Ctrl+O");
	key(stage, "s", CONTROL);
	key(stage, "o", CONTROL);
	oriel_command_set_enabled(box, "list.sort", false);
	key(stage, "s", CONTROL);
	oriel_command_set_enabled(box, "list.sort", true);
	oriel_blur(oriel_query(stage->root, "#button"));
	key(stage, "s", CONTROL);
	oriel_focus(oriel_query(stage->root, "#button"));
	oriel_command_remove_shortcut(box, "list.sort", "ctrl+s");
	key(stage, "s", CONTROL);
	assert_order(&stage->order,
		"root list.sort at button, root file.open at button, root file.save at button, "
		"root file.save at root, root file.save at button");
}

static void keys_that_type_text_run_commands_outside_text_inputs_only(void **state) {
	struct stage *stage = *state;
	oriel_command_add(stage->app, "help.keys", .shortcuts = "?");
	stage_field(stage, stage->root, "field", 0, 0, 100, 20);
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "?", .code = "Slash", .modifiers = SHIFT);
	stage_run(stage);
	oriel_focus(oriel_query(stage->root, "#field"));
	PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "?", .code = "Slash", .modifiers = SHIFT);
	type_text(stage, "?");
	/* the text of a key that ran a command is dropped */
	key_down(stage, "s", CONTROL);
	type_text(stage, "s");
	assert_order(&stage->order,
		"root help.keys at root, insert ?, root file.save at field");
}

static void a_held_key_runs_a_command_once_unless_it_repeats(void **state) {
	struct stage *stage = *state;
	oriel_command_add(stage->app, "view.larger", .shortcuts = "Ctrl+Plus", .repeats = true);
	for (int i = 0; i < 3; i++) {
		PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "s", .modifiers = CONTROL, .repeat = i > 0);
		PUSH(stage, .type = ORIEL_RAW_KEY_DOWN, .key = "+", .modifiers = CONTROL, .repeat = i > 1);
	}
	stage_run(stage);
	assert_order(&stage->order, "root file.save at root, root view.larger at root, "
		"root view.larger at root, root view.larger at root");
}

static void a_modal_member_runs_its_own_commands_only(void **state) {
	struct stage *stage = *state;
	oriel_widget *dialog = stage_box(stage->root, "dialog", 100, 100, 100, 100);
	oriel_top_layer_add(dialog, true);
	stage_run(stage);
	assert_ptr_equal(oriel_command_target(stage->window), dialog);
	key(stage, "s", CONTROL);
	oriel_command_set_enabled(stage->root, "file.save", true);
	key(stage, "s", CONTROL);
	assert_order(&stage->order, "");
	oriel_command_set_enabled(dialog, "file.save", true);
	key(stage, "s", CONTROL);
	oriel_command_add(stage->app, "dialog.more");
	oriel_command_add_shortcut(dialog, "dialog.more", "Ctrl+M");
	key(stage, "m", CONTROL);
	assert_order(&stage->order, "root file.save at dialog, root dialog.more at dialog");
	oriel_top_layer_remove(dialog);
	key(stage, "o", CONTROL);
	assert_order(&stage->order, "root file.open at root");
}

static void commands_of_editing_become_events_of_the_clipboard(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = focused_button(stage, stage->root, "button");
	oriel_listen(button, "copy", on_type, stage);
	oriel_listen(button, "cut", on_type, stage);
	oriel_listen(button, "paste", on_type, stage);
	assert_false(oriel_command_run(button, "edit.copy", NULL));
	key(stage, "c", CONTROL); /* the key fires `copy` without the command */
	oriel_command_set_enabled(button, "edit.copy", true);
	oriel_command_set_enabled(button, "edit.cut", true);
	oriel_command_set_enabled(button, "edit.paste", true);
	key(stage, "c", CONTROL);
	key(stage, "x", CONTROL);
	oriel_listener_id id = oriel_listen(stage->root, "command", prevent, NULL);
	key(stage, "v", CONTROL);
	oriel_unlisten(id);
	assert_true(oriel_command_run(button, "edit.paste", NULL));
	stage_run(stage);
	assert_order(&stage->order,
		"copy, root edit.copy at button, copy, root edit.cut at button, cut, "
		"root edit.paste at button, root edit.paste at button, paste");
}

static void destroy_target(oriel_event *event, void *data) {
	oriel_destroy(oriel_widget_try_from_target(oriel_event_target(event)));
}

static void remove_command(oriel_event *event, void *data) {
	struct stage *stage = data;
	oriel_command_remove(stage->app, oriel_event_command(event)->id);
}

static void destroy_window(oriel_event *event, void *data) {
	struct stage *stage = data;
	oriel_window_destroy(stage->window);
}

static void a_listener_may_destroy_the_target_the_command_or_the_window(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = focused_button(stage, stage->root, "button");
	oriel_command_set_enabled(button, "edit.paste", true);
	oriel_command_set_enabled(button, "file.save", true);
	oriel_command_add_shortcut(button, "file.save", "Ctrl+D");
	oriel_listen(button, "command", destroy_target, NULL);
	key(stage, "v", CONTROL);
	assert_null(oriel_query(stage->root, "#button"));
	oriel_listen(stage->root, "command", remove_command, stage);
	key(stage, "s", CONTROL);
	assert_false(oriel_command_exists(stage->app, "file.save"));
	key(stage, "s", CONTROL);
	oriel_listen(stage->root, "command", destroy_window, stage);
	key_down(stage, "o", CONTROL);
	assert_null(oriel_app_first_window(stage->app));
	assert_order(&stage->order,
		"root edit.paste at button, root file.save at root, root file.open at root");
}

static void changes_fire_commandchange_once_a_task(void **state) {
	struct stage *stage = *state;
	oriel_widget *button = stage_button(stage, stage->root, "button", 0, 0, 50, 50);
	stage_run(stage);
	oriel_listen(stage->app, "commandchange", on_type, stage);
	oriel_command_set_checked(stage->app, "file.save", true);
	oriel_command_set_label(stage->app, "file.save", "Save all");
	oriel_command_set_enabled(stage->root, "file.save", false);
	order_add(&stage->order, "changed");
	stage_run(stage);
	order_add(&stage->order, "same");
	oriel_command_set_checked(stage->app, "file.save", true);
	oriel_command_set_enabled(stage->root, "file.save", false);
	stage_run(stage);
	order_add(&stage->order, "focus");
	oriel_focus(button);
	stage_run(stage);
	assert_order(&stage->order, "changed, commandchange, same, focus, commandchange");
}

static void commands_have_properties(void **state) {
	struct stage *stage = *state;
	oriel_app *app = stage->app;
	assert_string_equal(oriel_command_label(app, "file.save"), "Save");
	assert_string_equal(oriel_command_label(app, "file.open"), "file.open");
	assert_null(oriel_command_icon(app, "file.save"));
	assert_string_equal(oriel_command_icon(app, "file.open"), "folder");
	assert_string_equal(oriel_command_shortcut_text(app, "file.open"), "Ctrl+O");
	oriel_command_set_shortcuts(app, "file.open", "shift+mod+arrowup");
	assert_string_equal(oriel_command_shortcut_text(app, "file.open"), "Ctrl+Shift+Up");
	oriel_command_set_shortcuts(app, "file.open", NULL);
	assert_string_equal(oriel_command_shortcut_text(app, "file.open"), "");
	assert_false(oriel_command_is_checkable(app, "file.open"));
	oriel_command_set_checked(app, "file.open", false);
	assert_true(oriel_command_is_checkable(app, "file.open"));
	assert_false(oriel_command_is_checked(app, "file.open"));
	for (const char *id = NULL; (id = oriel_command_next(app, id)) != NULL;)
		order_add(&stage->order, "%s", id);
	assert_order(&stage->order,
		"edit.undo, edit.redo, edit.cut, edit.copy, edit.paste, edit.delete, edit.select-all, "
		"file.save, file.open");
	oriel_command_remove(app, "file.open");
	assert_false(oriel_command_exists(app, "file.open"));
	assert_false(oriel_command_is_enabled(stage->root, "file.open"));
}

static void shortcuts_have_a_text_for_menus(void **state) {
	static const char *const texts[][2] = {
		{ "ctrl+s", "Ctrl+S" },
		{ "shift+CTRL+s", "Ctrl+Shift+S" },
		{ "Meta+Shift+Alt+Ctrl+F5", "Ctrl+Alt+Shift+Super+F5" },
		{ "Mod+Plus", "Ctrl++" },
		{ "Ctrl++", "Ctrl++" },
		{ "Space", "Space" },
		{ "Alt+PageUp", "Alt+Page Up" },
		{ "Esc", "Esc" },
		{ "Del", "Delete" },
		{ "AltGr+ArrowLeft", "AltGr+Left" },
		{ "Ctrl+é", "Ctrl+é" },
	};
	char text[64];
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		assert_int_equal(
			oriel_shortcut_text(texts[i][0], text, sizeof(text)), strlen(texts[i][1]));
		assert_string_equal(text, texts[i][1]);
	}
	assert_int_equal(oriel_shortcut_text("Ctrl+Shift+S", text, 5), 12);
	assert_string_equal(text, "Ctrl");
	assert_int_equal(oriel_shortcut_text("Ctrl+S", NULL, 0), 6);
}

static void broken_contracts_assert(void **state) {
	struct stage *stage = *state;
	assert_breaks("has a command \"file.save\"", oriel_command_add(stage->app, "file.save"));
	assert_breaks("Ctrl+S is the shortcut of \"file.save\" and of \"file.open\"",
		oriel_command_set_shortcuts(stage->app, "file.open", "F4 ctrl+s"));
	assert_breaks("\"Ctrl+\" of \"file.open\"",
		oriel_command_set_shortcuts(stage->app, "file.open", "Ctrl+"));
	assert_breaks(
		"no command \"file.sav\"", oriel_command_run(stage->root, "file.sav", NULL));
	assert_breaks("no command \"file.sav\"", oriel_command_label(stage->app, "file.sav"));
	oriel_command_add_shortcut(stage->root, "file.save", "Ctrl+S");
	oriel_command_add_shortcut(stage->root, "file.save", "Ctrl+S");
	assert_breaks(
		"in one scope", oriel_command_add_shortcut(stage->root, "file.open", "ctrl+s"));
	assert_breaks("malformed", oriel_shortcut_text("Hyper+A+B", NULL, 0));
}

#define COMMAND_TEST(f) cmocka_unit_test_setup_teardown(f, command_setup, stage_teardown)

int main(void) {
	return RUN_TESTS(
		COMMAND_TEST(a_shortcut_fires_command_at_the_focused_widget),
		COMMAND_TEST(a_prevented_or_composing_key_runs_no_command),
		COMMAND_TEST(the_nearest_state_around_the_focus_wins),
		COMMAND_TEST(a_shortcut_of_an_inner_scope_wins),
		COMMAND_TEST(keys_that_type_text_run_commands_outside_text_inputs_only),
		COMMAND_TEST(a_held_key_runs_a_command_once_unless_it_repeats),
		COMMAND_TEST(a_modal_member_runs_its_own_commands_only),
		COMMAND_TEST(commands_of_editing_become_events_of_the_clipboard),
		COMMAND_TEST(a_listener_may_destroy_the_target_the_command_or_the_window),
		COMMAND_TEST(changes_fire_commandchange_once_a_task),
		COMMAND_TEST(commands_have_properties),
		COMMAND_TEST(shortcuts_have_a_text_for_menus),
		COMMAND_TEST(broken_contracts_assert));
}
