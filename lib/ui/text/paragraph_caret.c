/* SPDX-License-Identifier: MIT */
/*
 * Carets and selections: conversion between bytes of the text and positions on lines.
 *
 * Where the direction of text changes, the end of the character before an offset and the beginning
 * of the character after it are two positions. The caret stands at the character with the lower
 * embedding level; outside of a line, the level is that of its paragraph.
 *
 * This rule pairs each grapheme boundary of a line with exactly one gap between characters on the
 * screen: of two neighbours on the screen, the one with the lower level determines the boundary. So
 * an offset alone defines a caret, and moving from gap to gap visits each offset once. The only
 * exception is an offset at which a line was broken.
 */
#include "text/paragraph_data_internal.h"

#include "text/text_boundary_internal.h"
#include "text/visual_internal.h"

#include <math.h>

/* A line and the data for finding its positions. */
struct view {
	const struct oriel__shaped *shaped;
	const struct oriel__lines *lines;
	const struct oriel__line *line;
	struct oriel__visual_line visual;
	size_t content_end; /* end of the visible text, without the newline */
	float x;            /* px; left end of all pieces in the paragraph */
};

static size_t line_content_end(const struct oriel__shaped *shaped, const struct oriel__line *line) {
	if (line->is_cut || line->end == line->start)
		return line->end;
	const struct oriel__unit *last = oriel__shaped_unit_at(shaped, line->end - 1);
	return (last->flags & ORIEL__UNIT_NEWLINE) != 0 ? last->start : line->end;
}

/* Removes the hyphen or ellipsis, which takes room but has no caret positions. */
static void visual_line_remove_extra(struct oriel__visual_line *visual) {
	size_t count = 0;
	for (size_t i = 0; i < visual->count; i++) {
		if (visual->pieces[i].unit != NULL)
			visual->pieces[count++] = visual->pieces[i];
	}
	visual->count = count;
}

static void view_init(struct view *view, const oriel_paragraph *paragraph, size_t index) {
	view->shaped = paragraph->shaped;
	view->lines = oriel__paragraph_lines(paragraph);
	view->line = oriel__lines_at(view->lines, index);
	view->content_end = line_content_end(view->shaped, view->line);
	oriel__visual_line_init(&view->visual, view->shaped, view->lines, view->line);
	visual_line_remove_extra(&view->visual);
	view->x = oriel__line_x(view->lines, view->line, paragraph->alignment) - view->visual.ink_x;
}

static void view_finish(struct view *view) {
	oriel__visual_line_finish(&view->visual);
}

/* Returns the last line that begins at or before an offset. */
static size_t lines_index_at_offset(const struct oriel__lines *lines, size_t offset) {
	size_t low = 0, high = lines->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(oriel__lines_at(lines, middle)->start <= offset ? &low : &high) = middle;
	}
	return low;
}

static size_t lines_index_at_y(const struct oriel__lines *lines, float y) {
	size_t low = 0, high = lines->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(oriel__lines_at(lines, middle)->y <= y ? &low : &high) = middle;
	}
	return low;
}

/* Returns the line of a caret. If the caret is trailing and its line began without a newline, the
 * caret is at the end of the previous line. */
static size_t paragraph_caret_line(const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = lines_index_at_offset(lines, offset);
	if (!trailing || index == 0 || oriel__lines_at(lines, index)->start != offset)
		return index;
	const struct oriel__line *before = oriel__lines_at(lines, index - 1);
	return line_content_end(paragraph->shaped, before) == before->end ? index - 1 : index;
}

/* ---- Gaps ---- */

/* A caret position: an offset inside a piece, or one of its ends. */
struct gap {
	size_t piece; /* index in visual order; the number of pieces if the line is empty */
	size_t offset;
};

static const struct oriel__piece *view_piece(const struct view *view, size_t index) {
	return &view->visual.pieces[index];
}

static bool piece_is_rtl(const struct oriel__piece *piece) {
	return piece->level % 2 != 0;
}

/* Returns the offset at the left or right edge of a piece. */
static size_t piece_edge_offset(const struct oriel__piece *piece, bool right) {
	return right != piece_is_rtl(piece) ? piece->end : piece->start;
}

/* Returns the gap at the left or right end of the line's text. */
static struct gap view_edge_gap(const struct view *view, bool right) {
	if (view->visual.count == 0)
		return (struct gap){ view->visual.count, view->line->start };
	size_t index = right ? view->visual.count - 1 : 0;
	return (struct gap){ index, piece_edge_offset(view_piece(view, index), right) };
}

/* Returns the index of the piece that contains a byte, or the number of pieces. */
static size_t view_piece_with(const struct view *view, size_t offset) {
	size_t i = 0;
	while (i < view->visual.count &&
		!(view_piece(view, i)->start <= offset && offset < view_piece(view, i)->end))
		i++;
	return i;
}

