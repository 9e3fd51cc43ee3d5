/* SPDX-License-Identifier: MIT */
/*
 * At-rules: @media, @supports, @layer, @import, @property and @charset. Other at-rules are skipped
 * with an error. Source: Conditional 3; Cascade 5; Properties and Values 1.
 */
#include "css/sheet_builder_internal.h"

#include "base/alloc_internal.h"
#include "css/known_name_internal.h"
#include "css/registered_internal.h"

#include <string.h>

enum { MAX_LAYER_DEPTH = 64 };

static const char *const at_rule_names[] = { "media", "supports", "layer", "import", "property",
	"charset" };

/* ---- Preludes ---- */

struct prelude {
	uint32_t begin, end; /* without white space around */
	bool has_block;      /* its '{' was consumed */
	struct oriel__css_token open;
};

static void prelude_read(struct oriel__css_builder *builder, bool is_nested, struct prelude *out) {
	struct oriel__css_scanner *scanner = &builder->scanner;
	struct oriel__css_token token;
	bool has_begun = false;
	*out = (struct prelude){ .begin = scanner->at, .end = scanner->at };
	for (;;) {
		struct oriel__css_scanner before = *scanner;
		oriel__css_token_next(scanner, &token);
		if (token.kind == ORIEL__TOKEN_OPEN_CURLY) {
			out->has_block = true;
			out->open = token;
			break;
		}
		if (token.kind == ORIEL__TOKEN_END || token.kind == ORIEL__TOKEN_SEMICOLON)
			break;
		if (is_nested && token.kind == ORIEL__TOKEN_CLOSE_CURLY) {
			*scanner = before;
			break;
		}
		if (token.kind == ORIEL__TOKEN_WHITESPACE)
			continue;
		oriel__css_skip_block(scanner, &token);
		if (!has_begun)
			out->begin = token.begin;
		has_begun = true;
		out->end = scanner->at;
	}
	if (!has_begun)
		out->begin = out->end = token.begin;
}

/* ---- @layer ---- */

static void layer_add_place(struct oriel__css_builder *builder, uint32_t layer,
	uint32_t condition, bool is_first) {
	builder->layer_conditions = oriel__grow(builder->layer_conditions,
		&builder->layer_condition_capacity, layer + 1u, sizeof(*builder->layer_conditions));
	uint32_t *last = &builder->layer_conditions[layer];
	if (!is_first && (*last == 0 || *last == condition))
		return;
	*last = condition;
	builder->layer_places = oriel__grow(builder->layer_places, &builder->layer_place_capacity,
		builder->layer_place_count + 1, sizeof(*builder->layer_places));
	builder->layer_places[builder->layer_place_count++] =
		(struct oriel__css_layer_place){ layer, condition };
}

static uint32_t layer_add(struct oriel__css_builder *builder, uint32_t parent, uint32_t condition,
	const char *name, size_t length) {
	struct oriel__css_name_table *keys = &builder->layer_keys;
	char key[sizeof(uint32_t) * 2];
	oriel__css_name number = 0;
	uint32_t before = keys->count;
	if (length > 0)
		number = oriel__css_name_add(builder->names, name, length);
	/* an anonymous layer differs from all others */
	uint32_t second = number != 0 ? number : UINT32_MAX - (uint32_t)builder->layer_count;
	memcpy(key, &parent, sizeof(parent));
	memcpy(key + sizeof(parent), &second, sizeof(second));
	keys->arena = builder->arena;
	oriel__css_name index = oriel__css_name_add(keys, key, sizeof(key));
	if (keys->count > before) {
		builder->layers = oriel__grow(builder->layers, &builder->layer_capacity,
			builder->layer_count + 1, sizeof(*builder->layers));
		builder->layers[builder->layer_count++] = (struct oriel__css_layer){ parent, number };
	}
	layer_add_place(builder, index - 1, condition, keys->count > before);
	return index;
}

