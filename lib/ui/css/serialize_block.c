/* SPDX-License-Identifier: MIT */
/*
 * Writes shorthands and blocks of declarations as text. Source: CSSOM 1, §6.6.1 ("serialize a CSS
 * declaration block") and §6.7.2.
 *
 * A shorthand is written only if it is equivalent to its longhands. All longhands must be present
 * and equally important, and the shorthand must be able to express each value.
 */
#include "css/css_serialize_internal.h"

#include "base/alloc_internal.h"
#include "css/value_parser_internal.h"

#include <string.h>

struct values {
	const struct oriel__css_value *items[ORIEL__CSS_MAX_LONGHANDS];
	const uint16_t *members;
	uint16_t ids[ORIEL__CSS_MAX_LONGHANDS];
	size_t count;
};

static void write_member(
	struct oriel__css_writer *writer, const struct values *values, size_t index) {
	oriel__css_write_value(writer, values->ids[index], values->items[index]);
}

static bool values_are_equal(const struct values *values, size_t a, size_t b) {
	return oriel__css_value_equal(values->items[a], values->items[b]);
}

static bool value_is_initial(const struct values *values, size_t index) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__css_value initial = oriel__css_property_initial(
		oriel__css_property_physical(values->ids[index], false), &arena);
	bool is_equal = oriel__css_value_equal(values->items[index], &initial);
	oriel__css_arena_finish(&arena);
	return is_equal;
}

/* ---- The forms ---- */

/* Returns the number of values to write for four edges. */
static size_t edges_needed(bool top_bottom, bool left_right, bool top_right) {
	if (!left_right)
		return 4;
	if (!top_bottom)
		return 3;
	return top_right ? 1 : 2;
}

static bool write_edges(struct oriel__css_writer *writer, const struct values *values) {
	size_t count = edges_needed(values_are_equal(values, 0, 2), values_are_equal(values, 1, 3),
		values_are_equal(values, 0, 1));
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, " ");
		write_member(writer, values, i);
	}
	return true;
}

static void write_radii_axis(
	struct oriel__css_writer *writer, const struct values *values, int axis) {
	const struct oriel__css_value *radii[4];
	for (int i = 0; i < 4; i++)
		radii[i] = &values->items[i]->content.items[axis];
	size_t count = edges_needed(oriel__css_value_equal(radii[0], radii[2]),
		oriel__css_value_equal(radii[1], radii[3]), oriel__css_value_equal(radii[0], radii[1]));
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, " ");
		oriel__css_write_value(writer, ORIEL__CSS_WIDTH, radii[i]);
	}
}

static bool write_radii(struct oriel__css_writer *writer, const struct values *values) {
	bool is_round = true;
	for (size_t i = 0; i < 4; i++) {
		if (values->items[i]->kind != ORIEL__VALUE_LIST)
			return false;
		is_round = is_round &&
			oriel__css_value_equal(
				&values->items[i]->content.items[0], &values->items[i]->content.items[1]);
	}
	write_radii_axis(writer, values, 0);
	if (!is_round) {
		oriel__css_writer_text(writer, " / ");
		write_radii_axis(writer, values, 1);
	}
	return true;
}

static bool write_pair(struct oriel__css_writer *writer, const struct values *values) {
	write_member(writer, values, 0);
	if (!values_are_equal(values, 0, 1)) {
		oriel__css_writer_text(writer, " ");
		write_member(writer, values, 1);
	}
	return true;
}

/* Writes the values that are not initial. There are `kinds` values with `repeat` equal members
 * each. If all values are initial, the value of `kept` is written. */
static bool write_any_order(struct oriel__css_writer *writer, const struct values *values,
	size_t kinds, size_t repeat, size_t kept) {
	size_t written = 0;
	for (size_t i = 0; i < kinds * repeat; i++) {
		if (!values_are_equal(values, i, i - i % repeat))
			return false;
	}
	for (size_t i = 0; i < kinds; i++) {
		if (value_is_initial(values, i * repeat))
			continue;
		if (written++ > 0)
			oriel__css_writer_text(writer, " ");
		write_member(writer, values, i * repeat);
	}
	if (written == 0)
		write_member(writer, values, kept * repeat);
	return true;
}

