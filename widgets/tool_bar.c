/* SPDX-License-Identifier: MIT */
/*
 * A tool bar, whose length is its width, or the height of a vertical one. A resize observer watches
 * the bar and its items. In the frame after a change, the items that do not fit move into the
 * overflow, and others back. They cannot move at once, because that may change the size of the bar
 * across. An item in the overflow has no length in the bar, so the bar remembers the length that
 * the item had.
 *
 * A mutation observer watches children and disabled items, and gives one item the tab stop.
 */
#include <oriel/widgets/tool_bar.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/microtask.h>
#include <oriel/ui/focus.h>
#include <oriel/ui/input_event.h>
#include <oriel/ui/mutation.h>
#include <oriel/ui/popover.h>
#include <oriel/ui/resize_observer.h>
#include <oriel/ui/window.h>
#include <oriel/widgets/button.h>
#include <oriel/widgets/texts.h>

#include "themes_internal.h"

/* The length that an item in the overflow had in the bar. */
struct tool_length {
	oriel_widget_id item;
	float length; /* px */
};

struct tool_bar {
	struct oriel_widget_base base;
	oriel_widget_id more, overflow;
	oriel_widget_id current; /* the item with the tab stop */
	oriel_resize_observer_id resizes;
	oriel_mutation_observer_id mutations;
	struct tool_length *lengths; /* of the items in the overflow, in their order */
	size_t length_count, length_capacity;
	oriel_frame_id frame; /* in which the items are fitted again; 0: none */
	bool is_fitting;      /* the bar moves items itself */
	bool is_vertical;
};

static const struct oriel_widget_class tool_bar_class, tool_bar_overflow_class;

static struct tool_bar *tool_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &tool_bar_class);
}

/* Returns a part of the bar; NULL if a program has taken it away. */
static oriel_widget *tool_part(const oriel_widget *widget, oriel_widget_id id) {
	oriel_widget *part = oriel_widget_from_id(id);
	return part && oriel_parent(part) == widget ? part : NULL;
}

static oriel_widget *tool_overflow(const oriel_widget *widget) {
	return tool_part(widget, tool_cast(widget, "tool_overflow")->overflow);
}

static oriel_widget *tool_more(const oriel_widget *widget) {
	return tool_part(widget, tool_cast(widget, "tool_more")->more);
}

/* The button and the overflow are no items. */
static bool tool_is_item(const oriel_widget *widget, const oriel_widget *child) {
	return child != tool_more(widget) && child != tool_overflow(widget);
}

/* ---- Tab stops and keys ---- */

static bool tool_is_stop(const oriel_widget *widget) {
	return oriel_widget_is_focusable(widget) && !oriel_is_disabled(widget) &&
		!oriel_is_hidden(widget);
}

/* Returns the focusable widget after one in a container, or the first; NULL after the last. The
 * overflow is skipped, unless it is the container. */
static oriel_widget *tool_next_stop(const oriel_widget *container, const oriel_widget *from) {
	oriel_widget *at = oriel_widget_next_in_tree(from ? from : container, container);
	while (at) {
		if (oriel_widget_try_cast(at, &tool_bar_overflow_class)) {
			const oriel_widget *last = oriel_last_child(at);
			while (last && oriel_last_child(last))
				last = oriel_last_child(last);
			at = oriel_widget_next_in_tree(last ? last : at, container);
			continue;
		}
		if (tool_is_stop(at))
			return at;
		at = oriel_widget_next_in_tree(at, container);
	}
	return NULL;
}

static oriel_widget *tool_last_stop(const oriel_widget *container) {
	oriel_widget *last = NULL;
	for (oriel_widget *at = NULL; (at = tool_next_stop(container, at)) != NULL;)
		last = at;
	return last;
}

static oriel_widget *tool_previous_stop(const oriel_widget *container, const oriel_widget *from) {
	oriel_widget *previous = NULL;
	for (oriel_widget *at = NULL; (at = tool_next_stop(container, at)) != NULL && at != from;)
		previous = at;
	return previous;
}

/* Gives the tab stop to the current item, or to the first one if the current one cannot have it.
 * Every item in the overflow is a tab stop. */
