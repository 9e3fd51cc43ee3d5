/* SPDX-License-Identifier: MIT */
/*
 * Parses declarations: a name, a colon and a value become longhands with typed values. Source: CSS
 * Syntax 3, §5.5.5; Variables 1; Cascade 5.
 *
 * A value is parsed in one pass, without a search for its end. Only an invalid value is scanned
 * again: for var(), for the block of a nested rule, or for its end.
 */
#include "css/sheet_builder_internal.h"

#include "base/alloc_internal.h"
#include "css/known_name_internal.h"

#include <string.h>

enum { DEAD = UINT16_MAX };

/* ---- Blocks ---- */

void oriel__css_block_begin(struct oriel__css_builder *builder) {
	struct oriel__css_declarations *declarations = &builder->declarations;
	declarations->block++;
	declarations->count = declarations->dead = 0;
}

static struct oriel__css_declared *declared_of(
	struct oriel__css_declarations *declarations, uint16_t property, oriel__css_name name) {
	if (property != ORIEL__CSS_CUSTOM)
		return &declarations->properties[property];
	size_t before = declarations->custom_capacity;
	declarations->customs = oriel__grow(declarations->customs, &declarations->custom_capacity,
		(size_t)name + 1, sizeof(*declarations->customs));
	if (declarations->custom_capacity > before)
		memset(declarations->customs + before, 0,
			(declarations->custom_capacity - before) * sizeof(*declarations->customs));
	return &declarations->customs[name];
}

void oriel__css_declaration_add(
	struct oriel__css_builder *builder, const struct oriel__css_declaration *declaration) {
	struct oriel__css_declarations *declarations = &builder->declarations;
	struct oriel__css_declared *declared =
		declared_of(declarations, declaration->property, declaration->name);
	declarations->declared++;
	if (declared->block == declarations->block) {
		struct oriel__css_declaration *earlier = &declarations->items[declared->index];
		if (earlier->is_important && !declaration->is_important)
			return;
		earlier->property = DEAD;
		declarations->dead++;
	}
	if (declarations->count == declarations->capacity)
		declarations->items = oriel__grow(declarations->items, &declarations->capacity,
			declarations->count + 1, sizeof(*declarations->items));
	declared->block = declarations->block;
	declared->index = (uint32_t)declarations->count;
	declarations->items[declarations->count++] = *declaration;
}

struct oriel__css_block oriel__css_block_end(struct oriel__css_builder *builder) {
	struct oriel__css_declarations *declarations = &builder->declarations;
	size_t count = declarations->count - declarations->dead, at = 0;
	struct oriel__css_block block = { .count = (uint32_t)count };
	if (count == 0)
		return block;
	struct oriel__css_declaration *items =
		oriel__css_arena_alloc(builder->arena, count * sizeof(*items));
	for (size_t i = 0; i < declarations->count; i++) {
		if (declarations->items[i].property == DEAD)
			continue;
		items[at] = declarations->items[i];
		block.has_important = block.has_important || items[at].is_important;
		block.needs |= items[at].needs;
		at++;
	}
	block.items = items;
	return block;
}

/* ---- Skipping ---- */

void oriel__css_skip_declaration(struct oriel__css_scanner *scanner) {
	for (;;) {
		struct oriel__css_scanner before = *scanner;
		struct oriel__css_token token;
		oriel__css_token_next(scanner, &token);
		if (token.kind == ORIEL__TOKEN_END || token.kind == ORIEL__TOKEN_SEMICOLON ||
			token.kind == ORIEL__TOKEN_CLOSE_CURLY) {
			*scanner = before;
			return;
		}
		oriel__css_skip_block(scanner, &token);
	}
}

/* ---- Custom properties ---- */

bool oriel__css_wide_parse(const char *text, uint32_t length, struct oriel__css_value *out) {
	uint16_t keyword = length <= ORIEL__KNOWN_NAME_MAX ? oriel__css_keyword_find(text, length) : 0;
	if (keyword != ORIEL__KEYWORD_INHERIT && keyword != ORIEL__KEYWORD_INITIAL &&
		keyword != ORIEL__KEYWORD_UNSET && keyword != ORIEL__KEYWORD_REVERT &&
		keyword != ORIEL__KEYWORD_REVERT_LAYER)
		return false;
	*out = (struct oriel__css_value){ .kind = ORIEL__VALUE_WIDE, .keyword = keyword };
	return true;
}

/* Returns a copy of the extent's text. Brackets and strings that the end of the sheet closes get
 * their closing characters. */
