/* SPDX-License-Identifier: MIT */
/*
 * Greedy line breaking. A chunk consists of the units (shaped_internal.h) up to the next place for
 * a break. A chunk that does not fit begins a new line. A chunk that is wider than a line is cut
 * between graphemes; its letters keep the shapes of the whole word, as in CSS Text. Spaces hang
 * over the end of a line, whatever their number.
 *
 * A line that ends after U+00AD shows a hyphen, which needs room. If there is none, the line ends
 * at the previous place for a break. So the breaker stores the last possible end of the line, and
 * can go back to it.
 */
#include "text/lines_internal.h"

#include "base/alloc_internal.h"
#include "text/clusters_internal.h"
#include "text/context_internal.h"
#include "text/shaped_internal.h"

#include <oriel/extend/paragraph.h>

#include <math.h>
#include <string.h>

enum { SOFT_HYPHEN_LENGTH = 2 /* bytes */ };

/* Layout adds and subtracts paddings; after that, text that fitted must still fit. */
static const float tolerance = 0.01f; /* px */
struct breaker {
	struct oriel__lines *lines;
	const struct oriel__shaped *shaped;
	float width;
	const struct oriel__unit *first; /* first unit of the line */
	size_t start;                    /* first byte of the line */
	double x;                        /* px; end of the line's contents */
	double ink;                      /* px; end of the last contents that are no spaces */
	double hyphen;                   /* px; width of a hyphen */
	struct place {
		const struct oriel__unit *unit;
		size_t offset;
		double x, ink;
		bool is_hyphenated;
	} last_place;    /* the last possible end of the line; none if its offset is not after start */
	bool has_failed; /* there was no memory for a line */
};

struct extent {
	double x, ink;
};

static bool lines_make_room(struct oriel__lines *lines) {
	struct oriel__line *array = oriel__try_grow(
		lines->array, &lines->capacity, lines->count + 1, sizeof(*array));
	if (array != NULL)
		lines->array = array;
	return array != NULL;
}

/* Appends a line; returns NULL if there is no memory. */
static struct oriel__line *lines_append(struct oriel__lines *lines) {
	if (lines->count == 0) {
		lines->count = 1;
		return &lines->only;
	}
	if (!lines_make_room(lines))
		return NULL;
	if (lines->count == 1)
		lines->array[0] = lines->only;
	return &lines->array[lines->count++];
}

void oriel__lines_finish(struct oriel__lines *lines) {
	oriel__free(lines->array);
	if (lines->ellipsis != NULL)
		oriel__word_unref(lines->ellipsis);
	if (lines->hyphen != NULL)
		oriel__word_unref(lines->hyphen);
}

struct metrics {
	float ascent, descent, gap;
};

static struct metrics lines_font_metrics(
	const struct oriel__shaped *shaped, const struct oriel__font *font) {
	float scale = shaped->style.size / (float)font->units_per_em;
	return (struct metrics){ (float)font->ascent * scale, (float)font->descent * scale,
		(float)font->line_gap * scale };
}

/* Returns the maximum of the primary font's metrics and those of the line's fallback fonts. */
static struct metrics lines_max_metrics(
	const struct oriel__shaped *shaped, const struct oriel__unit *first, size_t end) {
	struct metrics metrics = lines_font_metrics(shaped, shaped->style.fonts->primary);
	if (shaped->is_one_font || shaped->style.line_height > 0)
		return metrics;
	for (const struct oriel__unit *unit = first;
		unit < oriel__shaped_unit_end(shaped) && unit->start < end; unit++) {
		if (unit->word == NULL || unit->word->font == shaped->style.fonts->primary)
			continue;
		struct metrics other = lines_font_metrics(shaped, unit->word->font);
		metrics.ascent = fmaxf(metrics.ascent, other.ascent);
		metrics.descent = fmaxf(metrics.descent, other.descent);
		metrics.gap = fmaxf(metrics.gap, other.gap);
	}
	return metrics;
}

static void line_set_height(
	struct oriel__line *line, const struct oriel__shaped *shaped, const struct oriel__unit *first) {
	struct metrics metrics = lines_max_metrics(shaped, first, line->end);
	float content = metrics.ascent + metrics.descent;
	line->height = shaped->style.line_height > 0 ? shaped->style.line_height * shaped->style.size :
												content + metrics.gap;
	line->baseline = (line->height - content) / 2 + metrics.ascent;
}

