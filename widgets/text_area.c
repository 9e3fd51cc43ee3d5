/* SPDX-License-Identifier: MIT */
/*
 * A text area: its class, its settings and its functions. Editing is in text_edit.c, motions by
 * keys in text_area_motion.c, layout and scrolling in text_area_view.c.
 */
#include <oriel/widgets/text_area.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>

#include "edit_menu_internal.h"
#include "form_control_internal.h"
#include "text_area_internal.h"
#include "themes_internal.h"

enum { MESSAGE_SIZE = 256, DESCRIBED_MAX = 1 << 20 /* bytes */ };

static const struct oriel_widget_class text_area_class;

static struct text_area *text_area_of(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &text_area_class);
}

/* ---- Editing ---- */

static void text_area_check(oriel_widget *widget) {
	struct text_area *area = (struct text_area *)widget;
	char message[MESSAGE_SIZE] = "";
	unsigned flags = 0;
	bool is_limited = oriel_has_attribute(widget, "minlength") ||
		oriel_has_attribute(widget, "maxlength");
	if (oriel__form_control_is_required(widget) &&
		oriel_text_buffer_length(area->edit.buffer) == 0) {
		flags |= ORIEL_VALIDITY_VALUE_MISSING;
		oriel__text_edit_message(message, sizeof(message),
			oriel_builtin_text(ORIEL_BUILTIN_TEXT_FILL_IN), "", "");
	}
	if (is_limited)
		flags |= oriel__text_edit_check_length(widget,
			oriel_text_buffer_text(area->edit.buffer, NULL), message, sizeof(message));
	oriel_form_control_set_validity(widget, flags, flags ? message : NULL);
}

static void text_area_text_changed(oriel_widget *widget) {
	oriel__text_area_text_changed(widget);
	text_area_check(widget);
	if (oriel_has_attribute(widget, "maxrows"))
		oriel_widget_relayout(widget);
}

static char *text_area_fit(const oriel_widget *widget, const char *text) {
	char *fit = oriel_utf8_copy(text, strlen(text), NULL);
	if (fit)
		oriel__text_edit_cut_to_limit(widget, fit);
	return fit;
}

static void text_area_prepare_paste(char *text) {
	(void)text; /* lines remain */
}

static bool text_area_on_key_down(oriel_widget *widget, oriel_event *event) {
	const struct text_area *area = (const struct text_area *)widget;
	const struct oriel_key_event *key = oriel_event_key(event);
	unsigned held = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	if (!key || key->composing)
		return false;
	if (strcmp(key->key, "Enter") == 0 && !(key->modifiers & held)) {
		oriel__text_edit_ask(widget, "insertLineBreak", NULL);
		return true;
	}
	bool is_tab = strcmp(key->key, "Tab") == 0 &&
		!(key->modifiers & (held | ORIEL_MODIFIER_SHIFT));
	if (is_tab && area->has_tabs && !oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY)) {
		oriel__text_edit_ask(widget, "insertText", "\t");
		return true;
	}
	return oriel__text_edit_on_key(widget, event);
}

static bool text_area_on_scroll(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel__text_area_sync(widget);
	return false;
}

static bool text_area_on_scroll_end(oriel_widget *widget, oriel_event *event) {
	(void)event;
	oriel__text_area_sync(widget);
	if (!oriel_widget_is_destroyed(widget))
		oriel__text_area_settle(widget);
	return false;
}

/* ---- The class ---- */

static const struct text_edit_class text_area_edit_class = {
	.text_changed = text_area_text_changed,
	.show_caret = oriel__text_area_show_caret,
	.redraw_caret = oriel__text_area_redraw_caret,
	.fit = text_area_fit,
	.prepare_paste = text_area_prepare_paste,
	.on_motion_key = oriel__text_area_on_motion_key,
	.step = oriel__text_area_step,
	.offset_at = oriel__text_area_offset_at,
	.text_box = oriel__text_area_text_box,
	.is_multiline = true,
};

static const struct oriel_widget_class text_area_extent_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "text-area-extent",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
};

