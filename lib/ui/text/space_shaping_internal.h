/* SPDX-License-Identifier: MIT */
/* Which glyphs a font may change because of a space beside their word: the guard of the word cache.
 */
#ifndef ORIEL_TEXT_SPACE_SHAPING_INTERNAL_H
#define ORIEL_TEXT_SPACE_SHAPING_INTERNAL_H

#include <hb.h>

/* Owned by the caller; may be an inverted set, i.e. every glyph. */
hb_set_t *oriel__space_sensitive_glyphs(hb_font_t *font);

#endif
