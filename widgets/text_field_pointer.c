/* SPDX-License-Identifier: MIT */
/*
 * Placing the caret of a text field and selecting in it, by mouse, pen and finger.
 *
 * A press selects a unit: the place under the pointer, a word, or everything. Moving extends the
 * selection from that unit. While the pointer rests beyond the left or right edge, a timer goes on
 * extending the selection, and so scrolls the text.
 */
#include "text_field_internal.h"

#include <math.h>

#include <oriel/ui/focus.h>
#include <oriel/extend/input_event.h>
#include <oriel/runtime/timer.h>

#define DRAG_MS 50.0     /* between two steps beyond an edge */
#define DRAG_LEAST 10.0f /* px that a step covers at least; the distance from the edge otherwise */

static void select_unit(oriel_widget *widget, size_t offset, int click_count) {
	struct text_field *field = (struct text_field *)widget;
	size_t length;
	const char *text = oriel_text_buffer_text(field->buffer, &length);
	field->unit_start = field->unit_end = offset;
	/* where the words of a password are is as secret as the words */
	if (click_count == 2 && field->is_masked)
		click_count = 3;
	if (click_count == 2)
		oriel_text_word_at(text, length, offset, &field->unit_start, &field->unit_end);
	else if (click_count >= 3)
		field->unit_start = 0, field->unit_end = length;
	field->is_by_word = click_count == 2;
	oriel_text_buffer_select(field->buffer, field->unit_start, field->unit_end);
}

/* Extends the unit of the press to offset; to whole words after a double click. */
static void select_to(struct text_field *field, size_t offset) {
	size_t length, start = offset, end = offset;
	const char *text = oriel_text_buffer_text(field->buffer, &length);
	if (field->is_by_word)
		oriel_text_word_at(text, length, offset, &start, &end);
	if (offset < field->unit_start)
		oriel_text_buffer_select(field->buffer, field->unit_end, start);
	else
		oriel_text_buffer_select(
			field->buffer, field->unit_start, end > field->unit_end ? end : field->unit_end);
}

void oriel__text_field_stop_selecting(struct text_field *field) {
	oriel_clear_timer(field->drag);
	field->drag = 0;
	field->is_selecting = false;
}

/* Returns the distance of a point from the nearer edge of the content, px: negative to the left of
 * it, 0 inside. */
static float distance_beyond(const oriel_widget *widget, struct oriel_point point) {
	struct oriel_rect content = oriel__text_field_text_box(widget);
	if (point.x < content.x)
		return point.x - content.x;
	return fmaxf(0, point.x - (content.x + content.width));
}

/* Selects to the place under the pointer. Returns whether the selection has changed. */
static bool select_to_pointer(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	struct oriel_rect content = oriel__text_field_text_box(widget);
	struct oriel_point point = field->drag_point;
	float beyond = distance_beyond(widget, point);
	if (beyond < 0)
		point.x = content.x + fminf(beyond, -DRAG_LEAST);
	else if (beyond > 0)
		point.x = content.x + content.width + fmaxf(beyond, DRAG_LEAST);
	size_t before = oriel_text_buffer_selection(field->buffer).caret;
	select_to(field, oriel__text_field_offset_at(widget, point));
	oriel__text_field_show_caret(widget);
	return oriel_text_buffer_selection(field->buffer).caret != before;
}

/* Selects one step further. The timer ends where the text ends; the next move of the pointer starts
 * it again. */
static void drag_step(void *data) {
	oriel_widget *widget = data;
	struct text_field *field = data;
	if (select_to_pointer(widget))
		return;
	/* A letter may be wider than a step. */
	size_t before = oriel_text_buffer_selection(field->buffer).caret;
	oriel__text_field_step(widget, distance_beyond(widget, field->drag_point) > 0, true);
	oriel__text_field_show_caret(widget);
	if (oriel_text_buffer_selection(field->buffer).caret != before)
		return;
	oriel_clear_timer(field->drag);
	field->drag = 0;
}

bool oriel__text_field_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	struct text_field *field = (struct text_field *)widget;
	if (!oriel_event_pointer(event) || !field->is_selecting || !oriel__text_field_commit(widget))
		return false;
	field->drag_point = oriel_event_point_in(event, widget);
	select_to_pointer(widget);
	bool is_beyond = distance_beyond(widget, field->drag_point) != 0;
	if (is_beyond && field->drag == 0) {
		field->drag = oriel_set_interval(
			drag_step, widget, DRAG_MS, .signal = oriel_widget_signal(widget));
	} else if (!is_beyond) {
		oriel_clear_timer(field->drag);
		field->drag = 0;
	}
	return false;
}

static void field_press(
	oriel_widget *widget, oriel_event *event, const struct oriel_pointer_event *pointer) {
	struct text_field *field = (struct text_field *)widget;
	/* places the caret where it will paste */
	bool is_middle = pointer->button == ORIEL_BUTTON_MIDDLE;
	bool is_ours = (pointer->button == ORIEL_BUTTON_PRIMARY || is_middle) &&
		pointer->kind != ORIEL_POINTER_TOUCH;
	if (!is_ours || !oriel__text_field_commit(widget))
		return;
	size_t offset = oriel__text_field_offset_at(widget, oriel_event_point_in(event, widget));
	if (is_middle) {
		oriel_text_buffer_select(field->buffer, offset, offset);
		oriel__text_field_show_caret(widget);
		return;
	}
	if (pointer->modifiers & ORIEL_MODIFIER_SHIFT) {
		size_t anchor = oriel_text_buffer_selection(field->buffer).anchor;
		field->unit_start = field->unit_end = anchor;
		field->is_by_word = false;
		oriel_text_buffer_select(field->buffer, anchor, offset);
	} else {
		select_unit(widget, offset, pointer->click_count);
	}
	field->is_selecting = oriel_widget_set_pointer_capture(widget, pointer->pointer_id) == ORIEL_OK;
	oriel__text_field_show_caret(widget);
}

bool oriel__text_field_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (pointer)
		field_press(widget, event, pointer);
	return false;
}

/* A finger places the caret when it is lifted: until then it may be scrolling. */
bool oriel__text_field_on_pointer_up(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer)
		return false;
	oriel__text_field_stop_selecting((struct text_field *)widget);
	if (pointer->kind == ORIEL_POINTER_TOUCH && oriel__text_field_commit(widget)) {
		select_unit(widget,
			oriel__text_field_offset_at(widget, oriel_event_point_in(event, widget)),
			pointer->click_count);
		oriel__text_field_show_caret(widget);
	}
	if (pointer->button == ORIEL_BUTTON_PRIMARY && !oriel_widget_is_destroyed(widget))
		oriel__text_field_own_primary(widget);
	return false;
}

bool oriel__text_field_on_pointer_lost(oriel_widget *widget, oriel_event *event) {
	if (oriel_event_pointer(event))
		oriel__text_field_stop_selecting((struct text_field *)widget);
	return false;
}
