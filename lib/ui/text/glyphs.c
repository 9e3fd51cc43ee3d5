/* SPDX-License-Identifier: MIT */
/*
 * The glyphs of a paragraph's lines, collected lazily for drawing. They have references to fonts
 * only. Spaces are left out.
 */
#include "text/glyphs_internal.h"

#include "base/alloc_internal.h"
#include "text/clusters_internal.h"
#include "text/visual_internal.h"

#include <oriel/runtime/log.h>

#include <math.h>

struct oriel__glyphs {
	size_t references;
	struct oriel__glyph_run *runs;
	size_t run_count, run_capacity;
	uint32_t *indices; /* of all runs, one after the other */
	struct oriel_point *positions;
	size_t count, capacity;
	bool is_cut; /* there was no memory for more glyphs */
	struct oriel_rect bounds;
};

struct oriel__glyphs *oriel__glyphs_ref(struct oriel__glyphs *glyphs) {
	glyphs->references++;
	return glyphs;
}

void oriel__glyphs_unref(struct oriel__glyphs *glyphs) {
	if (glyphs == NULL || --glyphs->references > 0)
		return;
	for (size_t i = 0; i < glyphs->run_count; i++)
		oriel__font_unref(glyphs->runs[i].font);
	oriel__free(glyphs->runs);
	/* the glyphs reveal the text */
	oriel__free_wiped(glyphs->indices, glyphs->count * sizeof(*glyphs->indices));
	oriel__free(glyphs->positions);
	oriel__free(glyphs);
}

const struct oriel__glyph_run *oriel__glyphs_runs(
	const struct oriel__glyphs *glyphs, size_t *count) {
	*count = glyphs->run_count;
	return glyphs->runs;
}

size_t oriel__glyphs_bytes(const struct oriel__glyphs *glyphs) {
	if (glyphs == NULL)
		return 0;
	return sizeof(*glyphs) + glyphs->run_capacity * sizeof(*glyphs->runs) +
		glyphs->capacity * (sizeof(*glyphs->indices) + sizeof(*glyphs->positions));
}

struct oriel_rect oriel__glyphs_bounds(const struct oriel__glyphs *glyphs) {
	return glyphs->bounds;
}

float oriel__line_x(const struct oriel__lines *lines, const struct oriel__line *line,
	struct oriel__alignment alignment) {
	float room = (isfinite(alignment.width) ? alignment.width : lines->size.width) - line->width;
	/* A line that is too wide overflows at its end. Source: CSS Text 3, 7.1. */
	if (room < 0)
		return line->is_rtl ? room : 0;
	if (alignment.align == ORIEL_TEXT_ALIGN_CENTER)
		return room / 2;
	return (alignment.align == ORIEL_TEXT_ALIGN_END) != line->is_rtl ? room : 0;
}

/* Stops collecting for lack of memory, and logs that once; returns false. */
static bool glyphs_cut(struct oriel__glyphs *glyphs) {
	if (!glyphs->is_cut)
		oriel_log(
			ORIEL_LOG_ERROR, "no memory to show more than %zu letters of a text", glyphs->count);
	glyphs->is_cut = true;
	return false;
}

static bool glyphs_begin_run(struct oriel__glyphs *glyphs, struct oriel__font *font, float size) {
	struct oriel__glyph_run *runs = oriel__try_grow(
		glyphs->runs, &glyphs->run_capacity, glyphs->run_count + 1, sizeof(*runs));
	if (runs == NULL)
		return glyphs_cut(glyphs);
	glyphs->runs = runs;
	glyphs->runs[glyphs->run_count++] = (struct oriel__glyph_run){ .font = oriel__font_ref(font),
		.size = size };
	return true;
}

static bool glyphs_reserve(struct oriel__glyphs *glyphs, size_t capacity) {
	uint32_t *indices = oriel__try_realloc_array(glyphs->indices, capacity, sizeof(*indices));
	if (indices == NULL)
		return false;
	glyphs->indices = indices;
	struct oriel_point *positions = oriel__try_realloc_array(
		glyphs->positions, capacity, sizeof(*positions));
	if (positions == NULL)
		return false;
	glyphs->positions = positions;
	glyphs->capacity = capacity;
	return true;
}

static bool glyphs_make_room(struct oriel__glyphs *glyphs) {
	if (glyphs->is_cut)
		return false;
	if (glyphs->count < glyphs->capacity ||
		glyphs_reserve(glyphs, glyphs->capacity > 0 ? 2 * glyphs->capacity : 8))
		return true;
	return glyphs_cut(glyphs);
}

