/* SPDX-License-Identifier: MIT */
/*
 * Realising: binds widgets to the rows in view, in a pass of each frame. Rows that have left the
 * view are unbound, and their widgets bound to rows that have entered it. A row with which the user
 * works stays bound wherever it is.
 *
 * Invariant: view->rows is in the order of the model, and the children stand in this order. The
 * program's functions may change the model, the tree and the list. After each call the pass
 * compares view->version, and begins again if the model has changed.
 */
#include "list_view_internal.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/node.h>
#include <oriel/widgets/label.h>

#include "row_parts_internal.h"

/* A pass begins again at most this often; a program that changes the model in each bind goes on in
 * the next frame. */
enum { ATTEMPTS = 8, POOL_MIN = 8 };

/* ---- Arrays of rows ---- */

static void list_rows_insert(struct list_rows *rows, size_t at, struct list_row *row) {
	if (rows->count == rows->capacity) {
		size_t capacity = rows->capacity ? 2 * rows->capacity : 32;
		struct list_row **grown = realloc(rows->items, capacity * sizeof(*grown));
		ORIEL_ASSERT(grown != NULL, "no memory for %zu rows of a list", capacity);
		rows->items = grown;
		rows->capacity = capacity;
	}
	memmove(rows->items + at + 1, rows->items + at,
		(rows->count - at) * sizeof(struct list_row *));
	rows->items[at] = row;
	rows->count++;
}

static struct list_row *list_rows_remove(struct list_rows *rows, size_t at) {
	struct list_row *row = rows->items[at];
	rows->count--;
	memmove(rows->items + at, rows->items + at + 1,
		(rows->count - at) * sizeof(struct list_row *));
	return row;
}

/* Takes the last row of a kind. */
static struct list_row *list_rows_take(struct list_rows *rows, bool is_header) {
	for (size_t i = rows->count; i-- > 0;) {
		if (rows->items[i]->is_header == is_header)
			return list_rows_remove(rows, i);
	}
	return NULL;
}

/* ---- One row ---- */

/* Returns whether the program has destroyed the row's widget, or has taken it away. */
static bool list_row_is_lost(const struct list_view *view, const struct list_row *row) {
	return oriel_widget_is_destroyed(row->widget) || oriel_parent(row->widget) != &view->base;
}

static void list_row_free(struct list_row *row) {
	oriel_abort_controller_destroy(row->controller);
	oriel_widget_release(row->widget);
	free(row->style);
	free(row);
}

struct list_call {
	struct list_view *view;
	struct list_row *row;
	oriel_row_bind_fn *fn;
	uint64_t key;
};

static void list_call_fn(void *data) {
	const struct list_call *call = data;
	call->fn(call->row->widget, call->view->model, call->key, call->view->data);
}

static void list_row_unbind(struct list_view *view, struct list_row *row) {
	struct list_call call = { view, row, view->options.unbind, row->key };
	if (!row->is_bound)
		return;
	row->is_bound = false;
	if (call.fn)
		oriel_widget_call_back(&view->base, list_call_fn, &call);
	oriel_abort_controller *controller = row->controller;
	row->controller = NULL;
	if (controller)
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(controller);
}

static void list_row_bind(struct list_view *view, struct list_row *row) {
	struct list_call call = { view, row,
		row->is_header ? view->options.bind_header : view->bind, row->key };
	row->is_bound = true;
	row->is_changed = false;
	if (call.fn)
		oriel_widget_call_back(&view->base, list_call_fn, &call);
	else if (!row->is_header)
		oriel_label_set_text(
			row->widget, oriel_model_text(view->model, row->key, view->options.text_column));
}

/* A program's label may be the row itself; other kinds need a function. */
static void list_call_make(void *data) {
	struct list_call *call = data;
	const struct list_view *view = call->view;
	oriel_row_make_fn *make = call->row->is_header ? view->options.make_header : view->make;
	call->row->widget = make ? make(view->data) : oriel_label(NULL);
}

