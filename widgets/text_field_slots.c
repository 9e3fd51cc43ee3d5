/* SPDX-License-Identifier: MIT */
/*
 * The widgets beside the text of a field: a prefix and a suffix of the program, the number of
 * characters, the hint about Caps Lock, and the buttons of the kind. All are in the shadow tree.
 * They take a part of the content box; the buttons reach into the padding. A press on a button
 * leaves the keyboard to the field.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/layout.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <oriel/ui/focus.h>
#include <oriel/widgets/text_field.h>
#include <oriel/widgets/texts.h>

#include "direction_internal.h"
#include "text_field_internal.h"
#include "themes_internal.h"

#define BUTTON 28.0f /* px, width and height */
#define EDGE 3.0f    /* px between a button and the border */
#define SPACE 8.0f   /* px between the text and other slots */
#define REPEAT_DELAY_MS 400.0
#define REPEAT_MS 60.0

/* ---- Icons ---- */

static void icon_line(oriel_recorder *recorder, struct oriel_point middle, float dx, float dy,
	oriel_color color) {
	struct oriel_point points[] = { { middle.x - dx, middle.y - dy },
		{ middle.x + dx, middle.y + dy } };
	oriel_record_stroke(recorder, points, 2, 1.6f, color);
}

static void icon_record_eye(
	oriel_recorder *recorder, struct oriel_point middle, bool is_open, oriel_color color) {
	enum { ARC = 12 };
	struct oriel_point points[2 * ARC + 1];
	for (int i = 0; i <= 2 * ARC; i++) {
		float along = i <= ARC ? (float)i / ARC : 2 - (float)i / ARC;
		float across = sinf(along * 3.14159265f) * (i <= ARC ? -4.8f : 4.8f);
		points[i] = (struct oriel_point){ middle.x - 7.5f + 15 * along, middle.y + across };
	}
	oriel_record_stroke(recorder, points, 2 * ARC + 1, 1.5f, color);
	oriel_record_round_rect(recorder,
		(struct oriel_rect){ middle.x - 2.25f, middle.y - 2.25f, 4.5f, 4.5f }, 2.25f, color);
	if (!is_open)
		icon_line(recorder, middle, 6, -6, color);
}

/* An arrow upwards over a bar, as on the key. */
static void icon_record_caps_lock(
	oriel_recorder *recorder, struct oriel_point middle, oriel_color color) {
	float x = middle.x, y = middle.y;
	struct oriel_point arrow[] = { { x, y - 7 }, { x + 6, y - 0.5f }, { x + 3, y - 0.5f },
		{ x + 3, y + 3 }, { x - 3, y + 3 }, { x - 3, y - 0.5f }, { x - 6, y - 0.5f },
		{ x, y - 7 } };
	oriel_record_stroke(recorder, arrow, 8, 1.5f, color);
	icon_line(recorder, (struct oriel_point){ x, y + 6.25f }, 3, 0, color);
}

/* ---- The button ---- */

enum field_button_kind { BUTTON_CLEAR, BUTTON_REVEAL, BUTTON_DOWN, BUTTON_UP, BUTTON_CAPS_LOCK };

struct field_button {
	struct oriel_widget_base base;
	enum field_button_kind kind;
	bool has_stepped; /* by the press of the coming click */
};

static struct oriel_measurement field_button_measure(oriel_widget *widget, float max_width) {
	(void)widget, (void)max_width;
	return (struct oriel_measurement){ BUTTON, BUTTON, -1 };
}

static void field_button_record(oriel_widget *widget, oriel_recorder *recorder) {
	const struct field_button *button = (const struct field_button *)widget;
	const oriel_widget *host = oriel_widget_host(widget);
	struct oriel_rect box = oriel_widget_content_box(widget);
	struct oriel_point middle = { box.x + box.width / 2, box.y + box.height / 2 };
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	switch (button->kind) {
	case BUTTON_CLEAR:
		icon_line(recorder, middle, 4.25f, 4.25f, color);
		icon_line(recorder, middle, 4.25f, -4.25f, color);
		break;
	case BUTTON_REVEAL:
		icon_record_eye(recorder, middle, !host || !oriel_has_attribute(host, "revealed"), color);
		break;
	case BUTTON_UP: /* a plus sign */
		icon_line(recorder, middle, 0, 5, color);
		icon_line(recorder, middle, 5, 0, color);
		break;
	case BUTTON_DOWN: icon_line(recorder, middle, 5, 0, color); break; /* a minus sign */
	case BUTTON_CAPS_LOCK: icon_record_caps_lock(recorder, middle, color); break;
	}
}

