/* SPDX-License-Identifier: MIT */
/*
 * Expands shorthands into the values of their longhands. Source: CSSOM 1, "preferred order", and
 * the specification of each shorthand.
 *
 * A longhand that the text omits gets its initial value.
 */
#include "css/value_parser_internal.h"

#include <string.h>

struct shorthand {
	struct oriel__css_value_parser *parser;
	const uint16_t *members;
	struct oriel__css_longhand *out;
	size_t count;
};

static void shorthand_set(
	struct shorthand *shorthand, uint16_t property, struct oriel__css_value value) {
	shorthand->out[shorthand->count++] = (struct oriel__css_longhand){ property, value };
}

static void shorthand_set_initial(struct shorthand *shorthand, uint16_t property) {
	shorthand_set(shorthand, property,
		oriel__css_property_initial(
			oriel__css_property_physical(property, false), shorthand->parser->arena));
}

static bool shorthand_ends(const struct shorthand *shorthand) {
	return oriel__css_at_value_end(shorthand->parser);
}

/* ---- One to four values ---- */

/* Parses the values of the edges: one for all, two for block and inline, three, or four. */
static bool parse_edges(struct shorthand *shorthand) {
	static const unsigned char sources[4][4] = {
		{ 0, 0, 0, 0 }, { 0, 1, 0, 1 }, { 0, 1, 2, 1 }, { 0, 1, 2, 3 }
	};
	struct oriel__css_value values[4];
	size_t count = 0;
	while (count < 4 && (count == 0 || !shorthand_ends(shorthand))) {
		if (!oriel__css_parse_longhand(
				shorthand->parser, shorthand->members[count], &values[count]))
			return false;
		count++;
	}
	for (int i = 0; i < 4; i++)
		shorthand_set(shorthand, shorthand->members[i], values[sources[count - 1][i]]);
	return true;
}

/* Parses two values; a single value counts for both. */
static bool parse_pair(struct shorthand *shorthand) {
	struct oriel__css_value first, second;
	if (!oriel__css_parse_longhand(shorthand->parser, shorthand->members[0], &first))
		return false;
	second = first;
	if (!shorthand_ends(shorthand) &&
		!oriel__css_parse_longhand(shorthand->parser, shorthand->members[1], &second))
		return false;
	shorthand_set(shorthand, shorthand->members[0], first);
	shorthand_set(shorthand, shorthand->members[1], second);
	return true;
}

static bool parse_radii(struct shorthand *shorthand) {
	enum { TYPES = ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE | ORIEL__TYPE_NOT_NEGATIVE };
	static const unsigned char sources[4][4] = {
		{ 0, 0, 0, 0 }, { 0, 1, 0, 1 }, { 0, 1, 2, 1 }, { 0, 1, 2, 3 }
	};
	struct oriel__css_value radii[2][4], corner = { .kind = ORIEL__VALUE_NONE };
	size_t counts[2] = { 0, 0 };
	for (int axis = 0; axis < 2; axis++) {
		if (axis == 1 && !oriel__css_take_delim(shorthand->parser, '/'))
			break;
		while (counts[axis] < 4 &&
			oriel__css_parse_typed(shorthand->parser, TYPES, &radii[axis][counts[axis]]))
			counts[axis]++;
		if (counts[axis] == 0)
			return oriel__css_expected(
				shorthand->parser, "one to four lengths or percentages, not negative");
	}
	for (int i = 0; i < 4; i++) {
		struct oriel__css_value pair[2];
		pair[0] = radii[0][sources[counts[0] - 1][i]];
		pair[1] = counts[1] > 0 ? radii[1][sources[counts[1] - 1][i]] : pair[0];
		/* equal corners share their list */
		if (i == 0 || counts[0] > 1 || counts[1] > 1)
			corner = oriel__css_list_value(shorthand->parser, ORIEL__SEPARATOR_SPACE, pair, 2);
		shorthand_set(shorthand, shorthand->members[i], corner);
	}
	return true;
}

/* ---- Values in any order ---- */

/* Restores the parser but keeps the error, which may be the farthest. */
static void parser_restore(
	struct oriel__css_value_parser *parser, struct oriel__css_value_parser *before) {
	before->has_error = parser->has_error;
	before->error_property = parser->error_property;
	before->error_offset = parser->error_offset;
	before->error_expected = parser->error_expected;
	before->error_token = parser->error_token;
	*parser = *before;
}

/* Parses values of several kinds in any order, at least one. repeat: number of adjacent members for
 * each kind. */
