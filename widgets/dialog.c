/* SPDX-License-Identifier: MIT */
/*
 * A dialog: HTML's algorithms for opening and closing, with the attribute "open" as the memory of
 * whether it is open. Each event may end in a listener that closes, opens or destroys the dialog:
 * after each one the state is read again.
 *
 * The root of a window has a record of its open dialogs: the one that was opened last, from which
 * .below leads to the others.
 */
#include <oriel/widgets/dialog.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/close_watcher.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/top_layer.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/user_data.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/window.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/form.h>
#include <oriel/widgets/label.h>

#include "dialog_internal.h"
#include "form_internal.h"
#include "themes_internal.h"

struct dialog {
	struct oriel_widget_base base;
	char *return_value; /* NULL: "" */
	oriel_widget_id title;
	oriel_widget_id previously_focused;
	oriel_widget_id root, below; /* while it is open and in a window */
	oriel_task_id toggle_task;
	bool is_modal;
	bool was_open, is_open; /* before and after the change that toggle_task will tell */
	bool is_cancelling; /* `cancel` is being dispatched */
	bool is_toggling;   /* `beforetoggle` is being dispatched */
};

/* Of the root of a window. */
struct open_dialogs {
	oriel_widget_id last;    /* opened last; 0: none is open */
	oriel_widget_id pressed; /* the dialog of the last pointerdown; 0: none */
};

static const struct oriel_widget_class dialog_class;
static void dialog_update_watcher(oriel_widget *widget);
static const char open_dialogs_key;

static bool dialog_is_open(const oriel_widget *widget) {
	return oriel_has_attribute(widget, "open");
}

/* Returns the nearest dialog around a widget, itself included. */
static oriel_widget *dialog_around(oriel_widget *widget) {
	while (widget && !oriel_widget_try_cast(widget, &dialog_class))
		widget = oriel_parent(widget);
	return widget;
}

/* ---- Open dialogs of a window ---- */

static struct open_dialogs *open_dialogs_of(oriel_widget *root) {
	return root && !oriel_widget_is_destroyed(root) ?
		oriel_target_user_data(oriel_widget_target(root), &open_dialogs_key) :
		NULL;
}

/* Returns the open dialog that a press is in, by its id. A backdrop is outside its dialog. A press
 * on a toast counts as one in the last dialog. Source: HTML, "nearest clicked dialog". */
static oriel_widget_id clicked_dialog(const oriel_event *event, oriel_widget_id last) {
	oriel_widget *target = oriel_event_widget(event);
	const struct dialog *own = oriel_widget_try_cast(target, &dialog_class);
	if (own && own->is_modal) {
		struct oriel_point at = oriel_event_point_in(event, target);
		struct oriel_rect bounds = oriel_widget_bounds(target);
		if (!oriel_rect_contains((struct oriel_rect){ 0, 0, bounds.width, bounds.height }, at.x,
				at.y))
			return 0;
	}
	for (; target; target = oriel_parent(target)) {
		if (oriel_widget_try_cast(target, &dialog_class) && dialog_is_open(target))
			return oriel_widget_to_id(target);
		if (oriel_top_layer_is_exempt(target))
			return last;
	}
	return 0;
}

static void open_dialogs_on_pointer_down(oriel_event *event, void *data) {
	struct open_dialogs *open = data;
	open->pressed = clicked_dialog(event, open->last);
}

/* Source: HTML, "light dismiss open dialogs". */
static void open_dialogs_on_pointer_up(oriel_event *event, void *data) {
	struct open_dialogs *open = data;
	oriel_widget_id clicked = clicked_dialog(event, open->last), pressed = open->pressed;
	oriel_widget *last = oriel_widget_from_id(open->last);
	open->pressed = 0;
	if (clicked != pressed || !last || clicked == open->last)
		return;
	const char *closed_by = oriel_attribute(last, "closedby");
	if (closed_by && strcmp(closed_by, "any") == 0)
		oriel_dialog_request_close(last, NULL);
}