static bool write_flex(struct oriel__css_writer *writer, const struct values *values) {
	for (size_t i = 0; i < 3; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, " ");
		write_member(writer, values, i);
	}
	return true;
}

static bool write_font(struct oriel__css_writer *writer, const struct values *values) {
	for (size_t i = 0; i < 5; i++) {
		bool is_normal = oriel__css_value_is_keyword(values->items[i], ORIEL__KEYWORD_NORMAL);
		if (is_normal && i != 2 && i != 4)
			continue;
		if (i == 3)
			oriel__css_writer_text(writer, " / ");
		else if (writer->length > 0 && i > 0 && writer->text[writer->length - 1] != ' ')
			oriel__css_writer_text(writer, " ");
		write_member(writer, values, i);
		if (i < 2)
			oriel__css_writer_text(writer, " ");
	}
	return true;
}

/* Returns whether omitting a line after `start` gives the same line. */
static bool line_is_implied(
	const struct oriel__css_value *line, const struct oriel__css_value *start) {
	return oriel__css_line_is_name(start) ? oriel__css_value_equal(line, start) :
									oriel__css_value_is_keyword(line, ORIEL__KEYWORD_AUTO);
}

static bool write_lines(struct oriel__css_writer *writer, const struct values *values) {
	size_t count = values->count;
	while (count > 1 &&
		line_is_implied(values->items[count - 1], values->items[count == 4 ? 1 : 0]))
		count--;
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			oriel__css_writer_text(writer, " / ");
		write_member(writer, values, i);
	}
	return true;
}

/* ---- grid-template, grid: rows, columns, areas, flow, rows and columns that are added ---- */

enum { GRID_ROWS, GRID_COLUMNS, GRID_AREAS, GRID_FLOW, GRID_AUTO_ROWS, GRID_AUTO_COLUMNS };

static bool is_none(const struct values *values, size_t index) {
	return oriel__css_value_is_keyword(values->items[index], ORIEL__KEYWORD_NONE);
}

/* Returns whether tracks are one size for each of count rows, and names. */
static bool tracks_are_explicit(const struct oriel__css_value *tracks, size_t count) {
	size_t sizes = 0;
	for (uint32_t i = 0; tracks->kind == ORIEL__VALUE_LIST && i < tracks->count; i++) {
		const struct oriel__css_value *track = &tracks->content.items[i];
		if (track->kind == ORIEL__VALUE_FUNCTION && track->keyword == ORIEL__KEYWORD_REPEAT)
			return false;
		sizes += track->kind != ORIEL__VALUE_LIST;
	}
	return count == SIZE_MAX || sizes == count;
}

/* Writes rows as `[names] "a b" size [names]`. A size of auto is left out. */
static void write_area_rows(struct oriel__css_writer *writer, const struct values *values) {
	const struct oriel__css_value *rows = values->items[GRID_ROWS],
							*areas = values->items[GRID_AREAS];
	uint32_t row = 0;
	for (uint32_t i = 0; i < rows->count; i++) {
		const struct oriel__css_value *track = &rows->content.items[i];
		bool is_names = track->kind == ORIEL__VALUE_LIST;
		if (i > 0)
			oriel__css_writer_text(writer, " ");
		if (!is_names)
			oriel__css_write_value(
				writer, ORIEL__CSS_GRID_TEMPLATE_AREAS, &areas->content.items[row++]);
		if (oriel__css_value_is_keyword(track, ORIEL__KEYWORD_AUTO))
			continue;
		if (!is_names)
			oriel__css_writer_text(writer, " ");
		oriel__css_write_value(writer, ORIEL__CSS_GRID_TEMPLATE_ROWS, track);
	}
}

