/* SPDX-License-Identifier: MIT */
/*
 * The header of a column: its text and its arrow, sorting by a click, and resizing by the part at
 * its end. A resize gives a column that had a share of the room a width of its own.
 */
#include "table_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>

#include "icon_part_internal.h"
#include "themes_internal.h"

#define LEAST 48.0f /* px, of a column without a least width */
#define STEP 16.0f  /* px, of a key */
#define ARROW 12.0f /* px, the arrow of the sorted column */
#define GAP 4.0f    /* px, before the arrow */

static const struct oriel_widget_class table_header_class, table_resizer_class;

static struct table_header *header_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &table_header_class);
}

struct table_header *oriel__table_header_try_cast(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &table_header_class);
}

float oriel__table_header_min_width(const struct table_header *header) {
	return header->options.min_width > 0 ? header->options.min_width : LEAST;
}

static bool header_is_rtl(const oriel_widget *widget) {
	return strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
}

/* ---- Sorting ---- */

static bool header_is_sorted(const oriel_widget *widget, const char *order) {
	const char *sort = oriel_attribute(widget, "sort");
	return sort && strcmp(sort, order) == 0;
}

static void header_activate(oriel_widget *widget, oriel_event *event) {
	oriel_widget *table = oriel__table_of_header(widget);
	(void)event;
	if (!table || !header_cast(widget, "header_activate")->options.can_sort)
		return;
	bool is_descending = header_is_sorted(widget, "ascending");
	oriel__table_mark_sorted(table, widget, is_descending);
	bool is_allowed = oriel_fire_trusted(table, "sort", .bubbles = true, .cancelable = true);
	if (is_allowed && !oriel_widget_is_destroyed(table) && !oriel_widget_is_destroyed(widget))
		oriel__table_sort_rows(table, widget, is_descending);
}

/* ---- Widths ---- */

/* Returns the width that a column may have at most: the others keep their widths, and those that
 * share the room their least ones. */
static float header_max_width(const oriel_widget *widget) {
	const oriel_widget *head = oriel_parent(widget);
	float room = oriel_widget_content_box(head).width;
	for (const oriel_widget *at = oriel_first_child(head); at; at = oriel_next_sibling(at)) {
		const struct table_header *other = oriel__table_header_try_cast(at);
		if (other && at != widget)
			room -= other->width > 0 ? other->width : oriel__table_header_min_width(other);
	}
	return room;
}

/* Sets the width by the user. Returns whether it has changed. */
static bool header_resize(oriel_widget *widget, float width) {
	struct table_header *header = header_cast(widget, "header_resize");
	oriel_widget *table = oriel__table_of_header(widget);
	if (!table)
		return false;
	width = fminf(width, header_max_width(widget));
	width = roundf(fmaxf(width, oriel__table_header_min_width(header)));
	if (header->width == width)
		return false;
	header->width = width;
	oriel__table_apply_columns(table);
	return true;
}

static void header_fire_resize(oriel_widget *widget) {
	oriel_widget *table = oriel__table_of_header(widget);
	if (table)
		oriel_fire_trusted(table, "columnresize", .bubbles = true);
}

static bool header_resize_by_key(oriel_widget *widget, float step) {
	if (header_cast(widget, "header_resize_by_key")->options.has_fixed_width)
		return false;
	if (header_is_rtl(widget))
		step = -step;
	if (header_resize(widget, oriel_widget_bounds(widget).width + step))
		header_fire_resize(widget);
	return true;
}

/* ---- Keys ---- */

/* Returns the header to which a key moves the focus; NULL for another key. */
static oriel_widget *header_by_key(const oriel_widget *widget, const oriel_event *event) {
	bool is_rtl = header_is_rtl(widget);
	const oriel_widget *head = oriel_parent(widget);
	bool is_next = oriel_key_is_or_repeats(event, is_rtl ? "ArrowLeft" : "ArrowRight");
	bool is_previous = oriel_key_is_or_repeats(event, is_rtl ? "ArrowRight" : "ArrowLeft");
	bool is_forwards = is_next || oriel_key_is(event, "Home");
	oriel_widget *at = NULL;
	if (is_next)
		at = oriel_next_sibling(widget);
	else if (is_previous)
		at = oriel_previous_sibling(widget);
	else if (oriel_key_is(event, "Home"))
		at = oriel_first_child(head);
	else if (oriel_key_is(event, "End"))
		at = oriel_last_child(head);
	while (at && !oriel_widget_is_focusable(at))
		at = is_forwards ? oriel_next_sibling(at) : oriel_previous_sibling(at);
	return at;
}

