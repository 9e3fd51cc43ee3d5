/* SPDX-License-Identifier: MIT */
/*
 * Scopes of commands: what a widget says about commands for itself and its descendants. A scope has
 * states of commands (enabled or not) and shortcuts. It is user data of the widget, so that widgets
 * without a scope cost one test.
 *
 * A search goes from the focused node up and ends at the topmost modal node, if the node is inside
 * it. The application's own states and shortcuts come last, and not inside a modal node.
 */
#include "input/command_internal.h"

#include "base/alloc_internal.h"
#include "input/handler_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/user_data.h>
#include <string.h>

struct scope_state {
	char *id;
	bool is_enabled;
};

struct scope_shortcut {
	char *id;
	struct oriel__shortcut shortcut;
};

struct command_scope {
	struct scope_state *states;
	size_t state_count, state_capacity;
	struct scope_shortcut *shortcuts;
	size_t shortcut_count, shortcut_capacity;
};

static const char scope_key;

static struct command_scope *scope_of(const struct oriel__node *node) {
	if (node->target.user_data == 0)
		return NULL;
	return oriel_target_user_data_at(ORIEL_SITE, &node->target, &scope_key);
}

static void scope_free(void *data) {
	struct command_scope *scope = data;
	for (size_t i = 0; i < scope->state_count; i++)
		oriel__free(scope->states[i].id);
	for (size_t i = 0; i < scope->shortcut_count; i++)
		oriel__free(scope->shortcuts[i].id);
	oriel__free(scope->states);
	oriel__free(scope->shortcuts);
	oriel__free(scope);
}

/* Returns NULL while the loop ends. */
static struct command_scope *scope_make(struct oriel__node *node) {
	struct command_scope *scope = scope_of(node);
	if (scope != NULL)
		return scope;
	scope = oriel__alloc_zero(1, sizeof(*scope));
	return oriel_target_set_user_data(&node->target, &scope_key, oriel_owned(scope, scope_free)) ?
		scope :
		NULL;
}

static struct scope_state *scope_find_state(const struct command_scope *scope, const char *id) {
	for (size_t i = 0; i < scope->state_count; i++) {
		if (strcmp(scope->states[i].id, id) == 0)
			return &scope->states[i];
	}
	return NULL;
}

static struct scope_shortcut *scope_find_shortcut(
	const struct command_scope *scope, const struct oriel__shortcut *shortcut) {
	for (size_t i = 0; i < scope->shortcut_count; i++) {
		if (oriel__shortcut_is_same(&scope->shortcuts[i].shortcut, shortcut))
			return &scope->shortcuts[i];
	}
	return NULL;
}

/* ---- Searching ---- */

/* Returns the last node of a search that begins at node. */
static const struct oriel__node *scope_end(const struct oriel__node *node) {
	const struct oriel__node *modal = oriel__top_layer_modal(node->tree);
	return modal != NULL && oriel__node_contains(modal, node) ? modal : NULL;
}

static const struct oriel__node *scope_outer(
	const struct oriel__node *node, const struct oriel__node *end) {
	return node != end ? node->parent : NULL;
}

static enum oriel_command_state scope_state_at(const struct oriel__node *node, const char *id) {
	const struct command_scope *scope = scope_of(node);
	const struct scope_state *state = scope != NULL ? scope_find_state(scope, id) : NULL;
	if (state != NULL)
		return state->is_enabled ? ORIEL_COMMAND_ENABLED : ORIEL_COMMAND_DISABLED;
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	if (widget_class->command_state == NULL)
		return ORIEL_COMMAND_UNHANDLED;
	return oriel__node_is_disabled(node) ?
		ORIEL_COMMAND_DISABLED :
		widget_class->command_state(oriel__widget_of(node), id);
}

static bool scope_is_enabled(struct oriel__commands *commands, const struct oriel__node *node,
	const char *id, bool otherwise) {
	const struct oriel__node *end = scope_end(node);
	for (; node != NULL; node = scope_outer(node, end)) {
		enum oriel_command_state state = scope_state_at(node, id);
		if (state != ORIEL_COMMAND_UNHANDLED)
			return state == ORIEL_COMMAND_ENABLED;
	}
	return otherwise;
}

bool oriel__command_is_enabled(
	struct oriel__commands *commands, const struct oriel__node *node, const char *id) {
	const struct oriel__command_entry *command = oriel__command_find(commands, id);
	bool otherwise = command != NULL && !command->is_disabled && scope_end(node) == NULL;
	return command != NULL && scope_is_enabled(commands, node, id, otherwise);
}

static bool scope_key_is(
	const struct oriel__shortcut *shortcut, const struct oriel_key_event *key, bool types_text) {
	return oriel__shortcut_is_key(shortcut, key) &&
		!(types_text && oriel__shortcut_types_text(shortcut));
}

static const char *scope_command_of_key(struct oriel__commands *commands,
	const struct oriel__node *node, const struct oriel_key_event *key, bool types_text) {
	const struct oriel__node *end = scope_end(node);
	for (const struct oriel__node *at = node; at != NULL; at = scope_outer(at, end)) {
		const struct command_scope *scope = scope_of(at);
		for (size_t i = 0; scope != NULL && i < scope->shortcut_count; i++) {
			const struct scope_shortcut *one = &scope->shortcuts[i];
			if (scope_key_is(&one->shortcut, key, types_text) &&
				oriel__command_find(commands, one->id) != NULL &&
				scope_is_enabled(commands, node, one->id, true))
				return one->id;
		}
	}
	return NULL;
}

