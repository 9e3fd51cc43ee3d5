/* SPDX-License-Identifier: MIT */
/*
 * A combo box: a text field, a list of options, and the source of the options. The focus stays in
 * the field. Each new text aborts the search for the old one, so that stale results are dropped.
 *
 * `change` of the field ends at the field. The combo box compares the text with the one of its last
 * `change`, because a choice tells a change while the field still has the focus.
 */
#include <oriel/widgets/combo_box.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/target.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/window.h>
#include <oriel/widgets/select.h>
#include <oriel/widgets/text_field.h>

#include "form_control_internal.h"
#include "option_internal.h"
#include "themes_internal.h"
#include "type_ahead_internal.h"

enum { COMPLETIONS_SHOWN = 50 };

struct combo_box {
	struct oriel_widget_base base;
	oriel_widget_id field, list; /* its children; the program may destroy them */
	char *committed;             /* text of the last `change`, or of the program; NULL: "" */
	char *initial;               /* text of the program, which a reset restores; NULL: "" */
	oriel_model *model;          /* one of model and complete is set, or none */
	unsigned column;
	oriel_model_observer_id observer;
	oriel_complete_fn *complete;
	struct oriel_payload data;
	oriel_abort_controller *search; /* of complete, while it is under way; may be NULL */
	bool is_choosing;               /* the text comes from the list */
};

static const struct oriel_widget_class combo_box_class;

static oriel_widget *combo_field(const oriel_widget *widget) {
	return oriel__child_from_id(widget, ((const struct combo_box *)widget)->field);
}

static oriel_widget *combo_list(const oriel_widget *widget) {
	return oriel__child_from_id(widget, ((const struct combo_box *)widget)->list);
}

static const char *combo_text(const oriel_widget *widget) {
	const oriel_widget *field = combo_field(widget);
	return field ? oriel_text_field_text(field) : "";
}

static bool combo_is_open(const oriel_widget *widget) {
	const oriel_widget *list = combo_list(widget);
	return list && oriel__option_list_is_shown(list);
}

static void combo_hide(oriel_widget *widget) {
	if (combo_is_open(widget))
		oriel_popover_hide(combo_list(widget));
}

static void combo_copy(char **to, const char *text) {
	char *copy = strdup(text);
	if (!copy)
		oriel_log(ORIEL_LOG_ERROR, "combo-box: no memory for a text");
	free(*to);
	*to = copy;
}

static void combo_check(oriel_widget *widget) {
	oriel__form_control_check_required(
		widget, combo_text(widget)[0] != '\0', ORIEL_BUILTIN_TEXT_FILL_IN);
}

/* ---- Searching ---- */

/* Ends the search. is_aborted: before its result has come. A listener of its signal may search
 * again, change the text, or destroy the combo box. */
