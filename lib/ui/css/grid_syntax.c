/* SPDX-License-Identifier: MIT */
/*
 * Parses the values of grid layout. Source: Grid 2, §7 and §8.
 *
 * Tracks are a LIST(space) of sizes, FUNCTIONs (minmax, fit-content, repeat) and lists of line
 * names (separator NAMES). The first item of a repeat() is its count: an integer, auto-fill or
 * auto-fit.
 *
 * The shorthands `grid` and `grid-template` are parsed here too, because their rows mix strings,
 * names and sizes.
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

/* Returns whether a list of tracks ends: at the end of the value, or at the '/' of a shorthand. */
static bool grid_at_end(struct oriel__css_value_parser *parser) {
	return oriel__css_at_value_end(parser) ||
		(parser->token.kind == ORIEL__TOKEN_DELIM && parser->token.delim == '/');
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
	while (!grid_at_end(parser)) {
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
	while (count < 64 && !grid_at_end(parser)) {
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

enum { MAX_AREA_ROWS = 64 };

/* The rows of areas that have been read. */
struct areas {
	struct oriel__css_value rows[MAX_AREA_ROWS];
	const char *names[MAX_AREA_CELLS];
	size_t lengths[MAX_AREA_CELLS];
	size_t count, columns, cells;
};

/* Takes a row, if a string is next. Sets *is_row. Returns false for a malformed row. */
static bool take_area_row(
	struct oriel__css_value_parser *parser, struct areas *areas, bool *is_row) {
	*is_row = areas->count < MAX_AREA_ROWS &&
		oriel__css_parse_typed(parser, ORIEL__TYPE_STRING, &areas->rows[areas->count]);
	if (!*is_row)
		return true;
	struct oriel__css_value *row = &areas->rows[areas->count++];
	char *text = oriel__css_arena_alloc(parser->arena, row->count * 2 + 1);
	size_t in_row = area_row(row->content.text, row->count, text, &row->count);
	if (in_row == 0 || (areas->columns != 0 && in_row != areas->columns))
		return oriel__css_expected(parser, "rows of names, all of the same number of cells");
	areas->columns = in_row;
	row->content.text = text;
	for (size_t at = 0, i = 0; i < in_row; i++) {
		if (areas->cells == MAX_AREA_CELLS)
			return oriel__css_expected(parser, "at most 256 cells");
		areas->lengths[areas->cells] = area_cell(text, &at, &areas->names[areas->cells]);
		areas->cells++;
	}
	return true;
}

static bool areas_finish(struct oriel__css_value_parser *parser, const struct areas *areas,
	struct oriel__css_value *out) {
	if (areas->count == 0)
		return false;
	if (!areas_are_rectangles(areas->names, areas->lengths, areas->columns, areas->count))
		return oriel__css_expected(parser, "areas that are rectangles");
	*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, areas->rows, areas->count);
	return true;
}

/* Parses areas: KEYWORD none, or LIST(space) of STRINGs, one for each row. */
static bool parse_areas(struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	struct areas areas = { .count = 0 };
	bool is_row = true;
	if (oriel__css_take_ident(parser, "none")) {
		*out = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
		return true;
	}
	while (is_row) {
		if (!take_area_row(parser, &areas, &is_row))
			return false;
	}
	return areas_finish(parser, &areas, out);
}

/* ---- grid-template ---- */

/* The values of `grid`. */
struct grid_values {
	struct oriel__css_value areas, rows, columns, flow, auto_rows, auto_columns;
};

/* Joins the names at the end of one row with the names at the beginning of the next row. */
static struct oriel__css_value join_names(struct oriel__css_value_parser *parser,
	const struct oriel__css_value *first, const struct oriel__css_value *second) {
	struct oriel__css_value names[64];
	size_t count = 0;
	for (uint32_t i = 0; i < first->count; i++)
		names[count++] = first->content.items[i];
	for (uint32_t i = 0; i < second->count; i++)
		names[count++] = second->content.items[i];
	return oriel__css_list_value(parser, ORIEL__SEPARATOR_NAMES, names, count);
}

/* Takes the names before or after a row into tracks. */
static bool take_row_names(
	struct oriel__css_value_parser *parser, struct oriel__css_value *tracks, size_t *count) {
	struct oriel__css_value names;
	if (parser->token.kind != ORIEL__TOKEN_OPEN_SQUARE)
		return true;
	if (!take_line_names(parser, &names))
		return false;
	bool has_names = *count > 0 && tracks[*count - 1].kind == ORIEL__VALUE_LIST;
	if (has_names)
		tracks[*count - 1] = join_names(parser, &tracks[*count - 1], &names);
	else
		tracks[(*count)++] = names;
	return true;
}

/* Takes the rows of areas with their sizes. */
static bool take_area_rows(struct oriel__css_value_parser *parser, struct grid_values *values) {
	struct oriel__css_value tracks[3 * MAX_AREA_ROWS + 1];
	struct areas areas = { .count = 0 };
	size_t count = 0;
	while (!grid_at_end(parser)) {
		bool is_row;
		if (!take_row_names(parser, tracks, &count) || !take_area_row(parser, &areas, &is_row))
			return false;
		if (!is_row)
			return oriel__css_expected(parser, "a string with the names of a row");
		tracks[count] = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
		bool is_size = !grid_at_end(parser) && parser->token.kind != ORIEL__TOKEN_OPEN_SQUARE &&
			parser->token.kind != ORIEL__TOKEN_STRING;
		if (is_size && !take_track(parser, &tracks[count]))
			return oriel__css_expected(parser, "a track size");
		count++;
		if (!take_row_names(parser, tracks, &count))
			return false;
	}
	values->rows = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, tracks, count);
	return areas_finish(parser, &areas, &values->areas);
}

/* Returns whether a list of tracks has repeat(), which areas exclude. */
static bool has_repeat(const struct oriel__css_value *tracks) {
	for (uint32_t i = 0; tracks->kind == ORIEL__VALUE_LIST && i < tracks->count; i++) {
		const struct oriel__css_value *track = &tracks->content.items[i];
		if (track->kind == ORIEL__VALUE_FUNCTION && track->keyword == ORIEL__KEYWORD_REPEAT)
			return true;
	}
	return false;
}

/* Parses `none`, rows and columns, or rows of areas. Source: Grid 2, §7.4. */
static bool parse_template(struct oriel__css_value_parser *parser, struct grid_values *values) {
	struct oriel__css_value_parser before = *parser;
	values->areas = values->columns = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
	if (parse_tracks(parser, &values->rows)) {
		if (oriel__css_take_delim(parser, '/'))
			return parse_tracks(parser, &values->columns);
		return values->rows.kind == ORIEL__VALUE_KEYWORD && oriel__css_at_value_end(parser);
	}
	*parser = before;
	if (!take_area_rows(parser, values))
		return false;
	if (!oriel__css_take_delim(parser, '/'))
		return true;
	if (!parse_tracks(parser, &values->columns) ||
		values->columns.kind != ORIEL__VALUE_LIST || has_repeat(&values->columns))
		return oriel__css_expected(parser, "track sizes without repeat()");
	return true;
}

/* ---- grid ---- */

/* Takes `auto-flow` and perhaps `dense`, in any order. axis: row or column. */
static bool take_auto_flow(
	struct oriel__css_value_parser *parser, uint16_t axis, struct oriel__css_value *out) {
	struct oriel__css_value_parser before = *parser;
	bool is_dense = oriel__css_take_ident(parser, "dense");
	if (!oriel__css_take_ident(parser, "auto-flow")) {
		*parser = before;
		return false;
	}
	if (!is_dense)
		is_dense = oriel__css_take_ident(parser, "dense");
	*out = oriel__css_keyword_value(axis);
	if (is_dense) {
		struct oriel__css_value pair[2] = { *out, oriel__css_keyword_value(ORIEL__KEYWORD_DENSE) };
		*out = oriel__css_list_value(parser, ORIEL__SEPARATOR_SPACE, pair, 2);
	}
	return true;
}

static bool take_auto_tracks(
	struct oriel__css_value_parser *parser, struct oriel__css_value *out) {
	return grid_at_end(parser) || parse_auto_tracks(parser, out);
}

/* Parses a template, or tracks along one axis and the flow along the other. Source: Grid 2, §7.8.
 */
static bool parse_grid(struct oriel__css_value_parser *parser, struct grid_values *values) {
	struct oriel__css_value_parser before = *parser;
	const struct oriel__css_value none = oriel__css_keyword_value(ORIEL__KEYWORD_NONE);
	if (take_auto_flow(parser, ORIEL__KEYWORD_ROW, &values->flow)) {
		values->areas = values->rows = none;
		return take_auto_tracks(parser, &values->auto_rows) &&
			oriel__css_take_delim(parser, '/') && parse_tracks(parser, &values->columns);
	}
	if (parse_tracks(parser, &values->rows) && oriel__css_take_delim(parser, '/') &&
		take_auto_flow(parser, ORIEL__KEYWORD_COLUMN, &values->flow)) {
		values->areas = values->columns = none;
		return take_auto_tracks(parser, &values->auto_columns);
	}
	*parser = before;
	return parse_template(parser, values);
}

size_t oriel__css_parse_grid_shorthand(struct oriel__css_value_parser *parser, uint16_t property,
	struct oriel__css_longhand *out) {
	const struct oriel__css_value automatic = oriel__css_keyword_value(ORIEL__KEYWORD_AUTO);
	const struct oriel__css_value tracks = oriel__css_list_value(
		parser, ORIEL__SEPARATOR_SPACE, &automatic, 1);
	struct grid_values values = { .flow = oriel__css_keyword_value(ORIEL__KEYWORD_ROW),
		.auto_rows = tracks,
		.auto_columns = tracks };
	bool is_template = property == ORIEL__CSS_GRID_TEMPLATE;
	if (!(is_template ? parse_template(parser, &values) : parse_grid(parser, &values)))
		return 0;
	out[0] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_TEMPLATE_ROWS, values.rows };
	out[1] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_TEMPLATE_COLUMNS, values.columns };
	out[2] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_TEMPLATE_AREAS, values.areas };
	if (is_template)
		return 3;
	out[3] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_AUTO_FLOW, values.flow };
	out[4] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_AUTO_ROWS, values.auto_rows };
	out[5] = (struct oriel__css_longhand){ ORIEL__CSS_GRID_AUTO_COLUMNS, values.auto_columns };
	return 6;
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
