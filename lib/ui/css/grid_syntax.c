/* SPDX-License-Identifier: MIT */
/*
 * Parses the values of grid layout. Source: Grid 2, §7 and §8.
 *
 * Tracks are a LIST(space) of sizes, FUNCTIONs (minmax, fit-content, repeat) and lists of line
 * names (separator NAMES). The first item of a repeat() is its count: an integer, auto-fill or
 * auto-fit.
 */
#include "css/value_parser_internal.h"

#include <string.h>

enum { MAX_TRACKS = 512, MAX_LINE = 10000 };

static struct oriel__css_value grid_function(struct oriel__css_value_parser *parser,
	uint16_t name, const struct oriel__css_value *items, size_t count) {
	struct oriel__css_value value =
		oriel__css_list_value(parser, ORIEL__SEPARATOR_COMMA, items, count);
	value.kind = ORIEL__VALUE_FUNCTION;
	value.keyword = name;
	return value;
}

/* Takes an author's name: an identifier that is neither a CSS-wide keyword nor reserved here. */
static bool take_custom_ident(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const char *const reserved[] = { "inherit", "initial", "unset", "revert",
		"revert-layer", "default", "span", "auto" };
	if (parser->token.kind != ORIEL__TOKEN_IDENT)
		return false;
	for (size_t i = 0; i < sizeof(reserved) / sizeof(reserved[0]); i++) {
		if (oriel__css_token_is(&parser->token, reserved[i]))
			return false;
	}
	*out = oriel__css_take_name(parser);
	return true;
}

static bool take_line_names(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value names[32];
	size_t count = 0;
	if (parser->token.kind != ORIEL__TOKEN_OPEN_SQUARE)
		return false;
	oriel__css_advance(parser);
	while (count < 32 && take_custom_ident(parser, &names[count]))
		count++;
	if (parser->token.kind != ORIEL__TOKEN_CLOSE_SQUARE)
		return oriel__css_expected(parser, "names of lines and ']'");
	oriel__css_advance(parser);
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_NAMES, names, count);
	return true;
}

static bool take_flex(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	if (parser->token.kind != ORIEL__TOKEN_DIMENSION || parser->token.number < 0 ||
		!oriel__css_text_is(parser->token.text, parser->token.length, "fr"))
		return false;
	*out = oriel__css_number_value(parser->token.number, ORIEL__UNIT_FR);
	oriel__css_advance(parser);
	return true;
}

static bool take_breadth(
	struct oriel__css_value_parser *parser, bool may_be_flex, struct oriel__css_value *out) {
	static const uint16_t keywords[] = { ORIEL__KEYWORD_AUTO, ORIEL__KEYWORD_MIN_CONTENT,
		ORIEL__KEYWORD_MAX_CONTENT, 0 };
	return oriel__css_parse_keyword(parser, keywords, out) ||
		(may_be_flex && take_flex(parser, out)) ||
		oriel__css_parse_typed(
			parser, ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE | ORIEL__TYPE_NOT_NEGATIVE, out);
}

static bool take_track(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value items[2];
	if (parser->token.kind == ORIEL__TOKEN_FUNCTION &&
		oriel__css_token_is(&parser->token, "minmax")) {
		if (!oriel__css_enter(parser) || !take_breadth(parser, false, &items[0]) ||
			!oriel__css_take_comma(parser) || !take_breadth(parser, true, &items[1]) ||
			!oriel__css_close(parser))
			return oriel__css_expected(parser, "minmax() of two sizes");
		*out = grid_function(parser, ORIEL__KEYWORD_MINMAX, items, 2);
		return true;
	}
	if (parser->token.kind == ORIEL__TOKEN_FUNCTION &&
		oriel__css_token_is(&parser->token, "fit-content")) {
		if (!oriel__css_enter(parser) ||
			!oriel__css_parse_typed(parser,
				ORIEL__TYPE_LENGTH | ORIEL__TYPE_PERCENTAGE | ORIEL__TYPE_NOT_NEGATIVE,
				&items[0]) ||
			!oriel__css_close(parser))
			return oriel__css_expected(parser, "fit-content() of a length or a percentage");
		*out = grid_function(parser, ORIEL__KEYWORD_FIT_CONTENT, items, 1);
		return true;
	}
	return take_breadth(parser, true, out);
}

/* Returns whether a size is fixed, as required next to auto-fill and auto-fit. */
static bool track_is_fixed(const struct oriel__css_value *track) {
	if (track->kind == ORIEL__VALUE_FUNCTION && track->keyword == ORIEL__KEYWORD_MINMAX)
		return track_is_fixed(&track->content.items[0]) || track_is_fixed(&track->content.items[1]);
	if (track->kind == ORIEL__VALUE_LIST)
		return true;
	return track->kind == ORIEL__VALUE_MATH ||
		(track->kind == ORIEL__VALUE_NUMBER && track->unit != ORIEL__UNIT_FR);
}

