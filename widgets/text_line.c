/* SPDX-License-Identifier: MIT */
/*
 * One line of text of any length, as a row of segments with a paragraph each.
 *
 * A key in a text of a megabyte must not shape a megabyte. Therefore a text longer than LONGEST
 * bytes is cut. An edit shapes only the segments around it; all other segments have the same bytes
 * as before and are kept. A shorter text is one segment, and is set exactly by Unicode's rules.
 * Between segments, letters neither join nor kern, and each segment is ordered by itself; cuts are
 * therefore made after spaces where possible.
 *
 * All segments run in the direction of the first one. A segment that would run the other way begins
 * with a direction mark, which stands in its paragraph only.
 */
#include "text_line_internal.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>

#include "text_part_internal.h"

enum {
	SEGMENT = 2048,      /* bytes that a segment should have */
	LONGEST = 4096,      /* bytes up to which a text is not cut */
	MOST_RECTS = 64,     /* of a range in one segment */
	MARK_LENGTH = 3,     /* bytes of a direction mark */
};

static size_t text_line_segment_end(const struct text_segment *segment) {
	return segment->start + segment->length;
}

/* ---- Shaping ---- */

static oriel_paragraph *paragraph_shape(
	const char *text, size_t length, const struct oriel_text_style *style) {
	oriel_paragraph *paragraph = oriel__text_shape(text, length, style);
	oriel_paragraph_set_width(paragraph, INFINITY, ORIEL_TEXT_ALIGN_START);
	return paragraph;
}

/* Shapes a text with a direction mark before it, which decides how the paragraph runs; without
 * memory, the text alone. */
static oriel_paragraph *paragraph_shape_marked(const char *text, size_t *mark, size_t length,
	bool is_rtl, const struct oriel_text_style *style) {
	char *marked = malloc(MARK_LENGTH + length + 1);
	*mark = marked ? MARK_LENGTH : 0;
	if (!marked)
		return paragraph_shape(text, length, style);
	memcpy(marked, is_rtl ? "\u200f" : "\u200e", MARK_LENGTH);
	memcpy(marked + MARK_LENGTH, text, length);
	marked[MARK_LENGTH + length] = '\0';
	oriel_paragraph *paragraph = paragraph_shape(marked, MARK_LENGTH + length, style);
	oriel_utf8_free(marked);
	return paragraph;
}

/* Measures from the left end of the whole text to its right end: trailing spaces have a place, too.
 */
static void segment_measure(struct text_segment *segment) {
	struct oriel_rect rects[MOST_RECTS];
	size_t count = oriel_paragraph_range(segment->paragraph, 0, SIZE_MAX, rects, MOST_RECTS);
	float right = 0;
	segment->left = 0;
	for (size_t i = 0; i < count && i < MOST_RECTS; i++) {
		segment->left = i == 0 ? rects[i].x : fminf(segment->left, rects[i].x);
		right = fmaxf(right, rects[i].x + rects[i].width);
	}
	segment->width = right - segment->left;
}

static void segment_shape(const struct text_line *line, struct text_segment *segment,
	const struct oriel_text_style *style) {
	const char *text = line->text + segment->start;
	segment->mark = 0;
	segment->paragraph = paragraph_shape(text, segment->length, style);
	if (segment->start > 0 && oriel_paragraph_is_rtl(segment->paragraph) != line->is_rtl) {
		oriel_paragraph_destroy(segment->paragraph);
		segment->paragraph = paragraph_shape_marked(
			text, &segment->mark, segment->length, line->is_rtl, style);
	}
	segment_measure(segment);
}

/* ---- Cutting ---- */

