/* SPDX-License-Identifier: MIT */
/*
 * Where the rows of a virtual list stand, and the layout of the bound ones. Places are px from the
 * top of the content box, in double. A line has one row, or several cards.
 *
 * One row, the anchor, keeps its place in the view: whenever lines above it come, go or turn out to
 * have another height, the layout moves the scroll offset along. At offset 0 there is no anchor, so
 * that rows that are inserted at the top are seen.
 */
#include "list_view_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/extend/layout.h>
#include <oriel/extend/style.h>

/* Lines beyond each edge of the view that are bound, so that a key or a small step shows them at
 * once. */
enum { OVERSCAN = 2 };

/* px; less is an error of rounding */
#define STILL 0.01

/* ---- Lines ---- */

size_t oriel__list_view_line_count(const struct list_view *view) {
	return view->count / view->columns + (view->count % view->columns != 0);
}

double oriel__list_view_top(const struct list_view *view, size_t index) {
	return oriel__line_heights_top(&view->heights, index / view->columns);
}

float oriel__list_view_line_height(const struct list_view *view, size_t index) {
	return oriel__line_heights_get(&view->heights, index / view->columns, NULL);
}

double oriel__list_view_extent(const struct list_view *view) {
	size_t lines = oriel__list_view_line_count(view);
	return lines > 0 ? oriel__line_heights_top(&view->heights, lines) - view->heights.gap : 0;
}

/* Returns the line at a place; the last one if the place is below all. There must be lines. */
static size_t list_line_at(const struct list_view *view, double y) {
	size_t line = oriel__line_heights_find(&view->heights, y);
	size_t lines = oriel__list_view_line_count(view);
	return line < lines ? line : lines - 1;
}

void oriel__list_view_set_size(struct list_view *view, struct oriel_rect content) {
	const oriel_widget *widget = &view->base;
	float column_gap = oriel_used_length(widget, ORIEL_PROPERTY_COLUMN_GAP);
	size_t columns = 1;
	if (view->options.card_width > 0) {
		float room = (content.width + column_gap) / (view->options.card_width + column_gap);
		columns = room > 1 ? (size_t)room : 1;
	}
	bool is_other = content.width != view->width || columns != view->columns;
	view->heights.gap = (double)oriel_used_length(widget, ORIEL_PROPERTY_ROW_GAP);
	view->height = content.height;
	view->column_gap = column_gap;
	if (!is_other)
		return;
	if (!view->is_fixed)
		oriel__line_heights_clear(&view->heights);
	view->width = content.width;
	view->columns = columns;
}

void oriel__list_view_splice_lines(
	struct list_view *view, size_t old_count, size_t first, size_t removed, size_t added) {
	if (view->columns == 1) {
		oriel__line_heights_splice(&view->heights, first, removed, added);
		return;
	}
	size_t line = first / view->columns;
	size_t before = (old_count + view->columns - 1) / view->columns;
	size_t lines = oriel__list_view_line_count(view);
	oriel__line_heights_splice(&view->heights, line, before > line ? before - line : 0,
		lines > line ? lines - line : 0);
}

/* ---- The anchor ---- */

static double list_clamp_y(const struct list_view *view, double y) {
	double most = oriel__list_view_extent(view) - (double)view->height;
	return fmax(0, fmin(y, most));
}

static struct list_row *list_sticky_row(const struct list_view *view) {
	return view->sticky != LIST_NONE ? oriel__list_view_find(view, view->sticky) : NULL;
}

/* Returns the height of the header that covers the top of the view, px. */
static double list_cover(const struct list_view *view) {
	return list_sticky_row(view) ?
		(double)oriel__list_view_line_height(view, view->sticky) + view->heights.gap :
		0;
}

static double list_aligned_y(const struct list_view *view) {
	double top = oriel__list_view_top(view, view->anchor.index), y = view->seen_y;
	double height = (double)oriel__list_view_line_height(view, view->anchor.index);
	double start = top - list_cover(view), end = top + height - (double)view->height;
	switch (view->anchor.align) {
	case ORIEL_SCROLL_START: return start;
	case ORIEL_SCROLL_CENTER: return (start + end) / 2;
	case ORIEL_SCROLL_END: return end;
	case ORIEL_SCROLL_NEAREST: break;
	}
	/* anywhere between the two: a row that is higher than the view then fills it */
	return fmin(fmax(y, fmin(start, end)), fmax(start, end));
}

