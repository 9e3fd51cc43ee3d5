/* SPDX-License-Identifier: MIT */
/*
 * The order of cascade layers. Source: CSS Cascade 5, §6.4.3.
 *
 * Sheets of one origin share their layers by full name. Layers stand in the order of the places
 * that name them. A place counts while its media condition holds, and only in trees to which its
 * sheet applies. The order is therefore computed again when styling turns to another tree, but only
 * if some place depends on the tree.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { UNLAYERED = 0xffff, FIRST_SLOTS = 32 };

/* ---- Collecting ---- */

static uint32_t *layer_slot(const struct oriel__style_state *state, uint8_t origin,
	uint32_t parent, oriel__atom name) {
	uint64_t hash = ((uint64_t)(uintptr_t)name ^ (uint64_t)parent << 1 ^ origin) *
		UINT64_C(0x9e3779b97f4a7c15);
	size_t at = (size_t)(hash >> 24) & (state->layer_slot_count - 1);
	for (; state->layer_slots[at] != 0; at = (at + 1) & (state->layer_slot_count - 1)) {
		const struct oriel__layer *layer = &state->layers[state->layer_slots[at] - 1];
		if (layer->origin == origin && layer->parent == parent && layer->name == name)
			break;
	}
	return &state->layer_slots[at];
}

static void layer_slots_grow(struct oriel__style_state *state) {
	if (state->layer_count * 2 < state->layer_slot_count)
		return;
	state->layer_slot_count = state->layer_slot_count == 0 ? FIRST_SLOTS :
															state->layer_slot_count * 2;
	oriel__free(state->layer_slots);
	state->layer_slots = oriel__alloc_zero(state->layer_slot_count, sizeof(*state->layer_slots));
	for (uint32_t i = 0; i < state->layer_count; i++) {
		const struct oriel__layer *layer = &state->layers[i];
		if (layer->name != NULL)
			*layer_slot(state, layer->origin, layer->parent, layer->name) = i + 1;
	}
}

/* Returns the index of a layer plus 1; adds the layer if it is new. */
static uint32_t layer_intern(
	struct oriel__style_state *state, uint8_t origin, uint32_t parent, oriel__atom name) {
	layer_slots_grow(state);
	uint32_t *slot = name != NULL ? layer_slot(state, origin, parent, name) : NULL;
	if (slot != NULL && *slot != 0)
		return *slot;
	state->layers = oriel__grow(
		state->layers, &state->layer_capacity, state->layer_count + 1, sizeof(*state->layers));
	state->layers[state->layer_count++] =
		(struct oriel__layer){ .parent = parent, .origin = origin, .name = name };
	if (slot != NULL)
		*slot = (uint32_t)state->layer_count;
	return (uint32_t)state->layer_count;
}

static void layers_of_sheet(struct oriel__style_state *state, struct oriel__used_sheet *used) {
	const struct oriel_sheet *sheet = used->sheet;
	for (uint32_t i = 0; i < sheet->layer_count; i++) {
		const struct oriel__css_layer *layer = &sheet->layers[i];
		uint32_t parent = layer->parent != 0 ? used->layers[layer->parent - 1] : 0;
		used->layers[i] = layer_intern(state, used->origin, parent,
			layer->name != 0 ? used->atoms[layer->name - 1] : NULL);
	}
	if (sheet->layer_count > 0 && (used->tree != NULL || used->owner != NULL))
		state->has_layer_choice = true;
	for (uint32_t i = 0; i < sheet->layer_place_count; i++)
		state->has_layer_choice |= sheet->layer_places[i].condition != 0;
}

/* ---- Ordering ---- */

static void layer_place(struct oriel__style_state *state, uint32_t index) {
	struct oriel__layer *layer = &state->layers[index - 1];
	if (layer->is_placed)
		return;
	struct oriel__layer *parent = layer->parent != 0 ? &state->layers[layer->parent - 1] : NULL;
	uint32_t *first = parent != NULL ? &parent->first_child : &state->first_layer;
	uint32_t *last = parent != NULL ? &parent->last_child : &state->last_layer;
	layer->is_placed = true;
	*(*last != 0 ? &state->layers[*last - 1].next : first) = index;
	*last = index;
}

/* Numbers the layers from the one with this index. Rules directly in a layer win over those in its
 * sublayers, so a layer is numbered after its sublayers. */
static uint32_t layers_number(
	struct oriel__style_state *state, uint32_t index, uint32_t next, bool *has_changed) {
	for (; index != 0; index = state->layers[index - 1].next) {
		struct oriel__layer *layer = &state->layers[index - 1];
		next = layers_number(state, layer->first_child, next, has_changed);
		*has_changed |= layer->order != next;
		layer->order = next;
		next += next < UNLAYERED;
	}
	return next;
}

static bool layers_order(struct oriel__style_state *state, const struct oriel__tree *tree,
	const struct oriel__media *media) {
	bool has_changed = false;
	state->first_layer = state->last_layer = 0;
	for (size_t i = 0; i < state->layer_count; i++) {
		struct oriel__layer *layer = &state->layers[i];
		layer->is_placed = false;
		layer->first_child = layer->last_child = layer->next = 0;
	}
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link) {
		bool applies = used->tree != NULL ? used->tree == tree :
											oriel__sheet_is_of_tree(used, tree);
		for (uint32_t i = 0; applies && i < used->sheet->layer_place_count; i++) {
			const struct oriel__css_layer_place *place = &used->sheet->layer_places[i];
			if (oriel__condition_holds(used, place->condition, media))
				layer_place(state, used->layers[place->layer]);
		}
	}
	layers_number(state, state->first_layer, 0, &has_changed);
	return has_changed;
}

void oriel__cascade_layers_link(struct oriel__style_state *state) {
	state->layer_count = 0;
	state->has_layer_choice = false;
	if (state->layer_slots != NULL)
		memset(state->layer_slots, 0, state->layer_slot_count * sizeof(*state->layer_slots));
	oriel__list_each(used, &state->sheets, struct oriel__used_sheet, link)
		layers_of_sheet(state, used);
	state->layer_tree = NULL;
	state->layer_media_version = state->media_version;
	layers_order(state, NULL, &state->media);
}

bool oriel__cascade_layers_turn_to(struct oriel__style_state *state, const struct oriel__tree *tree,
	const struct oriel__media *media) {
	if (!state->has_layer_choice || (state->layer_tree == tree &&
		state->layer_media_version == state->media_version))
		return false;
	state->layer_tree = tree;
	state->layer_media_version = state->media_version;
	return layers_order(state, tree, media);
}

void oriel__cascade_layers_forget(
	struct oriel__style_state *state, const struct oriel__tree *tree) {
	if (state->layer_tree == tree)
		state->layer_media_version = UINT64_MAX;
}

uint32_t oriel__layer_order_of(
	const struct oriel__style_state *state, const struct oriel__rule *rule) {
	uint32_t layer = rule->source->layer;
	return layer != 0 ? state->layers[rule->sheet->layers[layer - 1] - 1].order : UNLAYERED;
}

void oriel__cascade_layers_finish(struct oriel__style_state *state) {
	oriel__free(state->layers);
	oriel__free(state->layer_slots);
}
