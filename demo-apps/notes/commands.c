/* SPDX-License-Identifier: MIT */
/*
 * One table has the commands and what they do. The commands of the Edit menu are Oriel's own, and
 * go to the text that has the focus.
 */
#include "commands.h"

#include <string.h>

#include <oriel/widgets.h>

static void run_find(struct notes *notes) {
	oriel_split_pane_set_collapsed(notes->panes, false);
	oriel_command_set_checked(notes->app, "view.sidebar", true);
	sidebar_focus_search(&notes->sidebar);
}

static void run_previous(struct notes *notes) {
	notes_step(notes, -1);
}

static void run_next(struct notes *notes) {
	notes_step(notes, 1);
}

static void run_sidebar(struct notes *notes) {
	bool is_shown = oriel_split_pane_is_collapsed(notes->panes);
	oriel_split_pane_set_collapsed(notes->panes, !is_shown);
	oriel_command_set_checked(notes->app, "view.sidebar", is_shown);
	if (!is_shown)
		oriel_focus(notes->editor.area);
}

static void run_close(struct notes *notes) {
	oriel_window_close(notes->window);
}

static const struct {
	const char *id, *label, *shortcuts;
	void (*run)(struct notes *notes);
	bool repeats; /* while its keys are held */
} table[] = {
	{ "note.new", "New note", "Ctrl+N", notes_add, false },
	{ "note.delete", "Delete note…", "Ctrl+Shift+D", notes_delete, false },
	{ "note.find", "Search", "Ctrl+F", run_find, false },
	{ "note.previous", "Previous note", "Alt+ArrowUp", run_previous, true },
	{ "note.next", "Next note", "Alt+ArrowDown", run_next, true },
	{ "view.sidebar", "Sidebar", "F9", run_sidebar, false },
	{ "app.quit", "Quit", "Ctrl+Q", run_close, false },
};

void commands_add(oriel_app *app) {
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		oriel_command_add(app, table[i].id, .label = table[i].label,
			.shortcuts = table[i].shortcuts, .repeats = table[i].repeats);
	oriel_command_set_checked(app, "view.sidebar", true);
}

static void on_command(oriel_event *event, void *data) {
	const struct oriel_command_event *command = oriel_event_command(event);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		if (strcmp(command->id, table[i].id) != 0)
			continue;
		oriel_prevent_default(event);
		table[i].run(data);
		return;
	}
}

static void on_press(oriel_event *event, void *data) {
	struct notes *notes = data;
	oriel_command_run(oriel_command_target(notes->window),
		oriel_attribute(oriel_event_widget(event), "data-command"), NULL);
}

/* The user has collapsed the sidebar, or shown it, by its splitter. */
static void on_pane_change(oriel_event *event, void *data) {
	struct notes *notes = data;
	(void)event;
	oriel_command_set_checked(
		notes->app, "view.sidebar", !oriel_split_pane_is_collapsed(notes->panes));
}

void commands_listen(struct notes *notes) {
	oriel_widget *root = oriel_window_root(notes->window);
	oriel_listen(root, "command", on_command, notes);
	oriel_delegate(root, "click", "button[data-command]", on_press, notes);
	oriel_listen(notes->panes, "change", on_pane_change, notes);
}

static oriel_widget *item(const char *command) {
	return oriel_menu_item(NULL, .command = command);
}

static oriel_widget *top_item(const char *text, const char *access_key, oriel_widget *menu) {
	oriel_widget *widget = oriel_menu_item(text, .menu = menu);
	oriel_set_attribute(widget, "accesskey", access_key);
	return widget;
}

oriel_widget *commands_menu_bar(void) {
	oriel_widget *note = oriel_menu(item("note.new"), item("note.delete"), oriel_separator(),
		item("app.quit"));
	oriel_widget *edit = oriel_menu(item("edit.undo"), item("edit.redo"), oriel_separator(),
		item("edit.cut"), item("edit.copy"), item("edit.paste"), item("edit.delete"),
		oriel_separator(), item("edit.select-all"), oriel_separator(), item("note.find"));
	oriel_widget *view = oriel_menu(item("view.sidebar"), oriel_separator(),
		item("note.previous"), item("note.next"));
	return oriel_menu_bar(top_item("Note", "n", note), top_item("Edit", "e", edit),
		top_item("View", "v", view));
}
