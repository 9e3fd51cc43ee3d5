/* SPDX-License-Identifier: MIT */
/*
 * Sharing of computed values. All nodes with equal inputs share one set of computed values. The
 * inputs are the parent's inherited values, the inline style, the rules that matched, and those
 * facts about the surroundings that some value depends on. A set is reference-counted.
 *
 * The sets that lost their last node most recently are kept, because many nodes go back to a former
 * state: a button is hovered again, a menu opens again.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"
#include "tree/walk_internal.h"

#include <stddef.h>
#include <string.h>

enum { FIRST_KEY_CAPACITY = 32 };

void oriel__computed_init(struct oriel__style_state *state) {
	oriel__groups_init(state);
	state->empty_text = oriel__atom_intern(oriel__loop_atoms(state->loop), "");
	state->key = oriel__alloc_zero(
		1, sizeof(*state->key) + FIRST_KEY_CAPACITY * sizeof(state->key->rules[0]));
	state->key_capacity = FIRST_KEY_CAPACITY;
	state->media = (struct oriel__media){ .width = 640,
		.height = 480,
		.resolution = 1,
		.font_size = 14,
		.pointer = ORIEL__POINTER_FINE,
		.any_pointer = ORIEL__POINTER_FINE,
		.can_hover = true,
		.can_any_hover = true };
	state->media_version = 1;
}

static size_t key_size(const struct oriel__computed_key *key) {
	return offsetof(struct oriel__computed_key, rules) +
		key->rule_count * sizeof(key->rules[0]);
}

static void computed_free(struct oriel__style_state *state, struct oriel__computed *computed) {
	const struct oriel__computed_key *key = computed->key;
	for (int kind = 0; kind < ORIEL__GROUPS; kind++)
		oriel__group_unref(state, computed->groups[kind]);
	oriel__group_unref(state, (struct oriel__group *)(uintptr_t)key->parent_text);
	oriel__variables_unref(state, computed->variables);
	oriel__variables_unref(
		state, (struct oriel__variables *)(uintptr_t)key->parent_variables);
	oriel__inline_unref(state, key->inline_style);
	oriel__computed_unref(state, (struct oriel__computed *)(uintptr_t)key->parent);
	oriel__free(computed->font_family);
	oriel__free(computed->shadows);
	oriel__free(computed);
}

static void computed_release(struct oriel__style_state *state, struct oriel__computed *computed) {
	computed->is_recent = false;
	if (--computed->references > 0)
		return;
	HASH_DEL(state->computed, computed);
	computed_free(state, computed);
}

/* ---- Recent sets ---- */

/* Releases the recent sets of former rules. A set may hold the last reference of another set, which
 * is released as well. */
static void recent_clear(struct oriel__style_state *state) {
	state->recent_generation = state->generation;
	for (int i = 0; i < ORIEL__RECENT_COMPUTED; i++) {
		struct oriel__computed *computed = state->recent[i];
		state->recent[i] = NULL;
		if (computed != NULL)
			computed_release(state, computed);
	}
}

/* Takes over a reference of the set, or releases it: the rules of a former generation never match
 * again. */
static void recent_add(struct oriel__style_state *state, struct oriel__computed *computed) {
	if (state->recent_generation != state->generation)
		recent_clear(state);
	if (computed->key->generation != state->generation) {
		computed_release(state, computed);
		return;
	}
	struct oriel__computed **place = &state->recent[state->next_recent];
	struct oriel__computed *oldest = *place;
	state->next_recent = (state->next_recent + 1) % ORIEL__RECENT_COMPUTED;
	*place = computed;
	computed->is_recent = true;
	if (oldest != NULL)
		computed_release(state, oldest);
}

void oriel__computed_unref(struct oriel__style_state *state, struct oriel__computed *computed) {
	if (computed == NULL)
		return;
	if (computed->references > 1 || computed->is_recent)
		computed->references--;
	else
		recent_add(state, computed);
}

void oriel__computed_finish(struct oriel__style_state *state) {
	state->generation++; /* no set is recent any more */
	recent_clear(state);
	oriel__inlines_finish(state);
	oriel__groups_finish(state);
	oriel__font_metrics_finish(state);
	oriel__css_arena_finish(&state->scratch);
	oriel__css_writer_finish(&state->text);
	oriel__css_writer_finish(&state->content);
	oriel__free(state->key);
	oriel__free(state->filters);
	oriel__free(state->filter_hashes);
}

/* Computes a set of values for the key in state->key. */
static struct oriel__computed *computed_new(struct oriel__style_state *state) {
	size_t size = key_size(state->key);
	struct oriel__computed *computed = oriel__alloc_zero(1, sizeof(*computed) + size);
	computed->key = (struct oriel__computed_key *)(void *)(computed + 1);
	memcpy(computed->key, state->key, size);
	computed->references = 1;
	oriel__group_ref((struct oriel__group *)(uintptr_t)computed->key->parent_text);
	oriel__variables_ref((struct oriel__variables *)(uintptr_t)computed->key->parent_variables);
	if (computed->key->inline_style != NULL)
		computed->key->inline_style->references++;
	if (computed->key->parent != NULL)
		((struct oriel__computed *)(uintptr_t)computed->key->parent)->references++;
	state->counts.computed++;
	oriel__compute(state, computed);
	HASH_ADD_KEYPTR(hh, state->computed, computed->key, size, computed);
	return computed;
}

