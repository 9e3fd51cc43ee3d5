/* SPDX-License-Identifier: MIT */
#include "pinned.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* Returns the lines as "first|second|third", without newlines. */
static const char *lines_of(const oriel_paragraph *paragraph) {
	static char out[1024];
	size_t at = 0;
	const char *text = oriel_paragraph_text(paragraph, NULL);
	for (size_t i = 0; i < oriel_paragraph_line_count(paragraph); i++) {
		size_t start, end;
		oriel_paragraph_line(paragraph, i, &start, &end);
		at += (size_t)snprintf(out + at, sizeof(out) - at, "%s%.*s", i > 0 ? "|" : "",
			(int)(end - start), text + start);
	}
	return out;
}

static void assert_lines(const char *text, float width, const char *expected) {
	oriel_paragraph *paragraph = paragraph_of(text);
	oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), expected);
	assert_true(isinf(width) || oriel_paragraph_size(paragraph).width <= fmaxf(width, 21.01f));
	oriel_paragraph_destroy(paragraph);
}

static void empty_text_is_one_line(void **state) {
	oriel_paragraph *paragraph = oriel_paragraph_new(NULL, 0, NULL);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 1);
	assert_true(oriel_paragraph_size(paragraph).width == 0);
	assert_true(oriel_paragraph_size(paragraph).height > 14);
	assert_true(oriel_paragraph_min_width(paragraph) == 0);
	oriel_paragraph_set_width(paragraph, 0, ORIEL_TEXT_ALIGN_CENTER);
	oriel_paragraph_set_ellipsis(paragraph, 0, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), "");
	oriel_paragraph_destroy(paragraph);
	oriel_paragraph_destroy(NULL);
}

static void every_newline_begins_a_line(void **state) {
	assert_lines("a\nb\rc\r\nd\xe2\x80\xa8" "e\xe2\x80\xa9" "f", INFINITY, "a|b|c|d|e|f");
	assert_lines("a\n\n\nb\n", INFINITY, "a|||b|");
	assert_lines("\r\n", INFINITY, "|");
}

static void lines_break_between_words(void **state) {
	assert_lines("the quick brown fox", 115, "the quick |brown fox");
	assert_lines("the quick brown fox", 70, "the |quick |brown |fox");
}

static void spaces_hang_over_the_end(void **state) {
	oriel_paragraph *paragraph = paragraph_of("ab      cd   ");
	oriel_paragraph_set_width(paragraph, 30, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), "ab      |cd   ");
	assert_true(oriel_paragraph_size(paragraph).width < 30);
	oriel_paragraph_destroy(paragraph);
}

static void hyphens_and_slashes_allow_breaks_and_brackets_do_not(void **state) {
	assert_lines("well-known", 70, "well-|known");
	assert_lines("say (yes) \"no\"", 60, "say |(yes) |\"no\"");
	assert_lines("a ( b", 30, "a |( b");
	assert_lines("12.50, 7:30", 70, "12.50, |7:30");
	assert_lines("a\xc2\xa0" "b c", 20, "a\xc2\xa0" "|b |c");
}

/* The fast path for plain text must agree with the rules. */
static void plain_text_breaks_by_the_rules_of_unicode(void **state) {
	static const char *const words[] = { "one", "two,", "it's", "end.", "3", "4.5", "(x)", "\"q\"",
		"a-b", "!", "?!", "x;", "--", "/" };
	unsigned seed = 1;
	for (int round = 0; round < 200; round++) {
		/* a word joiner selects the slow path */
		char plain[256] = "", marked[512] = "\xe2\x81\xa0";
		for (int i = 0; i < 8; i++) {
			seed = seed * 1103515245 + 12345;
			strcat(plain, words[(seed >> 16) % 14]);
			strcat(plain, (seed >> 20) % 3 == 0 ? "  " : " ");
		}
		strcat(marked, plain);
		oriel_paragraph *a = paragraph_of(plain), *b = paragraph_of(marked);
		for (float width = 46; width < 250; width += 23) {
			oriel_paragraph_set_width(a, width, ORIEL_TEXT_ALIGN_START);
			oriel_paragraph_set_width(b, width, ORIEL_TEXT_ALIGN_START);
			char expected[1024];
			snprintf(expected, sizeof(expected), "%s", lines_of(b) + 3);
			assert_string_equal(lines_of(a), expected);
		}
		oriel_paragraph_destroy(a);
		oriel_paragraph_destroy(b);
	}
}

static void ideographs_break_anywhere_but_before_a_full_stop(void **state) {
	assert_lines("\xe6\xbc\xa2\xe5\xad\x97\xe3\x80\x82\xe4\xbb\xae", 30,
		"\xe6\xbc\xa2|\xe5\xad\x97\xe3\x80\x82|\xe4\xbb\xae");
}

