/* SPDX-License-Identifier: MIT */
/*
 * Carets and selections: from bytes of the text to places on lines, and back.
 *
 * Where the direction changes, the end of the character before and the beginning of the one after
 * are two places. The caret stands at the one whose character has the lower embedding level; what
 * surrounds a line has its paragraph's level. Seen from the line that makes a pair of each boundary
 * between graphemes and each gap between them on the screen: between two neighbours on the screen,
 * the lower one's edge is that of a boundary whose other side is higher. So a caret needs its
 * offset only, and moving it from gap to gap meets every offset once. The one exception is a line
 * that was broken at the offset.
 */
#include "text/paragraph_data_internal.h"

#include "text/text_boundary_internal.h"
#include "text/visual_internal.h"

#include <math.h>

/* A line with all that its places are found by. */
struct view {
	const struct oriel__shaped *shaped;
	const struct oriel__lines *lines;
	const struct oriel__line *line;
	struct oriel__visual_line visual;
	size_t content_end; /* of what is shown: without the newline */
	float x;            /* px: the left end of all pieces in the paragraph */
};

static size_t content_end(const struct oriel__shaped *shaped, const struct oriel__line *line) {
	if (line->is_cut || line->end == line->start)
		return line->end;
	const struct oriel__unit *last = oriel__shaped_unit_at(shaped, line->end - 1);
	return (last->flags & ORIEL__UNIT_NEWLINE) != 0 ? last->start : line->end;
}

/* A hyphen or an ellipsis takes room, but has no places for a caret. */
static void remove_added(struct oriel__visual_line *visual) {
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
	view->content_end = content_end(view->shaped, view->line);
	oriel__visual_line_init(&view->visual, view->shaped, view->lines, view->line);
	remove_added(&view->visual);
	view->x = oriel__line_x(view->lines, view->line, paragraph->alignment) - view->visual.ink_x;
}

static void view_finish(struct view *view) {
	oriel__visual_line_finish(&view->visual);
}

/* The last line whose key is not above a value; key is its start or its y. */
static size_t line_from_offset(const struct oriel__lines *lines, size_t offset) {
	size_t low = 0, high = lines->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(oriel__lines_at(lines, middle)->start <= offset ? &low : &high) = middle;
	}
	return low;
}

static size_t line_from_y(const struct oriel__lines *lines, float y) {
	size_t low = 0, high = lines->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(oriel__lines_at(lines, middle)->y <= y ? &low : &high) = middle;
	}
	return low;
}

/* A trailing caret at the beginning of a line that began without a newline is at the end of the
 * line before. */
static size_t caret_line(const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = line_from_offset(lines, offset);
	if (!trailing || index == 0 || oriel__lines_at(lines, index)->start != offset)
		return index;
	const struct oriel__line *before = oriel__lines_at(lines, index - 1);
	return content_end(paragraph->shaped, before) == before->end ? index - 1 : index;
}

/* ---- Gaps ---- */

/* A place for a caret: at an offset of a piece, its ends included. */
struct gap {
	size_t piece; /* an index in visual order; the number of pieces if the line is empty */
	size_t offset;
};

static const struct oriel__piece *piece_of(const struct view *view, size_t index) {
	return &view->visual.pieces[index];
}

static bool is_rtl(const struct oriel__piece *piece) {
	return piece->level % 2 != 0;
}

/* The offset at the left or the right edge of a piece. */
static size_t edge_offset(const struct oriel__piece *piece, bool right) {
	return right != is_rtl(piece) ? piece->end : piece->start;
}

/* The left or the right end of the line's text. */
static struct gap line_gap(const struct view *view, bool right) {
	if (view->visual.count == 0)
		return (struct gap){ view->visual.count, view->line->start };
	size_t index = right ? view->visual.count - 1 : 0;
	return (struct gap){ index, edge_offset(piece_of(view, index), right) };
}

