/* SPDX-License-Identifier: MIT */
#include "pinned.h"

#include "text/font_internal.h"
#include "text/paragraph_internal.h"

#include <math.h>
#include <stdio.h>

/* Records "name@x" for every glyph, with " ^y" if it is off the baseline; "; " separates runs, and
 * "/ " lines. */
static void add_run(struct order *order, const struct oriel__glyph_run *run) {
	FT_Face face = oriel__font_face(run->font);
	float baseline = run->positions[0].y;
	for (size_t i = 0; i < run->count; i++) {
		char name[64];
		FT_Get_Glyph_Name(face, run->glyphs[i], name, sizeof(name));
		if (fabsf(run->positions[i].y - baseline) > 0.005f)
			order_add(order, "%s@%.2f^%.2f", name, (double)run->positions[i].x,
				(double)(baseline - run->positions[i].y));
		else
			order_add(order, "%s@%.2f", name, (double)run->positions[i].x);
	}
}

static void dump(struct order *order, const oriel_paragraph *paragraph) {
	size_t count;
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	for (size_t i = 0; i < count; i++) {
		if (i > 0)
			order_add(
				order, "%s", runs[i].positions[0].y != runs[i - 1].positions[0].y ? "line" : "run");
		add_run(order, &runs[i]);
	}
	oriel__glyphs_unref(glyphs);
}

static void assert_shaped(const char *text, float width, const char *expected) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of(text);
	oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
	dump(&order, paragraph);
	assert_order(&order, expected);
	oriel_paragraph_destroy(paragraph);
}

static void latin_is_kerned_and_ligated(void **state) {
	assert_shaped(
		"AV office", INFINITY, "A@0.00, V@12.70, o@33.22, uniFB03@45.75, c@65.55, e@76.81");
}

static void nothing_is_drawn_for_spaces_and_newlines(void **state) {
	assert_shaped("", INFINITY, "");
	assert_shaped("  \t \n ", INFINITY, "");
	assert_shaped("a\nb", INFINITY, "a@0.00, line, b@0.00");
}

static void hebrew_is_reordered_between_latin(void **state) {
	assert_shaped(
		"a \xd7\xa9\xd7\x9c b", INFINITY, "a@0.00, uni05DC@19.06, uni05E9@30.70, b@51.72");
}

static void numbers_keep_their_order_in_hebrew(void **state) {
	assert_shaped("\xd7\xa9\xd7\x9c 12 \xd7\xa9", INFINITY,
		"uni05E9@0.00, one@21.02, two@34.05, uni05DC@53.59, uni05E9@65.23");
}

static void arabic_letters_join(void **state) {
	assert_shaped(
		"\xd8\xa8\xd8\xa8\xd8\xa8", INFINITY, "uniFE90@0.00, uniFE92@20.11, uniFE91@26.29");
	assert_shaped("\xd9\x84\xd8\xa7", INFINITY, "uniFEFB@0.00");
}

static void a_cut_arabic_word_keeps_its_joined_letters(void **state) {
	assert_shaped(
		"\xd8\xa8\xd8\xa8\xd8\xa8", 10, "uniFE91@4.30, line, uniFE92@3.82, line, uniFE90@-10.11");
}

static void brackets_are_mirrored(void **state) {
	assert_shaped("\xd7\xa9(\xd7\x9c)", INFINITY,
		"parenleft@0.00, uni05DC@7.99, parenright@19.63, uni05E9@27.62");
}

static void marks_stand_over_their_letters(void **state) {
	assert_shaped("e\xcc\x81", INFINITY, "eacute@0.00");
	assert_shaped("q\xcc\x81", INFINITY, "q@0.00, acutecomb@11.35");
}

static void a_character_that_no_font_has_is_a_box(void **state) {
	assert_shaped("a\xe6\xbc\xa2z", INFINITY, "a@0.00, .notdef@12.55, z@24.84");
}

