/* SPDX-License-Identifier: MIT */
/*
 * The class of a virtual list: making it, following its model and its selection, and describing its
 * rows. Indices are those after the last change that the model has told; the model itself may be
 * ahead (oriel/ui/model.h), so that rows are read in the pass of the next frame only.
 */
#include "list_view_internal.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>

#include "shadow_part_internal.h"
#include "themes_internal.h"

#define DEFAULT_HEIGHT 44 /* px */

/* ---- Changes of the model ---- */

static void list_shift_row(struct list_row *row, const struct oriel_model_change *change) {
	if (row->index == LIST_NONE || row->index < change->first)
		return;
	if (row->index < change->first + change->removed) {
		row->last_index = change->first;
		row->index = LIST_NONE;
		return;
	}
	row->index = row->index - change->removed + change->added;
}

/* Returns the index of the same row, or of the row that has taken its place. */
static size_t list_shift_index(size_t index, const struct oriel_model_change *change) {
	if (index == LIST_NONE || index < change->first)
		return index;
	if (index >= change->first + change->removed)
		return index - change->removed + change->added;
	size_t end = change->first + change->added;
	return index < end ? index : end;
}

static size_t list_limit(const struct list_view *view, size_t index) {
	return index < view->count ? index : view->count > 0 ? view->count - 1 : 0;
}

static void list_on_splice(struct list_view *view, const struct oriel_model_change *change) {
	size_t old_count = view->count;
	view->count = view->count - change->removed + change->added;
	for (size_t i = 0; i < view->rows.count; i++)
		list_shift_row(view->rows.items[i], change);
	oriel__list_view_splice_lines(
		view, old_count, change->first, change->removed, change->added);
	view->anchor.index = list_limit(view, list_shift_index(view->anchor.index, change));
	view->focus_index = list_limit(view, list_shift_index(view->focus_index, change));
	view->has_focus_due &= view->count > 0;
	view->anchor.is_set &= view->count > 0;
	if (change->first < view->header_until)
		view->header_from = view->header_until = 0;
}

static void list_on_model(const struct oriel_model_change *change, void *data) {
	oriel_widget *widget = data;
	struct list_view *view = oriel__list_view_cast(widget, "list_on_model");
	if (change->parent != 0)
		return;
	view->version++;
	for (size_t i = 0; i < view->rows.count && change->changed > 0; i++) {
		struct list_row *row = view->rows.items[i];
		bool has_changed = row->index != LIST_NONE && row->index >= change->first &&
			row->index - change->first < change->changed;
		row->is_changed |= has_changed;
	}
	if (change->changed == 0)
		list_on_splice(view, change);
	else
		view->header_from = view->header_until = 0;
	oriel_widget_relayout(widget);
}

static void list_on_selection(const struct oriel_selection_change *change, void *data) {
	(void)change;
	oriel__list_view_show_selection(oriel__list_view_cast(data, "list_on_selection"));
}

/* ---- Class ---- */

static void list_view_init(oriel_widget *widget) {
	struct list_view *view = (struct list_view *)widget;
	view->columns = 1;
	view->sticky = LIST_NONE;
	view->pressed_pointer = -1;
}

static void list_view_finish(oriel_widget *widget) {
	struct list_view *view = (struct list_view *)widget;
	oriel__list_view_free_rows(view);
	oriel__line_heights_finish(&view->heights);
	oriel_selection_model_unref(view->selection);
	oriel_model_unref(view->model);
	if (view->options.release)
		view->options.release(view->data);
}

static void list_view_detached(oriel_widget *widget) {
	struct list_view *view = (struct list_view *)widget;
	view->band.is_active = view->band.has_frame = false;
	view->pressed_pointer = -1;
}

static void list_view_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct list_view *view = (const struct list_view *)widget;
	size_t lead;
	description->role = ORIEL_ROLE_LIST;
	description->row_count = view->count < UINT_MAX ? (unsigned)view->count : UINT_MAX;
	if (!oriel_selection_model_lead(view->selection, &lead))
		return;
	const struct list_row *row = oriel__list_view_find(view, lead);
	description->active_descendant = row ? row->widget : NULL;
}

