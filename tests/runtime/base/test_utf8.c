/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <oriel/extend/utf8.h>
#include <stdlib.h>

#include <stdio.h>
#include <string.h>

#define R "\xef\xbf\xbd"

static void assert_repaired(const char *text, size_t length, const char *expected) {
	size_t copy_length;
	char *copy = oriel__utf8_copy(text, length, &copy_length);
	assert_string_equal(copy, expected);
	assert_int_equal(copy_length, strlen(expected));
	assert_int_equal(oriel__utf8_is_valid(text, length),
		strlen(expected) == length && memcmp(text, expected, length) == 0);
	oriel__free(copy);
	copy = oriel__utf8_try_copy(text, length, NULL);
	assert_string_equal(copy, expected);
	oriel__free(copy);
}

static void every_code_point_round_trips(void **state) {
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		size_t length, taken;
		bool is_surrogate = c >= 0xd800 && c < 0xe000;
		length = oriel__utf8_encode(c, bytes);
		uint32_t decoded = oriel__utf8_decode(bytes, length, &taken);
		if (decoded != (is_surrogate ? 0xfffd : c) || taken != length ||
			!oriel__utf8_is_valid(bytes, length))
			fail_msg("U+%04X does not round-trip", c);
	}
}

static void surrogates_and_large_code_points_are_encoded_as_the_replacement(void **state) {
	char bytes[4];
	assert_int_equal(oriel__utf8_encode(0x110000, bytes), 3);
	assert_memory_equal(bytes, R, 3);
	assert_int_equal(oriel__utf8_encode(UINT32_MAX, bytes), 3);
}

/* The examples of the Unicode standard, tables 3-8 to 3-11. */
static void ill_formed_text_is_replaced_by_maximal_subparts(void **state) {
	assert_repaired("\xc0\xaf\xe0\x80\xbf\xf0\x81\x82\x41", 9, R R R R R R R R "A");
	assert_repaired("\xed\xa0\x80\xed\xbf\xbf\xed\xaf\x41", 9, R R R R R R R R "A");
	assert_repaired("\xf4\x91\x92\x93\xff\x41\x80\xbf\x42", 9, R R R R R "A" R R "B");
	assert_repaired("\xe1\x80\xe2\xf0\x91\x92\xf1\xbf\x41", 9, R R R R "A");
}

static void a_truncated_sequence_at_the_end_is_one_replacement(void **state) {
	assert_repaired("ab\xe2\x82", 4, "ab" R);
	assert_repaired("\xf0\x9f\x98", 3, R);
	assert_repaired("\xc3", 1, R);
}

static void long_valid_text_is_kept(void **state) {
	assert_repaired("", 0, "");
	assert_repaired("eighteen bytes, ok", 18, "eighteen bytes, ok");
	assert_repaired("0123456789abcdef\xe2\x82\xac", 19, "0123456789abcdef\xe2\x82\xac");
	assert_repaired("01234567\xff" "9abcdef", 16, "01234567" R "9abcdef");
}

static void nuls_inside_are_kept(void **state) {
	size_t length;
	char *copy = oriel__utf8_copy("a\0\xff", 3, &length);
	assert_int_equal(length, 5);
	assert_memory_equal(copy, "a\0" R, 6);
	oriel__free(copy);
}

static void floor_finds_the_start_of_a_character(void **state) {
	struct order order = { 0 };
	const char *text = "a\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80z";
	for (size_t at = 0; at <= 12; at++)
		order_add(&order, "%zu", oriel__utf8_floor(text, 11, at));
	assert_order(&order, "0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11, 11");
}

static void floor_takes_a_stray_byte_for_a_start(void **state) {
	struct order order = { 0 };
	const char *text = "\x80\xe2\x82\x41\x80\x80";
	for (size_t at = 0; at < 6; at++)
		order_add(&order, "%zu", oriel__utf8_floor(text, 6, at));
	assert_order(&order, "0, 1, 1, 3, 4, 5");
}

static void a_public_copy_is_repaired(void **state) {
	size_t length;
	char *copy = oriel_utf8_copy("a\0\xff", 3, &length);
	assert_int_equal(length, 5);
	assert_memory_equal(copy, "a\0\xef\xbf\xbd", 6);
	free(copy);
	assert_breaks("the text is NULL", oriel_utf8_copy(NULL, 0, NULL));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(every_code_point_round_trips),
		cmocka_unit_test(surrogates_and_large_code_points_are_encoded_as_the_replacement),
		cmocka_unit_test(ill_formed_text_is_replaced_by_maximal_subparts),
		cmocka_unit_test(a_truncated_sequence_at_the_end_is_one_replacement),
		cmocka_unit_test(long_valid_text_is_kept),
		cmocka_unit_test(nuls_inside_are_kept),
		cmocka_unit_test(a_public_copy_is_repaired),
		cmocka_unit_test(floor_finds_the_start_of_a_character),
		cmocka_unit_test(floor_takes_a_stray_byte_for_a_start));
}