/* Ends the line before the byte end; the next line begins there, in unit. Returns NULL if there is
 * no memory. */
static struct oriel__line *lines_end_line(
	struct breaker *breaker, size_t end, const struct oriel__unit *unit) {
	const struct oriel__shaped *shaped = breaker->shaped;
	float y = breaker->lines->size.height;
	struct oriel__line *line = lines_append(breaker->lines);
	breaker->has_failed |= line == NULL;
	if (line == NULL)
		return NULL;
	*line = (struct oriel__line){
		.start = (uint32_t)breaker->start,
		.end = (uint32_t)end,
		.first_unit = (uint32_t)(breaker->first - shaped->units),
		.width = (float)breaker->ink,
		.y = y,
		.is_rtl = breaker->first < oriel__shaped_unit_end(shaped) ?
			(breaker->first->flags & ORIEL__UNIT_BASE_RTL) != 0 :
			shaped->style.is_rtl,
	};
	line_set_height(line, shaped, breaker->first);
	breaker->lines->size.width = fmaxf(breaker->lines->size.width, line->width);
	breaker->lines->size.height += line->height;
	breaker->start = end;
	breaker->first = unit;
	breaker->x = breaker->ink = 0;
	return line;
}

static inline struct extent lines_extend(
	const struct oriel__shaped *shaped, struct extent extent, const struct oriel__unit *unit) {
	extent.x += oriel__unit_advance(shaped, unit, extent.x);
	if ((unit->flags & (ORIEL__UNIT_SPACE | ORIEL__UNIT_NEWLINE)) == 0)
		extent.ink = extent.x;
	return extent;
}

/* Adds the width of the units up to the next place for a break, and sets *end to the unit after
 * it. */
static inline struct extent lines_chunk_extent(const struct oriel__shaped *shaped,
	const struct oriel__unit *unit, struct extent extent, const struct oriel__unit **end) {
	const struct oriel__unit *last = oriel__shaped_unit_end(shaped);
	bool is_end = false;
	for (; unit < last && !is_end; unit++) {
		extent = lines_extend(shaped, extent, unit);
		is_end = (unit->flags & ORIEL__UNIT_BREAK) != 0;
	}
	*end = unit;
	return extent;
}

/* Tells whether a cluster that ends at this byte also ends a grapheme. Advances *grapheme to that
 * byte or beyond. */
static bool lines_ends_grapheme(const struct oriel__shaped *shaped, size_t end, size_t *grapheme) {
	while (*grapheme < end)
		*grapheme = oriel_text_next_grapheme(shaped->text, shaped->length, *grapheme);
	return *grapheme == end;
}

/* Returns the px of the hyphen that a line ending after this unit needs, or 0. */
static double lines_hyphen_after(const struct breaker *breaker, const struct oriel__unit *unit) {
	return (unit->flags & ORIEL__UNIT_HYPHEN) != 0 ? breaker->hyphen : 0;
}

/*
 * Puts a word on lines, cut wherever the next grapheme does not fit. A grapheme wider than a line
 * has its own line. A soft hyphen stays with the grapheme before it.
 */
static void lines_cut_word(struct breaker *breaker, const struct oriel__unit *unit) {
	float scale = oriel__unit_scale(breaker->shaped, unit);
	struct oriel__cluster cluster = { 0 };
	size_t grapheme = unit->start, from = unit->start;
	double piece = 0;
	while (oriel__cluster_next(unit->word, &cluster)) {
		piece += (double)((float)cluster.advance * scale);
		bool is_end = cluster.end == unit->length;
		if (!lines_ends_grapheme(breaker->shaped, unit->start + cluster.end, &grapheme) && !is_end)
			continue;
		if ((unit->flags & ORIEL__UNIT_HYPHEN) != 0 &&
			cluster.end + SOFT_HYPHEN_LENGTH == unit->length && cluster.end > 0)
			continue;
		double needed = piece + (is_end ? lines_hyphen_after(breaker, unit) : 0);
		if (breaker->x + needed > breaker->width + tolerance && from > breaker->start)
			lines_end_line(breaker, from, unit);
		breaker->x += piece;
		breaker->ink = breaker->x;
		piece = 0;
		from = unit->start + cluster.end;
	}
}

static void lines_put(struct breaker *breaker, struct extent extent) {
	breaker->x = extent.x;
	breaker->ink = extent.ink;
}

