/* SPDX-License-Identifier: MIT */
/*
 * Showing and hiding popovers, with their events.
 *
 * Listeners of `beforetoggle` may do anything, such as destroy the popover or show another one. The
 * code therefore checks the popover again after each event; is_busy marks a popover whose showing
 * or hiding is in progress, so that a nested call fires no events. Source: HTML, "show popover" and
 * "hide popover".
 */
#include "input/popover_internal.h"

#include <oriel/extend/close_watcher.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/top_layer.h>
#include <oriel/runtime/log.h>

#include <string.h>

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "loop/callback_internal.h"
#include "tree/rare_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/tree_state_internal.h"

static struct oriel__popover *popover_ensure(struct oriel__node *node) {
	struct oriel__rare *rare = oriel__node_rare(node);
	if (rare->popover == NULL) {
		rare->popover = oriel__alloc_zero(1, sizeof(*rare->popover));
		rare->popover->node = node;
	}
	return rare->popover;
}

/* ---- Events ---- */

static void popover_event_finish(void *data) {
	struct oriel_toggle_event *detail = data;
	oriel_widget_release(detail->source);
}

static const struct oriel__event_kind popover_event_kind = { "toggle",
	sizeof(struct oriel_toggle_event), popover_event_finish };

const struct oriel_toggle_event *oriel_event_toggle(const oriel_event *event) {
	return oriel__event_kind_detail(event, &popover_event_kind);
}

/* Returns true unless the event was prevented. */
static bool popover_fire(struct oriel__node *node, const char *type, unsigned flags,
	bool was_open, bool is_open, oriel_widget_id source_id) {
	oriel_widget *source = oriel_widget_from_id(source_id);
	const struct oriel_toggle_event detail = {
		.was_open = was_open,
		.is_open = is_open,
		.source = source != NULL ? oriel_widget_hold(source) : NULL,
	};
	oriel_event *event = oriel__event_new_kind(type, &popover_event_kind, &detail, flags, NULL,
		oriel_loop_now(oriel__node_loop(node)));
	bool is_allowed = oriel__dispatch_trusted(&node->target, event);
	oriel_event_unref(event);
	return is_allowed;
}

bool oriel_widget_fire_toggle(
	oriel_widget *widget, const char *type, const struct oriel_toggle_event *detail) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_widget_fire_toggle");
	bool is_before = strcmp(type, "beforetoggle") == 0;
	ORIEL_ASSERT(is_before || strcmp(type, "toggle") == 0,
		"oriel_widget_fire_toggle: the type is \"%s\"; pass \"beforetoggle\" or \"toggle\"", type);
	oriel_loop *loop = oriel__node_loop(node);
	oriel__hold_begin(loop);
	bool is_allowed = popover_fire(node, type,
		is_before && detail->is_open ? ORIEL__EVENT_CANCELABLE : 0, detail->was_open,
		detail->is_open, oriel_widget_to_id(detail->source));
	oriel__hold_end(loop);
	return is_allowed;
}

struct popover_task {
	oriel_widget *widget; /* held */
	oriel_widget_id source;
	bool was_open, is_open;
};

static void popover_task_release(void *data) {
	struct popover_task *task = data;
	oriel_widget_release(task->widget);
	oriel__free(task);
}

static void popover_task_run(void *data) {
	const struct popover_task *task = data;
	if (oriel_widget_is_destroyed(task->widget))
		return;
	struct oriel__node *node = oriel__node_of(task->widget);
	oriel__popover_of(node)->toggle_task = 0;
	popover_fire(node, "toggle", 0, task->was_open, task->is_open, task->source);
}

/* Source: HTML, "queue a popover toggle event task". */
static void popover_queue_toggle(struct oriel__node *node, bool is_open, oriel_widget_id source) {
	struct oriel__popover *popover = oriel__popover_of(node);
	bool was_open = popover->toggle_task != 0 ? popover->was_open : !is_open;
	oriel_cancel_task(popover->toggle_task);
	struct popover_task *task = oriel__alloc_zero(1, sizeof(*task));
	task->widget = oriel_widget_hold(oriel__widget_of(node));
	task->source = source;
	task->was_open = popover->was_open = was_open;
	task->is_open = is_open;
	popover->toggle_task = oriel_queue_task(popover_task_run, task,
		.source = ORIEL_TASK_SOURCE_UI, .release = popover_task_release);
}

/* ---- Hiding ---- */

/* Returns whether a popover may be shown, or hidden, with no code of the program in between. */
static bool popover_can_hide(const struct oriel__surface *surface, const struct oriel__node *node) {
	return !surface->is_closed && oriel__surface_has(surface, node) &&
		oriel__popover_is_shown(node);
}