static bool write_template(struct oriel__css_writer *writer, const struct values *values) {
	const struct oriel__css_value *areas = values->items[GRID_AREAS];
	bool has_areas = !is_none(values, GRID_AREAS);
	if (has_areas) {
		if (!tracks_are_explicit(values->items[GRID_ROWS], areas->count) ||
			!tracks_are_explicit(values->items[GRID_COLUMNS], SIZE_MAX))
			return false;
		write_area_rows(writer, values);
	} else {
		write_member(writer, values, GRID_ROWS);
		if (is_none(values, GRID_ROWS) && is_none(values, GRID_COLUMNS))
			return true;
	}
	if (has_areas && is_none(values, GRID_COLUMNS))
		return true;
	oriel__css_writer_text(writer, " / ");
	write_member(writer, values, GRID_COLUMNS);
	return true;
}

/* Writes `auto-flow`, `dense` and the added tracks unless they are initial. */
static void write_auto_flow(
	struct oriel__css_writer *writer, const struct values *values, size_t tracks) {
	oriel__css_writer_text(writer, "auto-flow");
	if (values->items[GRID_FLOW]->kind == ORIEL__VALUE_LIST)
		oriel__css_writer_text(writer, " dense");
	if (value_is_initial(values, tracks))
		return;
	oriel__css_writer_text(writer, " ");
	write_member(writer, values, tracks);
}

/* The flow can be written only if there are no areas, and no tracks along its axis. */
static bool write_grid(struct oriel__css_writer *writer, const struct values *values) {
	const struct oriel__css_value *flow = values->items[GRID_FLOW];
	const struct oriel__css_value *axis = flow->kind == ORIEL__VALUE_LIST ?
		&flow->content.items[0] :
		flow;
	bool is_column = oriel__css_value_is_keyword(axis, ORIEL__KEYWORD_COLUMN);
	if (value_is_initial(values, GRID_FLOW) && value_is_initial(values, GRID_AUTO_ROWS) &&
		value_is_initial(values, GRID_AUTO_COLUMNS))
		return write_template(writer, values);
	if (!is_none(values, GRID_AREAS) ||
		!is_none(values, is_column ? GRID_COLUMNS : GRID_ROWS) ||
		!value_is_initial(values, is_column ? GRID_AUTO_ROWS : GRID_AUTO_COLUMNS))
		return false;
	if (is_column) {
		write_member(writer, values, GRID_ROWS);
		oriel__css_writer_text(writer, " / ");
		write_auto_flow(writer, values, GRID_AUTO_COLUMNS);
	} else {
		write_auto_flow(writer, values, GRID_AUTO_ROWS);
		oriel__css_writer_text(writer, " / ");
		write_member(writer, values, GRID_COLUMNS);
	}
	return true;
}

static bool write_form(
	struct oriel__css_writer *writer, uint16_t shorthand, const struct values *values) {
	switch (shorthand) {
	case ORIEL__CSS_ALL: return false;
	case ORIEL__CSS_PADDING:
	case ORIEL__CSS_MARGIN:
	case ORIEL__CSS_SCROLL_MARGIN:
	case ORIEL__CSS_SCROLL_PADDING:
	case ORIEL__CSS_INSET:
	case ORIEL__CSS_BORDER_WIDTH:
	case ORIEL__CSS_BORDER_STYLE:
	case ORIEL__CSS_BORDER_COLOR: return write_edges(writer, values);
	case ORIEL__CSS_BORDER_RADIUS: return write_radii(writer, values);
	case ORIEL__CSS_BORDER: return write_any_order(writer, values, 3, 4, 1);
	case ORIEL__CSS_BORDER_BLOCK:
	case ORIEL__CSS_BORDER_INLINE: return write_any_order(writer, values, 3, 2, 1);
	case ORIEL__CSS_BORDER_TOP:
	case ORIEL__CSS_BORDER_RIGHT:
	case ORIEL__CSS_BORDER_BOTTOM:
	case ORIEL__CSS_BORDER_LEFT:
	case ORIEL__CSS_BORDER_BLOCK_START:
	case ORIEL__CSS_BORDER_BLOCK_END:
	case ORIEL__CSS_BORDER_INLINE_START:
	case ORIEL__CSS_BORDER_INLINE_END: return write_any_order(writer, values, 3, 1, 1);
	case ORIEL__CSS_OUTLINE: return write_any_order(writer, values, 3, 1, 1);
	case ORIEL__CSS_FLEX_FLOW: return write_any_order(writer, values, 2, 1, 0);
	case ORIEL__CSS_FLEX: return write_flex(writer, values);
	case ORIEL__CSS_FONT: return write_font(writer, values);
	case ORIEL__CSS_GRID: return write_grid(writer, values);
	case ORIEL__CSS_GRID_TEMPLATE: return write_template(writer, values);
	case ORIEL__CSS_GRID_ROW:
	case ORIEL__CSS_GRID_COLUMN:
	case ORIEL__CSS_GRID_AREA: return write_lines(writer, values);
	case ORIEL__CSS_BACKGROUND:
	case ORIEL__CSS_TEXT_DECORATION: write_member(writer, values, 0); return true;
	default: return write_pair(writer, values);
	}
}