static struct text_field *field_of_button(oriel_widget *widget) {
	return (struct text_field *)oriel_widget_host(widget);
}

static int button_steps(const struct field_button *button) {
	return button->kind == BUTTON_UP ? 1 : button->kind == BUTTON_DOWN ? -1 : 0;
}

static void field_button_repeat(void *data) {
	oriel_widget *widget = data;
	struct text_field *field = field_of_button(widget);
	if (!field)
		return;
	field->repeat = oriel_set_timeout(
		field_button_repeat, widget, REPEAT_MS, .signal = oriel_widget_signal(widget));
	oriel__text_field_step_number(oriel_widget_host(widget), button_steps(data));
}

static void field_button_act(oriel_widget *widget) {
	const struct field_button *button = (const struct field_button *)widget;
	oriel_widget *host = oriel_widget_host(widget);
	if (!host)
		return;
	if (button_steps(button) != 0)
		oriel__text_field_step_number(host, button_steps(button));
	else if (button->kind == BUTTON_CLEAR)
		oriel__text_edit_ask(host, "deleteContent", NULL);
	else if (button->kind == BUTTON_REVEAL)
		oriel_set_attribute(host, "revealed", oriel_has_attribute(host, "revealed") ? NULL : "");
}

static bool field_button_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	struct field_button *button = (struct field_button *)widget;
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *host = oriel_widget_host(widget);
	if (!pointer || !host || pointer->button != ORIEL_BUTTON_PRIMARY)
		return pointer != NULL;
	oriel_widget_hold(widget);
	oriel_focus(host);
	struct text_field *field = field_of_button(widget);
	if (field && !oriel_widget_is_destroyed(widget) && button_steps(button) != 0) {
		oriel__text_field_stop_repeat(field);
		field->repeat = oriel_set_timeout(
			field_button_repeat, widget, REPEAT_DELAY_MS, .signal = oriel_widget_signal(widget));
		button->has_stepped = true;
		field_button_act(widget);
	}
	oriel_widget_release(widget);
	return true;
}

static bool field_button_on_pointer_end(oriel_widget *widget, oriel_event *event) {
	struct text_field *field = field_of_button(widget);
	if (field && oriel_event_pointer(event))
		oriel__text_field_stop_repeat(field);
	return true;
}

static void field_button_activate(oriel_widget *widget, oriel_event *event) {
	struct field_button *button = (struct field_button *)widget;
	(void)event;
	bool has_stepped = button->has_stepped;
	button->has_stepped = false;
	if (!has_stepped)
		field_button_act(widget);
}

static void field_button_describe(oriel_widget *widget, struct oriel_description *description) {
	static const enum oriel_builtin_text names[] = {
		[BUTTON_CLEAR] = ORIEL_BUILTIN_TEXT_CLEAR,
		[BUTTON_REVEAL] = ORIEL_BUILTIN_TEXT_REVEAL,
		[BUTTON_DOWN] = ORIEL_BUILTIN_TEXT_DECREASE,
		[BUTTON_UP] = ORIEL_BUILTIN_TEXT_INCREASE,
		[BUTTON_CAPS_LOCK] = ORIEL_BUILTIN_TEXT_CAPS_LOCK,
	};
	const struct field_button *button = (const struct field_button *)widget;
	const oriel_widget *host = oriel_widget_host(widget);
	description->name = oriel_builtin_text(names[button->kind]);
	description->role = button->kind == BUTTON_CAPS_LOCK ? ORIEL_ROLE_STATUS : ORIEL_ROLE_BUTTON;
	if (button->kind != BUTTON_CAPS_LOCK)
		description->actions |= ORIEL_ACTION_ACTIVATE;
	if (button->kind == BUTTON_REVEAL)
		description->pressed = host && oriel_has_attribute(host, "revealed") ?
			ORIEL_TRISTATE_TRUE :
			ORIEL_TRISTATE_FALSE;
}

static const struct oriel_default_action field_button_actions[] = {
	{ "pointerdown", field_button_on_pointer_down },
	{ "pointerup", field_button_on_pointer_end },
	{ "pointercancel", field_button_on_pointer_end },
	{ "pointerleave", field_button_on_pointer_end },
	{ 0 },
};

static const struct oriel_widget_class field_button_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "text-field-button",
	.size = sizeof(struct field_button),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = field_button_measure,
	.record = field_button_record,
	.activate = field_button_activate,
	.default_actions = field_button_actions,
	.describe = field_button_describe,
	.sheets = oriel__text_field_sheets,
};

