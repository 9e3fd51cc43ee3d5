/* SPDX-License-Identifier: MIT */
/* What this module knows of a font. Everything is in font units, and fixed once the font is made,
 * but the FreeType face. */
#ifndef ORIEL_TEXT_FONT_DATA_INTERNAL_H
#define ORIEL_TEXT_FONT_DATA_INTERNAL_H

#include "text/font_internal.h"

#include <hb.h>

#include <stdatomic.h>

/* A FreeType library and its lock: faces of one library may be made and freed by one thread at a
 * time. Reference-counted. */
struct oriel__font_library;

struct oriel__font_library *oriel__font_library_new(void);
struct oriel__font_library *oriel__font_library_ref(struct oriel__font_library *library);
void oriel__font_library_unref(struct oriel__font_library *library);

struct oriel__font {
	atomic_uint references;
	uint64_t id;
	struct oriel__font_library *library;
	hb_font_t *hb;
	char *file;            /* NULL: no font was found at all, and glyphs are empty */
	/* the face's in the low 16 bits, a named instance's above, as fontconfig and FreeType have it
	 */
	unsigned index;
	char *variations_text; /* may be NULL */
	hb_variation_t *variations;
	unsigned variation_count;
	bool is_emboldened, is_slanted;
	int units_per_em;
	int ascent, descent, line_gap; /* descent is positive */
	int left, right, top, bottom;  /* around every glyph; y upwards */
	hb_set_t *space_sensitive;     /* glyphs that a space beside their word may change */
	/* of some glyphs: it has bitmaps, layers or pictures in their place */
	bool may_lack_outlines;
	FT_Face face;                  /* NULL until asked for */
	bool has_face_failed;
};

struct oriel__font_source {
	const char *file; /* copied; NULL for a font without glyphs */
	unsigned index;
	const char *variations; /* as in "wght=650,wdth=90"; may be NULL */
	bool is_emboldened, is_slanted;
};

/* NULL if the file cannot be read as a font; logged. */
struct oriel__font *oriel__font_new(
	struct oriel__font_library *library, const struct oriel__font_source *source);

/* Whether the glyph has an outline: nothing else of it is drawn. */
bool oriel__font_has_outline(struct oriel__font *font, uint32_t glyph);

/* Whether the font has a glyph for the character, and one that is seen if it should be. */
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
