/* SPDX-License-Identifier: MIT */
/*
 * Parses and evaluates media queries. Source: Media Queries 5, §2 and §3.
 *
 * A condition is a tree whose nodes are true, false or unknown. A feature that does not exist is
 * unknown, and its negation is unknown too. Nesting is limited, because the parser is recursive.
 */
#include "css/media_query_internal.h"

#include "css/value_parser_internal.h"

#include <math.h>
#include <string.h>

enum media_node_kind {
	NODE_UNKNOWN, /* <general-enclosed> */
	NODE_FEATURE,
	NODE_NOT,
	NODE_AND,
	NODE_OR,
};

enum media_comparison { COMPARE_TRUE, COMPARE_EQUAL, COMPARE_LESS, COMPARE_LESS_EQUAL,
	COMPARE_GREATER, COMPARE_GREATER_EQUAL };

struct media_node {
	uint8_t kind, feature;
	uint8_t comparison; /* enum media_comparison; COMPARE_TRUE: a feature without a value */
	uint16_t keyword;
	uint16_t count;
	/* a number in canonical units; relative lengths are resolved when the query is evaluated */
	struct oriel__css_value value;
	double divisor; /* of a ratio */
	const struct media_node *const *children;
};

struct media_query {
	bool is_negated;
	bool is_never; /* `not all`, or a medium other than screen and all */
	const struct media_node *condition; /* NULL: none */
};

struct oriel__media_list {
	const struct media_query *items;
	uint32_t count;
	unsigned features;
};

struct media_parser {
	struct oriel__css_value_parser values;
	unsigned features;
};

/* ---- Features ---- */

enum feature_kind { KIND_LENGTH, KIND_RATIO, KIND_RESOLUTION, KIND_KEYWORD };

static const struct {
	const char *name;
	uint8_t feature, kind;
	uint16_t keywords[5]; /* valid values, ending with 0 */
} features[] = {
	{ "width", ORIEL__MEDIA_WIDTH, KIND_LENGTH, { 0 } },
	{ "height", ORIEL__MEDIA_HEIGHT, KIND_LENGTH, { 0 } },
	{ "aspect-ratio", ORIEL__MEDIA_ASPECT_RATIO, KIND_RATIO, { 0 } },
	{ "resolution", ORIEL__MEDIA_RESOLUTION, KIND_RESOLUTION, { 0 } },
	{ "orientation", ORIEL__MEDIA_ORIENTATION, KIND_KEYWORD,
		{ ORIEL__KEYWORD_PORTRAIT, ORIEL__KEYWORD_LANDSCAPE } },
	{ "prefers-color-scheme", ORIEL__MEDIA_COLOR_SCHEME, KIND_KEYWORD,
		{ ORIEL__KEYWORD_LIGHT, ORIEL__KEYWORD_DARK } },
	{ "prefers-reduced-motion", ORIEL__MEDIA_REDUCED_MOTION, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NO_PREFERENCE, ORIEL__KEYWORD_REDUCE } },
	{ "prefers-contrast", ORIEL__MEDIA_CONTRAST, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NO_PREFERENCE, ORIEL__KEYWORD_MORE, ORIEL__KEYWORD_LESS,
			ORIEL__KEYWORD_CUSTOM } },
	{ "pointer", ORIEL__MEDIA_POINTER, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_COARSE, ORIEL__KEYWORD_FINE } },
	{ "any-pointer", ORIEL__MEDIA_ANY_POINTER, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_COARSE, ORIEL__KEYWORD_FINE } },
	{ "hover", ORIEL__MEDIA_HOVER, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_HOVER } },
	{ "any-hover", ORIEL__MEDIA_ANY_HOVER, KIND_KEYWORD,
		{ ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_HOVER } },
};

enum { FEATURES = sizeof(features) / sizeof(features[0]) };

/* Returns the index of a feature, or -1, and the comparison that its prefix stands for. */
static int feature_find(const struct oriel__css_token *token, uint8_t *comparison) {
	const char *text = token->text;
	size_t length = token->length;
	*comparison = COMPARE_EQUAL;
	if (length > 4 && oriel__css_text_is(text, 4, "min-"))
		*comparison = COMPARE_GREATER_EQUAL;
	else if (length > 4 && oriel__css_text_is(text, 4, "max-"))
		*comparison = COMPARE_LESS_EQUAL;
	if (*comparison != COMPARE_EQUAL) {
		text += 4;
		length -= 4;
	}
	for (int i = 0; i < FEATURES; i++) {
		if (oriel__css_text_is(text, length, features[i].name) &&
			(*comparison == COMPARE_EQUAL || features[i].kind != KIND_KEYWORD))
			return i;
	}
	return -1;
}

