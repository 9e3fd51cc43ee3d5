/* SPDX-License-Identifier: MIT */
/* U+00AD: a place for a break. It shows a hyphen if a line ends there, and is invisible
 * otherwise. */
#include "pinned.h"

#include "text/font_internal.h"
#include "text/paragraph_data_internal.h"

#include <math.h>
#include <stdio.h>

#define SHY "\xc2\xad"
#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define BEH "\xd8\xa8"
#define DONAU "Donau" SHY "dampf" SHY "schiff"

static bool is_hyphen(const struct oriel__glyph_run *run, size_t i) {
	return run->glyphs[i] == FT_Get_Char_Index(oriel__font_face(run->font), 0x2010);
}

/* Returns the x of the hyphen drawn between two heights, or NAN. */
static float hyphen_x(const struct oriel__glyphs *glyphs, float top, float bottom) {
	size_t count;
	const struct oriel__glyph_run *runs = oriel__glyphs_runs(glyphs, &count);
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < runs[i].count; k++) {
			float y = runs[i].positions[k].y;
			if (is_hyphen(&runs[i], k) && y > top && y <= bottom)
				return runs[i].positions[k].x;
		}
	}
	return NAN;
}

/* Records the lines, without soft hyphens and with drawn hyphens as "-": "Donau-|dampf". */
static void note_lines(struct order *order, const oriel_paragraph *paragraph) {
	char out[256];
	size_t at = 0;
	const char *text = oriel_paragraph_text(paragraph, NULL);
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	for (size_t i = 0; i < oriel_paragraph_line_count(paragraph); i++) {
		size_t start, end;
		const struct oriel__line *line = oriel__lines_at(oriel__paragraph_lines(paragraph), i);
		oriel_paragraph_line(paragraph, i, &start, &end);
		at += (size_t)snprintf(out + at, sizeof(out) - at, "%s", i > 0 ? "|" : "");
		for (; start < end; start++) {
			if (memcmp(text + start, SHY, 2) == 0)
				start++;
			else
				out[at++] = text[start];
		}
		at += (size_t)snprintf(out + at, sizeof(out) - at, "%s",
			isnan(hyphen_x(glyphs, line->y, line->y + line->height)) ? "" : "-");
	}
	oriel__glyphs_unref(glyphs);
	order_add(order, "%s", out);
}

static float width_of(const char *text) {
	oriel_paragraph *paragraph = paragraph_of(text);
	float width = oriel_paragraph_size(paragraph).width;
	oriel_paragraph_destroy(paragraph);
	return width;
}

static void assert_broken(const char *text, float width, const char *expected) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of(text);
	oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
	note_lines(&order, paragraph);
	assert_order(&order, expected);
	oriel_paragraph_destroy(paragraph);
}

static void a_line_that_ends_after_a_soft_hyphen_shows_a_hyphen(void **state) {
	assert_broken(DONAU, 100, "Donau-|dampf-|schiff");
	assert_broken(DONAU, 150, "Donaudampf-|schiff");
	assert_broken("in " DONAU, 100, "in Donau-|dampf-|schiff");
	assert_broken("co" SHY "operate", width_of("co\xe2\x80\x90"), "co-|op|er|at|e");
	assert_broken("a" SHY " b", 20, "a |b");
	assert_broken("a" SHY "-b", 30, "a-|b");
}

static void words_of_any_script_may_be_broken_at_a_soft_hyphen(void **state) {
	static const char *const letters[] = { SHALOM, BEH BEH, "\xd0\xb4\xd0\xbe", "\xce\xb1\xce\xb2",
		"\xe0\xb8\x81", "\xe0\xa4\x95" };
	for (size_t i = 0; i < sizeof(letters) / sizeof(letters[0]); i++) {
		char text[64];
		snprintf(text, sizeof(text), "%s" SHY "%s", letters[i], letters[i]);
		oriel_paragraph *paragraph = paragraph_of(text);
		oriel_paragraph_set_width(
			paragraph, oriel_paragraph_min_width(paragraph), ORIEL_TEXT_ALIGN_START);
		struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
		assert_int_equal(oriel_paragraph_line_count(paragraph), 2);
		assert_false(isnan(hyphen_x(glyphs, 0, oriel_paragraph_caret(paragraph, 0, false).height)));
		oriel__glyphs_unref(glyphs);
		oriel_paragraph_destroy(paragraph);
	}
}

static void a_soft_hyphen_inside_a_line_is_invisible(void **state) {
	assert_broken(DONAU, 1000, "Donaudampfschiff");
	assert_broken(DONAU, INFINITY, "Donaudampfschiff");
	assert_broken("ab" SHY "\ncd" SHY, 1000, "ab|cd");
	assert_broken("ab" SHY "\ncd" SHY, 30, "ab|cd");
	assert_float_equal(
		width_of(DONAU), width_of("Donau") + width_of("dampf") + width_of("schiff"), 0.01);
}

