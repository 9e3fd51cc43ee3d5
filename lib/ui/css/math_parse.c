/* SPDX-License-Identifier: MIT */
/*
 * Parses calculation trees and checks their types. Source: Values 4, §10.1 to §10.9.
 *
 * A type is a set of exponents of base types. A product adds the exponents, and a quotient
 * subtracts them. The terms of a sum and the arguments of a comparison must have equal types.
 * Nesting is limited, because the parser is recursive.
 */
#include "css/value_parser_internal.h"

#include <math.h>
#include <string.h>

enum { MAX_ARGUMENTS = 32 };

struct math_parser {
	struct oriel__css_value_parser *values;
	bool is_percent_length;
	const uint16_t *channels;
};

/* The types of a function's arguments, and the type of its result. */
enum math_rule {
	RULE_SAME,   /* any type, equal for all; the result has that type */
	RULE_NUMBER, /* numbers; the result is a number */
	RULE_SIGN,   /* any type; the result is a number */
	RULE_ANGLE_IN, /* a number or an angle; the result is a number */
	RULE_ANGLE_OUT, /* a number; the result is an angle */
	RULE_ATAN2,  /* two of equal type; the result is an angle */
};

static const struct {
	const char *name;
	uint8_t op, rule, least, most; /* least, most: numbers of arguments */
} functions[] = {
	{ "calc", ORIEL__MATH_SUM, RULE_SAME, 1, 1 },
	{ "min", ORIEL__MATH_MIN, RULE_SAME, 1, MAX_ARGUMENTS },
	{ "max", ORIEL__MATH_MAX, RULE_SAME, 1, MAX_ARGUMENTS },
	{ "clamp", ORIEL__MATH_CLAMP, RULE_SAME, 3, 3 },
	{ "round", ORIEL__MATH_ROUND, RULE_SAME, 1, 2 },
	{ "mod", ORIEL__MATH_MOD, RULE_SAME, 2, 2 },
	{ "rem", ORIEL__MATH_REM, RULE_SAME, 2, 2 },
	{ "abs", ORIEL__MATH_ABS, RULE_SAME, 1, 1 },
	{ "sign", ORIEL__MATH_SIGN, RULE_SIGN, 1, 1 },
	{ "sin", ORIEL__MATH_SIN, RULE_ANGLE_IN, 1, 1 },
	{ "cos", ORIEL__MATH_COS, RULE_ANGLE_IN, 1, 1 },
	{ "tan", ORIEL__MATH_TAN, RULE_ANGLE_IN, 1, 1 },
	{ "asin", ORIEL__MATH_ASIN, RULE_ANGLE_OUT, 1, 1 },
	{ "acos", ORIEL__MATH_ACOS, RULE_ANGLE_OUT, 1, 1 },
	{ "atan", ORIEL__MATH_ATAN, RULE_ANGLE_OUT, 1, 1 },
	{ "atan2", ORIEL__MATH_ATAN2, RULE_ATAN2, 2, 2 },
	{ "pow", ORIEL__MATH_POW, RULE_NUMBER, 2, 2 },
	{ "sqrt", ORIEL__MATH_SQRT, RULE_NUMBER, 1, 1 },
	{ "hypot", ORIEL__MATH_HYPOT, RULE_SAME, 1, MAX_ARGUMENTS },
	{ "log", ORIEL__MATH_LOG, RULE_NUMBER, 1, 2 },
	{ "exp", ORIEL__MATH_EXP, RULE_NUMBER, 1, 1 },
};

enum { FUNCTIONS = sizeof(functions) / sizeof(functions[0]) };

static const struct oriel__css_math_type number_type;

static struct oriel__css_math *parse_sum(
	struct math_parser *parser, struct oriel__css_math_type *type);

static bool types_are_equal(
	const struct oriel__css_math_type *a, const struct oriel__css_math_type *b) {
	return memcmp(a, b, sizeof(*a)) == 0;
}

static struct oriel__css_math *math_new(struct math_parser *parser,
	enum oriel__css_math_operator op, struct oriel__css_math *const *children, size_t count) {
	struct oriel__css_math *math =
		oriel__css_arena_alloc(parser->values->arena, sizeof(*math));
	*math = (struct oriel__css_math){ .op = (uint8_t)op, .count = (uint16_t)count };
	const struct oriel__css_math **items =
		oriel__css_arena_alloc(parser->values->arena, count * sizeof(*items) + 1);
	for (size_t i = 0; i < count; i++)
		items[i] = children[i];
	math->content.children = items;
	return math;
}

