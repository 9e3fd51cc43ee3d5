/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "text/text_boundary_internal.h"

#include <oriel/extend/paragraph.h>

#include <stdlib.h>
#include <string.h>

#define FAMILY "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa6"
#define FLAG_D "\xf0\x9f\x87\xa9"
#define FLAG_E "\xf0\x9f\x87\xaa"

/* Compares all boundaries, found forwards from 0 and backwards from the end, with a list. */
static void assert_graphemes(const char *text, const char *expected) {
	struct order forward = { 0 };
	size_t boundaries[64], count = 0, length = strlen(text);
	for (size_t at = 0; at < length; boundaries[count++] = at) {
		at = oriel_text_next_grapheme(text, length, at);
		order_add(&forward, "%zu", at);
	}
	for (size_t at = length; at > 0;) {
		assert_int_equal(at, boundaries[--count]);
		at = oriel_text_previous_grapheme(text, length, at);
	}
	assert_int_equal(count, 0);
	assert_order(&forward, expected);
}

static void graphemes_are_found_from_both_sides(void **state) {
	assert_graphemes("", "");
	assert_graphemes("abc", "1, 2, 3");
	assert_graphemes("a\r\nb\n\r", "1, 3, 4, 5, 6");
	assert_graphemes("ae\xcc\x81\xcc\x82z", "1, 6, 7");
	assert_graphemes("x" FAMILY "y", "1, 19, 20");
	assert_graphemes(FLAG_D FLAG_E FLAG_D FLAG_E FLAG_D, "8, 16, 20");
	assert_graphemes("\xe1\x84\x80\xe1\x85\xa1\xe1\x86\xa8", "9");
	assert_graphemes("\xcc\x81", "2");
	assert_graphemes("a\xff\xfe" "b", "1, 2, 3, 4");
}

/* Rule GB9c: Devanagari, Bengali, Gujarati, Oriya, Telugu, Malayalam. */
static void conjuncts_are_one_grapheme(void **state) {
	assert_graphemes("\u0915\u094d\u0937\u093f" "a", "12, 13");
	assert_graphemes("\u0915\u094d\u0937\u094d\u0923", "15");
	assert_graphemes("\u0915\u094d\u200d\u0937", "12");
	assert_graphemes("\u0915\u093c\u094d\u0937", "12");
	assert_graphemes("\u0995\u09cd\u09b7\u0995", "9, 12");
	assert_graphemes("\u0a95\u0acd\u0ab7", "9");
	assert_graphemes("\u0b15\u0b4d\u0b37", "9");
	assert_graphemes("\u0c15\u0c4d\u0c37", "9");
	assert_graphemes("\u0d15\u0d4d\u0d37", "9");
}

static void sequences_without_linked_consonants_are_no_conjuncts(void **state) {
	assert_graphemes("\u0915\u0937", "3, 6");
	assert_graphemes("\u0915\u094d\u200c\u0937", "9, 12");
	assert_graphemes("\u0915\u094d" "a", "6, 7");
	assert_graphemes("a\u094d\u0937", "4, 7");
	assert_graphemes("\u0915\u093f\u0937", "6, 9");
	assert_graphemes("\u0ba8\u0bcd\u0ba8", "6, 9"); /* in Tamil the virama is visible */
}

static void a_grapheme_of_a_megabyte_is_not_cut(void **state) {
	size_t length = (1 << 20) + 1;
	char *text = malloc(length);
	text[0] = 'e';
	for (size_t i = 1; i < length; i += 2)
		memcpy(text + i, "\xcc\x81", 2);
	assert_int_equal(oriel_text_next_grapheme(text, length, 0), length);
	assert_int_equal(oriel_text_previous_grapheme(text, length, length), 0);
	free(text);
}

static void offsets_inside_a_grapheme_move_to_its_ends(void **state) {
	struct order order = { 0 };
	const char *text = "ae\xcc\x81z";
	for (size_t at = 0; at <= 7; at++)
		order_add(&order, "%zu-%zu", oriel__text_grapheme_floor(text, 5, at),
			oriel__text_grapheme_ceil(text, 5, at));
	assert_order(&order, "0-0, 1-1, 1-4, 1-4, 4-4, 5-5, 5-5, 5-5");
}

static void word_motions_go_to_ends_and_back_to_beginnings(void **state) {
	struct order order = { 0 };
	const char *text = "  don't stop-me, 3.14 !";
	size_t length = strlen(text);
	for (size_t at = 0; at < length;) {
		at = oriel_text_next_word(text, length, at);
		order_add(&order, "%zu", at);
	}
	assert_order(&order, "7, 12, 15, 21, 23");
	for (size_t at = length; at > 0;) {
		at = oriel_text_previous_word(text, length, at);
		order_add(&order, "%zu", at);
	}
	assert_order(&order, "17, 13, 8, 2, 0");
}

static void the_word_at_an_offset_may_be_spaces_or_a_sign(void **state) {
	struct order order = { 0 };
	const char *text = "ab  c, \xd7\xa9\xd7\x9c";
	size_t length = strlen(text);
	for (size_t at = 0; at <= length; at++) {
		size_t start, end;
		oriel_text_word_at(text, length, at, &start, &end);
		order_add(&order, "%zu-%zu", start, end);
	}
	assert_order(&order, "0-2, 0-2, 2-4, 2-4, 4-5, 5-6, 6-7, 7-11, 7-11, 7-11, 7-11, 7-11");
	size_t start = 1, end = 1;
	oriel_text_word_at("", 0, 0, &start, &end);
	assert_int_equal(start + end, 0);
}

static void words_are_found_in_invalid_text(void **state) {
	const char *text = "ab\xff\xed\xa0 cd\xf0\x9f";
	assert_int_equal(oriel_text_next_word(text, 10, 0), 2);
	assert_int_equal(oriel_text_next_word(text, 10, 2), 8);
	assert_int_equal(oriel_text_previous_word(text, 10, 10), 6);
}

static void the_cost_of_a_word_motion_does_not_depend_on_the_line(void **state) {
	size_t length = 1 << 20;
	char *text = malloc(length);
	for (size_t i = 0; i < length; i++)
		text[i] = i % 8 == 7 ? ' ' : 'a';
	size_t at = 0;
	for (int i = 0; i < 20000; i++)
		at = oriel_text_next_word(text, length, at);
	assert_int_equal(at, 20000 * 8 - 1);
	memset(text, ' ', length);
	assert_int_equal(oriel_text_next_word(text, length, 5), length);
	assert_int_equal(oriel_text_previous_word(text, length, length), 0);
	free(text);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(graphemes_are_found_from_both_sides),
		cmocka_unit_test(conjuncts_are_one_grapheme),
		cmocka_unit_test(sequences_without_linked_consonants_are_no_conjuncts),
		cmocka_unit_test(a_grapheme_of_a_megabyte_is_not_cut),
		cmocka_unit_test(offsets_inside_a_grapheme_move_to_its_ends),
		cmocka_unit_test(word_motions_go_to_ends_and_back_to_beginnings),
		cmocka_unit_test(the_word_at_an_offset_may_be_spaces_or_a_sign),
		cmocka_unit_test(words_are_found_in_invalid_text),
		cmocka_unit_test(the_cost_of_a_word_motion_does_not_depend_on_the_line));
}
