/* SPDX-License-Identifier: MIT */
/*
 * Visible feedback: states of widgets and their ancestors, the cursor, and the position of the
 * input method's windows.
 *
 * The platform is informed at the end of a frame, when styles and places are up to date, and only
 * of changes.
 */
#include "style/style_internal.h"
#include "input/pointer_internal.h"
#include "layout/layout_geometry_internal.h"

#include "tree/tree_state_internal.h"

#include <string.h>


void oriel__states_set_chain(
	struct oriel__node *from, const struct oriel__node *until, enum oriel_state state, bool on) {
	if (from == NULL)
		return;
	oriel_loop *loop = oriel__node_loop(from);
	oriel__states_hold(loop);
	for (struct oriel__node *node = from; node != NULL && node != until && !node->destroyed;
		node = node->parent)
		oriel__node_set_states(node, state, on ? state : 0);
	oriel__states_tell(loop);
}

struct oriel__node *oriel__node_common_ancestor(struct oriel__node *a, struct oriel__node *b) {
	while (a != NULL && !oriel__node_contains(a, b))
		a = a->parent;
	return a;
}

void oriel__hover_set(struct oriel__surface *surface, struct oriel__node *node) {
	struct oriel__node *old = surface->hover;
	if (old == node)
		return;
	struct oriel__node *common = oriel__node_common_ancestor(old, node);
	oriel_loop *loop = surface->view.loop;
	surface->hover = node;
	oriel__view_need_frame(&surface->view);
	oriel__states_hold(loop);
	oriel__states_set_chain(old, common, ORIEL_STATE_HOVER, false);
	oriel__states_set_chain(node, common, ORIEL_STATE_HOVER, true);
	oriel__states_tell(loop);
}

static void update_cursor(struct oriel__surface *surface) {
	const struct oriel__node *node = surface->hover;
	enum oriel_cursor cursor = node != NULL ?
		(enum oriel_cursor)oriel__widget_style(oriel__widget_of(node))->cursor :
		ORIEL_CURSOR_DEFAULT;
	if (cursor == surface->cursor)
		return;
	surface->cursor = cursor;
	surface->platform_window->platform->platform_class->window_set_cursor(
		surface->platform_window, cursor);
}

static bool is_same_rect(struct oriel_rect a, struct oriel_rect b) {
	return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

/* Returns the text that a widget takes: by the attribute "inputmode", else by "type". */
static enum oriel_input_mode input_mode_of(const struct oriel__node *node) {
	static const struct {
		const char *name;
		enum oriel_input_mode mode;
	} modes[] = {
		{ "none", ORIEL_INPUT_MODE_NONE },
		{ "tel", ORIEL_INPUT_MODE_TEL },
		{ "url", ORIEL_INPUT_MODE_URL },
		{ "email", ORIEL_INPUT_MODE_EMAIL },
		{ "numeric", ORIEL_INPUT_MODE_NUMERIC },
		{ "decimal", ORIEL_INPUT_MODE_DECIMAL },
		{ "search", ORIEL_INPUT_MODE_SEARCH },
		{ "number", ORIEL_INPUT_MODE_DECIMAL },
		{ "password", ORIEL_INPUT_MODE_PASSWORD },
	};
	enum { OF_INPUTMODE = 7 };
	const char *mode = oriel_attribute(oriel__widget_of(node), "inputmode");
	size_t count = mode != NULL ? OF_INPUTMODE : sizeof(modes) / sizeof(modes[0]);
	if (mode == NULL)
		mode = oriel_attribute(oriel__widget_of(node), "type");
	for (size_t i = 0; mode != NULL && i < count; i++)
		if (strcmp(mode, modes[i].name) == 0)
			return modes[i].mode;
	return ORIEL_INPUT_MODE_TEXT;
}

static void update_input_mode(struct oriel__surface *surface, const struct oriel__node *node) {
	oriel_platform_window *window = surface->platform_window;
	enum oriel_input_mode mode = node != NULL ? input_mode_of(node) : ORIEL_INPUT_MODE_TEXT;
	if (mode == surface->text.mode ||
		window->platform->platform_class->window_set_input_mode == NULL)
		return;
	surface->text.mode = mode;
	window->platform->platform_class->window_set_input_mode(window, mode);
}

static void update_text_input(struct oriel__surface *surface) {
	struct oriel__text_input *text = &surface->text;
	const struct oriel__node *node = oriel__focus_text_input(surface);
	struct oriel_rect caret = { 0 };
	if (node != NULL) {
		struct oriel_rect bounds = oriel__layout_window_bounds(node);
		caret = oriel_rect_offset(text->caret, bounds.x, bounds.y);
	}
	bool on = node != NULL;
	update_input_mode(surface, node);
	if (on == text->is_on && is_same_rect(caret, text->told))
		return;
	text->is_on = on;
	text->told = caret;
	surface->platform_window->platform->platform_class->window_set_text_input(
		surface->platform_window, on, caret);
}

void oriel__feedback_update(struct oriel__surface *surface) {
	if (surface->platform_window == NULL)
		return;
	update_cursor(surface);
	update_text_input(surface);
}
