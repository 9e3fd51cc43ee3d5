/* SPDX-License-Identifier: MIT */
/*
 * Carets and selections: from bytes of the text to places on lines, and back.
 *
 * A caret between two characters that do not stand side by side, at a line's end or where the direction changes, has two
 * places: before what follows, and, "trailing", after what precedes. At the very end of a line the first of them is where the
 * paragraph's direction ends.
 */
#include "text/paragraph-data-internal.h"

#include "text/visual-internal.h"

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

static void view_init(struct view *view, const oriel_paragraph *paragraph, size_t index) {
	view->shaped = paragraph->shaped;
	view->lines = oriel__paragraph_lines(paragraph);
	view->line = oriel__lines_at(view->lines, index);
	view->content_end = content_end(view->shaped, view->line);
	oriel__visual_line_init(&view->visual, view->shaped, view->lines, view->line);
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

/* A trailing caret at the beginning of a line that began without a newline is at the end of the line before. */
static size_t caret_line(const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = line_from_offset(lines, offset);
	if (!trailing || index == 0 || oriel__lines_at(lines, index)->start != offset)
		return index;
	const struct oriel__line *before = oriel__lines_at(lines, index - 1);
	return content_end(paragraph->shaped, before) == before->end ? index - 1 : index;
}

static const struct oriel__piece *piece_at(const struct view *view, size_t offset, bool trailing) {
	for (size_t i = 0; i < view->visual.count; i++) {
		const struct oriel__piece *piece = &view->visual.pieces[i];
		if (piece->unit == NULL)
			continue;
		if (trailing ? piece->start < offset && offset <= piece->end : piece->start <= offset && offset < piece->end)
			return piece;
	}
	return NULL;
}

/* Where the line ends as its paragraph runs, before an ellipsis. */
static float end_x(const struct view *view) {
	float left = 0, right = 0;
	bool is_first = true;
	for (size_t i = 0; i < view->visual.count; i++) {
		const struct oriel__piece *piece = &view->visual.pieces[i];
		if (piece->unit == NULL)
			continue;
		left = is_first ? piece->x : left;
		right = piece->x + piece->width;
		is_first = false;
	}
	return view->line->is_rtl ? left : right;
}

static float caret_x(const struct view *view, size_t offset, bool trailing) {
	const struct oriel__piece *piece = piece_at(view, offset, trailing);
	if (piece == NULL && trailing)
		piece = piece_at(view, offset, false);
	float x = piece != NULL ? piece->x + oriel__piece_caret(view->shaped, piece, offset) : end_x(view);
	return view->x + x;
}

static size_t clamp(size_t value, size_t low, size_t high) {
	return value < low ? low : value > high ? high : value;
}

struct oriel_rect oriel_paragraph_caret(const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	struct view view;
	view_init(&view, paragraph, caret_line(paragraph, offset, trailing));
	float x = caret_x(&view, clamp(offset, view.line->start, view.content_end), trailing);
	struct oriel_rect rect = { x, view.line->y, 0, view.line->height };
	view_finish(&view);
	return rect;
}

/* A place for a caret, and how far it is from what is looked for. */
struct stop {
	size_t offset;
	bool trailing;
	float distance; /* px; INFINITY: none yet */
};

static void consider(struct stop *best, size_t offset, bool trailing, float distance) {
	if (distance < best->distance)
		*best = (struct stop){ offset, trailing, distance };
}

/* Calls for every place in the piece, from its first to its last in the text. */
static void consider_piece(struct stop *best, const struct view *view, const struct oriel__piece *piece, float x, float (*distance)(float from, float to)) {
	size_t offset = piece->start;
	float left = view->x + piece->x;
	for (;;) {
		consider(best, offset, offset == piece->end, distance(x, left + oriel__piece_caret(view->shaped, piece, offset)));
		if (offset >= piece->end)
			break;
		offset = oriel_text_next_grapheme(view->shaped->text, piece->end, offset);
	}
}

static float nearest(float from, float to) {
	return fabsf(to - from);
}

static const struct oriel__piece *piece_under(const struct view *view, float x) {
	const struct oriel__piece *under = NULL;
	for (size_t i = 0; i < view->visual.count; i++) {
		const struct oriel__piece *piece = &view->visual.pieces[i];
		if (under == NULL || view->x + piece->x <= x)
			under = piece;
	}
	return under;
}

size_t oriel_paragraph_offset_at(const oriel_paragraph *paragraph, float x, float y, bool *trailing) {
	struct view view;
	view_init(&view, paragraph, line_from_y(oriel__paragraph_lines(paragraph), y));
	struct stop stop = { .offset = view.content_end, .distance = INFINITY };
	const struct oriel__piece *piece = piece_under(&view, x);
	if (piece != NULL && piece->unit != NULL)
		consider_piece(&stop, &view, piece, x, nearest);
	if (trailing != NULL)
		*trailing = stop.trailing;
	view_finish(&view);
	return stop.offset;
}

/* Less than a hair is the same place. */
static const float same_place = 0.01f; // px

static float to_the_right(float from, float to) {
	return to - from > same_place ? to - from : INFINITY;
}

static float to_the_left(float from, float to) {
	return to_the_right(to, from);
}

static struct stop next_stop_on_line(const oriel_paragraph *paragraph, size_t index, size_t offset, bool trailing, bool rightward) {
	struct view view;
	view_init(&view, paragraph, index);
	struct stop best = { .offset = offset, .trailing = trailing, .distance = INFINITY };
	float x = caret_x(&view, clamp(offset, view.line->start, view.content_end), trailing);
	for (size_t i = 0; i < view.visual.count; i++) {
		const struct oriel__piece *piece = &view.visual.pieces[i];
		float near = view.x + piece->x + (rightward ? piece->width : 0);
		float far = view.x + piece->x + (rightward ? 0 : piece->width);
		bool is_nearer = fabsf(far - x) <= best.distance || (rightward ? far <= x : far >= x);
		if (piece->unit != NULL && is_nearer && isfinite(rightward ? to_the_right(x, near) : to_the_left(x, near)))
			consider_piece(&best, &view, piece, x, rightward ? to_the_right : to_the_left);
	}
	view_finish(&view);
	return best;
}

size_t oriel_paragraph_move(const oriel_paragraph *paragraph, size_t offset, bool rightward, bool *trailing) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	size_t index = caret_line(paragraph, offset, *trailing);
	const struct oriel__line *line = oriel__lines_at(lines, index);
	struct stop stop = next_stop_on_line(paragraph, index, offset, *trailing, rightward);
	if (isfinite(stop.distance)) {
		*trailing = stop.trailing;
		return stop.offset;
	}
	bool is_forward = rightward != line->is_rtl;
	if (is_forward ? index + 1 == lines->count : index == 0)
		return offset;
	const struct oriel__line *other = oriel__lines_at(lines, is_forward ? index + 1 : index - 1);
	*trailing = !is_forward;
	return is_forward ? other->start : content_end(paragraph->shaped, other);
}

