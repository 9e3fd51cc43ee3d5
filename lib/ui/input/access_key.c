/* SPDX-License-Identifier: MIT */
/*
 * Access keys: the attribute `accesskey` of a widget is one character. Alt and that key click the
 * widget if it can be activated, and focus it otherwise. Of several widgets with one key, each
 * press focuses the next one. Widgets underline the character while they have the state ACCESS_KEY,
 * which they have while Alt is held. Source: HTML, "the accesskey attribute".
 */
#include "input/access_key_internal.h"

#include <string.h>
#include <strings.h>

#include <oriel/ui/input_event.h>

#include "tree/top_layer_internal.h"

static const char *access_key_of(const struct oriel__node *node) {
	return node->attribute_count > 0 ? oriel_attribute(oriel__widget_of(node), "accesskey") : NULL;
}

/* ---- Showing ---- */

static void access_keys_show(struct oriel__surface *surface, bool is_shown) {
	struct oriel__node *root = surface->tree.root;
	if (surface->has_access_keys == is_shown || root == NULL)
		return;
	surface->has_access_keys = is_shown;
	oriel__states_hold(surface->view.loop);
	for (struct oriel__node *node = root; node != NULL; node = oriel__flat_next(node, root)) {
		bool has_state = (node->states & ORIEL_STATE_ACCESS_KEY) != 0;
		bool shows = is_shown && access_key_of(node) != NULL;
		if (shows != has_state)
			oriel__node_set_states(
				node, ORIEL_STATE_ACCESS_KEY, shows ? ORIEL_STATE_ACCESS_KEY : 0);
	}
	oriel__states_tell(surface->view.loop);
}

void oriel__access_keys_hide(struct oriel__surface *surface) {
	access_keys_show(surface, false);
}

void oriel__access_keys_follow(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	bool is_alt = input->key != NULL && strcmp(input->key, "Alt") == 0;
	if (is_alt)
		access_keys_show(surface, input->type == ORIEL_RAW_KEY_DOWN);
	else if (!(input->modifiers & ORIEL_MODIFIER_ALT))
		access_keys_show(surface, false);
}

/* ---- Running ---- */

static bool access_key_is_at(const struct oriel__node *node, const char *key) {
	const char *own = access_key_of(node);
	if (own == NULL || strcasecmp(own, key) != 0 || oriel__node_is_disabled(node) ||
		oriel__node_is_inert(node))
		return false;
	struct oriel_rect bounds = oriel_widget_bounds(oriel__widget_of(node));
	return bounds.width > 0 && bounds.height > 0;
}

static struct oriel__node *access_key_next(
	const struct oriel__surface *surface, struct oriel__node *after, const char *key) {
	struct oriel__node *root = surface->tree.root;
	struct oriel__node *node = after != NULL ? oriel__flat_next(after, root) : root;
	while (node != NULL && !access_key_is_at(node, key))
		node = oriel__flat_next(node, root);
	return node;
}

static bool can_activate(const struct oriel__node *node) {
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	return widget_class->activate != NULL || widget_class->pre_activate != NULL;
}

bool oriel__access_key_handle(
	struct oriel__surface *surface, const struct oriel_raw_input *input) {
	const unsigned others = ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_META;
	if (!(input->modifiers & ORIEL_MODIFIER_ALT) || (input->modifiers & others) || input->repeat ||
		surface->tree.root == NULL)
		return false;
	struct oriel__node *first = access_key_next(surface, NULL, input->key);
	if (first == NULL)
		return false;
	struct oriel__node *second = access_key_next(surface, first, input->key);
	if (second == NULL && can_activate(first)) {
		oriel__focus_move(surface, first, ORIEL_FOCUS_KEYBOARD);
		if (oriel__surface_has(surface, first))
			oriel_click(oriel__widget_of(first));
		return true;
	}
	struct oriel__node *focused = surface->focus.node;
	struct oriel__node *next = focused != NULL && access_key_is_at(focused, input->key) ?
		access_key_next(surface, focused, input->key) :
		first;
	oriel__focus_move(surface, next != NULL ? next : first, ORIEL_FOCUS_KEYBOARD);
	return true;
}
