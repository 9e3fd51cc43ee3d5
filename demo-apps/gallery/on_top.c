/* SPDX-License-Identifier: MIT */
/*
 * Sections of the widgets that are shown over the others of their window.
 */
#include <oriel/oriel.h>
#include <oriel/widgets.h>

#include "section.h"

static void show_dialog(oriel_event *event, void *dialog) {
	(void)event;
	oriel_dialog_show_modal((oriel_widget *)dialog);
}

/* Makes a button that opens a dialog. For a picture, the button is clicked. */
static oriel_widget *make_dialog(void) {
	oriel_widget *dialog = oriel_dialog("Delete 3 notes?",
		oriel_label("They are deleted on all your devices, and cannot be restored."),
		oriel_dialog_buttons(oriel_dialog_button("Cancel", "cancel"),
			oriel_set(oriel_dialog_button("Delete", "delete"), .classes = "primary danger")));
	oriel_widget *button = oriel_set(oriel_button("Delete the notes …"), .classes = "opens");
	oriel_listen(button, "click", show_dialog, dialog);
	return oriel_row(button, dialog);
}

static void show_prompt(oriel_event *event, void *data) {
	(void)data;
	oriel_promise_unref(oriel_prompt(oriel_widget_window(oriel_event_widget(event)),
		"What is the note called?", .title = "Rename the note", .text = "Note 1", .ok = "Rename"));
}

static oriel_widget *make_prompt(void) {
	oriel_widget *button = oriel_set(oriel_button("Rename the note …"), .classes = "opens");
	oriel_listen(button, "click", show_prompt, NULL);
	return oriel_row(button);
}

static void show_toast(oriel_event *event, void *data) {
	(void)data;
	oriel_toast(oriel_widget_window(oriel_event_widget(event)), "2 notes are deleted",
		.action = "Undo");
}

static oriel_widget *make_toast(void) {
	oriel_widget *button = oriel_set(oriel_button("Delete 2 notes"), .classes = "opens");
	oriel_listen(button, "click", show_toast, NULL);
	return oriel_row(button);
}

static oriel_widget *make_popover(void) {
	oriel_widget *filters = oriel_set(oriel_column(oriel_checkbox("Unread", .checked = true),
		oriel_checkbox("Starred")), .id = "filters", .classes = "popover");
	oriel_widget *button = oriel_set(oriel_button("Filter"), .classes = "opens");
	oriel_set_attribute(filters, "popover", "auto");
	oriel_set_attribute(button, "popovertarget", "filters");
	return oriel_row(button, filters);
}

static oriel_widget *make_tooltip(void) {
	return oriel_row(oriel_set(oriel_button("Synchronise"),
		.title = "Sends your notes to your other devices."),
		oriel_icon_button("delete", "Delete the note"));
}

/* Rests the pointer on the button until its tooltip is shown. */
static void show_tooltip(oriel_widget *row) {
	oriel_window *window = oriel_widget_window(row);
	struct oriel_rect bounds = oriel_widget_window_bounds(oriel_first_child(row));
	oriel_input_push(window, &(struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_MOVE,
		.pointer_id = 1, .x = bounds.x + 20, .y = bounds.y + bounds.height / 2 });
	oriel_loop_advance(oriel_app_loop(oriel_window_app(window)), 700);
}

static const struct section sections[] = {
	{ "dialog", "Dialog", 252, make_dialog, section_open, "modal" },
	{ "prompt", "Messages and questions", 292, make_prompt, section_open,
		"alert confirm prompt" },
	{ "toast", "Toast", 148, make_toast, section_open, "notification" },
	{ "popover", "Popover", 160, make_popover, section_open },
	{ "tooltip", "Tooltip", 96, make_tooltip, show_tooltip, "title hint" },
};

const struct section_group section_group_on_top = {
	.title = "On top",
	.source = gallery_source_on_top,
	.sections = sections,
	.count = sizeof(sections) / sizeof(sections[0]),
};
