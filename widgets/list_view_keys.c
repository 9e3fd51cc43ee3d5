/* SPDX-License-Identifier: MIT */
/*
 * The keyboard in a virtual list. While the list itself has the focus, keys move the lead and
 * select. While a widget inside a row has it, arrows move the focus to the corresponding widget of
 * another row; a row that is not bound yet gets it in the next frame.
 */
#include "list_view_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/extend/event.h>
#include <oriel/extend/style.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>

#include "row_parts_internal.h"

/* ms; a later letter begins a new search */
#define TYPE_AHEAD_MS 1000

bool oriel__list_view_is_header(const struct list_view *view, size_t index) {
	return view->options.is_header &&
		view->options.is_header(
			view->model, oriel_model_key(view->model, 0, index), view->data);
}

void oriel__list_view_tell_change(oriel_widget *widget) {
	oriel_fire_trusted(widget, "change", .bubbles = true);
}

/* ---- Focus inside rows ---- */

bool oriel__list_view_focus_part(struct list_row *row, size_t part) {
	oriel_widget *found = oriel__row_part_at(row->widget, part);
	return found && oriel_focus(found);
}

void oriel_list_view_focus_row(oriel_widget *list, size_t index, size_t part) {
	struct list_view *view = oriel__list_view_cast(list, "oriel_list_view_focus_row");
	ORIEL_ASSERT(index < view->count, "oriel_list_view_focus_row: row %zu of %zu", index,
		view->count);
	struct list_row *row = oriel__list_view_find(view, index);
	view->has_focus_due = false;
	oriel__list_view_show(list, index, ORIEL_SCROLL_NEAREST);
	if (row && row->is_bound) {
		oriel__list_view_focus_part(row, part);
		return;
	}
	view->has_focus_due = true;
	view->focus_index = index;
	view->focus_part = part;
}

/* ---- Moving ---- */

enum list_step {
	LIST_STEP_NONE,
	LIST_STEP_UP,
	LIST_STEP_DOWN,
	LIST_STEP_LEFT,
	LIST_STEP_RIGHT,
	LIST_STEP_PAGE_UP,
	LIST_STEP_PAGE_DOWN,
	LIST_STEP_FIRST,
	LIST_STEP_LAST,
};

static enum list_step list_step_of(const struct oriel_key_event *key) {
	static const char *const names[] = { [LIST_STEP_UP] = "ArrowUp",
		[LIST_STEP_DOWN] = "ArrowDown", [LIST_STEP_LEFT] = "ArrowLeft",
		[LIST_STEP_RIGHT] = "ArrowRight", [LIST_STEP_PAGE_UP] = "PageUp",
		[LIST_STEP_PAGE_DOWN] = "PageDown", [LIST_STEP_FIRST] = "Home",
		[LIST_STEP_LAST] = "End" };
	for (size_t i = LIST_STEP_UP; i < sizeof(names) / sizeof(names[0]); i++) {
		if (strcmp(key->key, names[i]) == 0)
			return (enum list_step)i;
	}
	return LIST_STEP_NONE;
}

/* Returns the row a page away: the one that far from the top of this row. */
static size_t list_page_from(const struct list_view *view, size_t index, bool is_down) {
	double top = oriel__list_view_top(view, index), height = (double)view->height;
	double y = is_down ? top + height : top - height;
	size_t lines = oriel__list_view_line_count(view), column = index % view->columns;
	size_t line = oriel__line_heights_find(&view->heights, fmax(0, y));
	size_t now = index / view->columns;
	if (line >= lines)
		line = lines - 1;
	if (is_down && line > now + 1 && line < lines - 1)
		line--; /* the last row that is wholly in view beside this one */
	if (line == now)
		line = is_down ? (now + 1 < lines ? now + 1 : now) : (now > 0 ? now - 1 : 0);
	size_t to = line * view->columns + column;
	return to < view->count ? to : view->count - 1;
}

/* Returns the row to which a step leads; the same row at the ends. There must be rows. */
static size_t list_step_from(const struct list_view *view, size_t index, enum list_step step) {
	size_t last = view->count - 1;
	bool is_rtl = !strcmp(oriel_used_keyword(&view->base, ORIEL_PROPERTY_DIRECTION), "rtl");
	if (is_rtl && (step == LIST_STEP_LEFT || step == LIST_STEP_RIGHT))
		step = step == LIST_STEP_LEFT ? LIST_STEP_RIGHT : LIST_STEP_LEFT;
	switch (step) {
	case LIST_STEP_UP: return index >= view->columns ? index - view->columns : index;
	case LIST_STEP_DOWN: return last - index >= view->columns ? index + view->columns : index;
	case LIST_STEP_LEFT: return index > 0 ? index - 1 : 0;
	case LIST_STEP_RIGHT: return index < last ? index + 1 : last;
	case LIST_STEP_PAGE_UP: return list_page_from(view, index, false);
	case LIST_STEP_PAGE_DOWN: return list_page_from(view, index, true);
	case LIST_STEP_FIRST: return 0;
	case LIST_STEP_LAST: return last;
	case LIST_STEP_NONE: break;
	}
	return index;
}