static void a_zero_width_space_allows_a_break(void **state) {
	assert_lines("abc\xe2\x80\x8b" "def", 45, "abc\xe2\x80\x8b|def");
}

static void a_word_wider_than_the_line_is_cut_between_graphemes(void **state) {
	assert_lines("abcdef", 30, "ab|cd|ef");
	assert_lines("abcdef", 0, "a|b|c|d|e|f");
	assert_lines("x abcdef", 30, "x |ab|cd|ef");
	assert_lines("e\xcc\x81" "e\xcc\x81" "e\xcc\x81", 20, "e\xcc\x81|e\xcc\x81|e\xcc\x81");
	/* The letters of a ligature stay together. */
	assert_lines("ffia", 10, "ffi|a");
}

static void an_emoji_sequence_is_never_cut(void **state) {
	const char *family = "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa6";
	char text[64], expected[64];
	snprintf(text, sizeof(text), "%s%s", family, family);
	snprintf(expected, sizeof(expected), "%s|%s", family, family);
	oriel_paragraph *paragraph = paragraph_of(text);
	oriel_paragraph_set_width(paragraph, 1, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), expected);
	oriel_paragraph_destroy(paragraph);
}

static void tabs_stop_every_eight_spaces(void **state) {
	struct order order = { 0 };
	oriel_paragraph *paragraph = paragraph_of("\ta\tb");
	for (size_t offset = 0; offset <= 4; offset++)
		order_add(&order, "%.2f", (double)oriel_paragraph_caret(paragraph, offset, false).x);
	assert_order(&order, "0.00, 52.08, 64.63, 104.16, 117.16");
	oriel_paragraph_destroy(paragraph);
}

static void lines_do_not_depend_on_an_earlier_width(void **state) {
	const char *text = "some words to be broken, \xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d too, and broken "
					"again";
	oriel_paragraph *again = paragraph_of(text);
	for (float width = 400; width > 0; width -= 7) {
		oriel_paragraph *fresh = paragraph_of(text);
		oriel_paragraph_set_width(again, width, ORIEL_TEXT_ALIGN_START);
		oriel_paragraph_set_width(fresh, width, ORIEL_TEXT_ALIGN_START);
		char expected[1024];
		snprintf(expected, sizeof(expected), "%s", lines_of(fresh));
		assert_string_equal(lines_of(again), expected);
		assert_true(oriel_paragraph_size(again).width == oriel_paragraph_size(fresh).width);
		assert_true(oriel_paragraph_size(again).height == oriel_paragraph_size(fresh).height);
		oriel_paragraph_destroy(fresh);
	}
	oriel_paragraph_set_width(again, INFINITY, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(again), 1);
	oriel_paragraph_destroy(again);
}

static void text_fits_into_its_own_width_and_breaks_below_it(void **state) {
	oriel_paragraph *paragraph = paragraph_of("just as wide");
	float width = oriel_paragraph_size(paragraph).width;
	oriel_paragraph_set_width(paragraph, width, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 1);
	oriel_paragraph_set_width(paragraph, width - 1, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 2);
	float min_width = oriel_paragraph_min_width(paragraph);
	oriel_paragraph_set_width(paragraph, min_width, ORIEL_TEXT_ALIGN_START);
	assert_true(oriel_paragraph_size(paragraph).width == min_width);
	assert_string_equal(lines_of(paragraph), "just |as |wide");
	oriel_paragraph_destroy(paragraph);
}

static void line_height_is_a_multiple_of_the_size(void **state) {
	oriel_paragraph *own = oriel_paragraph_new(
		"x\ny", 3, &(struct oriel_text_style){ .size = 20.48f });
	oriel_paragraph *twice = oriel_paragraph_new(
		"x\ny", 3, &(struct oriel_text_style){ .size = 20.48f, .line_height = 2 });
	assert_float_equal(oriel_paragraph_size(own).height, 2 * (19.01 + 4.83), 0.01);
	assert_float_equal(oriel_paragraph_baseline(own), 19.01, 0.01);
	assert_float_equal(oriel_paragraph_size(twice).height, 4 * 20.48, 0.01);
	assert_float_equal(
		oriel_paragraph_baseline(twice), (2 * 20.48 - 19.01 - 4.83) / 2 + 19.01, 0.01);
	oriel_paragraph_destroy(own);
	oriel_paragraph_destroy(twice);
}