static void tool_sync_stops(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_sync_stops");
	const oriel_widget *current = oriel_widget_from_id(bar->current);
	oriel_widget *overflow = tool_overflow(widget);
	bool is_valid = current && tool_is_stop(current) && oriel_widget_contains(widget, current) &&
		!(overflow && oriel_widget_contains(overflow, current));
	if (!is_valid)
		current = tool_next_stop(widget, NULL);
	bar->current = current ? oriel_widget_to_id(current) : 0;
	for (oriel_widget *at = NULL; (at = tool_next_stop(widget, at)) != NULL;)
		oriel_widget_set_tab_stop(at, at == current);
	for (oriel_widget *at = NULL; overflow && (at = tool_next_stop(overflow, at)) != NULL;)
		oriel_widget_set_tab_stop(at, true);
}

static void tool_on_focus_in(oriel_event *event, void *data) {
	oriel_widget *widget = data, *target = oriel_event_widget(event);
	const oriel_widget *overflow = tool_overflow(widget);
	if (target == widget || (overflow && oriel_widget_contains(overflow, target)))
		return;
	tool_cast(widget, "tool_on_focus_in")->current = oriel_widget_to_id(target);
	tool_sync_stops(widget);
}

/* Returns the stop to which a key goes, around the ends; NULL for another key. */
static oriel_widget *tool_stop_by_key(const oriel_widget *container, const oriel_widget *from,
	const oriel_event *event, const char *next_key, const char *previous_key) {
	oriel_widget *stop = NULL;
	if (oriel_key_is(event, "Home"))
		return tool_next_stop(container, NULL);
	if (oriel_key_is(event, "End"))
		return tool_last_stop(container);
	if (oriel_key_is_or_repeats(event, next_key))
		stop = tool_next_stop(container, from);
	else if (oriel_key_is_or_repeats(event, previous_key))
		return (stop = tool_previous_stop(container, from)) ? stop : tool_last_stop(container);
	else
		return NULL;
	return stop ? stop : tool_next_stop(container, NULL);
}

static bool tool_on_key_down(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *from = oriel_event_widget(event);
	bool is_rtl = strcmp(oriel_used_keyword(widget, ORIEL_PROPERTY_DIRECTION), "rtl") == 0;
	if (!from || from == widget)
		return false;
	const char *next = is_rtl ? "ArrowLeft" : "ArrowRight";
	const char *previous = is_rtl ? "ArrowRight" : "ArrowLeft";
	if (tool_cast(widget, "tool_on_key_down")->is_vertical) {
		next = "ArrowDown";
		previous = "ArrowUp";
	}
	oriel_widget *stop = tool_stop_by_key(widget, from, event, next, previous);
	return stop && oriel_focus(stop);
}

/* ---- The overflow ---- */

static void tool_on_more(oriel_event *event, void *data) {
	oriel_widget *widget = data, *overflow = tool_overflow(widget);
	(void)event;
	if (!overflow || !oriel_widget_window(overflow) ||
		oriel_popover_toggle(overflow, .source = tool_more(widget),
			.side = tool_cast(widget, "tool_on_more")->is_vertical ? ORIEL_SIDE_INLINE_END :
																	ORIEL_SIDE_BLOCK_END) !=
			ORIEL_OK ||
		!oriel_popover_is_open(overflow))
		return;
	oriel_widget *first = tool_next_stop(overflow, NULL);
	if (first)
		oriel_focus(first);
}

/* A chosen button ends the overflow, as an item ends a menu. */
static void tool_on_overflow_click(oriel_event *event, void *data) {
	oriel_widget *overflow = data;
	const oriel_widget *target = oriel_event_widget(event);
	const char *type = target ? oriel_widget_type(target) : "";
	if (!oriel_widget_is_destroyed(overflow) &&
		(strcmp(type, "button") == 0 || strcmp(type, "link") == 0))
		oriel_popover_hide(overflow);
}

static bool overflow_on_key_down(oriel_widget *widget, oriel_event *event) {
	const oriel_widget *from = oriel_event_widget(event);
	if (!from || from == widget)
		return false;
	oriel_widget *stop = tool_stop_by_key(widget, from, event, "ArrowDown", "ArrowUp");
	return (stop && oriel_focus(stop)) || oriel_key_is_or_repeats(event, "ArrowLeft") ||
		oriel_key_is_or_repeats(event, "ArrowRight");
}

/* ---- Fitting ---- */

/* Returns the length of a widget's border box along a bar. */
static float tool_length_along(const oriel_widget *widget, const oriel_widget *item) {
	struct oriel_rect bounds = oriel_widget_bounds(item);
	return tool_cast(widget, "tool_length_along")->is_vertical ? bounds.height : bounds.width;
}

