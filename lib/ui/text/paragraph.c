/* SPDX-License-Identifier: MIT */
/*
 * Paragraphs: creation, line breaking at a width, and sizes. Carets are in paragraph_caret.c.
 *
 * Shaping does not depend on the width. Another width costs only line breaking, and nothing if the
 * text is not broken. Destroyed paragraphs are kept in a short list for reuse, since widgets make
 * and destroy many.
 */
#include "text/paragraph_data_internal.h"

#include "base/alloc_internal.h"
#include "text/context_internal.h"

#include <oriel/runtime/log.h>

#include <math.h>

enum { SPARE_PARAGRAPHS = 64, DEFAULT_SIZE = 14, DEFAULT_WEIGHT = 400, MAX_WEIGHT = 1000 };

static bool paragraph_is_positive(float value) {
	return value > 0 && isfinite(value);
}

static struct oriel__shaped_style paragraph_resolve(
	struct oriel__text_context *context, const struct oriel_text_style *style) {
	static const struct oriel_text_style defaults;
	if (style == NULL)
		style = &defaults;
	int weight = style->weight <= 0 ? DEFAULT_WEIGHT :
		style->weight < MAX_WEIGHT  ? style->weight :
									MAX_WEIGHT;
	return (struct oriel__shaped_style){
		.fonts = oriel__fonts_find_set(context->fonts, style->family, weight, style->italic),
		.size = paragraph_is_positive(style->size) ? style->size : DEFAULT_SIZE,
		.line_height = paragraph_is_positive(style->line_height) ? style->line_height : 0,
		.is_rtl = style->is_rtl,
		.is_private = style->is_private,
	};
}

static oriel_paragraph *paragraph_alloc(struct oriel__text_context *context) {
	oriel_paragraph *paragraph = context->spare;
	if (paragraph == NULL)
		return oriel__alloc(sizeof(*paragraph));
	context->spare = paragraph->next;
	context->spare_count--;
	return paragraph;
}

void oriel__paragraph_free_spare(struct oriel__text_context *context) {
	while (context->spare != NULL)
		oriel__free(paragraph_alloc(context));
}

oriel_paragraph *oriel_paragraph_new(
	const char *text, size_t length, const struct oriel_text_style *style) {
	struct oriel__text_context *context = oriel__text_context_get();
	ORIEL_ASSERT(text != NULL || length == 0,
		"oriel_paragraph_new: text is NULL, but %zu bytes long; pass \"\" for none", length);
	struct oriel__shaped_style resolved = paragraph_resolve(context, style);
	struct oriel__shaped *shaped = length <= INT32_MAX ?
		oriel__shaped_find(context, length > 0 ? text : "", length, &resolved) :
		NULL;
	/* the empty text is the fallback for lack of memory, so it must succeed */
	while (shaped == NULL && length == 0) {
		oriel__out_of_memory(0);
		shaped = oriel__shaped_find(context, "", 0, &resolved);
	}
	if (shaped == NULL) {
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_paragraph_new: %s for %zu bytes of text; show it in parts",
			length <= INT32_MAX ? "there is no memory" : "a paragraph has no room", length);
		return NULL;
	}
	oriel_paragraph *paragraph = paragraph_alloc(context);
	context->paragraph_count++;
	paragraph->shaped = shaped;
	paragraph->alignment = (struct oriel__alignment){ INFINITY, ORIEL_TEXT_ALIGN_START };
	paragraph->has_own_lines = false;
	paragraph->glyphs = NULL;
	return paragraph;
}

static void paragraph_drop_lines(oriel_paragraph *paragraph) {
	oriel__glyphs_unref(paragraph->glyphs);
	paragraph->glyphs = NULL;
	if (paragraph->has_own_lines)
		oriel__lines_finish(&paragraph->own);
	paragraph->has_own_lines = false;
}

static void paragraph_keep_spare(struct oriel__text_context *context, oriel_paragraph *paragraph) {
	if (context->spare_count == SPARE_PARAGRAPHS) {
		oriel__free(paragraph);
		return;
	}
	paragraph->next = context->spare;
	context->spare = paragraph;
	context->spare_count++;
}

