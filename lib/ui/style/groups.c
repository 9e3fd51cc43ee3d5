/* SPDX-License-Identifier: MIT */
/*
 * Groups of computed values. Equal groups are one reference-counted struct, so two sets of computed
 * values are compared by comparing five addresses.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

/* ---- Places ---- */

/* The longhands of each group, in the table's order, and their number. */
#define IN_TEXT(id)
#define IN_BOX(id)
#define IN_FLEX(id)
#define IN_PAINT(id)
#define IN_RARE(id)
#undef IN_TEXT
#define IN_TEXT(id) PLACE_##id,
enum {
#define LONGHAND(id, text, group_name, ...) IN_##group_name(id)
#include "css/property_list_internal.h"
	TEXT_COUNT,
};
#undef IN_TEXT
#define IN_TEXT(id)
#undef IN_BOX
#define IN_BOX(id) PLACE_##id,
enum {
#define LONGHAND(id, text, group_name, ...) IN_##group_name(id)
#include "css/property_list_internal.h"
	BOX_COUNT,
};
#undef IN_BOX
#define IN_BOX(id)
#undef IN_FLEX
#define IN_FLEX(id) PLACE_##id,
enum {
#define LONGHAND(id, text, group_name, ...) IN_##group_name(id)
#include "css/property_list_internal.h"
	FLEX_COUNT,
};
#undef IN_FLEX
#define IN_FLEX(id)
#undef IN_PAINT
#define IN_PAINT(id) PLACE_##id,
enum {
#define LONGHAND(id, text, group_name, ...) IN_##group_name(id)
#include "css/property_list_internal.h"
	PAINT_COUNT,
};
#undef IN_PAINT
#define IN_PAINT(id)
#undef IN_RARE
#define IN_RARE(id) PLACE_##id,
enum {
#define LONGHAND(id, text, group_name, ...) IN_##group_name(id)
#include "css/property_list_internal.h"
	RARE_COUNT,
};
#undef IN_RARE
#define IN_RARE(id)

static const uint8_t places[ORIEL__CSS_PROPERTIES] = {
#define LONGHAND(id, ...) [ORIEL__CSS_##id] = PLACE_##id,
#include "css/property_list_internal.h"
};
static const uint16_t group_counts[ORIEL__GROUPS] = {
	[ORIEL__GROUP_TEXT] = TEXT_COUNT,
	[ORIEL__GROUP_BOX] = BOX_COUNT,
	[ORIEL__GROUP_FLEX] = FLEX_COUNT,
	[ORIEL__GROUP_PAINT] = PAINT_COUNT,
	[ORIEL__GROUP_RARE] = RARE_COUNT,
};

/* All longhands, in the order of the table. */
static const uint16_t longhands[] = {
#define LONGHAND(id, ...) ORIEL__CSS_##id,
#include "css/property_list_internal.h"
};
enum { LONGHANDS = sizeof(longhands) / sizeof(longhands[0]) };

uint16_t oriel__group_index(uint16_t property) {
	return places[property];
}

uint16_t oriel__group_count(enum oriel__css_group kind) {
	return group_counts[kind];
}

/* ---- Copying ---- */

static const struct oriel__css_math *math_copy(
	struct oriel__css_arena *arena, const struct oriel__css_math *math) {
	struct oriel__css_math *copy = oriel__css_arena_copy(arena, math, sizeof(*math));
	if (math->op == ORIEL__MATH_LEAF)
		return copy;
	const struct oriel__css_math **children = oriel__css_arena_alloc(
		arena, (math->count + 1u) * sizeof(struct oriel__css_math *));
	for (uint16_t i = 0; i < math->count; i++)
		children[i] = math->content.children[i] != NULL ?
			math_copy(arena, math->content.children[i]) :
			NULL;
	copy->content.children = children;
	return copy;
}

struct oriel__css_value oriel__value_copy(
	struct oriel__css_arena *arena, const struct oriel__css_value *value);

static const struct oriel__css_color_function *color_function_copy(
	struct oriel__css_arena *arena, const struct oriel__css_color_function *function) {
	struct oriel__css_color_function *copy = oriel__css_arena_copy(
		arena, function, sizeof(*function));
	for (int i = 0; i < 2; i++)
		copy->arguments[i] = oriel__value_copy(arena, &function->arguments[i]);
	for (int i = 0; i < 4; i++)
		copy->channels[i] = function->channels[i] != NULL ?
			math_copy(arena, function->channels[i]) :
			NULL;
	return copy;
}

struct oriel__css_value oriel__value_copy(
	struct oriel__css_arena *arena, const struct oriel__css_value *value) {
	struct oriel__css_value copy = *value, *items;
	switch ((enum oriel__css_value_kind)value->kind) {
	case ORIEL__VALUE_STRING:
	case ORIEL__VALUE_IDENT:
	case ORIEL__VALUE_PENDING:
	case ORIEL__VALUE_TOKENS:
		copy.content.text = oriel__css_arena_text(arena, value->content.text, value->count);
		break;
	case ORIEL__VALUE_LIST:
	case ORIEL__VALUE_FUNCTION:
		items = oriel__css_arena_alloc(arena, (value->count + 1u) * sizeof(*items));
		for (uint32_t i = 0; i < value->count; i++)
			items[i] = oriel__value_copy(arena, &value->content.items[i]);
		copy.content.items = items;
		break;
	case ORIEL__VALUE_MATH:
		copy.content.math = math_copy(arena, value->content.math);
		break;
	case ORIEL__VALUE_COLOR_FUNCTION:
		copy.content.function = color_function_copy(arena, value->content.function);
		break;
	default:
		break;
	}
	return copy;
}

