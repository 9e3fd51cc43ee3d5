/* SPDX-License-Identifier: MIT */
/* The data of a font, in font units. Everything but the FreeType face is constant after
 * creation. */
#ifndef ORIEL_TEXT_FONT_DATA_INTERNAL_H
#define ORIEL_TEXT_FONT_DATA_INTERNAL_H

#include "text/font_internal.h"

#include <hb.h>

#include <stdatomic.h>

/* A FreeType library and its lock: only one thread at a time may make or free faces of a library.
 * Reference-counted. */
struct oriel__font_library;

struct oriel__font_library *oriel__font_library_new(void);
struct oriel__font_library *oriel__font_library_ref(struct oriel__font_library *library);
void oriel__font_library_unref(struct oriel__font_library *library);

struct oriel__font {
	atomic_uint references;
	uint64_t id;
	struct oriel__font_library *library;
	hb_font_t *hb;
	char *file; /* NULL: no font was found; all glyphs are empty */
	/* bits 0–15: the face; bits 16 and up: the named instance, as in fontconfig and FreeType */
	unsigned index;
	char *variations_text; /* may be NULL */
	hb_variation_t *variations;
	unsigned variation_count;
	bool is_emboldened, is_slanted;
	int units_per_em;
	int ascent, descent, line_gap; /* descent is positive */
	int left, right, top, bottom;  /* box around every glyph; y upwards */
	hb_set_t *space_sensitive;     /* glyphs that a space beside their word may change */
	/* some glyphs may be bitmaps, layers or pictures instead of outlines */
	bool may_lack_outlines;
	FT_Face face; /* NULL until first used */
	bool has_face_failed;
};

struct oriel__font_source {
	const char *file; /* copied; NULL for a font without glyphs */
	unsigned index;
	const char *variations; /* e.g. "wght=650,wdth=90"; may be NULL */
	bool is_emboldened, is_slanted;
};

/* Returns a font, or NULL and logs an error if the file cannot be read as a font. */
struct oriel__font *oriel__font_new(
	struct oriel__font_library *library, const struct oriel__font_source *source);

/* Tells whether a glyph has an outline; only outlines are drawn. */
bool oriel__font_has_outline(struct oriel__font *font, uint32_t glyph);

/* Tells whether the font has a glyph for a character, and if has_ink is set, a visible one. */
static inline bool oriel__font_shows(struct oriel__font *font, uint32_t code_point, bool has_ink) {
	hb_codepoint_t glyph;
	if (!hb_font_get_nominal_glyph(font->hb, code_point, &glyph))
		return false;
	return !has_ink || !font->may_lack_outlines || oriel__font_has_outline(font, glyph);
}

static inline bool oriel__face_has_table(hb_face_t *face, hb_tag_t tag) {
	hb_blob_t *table = hb_face_reference_table(face, tag);
	bool has = hb_blob_get_length(table) > 0;
	hb_blob_destroy(table);
	return has;
}

#endif