/* Returns the gap of an offset on the line: the edge of the side with the lower level. */
static struct gap view_gap_at(const struct view *view, size_t offset) {
	bool is_start = offset == view->line->start, is_end = offset >= view->content_end;
	size_t before = is_start ? view->visual.count : view_piece_with(view, offset - 1);
	size_t after = is_end ? view->visual.count : view_piece_with(view, offset);
	int base = view->line->is_rtl;
	int level_before = before < view->visual.count ? view_piece(view, before)->level : base;
	int level_after = after < view->visual.count ? view_piece(view, after)->level : base;
	size_t lower = level_after <= level_before ? after : before;
	if (lower < view->visual.count)
		return (struct gap){ lower, offset };
	return view_edge_gap(view, is_end != view->line->is_rtl);
}

/* Returns the offset of a gap. Where two pieces meet, the piece with the lower level determines it;
 * at an end of the line, the line does. */
static size_t view_gap_offset(const struct view *view, struct gap gap) {
	if (gap.piece == view->visual.count)
		return gap.offset;
	const struct oriel__piece *piece = view_piece(view, gap.piece);
	if (gap.offset != piece->start && gap.offset != piece->end)
		return gap.offset;
	bool right = gap.offset == piece_edge_offset(piece, true);
	if (right ? gap.piece + 1 == view->visual.count : gap.piece == 0)
		return right != view->line->is_rtl ? view->content_end : view->line->start;
	const struct oriel__piece *other = view_piece(view, right ? gap.piece + 1 : gap.piece - 1);
	return other->level < piece->level ? piece_edge_offset(other, !right) : gap.offset;
}

static float view_gap_x(const struct view *view, struct gap gap) {
	if (gap.piece == view->visual.count)
		return view->x;
	const struct oriel__piece *piece = view_piece(view, gap.piece);
	return view->x + piece->x + oriel__piece_caret(view->shaped, piece, gap.offset);
}

static size_t paragraph_caret_clamp(size_t value, size_t low, size_t high) {
	return value < low ? low : value > high ? high : value;
}

static struct gap view_caret_gap(const struct view *view, size_t offset) {
	offset = oriel__text_grapheme_floor(view->shaped->text, view->shaped->length, offset);
	return view_gap_at(
		view, paragraph_caret_clamp(offset, view->line->start, view->content_end));
}

struct oriel_rect oriel_paragraph_caret(
	const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	struct view view;
	view_init(&view, paragraph, paragraph_caret_line(paragraph, offset, trailing));
	struct oriel_rect rect = { view_gap_x(&view, view_caret_gap(&view, offset)), view.line->y, 0,
		view.line->height };
	view_finish(&view);
	return rect;
}

/* Tells whether a caret at the end of the line must be distinguished from a caret at the beginning
 * of the next line. */
static bool view_is_trailing(const struct view *view, size_t offset) {
	return offset == view->line->end && offset == view->content_end &&
		offset > view->line->start && !view->line->is_cut && offset < view->shaped->length;
}

/* ---- Hits ---- */

static size_t view_piece_under(const struct view *view, float x) {
	size_t under = 0;
	for (size_t i = 1; i < view->visual.count; i++) {
		if (view->x + view_piece(view, i)->x <= x)
			under = i;
	}
	return under;
}

static struct gap view_nearest_gap(const struct view *view, size_t index, float x) {
	const struct oriel__piece *piece = view_piece(view, index);
	struct gap gap = { index, piece->start }, best = gap;
	float best_distance = INFINITY;
	for (;;) {
		float distance = fabsf(view_gap_x(view, gap) - x);
		if (distance < best_distance) {
			best = gap;
			best_distance = distance;
		}
		if (gap.offset >= piece->end)
			return best;
		size_t next = oriel_text_next_grapheme(
			view->shaped->text, view->shaped->length, gap.offset);
		gap.offset = next < piece->end ? next : piece->end;
	}
}

size_t oriel_paragraph_offset_at(
	const oriel_paragraph *paragraph, float x, float y, bool *trailing) {
	struct view view;
	view_init(&view, paragraph, lines_index_at_y(oriel__paragraph_lines(paragraph), y));
	size_t offset = view.content_end;
	if (view.visual.count > 0)
		offset = view_gap_offset(&view, view_nearest_gap(&view, view_piece_under(&view, x), x));
	offset = oriel__text_grapheme_floor(view.shaped->text, view.shaped->length, offset);
	if (trailing != NULL)
		*trailing = view_is_trailing(&view, offset);
	view_finish(&view);
	return offset;
}

/* ---- Motions ---- */

