/* SPDX-License-Identifier: MIT */
/*
 * A field for one line of text: its class, its keys and its functions. Editing is in text_edit.c,
 * the kinds in text_field_kind.c and text_field_number.c, and the look of a field in
 * text_field_view.c and text_field_slots.c.
 */
#include <oriel/widgets/text_field.h>

#include <stdlib.h>
#include <string.h>

#include <oriel/ui/focus.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "form_control_internal.h"
#include "text_field_internal.h"
#include "edit_menu_internal.h"
#include "themes_internal.h"

static const struct oriel_widget_class text_field_class;

static struct text_field *field_of(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &text_field_class);
}

/* ---- Editing ---- */

static void text_field_text_changed(oriel_widget *widget) {
	oriel__text_field_reshape(widget);
	oriel__text_field_check(widget);
	oriel__text_field_update_slots(widget);
}

/* ---- Keys ---- */

static bool on_arrow(oriel_widget *widget, const struct oriel_key_event *key) {
	struct text_field *field = (struct text_field *)widget;
	bool rightward = strcmp(key->key, "ArrowRight") == 0,
		extend = key->modifiers & ORIEL_MODIFIER_SHIFT;
	if (!rightward && strcmp(key->key, "ArrowLeft") != 0)
		return false;
	if (key->modifiers & ORIEL_MODIFIER_CONTROL) {
		bool forward = oriel__text_field_is_forward(widget, rightward);
		oriel_text_buffer_move(field->edit.buffer,
			field->edit.is_masked ? (forward ? ORIEL_TEXT_MOTION_END : ORIEL_TEXT_MOTION_START) :
				forward ? ORIEL_TEXT_MOTION_NEXT_WORD : ORIEL_TEXT_MOTION_PREVIOUS_WORD,
			extend);
	} else {
		oriel__text_field_step(widget, rightward, extend);
	}
	return true;
}

static bool on_motion_key(oriel_widget *widget, const struct oriel_key_event *key) {
	struct text_field *field = (struct text_field *)widget;
	bool to_end = strcmp(key->key, "End") == 0;
	if (!to_end && strcmp(key->key, "Home") != 0)
		return on_arrow(widget, key);
	oriel_text_buffer_move(field->edit.buffer,
		to_end ? ORIEL_TEXT_MOTION_END : ORIEL_TEXT_MOTION_START,
		key->modifiers & ORIEL_MODIFIER_SHIFT);
	return true;
}

/* Keys that only some kinds of fields take. */
static bool on_kind_key(oriel_widget *widget, const struct oriel_key_event *key) {
	const struct text_field *field = (const struct text_field *)widget;
	if (field->kind == TEXT_FIELD_NUMBER)
		return oriel__text_field_on_number_key(widget, key);
	bool clears = field->kind == TEXT_FIELD_SEARCH && strcmp(key->key, "Escape") == 0 &&
		oriel_text_buffer_text(field->edit.buffer, NULL)[0] != '\0' &&
		!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY);
	if (clears)
		oriel__text_edit_ask(widget, "deleteContent", NULL);
	return clears;
}

static bool text_field_on_key_up(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (key)
		oriel__text_field_update_caps_lock(widget, key->modifiers);
	return false;
}

static bool text_field_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_key_event *key = oriel_event_key(event);
	if (key)
		oriel__text_field_update_caps_lock(widget, key->modifiers);
	if (!key || key->composing)
		return false;
	if (strcmp(key->key, "Enter") == 0) {
		oriel__text_edit_fire_change(widget, false);
		return false; /* the form handles Enter */
	}
	return on_kind_key(widget, key) || oriel__text_edit_on_key(widget, event);
}

/* ---- The class ---- */