static bool take_repeat(struct oriel__css_value_parser *parser, bool *is_auto, bool *is_fixed,
	struct oriel__css_value *out) {
	static const uint16_t automatic[] = { ORIEL__KEYWORD_AUTO_FILL, ORIEL__KEYWORD_AUTO_FIT, 0 };
	struct oriel__css_value items[64];
	size_t count = 1, tracks = 0;
	if (!oriel__css_enter(parser))
		return false;
	*is_auto = oriel__css_parse_keyword(parser, automatic, &items[0]);
	if (!*is_auto &&
		!oriel__css_parse_typed(parser, ORIEL__TYPE_INTEGER | ORIEL__TYPE_POSITIVE, &items[0]))
		return oriel__css_expected(parser, "an integer from 1, auto-fill or auto-fit");
	if (!oriel__css_take_comma(parser))
		return oriel__css_expected(parser, "a comma");
	while (!oriel__css_at_close(parser)) {
		bool is_names = parser->token.kind == ORIEL__TOKEN_OPEN_SQUARE;
		if (count == 64)
			return oriel__css_expected(parser, "fewer tracks");
		if (!(is_names ? take_line_names(parser, &items[count]) :
							take_track(parser, &items[count])))
			return oriel__css_expected(parser, "a track size");
		*is_fixed = *is_fixed && track_is_fixed(&items[count]);
		tracks += !is_names;
		count++;
	}
	if (tracks == 0 || !oriel__css_close(parser))
		return oriel__css_expected(parser, "a track size");
	*out = grid_function(parser, ORIEL__KEYWORD_REPEAT, items, count);
	return true;
}

static bool parse_tracks(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value items[MAX_TRACKS];
	size_t count = 0, tracks = 0, automatic = 0;
	bool is_fixed = true, was_names = false;
	if (oriel__css_take_ident(parser, "none")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
		return true;
	}
	while (!oriel__css_at_value_end(parser) &&
		!(parser->token.kind == ORIEL__TOKEN_DELIM && parser->token.delim == '/')) {
		bool is_names = parser->token.kind == ORIEL__TOKEN_OPEN_SQUARE, is_auto = false;
		if (count == MAX_TRACKS || (is_names && was_names))
			return oriel__css_expected(parser, "a track size");
		if (parser->token.kind == ORIEL__TOKEN_FUNCTION &&
			oriel__css_token_is(&parser->token, "repeat")) {
			if (!take_repeat(parser, &is_auto, &is_fixed, &items[count]))
				return false;
			automatic += is_auto;
		} else if (!(is_names ? take_line_names(parser, &items[count]) :
								take_track(parser, &items[count]))) {
			return oriel__css_expected(parser, "a track size");
		}
		if (!is_names && items[count].kind != ORIEL__VALUE_FUNCTION)
			is_fixed = is_fixed && track_is_fixed(&items[count]);
		else if (!is_names && items[count].keyword != ORIEL__KEYWORD_REPEAT)
			is_fixed = is_fixed && track_is_fixed(&items[count]);
		tracks += !is_names;
		was_names = is_names;
		count++;
	}
	if (tracks == 0 || automatic > 1 || (automatic == 1 && !is_fixed))
		return oriel__css_expected(parser, "tracks of fixed sizes beside auto-fill");
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, count);
	return true;
}

static bool parse_auto_tracks(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value items[64];
	size_t count = 0;
	while (count < 64 && !oriel__css_at_value_end(parser)) {
		if (!take_track(parser, &items[count]))
			return oriel__css_expected(parser, "a track size");
		count++;
	}
	if (count == 0)
		return false;
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, items, count);
	return true;
}

/* Parses the flow: KEYWORD row or column, or LIST of that and dense. */
static bool parse_flow(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	static const uint16_t axes[] = { ORIEL__KEYWORD_ROW, ORIEL__KEYWORD_COLUMN, 0 };
	bool is_dense = oriel__css_take_ident(parser, "dense");
	bool has_axis = oriel__css_parse_keyword(parser, axes, out);
	if (!is_dense)
		is_dense = oriel__css_take_ident(parser, "dense");
	if (!has_axis)
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_ROW);
	if (is_dense) {
		struct oriel__css_value pair[2] = { *out, oriel__css_keyword_value(ORIEL__KEYWORD_DENSE) };
		*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, pair, 2);
	}
	return has_axis || is_dense;
}

/* Parses a line: KEYWORD auto; or LIST(space) of KEYWORD span or NONE, integer or NONE, IDENT or
 * NONE. */
static bool parse_line(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value parts[3] = { { .kind = ORIEL__VALUE_NONE } };
	if (oriel__css_take_ident(parser, "auto")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
		return true;
	}
	for (int count = 0; count < 3; count++) {
		struct oriel__css_value_parser before = *parser;
		if (parts[0].kind == ORIEL__VALUE_NONE && oriel__css_take_ident(parser, "span")) {
			/* `span` is first or last, not in between */
			if (count == 1 && parts[1].kind != ORIEL__VALUE_NONE &&
				parts[2].kind != ORIEL__VALUE_NONE)
				return false;
			parts[0] = oriel__css_keyword_value(ORIEL__KEYWORD_SPAN);
		} else if (parts[1].kind != ORIEL__VALUE_NONE ||
			!oriel__css_parse_typed(parser, ORIEL__TYPE_INTEGER, &parts[1])) {
			if (parts[2].kind != ORIEL__VALUE_NONE || !take_custom_ident(parser, &parts[2])) {
				*parser = before;
				break;
			}
		}
	}
	const struct oriel__css_value *number = &parts[1];
	bool is_span = parts[0].kind != ORIEL__VALUE_NONE;
	if (number->kind == ORIEL__VALUE_NUMBER &&
		(number->content.number == 0 || (is_span && number->content.number < 1)))
		return oriel__css_expected(parser, "an integer that is not 0, with span at least 1");
	if (number->kind == ORIEL__VALUE_NONE && parts[2].kind == ORIEL__VALUE_NONE)
		return false;
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, parts, 3);
	return true;
}