static bool header_on_key_down(oriel_widget *widget, oriel_event *event) {
	if (!oriel_parent(widget))
		return false;
	if (oriel_key_is_or_repeats(event, "shift+ArrowRight"))
		return header_resize_by_key(widget, STEP);
	if (oriel_key_is_or_repeats(event, "shift+ArrowLeft"))
		return header_resize_by_key(widget, -STEP);
	oriel_widget *other = header_by_key(widget, event);
	return other && oriel_focus(other);
}

/* Tab stops at the focused header, or else at the first one. */
static bool header_is_tab_stop(const oriel_widget *widget, const oriel_widget *focused) {
	const oriel_widget *head = oriel_parent(widget);
	if (!head || (focused && oriel_parent(focused) == head))
		return widget == focused;
	for (const oriel_widget *at = oriel_first_child(head); at; at = oriel_next_sibling(at)) {
		if (oriel_widget_is_focusable(at) && !oriel_is_disabled(at) && !oriel_is_hidden(at))
			return at == widget;
	}
	return false;
}

/* ---- Drawing ---- */

/* The room of the arrow is kept free in every column that can be sorted. */
static float header_arrow_room(const oriel_widget *widget) {
	return header_cast(widget, "header_arrow_room")->options.can_sort ? ARROW + GAP : 0;
}

static struct oriel_measurement header_measure(oriel_widget *widget, float max_width) {
	float room = header_arrow_room(widget);
	struct oriel_measurement size = oriel__text_widget_measure(
		widget, fmaxf(0, max_width - room));
	size.width += room;
	return size;
}

/* The arrow stands behind the text, or before it if the text is aligned to the end. */
static void header_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct table_header *header = header_cast(widget, "header_record");
	struct oriel_rect box = oriel_widget_content_box(widget), text = box, arrow = box;
	float room = header_arrow_room(widget);
	bool is_left = header_is_rtl(widget) != header->options.is_end_aligned;
	float width = oriel__text_part_measure(&header->text.part, widget, box.width - room).width;
	text.width = fmaxf(0, box.width - room);
	text.x += is_left ? room : 0;
	arrow.width = ARROW;
	arrow.x = is_left ? box.x + box.width - width - room : box.x + width + GAP;
	oriel__text_part_record(&header->text.part, widget, recorder, text);
	if (header_is_sorted(widget, "ascending"))
		oriel__icon_record(widget, recorder, "chevron-up", arrow);
	else if (header_is_sorted(widget, "descending"))
		oriel__icon_record(widget, recorder, "chevron-down", arrow);
}

static void header_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_ATTRIBUTE && strcmp(change->name, "sort") == 0)
		oriel_widget_redraw(widget);
}

static void header_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_COLUMN_HEADER;
	description->name = oriel__text_widget_text(widget);
	description->sort = header_is_sorted(widget, "ascending") ? ORIEL_SORT_ASCENDING :
		header_is_sorted(widget, "descending")                ? ORIEL_SORT_DESCENDING :
																ORIEL_SORT_NONE;
	description->column = 1;
	for (const oriel_widget *at = widget; (at = oriel_previous_sibling(at)) != NULL;)
		description->column++;
	if (header_cast(widget, "header_describe")->options.can_sort)
		description->actions |= ORIEL_ACTION_ACTIVATE;
}

