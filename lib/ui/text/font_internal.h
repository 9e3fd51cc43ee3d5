/* SPDX-License-Identifier: MIT */
/*
 * A font: one face of one file at one place of its variation axes, with what is synthesised for it.
 * Immutable and reference-counted; it has no size, since shaping is done in font units.
 */
#ifndef ORIEL_TEXT_FONT_INTERNAL_H
#define ORIEL_TEXT_FONT_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include <ft2build.h>
#include FT_FREETYPE_H

struct oriel__font;

/* Any thread. */
struct oriel__font *oriel__font_ref(struct oriel__font *font);
void oriel__font_unref(struct oriel__font *font); /* NULL is allowed */

/* Never reused in the process: a key for caches of masks, which may outlive the font. */
uint64_t oriel__font_id(const struct oriel__font *font);

/*
 * The face, opened when it is first asked for, with its variations set; NULL, logged once, if
 * FreeType cannot read it. Borrowed as long as the font is held; used on one thread at a time.
 * Sizes are the caller's to set, before each use.
 */
FT_Face oriel__font_face(struct oriel__font *font);

/* To be synthesised by the drawing code: the file has no bold, or no slanted face. */
bool oriel__font_is_emboldened(const struct oriel__font *font);
bool oriel__font_is_slanted(const struct oriel__font *font);

#endif