/* NULL without memory: light dismiss and its order are lost then. */
static struct open_dialogs *open_dialogs_ensure(oriel_widget *root) {
	struct open_dialogs *open = open_dialogs_of(root);
	if (open)
		return open;
	open = calloc(1, sizeof(*open));
	if (!open) {
		oriel_log(ORIEL_LOG_ERROR, "dialog: no memory for the list of open dialogs");
		return NULL;
	}
	if (!oriel_target_set_user_data(
			oriel_widget_target(root), &open_dialogs_key, oriel_owned(open, free)))
		return NULL;
	oriel_window *window = oriel_widget_window(root);
	oriel_listen(window, "pointerdown", open_dialogs_on_pointer_down, open, .capture = true,
		.signal = oriel_widget_signal(root));
	oriel_listen(window, "pointerup", open_dialogs_on_pointer_up, open, .capture = true,
		.signal = oriel_widget_signal(root));
	return open;
}

static void open_dialogs_add(oriel_widget *widget) {
	struct dialog *dialog = (struct dialog *)widget;
	oriel_widget *root = oriel_widget_root(widget);
	struct open_dialogs *open = oriel_widget_window(widget) ? open_dialogs_ensure(root) : NULL;
	if (!open || dialog->root)
		return;
	dialog->root = oriel_widget_to_id(root);
	dialog->below = open->last;
	open->last = oriel_widget_to_id(widget);
}

static void open_dialogs_remove(oriel_widget *widget) {
	struct dialog *dialog = (struct dialog *)widget;
	struct open_dialogs *open = open_dialogs_of(oriel_widget_from_id(dialog->root));
	oriel_widget_id *link = open ? &open->last : NULL, id = oriel_widget_to_id(widget);
	while (link && *link && *link != id) {
		struct dialog *above = (struct dialog *)oriel_widget_from_id(*link);
		link = above ? &above->below : NULL;
	}
	if (link && *link)
		*link = dialog->below;
	dialog->root = dialog->below = 0;
}

/* ---- Events ---- */

static bool dialog_fire(oriel_widget *widget, const char *type, bool was_open, bool is_open) {
	return oriel_widget_fire_toggle(widget, type,
		&(const struct oriel_toggle_event){ .was_open = was_open, .is_open = is_open });
}

/* A listener may open or close the dialog by itself, which then happens without a further event.
 * Returns whether no listener has prevented the event. */
static bool dialog_fire_before_toggle(oriel_widget *widget, bool was_open) {
	struct dialog *dialog = (struct dialog *)widget;
	if (dialog->is_toggling)
		return true;
	dialog->is_toggling = true;
	bool may_toggle = dialog_fire(widget, "beforetoggle", was_open, !was_open);
	dialog->is_toggling = false;
	return may_toggle;
}

static void dialog_fire_toggle(void *data) {
	struct dialog *dialog = data;
	dialog->toggle_task = 0;
	dialog_fire(data, "toggle", dialog->was_open, dialog->is_open);
}

/* Source: HTML, "queue a dialog toggle event task", which coalesces. */
static void dialog_queue_toggle(oriel_widget *widget, bool was_open) {
	struct dialog *dialog = (struct dialog *)widget;
	if (!dialog->toggle_task)
		dialog->was_open = was_open;
	oriel_cancel_task(dialog->toggle_task);
	dialog->is_open = !was_open;
	dialog->toggle_task = oriel_queue_task(dialog_fire_toggle, widget,
		.source = ORIEL_TASK_SOURCE_UI, .signal = oriel_widget_signal(widget));
}

static void dialog_fire_close(void *data) {
	oriel_fire_trusted((oriel_widget *)data, "close");
}

/* ---- Focus ---- */

/* Source: HTML, "focus delegate". */
static oriel_widget *dialog_focus_delegate(oriel_widget *dialog) {
	for (oriel_widget *widget = dialog; widget;
		widget = oriel_widget_next_in_tree(widget, dialog)) {
		if (oriel_has_attribute(widget, "autofocus") && oriel_widget_can_have_focus(widget))
			return widget;
	}
	oriel_widget *widget = oriel_widget_next_in_tree(dialog, dialog);
	while (widget && !oriel_widget_is_tab_stop(widget))
		widget = oriel_widget_next_in_tree(widget, dialog);
	return widget ? widget : dialog;
}

static bool dialog_has_focus(const oriel_widget *dialog, const oriel_window *window) {
	const oriel_widget *focused = window ? oriel_window_focused(window) : NULL;
	return focused && oriel_widget_contains(dialog, focused);
}

/* ---- Opening and closing ---- */

static bool dialog_can_be_modal(const oriel_widget *widget) {
	return oriel_widget_window(widget) != NULL && !oriel_popover_is_open(widget);
}