/* ---- Shorthands ---- */

bool oriel__css_write_shorthand(struct oriel__css_writer *writer, uint16_t shorthand,
	oriel__css_longhand_fn *longhand, void *data) {
	struct values values = { .members = oriel__css_properties[shorthand].members };
	bool is_wide = false, is_pending = false, is_plain = false;
	values.count = oriel__css_property_longhands(shorthand, values.ids);
	for (size_t i = 0; i < values.count; i++) {
		values.items[i] = longhand(data, values.ids[i]);
		if (values.items[i] == NULL)
			return false;
		is_wide = is_wide || values.items[i]->kind == ORIEL__VALUE_WIDE;
		is_pending = is_pending || values.items[i]->kind == ORIEL__VALUE_PENDING;
		is_plain = is_plain ||
			(values.items[i]->kind != ORIEL__VALUE_WIDE &&
				values.items[i]->kind != ORIEL__VALUE_PENDING);
	}
	if (is_plain)
		return !is_wide && !is_pending && write_form(writer, shorthand, &values);
	for (size_t i = 1; i < values.count; i++) {
		if (!values_are_equal(&values, 0, i))
			return false;
	}
	if (is_pending && values.items[0]->keyword != shorthand)
		return false;
	write_member(writer, &values, 0);
	return true;
}

/* ---- Blocks ---- */

struct block_writer {
	const struct oriel__css_block *block;
	/* index + 1 of the longhand's declaration; 0: none */
	uint32_t places[ORIEL__CSS_PROPERTIES];
	bool is_written[ORIEL__CSS_PROPERTIES];
	bool is_important;
};

static const struct oriel__css_value *block_longhand(void *data, uint16_t longhand) {
	const struct block_writer *state = data;
	uint32_t place = state->places[longhand];
	if (place == 0 || state->is_written[longhand] ||
		state->block->items[place - 1].is_important != state->is_important)
		return NULL;
	return &state->block->items[place - 1].value;
}

static void write_end(struct oriel__css_writer *writer, bool is_important) {
	oriel__css_writer_text(writer, is_important ? " !important;" : ";");
}

static bool shorthand_has(uint16_t shorthand, uint16_t longhand) {
	const uint16_t *members = oriel__css_properties[shorthand].members;
	if (shorthand == ORIEL__CSS_ALL)
		return oriel__css_properties[longhand].kind == ORIEL__CSS_LONGHAND;
	while (*members != 0 && *members != longhand)
		members++;
	return *members != 0;
}

/* Returns whether one longhand is logical, the other physical, and both may set the same edge of a
 * box. The later one wins then. */