/* Tests the widths at which each word just fits, and slightly smaller ones. */
static void a_hyphen_needs_width(void **state) {
	float donau = width_of("Donau\xe2\x80\x90"), dampf = width_of("Donaudampf\xe2\x80\x90");
	assert_broken(DONAU, dampf, "Donaudampf-|schiff");
	assert_broken(DONAU, dampf - 0.1f, "Donau-|dampfschiff");
	assert_broken(DONAU, donau, "Donau-|dampf-|schiff");
	/* a word that fits nowhere is cut, with its hyphen */
	assert_broken("Donau" SHY "dampf", donau - 0.1f, "Dona|u-|dampf");
	assert_broken("a" SHY "b" SHY "c", 0, "a-|b-|c");
}

static void no_line_is_wider_than_the_width(void **state) {
	oriel_paragraph *paragraph = paragraph_of("in Do" SHY "nau" SHY "dampf" SHY "schiff" SHY "fahrt"
																							"s" SHY
											"gesell" SHY "schaft " SHALOM SHY SHALOM " x");
	for (float width = 300; width > 25; width -= 1.5f) {
		oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
		assert_true(oriel_paragraph_size(paragraph).width <= width + 0.02f);
		struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
		size_t hyphenated = 0, drawn = 0;
		for (size_t i = 0; i < oriel_paragraph_line_count(paragraph); i++) {
			const struct oriel__line *line = oriel__lines_at(oriel__paragraph_lines(paragraph), i);
			size_t start, end;
			oriel_paragraph_line(paragraph, i, &start, &end);
			hyphenated += i + 1 < oriel_paragraph_line_count(paragraph) &&
				memcmp(oriel_paragraph_text(paragraph, NULL) + end - 2, SHY, 2) == 0;
			drawn += !isnan(hyphen_x(glyphs, line->y, line->y + line->height));
		}
		assert_int_equal(drawn, hyphenated);
		oriel__glyphs_unref(glyphs);
	}
	oriel_paragraph_destroy(paragraph);
}

static void the_least_width_has_room_for_hyphens(void **state) {
	oriel_paragraph *paragraph = paragraph_of(DONAU);
	assert_float_equal(oriel_paragraph_min_width(paragraph), width_of("Donau\xe2\x80\x90"), 0.01);
	oriel_paragraph_set_width(
		paragraph, oriel_paragraph_min_width(paragraph), ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 3);
	oriel_paragraph_destroy(paragraph);
	paragraph = paragraph_of("ab" SHY);
	assert_float_equal(oriel_paragraph_min_width(paragraph), width_of("ab"), 0.01);
	oriel_paragraph_destroy(paragraph);
}

static void a_hyphen_follows_its_word_in_either_direction(void **state) {
	float width = width_of(SHALOM "\xe2\x80\x90");
	oriel_paragraph *paragraph = paragraph_of(SHALOM SHY SHALOM);
	oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
	struct oriel__glyphs *glyphs = oriel__paragraph_glyphs(paragraph);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 2);
	assert_true(fabsf(hyphen_x(glyphs, 0, 24)) < 0.1f);
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
	/* A Latin word at the end of a line that runs from right to left: its hyphen is on its right,
	 * beside the space. */
	paragraph = paragraph_of(SHALOM " ab" SHY "cd");
	oriel_paragraph_set_width(paragraph, 90, ORIEL_TEXT_ALIGN_START);
	glyphs = oriel__paragraph_glyphs(paragraph);
	float ab = oriel_paragraph_caret(paragraph, 10, false).x,
		space = oriel_paragraph_caret(paragraph, 8, false).x;
	float x = hyphen_x(glyphs, 0, 24);
	assert_true(x > ab && x < space);
	oriel__glyphs_unref(glyphs);
	oriel_paragraph_destroy(paragraph);
}

static void a_drawn_hyphen_does_not_change_carets(void **state) {
	oriel_paragraph *paragraph = paragraph_of("ab" SHY "cd");
	oriel_paragraph_set_width(paragraph, 40, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 2);
	assert_float_equal(oriel_paragraph_caret(paragraph, 2, false).x, width_of("ab"), 0.01);
	assert_float_equal(oriel_paragraph_caret(paragraph, 4, true).x, width_of("ab"), 0.01);
	assert_true(oriel_paragraph_caret(paragraph, 4, false).y > 0);
	bool trailing;
	assert_int_equal(oriel_paragraph_offset_at(paragraph, 39, 5, &trailing), 2);
	assert_false(trailing);
	oriel_paragraph_destroy(paragraph);
}

/* A letter joins the next one across a soft hyphen, too. */
static void letters_join_across_a_soft_hyphen(void **state) {
	assert_float_equal(width_of(BEH SHY BEH), width_of(BEH BEH), 0.01);
	assert_true(width_of(BEH BEH) < width_of(BEH) + width_of(BEH));
}

int main(void) {
	return RUN_TESTS(
		PINNED_TEST(a_line_that_ends_after_a_soft_hyphen_shows_a_hyphen),
		PINNED_TEST(words_of_any_script_may_be_broken_at_a_soft_hyphen),
		PINNED_TEST(a_soft_hyphen_inside_a_line_is_invisible),
		PINNED_TEST(a_hyphen_needs_width),
		PINNED_TEST(no_line_is_wider_than_the_width),
		PINNED_TEST(the_least_width_has_room_for_hyphens),
		PINNED_TEST(a_hyphen_follows_its_word_in_either_direction),
		PINNED_TEST(a_drawn_hyphen_does_not_change_carets),
		PINNED_TEST(letters_join_across_a_soft_hyphen));
}