/* Source: HTML, "show()" and "show a modal dialog". */
static enum oriel_status dialog_open(oriel_widget *widget, bool is_modal) {
	struct dialog *dialog = (struct dialog *)widget;
	if (dialog_is_open(widget))
		return dialog->is_modal == is_modal ? ORIEL_OK : ORIEL_INVALID_STATE_ERROR;
	if (is_modal && !dialog_can_be_modal(widget))
		return ORIEL_INVALID_STATE_ERROR;
	if (!dialog_fire_before_toggle(widget, false) || oriel_widget_is_destroyed(widget) ||
		dialog_is_open(widget) || (is_modal && !dialog_can_be_modal(widget)))
		return ORIEL_OK;
	dialog_queue_toggle(widget, false);
	const oriel_window *window = oriel_widget_window(widget);
	const oriel_widget *focused = window ? oriel_window_focused(window) : NULL;
	dialog->previously_focused = focused ? oriel_widget_to_id(focused) : 0;
	oriel_set_attribute(widget, "open", "");
	if (is_modal) {
		dialog->is_modal = true;
		oriel_top_layer_add(widget, true);
	}
	open_dialogs_add(widget);
	dialog_update_watcher(widget);
	oriel_popover_hide_others(widget);
	if (!oriel_widget_is_destroyed(widget) && dialog_is_open(widget) && oriel_widget_window(widget))
		oriel_focus(dialog_focus_delegate(widget));
	return ORIEL_OK;
}

static void dialog_set_return_value(oriel_widget *widget, const char *value) {
	struct dialog *dialog = (struct dialog *)widget;
	char *copy = strdup(value ? value : "");
	if (!copy) {
		oriel_log(ORIEL_LOG_ERROR, "dialog: no memory for the return value");
		return;
	}
	free(dialog->return_value);
	dialog->return_value = copy;
}

/* Source: HTML, "close the dialog". */
static void dialog_close(oriel_widget *widget, const char *value) {
	struct dialog *dialog = (struct dialog *)widget;
	if (!dialog_is_open(widget))
		return;
	dialog_fire_before_toggle(widget, true);
	if (oriel_widget_is_destroyed(widget) || !dialog_is_open(widget))
		return;
	dialog_queue_toggle(widget, true);
	const oriel_window *window = oriel_widget_window(widget);
	bool gives_focus_back = dialog->is_modal || dialog_has_focus(widget, window);
	oriel_set_attribute(widget, "open", NULL); /* dialog_changed() does the rest */
	if (value)
		dialog_set_return_value(widget, value);
	oriel_widget *previous = oriel_widget_from_id(dialog->previously_focused);
	dialog->previously_focused = 0;
	oriel_queue_task(dialog_fire_close, widget, .source = ORIEL_TASK_SOURCE_UI,
		.signal = oriel_widget_signal(widget));
	if (previous && gives_focus_back)
		oriel_focus(previous);
}

/* ---- Close requests ---- */

/* Fires `cancel`. Returns whether no listener has prevented it. */
static bool dialog_cancel(oriel_widget *widget) {
	struct dialog *dialog = (struct dialog *)widget;
	if (!dialog_is_open(widget) || dialog->is_cancelling)
		return false;
	dialog->is_cancelling = true;
	bool may_close = oriel_fire_trusted(widget, "cancel", .cancelable = true);
	dialog->is_cancelling = false;
	return may_close && !oriel_widget_is_destroyed(widget);
}

/* Source: HTML, "request to close" a close watcher. */
static void dialog_request_close(oriel_widget *widget, const char *value) {
	if (dialog_cancel(widget))
		dialog_close(widget, value);
}

/* Source: HTML, "the dialog element", the attribute closedby. */
static bool dialog_is_closed_by_request(const oriel_widget *widget) {
	const char *closed_by = oriel_attribute(widget, "closedby");
	if (closed_by && strcmp(closed_by, "none") == 0)
		return false;
	if (closed_by && (strcmp(closed_by, "any") == 0 || strcmp(closed_by, "closerequest") == 0))
		return true;
	return ((const struct dialog *)widget)->is_modal;
}

static bool dialog_watcher_cancel(oriel_widget *widget) {
	return dialog_is_closed_by_request(widget) && dialog_cancel(widget);
}

static void dialog_watcher_close(oriel_widget *widget) {
	dialog_close(widget, NULL);
}

