/* SPDX-License-Identifier: MIT */
/*
 * Keys: keydown and keyup at the focused widget, and the default actions of keys that no widget
 * took.
 *
 * A shortcut runs its command (command_run.c). Tab moves the focus. Enter clicks the focused widget
 * if it can be activated; so does Space on its release. Control with C, X and V fires copy, cut and
 * paste. Other keys scroll. A held key clicks once. It repeats only while the widget that received
 * the press exists: a key that removed an item must not remove the next item. Source: UI Events;
 * HTML, "activation"; Chromium.
 */
#include "input/pointer_internal.h"
#include "input/access_key_internal.h"
#include "input/popover_internal.h"
#include "input/tooltip_internal.h"

#include <math.h>
#include <oriel/extend/input_event.h>
#include <oriel/ui/scroll.h>
#include <string.h>

#define CHORD_MODIFIERS (ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_ALT | ORIEL_MODIFIER_META)

/* The value of Chromium. */
#define LINE_PX 40.0

static bool keyboard_is_key(const struct oriel_raw_input *input, const char *key) {
	return strcmp(input->key, key) == 0;
}

static bool is_modifier_key(const struct oriel_raw_input *input) {
	static const char *const keys[] = { "Shift", "Control", "Alt", "Meta", "AltGraph", "CapsLock",
		"NumLock", "Fn" };
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (keyboard_is_key(input, keys[i]))
			return true;
	}
	return false;
}

/* ---- Activation ---- */

static struct oriel__node *keyboard_activatable(const struct oriel__surface *surface) {
	struct oriel__node *node = surface->focus.node;
	if (node == NULL || oriel__node_is_disabled(node))
		return NULL;
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	bool can = (widget_class->activate != NULL || widget_class->pre_activate != NULL) &&
		(widget_class->flags & ORIEL_WIDGET_TEXT_INPUT) == 0;
	return can ? node : NULL;
}

static bool keyboard_hold(struct oriel__surface *surface) {
	struct oriel__node *node = keyboard_activatable(surface);
	if (node == NULL || surface->focus.held == node)
		return node != NULL;
	surface->focus.held = node;
	oriel__node_set_states(node, ORIEL_STATE_ACTIVE, ORIEL_STATE_ACTIVE);
	return true;
}

void oriel__key_release_held(struct oriel__surface *surface) {
	struct oriel__node *held = surface->focus.held;
	surface->focus.held = NULL;
	if (held != NULL)
		oriel__node_set_states(held, ORIEL_STATE_ACTIVE, 0);
}

static bool click_focused(struct oriel__surface *surface) {
	struct oriel__node *node = keyboard_activatable(surface);
	if (node != NULL)
		oriel_click(oriel__widget_of(node));
	return node != NULL;
}

/* ---- Scrolling ---- */

/* Returns the node from which keys scroll: the focused node, else the node of the last press. */
static struct oriel__node *scroll_origin(const struct oriel__surface *surface) {
	if (surface->focus.node != NULL)
		return surface->focus.node;
	return surface->press.node != NULL ? surface->press.node : surface->tree.root;
}

static bool scroll_by_key(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	static const struct {
		const char *key;
		double x, y;
		int page;
	} keys[] = {
		{ "ArrowUp", 0, -LINE_PX, 0 }, { "ArrowDown", 0, LINE_PX, 0 },
		{ "ArrowLeft", -LINE_PX, 0, 0 }, { "ArrowRight", LINE_PX, 0, 0 },
		{ "Home", 0, -INFINITY, 0 }, { "End", 0, INFINITY, 0 },
		{ "PageUp", 0, 0, -1 }, { "PageDown", 0, 0, 1 },
	};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++) {
		if (!keyboard_is_key(input, keys[i].key))
			continue;
		if (keys[i].page != 0)
			oriel__scroll_page(scroll_origin(surface), true, keys[i].page);
		else
			oriel__scroll_chain(scroll_origin(surface), keys[i].x, keys[i].y);
		return true;
	}
	return false;
}

static void press_space(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	bool shift = (input->modifiers & ORIEL_MODIFIER_SHIFT) != 0;
	if (!keyboard_hold(surface) && oriel__focus_text_input(surface) == NULL)
		oriel__scroll_page(scroll_origin(surface), true, shift ? -1 : 1);
}

/* ---- The clipboard ---- */

void oriel__clipboard_fire(
	struct oriel__surface *surface, struct oriel__node *target, const char *type) {
	if (strcmp(type, "paste") == 0)
		oriel__paste_begin(surface, target, ORIEL_SELECTION_CLIPBOARD);
	else
		oriel__fire_trusted(&target->target, type, ORIEL__EVENT_UI);
}

/* Returns the event of the clipboard that a key fires, or NULL. Source: HTML, clipboard actions.
 * The second set of keys is that of Common User Access. */
static const char *clipboard_event_of_key(const struct oriel_key_event *key) {
	static const char *const events[][2] = {
		{ "Ctrl+C", "copy" }, { "Ctrl+Insert", "copy" }, { "Copy", "copy" },
		{ "Ctrl+X", "cut" }, { "Shift+Delete", "cut" }, { "Cut", "cut" },
		{ "Ctrl+V", "paste" }, { "Shift+Insert", "paste" }, { "Paste", "paste" },
	};
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++)
		if (oriel__key_is(key, events[i][0]))
			return events[i][1];
	return NULL;
}

