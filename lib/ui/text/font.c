/* SPDX-License-Identifier: MIT */
/*
 * Fonts: HarfBuzz's font, for shaping, and FreeType's face, for drawing. The face is opened at its
 * first use. Both read the same mapped file. fonts.c chooses the files.
 *
 * A font is not scaled: HarfBuzz works in font units, so shaped words serve every size and every
 * display.
 */
#include "text/font_data_internal.h"

#include "base/alloc_internal.h"
#include "text/space_shaping_internal.h"

#include <oriel/runtime/log.h>

#include <hb-ot.h>

#include FT_MULTIPLE_MASTERS_H

#include <pthread.h>
#include <string.h>

struct oriel__font_library {
	atomic_uint references;
	pthread_mutex_t lock;
	FT_Library freetype; /* NULL until the first face */
};

static atomic_uint_least64_t last_id;

struct oriel__font_library *oriel__font_library_new(void) {
	struct oriel__font_library *library = oriel__alloc_zero(1, sizeof(*library));
	atomic_init(&library->references, 1);
	pthread_mutex_init(&library->lock, NULL);
	return library;
}

struct oriel__font_library *oriel__font_library_ref(struct oriel__font_library *library) {
	atomic_fetch_add_explicit(&library->references, 1, memory_order_relaxed);
	return library;
}

void oriel__font_library_unref(struct oriel__font_library *library) {
	if (atomic_fetch_sub_explicit(&library->references, 1, memory_order_acq_rel) > 1)
		return;
	if (library->freetype != NULL)
		FT_Done_FreeType(library->freetype);
	pthread_mutex_destroy(&library->lock);
	oriel__free(library);
}

static void font_read_metrics(struct oriel__font *font) {
	hb_font_extents_t extents = { 0 };
	hb_font_get_h_extents(font->hb, &extents);
	font->ascent = extents.ascender;
	font->descent = -extents.descender;
	font->line_gap = extents.line_gap;
}

static int font_read_int16(const char *bytes) {
	return (int16_t)(uint16_t)((unsigned char)bytes[0] << 8 | (unsigned char)bytes[1]);
}

/* Reads the bounding box of all glyphs. The table "head" has that of the default instance; a margin
 * allows for wider instances. */
static void font_read_box(struct oriel__font *font, hb_face_t *face) {
	enum { X_MIN = 36, Y_MIN = 38, X_MAX = 40, Y_MAX = 42, END = 44 };
	unsigned length;
	int margin = font->variation_count > 0 || font->is_emboldened ? font->units_per_em / 4 : 0;
	hb_blob_t *head = hb_face_reference_table(face, HB_TAG('h', 'e', 'a', 'd'));
	const char *bytes = hb_blob_get_data(head, &length);
	if (length >= END) {
		font->left = font_read_int16(bytes + X_MIN) - margin;
		font->bottom = font_read_int16(bytes + Y_MIN) - margin;
		font->right = font_read_int16(bytes + X_MAX) + margin;
		font->top = font_read_int16(bytes + Y_MAX) + margin;
	}
	if (font->is_slanted) {
		font->left += font->bottom / 4;
		font->right += font->top / 4;
	}
	hb_blob_destroy(head);
}

static void font_read_variations(struct oriel__font *font, const char *text) {
	size_t capacity = 0;
	font->variations_text = text != NULL ? oriel__strdup(text) : NULL;
	while (text != NULL && *text != '\0') {
		size_t length = strcspn(text, ",");
		hb_variation_t variation;
		if (hb_variation_from_string(text, (int)length, &variation)) {
			font->variations = oriel__grow(
				font->variations, &capacity, font->variation_count + 1, sizeof(variation));
			font->variations[font->variation_count++] = variation;
		}
		text += length + (text[length] == ',');
	}
}

static void font_set_variations(struct oriel__font *font) {
	if (font->index >> 16 != 0)
		hb_font_set_var_named_instance(font->hb, (font->index >> 16) - 1);
	if (font->variation_count > 0)
		hb_font_set_variations(font->hb, font->variations, font->variation_count);
	if (font->is_slanted)
		hb_font_set_synthetic_slant(font->hb, 0.2f);
}