/* Returns the nearest row that is no header, first on in the direction of the step, then back. */
static size_t list_skip_headers(const struct list_view *view, size_t index, bool is_forwards) {
	for (int turn = 0; turn < 2; turn++, is_forwards = !is_forwards) {
		size_t at = index;
		while (oriel__list_view_is_header(view, at)) {
			if (is_forwards ? at + 1 == view->count : at == 0)
				break;
			at = is_forwards ? at + 1 : at - 1;
		}
		if (!oriel__list_view_is_header(view, at))
			return at;
	}
	return index;
}

static bool list_is_forwards(enum list_step step) {
	return step == LIST_STEP_DOWN || step == LIST_STEP_RIGHT || step == LIST_STEP_PAGE_DOWN ||
		step == LIST_STEP_FIRST;
}

/* ---- The focus from row to row ---- */

/* Moves the focus from a part of a row to that of another row. Bound rows without such a part are
 * passed over. */
static bool list_move_focus(oriel_widget *widget, oriel_widget *part, enum list_step step) {
	struct list_view *view = oriel__list_view_cast(widget, "list_move_focus");
	const struct list_row *row = oriel__list_view_row_of(view, part);
	if (!row || row->index >= view->count)
		return false;
	size_t from = view->has_focus_due ? view->focus_index : row->index;
	size_t index = view->has_focus_due ? view->focus_part :
										oriel__row_part_index(row->widget, part);
	bool is_end = step == LIST_STEP_FIRST || step == LIST_STEP_LAST;
	enum list_step onwards = step == LIST_STEP_FIRST ? LIST_STEP_DOWN :
		step == LIST_STEP_LAST                        ? LIST_STEP_UP :
														step;
	size_t to = from >= view->count ? view->count - 1 : list_step_from(view, from, step);
	for (;; is_end = false) {
		if (!is_end && to == from)
			return false;
		struct list_row *target = oriel__list_view_find(view, to);
		if (!target || !target->is_bound) {
			oriel_list_view_focus_row(widget, to, index);
			return true;
		}
		view->has_focus_due = false;
		if (!oriel_is_hidden(target->widget) && oriel__list_view_focus_part(target, index)) {
			if (!oriel_widget_is_destroyed(widget) && to < view->count)
				oriel__list_view_show(widget, to, ORIEL_SCROLL_NEAREST);
			return true;
		}
		if (oriel_widget_is_destroyed(widget) || view->count == 0)
			return true;
		from = to;
		to = list_step_from(view, to, onwards);
	}
}

/* ---- Selecting by keys ---- */

/* Returns the row from which keys move: the lead, or LIST_NONE. */
static size_t list_lead(const struct list_view *view) {
	size_t lead;
	return oriel_selection_model_lead(view->selection, &lead) && lead < view->count ? lead :
																						LIST_NONE;
}

static void list_go(oriel_widget *widget, size_t to, unsigned modifiers) {
	struct list_view *view = oriel__list_view_cast(widget, "list_go");
	oriel_selection_model *selection = oriel_selection_model_ref(view->selection);
	bool has_control = (modifiers & ORIEL_MODIFIER_CONTROL) != 0;
	oriel__list_view_show(widget, to, ORIEL_SCROLL_NEAREST);
	if (modifiers & ORIEL_MODIFIER_SHIFT)
		oriel_selection_model_extend(selection, to, has_control);
	else if (has_control)
		oriel_selection_model_set_lead(selection, to);
	else
		oriel_selection_model_select(selection, to);
	oriel_selection_model_unref(selection);
	if (!oriel_widget_is_destroyed(widget) &&
		(!has_control || (modifiers & ORIEL_MODIFIER_SHIFT)))
		oriel__list_view_tell_change(widget);
}

static bool list_move_lead(oriel_widget *widget, enum list_step step, unsigned modifiers) {
	struct list_view *view = oriel__list_view_cast(widget, "list_move_lead");
	size_t lead = list_lead(view);
	bool is_sideways = step == LIST_STEP_LEFT || step == LIST_STEP_RIGHT;
	if (view->count == 0 || (is_sideways && view->columns == 1))
		return false;
	size_t to = lead != LIST_NONE ? list_step_from(view, lead, step) :
		step == LIST_STEP_LAST    ? view->count - 1 :
									0;
	to = list_skip_headers(view, to, lead == LIST_NONE || list_is_forwards(step));
	list_go(widget, to, modifiers);
	return true;
}

static bool list_space(oriel_widget *widget, unsigned modifiers) {
	struct list_view *view = oriel__list_view_cast(widget, "list_space");
	size_t lead = list_lead(view);
	if (lead == LIST_NONE)
		return false;
	if (modifiers & ORIEL_MODIFIER_SHIFT)
		oriel_selection_model_extend(view->selection, lead, false);
	else if (modifiers & ORIEL_MODIFIER_CONTROL)
		oriel_selection_model_toggle(view->selection, lead);
	else
		oriel_selection_model_select(view->selection, lead);
	if (!oriel_widget_is_destroyed(widget))
		oriel__list_view_tell_change(widget);
	return true;
}