double oriel__list_view_wanted_y(const struct list_view *view) {
	const struct list_anchor *anchor = &view->anchor;
	if (view->count == 0)
		return 0;
	if (anchor->is_target)
		return list_clamp_y(view, list_aligned_y(view));
	if (anchor->is_set)
		return list_clamp_y(
			view, oriel__list_view_top(view, anchor->index) + anchor->offset);
	return list_clamp_y(view, view->seen_y);
}

static void list_choose_anchor(struct list_view *view, double y) {
	view->anchor = (struct list_anchor){ 0 };
	if (!(y > 0) || view->count == 0)
		return;
	size_t line = list_line_at(view, y);
	double top = oriel__line_heights_top(&view->heights, line);
	double next = oriel__line_heights_top(&view->heights, line + 1);
	/* the first line that is wholly in view, as the web chooses its anchors */
	if (top < y && line + 1 < oriel__list_view_line_count(view) &&
		next < y + (double)view->height) {
		line++;
		top = next;
	}
	view->anchor.index = line * view->columns;
	view->anchor.offset = y - top;
	view->anchor.is_set = true;
}

void oriel__list_view_note_scroll(struct list_view *view, double y) {
	if (fabs(y - view->seen_y) <= STILL)
		return;
	view->seen_y = y;
	list_choose_anchor(view, y);
}

void oriel__list_view_show(
	oriel_widget *widget, size_t index, enum oriel_scroll_alignment alignment) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_show");
	view->anchor = (struct list_anchor){ .index = index, .is_set = true, .is_target = true,
		.align = alignment };
	oriel_widget_relayout(widget);
}

/* ---- What is to be bound ---- */

void oriel__list_view_range(
	const struct list_view *view, double y, size_t *first, size_t *end) {
	size_t lines = oriel__list_view_line_count(view);
	*first = *end = 0;
	if (lines == 0)
		return;
	size_t begin = list_line_at(view, y), last;
	if (view->is_fixed) {
		/* the same number wherever the view begins, so that no row is made while scrolling */
		double step = view->heights.estimate + view->heights.gap;
		size_t shown = (size_t)fmin(ceil((double)view->height / step), 1e6) + 1;
		last = begin + shown - 1;
	} else {
		last = list_line_at(view, y + (double)view->height);
	}
	begin = begin > OVERSCAN ? begin - OVERSCAN : 0;
	last = last + OVERSCAN < lines ? last + OVERSCAN : lines - 1;
	*first = begin * view->columns;
	*end = last < lines - 1 ? (last + 1) * view->columns : view->count;
}

void oriel__list_view_find_sticky(struct list_view *view, double y) {
	view->sticky = LIST_NONE;
	if (!view->options.is_header || view->count == 0)
		return;
	size_t line = list_line_at(view, y), from = line + 1;
	if (line >= view->header_from && line < view->header_until) {
		from = view->header_from; /* no other header lies between */
	} else {
		while (from > 0 && !oriel__list_view_is_header(view, from - 1))
			from--;
		from = from > 0 ? from - 1 : 0;
		view->header_from = from;
		view->header_until = line + 1;
	}
	if (oriel__list_view_is_header(view, from))
		view->sticky = from;
}

/* ---- Layout ---- */

struct oriel_measurement oriel__list_view_measure(oriel_widget *widget, float max_width) {
	const struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_measure");
	return (struct oriel_measurement){
		.width = isfinite(max_width) ? max_width : view->options.card_width,
		.height = (float)oriel__list_view_extent(view),
		.baseline = -1,
	};
}

static float list_card_width(const struct list_view *view) {
	float gaps = view->column_gap * (float)(view->columns - 1);
	return fmaxf(0, (view->width - gaps) / (float)view->columns);
}

static float list_row_height(const struct list_view *view, const struct list_row *row) {
	if (view->options.height_of)
		return fmaxf(0, view->options.height_of(view->model, row->key, view->data));
	return oriel_widget_measure(row->widget, list_card_width(view)).height;
}