static bool text_line_is_alnum(char c) {
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* Returns the end of a segment that begins at start. It is a grapheme boundary: after a space
 * before a letter or digit, after any space, or anywhere. */
static size_t cut_after(const char *text, size_t length, size_t start, size_t end) {
	if (end - start <= LONGEST)
		return end;
	size_t best = 0;
	for (size_t at = start + SEGMENT; at > start + SEGMENT / 2; at--) {
		if (text[at - 1] != ' ')
			continue;
		if (text_line_is_alnum(text[at]))
			return at;
		if (best == 0 &&
			oriel_text_next_grapheme(
				text, length, oriel_text_previous_grapheme(text, length, at)) == at)
			best = at;
	}
	if (best > 0)
		return best;
	size_t before = oriel_text_previous_grapheme(text, length, start + SEGMENT);
	return before > start ? before : oriel_text_next_grapheme(text, length, start + SEGMENT);
}

/* ---- Changing ---- */

static void segments_free(struct text_segment *segments, size_t count) {
	for (size_t i = 0; i < count; i++)
		oriel_paragraph_destroy(segments[i].paragraph);
}

void oriel__text_line_finish(struct text_line *line) {
	segments_free(line->segments, line->count);
	free(line->segments);
	oriel_utf8_free(line->text);
	*line = (struct text_line){ 0 };
}

/* Counts the segments at the beginning with the same bytes in the new text, without the last of
 * them: it may join what follows. */
static size_t count_same_before(const struct text_line *line, const char *text, size_t length) {
	size_t count = 0;
	for (; count < line->count; count++) {
		const struct text_segment *segment = &line->segments[count];
		if (text_line_segment_end(segment) > length ||
			memcmp(line->text + segment->start, text + segment->start, segment->length) != 0)
			break;
	}
	return count > 0 ? count - 1 : 0;
}

/* Counts the segments at the end with the same bytes, among those after the first before segments.
 */
static size_t count_same_after(
	const struct text_line *line, size_t before, const char *text, size_t length) {
	size_t first_free = before > 0 ? text_line_segment_end(&line->segments[before - 1]) : 0,
		count = 0;
	for (; before + count < line->count; count++) {
		const struct text_segment *segment = &line->segments[line->count - 1 - count];
		size_t from_end = line->length - segment->start;
		if (from_end > length - first_free ||
			memcmp(line->text + segment->start, text + length - from_end, segment->length) != 0)
			break;
	}
	return count > 0 ? count - 1 : 0;
}

static size_t count_cuts(const char *text, size_t length, size_t start, size_t end) {
	size_t count = 0;
	for (; start < end; start = cut_after(text, length, start, end))
		count++;
	return count;
}

/* Places the segments beside each other, from the right end of the line if its text runs that way.
 */
static void line_place(struct text_line *line) {
	double x = 0;
	line->height = line->baseline = 0;
	float below = 0;
	for (size_t i = 0; i < line->count; i++) {
		struct text_segment *segment = &line->segments[line->is_rtl ? line->count - 1 - i : i];
		float baseline = oriel_paragraph_baseline(segment->paragraph);
		line->baseline = fmaxf(line->baseline, baseline);
		below = fmaxf(below, oriel_paragraph_size(segment->paragraph).height - baseline);
		segment->x = x;
		x += segment->width;
	}
	line->width = x;
	line->height = line->baseline + below;
}

/* Makes the segments of the text that was set, with the first and the last ones of the line before.
 * Returns false without memory. */
static bool line_build(struct text_line *line, const struct text_line *old, size_t before,
	size_t after, const struct oriel_text_style *style) {
	size_t start = before > 0 ? text_line_segment_end(&old->segments[before - 1]) : 0;
	size_t end = after > 0 ?
		line->length - (old->length - old->segments[old->count - after].start) :
		line->length;
	size_t made = count_cuts(line->text, line->length, start, end);
	made += before + after + made == 0; /* an empty text has a height, too */
	line->count = before + made + after;
	line->segments = malloc(line->count * sizeof(*line->segments));
	if (!line->segments)
		return false;
	if (before > 0)
		memcpy(line->segments, old->segments, before * sizeof(*line->segments));
	for (size_t i = before; i < before + made; i++) {
		struct text_segment *segment = &line->segments[i];
		*segment = (struct text_segment){ .start = start,
			.length = cut_after(line->text, line->length, start, end) - start };
		segment_shape(line, segment, style);
		start = text_line_segment_end(segment);
		if (i > 0)
			continue;
		line->is_rtl = oriel_paragraph_is_rtl(segment->paragraph);
		if (after > 0 && line->is_rtl != old->is_rtl) {
			segments_free(segment, 1);
			free(line->segments);
			return line_build(line, old, 0, 0, style);
		}
	}
	for (size_t i = 0; i < after; i++) {
		line->segments[before + made + i] = old->segments[old->count - after + i];
		line->segments[before + made + i].start += line->length - old->length;
	}
	/* The old paragraphs are freed last, so that words which they share with the new ones need not
	 * be shaped again. */
	if (old->count > 0)
		segments_free(old->segments + before, old->count - before - after);
	return true;
}

void oriel__text_line_set(
	struct text_line *line, char *text, size_t length, const struct oriel_text_style *style) {
	size_t before = count_same_before(line, text, length);
	size_t after = count_same_after(line, before, text, length);
	struct text_line old = *line;
	*line = (struct text_line){ .text = text, .length = length, .is_rtl = old.is_rtl };
	if (line_build(line, &old, before, after, style)) {
		line_place(line);
	} else {
		oriel_log(ORIEL_LOG_ERROR, "text field: no memory to show a text of %zu bytes", length);
		segments_free(old.segments, old.count);
		line->count = 0;
		oriel__text_line_finish(line);
	}
	free(old.segments);
	oriel_utf8_free(old.text);
}

/* ---- Positions ---- */

/* Returns the segment that holds an offset, the later one at a cut; NULL if the line has none. */
static const struct text_segment *segment_at(const struct text_line *line, size_t offset) {
	size_t low = 0, high = line->count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		*(line->segments[middle].start <= offset ? &low : &high) = middle;
	}
	return line->count > 0 ? &line->segments[low] : NULL;
}

