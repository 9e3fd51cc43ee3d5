/* SPDX-License-Identifier: MIT */
/*
 * Parses longhands whose value is more than one keyword or number, except those of grid layout. The
 * comment of each function states the representation of the value.
 */
#include "css/value_parser_internal.h"

#include <string.h>

/* ---- Fonts ---- */

static const uint16_t generic_families[] = { ORIEL__KEYWORD_SERIF, ORIEL__KEYWORD_SANS_SERIF,
	ORIEL__KEYWORD_MONOSPACE, ORIEL__KEYWORD_CURSIVE, ORIEL__KEYWORD_FANTASY,
	ORIEL__KEYWORD_SYSTEM_UI, ORIEL__KEYWORD_UI_SERIF, ORIEL__KEYWORD_UI_SANS_SERIF,
	ORIEL__KEYWORD_UI_MONOSPACE, ORIEL__KEYWORD_UI_ROUNDED, ORIEL__KEYWORD_EMOJI,
	ORIEL__KEYWORD_MATH, 0 };
static const uint16_t wide_keywords[] = { ORIEL__KEYWORD_INHERIT, ORIEL__KEYWORD_INITIAL,
	ORIEL__KEYWORD_UNSET, ORIEL__KEYWORD_REVERT, ORIEL__KEYWORD_REVERT_LAYER, 0 };

static bool keyword_is_among(uint16_t keyword, const uint16_t *keywords) {
	while (*keywords != 0 && *keywords != keyword)
		keywords++;
	return *keywords != 0;
}

bool oriel__css_family_is_reserved(const char *text, size_t length) {
	uint16_t keyword = oriel__css_keyword_find(text, length);
	return keyword_is_among(keyword, generic_families) ||
		keyword_is_among(keyword, wide_keywords) || oriel__css_text_is(text, length, "default");
}

static bool take_family_name(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value_parser before = *parser;
	char name[256];
	size_t length = 0, words = 0;
	if (oriel__css_parse_keyword(parser, generic_families, out)) {
		if (parser->token.kind != ORIEL__TOKEN_IDENT)
			return true;
		*parser = before;
	}
	while (parser->token.kind == ORIEL__TOKEN_IDENT) {
		struct oriel__css_value_parser here = *parser;
		if (words == 0 &&
			(oriel__css_parse_keyword(&here, wide_keywords, out) ||
				oriel__css_take_ident(&here, "default")) &&
			here.token.kind != ORIEL__TOKEN_IDENT)
			return false;
		if (length + parser->token.length + 2 > sizeof(name))
			return oriel__css_expected(parser, "a font's name of at most 254 bytes");
		if (words++ > 0)
			name[length++] = ' ';
		memcpy(name + length, parser->token.text, parser->token.length);
		length += parser->token.length;
		oriel__css_advance(parser);
	}
	if (words == 0)
		return false;
	*out = (struct oriel__css_value){ .kind = ORIEL__VALUE_IDENT,
		.count = (uint32_t)length,
		.content.text = oriel__css_arena_text(parser->arena, name, length) };
	return true;
}

/* Parses fonts: LIST(comma) of STRING, IDENT (words joined by spaces) and KEYWORD (generic). */
static bool parse_font_family(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	enum { MAX_FAMILIES = 32 };
	struct oriel__css_value items[MAX_FAMILIES];
	size_t count = 0;
	do {
		if (count == MAX_FAMILIES)
			return oriel__css_expected(parser, "at most 32 fonts");
		if (!oriel__css_parse_typed(parser, ORIEL__TYPE_STRING, &items[count]) &&
			!take_family_name(parser, &items[count]))
			return oriel__css_expected(parser, "the name of a font");
		count++;
	} while (oriel__css_take_comma(parser));
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_COMMA, items, count);
	return true;
}

/* ---- Alignment ---- */

static struct oriel__css_value pair_value(
	struct oriel__css_value_parser *parser, uint16_t first, uint16_t second) {
	struct oriel__css_value pair[2] = { oriel__css_keyword_value(first),
		oriel__css_keyword_value(second) };
	return oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, pair, 2);
}

