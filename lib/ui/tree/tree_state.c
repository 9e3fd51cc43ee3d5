/* SPDX-License-Identifier: MIT */
/*
 * The state of this module per loop, and the checks before every change.
 */
#include "tree/tree_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "tree/default_action_internal.h"
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/selector_internal.h"
#include "values/loop_slots_internal.h"
#include "values/target_kinds_internal.h"

#include <oriel/runtime/log.h>

static void tree_state_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__tree_state *state = oriel__container_of(
		source, struct oriel__tree_state, census);
	oriel__census_put(out, "widgets", oriel__target_count(state->loop, ORIEL__TARGET_KIND_WIDGET));
	oriel__census_put(out, "mutation observers", state->observer_ids.count);
}

static void tree_state_finish(void *value) {
	struct oriel__tree_state *state = value;
	oriel__census_remove(state->loop, &state->census);
	oriel__selector_cache_destroy(state->selectors);
	oriel__default_actions_finish(state);
	oriel__slot_map_finish(&state->ids);
	oriel__slot_map_finish(&state->observer_ids);
	oriel__free(state->orphans.nodes);
	oriel__free(state->virtuals.nodes);
	oriel__free(state->layout_list.nodes);
	oriel__atom_unref(state->id_name);
	oriel__atom_unref(state->class_name);
	oriel__atom_unref(state->hidden_name);
	oriel__atom_unref(state->disabled_name);
	oriel__atom_unref(state->inert_name);
	oriel__atom_unref(state->popover_name);
	oriel__free(state->sheet_classes);
	oriel__free(state->list_results);
	oriel__atom_unref(state->part_name);
	oriel__atom_unref(state->exports_name);
	oriel__atom_unref(state->style_name);
	oriel__free(state);
}

/* Destroys the widgets before any module above ends, since the release of widgets may need those
 * modules. Observers are destroyed first: they would be notified of the widgets' end. */
static void tree_state_finish_widgets(void *value) {
	struct oriel__tree_state *state = value;
	oriel__mutation_finish(state);
	oriel__orphans_finish(state->loop);
}

static struct oriel__tree_state *tree_state_new(oriel_loop *loop) {
	struct oriel__tree_state *state = oriel__alloc_zero(1, sizeof(*state));
	struct oriel__atom_table *atoms = oriel__loop_atoms(loop);
	state->loop = loop;
	state->census.count = tree_state_count;
	oriel__census_add(loop, &state->census);
	state->selectors = oriel__selector_cache_new(loop);
	state->id_name = oriel__atom_intern(atoms, "id");
	state->class_name = oriel__atom_intern(atoms, "class");
	state->hidden_name = oriel__atom_intern(atoms, "hidden");
	state->disabled_name = oriel__atom_intern(atoms, "disabled");
	state->inert_name = oriel__atom_intern(atoms, "inert");
	state->popover_name = oriel__atom_intern(atoms, "popover");
	state->part_name = oriel__atom_intern(atoms, "part");
	state->exports_name = oriel__atom_intern(atoms, "exportparts");
	state->style_name = oriel__atom_intern(atoms, "style");
	state->version = state->structure_version = 1;
	oriel__loop_set_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_TREE), state, tree_state_finish);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_ABOVE_FIRST, state, tree_state_finish_widgets);
	return state;
}

struct oriel__tree_state *oriel__tree_state(oriel_loop *loop) {
	struct oriel__tree_state *state = oriel__loop_slot(
		loop, oriel__loop_slot_above(ORIEL__UI_SLOT_TREE));
	return state != NULL ? state : tree_state_new(loop);
}

struct oriel__node *oriel__node_change(const oriel_widget *widget, const char *caller) {
	ORIEL_ASSERT(widget != NULL, "%s: the widget is NULL; pass a widget", caller);
	struct oriel__node *node = oriel__node_read(widget, caller);
	const char *type = widget->widget_class->name;
	ORIEL_ASSERT(!node->destroyed,
		"%s: this %s is destroyed; check oriel_widget_is_destroyed() before the change, or keep the "
		"oriel_widget_id",
		caller, type);
	const struct oriel__tree_state *state = oriel__tree_state(oriel__node_loop(node));
	ORIEL_ASSERT(state->frozen == 0,
		"%s: a widget's method %s is running, which may not change the tree; change this "
		"%s in a task or an event",
		caller, state->frozen_method, type);
	return node;
}

void oriel__node_set_free(
	oriel_loop *loop, enum oriel__node_part part, void (*free_part)(struct oriel__node *node)) {
	oriel__tree_state(loop)->free_part[part] = free_part;
}

void oriel__tree_set_style_hooks(oriel_loop *loop, const struct oriel__style_hooks *hooks) {
	oriel__tree_state(loop)->style = hooks;
}

void oriel__tree_freeze(oriel_loop *loop, const char *method) {
	struct oriel__tree_state *state = oriel__tree_state(loop);
	state->frozen++;
	state->frozen_method = method;
}

void oriel__tree_thaw(oriel_loop *loop) {
	oriel__tree_state(loop)->frozen--;
}

bool oriel__tree_is_frozen(oriel_loop *loop) {
	return oriel__tree_state(loop)->frozen > 0;
}
