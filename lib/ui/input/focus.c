/* SPDX-License-Identifier: MIT */
/*
 * Focus: the focused widget of a window, the events of a move of the focus, Tab order, and :focus,
 * :focus-visible, :focus-within.
 *
 * A move is blur and focusout at the old widget, then focus and focusin at the new one. States are
 * set before the events. Each move has a serial: a listener that moves the focus again ends the
 * first move. An inactive window keeps its node, without states and events. Classes are called only
 * when struct oriel__focus is consistent, because a class may destroy its widget or move the focus.
 * Source: HTML, "focus"; Chromium's FocusController.
 */
#include <oriel/ui/focus.h>

#include "style/style_internal.h"
#include "input/access_key_internal.h"
#include "input/tooltip_internal.h"
#include "loop/callback_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>

#include "layout/scroll_internal.h"

static bool takes_text(const struct oriel__node *node) {
	return (oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT) != 0;
}

static bool is_rendered(const struct oriel__node *node) {
	if (!oriel__widget_style(oriel__widget_of(node))->is_visible)
		return false;
	for (; node != NULL; node = node->parent) {
		if (oriel__node_is_hidden(node) ||
			oriel__widget_style(oriel__widget_of(node))->display == ORIEL_DISPLAY_NONE)
			return false;
	}
	return true;
}

static bool can_have_focus(const struct oriel__surface *surface, const struct oriel__node *node) {
	return oriel__surface_has(surface, node) && node->focusable && !oriel__node_is_disabled(node) &&
		is_rendered(node) && !oriel__node_is_inert(node);
}

static void set_state(struct oriel__node *node, enum oriel_state state, bool on) {
	oriel__node_set_states(node, state, on ? state : 0);
}

static void focus_show(struct oriel__surface *surface, bool on) {
	struct oriel__node *node = surface->focus.node;
	oriel_loop *loop = surface->view.loop;
	surface->focus.is_shown = on;
	oriel__states_hold(loop);
	set_state(node, ORIEL_STATE_FOCUS, on);
	set_state(node, ORIEL_STATE_FOCUS_VISIBLE, on && surface->focus.is_visible);
	oriel__states_set_chain(node, NULL, ORIEL_STATE_FOCUS_WITHIN, on);
	oriel__states_tell(loop);
}

/* Returns whether no later move has changed the focus since the move with this serial. */
static bool is_current(const struct oriel__surface *surface, uint64_t serial) {
	return surface->focus.serial == serial && !surface->is_closed;
}

/* Fires an event of focus. Returns whether no listener has moved the focus. */
static bool focus_fire(struct oriel__surface *surface, oriel_target *target, const char *type,
	unsigned flags, struct oriel__node *related) {
	uint64_t serial = surface->focus.serial;
	oriel_target *second = related != NULL ? &related->target : NULL;
	oriel__input_dispatch(target,
		oriel__plain_event_new(type, flags, second, oriel_loop_now(surface->view.loop)));
	return is_current(surface, serial);
}

static bool fire_pair(struct oriel__surface *surface, struct oriel__node *node, const char *first,
	const char *second, struct oriel__node *related) {
	return focus_fire(surface, &node->target, first, ORIEL__EVENT_COMPOSED, related) &&
		(!oriel__surface_has(surface, node) ||
			focus_fire(surface, &node->target, second, ORIEL__EVENT_BUBBLES | ORIEL__EVENT_COMPOSED,
				related));
}

/* Returns whether a focused node matches :focus-visible. Source: Selectors 4, ":focus-visible", its
 * heuristics. */
static bool is_visible_after(const struct oriel__focus *focus, const struct oriel__node *node,
	enum oriel_focus_origin origin) {
	if (takes_text(node) || origin == ORIEL_FOCUS_KEYBOARD)
		return true;
	if (origin == ORIEL_FOCUS_POINTER)
		return false;
	return focus->node != NULL ? focus->is_visible : !focus->was_by_pointer;
}

/* Marks a text input of an inactive window for recording. Its states do not change there, but it
 * shows its selection. */
static void mark_unshown(struct oriel__node *node) {
	if (takes_text(node))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
}

/* Removes the focus from the old node, with its events. Returns whether this move is still the
 * latest. */
