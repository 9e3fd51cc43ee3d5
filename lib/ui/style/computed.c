/* SPDX-License-Identifier: MIT */
/*
 * Computed values from matched rules, and sharing them.
 *
 * Three kinds of struct are kept once for all nodes that agree, in hash tables by content, counted,
 * and freed with the last node that uses them: inherited values, inline declarations, and computed
 * values. The key of the last are the parent's inherited values, the inline declarations and the
 * rules that matched: what follows from these is never worked out twice while somebody has it.
 */
#include "style/style_state_internal.h"

#include <stddef.h>
#include <string.h>

enum { FIRST_KEY_CAPACITY = 32 };

/* ---- Inherited values ---- */

static struct oriel__inherited *inherited_ref(struct oriel__inherited *inherited) {
	inherited->references++;
	return inherited;
}

static void inherited_unref(struct oriel__style_state *state, struct oriel__inherited *inherited) {
	if (--inherited->references > 0)
		return;
	HASH_DEL(state->inherited, inherited);
	oriel__atom_unref(inherited->family);
	oriel__free(inherited);
}

static void get_inherited(
	const struct oriel_style *style, bool caret_is_auto, struct oriel__inherited_values *values) {
	memset(values, 0, sizeof(*values));
	memcpy(values->bytes, style, sizeof(values->bytes));
	values->is_caret_auto = caret_is_auto;
}

/* With a reference. */
static struct oriel__inherited *inherited_for(
	struct oriel__style_state *state, const struct oriel_style *style, bool caret_is_auto) {
	struct oriel__inherited_values values;
	struct oriel__inherited *inherited;
	get_inherited(style, caret_is_auto, &values);
	HASH_FIND(hh, state->inherited, &values, sizeof(values), inherited);
	if (inherited != NULL)
		return inherited_ref(inherited);
	inherited = oriel__alloc_zero(1, sizeof(*inherited));
	inherited->references = 1;
	inherited->values = values;
	inherited->family = oriel__atom_intern(oriel__loop_atoms(state->loop), style->font_family);
	HASH_ADD(hh, state->inherited, values, sizeof(values), inherited);
	return inherited;
}

void oriel__computed_init(struct oriel__style_state *state) {
	struct oriel_style style;
	oriel__atom family = oriel__atom_intern(oriel__loop_atoms(state->loop), "system-ui");
	oriel__style_init(&style);
	style.font_family = family->text;
	state->initial = inherited_for(state, &style, true);
	state->key = oriel__alloc(
		sizeof(*state->key) + FIRST_KEY_CAPACITY * sizeof(state->key->rules[0]));
	state->key_capacity = FIRST_KEY_CAPACITY;
	oriel__atom_unref(family);
}

/* What is still in the tables belongs to widgets that nobody destroyed. */
void oriel__computed_finish(struct oriel__style_state *state) {
	inherited_unref(state, state->initial);
	HASH_CLEAR(hh, state->inherited);
	HASH_CLEAR(hh, state->inlines);
	HASH_CLEAR(hh, state->computed);
	oriel__free(state->key);
}

/* ---- Inline declarations ---- */

void oriel__inline_unref(struct oriel__style_state *state, struct oriel__inline *inline_style) {
	if (inline_style == NULL || --inline_style->references > 0)
		return;
	HASH_DEL(state->inlines, inline_style);
	oriel__block_finish(&inline_style->block);
	oriel__free(inline_style);
}

static struct oriel__inline *inline_for(
	struct oriel__style_state *state, struct oriel__block block) {
	size_t bytes = block.count * sizeof(*block.values);
	struct oriel__inline *inline_style;
	HASH_FIND(hh, state->inlines, block.values, bytes, inline_style);
	if (inline_style != NULL) {
		oriel__block_finish(&block);
		inline_style->references++;
		return inline_style;
	}
	inline_style = oriel__alloc_zero(1, sizeof(*inline_style));
	inline_style->references = 1;
	inline_style->block = block;
	HASH_ADD_KEYPTR(hh, state->inlines, inline_style->block.values, bytes, inline_style);
	return inline_style;
}

void oriel__inline_set(
	struct oriel__style_state *state, struct oriel__node *node, struct oriel__block block) {
	struct oriel__inline *old = node->inline_style;
	if (block.count > 0) {
		node->inline_style = inline_for(state, block);
	} else {
		node->inline_style = NULL;
		oriel__block_finish(&block);
	}
	if (node->inline_style != old)
		oriel__node_mark(node, ORIEL__MARK_STYLE);
	oriel__inline_unref(state, old);
}

