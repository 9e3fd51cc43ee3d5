/* SPDX-License-Identifier: MIT */
/*
 * The parser of values: its tokens, numbers of all types, keywords, and longhands of the syntax
 * SIMPLE. The other syntaxes are in value_syntax.c and grid_syntax.c, colours in color_parse.c.
 */
#include "css/value_parser_internal.h"

#include "css/known_name_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- Tokens ---- */

void oriel__css_advance(struct oriel__css_value_parser *parser) {
	oriel__css_token_next_solid(&parser->scanner, &parser->token);
}

void oriel__css_value_begin(struct oriel__css_value_parser *parser, struct oriel__css_arena *arena,
	const struct oriel__css_scanner *scanner) {
	parser->scanner = *scanner;
	parser->arena = arena;
	parser->depth = 0;
	parser->has_error = false;
	parser->keyword_begin = 0;
	oriel__css_advance(parser);
}

bool oriel__css_at_value_end(const struct oriel__css_value_parser *parser) {
	switch ((enum oriel__css_token_kind)parser->token.kind) {
	case ORIEL__TOKEN_END:
	case ORIEL__TOKEN_SEMICOLON:
	case ORIEL__TOKEN_CLOSE_CURLY:
	case ORIEL__TOKEN_CLOSE_PAREN:
	case ORIEL__TOKEN_CLOSE_SQUARE: return true;
	case ORIEL__TOKEN_DELIM: return parser->token.delim == '!';
	default: return false;
	}
}

bool oriel__css_at_close(const struct oriel__css_value_parser *parser) {
	return parser->token.kind == ORIEL__TOKEN_CLOSE_PAREN ||
		parser->token.kind == ORIEL__TOKEN_END;
}