static bool parse_any_order(struct shorthand *shorthand, size_t kinds, size_t repeat) {
	struct oriel__css_value values[4] = { { .kind = ORIEL__VALUE_NONE } };
	bool is_given[4] = { false };
	size_t given = 0;
	while (given < kinds && (given == 0 || !shorthand_ends(shorthand))) {
		bool is_taken = false;
		for (size_t i = kinds; i-- > 0 && !is_taken;) {
			if (is_given[i])
				continue;
			struct oriel__css_value_parser before = *shorthand->parser;
			is_taken = is_given[i] = oriel__css_parse_longhand(
				shorthand->parser, shorthand->members[i * repeat], &values[i]);
			if (!is_taken)
				parser_restore(shorthand->parser, &before);
		}
		if (!is_taken)
			return false;
		given++;
	}
	for (size_t i = 0; i < kinds; i++) {
		for (size_t k = 0; k < repeat; k++) {
			uint16_t member = shorthand->members[i * repeat + k];
			if (is_given[i])
				shorthand_set(shorthand, member, values[i]);
			else
				shorthand_set_initial(shorthand, member);
		}
	}
	return true;
}

/* ---- flex ---- */

static bool parse_flex(struct shorthand *shorthand) {
	enum { NUMBER = ORIEL__TYPE_NUMBER | ORIEL__TYPE_NOT_NEGATIVE };
	struct oriel__css_value_parser *parser = shorthand->parser;
	struct oriel__css_value grow = oriel__css_number_value(1, ORIEL__UNIT_NUMBER), shrink = grow;
	struct oriel__css_value basis = oriel__css_number_value(0, ORIEL__UNIT_PERCENT);
	if (oriel__css_take_ident(parser, "none")) {
		grow = shrink = oriel__css_number_value(0, ORIEL__UNIT_NUMBER);
		basis = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
	} else {
		bool has_numbers = false, has_basis = false;
		for (int count = 0; count < 2 && (count == 0 || !shorthand_ends(shorthand)); count++) {
			if (!has_numbers && oriel__css_parse_typed(parser, NUMBER, &grow)) {
				has_numbers = true;
				oriel__css_parse_typed(parser, NUMBER, &shrink);
			} else if (!has_basis &&
				oriel__css_parse_longhand(parser, ORIEL__CSS_FLEX_BASIS, &basis)) {
				has_basis = true;
			} else {
				return false;
			}
		}
	}
	shorthand_set(shorthand, ORIEL__CSS_FLEX_GROW, grow);
	shorthand_set(shorthand, ORIEL__CSS_FLEX_SHRINK, shrink);
	shorthand_set(shorthand, ORIEL__CSS_FLEX_BASIS, basis);
	return true;
}

/* ---- place-* ---- */

static bool parse_place(struct shorthand *shorthand) {
	struct oriel__css_value first, second;
	if (!oriel__css_parse_longhand(shorthand->parser, shorthand->members[0], &first))
		return false;
	second = first;
	if (!shorthand_ends(shorthand)) {
		if (!oriel__css_parse_longhand(shorthand->parser, shorthand->members[1], &second))
			return false;
	} else if (shorthand->members[1] == ORIEL__CSS_JUSTIFY_CONTENT &&
		(oriel__css_value_is_keyword(&first, ORIEL__KEYWORD_BASELINE) ||
			(first.kind == ORIEL__VALUE_LIST &&
				first.content.items[1].keyword == ORIEL__KEYWORD_BASELINE))) {
		second = oriel__css_keyword_value(ORIEL__KEYWORD_START);
	}
	shorthand_set(shorthand, shorthand->members[0], first);
	shorthand_set(shorthand, shorthand->members[1], second);
	return true;
}

/* ---- font ---- */

static bool parse_font(struct shorthand *shorthand) {
	struct oriel__css_value_parser *parser = shorthand->parser;
	struct oriel__css_value style = { .kind = ORIEL__VALUE_NONE }, weight = style, size, height,
							family;
	for (int count = 0; count < 2; count++) {
		struct oriel__css_value_parser before = *parser;
		if (oriel__css_take_ident(parser, "normal"))
			continue;
		if (style.kind == ORIEL__VALUE_NONE &&
			oriel__css_parse_longhand(parser, ORIEL__CSS_FONT_STYLE, &style))
			continue;
		*parser = before;
		if (weight.kind == ORIEL__VALUE_NONE &&
			oriel__css_parse_longhand(parser, ORIEL__CSS_FONT_WEIGHT, &weight))
			continue;
		*parser = before;
		break;
	}
	if (!oriel__css_parse_longhand(parser, ORIEL__CSS_FONT_SIZE, &size))
		return false;
	height = oriel__css_keyword_value(ORIEL__KEYWORD_NORMAL);
	if (oriel__css_take_delim(parser, '/') &&
		!oriel__css_parse_longhand(parser, ORIEL__CSS_LINE_HEIGHT, &height))
		return false;
	if (!oriel__css_parse_longhand(parser, ORIEL__CSS_FONT_FAMILY, &family))
		return false;
	if (style.kind == ORIEL__VALUE_NONE)
		style = oriel__css_keyword_value(ORIEL__KEYWORD_NORMAL);
	if (weight.kind == ORIEL__VALUE_NONE)
		weight = oriel__css_keyword_value(ORIEL__KEYWORD_NORMAL);
	shorthand_set(shorthand, ORIEL__CSS_FONT_STYLE, style);
	shorthand_set(shorthand, ORIEL__CSS_FONT_WEIGHT, weight);
	shorthand_set(shorthand, ORIEL__CSS_FONT_SIZE, size);
	shorthand_set(shorthand, ORIEL__CSS_LINE_HEIGHT, height);
	shorthand_set(shorthand, ORIEL__CSS_FONT_FAMILY, family);
	return true;
}

