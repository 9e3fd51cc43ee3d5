/* SPDX-License-Identifier: MIT */
/*
 * A split pane and its splitter. The pane remembers the size of the side that keeps its size; a
 * position of the other side is converted when the room is known, i.e. in the next layout. A
 * collapsed pane remembers the size to which it returns.
 */
#include <oriel/widgets/split_pane.h>

#include <math.h>
#include <string.h>

#include <oriel/extend/layout.h>
#include <oriel/extend/recorder.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/input_event.h>

#include "themes_internal.h"

#define LEAST 48.0f    /* px, of a pane without a least size */
#define STEP 16.0f     /* px, of an arrow key */
#define THICKNESS 9.0f /* px, of the splitter */

struct split_pane {
	struct oriel_widget_base base;
	oriel_widget_id first, splitter, second;
	float min_first, min_second; /* px */
	float size;                  /* px, of the remembered side; 0: half of the room */
	bool is_size_of_second;
	bool is_vertical, is_keeping_second, is_collapsible;
	float room, shown; /* px; of both panes, and of the first one, in the last layout */
};

struct splitter {
	struct oriel_widget_base base;
	float grip;         /* px from the edge of the first pane to the pointer */
	float size_before;  /* of the first pane, when the drag began */
	int64_t pointer_id; /* of the drag */
	bool is_dragged, was_collapsed;
};

static const struct oriel_widget_class split_pane_class, splitter_class;

static struct split_pane *split_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &split_pane_class);
}

static bool split_is_rtl(const oriel_widget *widget) {
	return strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
}

static bool split_is_collapsed(const oriel_widget *widget) {
	return oriel_has_attribute(widget, "collapsed");
}

/* ---- Sizes ---- */

/* Returns the size of the first pane in this width, within the least sizes. If both do not fit, the
 * second one gives way. */
static float split_limit(const struct split_pane *split, float first, float room) {
	first = fminf(first, room - split->min_second);
	return fminf(fmaxf(first, split->min_first), fmaxf(0, room));
}

static float split_wanted_first(const struct split_pane *split, float room) {
	if (split->size <= 0)
		return room / 2;
	return split->is_size_of_second ? room - split->size : split->size;
}

/* Remembers the size of the side that keeps its size. */
static void split_set_first(struct split_pane *split, float first) {
	split->is_size_of_second = split->is_keeping_second && split->room > 0;
	split->size = split->is_size_of_second ? split->room - first : first;
}

/* ---- Layout ---- */

static struct oriel_measurement split_measure(oriel_widget *widget, float max_width) {
	const struct split_pane *split = split_cast(widget, "split_measure");
	struct oriel_measurement sum = { .baseline = -1 };
	for (oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at)) {
		if (oriel_is_hidden(at))
			continue;
		struct oriel_measurement size = oriel_widget_measure(at, max_width);
		float width = at == oriel_widget_from_id(split->splitter) ? THICKNESS : size.width;
		float height = at == oriel_widget_from_id(split->splitter) ? THICKNESS : size.height;
		sum.width = split->is_vertical ? fmaxf(sum.width, size.width) : sum.width + width;
		sum.height = split->is_vertical ? sum.height + height : fmaxf(sum.height, size.height);
	}
	return sum;
}

/* Places a child along the pane, from the start. */
static void split_place(oriel_widget *widget, oriel_widget_id id, struct oriel_rect content,
	float start, float length) {
	oriel_widget *child = oriel_widget_from_id(id);
	struct oriel_rect box = content;
	if (!child || oriel_parent(child) != widget)
		return;
	if (split_cast(widget, "split_place")->is_vertical) {
		box.y += start;
		box.height = length;
	} else {
		box.x += split_is_rtl(widget) ? content.width - start - length : start;
		box.width = length;
	}
	oriel_widget_place(child, box);
}

/* A pane that is hidden or gone leaves all room to the other one. */
static bool split_has_pane(const oriel_widget *widget, oriel_widget_id id) {
	const oriel_widget *child = oriel_widget_from_id(id);
	return child && oriel_parent(child) == widget && !oriel_is_hidden(child);
}