static void combo_end_search(struct combo_box *combo, bool is_aborted) {
	oriel_abort_controller *search = combo->search;
	combo->search = NULL;
	if (search && is_aborted)
		oriel_abort(search, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(search);
}

static void combo_stop(oriel_widget *widget) {
	const struct combo_box *combo = (const struct combo_box *)widget;
	combo_end_search((struct combo_box *)widget, true);
	if (!oriel_widget_is_destroyed(widget) && !combo->search)
		oriel_set_attribute(widget, "busy", NULL);
}

static void combo_on_settled(oriel_widget *widget) {
	combo_end_search((struct combo_box *)widget, false);
	oriel_set_attribute(widget, "busy", NULL);
}

static bool combo_has_focus(const oriel_widget *widget) {
	const oriel_widget *field = combo_field(widget);
	const oriel_window *window = oriel_widget_window(widget);
	return field && window && oriel_window_focused(window) == field;
}

/* Shows the options that the list has now. */
static void combo_show(oriel_widget *widget) {
	oriel_widget *list = combo_list(widget);
	if (!list)
		return;
	if (!oriel_first_child(list) || !combo_has_focus(widget))
		combo_hide(widget);
	else if (!oriel__option_list_is_shown(list))
		oriel__option_list_show(list);
}

static void combo_add_option(oriel_widget *list, const char *text) {
	oriel_append(list, oriel_option(text, NULL));
}

/* Returns whether a text contains another one, in the way of type-ahead. */
static bool combo_text_contains(const char *text, const char *part) {
	for (; *text; text++) {
		bool is_start = ((unsigned char)*text & 0xc0) != 0x80;
		if (is_start && oriel__text_begins_with(text, part))
			return true;
	}
	return *part == '\0';
}

static void combo_fill_from_model(struct combo_box *combo, oriel_widget *list, const char *text) {
	size_t rows = oriel_model_count(combo->model, 0), shown = 0;
	for (size_t i = 0; i < rows && shown < COMPLETIONS_SHOWN; i++) {
		uint64_t key = oriel_model_key(combo->model, 0, i);
		const char *row = oriel_model_text(combo->model, key, combo->column);
		if (!combo_text_contains(row, text))
			continue;
		combo_add_option(list, row);
		shown++;
	}
}

static struct oriel_completion combo_on_found(struct oriel_payload result, void *data) {
	oriel_widget *widget = data, *list = combo_list(widget);
	const char *const *texts = result.data;
	combo_on_settled(widget);
	if (!list)
		return ORIEL_COMPLETE;
	oriel_widget_clear(list);
	for (size_t i = 0; texts && texts[i] && i < COMPLETIONS_SHOWN; i++)
		combo_add_option(list, texts[i]);
	combo_show(widget);
	return ORIEL_COMPLETE;
}

/* The rejection goes on, to be reported. */
static struct oriel_completion combo_on_failed(struct oriel_payload reason, void *data) {
	oriel_widget *widget = data;
	combo_on_settled(widget);
	combo_hide(widget);
	return oriel_throw(oriel_payload_ref(reason));
}

static void combo_ask(oriel_widget *widget) {
	struct combo_box *combo = (struct combo_box *)widget;
	combo_end_search(combo, true);
	if (oriel_widget_is_destroyed(widget) || combo->search || !combo->complete)
		return;
	oriel_abort_controller *search = combo->search = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_signal_ref(oriel_abort_controller_signal(search));
	oriel_set_attribute(widget, "busy", "");
	oriel_promise *found = combo->complete(combo_text(widget), signal, combo->data.data);
	if (!found)
		found = oriel_promise_new_fulfilled(ORIEL_NO_PAYLOAD);
	oriel_promise_unref(
		oriel_then(found, combo_on_found, combo_on_failed, widget, .signal = signal));
	oriel_abort_signal_unref(signal);
}

/* Looks for the completions of the text, and shows them. */
static void combo_search(oriel_widget *widget) {
	struct combo_box *combo = (struct combo_box *)widget;
	oriel_widget *list = combo_list(widget);
	if (!list)
		return;
	if (combo->complete) {
		combo_ask(widget);
		return;
	}
	oriel_widget_clear(list);
	if (combo->model && combo_list(widget) == list)
		combo_fill_from_model(combo, list, combo_text(widget));
	combo_show(widget);
}

static void combo_on_model(const struct oriel_model_change *change, void *data) {
	if (!change->has_more && combo_is_open(data))
		combo_search(data);
}

/* ---- Choosing ---- */

static void combo_fire_change(oriel_widget *widget) {
	struct combo_box *combo = (struct combo_box *)widget;
	if (strcmp(combo->committed ? combo->committed : "", combo_text(widget)) == 0)
		return;
	combo_copy(&combo->committed, combo_text(widget));
	oriel_form_control_fire_change(widget);
}

/* Replaces the text as the user does, so that listeners may prevent it, and undo brings it back. */
static void combo_choose(oriel_widget *widget, oriel_widget *option) {
	struct combo_box *combo = (struct combo_box *)widget;
	char *text = strdup(oriel_option_text(option));
	oriel_widget_hold(widget);
	combo_stop(widget);
	combo_hide(widget);
	oriel_widget *field = combo_field(widget);
	if (field && text && !oriel_widget_is_destroyed(widget)) {
		combo->is_choosing = true;
		oriel_text_field_select_all(field);
		if (combo_field(widget) == field)
			oriel_widget_fire_input(field, "beforeinput",
				&(const struct oriel_input_event){ .type = "insertText", .data = text });
		combo->is_choosing = false;
	}
	if (!oriel_widget_is_destroyed(widget))
		combo_fire_change(widget);
	oriel_widget_release(widget);
	free(text);
}

static void combo_on_toggle(oriel_widget *widget) {
	oriel_set_attribute(widget, "open", combo_is_open(widget) ? "" : NULL);
}

static const struct option_list_owner combo_owner = {
	.choose = combo_choose,
	.toggled = combo_on_toggle,
	.is_press_through = true,
};

/* ---- Keys, pointers and focus ---- */

/* Runs before the field, which would tell of a change by Enter. */
static void combo_on_enter(oriel_event *event, void *data) {
	oriel_widget *widget = data;
	const oriel_widget *list = combo_list(widget);
	oriel_widget *active = combo_is_open(widget) ? oriel__option_list_active(list) : NULL;
	if (!active || !oriel_key_is(event, "Enter"))
		return;
	oriel_prevent_default(event);
	combo_choose(widget, active);
}

/* Opens the list with all completions, and makes its first or last option active. */
static void combo_open(oriel_widget *widget, bool is_last, bool is_active) {
	combo_search(widget);
	oriel_widget *list = oriel_widget_is_destroyed(widget) ? NULL : combo_list(widget);
	if (list && is_active && oriel__option_list_is_shown(list))
		oriel__option_list_set_active(list, oriel__option_list_end(list, is_last));
}

static bool combo_on_key_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget *list = combo_list(widget);
	const oriel_widget *field = combo_field(widget);
	bool is_up = oriel_key_is_or_repeats(event, "ArrowUp");
	bool is_down = oriel_key_is_or_repeats(event, "ArrowDown");
	bool opens = oriel_key_is(event, "Alt+ArrowDown");
	if (!list || !field || oriel_widget_has_state(field, ORIEL_STATE_READ_ONLY))
		return false;
	oriel_widget_hold(widget);
	bool is_taken = true;
	if (!oriel__option_list_is_shown(list) && (is_up || is_down || opens))
		combo_open(widget, is_up, !opens);
	else if (oriel_key_is(event, "Alt+ArrowUp"))
		combo_hide(widget);
	else if (oriel_key_is(event, "Enter"))
		combo_hide(widget), is_taken = false; /* the form may submit */
	else
		is_taken = oriel__option_list_is_shown(list) && oriel__option_list_key(list, event);
	oriel_widget_release(widget);
	return is_taken;
}