/* ---- Surroundings ---- */

const struct oriel__media *oriel__media_of(
	const struct oriel__style_state *state, const struct oriel__node *node) {
	return node->tree != NULL && node->tree->media != NULL ? node->tree->media : &state->media;
}

/* Returns the root's font size for a child of parent: 0 for the root itself, -1 if unknown. */
static float root_font_size(const struct oriel__node *parent) {
	const struct oriel__node *root = parent;
	if (root == NULL)
		return 0;
	if (root->tree != NULL)
		root = root->tree->root;
	while (root->parent != NULL)
		root = root->parent;
	return root->computed != NULL ? root->computed->style.font_size : -1;
}

static uint8_t block_needs(const struct oriel__style_state *state) {
	const struct oriel__computed_key *key = state->key;
	uint8_t needs = 0;
	if (state->registrations != NULL) /* a custom property may be of any type */
		needs = ORIEL__NEED_ROOT_FONT | ORIEL__NEED_VIEWPORT | ORIEL__NEED_SCHEME;
	for (uint32_t i = 0; i < key->rule_count; i++)
		needs |= state->rules[key->rules[i]].block->needs;
	if (key->inline_style != NULL)
		needs |= key->inline_style->hints.needs;
	if (key->inline_style != NULL && key->inline_style->text != NULL)
		needs |= key->inline_style->text->declarations.needs;
	return needs;
}

static bool blocks_inherit(const struct oriel__style_state *state) {
	const struct oriel__computed_key *key = state->key;
	for (uint32_t i = 0; i < key->rule_count; i++) {
		if (state->rules[key->rules[i]].block->does_inherit)
			return true;
	}
	if (key->inline_style == NULL)
		return false;
	return key->inline_style->hints.does_inherit ||
		(key->inline_style->text != NULL && key->inline_style->text->declarations.does_inherit);
}

/* Fills the key of a child of from, or of the root if from is NULL. place: a node in the same
 * window. */
static void key_fill(struct oriel__style_state *state, const struct oriel__node *from,
	const struct oriel__node *place) {
	struct oriel__computed_key *key = state->key;
	const struct oriel__computed *parent = from != NULL ? from->computed : NULL;
	key->parent_text = parent != NULL ? parent->groups[ORIEL__GROUP_TEXT] :
										state->initial[ORIEL__GROUP_TEXT];
	key->parent_variables = parent != NULL ? parent->variables : NULL;
	key->generation = state->generation;
	uint8_t needs = block_needs(state);
	key->parent = state->has_inherit && blocks_inherit(state) ? parent : NULL;
	key->is_root = from == NULL;
	key->root_font_size = needs & ORIEL__NEED_ROOT_FONT ? root_font_size(from) : 0;
	key->viewport_width = key->viewport_height = 0;
	key->scheme = 0;
	key->accent_color = 0;
	if (needs & (ORIEL__NEED_VIEWPORT | ORIEL__NEED_SCHEME)) {
		const struct oriel__media *media = oriel__media_of(state, place);
		bool asks_viewport = (needs & ORIEL__NEED_VIEWPORT) != 0;
		key->viewport_width = asks_viewport ? (float)media->width : 0;
		key->viewport_height = asks_viewport ? (float)media->height : 0;
		if (needs & ORIEL__NEED_SCHEME) {
			key->scheme = media->color_scheme == ORIEL__SCHEME_DARK ? 2 : 1;
			key->accent_color = media->accent_color;
		}
	}
}

/* Returns the values of the key in the state, with a reference. */
static struct oriel__computed *computed_of_key(struct oriel__style_state *state) {
	struct oriel__computed *computed;
	HASH_FIND(hh, state->computed, state->key, key_size(state->key), computed);
	if (computed == NULL)
		return computed_new(state);
	computed->references++;
	return computed;
}

struct oriel__computed *oriel__computed_for(
	struct oriel__style_state *state, struct oriel__node *node, const struct oriel__node *twin) {
	if (twin != NULL) {
		state->counts.shared++;
		twin->computed->references++;
		return twin->computed;
	}
	if (node->kind == ORIEL__NODE_TEXT) {
		state->key->rule_count = 0;
		state->is_shareable = true;
	} else {
		oriel__rules_match(state, node, ORIEL__PSEUDO_ELEMENT_NONE);
	}
	state->key->inline_style = node->inline_style;
	state->key->hidden = oriel__node_is_hidden(node) || node->kind == ORIEL__NODE_TEXT;
	key_fill(state, node->parent, node);
	state->key->is_on_top = node->on_top;
	return computed_of_key(state);
}

struct oriel__computed *oriel__computed_for_box(
	struct oriel__style_state *state, const struct oriel__node *node) {
	state->key->inline_style = NULL;
	state->key->hidden = false;
	state->key->is_on_top = false;
	key_fill(state, node, node);
	return computed_of_key(state);
}
