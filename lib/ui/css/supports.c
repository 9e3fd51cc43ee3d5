/* SPDX-License-Identifier: MIT */
/*
 * Evaluates the condition of @supports. Source: Conditional 3, §6; Conditional 4, §2 (selector()).
 *
 * Parentheses and functions with unknown content are false.
 */
#include "css/sheet_builder_internal.h"

#include <string.h>

enum support { SUPPORT_NO, SUPPORT_YES, SUPPORT_MALFORMED };

struct supports {
	struct oriel__css_builder *builder;
	struct oriel__css_value_parser values; /* the scanner's text ends with the condition */
};

static enum support parse_supports_condition(struct supports *supports);

/* Returns whether a declaration in parentheses is supported. The current token is its name. */
static enum support supports_declaration(struct supports *supports) {
	struct oriel__css_value_parser *values = &supports->values;
	struct oriel__css_longhand longhands[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_token name = values->token;
	oriel__css_advance(values);
	if (values->token.kind != ORIEL__TOKEN_COLON)
		return SUPPORT_MALFORMED;
	struct oriel__css_scanner scanner = values->scanner;
	struct oriel__css_value_extent extent;
	oriel__css_value_scan(&scanner, false, &extent);
	bool is_custom = name.length >= 2 && memcmp(name.text, "--", 2) == 0;
	uint16_t property = is_custom ? 0 : oriel__css_property_find(name.text, name.length);
	bool is_supported = false;
	if (!extent.is_bad && (is_custom || property != 0)) {
		struct oriel__css_value_error error;
		uint32_t length = extent.end - extent.begin;
		const char *text =
			oriel__css_arena_text(values->arena, scanner.text + extent.begin, length);
		is_supported = is_custom ||
			oriel__css_value_parse(values->arena, property, text, length, longhands, &error) > 0;
	}
	values->scanner = scanner;
	oriel__css_advance(values);
	return is_supported ? SUPPORT_YES : SUPPORT_NO;
}

/* Returns whether the selector in selector() is supported. Takes the closing parenthesis. */
static enum support supports_selector(struct supports *supports) {
	struct oriel__css_value_parser *values = &supports->values;
	struct oriel__css_scanner after = values->scanner;
	struct oriel__css_selector_parser selectors = { .scanner = values->scanner,
		.is_strict = true };
	oriel__css_skip_block(&after, &values->token);
	selectors.end = after.at;
	if (after.at > 0 && after.text[after.at - 1] == ')')
		selectors.end--;
	selectors.names = supports->builder->names;
	const struct oriel__css_selector_list *list =
		oriel__css_selector_parse(&selectors, ORIEL__CSS_SELECTOR_PLAIN);
	enum support support = list != NULL && list->count == 1 ? SUPPORT_YES : SUPPORT_NO;
	oriel__css_selector_parser_finish(&selectors);
	values->scanner = after;
	oriel__css_advance(values);
	return support;
}

static enum support supports_in_parens(struct supports *supports) {
	struct oriel__css_value_parser *values = &supports->values;
	struct oriel__css_value_parser before = *values;
	if (values->token.kind == ORIEL__TOKEN_FUNCTION &&
		oriel__css_token_is(&values->token, "selector"))
		return supports_selector(supports);
	if (values->token.kind == ORIEL__TOKEN_OPEN_PAREN && values->depth < ORIEL__VALUE_DEPTH) {
		enum support support;
		values->depth++;
		oriel__css_advance(values);
		bool is_condition = values->token.kind == ORIEL__TOKEN_OPEN_PAREN ||
			values->token.kind == ORIEL__TOKEN_FUNCTION ||
			oriel__css_token_is(&values->token, "not");
		if (is_condition)
			support = parse_supports_condition(supports);
		else if (values->token.kind == ORIEL__TOKEN_IDENT)
			support = supports_declaration(supports);
		else
			support = SUPPORT_MALFORMED;
		values->depth = before.depth;
		if (support != SUPPORT_MALFORMED && oriel__css_at_close(values)) {
			oriel__css_advance(values);
			return support;
		}
		*values = before;
	}
	if (values->token.kind != ORIEL__TOKEN_OPEN_PAREN &&
		values->token.kind != ORIEL__TOKEN_FUNCTION)
		return SUPPORT_MALFORMED;
	oriel__css_skip_block(&values->scanner, &values->token);
	oriel__css_advance(values);
	return SUPPORT_NO;
}

static enum support support_join(enum support a, enum support b, bool is_or) {
	enum support decisive = is_or ? SUPPORT_YES : SUPPORT_NO;
	if (a == SUPPORT_MALFORMED || b == SUPPORT_MALFORMED)
		return SUPPORT_MALFORMED;
	return a == decisive || b == decisive ? decisive : a;
}

static enum support parse_supports_condition(struct supports *supports) {
	struct oriel__css_value_parser *values = &supports->values;
	if (oriel__css_take_ident(values, "not")) {
		enum support inner = supports_in_parens(supports);
		return inner == SUPPORT_YES ? SUPPORT_NO : inner == SUPPORT_NO ? SUPPORT_YES : inner;
	}
	enum support result = supports_in_parens(supports);
	bool is_or = oriel__css_token_is(&values->token, "or");
	while (result != SUPPORT_MALFORMED && oriel__css_take_ident(values, is_or ? "or" : "and"))
		result = support_join(result, supports_in_parens(supports), is_or);
	return result;
}

bool oriel__css_supports(struct oriel__css_builder *builder, uint32_t begin, uint32_t end) {
	struct supports supports = { .builder = builder };
	const char *text =
		oriel__css_arena_text(builder->arena, builder->scanner.text + begin, end - begin);
	struct oriel__css_scanner scanner = { text, end - begin, 0, builder->arena };
	oriel__css_value_begin(&supports.values, builder->arena, &scanner);
	enum support support = parse_supports_condition(&supports);
	if (support == SUPPORT_MALFORMED || supports.values.token.kind != ORIEL__TOKEN_END) {
		oriel__css_builder_error(builder, begin + supports.values.token.begin, NULL,
			"expected a condition, e.g. (gap: 1px)");
		return false;
	}
	return support == SUPPORT_YES;
}