/* ---- Parsing ---- */

static struct media_node *media_node_new(struct media_parser *parser, enum media_node_kind kind) {
	struct media_node *node = oriel__css_arena_alloc(parser->values.arena, sizeof(*node));
	memset(node, 0, sizeof(*node));
	node->kind = (uint8_t)kind;
	return node;
}

static struct media_node *media_group(struct media_parser *parser, enum media_node_kind kind,
	const struct media_node *const *children, size_t count) {
	struct media_node *node = media_node_new(parser, kind);
	node->children =
		oriel__css_arena_copy(parser->values.arena, children, count * sizeof(*children));
	node->count = (uint16_t)count;
	return node;
}

static bool take_number(struct media_parser *parser, unsigned types, struct media_node *node) {
	return oriel__css_parse_typed(&parser->values, types, &node->value);
}

static bool take_feature_value(struct media_parser *parser, int index, struct media_node *node) {
	struct oriel__css_value value;
	switch ((enum feature_kind)features[index].kind) {
	case KIND_LENGTH: return take_number(parser, ORIEL__TYPE_LENGTH, node);
	case KIND_RESOLUTION: return take_number(parser, ORIEL__TYPE_RESOLUTION, node);
	case KIND_RATIO:
		if (!take_number(parser, ORIEL__TYPE_NUMBER | ORIEL__TYPE_NOT_NEGATIVE, node))
			return false;
		node->divisor = 1;
		if (oriel__css_take_delim(&parser->values, '/')) {
			struct oriel__css_value width = node->value;
			if (!take_number(parser, ORIEL__TYPE_NUMBER | ORIEL__TYPE_NOT_NEGATIVE, node))
				return false;
			node->divisor = oriel__css_value_resolve(&node->value, 0);
			node->value = width;
		}
		return true;
	default:
		if (!oriel__css_parse_keyword(&parser->values, features[index].keywords, &value))
			return false;
		node->keyword = value.keyword;
		return true;
	}
}

static bool take_comparison(struct media_parser *parser, uint8_t *out) {
	struct oriel__css_value_parser *values = &parser->values;
	bool is_less = oriel__css_take_delim(values, '<');
	bool is_greater = !is_less && oriel__css_take_delim(values, '>');
	bool is_equal;
	if (is_less || is_greater) {
		is_equal = values->token.kind == ORIEL__TOKEN_DELIM && values->token.delim == '=' &&
			!values->token.has_space;
		if (is_equal)
			oriel__css_advance(values);
		*out = is_less ? (is_equal ? COMPARE_LESS_EQUAL : COMPARE_LESS) :
							(is_equal ? COMPARE_GREATER_EQUAL : COMPARE_GREATER);
		return true;
	}
	*out = COMPARE_EQUAL;
	return oriel__css_take_delim(values, '=');
}

static uint8_t comparison_flip(uint8_t comparison) {
	switch (comparison) {
	case COMPARE_LESS: return COMPARE_GREATER;
	case COMPARE_LESS_EQUAL: return COMPARE_GREATER_EQUAL;
	case COMPARE_GREATER: return COMPARE_LESS;
	case COMPARE_GREATER_EQUAL: return COMPARE_LESS_EQUAL;
	default: return comparison;
	}
}

static struct media_node *feature_node(struct media_parser *parser, int index) {
	struct media_node *node = media_node_new(parser, NODE_FEATURE);
	node->feature = features[index].feature;
	parser->features |= 1u << features[index].feature;
	return node;
}

/* Parses (feature), (feature: value) and (feature < value). */
static struct media_node *parse_named_feature(struct media_parser *parser) {
	struct oriel__css_value_parser *values = &parser->values;
	uint8_t comparison;
	int index = feature_find(&values->token, &comparison);
	if (index < 0)
		return NULL;
	struct media_node *node = feature_node(parser, index);
	oriel__css_advance(values);
	if (oriel__css_at_close(values)) {
		node->comparison = COMPARE_TRUE;
		return comparison == COMPARE_EQUAL ? node : NULL;
	}
	node->comparison = comparison;
	if (values->token.kind == ORIEL__TOKEN_COLON)
		oriel__css_advance(values);
	else if (comparison != COMPARE_EQUAL || features[index].kind == KIND_KEYWORD ||
		!take_comparison(parser, &node->comparison))
		return NULL;
	return take_feature_value(parser, index, node) ? node : NULL;
}