void oriel_paragraph_destroy(oriel_paragraph *paragraph) {
	if (paragraph == NULL)
		return;
	struct oriel__shaped *shaped = paragraph->shaped;
	paragraph_drop_lines(paragraph);
	shaped->context->paragraph_count--;
	paragraph_keep_spare(shaped->context, paragraph);
	oriel__shaped_unref(shaped);
}

static float paragraph_clamp_width(float width) {
	return width > 0 ? width : 0;
}

static struct oriel__lines *paragraph_begin_own_lines(oriel_paragraph *paragraph) {
	paragraph->has_own_lines = true;
	paragraph->own = (struct oriel__lines){ 0 };
	return &paragraph->own;
}

/* Keeps the paragraph's own lines, unless there was no memory for them; then the natural lines
 * stay. */
static void paragraph_keep_own_lines(oriel_paragraph *paragraph, bool done) {
	if (done)
		return;
	oriel_log(ORIEL_LOG_ERROR, "no memory for the lines of %zu bytes of text; they are not broken",
		paragraph->shaped->length);
	paragraph_drop_lines(paragraph);
}

static void paragraph_align(oriel_paragraph *paragraph, float width, enum oriel_text_align align,
	bool (*make_lines)(struct oriel__lines *, const struct oriel__shaped *, float width)) {
	struct oriel__shaped *shaped = paragraph->shaped;
	paragraph_drop_lines(paragraph);
	paragraph->alignment = (struct oriel__alignment){ paragraph_clamp_width(width), align };
	if (shaped->natural.size.width > paragraph->alignment.width)
		paragraph_keep_own_lines(paragraph, make_lines(paragraph_begin_own_lines(paragraph),
			shaped, paragraph->alignment.width));
}

void oriel_paragraph_set_width(
	oriel_paragraph *paragraph, float width, enum oriel_text_align align) {
	paragraph_align(paragraph, width, align, oriel__lines_break);
}

void oriel_paragraph_set_ellipsis(
	oriel_paragraph *paragraph, float width, enum oriel_text_align align) {
	paragraph_align(paragraph, width, align, oriel__lines_cut);
}

const char *oriel_paragraph_text(const oriel_paragraph *paragraph, size_t *length) {
	if (length != NULL)
		*length = paragraph->shaped->length;
	return paragraph->shaped->text;
}

struct oriel_size oriel_paragraph_size(const oriel_paragraph *paragraph) {
	return oriel__paragraph_lines(paragraph)->size;
}

float oriel_paragraph_min_width(const oriel_paragraph *paragraph) {
	struct oriel__shaped *shaped = paragraph->shaped;
	if (shaped->min_width < 0)
		shaped->min_width = oriel__lines_min_width(shaped);
	return shaped->min_width;
}

float oriel_paragraph_baseline(const oriel_paragraph *paragraph) {
	return oriel__lines_at(oriel__paragraph_lines(paragraph), 0)->baseline;
}

size_t oriel_paragraph_line_count(const oriel_paragraph *paragraph) {
	return oriel__paragraph_lines(paragraph)->count;
}

/* Tells whether the lines are the natural ones without alignment: a single line at the start of its
 * width. */
static bool paragraph_is_natural(const oriel_paragraph *paragraph) {
	const struct oriel__lines *lines = oriel__paragraph_lines(paragraph);
	return !paragraph->has_own_lines && lines->count == 1 &&
		oriel__line_x(lines, &lines->only, paragraph->alignment) == 0;
}

struct oriel__glyphs *oriel__paragraph_glyphs(const oriel_paragraph *paragraph) {
	/* Making the glyphs does not change the paragraph observably. */
	struct oriel__glyphs **glyphs = paragraph_is_natural(paragraph) ? &paragraph->shaped->glyphs :
															&((oriel_paragraph *)paragraph)->glyphs;
	if (*glyphs == NULL)
		*glyphs = oriel__glyphs_new(
			paragraph->shaped, oriel__paragraph_lines(paragraph), paragraph->alignment);
	return oriel__glyphs_ref(*glyphs);
}