/* ---- Computed values ---- */

static size_t key_size(const struct oriel__computed_key *key) {
	return sizeof(*key) + key->rule_count * sizeof(key->rules[0]);
}

void oriel__computed_unref(struct oriel__style_state *state, struct oriel__computed *computed) {
	if (computed == NULL || --computed->references > 0)
		return;
	HASH_DEL(state->computed, computed);
	inherited_unref(state, computed->inherited);
	inherited_unref(state, computed->key->parent);
	oriel__inline_unref(state, computed->key->inline_style);
	oriel__free(computed);
}

static void computed_apply(
	struct oriel_style *style, const struct oriel__block *block, uint64_t *declared) {
	for (size_t i = 0; i < block->count; i++) {
		oriel__value_apply(style, &block->values[i]);
		*declared |= oriel__property_bit(block->values[i].property);
	}
}

/* What is visible along one axis only scrolls along it. Source: CSS Overflow 3, §3.1. */
static void resolve_overflow(struct oriel_style *style) {
	bool clips_x = style->overflow_x != ORIEL_OVERFLOW_VISIBLE,
		clips_y = style->overflow_y != ORIEL_OVERFLOW_VISIBLE;
	if (clips_x && !clips_y)
		style->overflow_y = ORIEL_OVERFLOW_AUTO;
	else if (clips_y && !clips_x)
		style->overflow_x = ORIEL_OVERFLOW_AUTO;
}

/* Colours that were not given follow the colour of text. */
static void resolve_colors(struct oriel_style *style, uint64_t declared, bool caret_is_auto) {
	if (!(declared & oriel__property_bit(ORIEL_PROPERTY_BORDER_COLOR)))
		style->border_color = style->color;
	if (!(declared & oriel__property_bit(ORIEL_PROPERTY_OUTLINE_COLOR)))
		style->outline_color = style->color;
	if (caret_is_auto)
		style->caret_color = style->color;
}

static void computed_cascade(struct oriel__style_state *state, struct oriel__computed *computed) {
	const struct oriel__computed_key *key = computed->key;
	struct oriel_style *style = &computed->style;
	uint64_t declared = 0;
	oriel__style_init(style);
	memcpy(style, key->parent->values.bytes, sizeof(key->parent->values.bytes));
	for (uint32_t i = 0; i < key->rule_count; i++)
		computed_apply(style, state->rules[key->rules[i]].block, &declared);
	if (key->inline_style != NULL)
		computed_apply(style, &key->inline_style->block, &declared);
	if (key->hidden)
		style->display = ORIEL_DISPLAY_NONE;
	bool caret_is_auto = key->parent->values.is_caret_auto &&
		!(declared & oriel__property_bit(ORIEL_PROPERTY_CARET_COLOR));
	resolve_overflow(style);
	resolve_colors(style, declared, caret_is_auto);
	computed->inherited = inherited_for(state, style, caret_is_auto);
}

/* From the key that is in state. */
static struct oriel__computed *computed_new(struct oriel__style_state *state) {
	size_t size = key_size(state->key);
	struct oriel__computed *computed = oriel__alloc_zero(1, sizeof(*computed) + size);
	computed->key = (struct oriel__computed_key *)(computed + 1);
	memcpy(computed->key, state->key, size);
	computed->references = 1;
	inherited_ref(computed->key->parent);
	if (computed->key->inline_style != NULL)
		computed->key->inline_style->references++;
	computed_cascade(state, computed);
	HASH_ADD_KEYPTR(hh, state->computed, computed->key, size, computed);
	return computed;
}

struct oriel__computed *oriel__computed_for(
	struct oriel__style_state *state, struct oriel__node *node) {
	struct oriel__computed *computed;
	oriel__rules_match(state, node);
	state->key->parent = node->parent != NULL ? node->parent->computed->inherited : state->initial;
	state->key->inline_style = node->inline_style;
	state->key->hidden = node->hidden || node->kind == ORIEL__NODE_TEXT;
	HASH_FIND(hh, state->computed, state->key, key_size(state->key), computed);
	if (computed == NULL)
		return computed_new(state);
	computed->references++;
	return computed;
}