static void text_field_changed(oriel_widget *widget, const struct oriel_change *change) {
	struct text_field *field = (struct text_field *)widget;
	if (change->kind == ORIEL_CHANGE_STYLE) {
		oriel__text_field_restyle(field);
	} else if (change->kind == ORIEL_CHANGE_STATE) {
		unsigned changed = oriel_widget_states(widget) ^ change->old_states;
		if (changed & ORIEL_STATE_FOCUS) {
			oriel__text_edit_focus_changed(
				widget, oriel_widget_has_state(widget, ORIEL_STATE_FOCUS));
			oriel__text_field_update_slots(widget);
		}
	} else if (strcmp(change->name, "readonly") == 0) {
		oriel__text_edit_read_only_changed(widget);
		if (!oriel_widget_is_destroyed(widget))
			oriel__text_field_update_slots(widget);
	} else if (strcmp(change->name, "type") == 0) {
		if (oriel__text_edit_commit(widget))
			oriel__text_field_update_kind(widget);
	} else if (strcmp(change->name, "revealed") == 0) {
		oriel__text_field_update_mask(widget);
		oriel__text_field_update_slots(widget);
	} else if (oriel__text_field_is_checked_by(change->name)) {
		oriel__text_field_check(widget);
		oriel__text_field_update_slots(widget);
	}
}

static const struct text_edit_class text_field_edit_class = {
	.text_changed = text_field_text_changed,
	.show_caret = oriel__text_field_show_caret,
	.fit = oriel__text_field_fit,
	.prepare_paste = oriel__text_edit_make_line,
	.on_motion_key = on_motion_key,
	.step = oriel__text_field_step,
	.offset_at = oriel__text_field_offset_at,
	.text_box = oriel__text_field_text_box,
};

static void text_field_init(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	field->edit.edit_class = &text_field_edit_class;
	field->edit.buffer = oriel_text_buffer_new(0);
	field->is_line_stale = true;
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, true);
}

static void text_field_finish(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	oriel__text_line_finish(&field->line);
	oriel__text_edit_finish(&field->edit);
	oriel_utf8_free(field->value);
	oriel__text_field_stop_repeat(field);
	free(field->slots);
}

static const char *text_field_form_value(const oriel_widget *widget) {
	return oriel__text_field_value((const struct text_field *)widget);
}

/* ---- The class ---- */

static void text_field_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct text_field *field = (const struct text_field *)widget;
	struct oriel_text_selection selection;
	description->role = field->kind == TEXT_FIELD_SEARCH ? ORIEL_ROLE_SEARCH_BOX :
		field->kind == TEXT_FIELD_NUMBER ? ORIEL_ROLE_SPIN_BUTTON :
											ORIEL_ROLE_TEXT_BOX;
	description->name = oriel__placeholder_text(field->placeholder);
	const char *text = oriel__text_field_shown_text(widget, &selection);
	oriel__text_edit_describe(widget, description, text, selection);
	if (field->kind == TEXT_FIELD_NUMBER)
		oriel__text_field_describe_number(widget, description);
	oriel_form_control_describe(widget, description);
}

static const struct oriel_default_action text_field_actions[] = {
	{ "keydown", text_field_on_key_down },
	{ "keyup", text_field_on_key_up },
	ORIEL__TEXT_EDIT_ACTIONS,
	{ "wheel", oriel__text_field_on_wheel },
	{ 0 },
};

static const struct oriel_widget_class text_field_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "text-field", .size = sizeof(struct text_field),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.init = text_field_init, .finish = text_field_finish, .changed = text_field_changed,
	.measure = oriel__text_field_measure, .arrange = oriel__text_field_arrange,
	.record = oriel__text_field_record,
	.default_actions = text_field_actions, .form_value = text_field_form_value,
	.form_reset = oriel__text_edit_reset, .command_state = oriel__text_edit_command_state,
	.describe = text_field_describe,
	.sheets = oriel__text_field_sheets,
};