const char *oriel__command_of_key(struct oriel__commands *commands, const struct oriel__node *node,
	const struct oriel_key_event *key) {
	bool types_text = (oriel__node_class(node)->flags & ORIEL_WIDGET_TEXT_INPUT) != 0;
	const char *id = scope_command_of_key(commands, node, key, types_text);
	if (id != NULL)
		return id;
	oriel__commands_prepare(commands);
	oriel__list_each(command, &commands->list, struct oriel__command_entry, link) {
		for (size_t i = 0; i < command->shortcut_count; i++) {
			if (scope_key_is(&command->shortcuts[i], key, types_text) &&
				oriel__command_is_enabled(commands, node, command->id))
				return command->id;
		}
	}
	return NULL;
}

/* ---- Public ---- */

static void scope_changed(const struct oriel__node *node) {
	const struct oriel__surface *surface = oriel__surface_of_node(node);
	if (surface != NULL)
		oriel__commands_changed(surface->commands);
}

/* Returns the node of a scope. Asserts, naming the caller. */
static struct oriel__node *scope_node(oriel_widget *scope, const char *id, const char *caller) {
	ORIEL_ASSERT(scope != NULL && id != NULL, "%s: the scope or the id is NULL; pass both", caller);
	struct oriel__node *node = oriel__node_of(scope);
	oriel__loop_check(oriel__node_loop(node), caller);
	return node;
}

void oriel_command_set_enabled(oriel_widget *scope, const char *id, bool enabled) {
	struct oriel__node *node = scope_node(scope, id, "oriel_command_set_enabled");
	struct command_scope *data = node->destroyed ? NULL : scope_make(node);
	if (data == NULL)
		return;
	struct scope_state *state = scope_find_state(data, id);
	if (state != NULL && state->is_enabled == enabled)
		return;
	if (state == NULL) {
		data->states = oriel__grow(data->states, &data->state_capacity, data->state_count + 1,
			sizeof(*data->states));
		state = &data->states[data->state_count++];
		state->id = oriel__strdup(id);
	}
	state->is_enabled = enabled;
	scope_changed(node);
}

void oriel_command_unset_enabled(oriel_widget *scope, const char *id) {
	struct oriel__node *node = scope_node(scope, id, "oriel_command_unset_enabled");
	struct command_scope *data = scope_of(node);
	struct scope_state *state = data != NULL ? scope_find_state(data, id) : NULL;
	if (state == NULL)
		return;
	oriel__free(state->id);
	*state = data->states[--data->state_count];
	scope_changed(node);
}

/* Parses a shortcut of a scope. Asserts, naming the caller. */
static struct oriel__shortcut scope_parse(
	const char *shortcut, const char *id, const char *caller) {
	struct oriel__shortcut parsed;
	ORIEL_ASSERT(shortcut != NULL && oriel__shortcut_parse(shortcut, &parsed),
		"%s: the shortcut \"%s\" of \"%s\" is malformed; write one such as \"Ctrl+Shift+S\"",
		caller, shortcut != NULL ? shortcut : "NULL", id);
	return parsed;
}

void oriel_command_add_shortcut(oriel_widget *scope, const char *id, const char *shortcut) {
	struct oriel__node *node = scope_node(scope, id, "oriel_command_add_shortcut");
	struct oriel__shortcut parsed = scope_parse(shortcut, id, "oriel_command_add_shortcut");
	struct command_scope *data = node->destroyed ? NULL : scope_make(node);
	if (data == NULL)
		return;
	const struct scope_shortcut *other = scope_find_shortcut(data, &parsed);
	ORIEL_ASSERT(other == NULL || strcmp(other->id, id) == 0,
		"oriel_command_add_shortcut: \"%s\" is the shortcut of \"%s\" and of \"%s\" in one scope; "
		"give one of them another shortcut",
		shortcut, other->id, id);
	if (other != NULL)
		return;
	data->shortcuts = oriel__grow(data->shortcuts, &data->shortcut_capacity,
		data->shortcut_count + 1, sizeof(*data->shortcuts));
	data->shortcuts[data->shortcut_count++] = (struct scope_shortcut){ oriel__strdup(id), parsed };
}

void oriel_command_remove_shortcut(oriel_widget *scope, const char *id, const char *shortcut) {
	struct oriel__node *node = scope_node(scope, id, "oriel_command_remove_shortcut");
	struct oriel__shortcut parsed = scope_parse(shortcut, id, "oriel_command_remove_shortcut");
	struct command_scope *data = scope_of(node);
	struct scope_shortcut *found = data != NULL ? scope_find_shortcut(data, &parsed) : NULL;
	if (found == NULL || strcmp(found->id, id) != 0)
		return;
	oriel__free(found->id);
	*found = data->shortcuts[--data->shortcut_count];
}

void oriel_command_changed(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_command_changed");
	if (node != NULL)
		scope_changed(node);
}
