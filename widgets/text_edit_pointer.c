/* SPDX-License-Identifier: MIT */
/*
 * Placing the caret of an edited text and selecting in it, by mouse, pen and finger.
 *
 * A press selects a unit: the place under the pointer, a word, or a line, which is everything in a
 * text of one line. Moving extends the selection from that unit. While the pointer rests beyond an
 * edge, a timer goes on extending the selection, and so scrolls the text.
 */
#include "text_edit_internal.h"

#include <math.h>

#include <oriel/ui/focus.h>
#include <oriel/extend/input_event.h>
#include <oriel/runtime/timer.h>

#define DRAG_MS 50.0     /* between two steps beyond an edge */
#define DRAG_LEAST 10.0f /* px that a step covers at least; the distance from the edge otherwise */

/* Sets *start and *end to the unit at an offset that a press selects. */
static void unit_at(const struct text_edit *edit, size_t offset, size_t *start, size_t *end) {
	*start = *end = offset;
	if (edit->is_by_word) {
		oriel_text_buffer_word_at(edit->buffer, offset, start, end);
	} else if (edit->is_by_line) {
		size_t line = oriel_text_buffer_index_at(edit->buffer, ORIEL_TEXT_LINE, offset);
		*start = oriel_text_buffer_start_of(edit->buffer, ORIEL_TEXT_LINE, line);
		*end = oriel_text_buffer_start_of(edit->buffer, ORIEL_TEXT_LINE, line + 1);
	}
}

static void select_unit(oriel_widget *widget, size_t offset, int click_count) {
	struct text_edit *edit = (struct text_edit *)widget;
	/* where the words of a password are is as secret as the words */
	edit->is_by_word = click_count == 2 && !edit->is_masked;
	edit->is_by_line = click_count >= 2 && !edit->is_by_word;
	unit_at(edit, offset, &edit->unit_start, &edit->unit_end);
	oriel_text_buffer_select(edit->buffer, edit->unit_start, edit->unit_end);
}

/* Extends the unit of the press to the unit at offset. */
static void select_to(struct text_edit *edit, size_t offset) {
	size_t start, end;
	unit_at(edit, offset, &start, &end);
	if (offset < edit->unit_start)
		oriel_text_buffer_select(edit->buffer, edit->unit_end, start);
	else
		oriel_text_buffer_select(
			edit->buffer, edit->unit_start, end > edit->unit_end ? end : edit->unit_end);
}

void oriel__text_edit_stop_selecting(struct text_edit *edit) {
	oriel_clear_timer(edit->drag);
	edit->drag = 0;
	edit->is_selecting = false;
}

static float distance_beyond_edges(float at, float start, float length) {
	return at < start ? at - start : fmaxf(0, at - (start + length));
}

/* Returns the distance of a point from the text box, px: negative to the left of it or above it, 0
 * inside. A text of one line has no distance upwards and downwards. */
static struct oriel_point distance_beyond(const oriel_widget *widget, struct oriel_point point) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	struct oriel_rect box = edit->edit_class->text_box(widget);
	return (struct oriel_point){ distance_beyond_edges(point.x, box.x, box.width),
		edit->edit_class->is_multiline ? distance_beyond_edges(point.y, box.y, box.height) : 0 };
}

static bool is_point_beyond(const oriel_widget *widget, struct oriel_point point) {
	struct oriel_point beyond = distance_beyond(widget, point);
	return beyond.x != 0 || beyond.y != 0;
}

/* Returns a coordinate that is at least a step beyond the edge, if it is beyond. */
static float step_beyond(float at, float beyond) {
	if (beyond == 0 || fabsf(beyond) >= DRAG_LEAST)
		return at;
	return at - beyond + copysignf(DRAG_LEAST, beyond);
}

/* Selects to the place under the pointer. Returns whether the selection has changed. */
static bool select_to_pointer(oriel_widget *widget) {
	struct text_edit *edit = (struct text_edit *)widget;
	struct oriel_point point = edit->drag_point, beyond = distance_beyond(widget, point);
	point.x = step_beyond(point.x, beyond.x);
	point.y = step_beyond(point.y, beyond.y);
	size_t before = oriel_text_buffer_selection(edit->buffer).caret;
	select_to(edit, edit->edit_class->offset_at(widget, point));
	oriel__text_edit_show_caret(widget);
	return oriel_text_buffer_selection(edit->buffer).caret != before;
}

