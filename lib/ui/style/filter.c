/* SPDX-License-Identifier: MIT */
/*
 * Two ways to match fewer rules: a filter of ancestors' names, and siblings that look alike. The
 * last styled sibling of each look is kept in a table, as long as the tree does not change.
 *
 * The filter is a set of 256 bits with the hashes of the ids, classes and types of a node's
 * ancestors. A rule cannot match if it needs an ancestor's name that is not in the set. The filters
 * of a node and its ancestors are kept during a walk down the tree, as long as the tree does not
 * change.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { MAX_DEPTH = 256 };

static uint32_t filter_hash(oriel__atom name) {
	uint64_t mixed = name->hash * UINT64_C(0x9e3779b97f4a7c15);
	uint32_t hash = (uint32_t)(mixed >> 32);
	return hash != 0 ? hash : 1;
}

static bool filter_has(const struct oriel__ancestor_filter *filter, uint32_t hash) {
	return (filter->bits[hash >> 6 & 3] >> (hash & 63) & 1) &&
		(filter->bits[hash >> 14 & 3] >> (hash >> 8 & 63) & 1);
}

static bool filter_lists(
	const struct oriel__style_state *state, size_t count, uint32_t hash) {
	for (size_t i = 0; i < count; i++) {
		if (state->filter_hashes[i] == hash)
			return true;
	}
	return false;
}

static void filter_add(struct oriel__style_state *state, struct oriel__ancestor_filter *filter,
	oriel__atom name) {
	uint32_t hash = filter_hash(name);
	if (filter_has(filter, hash) && filter_lists(state, filter->hash_count, hash))
		return;
	filter->bits[hash >> 6 & 3] |= UINT64_C(1) << (hash & 63);
	filter->bits[hash >> 14 & 3] |= UINT64_C(1) << (hash >> 8 & 63);
	state->filter_hashes = oriel__grow(state->filter_hashes, &state->filter_hash_capacity,
		filter->hash_count + 1, sizeof(*state->filter_hashes));
	state->filter_hashes[filter->hash_count++] = hash;
}

bool oriel__filter_may_match(const struct oriel__ancestor_filter *filter,
	const uint32_t hashes[ORIEL__ANCESTOR_HASHES]) {
	for (int i = 0; i < ORIEL__ANCESTOR_HASHES && hashes[i] != 0; i++) {
		if (!filter_has(filter, hashes[i]))
			return false;
	}
	return true;
}

/* ---- Hashes of a selector ---- */

void oriel__filter_hashes(
	const struct oriel__complex *complex, uint32_t hashes[ORIEL__ANCESTOR_HASHES]) {
	int count = 0;
	bool is_above = false; /* for an ancestor or its sibling */
	for (uint32_t i = 1; i < complex->count && count < ORIEL__ANCESTOR_HASHES; i++) {
		enum oriel__combinator combinator = complex->compounds[i].combinator;
		if (combinator == ORIEL__COMBINATOR_PART)
			return;
		is_above = !oriel__combinator_is_sibling(combinator);
		struct oriel__selector_key key = oriel__compound_key(&complex->compounds[i]);
		if (is_above && key.kind != ORIEL__NAME_NONE)
			hashes[count++] = filter_hash(key.name);
	}
}

/* ---- Filters of a walk ---- */

static void filter_enter(struct oriel__style_state *state, const struct oriel__node *node) {
	state->filters = oriel__grow(
		state->filters, &state->filter_capacity, state->filter_count + 1, sizeof(*state->filters));
	struct oriel__ancestor_filter *filter = &state->filters[state->filter_count];
	if (state->filter_count > 0)
		*filter = state->filters[state->filter_count - 1];
	else
		*filter = (struct oriel__ancestor_filter){ 0 };
	state->filter_count++;
	filter->node = node;
	filter_add(state, filter, node->type);
	for (uint16_t i = 0; i < node->class_count; i++)
		filter_add(state, filter, node->classes[i]);
	if (node->id != NULL)
		filter_add(state, filter, node->id);
}

static const struct oriel__node *filter_top(const struct oriel__style_state *state) {
	return state->filter_count > 0 ? state->filters[state->filter_count - 1].node : NULL;
}

/* Fills the stack of filters from the root down to parent. Returns false if there are too many
 * ancestors. */
