/* SPDX-License-Identifier: MIT */
/*
 * A form. Its default action for Enter in a text field is HTML's implicit submission: it clicks the
 * first submit button, in tree order. On any other widget, Enter clicks that widget and does not
 * involve the form.
 */
#include <oriel/widgets/form.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>

#include "dialog_internal.h"
#include "form_control_internal.h"
#include "form_internal.h"
#include "themes_internal.h"

struct form {
	struct oriel_widget_base base;
	bool is_submitting; /* HTML: "firing submission events" */
	bool is_resetting;  /* HTML: "locked for reset" */
};

static oriel_widget *default_button(const oriel_widget *form) {
	for (oriel_widget *widget = oriel_widget_next_in_tree(form, form); widget;
		widget = oriel_widget_next_in_tree(widget, form)) {
		if (oriel__button_submits(widget) && oriel__form_of(widget) == form)
			return widget;
	}
	return NULL;
}

static void submit_implicitly(oriel_widget *form) {
	oriel_widget *button = default_button(form);
	if (!button)
		oriel_form_submit(form, NULL);
	else
		oriel_click(button);
}

static bool is_plain_enter(const oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	return key && strcmp(key->key, "Enter") == 0 &&
		!key->composing && !key->repeat &&
		!(key->modifiers & (ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META));
}

static bool form_on_key_down(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *target = oriel_event_widget(event);
	if (!is_plain_enter(event) || !target ||
		!(target->widget_class->flags & ORIEL_WIDGET_TEXT_INPUT))
		return false;
	submit_implicitly(widget);
	return true;
}

static void form_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_FORM;
}