static bool list_select_all(oriel_widget *widget, bool is_all) {
	const struct list_view *view = oriel__list_view_cast(widget, "list_select_all");
	if (oriel_selection_model_mode(view->selection) != ORIEL_SELECTION_MODE_MULTIPLE && is_all)
		return false;
	if (!is_all && oriel_selection_model_count(view->selection) == 0)
		return false;
	if (is_all)
		oriel_selection_model_select_all(view->selection);
	else
		oriel_selection_model_clear(view->selection);
	if (!oriel_widget_is_destroyed(widget))
		oriel__list_view_tell_change(widget);
	return true;
}

/* ---- Type-ahead ---- */

static char list_lower(char c) {
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Compares bytes, and letters of ASCII whatever their case. */
static bool list_text_begins(const char *text, const char *prefix) {
	for (; *prefix; text++, prefix++) {
		if (list_lower(*text) != list_lower(*prefix))
			return false;
	}
	return true;
}

/* Returns whether all characters are the same: the same letter again goes on to the next row. */
static bool list_is_repeated(const char *typed, const char *last) {
	size_t length = strlen(last);
	for (; *typed; typed += length) {
		if (strncmp(typed, last, length) != 0)
			return false;
	}
	return true;
}

/* Returns the next row from `from` on whose text begins with a prefix, around the end. */
static size_t list_find_text(const struct list_view *view, size_t from, const char *prefix) {
	for (size_t i = 0; i < view->count; i++) {
		size_t index = (from + i) % view->count;
		uint64_t key = oriel_model_key(view->model, 0, index);
		const char *text = oriel_model_text(view->model, key, view->options.text_column);
		if (list_text_begins(text, prefix) && !oriel__list_view_is_header(view, index))
			return index;
	}
	return LIST_NONE;
}

static bool list_is_character(const char *key) {
	unsigned char first = (unsigned char)key[0];
	size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
	return first >= 0x20 && first != 0x7f && strlen(key) == length;
}

static bool list_type_ahead(oriel_widget *widget, const char *key, double time_ms) {
	struct list_view *view = oriel__list_view_cast(widget, "list_type_ahead");
	bool is_late = time_ms - view->typed_ms > TYPE_AHEAD_MS;
	if (!list_is_character(key) || view->count == 0)
		return false;
	if (is_late)
		view->typed[0] = '\0';
	if (view->typed[0] == '\0' && key[0] == ' ')
		return false;
	if (strlen(view->typed) + strlen(key) >= sizeof(view->typed))
		return true;
	strcat(view->typed, key);
	view->typed_ms = time_ms;
	size_t lead = list_lead(view), from = lead == LIST_NONE ? 0 : lead;
	bool is_repeated = list_is_repeated(view->typed, key);
	size_t found = list_find_text(view, is_repeated && lead != LIST_NONE ? from + 1 : from,
		is_repeated ? key : view->typed);
	if (found != LIST_NONE)
		list_go(widget, found, 0);
	return true;
}

/* ---- Keys ---- */

static bool list_on_own_key(
	oriel_widget *widget, const struct oriel_key_event *key, oriel_event *event) {
	const unsigned others = ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	enum list_step step = list_step_of(key);
	if (oriel_key_is(event, "Ctrl+A"))
		return list_select_all(widget, true);
	if (key->modifiers & others)
		return false;
	if (step != LIST_STEP_NONE)
		return list_move_lead(widget, step, key->modifiers);
	bool is_plain = !(key->modifiers & ORIEL_MODIFIER_CONTROL);
	if (is_plain && list_type_ahead(widget, key->key, oriel_event_time(event)))
		return true;
	return !strcmp(key->key, " ") && list_space(widget, key->modifiers);
}

bool oriel__list_view_on_key(oriel_widget *widget, oriel_event *event) {
	const struct list_view *view = oriel__list_view_cast(widget, "oriel__list_view_on_key");
	const struct oriel_key_event *key = oriel_event_key(event);
	const unsigned modifiers = ORIEL_MODIFIER_SHIFT | ORIEL_MODIFIER_CONTROL |
		ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META;
	if (!key || key->composing)
		return false;
	if (oriel_key_is(event, "Escape"))
		return oriel__list_view_cancel_band(widget) || list_select_all(widget, false);
	bool is_selectable = oriel_selection_model_mode(view->selection) !=
		ORIEL_SELECTION_MODE_NONE;
	if (oriel_event_widget(event) == widget)
		return is_selectable && list_on_own_key(widget, key, event);
	enum list_step step = list_step_of(key);
	bool is_for_focus = step == LIST_STEP_UP || step == LIST_STEP_DOWN ||
		step == LIST_STEP_FIRST || step == LIST_STEP_LAST;
	return is_for_focus && !(key->modifiers & modifiers) &&
		list_move_focus(widget, oriel_event_widget(event), step);
}