/* Takes "baseline", "first baseline" (equivalent) or "last baseline". */
static bool take_baseline(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	bool is_last = oriel__css_take_ident(parser, "last");
	bool is_first = !is_last && oriel__css_take_ident(parser, "first");
	if (!oriel__css_take_ident(parser, "baseline"))
		return (is_first || is_last) && oriel__css_expected(parser, "baseline");
	*out = is_last ? pair_value(parser, ORIEL__KEYWORD_LAST, ORIEL__KEYWORD_BASELINE) :
						oriel__css_keyword_value(ORIEL__KEYWORD_BASELINE);
	return true;
}

static bool take_with_safety(struct oriel__css_value_parser *parser, const uint16_t *positions,
	struct oriel__css_value *out) {
	bool is_safe = oriel__css_take_ident(parser, "safe");
	bool is_unsafe = !is_safe && oriel__css_take_ident(parser, "unsafe");
	if (!oriel__css_parse_keyword(parser, positions, out))
		return false;
	if (is_safe || is_unsafe)
		*out = pair_value(
			parser, is_safe ? ORIEL__KEYWORD_SAFE : ORIEL__KEYWORD_UNSAFE, out->keyword);
	return true;
}

/* Parses align-content: KEYWORD, or LIST of two: safe or unsafe and a position, or last
 * baseline. */
static bool parse_align_content(struct oriel__css_value_parser *parser, bool is_justify,
	struct oriel__css_value *out) {
	static const uint16_t plain[] = { ORIEL__KEYWORD_NORMAL, ORIEL__KEYWORD_SPACE_BETWEEN,
		ORIEL__KEYWORD_SPACE_AROUND, ORIEL__KEYWORD_SPACE_EVENLY, ORIEL__KEYWORD_STRETCH, 0 };
	static const uint16_t positions[] = { ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_START,
		ORIEL__KEYWORD_END, ORIEL__KEYWORD_FLEX_START, ORIEL__KEYWORD_FLEX_END, 0 };
	static const uint16_t justified[] = { ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_START,
		ORIEL__KEYWORD_END, ORIEL__KEYWORD_FLEX_START, ORIEL__KEYWORD_FLEX_END,
		ORIEL__KEYWORD_LEFT, ORIEL__KEYWORD_RIGHT, 0 };
	if (oriel__css_parse_keyword(parser, plain, out))
		return true;
	if (!is_justify && take_baseline(parser, out))
		return true;
	return take_with_safety(parser, is_justify ? justified : positions, out);
}

/* Takes "legacy" alone, or with left, right or center in either order. */
static bool take_legacy(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t sides[] = { ORIEL__KEYWORD_LEFT, ORIEL__KEYWORD_RIGHT,
		ORIEL__KEYWORD_CENTER, 0 };
	struct oriel__css_value_parser before = *parser;
	if (oriel__css_take_ident(parser, "legacy")) {
		*out = oriel__css_parse_keyword(parser, sides, out) ?
			pair_value(parser, ORIEL__KEYWORD_LEGACY, out->keyword) :
			oriel__css_keyword_value(ORIEL__KEYWORD_LEGACY);
		return true;
	}
	if (oriel__css_parse_keyword(parser, sides, out) && oriel__css_take_ident(parser, "legacy")) {
		*out = pair_value(parser, ORIEL__KEYWORD_LEGACY, out->keyword);
		return true;
	}
	*parser = before;
	return false;
}

/* Parses align-self and similar properties, represented as align-content. */
static bool parse_align_self(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_value *out) {
	static const uint16_t plain[] = { ORIEL__KEYWORD_NORMAL, ORIEL__KEYWORD_STRETCH, 0 };
	static const uint16_t automatic[] = { ORIEL__KEYWORD_AUTO, 0 };
	static const uint16_t positions[] = { ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_START,
		ORIEL__KEYWORD_END, ORIEL__KEYWORD_SELF_START, ORIEL__KEYWORD_SELF_END,
		ORIEL__KEYWORD_FLEX_START, ORIEL__KEYWORD_FLEX_END, 0 };
	static const uint16_t justified[] = { ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_START,
		ORIEL__KEYWORD_END, ORIEL__KEYWORD_SELF_START, ORIEL__KEYWORD_SELF_END,
		ORIEL__KEYWORD_FLEX_START, ORIEL__KEYWORD_FLEX_END, ORIEL__KEYWORD_LEFT,
		ORIEL__KEYWORD_RIGHT, 0 };
	bool is_justify =
		property == ORIEL__CSS_JUSTIFY_SELF || property == ORIEL__CSS_JUSTIFY_ITEMS;
	bool is_self = property == ORIEL__CSS_ALIGN_SELF || property == ORIEL__CSS_JUSTIFY_SELF;
	if (is_self && oriel__css_parse_keyword(parser, automatic, out))
		return true;
	if (oriel__css_parse_keyword(parser, plain, out))
		return true;
	if (property == ORIEL__CSS_JUSTIFY_ITEMS && take_legacy(parser, out))
		return true;
	return take_baseline(parser, out) ||
		take_with_safety(parser, is_justify ? justified : positions, out);
}