static void text_area_init(oriel_widget *widget) {
	struct text_area *area = (struct text_area *)widget;
	area->edit.edit_class = &text_area_edit_class;
	area->edit.buffer = oriel_text_buffer_new(SIZE_MAX);
	oriel_text_buffer_set_multiline(area->edit.buffer, true);
	area->is_wrapped = true;
	area->goal_x = -1;
	area->active = SIZE_MAX;
	area->extent = oriel_widget_new(&text_area_extent_class);
	area->line = oriel__text_area_line_new();
	oriel_widget_append_shadow_child(widget, area->extent);
	oriel_widget_append_shadow_child(widget, area->line);
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, true);
}

static void text_area_finish(oriel_widget *widget) {
	struct text_area *area = (struct text_area *)widget;
	oriel__text_area_view_finish(area);
	oriel__text_area_find_finish(area);
	oriel__text_edit_finish(&area->edit);
}

static void text_area_update_settings(oriel_widget *widget) {
	struct text_area *area = (struct text_area *)widget;
	const char *wrap = oriel_attribute(widget, "wrap");
	area->is_wrapped = !wrap || strcmp(wrap, "off") != 0;
	area->has_numbers = oriel_has_attribute(widget, "linenumbers");
	area->has_tabs = oriel_has_attribute(widget, "insertstabs");
	oriel__text_area_restyle(widget);
}

static bool attribute_is_layout(const char *name) {
	static const char *const names[] = { "wrap", "linenumbers", "insertstabs", "rows", "cols",
		"maxrows" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

static void text_area_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE) {
		oriel__text_area_restyle(widget);
	} else if (change->kind == ORIEL_CHANGE_STATE) {
		unsigned changed = oriel_widget_states(widget) ^ change->old_states;
		if (changed & ORIEL_STATE_FOCUS)
			oriel__text_edit_focus_changed(
				widget, oriel_widget_has_state(widget, ORIEL_STATE_FOCUS));
	} else if (strcmp(change->name, "readonly") == 0) {
		oriel__text_edit_read_only_changed(widget);
	} else if (attribute_is_layout(change->name)) {
		text_area_update_settings(widget);
	} else if (strcmp(change->name, "required") == 0 || strcmp(change->name, "minlength") == 0 ||
		strcmp(change->name, "maxlength") == 0) {
		text_area_check(widget);
	}
}

static const char *text_area_form_value(const oriel_widget *widget) {
	return oriel_text_buffer_text(((const struct text_area *)widget)->edit.buffer, NULL);
}

static void text_area_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct text_area *area = (const struct text_area *)widget;
	description->role = ORIEL_ROLE_TEXT_BOX;
	description->name = oriel__placeholder_text(area->placeholder);
	if (oriel_text_buffer_length(area->edit.buffer) <= DESCRIBED_MAX)
		oriel__text_edit_describe(widget, description,
			oriel_text_buffer_text(area->edit.buffer, NULL),
			oriel_text_buffer_selection(area->edit.buffer));
	oriel_form_control_describe(widget, description);
}

static const struct oriel_default_action text_area_actions[] = {
	{ "keydown", text_area_on_key_down },
	ORIEL__TEXT_EDIT_ACTIONS,
	{ "scroll", text_area_on_scroll },
	{ "scrollend", text_area_on_scroll_end },
	{ 0 },
};

static const struct oriel_widget_class text_area_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "text-area", .size = sizeof(struct text_area),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE | ORIEL_WIDGET_TEXT_INPUT,
	.init = text_area_init, .finish = text_area_finish, .changed = text_area_changed,
	.measure = oriel__text_area_measure, .arrange = oriel__text_area_arrange,
	.record = oriel__text_area_record,
	.default_actions = text_area_actions, .form_value = text_area_form_value,
	.form_reset = oriel__text_edit_reset, .command_state = oriel__text_edit_command_state,
	.describe = text_area_describe,
	.sheets = oriel__text_area_sheets,
};

/* ---- For programs ---- */