static size_t view_step_grapheme(const struct view *view, size_t offset, bool forward) {
	const struct oriel__shaped *shaped = view->shaped;
	return forward ? oriel_text_next_grapheme(shaped->text, shaped->length, offset) :
		oriel_text_previous_grapheme(shaped->text, shaped->length, offset);
}

/* Moves to the next gap on the line; returns false if there is none. A grapheme may continue in the
 * next piece, which then has the same level. */
static bool view_next_gap(const struct view *view, struct gap *gap, bool right) {
	size_t index = gap->piece, offset = gap->offset;
	if (index == view->visual.count)
		return false;
	if (offset == piece_edge_offset(view_piece(view, index), right)) {
		if (right ? index + 1 == view->visual.count : index == 0)
			return false;
		index += right ? 1 : (size_t)-1;
		offset = piece_edge_offset(view_piece(view, index), !right);
	}
	const struct oriel__piece *piece = view_piece(view, index);
	bool forward = right != piece_is_rtl(piece);
	offset = paragraph_caret_clamp(
		view_step_grapheme(view, offset, forward), view->line->start, view->content_end);
	if (offset < piece->start || offset > piece->end)
		index = view_piece_with(view, forward ? offset - 1 : offset);
	*gap = (struct gap){ index, offset };
	return true;
}

/* Moves the caret. Between lines it moves in the direction of the text's first line, so that the
 * motion never goes back. */
size_t oriel_paragraph_move(
	const oriel_paragraph *paragraph, size_t offset, bool rightward, bool *trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = paragraph_caret_line(paragraph, offset, *trailing);
	struct view view;
	view_init(&view, paragraph, index);
	struct gap gap = view_caret_gap(&view, offset);
	bool is_moved = view_next_gap(&view, &gap, rightward),
		down = rightward != oriel__lines_at(lines, 0)->is_rtl;
	if (!is_moved && (down ? index + 1 < lines->count : index > 0)) {
		view_finish(&view);
		view_init(&view, paragraph, down ? index + 1 : index - 1);
		gap = view_edge_gap(&view, !rightward);
		is_moved = true;
	}
	if (is_moved) {
		offset = view_gap_offset(&view, gap);
		*trailing = view_is_trailing(&view, offset);
	}
	view_finish(&view);
	return offset;
}

bool oriel_paragraph_is_rtl(const oriel_paragraph *paragraph) {
	return oriel__lines_at(oriel__paragraph_lines(paragraph), 0)->is_rtl;
}

/* ---- Ranges ---- */

void oriel_paragraph_line(
	const oriel_paragraph *paragraph, size_t index, size_t *start, size_t *end) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	const struct oriel__line *line = oriel__lines_at(
		lines, index < lines->count ? index : lines->count - 1);
	*start = line->start;
	*end = line_content_end(paragraph->shaped, line);
}

/* Rectangles closer than this touch. */
static const float same_place = 0.01f; /* px */
/* Rectangles written to the caller's array; touching ones are merged. */
struct rects {
	struct oriel_rect *rects;
	size_t capacity, count;
	struct oriel_rect last;
};

static void rects_add(struct rects *rects, struct oriel_rect rect) {
	struct oriel_rect *last = &rects->last;
	if (rect.width <= 0)
		return;
	if (rects->count > 0 && last->y == rect.y &&
		fabsf(last->x + last->width - rect.x) <= same_place)
		last->width = rect.x + rect.width - last->x;
	else {
		*last = rect;
		rects->count++;
	}
	if (rects->count <= rects->capacity)
		rects->rects[rects->count - 1] = *last;
}

static void rects_add_line_range(
	struct rects *rects, const struct view *view, size_t start, size_t end) {
	for (size_t i = 0; i < view->visual.count; i++) {
		const struct oriel__piece *piece = &view->visual.pieces[i];
		if (piece->end <= start || piece->start >= end)
			continue;
		float a = oriel__piece_caret(
			view->shaped, piece, paragraph_caret_clamp(start, piece->start, piece->end));
		float b = oriel__piece_caret(
			view->shaped, piece, paragraph_caret_clamp(end, piece->start, piece->end));
		rects_add(rects,
			(struct oriel_rect){ view->x + piece->x + fminf(a, b), view->line->y, fabsf(b - a),
				view->line->height });
	}
}

size_t oriel_paragraph_range(const oriel_paragraph *paragraph, size_t start, size_t end,
	struct oriel_rect *rects, size_t capacity) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	struct rects found = { .rects = rects, .capacity = capacity };
	for (size_t i = lines_index_at_offset(lines, start);
		i < lines->count && oriel__lines_at(lines, i)->start < end; i++) {
		struct view view;
		view_init(&view, paragraph, i);
		rects_add_line_range(&found, &view, start, end);
		view_finish(&view);
	}
	return found.count;
}
