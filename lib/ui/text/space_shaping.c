/* SPDX-License-Identifier: MIT */
/*
 * Detection of glyphs that depend on adjacent spaces. Words are shaped one at a time and cached.
 * That is correct only if the font changes nothing across a space. Most fonts do not; some adjust a
 * hyphen between spaced capitals, or kern with the space. A lookup changes only glyphs in its
 * input. So the glyphs to shape together with their neighbours are the union of the inputs of all
 * lookups that contain the space. Only features that are on by default count.
 */
#include "text/space_shaping_internal.h"

#include "text/font_data_internal.h"

#include <hb-ot.h>

#include <stdbool.h>
#include <stddef.h>

static const hb_tag_t features[] = {
	HB_TAG('c', 'c', 'm', 'p'),
	HB_TAG('l', 'o', 'c', 'l'),
	HB_TAG('r', 'l', 'i', 'g'),
	HB_TAG('r', 'c', 'l', 't'),
	HB_TAG('c', 'a', 'l', 't'),
	HB_TAG('c', 'l', 'i', 'g'),
	HB_TAG('l', 'i', 'g', 'a'),
	HB_TAG('c', 'u', 'r', 's'),
	HB_TAG('d', 'i', 's', 't'),
	HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('m', 'a', 'r', 'k'),
	HB_TAG('m', 'k', 'm', 'k'),
	HB_TAG('a', 'b', 'v', 'm'),
	HB_TAG('b', 'l', 'w', 'm'),
	HB_TAG('r', 'v', 'r', 'n'),
	HB_TAG('i', 's', 'o', 'l'),
	HB_TAG('i', 'n', 'i', 't'),
	HB_TAG('m', 'e', 'd', 'i'),
	HB_TAG('f', 'i', 'n', 'a'),
	HB_TAG('p', 'r', 'e', 's'),
	HB_TAG('a', 'b', 'v', 's'),
	HB_TAG('b', 'l', 'w', 's'),
	HB_TAG('p', 's', 't', 's'),
	HB_TAG('h', 'a', 'l', 'n'),
	0,
};

static void space_shaping_add_lookup(hb_face_t *face, hb_tag_t table, hb_codepoint_t lookup,
	hb_codepoint_t space, hb_set_t *sensitive) {
	hb_set_t *context = hb_set_create();
	hb_set_t *input = hb_set_create();
	hb_ot_layout_lookup_collect_glyphs(face, table, lookup, context, input, context, NULL);
	if (hb_set_has(context, space) || hb_set_has(input, space))
		hb_set_union(sensitive, input);
	hb_set_destroy(input);
	hb_set_destroy(context);
}

static void space_shaping_add_table(
	hb_face_t *face, hb_tag_t table, hb_codepoint_t space, hb_set_t *sensitive) {
	hb_codepoint_t lookup = HB_SET_VALUE_INVALID;
	hb_set_t *lookups = hb_set_create();
	hb_ot_layout_collect_lookups(face, table, NULL, NULL, features, lookups);
	while (hb_set_next(lookups, &lookup))
		space_shaping_add_lookup(face, table, lookup, space, sensitive);
	hb_set_destroy(lookups);
}

/* Tells whether a font has tables that cannot be inspected: Apple's tables, and the kerning of old
 * fonts, which HarfBuzz uses if GPOS has none. */
static bool space_shaping_is_opaque(hb_face_t *face) {
	static const hb_tag_t kern[] = { HB_TAG('k', 'e', 'r', 'n'), 0 };
	if (oriel__face_has_table(face, HB_TAG('m', 'o', 'r', 'x')) ||
		oriel__face_has_table(face, HB_TAG('k', 'e', 'r', 'x')))
		return true;
	if (!oriel__face_has_table(face, HB_TAG('k', 'e', 'r', 'n')))
		return false;
	hb_set_t *lookups = hb_set_create();
	hb_ot_layout_collect_lookups(face, HB_OT_TAG_GPOS, NULL, NULL, kern, lookups);
	bool unused = !hb_set_is_empty(lookups);
	hb_set_destroy(lookups);
	return !unused;
}

hb_set_t *oriel__space_sensitive_glyphs(hb_font_t *font) {
	hb_face_t *face = hb_font_get_face(font);
	hb_set_t *sensitive = hb_set_create();
	hb_codepoint_t space;
	if (!hb_font_get_nominal_glyph(font, ' ', &space))
		return sensitive;
	if (space_shaping_is_opaque(face))
		hb_set_invert(sensitive);
	space_shaping_add_table(face, HB_OT_TAG_GSUB, space, sensitive);
	space_shaping_add_table(face, HB_OT_TAG_GPOS, space, sensitive);
	hb_set_del(sensitive, space);
	return sensitive;
}
