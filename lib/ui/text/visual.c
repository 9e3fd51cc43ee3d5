/* SPDX-License-Identifier: MIT */
/*
 * From a line's units in logical order to pieces in visual order: rules L1 and L2 of UAX #9. Units
 * are of one level each, so that whole pieces are reordered; the glyphs inside are in visual order
 * already. Advances are added up in double, since a line may be very long.
 */
#include "text/visual_internal.h"

#include "base/alloc_internal.h"
#include "text/clusters_internal.h"

#include <oriel/runtime/log.h>

#include <math.h>

static bool is_on_line(const struct oriel__shaped *shaped, const struct oriel__line *line,
	const struct oriel__unit *unit) {
	return unit < oriel__shaped_unit_end(shaped) && unit->start < line->end &&
		(unit->flags & ORIEL__UNIT_NEWLINE) == 0;
}

static size_t count_pieces(const struct oriel__shaped *shaped, const struct oriel__line *line) {
	const struct oriel__unit *first = shaped->units + line->first_unit, *unit = first;
	while (is_on_line(shaped, line, unit))
		unit++;
	return (size_t)(unit - first) + line->is_cut + line->is_hyphenated;
}

/* In logical order, with x still unset. */
static void add_pieces(struct oriel__visual_line *visual, const struct oriel__shaped *shaped,
	const struct oriel__line *line) {
	double x = 0;
	for (const struct oriel__unit *unit = shaped->units + line->first_unit;
		is_on_line(shaped, line, unit); unit++) {
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

/* L1: spaces at the end of the line, and before a tab, stand as the paragraph runs; so do a tab and
 * an ellipsis. */
static void reset_levels(struct oriel__visual_line *visual, const struct oriel__line *line) {
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

static void reverse_from_level(struct oriel__visual_line *visual, uint8_t level) {
	for (size_t first = 0, end; first < visual->count; first = end + 1) {
		for (end = first; end < visual->count && visual->pieces[end].level >= level; end++)
			;
		visual_reverse(visual->pieces, first, end);
	}
}

/* L2 */
static void visual_reorder(struct oriel__visual_line *visual) {
	uint8_t highest = 0;
	for (size_t i = 0; i < visual->count; i++)
		highest = visual->pieces[i].level > highest ? visual->pieces[i].level : highest;
	for (; highest > 0; highest--)
		reverse_from_level(visual, highest);
}

static void visual_place(struct oriel__visual_line *visual) {
	double x = 0;
	for (size_t i = 0; i < visual->count; i++) {
		visual->pieces[i].x = (float)x;
		x += visual->pieces[i].width;
	}
}

/* In a paragraph from right to left what hangs is on the left. */
static float ink_x(const struct oriel__visual_line *visual, const struct oriel__line *line) {
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
	size_t count = count_pieces(shaped, line);
	*visual = (struct oriel__visual_line){ .pieces = oriel__try_alloc(
											count, sizeof(*visual->pieces)) };
	if (visual->pieces == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory to show a line of %zu words; it is left out", count);
		return;
	}
	add_pieces(visual, shaped, line);
	if (line->is_cut)
		visual_add_word(visual, shaped, line, lines->ellipsis, line->is_rtl);
	else if (line->is_hyphenated)
		visual_add_word(
			visual, shaped, line, lines->hyphen, visual->pieces[visual->count - 1].level);
	if (shaped->has_rtl) {
		reset_levels(visual, line);
		visual_reorder(visual);
	}
	visual_place(visual);
	visual->ink_x = ink_x(visual, line);
}

void oriel__visual_line_finish(struct oriel__visual_line *visual) {
	oriel__free(visual->pieces);
}

/* The caret in the whole unit, from its left end; a tab or a missing word has places at its ends
 * only. */
static float unit_caret(
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
	float left = unit_caret(
		shaped, unit, (unit->word->is_rtl ? piece->end : piece->start) - unit->start);
	float x = unit_caret(shaped, unit, offset - unit->start) - left;
	/* Spaces that L1 turned round are as wide from either side. */
	return is_rtl == unit->word->is_rtl ? x : piece->width - x;
}
