/* SPDX-License-Identifier: MIT */
/* Iteration over the clusters of a word in logical order. Inline for speed: breaking lines inside
 * long words visits many clusters. */
#ifndef ORIEL_TEXT_CLUSTERS_INTERNAL_H
#define ORIEL_TEXT_CLUSTERS_INTERNAL_H

#include "text/word_cache_internal.h"

struct oriel__cluster {
	size_t start, end;                /* bytes in the word */
	/* half-open range in logical order, for oriel__word_glyph() */
	uint32_t first_glyph, last_glyph;
	int32_t advance;
};

static inline const struct oriel__glyph *oriel__word_glyph(
	const struct oriel__word *word, uint32_t logical) {
	return &word->glyphs[word->is_rtl ? word->glyph_count - 1 - logical : logical];
}

/* Moves to the next cluster, or to the first one if *cluster is all zeros. Returns false at the
 * end. A word without glyphs is one cluster. */
static inline bool oriel__cluster_next(
	const struct oriel__word *word, struct oriel__cluster *cluster) {
	if (cluster->end == word->length)
		return false;
	uint32_t glyph = cluster->last_glyph;
	uint32_t value = glyph < word->glyph_count ? oriel__word_glyph(word, glyph)->cluster : 0;
	cluster->start = cluster->end;
	cluster->first_glyph = glyph;
	cluster->advance = 0;
	for (; glyph < word->glyph_count && oriel__word_glyph(word, glyph)->cluster == value; glyph++)
		cluster->advance += oriel__word_glyph(word, glyph)->advance;
	cluster->last_glyph = glyph;
	cluster->end = glyph < word->glyph_count ? oriel__word_glyph(word, glyph)->cluster :
											word->length;
	return true;
}

#endif
