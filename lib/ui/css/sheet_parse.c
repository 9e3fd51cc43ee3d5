/* SPDX-License-Identifier: MIT */
/*
 * Parses the rules of sheets and blocks. Source: CSS Syntax 3, §5.5; Nesting 1.
 *
 * Every byte is read a bounded number of times. Text that turns out to be no declaration is read
 * again as a rule, from its beginning to its '{'. Invalid text is skipped without recursion.
 * Nesting of rules is limited, because the parser is recursive.
 */
#include "css/sheet_builder_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

/* ---- The builder ---- */

enum { BYTES_OF_RULE = 128 }; /* of the text, roughly */

void oriel__css_builder_begin_source(struct oriel__css_builder *builder, const char *name,
	const char *text, size_t length) {
	uint32_t valid_length;
	const char *valid = oriel__css_preprocess(builder->arena, text, length, &valid_length);
	builder->sources = oriel__grow(builder->sources, &builder->source_capacity,
		builder->source_count + 1, sizeof(*builder->sources));
	builder->source = (uint32_t)builder->source_count;
	builder->sources[builder->source_count++] = (struct oriel__css_source){
		oriel__css_arena_text(builder->arena, name, strlen(name)), false, valid, valid_length
	};
	builder->scanner = (struct oriel__css_scanner){ valid, valid_length, 0, builder->arena };
	builder->bytes += length;
	/* Growing in steps would touch the memory of large sheets twice. */
	builder->rules = oriel__grow(builder->rules, &builder->rule_capacity,
		builder->rule_count + length / BYTES_OF_RULE, sizeof(*builder->rules));
}

void oriel__css_builder_finish(struct oriel__css_builder *builder) {
	oriel__css_selector_parser_finish(&builder->selectors);
	oriel__css_name_table_finish(&builder->layer_keys);
	oriel__free(builder->declarations.items);
	oriel__free(builder->declarations.customs);
	oriel__css_cache_finish(&builder->cache);
	oriel__free(builder->sources);
	oriel__free(builder->rules);
	oriel__free(builder->layers);
	oriel__free(builder->layer_places);
	oriel__free(builder->layer_conditions);
	oriel__free(builder->conditions);
	oriel__free(builder->registrations);
	oriel__free(builder->errors);
	oriel__free(builder->files);
}

/* ---- Style rules ---- */

/* Ends a run of declarations and adds them as a rule. */
static void rule_flush(
	struct oriel__css_builder *builder, const struct oriel__css_context *context) {
	if (context->selectors == NULL || builder->declarations.count == 0)
		return;
	struct oriel__css_block block = oriel__css_block_end(builder);
	builder->rules = oriel__grow(builder->rules, &builder->rule_capacity,
		builder->rule_count + 1, sizeof(*builder->rules));
	builder->rules[builder->rule_count++] = (struct oriel__css_style_rule){
		.selectors = context->selectors,
		.block = block,
		.source = builder->source,
		.offset = context->rule_begin,
		.end = context->rule_end,
		.layer = context->layer,
		.condition = context->condition,
	};
	oriel__css_block_begin(builder);
}

static const struct oriel__css_selector_list *parse_prelude(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, uint32_t begin, uint32_t end) {
	struct oriel__css_selector_parser *parser = &builder->selectors;
	parser->scanner = builder->scanner;
	parser->scanner.at = begin;
	parser->end = end;
	parser->names = builder->names;
	parser->parent = context->selectors;
	const struct oriel__css_selector_list *list = oriel__css_selector_parse(parser,
		context->selectors != NULL ? ORIEL__CSS_SELECTOR_NESTED : ORIEL__CSS_SELECTOR_PLAIN);
	if (list == NULL)
		oriel__css_builder_error(builder, parser->error.offset, parser->error.nearest,
			"expected %s", parser->error.message);
	return list;
}

/* Returns the end of a prelude without trailing white space. */
static uint32_t prelude_trim(
	const struct oriel__css_builder *builder, uint32_t begin, uint32_t end) {
	while (end > begin && strchr(" \t\n", builder->scanner.text[end - 1]) != NULL)
		end--;
	return end;
}

/* Returns whether a prelude begins like a custom property, and therefore is not a rule. */
static bool prelude_is_custom(const struct oriel__css_builder *builder, uint32_t begin) {
	struct oriel__css_scanner scanner = builder->scanner;
	struct oriel__css_token token;
	scanner.at = begin;
	oriel__css_token_next(&scanner, &token);
	if (token.kind != ORIEL__TOKEN_IDENT || token.length < 2 || memcmp(token.text, "--", 2) != 0)
		return false;
	do
		oriel__css_token_next(&scanner, &token);
	while (token.kind == ORIEL__TOKEN_WHITESPACE);
	return token.kind == ORIEL__TOKEN_COLON;
}