/* Parses (value < feature) and (value < feature < value). */
static struct media_node *parse_range(struct media_parser *parser) {
	struct oriel__css_value_parser *values = &parser->values;
	struct oriel__css_value_parser before = *values;
	/* The type of the first value depends on the feature, so the feature is found first. */
	while (values->token.kind != ORIEL__TOKEN_IDENT && !oriel__css_at_close(values)) {
		oriel__css_skip_block(&values->scanner, &values->token);
		oriel__css_advance(values);
	}
	uint8_t prefix;
	int index =
		values->token.kind == ORIEL__TOKEN_IDENT ? feature_find(&values->token, &prefix) : -1;
	*values = before;
	if (index < 0 || prefix != COMPARE_EQUAL || features[index].kind == KIND_KEYWORD)
		return NULL;
	struct media_node *first = feature_node(parser, index), *second = feature_node(parser, index);
	if (!take_feature_value(parser, index, first) || !take_comparison(parser, &first->comparison))
		return NULL;
	oriel__css_advance(values);
	uint8_t written = first->comparison;
	first->comparison = comparison_flip(first->comparison);
	if (oriel__css_at_close(values))
		return first;
	if (!take_comparison(parser, &second->comparison) ||
		!take_feature_value(parser, index, second))
		return NULL;
	bool is_less = written == COMPARE_LESS || written == COMPARE_LESS_EQUAL;
	bool is_second_less =
		second->comparison == COMPARE_LESS || second->comparison == COMPARE_LESS_EQUAL;
	if (written == COMPARE_EQUAL || second->comparison == COMPARE_EQUAL ||
		is_less != is_second_less)
		return NULL;
	const struct media_node *const both[] = { first, second };
	return media_group(parser, NODE_AND, both, 2);
}

static const struct media_node *parse_condition(struct media_parser *parser, bool may_be_or);

/* Parses parentheses: a condition, a feature, or anything else, which is unknown. */
static const struct media_node *parse_in_parens(struct media_parser *parser) {
	struct oriel__css_value_parser *values = &parser->values;
	if (values->token.kind != ORIEL__TOKEN_OPEN_PAREN &&
		values->token.kind != ORIEL__TOKEN_FUNCTION)
		return NULL;
	struct oriel__css_value_parser before = *values;
	const struct media_node *node = NULL;
	if (values->token.kind == ORIEL__TOKEN_OPEN_PAREN && values->depth < ORIEL__MEDIA_DEPTH) {
		values->depth++;
		oriel__css_advance(values);
		if (values->token.kind == ORIEL__TOKEN_OPEN_PAREN ||
			oriel__css_token_is(&values->token, "not"))
			node = parse_condition(parser, true);
		else if (values->token.kind == ORIEL__TOKEN_IDENT)
			node = parse_named_feature(parser);
		else
			node = parse_range(parser);
		values->depth = before.depth;
		if (node != NULL && oriel__css_at_close(values)) {
			oriel__css_advance(values);
			return node;
		}
	}
	*values = before;
	oriel__css_skip_block(&values->scanner, &values->token);
	oriel__css_advance(values);
	return media_node_new(parser, NODE_UNKNOWN);
}

static const struct media_node *parse_condition(struct media_parser *parser, bool may_be_or) {
	enum { MAX_TERMS = 64 };
	struct oriel__css_value_parser *values = &parser->values;
	const struct media_node *terms[MAX_TERMS];
	size_t count = 1;
	if (oriel__css_take_ident(values, "not")) {
		terms[0] = parse_in_parens(parser);
		return terms[0] != NULL ? media_group(parser, NODE_NOT, terms, 1) : NULL;
	}
	terms[0] = parse_in_parens(parser);
	if (terms[0] == NULL)
		return NULL;
	bool is_or = may_be_or && oriel__css_token_is(&values->token, "or");
	while (oriel__css_take_ident(values, is_or ? "or" : "and")) {
		if (count == MAX_TERMS)
			return NULL;
		terms[count] = parse_in_parens(parser);
		if (terms[count++] == NULL)
			return NULL;
	}
	return count == 1 ? terms[0] : media_group(parser, is_or ? NODE_OR : NODE_AND, terms, count);
}