static void fire_context_menu(struct oriel__surface *surface, double time_ms) {
	struct oriel__node *target = oriel__focus_target(surface);
	if (target == NULL || oriel__node_is_disabled(target))
		return;
	struct oriel_rect bounds = oriel_widget_window_bounds(oriel__widget_of(target));
	const struct oriel_pointer_event pointer = {
		.pointer_id = -1,
		.x = bounds.x,
		.y = bounds.y + bounds.height,
		.button = ORIEL_BUTTON_NONE,
	};
	oriel__input_dispatch(&target->target,
		oriel__pointer_event_new("contextmenu", &pointer, ORIEL__EVENT_UI, NULL, time_ms, NULL, 0));
}

static bool is_context_menu(const struct oriel_raw_input *input) {
	return keyboard_is_key(input, "ContextMenu") ||
		(keyboard_is_key(input, "F10") && (input->modifiers & ORIEL_MODIFIER_SHIFT) != 0);
}

/* Returns whether repeats of a key do nothing. */
static bool is_single(const struct oriel_raw_input *input) {
	return is_context_menu(input) || keyboard_is_key(input, "Enter") ||
		keyboard_is_key(input, "Escape");
}

static void key_default(struct oriel__surface *surface, const struct oriel_raw_input *input,
	const struct oriel_key_event *key) {
	if (oriel__command_handle_key(surface, key)) {
		surface->text.is_muted = true;
		return;
	}
	if (oriel__access_key_handle(surface, input))
		return;
	const char *event = clipboard_event_of_key(key);
	if (event != NULL)
		oriel__clipboard_fire(surface, oriel__focus_target(surface), event);
	else if ((input->modifiers & CHORD_MODIFIERS) != 0)
		return;
	else if (keyboard_is_key(input, "Tab"))
		oriel__focus_next(surface, (input->modifiers & ORIEL_MODIFIER_SHIFT) != 0);
	else if (input->repeat && is_single(input))
		return;
	else if (keyboard_is_key(input, "Escape"))
		oriel__close_topmost(surface);
	else if (is_context_menu(input))
		fire_context_menu(surface, input->time_ms);
	else if (keyboard_is_key(input, "Enter"))
		click_focused(surface);
	else if (keyboard_is_key(input, " "))
		press_space(surface, input);
	else
		scroll_by_key(surface, input);
}

static void keyboard_handle_up(struct oriel__surface *surface, const struct oriel_raw_input *input,
	enum oriel__outcome outcome) {
	struct oriel__node *held = surface->focus.held;
	if (held == NULL || !keyboard_is_key(input, " "))
		return;
	oriel__key_release_held(surface);
	if (outcome != ORIEL__OUTCOME_PREVENTED && held == surface->focus.node)
		click_focused(surface);
}

void oriel__key_leaving(struct oriel__surface *surface, const struct oriel__node *node) {
	struct oriel__held_key *held_key = &surface->held_key;
	if (!oriel__node_contains(node, held_key->target))
		return;
	held_key->is_ended |= held_key->is_dispatching || held_key->target == surface->focus.node;
	held_key->target = NULL;
}

/* Returns whether the repeats of a held key have ended. An arrow's repeats do not end when its
 * first row scrolls out of a list: the focus has moved on by then. */
static bool is_ended_repeat(struct oriel__surface *surface, const struct oriel_raw_input *input) {
	if (input->type != ORIEL_RAW_KEY_DOWN)
		return false;
	if (!input->repeat)
		surface->held_key = (struct oriel__held_key){ .target = oriel__focus_target(surface) };
	return surface->held_key.is_ended;
}

void oriel__key_handle(struct oriel__surface *surface, const struct oriel_raw_input *raw) {
	bool down = raw->type == ORIEL_RAW_KEY_DOWN;
	struct oriel_raw_input input = *raw;
	input.key = raw->key != NULL ? raw->key : "Unidentified";
	input.code = raw->code != NULL ? raw->code : "";
	oriel__access_keys_follow(surface, &input);
	surface->text.is_muted = is_ended_repeat(surface, raw);
	if (surface->text.is_muted)
		return;
	if (down)
		oriel__text_expect_nothing(surface);
	if (down && !is_modifier_key(&input) && !keyboard_is_key(&input, "Escape"))
		oriel__tooltip_dismiss(surface);
	if (down && !is_modifier_key(&input) && (input.modifiers & CHORD_MODIFIERS) == 0)
		oriel__focus_note_key(surface);

	struct oriel__node *target = oriel__focus_target(surface);
	if (target == NULL)
		return;
	bool composing = surface->text.is_composing;
	const struct oriel_key_event key = {
		.key = input.key,
		.code = input.code,
		.modifiers = input.modifiers,
		.by_place = input.by_place,
		.repeat = input.repeat,
		.composing = composing,
	};
	surface->held_key.is_dispatching = down && !input.repeat;
	enum oriel__outcome outcome = oriel__input_dispatch(&target->target,
		oriel__key_event_new(down ? "keydown" : "keyup", &key, input.time_ms));
	surface->held_key.is_dispatching = false;
	if (surface->is_closed)
		return;
	if (!down) {
		keyboard_handle_up(surface, &input, outcome);
		return;
	}
	surface->text.is_muted = outcome == ORIEL__OUTCOME_PREVENTED;
	if (outcome == ORIEL__OUTCOME_OPEN && !composing)
		key_default(surface, &input, &key);
}
