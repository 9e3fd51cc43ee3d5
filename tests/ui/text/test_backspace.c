/* SPDX-License-Identifier: MIT */
/* The text that Backspace deletes in various scripts. */
#include "test.h"

#include <oriel/extend/paragraph.h>
#include <oriel/extend/text_buffer.h>

#include <string.h>

/* Presses Backspace at the end of a text until the text is empty, and compares each remaining text
 * with a list. */
static void assert_backspaces(const char *text, const char *expected) {
	struct order order = { 0 };
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	oriel_text_buffer_set_text(buffer, text, strlen(text));
	while (oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_BACKSPACE))
		order_add(&order, "%s", oriel_text_buffer_text(buffer, NULL));
	oriel_text_buffer_destroy(buffer);
	assert_order(&order, expected);
}

static void backspace_deletes_single_marks_in_scripts_that_type_them(void **state) {
	/* Thai */
	assert_backspaces("\u0e17\u0e35\u0e48", "\u0e17\u0e35, \u0e17, ");
	/* Devanagari */
	assert_backspaces("\u0915\u094d\u0937\u093f", "\u0915\u094d\u0937, \u0915\u094d, \u0915, ");
	/* Bengali */
	assert_backspaces("\u0995\u09bf", "\u0995, ");
	/* Tamil */
	assert_backspaces("\u0b95\u0bca", "\u0b95, ");
	/* Khmer */
	assert_backspaces("\u1780\u17d2\u178a\u17b8", "\u1780\u17d2\u178a, \u1780\u17d2, \u1780, ");
	/* Myanmar */
	assert_backspaces("\u1000\u103c\u1031", "\u1000\u103c, \u1000, ");
	/* Tibetan */
	assert_backspaces("\u0f40\u0f74\u0f7e", "\u0f40\u0f74, \u0f40, ");
	/* Arabic */
	assert_backspaces("\u0645\u0651\u064b", "\u0645\u0651, \u0645, ");
	/* Syriac */
	assert_backspaces("\u0710\u0730", "\u0710, ");
	assert_backspaces("a\u0915\u093e", "a\u0915, a, ");
	assert_backspaces("\u25cc\u0e34\u0e48", "\u25cc\u0e34, \u25cc, ");
}

static void backspace_deletes_whole_accented_letters_syllables_and_emoji(void **state) {
	assert_backspaces("e\u0301\u0323", "");
	assert_backspaces("\u0430\u0301", "");
	assert_backspaces("\u03b1\u0345\u0301", "");
	assert_backspaces("\u304b\u3099", "");
	assert_backspaces("\u1112\u1161\u11ab", "");
	assert_backspaces("\r\n", "");
	assert_backspaces("\U0001f44b\U0001f3fd", "");
	assert_backspaces("\U0001f1eb\U0001f1f7", "");
	assert_backspaces("1\ufe0f\u20e3", "");
	assert_backspaces("\U0001f468\u200d\U0001f469\u200d\U0001f467", "");
	assert_backspaces("\u2764\ufe0f", "");
	assert_backspaces("\U0001f3f4\U000e0067\U000e0062\U000e007f", "");
}

static void backspace_deletes_joiners_with_the_mark_before(void **state) {
	assert_backspaces("\u0915\u094d\u200d", "\u0915, ");
	assert_backspaces("\u0915\u094d\u200c", "\u0915, ");
	assert_backspaces("\u0646\u064e\u034f", "\u0646, ");
}

static void backspace_deletes_hebrew_vowels_before_letter_marks(void **state) {
	assert_backspaces("\u05e9\u05c1\u05b8", "\u05e9\u05c1, \u05e9, ");
	assert_backspaces("\u05e9\u05b8\u05c1", "\u05e9\u05c1, \u05e9, ");
	assert_backspaces("\u05d1\u05b7\u05bc", "\u05d1\u05bc, \u05d1, ");
	assert_backspaces("\u05e9\u05b8\u05bc\u05c1", "\u05e9\u05bc\u05c1, \u05e9\u05bc, \u05e9, ");
	assert_backspaces("\u05d0\u05b7\u05d1", "\u05d0\u05b7, \u05d0, ");
}

static void backspace_keeps_the_text_after_the_caret(void **state) {
	size_t start, end;
	const char *text = "\u0e17\u0e35\u0e48\u0e01";
	oriel_text_backspace(text, strlen(text), 9, &start, &end);
	assert_int_equal(start, 6);
	assert_int_equal(end, 9);
	oriel_text_backspace(text, strlen(text), 0, &start, &end);
	assert_int_equal(start, 0);
	assert_int_equal(end, 0);
}

static void deleting_several_marks_is_one_undo_step(void **state) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(0);
	oriel_text_buffer_set_text(buffer, "\u0e17\u0e35\u0e48", 9);
	for (int i = 0; i < 3; i++)
		assert_true(oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_BACKSPACE));
	assert_true(oriel_text_buffer_undo(buffer));
	assert_string_equal(oriel_text_buffer_text(buffer, NULL), "\u0e17\u0e35\u0e48");
	assert_false(oriel_text_buffer_can_undo(buffer));
	oriel_text_buffer_destroy(buffer);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(backspace_deletes_single_marks_in_scripts_that_type_them),
		cmocka_unit_test(backspace_deletes_whole_accented_letters_syllables_and_emoji),
		cmocka_unit_test(backspace_deletes_joiners_with_the_mark_before),
		cmocka_unit_test(backspace_deletes_hebrew_vowels_before_letter_marks),
		cmocka_unit_test(backspace_keeps_the_text_after_the_caret),
		cmocka_unit_test(deleting_several_marks_is_one_undo_step));
}