bool oriel__css_close(struct oriel__css_value_parser *parser) {
	if (!oriel__css_at_close(parser))
		return oriel__css_expected(parser, "')'");
	parser->depth--;
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_take_comma(struct oriel__css_value_parser *parser) {
	if (parser->token.kind != ORIEL__TOKEN_COMMA)
		return false;
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_take_delim(struct oriel__css_value_parser *parser, char delim) {
	if (parser->token.kind != ORIEL__TOKEN_DELIM || parser->token.delim != delim)
		return false;
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_take_ident(struct oriel__css_value_parser *parser, const char *name) {
	if (parser->token.kind != ORIEL__TOKEN_IDENT || !oriel__css_token_is(&parser->token, name))
		return false;
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_enter(struct oriel__css_value_parser *parser) {
	if (parser->depth == ORIEL__VALUE_DEPTH)
		return oriel__css_expected(parser, "at most 32 levels of nested functions");
	parser->depth++;
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_expected(struct oriel__css_value_parser *parser, const char *expected) {
	if (parser->has_error && parser->token.begin <= parser->error_offset)
		return false;
	parser->has_error = true;
	parser->error_offset = parser->token.begin;
	parser->error_expected = expected;
	parser->error_property = 0;
	return false;
}

uint16_t oriel__css_token_keyword(struct oriel__css_value_parser *parser) {
	if (parser->keyword_begin != parser->token.begin + 1) {
		parser->keyword_begin = parser->token.begin + 1;
		parser->keyword = oriel__css_keyword_find(parser->token.text, parser->token.length);
	}
	return parser->keyword;
}

struct oriel__css_value oriel__css_list_value(struct oriel__css_value_parser *parser,
	enum oriel__css_separator separator, const struct oriel__css_value *items, size_t count) {
	return (struct oriel__css_value){ .kind = ORIEL__VALUE_LIST,
		.keyword = (uint16_t)separator,
		.count = (uint32_t)count,
		.content.items = oriel__css_arena_copy(parser->arena, items, count * sizeof(*items)) };
}

/* ---- Keywords and numbers ---- */

struct oriel__css_value oriel__css_take_name(struct oriel__css_value_parser *parser) {
	struct oriel__css_value name = { .kind = ORIEL__VALUE_IDENT,
		.count = parser->token.length,
		.content.text =
			oriel__css_arena_text(parser->arena, parser->token.text, parser->token.length) };
	oriel__css_advance(parser);
	return name;
}

bool oriel__css_parse_keyword(struct oriel__css_value_parser *parser, const uint16_t *keywords,
	struct oriel__css_value *out) {
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return false;
	uint16_t keyword = oriel__css_token_keyword(parser);
	for (size_t i = 0; keyword != 0 && keywords[i] != 0; i++) {
		if (keywords[i] != keyword)
			continue;
		*out = oriel__css_keyword_value(keyword);
		oriel__css_advance(parser);
		return true;
	}
	return false;
}

/* Returns whether the types include numbers of a canonical unit. */
static bool types_take_unit(unsigned types, enum oriel__css_unit canonical) {
	switch (canonical) {
	case ORIEL__UNIT_NUMBER: return (types & (ORIEL__TYPE_NUMBER | ORIEL__TYPE_INTEGER)) != 0;
	case ORIEL__UNIT_PERCENT: return (types & ORIEL__TYPE_PERCENTAGE) != 0;
	case ORIEL__UNIT_PX: return (types & ORIEL__TYPE_LENGTH) != 0;
	case ORIEL__UNIT_DEG: return (types & ORIEL__TYPE_ANGLE) != 0;
	case ORIEL__UNIT_S: return (types & ORIEL__TYPE_TIME) != 0;
	case ORIEL__UNIT_DPPX: return (types & ORIEL__TYPE_RESOLUTION) != 0;
	default: return false;
	}
}

static bool number_is_in_range(unsigned types, double number) {
	if ((types & ORIEL__TYPE_WEIGHT) != 0)
		return number >= 1 && number <= 1000;
	if ((types & ORIEL__TYPE_POSITIVE) != 0)
		return number >= 1;
	return (types & ORIEL__TYPE_NOT_NEGATIVE) == 0 || number >= 0;
}

static bool parse_number_token(
	struct oriel__css_value_parser *parser, unsigned types, struct oriel__css_value *out) {
	const struct oriel__css_token *token = &parser->token;
	enum oriel__css_unit unit = ORIEL__UNIT_NUMBER;
	double factor;
	if (token->kind == ORIEL__TOKEN_PERCENTAGE)
		unit = ORIEL__UNIT_PERCENT;
	else if (token->kind == ORIEL__TOKEN_DIMENSION)
		unit = oriel__css_unit_find(token->text, token->length);
	else if ((types & ORIEL__TYPE_INTEGER) != 0)
		unit = ORIEL__UNIT_INTEGER;
	else if (token->number == 0 && (types & ORIEL__TYPE_NUMBER) == 0 &&
		(types & ORIEL__TYPE_LENGTH) != 0)
		unit = ORIEL__UNIT_PX;
	if (unit == ORIEL__UNITS)
		return oriel__css_expected(parser, "a known unit");
	if (!types_take_unit(types, oriel__css_unit_canonical(unit, &factor)) ||
		(unit == ORIEL__UNIT_INTEGER && !token->is_integer) ||
		!number_is_in_range(types, token->number))
		return false;
	*out = oriel__css_number_value(token->number + 0.0, unit);
	oriel__css_advance(parser);
	return true;
}

static bool math_type_fits(unsigned types, bool is_percent_length,
	const struct oriel__css_math_type *type) {
	int exponents = (type->length != 0) + (type->percent != 0) + (type->angle != 0) +
		(type->time != 0) + (type->resolution != 0);
	if (exponents == 0)
		return (types & (ORIEL__TYPE_NUMBER | ORIEL__TYPE_INTEGER)) != 0;
	if (exponents > 1)
		return false;
	return (type->length == 1 && (types & ORIEL__TYPE_LENGTH) != 0) ||
		(type->percent == 1 && !is_percent_length && (types & ORIEL__TYPE_PERCENTAGE) != 0) ||
		(type->angle == 1 && (types & ORIEL__TYPE_ANGLE) != 0) ||
		(type->time == 1 && (types & ORIEL__TYPE_TIME) != 0) ||
		(type->resolution == 1 && (types & ORIEL__TYPE_RESOLUTION) != 0);
}

static bool parse_math_value(
	struct oriel__css_value_parser *parser, unsigned types, struct oriel__css_value *out) {
	struct oriel__css_math_type type;
	unsigned both = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE;
	bool is_percent_length = (types & both) == both;
	struct oriel__css_value_parser before = *parser;
	parser->has_percentage = false;
	struct oriel__css_math *math =
		oriel__css_parse_math(parser, is_percent_length, NULL, &type);
	if (math == NULL)
		return false;
	bool is_strange = parser->has_percentage && (types & ORIEL__TYPE_PERCENTAGE) == 0;
	if (is_strange || !math_type_fits(types, is_percent_length, &type)) {
		*parser = before;
		return oriel__css_expected(parser, "a calculation of another type");
	}
	math->is_integer = (types & (ORIEL__TYPE_INTEGER | ORIEL__TYPE_NUMBER)) == ORIEL__TYPE_INTEGER;
	math->is_not_negative = (types & ORIEL__TYPE_NOT_NEGATIVE) != 0;
	*out = (struct oriel__css_value){ .kind = ORIEL__VALUE_MATH, .content.math = math };
	return true;
}

static bool parse_string_value(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	*out = (struct oriel__css_value){ .kind = ORIEL__VALUE_STRING,
		.count = parser->token.length,
		.content.text =
			oriel__css_arena_text(parser->arena, parser->token.text, parser->token.length) };
	oriel__css_advance(parser);
	return true;
}

bool oriel__css_parse_typed(
	struct oriel__css_value_parser *parser, unsigned types, struct oriel__css_value *out) {
	enum { NUMERIC = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE | ORIEL__TYPE_NUMBER |
			ORIEL__TYPE_INTEGER | ORIEL__TYPE_ANGLE | ORIEL__TYPE_TIME | ORIEL__TYPE_RESOLUTION };
	switch ((enum oriel__css_token_kind)parser->token.kind) {
	case ORIEL__TOKEN_NUMBER:
	case ORIEL__TOKEN_PERCENTAGE:
	case ORIEL__TOKEN_DIMENSION:
		return (types & NUMERIC) != 0 && parse_number_token(parser, types, out);
	case ORIEL__TOKEN_STRING:
		return (types & ORIEL__TYPE_STRING) != 0 && parse_string_value(parser, out);
	case ORIEL__TOKEN_FUNCTION:
		if ((types & NUMERIC) != 0 && oriel__css_at_math(parser))
			return parse_math_value(parser, types, out);
		return (types & ORIEL__TYPE_COLOR) != 0 && oriel__css_parse_color(parser, out);
	case ORIEL__TOKEN_IDENT:
	case ORIEL__TOKEN_HASH:
		return (types & ORIEL__TYPE_COLOR) != 0 && oriel__css_parse_color(parser, out);
	default: return false;
	}
}

/* ---- Longhands ---- */

/* Writes the values that a property accepts, as text for messages. */
static void longhand_describe(
	const struct oriel__css_property *property, char *out, size_t capacity) {
	static const struct {
		unsigned type;
		const char *name;
	} types[] = {
		{ ORIEL__TYPE_LENGTH, "a length" },
		{ ORIEL__TYPE_PERCENTAGE, "a percentage" },
		{ ORIEL__TYPE_NUMBER, "a number" },
		{ ORIEL__TYPE_INTEGER, "an integer" },
		{ ORIEL__TYPE_COLOR, "a colour" },
		{ ORIEL__TYPE_STRING, "a string" },
	};
	size_t length = 0;
	out[0] = '\0';
	if (property->syntax != ORIEL__SYNTAX_SIMPLE) {
		snprintf(out, capacity, "%s", property->grammar != NULL ? property->grammar : "");
		return;
	}
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]) && length < capacity; i++) {
		if ((property->types & types[i].type) != 0)
			length += (size_t)snprintf(out + length, capacity - length, "%s%s",
				length > 0 ? ", " : "", types[i].name);
	}
	for (size_t i = 0; property->keywords[i] != 0 && length < capacity; i++)
		length += (size_t)snprintf(out + length, capacity - length, "%s%s", length > 0 ? ", " : "",
			oriel__css_keyword_name(property->keywords[i]));
}

struct oriel__css_value_error oriel__css_value_error(struct oriel__css_value_parser *parser) {
	enum { MOST = 200 };
	char text[MOST];
	struct oriel__css_nearest nearest = { 0 };
	if (!parser->has_error)
		return (struct oriel__css_value_error){ parser->token.begin, "a value", NULL };
	if (parser->error_property == 0)
		return (struct oriel__css_value_error){
			parser->error_offset, parser->error_expected, NULL
		};
	const struct oriel__css_property *property = &oriel__css_properties[parser->error_property];
	const struct oriel__css_token *token = &parser->error_token;
	longhand_describe(property, text, sizeof(text));
	for (size_t i = 0; token->kind == ORIEL__TOKEN_IDENT && property->keywords[i] != 0; i++)
		oriel__css_nearest_try(&nearest, token->text, token->length,
			oriel__css_keyword_name(property->keywords[i]));
	return (struct oriel__css_value_error){ parser->error_offset,
		oriel__css_arena_text(parser->arena, text, strlen(text)), nearest.name };
}

/* Records that a value of the longhand was expected. Returns false. */
static bool longhand_expected(struct oriel__css_value_parser *parser, uint16_t property) {
	if (parser->has_error && parser->token.begin <= parser->error_offset)
		return false;
	parser->has_error = true;
	parser->error_offset = parser->token.begin;
	parser->error_property = property;
	parser->error_token = parser->token;
	return false;
}

bool oriel__css_parse_longhand(
	struct oriel__css_value_parser *parser, uint16_t id, struct oriel__css_value *out) {
	id = oriel__css_property_physical(id, false);
	const struct oriel__css_property *property = &oriel__css_properties[id];
	if (property->syntax != ORIEL__SYNTAX_SIMPLE)
		return oriel__css_parse_syntax(parser, id, out) || longhand_expected(parser, id);
	if (!oriel__css_parse_keyword(parser, property->keywords, out) &&
		!oriel__css_parse_typed(parser, property->types, out))
		return longhand_expected(parser, id);
	/* The specified opacity is a number. Source: Color 4, §4.2. */
	if (id == ORIEL__CSS_OPACITY && out->kind == ORIEL__VALUE_NUMBER &&
		out->unit == ORIEL__UNIT_PERCENT)
		*out = oriel__css_number_value(out->content.number / 100, ORIEL__UNIT_NUMBER);
	return true;
}

size_t oriel__css_property_longhands(uint16_t property, uint16_t out[ORIEL__CSS_MAX_LONGHANDS]) {
	const struct oriel__css_property *info = &oriel__css_properties[property];
	size_t count = 0;
	if (info->kind != ORIEL__CSS_SHORTHAND) {
		out[count++] = property;
	} else if (property == ORIEL__CSS_ALL) {
		for (uint16_t id = 1; id < ORIEL__CSS_PROPERTIES; id++) {
			if (oriel__css_properties[id].kind == ORIEL__CSS_LONGHAND && id != ORIEL__CSS_DIRECTION)
				out[count++] = id;
		}
	} else {
		for (; info->members[count] != 0; count++)
			out[count] = info->members[count];
	}
	return count;
}

static bool parse_wide(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t wide[] = { ORIEL__KEYWORD_INHERIT, ORIEL__KEYWORD_INITIAL,
		ORIEL__KEYWORD_UNSET, ORIEL__KEYWORD_REVERT, ORIEL__KEYWORD_REVERT_LAYER, 0 };
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return false;
	struct oriel__css_value_parser before = *parser;
	if (!oriel__css_parse_keyword(parser, wide, out))
		return false;
	out->kind = ORIEL__VALUE_WIDE;
	if (oriel__css_at_value_end(parser))
		return true;
	*parser = before;
	return false;
}

size_t oriel__css_parse_declaration_value(struct oriel__css_value_parser *parser,
	uint16_t property, struct oriel__css_longhand *out) {
	uint16_t longhands[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value wide;
	size_t count;
	if (parse_wide(parser, &wide)) {
		count = oriel__css_property_longhands(property, longhands);
		for (size_t i = 0; i < count; i++)
			out[i] = (struct oriel__css_longhand){ longhands[i], wide };
		return count;
	}
	if (oriel__css_properties[property].kind == ORIEL__CSS_SHORTHAND) {
		count = oriel__css_parse_shorthand(parser, property, out);
	} else {
		out[0].property = property;
		count = oriel__css_parse_longhand(parser, property, &out[0].value);
	}
	if (count > 0 && !oriel__css_at_value_end(parser)) {
		oriel__css_expected(parser, "the end of the value");
		return 0;
	}
	return count;
}

/* ---- Whole values ---- */

size_t oriel__css_value_parse(struct oriel__css_arena *arena, uint16_t property, const char *text,
	uint32_t length, struct oriel__css_longhand *out, struct oriel__css_value_error *error) {
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct oriel__css_value_parser parser;
	uint16_t longhands[ORIEL__CSS_MAX_LONGHANDS];
	oriel__css_value_begin(&parser, arena, &scanner);
	size_t count = oriel__css_parse_declaration_value(&parser, property, out);
	if (count > 0 && parser.token.kind == ORIEL__TOKEN_END)
		return count;
	if (count > 0)
		oriel__css_expected(&parser, "the end of the value");
	struct oriel__css_value_extent extent;
	oriel__css_value_scan(&scanner, false, &extent);
	if (extent.has_variables && !extent.is_bad && extent.stop == ORIEL__TOKEN_END &&
		!extent.is_important &&
		oriel__css_variables_are_valid(arena, text + extent.begin, extent.end - extent.begin)) {
		count = oriel__css_property_longhands(property, longhands);
		struct oriel__css_value pending = { .kind = ORIEL__VALUE_PENDING,
			.keyword = property,
			.count = extent.end - extent.begin,
			.content.text = oriel__css_arena_text(
				arena, text + extent.begin, extent.end - extent.begin) };
		for (size_t i = 0; i < count; i++)
			out[i] = (struct oriel__css_longhand){ longhands[i], pending };
		return count;
	}
	*error = oriel__css_value_error(&parser);
	return 0;
}

struct oriel__css_value oriel__css_property_initial(
	uint16_t property, struct oriel__css_arena *arena) {
	struct oriel__css_longhand out[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_error error;
	const char *text = oriel__css_properties[property].initial;
	oriel__css_value_parse(arena, property, text, (uint32_t)strlen(text), out, &error);
	return out[0].value;
}