static const struct oriel_close_watcher dialog_watcher = {
	.cancel = dialog_watcher_cancel,
	.close = dialog_watcher_close,
};

/* A modal dialog has a watcher even if no request closes it: nothing below it is closed either. */
static void dialog_update_watcher(oriel_widget *widget) {
	bool needs_watcher = dialog_is_open(widget) && oriel_widget_window(widget) &&
		(((const struct dialog *)widget)->is_modal || dialog_is_closed_by_request(widget));
	if (!needs_watcher)
		oriel_close_watcher_remove(widget);
	else if (!oriel_close_watcher_has(widget))
		oriel_close_watcher_add(widget, &dialog_watcher);
}

/* ---- The class ---- */

/* The focus may stand on the dialog itself, where Tab does not stop. */
static bool dialog_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	(void)widget;
	(void)focused;
	return false;
}

/* Source: HTML, the removing steps of a dialog. */
static void dialog_detached(oriel_widget *widget) {
	open_dialogs_remove(widget);
	((struct dialog *)widget)->is_modal = false;
}

/* Source: HTML, "dialog setup steps". */
static void dialog_set_up(oriel_widget *widget) {
	if (!dialog_is_open(widget))
		return;
	open_dialogs_add(widget);
	dialog_update_watcher(widget);
}

/* Begins and ends what being open means, also if the program sets or removes the attribute. Source:
 * HTML, "dialog setup steps" and "dialog cleanup steps". */
static void dialog_changed(oriel_widget *widget, const struct oriel_change *change) {
	struct dialog *dialog = (struct dialog *)widget;
	if (change->kind != ORIEL_CHANGE_ATTRIBUTE)
		return;
	if (strcmp(change->name, "open") == 0 && dialog_is_open(widget)) {
		dialog_set_up(widget);
	} else if (strcmp(change->name, "open") == 0) {
		open_dialogs_remove(widget);
		if (dialog->is_modal)
			oriel_top_layer_remove(widget);
		dialog->is_modal = false;
		dialog_update_watcher(widget);
	} else if (strcmp(change->name, "closedby") == 0) {
		dialog_update_watcher(widget);
	}
}

static void dialog_finish(oriel_widget *widget) {
	free(((struct dialog *)widget)->return_value);
}

static oriel_widget *dialog_title(const oriel_widget *widget) {
	return oriel_widget_from_id(((const struct dialog *)widget)->title);
}

static void dialog_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *title = dialog_title(widget);
	const char *role = oriel_attribute(widget, "role");
	bool is_alert = role && strcmp(role, "alertdialog") == 0;
	description->role = is_alert ? ORIEL_ROLE_ALERT_DIALOG : ORIEL_ROLE_DIALOG;
	if (title && oriel_label_text(title)[0] != '\0') {
		description->labelled_by = title;
		description->name = oriel_label_text(title);
	}
}

static const struct oriel_widget_class dialog_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "dialog",
	.size = sizeof(struct dialog),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.finish = dialog_finish,
	.attached = dialog_set_up,
	.detached = dialog_detached,
	.changed = dialog_changed,
	.is_tab_stop = dialog_is_tab_stop,
	.describe = dialog_describe,
	.sheets = oriel__dialog_sheets,
};

static void dialog_buttons_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class dialog_buttons_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "dialog-buttons",
	.size = sizeof(struct oriel_widget_base),
	.describe = dialog_buttons_describe,
	.sheets = oriel__dialog_sheets,
};

/* ---- Forms and buttons inside ---- */

void oriel__dialog_submit(oriel_widget *form, const oriel_widget *submitter) {
	const char *method = oriel_attribute(form, "method");
	oriel_widget *dialog = dialog_around(form);
	if (dialog && method && strcmp(method, "dialog") == 0)
		oriel_dialog_close(dialog, submitter ? oriel_attribute(submitter, "value") : NULL);
}

void oriel__dialog_command(oriel_widget *button) {
	const char *command = oriel_attribute(button, "command");
	oriel_widget *dialog = command ? dialog_around(button) : NULL;
	if (!dialog)
		return;
	if (strcmp(command, "close") == 0)
		oriel_dialog_close(dialog, oriel_attribute(button, "value"));
	else if (strcmp(command, "request-close") == 0)
		oriel_dialog_request_close(dialog, oriel_attribute(button, "value"));
}

/* ---- For programs ---- */

