/* SPDX-License-Identifier: MIT */
/*
 * The parser of values.
 *
 * The parser always holds the current token and skips white space. A parse function takes
 * (consumes) the tokens of its value and returns true. If it returns false, the parser's position
 * is undefined; the caller fails too, or restores a copy of the parser. The value of a declaration
 * ends at a semicolon, an exclamation mark, a closing bracket without an opening one, or the end of
 * the text.
 */
#ifndef ORIEL_CSS_VALUE_PARSER_INTERNAL_H
#define ORIEL_CSS_VALUE_PARSER_INTERNAL_H

#include "css/css_property_internal.h"

enum {
	ORIEL__VALUE_DEPTH = 32,     /* of nested functions */
	ORIEL__VALUE_MAX_ITEMS = 1024, /* of one list */
};

struct oriel__css_value_parser {
	struct oriel__css_scanner scanner;
	struct oriel__css_token token;
	struct oriel__css_arena *arena;
	int depth;
	bool has_percentage; /* set by a percentage in a calculation */
	/* the keyword of the token that begins at keyword_begin - 1, found once */
	uint32_t keyword_begin;
	uint16_t keyword;
	/* The error farthest in the text. If error_property is set, the message is generated from it
	 * and error_token; else error_expected is the message. */
	bool has_error;
	uint16_t error_property;
	uint32_t error_offset;
	const char *error_expected;
	struct oriel__css_token error_token;
};

/* Begins a value and reads its first token. */
void oriel__css_value_begin(struct oriel__css_value_parser *parser, struct oriel__css_arena *arena,
	const struct oriel__css_scanner *scanner);
/* Advances to the next token other than white space. */
void oriel__css_advance(struct oriel__css_value_parser *parser);
/* Returns whether the current token ends the value. */
bool oriel__css_at_value_end(const struct oriel__css_value_parser *parser);
/* Returns whether the current token closes a function; the end of the text does. */
bool oriel__css_at_close(const struct oriel__css_value_parser *parser);
/* Takes the closing parenthesis of a function. */
bool oriel__css_close(struct oriel__css_value_parser *parser);
bool oriel__css_take_comma(struct oriel__css_value_parser *parser);
/* Takes the given delimiter, e.g. '/'. */
bool oriel__css_take_delim(struct oriel__css_value_parser *parser, char delim);
/* Takes the identifier with the given name, which is in lower case. */
bool oriel__css_take_ident(struct oriel__css_value_parser *parser, const char *name);
/* Enters the function of the current token and counts the depth. Returns false if it is too
 * deep. */
bool oriel__css_enter(struct oriel__css_value_parser *parser);
/* Returns the keyword of the current token; 0 if it is not one. */
uint16_t oriel__css_token_keyword(struct oriel__css_value_parser *parser);
/* Returns the error for a report, in the arena. */
struct oriel__css_value_error oriel__css_value_error(struct oriel__css_value_parser *parser);
/* Records what was expected in place of the current token. Returns false. */
bool oriel__css_expected(struct oriel__css_value_parser *parser, const char *expected);

/* Returns a LIST value, copied into the arena. */
struct oriel__css_value oriel__css_list_value(struct oriel__css_value_parser *parser,
	enum oriel__css_separator separator, const struct oriel__css_value *items, size_t count);

/* Takes an identifier as an author's name. */
struct oriel__css_value oriel__css_take_name(struct oriel__css_value_parser *parser);
/* Takes one of the keywords; 0 ends the list. */
bool oriel__css_parse_keyword(struct oriel__css_value_parser *parser, const uint16_t *keywords,
	struct oriel__css_value *out);
/* Takes a value of one of the given types, bits of enum oriel__css_type. */
bool oriel__css_parse_typed(
	struct oriel__css_value_parser *parser, unsigned types, struct oriel__css_value *out);
bool oriel__css_parse_color(struct oriel__css_value_parser *parser, struct oriel__css_value *out);
/* Returns the unit with a name; ORIEL__UNITS if there is none. */
enum oriel__css_unit oriel__css_unit_find(const char *text, size_t length);
const char *oriel__css_unit_name(enum oriel__css_unit unit);