static void text_scales_with_its_size_and_invalid_styles_are_defaults(void **state) {
	const float sizes[] = { 0, -3, NAN, INFINITY };
	oriel_paragraph *small = oriel_paragraph_new(
		"text", 4, &(struct oriel_text_style){ .size = 14 });
	oriel_paragraph *large = oriel_paragraph_new(
		"text", 4, &(struct oriel_text_style){ .size = 28 });
	assert_float_equal(
		oriel_paragraph_size(large).width, 2 * oriel_paragraph_size(small).width, 0.001);
	for (size_t i = 0; i < 4; i++) {
		oriel_paragraph *other = oriel_paragraph_new("text", 4,
			&(struct oriel_text_style){ .size = sizes[i], .weight = -1, .line_height = sizes[i] });
		assert_true(oriel_paragraph_size(other).width == oriel_paragraph_size(small).width);
		oriel_paragraph_set_width(other, NAN, ORIEL_TEXT_ALIGN_START);
		assert_int_equal(oriel_paragraph_line_count(other), 4);
		oriel_paragraph_destroy(other);
	}
	oriel_paragraph_destroy(small);
	oriel_paragraph_destroy(large);
}

static void offsets_refer_to_the_repaired_text(void **state) {
	size_t length;
	oriel_paragraph *paragraph = oriel_paragraph_new("a\xff" "b\xed\xa0\x80", 6, NULL);
	assert_string_equal(oriel_paragraph_text(paragraph, &length),
		"a\xef\xbf\xbd"
		"b\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd");
	assert_int_equal(length, 14);
	oriel_paragraph_destroy(paragraph);
	paragraph = oriel_paragraph_new("a\0b", 3, NULL);
	oriel_paragraph_text(paragraph, &length);
	assert_int_equal(length, 3);
	oriel_paragraph_destroy(paragraph);
}

static void each_line_that_does_not_fit_ends_in_an_ellipsis(void **state) {
	oriel_paragraph *paragraph = paragraph_of("a long line\nshort\nanother long one");
	float min_height = oriel_paragraph_size(paragraph).height;
	oriel_paragraph_set_ellipsis(paragraph, 70, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), "a lo|short|anot");
	assert_true(oriel_paragraph_size(paragraph).width <= 70);
	assert_true(oriel_paragraph_size(paragraph).height == min_height);
	oriel_paragraph_set_ellipsis(paragraph, 0, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), "||");
	oriel_paragraph_set_ellipsis(paragraph, 500, ORIEL_TEXT_ALIGN_START);
	assert_string_equal(lines_of(paragraph), "a long line|short|another long one");
	oriel_paragraph_destroy(paragraph);
}

static void fill(char *text, size_t length, const char *pattern) {
	size_t pattern_length = strlen(pattern);
	for (size_t i = 0; i < length; i++)
		text[i] = pattern[i % pattern_length];
}

/* Text without a place for a break, text in words, and text of only marks, spaces or newlines. */
static void a_megabyte_of_any_text_is_laid_out(void **state) {
	static const char *const patterns[] = { "x", "word and ", "\xcc\x81", " ", "\n", "\xd7\xa9 ",
		"\xe6\xbc\xa2", "\xff" };
	size_t length = 1 << 20;
	char *text = malloc(length);
	for (size_t i = 0; i < sizeof(patterns) / sizeof(patterns[0]); i++) {
		fill(text, length, patterns[i]);
		oriel_paragraph *paragraph = oriel_paragraph_new(text, length, NULL);
		assert_non_null(paragraph);
		oriel_paragraph_set_width(paragraph, 600, ORIEL_TEXT_ALIGN_START);
		size_t covered, line, last = oriel_paragraph_line_count(paragraph) - 1;
		oriel_paragraph_text(paragraph, &covered);
		oriel_paragraph_line(paragraph, last, &line, &line);
		assert_int_equal(line, covered);
		oriel_paragraph_destroy(paragraph);
	}
	free(text);
}

int main(void) {
	return RUN_TESTS(
		PINNED_TEST(empty_text_is_one_line),
		PINNED_TEST(every_newline_begins_a_line),
		PINNED_TEST(lines_break_between_words),
		PINNED_TEST(spaces_hang_over_the_end),
		PINNED_TEST(hyphens_and_slashes_allow_breaks_and_brackets_do_not),
		PINNED_TEST(plain_text_breaks_by_the_rules_of_unicode),
		PINNED_TEST(ideographs_break_anywhere_but_before_a_full_stop),
		PINNED_TEST(a_zero_width_space_allows_a_break),
		PINNED_TEST(a_word_wider_than_the_line_is_cut_between_graphemes),
		PINNED_TEST(an_emoji_sequence_is_never_cut),
		PINNED_TEST(tabs_stop_every_eight_spaces),
		PINNED_TEST(lines_do_not_depend_on_an_earlier_width),
		PINNED_TEST(text_fits_into_its_own_width_and_breaks_below_it),
		PINNED_TEST(line_height_is_a_multiple_of_the_size),
		PINNED_TEST(text_scales_with_its_size_and_invalid_styles_are_defaults),
		PINNED_TEST(offsets_refer_to_the_repaired_text),
		PINNED_TEST(each_line_that_does_not_fit_ends_in_an_ellipsis),
		PINNED_TEST(a_megabyte_of_any_text_is_laid_out));
}
