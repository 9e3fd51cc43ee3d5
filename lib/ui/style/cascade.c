/* SPDX-License-Identifier: MIT */
/*
 * The cascade: decides which declaration wins. Source: CSS Cascade 5, §6 and §7.
 *
 * Declarations are applied from the weakest to the strongest, and later ones overwrite earlier
 * ones. The order of normal declarations is: the toolkit's rules, hints of typed setters, the
 * application's rules by layer, inline style. Important declarations follow in reverse: the
 * application's rules from the last layer to the first, inline style, the toolkit's rules.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

/* ---- Order ---- */

static void cascade_add(struct oriel__cascaded *cascaded, const struct oriel__declarations *block,
	const struct oriel__rule *rule, enum oriel__origin origin, bool is_important) {
	cascaded->applied = oriel__grow(
		cascaded->applied, &cascaded->capacity, cascaded->count + 1, sizeof(*cascaded->applied));
	cascaded->applied[cascaded->count++] = (struct oriel__applied){ block, rule, (uint8_t)origin,
		is_important, rule != NULL ? rule->layer_order : UINT32_MAX };
}

/* Returns whether an important block a is applied after b: contexts and layers are reversed. */
static bool is_important_after(const struct oriel__applied *a, const struct oriel__applied *b) {
	if (a->rule->context != b->rule->context)
		return a->rule->context < b->rule->context;
	return a->layer_order < b->layer_order;
}

/* Adds the blocks of one origin that have important declarations: contexts and layers in reverse,
 * the rules of one layer in their normal order. */
static void cascade_add_important(const struct oriel__style_state *state,
	const struct oriel__computed_key *key, struct oriel__cascaded *cascaded, uint8_t origin) {
	size_t first = cascaded->count;
	for (uint32_t i = 0; i < key->rule_count; i++) {
		const struct oriel__rule *rule = &state->rules[key->rules[i]];
		if (rule->sheet->origin != origin || !rule->block->has_important)
			continue;
		cascade_add(cascaded, rule->block, rule, (enum oriel__origin)origin, true);
		struct oriel__applied added = cascaded->applied[cascaded->count - 1];
		size_t at = cascaded->count - 1;
		for (; at > first && is_important_after(&cascaded->applied[at - 1], &added); at--)
			cascaded->applied[at] = cascaded->applied[at - 1];
		cascaded->applied[at] = added;
	}
}

static void cascade_add_normal(const struct oriel__style_state *state,
	const struct oriel__computed_key *key, struct oriel__cascaded *cascaded, uint8_t origin) {
	for (uint32_t i = 0; i < key->rule_count; i++) {
		const struct oriel__rule *rule = &state->rules[key->rules[i]];
		if (rule->sheet->origin == origin)
			cascade_add(cascaded, rule->block, rule, (enum oriel__origin)origin, false);
	}
}

static void cascade_order(const struct oriel__style_state *state,
	const struct oriel__computed_key *key, struct oriel__cascaded *cascaded) {
	const struct oriel__inline *style = key->inline_style;
	cascade_add_normal(state, key, cascaded, ORIEL__ORIGIN_TOOLKIT);
	if (style != NULL && style->hints.count > 0)
		cascade_add(cascaded, &style->hints, NULL, ORIEL__ORIGIN_HINTS, false);
	cascade_add_normal(state, key, cascaded, ORIEL__ORIGIN_APPLICATION);
	if (style != NULL && style->text != NULL)
		cascade_add(cascaded, &style->text->declarations, NULL, ORIEL__ORIGIN_INLINE, false);
	cascade_add_important(state, key, cascaded, ORIEL__ORIGIN_APPLICATION);
	if (style != NULL && style->text != NULL && style->text->declarations.has_important)
		cascade_add(cascaded, &style->text->declarations, NULL, ORIEL__ORIGIN_INLINE, true);
	cascade_add_important(state, key, cascaded, ORIEL__ORIGIN_TOOLKIT);
}

/* ---- Winners ---- */

static void cascade_apply(struct oriel__cascaded *cascaded, uint32_t index) {
	const struct oriel__applied *applied = &cascaded->applied[index];
	cascaded->needs |= applied->block->needs;
	for (uint32_t i = 0; i < applied->block->count; i++) {
		const struct oriel__css_declaration *declaration = &applied->block->items[i];
		if (declaration->is_important != applied->is_important ||
			declaration->property == ORIEL__CSS_CUSTOM)
			continue;
		uint16_t property = oriel__css_property_physical(
			declaration->property, cascaded->is_rtl);
		cascaded->winners[property] = (struct oriel__winner){ declaration, index };
		cascaded->groups |= 1u << oriel__css_properties[property].group;
	}
}

void oriel__cascade(const struct oriel__style_state *state,
	const struct oriel__computed_key *key, struct oriel__cascaded *cascaded) {
	cascade_order(state, key, cascaded);
	for (uint32_t i = 0; i < cascaded->count; i++)
		cascade_apply(cascaded, i);
}

void oriel__cascade_turn(struct oriel__cascaded *cascaded) {
	memset(cascaded->winners, 0, sizeof(cascaded->winners));
	cascaded->is_rtl = true;
	for (uint32_t i = 0; i < cascaded->count; i++)
		cascade_apply(cascaded, i);
}

void oriel__cascade_finish(struct oriel__cascaded *cascaded) {
	oriel__free(cascaded->applied);
}

/* ---- revert and revert-layer ---- */

bool oriel__cascade_remains(
	const struct oriel__cascaded *cascaded, uint32_t index, uint32_t reverted, bool is_layer) {
	const struct oriel__applied *other = &cascaded->applied[index];
	const struct oriel__applied *taken = &cascaded->applied[reverted];
	bool is_authors = taken->origin >= ORIEL__ORIGIN_APPLICATION;
	if (!is_layer)
		return is_authors && other->origin == ORIEL__ORIGIN_TOOLKIT;
	if (other->origin != taken->origin)
		return other->origin < taken->origin;
	return other->layer_order < taken->layer_order;
}

struct oriel__winner oriel__cascade_revert(const struct oriel__cascaded *cascaded,
	uint16_t property, uint32_t applied, bool is_layer) {
	for (uint32_t k = applied; k-- > 0;) {
		const struct oriel__applied *other = &cascaded->applied[k];
		if (!oriel__cascade_remains(cascaded, k, applied, is_layer))
			continue;
		for (uint32_t i = other->block->count; i-- > 0;) {
			const struct oriel__css_declaration *declaration = &other->block->items[i];
			if (declaration->property != ORIEL__CSS_CUSTOM &&
				declaration->is_important == other->is_important &&
				oriel__css_property_physical(declaration->property, cascaded->is_rtl) == property)
				return (struct oriel__winner){ declaration, k };
		}
	}
	return (struct oriel__winner){ NULL, 0 };
}