/* The piece that holds a byte; the number of pieces if none does. */
static size_t piece_with(const struct view *view, size_t offset) {
	size_t i = 0;
	while (i < view->visual.count &&
		!(piece_of(view, i)->start <= offset && offset < piece_of(view, i)->end))
		i++;
	return i;
}

/* The gap of an offset that is on the line: the lower side's edge. */
static struct gap gap_of(const struct view *view, size_t offset) {
	bool is_start = offset == view->line->start, is_end = offset >= view->content_end;
	size_t before = is_start ? view->visual.count : piece_with(view, offset - 1);
	size_t after = is_end ? view->visual.count : piece_with(view, offset);
	int base = view->line->is_rtl;
	int level_before = before < view->visual.count ? piece_of(view, before)->level : base;
	int level_after = after < view->visual.count ? piece_of(view, after)->level : base;
	size_t lower = level_after <= level_before ? after : before;
	if (lower < view->visual.count)
		return (struct gap){ lower, offset };
	return line_gap(view, is_end != view->line->is_rtl);
}

/* The offset whose gap this is: where two pieces meet, the lower one says it, at an end of the line
 * the line. */
static size_t gap_offset(const struct view *view, struct gap gap) {
	if (gap.piece == view->visual.count)
		return gap.offset;
	const struct oriel__piece *piece = piece_of(view, gap.piece);
	if (gap.offset != piece->start && gap.offset != piece->end)
		return gap.offset;
	bool right = gap.offset == edge_offset(piece, true);
	if (right ? gap.piece + 1 == view->visual.count : gap.piece == 0)
		return right != view->line->is_rtl ? view->content_end : view->line->start;
	const struct oriel__piece *other = piece_of(view, right ? gap.piece + 1 : gap.piece - 1);
	return other->level < piece->level ? edge_offset(other, !right) : gap.offset;
}

static float gap_x(const struct view *view, struct gap gap) {
	if (gap.piece == view->visual.count)
		return view->x;
	const struct oriel__piece *piece = piece_of(view, gap.piece);
	return view->x + piece->x + oriel__piece_caret(view->shaped, piece, gap.offset);
}

static size_t paragraph_caret_clamp(size_t value, size_t low, size_t high) {
	return value < low ? low : value > high ? high : value;
}

static struct gap caret_gap(const struct view *view, size_t offset) {
	offset = oriel__text_grapheme_floor(view->shaped->text, view->shaped->length, offset);
	return gap_of(view, paragraph_caret_clamp(offset, view->line->start, view->content_end));
}

struct oriel_rect oriel_paragraph_caret(
	const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	struct view view;
	view_init(&view, paragraph, caret_line(paragraph, offset, trailing));
	struct oriel_rect rect = { gap_x(&view, caret_gap(&view, offset)), view.line->y, 0,
		view.line->height };
	view_finish(&view);
	return rect;
}

/* Whether a caret there has to be told from the one at the beginning of the next line. */
static bool is_trailing(const struct view *view, size_t offset) {
	return offset == view->line->end && offset == view->content_end && offset > view->line->start &&
		!view->line->is_cut && offset < view->shaped->length;
}

/* ---- Hits ---- */

static size_t piece_under(const struct view *view, float x) {
	size_t under = 0;
	for (size_t i = 1; i < view->visual.count; i++) {
		if (view->x + piece_of(view, i)->x <= x)
			under = i;
	}
	return under;
}

