/* SPDX-License-Identifier: MIT */
/*
 * Registered custom properties: parses their syntax strings, and values by a syntax. Source:
 * Properties and Values 1, §5.
 *
 * Oriel has no images, transforms and URLs: a syntax that contains these types is malformed.
 */
#include "css/registered_internal.h"

#include "css/css_serialize_internal.h"
#include "css/value_parser_internal.h"

#include <string.h>

enum { MAX_COMPONENTS = 32, MAX_VALUES = 256 };

struct syntax_component {
	unsigned types;    /* enum oriel__css_type; 0 with ident NULL: <custom-ident> */
	const char *ident; /* a keyword */
	uint32_t ident_length;
	char multiplier; /* '+', '#' or 0 */
};

struct oriel__css_registered_syntax {
	bool is_universal;
	const struct syntax_component *components;
	uint32_t count;
};

static const struct {
	const char *name;
	unsigned types;
} type_names[] = {
	{ "length", ORIEL__TYPE_LENGTH },
	{ "number", ORIEL__TYPE_NUMBER },
	{ "percentage", ORIEL__TYPE_PERCENTAGE },
	{ "length-percentage", ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE },
	{ "color", ORIEL__TYPE_COLOR },
	{ "integer", ORIEL__TYPE_INTEGER },
	{ "angle", ORIEL__TYPE_ANGLE },
	{ "time", ORIEL__TYPE_TIME },
	{ "resolution", ORIEL__TYPE_RESOLUTION },
	{ "string", ORIEL__TYPE_STRING },
	{ "custom-ident", 0 },
};

/* ---- Syntaxes ---- */

static bool syntax_take_type(
	struct oriel__css_scanner *scanner, struct syntax_component *component) {
	uint32_t begin = scanner->at, end = begin;
	while (end < scanner->length && scanner->text[end] != '>')
		end++;
	if (end >= scanner->length)
		return false;
	scanner->at = end + 1;
	for (size_t i = 0; i < sizeof(type_names) / sizeof(type_names[0]); i++) {
		if (strlen(type_names[i].name) == end - begin &&
			memcmp(type_names[i].name, scanner->text + begin, end - begin) == 0) {
			component->types = type_names[i].types;
			return true;
		}
	}
	return false;
}

static bool syntax_take_component(
	struct oriel__css_scanner *scanner, struct syntax_component *component) {
	struct oriel__css_token token;
	*component = (struct syntax_component){ 0 };
	do
		oriel__css_token_next(scanner, &token);
	while (token.kind == ORIEL__TOKEN_WHITESPACE);
	if (token.kind == ORIEL__TOKEN_DELIM && token.delim == '<') {
		if (!syntax_take_type(scanner, component))
			return false;
	} else if (token.kind == ORIEL__TOKEN_IDENT) {
		static const char *const reserved[] = { "inherit", "initial", "unset", "revert",
			"revert-layer", "default" };
		for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
			if (oriel__css_token_is(&token, reserved[i]))
				return false;
		}
		component->ident = oriel__css_arena_text(scanner->arena, token.text, token.length);
		component->ident_length = token.length;
	} else {
		return false;
	}
	char next = scanner->at < scanner->length ? scanner->text[scanner->at] : '\0';
	if (next == '+' || next == '#') {
		component->multiplier = next;
		scanner->at++;
	}
	return true;
}

const struct oriel__css_registered_syntax *oriel__css_registered_syntax_parse(
	struct oriel__css_arena *arena, const char *text, uint32_t length) {
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct syntax_component components[MAX_COMPONENTS];
	struct oriel__css_token token;
	size_t count = 0;
	struct oriel__css_registered_syntax *syntax = oriel__css_arena_alloc(arena, sizeof(*syntax));
	*syntax = (struct oriel__css_registered_syntax){ 0 };
	struct oriel__css_scanner ahead = scanner;
	do
		oriel__css_token_next(&ahead, &token);
	while (token.kind == ORIEL__TOKEN_WHITESPACE);
	if (token.kind == ORIEL__TOKEN_DELIM && token.delim == '*') {
		do
			oriel__css_token_next(&ahead, &token);
		while (token.kind == ORIEL__TOKEN_WHITESPACE);
		syntax->is_universal = true;
		return token.kind == ORIEL__TOKEN_END ? syntax : NULL;
	}
	do {
		if (count == MAX_COMPONENTS || !syntax_take_component(&scanner, &components[count]))
			return NULL;
		count++;
		do
			oriel__css_token_next(&scanner, &token);
		while (token.kind == ORIEL__TOKEN_WHITESPACE);
	} while (token.kind == ORIEL__TOKEN_DELIM && token.delim == '|');
	if (token.kind != ORIEL__TOKEN_END)
		return NULL;
	syntax->components = oriel__css_arena_copy(arena, components, count * sizeof(*components));
	syntax->count = (uint32_t)count;
	return syntax;
}