/* The hint is no button, though it has an icon. */
static const struct oriel_widget_class field_hint_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "text-field-hint",
	.size = sizeof(struct field_button),
	.flags = ORIEL_WIDGET_LEAF,
	.measure = field_button_measure,
	.record = field_button_record,
	.describe = field_button_describe,
	.sheets = oriel__text_field_sheets,
};

static const struct oriel_widget_class field_count_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "text-field-count",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.sheets = oriel__text_field_sheets,
};

static oriel_widget *button_new(enum field_button_kind kind, const char *part) {
	oriel_widget *widget = oriel_widget_new(
		kind == BUTTON_CAPS_LOCK ? &field_hint_class : &field_button_class);
	((struct field_button *)widget)->kind = kind;
	oriel_set_attribute(widget, "part", part);
	return widget;
}

void oriel__text_field_stop_repeat(struct text_field *field) {
	oriel_clear_timer(field->repeat);
	field->repeat = 0;
}

/* ---- Slots ---- */

static oriel_widget *slot_part(const struct text_field *field, enum text_field_slot slot) {
	return field->slots ? oriel_widget_from_id(field->slots[slot]) : NULL;
}

void oriel__text_field_set_slot(
	oriel_widget *widget, enum text_field_slot slot, oriel_widget *part) {
	struct text_field *field = (struct text_field *)widget;
	oriel_widget *old = slot_part(field, slot);
	if (old == part)
		return;
	if (!field->slots)
		field->slots = calloc(TEXT_FIELD_SLOT_COUNT, sizeof(*field->slots));
	if (!field->slots) {
		oriel_log(ORIEL_LOG_ERROR, "text field: no memory for a widget beside the text");
		return;
	}
	field->slots[slot] = part ? oriel_widget_to_id(part) : 0;
	if (old)
		oriel_destroy(old);
	if (part && !oriel_has_attribute(part, "part"))
		oriel_set_attribute(part, "part", slot == TEXT_FIELD_PREFIX ? "prefix" : "suffix");
	if (part)
		oriel_widget_append_shadow_child(widget, part);
	oriel_widget_relayout(widget);
}

void oriel__text_field_make_buttons(oriel_widget *widget) {
	oriel_widget *first = NULL, *second = NULL, *caps_lock = NULL;
	const struct text_field *field = (const struct text_field *)widget;
	switch (field->kind) {
	case TEXT_FIELD_PASSWORD:
		first = button_new(BUTTON_REVEAL, "reveal");
		caps_lock = button_new(BUTTON_CAPS_LOCK, "caps-lock");
		oriel_set_hidden(caps_lock, true);
		break;
	case TEXT_FIELD_SEARCH: first = button_new(BUTTON_CLEAR, "clear"); break;
	case TEXT_FIELD_NUMBER:
		first = button_new(BUTTON_DOWN, "step-down");
		second = button_new(BUTTON_UP, "step-up");
		break;
	default: break;
	}
	oriel__text_field_stop_repeat((struct text_field *)widget);
	oriel__text_field_set_slot(widget, TEXT_FIELD_FIRST_BUTTON, first);
	oriel__text_field_set_slot(widget, TEXT_FIELD_SECOND_BUTTON, second);
	oriel__text_field_set_slot(widget, TEXT_FIELD_CAPS_LOCK, caps_lock);
	oriel__text_field_update_slots(widget);
}

void oriel__text_field_update_caps_lock(oriel_widget *widget, unsigned modifiers) {
	oriel_widget *hint = slot_part((struct text_field *)widget, TEXT_FIELD_CAPS_LOCK);
	bool is_shown = (modifiers & ORIEL_MODIFIER_CAPS_LOCK) != 0 &&
		oriel_widget_has_state(widget, ORIEL_STATE_FOCUS);
	if (hint && oriel_is_hidden(hint) == is_shown) {
		oriel_set_hidden(hint, !is_shown);
		oriel_widget_relayout(widget);
	}
}

static void count_update(oriel_widget *widget, oriel_widget *count) {
	size_t length;
	const char *text = oriel_text_buffer_text(((struct text_field *)widget)->edit.buffer, &length);
	long most = oriel__text_edit_limit(widget, "maxlength");
	char words[48];
	size_t units = oriel__text_edit_units(text, length);
	if (most >= 0)
		snprintf(words, sizeof(words), "%zu/%ld", units, most);
	else
		snprintf(words, sizeof(words), "%zu", units);
	if (strcmp(words, oriel__text_widget_text(count)) == 0)
		return;
	oriel__text_widget_set(count, words);
	oriel_widget_relayout(widget);
}