/* ---- Boxes ---- */

/* Parses a radius: LIST of two length-percentages, always. */
static bool parse_radius(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	enum { TYPES = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE | ORIEL__TYPE_NOT_NEGATIVE };
	struct oriel__css_value pair[2];
	if (!oriel__css_parse_typed(parser, TYPES, &pair[0]))
		return false;
	if (!oriel__css_parse_typed(parser, TYPES, &pair[1]))
		pair[1] = pair[0];
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, pair, 2);
	return true;
}

/* Parses a ratio: KEYWORD auto, or LIST(slash) of KEYWORD auto or NONE, and two numbers. */
static bool parse_aspect_ratio(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	enum { TYPES = ORIEL__TYPE_NUMBER | ORIEL__TYPE_NOT_NEGATIVE };
	struct oriel__css_value parts[3] = { { .kind = ORIEL__VALUE_NONE } };
	bool is_auto = oriel__css_take_ident(parser, "auto");
	if (!oriel__css_parse_typed(parser, TYPES, &parts[1])) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
		return is_auto;
	}
	parts[2] = oriel__css_number_value(1, ORIEL__UNIT_NUMBER);
	if (oriel__css_take_delim(parser, '/') && !oriel__css_parse_typed(parser, TYPES, &parts[2]))
		return oriel__css_expected(parser, "a number that is not negative");
	if (is_auto || oriel__css_take_ident(parser, "auto"))
		parts[0] = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SLASH, parts, 3);
	return true;
}

/* ---- Content ---- */

/* Takes attr( name [, string] ). */
static bool take_attribute(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value parts[2];
	uint32_t count = 1;
	if (!oriel__css_enter(parser))
		return false;
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return oriel__css_expected(parser, "the name of an attribute");
	parts[0] = oriel__css_take_name(parser);
	if (oriel__css_take_comma(parser) && !oriel__css_at_close(parser) &&
		!oriel__css_parse_typed(parser, ORIEL__TYPE_STRING, &parts[count++]))
		return oriel__css_expected(parser, "a string");
	if (!oriel__css_close(parser))
		return false;
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_COMMA, parts, count);
	out->kind = ORIEL__VALUE_FUNCTION;
	out->keyword = ORIEL__KEYWORD_ATTR;
	return true;
}

enum { MAX_CONTENT_PARTS = 64 };

/* Parses content: KEYWORD, STRING, or LIST(space) of STRINGs and FUNCTIONs attr. */
static bool parse_content(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t keywords[] = { ORIEL__KEYWORD_NORMAL, ORIEL__KEYWORD_NONE, 0 };
	struct oriel__css_value parts[MAX_CONTENT_PARTS];
	size_t count = 0;
	if (oriel__css_parse_keyword(parser, keywords, out))
		return true;
	while (!oriel__css_at_value_end(parser)) {
		if (count == MAX_CONTENT_PARTS)
			return oriel__css_expected(parser, "at most 64 parts");
		bool is_attribute = oriel__css_token_is(&parser->token, "attr") &&
			parser->token.kind == ORIEL__TOKEN_FUNCTION;
		if (is_attribute ? !take_attribute(parser, &parts[count]) :
				!oriel__css_parse_typed(parser, ORIEL__TYPE_STRING, &parts[count]))
			return false;
		count++;
	}
	if (count == 1 && parts[0].kind == ORIEL__VALUE_STRING)
		*out = parts[0];
	else
		*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, parts, count);
	return count > 0;
}

/* ---- Shadows ---- */