oriel_widget *oriel_text_area_at(
	const char *site, const char *placeholder, const struct oriel_text_area_options *options) {
	oriel_widget *widget = oriel_widget_new(&text_area_class);
	oriel_text_area_set_placeholder(widget, placeholder);
	if (!options)
		return widget;
	ORIEL_ASSERT(options->name_your_options == NULL,
		"oriel_text_area at %s: an argument too many; name your options", site);
	oriel__form_control_set_attribute(widget, "name", options->name);
	oriel__form_control_set_attribute(widget, "required", options->required ? "" : NULL);
	oriel__form_control_set_attribute(widget, "wrap", options->no_wrap ? "off" : NULL);
	oriel__form_control_set_attribute(
		widget, "linenumbers", options->line_numbers ? "" : NULL);
	oriel__form_control_set_attribute(
		widget, "insertstabs", options->inserts_tabs ? "" : NULL);
	oriel__form_control_set_number(widget, "rows", options->rows);
	oriel__form_control_set_number(widget, "cols", options->cols);
	oriel__form_control_set_number(widget, "maxrows", options->max_rows);
	oriel__form_control_set_number(widget, "minlength", options->min_length);
	oriel__form_control_set_number(widget, "maxlength", options->max_length);
	if (options->value)
		oriel_text_area_set_text(widget, options->value);
	return widget;
}

void oriel_text_area_set_text(oriel_widget *widget, const char *text) {
	struct text_area *area = text_area_of(widget, "oriel_text_area_set_text");
	oriel_widget_hold(widget);
	oriel__text_edit_set_text(widget, text ? text : "", text ? strlen(text) : 0);
	if (!oriel_widget_is_destroyed(widget)) {
		oriel_text_buffer_select(area->edit.buffer, 0, 0);
		oriel__text_edit_show_caret(widget);
	}
	oriel_widget_release(widget);
}

bool oriel_text_area_append_text(oriel_widget *widget, const char *text, size_t length) {
	struct text_area *area = text_area_of(widget, "oriel_text_area_append_text");
	bool is_done = oriel_text_buffer_append(area->edit.buffer, text, length);
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN,
		oriel_text_buffer_length(area->edit.buffer) == 0);
	text_area_text_changed(widget);
	return is_done;
}

const char *oriel_text_area_text(const oriel_widget *widget) {
	return oriel_text_buffer_text(
		text_area_of(widget, "oriel_text_area_text")->edit.buffer, NULL);
}

size_t oriel_text_area_length(const oriel_widget *widget) {
	return oriel_text_buffer_length(
		text_area_of(widget, "oriel_text_area_length")->edit.buffer);
}

void oriel_text_area_copy_text(const oriel_widget *widget, size_t start, size_t end, char *out) {
	const struct text_area *area = text_area_of(widget, "oriel_text_area_copy_text");
	size_t length = oriel_text_buffer_length(area->edit.buffer);
	ORIEL_ASSERT(start <= end && end <= length,
		"oriel_text_area_copy_text: the bytes %zu to %zu are not in a text of %zu; see "
		"oriel_text_area_length()", start, end, length);
	oriel_text_buffer_copy(area->edit.buffer, start, end, out);
}

void oriel_text_area_set_placeholder(oriel_widget *widget, const char *placeholder) {
	struct text_area *area = text_area_of(widget, "oriel_text_area_set_placeholder");
	oriel__placeholder_set(widget, &area->placeholder, placeholder, false);
}

const char *oriel_text_area_placeholder(const oriel_widget *widget) {
	return oriel__placeholder_text(
		text_area_of(widget, "oriel_text_area_placeholder")->placeholder);
}

void oriel_text_area_select(oriel_widget *widget, size_t anchor, size_t caret) {
	struct text_area *area = text_area_of(widget, "oriel_text_area_select");
	area->goal_x = -1;
	area->is_caret_trailing = false;
	oriel__text_edit_select(widget, anchor, caret);
}

void oriel_text_area_select_all(oriel_widget *widget) {
	oriel_text_area_select(widget, 0, SIZE_MAX);
}

void oriel_text_area_selection(const oriel_widget *widget, size_t *anchor, size_t *caret) {
	struct oriel_text_selection selection = oriel_text_buffer_selection(
		text_area_of(widget, "oriel_text_area_selection")->edit.buffer);
	if (anchor)
		*anchor = selection.anchor;
	if (caret)
		*caret = selection.caret;
}

void oriel_text_area_set_read_only(oriel_widget *widget, bool read_only) {
	text_area_of(widget, "oriel_text_area_set_read_only");
	oriel_set_attribute(widget, "readonly", read_only ? "" : NULL);
}

bool oriel_text_area_is_read_only(const oriel_widget *widget) {
	text_area_of(widget, "oriel_text_area_is_read_only");
	return oriel_has_attribute(widget, "readonly");
}
