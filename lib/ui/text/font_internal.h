/* SPDX-License-Identifier: MIT */
/*
 * A font: one face of one file, with fixed variation axes and synthesised styles. Immutable and
 * reference-counted. A font has no size, since shaping is done in font units.
 */
#ifndef ORIEL_TEXT_FONT_INTERNAL_H
#define ORIEL_TEXT_FONT_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

#include <ft2build.h>
#include FT_FREETYPE_H

struct oriel__font;

/* Thread: any. */
struct oriel__font *oriel__font_ref(struct oriel__font *font);
void oriel__font_unref(struct oriel__font *font); /* NULL is allowed */

/* Returns a number that is never reused in the process: a key for caches of masks, which may
 * outlive the font. */
uint64_t oriel__font_id(const struct oriel__font *font);

/*
 * Returns the FreeType face with its variations set; opens it at the first call. Returns NULL if
 * FreeType cannot read it, which is logged once. Borrowed from the font; used on one thread at a
 * time. The caller sets a size before each use.
 */
FT_Face oriel__font_face(struct oriel__font *font);

/* Tell whether the drawing code must synthesise the style, because the file has no bold or no
 * slanted face. */
bool oriel__font_is_emboldened(const struct oriel__font *font);
bool oriel__font_is_slanted(const struct oriel__font *font);

#endif
