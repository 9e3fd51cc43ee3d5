/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/ui/color.h>

#include <math.h>

static void assert_parsed(const char *text, oriel_color expected) {
	oriel_color color = 1;
	assert_int_equal(oriel_color_parse(text, &color), ORIEL_OK);
	assert_int_equal(color, expected);
}

static void the_hexadecimal_notations_are_read(void **state) {
	assert_parsed("#f80", 0xff8800ff);
	assert_parsed("#F80c", 0xff8800cc);
	assert_parsed("#3584e4", 0x3584e4ff);
	assert_parsed("#3584E480", 0x3584e480);
	assert_parsed("transparent", ORIEL_TRANSPARENT);
	assert_parsed("Transparent", ORIEL_TRANSPARENT);
}

static void invalid_selector_is_a_syntax_error_and_changes_nothing(void **state) {
	static const char *const wrong[] = { "", "#", "#1", "#12", "#12345", "#1234567", "#123456789",
		"#12g", "123", "red", " #123", "#123 ", "transparen", "transparents", "#\xc3\xa4\xc3" };
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		oriel_color color = 7;
		assert_int_equal(oriel_color_parse(wrong[i], &color), ORIEL_SYNTAX_ERROR);
		assert_int_equal(color, 7);
	}
}

static void mixing_interpolates_and_is_exact_at_its_ends(void **state) {
	assert_int_equal(oriel_color_mix(0x123456ff, 0xfedcba98, 0), 0x123456ff);
	assert_int_equal(oriel_color_mix(0x123456ff, 0xfedcba98, 1), 0xfedcba98);
	assert_int_equal(oriel_color_mix(0x123456ff, 0xfedcba98, -5), 0x123456ff);
	assert_int_equal(oriel_color_mix(0x123456ff, 0xfedcba98, 9), 0xfedcba98);
	assert_int_equal(oriel_color_mix(0x123456ff, 0xfedcba98, NAN), 0x123456ff);
	assert_int_equal(oriel_color_mix(0x000000ff, 0xffffffff, 0.5f), 0x808080ff);
}

static void fading_to_transparent_keeps_the_colour(void **state) {
	assert_int_equal(oriel_color_mix(0xff0000ff, ORIEL_TRANSPARENT, 0.5f), 0xff000080);
	assert_int_equal(oriel_color_mix(0x00000000, 0xffffff00, 0.5f), ORIEL_TRANSPARENT);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(the_hexadecimal_notations_are_read),
		cmocka_unit_test(invalid_selector_is_a_syntax_error_and_changes_nothing),
		cmocka_unit_test(mixing_interpolates_and_is_exact_at_its_ends),
		cmocka_unit_test(fading_to_transparent_keeps_the_colour));
}