/* Parses a rule that begins with token. */
static void parse_rule(struct oriel__css_builder *builder,
	const struct oriel__css_context *context, struct oriel__css_token token) {
	uint32_t begin = token.begin;
	bool is_nested = context->depth > 0;
	bool is_custom = token.kind == ORIEL__TOKEN_IDENT && token.length > 1 && token.text[1] == '-';
	while (token.kind != ORIEL__TOKEN_OPEN_CURLY) {
		if (token.kind == ORIEL__TOKEN_END || (is_nested && token.kind == ORIEL__TOKEN_SEMICOLON) ||
			(is_nested && token.kind == ORIEL__TOKEN_CLOSE_CURLY)) {
			oriel__css_builder_error(builder, begin, NULL,
				is_nested ? "expected a declaration or a rule" : "expected a rule with a block");
			if (token.kind == ORIEL__TOKEN_CLOSE_CURLY)
				builder->scanner.at = token.begin;
			return;
		}
		oriel__css_skip_block(&builder->scanner, &token);
		oriel__css_token_next_solid(&builder->scanner, &token);
	}
	struct oriel__css_context inner = *context;
	uint32_t after = builder->scanner.at;
	if (is_custom && prelude_is_custom(builder, begin)) {
		oriel__css_builder_error(builder, begin, NULL, "expected a selector");
		inner.selectors = NULL;
	} else {
		inner.selectors = parse_prelude(builder, context, begin, token.begin);
	}
	builder->scanner.at = after;
	if (inner.selectors == NULL || context->depth >= ORIEL__SHEET_MAX_DEPTH) {
		if (inner.selectors != NULL)
			oriel__css_builder_error(
				builder, begin, NULL, "expected at most 64 levels of nested rules");
		oriel__css_skip_block(&builder->scanner, &token);
		return;
	}
	inner.rule_begin = begin;
	inner.rule_end = prelude_trim(builder, begin, token.begin);
	inner.depth++;
	oriel__css_enter_block(builder, context, &inner);
}

/* ---- Contents ---- */

static void block_parse(
	struct oriel__css_builder *builder, const struct oriel__css_context *context) {
	bool no_imports = false;
	oriel__css_block_begin(builder);
	for (;;) {
		struct oriel__css_cache_key key = { 0 };
		struct oriel__css_token token;
		oriel__css_space_skip(&builder->scanner);
		if (context->selectors != NULL && oriel__css_cache_recall(builder, &key))
			continue;
		oriel__css_token_next_solid(&builder->scanner, &token);
		switch ((enum oriel__css_token_kind)token.kind) {
		case ORIEL__TOKEN_SEMICOLON: continue;
		case ORIEL__TOKEN_END:
		case ORIEL__TOKEN_CLOSE_CURLY: rule_flush(builder, context); return;
		case ORIEL__TOKEN_AT_KEYWORD:
			oriel__css_parse_at_rule(builder, context, &token, &no_imports);
			continue;
		default: break;
		}
		if (context->selectors != NULL &&
			oriel__css_parse_declaration(builder, &token, true) == ORIEL__DECLARATION_DONE) {
			oriel__css_cache_remember(builder, &key);
			continue;
		}
		parse_rule(builder, context, token);
	}
}

/* Declarations before and after a nested block become separate rules, because their order
 * matters. */
void oriel__css_enter_block(struct oriel__css_builder *builder,
	const struct oriel__css_context *outer, const struct oriel__css_context *inner) {
	rule_flush(builder, outer);
	block_parse(builder, inner);
	oriel__css_block_begin(builder);
}

void oriel__css_parse_sheet(
	struct oriel__css_builder *builder, const struct oriel__css_context *context) {
	bool may_import = true;
	for (;;) {
		struct oriel__css_token token;
		oriel__css_token_next_solid(&builder->scanner, &token);
		switch ((enum oriel__css_token_kind)token.kind) {
		case ORIEL__TOKEN_CDO:
		case ORIEL__TOKEN_CDC: continue;
		case ORIEL__TOKEN_END: return;
		case ORIEL__TOKEN_AT_KEYWORD:
			oriel__css_parse_at_rule(builder, context, &token, &may_import);
			continue;
		default: break;
		}
		may_import = false;
		parse_rule(builder, context, token);
	}
}

void oriel__css_parse_inline(struct oriel__css_builder *builder) {
	oriel__css_block_begin(builder);
	for (;;) {
		struct oriel__css_token token;
		oriel__css_token_next(&builder->scanner, &token);
		if (token.kind == ORIEL__TOKEN_END)
			return;
		if (token.kind == ORIEL__TOKEN_WHITESPACE || token.kind == ORIEL__TOKEN_SEMICOLON)
			continue;
		if (oriel__css_parse_declaration(builder, &token, false) == ORIEL__DECLARATION_DONE) {
			struct oriel__css_scanner before = builder->scanner;
			oriel__css_token_next(&builder->scanner, &token);
			if (token.kind != ORIEL__TOKEN_CLOSE_CURLY)
				builder->scanner = before;
			continue;
		}
		oriel__css_builder_error(builder, token.begin, NULL, "expected a declaration");
		oriel__css_skip_block(&builder->scanner, &token);
		oriel__css_skip_declaration(&builder->scanner);
		struct oriel__css_scanner before = builder->scanner;
		oriel__css_token_next(&builder->scanner, &token);
		if (token.kind != ORIEL__TOKEN_CLOSE_CURLY)
			builder->scanner = before;
	}
}