void oriel__text_field_update_slots(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	if (!field->slots)
		return;
	size_t length;
	oriel_text_buffer_text(field->edit.buffer, &length);
	bool is_read_only = oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY);
	for (int slot = TEXT_FIELD_FIRST_BUTTON; slot <= TEXT_FIELD_SECOND_BUTTON; slot++) {
		oriel_widget *button = slot_part(field, (enum text_field_slot)slot);
		if (!button)
			continue;
		bool is_hidden = field->kind == TEXT_FIELD_SEARCH ? is_read_only || length == 0 :
			field->kind == TEXT_FIELD_NUMBER && is_read_only;
		if (oriel_is_hidden(button) != is_hidden) {
			oriel_set_hidden(button, is_hidden);
			oriel_widget_relayout(widget);
		}
		oriel_widget_redraw(button); /* whether it reveals */
	}
	oriel_widget *count = slot_part(field, TEXT_FIELD_COUNT);
	if (count)
		count_update(widget, count);
	if (!oriel_widget_has_state(widget, ORIEL_STATE_FOCUS))
		oriel__text_field_update_caps_lock(widget, 0);
}

void oriel_text_field_show_count(oriel_widget *widget, bool shown) {
	oriel_text_field_text(widget); /* asserts that it is a text field */
	struct text_field *field = (struct text_field *)widget;
	if (shown == (slot_part(field, TEXT_FIELD_COUNT) != NULL))
		return;
	oriel_widget *count = shown ? oriel_widget_new(&field_count_class) : NULL;
	if (count)
		oriel_set_attribute(count, "part", "count");
	oriel__text_field_set_slot(widget, TEXT_FIELD_COUNT, count);
	oriel__text_field_update_slots(widget);
}

/* ---- Layout ---- */

static bool slot_is_button(int slot) {
	return slot >= TEXT_FIELD_FIRST_BUTTON;
}

/* Returns the shown part in a slot; NULL: none. */
static oriel_widget *slot_shown(const struct text_field *field, int slot) {
	oriel_widget *part = slot_part(field, (enum text_field_slot)slot);
	return part && !oriel_is_hidden(part) ? part : NULL;
}

float oriel__text_field_measure_slots(const oriel_widget *widget, float *height) {
	const struct text_field *field = (const struct text_field *)widget;
	float width = 0;
	for (int slot = 0; field->slots && slot < TEXT_FIELD_SLOT_COUNT; slot++) {
		oriel_widget *part = slot_shown(field, slot);
		if (!part)
			continue;
		struct oriel_measurement size = oriel_widget_measure(part, INFINITY);
		width += size.width + (slot_is_button(slot) ? 0 : SPACE);
		if (slot == TEXT_FIELD_PREFIX || slot == TEXT_FIELD_SUFFIX)
			*height = fmaxf(*height, size.height);
	}
	return width;
}

/* Places a part in the middle of the content, with its start at x px from the start of the line. */
static void slot_place(oriel_widget *part, struct oriel_rect content, float x,
	struct oriel_measurement size, bool is_rtl) {
	float left = is_rtl ? content.x + content.width - x - size.width : content.x + x;
	float height = fminf(size.height, content.height);
	oriel_widget_place(part,
		(struct oriel_rect){
			left, content.y + (content.height - height) / 2, size.width, height });
}

void oriel__text_field_arrange_slots(oriel_widget *widget, struct oriel_rect content) {
	struct text_field *field = (struct text_field *)widget;
	field->inset_left = field->inset_right = 0;
	if (!field->slots)
		return;
	bool is_rtl = oriel__is_rtl(widget);
	float start = 0, end = 0;
	oriel_widget *prefix = slot_shown(field, TEXT_FIELD_PREFIX);
	if (prefix) {
		struct oriel_measurement size = oriel_widget_measure(prefix, INFINITY);
		slot_place(prefix, content, 0, size, is_rtl);
		start = size.width + SPACE;
	}
	if (slot_shown(field, TEXT_FIELD_FIRST_BUTTON))
		end = EDGE -
			oriel_used_length(widget,
				is_rtl ? ORIEL_PROPERTY_PADDING_LEFT : ORIEL_PROPERTY_PADDING_RIGHT);
	for (int slot = TEXT_FIELD_SLOT_COUNT - 1; slot > TEXT_FIELD_PREFIX; slot--) {
		oriel_widget *part = slot_shown(field, slot);
		if (!part)
			continue;
		struct oriel_measurement size = oriel_widget_measure(part, INFINITY);
		end += size.width;
		slot_place(part, content, content.width - end, size, is_rtl);
		end += slot_is_button(slot) ? 0 : SPACE;
	}
	end = fmaxf(0, end);
	field->inset_left = is_rtl ? end : start;
	field->inset_right = is_rtl ? start : end;
}