static void joiners_are_invisible_and_controls_are_visible(void **state) {
	assert_shaped("a\xe2\x80\x8d" "b", INFINITY, "a@0.00, space@12.55, b@12.55");
	assert_shaped("a\x01"
				"b\x7f"
				"c",
		INFINITY, "a@0.00, .notdef@12.55, b@24.84, .notdef@37.84, c@50.13");
}

static void invalid_bytes_are_replaced(void **state) {
	assert_shaped("a\xff\xed\xa0\x80z", INFINITY,
		"a@0.00, uniFFFD@12.55, uniFFFD@33.55, uniFFFD@54.55, uniFFFD@75.55, z@96.55");
}

static void lines_follow_each_other(void **state) {
	assert_shaped("on two lines", 60,
		"o@0.00, n@12.53, line, t@0.00, w@8.03, o@24.78, line, l@0.00, i@5.69, n@11.38, e@24.36, "
		"s@36.96");
}

static void alignment_follows_the_paragraphs_direction(void **state) {
	struct order order = { 0 };
	const enum oriel_text_align aligns[] = { ORIEL_TEXT_ALIGN_START, ORIEL_TEXT_ALIGN_CENTER,
		ORIEL_TEXT_ALIGN_END };
	const char *texts[] = { "o", "\xd7\xa9" };
	for (size_t t = 0; t < 2; t++) {
		for (size_t i = 0; i < 3; i++) {
			oriel_paragraph *paragraph = paragraph_of(texts[t]);
			oriel_paragraph_set_width(paragraph, 100, aligns[i]);
			dump(&order, paragraph);
			oriel_paragraph_destroy(paragraph);
		}
	}
	assert_order(&order, "o@0.00, o@43.74, o@87.47, uni05E9@85.49, uni05E9@42.74, uni05E9@0.00");
}

static void an_ellipsis_replaces_text_that_does_not_fit(void **state) {
	const char *texts[] = { "buy some milk",
		"\xd7\xa9\xd7\x9c\xd7\x9d\xd7\xa9\xd7\x9c\xd7\x9d\xd7\xa9\xd7\x9c\xd7\x9d" };
	for (size_t i = 0; i < 2; i++) {
		struct order order = { 0 };
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		oriel_paragraph_set_ellipsis(paragraph, 70, ORIEL_TEXT_ALIGN_START);
		assert_true(oriel_paragraph_size(paragraph).width <= 70);
		dump(&order, paragraph);
		assert_order(&order,
			i == 0 ? "b@0.00, u@13.00, y@25.98, ellipsis@44.61" :
					"ellipsis@9.78, uni05DD@30.26, uni05DC@43.85, uni05E9@55.49");
		oriel_paragraph_destroy(paragraph);
	}
}

static void glyphs_outlive_their_paragraph_and_its_thread_s_fonts(void **state) {
	size_t count;
	oriel_paragraph *paragraph = paragraph_of("kept");
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	struct oriel__glyphs *again = oriel__paragraph_glyphs(paragraph);
	assert_ptr_equal(glyphs, again);
	oriel__glyphs_unref(again);
	oriel_paragraph_destroy(paragraph);
	oriel__thread_slots_finish();
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	assert_int_equal(count, 1);
	assert_int_equal(runs[0].count, 4);
	assert_non_null(oriel__font_face(runs[0].font));
	oriel__glyphs_unref(glyphs);
}

