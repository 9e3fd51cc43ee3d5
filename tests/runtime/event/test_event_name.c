/* SPDX-License-Identifier: MIT */
/*
 * Names of events: which ones are taken for misspelt built-in names.
 */
#include "event/event_name_internal.h"

#include "test.h"

static void one_letter_off_is_near(void **state) {
	assert_string_equal(oriel__event_name_near("keydwn"), "keydown");    /* missing */
	assert_string_equal(oriel__event_name_near("keydowwn"), "keydown");  /* added */
	assert_string_equal(oriel__event_name_near("keydonw"), "keydown");   /* swapped */
	assert_string_equal(oriel__event_name_near("keyDown"), "keydown");   /* replaced */
	assert_string_equal(oriel__event_name_near("eydown"), "keydown");    /* at the beginning */
	assert_string_equal(oriel__event_name_near("clicks"), "click");      /* at the end */
	assert_string_equal(oriel__event_name_near("pointerdow"), "pointerdown");
}

static void built_in_names_are_near_nothing(void **state) {
	assert_null(oriel__event_name_near("keydown"));
	assert_null(oriel__event_name_near("pointerout"));
	assert_null(oriel__event_name_near("pointerover"));
	assert_null(oriel__event_name_near("scrollend"));
}

static void two_letters_off_are_another_name(void **state) {
	assert_null(oriel__event_name_near("keydowwwn"));
	assert_null(oriel__event_name_near("KeyDown"));
	assert_null(oriel__event_name_near("selected"));
}

static void short_and_marked_names_are_the_programs_own(void **state) {
	assert_null(oriel__event_name_near(""));
	assert_null(oriel__event_name_near("date"));
	assert_null(oriel__event_name_near("foci"));
	assert_null(oriel__event_name_near("keydown-"));
	assert_null(oriel__event_name_near("input:s"));
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(one_letter_off_is_near),
		cmocka_unit_test(built_in_names_are_near_nothing),
		cmocka_unit_test(two_letters_off_are_another_name),
		cmocka_unit_test(short_and_marked_names_are_the_programs_own));
}