oriel_widget *oriel_dialog_at(
	const char *site, const char *title, oriel_widget *const *children, size_t count) {
	oriel_widget *widget = oriel_widget_new(&dialog_class), *label = oriel_label(NULL);
	((struct dialog *)widget)->title = oriel_widget_to_id(label);
	oriel_add_class(label, "dialog-title");
	oriel_widget *form = oriel_form_at(site, &label, 1);
	oriel_set_attribute(form, "method", "dialog");
	oriel_widget_append_all_at(site, form, children, count);
	oriel_dialog_set_title(widget, title);
	return oriel_widget_append_all_at(site, widget, &form, 1);
}

oriel_widget *oriel_dialog_buttons_at(
	const char *site, oriel_widget *const *buttons, size_t count) {
	oriel_widget *row = oriel_widget_append_all_at(
		site, oriel_widget_new(&dialog_buttons_class), buttons, count);
	oriel_widget *button = oriel_first_child(row);
	while (button && !oriel_has_class(button, "primary"))
		button = oriel_next_sibling(button);
	oriel_widget *primary = button ? button : oriel_last_child(row);
	for (button = oriel_first_child(row); button; button = oriel_next_sibling(button))
		oriel_set_attribute(button, "type", button == primary ? NULL : "button");
	if (primary) {
		oriel_add_class(primary, "primary");
		oriel_widget_set_state(primary, ORIEL_STATE_DEFAULT, true);
	}
	return row;
}

oriel_widget *oriel_dialog_button(const char *text, const char *value) {
	oriel_widget *button = oriel_button(text);
	oriel_set_attribute(button, "type", "button");
	oriel_set_attribute(button, "command", "close");
	oriel_set_attribute(button, "value", value);
	return button;
}

/* Runs a function that may destroy the dialog. */
static enum oriel_status dialog_show_held(oriel_widget *widget, bool is_modal) {
	oriel_widget_hold(widget);
	enum oriel_status status = dialog_open(widget, is_modal);
	oriel_widget_release(widget);
	return status;
}

enum oriel_status oriel_dialog_show(oriel_widget *widget) {
	oriel_widget_cast(widget, &dialog_class);
	return dialog_show_held(widget, false);
}

enum oriel_status oriel_dialog_show_modal(oriel_widget *widget) {
	oriel_widget_cast(widget, &dialog_class);
	return dialog_show_held(widget, true);
}

/* The value may be an attribute of a button that a listener destroys. */
static void dialog_close_with(oriel_widget *widget, const char *value,
	void (*close)(oriel_widget *widget, const char *value)) {
	char *copy = value ? strdup(value) : NULL;
	if (value && !copy)
		oriel_log(ORIEL_LOG_ERROR, "dialog: no memory for the return value");
	oriel_widget_hold(widget);
	close(widget, copy);
	oriel_widget_release(widget);
	free(copy);
}

void oriel_dialog_close(oriel_widget *widget, const char *value) {
	oriel_widget_cast(widget, &dialog_class);
	dialog_close_with(widget, value, dialog_close);
}

void oriel_dialog_request_close(oriel_widget *widget, const char *value) {
	oriel_widget_cast(widget, &dialog_class);
	dialog_close_with(widget, value, dialog_request_close);
}

bool oriel_dialog_is_open(const oriel_widget *widget) {
	oriel_widget_cast(widget, &dialog_class);
	return dialog_is_open(widget);
}

const char *oriel_dialog_return_value(const oriel_widget *widget) {
	const struct dialog *dialog = oriel_widget_cast(widget, &dialog_class);
	return dialog->return_value ? dialog->return_value : "";
}

void oriel_dialog_set_return_value(oriel_widget *widget, const char *value) {
	oriel_widget_cast(widget, &dialog_class);
	dialog_set_return_value(widget, value);
}

void oriel_dialog_set_title(oriel_widget *widget, const char *title) {
	oriel_widget_cast(widget, &dialog_class);
	oriel_widget *label = dialog_title(widget);
	if (!label)
		return;
	oriel_label_set_text(label, title);
	oriel_set_hidden(label, oriel_label_text(label)[0] == '\0');
}

const char *oriel_dialog_title(const oriel_widget *widget) {
	oriel_widget_cast(widget, &dialog_class);
	const oriel_widget *label = dialog_title(widget);
	return label ? oriel_label_text(label) : "";
}