static struct list_row *list_row_make(struct list_view *view, bool is_header) {
	struct list_row *row = calloc(1, sizeof(*row));
	ORIEL_ASSERT(row != NULL, "no memory for a row of a list");
	row->is_header = is_header;
	row->index = LIST_NONE;
	struct list_call call = { .view = view, .row = row };
	oriel_widget_call_back(&view->base, list_call_make, &call);
	ORIEL_ASSERT(row->widget != NULL && oriel_parent(row->widget) == NULL,
		"oriel_list_view: the function that makes a row returned %s; return a new widget",
		row->widget ? "a widget with a parent" : "NULL");
	oriel_widget_hold(row->widget);
	const char *style = oriel_attribute(row->widget, "style");
	row->style = style ? strdup(style) : NULL;
	if (is_header)
		oriel_add_class(row->widget, "header");
	return row;
}

/* Undoes what the last binding may have left, before the row is bound to another key. */
static void list_row_reset(struct list_row *row) {
	const char *style = oriel_attribute(row->widget, "style");
	bool is_same = style == row->style || (style && row->style && !strcmp(style, row->style));
	if (!is_same)
		oriel_set_attribute(row->widget, "style", row->style);
	oriel_widget_recycle(row->widget);
}

/* ---- Finding rows ---- */

struct list_row *oriel__list_view_find(const struct list_view *view, size_t index) {
	for (size_t i = 0; i < view->rows.count; i++) {
		if (view->rows.items[i]->index == index && index != LIST_NONE)
			return view->rows.items[i];
	}
	return NULL;
}

struct list_row *oriel__list_view_row_of(
	const struct list_view *view, const oriel_widget *widget) {
	while (widget && oriel_parent(widget) != &view->base)
		widget = oriel_parent(widget);
	for (size_t i = 0; i < view->rows.count && widget; i++) {
		if (view->rows.items[i]->widget == widget)
			return view->rows.items[i];
	}
	return NULL;
}

/* ---- Selection ---- */

static void list_show_selected(struct list_view *view, struct list_row *row) {
	size_t lead;
	bool is_selected = oriel_selection_model_is_selected(view->selection, row->index);
	bool is_lead = oriel_selection_model_lead(view->selection, &lead) && lead == row->index;
	if (oriel_widget_has_state(row->widget, ORIEL_STATE_SELECTED) != is_selected)
		oriel_widget_set_state(row->widget, ORIEL_STATE_SELECTED, is_selected);
	if (oriel_has_attribute(row->widget, "lead") != is_lead)
		oriel_set_boolean_attribute(row->widget, "lead", is_lead);
}

static bool list_is_selectable(const struct list_view *view) {
	return oriel_selection_model_mode(view->selection) != ORIEL_SELECTION_MODE_NONE;
}

void oriel__list_view_show_selection(struct list_view *view) {
	if (!list_is_selectable(view) || view->count != oriel_model_count(view->model, 0))
		return; /* the model is ahead: the pass of the next frame shows it */
	for (size_t i = 0; i < view->rows.count; i++) {
		struct list_row *row = view->rows.items[i];
		if (row->index < view->count && !list_row_is_lost(view, row))
			list_show_selected(view, row);
	}
}

/* Tells tree and descriptions which rows these are. */
static void list_show_items(struct list_view *view) {
	bool is_selectable = list_is_selectable(view);
	for (size_t i = 0; i < view->rows.count; i++) {
		const struct list_row *row = view->rows.items[i];
		if (row->index == LIST_NONE || list_row_is_lost(view, row))
			continue;
		oriel_widget_set_item(row->widget,
			&(const struct oriel_set_item){ .position = row->index + 1, .set_size = view->count,
				.is_selectable = is_selectable && !row->is_header });
	}
}

/* ---- A pass ---- */

/* What a pass knows. */
struct list_pass {
	struct list_view *view;
	size_t first, end;  /* the rows in view */
	unsigned version;
	bool has_changed;   /* children came, went or were bound */
};

static bool list_pass_is_over(const struct list_pass *pass) {
	return oriel_widget_is_destroyed(&pass->view->base) ||
		pass->version != pass->view->version;
}