static bool take_shadow(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value parts[6] = { { .kind = ORIEL__VALUE_NONE } };
	bool has_color = oriel__css_parse_color(parser, &parts[4]);
	size_t lengths = 0;
	while (lengths < 4 &&
		oriel__css_parse_typed(parser,
			ORIEL__TYPE_LENGTH | (lengths == 2 ? ORIEL__TYPE_NOT_NEGATIVE : 0), &parts[lengths]))
		lengths++;
	if (lengths < 2)
		return oriel__css_expected(parser, "two to four lengths, and a colour");
	if (!has_color)
		oriel__css_parse_color(parser, &parts[4]);
	if (parser->token.kind == ORIEL__TOKEN_IDENT && oriel__css_token_is(&parser->token, "inset"))
		return oriel__css_expected(parser, "an outer shadow; inset ones are not supported");
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, parts, 6);
	return true;
}

enum { MAX_SHADOWS = 32 };

/* Parses shadows: KEYWORD none, or LIST(comma) of LISTs: x, y, blur, spread, a colour, inset.
 * Omitted parts are NONE. */
static bool parse_shadow(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value shadows[MAX_SHADOWS];
	size_t count = 0;
	if (oriel__css_take_ident(parser, "none")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
		return true;
	}
	do {
		if (count == MAX_SHADOWS)
			return oriel__css_expected(parser, "at most 32 shadows");
		if (!take_shadow(parser, &shadows[count++]))
			return false;
	} while (oriel__css_take_comma(parser));
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_COMMA, shadows, count);
	return true;
}

/* ---- Others ---- */

/* Parses colour schemes: KEYWORD normal, or LIST(space) of light, dark and, last, only. */
static bool parse_color_scheme(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	enum { MAX_SCHEMES = 16 };
	static const uint16_t reserved[] = { ORIEL__KEYWORD_NORMAL, ORIEL__KEYWORD_INHERIT,
		ORIEL__KEYWORD_INITIAL, ORIEL__KEYWORD_UNSET, ORIEL__KEYWORD_REVERT,
		ORIEL__KEYWORD_REVERT_LAYER, 0 };
	struct oriel__css_value items[MAX_SCHEMES];
	size_t count = 0;
	if (oriel__css_take_ident(parser, "normal")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_NORMAL);
		return true;
	}
	bool is_only = oriel__css_take_ident(parser, "only");
	while (parser->token.kind == ORIEL__TOKEN_IDENT && count < MAX_SCHEMES - 1) {
		uint16_t keyword = oriel__css_token_keyword(parser);
		struct oriel__css_value ignored;
		if (keyword == ORIEL__KEYWORD_ONLY)
			break;
		if (oriel__css_parse_keyword(parser, reserved, &ignored))
			return false;
		/* Unknown schemes are valid, but have no effect. */
		if (keyword == ORIEL__KEYWORD_LIGHT || keyword == ORIEL__KEYWORD_DARK) {
			items[count++] = oriel__css_keyword_value(keyword);
			oriel__css_advance(parser);
		} else {
			items[count++] = oriel__css_take_name(parser);
		}
	}
	if (count == 0)
		return false;
	if (!is_only && oriel__css_take_ident(parser, "only"))
		is_only = true;
	if (is_only)
		items[count++] = oriel__css_keyword_value(ORIEL__KEYWORD_ONLY);
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, count);
	return true;
}

/* Parses a decoration: KEYWORD none or line-through. */
static bool parse_decoration_line(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t lines[] = { ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_LINE_THROUGH, 0 };
	return oriel__css_parse_keyword(parser, lines, out);
}

/* One keyword each of several sets, in any order; the value has them in the order of the sets. A
 * KEYWORD, or a LIST(space). */
static bool parse_any_order(struct oriel__css_value_parser *parser, const uint16_t *const *sets,
	size_t set_count, struct oriel__css_value *out) {
	enum { MAX_SETS = 4 };
	struct oriel__css_value found[MAX_SETS] = { { .kind = ORIEL__VALUE_NONE } }, items[MAX_SETS];
	size_t count = 0;
	for (bool was_found = true; was_found;) {
		was_found = false;
		for (size_t i = 0; i < set_count; i++) {
			if (found[i].kind == ORIEL__VALUE_NONE &&
				oriel__css_parse_keyword(parser, sets[i], &found[i]))
				was_found = true;
		}
	}
	for (size_t i = 0; i < set_count; i++) {
		if (found[i].kind != ORIEL__VALUE_NONE)
			items[count++] = found[i];
	}
	if (count == 0)
		return false;
	*out = count == 1 ? items[0] :
						oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, count);
	return true;
}