/* Parses [not | only]? type [and condition without or]? */
static bool parse_typed_query(struct media_parser *parser, struct media_query *out) {
	struct oriel__css_value_parser *values = &parser->values;
	static const char *const reserved[] = { "only", "not", "and", "or", "layer" };
	out->is_negated = oriel__css_take_ident(values, "not");
	if (!out->is_negated)
		oriel__css_take_ident(values, "only");
	if (values->token.kind != ORIEL__TOKEN_IDENT)
		return false;
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		if (oriel__css_token_is(&values->token, reserved[i]))
			return false;
	}
	out->is_never = !oriel__css_token_is(&values->token, "all") &&
		!oriel__css_token_is(&values->token, "screen");
	oriel__css_advance(values);
	if (!oriel__css_take_ident(values, "and"))
		return true;
	out->condition = parse_condition(parser, false);
	return out->condition != NULL;
}

static bool query_ends(const struct oriel__css_value_parser *values) {
	return values->token.kind == ORIEL__TOKEN_COMMA || values->token.kind == ORIEL__TOKEN_END;
}

static void parse_query(struct media_parser *parser, struct media_query *out, uint32_t *error) {
	struct oriel__css_value_parser *values = &parser->values;
	struct oriel__css_value_parser before = *values;
	struct media_query empty = { 0 };
	*out = empty;
	out->condition = parse_condition(parser, true);
	if (out->condition != NULL && query_ends(values))
		return;
	*values = before;
	*out = empty;
	if (parse_typed_query(parser, out) && query_ends(values))
		return;
	if (*error == UINT32_MAX)
		*error = values->token.begin;
	*values = before;
	while (!query_ends(values)) {
		oriel__css_skip_block(&values->scanner, &values->token);
		oriel__css_advance(values);
	}
	*out = empty;
	out->is_never = true;
}

const struct oriel__media_list *oriel__media_parse(
	struct oriel__css_arena *arena, const char *text, uint32_t length, uint32_t *error_offset) {
	enum { MAX_QUERIES = 64 };
	struct oriel__css_scanner scanner = { text, length, 0, arena };
	struct media_parser parser = { .features = 0 };
	struct media_query queries[MAX_QUERIES];
	size_t count = 0;
	*error_offset = UINT32_MAX;
	oriel__css_value_begin(&parser.values, arena, &scanner);
	while (parser.values.token.kind != ORIEL__TOKEN_END && count < MAX_QUERIES) {
		parse_query(&parser, &queries[count++], error_offset);
		if (!oriel__css_take_comma(&parser.values))
			break;
		if (parser.values.token.kind == ORIEL__TOKEN_END && count < MAX_QUERIES)
			queries[count++] = (struct media_query){ .is_never = true };
	}
	struct oriel__media_list *list = oriel__css_arena_alloc(arena, sizeof(*list));
	*list = (struct oriel__media_list){
		oriel__css_arena_copy(arena, queries, count * sizeof(*queries)), (uint32_t)count,
		parser.features
	};
	return list;
}

/* ---- Evaluating ---- */

enum truth { TRUTH_FALSE, TRUTH_TRUE, TRUTH_UNKNOWN };

static double feature_number(const struct media_node *node, const struct oriel__media *media) {
	switch ((enum oriel__media_feature)node->feature) {
	case ORIEL__MEDIA_WIDTH: return media->width;
	case ORIEL__MEDIA_HEIGHT: return media->height;
	case ORIEL__MEDIA_RESOLUTION: return media->resolution;
	default: return media->height > 0 ? media->width / media->height : INFINITY;
	}
}