bool oriel__css_registered_is_universal(const struct oriel__css_registered_syntax *syntax) {
	return syntax->is_universal;
}

/* ---- Values ---- */

static bool take_component_value(struct oriel__css_value_parser *parser,
	const struct syntax_component *component, struct oriel__css_value *out) {
	if (component->types != 0)
		return oriel__css_parse_typed(parser, component->types, out);
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return false;
	if (component->ident != NULL &&
		(parser->token.length != component->ident_length ||
			memcmp(parser->token.text, component->ident, component->ident_length) != 0))
		return false;
	*out = oriel__css_take_name(parser);
	return true;
}

static bool take_component_values(struct oriel__css_value_parser *parser,
	const struct syntax_component *component, struct oriel__css_value *out) {
	struct oriel__css_value items[MAX_VALUES];
	size_t count = 0;
	if (component->multiplier == '\0')
		return take_component_value(parser, component, out) &&
			parser->token.kind == ORIEL__TOKEN_END;
	for (;;) {
		if (count == MAX_VALUES || !take_component_value(parser, component, &items[count]))
			return false;
		count++;
		if (parser->token.kind == ORIEL__TOKEN_END)
			break;
		if (component->multiplier == '#' && !oriel__css_take_comma(parser))
			return false;
	}
	*out = oriel__css_list_value(parser,
		component->multiplier == '#' ? ORIEL__SEPARATOR_COMMA : ORIEL__SEPARATOR_SPACE, items,
		count);
	return true;
}

bool oriel__css_registered_parse(struct oriel__css_arena *arena,
	const struct oriel__css_registered_syntax *syntax, const char *text, uint32_t length,
	struct oriel__css_value *out) {
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct oriel__css_value_parser parser;
	if (syntax->is_universal) {
		*out = (struct oriel__css_value){ .kind = ORIEL__VALUE_TOKENS,
			.count = length,
			.content.text = oriel__css_arena_text(arena, text, length) };
		return true;
	}
	for (uint32_t i = 0; i < syntax->count; i++) {
		oriel__css_value_begin(&parser, arena, &scanner);
		if (take_component_values(&parser, &syntax->components[i], out))
			return true;
	}
	return false;
}

/* ---- Computed values ---- */

static struct oriel__css_value registered_compute(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units,
	const struct oriel__css_color_context *colors) {
	static const struct oriel__css_color_context no_context = { 0 };
	struct oriel__css_value computed = *value;
	if (value->kind == ORIEL__VALUE_LIST) {
		struct oriel__css_value *items = oriel__css_arena_alloc(
			arena, value->count * sizeof(*items));
		for (uint32_t i = 0; i < value->count; i++)
			items[i] = registered_compute(arena, &value->content.items[i], units, colors);
		computed.content.items = items;
		return computed;
	}
	bool is_color = value->kind == ORIEL__VALUE_COLOR ||
		value->kind == ORIEL__VALUE_COLOR_FUNCTION ||
		(value->kind == ORIEL__VALUE_KEYWORD &&
			oriel__css_keyword_is_system_color(value->keyword));
	if (!is_color)
		return oriel__css_value_absolute(arena, value, units);
	if (colors == NULL && (oriel__css_value_needs(value) & ORIEL__NEED_SCHEME))
		return computed;
	return oriel__css_color_compute(arena, value, colors != NULL ? colors : &no_context);
}

const char *oriel__css_registered_text(struct oriel__css_arena *arena,
	const struct oriel__css_value *value, const struct oriel__css_units *units,
	const struct oriel__css_color_context *colors, uint32_t *length) {
	struct oriel__css_writer writer = { 0 };
	struct oriel__css_value computed = registered_compute(arena, value, units, colors);
	oriel__css_writer_text(&writer, "");
	oriel__css_write_value(&writer, ORIEL__CSS_CUSTOM, &computed);
	const char *text = oriel__css_arena_text(arena, writer.text, writer.length);
	*length = (uint32_t)writer.length;
	oriel__css_writer_finish(&writer);
	return text;
}