static void no_ink_is_outside_the_bounds(void **state) {
	oriel_paragraph *paragraph = paragraph_of("j\xc3\x84\xcc\x88Q, (f)\nW");
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	struct oriel_rect all = oriel__glyphs_bounds(glyphs);
	size_t count;
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	for (size_t i = 0; i < count; i++) {
		FT_Face face = oriel__font_face(runs[i].font);
		float scale = runs[i].size / face->units_per_EM;
		for (size_t k = 0; k < runs[i].count; k++) {
			assert_int_equal(FT_Load_Glyph(face, runs[i].glyphs[k], FT_LOAD_NO_SCALE), 0);
			const FT_Glyph_Metrics *metrics = &face->glyph->metrics;
			float x = runs[i].positions[k].x + metrics->horiBearingX * scale;
			float y = runs[i].positions[k].y - metrics->horiBearingY * scale;
			struct oriel_rect ink = { x, y, metrics->width * scale, metrics->height * scale };
			struct oriel_rect in_run = oriel_rect_intersect(ink, runs[i].bounds),
							in_all = oriel_rect_intersect(ink, all);
			assert_true(fabsf(in_run.width - ink.width) < 0.01f &&
				fabsf(in_run.height - ink.height) < 0.01f);
			assert_true(fabsf(in_all.width - ink.width) < 0.01f &&
				fabsf(in_all.height - ink.height) < 0.01f);
		}
	}
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
}

/* Words come from a cache, which must not be observable, whatever was shaped before. */
static void repeated_shaping_gives_equal_glyphs(void **state) {
	const char *text = "AV \xd7\xa9\xd7\x9c office \xd8\xa8\xd8\xa8 12:30 - OK";
	struct order first = { 0 };
	oriel_paragraph *paragraph = paragraph_of(text);
	dump(&first, paragraph);
	oriel_paragraph_destroy(paragraph);
	for (int i = 0; i < 3; i++)
		assert_shaped(text, INFINITY, first.text);
}

/* Inter adjusts signs to adjacent capitals, even across spaces, and has arrows that a line break
 * could split. */
static void words_are_shaped_together_if_the_font_depends_on_spaces(void **state) {
	oriel__fonts_use_files(
		(const char *[]){ "/usr/share/fonts/opentype/inter/Inter-Regular.otf" }, 1);
	struct order order = { 0 };
	const char *texts[] = { "A - B", "a - b", "->B" };
	for (size_t i = 0; i < 3; i++) {
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		size_t count;
		struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
		const struct oriel__glyph_run *run = oriel__glyphs_runs(glyphs, &count);
		for (size_t k = 0; k < run->count; k++) {
			char name[64];
			FT_Get_Glyph_Name(oriel__font_face(run->font), run->glyphs[k], name, sizeof(name));
			order_add(&order, "%s", name);
		}
		oriel__glyphs_unref(glyphs);
		oriel_paragraph_destroy(paragraph);
	}
	assert_order(
		&order, "uni0041, uni002D.case, uni0042, uni0061, uni002D, uni0062, uni2192.case, uni0042");
}

int main(void) {
	return RUN_TESTS(PINNED_TEST(latin_is_kerned_and_ligated),
		PINNED_TEST(nothing_is_drawn_for_spaces_and_newlines),
		PINNED_TEST(hebrew_is_reordered_between_latin),
		PINNED_TEST(numbers_keep_their_order_in_hebrew), PINNED_TEST(arabic_letters_join),
		PINNED_TEST(a_cut_arabic_word_keeps_its_joined_letters), PINNED_TEST(brackets_are_mirrored),
		PINNED_TEST(marks_stand_over_their_letters),
		PINNED_TEST(a_character_that_no_font_has_is_a_box),
		PINNED_TEST(joiners_are_invisible_and_controls_are_visible),
		PINNED_TEST(invalid_bytes_are_replaced), PINNED_TEST(lines_follow_each_other),
		PINNED_TEST(alignment_follows_the_paragraphs_direction),
		PINNED_TEST(an_ellipsis_replaces_text_that_does_not_fit),
		PINNED_TEST(glyphs_outlive_their_paragraph_and_its_thread_s_fonts),
		PINNED_TEST(no_ink_is_outside_the_bounds), PINNED_TEST(repeated_shaping_gives_equal_glyphs),
		cmocka_unit_test_teardown(
			words_are_shaped_together_if_the_font_depends_on_spaces, drop_fonts));
}