oriel_widget *oriel_text_field_at(
	const char *site, const char *placeholder, const struct oriel_text_field_options *options) {
	oriel_widget *widget = oriel_widget_new(&text_field_class);
	oriel_text_field_set_placeholder(widget, placeholder);
	if (!options)
		return widget;
	ORIEL_ASSERT(options->name_your_options == NULL,
		"oriel_text_field at %s: an argument too many; name your options", site);
	oriel__form_control_set_attribute(widget, "type", options->type);
	oriel__form_control_set_attribute(widget, "name", options->name);
	oriel__form_control_set_attribute(widget, "required", options->required ? "" : NULL);
	oriel__form_control_set_attribute(widget, "min", options->min);
	oriel__form_control_set_attribute(widget, "max", options->max);
	oriel__form_control_set_attribute(widget, "step", options->step);
	oriel__form_control_set_number(widget, "minlength", options->min_length);
	oriel__form_control_set_number(widget, "maxlength", options->max_length);
	if (options->value)
		oriel_text_field_set_value(widget, options->value);
	if (options->prefix)
		oriel_text_field_set_prefix(widget, options->prefix);
	if (options->suffix)
		oriel_text_field_set_suffix(widget, options->suffix);
	oriel_text_field_show_count(widget, options->count);
	return widget;
}

void oriel_text_field_set_text(oriel_widget *widget, const char *text) {
	field_of(widget, "oriel_text_field_set_text");
	if (!text)
		text = "";
	oriel__text_edit_set_text(widget, text, strlen(text));
}

const char *oriel_text_field_text(const oriel_widget *widget) {
	return oriel_text_buffer_text(field_of(widget, "oriel_text_field_text")->edit.buffer, NULL);
}

void oriel_text_field_set_value(oriel_widget *widget, const char *value) {
	const struct text_field *field = field_of(widget, "oriel_text_field_set_value");
	char local[ORIEL__NUMBER_TEXT_SIZE * 4];
	double number;
	if (field->kind != TEXT_FIELD_NUMBER) {
		oriel_text_field_set_text(widget, value);
		return;
	}
	bool is_number = value && oriel__number_try_parse(value, &number) &&
		oriel__number_to_local(value, field->radix, local, sizeof(local));
	oriel_text_field_set_text(widget, is_number ? local : NULL);
}

const char *oriel_text_field_value(const oriel_widget *widget) {
	return oriel__text_field_value(field_of(widget, "oriel_text_field_value"));
}

void oriel_text_field_set_prefix(oriel_widget *widget, oriel_widget *prefix) {
	field_of(widget, "oriel_text_field_set_prefix");
	oriel__text_field_set_slot(widget, TEXT_FIELD_PREFIX, prefix);
}

void oriel_text_field_set_suffix(oriel_widget *widget, oriel_widget *suffix) {
	field_of(widget, "oriel_text_field_set_suffix");
	oriel__text_field_set_slot(widget, TEXT_FIELD_SUFFIX, suffix);
}

void oriel_text_field_set_placeholder(oriel_widget *widget, const char *placeholder) {
	struct text_field *field = field_of(widget, "oriel_text_field_set_placeholder");
	oriel__placeholder_set(widget, &field->placeholder, placeholder, true);
}

const char *oriel_text_field_placeholder(const oriel_widget *widget) {
	return oriel__placeholder_text(
		field_of(widget, "oriel_text_field_placeholder")->placeholder);
}

void oriel_text_field_select(oriel_widget *widget, size_t anchor, size_t caret) {
	field_of(widget, "oriel_text_field_select");
	oriel__text_edit_select(widget, anchor, caret);
}

void oriel_text_field_select_all(oriel_widget *widget) {
	oriel_text_field_select(widget, 0, SIZE_MAX);
}

void oriel_text_field_selection(const oriel_widget *widget, size_t *anchor, size_t *caret) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(
		field_of(widget, "oriel_text_field_selection")->edit.buffer);
	if (anchor)
		*anchor = selection.anchor;
	if (caret)
		*caret = selection.caret;
}

void oriel_text_field_set_read_only(oriel_widget *widget, bool read_only) {
	field_of(widget, "oriel_text_field_set_read_only");
	oriel_set_attribute(widget, "readonly", read_only ? "" : NULL);
}

bool oriel_text_field_is_read_only(const oriel_widget *widget) {
	field_of(widget, "oriel_text_field_is_read_only");
	return oriel_has_attribute(widget, "readonly");
}