static const struct text_segment *segment_under(const struct text_line *line, double x) {
	const struct text_segment *nearest = NULL;
	for (size_t i = 0; i < line->count; i++) {
		const struct text_segment *segment =
			&line->segments[line->is_rtl ? line->count - 1 - i : i];
		if (nearest == NULL || segment->x <= x)
			nearest = segment;
	}
	return nearest;
}

static size_t offset_in(const struct text_segment *segment, size_t offset) {
	return offset - segment->start + segment->mark;
}

static size_t offset_from(const struct text_segment *segment, size_t inside) {
	return segment->start + (inside > segment->mark ? inside - segment->mark : 0);
}

double oriel__text_line_caret(const struct text_line *line, size_t offset) {
	const struct text_segment *segment = segment_at(line, offset);
	if (segment == NULL)
		return 0;
	return segment->x +
		oriel_paragraph_caret(segment->paragraph, offset_in(segment, offset), false).x -
		segment->left;
}

size_t oriel__text_line_offset_at(const struct text_line *line, double x) {
	const struct text_segment *segment = segment_under(line, x);
	if (segment == NULL)
		return 0;
	return offset_from(segment,
		oriel_paragraph_offset_at(
			segment->paragraph, (float)(x - segment->x) + segment->left, 0, NULL));
}

/* Returns the grapheme boundary that a motion reaches: a paragraph may stop inside a grapheme of
 * thousands of bytes. */
static size_t whole_grapheme(const struct text_line *line, size_t from, size_t to) {
	size_t before = oriel_text_previous_grapheme(line->text, line->length, to);
	size_t end = oriel_text_next_grapheme(line->text, line->length, before);
	if (to == from || end == to)
		return to;
	if (to > from)
		return before > from ? before : end;
	return end < from ? end : before;
}

static size_t segment_move(const struct text_segment *segment, size_t offset, bool rightward) {
	bool trailing = false;
	size_t inside = offset_in(segment, offset);
	size_t to = oriel_paragraph_move(segment->paragraph, inside, rightward, &trailing);
	if (to != inside && offset_from(segment, to) == offset) /* past the direction mark */
		to = oriel_paragraph_move(segment->paragraph, to, rightward, &trailing);
	return offset_from(segment, to);
}

size_t oriel__text_line_move(const struct text_line *line, size_t offset, bool rightward) {
	const struct text_segment *segment = segment_at(line, offset);
	if (segment == NULL)
		return offset;
	size_t to = segment_move(segment, offset, rightward);
	size_t index = (size_t)(segment - line->segments);
	bool is_forward = rightward != line->is_rtl;
	if (to == offset && (is_forward ? index + 1 < line->count : index > 0)) {
		segment += is_forward ? 1 : -1;
		to = segment_move(
			segment, is_forward ? segment->start : text_line_segment_end(segment), rightward);
	}
	return whole_grapheme(line, offset, to);
}

/* ---- Drawing ---- */

static bool is_in_view(const struct text_segment *segment, const struct text_line_view *view) {
	double x = segment->x - view->scroll_x;
	return x < view->width && x + segment->width > 0;
}

static float x_in_view(const struct text_segment *segment, const struct text_line_view *view) {
	return view->x + (float)(segment->x - view->scroll_x) - segment->left;
}

