/* SPDX-License-Identifier: MIT */
/*
 * Default actions: the reactions of a widget's class to types of events.
 *
 * The names in a class's table become atoms once per loop, when the first widget of that class is
 * created. An event is then compared by pointer. A mask of the names' hashes rejects most events
 * before that. For a class without a table an event costs nothing extra.
 */
#include "tree/default_action_internal.h"

#include "base/alloc_internal.h"
#include "base/uthash_internal.h"
#include "event/event_name_internal.h"
#include "event/listener_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

struct oriel__default_actions {
	const struct oriel_widget_class *widget_class; /* the key */
	UT_hash_handle hh;
	uint64_t types; /* a bit for the hash of each type */
	size_t count;
	struct {
		oriel__atom type;
		bool (*fn)(oriel_widget *widget, oriel_event *event);
	} items[];
};

static void default_action_check(
	const struct oriel_widget_class *widget_class, const struct oriel_default_action *action) {
	const char *name = widget_class->name, *type = action->type;
	ORIEL_ASSERT(action->fn != NULL,
		"oriel_widget_new: the class \"%s\" has no function for its default action of \"%s\"; set "
		".fn",
		name, type);
	ORIEL_ASSERT(strcmp(type, "click") != 0,
		"oriel_widget_new: the class \"%s\" has a default action of \"click\"; set .activate, "
		"which runs on a click",
		name);
	const char *meant = oriel__event_name_near(type);
	ORIEL_ASSERT(meant == NULL,
		"oriel_widget_new: the class \"%s\" has a default action of \"%s\"; spell it \"%s\", or "
		"put a '-' into a name of your own",
		name, type, meant);
	for (const struct oriel_default_action *other = widget_class->default_actions; other != action;
		other++)
		ORIEL_ASSERT(strcmp(other->type, type) != 0,
			"oriel_widget_new: the class \"%s\" has two default actions of \"%s\"; make them one "
			"function",
			name, type);
}

static size_t default_actions_count(const struct oriel_widget_class *widget_class) {
	size_t count = 0;
	while (widget_class->default_actions[count].type != NULL)
		count++;
	return count;
}

static struct oriel__default_actions *default_actions_find(
	const struct oriel__tree_state *state, const struct oriel_widget_class *widget_class) {
	struct oriel__default_actions *actions;
	HASH_FIND_PTR(state->default_actions, &widget_class, actions);
	return actions;
}

void oriel__default_actions_add(
	struct oriel__tree_state *state, const struct oriel_widget_class *widget_class) {
	if (default_actions_find(state, widget_class) != NULL)
		return;
	size_t count = default_actions_count(widget_class);
	for (size_t i = 0; i < count; i++)
		default_action_check(widget_class, &widget_class->default_actions[i]);

	struct oriel__default_actions *actions = oriel__alloc_zero(
		1, sizeof(*actions) + count * sizeof(actions->items[0]));
	actions->widget_class = widget_class;
	actions->count = count;
	for (size_t i = 0; i < count; i++) {
		const struct oriel_default_action *action = &widget_class->default_actions[i];
		actions->items[i].type = oriel__atom_intern(oriel__loop_atoms(state->loop), action->type);
		actions->items[i].fn = action->fn;
		actions->types |= oriel__type_bit(actions->items[i].type);
	}
	HASH_ADD_PTR(state->default_actions, widget_class, actions);
}

void oriel__default_actions_finish(struct oriel__tree_state *state) {
	struct oriel__default_actions *actions, *next;
	HASH_ITER(hh, state->default_actions, actions, next) {
		HASH_DEL(state->default_actions, actions);
		for (size_t i = 0; i < actions->count; i++)
			oriel__atom_unref(actions->items[i].type);
		oriel__free(actions);
	}
}

bool oriel__default_action_run(struct oriel__node *node, oriel_event *event) {
	const struct oriel_widget_class *widget_class = oriel__node_class(node);
	if (widget_class->default_actions == NULL)
		return false;
	const struct oriel__default_actions *actions = default_actions_find(
		oriel__tree_state(oriel__node_loop(node)), widget_class);
	oriel__atom type = oriel__atom_of(oriel_event_type(event));
	if ((actions->types & oriel__type_bit(type)) == 0)
		return false;
	for (size_t i = 0; i < actions->count; i++) {
		if (actions->items[i].type == type)
			return actions->items[i].fn(oriel__widget_of(node), event);
	}
	return false;
}