static void lines_cut_chunk(
	struct breaker *breaker, const struct oriel__unit *unit, const struct oriel__unit *end) {
	for (; unit < end; unit++) {
		struct extent extent = lines_extend(
			breaker->shaped, (struct extent){ breaker->x, breaker->ink }, unit);
		bool fits = extent.ink + lines_hyphen_after(breaker, unit) <= breaker->width + tolerance;
		if (!fits && unit->word != NULL && (unit->flags & ORIEL__UNIT_SPACE) == 0)
			lines_cut_word(breaker, unit);
		else
			lines_put(breaker, extent);
	}
}

/* Stores a possible end of the line: after the unit before this one. */
static void lines_note_place(struct breaker *breaker, const struct oriel__unit *unit) {
	breaker->last_place = (struct place){
		.unit = unit,
		.offset = unit[-1].start + (size_t)unit[-1].length,
		.x = breaker->x,
		.ink = breaker->ink,
		.is_hyphenated = (unit[-1].flags & ORIEL__UNIT_HYPHEN) != 0,
	};
}

/* Ends the line at the last possible place; returns the first unit of the next line. */
static const struct oriel__unit *lines_go_back(struct breaker *breaker) {
	const struct place last_place = breaker->last_place;
	lines_put(breaker,
		(struct extent){
			last_place.x, last_place.ink + (last_place.is_hyphenated ? breaker->hyphen : 0) });
	struct oriel__line *line = lines_end_line(breaker, last_place.offset, last_place.unit);
	if (line != NULL)
		line->is_hyphenated = last_place.is_hyphenated;
	return last_place.unit;
}

/* Cuts the line's first chunk; returns the unit after it. */
static const struct oriel__unit *lines_cut_first_chunk(struct breaker *breaker) {
	const struct oriel__unit *end;
	lines_put(breaker, (struct extent){ 0 });
	lines_chunk_extent(breaker->shaped, breaker->first, (struct extent){ 0 }, &end);
	lines_cut_chunk(breaker, breaker->first, end);
	lines_note_place(breaker, end);
	return end;
}

/* Puts one chunk on the line, or ends the line before it; returns the next unit. */
static const struct oriel__unit *lines_put_chunk(
	struct breaker *breaker, const struct oriel__unit *unit) {
	const struct oriel__unit *end;
	struct extent extent = lines_chunk_extent(
		breaker->shaped, unit, (struct extent){ breaker->x, breaker->ink }, &end);
	if (extent.ink > breaker->width + tolerance && extent.ink != breaker->ink)
		return breaker->last_place.offset > breaker->start ?
			lines_go_back(breaker) :
			lines_cut_first_chunk(breaker);
	lines_put(breaker, extent);
	if (extent.ink + lines_hyphen_after(breaker, end - 1) <= breaker->width + tolerance ||
		(end[-1].flags & ORIEL__UNIT_HYPHEN) == 0)
		lines_note_place(breaker, end);
	return end;
}

/* Puts all units up to the next newline on the line; returns the unit after it. */
static const struct oriel__unit *lines_put_all(
	struct breaker *breaker, const struct oriel__unit *unit) {
	const struct oriel__unit *last = oriel__shaped_unit_end(breaker->shaped);
	struct extent extent = { 0 };
	bool is_end = false;
	for (; unit < last && !is_end; unit++) {
		extent = lines_extend(breaker->shaped, extent, unit);
		is_end = (unit->flags & ORIEL__UNIT_NEWLINE) != 0;
	}
	lines_put(breaker, extent);
	return unit;
}

/* Returns a word that a line shows in addition to its text: the first text if the font has its
 * character, else the other one. */
static struct oriel__word *lines_extra_word(
	const struct oriel__shaped *shaped, uint32_t code_point, const char *text, const char *other) {
	struct oriel__font *font = shaped->style.fonts->primary;
	const char *found = oriel__font_shows(font, code_point, true) ? text : other;
	size_t length = strlen(found);
	return oriel__word_find(&shaped->context->words, &(struct oriel__word_source){
		.font = font,
		.script = HB_SCRIPT_LATIN,
		.text = found,
		.length = length,
		.window_end = length,
		.end = length,
	});
}

static struct oriel__word *lines_hyphen_word(const struct oriel__shaped *shaped) {
	return lines_extra_word(shaped, 0x2010, "\xe2\x80\x90", "-");
}

static double lines_word_width(const struct oriel__shaped *shaped, const struct oriel__word *word) {
	return (double)word->advance * (double)shaped->style.size / word->font->units_per_em;
}