/* Returns the length that an item needs. One that grows needs its least length only. */
static float tool_item_length(const oriel_widget *widget, const oriel_widget *item) {
	bool is_vertical = tool_cast(widget, "tool_item_length")->is_vertical;
	if (oriel_is_hidden(item))
		return 0;
	if (oriel_used_length(item, ORIEL_PROPERTY_FLEX_GROW) > 0)
		return oriel_used_length(
			item, is_vertical ? ORIEL_PROPERTY_MIN_HEIGHT : ORIEL_PROPERTY_MIN_WIDTH);
	return tool_length_along(widget, item) +
		oriel_used_length(
			item, is_vertical ? ORIEL_PROPERTY_MARGIN_TOP : ORIEL_PROPERTY_MARGIN_LEFT) +
		oriel_used_length(
			item, is_vertical ? ORIEL_PROPERTY_MARGIN_BOTTOM : ORIEL_PROPERTY_MARGIN_RIGHT);
}

static bool tool_is_separator(const oriel_widget *item) {
	return strcmp(oriel_widget_type(item), "separator") == 0;
}

/* Moves the last item of the bar to the front of the overflow. */
static void tool_move_out(oriel_widget *widget, oriel_widget *item, float length) {
	struct tool_bar *bar = tool_cast(widget, "tool_move_out");
	oriel_widget *overflow = tool_overflow(widget);
	if (bar->length_count == bar->length_capacity) {
		size_t capacity = 2 * bar->length_capacity + 8;
		struct tool_length *lengths = realloc(bar->lengths, capacity * sizeof(*lengths));
		if (!lengths) {
			oriel_log(ORIEL_LOG_ERROR, "no memory for the overflow of a tool bar");
			return;
		}
		bar->lengths = lengths;
		bar->length_capacity = capacity;
	}
	memmove(bar->lengths + 1, bar->lengths, bar->length_count * sizeof(*bar->lengths));
	bar->lengths[0] = (struct tool_length){ oriel_widget_to_id(item), length };
	bar->length_count++;
	oriel_widget_move_before(overflow, item, oriel_first_child(overflow));
}

/* Moves the first item of the overflow back, behind the last item of the bar. */
static void tool_move_back(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_move_back");
	oriel_widget *item = oriel_widget_from_id(bar->lengths[0].item);
	bar->length_count--;
	memmove(bar->lengths, bar->lengths + 1, bar->length_count * sizeof(*bar->lengths));
	if (item && oriel_parent(item) == tool_overflow(widget))
		oriel_widget_move_before(widget, item, tool_more(widget));
}

static oriel_widget *tool_last_item(const oriel_widget *widget) {
	oriel_widget *item = oriel_last_child(widget);
	while (item && !tool_is_item(widget, item))
		item = oriel_previous_sibling(item);
	return item;
}

/* Forgets items that a program has taken out of the overflow or destroyed. */
static void tool_forget_gone(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_forget_gone");
	size_t kept = 0;
	for (size_t i = 0; i < bar->length_count; i++) {
		const oriel_widget *item = oriel_widget_from_id(bar->lengths[i].item);
		if (item && oriel_parent(item) == tool_overflow(widget))
			bar->lengths[kept++] = bar->lengths[i];
	}
	bar->length_count = kept;
}

/* Returns the length of the items in the bar with the gaps between them. */
static float tool_used_length(const oriel_widget *widget, float gap) {
	float used = 0;
	for (const oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at)) {
		if (tool_is_item(widget, at) && !oriel_is_hidden(at))
			used += tool_item_length(widget, at) + (used > 0 ? gap : 0);
	}
	return used;
}

/* Returns the room beside the button, which is shown for it. */
static float tool_room_beside_more(const oriel_widget *widget, float room, float gap) {
	oriel_widget *more = tool_more(widget);
	oriel_set_hidden(more, false);
	return room - gap - tool_length_along(widget, more);
}