/* ---- Areas ---- */

static bool area_is_name(char byte) {
	return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
		(byte >= '0' && byte <= '9') || byte == '-' || byte == '_' || (unsigned char)byte >= 0x80;
}

/* Reads the next cell of a row: a name, or an empty text for dots. Returns its length; *at is after
 * the cell. */
static size_t area_cell(const char *row, size_t *at, const char **cell) {
	while (strchr(" \t\n", row[*at]) != NULL && row[*at] != '\0')
		(*at)++;
	*cell = row + *at;
	size_t begin = *at;
	if (row[*at] == '.') {
		while (row[*at] == '.')
			(*at)++;
	} else {
		while (area_is_name(row[*at]))
			(*at)++;
	}
	return *at - begin;
}

/* Writes a row with single spaces and single dots. Returns the number of cells, or 0 if the row is
 * malformed. */
static size_t area_row(const char *row, size_t length, char *out, uint32_t *out_length) {
	size_t at = 0, cells = 0, written = 0;
	for (;;) {
		const char *cell;
		size_t cell_length = area_cell(row, &at, &cell);
		if (cell_length == 0)
			break;
		if (cells++ > 0)
			out[written++] = ' ';
		if (cell[0] == '.')
			cell_length = 1;
		memcpy(out + written, cell, cell_length);
		written += cell_length;
	}
	*out_length = (uint32_t)written;
	out[written] = '\0';
	return at == length ? cells : 0;
}

enum { MAX_AREA_CELLS = 256 };

/* Returns whether the cells of each name form a rectangle. names: rows of columns cells each. */
static bool areas_are_rectangles(
	const char *const *names, const size_t *lengths, size_t columns, size_t rows) {
	for (size_t i = 0; i < columns * rows; i++) {
		if (names[i][0] == '.')
			continue;
		size_t left = columns, right = 0, top = rows, bottom = 0, count = 0;
		for (size_t k = 0; k < columns * rows; k++) {
			if (lengths[k] != lengths[i] || memcmp(names[k], names[i], lengths[i]) != 0)
				continue;
			size_t x = k % columns, y = k / columns;
			left = x < left ? x : left;
			right = x > right ? x : right;
			top = y < top ? y : top;
			bottom = y > bottom ? y : bottom;
			count++;
		}
		if (count != (right - left + 1) * (bottom - top + 1))
			return false;
	}
	return true;
}

/* Parses areas: KEYWORD none, or LIST(space) of STRINGs, one for each row. */
static bool parse_areas(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct oriel__css_value rows[64];
	const char *names[MAX_AREA_CELLS];
	size_t lengths[MAX_AREA_CELLS], count = 0, columns = 0, cells = 0;
	if (oriel__css_take_ident(parser, "none")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
		return true;
	}
	while (count < 64 && oriel__css_parse_typed(parser, ORIEL__TYPE_STRING, &rows[count])) {
		char *text = oriel__css_arena_alloc(parser->arena, rows[count].count * 2 + 1);
		size_t in_row = area_row(
			rows[count].content.text, rows[count].count, text, &rows[count].count);
		if (in_row == 0 || (columns != 0 && in_row != columns))
			return oriel__css_expected(parser, "rows of names, all of the same number of cells");
		columns = in_row;
		rows[count++].content.text = text;
		for (size_t at = 0, i = 0; i < in_row; i++) {
			if (cells == MAX_AREA_CELLS)
				return oriel__css_expected(parser, "at most 256 cells");
			lengths[cells] = area_cell(text, &at, &names[cells]);
			cells++;
		}
	}
	if (count == 0)
		return false;
	if (!areas_are_rectangles(names, lengths, columns, count))
		return oriel__css_expected(parser, "areas that are rectangles");
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, rows, count);
	return true;
}

bool oriel__css_parse_grid(
	struct oriel__css_value_parser *parser, uint16_t property, struct oriel__css_value *out) {
	switch ((enum oriel__css_syntax)oriel__css_properties[property].syntax) {
	case ORIEL__SYNTAX_GRID_AREAS: return parse_areas(parser, out);
	case ORIEL__SYNTAX_GRID_AUTO_TRACKS: return parse_auto_tracks(parser, out);
	case ORIEL__SYNTAX_GRID_FLOW: return parse_flow(parser, out);
	case ORIEL__SYNTAX_GRID_LINE: return parse_line(parser, out);
	default: return parse_tracks(parser, out);
	}
}
