/* SPDX-License-Identifier: MIT */
/*
 * The parts of a virtual list: list_view.c has the class, list_view_rows.c realises rows,
 * list_view_lines.c knows where they stand, list_view_keys.c and list_view_pointer.c have the
 * user's input.
 */
#ifndef ORIEL_WIDGETS_LIST_VIEW_INTERNAL_H
#define ORIEL_WIDGETS_LIST_VIEW_INTERNAL_H

#include <oriel/extend/describe.h>
#include <oriel/extend/virtual.h>
#include <oriel/widgets/list_view.h>

#include "line_heights_internal.h"

#include <stdint.h>

#define LIST_NONE SIZE_MAX /* no index */

/* The widgets of a row. */
struct list_row {
	oriel_widget *widget; /* held */
	size_t index;         /* LIST_NONE: removed from the model */
	size_t last_index;    /* of a removed row: the place that it had */
	uint64_t key;
	char *style; /* inline style as made; NULL: none */
	oriel_abort_controller *controller; /* may be NULL */
	bool is_header, is_bound;
	bool is_changed; /* to be bound again to the same key */
};

struct list_rows {
	struct list_row **items;
	size_t count, capacity;
};

/* The row that keeps its place when rows above it come, go or are measured. */
struct list_anchor {
	size_t index;
	double offset; /* px from the row's top to the scroll offset */
	bool is_set;
	/* the row is to stand at `align` instead, until the user scrolls */
	bool is_target;
	enum oriel_scroll_alignment align;
};

/* A drag over rows. */
struct list_band {
	bool is_active;
	bool does_keep; /* with Control: rows that were selected stay */
	int64_t pointer_id;
	double start_x, start_y, x, y; /* px in the content */
	float pointer_x, pointer_y;    /* px in the border box */
	size_t first, end;             /* rows that it has selected */
	bool has_frame;                /* a frame is requested */
};

struct list_view {
	struct oriel_widget_base base; /* must be first */
	oriel_model *model;
	oriel_selection_model *selection;
	oriel_row_make_fn *make;
	oriel_row_bind_fn *bind;
	void *data;
	struct oriel_list_view_options options; /* without the objects that were handed over */
	oriel_widget_id empty, loading;
	size_t count;      /* rows of the model, as of the last change that was told */
	unsigned version;  /* number of changes */
	bool has_asked;    /* the model was asked for its rows */
	bool is_loading;

	struct list_rows rows;   /* children, by index; removed ones where they were */
	struct list_rows spares; /* children that are bound to no row, within a pass */
	struct list_rows pool;   /* without a parent */

	struct line_heights heights;
	bool is_fixed;
	size_t columns;     /* cards in a line; at least 1 */
	float width, height; /* px, of the content box */
	float column_gap; /* px */
	double seen_y;    /* px, the last scroll offset */
	struct list_anchor anchor;
	size_t sticky;        /* index of the header that covers the view's top, or LIST_NONE */
	size_t header_from, header_until; /* no header in [from, until), but `from` if it is sticky */
	double arranged_y;

	bool has_focus_due; /* a part of a row gets the focus once the row is bound */
	size_t focus_index, focus_part;

	char typed[64]; /* type-ahead, UTF-8 */
	double typed_ms;
	int64_t pressed_pointer; /* selects its row when it is released; -1: none */
	uint64_t pressed_key;
	struct list_band band;
	oriel_widget *band_part;
};

struct list_view *oriel__list_view_cast(const oriel_widget *widget, const char *caller);

/* ---- list_view_lines.c ---- */

size_t oriel__list_view_line_count(const struct list_view *view);
/* Returns the top of a row's line, px from the top of the content box. */
double oriel__list_view_top(const struct list_view *view, size_t index);
float oriel__list_view_line_height(const struct list_view *view, size_t index);
/* Returns the height of the whole content, px. */
double oriel__list_view_extent(const struct list_view *view);
/* Takes over the width of the content box, and the gaps of the style. */
void oriel__list_view_set_size(struct list_view *view, struct oriel_rect content);
/* Notes a scroll offset: if it is new, another row becomes the anchor. */
void oriel__list_view_note_scroll(struct list_view *view, double y);
/* Returns the offset that shows the anchor in its place, px. */
double oriel__list_view_wanted_y(const struct list_view *view);
void oriel__list_view_splice_lines(
	struct list_view *view, size_t old_count, size_t first, size_t removed, size_t added);
/* Finds the rows that should be bound for an offset. */
void oriel__list_view_range(const struct list_view *view, double y, size_t *first, size_t *end);
/* Finds the header of the rows at the view's top. */
void oriel__list_view_find_sticky(struct list_view *view, double y);
/* Makes a row stand at a place of the view. */
void oriel__list_view_show(
	oriel_widget *widget, size_t index, enum oriel_scroll_alignment alignment);
void oriel__list_view_arrange(oriel_widget *widget, struct oriel_rect content);
struct oriel_measurement oriel__list_view_measure(oriel_widget *widget, float max_width);
/* Returns the row at a place of the content, px; LIST_NONE: none. */
size_t oriel__list_view_index_at(const struct list_view *view, double x, double y);

/* ---- list_view_rows.c ---- */

bool oriel__list_view_realise(oriel_widget *widget, const struct oriel_virtual_view *shown);
/* Returns the bound row with an index; may be NULL. */
struct list_row *oriel__list_view_find(const struct list_view *view, size_t index);
/* Returns the bound row that contains a widget; may be NULL. */
struct list_row *oriel__list_view_row_of(const struct list_view *view, const oriel_widget *widget);
/* Shows which rows are selected, and the lead. */
void oriel__list_view_show_selection(struct list_view *view);
/* Ends all bindings: the list is being destroyed. */
void oriel__list_view_unbind_all(struct list_view *view);
void oriel__list_view_free_rows(struct list_view *view);

/* ---- list_view_keys.c ---- */

bool oriel__list_view_on_key(oriel_widget *widget, oriel_event *event);
bool oriel__list_view_is_header(const struct list_view *view, size_t index);
/* Fires `change`, after the user has changed the selection. */
void oriel__list_view_tell_change(oriel_widget *widget);
/* Gives the focus to a part of a row now; returns false if the row has no such part. */
bool oriel__list_view_focus_part(struct list_row *row, size_t part);

/* ---- list_view_pointer.c ---- */

bool oriel__list_view_on_pointer_down(oriel_widget *widget, oriel_event *event);
bool oriel__list_view_on_pointer_move(oriel_widget *widget, oriel_event *event);
bool oriel__list_view_on_pointer_end(oriel_widget *widget, oriel_event *event);
bool oriel__list_view_cancel_band(oriel_widget *widget);
/* Returns the rectangle of the drag in the border box, px; empty: there is none. */
struct oriel_rect oriel__list_view_band_box(
	const struct list_view *view, struct oriel_rect content);

#endif