static void popover_set_shown(struct oriel__node *node, bool is_shown) {
	oriel__node_set_states(
		node, ORIEL_STATE_POPOVER_OPEN, is_shown ? ORIEL_STATE_POPOVER_OPEN : 0);
}

static bool popover_hide_nested(
	struct oriel__surface *surface, struct oriel__node *node, unsigned flags) {
	oriel__popover_hide_until(surface, node, flags);
	return popover_can_hide(surface, node);
}

/* Does the steps until the popover may be taken away. Returns whether it may. */
static bool popover_prepare_hiding(
	struct oriel__surface *surface, struct oriel__node *node, unsigned flags) {
	const struct oriel__popover *popover = oriel__popover_of(node);
	bool is_on_stack = popover->stack != ORIEL__POPOVER_NONE;
	if (is_on_stack && !popover_hide_nested(surface, node, flags))
		return false;
	if (!(flags & ORIEL__POPOVER_FIRE))
		return true;
	popover_fire(node, "beforetoggle", 0, true, false, 0);
	if (!popover_can_hide(surface, node))
		return false;
	/* a listener may have shown a popover that is nested in this one */
	bool has_nested = is_on_stack && oriel__popover_last(surface, popover->stack) != popover;
	return !has_nested || popover_hide_nested(surface, node, flags);
}

static void popover_focus_back(struct oriel__surface *surface, const struct oriel__node *node,
	oriel_widget_id focused_before) {
	oriel_widget *before = oriel_widget_from_id(focused_before);
	if (before != NULL && oriel__node_contains(node, surface->focus.node))
		oriel__focus_move(surface, oriel__node_of(before), ORIEL_FOCUS_PROGRAM);
}

static void popover_take_away(
	struct oriel__surface *surface, struct oriel__node *node, unsigned flags) {
	struct oriel__popover *popover = oriel__popover_of(node);
	oriel_widget_id before = popover->focused_before;
	if (popover->stack != ORIEL__POPOVER_NONE)
		oriel__list_remove(oriel__popover_stack(surface, popover->stack), &popover->link);
	popover->stack = ORIEL__POPOVER_NONE;
	popover->source = popover->focused_before = 0;
	oriel__states_hold(surface->view.loop);
	oriel_top_layer_remove(oriel__widget_of(node));
	popover_set_shown(node, false);
	if (flags & ORIEL__POPOVER_FIRE)
		popover_queue_toggle(node, false, 0);
	oriel__states_tell(surface->view.loop);
	if ((flags & ORIEL__POPOVER_FOCUS_BACK) && before != 0 && !surface->is_closed)
		popover_focus_back(surface, node, before);
}

/* Keeps an update of the state after which the popover is free again for calls with events. */
static void popover_end_step(const struct oriel__node *node, bool was_busy) {
	struct oriel__popover *popover = oriel__popover_of(node);
	if (popover != NULL && !was_busy)
		popover->is_busy = false;
}

void oriel__popover_hide(struct oriel__surface *surface, struct oriel__node *node, unsigned flags) {
	struct oriel__popover *popover = oriel__popover_of(node);
	if (popover == NULL || !popover_can_hide(surface, node))
		return;
	bool was_busy = popover->is_busy;
	popover->is_busy = true;
	if (was_busy)
		flags &= ~(unsigned)ORIEL__POPOVER_FIRE;
	if (popover_prepare_hiding(surface, node, flags))
		popover_take_away(surface, node, flags);
	if (!node->destroyed && !oriel__popover_is_shown(node))
		oriel_close_watcher_remove(oriel__widget_of(node));
	popover_end_step(node, was_busy);
}

void oriel__popover_kind_changed(struct oriel__surface *surface, struct oriel__node *node) {
	oriel__popover_hide(surface, node, ORIEL__POPOVER_FOCUS_BACK | ORIEL__POPOVER_FIRE);
}

static void popover_close(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_of(widget);
	oriel__popover_hide(oriel__surface_of_node(node), node,
		ORIEL__POPOVER_FOCUS_BACK | ORIEL__POPOVER_FIRE);
}

static const struct oriel_close_watcher popover_watcher = { .close = popover_close };

/* ---- Showing ---- */

/* Returns what keeps a popover from being shown; ORIEL_OK if nothing does. */
static enum oriel_status popover_refusal(
	const struct oriel__surface *surface, const struct oriel__node *node) {
	bool can_show = node->popover != ORIEL__POPOVER_NONE && surface != NULL &&
		!surface->is_closed && oriel__surface_has(surface, node) && node->parent != NULL &&
		!(node->states & ORIEL_STATE_MODAL);
	return can_show ? ORIEL_OK : ORIEL_INVALID_STATE_ERROR;
}