static struct gap nearest_gap(const struct view *view, size_t index, float x) {
	const struct oriel__piece *piece = piece_of(view, index);
	struct gap gap = { index, piece->start }, best = gap;
	float best_distance = INFINITY;
	for (;;) {
		float distance = fabsf(gap_x(view, gap) - x);
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
	view_init(&view, paragraph, line_from_y(oriel__paragraph_lines(paragraph), y));
	size_t offset = view.content_end;
	if (view.visual.count > 0)
		offset = gap_offset(&view, nearest_gap(&view, piece_under(&view, x), x));
	offset = oriel__text_grapheme_floor(view.shaped->text, view.shaped->length, offset);
	if (trailing != NULL)
		*trailing = is_trailing(&view, offset);
	view_finish(&view);
	return offset;
}

/* ---- Motions ---- */

static size_t step_grapheme(const struct view *view, size_t offset, bool forward) {
	const struct oriel__shaped *shaped = view->shaped;
	return forward ? oriel_text_next_grapheme(shaped->text, shaped->length, offset) :
		oriel_text_previous_grapheme(shaped->text, shaped->length, offset);
}

/* Moves to the next gap on the line. False if there is none. A grapheme may go on in the next
 * piece, of the same level. */
static bool next_gap(const struct view *view, struct gap *gap, bool right) {
	size_t index = gap->piece, offset = gap->offset;
	if (index == view->visual.count)
		return false;
	if (offset == edge_offset(piece_of(view, index), right)) {
		if (right ? index + 1 == view->visual.count : index == 0)
			return false;
		index += right ? 1 : (size_t)-1;
		offset = edge_offset(piece_of(view, index), !right);
	}
	const struct oriel__piece *piece = piece_of(view, index);
	bool forward = right != is_rtl(piece);
	offset = paragraph_caret_clamp(
		step_grapheme(view, offset, forward), view->line->start, view->content_end);
	if (offset < piece->start || offset > piece->end)
		index = piece_with(view, forward ? offset - 1 : offset);
	*gap = (struct gap){ index, offset };
	return true;
}

/* To another line it goes as the text's first line runs, so that no way leads back. */
size_t oriel_paragraph_move(
	const oriel_paragraph *paragraph, size_t offset, bool rightward, bool *trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = caret_line(paragraph, offset, *trailing);
	struct view view;
	view_init(&view, paragraph, index);
	struct gap gap = caret_gap(&view, offset);
	bool is_moved = next_gap(&view, &gap, rightward),
		down = rightward != oriel__lines_at(lines, 0)->is_rtl;
	if (!is_moved && (down ? index + 1 < lines->count : index > 0)) {
		view_finish(&view);
		view_init(&view, paragraph, down ? index + 1 : index - 1);
		gap = line_gap(&view, !rightward);
		is_moved = true;
	}
	if (is_moved) {
		offset = gap_offset(&view, gap);
		*trailing = is_trailing(&view, offset);
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
	*end = content_end(paragraph->shaped, line);
}

/* Less than a hair is the same place. */
static const float same_place = 0.01f; /* px */
/* Rectangles that are given out, those that touch as one. */
struct rects {
	struct oriel_rect *rects;
	size_t capacity, count;
	struct oriel_rect last;
};

static void add_rect(struct rects *rects, struct oriel_rect rect) {
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

static void add_line_range(struct rects *rects, const struct view *view, size_t start, size_t end) {
	for (size_t i = 0; i < view->visual.count; i++) {
		const struct oriel__piece *piece = &view->visual.pieces[i];
		if (piece->end <= start || piece->start >= end)
			continue;
		float a = oriel__piece_caret(
			view->shaped, piece, paragraph_caret_clamp(start, piece->start, piece->end));
		float b = oriel__piece_caret(
			view->shaped, piece, paragraph_caret_clamp(end, piece->start, piece->end));
		add_rect(rects,
			(struct oriel_rect){ view->x + piece->x + fminf(a, b), view->line->y, fabsf(b - a),
				view->line->height });
	}
}

size_t oriel_paragraph_range(const oriel_paragraph *paragraph, size_t start, size_t end,
	struct oriel_rect *rects, size_t capacity) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	struct rects found = { .rects = rects, .capacity = capacity };
	for (size_t i = line_from_offset(lines, start);
		i < lines->count && oriel__lines_at(lines, i)->start < end; i++) {
		struct view view;
		view_init(&view, paragraph, i);
		add_line_range(&found, &view, start, end);
		view_finish(&view);
	}
	return found.count;
}