static bool font_face_may_lack_outlines(hb_face_t *face) {
	static const hb_tag_t outlines[] = { HB_TAG('g', 'l', 'y', 'f'), HB_TAG('C', 'F', 'F', ' '),
		HB_TAG('C', 'F', 'F', '2') };
	static const hb_tag_t others[] = { HB_TAG('C', 'B', 'D', 'T'), HB_TAG('s', 'b', 'i', 'x'),
		HB_TAG('C', 'O', 'L', 'R'), HB_TAG('S', 'V', 'G', ' ') };
	bool has_outlines = false, has_others = false;
	for (size_t i = 0; i < sizeof(outlines) / sizeof(outlines[0]); i++)
		has_outlines |= oriel__face_has_table(face, outlines[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		has_others |= oriel__face_has_table(face, others[i]);
	return !has_outlines || has_others;
}

static hb_face_t *font_open_hb_face(const struct oriel__font_source *source) {
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(source->file);
	if (blob == NULL)
		return NULL;
	hb_face_t *face = hb_face_create(blob, source->index & 0xffff);
	hb_blob_destroy(blob);
	if (hb_face_get_glyph_count(face) > 0)
		return face;
	hb_face_destroy(face);
	return NULL;
}

struct oriel__font *oriel__font_new(
	struct oriel__font_library *library, const struct oriel__font_source *source) {
	hb_face_t *face = source->file != NULL ? font_open_hb_face(source) : hb_face_get_empty();
	if (face == NULL) {
		oriel_log(ORIEL_LOG_WARNING, "font: %s cannot be read as a font; is the file damaged?",
			source->file);
		return NULL;
	}
	struct oriel__font *font = oriel__alloc_zero(1, sizeof(*font));
	atomic_init(&font->references, 1);
	font->id = atomic_fetch_add_explicit(&last_id, 1, memory_order_relaxed) + 1;
	font->library = oriel__font_library_ref(library);
	font->file = source->file != NULL ? oriel__strdup(source->file) : NULL;
	font->index = source->index;
	font->is_emboldened = source->is_emboldened;
	font->is_slanted = source->is_slanted;
	font->hb = hb_font_create(face);
	font->units_per_em = (int)hb_face_get_upem(face);
	font_read_variations(font, source->variations);
	font_set_variations(font);
	font_read_metrics(font);
	font_read_box(font, face);
	font->may_lack_outlines = font_face_may_lack_outlines(face);
	font->space_sensitive = oriel__space_sensitive_glyphs(font->hb);
	hb_face_destroy(face);
	return font;
}

struct oriel__font *oriel__font_ref(struct oriel__font *font) {
	atomic_fetch_add_explicit(&font->references, 1, memory_order_relaxed);
	return font;
}

static void font_close_freetype_face(struct oriel__font *font) {
	if (font->face == NULL)
		return;
	pthread_mutex_lock(&font->library->lock);
	FT_Done_Face(font->face);
	pthread_mutex_unlock(&font->library->lock);
}

void oriel__font_unref(struct oriel__font *font) {
	if (font == NULL || atomic_fetch_sub_explicit(&font->references, 1, memory_order_acq_rel) > 1)
		return;
	font_close_freetype_face(font);
	hb_set_destroy(font->space_sensitive);
	hb_font_destroy(font->hb);
	oriel__font_library_unref(font->library);
	oriel__free(font->variations_text);
	oriel__free(font->variations);
	oriel__free(font->file);
	oriel__free(font);
}

uint64_t oriel__font_id(const struct oriel__font *font) {
	return font->id;
}

bool oriel__font_is_emboldened(const struct oriel__font *font) {
	return font->is_emboldened;
}

bool oriel__font_is_slanted(const struct oriel__font *font) {
	return font->is_slanted;
}

static FT_Fixed font_axis_value(
	const struct oriel__font *font, const FT_Var_Axis *axis, FT_Fixed now) {
	for (unsigned i = 0; i < font->variation_count; i++) {
		if (font->variations[i].tag == axis->tag)
			return (FT_Fixed)((double)font->variations[i].value * 65536);
	}
	return now;
}

/* Sets FreeType's axes; begins with the named instance that the index selects, if any. */
static void font_set_freetype_variations(
	struct oriel__font *font, FT_Library freetype, FT_Face face) {
	FT_MM_Var *axes;
	if (font->variation_count == 0 || FT_Get_MM_Var(face, &axes) != 0)
		return;
	FT_Fixed *coordinates = oriel__alloc_zero(axes->num_axis, sizeof(*coordinates));
	if (FT_Get_Var_Design_Coordinates(face, axes->num_axis, coordinates) == 0) {
		for (FT_UInt i = 0; i < axes->num_axis; i++)
			coordinates[i] = font_axis_value(font, &axes->axis[i], coordinates[i]);
		FT_Set_Var_Design_Coordinates(face, axes->num_axis, coordinates);
	}
	oriel__free(coordinates);
	FT_Done_MM_Var(freetype, axes);
}

/* Opens the FreeType face. The library is locked. */
static FT_Face font_open_freetype_face(struct oriel__font *font) {
	struct oriel__font_library *library = font->library;
	unsigned length;
	FT_Face face;
	if (font->file == NULL ||
		(library->freetype == NULL && FT_Init_FreeType(&library->freetype) != 0))
		return NULL;
	hb_blob_t *blob = hb_face_reference_blob(hb_font_get_face(font->hb));
	const char *bytes = hb_blob_get_data(blob, &length);
	/* The blob stays alive: the HarfBuzz face, which lives as long as the font, has a reference to
	 * it. */
	FT_Error error = FT_New_Memory_Face(
		library->freetype, (const FT_Byte *)bytes, (FT_Long)length, (FT_Long)font->index, &face);
	hb_blob_destroy(blob);
	if (error != 0)
		return NULL;
	font_set_freetype_variations(font, library->freetype, face);
	return face;
}

FT_Face oriel__font_face(struct oriel__font *font) {
	if (font->face != NULL || font->has_face_failed)
		return font->face;
	pthread_mutex_lock(&font->library->lock);
	font->face = font_open_freetype_face(font);
	pthread_mutex_unlock(&font->library->lock);
	font->has_face_failed = font->face == NULL;
	if (font->has_face_failed && font->file != NULL)
		oriel_log(
			ORIEL_LOG_WARNING, "font: FreeType cannot read %s; its text is not drawn", font->file);
	return font->face;
}

bool oriel__font_has_outline(struct oriel__font *font, uint32_t glyph) {
	FT_Face face = oriel__font_face(font);
	if (face == NULL || FT_Load_Glyph(face, glyph, FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) != 0)
		return false;
	return face->glyph->format == FT_GLYPH_FORMAT_OUTLINE && face->glyph->outline.n_points > 0;
}
