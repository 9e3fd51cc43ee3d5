/* SPDX-License-Identifier: MIT */
/*
 * Boundaries of extended grapheme clusters between pairs of characters: the rules of utf8proc, and
 * rule GB9c of Unicode 15.1, which utf8proc lacks. By GB9c, consonants of some Indic scripts that a
 * virama links are one grapheme. They are one shape on the screen, so a caret cannot stand inside.
 *
 * GB9c: Consonant, any Extend, at least one Linker among them, Consonant. (UAX #29, property
 * Indic_Conjunct_Break)
 */
#include "text/grapheme_internal.h"

#include <utf8proc.h>

#include <stddef.h>

enum { ZERO_WIDTH_NON_JOINER = 0x200c, ZERO_WIDTH_JOINER = 0x200d };

/* The state of a conjunct. */
enum { NO_CONJUNCT, AFTER_CONSONANT, LINKED };

/* Tells whether c has Indic_Conjunct_Break=Consonant: Devanagari, Bengali, Gujarati, Oriya, Telugu,
 * Malayalam. */
static bool grapheme_is_consonant(uint32_t c) {
	static const struct {
		uint16_t first, last;
	} ranges[] = {
		{ 0x0915, 0x0939 },
		{ 0x0958, 0x095f },
		{ 0x0978, 0x097f },
		{ 0x0995, 0x09a8 },
		{ 0x09aa, 0x09b0 },
		{ 0x09b2, 0x09b2 },
		{ 0x09b6, 0x09b9 },
		{ 0x09dc, 0x09dd },
		{ 0x09df, 0x09df },
		{ 0x09f0, 0x09f1 },
		{ 0x0a95, 0x0aa8 },
		{ 0x0aaa, 0x0ab0 },
		{ 0x0ab2, 0x0ab3 },
		{ 0x0ab5, 0x0ab9 },
		{ 0x0af9, 0x0af9 },
		{ 0x0b15, 0x0b28 },
		{ 0x0b2a, 0x0b30 },
		{ 0x0b32, 0x0b33 },
		{ 0x0b35, 0x0b39 },
		{ 0x0b5c, 0x0b5d },
		{ 0x0b5f, 0x0b5f },
		{ 0x0b71, 0x0b71 },
		{ 0x0c15, 0x0c28 },
		{ 0x0c2a, 0x0c39 },
		{ 0x0c58, 0x0c5a },
		{ 0x0d15, 0x0d3a },
	};
	if (c < ranges[0].first || c > 0x0d3a)
		return false;
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		if (c >= ranges[i].first && c <= ranges[i].last)
			return true;
	}
	return false;
}

/* Tells whether c has Indic_Conjunct_Break=Linker: the viramas of the same scripts. */
static bool grapheme_is_linker(uint32_t c) {
	return c == 0x094d || c == 0x09cd || c == 0x0acd || c == 0x0b4d || c == 0x0c4d || c == 0x0d4d;
}

static bool grapheme_is_extend(uint32_t c) {
	if (c < 0x300 || c == ZERO_WIDTH_NON_JOINER)
		return false;
	return c == ZERO_WIDTH_JOINER ||
		utf8proc_get_property((utf8proc_int32_t)c)->boundclass == UTF8PROC_BOUNDCLASS_EXTEND;
}

static uint8_t grapheme_conjunct_after(uint8_t conjunct, uint32_t c) {
	if (grapheme_is_consonant(c))
		return AFTER_CONSONANT;
	if (conjunct == NO_CONJUNCT)
		return NO_CONJUNCT;
	if (grapheme_is_linker(c))
		return LINKED;
	return grapheme_is_extend(c) ? conjunct : NO_CONJUNCT;
}

bool oriel__grapheme_breaks(struct oriel__grapheme *grapheme, uint32_t before, uint32_t after) {
	uint8_t conjunct = grapheme_conjunct_after(grapheme->conjunct, before);
	bool breaks = utf8proc_grapheme_break_stateful(
		(utf8proc_int32_t)before, (utf8proc_int32_t)after, &grapheme->state);
	if (conjunct == LINKED && grapheme_is_consonant(after))
		breaks = false;
	grapheme->conjunct = breaks ? NO_CONJUNCT : conjunct;
	return breaks;
}

bool oriel__grapheme_breaks_surely(uint32_t before, uint32_t after) {
	if (before == ZERO_WIDTH_JOINER ||
		(grapheme_is_consonant(after) &&
			(grapheme_is_linker(before) || grapheme_is_extend(before))))
		return false;
	return utf8proc_grapheme_break((utf8proc_int32_t)before, (utf8proc_int32_t)after);
}