/* The press on an option leaves the focus in the field. */
static void combo_on_list_press(oriel_event *event, void *data) {
	(void)data;
	if (oriel__event_is_by_mouse(event))
		oriel_prevent_default(event);
}

static bool combo_on_input(oriel_widget *widget, oriel_event *event) {
	const struct combo_box *combo = (const struct combo_box *)widget;
	(void)event;
	combo_check(widget);
	if (combo->is_choosing)
		return false;
	if (combo_text(widget)[0] != '\0') {
		combo_search(widget);
	} else {
		combo_stop(widget);
		combo_hide(widget);
	}
	return false;
}

static void combo_on_field_change(oriel_event *event, void *data) {
	oriel_stop_propagation(event);
	combo_fire_change(data);
}

/* A label, and the press of a finger on an option, focus the combo box itself. The events of its
 * field come here too: a listener may have moved the focus on, or a button in the field has it. */
static bool combo_on_focus(oriel_widget *widget, oriel_event *event) {
	oriel_widget *field = combo_field(widget);
	if (field && oriel_event_widget(event) == widget)
		oriel_focus(field);
	return false;
}

static bool combo_on_focus_out(oriel_widget *widget, oriel_event *event) {
	oriel_target *related = oriel_event_related_target(event);
	const oriel_widget *to = related ? oriel_widget_try_from_target(related) : NULL;
	if (to && oriel_widget_contains(widget, to))
		return false;
	combo_stop(widget);
	combo_hide(widget);
	return false;
}

static bool combo_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	(void)widget;
	(void)focused;
	return false;
}

/* ---- The class ---- */

static void combo_set_completions(struct combo_box *combo, oriel_model *model,
	oriel_complete_fn *complete, struct oriel_payload data) {
	oriel_model_unobserve(combo->observer);
	oriel_model_unref(combo->model);
	oriel_payload_unref(combo->data);
	combo->observer = 0;
	combo->model = model;
	combo->complete = complete;
	combo->data = data;
}

static void combo_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "required") == 0)
		combo_check(widget);
}

static void combo_detached(oriel_widget *widget) {
	combo_end_search((struct combo_box *)widget, true);
}

static void combo_finish(oriel_widget *widget) {
	struct combo_box *combo = (struct combo_box *)widget;
	combo_end_search(combo, true);
	combo_set_completions(combo, NULL, NULL, ORIEL_NO_PAYLOAD);
	free(combo->committed);
	free(combo->initial);
}

static void combo_form_reset(oriel_widget *widget) {
	struct combo_box *combo = (struct combo_box *)widget;
	char *initial = combo->initial;
	combo->initial = NULL;
	oriel_combo_box_set_text(widget, initial);
	free(initial);
}

static void combo_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *list = combo_list(widget);
	bool is_open = combo_is_open(widget);
	description->role = ORIEL_ROLE_COMBO_BOX;
	description->value = combo_text(widget);
	description->actions |= ORIEL_ACTION_EDIT;
	description->has_popup = ORIEL_POPUP_LIST_BOX;
	description->expanded = is_open ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
	description->controls = list;
	description->active_descendant = is_open ? oriel__option_list_active(list) : NULL;
	oriel_form_control_describe(widget, description);
}