static bool take_from(struct oriel__surface *surface, struct oriel__node *next) {
	struct oriel__focus *focus = &surface->focus;
	struct oriel__node *old = focus->node;
	bool was_shown = focus->is_shown;
	uint64_t serial = ++focus->serial;
	oriel__view_need_frame(&surface->view);
	oriel__commands_changed(surface->commands);
	if (old == NULL)
		return true;
	oriel__states_hold(surface->view.loop);
	if (was_shown)
		focus_show(surface, false);
	else
		mark_unshown(old);
	focus->node = NULL;
	focus->start = old;
	oriel__tooltip_focus(surface, NULL);
	oriel__states_tell(surface->view.loop);
	if (!is_current(surface, serial))
		return false;
	return !was_shown || fire_pair(surface, old, "blur", "focusout", next);
}

static bool give_to(
	struct oriel__surface *surface, struct oriel__node *node, struct oriel__node *old) {
	struct oriel__focus *focus = &surface->focus;
	uint64_t serial = focus->serial;
	focus->node = node;
	focus->start = NULL;
	surface->text.caret = (struct oriel_rect){ 0 };
	oriel__reveal_note(surface);
	if (!surface->is_active) {
		mark_unshown(node);
		return true;
	}
	focus_show(surface, true);
	oriel__tooltip_focus(surface, node);
	return is_current(surface, serial) && fire_pair(surface, node, "focus", "focusin", old);
}

static bool focus_move(
	struct oriel__surface *surface, struct oriel__node *node, enum oriel_focus_origin origin) {
	struct oriel__focus *focus = &surface->focus;
	bool visible = node != NULL && is_visible_after(focus, node, origin);
	struct oriel__node *old = focus->node;
	uint64_t serial = focus->serial;
	oriel__key_release_held(surface);
	oriel__text_commit(surface);
	if (!is_current(surface, serial) || !take_from(surface, node))
		return focus->node == node;
	if (node == NULL || !can_have_focus(surface, node))
		return node == NULL;
	focus->is_visible = visible;
	focus->origin = origin;
	return give_to(surface, node, old) && focus->node == node;
}

bool oriel__focus_move(
	struct oriel__surface *surface, struct oriel__node *node, enum oriel_focus_origin origin) {
	struct oriel__focus *focus = &surface->focus;
	if (surface->is_closed || (node != NULL && !can_have_focus(surface, node)))
		return false;
	oriel_loop *loop = surface->view.loop;
	oriel__hold_begin(loop);
	bool has_it = node == focus->node || focus_move(surface, node, origin);
	if (has_it && oriel__surface_has(surface, node) && origin != ORIEL_FOCUS_POINTER)
		oriel__scroll_show(node);
	oriel__hold_end(loop);
	return has_it;
}

void oriel__focus_press(struct oriel__surface *surface, struct oriel__node *node) {
	struct oriel__node *nearest = node;
	while (nearest != NULL && !can_have_focus(surface, nearest))
		nearest = nearest->parent;
	oriel__focus_move(surface, nearest, ORIEL_FOCUS_POINTER);
	if (nearest == NULL && surface->focus.node == NULL && oriel__surface_has(surface, node))
		surface->focus.start = node;
}

/* ---- Tab order ---- */

static bool is_tab_stop(const struct oriel__focus *focus, const struct oriel__node *node) {
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	if (node->is_no_tab_stop)
		return false;
	return widget_class->is_tab_stop == NULL ||
		widget_class->is_tab_stop(oriel__widget_of(node),
			focus->node != NULL ? oriel__widget_of(focus->node) : NULL);
}

static struct oriel__node *focus_step(
	const struct oriel__surface *surface, const struct oriel__node *node, bool backwards) {
	struct oriel__node *root = surface->tree.root;
	struct oriel__node *next = backwards ? oriel__flat_previous(node, root) :
										oriel__flat_next(node, root);
	if (next != NULL)
		return next;
	return backwards ? oriel__flat_last_inside(root) : root;
}

