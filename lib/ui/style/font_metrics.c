/* SPDX-License-Identifier: MIT */
/*
 * The metrics of a font that the units ch and lh depend on. Source: Values 4, §6.1.1. Few values
 * have such a unit, and their widgets often share a font. The metrics of the last font are kept.
 */
#include "style/style_state_internal.h"

#include "base/alloc_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/extend/paragraph.h>

static bool font_metrics_are_of(
	const struct oriel__font_metrics *metrics, const struct oriel_text_style *font) {
	return metrics->family != NULL && metrics->size == font->size &&
		metrics->weight == font->weight && metrics->is_italic == font->italic &&
		strcmp(metrics->family, font->family) == 0;
}

static void font_metrics_measure(
	struct oriel__font_metrics *metrics, const struct oriel_text_style *font) {
	oriel_paragraph *zero = oriel_paragraph_new("0", 1, font);
	metrics->zero_advance = (double)font->size / 2;
	metrics->line_height = (double)font->size * 1.2;
	if (zero == NULL)
		return;
	oriel_paragraph_set_width(zero, INFINITY, ORIEL_TEXT_ALIGN_START);
	struct oriel_size size = oriel_paragraph_size(zero);
	if (size.width > 0)
		metrics->zero_advance = (double)size.width;
	metrics->line_height = (double)size.height;
	oriel_paragraph_destroy(zero);
}

const struct oriel__font_metrics *oriel__font_metrics_of(
	struct oriel__style_state *state, const struct oriel_text_style *font) {
	struct oriel__font_metrics *metrics = &state->font_metrics;
	if (font_metrics_are_of(metrics, font))
		return metrics;
	oriel__font_metrics_finish(state);
	*metrics = (struct oriel__font_metrics){ .family = oriel__strdup(font->family),
		.size = font->size,
		.weight = font->weight,
		.is_italic = font->italic };
	font_metrics_measure(metrics, font);
	return metrics;
}

void oriel__font_metrics_finish(struct oriel__style_state *state) {
	oriel__free(state->font_metrics.family);
	state->font_metrics.family = NULL;
}