static bool list_is_placed(const struct list_view *view, const struct list_row *row) {
	return row->index != LIST_NONE && !oriel__list_view_is_lost(view, row);
}

/* Measures the lines of all bound rows. */
static void list_measure_rows(struct list_view *view) {
	size_t line = LIST_NONE;
	float height = 0;
	for (size_t i = 0; i < view->rows.count && !view->is_fixed; i++) {
		const struct list_row *row = view->rows.items[i];
		if (!list_is_placed(view, row))
			continue;
		if (row->index / view->columns != line)
			height = 0;
		line = row->index / view->columns;
		height = fmaxf(height, list_row_height(view, row));
		oriel__line_heights_set(&view->heights, line, height);
	}
}

/* Returns the top of the header that covers the view's top: the next header pushes it away. */
static double list_sticky_top(const struct list_view *view, double y) {
	double top = fmax(oriel__list_view_top(view, view->sticky), y);
	for (size_t i = 0; i < view->rows.count; i++) {
		const struct list_row *row = view->rows.items[i];
		if (row->index == LIST_NONE || row->index <= view->sticky || !row->is_header)
			continue;
		double room = oriel__list_view_top(view, row->index) - view->heights.gap -
			(double)oriel__list_view_line_height(view, view->sticky);
		return fmin(top, room);
	}
	return top;
}

static bool list_is_rtl(const oriel_widget *widget) {
	return strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
}

static void list_place_row(const struct list_view *view, const struct list_row *row,
	struct oriel_rect content, double y) {
	float width = list_card_width(view);
	size_t column = row->index % view->columns;
	if (list_is_rtl(&view->base))
		column = view->columns - 1 - column;
	double top = row->index == view->sticky ? list_sticky_top(view, y) :
											oriel__list_view_top(view, row->index);
	oriel_widget_place_far(row->widget,
		(double)content.x + (double)((width + view->column_gap) * (float)column),
		(double)content.y + top, width, oriel__list_view_line_height(view, row->index));
}

static void list_place_message(
	const struct list_view *view, oriel_widget_id id, struct oriel_rect content) {
	oriel_widget *message = oriel_widget_from_id(id);
	if (message && oriel_parent(message) == &view->base)
		oriel_widget_place(message, content);
}

void oriel__list_view_arrange(oriel_widget *widget, struct oriel_rect content) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_arrange");
	double now = oriel_widget_scroll_position(widget).y;
	oriel__list_view_note_scroll(view, now);
	oriel__list_view_set_size(view, content);
	list_measure_rows(view);
	double y = oriel__list_view_wanted_y(view);
	if (fabs(y - now) <= STILL)
		y = now;
	for (size_t i = 0; i < view->rows.count; i++) {
		if (list_is_placed(view, view->rows.items[i]))
			list_place_row(view, view->rows.items[i], content, y);
	}
	list_place_message(view, view->empty, content);
	list_place_message(view, view->loading, content);
	struct oriel_rect band = oriel__list_view_band_box(view, content);
	if (view->band.is_active)
		oriel_widget_place(view->band_part, band);
	oriel_widget_set_scroll_content(widget, 0, oriel__list_view_extent(view), y - now);
	view->seen_y = view->arranged_y = y;
	if (view->anchor.is_set && !view->anchor.is_target && !(y > 0))
		view->anchor.is_set = false;
}

size_t oriel__list_view_index_at(const struct list_view *view, double x, double y) {
	if (view->count == 0 || y < 0 || x < 0 || x >= (double)view->width)
		return LIST_NONE;
	size_t line = oriel__line_heights_find(&view->heights, y);
	if (line >= oriel__list_view_line_count(view))
		return LIST_NONE;
	size_t column = (size_t)(x / (double)(list_card_width(view) + view->column_gap));
	if (list_is_rtl(&view->base))
		column = column < view->columns ? view->columns - 1 - column : column;
	size_t index = line * view->columns + column;
	bool is_in_gap = y > oriel__list_view_top(view, line * view->columns) +
			(double)oriel__line_heights_get(&view->heights, line, NULL);
	return column >= view->columns || index >= view->count || is_in_gap ? LIST_NONE : index;
}