static struct oriel__css_math *math_leaf_new(
	struct math_parser *parser, double number, enum oriel__css_unit unit) {
	struct oriel__css_math *math =
		oriel__css_arena_alloc(parser->values->arena, sizeof(*math));
	*math = (struct oriel__css_math){ .op = ORIEL__MATH_LEAF,
		.unit = (uint8_t)unit,
		.content.number = number };
	return math;
}

static struct oriel__css_math *math_fail(struct math_parser *parser, const char *expected) {
	oriel__css_expected(parser->values, expected);
	return NULL;
}

/* ---- Functions ---- */

static int function_of(const struct oriel__css_token *token) {
	if (token->kind != ORIEL__TOKEN_FUNCTION)
		return -1;
	for (int i = 0; i < FUNCTIONS; i++) {
		if (oriel__css_text_is(token->text, token->length, functions[i].name))
			return i;
	}
	return -1;
}

bool oriel__css_at_math(const struct oriel__css_value_parser *parser) {
	return function_of(&parser->token) >= 0;
}

/* Takes the strategy of round() and its comma. */
static uint16_t parse_strategy(struct math_parser *parser) {
	static const struct {
		const char *name;
		uint16_t keyword;
	} strategies[] = {
		{ "nearest", ORIEL__KEYWORD_NEAREST },
		{ "up", ORIEL__KEYWORD_UP },
		{ "down", ORIEL__KEYWORD_DOWN },
		{ "to-zero", ORIEL__KEYWORD_TO_ZERO },
	};
	for (size_t i = 0; i < sizeof(strategies) / sizeof(strategies[0]); i++) {
		if (oriel__css_take_ident(parser->values, strategies[i].name))
			return oriel__css_take_comma(parser->values) ? strategies[i].keyword : 0;
	}
	return ORIEL__KEYWORD_NEAREST;
}

static bool rule_apply(enum math_rule rule, const struct oriel__css_math_type *argument,
	struct oriel__css_math_type *type) {
	static const struct oriel__css_math_type angle_type = { .angle = 1 };
	switch (rule) {
	case RULE_SAME:
		*type = *argument;
		return true;
	case RULE_NUMBER:
		*type = number_type;
		return types_are_equal(argument, &number_type);
	case RULE_SIGN:
		*type = number_type;
		return true;
	case RULE_ANGLE_IN:
		*type = number_type;
		return types_are_equal(argument, &number_type) || types_are_equal(argument, &angle_type);
	case RULE_ANGLE_OUT:
		*type = angle_type;
		return types_are_equal(argument, &number_type);
	default:
		*type = angle_type;
		return true;
	}
}

/* Returns clamp() with one bound as max() or min(), and without bounds as its value. */
static struct oriel__css_math *clamp_simplify(
	struct math_parser *parser, struct oriel__css_math *const arguments[3]) {
	if (arguments[0] == NULL && arguments[2] == NULL)
		return arguments[1];
	return arguments[0] == NULL ? math_new(parser, ORIEL__MATH_MIN, arguments + 1, 2) :
								math_new(parser, ORIEL__MATH_MAX, arguments, 2);
}