void oriel_paragraph_line(const oriel_paragraph *paragraph, size_t index, size_t *start, size_t *end) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	const struct oriel__line *line = oriel__lines_at(lines, index < lines->count ? index : lines->count - 1);
	*start = line->start;
	*end = content_end(paragraph->shaped, line);
}

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
	if (rects->count > 0 && last->y == rect.y && fabsf(last->x + last->width - rect.x) <= same_place)
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
		if (piece->unit == NULL || piece->end <= start || piece->start >= end)
			continue;
		float a = oriel__piece_caret(view->shaped, piece, clamp(start, piece->start, piece->end));
		float b = oriel__piece_caret(view->shaped, piece, clamp(end, piece->start, piece->end));
		add_rect(rects, (struct oriel_rect){ view->x + piece->x + fminf(a, b), view->line->y, fabsf(b - a), view->line->height });
	}
}

size_t oriel_paragraph_range(const oriel_paragraph *paragraph, size_t start, size_t end, struct oriel_rect *rects, size_t capacity) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	struct rects found = { .rects = rects, .capacity = capacity };
	for (size_t i = line_from_offset(lines, start); i < lines->count && oriel__lines_at(lines, i)->start < end; i++) {
		struct view view;
		view_init(&view, paragraph, i);
		add_line_range(&found, &view, start, end);
		view_finish(&view);
	}
	return found.count;
}
