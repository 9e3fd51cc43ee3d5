/* SPDX-License-Identifier: MIT */
/*
 * Conversion of a line's units from logical to visual order: rules L1 and L2 of UAX #9. Each unit
 * has one level, so whole pieces are reordered; their glyphs already are in visual order. Advances
 * are summed in double, since a line may be very long.
 */
#include "text/visual_internal.h"

#include "base/alloc_internal.h"
#include "text/clusters_internal.h"

#include <oriel/runtime/log.h>

#include <math.h>

static bool visual_is_on_line(const struct oriel__shaped *shaped, const struct oriel__line *line,
	const struct oriel__unit *unit) {
	return unit < oriel__shaped_unit_end(shaped) && unit->start < line->end &&
		(unit->flags & ORIEL__UNIT_NEWLINE) == 0;
}

static size_t visual_count_pieces(
	const struct oriel__shaped *shaped, const struct oriel__line *line) {
	const struct oriel__unit *first = shaped->units + line->first_unit, *unit = first;
	while (visual_is_on_line(shaped, line, unit))
		unit++;
	return (size_t)(unit - first) + line->is_cut + line->is_hyphenated;
}

/* Adds the pieces in logical order; x is set later. */
static void visual_add_pieces(struct oriel__visual_line *visual, const struct oriel__shaped *shaped,
	const struct oriel__line *line) {
	double x = 0;
	for (const struct oriel__unit *unit = shaped->units + line->first_unit;
		visual_is_on_line(shaped, line, unit); unit++) {
		size_t unit_end = unit->start + (size_t)unit->length;
		struct oriel__piece *piece = &visual->pieces[visual->count++];
		*piece = (struct oriel__piece){
			.unit = unit,
			.word = unit->word,
			.start = unit->start > line->start ? unit->start : line->start,
			.end = unit_end < line->end ? unit_end : line->end,
			.level = unit->level,
			.width = (float)oriel__unit_advance(shaped, unit, x),
		};
		if (piece->start > unit->start || piece->end < unit_end)
			piece->width = fabsf(oriel__piece_caret(shaped, piece, piece->end) -
				oriel__piece_caret(shaped, piece, piece->start));
		x += piece->width;
	}
}

static void visual_add_word(struct oriel__visual_line *visual, const struct oriel__shaped *shaped,
	const struct oriel__line *line, const struct oriel__word *word, uint8_t level) {
	float scale = shaped->style.size / (float)word->font->units_per_em;
	visual->pieces[visual->count++] = (struct oriel__piece){
		.word = word,
		.start = line->end,
		.end = line->end,
		.level = level,
		.width = (float)word->advance * scale,
	};
}

/* Resets levels (L1): tabs, the ellipsis, and spaces at the end of the line or before a tab take
 * the paragraph's level. */
static void visual_reset_levels(struct oriel__visual_line *visual, const struct oriel__line *line) {
	bool is_end = !line->is_hyphenated;
	for (size_t i = visual->count; i-- > 0;) {
		struct oriel__piece *piece = &visual->pieces[i];
		unsigned flags = piece->unit != NULL ? piece->unit->flags : ORIEL__UNIT_SPACE;
		is_end = (is_end && (flags & ORIEL__UNIT_SPACE) != 0) || (flags & ORIEL__UNIT_TAB) != 0;
		if (is_end)
			piece->level = line->is_rtl;
	}
}

static void visual_reverse(struct oriel__piece *pieces, size_t first, size_t end) {
	for (; first + 1 < end; first++) {
		struct oriel__piece piece = pieces[--end];
		pieces[end] = pieces[first];
		pieces[first] = piece;
	}
}

static void visual_reverse_from_level(struct oriel__visual_line *visual, uint8_t level) {
	for (size_t first = 0, end; first < visual->count; first = end + 1) {
		for (end = first; end < visual->count && visual->pieces[end].level >= level; end++)
			;
		visual_reverse(visual->pieces, first, end);
	}
}

/* Reorders the pieces (L2). */
static void visual_reorder(struct oriel__visual_line *visual) {
	uint8_t highest = 0;
	for (size_t i = 0; i < visual->count; i++)
		highest = visual->pieces[i].level > highest ? visual->pieces[i].level : highest;
	for (; highest > 0; highest--)
		visual_reverse_from_level(visual, highest);
}

static void visual_place(struct oriel__visual_line *visual) {
	double x = 0;
	for (size_t i = 0; i < visual->count; i++) {
		visual->pieces[i].x = (float)x;
		x += visual->pieces[i].width;
	}
}

/* Returns the left end of the ink. In a paragraph from right to left, hanging spaces are on the
 * left. */
static float visual_ink_x(const struct oriel__visual_line *visual, const struct oriel__line *line) {
	size_t i = 0;
	if (line->is_rtl) {
		while (i < visual->count && visual->pieces[i].unit != NULL &&
			(visual->pieces[i].unit->flags & ORIEL__UNIT_SPACE) != 0)
			i++;
	}
	return i < visual->count ? visual->pieces[i].x :
		i > 0                ? visual->pieces[i - 1].x + visual->pieces[i - 1].width :
							0;
}

void oriel__visual_line_init(struct oriel__visual_line *visual, const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, const struct oriel__line *line) {
	size_t count = visual_count_pieces(shaped, line);
	*visual = (struct oriel__visual_line){ .pieces = oriel__try_alloc(
											count, sizeof(*visual->pieces)) };
	if (visual->pieces == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory to show a line of %zu words; it is left out", count);
		return;
	}
	visual_add_pieces(visual, shaped, line);
	if (line->is_cut)
		visual_add_word(visual, shaped, line, lines->ellipsis, line->is_rtl);
	else if (line->is_hyphenated)
		visual_add_word(
			visual, shaped, line, lines->hyphen, visual->pieces[visual->count - 1].level);
	if (shaped->has_rtl) {
		visual_reset_levels(visual, line);
		visual_reorder(visual);
	}
	visual_place(visual);
	visual->ink_x = visual_ink_x(visual, line);
}

void oriel__visual_line_finish(struct oriel__visual_line *visual) {
	oriel__free(visual->pieces);
}

/* Returns the caret's distance from the left end of a whole unit with a word. */
static float visual_unit_caret(
	const struct oriel__shaped *shaped, const struct oriel__unit *unit, size_t offset) {
	return (float)oriel__word_caret(unit->word, shaped->text + unit->start, offset) *
		oriel__unit_scale(shaped, unit);
}

float oriel__piece_caret(
	const struct oriel__shaped *shaped, const struct oriel__piece *piece, size_t offset) {
	const struct oriel__unit *unit = piece->unit;
	bool is_rtl = piece->level % 2 != 0;
	if (unit == NULL || unit->word == NULL)
		return (offset > piece->start) != is_rtl ? piece->width : 0;
	float left = visual_unit_caret(
		shaped, unit, (unit->word->is_rtl ? piece->end : piece->start) - unit->start);
	float x = visual_unit_caret(shaped, unit, offset - unit->start) - left;
	/* spaces that L1 has reversed have the same width from either side */
	return is_rtl == unit->word->is_rtl ? x : piece->width - x;
}