static struct oriel__css_value extent_value(struct oriel__css_builder *builder,
	const struct oriel__css_value_extent *extent, enum oriel__css_value_kind kind) {
	struct oriel__css_value value = { .kind = (uint8_t)kind,
		.count = extent->end - extent->begin };
	const char *text = builder->scanner.text + extent->begin;
	if (extent->stop == ORIEL__TOKEN_END)
		value.content.text = oriel__css_closed_text(
			builder->arena, text, value.count, &value.count);
	else
		value.content.text = oriel__css_arena_text(builder->arena, text, value.count);
	return value;
}

static bool variables_are_valid(
	struct oriel__css_builder *builder, const struct oriel__css_value_extent *extent) {
	return oriel__css_variables_are_valid(builder->arena, builder->scanner.text + extent->begin,
		extent->end - extent->begin);
}

static bool stops_declaration(unsigned char kind) {
	return kind == ORIEL__TOKEN_END || kind == ORIEL__TOKEN_SEMICOLON ||
		kind == ORIEL__TOKEN_CLOSE_CURLY;
}

static void parse_custom(
	struct oriel__css_builder *builder, const struct oriel__css_token *name) {
	struct oriel__css_value_extent extent;
	struct oriel__css_declaration declaration = { .property = ORIEL__CSS_CUSTOM,
		.offset = name->begin };
	oriel__css_value_scan(&builder->scanner, false, &extent);
	if (extent.is_bad || !stops_declaration(extent.stop) ||
		(extent.has_variables && !variables_are_valid(builder, &extent))) {
		oriel__css_builder_error(builder, extent.begin, NULL,
			"expected a value with closed brackets and strings, and var() with a name");
		oriel__css_skip_declaration(&builder->scanner);
		return;
	}
	declaration.is_important = extent.is_important;
	declaration.name = oriel__css_name_add(builder->names, name->text, name->length);
	declaration.needs = extent.has_variables ? ORIEL__NEED_VARIABLES : 0;
	if (!oriel__css_wide_parse(builder->scanner.text + extent.begin, extent.end - extent.begin,
			&declaration.value))
		declaration.value = extent_value(builder, &extent, ORIEL__VALUE_TOKENS);
	oriel__css_declaration_add(builder, &declaration);
}

/* ---- Properties ---- */

static void property_unknown(
	struct oriel__css_builder *builder, const struct oriel__css_token *name) {
	struct oriel__css_nearest nearest = { 0 };
	if (builder->error_total < ORIEL__SHEET_MAX_ERRORS) {
		for (uint16_t i = 1; i < ORIEL__CSS_PROPERTIES; i++)
			oriel__css_nearest_try(
				&nearest, name->text, name->length, oriel__css_properties[i].name);
	}
	oriel__css_builder_error(builder, name->begin, nearest.name,
		"expected a known property, not %.*s", (int)(name->length < 64 ? name->length : 64),
		name->text);
}

/* Takes "!important" if it is present. Returns false if something else follows '!'. */
static bool take_important(struct oriel__css_value_parser *parser, bool *is_important) {
	*is_important = false;
	if (parser->token.kind != ORIEL__TOKEN_DELIM || parser->token.delim != '!')
		return true;
	oriel__css_advance(parser);
	*is_important = oriel__css_take_ident(parser, "important");
	return *is_important || oriel__css_expected(parser, "important");
}

/* Canvastext, the initial colour, follows the colour scheme. */
unsigned oriel__css_longhand_needs(const struct oriel__css_longhand *longhand) {
	bool is_initial_color = longhand->property == ORIEL__CSS_COLOR &&
		longhand->value.kind == ORIEL__VALUE_WIDE;
	unsigned needs = oriel__css_value_needs(&longhand->value);
	return is_initial_color || longhand->property == ORIEL__CSS_COLOR_SCHEME ?
		needs | ORIEL__NEED_SCHEME :
		needs;
}

static void longhands_add(struct oriel__css_builder *builder, uint32_t offset, bool is_important,
	const struct oriel__css_longhand *longhands, size_t count) {
	for (size_t i = 0; i < count; i++) {
		struct oriel__css_declaration declaration = { .property = longhands[i].property,
			.is_important = is_important,
			.needs = (uint8_t)oriel__css_longhand_needs(&longhands[i]),
			.offset = offset,
			.value = longhands[i].value };
		oriel__css_declaration_add(builder, &declaration);
	}
}