static const struct oriel_default_action form_actions[] = {
	{ "keydown", form_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class form_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "form", .size = sizeof(struct form),
	.default_actions = form_actions, .describe = form_describe,
	.sheets = oriel__form_sheets,
};

oriel_widget *oriel__form_of(const oriel_widget *widget) {
	oriel_widget *form = oriel_parent(widget);
	while (form && !oriel_widget_try_cast(form, &form_class))
		form = oriel_parent(form);
	return form;
}

oriel_widget *oriel_form_at(const char *site, oriel_widget *const *children, size_t count) {
	return oriel_widget_append_all_at(site, oriel_widget_new(&form_class), children, count);
}

/* ---- Controls ---- */

/* Returns the next control of a form in tree order, after a widget of it; NULL: none. */
static oriel_widget *next_control(const oriel_widget *form, const oriel_widget *after) {
	oriel_widget *widget = oriel_widget_next_in_tree(after, form);
	while (widget && !(widget->widget_class->form_value && oriel__form_of(widget) == form))
		widget = oriel_widget_next_in_tree(widget, form);
	return widget;
}

/* The controls of a form at one time, by their ids: listeners may change the tree. */
struct controls {
	oriel_widget_id *ids;
	size_t count;
};

static struct controls controls_of(const oriel_widget *form) {
	struct controls controls = { 0 };
	for (oriel_widget *control = next_control(form, form); control;
		control = next_control(form, control))
		controls.count++;
	controls.ids = malloc((controls.count + 1) * sizeof(*controls.ids));
	if (!controls.ids) {
		oriel_log(ORIEL_LOG_ERROR, "form: no memory for %zu controls", controls.count);
		controls.count = 0;
		return controls;
	}
	size_t i = 0;
	for (oriel_widget *control = next_control(form, form); control;
		control = next_control(form, control))
		controls.ids[i++] = oriel_widget_to_id(control);
	return controls;
}

static oriel_widget *control_at(const struct controls *controls, size_t i) {
	return oriel_widget_from_id(controls->ids[i]);
}

/* ---- Values ---- */

size_t oriel_form_values(
	const oriel_widget *form, struct oriel_form_entry *entries, size_t capacity) {
	size_t count = 0;
	oriel_widget_cast(form, &form_class);
	ORIEL_ASSERT(entries != NULL || capacity == 0,
		"oriel_form_values: entries is NULL, and capacity %zu; pass an array, or 0", capacity);
	for (oriel_widget *control = next_control(form, form); control;
		control = next_control(form, control)) {
		const char *name = oriel_attribute(control, "name");
		bool takes_part = name && name[0] != '\0' && !oriel_is_disabled(control);
		const char *value = takes_part ? control->widget_class->form_value(control) : NULL;
		if (!value)
			continue;
		if (count < capacity)
			entries[count] = (struct oriel_form_entry){ name, value, control };
		count++;
	}
	return count;
}

const char *oriel_form_value(const oriel_widget *form, const char *name) {
	oriel_widget_cast(form, &form_class);
	ORIEL_ASSERT(name != NULL, "oriel_form_value: the name is NULL; pass that of a control");
	for (oriel_widget *control = next_control(form, form); control;
		control = next_control(form, control)) {
		const char *own = oriel_attribute(control, "name");
		if (!own || strcmp(own, name) != 0 || oriel_is_disabled(control))
			continue;
		const char *value = control->widget_class->form_value(control);
		if (value)
			return value;
	}
	return NULL;
}

/* ---- Validity ---- */

/* Source: HTML, "barred from constraint validation". */
static bool control_is_checked(const oriel_widget *control) {
	return !oriel_is_disabled(control) && !oriel_widget_has_state(control, ORIEL_STATE_READ_ONLY);
}

/* Fires `invalid` at each invalid control. Returns whether there is none; *reported is the first
 * whose event was not prevented, or NULL. Source: HTML, "statically validate the constraints". */
static bool form_validate(const struct controls *controls, oriel_widget **reported) {
	bool is_valid = true;
	oriel_widget_id first = 0;
	for (size_t i = 0; i < controls->count; i++) {
		oriel_widget *control = control_at(controls, i);
		if (!control || !control_is_checked(control) || oriel_form_control_validity(control) == 0)
			continue;
		is_valid = false;
		bool is_unhandled = oriel_fire_trusted(control, "invalid", .cancelable = true);
		if (is_unhandled && first == 0 && oriel_widget_from_id(controls->ids[i]))
			first = controls->ids[i];
	}
	*reported = oriel_widget_from_id(first);
	return is_valid;
}

static oriel_widget *first_focusable(oriel_widget *control) {
	oriel_widget *widget = control;
	while (widget && (!oriel_widget_is_focusable(widget) || oriel_is_disabled(widget)))
		widget = oriel_widget_next_in_tree(widget, control);
	return widget;
}

bool oriel_form_check_validity(const oriel_widget *form) {
	oriel_widget_cast(form, &form_class);
	struct controls controls = controls_of(form);
	oriel_widget *reported;
	bool is_valid = form_validate(&controls, &reported);
	free(controls.ids);
	return is_valid;
}

bool oriel_form_report_validity(oriel_widget *form) {
	oriel_widget_cast(form, &form_class);
	struct controls controls = controls_of(form);
	oriel_widget *reported, *target;
	for (size_t i = 0; i < controls.count; i++) {
		if (control_is_checked(control_at(&controls, i)))
			oriel__form_control_set_user_checked(control_at(&controls, i), true);
	}
	bool is_valid = form_validate(&controls, &reported);
	free(controls.ids);
	if (!reported)
		return is_valid;
	oriel_widget_hold(reported); /* a listener of `toggle` may destroy it */
	oriel__tabs_reveal(reported);
	oriel__expander_reveal(reported);
	target = oriel_widget_is_destroyed(reported) ? NULL : first_focusable(reported);
	if (target)
		oriel_focus(target);
	oriel_widget_release(reported);
	return is_valid;
}

/* ---- Submitting and resetting ---- */

static bool submits_unchecked(const oriel_widget *form, const oriel_widget *submitter) {
	return oriel_has_attribute(form, "novalidate") ||
		(submitter && oriel_has_attribute(submitter, "formnovalidate"));
}

bool oriel_form_submit(oriel_widget *widget, oriel_widget *submitter) {
	struct form *form = oriel_widget_cast(widget, &form_class);
	if (form->is_submitting)
		return false;
	oriel_widget_hold(widget); /* a listener may destroy it */
	form->is_submitting = true;
	oriel_widget_id submitter_id = submitter ? oriel_widget_to_id(submitter) : 0;
	bool is_done = (submits_unchecked(widget, submitter) || oriel_form_report_validity(widget)) &&
		!oriel_widget_is_destroyed(widget);
	if (is_done) {
		submitter = oriel_widget_from_id(submitter_id);
		is_done = oriel_fire_trusted(widget, "submit", .bubbles = true, .cancelable = true,
			.related_target = submitter ? oriel_widget_target(submitter) : NULL);
	}
	form->is_submitting = false;
	if (is_done && !oriel_widget_is_destroyed(widget))
		oriel__dialog_submit(widget, oriel_widget_from_id(submitter_id));
	oriel_widget_release(widget);
	return is_done;
}

bool oriel_form_reset(oriel_widget *widget) {
	struct form *form = oriel_widget_cast(widget, &form_class);
	if (form->is_resetting)
		return false;
	oriel_widget_hold(widget);
	form->is_resetting = true;
	bool is_done = oriel_fire_trusted(widget, "reset", .bubbles = true, .cancelable = true) &&
		!oriel_widget_is_destroyed(widget);
	struct controls controls = is_done ? controls_of(widget) : (struct controls){ 0 };
	for (size_t i = 0; i < controls.count; i++) {
		oriel_widget *control = control_at(&controls, i);
		if (!control)
			continue;
		oriel__form_control_set_user_checked(control, false);
		if (control->widget_class->form_reset)
			control->widget_class->form_reset(control);
	}
	free(controls.ids);
	form->is_resetting = false;
	oriel_widget_release(widget);
	return is_done;
}