static const struct oriel_default_action combo_actions[] = {
	{ "keydown", combo_on_key_down },
	{ "input", combo_on_input },
	{ "focus", combo_on_focus },
	{ "focusout", combo_on_focus_out },
	{ 0 },
};

static const struct oriel_widget_class combo_box_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "combo-box",
	.size = sizeof(struct combo_box),
	.flags = ORIEL_WIDGET_FOCUSABLE,
	.finish = combo_finish,
	.attached = combo_check,
	.detached = combo_detached,
	.changed = combo_changed,
	.default_actions = combo_actions,
	.is_tab_stop = combo_is_tab_stop,
	.form_value = combo_text,
	.form_reset = combo_form_reset,
	.describe = combo_describe,
	.sheets = oriel__combo_box_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_combo_box(const char *placeholder) {
	oriel_widget *widget = oriel_widget_new(&combo_box_class);
	oriel_widget *parts[] = { oriel_text_field(placeholder),
		oriel__option_list_new(widget, &combo_owner) };
	struct combo_box *combo = (struct combo_box *)widget;
	combo->field = oriel_widget_to_id(parts[0]);
	combo->list = oriel_widget_to_id(parts[1]);
	oriel_widget_append_all(widget, parts, 2);
	oriel_listen(widget, "keydown", combo_on_enter, widget, .capture = true);
	oriel_listen(parts[0], "change", combo_on_field_change, widget,
		.signal = oriel_widget_signal(widget));
	oriel_listen(parts[1], "pointerdown", combo_on_list_press, NULL);
	return widget;
}

oriel_widget *oriel_combo_box_field(const oriel_widget *widget) {
	oriel_widget_cast(widget, &combo_box_class);
	return combo_field(widget);
}

void oriel_combo_box_set_text(oriel_widget *widget, const char *text) {
	struct combo_box *combo = oriel_widget_cast(widget, &combo_box_class);
	oriel_widget *field = combo_field(widget);
	if (!field)
		return;
	oriel_widget_hold(widget); /* a listener of `compositionend` may destroy it */
	combo_copy(&combo->initial, text ? text : "");
	combo_copy(&combo->committed, text ? text : "");
	oriel_text_field_set_text(field, text);
	if (!oriel_widget_is_destroyed(widget)) {
		combo_stop(widget);
		combo_hide(widget);
	}
	if (!oriel_widget_is_destroyed(widget))
		combo_check(widget);
	oriel_widget_release(widget);
}

const char *oriel_combo_box_text(const oriel_widget *widget) {
	oriel_widget_cast(widget, &combo_box_class);
	return combo_text(widget);
}

void oriel_combo_box_set_open(oriel_widget *widget, bool open) {
	oriel_widget_cast(widget, &combo_box_class);
	oriel_widget *field = combo_field(widget);
	oriel_widget_hold(widget);
	if (!open)
		combo_hide(widget);
	else if (field && oriel_focus(field) && !oriel_widget_is_destroyed(widget))
		combo_search(widget);
	oriel_widget_release(widget);
}

bool oriel_combo_box_is_open(const oriel_widget *widget) {
	oriel_widget_cast(widget, &combo_box_class);
	return combo_is_open(widget);
}

/* Ends the search and hides the list before the completions change. Returns whether the combo box
 * is still there, held for the caller. */
static bool combo_begin_change(oriel_widget *widget) {
	oriel_widget_hold(widget);
	combo_stop(widget);
	combo_hide(widget);
	return !oriel_widget_is_destroyed(widget);
}

void oriel_combo_box_set_model(oriel_widget *widget, oriel_model *model, unsigned column) {
	struct combo_box *combo = oriel_widget_cast(widget, &combo_box_class);
	if (combo_begin_change(widget)) {
		combo_set_completions(combo, model, NULL, ORIEL_NO_PAYLOAD);
		combo->column = column;
		if (model)
			combo->observer = oriel_model_observe(model, combo_on_model, widget,
				.signal = oriel_widget_signal(widget));
	} else {
		oriel_model_unref(model);
	}
	oriel_widget_release(widget);
}

void oriel_combo_box_set_source_at(const char *site, oriel_widget *widget, oriel_complete_fn *fn,
	void *data, const struct oriel_combo_box_source_options *options) {
	struct combo_box *combo = oriel_widget_cast_in(
		"oriel_combo_box_set_source", widget, &combo_box_class);
	oriel_release_fn *release = options ? options->release : NULL;
	(void)site;
	if (combo_begin_change(widget))
		combo_set_completions(combo, NULL, fn, oriel_owned(data, release));
	else
		oriel_payload_unref(oriel_owned(data, release));
	oriel_widget_release(widget);
}
