/* SPDX-License-Identifier: MIT */
/*
 * Pointers in a virtual list. A press of the mouse selects its row; a finger selects when it is
 * lifted, unless it has scrolled. A drag of the mouse that begins where no row is draws a rectangle
 * and selects the rows that it touches.
 */
#include "list_view_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/ui/input_event.h>
#include <oriel/ui/window.h>

/* Share of the pointer's distance beyond the edge by which each frame scrolls. */
#define SCROLL_SHARE 0.25

static bool list_may_select(const struct list_view *view) {
	return oriel_selection_model_mode(view->selection) != ORIEL_SELECTION_MODE_NONE;
}

/* ---- The rectangle of a drag ---- */

struct oriel_rect oriel__list_view_band_box(
	const struct list_view *view, struct oriel_rect content) {
	const struct list_band *band = &view->band;
	double top = fmin(band->start_y, band->y), left = fmin(band->start_x, band->x);
	if (!band->is_active)
		return (struct oriel_rect){ 0 };
	return (struct oriel_rect){ content.x + (float)left, (float)((double)content.y + top),
		(float)fabs(band->start_x - band->x), (float)fabs(band->start_y - band->y) };
}

/* Returns the rows whose lines the rectangle touches. */
static void list_band_rows(const struct list_view *view, size_t *first, size_t *end) {
	const struct list_band *band = &view->band;
	double top = fmin(band->start_y, band->y), bottom = fmax(band->start_y, band->y);
	size_t lines = oriel__list_view_line_count(view);
	*first = *end = 0;
	if (view->count == 0 || top >= oriel__list_view_extent(view) || bottom < 0)
		return;
	size_t from = oriel__line_heights_find(&view->heights, fmax(0, top));
	size_t until = oriel__line_heights_find(&view->heights, bottom);
	*first = from * view->columns;
	*end = until + 1 < lines ? (until + 1) * view->columns : view->count;
}

/* Returns the columns that the rectangle touches. */
static void list_band_columns(const struct list_view *view, size_t *first, size_t *end) {
	double width = (double)view->width / (double)view->columns;
	double left = fmin(view->band.start_x, view->band.x);
	double right = fmax(view->band.start_x, view->band.x);
	*first = left > 0 && width > 0 ? (size_t)(left / width) : 0;
	*end = right > 0 && width > 0 ? (size_t)(right / width) + 1 : 0;
	if (*end > view->columns)
		*end = view->columns;
}

static void list_band_add(const struct list_view *view, size_t first, size_t end) {
	size_t column_first, column_end;
	list_band_columns(view, &column_first, &column_end);
	if (column_first == 0 && column_end == view->columns) {
		oriel_selection_model_add(view->selection, first, end - first);
		return;
	}
	for (size_t line = first / view->columns; line * view->columns < end; line++) {
		size_t from = line * view->columns + column_first;
		size_t until = line * view->columns + column_end;
		until = until < view->count ? until : view->count;
		if (from < until)
			oriel_selection_model_add(view->selection, from, until - from);
	}
}

static void list_band_select(struct list_view *view) {
	struct list_band *band = &view->band;
	size_t first, end;
	list_band_rows(view, &first, &end);
	oriel_model_begin_change(view->model);
	size_t old_end = band->end < view->count ? band->end : view->count;
	if (!band->does_keep)
		oriel_selection_model_clear(view->selection);
	else if (band->first < old_end)
		oriel_selection_model_remove(view->selection, band->first, old_end - band->first);
	if (first < end)
		list_band_add(view, first, end);
	band->first = first;
	band->end = end;
	oriel_model_end_change(view->model);
}

static void list_band_move(oriel_widget *widget) {
	struct list_view *view = oriel__list_view_cast(widget, "list_band_move");
	struct oriel_rect content = oriel_widget_content_box(widget);
	double scrolled = oriel_widget_scroll_position(widget).y;
	double most = oriel__list_view_extent(view);
	most = fmax(most, (double)content.height);
	view->band.x = fmax(0, fmin((double)(view->band.pointer_x - content.x),
								(double)content.width));
	view->band.y = fmax(
		0, fmin((double)(view->band.pointer_y - content.y) + scrolled, most));
	list_band_select(view);
	if (!oriel_widget_is_destroyed(widget))
		oriel_widget_relayout(widget);
}

/* Scrolls while the pointer is beyond an edge. */
static void list_band_frame(double time_ms, void *data) {
	oriel_widget *widget = data;
	struct list_view *view = oriel__list_view_cast(widget, "list_band_frame");
	struct oriel_rect content = oriel_widget_content_box(widget);
	struct list_band *band = &view->band;
	(void)time_ms;
	band->has_frame = false;
	if (!band->is_active)
		return;
	float above = content.y - band->pointer_y;
	float below = band->pointer_y - content.y - content.height;
	float distance = above > 0 ? -above : below > 0 ? below : 0;
	if (distance == 0 || !oriel_scroll_by(widget, .y = (double)distance * SCROLL_SHARE))
		return;
	list_band_move(widget);
	oriel_window *window = oriel_widget_window(widget);
	if (oriel_widget_is_destroyed(widget) || !window)
		return;
	band->has_frame = true;
	oriel_window_request_frame(
		window, list_band_frame, widget, .signal = oriel_widget_signal(widget));
}