static const struct oriel_default_action list_view_actions[] = {
	{ "keydown", oriel__list_view_on_key },
	{ "pointerdown", oriel__list_view_on_pointer_down },
	{ "pointermove", oriel__list_view_on_pointer_move },
	{ "pointerup", oriel__list_view_on_pointer_end },
	{ "pointercancel", oriel__list_view_on_pointer_end },
	{ 0 },
};

static const struct oriel_widget_class list_view_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "list-view",
	.size = sizeof(struct list_view),
	.init = list_view_init,
	.finish = list_view_finish,
	.detached = list_view_detached,
	.measure = oriel__list_view_measure,
	.arrange = oriel__list_view_arrange,
	.realise = oriel__list_view_realise,
	.default_actions = list_view_actions,
	.describe = list_view_describe,
	.sheets = oriel__list_view_sheets,
};

struct list_view *oriel__list_view_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &list_view_class);
}

/* ---- Making ---- */

static void list_on_destroyed(oriel_event *event, void *data) {
	(void)event;
	oriel__list_view_unbind_all(data);
}

static oriel_widget_id list_add_message(oriel_widget *list, oriel_widget *message) {
	if (!message)
		return 0;
	oriel_set_hidden(message, true);
	oriel_append(list, message);
	return oriel_widget_to_id(message);
}

static void list_check_options(const char *site, oriel_model *model, oriel_row_make_fn *make,
	oriel_row_bind_fn *bind, const struct oriel_list_view_options *options) {
	ORIEL_ASSERT(model != NULL, "oriel_list_view at %s: the model is NULL; pass one", site);
	ORIEL_ASSERT(make == NULL || bind != NULL,
		"oriel_list_view at %s: rows are made and not bound; pass a function that binds them",
		site);
	ORIEL_ASSERT(!options->selection ||
			oriel_selection_model_model(options->selection) == model,
		"oriel_list_view at %s: the selection is over another model", site);
	ORIEL_ASSERT(!options->is_header || (options->make_header && options->bind_header),
		"oriel_list_view at %s: headers need .make_header and .bind_header", site);
	ORIEL_ASSERT(!options->is_header || !(options->card_width > 0),
		"oriel_list_view at %s: a list with cards has no headers; leave out .is_header", site);
}

oriel_widget *oriel_list_view_at(const char *site, oriel_model *model, oriel_row_make_fn *make,
	oriel_row_bind_fn *bind, void *data, const struct oriel_list_view_options *options) {
	static const struct oriel_list_view_options none;
	const struct oriel_list_view_options *given = options ? options : &none;
	list_check_options(site, model, make, bind, given);
	oriel_widget *widget = oriel_widget_new(&list_view_class);
	struct list_view *view = (struct list_view *)widget;
	view->model = model;
	view->selection = given->selection ?
		given->selection :
		oriel_selection_model_new(
			oriel_model_ref(model), .mode = ORIEL_SELECTION_MODE_NONE);
	view->make = make;
	view->bind = bind;
	view->data = data;
	view->options = *given;
	view->count = oriel_model_count(model, 0);
	view->is_fixed = given->row_height > 0;
	view->heights.estimate = view->is_fixed ? (double)given->row_height :
		given->estimated_height > 0         ? (double)given->estimated_height :
											DEFAULT_HEIGHT;
	view->empty = list_add_message(widget, given->empty);
	view->loading = list_add_message(widget, given->loading);
	view->band_part = oriel__append_shadow_part(widget, "rubber-band");
	oriel_set_hidden(view->band_part, true);
	oriel_widget_set_focusable(widget, given->selection != NULL);
	oriel_model_observe(model, list_on_model, widget, .signal = oriel_widget_signal(widget));
	oriel_selection_model_observe(
		view->selection, list_on_selection, widget, .signal = oriel_widget_signal(widget));
	oriel_listen(oriel_widget_signal(widget), "abort", list_on_destroyed, view);
	return widget;
}

