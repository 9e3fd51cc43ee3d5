/* SPDX-License-Identifier: MIT */
#include "bitmap_font.h"
#include "pinned.h"

#include "text/font_internal.h"
#include "text/paragraph_internal.h"

#include <oriel/runtime/log.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Returns the font of the first run of a text. */
static struct oriel__font *font_of(const char *text, const struct oriel_text_style *style) {
	size_t count;
	oriel_paragraph *paragraph = oriel_paragraph_new(text, strlen(text), style);
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	struct oriel__font *font = oriel__font_ref(runs[0].font);
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
	return font;
}

static void add_font(struct order *order, const char *text, struct oriel_text_style style) {
	struct oriel__font *font = font_of(text, &style);
	FT_Face face = oriel__font_face(font);
	order_add(order, "%s %s%s%s", face->family_name, face->style_name,
		oriel__font_is_emboldened(font) ? " emboldened" : "",
		oriel__font_is_slanted(font) ? " slanted" : "");
	oriel__font_unref(font);
}

static int pin_none(void **state) {
	return 0;
}

#define UNPINNED_TEST(name) cmocka_unit_test_setup_teardown(name, pin_none, drop_fonts)

static void the_family_and_its_face_are_found(void **state) {
	struct order order = { 0 };
	const char *files[] = { DEJAVU "DejaVuSans.ttf", DEJAVU "DejaVuSans-Bold.ttf",
		DEJAVU "DejaVuSerif.ttf", DEJAVU "DejaVuSansMono.ttf" };
	oriel__fonts_use_files(files, 4);
	add_font(&order, "a", (struct oriel_text_style){ .family = "DejaVu Serif" });
	add_font(
		&order, "a", (struct oriel_text_style){ .family = "Not There, 'DejaVu Sans Mono' , x" });
	add_font(&order, "a", (struct oriel_text_style){ .family = "DejaVu Sans", .weight = 700 });
	add_font(&order, "a",
		(struct oriel_text_style){ .family = "DejaVu Serif", .weight = 700, .italic = true });
	assert_order(&order,
		"DejaVu Serif Book, DejaVu Sans Mono Book, DejaVu Sans Bold, DejaVu Serif Book emboldened "
		"slanted");
}

static void another_font_provides_missing_characters(void **state) {
	struct order order = { 0 };
	oriel__fonts_use_files(
		(const char *[]){ DEJAVU "DejaVuSansMono-Bold.ttf", DEJAVU "DejaVuSans.ttf" }, 2);
	add_font(&order, "a", (struct oriel_text_style){ .family = "DejaVu Sans Mono" });
	add_font(&order, "\xd7\xa9", (struct oriel_text_style){ .family = "DejaVu Sans Mono" });
	add_font(&order, "\xe6\xbc\xa2", (struct oriel_text_style){ .family = "DejaVu Sans Mono" });
	assert_order(&order, "DejaVu Sans Mono Bold, DejaVu Sans Book, DejaVu Sans Mono Bold");
}

/* Records "family: outlined" or "family: empty" for each glyph of a text. */
static void add_glyphs(struct order *order, const char *text, const char *family) {
	size_t count;
	oriel_paragraph *paragraph = oriel_paragraph_new(
		text, strlen(text), &(struct oriel_text_style){ .family = family });
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	for (size_t i = 0; i < count; i++) {
		FT_Face face = oriel__font_face(runs[i].font);
		for (size_t k = 0; k < runs[i].count; k++) {
			bool loaded = FT_Load_Glyph(
							face, runs[i].glyphs[k], FT_LOAD_NO_SCALE | FT_LOAD_NO_BITMAP) == 0;
			order_add(order, "%s %s: %s", face->family_name,
				runs[i].glyphs[k] == 0 ? "box" : "glyph",
				loaded && face->glyph->outline.n_points > 0 ? "outlined" : "empty");
		}
	}
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
}

/* U+1F680 is in no other font, but U+0041 is. Coloured pictures are not drawn. */
static void a_font_of_coloured_bitmaps_is_the_last_choice(void **state) {
	struct order order = { 0 };
	char path[] = "/tmp/oriel-test-font-XXXXXX";
	bitmap_font_write(path);
	oriel__fonts_use_files((const char *[]){ path, DEJAVU "DejaVuSans.ttf" }, 2);
	add_glyphs(&order, "\xf0\x9f\x9a\x80", "DejaVu Sans");
	add_glyphs(&order, "\xf0\x9f\x9a\x80\xef\xb8\x8f", "DejaVu Sans");
	/* the invisible selector */
	assert_order(
		&order, "DejaVu Sans box: outlined, DejaVu Sans box: outlined, DejaVu Sans glyph: empty");
	/* also if the font is requested by name */
	add_glyphs(&order, "A", "Coloured");
	add_glyphs(&order, "\xf0\x9f\x9a\x80", "Coloured");
	assert_order(&order, "DejaVu Sans glyph: outlined, DejaVu Sans box: outlined");
	unlink(path);
}

static void a_grapheme_has_one_font(void **state) {
	size_t count;
	oriel__fonts_use_files(
		(const char *[]){ DEJAVU "DejaVuSansMono-Bold.ttf", DEJAVU "DejaVuSans.ttf" }, 2);
	struct oriel_text_style style = { .family = "DejaVu Sans Mono" };
	oriel_paragraph *paragraph = oriel_paragraph_new("a\xd7\xa9\xd6\xb7z", 6, &style);
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	assert_int_equal(count, 3);
	assert_int_equal(oriel__font_id(runs[0].font), oriel__font_id(runs[2].font));
	assert_int_not_equal(oriel__font_id(runs[0].font), oriel__font_id(runs[1].font));
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
}