/* Hides the popovers in which the new one is not nested. Returns the stack of the new one. */
static enum oriel__popover_kind popover_make_room(struct oriel__surface *surface,
	struct oriel__node *node, struct oriel__node *source, unsigned flags) {
	struct oriel__popover *in_auto = oriel__popover_ancestor(
		surface, node, ORIEL__POPOVER_AUTO, source, true);
	struct oriel__node *endpoint = in_auto != NULL ? in_auto->node : NULL;
	if (node->popover == ORIEL__POPOVER_AUTO) {
		oriel__popover_hide_stack(surface, ORIEL__POPOVER_HINT, flags);
		oriel__popover_hide_until(surface, endpoint, flags);
		return ORIEL__POPOVER_AUTO;
	}
	struct oriel__popover *in_hint = oriel__popover_ancestor(
		surface, node, ORIEL__POPOVER_HINT, source, true);
	if (in_hint != NULL) {
		oriel__popover_hide_until(surface, in_hint->node, flags);
		return ORIEL__POPOVER_HINT;
	}
	oriel__popover_hide_stack(surface, ORIEL__POPOVER_HINT, flags);
	if (endpoint == NULL)
		return ORIEL__POPOVER_HINT;
	oriel__popover_hide_until(surface, endpoint, flags);
	return ORIEL__POPOVER_AUTO;
}

static void popover_anchor(
	struct oriel__node *node, const struct oriel_popover_options *options) {
	struct oriel__anchoring *anchoring = &node->rare->top->anchoring;
	oriel_widget *anchor = options->anchor != NULL ? options->anchor : options->source;
	if (options->anchor_rect != NULL)
		anchoring->rect = *options->anchor_rect;
	else if (anchor != NULL)
		anchoring->id = oriel_widget_to_id(anchor);
	anchoring->is_set = options->anchor_rect != NULL || anchor != NULL;
	anchoring->is_as_wide = options->is_as_wide;
	anchoring->side = (uint8_t)options->side;
	anchoring->alignment = (uint8_t)options->alignment;
}

/* Focuses the popover or the first node inside with the attribute `autofocus`. Source: HTML,
 * "popover focusing steps". */
static void popover_focus_inside(struct oriel__surface *surface, struct oriel__node *node) {
	for (struct oriel__node *at = node; at != NULL; at = oriel__flat_next(at, node)) {
		if (oriel_has_attribute(oriel__widget_of(at), "autofocus") &&
			oriel__focus_move(surface, at, ORIEL_FOCUS_PROGRAM))
			return;
		if (!oriel__surface_has(surface, at))
			return;
	}
}

static void popover_put_up(struct oriel__surface *surface, struct oriel__node *node,
	enum oriel__popover_kind stack, const struct oriel_popover_options *options,
	oriel_widget_id source) {
	struct oriel__popover *popover = oriel__popover_of(node);
	bool does_restore = stack != ORIEL__POPOVER_NONE && oriel__popover_topmost(surface) == NULL;
	const struct oriel__node *focused = surface->focus.node;
	oriel_widget_id before = does_restore && focused != NULL ?
		oriel_widget_to_id(oriel__widget_of(focused)) :
		0;
	popover->stack = stack;
	popover->source = source;
	popover->does_swallow = options->swallows_press;
	popover->serial = ++surface->popover_serial;
	popover->focused_before = before;
	if (stack != ORIEL__POPOVER_NONE) {
		oriel__list_append(oriel__popover_stack(surface, stack), &popover->link);
		oriel_close_watcher_add(oriel__widget_of(node), &popover_watcher);
	}
	oriel__states_hold(surface->view.loop);
	oriel_top_layer_add(oriel__widget_of(node), false);
	popover_anchor(node, options);
	popover_set_shown(node, true);
	popover_queue_toggle(node, true, source);
	oriel__states_tell(surface->view.loop);
	if (popover_can_hide(surface, node))
		popover_focus_inside(surface, node);
}