static void split_arrange(oriel_widget *widget, struct oriel_rect content) {
	struct split_pane *split = split_cast(widget, "split_arrange");
	float length = split->is_vertical ? content.height : content.width;
	float room = fmaxf(0, length - THICKNESS);
	if (split->is_keeping_second && !split->is_size_of_second && split->size > 0 && room > 0) {
		split->size = room - split->size;
		split->is_size_of_second = true;
	}
	split->room = room;
	split->shown = split_limit(split, split_wanted_first(split, room), room);
	float first = split_is_collapsed(widget) ? 0 : split->shown;
	if (!split_has_pane(widget, split->first))
		first = 0;
	else if (!split_has_pane(widget, split->second))
		first = room;
	split_place(widget, split->first, content, 0, first);
	split_place(widget, split->splitter, content, first, THICKNESS);
	split_place(widget, split->second, content, first + THICKNESS, room - first);
}

/* ---- The user ---- */

static oriel_widget *split_of(const oriel_widget *splitter) {
	oriel_widget *parent = oriel_parent(splitter);
	return parent && oriel_widget_try_cast(parent, &split_pane_class) ? parent : NULL;
}

static void split_move(oriel_widget *widget, float first) {
	struct split_pane *split = split_cast(widget, "split_move");
	split_set_first(split, split_limit(split, first, split->room));
	oriel_widget_relayout(widget);
}

static void split_collapse(oriel_widget *widget, bool is_collapsed) {
	oriel_set_boolean_attribute(widget, "collapsed", is_collapsed);
	oriel_widget_relayout(widget);
}

/* Fires `input` and `change`; a listener may destroy the pane. */
static void split_fire(oriel_widget *widget, bool is_end) {
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (is_end && !oriel_widget_is_destroyed(widget))
		oriel_fire_trusted(widget, "change", .bubbles = true);
}

static void split_toggle(oriel_widget *widget) {
	split_collapse(widget, !split_is_collapsed(widget));
	split_fire(widget, true);
}

/* Returns the step of an arrow key, px along the first pane; 0 for another key. */
static float split_key_step(const oriel_widget *widget, const oriel_event *event) {
	bool is_vertical = split_cast(widget, "split_key_step")->is_vertical;
	if (oriel_key_is_or_repeats(event, is_vertical ? "ArrowUp" : "ArrowLeft"))
		return !is_vertical && split_is_rtl(widget) ? STEP : -STEP;
	if (oriel_key_is_or_repeats(event, is_vertical ? "ArrowDown" : "ArrowRight"))
		return !is_vertical && split_is_rtl(widget) ? -STEP : STEP;
	return 0;
}

static bool splitter_cancel(oriel_widget *widget);

static bool splitter_on_key_down(oriel_widget *widget, oriel_event *event) {
	oriel_widget *pane = split_of(widget);
	if (oriel_key_is(event, "Escape"))
		return splitter_cancel(widget);
	if (!pane)
		return false;
	struct split_pane *split = split_cast(pane, "splitter_on_key_down");
	float step = split_key_step(pane, event), before = split->shown;
	if (oriel_key_is(event, "Enter")) {
		if (split->is_collapsible)
			split_toggle(pane);
		return split->is_collapsible;
	}
	float first = before + step;
	if (oriel_key_is(event, "Home"))
		first = 0;
	else if (oriel_key_is(event, "End"))
		first = split->room;
	else if (step == 0)
		return false;
	bool was_collapsed = split_is_collapsed(pane);
	if (was_collapsed && step < 0)
		return true;
	if (was_collapsed)
		split_collapse(pane, false);
	first = was_collapsed && step > 0 ? split->min_first : first;
	if (!was_collapsed && split_limit(split, first, split->room) == before)
		return true;
	split_move(pane, first);
	split->shown = split_limit(split, first, split->room); /* for repeats before the next layout */
	split_fire(pane, true);
	return true;
}

/* Returns the distance of the pointer from the start of the panes, px. */
static float splitter_along(const oriel_widget *pane, const oriel_event *event) {
	const struct split_pane *split = split_cast(pane, "splitter_along");
	struct oriel_point point = oriel_event_point_in(event, pane);
	struct oriel_rect content = oriel_widget_content_box(pane);
	if (split->is_vertical)
		return point.y - content.y;
	return split_is_rtl(pane) ? content.x + content.width - point.x : point.x - content.x;
}