bool oriel__focus_next(struct oriel__surface *surface, bool backwards) {
	const struct oriel__focus *focus = &surface->focus;
	struct oriel__node *root = surface->tree.root;
	if (surface->is_closed || root == NULL)
		return false;
	struct oriel__node *from = focus->node != NULL ? focus->node : focus->start;
	if (from == NULL)
		from = backwards ? root : oriel__flat_last_inside(root);
	else if (backwards && focus->node == NULL)
		from = focus_step(surface, from, false);

	struct oriel__node *node = from;
	do {
		node = focus_step(surface, node, backwards);
		if (node != focus->node && can_have_focus(surface, node) && is_tab_stop(focus, node))
			return oriel__focus_move(surface, node, ORIEL_FOCUS_KEYBOARD);
	} while (node != from);
	return false;
}

/* ---- The window, and the tree ---- */

/* Sets the states and fires the events of the focused node when its window becomes active or
 * inactive. */
static void show_and_fire(struct oriel__surface *surface, bool on) {
	struct oriel__node *node = surface->focus.node;
	uint64_t serial = surface->focus.serial;
	focus_show(surface, on);
	if (is_current(surface, serial))
		fire_pair(surface, node, on ? "focus" : "blur", on ? "focusin" : "focusout", NULL);
}

void oriel__focus_window(struct oriel__surface *surface, bool active) {
	if (surface->is_active == active)
		return;
	surface->is_active = active;
	oriel__view_need_frame(&surface->view);
	struct oriel__focus *focus = &surface->focus;
	struct oriel__node *node = focus->node;
	set_state(surface->tree.root, ORIEL_STATE_WINDOW_INACTIVE, !active);
	if (!active) {
		oriel__tooltip_dismiss(surface);
		oriel__access_keys_hide(surface);
		oriel__key_release_held(surface);
		oriel__text_commit(surface);
		if (node != NULL && node == focus->node && focus->is_shown) {
			/* the focus returns with the window, not by a key */
			focus->origin = ORIEL_FOCUS_PROGRAM;
			show_and_fire(surface, false);
		}
	}
	if (surface->is_closed)
		return;
	focus_fire(surface, &surface->target, active ? "focus" : "blur", 0, NULL);
	if (focus->node != NULL && !focus->is_shown && surface->is_active && !surface->is_closed)
		show_and_fire(surface, true);
}

/* Clears the focus without events; Tab continues after start. */
static void focus_lose(struct oriel__surface *surface, struct oriel__node *start) {
	struct oriel__focus *focus = &surface->focus;
	focus->node = NULL;
	focus->held = NULL;
	focus->is_shown = false;
	focus->start = start;
	focus->serial++;
	oriel__commands_changed(surface->commands);
}

void oriel__focus_leaving(
	struct oriel__surface *surface, struct oriel__node *node, bool destroying) {
	struct oriel__focus *focus = &surface->focus;
	if (oriel__node_contains(node, focus->start))
		focus->start = oriel__flat_previous(node, NULL);
	if (!oriel__node_contains(node, focus->node))
		return;
	if (focus->is_shown && destroying)
		oriel__states_set_chain(node->parent, NULL, ORIEL_STATE_FOCUS_WITHIN, false);
	else if (focus->is_shown)
		focus_show(surface, false);
	if (focus->held != NULL && !destroying)
		set_state(focus->held, ORIEL_STATE_ACTIVE, false);
	focus_lose(surface, oriel__flat_previous(node, NULL));
}

void oriel__focus_closing(struct oriel__surface *surface) {
	const struct oriel__focus *focus = &surface->focus;
	if (focus->node == NULL)
		return;
	if (focus->is_shown)
		focus_show(surface, false);
	if (focus->held != NULL)
		set_state(focus->held, ORIEL_STATE_ACTIVE, false);
}

void oriel__focus_fix_up(struct oriel__surface *surface) {
	struct oriel__node *node = surface->focus.node;
	if (node == NULL || can_have_focus(surface, node))
		return;
	oriel__states_hold(surface->view.loop);
	if (surface->focus.is_shown)
		focus_show(surface, false);
	else
		mark_unshown(node);
	if (surface->focus.held != NULL)
		set_state(node, ORIEL_STATE_ACTIVE, false);
	focus_lose(surface, node);
	oriel__states_tell(surface->view.loop);
}