/* KEYWORD auto, or LIST(space) of the colours of the thumb and of the track. */
static bool parse_scrollbar_color(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value colors[2];
	if (oriel__css_take_ident(parser, "auto")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
		return true;
	}
	if (!oriel__css_parse_color(parser, &colors[0]) || !oriel__css_parse_color(parser, &colors[1]))
		return oriel__css_expected(parser, "auto, or the colours of thumb and track");
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, colors, 2);
	return true;
}

/* KEYWORD auto or stable, or LIST(space) of stable and both-edges. */
static bool parse_scrollbar_gutter(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t automatic[] = { ORIEL__KEYWORD_AUTO, 0 };
	if (oriel__css_parse_keyword(parser, automatic, out))
		return true;
	bool has_both = oriel__css_take_ident(parser, "both-edges");
	if (!oriel__css_take_ident(parser, "stable"))
		return oriel__css_expected(parser, has_both ? "stable" : "auto, stable");
	has_both = has_both || oriel__css_take_ident(parser, "both-edges");
	*out = has_both ?
		pair_value(parser, ORIEL__KEYWORD_STABLE, ORIEL__KEYWORD_BOTH_EDGES) :
		oriel__css_keyword_value(ORIEL__KEYWORD_STABLE);
	return true;
}

#define SET(...) ((const uint16_t[]){ __VA_ARGS__, 0 })

static bool parse_touch_action(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	const uint16_t *const sets[] = {
		SET(ORIEL__KEYWORD_PAN_X, ORIEL__KEYWORD_PAN_LEFT, ORIEL__KEYWORD_PAN_RIGHT),
		SET(ORIEL__KEYWORD_PAN_Y, ORIEL__KEYWORD_PAN_UP, ORIEL__KEYWORD_PAN_DOWN),
		SET(ORIEL__KEYWORD_PINCH_ZOOM),
	};
	return oriel__css_parse_keyword(parser,
			SET(ORIEL__KEYWORD_AUTO, ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_MANIPULATION), out) ||
		parse_any_order(parser, sets, 3, out);
}

static bool parse_contain(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	const uint16_t *const sets[] = { SET(ORIEL__KEYWORD_SIZE), SET(ORIEL__KEYWORD_LAYOUT),
		SET(ORIEL__KEYWORD_STYLE), SET(ORIEL__KEYWORD_PAINT) };
	return oriel__css_parse_keyword(parser,
			SET(ORIEL__KEYWORD_NONE, ORIEL__KEYWORD_STRICT, ORIEL__KEYWORD_CONTENT), out) ||
		parse_any_order(parser, sets, 4, out);
}

/* ---- Positions ---- */

/* One or two parts of a position: an edge or center, and an offset; NONE where it is not given. */
struct position_part {
	struct oriel__css_value edge, offset;
};

static bool position_take(struct oriel__css_value_parser *parser, struct position_part *part) {
	enum { TYPES = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE };
	*part = (struct position_part){ { .kind = ORIEL__VALUE_NONE }, { .kind = ORIEL__VALUE_NONE } };
	bool has_edge = oriel__css_parse_keyword(parser,
		SET(ORIEL__KEYWORD_LEFT, ORIEL__KEYWORD_CENTER, ORIEL__KEYWORD_RIGHT, ORIEL__KEYWORD_TOP,
			ORIEL__KEYWORD_BOTTOM),
		&part->edge);
	return has_edge || oriel__css_parse_typed(parser, TYPES, &part->offset);
}

static bool position_is_across(const struct position_part *part) {
	return oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_LEFT) ||
		oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_RIGHT);
}

static bool position_is_down(const struct position_part *part) {
	return oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_TOP) ||
		oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_BOTTOM);
}

