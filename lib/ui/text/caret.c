/* SPDX-License-Identifier: MIT */
/*
 * Carets inside words. A cluster of several graphemes, e.g. a ligature, has caret positions inside:
 * those of the font (GDEF), or else evenly spaced ones.
 */
#include "text/clusters_internal.h"

#include <oriel/extend/paragraph.h>

#include <hb-ot.h>

enum { MAX_CARETS = 16 };

/* Counts the grapheme boundaries after start, up to end. */
static size_t caret_count_boundaries(const char *text, size_t start, size_t end, size_t length) {
	size_t count = 0;
	while (start < length && (start = oriel_text_next_grapheme(text, length, start)) <= end)
		count++;
	return count;
}

/* Returns the font's caret position number index (1 … count - 1) inside a ligature in *x; false if
 * the font has none. */
static bool caret_in_ligature(const struct oriel__word *word, const struct oriel__cluster *cluster,
	size_t index, size_t count, int32_t *x) {
	hb_position_t carets[MAX_CARETS];
	unsigned found = MAX_CARETS;
	if (cluster->last_glyph - cluster->first_glyph != 1 || count > MAX_CARETS)
		return false;
	hb_ot_layout_get_ligature_carets(word->font->hb,
		word->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR,
		oriel__word_glyph(word, cluster->first_glyph)->index, 0, &found, carets);
	if (found != count - 1)
		return false;
	/* the font lists carets from left to right */
	*x = word->is_rtl ? cluster->advance - carets[count - 1 - index] : carets[index - 1];
	return true;
}

/* Returns the distance of a caret from the beginning of its cluster, in the direction of the
 * text. */
static int32_t caret_in_cluster(const struct oriel__word *word,
	const struct oriel__cluster *cluster, const char *text, size_t offset) {
	int32_t x;
	size_t count = caret_count_boundaries(text, cluster->start, cluster->end, word->length);
	size_t index = caret_count_boundaries(text, cluster->start, offset, word->length);
	if (index == 0 || count < 2)
		return 0;
	if (caret_in_ligature(word, cluster, index, count, &x))
		return x;
	return (int32_t)((int64_t)cluster->advance * (int64_t)index / (int64_t)count);
}

int32_t oriel__word_caret(const struct oriel__word *word, const char *text, size_t offset) {
	struct oriel__cluster cluster = { 0 };
	int32_t x = 0;
	while (
		cluster.end < word->length && oriel__cluster_next(word, &cluster) && cluster.end <= offset)
		x += cluster.advance;
	if (offset > cluster.start && offset < cluster.end)
		x += caret_in_cluster(word, &cluster, text, offset);
	return word->is_rtl ? word->advance - x : x;
}
