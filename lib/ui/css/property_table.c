/* SPDX-License-Identifier: MIT */
/*
 * The table of properties as an array, and the lookup of a property by its name.
 */
#include "css/css_property_internal.h"

#include "css/known_name_internal.h"

/* The short names used by the list. */
enum {
#define ORIEL__CSS_KEYWORD(id, name) K_##id = ORIEL__KEYWORD_##id,
#include "css/keyword_list_internal.h"
};
enum {
#define LONGHAND(id, ...) P_##id = ORIEL__CSS_##id,
#define LOGICAL(id, ...) P_##id = ORIEL__CSS_##id,
#define SHORTHAND(id, ...) P_##id = ORIEL__CSS_##id,
#include "css/property_list_internal.h"
};
enum {
	T_LENGTH = ORIEL__TYPE_LENGTH,
	T_PERCENTAGE = ORIEL__TYPE_PERCENTAGE,
	T_NUMBER = ORIEL__TYPE_NUMBER,
	T_INTEGER = ORIEL__TYPE_INTEGER,
	T_COLOR = ORIEL__TYPE_COLOR,
	T_STRING = ORIEL__TYPE_STRING,
	T_NOT_NEGATIVE = ORIEL__TYPE_NOT_NEGATIVE,
	T_WEIGHT = ORIEL__TYPE_WEIGHT,
	E_LAYOUT = ORIEL__CSS_EFFECT_LAYOUT,
	E_PARENT = ORIEL__CSS_EFFECT_PARENT,
	E_RECORD = ORIEL__CSS_EFFECT_RECORD,
	E_ORDER = ORIEL__CSS_EFFECT_ORDER,
};
enum { NOT_INHERITED, INHERITED };

#define KEYWORDS(...) ((const uint16_t[]){ __VA_ARGS__, 0 })
#define NO_KEYWORDS ((const uint16_t[]){ 0 })
#define MEMBERS(...) ((const uint16_t[]){ __VA_ARGS__, 0 })

const struct oriel__css_property oriel__css_properties[ORIEL__CSS_PROPERTIES] = {
	[ORIEL__CSS_CUSTOM] = { .name = "", .kind = ORIEL__CSS_LONGHAND, .is_inherited = true },
#define LONGHAND(id, text, group_name, inherits, initial_text, syntax_name, type_bits, \
	keyword_list, effect_bits, interpolation_name, grammar_text) \
	[ORIEL__CSS_##id] = { .name = text, \
		.kind = ORIEL__CSS_LONGHAND, \
		.group = ORIEL__GROUP_##group_name, \
		.is_inherited = inherits, \
		.syntax = ORIEL__SYNTAX_##syntax_name, \
		.types = type_bits, \
		.effects = effect_bits, \
		.interpolation = ORIEL__INTERPOLATE_##interpolation_name, \
		.keywords = keyword_list, \
		.initial = initial_text, \
		.grammar = grammar_text },
#define LOGICAL(id, text, ltr, rtl) \
	[ORIEL__CSS_##id] = { \
		.name = text, .kind = ORIEL__CSS_LOGICAL, .members = MEMBERS(ltr, rtl) },
#define SHORTHAND(id, text, grammar_text, ...) \
	[ORIEL__CSS_##id] = { .name = text, .kind = ORIEL__CSS_SHORTHAND, \
		.members = MEMBERS(__VA_ARGS__), .grammar = grammar_text },
#include "css/property_list_internal.h"
};

static const char *property_at(size_t index) {
	return oriel__css_properties[index].name;
}

uint16_t oriel__css_property_find(const char *text, size_t length) {
	size_t found = oriel__css_known_find(text, length, property_at, 1, ORIEL__CSS_PROPERTIES);
	return found < ORIEL__CSS_PROPERTIES ? (uint16_t)found : 0;
}