static void tool_fit_items(oriel_widget *widget, float room, float gap) {
	struct tool_bar *bar = tool_cast(widget, "tool_fit_items");
	float used = tool_used_length(widget, gap), all = used;
	for (size_t i = 0; i < bar->length_count; i++)
		all += bar->lengths[i].length + gap;
	bool fits_all = all <= room + 0.5f;
	float with_more = fits_all ? room : tool_room_beside_more(widget, room, gap);
	while (bar->length_count > 0 &&
		(fits_all || used + gap + bar->lengths[0].length <= with_more + 0.5f)) {
		used += gap + bar->lengths[0].length;
		tool_move_back(widget);
	}
	float limit = bar->length_count > 0 || used > room + 0.5f ? with_more : room;
	for (oriel_widget *item; (item = tool_last_item(widget)) != NULL;) {
		bool is_stray = bar->length_count > 0 && tool_is_separator(item);
		if (used <= limit + 0.5f && !is_stray)
			break;
		float length = tool_item_length(widget, item);
		size_t count = bar->length_count;
		tool_move_out(widget, item, length);
		if (bar->length_count == count)
			break; /* no memory */
		used -= length + gap;
		limit = with_more;
	}
}

/* Discards the records of the bar's own moves. */
static void tool_ignore(const struct oriel_mutation_record *records, size_t count, void *data) {
	(void)records, (void)count, (void)data;
}

/* Brings all items that fit into the bar. May be called when nothing has changed. */
static void tool_fit(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_fit");
	oriel_widget *more = tool_more(widget), *overflow = tool_overflow(widget);
	struct oriel_rect content = oriel_widget_content_box(widget);
	float room = bar->is_vertical ? content.height : content.width;
	if (!more || !overflow || bar->is_fitting || !oriel_widget_window(widget) || !(room > 0))
		return;
	bar->is_fitting = true;
	tool_forget_gone(widget);
	tool_fit_items(widget, room,
		oriel_used_length(
			widget, bar->is_vertical ? ORIEL_PROPERTY_ROW_GAP : ORIEL_PROPERTY_COLUMN_GAP));
	bool has_overflow = bar->length_count > 0;
	if (!has_overflow)
		oriel_popover_hide(overflow);
	oriel_set_hidden(more, !has_overflow);
	tool_sync_stops(widget);
	oriel_mutation_take_records(bar->mutations, tool_ignore, NULL);
	bar->is_fitting = false;
}

/* Items that a program adds behind the button come after those in the overflow, which therefore
 * move back before. */
static void tool_take_in_order(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_take_in_order");
	oriel_widget *more = tool_more(widget), *overflow = tool_overflow(widget);
	const oriel_widget *last = oriel_last_child(widget);
	if (!more || !overflow || last == overflow)
		return;
	tool_forget_gone(widget);
	while (bar->length_count > 0)
		tool_move_back(widget);
	oriel_widget_move_before(widget, more, NULL);
	oriel_widget_move_before(widget, overflow, NULL);
}

static void tool_on_frame(double time_ms, void *data) {
	(void)time_ms;
	tool_cast(data, "tool_on_frame")->frame = 0;
	tool_take_in_order(data);
	tool_fit(data);
}

/* Fits the items at the beginning of the next frame, before layout and painting. */
static void tool_request_fit(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_request_fit");
	oriel_window *window = oriel_widget_window(widget);
	if (window && bar->frame == 0)
		bar->frame = oriel_window_request_frame(
			window, tool_on_frame, widget, .signal = oriel_widget_signal(widget));
}

static void tool_on_resize(const struct oriel_resize_record *records, size_t count, void *data) {
	(void)records, (void)count;
	tool_request_fit(data);
}

static void tool_on_mutation(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	oriel_widget *widget = data;
	struct tool_bar *bar = tool_cast(widget, "tool_on_mutation");
	if (oriel_widget_is_destroyed(widget))
		return;
	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < records[i].removed_count; j++) {
			oriel_widget *removed = records[i].removed[j];
			if (!oriel_widget_is_destroyed(removed) && !oriel_widget_contains(widget, removed))
				oriel_widget_set_tab_stop(removed, true);
		}
	}
	for (oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at)) {
		if (tool_is_item(widget, at))
			oriel_resize_observe(bar->resizes, at);
	}
	tool_sync_stops(widget);
	tool_request_fit(widget);
}

/* ---- Classes ---- */

static void tool_bar_describe(oriel_widget *widget, struct oriel_description *description) {
	description->role = ORIEL_ROLE_TOOL_BAR;
	description->orientation = tool_cast(widget, "tool_bar_describe")->is_vertical ?
		ORIEL_ORIENTATION_VERTICAL :
		ORIEL_ORIENTATION_HORIZONTAL;
}