bool oriel__lines_break(
	struct oriel__lines *lines, const struct oriel__shaped *shaped, float width) {
	struct breaker breaker = {
		.lines = lines, .shaped = shaped, .width = width, .first = shaped->units
	};
	if (shaped->has_hyphens && !isinf(width)) {
		lines->hyphen = lines_hyphen_word(shaped);
		breaker.hyphen = lines_word_width(shaped, lines->hyphen);
	}
	const struct oriel__unit *unit = shaped->units, *last = oriel__shaped_unit_end(shaped);
	while (unit < last && !breaker.has_failed) {
		const struct oriel__unit *next = isinf(width) ? lines_put_all(&breaker, unit) :
														lines_put_chunk(&breaker, unit);
		if (next > unit && (next[-1].flags & ORIEL__UNIT_NEWLINE) != 0)
			lines_end_line(&breaker, next[-1].start + next[-1].length, next);
		unit = next;
	}
	if (breaker.start < shaped->length || lines->count == 0 ||
		(last[-1].flags & ORIEL__UNIT_NEWLINE) != 0)
		lines_end_line(&breaker, shaped->length, last);
	return !breaker.has_failed;
}

/* Returns the end of a line that leaves room for the ellipsis; *width is the width of the remaining
 * text. */
static size_t lines_ellipsis_offset(const struct oriel__shaped *shaped,
	const struct oriel__line *line, double room, double *width) {
	const struct oriel__unit *last = oriel__shaped_unit_end(shaped);
	size_t end = line->start, grapheme = line->start;
	double x = 0;
	*width = 0;
	for (const struct oriel__unit *unit = shaped->units + line->first_unit;
		unit < last && unit->start < line->end; unit++) {
		struct oriel__cluster cluster = { .end = unit->word == NULL ? unit->length : 0 };
		if (unit->word == NULL)
			x += oriel__unit_advance(shaped, unit, x);
		while (unit->word != NULL && x <= room + tolerance &&
			oriel__cluster_next(unit->word, &cluster)) {
			x += (double)((float)cluster.advance * oriel__unit_scale(shaped, unit));
			if (x <= room + tolerance &&
				lines_ends_grapheme(shaped, unit->start + cluster.end, &grapheme)) {
				end = unit->start + cluster.end;
				*width = x;
			}
		}
		if (x > room + tolerance)
			break;
	}
	return end;
}

static void lines_add_ellipsis(struct oriel__lines *lines, struct oriel__line *line,
	const struct oriel__shaped *shaped, float width) {
	double kept;
	if (lines->ellipsis == NULL)
		lines->ellipsis = lines_extra_word(shaped, 0x2026, "\xe2\x80\xa6", "...");
	double ellipsis = lines_word_width(shaped, lines->ellipsis);
	line->end = (uint32_t)lines_ellipsis_offset(shaped, line, width - ellipsis, &kept);
	line->width = (float)(kept + ellipsis);
	line->is_cut = true;
}

bool oriel__lines_cut(struct oriel__lines *lines, const struct oriel__shaped *shaped, float width) {
	if (!oriel__lines_break(lines, shaped, INFINITY))
		return false;
	lines->size.width = 0;
	for (size_t i = 0; i < lines->count; i++) {
		struct oriel__line *line = oriel__lines_at(lines, i);
		if (line->width > width + tolerance)
			lines_add_ellipsis(lines, line, shaped, width);
		lines->size.width = fmaxf(lines->size.width, line->width);
	}
	return true;
}

float oriel__lines_min_width(const struct oriel__shaped *shaped) {
	const struct oriel__unit *last = oriel__shaped_unit_end(shaped);
	double widest = 0, hyphen = 0;
	if (shaped->has_hyphens) {
		struct oriel__word *word = lines_hyphen_word(shaped);
		hyphen = lines_word_width(shaped, word);
		oriel__word_unref(word);
	}
	for (const struct oriel__unit *unit = shaped->units, *end; unit < last; unit = end) {
		struct extent extent = lines_chunk_extent(shaped, unit, (struct extent){ 0 }, &end);
		bool is_broken = (end[-1].flags & ORIEL__UNIT_HYPHEN) != 0 && end < last &&
			(end->flags & ORIEL__UNIT_NEWLINE) == 0;
		widest = fmax(widest, extent.ink + (is_broken ? hyphen : 0));
	}
	return (float)widest;
}
