/* SPDX-License-Identifier: MIT */
/*
 * Parsed values: comparison, dependencies, and computation of lengths.
 */
#include "css/color_internal.h"
#include "css/value_parser_internal.h"

#include <math.h>
#include <string.h>

/* ---- Comparing ---- */

static bool color_functions_are_equal(const struct oriel__css_color_function *a,
	const struct oriel__css_color_function *b) {
	if (a->op != b->op || a->space != b->space || a->hue != b->hue || a->notation != b->notation ||
		a->weight != b->weight || a->alpha != b->alpha ||
		!oriel__css_value_equal(&a->arguments[0], &b->arguments[0]) ||
		!oriel__css_value_equal(&a->arguments[1], &b->arguments[1]))
		return false;
	for (int i = 0; i < 4; i++) {
		if (!oriel__css_math_equal(a->channels[i], b->channels[i]))
			return false;
	}
	return true;
}

bool oriel__css_value_equal(
	const struct oriel__css_value *a, const struct oriel__css_value *b) {
	if (a->kind != b->kind || a->unit != b->unit || a->keyword != b->keyword ||
		a->count != b->count)
		return false;
	switch ((enum oriel__css_value_kind)a->kind) {
	case ORIEL__VALUE_NUMBER: return a->content.number == b->content.number;
	case ORIEL__VALUE_MATH: return oriel__css_math_equal(a->content.math, b->content.math);
	case ORIEL__VALUE_COLOR: return a->content.color == b->content.color;
	case ORIEL__VALUE_COLOR_FUNCTION:
		return color_functions_are_equal(a->content.function, b->content.function);
	case ORIEL__VALUE_STRING:
	case ORIEL__VALUE_IDENT:
	case ORIEL__VALUE_PENDING:
	case ORIEL__VALUE_TOKENS: return memcmp(a->content.text, b->content.text, a->count) == 0;
	case ORIEL__VALUE_LIST:
	case ORIEL__VALUE_FUNCTION:
		for (uint32_t i = 0; i < a->count; i++) {
			if (!oriel__css_value_equal(&a->content.items[i], &b->content.items[i]))
				return false;
		}
		return true;
	default: return true;
	}
}

/* ---- Needs ---- */

unsigned oriel__css_value_needs(const struct oriel__css_value *value) {
	unsigned needs = 0;
	switch ((enum oriel__css_value_kind)value->kind) {
	case ORIEL__VALUE_NUMBER: return oriel__css_unit_needs((enum oriel__css_unit)value->unit);
	case ORIEL__VALUE_MATH: return oriel__css_math_needs(value->content.math);
	case ORIEL__VALUE_KEYWORD:
		if (value->keyword == ORIEL__KEYWORD_CURRENTCOLOR)
			return ORIEL__NEED_COLOR;
		return oriel__css_keyword_is_system_color(value->keyword) ? ORIEL__NEED_SCHEME : 0;
	case ORIEL__VALUE_COLOR_FUNCTION:
		if (value->content.function->op == ORIEL__COLOR_LIGHT_DARK)
			needs = ORIEL__NEED_SCHEME;
		return needs | oriel__css_value_needs(&value->content.function->arguments[0]) |
			oriel__css_value_needs(&value->content.function->arguments[1]);
	case ORIEL__VALUE_LIST:
	case ORIEL__VALUE_FUNCTION:
		for (uint32_t i = 0; i < value->count; i++)
			needs |= oriel__css_value_needs(&value->content.items[i]);
		return needs;
	case ORIEL__VALUE_PENDING: return ORIEL__NEED_VARIABLES;
	default: return 0;
	}
}

/* ---- Computing ---- */

/* Clamps a result to the range of a float; NaN becomes 0. */
static double math_clamp(const struct oriel__css_math *math, double number) {
	if (isnan(number))
		return 0;
	if (math->is_not_negative && number < 0)
		number = 0;
	if (math->is_integer)
		number = floor(number + 0.5);
	return fmax(-3.4028234663852886e38, fmin(number, 3.4028234663852886e38)) + 0.0;
}

/* Returns whether a computed sum is a percentage plus 0px, which is written as the percentage. */
static bool math_is_percentage(const struct oriel__css_math *math) {
	if (math->op != ORIEL__MATH_SUM || math->count != 2)
		return false;
	const struct oriel__css_math *percentage = math->content.children[0],
								 *length = math->content.children[1];
	return percentage->op == ORIEL__MATH_LEAF && percentage->unit == ORIEL__UNIT_PERCENT &&
		length->op == ORIEL__MATH_LEAF && length->content.number == 0 &&
		(!math->is_not_negative || percentage->content.number >= 0);
}

static struct oriel__css_value math_absolute(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *units) {
	struct oriel__css_math *simple = oriel__css_math_simplify(arena, math, units);
	if (simple->op == ORIEL__MATH_LEAF) {
		enum oriel__css_unit unit = (enum oriel__css_unit)simple->unit;
		if (simple->is_integer)
			unit = ORIEL__UNIT_INTEGER;
		return oriel__css_number_value(math_clamp(simple, simple->content.number), unit);
	}
	if (units != NULL && math_is_percentage(simple))
		return oriel__css_number_value(
			simple->content.children[0]->content.number, ORIEL__UNIT_PERCENT);
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_MATH, .content.math = simple };
}

static struct oriel__css_value number_absolute(
	const struct oriel__css_value *value, const struct oriel__css_units *units) {
	enum oriel__css_unit unit = (enum oriel__css_unit)value->unit;
	double factor;
	enum oriel__css_unit canonical = oriel__css_unit_canonical(unit, &factor);
	if (canonical == unit || unit == ORIEL__UNIT_INTEGER)
		return *value;
	return oriel__css_number_value(factor != 0 ?
			value->content.number * factor :
			oriel__css_length_to_px(value->content.number, unit, units),
		canonical);
}

static struct oriel__css_value list_absolute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units) {
	struct oriel__css_value *items = NULL, result = *value;
	for (uint32_t i = 0; i < value->count; i++) {
		struct oriel__css_value item =
			oriel__css_value_absolute(arena, &value->content.items[i], units);
		if (items == NULL && memcmp(&item, &value->content.items[i], sizeof(item)) != 0) {
			items = oriel__css_arena_copy(
				arena, value->content.items, value->count * sizeof(*items));
			result.content.items = items;
		}
		if (items != NULL)
			items[i] = item;
	}
	return result;
}

struct oriel__css_value oriel__css_value_absolute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units) {
	switch ((enum oriel__css_value_kind)value->kind) {
	case ORIEL__VALUE_NUMBER: return number_absolute(value, units);
	case ORIEL__VALUE_MATH: return math_absolute(arena, value->content.math, units);
	case ORIEL__VALUE_LIST:
	case ORIEL__VALUE_FUNCTION: return list_absolute(arena, value, units);
	default: return *value;
	}
}

double oriel__css_value_resolve(const struct oriel__css_value *value, double base) {
	if (value->kind == ORIEL__VALUE_MATH) {
		struct oriel__css_math_context context = { .percent_base = base };
		return math_clamp(
			value->content.math, oriel__css_math_evaluate(value->content.math, &context));
	}
	if (value->kind != ORIEL__VALUE_NUMBER)
		return 0;
	return value->unit == ORIEL__UNIT_PERCENT ? value->content.number * base / 100 :
												value->content.number;
}