static float y_in_view(const struct text_line *line, const struct text_segment *segment,
	const struct text_line_view *view) {
	return view->y + line->baseline - oriel_paragraph_baseline(segment->paragraph);
}

/* ---- Ranges ---- */

/* Fills rects, px in the view, with the places of a range of the line in a segment; their number.
 * Height and y are those of the line. */
static size_t segment_rects(const struct text_line *line, const struct text_segment *segment,
	const struct text_line_view *view, size_t start, size_t end,
	struct oriel_rect rects[MOST_RECTS]) {
	size_t first = start > segment->start ? start : segment->start,
		last = end < text_line_segment_end(segment) ? end : text_line_segment_end(segment);
	if (first >= last)
		return 0;
	size_t count = oriel_paragraph_range(
		segment->paragraph, offset_in(segment, first), offset_in(segment, last), rects, MOST_RECTS);
	count = count < MOST_RECTS ? count : MOST_RECTS;
	for (size_t i = 0; i < count; i++) {
		rects[i] = oriel_rect_offset(rects[i], x_in_view(segment, view), 0);
		rects[i].y = view->y;
		rects[i].height = line->height;
	}
	return count;
}

/* A horizontal part of the line's height. */
struct text_line_band {
	float y, thickness; /* px; y is below the line's top */
};

static void line_record_band(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, size_t start, size_t end, struct text_line_band band,
	oriel_color color) {
	for (size_t i = 0; i < line->count; i++) {
		struct oriel_rect rects[MOST_RECTS];
		if (!is_in_view(&line->segments[i], view))
			continue;
		size_t count = segment_rects(line, &line->segments[i], view, start, end, rects);
		for (size_t k = 0; k < count; k++) {
			rects[k].y += band.y;
			rects[k].height = band.thickness;
			oriel_record_fill(recorder, rects[k], color);
		}
	}
}

void oriel__text_line_record_range(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, size_t start, size_t end, float thickness,
	oriel_color color) {
	struct text_line_band band = { thickness > 0 ? line->height - thickness : 0,
		thickness > 0 ? thickness : line->height };
	line_record_band(line, recorder, view, start, end, band, color);
}

void oriel__text_line_record_strike(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, size_t start, size_t end, float font_size,
	oriel_color color) {
	struct text_line_band band = { line->baseline - font_size * 0.31f, fmaxf(1, font_size / 14) };
	line_record_band(line, recorder, view, start, end, band, color);
}

/* Draws what of a segment is between two edges, px in the view. */
static void segment_record_between(const struct text_line *line,
	const struct text_segment *segment, oriel_recorder *recorder,
	const struct text_line_view *view, float left, float right, oriel_color color) {
	if (left >= right)
		return;
	oriel_record_push_clip(recorder,
		(struct oriel_rect){
			left, view->y - line->height, right - left, 3 * line->height });
	oriel_record_paragraph(recorder, segment->paragraph, x_in_view(segment, view),
		y_in_view(line, segment, view), color);
	oriel_record_pop_clip(recorder);
}

/* Glyphs may stick out of their segment by less than a line's height. */
static void segment_record_selected(const struct text_line *line,
	const struct text_segment *segment, oriel_recorder *recorder,
	const struct text_line_view *view, oriel_color color, const struct oriel_rect *rects,
	size_t count, oriel_color selected) {
	float left = x_in_view(segment, view) + segment->left;
	float at = left - line->height;
	for (size_t i = 0; i < count; i++) {
		float end = rects[i].x + rects[i].width;
		segment_record_between(line, segment, recorder, view, at, rects[i].x, color);
		segment_record_between(line, segment, recorder, view, rects[i].x, end, selected);
		at = end;
	}
	segment_record_between(
		line, segment, recorder, view, at, left + segment->width + line->height, color);
}

void oriel__text_line_record_selected(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, oriel_color color, size_t start, size_t end,
	oriel_color selected) {
	for (size_t i = 0; i < line->count; i++) {
		const struct text_segment *segment = &line->segments[i];
		struct oriel_rect rects[MOST_RECTS];
		if (!is_in_view(segment, view))
			continue;
		size_t count = selected != color ?
			segment_rects(line, segment, view, start, end, rects) :
			0;
		if (count > 0)
			segment_record_selected(
				line, segment, recorder, view, color, rects, count, selected);
		else
			oriel_record_paragraph(recorder, segment->paragraph, x_in_view(segment, view),
				y_in_view(line, segment, view), color);
	}
}
