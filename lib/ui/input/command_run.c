/* SPDX-License-Identifier: MIT */
/*
 * Running commands: the event `command`, and the shortcuts of keys that no listener and no widget
 * took.
 *
 * The clipboard's commands have a default action: they fire `cut`, `copy` and `paste` as the keys
 * Control with X, C and V do. Every handler of those events thus also handles the commands.
 */
#include "input/command_internal.h"

#include "base/alloc_internal.h"
#include "input/handler_internal.h"
#include "loop/callback_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

/* ---- The event ---- */

static void command_finish_detail(void *data) {
	struct oriel_command_event *detail = data;
	oriel__free((char *)detail->id);
	oriel__free((char *)detail->parameter);
}

static const struct oriel__event_kind command_kind = { "command",
	sizeof(struct oriel_command_event), command_finish_detail };

const struct oriel_command_event *oriel_event_command(const oriel_event *event) {
	return oriel__event_kind_detail(event, &command_kind);
}

static void command_fire_default(struct oriel__surface *surface, struct oriel__node *node,
	const char *id) {
	static const char *const events[][2] = {
		{ "edit.cut", "cut" },
		{ "edit.copy", "copy" },
		{ "edit.paste", "paste" },
	};
	for (size_t i = 0; i < sizeof(events) / sizeof(events[0]); i++) {
		if (strcmp(id, events[i][0]) == 0)
			oriel__clipboard_fire(surface, node, events[i][1]);
	}
}

static void command_run_at(struct oriel__surface *surface, struct oriel__node *node, const char *id,
	const char *parameter) {
	const struct oriel_command_event detail = {
		.id = oriel__strdup(id),
		.parameter = parameter != NULL ? oriel__strdup(parameter) : NULL,
	};
	oriel_event *event = oriel_event_ref(oriel__event_new_kind("command", &command_kind, &detail,
		ORIEL__EVENT_UI, NULL, oriel_loop_now(surface->view.loop)));
	enum oriel__outcome outcome = oriel__input_dispatch(&node->target, event);
	if (outcome == ORIEL__OUTCOME_OPEN && oriel__surface_has(surface, node) && !surface->is_closed)
		command_fire_default(surface, node, detail.id);
	oriel_event_unref(event);
}

/* ---- Keys ---- */

struct oriel__node *oriel__command_node(const struct oriel__surface *surface) {
	struct oriel__node *modal = oriel__top_layer_modal(&surface->tree);
	if (surface->focus.node != NULL || modal == NULL)
		return oriel__focus_target(surface);
	return modal;
}

bool oriel__command_handle_key(
	struct oriel__surface *surface, const struct oriel_key_event *key) {
	struct oriel__node *node = oriel__command_node(surface);
	if (node == NULL)
		return false;
	const char *id = oriel__command_of_key(surface->commands, node, key);
	if (id == NULL)
		return false;
	const struct oriel__command_entry *command = oriel__command_find(surface->commands, id);
	if (!key->repeat || command->has_repeats)
		command_run_at(surface, node, id, NULL);
	return true;
}

/* ---- Public ---- */

oriel_widget *oriel_command_target(const oriel_window *window) {
	ORIEL_ASSERT(window != NULL, "oriel_command_target: the window is NULL; pass an open one");
	const struct oriel__surface *surface = oriel__surface_of_window(window);
	oriel__loop_check(surface->view.loop, "oriel_command_target");
	return oriel__widget_or_null(oriel__command_node(surface));
}

/* Returns the surface of a command's target; NULL if it has none. Asserts, naming the caller. */
static struct oriel__surface *command_surface(
	const oriel_widget *target, const char *id, const char *caller) {
	ORIEL_ASSERT(
		target != NULL && id != NULL, "%s: the target or the id is NULL; pass both", caller);
	const struct oriel__node *node = oriel__node_read(target, caller);
	struct oriel__surface *surface = node->destroyed ? NULL : oriel__surface_of_node(node);
	return surface != NULL && !surface->is_closed ? surface : NULL;
}

bool oriel_command_is_enabled(const oriel_widget *target, const char *id) {
	struct oriel__surface *surface = command_surface(target, id, "oriel_command_is_enabled");
	return surface != NULL &&
		oriel__command_is_enabled(surface->commands, oriel__node_of(target), id);
}

bool oriel_command_run(oriel_widget *target, const char *id, const char *parameter) {
	struct oriel__surface *surface = command_surface(target, id, "oriel_command_run");
	if (surface == NULL)
		return false;
	ORIEL_ASSERT(oriel__command_find(surface->commands, id) != NULL,
		"oriel_command_run: the application has no command \"%s\"; add it by oriel_command_add()",
		id);
	struct oriel__node *node = oriel__node_of(target);
	if (!oriel__command_is_enabled(surface->commands, node, id))
		return false;
	oriel__hold_begin(surface->view.loop);
	command_run_at(surface, node, id, parameter);
	oriel__hold_end(surface->view.loop);
	return true;
}