/* Takes the value of a longhand, also of a logical one. */
bool oriel__css_parse_longhand(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
/* Takes a value of any syntax other than SIMPLE; in value_syntax.c and grid_syntax.c. */
bool oriel__css_parse_syntax(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
bool oriel__css_parse_grid(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
/* Takes the value of `grid` or `grid-template`, as oriel__css_parse_shorthand(). */
size_t oriel__css_parse_grid_shorthand(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_longhand *out);
/* Returns whether a font with this name must be quoted, because the name is a keyword. */
bool oriel__css_family_is_reserved(const char *text, size_t length);
/* Takes the value of a shorthand. Returns the number of longhands that it sets, or 0 if it is
 * invalid. */
size_t oriel__css_parse_shorthand(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_longhand *out);
/* Returns whether a grid line is a name only; an omitted end line repeats the name. */
bool oriel__css_line_is_name(const struct oriel__css_value *line);
/* Writes the longhands of a property, which may be the property itself. Returns their number. */
size_t oriel__css_property_longhands(uint16_t property, uint16_t out[ORIEL__CSS_MAX_LONGHANDS]);

/*
 * Takes the value of a declaration of any property but a custom one. The end of the value must
 * follow. Returns the number of longhands that it sets, or 0 if the value is invalid; the position
 * of the parser is undefined then.
 */
size_t oriel__css_parse_declaration_value(struct oriel__css_value_parser *parser,
	uint16_t property, struct oriel__css_longhand *out);

/* The extent of a value, from the scanner's position to the end of the value. */
struct oriel__css_value_extent {
	uint32_t begin, end;  /* without white space around */
	bool has_variables;
	bool is_bad;          /* a bad string, a bad URL, a stray closing bracket */
	bool has_curly_block; /* at the top level */
	bool is_important;
	unsigned char stop;   /* kind of the token that ends the value, which is not taken */
};
/* Scans a value without parsing it. does_stop_at_curly: a block at the top level ends the value,
 * and is not taken. */
void oriel__css_value_scan(struct oriel__css_scanner *scanner, bool does_stop_at_curly,
	struct oriel__css_value_extent *out);
/* Returns whether every var() in a text is well formed. */
bool oriel__css_variables_are_valid(
	struct oriel__css_arena *arena, const char *text, uint32_t length);

/* ---- Mathematics ---- */

/* The type of a calculation: exponents of base types, e.g. length 1 for px. Source: CSS Typed OM 1,
 * §5. */
struct oriel__css_math_type {
	int8_t length, percent, angle, time, resolution;
};

/* Returns whether the current token is a mathematical function. */
bool oriel__css_at_math(const struct oriel__css_value_parser *parser);
/* Takes a mathematical function. Returns its simplified tree, or NULL. is_percent_length:
 * percentages count as lengths. channels: keywords of a relative colour that are numbers, or
 * NULL. */
struct oriel__css_math *oriel__css_parse_math(struct oriel__css_value_parser *parser,
	bool is_percent_length, const uint16_t *channels, struct oriel__css_math_type *type);

/* The values of a calculation's leaves. Members may be NULL or NaN; results that depend on them are
 * then NaN. */
struct oriel__css_math_context {
	const struct oriel__css_units *units;
	double percent_base;
	const uint16_t *channels; /* keywords; 0 ends them */
	const double *channel_values;
};

/* Returns the result in canonical units; NaN if the context is insufficient. */
double oriel__css_math_evaluate(
	const struct oriel__css_math *math, const struct oriel__css_math_context *context);
/* Returns the simplified tree. units may be NULL. */
struct oriel__css_math *oriel__css_math_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *units);
/* Returns the canonical unit (px, deg, s, dppx) of a unit, and its size in that unit; 0 if the size
 * depends on the surroundings. */
enum oriel__css_unit oriel__css_unit_canonical(enum oriel__css_unit unit, double *factor);
/* Return the surroundings on which a value depends, bits of enum oriel__css_need. */
unsigned oriel__css_unit_needs(enum oriel__css_unit unit);
unsigned oriel__css_math_needs(const struct oriel__css_math *math);
bool oriel__css_math_equal(const struct oriel__css_math *a, const struct oriel__css_math *b);

#endif