static void fonts_are_shared_between_styles(void **state) {
	oriel__fonts_use_files((const char *[]){ DEJAVU "DejaVuSans.ttf" }, 1);
	struct oriel__font *a = font_of("a", &(struct oriel_text_style){ .size = 10 });
	struct oriel__font *b = font_of(
		"b", &(struct oriel_text_style){ .size = 20, .weight = 500, .family = "serif" });
	assert_ptr_equal(a, b);
	oriel__font_unref(a);
	oriel__font_unref(b);
}

static void the_systems_interface_font_is_found(void **state) {
	struct oriel__font *font = font_of("a", NULL);
	assert_non_null(oriel__font_face(font));
	oriel__font_unref(font);
}

static bool font_is_monospaced(const char *family) {
	struct oriel__font *font = font_of("a", &(struct oriel_text_style){ .family = family });
	bool is_monospaced = FT_IS_FIXED_WIDTH(oriel__font_face(font));
	oriel__font_unref(font);
	return is_monospaced;
}

static void a_generic_family_precedes_the_families_after_it(void **state) {
	assert_true(font_is_monospaced("monospace"));
	assert_true(font_is_monospaced("Not There, MonoSpace, DejaVu Sans"));
	assert_false(font_is_monospaced("DejaVu Sans, monospace"));
	assert_false(font_is_monospaced("sans-serif"));
}

static void without_fonts_text_has_no_size_and_one_error_is_logged(void **state) {
	expect_log("/nonexistent.ttf cannot be read");
	expect_log("fontconfig finds no usable font");
	oriel__fonts_use_files((const char *[]){ "/nonexistent.ttf" }, 1);
	for (int i = 0; i < 2; i++) {
		const struct oriel_text_style style = { .weight = i == 0 ? 400 : 700 };
		oriel_paragraph *paragraph = oriel_paragraph_new("text \xd7\xa9", 7, &style);
		oriel_paragraph_set_width(paragraph, 10, ORIEL_TEXT_ALIGN_START);
		assert_true(oriel_paragraph_size(paragraph).width == 0);
		oriel_paragraph_destroy(paragraph);
	}
}

static void fonts_are_pinned_before_the_first_text(void **state) {
	pin_font(state);
	oriel_paragraph_destroy(oriel_paragraph_new("a", 1, NULL));
	assert_breaks("oriel__fonts_use_files", pin_font(state));
}

static void a_paragraph_may_outlive_its_threads_slots(void **state) {
	pin_font(state);
	oriel_paragraph *paragraph = oriel_paragraph_new("kept", 4, NULL);
	float width = oriel_paragraph_size(paragraph).width;
	oriel__thread_slots_finish();
	oriel_paragraph_set_width(paragraph, 10, ORIEL_TEXT_ALIGN_START);
	oriel_paragraph_set_ellipsis(paragraph, width - 1, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 1);
	oriel_paragraph_destroy(paragraph);
}

static void *shape_much(void *data) {
	pin_font(NULL);
	for (int i = 0; i < 300; i++) {
		char text[64];
		snprintf(text, sizeof(text), "Item %d: \xd7\xa9\xd7\x9c and milk", i);
		struct oriel__font *font = font_of(text, NULL);
		assert_non_null(oriel__font_face(font));
		oriel__font_unref(font);
	}
	*(struct oriel__font **)data = font_of("last", NULL);
	oriel__thread_slots_finish();
	return NULL;
}

/* The font's last reference is released on another thread than the one that opened it. */
static void every_thread_has_its_own_fonts(void **state) {
	pthread_t threads[3];
	struct oriel__font *fonts[3];
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, shape_much, &fonts[i]), 0);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	assert_int_not_equal(oriel__font_id(fonts[0]), oriel__font_id(fonts[1]));
	for (size_t i = 0; i < 3; i++)
		oriel__font_unref(fonts[i]);
}

/* More texts than the caches hold: texts in use do not change. */
static void full_caches_keep_texts_in_use(void **state) {
	pin_font(state);
	oriel_paragraph *kept = oriel_paragraph_new("kept the whole time", 19, NULL);
	float width = oriel_paragraph_size(kept).width;
	for (unsigned i = 0; i < 30000; i++) {
		char text[64];
		int length = snprintf(text, sizeof(text), "%uth %uth %uth word", i, i * 7919, i * 104729);
		oriel_paragraph_destroy(oriel_paragraph_new(text, (size_t)length, NULL));
	}
	oriel_paragraph *again = oriel_paragraph_new("kept the whole time", 19, NULL);
	assert_true(oriel_paragraph_size(again).width == width);
	oriel_paragraph_set_width(kept, width * 0.7f, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(kept), 2);
	oriel_paragraph_destroy(again);
	oriel_paragraph_destroy(kept);
}

int main(void) {
	return RUN_TESTS(
		UNPINNED_TEST(the_family_and_its_face_are_found),
		UNPINNED_TEST(another_font_provides_missing_characters),
		UNPINNED_TEST(a_font_of_coloured_bitmaps_is_the_last_choice),
		UNPINNED_TEST(a_grapheme_has_one_font),
		UNPINNED_TEST(fonts_are_shared_between_styles),
		UNPINNED_TEST(the_systems_interface_font_is_found),
		UNPINNED_TEST(a_generic_family_precedes_the_families_after_it),
		UNPINNED_TEST(without_fonts_text_has_no_size_and_one_error_is_logged),
		UNPINNED_TEST(fonts_are_pinned_before_the_first_text),
		UNPINNED_TEST(a_paragraph_may_outlive_its_threads_slots),
		UNPINNED_TEST(every_thread_has_its_own_fonts),
		UNPINNED_TEST(full_caches_keep_texts_in_use));
}