static struct splitter *splitter_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &splitter_class);
}

static bool splitter_on_pointer_down(oriel_widget *widget, oriel_event *event) {
	struct splitter *splitter = splitter_cast(widget, "splitter_on_pointer_down");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	oriel_widget *pane = split_of(widget);
	if (!pane || !pointer || pointer->button != ORIEL_BUTTON_PRIMARY || splitter->is_dragged ||
		oriel_is_disabled(widget) ||
		oriel_widget_set_pointer_capture(widget, pointer->pointer_id) != ORIEL_OK)
		return false;
	float first = splitter_along(pane, event);
	splitter->size_before = split_cast(pane, "splitter_on_pointer_down")->shown;
	splitter->was_collapsed = split_is_collapsed(pane);
	splitter->grip = first - (splitter->was_collapsed ? 0 : splitter->size_before);
	splitter->pointer_id = pointer->pointer_id;
	splitter->is_dragged = true;
	return true;
}

static bool splitter_is_dragged_by(const oriel_widget *widget, const oriel_event *event) {
	const struct splitter *splitter = splitter_cast(widget, "splitter_is_dragged_by");
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	return pointer && splitter->is_dragged && pointer->pointer_id == splitter->pointer_id;
}

/* A pane that is dragged to less than half of its least size collapses. */
static bool splitter_on_pointer_move(oriel_widget *widget, oriel_event *event) {
	oriel_widget *pane = split_of(widget);
	if (!pane || !splitter_is_dragged_by(widget, event))
		return false;
	struct split_pane *split = split_cast(pane, "splitter_on_pointer_move");
	float first = splitter_along(pane, event) - splitter_cast(widget, __func__)->grip;
	bool was_collapsed = split_is_collapsed(pane);
	bool is_collapsed = split->is_collapsible && first < split->min_first / 2;
	float before = split->shown;
	if (is_collapsed != was_collapsed)
		split_collapse(pane, is_collapsed);
	if (!is_collapsed) {
		split_move(pane, first);
		split->shown = split_limit(split, first, split->room);
	}
	if (is_collapsed != was_collapsed || split->shown != before)
		split_fire(pane, false);
	return true;
}

static bool splitter_on_pointer_end(oriel_widget *widget, oriel_event *event) {
	struct splitter *splitter = splitter_cast(widget, "splitter_on_pointer_end");
	oriel_widget *pane = split_of(widget);
	if (!splitter_is_dragged_by(widget, event))
		return false;
	splitter->is_dragged = false;
	if (pane && (split_cast(pane, __func__)->shown != splitter->size_before ||
					split_is_collapsed(pane) != splitter->was_collapsed))
		oriel_fire_trusted(pane, "change", .bubbles = true);
	return true;
}

/* Ends a drag and restores what was before. */
static bool splitter_cancel(oriel_widget *widget) {
	struct splitter *splitter = splitter_cast(widget, "splitter_cancel");
	oriel_widget *pane = split_of(widget);
	if (!splitter->is_dragged)
		return false;
	splitter->is_dragged = false;
	oriel_widget_release_pointer_capture(widget, splitter->pointer_id);
	if (!pane || oriel_widget_is_destroyed(pane))
		return true;
	split_collapse(pane, splitter->was_collapsed);
	split_move(pane, splitter->size_before);
	split_fire(pane, false);
	return true;
}

static bool splitter_on_double_click(oriel_widget *widget, oriel_event *event) {
	oriel_widget *pane = split_of(widget);
	(void)event;
	if (!pane || !split_cast(pane, "splitter_on_double_click")->is_collapsible)
		return false;
	split_toggle(pane);
	return true;
}

/* ---- The splitter ---- */

/* A line in the middle, along the splitter. */
static void splitter_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct oriel_rect box = oriel_widget_content_box(widget);
	if (box.width < box.height) {
		box.x += floorf(box.width / 2);
		box.width = 1;
	} else {
		box.y += floorf(box.height / 2);
		box.height = 1;
	}
	oriel_record_fill(recorder, box, oriel_used_color(widget, ORIEL_PROPERTY_COLOR));
}