/* Returns the offset of a part of a position of one or two values. */
static struct oriel__css_value position_offset(const struct position_part *part) {
	bool is_start = oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_LEFT) ||
		oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_TOP);
	bool is_center = oriel__css_value_is_keyword(&part->edge, ORIEL__KEYWORD_CENTER);
	if (part->edge.kind == ORIEL__VALUE_NONE)
		return part->offset;
	return oriel__css_number_value(is_start ? 0 : is_center ? 50 : 100, ORIEL__UNIT_PERCENT);
}

/* Takes the offsets of a position of four values, each behind its edge. */
static bool position_take_offsets(struct oriel__css_value_parser *parser,
	struct position_part *first, struct position_part *second) {
	enum { TYPES = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE };
	return oriel__css_parse_typed(parser, TYPES, &first->offset) &&
		oriel__css_parse_keyword(parser,
			SET(ORIEL__KEYWORD_LEFT, ORIEL__KEYWORD_RIGHT, ORIEL__KEYWORD_TOP,
				ORIEL__KEYWORD_BOTTOM),
			&second->edge) &&
		oriel__css_parse_typed(parser, TYPES, &second->offset) &&
		((position_is_across(first) && position_is_down(second)) ||
			(position_is_down(first) && position_is_across(second)));
}

/* LIST(space) of two offsets, or of an edge, its offset, an edge and its offset. Source: CSS Values
 * 4, "<position>". */
static bool parse_position(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct position_part first, second;
	if (!position_take(parser, &first))
		return oriel__css_expected(parser, "left, center, right, top, bottom or a length");
	bool has_edge = position_is_across(&first) || position_is_down(&first);
	const struct oriel__css_value_parser before = *parser;
	if (has_edge && position_take_offsets(parser, &first, &second)) {
		struct position_part *across = position_is_across(&first) ? &first : &second;
		struct position_part *down = across == &first ? &second : &first;
		struct oriel__css_value items[] = { across->edge, across->offset, down->edge,
			down->offset };
		*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, 4);
		return true;
	}
	*parser = before;
	if (!position_take(parser, &second))
		second = (struct position_part){ oriel__css_keyword_value(ORIEL__KEYWORD_CENTER),
			{ .kind = ORIEL__VALUE_NONE } };
	bool is_swapped = position_is_down(&first) || position_is_across(&second);
	bool is_mixed = is_swapped &&
		(first.edge.kind == ORIEL__VALUE_NONE || second.edge.kind == ORIEL__VALUE_NONE ||
			position_is_across(&first) || position_is_down(&second));
	if (is_mixed)
		return oriel__css_expected(parser, "a place across, then one down");
	struct oriel__css_value items[] = { position_offset(is_swapped ? &second : &first),
		position_offset(is_swapped ? &first : &second) };
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, 2);
	return true;
}

bool oriel__css_parse_syntax(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out) {
	switch ((enum oriel__css_syntax)oriel__css_properties[property].syntax) {
	case ORIEL__SYNTAX_ALIGN_CONTENT:
		return parse_align_content(parser, property == ORIEL__CSS_JUSTIFY_CONTENT, out);
	case ORIEL__SYNTAX_ALIGN_SELF: return parse_align_self(parser, property, out);
	case ORIEL__SYNTAX_ASPECT_RATIO: return parse_aspect_ratio(parser, out);
	case ORIEL__SYNTAX_COLOR_SCHEME: return parse_color_scheme(parser, out);
	case ORIEL__SYNTAX_CONTAIN: return parse_contain(parser, out);
	case ORIEL__SYNTAX_CONTENT: return parse_content(parser, out);
	case ORIEL__SYNTAX_DECORATION_LINE: return parse_decoration_line(parser, out);
	case ORIEL__SYNTAX_FONT_FAMILY: return parse_font_family(parser, out);
	case ORIEL__SYNTAX_POSITION: return parse_position(parser, out);
	case ORIEL__SYNTAX_RADIUS: return parse_radius(parser, out);
	case ORIEL__SYNTAX_SCROLLBAR_COLOR: return parse_scrollbar_color(parser, out);
	case ORIEL__SYNTAX_SCROLLBAR_GUTTER: return parse_scrollbar_gutter(parser, out);
	case ORIEL__SYNTAX_SHADOW: return parse_shadow(parser, out);
	case ORIEL__SYNTAX_TOUCH_ACTION: return parse_touch_action(parser, out);
	default: return oriel__css_parse_grid(parser, property, out);
	}
}
