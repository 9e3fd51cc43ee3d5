/* SPDX-License-Identifier: MIT */
/* What a word is: as `wc -w` has it in a UTF-8 locale. */
#include <locale.h>
#include <string.h>
#include <wctype.h>

#include "tally.h"
#include "test.h"

/* In two pieces, cut at each place in turn: that must not matter. */
static uint64_t words_in(const char *text, size_t length) {
	struct tally whole = { 0 };
	tally_add(&whole, (const unsigned char *)text, length);
	for (size_t cut = 0; cut <= length; cut++) {
		struct tally halves = { 0 };
		tally_add(&halves, (const unsigned char *)text, cut);
		tally_add(&halves, (const unsigned char *)text + cut, length - cut);
		assert_int_equal(halves.words, whole.words);
	}
	return whole.words;
}

#define assert_words(text, expected) assert_int_equal(words_in(text, sizeof(text) - 1), expected)

static void words_stand_between_white_space(void **state) {
	assert_words("", 0);
	assert_words(" \t\r\n\v\f", 0);
	assert_words("word", 1);
	assert_words("  two words ", 2);
	assert_words("one,no-break (x)\nfour\tfive\vsix\fseven\r\neight", 7);
}

static void text_beyond_ascii_counts_as_well(void **state) {
	assert_words("Käse und 🧀", 3);
	assert_words("日本語", 1);
	assert_words("é\u2003ü\u3000ß\u2028x\u1680y", 5);
}

static void spaces_that_do_not_break_part_words_too(void **state) {
	assert_words("100\u00a0km\u202fh\u2007x\u2060y", 5);
	assert_words("zero\u200bwidth", 1);
}

static void controls_neither_begin_nor_end_a_word(void **state) {
	assert_words("\001 \033 \177", 0);
	assert_words("a\001b", 1);
	assert_words("a \001 b", 2);
	assert_words("\xc2\x85 \xc2\x9f", 0);
}

static void bytes_that_are_no_utf8_neither_begin_nor_end_a_word(void **state) {
	assert_words("\xff \x80 \xc0\x80 \xc3", 0);
	assert_words("a\xff" "b", 1);
	assert_words("\xe2\x80 x", 1);
	assert_words("\xe2\x80", 0);
	assert_words("\xed\xa0\x80 \xf4\x90\x80\x80 \xe0\x80\x80 \xf0\x80\x80\x80", 0);
	assert_words("a\xe2" "b \xf0\x9f" "c", 2);
	assert_words("\xe2\xe2\x80\x83", 0);
	assert_words("x\xe2\x80\x83y", 2);
}

static size_t encode(uint32_t code, char *out) {
	size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
	static const unsigned char leads[] = { 0, 0, 0xc0, 0xe0, 0xf0 };
	for (size_t i = length; i-- > 0; code >>= 6)
		out[i] = (char)(i == 0 ? leads[length] | code : 0x80 | (code & 0x3f));
	return length;
}

static bool does_not_break(uint32_t code) {
	return code == 0xa0 || code == 0x2007 || code == 0x202f || code == 0x2060;
}

/* Whatever it prints it has to know; what it does not is white space, a control, or is assigned to
 * nothing. */
static void it_agrees_with_the_c_library_about_each_character(void **state) {
	if (!setlocale(LC_CTYPE, "C.UTF-8"))
		skip();
	for (uint32_t code = 1; code < 0x110000; code++) {
		char text[] = "a    b";
		if (code >= 0xd800 && code < 0xe000)
			continue;
		size_t length = encode(code, text + 1);
		text[1 + length] = 'b';
		bool is_space = iswspace((wint_t)code) || does_not_break(code);
		struct tally around = { 0 }, alone = { 0 };
		tally_add(&around, (const unsigned char *)text, length + 2);
		tally_add(&alone, (const unsigned char *)text + 1, length);
		if (around.words != (is_space ? 2 : 1) ||
			(iswprint((wint_t)code) && !is_space && alone.words != 1))
			fail_msg("U+%04X: %d words around it, %d alone", (unsigned)code, (int)around.words,
				(int)alone.words);
	}
	setlocale(LC_CTYPE, "C");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(words_stand_between_white_space),
		cmocka_unit_test(text_beyond_ascii_counts_as_well),
		cmocka_unit_test(spaces_that_do_not_break_part_words_too),
		cmocka_unit_test(controls_neither_begin_nor_end_a_word),
		cmocka_unit_test(bytes_that_are_no_utf8_neither_begin_nor_end_a_word),
		cmocka_unit_test(it_agrees_with_the_c_library_about_each_character));
}