static void glyphs_add(struct oriel__glyphs *glyphs, uint32_t index, struct oriel_point position) {
	if (!glyphs_make_room(glyphs))
		return;
	glyphs->indices[glyphs->count] = index;
	glyphs->positions[glyphs->count++] = position;
	glyphs->runs[glyphs->run_count - 1].count++;
}

/* Adds the glyphs whose clusters begin in these bytes of the word. @param origin left end of the
 * piece, on the baseline */
static void glyphs_add_word(struct oriel__glyphs *glyphs, const struct oriel__word *word,
	size_t start, size_t end, struct oriel_point origin, float scale) {
	int32_t x = 0;
	for (uint32_t i = 0; i < word->glyph_count; i++) {
		const struct oriel__glyph *glyph = &word->glyphs[i];
		if (glyph->cluster < start || glyph->cluster >= end)
			continue;
		glyphs_add(glyphs, glyph->index, (struct oriel_point){
			origin.x + (float)(x + glyph->dx) * scale,
			origin.y - (float)glyph->dy * scale,
		});
		x += glyph->advance;
	}
}

static void glyphs_add_piece(struct oriel__glyphs *glyphs, const struct oriel__shaped *shaped,
	const struct oriel__piece *piece, struct oriel_point origin, bool is_first) {
	const struct oriel__word *word = piece->word;
	size_t unit_start = piece->unit != NULL ? piece->unit->start : piece->start;
	size_t end = piece->unit != NULL ? piece->end - unit_start : word->length;
	float size = shaped->style.size;
	origin.x += piece->x;
	if ((is_first || glyphs->runs[glyphs->run_count - 1].font != word->font) &&
		!glyphs_begin_run(glyphs, word->font, size))
		return;
	glyphs_add_word(glyphs, word, piece->start - unit_start, end, origin,
		size / (float)word->font->units_per_em);
}

static bool piece_is_drawn(const struct oriel__piece *piece) {
	return piece->unit == NULL ||
		(piece->word != NULL && (piece->unit->flags & ORIEL__UNIT_SPACE) == 0);
}

static void glyphs_add_line(struct oriel__glyphs *glyphs, const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, const struct oriel__line *line, float line_x) {
	struct oriel__visual_line visual;
	bool is_first = true;
	oriel__visual_line_init(&visual, shaped, lines, line);
	struct oriel_point origin = { line_x - visual.ink_x, line->y + line->baseline };
	for (size_t i = 0; i < visual.count; i++) {
		const struct oriel__piece *piece = &visual.pieces[i];
		if (!piece_is_drawn(piece) || glyphs->is_cut)
			continue;
		glyphs_add_piece(glyphs, shaped, piece, origin, is_first);
		is_first = false;
	}
	oriel__visual_line_finish(&visual);
}

/* Returns the union of the font's glyph box at every position of the run. */
static struct oriel_rect glyph_run_bounds(const struct oriel__glyph_run *run) {
	if (run->count == 0)
		return (struct oriel_rect){ 0 };
	float scale = run->size / (float)run->font->units_per_em;
	struct oriel_point low = run->positions[0], high = low;
	for (size_t i = 1; i < run->count; i++) {
		low = (struct oriel_point){ fminf(low.x, run->positions[i].x),
			fminf(low.y, run->positions[i].y) };
		high = (struct oriel_point){ fmaxf(high.x, run->positions[i].x),
			fmaxf(high.y, run->positions[i].y) };
	}
	float x = low.x + (float)run->font->left * scale, y = low.y - (float)run->font->top * scale;
	return (struct oriel_rect){ x, y, high.x + (float)run->font->right * scale - x,
		high.y - (float)run->font->bottom * scale - y };
}

/* Sets the pointers of the runs, now that the arrays no longer move. */
static void glyphs_complete(struct oriel__glyphs *glyphs) {
	size_t at = 0;
	for (size_t i = 0; i < glyphs->run_count; i++) {
		struct oriel__glyph_run *run = &glyphs->runs[i];
		run->glyphs = glyphs->indices != NULL ? glyphs->indices + at : NULL;
		run->positions = glyphs->positions != NULL ? glyphs->positions + at : NULL;
		run->bounds = glyph_run_bounds(run);
		at += run->count;
		glyphs->bounds = oriel_rect_union(glyphs->bounds, run->bounds);
	}
}

struct oriel__glyphs *oriel__glyphs_new(const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, struct oriel__alignment alignment) {
	struct oriel__glyphs *glyphs = oriel__alloc_zero(1, sizeof(*glyphs));
	glyphs->references = 1;
	for (size_t i = 0; i < lines->count; i++) {
		const struct oriel__line *line = oriel__lines_at(lines, i);
		glyphs_add_line(glyphs, shaped, lines, line, oriel__line_x(lines, line, alignment));
	}
	glyphs_complete(glyphs);
	return glyphs;
}