/* ---- grid-row, grid-column, grid-area ---- */

bool oriel__css_line_is_name(const struct oriel__css_value *line) {
	return line->kind == ORIEL__VALUE_LIST && line->content.items[0].kind == ORIEL__VALUE_NONE &&
		line->content.items[1].kind == ORIEL__VALUE_NONE;
}

static bool parse_lines(struct shorthand *shorthand, size_t most) {
	struct oriel__css_value lines[4];
	size_t count = 0;
	do {
		if (!oriel__css_parse_longhand(
				shorthand->parser, ORIEL__CSS_GRID_ROW_START, &lines[count]))
			return false;
		count++;
	} while (count < most && oriel__css_take_delim(shorthand->parser, '/'));
	for (; count < most; count++) {
		const struct oriel__css_value *like = &lines[most == 2 || count < 3 ? 0 : 1];
		lines[count] =
			oriel__css_line_is_name(like) ? *like : oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
	}
	for (size_t i = 0; i < most; i++)
		shorthand_set(shorthand, shorthand->members[i], lines[i]);
	return true;
}

/* ---- Any shorthand ---- */

static bool parse_one(struct shorthand *shorthand) {
	struct oriel__css_value value;
	if (!oriel__css_parse_longhand(shorthand->parser, shorthand->members[0], &value))
		return false;
	shorthand_set(shorthand, shorthand->members[0], value);
	return true;
}

static bool shorthand_parse(struct shorthand *shorthand, uint16_t property) {
	switch (property) {
	case ORIEL__CSS_ALL:
		return oriel__css_expected(
			shorthand->parser, "inherit, initial, unset, revert or revert-layer");
	case ORIEL__CSS_FLEX: return parse_flex(shorthand);
	case ORIEL__CSS_FONT: return parse_font(shorthand);
	case ORIEL__CSS_BORDER_RADIUS: return parse_radii(shorthand);
	case ORIEL__CSS_PLACE_CONTENT:
	case ORIEL__CSS_PLACE_ITEMS:
	case ORIEL__CSS_PLACE_SELF: return parse_place(shorthand);
	case ORIEL__CSS_FLEX_FLOW: return parse_any_order(shorthand, 2, 1);
	case ORIEL__CSS_OUTLINE: return parse_any_order(shorthand, 3, 1);
	case ORIEL__CSS_BORDER: return parse_any_order(shorthand, 3, 4);
	case ORIEL__CSS_BORDER_BLOCK:
	case ORIEL__CSS_BORDER_INLINE: return parse_any_order(shorthand, 3, 2);
	case ORIEL__CSS_BORDER_TOP:
	case ORIEL__CSS_BORDER_RIGHT:
	case ORIEL__CSS_BORDER_BOTTOM:
	case ORIEL__CSS_BORDER_LEFT:
	case ORIEL__CSS_BORDER_BLOCK_START:
	case ORIEL__CSS_BORDER_BLOCK_END:
	case ORIEL__CSS_BORDER_INLINE_START:
	case ORIEL__CSS_BORDER_INLINE_END: return parse_any_order(shorthand, 3, 1);
	case ORIEL__CSS_PADDING:
	case ORIEL__CSS_MARGIN:
	case ORIEL__CSS_INSET:
	case ORIEL__CSS_BORDER_WIDTH:
	case ORIEL__CSS_BORDER_STYLE:
	case ORIEL__CSS_BORDER_COLOR:
	case ORIEL__CSS_SCROLL_MARGIN:
	case ORIEL__CSS_SCROLL_PADDING: return parse_edges(shorthand);
	case ORIEL__CSS_GRID_AREA: return parse_lines(shorthand, 4);
	case ORIEL__CSS_GRID_ROW:
	case ORIEL__CSS_GRID_COLUMN: return parse_lines(shorthand, 2);
	case ORIEL__CSS_BACKGROUND:
	case ORIEL__CSS_TEXT_DECORATION: return parse_one(shorthand);
	default: return parse_pair(shorthand);
	}
}

size_t oriel__css_parse_shorthand(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_longhand *out) {
	if (property == ORIEL__CSS_GRID || property == ORIEL__CSS_GRID_TEMPLATE)
		return oriel__css_parse_grid_shorthand(parser, property, out);
	struct shorthand shorthand = { parser, oriel__css_properties[property].members, out, 0 };
	return shorthand_parse(&shorthand, property) ? shorthand.count : 0;
}