static void list_band_note(oriel_widget *widget, oriel_event *event) {
	struct list_view *view = oriel__list_view_cast(widget, "list_band_note");
	struct oriel_point point = oriel_event_point_in(event, widget);
	view->band.pointer_x = point.x;
	view->band.pointer_y = point.y;
	oriel_window *window = oriel_widget_window(widget);
	if (view->band.has_frame || !window)
		return;
	view->band.has_frame = true;
	oriel_window_request_frame(
		window, list_band_frame, widget, .signal = oriel_widget_signal(widget));
}

static bool list_band_begin(oriel_widget *widget, oriel_event *event) {
	struct list_view *view = oriel__list_view_cast(widget, "list_band_begin");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (oriel_selection_model_mode(view->selection) != ORIEL_SELECTION_MODE_MULTIPLE ||
		oriel_widget_set_pointer_capture(widget, pointer->pointer_id) != ORIEL_OK)
		return false;
	view->band = (struct list_band){ .is_active = true, .pointer_id = pointer->pointer_id,
		.does_keep = (pointer->modifiers & ORIEL_MODIFIER_CONTROL) != 0,
		.has_frame = view->band.has_frame };
	list_band_note(widget, event);
	list_band_move(widget);
	view->band.start_x = view->band.x;
	view->band.start_y = view->band.y;
	if (oriel_widget_is_destroyed(widget))
		return true;
	oriel_set_hidden(view->band_part, false);
	list_band_move(widget);
	return false; /* a press gives the list the focus, too */
}

static bool list_band_end(oriel_widget *widget) {
	struct list_view *view = oriel__list_view_cast(widget, "list_band_end");
	view->band.is_active = false;
	if (oriel_widget_is_destroyed(widget))
		return true;
	oriel_set_hidden(view->band_part, true);
	oriel__list_view_tell_change(widget);
	return true;
}

bool oriel__list_view_cancel_band(oriel_widget *widget) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_cancel_band");
	if (!view->band.is_active)
		return false;
	view->band.is_active = false;
	oriel_set_hidden(view->band_part, true);
	oriel_widget_release_pointer_capture(widget, view->band.pointer_id);
	if (!oriel_widget_is_destroyed(widget) && !view->band.does_keep)
		oriel_selection_model_clear(view->selection);
	return true;
}

/* ---- Presses ---- */

static void list_select_row(oriel_widget *widget, size_t index, unsigned modifiers) {
	const struct list_view *view = oriel__list_view_cast(widget, "list_select_row");
	bool has_control = (modifiers & ORIEL_MODIFIER_CONTROL) != 0;
	if (modifiers & ORIEL_MODIFIER_SHIFT)
		oriel_selection_model_extend(view->selection, index, has_control);
	else if (has_control)
		oriel_selection_model_toggle(view->selection, index);
	else
		oriel_selection_model_select(view->selection, index);
	if (!oriel_widget_is_destroyed(widget))
		oriel__list_view_tell_change(widget);
}

/* Returns whether a press waits for its release: a finger may scroll, and several selected rows may
 * be dragged. */
static bool list_does_wait(const struct list_view *view, size_t index,
	const struct oriel_pointer_event *pointer) {
	return pointer->kind != ORIEL_POINTER_MOUSE ||
		(oriel_selection_model_is_selected(view->selection, index) && pointer->modifiers == 0);
}

bool oriel__list_view_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_on_pointer_down");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer || pointer->button != ORIEL_BUTTON_PRIMARY || !list_may_select(view) ||
		oriel_is_disabled(widget) || view->band.is_active)
		return false;
	const struct list_row *row = oriel__list_view_row_of(view, oriel_event_widget(event));
	if (!row)
		return pointer->kind == ORIEL_POINTER_MOUSE && oriel_event_widget(event) == widget &&
			list_band_begin(widget, event);
	if (row->is_header || row->index >= view->count)
		return false;
	view->pressed_pointer = -1;
	if (list_does_wait(view, row->index, pointer)) {
		view->pressed_pointer = pointer->pointer_id;
		view->pressed_key = row->key;
		return false;
	}
	list_select_row(widget, row->index, pointer->modifiers);
	return false;
}

bool oriel__list_view_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	const struct list_view *view = oriel__list_view_cast(
		widget, "oriel__list_view_on_pointer_move");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer || !view->band.is_active || pointer->pointer_id != view->band.pointer_id)
		return false;
	list_band_note(widget, event);
	list_band_move(widget);
	return true;
}

bool oriel__list_view_on_pointer_end(oriel_widget *widget, oriel_event *event) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_on_pointer_end");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer)
		return false;
	if (view->band.is_active && pointer->pointer_id == view->band.pointer_id)
		return list_band_end(widget);
	if (pointer->pointer_id != view->pressed_pointer)
		return false;
	view->pressed_pointer = -1;
	const struct list_row *row = oriel__list_view_row_of(view, oriel_event_widget(event));
	bool is_up = strcmp(oriel_event_type(event), "pointerup") == 0;
	bool is_same = row && row->key == view->pressed_key && row->index < view->count;
	if (is_same && is_up)
		list_select_row(widget, row->index, pointer->modifiers);
	return false;
}