static bool longhands_compete(uint16_t a, uint16_t b) {
	static const uint16_t groups[] = { ORIEL__CSS_MARGIN, ORIEL__CSS_PADDING, ORIEL__CSS_INSET,
		ORIEL__CSS_BORDER_WIDTH, ORIEL__CSS_BORDER_STYLE, ORIEL__CSS_BORDER_COLOR,
		ORIEL__CSS_BORDER_RADIUS, ORIEL__CSS_SCROLL_MARGIN, ORIEL__CSS_SCROLL_PADDING,
		ORIEL__CSS_OVERSCROLL_BEHAVIOR };
	if ((oriel__css_properties[a].kind == ORIEL__CSS_LOGICAL) ==
		(oriel__css_properties[b].kind == ORIEL__CSS_LOGICAL))
		return false;
	a = oriel__css_property_physical(a, false);
	b = oriel__css_property_physical(b, false);
	for (size_t i = 0; i < sizeof(groups) / sizeof(groups[0]); i++) {
		if (shorthand_has(groups[i], a) && shorthand_has(groups[i], b))
			return true;
	}
	return false;
}

/* Returns whether moving these longhands together would move one across a declaration that competes
 * with it. */
static bool longhands_are_parted(
	const struct block_writer *state, const uint16_t *longhands, size_t count) {
	uint32_t first = UINT32_MAX, last = 0;
	for (size_t i = 0; i < count; i++) {
		uint32_t place = state->places[longhands[i]];
		first = place < first ? place : first;
		last = place > last ? place : last;
	}
	for (uint32_t place = first + 1; place < last; place++) {
		for (size_t i = 0; i < count; i++) {
			if (longhands_compete(state->block->items[place - 1].property, longhands[i]))
				return true;
		}
	}
	return false;
}

/* Writes the largest shorthand that contains a longhand and can express all its members. Returns
 * false if there is none. */
static bool write_largest(
	struct oriel__css_writer *writer, struct block_writer *state, uint16_t longhand) {
	uint16_t ids[ORIEL__CSS_MAX_LONGHANDS], best = 0;
	size_t best_count = 0;
	for (uint16_t id = 1; id < ORIEL__CSS_PROPERTIES; id++) {
		struct oriel__css_writer trial = { 0 };
		if (oriel__css_properties[id].kind != ORIEL__CSS_SHORTHAND || !shorthand_has(id, longhand))
			continue;
		size_t count = oriel__css_property_longhands(id, ids);
		if (count > best_count && oriel__css_write_shorthand(&trial, id, block_longhand, state) &&
			!longhands_are_parted(state, ids, count)) {
			best = id;
			best_count = count;
		}
		oriel__css_writer_finish(&trial);
	}
	if (best == 0)
		return false;
	oriel__css_writer_text(writer, oriel__css_properties[best].name);
	oriel__css_writer_text(writer, ": ");
	oriel__css_write_shorthand(writer, best, block_longhand, state);
	write_end(writer, state->is_important);
	size_t count = oriel__css_property_longhands(best, ids);
	for (size_t i = 0; i < count; i++)
		state->is_written[ids[i]] = true;
	return true;
}

void oriel__css_write_block(struct oriel__css_writer *writer, const struct oriel__css_block *block,
	const struct oriel__css_name_table *names) {
	struct block_writer state = { .block = block };
	for (uint32_t i = 0; i < block->count; i++) {
		if (block->items[i].property != ORIEL__CSS_CUSTOM)
			state.places[block->items[i].property] = i + 1;
	}
	bool is_first = true;
	for (uint32_t i = 0; i < block->count; i++) {
		const struct oriel__css_declaration *item = &block->items[i];
		bool is_custom = item->property == ORIEL__CSS_CUSTOM;
		if (!is_custom && state.is_written[item->property])
			continue;
		if (!is_first)
			oriel__css_writer_text(writer, " ");
		is_first = false;
		state.is_important = item->is_important;
		if (!is_custom && write_largest(writer, &state, item->property))
			continue;
		if (is_custom) {
			const struct oriel__css_name_item *name = &names->items[item->name - 1];
			oriel__css_writer_ident(writer, name->text, name->length);
		} else {
			oriel__css_writer_text(writer, oriel__css_properties[item->property].name);
		}
		oriel__css_writer_text(writer, ": ");
		oriel__css_write_value(writer, item->property, &item->value);
		write_end(writer, item->is_important);
		state.is_written[item->property] = !is_custom;
	}
}