static void tool_on_attached(void *data) {
	if (!oriel_widget_is_destroyed(data))
		tool_request_fit(data);
}

static void tool_release(void *widget) {
	oriel_widget_release(widget);
}

/* A window that is being opened gives no frames yet, so that a microtask requests one. */
static void tool_bar_attached(oriel_widget *widget) {
	oriel_queue_microtask(
		tool_on_attached, oriel_widget_hold(widget), .release = tool_release);
}

/* The next window gives frames of its own. */
static void tool_bar_detached(oriel_widget *widget) {
	struct tool_bar *bar = tool_cast(widget, "tool_bar_detached");
	oriel_cancel_frame(bar->frame);
	bar->frame = 0;
}

static void tool_bar_finish(oriel_widget *widget) {
	free(tool_cast(widget, "tool_bar_finish")->lengths);
}

static const struct oriel_default_action tool_bar_actions[] = {
	{ "keydown", tool_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class tool_bar_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tool-bar",
	.size = sizeof(struct tool_bar),
	.finish = tool_bar_finish,
	.attached = tool_bar_attached,
	.detached = tool_bar_detached,
	.default_actions = tool_bar_actions,
	.describe = tool_bar_describe,
	.sheets = oriel__tool_bar_sheets,
};

static void overflow_describe(oriel_widget *widget, struct oriel_description *description) {
	(void)widget;
	description->role = ORIEL_ROLE_GROUP;
}

static const struct oriel_default_action overflow_actions[] = {
	{ "keydown", overflow_on_key_down },
	{ 0 },
};

static const struct oriel_widget_class tool_bar_overflow_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "tool-bar-overflow",
	.size = sizeof(struct oriel_widget_base),
	.default_actions = overflow_actions,
	.describe = overflow_describe,
	.sheets = oriel__tool_bar_sheets,
};

static void tool_bar_watch(oriel_widget *widget) {
	static const char *const attributes[] = { "disabled" };
	struct tool_bar *bar = tool_cast(widget, "tool_bar_watch");
	oriel_abort_signal *signal = oriel_widget_signal(widget);
	bar->resizes = oriel_resize_observer_new(tool_on_resize, widget, .signal = signal);
	bar->mutations = oriel_mutation_observer_new(tool_on_mutation, widget, .signal = signal);
	oriel_resize_observe(bar->resizes, widget);
	oriel_mutation_observe(bar->mutations, widget,
		ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE, .attribute_filter = attributes,
		.attribute_filter_count = 1);
}

oriel_widget *oriel_tool_bar_at(const char *site, oriel_widget *const *items, size_t count) {
	oriel_widget *widget = oriel_widget_new(&tool_bar_class);
	oriel_widget *more = oriel_icon_button("more", oriel_builtin_text(ORIEL_BUILTIN_TEXT_MORE));
	oriel_widget *overflow = oriel_widget_new(&tool_bar_overflow_class);
	oriel_widget *const parts[] = { more, overflow };
	struct tool_bar *bar = tool_cast(widget, "oriel_tool_bar");
	bar->more = oriel_widget_to_id(more);
	bar->overflow = oriel_widget_to_id(overflow);
	oriel_set_attribute(more, "type", "button");
	oriel_set_attribute(overflow, "popover", "auto");
	oriel_add_class(more, "tool-bar-more");
	oriel_set_hidden(more, true);
	oriel_listen(more, "click", tool_on_more, widget, .signal = oriel_widget_signal(widget));
	oriel_listen(overflow, "click", tool_on_overflow_click, overflow);
	oriel_listen(widget, "focusin", tool_on_focus_in, widget);
	tool_bar_watch(widget);
	oriel_widget_append_all_at(site, widget, items, count);
	return oriel_widget_append_all_at(site, widget, parts, 2);
}

/* The lengths of items in the overflow are those of the other direction, so that all items move
 * back before they are fitted. */
void oriel_tool_bar_set_vertical(oriel_widget *widget, bool vertical) {
	struct tool_bar *bar = tool_cast(widget, "oriel_tool_bar_set_vertical");
	if (bar->is_vertical == vertical)
		return;
	bar->is_vertical = vertical;
	oriel_set_attribute(widget, "orientation", vertical ? "vertical" : NULL);
	tool_forget_gone(widget);
	while (bar->length_count > 0)
		tool_move_back(widget);
	tool_request_fit(widget);
}