static bool list_pass_wants(const struct list_pass *pass, size_t index) {
	return (index >= pass->first && index < pass->end) ||
		(index != LIST_NONE && index == pass->view->sticky);
}

/* A removed row with which the user works may have moved: it then stands at another index. */
static bool list_row_has_moved(const struct list_view *view, struct list_row *row) {
	size_t index;
	if (row->index != LIST_NONE || !oriel_model_find(view->model, 0, row->key, &index))
		return false;
	row->index = index;
	return true;
}

/* The focus of a removed row goes to the row that has taken its place. */
static void list_pass_on_focus(struct list_view *view, const struct list_row *row) {
	const oriel_window *window = oriel_widget_window(&view->base);
	const oriel_widget *focused = window ? oriel_window_focused(window) : NULL;
	if (!focused || !oriel_widget_contains(row->widget, focused) || view->count == 0 ||
		view->has_focus_due)
		return;
	view->has_focus_due = true;
	view->focus_index = row->last_index < view->count ? row->last_index : view->count - 1;
	view->focus_part = oriel__row_part_index(row->widget, focused);
}

/* Finds where a row with this index belongs. */
static size_t list_rows_place(const struct list_rows *rows, size_t index) {
	size_t at = 0;
	while (at < rows->count && (rows->items[at]->index == LIST_NONE ||
			rows->items[at]->index < index))
		at++;
	return at;
}

/* Puts the widget of a row into the tree, before that of the next row. */
static void list_row_link(struct list_view *view, struct list_row *row, size_t at) {
	oriel_widget *next = NULL;
	for (; at < view->rows.count && !next; at++) {
		struct list_row *other = view->rows.items[at];
		if (other != row && !list_row_is_lost(view, other))
			next = other->widget;
	}
	if (oriel_parent(row->widget) == &view->base)
		oriel_widget_move_before(&view->base, row->widget, next);
	else
		oriel_insert_before(&view->base, row->widget, next);
}

/* Takes rows out of view->rows that are not wanted any more. Returns false if the pass is over. */
static bool list_release_rows(struct list_pass *pass) {
	struct list_view *view = pass->view;
	for (size_t i = 0; i < view->rows.count;) {
		struct list_row *row = view->rows.items[i];
		if (list_row_is_lost(view, row)) {
			list_rows_remove(&view->rows, i);
			list_row_unbind(view, row);
			list_row_free(row);
			pass->has_changed = true;
			if (list_pass_is_over(pass))
				return false;
			continue;
		}
		if (list_pass_wants(pass, row->index) ||
			(row->index != LIST_NONE && oriel_widget_is_in_use(row->widget))) {
			i++;
			continue;
		}
		list_rows_remove(&view->rows, i);
		pass->has_changed = true;
		if (row->index == LIST_NONE && oriel_widget_is_in_use(row->widget) &&
			list_row_has_moved(view, row)) {
			size_t at = list_rows_place(&view->rows, row->index);
			list_rows_insert(&view->rows, at, row);
			list_row_link(view, row, at + 1);
			i = 0;
			continue;
		}
		if (row->index == LIST_NONE)
			list_pass_on_focus(view, row);
		list_rows_insert(&view->spares, view->spares.count, row);
		list_row_unbind(view, row);
		if (list_pass_is_over(pass))
			return false;
	}
	return true;
}

/* Takes a widget for a row: one that is free, or a new one. */
static struct list_row *list_take_row(struct list_view *view, bool is_header) {
	struct list_row *row;
	while ((row = list_rows_take(&view->spares, is_header)) != NULL) {
		if (!list_row_is_lost(view, row))
			return row;
		list_row_free(row);
	}
	while ((row = list_rows_take(&view->pool, is_header)) != NULL) {
		if (!oriel_widget_is_destroyed(row->widget) && !oriel_parent(row->widget))
			return row;
		list_row_free(row);
	}
	return list_row_make(view, is_header);
}