static void splitter_describe(oriel_widget *widget, struct oriel_description *description) {
	const oriel_widget *pane = split_of(widget);
	description->role = ORIEL_ROLE_SEPARATOR;
	description->actions |= ORIEL_ACTION_ADJUST;
	if (!pane)
		return;
	const struct split_pane *split = split_cast(pane, "splitter_describe");
	float first = split_is_collapsed(pane) ? 0 : split->shown;
	description->orientation = split->is_vertical ? ORIEL_ORIENTATION_HORIZONTAL :
													ORIEL_ORIENTATION_VERTICAL;
	description->controls = oriel_widget_from_id(split->first);
	description->has_range = true;
	description->value_max = 100;
	description->value_now = split->room > 0 ? round((double)(100 * first / split->room)) : 0;
}

static const struct oriel_default_action splitter_actions[] = {
	{ "pointerdown", splitter_on_pointer_down },
	{ "pointermove", splitter_on_pointer_move },
	{ "pointerup", splitter_on_pointer_end },
	{ "pointercancel", splitter_on_pointer_end },
	{ "lostpointercapture", splitter_on_pointer_end },
	{ "dblclick", splitter_on_double_click },
	{ "keydown", splitter_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class splitter_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "splitter",
	.size = sizeof(struct splitter),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.record = splitter_record,
	.default_actions = splitter_actions,
	.describe = splitter_describe,
	.sheets = oriel__split_pane_sheets,
};

/* ---- The pane ---- */

static void split_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_widget_class split_pane_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "split-pane",
	.size = sizeof(struct split_pane),
	.measure = split_measure,
	.arrange = split_arrange,
	.describe = split_describe,
	.sheets = oriel__split_pane_sheets,
};

oriel_widget *oriel_split_pane_at(const char *site, oriel_widget *first, oriel_widget *second,
	const struct oriel_split_pane_options *options) {
	static const struct oriel_split_pane_options defaults;
	const struct oriel_split_pane_options *given = options ? options : &defaults;
	ORIEL_ASSERT(first != NULL && second != NULL,
		"oriel_split_pane (%s): a pane is NULL; give two widgets", site);
	ORIEL_ASSERT(given->name_your_options == NULL,
		"oriel_split_pane (%s): an option has no name; write e.g. .position = 200", site);
	ORIEL_ASSERT(given->position >= 0 && given->min_first >= 0 && given->min_second >= 0,
		"oriel_split_pane (%s): a size is negative; give px from 0", site);
	oriel_widget *widget = oriel_widget_new(&split_pane_class);
	oriel_widget *splitter = oriel_widget_new(&splitter_class);
	oriel_widget *const children[] = { first, splitter, second };
	struct split_pane *split = split_cast(widget, "oriel_split_pane");
	split->first = oriel_widget_to_id(first);
	split->splitter = oriel_widget_to_id(splitter);
	split->second = oriel_widget_to_id(second);
	split->min_first = given->min_first > 0 ? given->min_first : LEAST;
	split->min_second = given->min_second > 0 ? given->min_second : LEAST;
	split->size = split->shown = given->position;
	split->is_vertical = given->is_vertical;
	split->is_keeping_second = given->keeps_second;
	split->is_collapsible = given->can_collapse;
	if (given->is_vertical)
		oriel_set_attribute(widget, "orientation", "vertical");
	return oriel_widget_append_all_at(site, widget, children, 3);
}

void oriel_split_pane_set_position(oriel_widget *widget, float position) {
	struct split_pane *split = split_cast(widget, "oriel_split_pane_set_position");
	split->size = split->shown = position > 0 ? position : 0;
	split->is_size_of_second = false;
	oriel_widget_relayout(widget);
}

float oriel_split_pane_position(const oriel_widget *widget) {
	return split_cast(widget, "oriel_split_pane_position")->shown;
}

void oriel_split_pane_set_collapsed(oriel_widget *widget, bool collapsed) {
	split_cast(widget, "oriel_split_pane_set_collapsed");
	if (split_is_collapsed(widget) != collapsed)
		split_collapse(widget, collapsed);
}

bool oriel_split_pane_is_collapsed(const oriel_widget *widget) {
	split_cast(widget, "oriel_split_pane_is_collapsed");
	return split_is_collapsed(widget);
}