/* ---- The table ---- */

static uint32_t group_mix(uint32_t hash, uint64_t number) {
	uint64_t mixed = (hash ^ number) * UINT64_C(0x9e3779b97f4a7c15);
	return (uint32_t)(mixed >> 32) ^ (uint32_t)mixed;
}

uint32_t oriel__value_hash(uint32_t hash, const struct oriel__css_value *value) {
	hash = group_mix(hash, (uint64_t)value->kind << 48 | (uint64_t)value->unit << 40 |
			(uint64_t)value->keyword);
	uint64_t bits = 0;
	if (value->kind == ORIEL__VALUE_NUMBER)
		memcpy(&bits, &value->content.number, sizeof(bits));
	else if (value->kind == ORIEL__VALUE_COLOR)
		bits = value->content.color;
	else if (value->kind == ORIEL__VALUE_LIST)
		for (uint32_t i = 0; i < value->count; i++)
			hash = oriel__value_hash(hash, &value->content.items[i]);
	else
		bits = value->count;
	return group_mix(hash, bits);
}

static bool group_is(const struct oriel__group *group, uint32_t hash, enum oriel__css_group kind,
	const struct oriel__css_value *values) {
	if (group->hash != hash || group->kind != kind)
		return false;
	for (uint16_t i = 0; i < group->count; i++) {
		if (!oriel__css_value_equal(&group->values[i], &values[i]))
			return false;
	}
	return true;
}

struct oriel__group *oriel__group_ref(struct oriel__group *group) {
	group->references++;
	return group;
}

struct oriel__group *oriel__group_for(struct oriel__style_state *state,
	enum oriel__css_group kind, const struct oriel__css_value *values) {
	uint16_t count = group_counts[kind];
	uint32_t hash = (uint32_t)kind;
	for (uint16_t i = 0; i < count; i++)
		hash = oriel__value_hash(hash, &values[i]);
	struct oriel__group **bucket = &state->groups[hash % ORIEL__GROUP_BUCKETS];
	for (struct oriel__group *group = *bucket; group != NULL; group = group->next) {
		if (group_is(group, hash, kind, values))
			return oriel__group_ref(group);
	}
	struct oriel__group *group = oriel__alloc_zero(
		1, sizeof(*group) + count * sizeof(group->values[0]));
	group->references = 1;
	group->hash = hash;
	group->kind = (uint16_t)kind;
	group->count = count;
	for (uint16_t i = 0; i < count; i++)
		group->values[i] = oriel__value_copy(&group->arena, &values[i]);
	group->next = *bucket;
	*bucket = group;
	return group;
}

void oriel__group_unref(struct oriel__style_state *state, struct oriel__group *group) {
	if (--group->references > 0)
		return;
	struct oriel__group **link = &state->groups[group->hash % ORIEL__GROUP_BUCKETS];
	while (*link != group)
		link = &(*link)->next;
	*link = group->next;
	oriel__css_arena_finish(&group->arena);
	oriel__free(group);
}

unsigned oriel__groups_difference(
	const struct oriel__computed *a, const struct oriel__computed *b) {
	unsigned effects = 0;
	for (int i = 0; i < LONGHANDS; i++) {
		uint16_t property = longhands[i];
		uint8_t kind = oriel__css_properties[property].group;
		if (a->groups[kind] != b->groups[kind] &&
			(effects | oriel__css_properties[property].effects) != effects &&
			!oriel__css_value_equal(
				oriel__computed_value(a, property), oriel__computed_value(b, property)))
			effects |= oriel__css_properties[property].effects;
	}
	return effects;
}

/* ---- Initial values ---- */

static void initial_init(struct oriel__style_state *state, enum oriel__css_group kind) {
	struct oriel__css_value values[LONGHANDS];
	struct oriel__css_color_context context = { .system = oriel__system_color };
	for (int i = 0; i < LONGHANDS; i++) {
		uint16_t property = longhands[i];
		if (oriel__css_properties[property].group != kind)
			continue;
		struct oriel__css_value *value = &values[places[property]];
		*value = oriel__css_property_initial(property, &state->scratch);
		if (value->kind == ORIEL__VALUE_KEYWORD &&
			oriel__css_keyword_is_system_color(value->keyword))
			*value = oriel__css_color_value(oriel__css_color_resolve(value, &context));
		else if (oriel__css_value_is_keyword(value, ORIEL__KEYWORD_MEDIUM))
			*value = oriel__css_number_value(3, ORIEL__UNIT_PX);
	}
	state->initial[kind] = oriel__group_for(state, kind, values);
}

void oriel__groups_init(struct oriel__style_state *state) {
	for (int kind = 0; kind < ORIEL__GROUPS; kind++)
		initial_init(state, (enum oriel__css_group)kind);
	oriel__css_arena_finish(&state->scratch);
}

/* Releases the initial groups. Any remaining group belongs to a widget that is not destroyed
 * yet. */
void oriel__groups_finish(struct oriel__style_state *state) {
	for (int kind = 0; kind < ORIEL__GROUPS; kind++)
		oriel__group_unref(state, state->initial[kind]);
}