static struct oriel__css_math *parse_arguments(
	struct math_parser *parser, int index, struct oriel__css_math_type *type) {
	struct oriel__css_math *arguments[MAX_ARGUMENTS];
	struct oriel__css_math_type first = number_type, next;
	size_t count = 0;
	bool has_type = false;
	uint16_t keyword = 0;
	if (functions[index].op == ORIEL__MATH_ROUND && (keyword = parse_strategy(parser)) == 0)
		return math_fail(parser, "a comma after the rounding strategy");
	do {
		if (count == functions[index].most)
			return math_fail(parser, "fewer arguments");
		if (functions[index].op == ORIEL__MATH_CLAMP && count != 1 &&
			oriel__css_take_ident(parser->values, "none")) {
			arguments[count++] = NULL;
			continue;
		}
		arguments[count] = parse_sum(parser, &next);
		if (arguments[count++] == NULL)
			return NULL;
		if (has_type && !types_are_equal(&first, &next))
			return math_fail(parser, "arguments of one type");
		first = next;
		has_type = true;
	} while (oriel__css_take_comma(parser->values));
	if (count < functions[index].least)
		return math_fail(parser, "more arguments");
	if (!rule_apply((enum math_rule)functions[index].rule, &first, type))
		return math_fail(parser, "an argument of another type");
	bool is_transparent =
		functions[index].op == ORIEL__MATH_MIN || functions[index].op == ORIEL__MATH_MAX;
	if (functions[index].op == ORIEL__MATH_SUM || (is_transparent && count == 1))
		return arguments[0];
	if (functions[index].op == ORIEL__MATH_CLAMP &&
		(arguments[0] == NULL || arguments[2] == NULL))
		return clamp_simplify(parser, arguments);
	if (functions[index].op == ORIEL__MATH_ROUND && count == 1) {
		if (!types_are_equal(&first, &number_type))
			return math_fail(parser, "a step to round to");
		arguments[count++] = math_leaf_new(parser, 1, ORIEL__UNIT_NUMBER);
	}
	struct oriel__css_math *math =
		math_new(parser, (enum oriel__css_math_operator)functions[index].op, arguments, count);
	math->keyword = keyword;
	return math;
}

static struct oriel__css_math *parse_function(
	struct math_parser *parser, int index, struct oriel__css_math_type *type) {
	if (!oriel__css_enter(parser->values))
		return NULL;
	struct oriel__css_math *math = parse_arguments(parser, index, type);
	if (math == NULL || !oriel__css_close(parser->values))
		return NULL;
	return math;
}

/* ---- Values ---- */

static bool dimension_type(
	struct math_parser *parser, enum oriel__css_unit unit, struct oriel__css_math_type *type) {
	double factor;
	*type = number_type;
	switch (oriel__css_unit_canonical(unit, &factor)) {
	case ORIEL__UNIT_NUMBER: return true;
	case ORIEL__UNIT_PX: type->length = 1; return true;
	case ORIEL__UNIT_DEG: type->angle = 1; return true;
	case ORIEL__UNIT_S: type->time = 1; return true;
	case ORIEL__UNIT_DPPX: type->resolution = 1; return true;
	case ORIEL__UNIT_PERCENT:
		if (parser->is_percent_length)
			type->length = 1;
		else
			type->percent = 1;
		return true;
	default: return false;
	}
}

static struct oriel__css_math *parse_named(struct math_parser *parser) {
	static const struct {
		const char *name;
		double number;
	} constants[] = {
		{ "pi", 3.14159265358979323846 },
		{ "e", 2.71828182845904523536 },
		{ "infinity", INFINITY },
		{ "-infinity", -INFINITY },
		{ "nan", NAN },
	};
	for (size_t i = 0; i < sizeof(constants) / sizeof(constants[0]); i++) {
		if (oriel__css_take_ident(parser->values, constants[i].name))
			return math_leaf_new(parser, constants[i].number, ORIEL__UNIT_NUMBER);
	}
	uint16_t keyword =
		oriel__css_keyword_find(parser->values->token.text, parser->values->token.length);
	for (size_t i = 0; parser->channels != NULL && keyword != 0 && parser->channels[i] != 0; i++) {
		if (parser->channels[i] != keyword)
			continue;
		oriel__css_advance(parser->values);
		struct oriel__css_math *math = math_new(parser, ORIEL__MATH_CHANNEL, NULL, 0);
		math->keyword = keyword;
		return math;
	}
	return math_fail(parser, "a number, a dimension, a constant or a function");
}

static struct oriel__css_math *parse_block(
	struct math_parser *parser, struct oriel__css_math_type *type) {
	if (!oriel__css_enter(parser->values))
		return NULL;
	struct oriel__css_math *math = parse_sum(parser, type);
	return math != NULL && oriel__css_close(parser->values) ? math : NULL;
}