/* Selects one step further. The timer ends where the text ends; the next move of the pointer starts
 * it again. */
static void drag_step(void *data) {
	oriel_widget *widget = data;
	struct text_edit *edit = data;
	if (select_to_pointer(widget))
		return;
	/* A letter may be wider than a step. */
	size_t before = oriel_text_buffer_selection(edit->buffer).caret;
	struct oriel_point beyond = distance_beyond(widget, edit->drag_point);
	if (beyond.x != 0 && beyond.y == 0) {
		edit->edit_class->step(widget, beyond.x > 0, true);
		oriel__text_edit_show_caret(widget);
	}
	if (oriel_text_buffer_selection(edit->buffer).caret != before)
		return;
	oriel_clear_timer(edit->drag);
	edit->drag = 0;
}

bool oriel__text_edit_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	struct text_edit *edit = (struct text_edit *)widget;
	if (!oriel_event_pointer(event) || !edit->is_selecting || !oriel__text_edit_commit(widget))
		return false;
	edit->drag_point = oriel_event_point_in(event, widget);
	select_to_pointer(widget);
	bool is_beyond = is_point_beyond(widget, edit->drag_point);
	if (is_beyond && edit->drag == 0) {
		edit->drag = oriel_set_interval(
			drag_step, widget, DRAG_MS, .signal = oriel_widget_signal(widget));
	} else if (!is_beyond) {
		oriel_clear_timer(edit->drag);
		edit->drag = 0;
	}
	return false;
}

static size_t offset_under(oriel_widget *widget, const oriel_event *event) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	return edit->edit_class->offset_at(widget, oriel_event_point_in(event, widget));
}

static void edit_press(
	oriel_widget *widget, oriel_event *event, const struct oriel_pointer_event *pointer) {
	struct text_edit *edit = (struct text_edit *)widget;
	/* places the caret where it will paste */
	bool is_middle = pointer->button == ORIEL_BUTTON_MIDDLE;
	bool is_ours = (pointer->button == ORIEL_BUTTON_PRIMARY || is_middle) &&
		pointer->kind != ORIEL_POINTER_TOUCH;
	if (!is_ours || !oriel__text_edit_commit(widget))
		return;
	size_t offset = offset_under(widget, event);
	if (is_middle) {
		oriel_text_buffer_select(edit->buffer, offset, offset);
		oriel__text_edit_show_caret(widget);
		return;
	}
	if (pointer->modifiers & ORIEL_MODIFIER_SHIFT) {
		size_t anchor = oriel_text_buffer_selection(edit->buffer).anchor;
		edit->unit_start = edit->unit_end = anchor;
		edit->is_by_word = edit->is_by_line = false;
		oriel_text_buffer_select(edit->buffer, anchor, offset);
	} else {
		select_unit(widget, offset, pointer->click_count);
	}
	edit->is_selecting = oriel_widget_set_pointer_capture(widget, pointer->pointer_id) == ORIEL_OK;
	oriel__text_edit_show_caret(widget);
}

bool oriel__text_edit_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (pointer)
		edit_press(widget, event, pointer);
	return false;
}

/* A finger places the caret when it is lifted: until then it may be scrolling. */
bool oriel__text_edit_on_pointer_up(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer)
		return false;
	oriel__text_edit_stop_selecting((struct text_edit *)widget);
	if (pointer->kind == ORIEL_POINTER_TOUCH && oriel__text_edit_commit(widget)) {
		select_unit(widget,
			offset_under(widget, event),
			pointer->click_count);
		oriel__text_edit_show_caret(widget);
	}
	if (pointer->button == ORIEL_BUTTON_PRIMARY && !oriel_widget_is_destroyed(widget))
		oriel__text_edit_selected(widget);
	return false;
}

bool oriel__text_edit_on_pointer_lost(oriel_widget *widget, oriel_event *event) {
	if (oriel_event_pointer(event))
		oriel__text_edit_stop_selecting((struct text_edit *)widget);
	return false;
}
