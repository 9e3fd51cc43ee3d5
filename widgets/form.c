/* SPDX-License-Identifier: MIT */
/*
 * A form. Its default action for Enter in a text field is HTML's implicit submission: it clicks the
 * first submit button, in tree order. On any other widget, Enter clicks that widget and does not
 * involve the form.
 */
#include <oriel/widgets/form.h>

#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/widget.h>

#include "form_internal.h"
#include "themes_internal.h"

struct form {
	struct oriel_widget_base base;
	bool is_submitting; /* HTML: "firing submission events" */
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

bool oriel_form_submit(oriel_widget *widget, oriel_widget *submitter) {
	struct form *form = oriel_widget_cast(widget, &form_class);
	if (form->is_submitting)
		return false;
	oriel_widget_hold(widget); /* a listener may destroy the form */
	form->is_submitting = true;
	bool is_done = oriel_fire_trusted(widget, "submit", .bubbles = true, .cancelable = true,
		.related_target = submitter ? oriel_widget_target(submitter) : NULL);
	form->is_submitting = false;
	oriel_widget_release(widget);
	return is_done;
}
