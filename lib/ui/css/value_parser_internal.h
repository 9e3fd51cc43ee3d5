/* SPDX-License-Identifier: MIT */
/*
 * Parsing values, for the files of this module.
 *
 * The parser always holds the current token, white space left out. A parse function takes the
 * tokens of its value, or returns false with the parser anywhere: the caller then gives up, or has
 * stored the parser and restores it. The value of a declaration ends at the end of the text, at a
 * semicolon, at an exclamation mark, and at a closing bracket that it did not open.
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
	/* The keyword of the token that begins at keyword_begin - 1, found once. */
	uint32_t keyword_begin;
	uint16_t keyword;
	/* The error that is farthest in the text, described when it is reported: where a property was
	 * expected, and the token that stood there; or else a text. */
	bool has_error;
	uint16_t error_property;
	uint32_t error_offset;
	const char *error_expected;
	struct oriel__css_token error_token;
};

/* Reads the first token. */
void oriel__css_value_begin(struct oriel__css_value_parser *parser, struct oriel__css_arena *arena,
	const struct oriel__css_scanner *scanner);
/* Goes to the next token that is no white space. */
void oriel__css_advance(struct oriel__css_value_parser *parser);
/* Whether the current token ends the value. */
bool oriel__css_at_value_end(const struct oriel__css_value_parser *parser);
/* Whether the current token closes a function; the end of the text does. */
bool oriel__css_at_close(const struct oriel__css_value_parser *parser);
/* Takes the closing parenthesis of a function. */
bool oriel__css_close(struct oriel__css_value_parser *parser);
bool oriel__css_take_comma(struct oriel__css_value_parser *parser);
/* Takes this delimiter, e.g. '/'. */
bool oriel__css_take_delim(struct oriel__css_value_parser *parser, char delim);
/* Takes this identifier, in lower case. */
bool oriel__css_take_ident(struct oriel__css_value_parser *parser, const char *name);
/* Enters the function that is the current token; counts the depth. False: too deep. */
bool oriel__css_enter(struct oriel__css_value_parser *parser);
/* Returns the keyword that the current token is; 0: none. */
uint16_t oriel__css_token_keyword(struct oriel__css_value_parser *parser);
/* Returns the error as it is reported, in the arena. */
struct oriel__css_value_error oriel__css_value_error(struct oriel__css_value_parser *parser);
/* Notes what was expected at the current token; returns false. */
bool oriel__css_expected(struct oriel__css_value_parser *parser, const char *expected);

/* Returns a list in the arena. */
struct oriel__css_value oriel__css_list_value(struct oriel__css_value_parser *parser,
	enum oriel__css_separator separator, const struct oriel__css_value *items, size_t count);

/* Takes an identifier as a name of the author's. */
struct oriel__css_value oriel__css_take_name(struct oriel__css_value_parser *parser);
/* Takes one of the keywords, of which 0 is the last. */
bool oriel__css_parse_keyword(struct oriel__css_value_parser *parser, const uint16_t *keywords,
	struct oriel__css_value *out);
/* Takes a value of one of the types, bits of enum oriel__css_type. */
bool oriel__css_parse_typed(
	struct oriel__css_value_parser *parser, unsigned types, struct oriel__css_value *out);
bool oriel__css_parse_color(struct oriel__css_value_parser *parser, struct oriel__css_value *out);
/* Returns the unit of this name; ORIEL__UNITS if there is none. */
enum oriel__css_unit oriel__css_unit_find(const char *text, size_t length);
const char *oriel__css_unit_name(enum oriel__css_unit unit);

/* Takes the value of a longhand, also of a logical one. */
bool oriel__css_parse_longhand(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
/* Syntaxes other than SIMPLE: value_syntax.c and grid_syntax.c. */
bool oriel__css_parse_syntax(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
bool oriel__css_parse_grid(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out);
/* Whether a font of this name has to be written in quotes: the name is a keyword. */
bool oriel__css_family_is_reserved(const char *text, size_t length);
/* Takes the value of a shorthand. Returns how many longhands it sets, 0 if it is invalid. */
size_t oriel__css_parse_shorthand(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_longhand *out);
/* Whether a grid line is only a name, which an omitted line then repeats. */
bool oriel__css_line_is_name(const struct oriel__css_value *line);
/* Returns how many longhands a property has, itself if it is one, and writes them. */
size_t oriel__css_property_longhands(uint16_t property, uint16_t out[ORIEL__CSS_MAX_LONGHANDS]);

/*
 * Takes the value of a declaration, up to its end, which has to follow: of any property but a
 * custom one. Returns how many longhands it sets, 0 if it is invalid; then the parser stands
 * anywhere.
 */
size_t oriel__css_parse_declaration_value(struct oriel__css_value_parser *parser,
	uint16_t property, struct oriel__css_longhand *out);

/* Passes over the tokens of a value, from where the scanner is, up to its end. */
struct oriel__css_value_extent {
	uint32_t begin, end;  /* without white space around */
	bool has_variables;
	bool is_bad;          /* a bad string, a bad URL, a stray closing bracket */
	bool has_curly_block; /* at the top level */
	bool is_important;
	unsigned char stop;   /* kind of the token that ended it, which is not taken */
};
/* does_stop_at_curly: a block at the top level ends the value, and is not taken. */
void oriel__css_value_scan(struct oriel__css_scanner *scanner, bool does_stop_at_curly,
	struct oriel__css_value_extent *out);
/* Whether every var() in text is well formed. */
bool oriel__css_variables_are_valid(
	struct oriel__css_arena *arena, const char *text, uint32_t length);

/* ---- Mathematics ---- */

/* The type of a calculation: exponents, e.g. length 1 for px. Source: CSS Typed OM 1, §5. */
struct oriel__css_math_type {
	int8_t length, percent, angle, time, resolution;
};

/* Whether the current token is a mathematical function. */
bool oriel__css_at_math(const struct oriel__css_value_parser *parser);
/* Takes a mathematical function, and returns its simplified tree, or NULL. Percentages count as
 * lengths if is_percent_length. channels: keywords of a relative colour that stand for numbers, or
 * NULL. */
struct oriel__css_math *oriel__css_parse_math(struct oriel__css_value_parser *parser,
	bool is_percent_length, const uint16_t *channels, struct oriel__css_math_type *type);

/* What the leaves of a calculation stand for. Members may be NULL or NaN: then what depends on them
 * cannot be worked out. */
struct oriel__css_math_context {
	const struct oriel__css_units *units;
	double percent_base;
	const uint16_t *channels; /* keywords; 0 ends them */
	const double *channel_values;
};

/* Returns the result in canonical units; NaN if the context is not enough. */
double oriel__css_math_evaluate(
	const struct oriel__css_math *math, const struct oriel__css_math_context *context);
/* Returns the tree as simple as it gets. units may be NULL. */
struct oriel__css_math *oriel__css_math_simplify(struct oriel__css_arena *arena,
	const struct oriel__css_math *math, const struct oriel__css_units *units);
/* Returns the canonical unit (px, deg, s, dppx) of a unit, and its size in canonical ones; 0 if
 * that depends on the surroundings. */
enum oriel__css_unit oriel__css_unit_canonical(enum oriel__css_unit unit, double *factor);
/* Bits of enum oriel__css_need. */
unsigned oriel__css_math_needs(const struct oriel__css_math *math);
bool oriel__css_math_equal(const struct oriel__css_math *a, const struct oriel__css_math *b);

#endif