static uint16_t feature_keyword(const struct media_node *node, const struct oriel__media *media) {
	static const uint16_t contrasts[] = { ORIEL__KEYWORD_NO_PREFERENCE, ORIEL__KEYWORD_MORE,
		ORIEL__KEYWORD_LESS, ORIEL__KEYWORD_CUSTOM };
	static const uint16_t pointers[] = { ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_COARSE,
		ORIEL__KEYWORD_FINE };
	switch ((enum oriel__media_feature)node->feature) {
	case ORIEL__MEDIA_ORIENTATION:
		return media->height >= media->width ? ORIEL__KEYWORD_PORTRAIT : ORIEL__KEYWORD_LANDSCAPE;
	case ORIEL__MEDIA_COLOR_SCHEME:
		return media->color_scheme == ORIEL__SCHEME_DARK ? ORIEL__KEYWORD_DARK :
															ORIEL__KEYWORD_LIGHT;
	case ORIEL__MEDIA_REDUCED_MOTION:
		return media->is_motion_reduced ? ORIEL__KEYWORD_REDUCE : ORIEL__KEYWORD_NO_PREFERENCE;
	case ORIEL__MEDIA_CONTRAST: return contrasts[media->contrast];
	case ORIEL__MEDIA_POINTER: return pointers[media->pointer];
	case ORIEL__MEDIA_ANY_POINTER: return pointers[media->any_pointer];
	case ORIEL__MEDIA_HOVER:
		return media->can_hover ? ORIEL__KEYWORD_HOVER : ORIEL__KEYWORD_NONE;
	default: return media->can_any_hover ? ORIEL__KEYWORD_HOVER : ORIEL__KEYWORD_NONE;
	}
}

/* Computes the number of a feature. Relative lengths refer to the initial font size; sheets do not
 * affect them. */
static double node_number(const struct media_node *node, const struct oriel__media *media) {
	const struct oriel__css_units units = { media->font_size, media->font_size,
		media->font_size / 2, media->font_size * 1.2, media->width, media->height };
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value value = oriel__css_value_absolute(&arena, &node->value, &units);
	double number = oriel__css_value_resolve(&value, 0);
	oriel__css_arena_finish(&arena);
	return node->feature == ORIEL__MEDIA_ASPECT_RATIO ? number / node->divisor : number;
}

static bool feature_matches(const struct media_node *node, const struct oriel__media *media) {
	bool is_keyword = node->feature == ORIEL__MEDIA_ORIENTATION ||
		node->feature > ORIEL__MEDIA_RESOLUTION;
	if (is_keyword) {
		uint16_t keyword = feature_keyword(node, media);
		if (node->comparison == COMPARE_TRUE)
			return keyword != ORIEL__KEYWORD_NONE && keyword != ORIEL__KEYWORD_NO_PREFERENCE;
		return keyword == node->keyword;
	}
	double value = feature_number(node, media), number = node_number(node, media);
	switch ((enum media_comparison)node->comparison) {
	case COMPARE_TRUE: return value != 0;
	case COMPARE_LESS: return value < number;
	case COMPARE_LESS_EQUAL: return value <= number;
	case COMPARE_GREATER: return value > number;
	case COMPARE_GREATER_EQUAL: return value >= number;
	default: return value == number;
	}
}

static enum truth media_node_evaluate(
	const struct media_node *node, const struct oriel__media *media) {
	enum truth result;
	switch ((enum media_node_kind)node->kind) {
	case NODE_FEATURE: return feature_matches(node, media) ? TRUTH_TRUE : TRUTH_FALSE;
	case NODE_NOT:
		result = media_node_evaluate(node->children[0], media);
		return result == TRUTH_UNKNOWN ? result :
			result == TRUTH_TRUE	   ? TRUTH_FALSE :
											TRUTH_TRUE;
	case NODE_AND:
	case NODE_OR: {
		enum truth decisive = node->kind == NODE_AND ? TRUTH_FALSE : TRUTH_TRUE;
		result = node->kind == NODE_AND ? TRUTH_TRUE : TRUTH_FALSE;
		for (size_t i = 0; i < node->count; i++) {
			enum truth next = media_node_evaluate(node->children[i], media);
			if (next == decisive)
				return decisive;
			if (next == TRUTH_UNKNOWN)
				result = TRUTH_UNKNOWN;
		}
		return result;
	}
	default: return TRUTH_UNKNOWN;
	}
}

bool oriel__media_matches(const struct oriel__media_list *list, const struct oriel__media *media) {
	for (uint32_t i = 0; i < list->count; i++) {
		const struct media_query *query = &list->items[i];
		enum truth truth = query->is_never ? TRUTH_FALSE :
			query->condition == NULL	   ? TRUTH_TRUE :
			media_node_evaluate(query->condition, media);
		if (truth != TRUTH_UNKNOWN && (truth == TRUTH_TRUE) != query->is_negated)
			return true;
	}
	return list->count == 0;
}

unsigned oriel__media_features(const struct oriel__media_list *list) {
	return list->features;
}