/* Binds a free row. Returns false if the pass is over. */
static bool list_bind_index(struct list_pass *pass, size_t index, size_t at) {
	struct list_view *view = pass->view;
	bool is_header = oriel__list_view_is_header(view, index);
	struct list_row *row = list_take_row(view, is_header);
	pass->has_changed = true;
	if (list_pass_is_over(pass)) {
		bool is_child = oriel_parent(row->widget) == &view->base;
		struct list_rows *rows = is_child ? &view->spares : &view->pool;
		list_rows_insert(rows, rows->count, row);
		return false;
	}
	bool is_used = row->key != 0;
	row->index = index;
	row->key = oriel_model_key(view->model, 0, index);
	list_rows_insert(&view->rows, at, row);
	list_row_link(view, row, at + 1);
	if (list_pass_is_over(pass) || list_row_is_lost(view, row))
		return false;
	if (is_used)
		list_row_reset(row);
	if (list_is_selectable(view))
		list_show_selected(view, row);
	list_row_bind(view, row);
	return !list_pass_is_over(pass);
}

static bool list_rebind(struct list_pass *pass, struct list_row *row) {
	struct list_view *view = pass->view;
	if (row->is_header != oriel__list_view_is_header(view, row->index)) {
		row->last_index = row->index;
		row->index = LIST_NONE; /* released by the next attempt, which makes another kind */
		return false;
	}
	list_row_unbind(view, row);
	if (list_pass_is_over(pass) || list_row_is_lost(view, row))
		return false;
	list_row_bind(view, row);
	pass->has_changed = true;
	return !list_pass_is_over(pass);
}

static bool list_fill_index(struct list_pass *pass, size_t index) {
	struct list_view *view = pass->view;
	size_t at = list_rows_place(&view->rows, index);
	struct list_row *row = at < view->rows.count ? view->rows.items[at] : NULL;
	if (!row || row->index != index)
		return list_bind_index(pass, index, at);
	return !row->is_changed || list_rebind(pass, row);
}

/* Binds what is in view, and rebinds rows out of view that have changed. */
static bool list_fill(struct list_pass *pass) {
	struct list_view *view = pass->view;
	if (view->sticky != LIST_NONE && view->sticky < pass->first &&
		!list_fill_index(pass, view->sticky))
		return false;
	for (size_t index = pass->first; index < pass->end; index++) {
		if (!list_fill_index(pass, index))
			return false;
	}
	for (size_t i = 0; i < view->rows.count; i++) {
		struct list_row *row = view->rows.items[i];
		if (row->is_changed && row->index != LIST_NONE && !list_rebind(pass, row))
			return false;
	}
	return true;
}

/* Takes widgets out of the tree that no row needs. A few wait for later rows. */
static void list_put_away(struct list_pass *pass) {
	struct list_view *view = pass->view;
	size_t most = (pass->end - pass->first) / 2 + POOL_MIN;
	while (view->spares.count > 0 && !list_pass_is_over(pass)) {
		struct list_row *row = list_rows_remove(&view->spares, view->spares.count - 1);
		pass->has_changed = true;
		if (list_row_is_lost(view, row)) {
			list_row_free(row);
			continue;
		}
		oriel_remove(row->widget);
		if (view->pool.count < most) {
			list_rows_insert(&view->pool, view->pool.count, row);
			continue;
		}
		oriel_destroy(row->widget);
		list_row_free(row);
	}
}

/* Gives the focus to the part of a row for which it waits. */
static void list_focus_due(struct list_pass *pass) {
	struct list_view *view = pass->view;
	struct list_row *row = oriel__list_view_find(view, view->focus_index);
	if (!view->has_focus_due || !row)
		return;
	view->has_focus_due = false;
	pass->has_changed = true;
	size_t index = view->focus_index;
	oriel__list_view_focus_part(row, view->focus_part);
	if (list_pass_is_over(pass))
		return;
	/* the focus shows its widget, which may be a part of the row only */
	view->seen_y = oriel_widget_scroll_position(&view->base).y;
	if (index < view->count)
		oriel__list_view_show(&view->base, index, ORIEL_SCROLL_NEAREST);
}