static bool filter_fill(struct oriel__style_state *state, const struct oriel__node *parent) {
	const struct oriel__node *line[MAX_DEPTH];
	int depth = 0;
	state->filter_count = 0;
	for (; parent != NULL && depth < MAX_DEPTH; parent = parent->parent)
		line[depth++] = parent;
	if (parent != NULL)
		return false;
	while (depth > 0)
		filter_enter(state, line[--depth]);
	return true;
}

const struct oriel__ancestor_filter *oriel__filter_for(
	struct oriel__style_state *state, const struct oriel__node *parent) {
	static const struct oriel__ancestor_filter empty = { 0 };
	if (parent == NULL)
		return &empty;
	uint64_t version = oriel__tree_state(state->loop)->version;
	if (state->filter_version != version)
		state->filter_count = 0;
	state->filter_version = version;
	for (int i = 0; i < 2 && state->filter_count > 0 && filter_top(state) != parent &&
			filter_top(state) != parent->parent;
		i++)
		state->filter_count--;
	bool is_child = state->filter_count > 0 && state->filter_count < MAX_DEPTH &&
		filter_top(state) == parent->parent;
	if (is_child && filter_top(state) != parent)
		filter_enter(state, parent);
	if (filter_top(state) != parent && !filter_fill(state, parent))
		return NULL;
	return &state->filters[state->filter_count - 1];
}

/* ---- Siblings ---- */

static bool filter_are_twins(const struct oriel__node *a, const struct oriel__node *b) {
	return a->parent == b->parent && a->type == b->type &&
		oriel__node_class(a) == oriel__node_class(b) && a->id == b->id &&
		a->class_count == b->class_count && a->states == b->states && a->kind == b->kind &&
		a->inline_style == b->inline_style && a->hidden == b->hidden &&
		a->on_top == b->on_top && a->popover == b->popover &&
		a->has_sheets == b->has_sheets && !a->has_sheets &&
		oriel__node_is_shadow_child(a) == oriel__node_is_shadow_child(b) &&
		(a->class_count == 0 ||
			memcmp(a->classes, b->classes, a->class_count * sizeof(oriel__atom)) == 0);
}

/* Returns the places of the node's twins among the candidates, ORIEL__SHARE_WAYS of them. */
static struct oriel__share_candidate *candidates_of(
	struct oriel__style_state *state, const struct oriel__node *node) {
	uint64_t hash = (node->type->hash ^ node->states) * UINT64_C(0x9e3779b97f4a7c15);
	for (uint16_t i = 0; i < node->class_count; i++)
		hash = (hash ^ node->classes[i]->hash) * UINT64_C(0x9e3779b97f4a7c15);
	hash = (hash ^ (uint64_t)(uintptr_t)node->inline_style) * UINT64_C(0x9e3779b97f4a7c15);
	size_t set = hash >> 40 & (ORIEL__SHARE_CANDIDATES / ORIEL__SHARE_WAYS - 1);
	return &state->candidates[set * ORIEL__SHARE_WAYS];
}

static uint64_t candidates_version(const struct oriel__style_state *state) {
	return oriel__tree_state(state->loop)->version + state->generation + state->media_version;
}

struct oriel__node *oriel__filter_twin(
	struct oriel__style_state *state, const struct oriel__node *node) {
	if (node->parent == NULL)
		return NULL;
	const struct oriel__share_candidate *candidates = candidates_of(state, node);
	uint64_t version = candidates_version(state);
	for (int i = 0; i < ORIEL__SHARE_WAYS; i++) {
		struct oriel__node *twin = candidates[i].node;
		if (twin != NULL && candidates[i].version == version && twin != node &&
			!(twin->marks & ORIEL__MARK_STYLE) && filter_are_twins(twin, node))
			return twin;
	}
	return NULL;
}

void oriel__filter_offer_twin(struct oriel__style_state *state, struct oriel__node *node) {
	if (node->parent == NULL)
		return;
	struct oriel__share_candidate *candidates = candidates_of(state, node);
	uint64_t version = candidates_version(state);
	int place = 0;
	while (place < ORIEL__SHARE_WAYS && candidates[place].version == version &&
		candidates[place].node != NULL)
		place++;
	if (place == ORIEL__SHARE_WAYS) /* none is out of date */
		place = (int)(state->next_candidate++ % ORIEL__SHARE_WAYS);
	candidates[place] = (struct oriel__share_candidate){ node, version };
}