uint32_t oriel__css_layer_find(struct oriel__css_builder *builder, uint32_t parent,
	uint32_t condition, const char *name, uint32_t length) {
	struct oriel__css_scanner scanner = { name, length, 0, builder->arena };
	struct oriel__css_token token;
	if (length == 0)
		return layer_add(builder, parent, condition, NULL, 0);
	/* The whole name is checked first, so that a malformed name adds no layer. */
	for (int depth = 0;; depth++) {
		oriel__css_token_next(&scanner, &token);
		if (token.kind != ORIEL__TOKEN_IDENT || depth == MAX_LAYER_DEPTH)
			return 0;
		oriel__css_token_next(&scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			break;
		if (token.kind != ORIEL__TOKEN_DELIM || token.delim != '.')
			return 0;
	}
	scanner.at = 0;
	do {
		oriel__css_token_next(&scanner, &token);
		parent = layer_add(builder, parent, condition, token.text, token.length);
		oriel__css_token_next(&scanner, &token);
	} while (token.kind != ORIEL__TOKEN_END);
	return parent;
}

static void parse_layer_statement(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct prelude *prelude) {
	uint32_t begin = prelude->begin;
	struct oriel__css_scanner scanner = builder->scanner;
	scanner.at = begin;
	while (begin < prelude->end) {
		struct oriel__css_token token;
		uint32_t end = begin;
		bool is_last = true;
		for (;;) {
			oriel__css_token_next(&scanner, &token);
			if (token.begin >= prelude->end || token.kind == ORIEL__TOKEN_END)
				break;
			if (token.kind == ORIEL__TOKEN_COMMA) {
				is_last = false;
				break;
			}
			if (token.kind == ORIEL__TOKEN_WHITESPACE && end == begin)
				begin = end = token.end;
			else if (token.kind != ORIEL__TOKEN_WHITESPACE)
				end = token.end;
		}
		if (end == begin ||
			oriel__css_layer_find(builder, context->layer, context->condition,
				builder->scanner.text + begin, end - begin) == 0) {
			oriel__css_builder_error(builder, begin, NULL, "expected the name of a layer");
			return;
		}
		if (is_last)
			return;
		begin = token.end;
	}
}

static void parse_layer(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct prelude *prelude, bool *may_import) {
	if (!prelude->has_block) {
		if (prelude->begin == prelude->end)
			oriel__css_builder_error(
				builder, prelude->begin, NULL, "expected the name of a layer");
		parse_layer_statement(builder, context, prelude);
		return;
	}
	*may_import = false;
	struct oriel__css_context inner = *context;
	inner.layer = oriel__css_layer_find(builder, context->layer, context->condition,
		builder->scanner.text + prelude->begin, prelude->end - prelude->begin);
	if (inner.layer == 0) {
		oriel__css_builder_error(
			builder, prelude->begin, NULL, "expected one name of a layer before a block");
		oriel__css_skip_block(&builder->scanner, &prelude->open);
		return;
	}
	inner.depth++;
	oriel__css_enter_block(builder, context, &inner);
}

/* ---- @media and @supports ---- */

uint32_t oriel__css_condition_add(
	struct oriel__css_builder *builder, uint32_t parent, uint32_t begin, uint32_t end) {
	uint32_t error;
	const char *text = oriel__css_arena_text(
		builder->arena, builder->scanner.text + begin, end - begin);
	const struct oriel__media_list *media =
		oriel__media_parse(builder->arena, text, end - begin, &error);
	if (error != UINT32_MAX)
		oriel__css_builder_error(builder, begin + error, NULL, "expected a media query");
	builder->conditions = oriel__grow(builder->conditions, &builder->condition_capacity,
		builder->condition_count + 1, sizeof(*builder->conditions));
	builder->conditions[builder->condition_count++] =
		(struct oriel__css_condition){ media, parent };
	return (uint32_t)builder->condition_count;
}

static void parse_media(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct prelude *prelude) {
	struct oriel__css_context inner = *context;
	inner.condition =
		oriel__css_condition_add(builder, context->condition, prelude->begin, prelude->end);
	inner.depth++;
	oriel__css_enter_block(builder, context, &inner);
}

static void parse_supports(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct prelude *prelude) {
	struct oriel__css_context inner = *context;
	inner.depth++;
	if (oriel__css_supports(builder, prelude->begin, prelude->end))
		oriel__css_enter_block(builder, context, &inner);
	else
		oriel__css_skip_block(&builder->scanner, &prelude->open);
}

/* ---- @property ---- */

struct descriptors {
	const struct oriel__css_registered_syntax *syntax;
	bool has_inherits, is_inherited;
	const char *initial;
	uint32_t initial_length;
	bool has_variables;
};

static void descriptor_set(struct oriel__css_builder *builder, struct descriptors *descriptors,
	const struct oriel__css_token *name, const struct oriel__css_value_extent *extent) {
	uint32_t length = extent->end - extent->begin;
	const char *text =
		oriel__css_arena_text(builder->arena, builder->scanner.text + extent->begin, length);
	struct oriel__css_scanner scanner = { text, length, 0, builder->arena };
	struct oriel__css_token token;
	if (oriel__css_token_is(name, "initial-value")) {
		descriptors->initial = text;
		descriptors->initial_length = length;
		descriptors->has_variables = extent->has_variables;
		return;
	}
	oriel__css_token_next(&scanner, &token);
	if (oriel__css_token_is(name, "inherits")) {
		descriptors->has_inherits =
			oriel__css_token_is(&token, "true") || oriel__css_token_is(&token, "false");
		descriptors->is_inherited = oriel__css_token_is(&token, "true");
	} else if (oriel__css_token_is(name, "syntax")) {
		descriptors->syntax = token.kind == ORIEL__TOKEN_STRING ?
			oriel__css_registered_syntax_parse(builder->arena,
				oriel__css_arena_text(builder->arena, token.text, token.length), token.length) :
			NULL;
	} else {
		oriel__css_builder_error(builder, name->begin, NULL,
			"expected one of the descriptors syntax, inherits and initial-value");
	}
}

static void parse_descriptors(struct oriel__css_builder *builder, struct descriptors *out) {
	struct oriel__css_scanner *scanner = &builder->scanner;
	for (;;) {
		struct oriel__css_token token, colon;
		struct oriel__css_value_extent extent;
		oriel__css_token_next(scanner, &token);
		if (token.kind == ORIEL__TOKEN_END || token.kind == ORIEL__TOKEN_CLOSE_CURLY)
			return;
		if (token.kind == ORIEL__TOKEN_WHITESPACE || token.kind == ORIEL__TOKEN_SEMICOLON)
			continue;
		struct oriel__css_scanner before = *scanner;
		do
			oriel__css_token_next(scanner, &colon);
		while (colon.kind == ORIEL__TOKEN_WHITESPACE);
		if (token.kind == ORIEL__TOKEN_IDENT && colon.kind == ORIEL__TOKEN_COLON) {
			oriel__css_value_scan(scanner, false, &extent);
			if (!extent.is_bad)
				descriptor_set(builder, out, &token, &extent);
		} else {
			*scanner = before;
			oriel__css_skip_block(scanner, &token);
		}
		oriel__css_skip_declaration(scanner);
	}
}

static void parse_registration(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct prelude *prelude) {
	struct descriptors descriptors = { 0 };
	struct oriel__css_scanner scanner = builder->scanner;
	struct oriel__css_token name;
	struct oriel__css_value initial;
	scanner.at = prelude->begin;
	oriel__css_token_next(&scanner, &name);
	parse_descriptors(builder, &descriptors);
	bool has_name = name.kind == ORIEL__TOKEN_IDENT && name.length > 2 &&
		memcmp(name.text, "--", 2) == 0 && name.end == prelude->end;
	if (!has_name || descriptors.syntax == NULL || !descriptors.has_inherits) {
		oriel__css_builder_error(builder, prelude->begin, NULL,
			"expected @property with a name of two hyphens, a syntax and inherits");
		return;
	}
	bool is_universal = oriel__css_registered_is_universal(descriptors.syntax);
	if (descriptors.initial == NULL ? !is_universal :
										descriptors.has_variables ||
				!oriel__css_registered_parse(builder->arena, descriptors.syntax,
					descriptors.initial, descriptors.initial_length, &initial) ||
				(!is_universal && (oriel__css_value_needs(&initial) & 7) != 0)) {
		oriel__css_builder_error(builder, prelude->begin, NULL,
			"expected an initial-value that fits the syntax and depends on nothing");
		return;
	}
	if (!is_universal)
		descriptors.initial = oriel__css_registered_text(builder->arena, &initial,
			&(const struct oriel__css_units){ 0 }, NULL, &descriptors.initial_length);
	builder->registrations = oriel__grow(builder->registrations, &builder->registration_capacity,
		builder->registration_count + 1, sizeof(*builder->registrations));
	builder->registrations[builder->registration_count++] = (struct oriel__css_registration){
		.name = oriel__css_name_add(builder->names, name.text, name.length),
		.is_inherited = descriptors.is_inherited,
		.syntax = descriptors.syntax,
		.initial = descriptors.initial,
		.initial_length = descriptors.initial_length,
		.condition = context->condition,
		.source = builder->source,
		.offset = prelude->begin,
	};
}

/* ---- Any at-rule ---- */

static void at_rule_unknown(struct oriel__css_builder *builder,
	const struct oriel__css_token *token, const struct prelude *prelude) {
	struct oriel__css_nearest nearest = { 0 };
	for (size_t i = 0; i < sizeof(at_rule_names) / sizeof(at_rule_names[0]); i++)
		oriel__css_nearest_try(&nearest, token->text, token->length, at_rule_names[i]);
	oriel__css_builder_error(builder, token->begin, nearest.name,
		"expected a known at-rule, not @%.*s", (int)(token->length < 64 ? token->length : 64),
		token->text);
	if (prelude->has_block)
		oriel__css_skip_block(&builder->scanner, &prelude->open);
}

static bool at_rule_is(const struct oriel__css_token *token, const char *name) {
	return oriel__css_text_is(token->text, token->length, name);
}

/* Parses @media or @supports, which contain rules. Returns false if the at-rule is neither. */
static bool parse_group(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct oriel__css_token *token,
	const struct prelude *prelude) {
	bool is_media = at_rule_is(token, "media");
	if (!is_media && !at_rule_is(token, "supports"))
		return false;
	if (!prelude->has_block)
		oriel__css_builder_error(builder, token->begin, NULL, "expected a block");
	else if (is_media)
		parse_media(builder, context, prelude);
	else
		parse_supports(builder, context, prelude);
	return true;
}

void oriel__css_parse_at_rule(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, const struct oriel__css_token *token,
	bool *may_import) {
	struct prelude prelude;
	bool is_nested = context->depth > 0;
	prelude_read(builder, is_nested, &prelude);
	if (prelude.has_block && context->depth >= ORIEL__SHEET_MAX_DEPTH) {
		oriel__css_builder_error(
			builder, token->begin, NULL, "expected at most 64 levels of nested rules");
		oriel__css_skip_block(&builder->scanner, &prelude.open);
	} else if (at_rule_is(token, "layer")) {
		parse_layer(builder, context, &prelude, may_import);
	} else if (at_rule_is(token, "import") && !prelude.has_block) {
		if (*may_import)
			oriel__css_parse_import(builder, context, prelude.begin, prelude.end);
		else
			oriel__css_builder_error(
				builder, token->begin, NULL, "expected @import before all other rules");
	} else if (at_rule_is(token, "charset") && !is_nested && !prelude.has_block) {
		return; /* sheets are always UTF-8 */
	} else if (parse_group(builder, context, token, &prelude)) {
		*may_import = false;
	} else if (at_rule_is(token, "property") && prelude.has_block && context->selectors == NULL) {
		*may_import = false;
		parse_registration(builder, context, &prelude);
	} else {
		at_rule_unknown(builder, token, &prelude);
	}
}