/* Returns false if the model has changed meanwhile. */
static bool list_pass_run(struct list_pass *pass) {
	struct list_view *view = pass->view;
	pass->version = view->version;
	double y = oriel__list_view_wanted_y(view);
	oriel__list_view_find_sticky(view, y);
	oriel__list_view_range(view, y, &pass->first, &pass->end);
	if (!list_release_rows(pass) || !list_fill(pass))
		return false;
	list_put_away(pass);
	if (list_pass_is_over(pass))
		return false;
	list_show_items(view);
	oriel__list_view_show_selection(view);
	list_focus_due(pass);
	return !list_pass_is_over(pass);
}

/* ---- Messages instead of rows ---- */

static void list_show_message(struct list_pass *pass, oriel_widget_id id, bool is_shown) {
	oriel_widget *message = oriel_widget_from_id(id);
	if (!message || oriel_is_hidden(message) != is_shown)
		return;
	oriel_set_hidden(message, !is_shown);
	pass->has_changed = true;
}

static struct oriel_completion list_on_loaded(struct oriel_payload result, void *data) {
	oriel_widget *widget = data;
	(void)result;
	if (oriel_widget_is_destroyed(widget))
		return ORIEL_COMPLETE;
	oriel__list_view_cast(widget, "list_on_loaded")->is_loading = false;
	oriel_widget_relayout(widget);
	return ORIEL_COMPLETE;
}

static struct oriel_completion list_on_not_loaded(struct oriel_payload reason, void *data) {
	list_on_loaded(reason, data);
	return oriel_throw(oriel_payload_ref(reason));
}

static void list_release_widget(void *data) {
	oriel_widget_release(data);
}

/* Asks the model for its rows, the first time that the list is in view. */
static void list_load(struct list_view *view) {
	if (view->has_asked)
		return;
	view->has_asked = true;
	oriel_promise *promise = oriel_model_children(view->model, 0);
	if (!promise)
		return;
	view->is_loading = true;
	oriel_promise_unref(oriel_then(promise, list_on_loaded, list_on_not_loaded,
		oriel_widget_hold(&view->base), .release = list_release_widget));
}

bool oriel__list_view_realise(oriel_widget *widget, const struct oriel_virtual_view *shown) {
	struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_realise");
	struct list_pass pass = { .view = view };
	if (!(shown->content.width > 0) || !(shown->content.height > 0))
		return false;
	list_load(view);
	if (oriel_widget_is_destroyed(widget) || view->count != oriel_model_count(view->model, 0))
		return !oriel_widget_is_destroyed(widget);
	oriel__list_view_set_size(view, shown->content);
	oriel__list_view_note_scroll(view, shown->y);
	bool is_done = false;
	for (int attempt = 0; attempt < ATTEMPTS && !is_done; attempt++) {
		is_done = list_pass_run(&pass);
		if (oriel_widget_is_destroyed(widget))
			return true;
	}
	list_show_message(&pass, view->loading, view->is_loading && view->count == 0);
	list_show_message(&pass, view->empty, !view->is_loading && view->count == 0);
	bool has_scrolled = view->sticky != LIST_NONE && shown->y != view->arranged_y;
	view->arranged_y = shown->y;
	if (pass.has_changed || !is_done || has_scrolled)
		oriel_widget_relayout(widget);
	return pass.has_changed || !is_done;
}

/* ---- The end ---- */

void oriel__list_view_unbind_all(struct list_view *view) {
	for (size_t i = 0; i < view->rows.count; i++)
		list_row_unbind(view, view->rows.items[i]);
}

static void list_rows_free(struct list_rows *rows) {
	for (size_t i = 0; i < rows->count; i++)
		list_row_free(rows->items[i]);
	free(rows->items);
	*rows = (struct list_rows){ 0 };
}

void oriel__list_view_free_rows(struct list_view *view) {
	for (size_t i = 0; i < view->pool.count; i++) {
		oriel_widget *widget = view->pool.items[i]->widget;
		if (!oriel_widget_is_destroyed(widget) && !oriel_parent(widget))
			oriel_destroy(widget);
	}
	list_rows_free(&view->rows);
	list_rows_free(&view->spares);
	list_rows_free(&view->pool);
}