static enum oriel_status popover_show_steps(struct oriel__surface *surface,
	struct oriel__node *node, const struct oriel_popover_options *options, bool does_fire) {
	enum oriel__popover_kind kind = (enum oriel__popover_kind)node->popover;
	enum oriel__popover_kind stack = ORIEL__POPOVER_NONE;
	oriel_widget_id source = oriel_widget_to_id(options->source);
	if (does_fire &&
		!popover_fire(node, "beforetoggle", ORIEL__EVENT_CANCELABLE, false, true, source))
		return ORIEL_ABORT_ERROR;
	enum oriel_status status = popover_refusal(surface, node);
	if (status != ORIEL_OK || oriel__popover_is_shown(node))
		return status;
	if (kind != ORIEL__POPOVER_MANUAL) {
		stack = popover_make_room(surface, node,
			options->source != NULL ? oriel__node_of(options->source) : NULL,
			does_fire ? ORIEL__POPOVER_FIRE : 0);
		status = popover_refusal(surface, node);
	}
	if (status == ORIEL_OK && kind != (enum oriel__popover_kind)node->popover)
		status = ORIEL_INVALID_STATE_ERROR;
	if (status == ORIEL_OK && !oriel__popover_is_shown(node))
		popover_put_up(surface, node, stack, options, source);
	return status;
}

/* ---- Public ---- */

static enum oriel_status popover_report(
	const char *site, const struct oriel__node *node, enum oriel_status status) {
	if (status != ORIEL_INVALID_STATE_ERROR)
		return status;
	oriel_log(ORIEL_LOG_ERROR, "%s: oriel_popover_show: this %s %s", site,
		oriel__node_class(node)->name,
		node->popover == ORIEL__POPOVER_NONE ?
			"has no attribute \"popover\"; set it to \"auto\", \"hint\" or \"manual\"" :
			"cannot be shown, since it is in no window, the root of one, or a modal dialog");
	return status;
}

/* Returns the surface of a popover's window; NULL without one. */
static struct oriel__surface *popover_surface(const struct oriel__node *node) {
	return node != NULL && !node->destroyed ? oriel__surface_of_node(node) : NULL;
}

enum oriel_status oriel_popover_show_at(
	const char *site, oriel_widget *widget, const struct oriel_popover_options *options) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_popover_show");
	struct oriel__surface *surface = popover_surface(node);
	struct oriel_popover_options known = { 0 };
	oriel__check_options("oriel_popover_show", site, options);
	if (options != NULL)
		memcpy(&known, options, options->size < sizeof(known) ? options->size : sizeof(known));
	enum oriel_status status = popover_refusal(surface, node);
	if (status != ORIEL_OK)
		return popover_report(site, node, status);
	if (oriel__popover_is_shown(node))
		return ORIEL_OK;
	struct oriel__popover *popover = popover_ensure(node);
	oriel_loop *loop = surface->view.loop;
	oriel__hold_begin(loop);
	bool was_busy = popover->is_busy;
	popover->is_busy = true;
	status = popover_show_steps(surface, node, &known, !was_busy);
	popover_end_step(node, was_busy);
	oriel__hold_end(loop);
	return status;
}

void oriel_popover_hide(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_popover_hide");
	struct oriel__surface *surface = popover_surface(node);
	if (surface == NULL)
		return;
	oriel_loop *loop = surface->view.loop;
	oriel__hold_begin(loop);
	oriel__popover_hide(surface, node, ORIEL__POPOVER_FOCUS_BACK | ORIEL__POPOVER_FIRE);
	oriel__hold_end(loop);
}

enum oriel_status oriel_popover_toggle_at(
	const char *site, oriel_widget *widget, const struct oriel_popover_options *options) {
	if (!oriel_popover_is_open(widget))
		return oriel_popover_show_at(site, widget, options);
	oriel_popover_hide(widget);
	return ORIEL_OK;
}

bool oriel_popover_is_open(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_popover_is_open");
	return node != NULL && oriel__popover_is_shown(node);
}

oriel_widget *oriel_popover_source(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_popover_source");
	const struct oriel__popover *popover = node != NULL ? oriel__popover_of(node) : NULL;
	return popover != NULL ? oriel_widget_from_id(popover->source) : NULL;
}

oriel_widget *oriel_popover_around(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_popover_around");
	while (node != NULL && !oriel__popover_is_shown(node))
		node = node->parent;
	return node != NULL ? oriel__widget_of(node) : NULL;
}

void oriel_popover_hide_others(oriel_widget *widget) {
	struct oriel__node *node = oriel__node_read(widget, "oriel_popover_hide_others");
	struct oriel__surface *surface = popover_surface(node);
	if (surface == NULL)
		return;
	oriel_loop *loop = surface->view.loop;
	oriel__hold_begin(loop);
	const struct oriel__popover *ancestor = oriel__popover_ancestor(
		surface, node, ORIEL__POPOVER_AUTO, NULL, false);
	oriel__popover_hide_until(
		surface, ancestor != NULL ? ancestor->node : NULL, ORIEL__POPOVER_FIRE);
	oriel__hold_end(loop);
}