static struct oriel__css_math *parse_term(
	struct math_parser *parser, struct oriel__css_math_type *type) {
	const struct oriel__css_token token = parser->values->token;
	enum oriel__css_unit unit = ORIEL__UNIT_NUMBER;
	int function;
	switch ((enum oriel__css_token_kind)token.kind) {
	case ORIEL__TOKEN_OPEN_PAREN: return parse_block(parser, type);
	case ORIEL__TOKEN_IDENT: *type = number_type; return parse_named(parser);
	case ORIEL__TOKEN_NUMBER: break;
	case ORIEL__TOKEN_PERCENTAGE:
		unit = ORIEL__UNIT_PERCENT;
		parser->values->has_percentage = true;
		break;
	case ORIEL__TOKEN_DIMENSION: unit = oriel__css_unit_find(token.text, token.length); break;
	case ORIEL__TOKEN_FUNCTION:
		function = function_of(&token);
		if (function >= 0)
			return parse_function(parser, function, type);
		return math_fail(parser, "a mathematical function");
	default: return math_fail(parser, "a number, a dimension or a function");
	}
	if (unit == ORIEL__UNITS || !dimension_type(parser, unit, type))
		return math_fail(parser, "a known unit");
	oriel__css_advance(parser->values);
	return math_leaf_new(parser, token.number, unit);
}

static struct oriel__css_math *parse_product(
	struct math_parser *parser, struct oriel__css_math_type *type) {
	struct oriel__css_math *factors[MAX_ARGUMENTS];
	size_t count = 1;
	factors[0] = parse_term(parser, type);
	if (factors[0] == NULL)
		return NULL;
	for (;;) {
		bool is_quotient = oriel__css_take_delim(parser->values, '/');
		if (!is_quotient && !oriel__css_take_delim(parser->values, '*'))
			break;
		struct oriel__css_math_type next;
		if (count == MAX_ARGUMENTS)
			return math_fail(parser, "fewer factors");
		struct oriel__css_math *factor = parse_term(parser, &next);
		if (factor == NULL)
			return NULL;
		int sign = is_quotient ? -1 : 1;
		type->length = (int8_t)(type->length + sign * next.length);
		type->percent = (int8_t)(type->percent + sign * next.percent);
		type->angle = (int8_t)(type->angle + sign * next.angle);
		type->time = (int8_t)(type->time + sign * next.time);
		type->resolution = (int8_t)(type->resolution + sign * next.resolution);
		factors[count++] =
			is_quotient ? math_new(parser, ORIEL__MATH_INVERT, &factor, 1) : factor;
	}
	return count == 1 ? factors[0] : math_new(parser, ORIEL__MATH_PRODUCT, factors, count);
}

/* Takes + or -, which must have white space on both sides. */
static bool take_sign(struct math_parser *parser, bool *is_difference) {
	struct oriel__css_value_parser *values = parser->values;
	const struct oriel__css_token *token = &values->token;
	if (token->kind != ORIEL__TOKEN_DELIM || (token->delim != '+' && token->delim != '-') ||
		!token->has_space)
		return false;
	*is_difference = token->delim == '-';
	oriel__css_advance(values);
	return values->token.has_space;
}

static struct oriel__css_math *parse_sum(
	struct math_parser *parser, struct oriel__css_math_type *type) {
	struct oriel__css_math *terms[MAX_ARGUMENTS];
	size_t count = 1;
	bool is_difference;
	terms[0] = parse_product(parser, type);
	if (terms[0] == NULL)
		return NULL;
	while (take_sign(parser, &is_difference)) {
		struct oriel__css_math_type next;
		if (count == MAX_ARGUMENTS)
			return math_fail(parser, "fewer terms");
		struct oriel__css_math *term = parse_product(parser, &next);
		if (term == NULL)
			return NULL;
		if (!types_are_equal(type, &next))
			return math_fail(parser, "terms of one type");
		terms[count++] =
			is_difference ? math_new(parser, ORIEL__MATH_NEGATE, &term, 1) : term;
	}
	return count == 1 ? terms[0] : math_new(parser, ORIEL__MATH_SUM, terms, count);
}

struct oriel__css_math *oriel__css_parse_math(struct oriel__css_value_parser *values,
	bool is_percent_length, const uint16_t *channels, struct oriel__css_math_type *type) {
	struct math_parser parser = { values, is_percent_length, channels };
	struct oriel__css_math *math = parse_function(&parser, function_of(&values->token), type);
	return math != NULL ? oriel__css_math_simplify(values->arena, math, NULL) : NULL;
}