void oriel__focus_note_key(struct oriel__surface *surface) {
	struct oriel__focus *focus = &surface->focus;
	focus->was_by_pointer = false;
	if (focus->node == NULL || focus->is_visible)
		return;
	focus->is_visible = true;
	if (focus->is_shown)
		set_state(focus->node, ORIEL_STATE_FOCUS_VISIBLE, true);
}

struct oriel__node *oriel__focus_target(const struct oriel__surface *surface) {
	return surface->focus.node != NULL ? surface->focus.node : surface->tree.root;
}

struct oriel__node *oriel__focus_text_input(const struct oriel__surface *surface) {
	struct oriel__node *node = surface->focus.node;
	bool takes = surface->is_active && node != NULL && takes_text(node) &&
		(node->states & (ORIEL_STATE_READ_ONLY | ORIEL_STATE_DISABLED)) == 0;
	return takes ? node : NULL;
}

/* ---- Public ---- */

static struct oriel__surface *surface_of(const oriel_window *window, const char *caller) {
	ORIEL_ASSERT(window != NULL, "%s: the window is NULL; pass a window", caller);
	struct oriel__surface *surface = oriel__surface_of_window(window);
	oriel__loop_check(surface->view.loop, caller);
	return surface;
}

bool oriel_focus(oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL,
		"oriel_focus: the widget is NULL; pass a widget, or call oriel_window_clear_focus()");
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	return surface != NULL && oriel__focus_move(surface, node, ORIEL_FOCUS_PROGRAM);
}

/* Returns whether node, or a node of its shadow tree, has the focus. */
static bool focus_is_at(const struct oriel__surface *surface, const struct oriel__node *node) {
	const struct oriel__node *focused = surface->focus.node;
	while (focused != NULL && focused != node) {
		const oriel_widget *host = oriel_widget_host(oriel__widget_of(focused));
		focused = host != NULL ? oriel__node_of(host) : NULL;
	}
	return focused != NULL;
}

void oriel_blur(oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL,
		"oriel_blur: the widget is NULL; pass a widget, or call oriel_window_clear_focus()");
	const struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	if (surface != NULL && focus_is_at(surface, node))
		oriel__focus_move(surface, NULL, ORIEL_FOCUS_PROGRAM);
}

/* Returns the surface of a widget that can have the focus; NULL if it cannot. */
static struct oriel__surface *focus_surface_of(const oriel_widget *widget, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass a widget", caller);
	struct oriel__node *node = oriel__node_of(widget);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	if (surface == NULL)
		return NULL;
	(void)oriel_widget_bounds(widget); /* styles it */
	return can_have_focus(surface, node) ? surface : NULL;
}

bool oriel_widget_can_have_focus(const oriel_widget *widget) {
	return focus_surface_of(widget, "oriel_widget_can_have_focus") != NULL;
}

bool oriel_widget_is_tab_stop(const oriel_widget *widget) {
	const struct oriel__surface *surface = focus_surface_of(widget, "oriel_widget_is_tab_stop");
	return surface != NULL && is_tab_stop(&surface->focus, oriel__node_of(widget));
}

void oriel_window_clear_focus(oriel_window *window) {
	oriel__focus_move(surface_of(window, "oriel_window_clear_focus"), NULL, ORIEL_FOCUS_PROGRAM);
}

oriel_widget *oriel_window_focused(const oriel_window *window) {
	const struct oriel__node *node = surface_of(window, "oriel_window_focused")->focus.node;
	oriel_widget *widget = node != NULL ? oriel__widget_of(node) : NULL, *host;
	while ((host = oriel_widget_host(widget)) != NULL)
		widget = host;
	return widget;
}

enum oriel_focus_origin oriel_widget_focus_origin(const oriel_widget *widget) {
	ORIEL_ASSERT(widget != NULL, "oriel_widget_focus_origin: the widget is NULL; pass a widget");
	const struct oriel__node *node = oriel__node_of(widget);
	const struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	return surface != NULL && surface->focus.node == node ? surface->focus.origin :
															ORIEL_FOCUS_NONE;
}

bool oriel_window_focus_next(oriel_window *window, bool backwards) {
	return oriel__focus_next(surface_of(window, "oriel_window_focus_next"), backwards);
}