static const struct oriel_default_action header_actions[] = {
	{ "keydown", header_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class table_header_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-header",
	.size = sizeof(struct table_header),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.finish = oriel__text_widget_finish,
	.changed = header_changed,
	.measure = header_measure,
	.record = header_record,
	.activate = header_activate,
	.default_actions = header_actions,
	.is_tab_stop = header_is_tab_stop,
	.describe = header_describe,
	.sheets = oriel__table_sheets,
};

/* ---- The part that resizes ---- */

/* Returns the distance of the pointer from the start of the column, px. */
static float resizer_along(const oriel_widget *header, const oriel_event *event) {
	float x = oriel_event_point_in(event, header).x;
	return header_is_rtl(header) ? oriel_widget_bounds(header).width - x : x;
}

static bool resizer_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *owner = oriel_widget_host(widget);
	struct table_header *header = owner ? oriel__table_header_try_cast(owner) : NULL;
	if (!header || !pointer || pointer->button != ORIEL_BUTTON_PRIMARY || header->is_resized ||
		oriel_is_disabled(owner) ||
		oriel_widget_set_pointer_capture(widget, pointer->pointer_id) != ORIEL_OK)
		return false;
	float width = oriel_widget_bounds(owner).width;
	header->grip = width - resizer_along(owner, event);
	header->was_shared = header->width == 0;
	header->width_before = width;
	header->pointer_id = pointer->pointer_id;
	header->is_resized = true;
	return true;
}

static struct table_header *resizer_header(const oriel_widget *widget, const oriel_event *event) {
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *owner = oriel_widget_host(widget);
	struct table_header *header = owner ? oriel__table_header_try_cast(owner) : NULL;
	bool is_resized = header && pointer && header->is_resized &&
		header->pointer_id == pointer->pointer_id;
	return is_resized ? header : NULL;
}

static bool resizer_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	const struct table_header *header = resizer_header(widget, event);
	if (!header)
		return false;
	oriel_widget *owner = oriel_widget_host(widget);
	header_resize(owner, resizer_along(owner, event) + header->grip);
	return true;
}

static bool resizer_on_pointer_end(oriel_widget *widget, oriel_event *event) {
	struct table_header *header = resizer_header(widget, event);
	if (!header)
		return false;
	header->is_resized = false;
	bool is_same = header->was_shared ? header->width == 0 : header->width == header->width_before;
	if (!is_same)
		header_fire_resize(oriel_widget_host(widget));
	return true;
}

/* A click on the part sorts nothing. */
static void resizer_activate(oriel_widget *widget, oriel_event *event) {
	(void)widget, (void)event;
}

static const struct oriel_default_action resizer_actions[] = {
	{ "pointerdown", resizer_on_pointer_down },
	{ "pointermove", resizer_on_pointer_move },
	{ "pointerup", resizer_on_pointer_end },
	{ "pointercancel", resizer_on_pointer_end },
	{ "lostpointercapture", resizer_on_pointer_end },
	{ 0 },
};

static const struct oriel_widget_class table_resizer_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "table-resizer",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
	.activate = resizer_activate,
	.default_actions = resizer_actions,
	.sheets = oriel__table_sheets,
};

/* ---- Making a header ---- */

oriel_widget *oriel__table_header_new(
	const char *site, const char *title, const struct oriel_table_column_options *options) {
	static const struct oriel_table_column_options defaults;
	const struct oriel_table_column_options *given = options ? options : &defaults;
	ORIEL_ASSERT(given->name_your_options == NULL,
		"oriel_table_column (%s): an option has no name; write e.g. .width = 90", site);
	ORIEL_ASSERT(given->width >= 0 && given->share >= 0 && given->min_width >= 0,
		"oriel_table_column (%s): a width is negative; give px from 0", site);
	oriel_widget *widget = oriel_widget_new(&table_header_class);
	struct table_header *header = header_cast(widget, "oriel_table_column");
	header->options = *given;
	header->width = given->width;
	oriel__text_widget_set(widget, title);
	oriel_set_boolean_attribute(widget, "sortable", given->can_sort);
	if (given->is_end_aligned)
		oriel_set_attribute(widget, "align", "end");
	oriel_widget_set_focusable(widget, given->can_sort || !given->has_fixed_width);
	if (!given->has_fixed_width) {
		oriel_widget *resizer = oriel_widget_new(&table_resizer_class);
		oriel_set_attribute(resizer, "part", "resizer");
		oriel_widget_append_shadow_child(widget, resizer);
	}
	return widget;
}