/* ---- Reading ---- */

oriel_model *oriel_list_view_model(const oriel_widget *list) {
	return oriel__list_view_cast(list, "oriel_list_view_model")->model;
}

oriel_selection_model *oriel_list_view_selection(const oriel_widget *list) {
	return oriel__list_view_cast(list, "oriel_list_view_selection")->selection;
}

oriel_widget *oriel_list_view_row(const oriel_widget *list, size_t index) {
	const struct list_view *view = oriel__list_view_cast(list, "oriel_list_view_row");
	const struct list_row *row = oriel__list_view_find(view, index);
	return row && row->is_bound ? row->widget : NULL;
}

uint64_t oriel_list_view_key_at(
	const oriel_widget *list, const oriel_widget *widget, size_t *index) {
	const struct list_view *view = oriel__list_view_cast(list, "oriel_list_view_key_at");
	const struct list_row *row = oriel__list_view_row_of(view, widget);
	if (!row || row->index == LIST_NONE)
		return 0;
	if (index)
		*index = row->index;
	return row->key;
}

oriel_abort_signal *oriel_row_signal(oriel_widget *row) {
	oriel_widget *list = oriel_parent(row);
	const struct list_view *view = oriel_widget_try_cast(list, &list_view_class);
	struct list_row *found = view ? oriel__list_view_row_of(view, row) : NULL;
	ORIEL_ASSERT(found != NULL && found->widget == row,
		"oriel_row_signal: this %s is no bound row of a list-view; pass the row's own widget",
		oriel_widget_type(row));
	if (!found->controller)
		found->controller = oriel_abort_controller_new();
	return oriel_abort_controller_signal(found->controller);
}

bool oriel_list_view_is_loading(const oriel_widget *list) {
	return oriel__list_view_cast(list, "oriel_list_view_is_loading")->is_loading;
}

void oriel_list_view_scroll_to_at(const char *site, oriel_widget *list, size_t index,
	const struct oriel_list_view_scroll_options *options) {
	const struct list_view *view = oriel__list_view_cast(list, "oriel_list_view_scroll_to");
	ORIEL_ASSERT(index < view->count, "oriel_list_view_scroll_to at %s: row %zu of %zu", site,
		index, view->count);
	enum oriel_scroll_alignment block = options ? options->block : 0;
	oriel__list_view_show(list, index, block ? block : ORIEL_SCROLL_START);
}

void oriel_list_view_describe_row(
	const oriel_widget *list, size_t index, struct oriel_description *out) {
	const struct list_view *view = oriel__list_view_cast(list, "oriel_list_view_describe_row");
	ORIEL_ASSERT(index < view->count, "oriel_list_view_describe_row: row %zu of %zu", index,
		view->count);
	const struct list_row *row = oriel__list_view_find(view, index);
	bool is_header = oriel__list_view_is_header(view, index);
	*out = (struct oriel_description){ .role = ORIEL_ROLE_LIST_ITEM };
	if (row && row->is_bound)
		oriel_widget_describe(row->widget, out);
	if (!out->name)
		out->name = oriel_model_text(
			view->model, oriel_model_key(view->model, 0, index), view->options.text_column);
	out->position = index < UINT_MAX ? (unsigned)index + 1 : UINT_MAX;
	out->set_size = view->count < UINT_MAX ? (unsigned)view->count : UINT_MAX;
	bool is_selectable = !is_header &&
		oriel_selection_model_mode(view->selection) != ORIEL_SELECTION_MODE_NONE;
	bool is_selected = oriel_selection_model_is_selected(view->selection, index);
	if (is_selected)
		out->states |= ORIEL_STATE_SELECTED;
	if (is_selectable)
		out->selected = is_selected ? ORIEL_TRISTATE_TRUE : ORIEL_TRISTATE_FALSE;
}