static void parse_pending(struct oriel__css_builder *builder, uint16_t property, uint32_t offset,
	const struct oriel__css_value_extent *extent) {
	uint16_t ids[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_longhand longhands[ORIEL__CSS_MAX_LONGHANDS];
	size_t count = oriel__css_property_longhands(property, ids);
	struct oriel__css_value value = extent_value(builder, extent, ORIEL__VALUE_PENDING);
	value.keyword = property;
	for (size_t i = 0; i < count; i++)
		longhands[i] = (struct oriel__css_longhand){ ids[i], value };
	longhands_add(builder, offset, extent->is_important, longhands, count);
}

/* Handles a value that does not parse; the scanner is at its beginning. The value may have var(),
 * or the declaration may be a nested rule. */
static enum oriel__css_declaration_result value_recover(struct oriel__css_builder *builder,
	uint16_t property, const struct oriel__css_token *name, bool may_be_rule,
	struct oriel__css_value_parser *parser) {
	struct oriel__css_value_extent extent;
	oriel__css_value_scan(&builder->scanner, may_be_rule, &extent);
	if (may_be_rule && extent.stop == ORIEL__TOKEN_OPEN_CURLY)
		return ORIEL__DECLARATION_IS_RULE;
	if (property == 0) {
		property_unknown(builder, name);
	} else if (extent.has_variables && !extent.is_bad && stops_declaration(extent.stop) &&
		variables_are_valid(builder, &extent) && !extent.has_curly_block) {
		parse_pending(builder, property, name->begin, &extent);
		return ORIEL__DECLARATION_DONE;
	} else {
		struct oriel__css_value_error error = oriel__css_value_error(parser);
		oriel__css_builder_error(builder, error.offset, error.nearest, "%s: expected %s",
			oriel__css_properties[property].name, error.expected);
	}
	oriel__css_skip_declaration(&builder->scanner);
	return ORIEL__DECLARATION_DONE;
}

/* Returns the property with a name, by a small cache. */
static uint16_t property_cached(
	struct oriel__css_builder *builder, const struct oriel__css_token *name) {
	uint32_t slot = name->length == 0 ?
		0 :
		(name->length * 7 + (unsigned char)name->text[0] * 31 +
			(unsigned char)name->text[name->length - 1] * 17) %
			ORIEL__CSS_CACHED_PROPERTIES;
	uint16_t property = builder->cached_properties[slot];
	const char *known = oriel__css_properties[property].name;
	if (property == 0 || strncmp(known, name->text, name->length) != 0 ||
		known[name->length] != '\0') {
		property = oriel__css_property_find(name->text, name->length);
		builder->cached_properties[slot] = property;
	}
	return property;
}

static enum oriel__css_declaration_result parse_property(
	struct oriel__css_builder *builder, const struct oriel__css_token *name, bool may_be_rule) {
	uint16_t property = property_cached(builder, name);
	struct oriel__css_longhand longhands[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_parser parser;
	bool is_important;
	if (property == 0)
		return value_recover(builder, property, name, may_be_rule, NULL);
	oriel__css_value_begin(&parser, builder->arena, &builder->scanner);
	size_t count = oriel__css_parse_declaration_value(&parser, property, longhands);
	if (count > 0 && take_important(&parser, &is_important)) {
		if (stops_declaration(parser.token.kind)) {
			longhands_add(builder, name->begin, is_important, longhands, count);
			builder->scanner.at = parser.token.kind == ORIEL__TOKEN_SEMICOLON ?
				parser.token.end :
				parser.token.begin;
			return ORIEL__DECLARATION_DONE;
		}
		oriel__css_expected(&parser, "';' or '}'");
	}
	return value_recover(builder, property, name, may_be_rule, &parser);
}

enum oriel__css_declaration_result oriel__css_parse_declaration(
	struct oriel__css_builder *builder, const struct oriel__css_token *name, bool may_be_rule) {
	struct oriel__css_scanner before = builder->scanner;
	struct oriel__css_token token;
	if (name->kind != ORIEL__TOKEN_IDENT)
		return ORIEL__DECLARATION_IS_RULE;
	oriel__css_token_next_solid(&builder->scanner, &token);
	if (token.kind != ORIEL__TOKEN_COLON) {
		builder->scanner = before;
		return ORIEL__DECLARATION_IS_RULE;
	}
	if (name->length >= 2 && memcmp(name->text, "--", 2) == 0) {
		parse_custom(builder, name);
		return ORIEL__DECLARATION_DONE;
	}
	enum oriel__css_declaration_result result = parse_property(builder, name, may_be_rule);
	if (result == ORIEL__DECLARATION_IS_RULE)
		builder->scanner = before;
	return result;
}
