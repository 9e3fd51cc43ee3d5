/* SPDX-License-Identifier: MIT */
/* The glyphs of a font that may change because of a space beside their word. The word cache depends
 * on them. */
#ifndef ORIEL_TEXT_SPACE_SHAPING_INTERNAL_H
#define ORIEL_TEXT_SPACE_SHAPING_INTERNAL_H

#include <hb.h>

/* Returns the set, owned by the caller. It may be inverted, i.e. contain every glyph. */
hb_set_t *oriel__space_sensitive_glyphs(hb_font_t *font);

#endif
