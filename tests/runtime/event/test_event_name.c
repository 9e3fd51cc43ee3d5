/* SPDX-License-Identifier: MIT */
/*
 * Names of events: which types are considered misspelt built-in names.
 */
#include "event/event_name_internal.h"

#include "test.h"

static void a_name_with_one_wrong_letter_is_near(void **state) {
	assert_string_equal(oriel__event_name_near("keydwn"), "keydown");   /* letter missing */
	assert_string_equal(oriel__event_name_near("keydowwn"), "keydown"); /* letter added */
	assert_string_equal(oriel__event_name_near("keydonw"), "keydown");  /* letters swapped */
	assert_string_equal(oriel__event_name_near("keyDown"), "keydown");  /* letter replaced */
	assert_string_equal(oriel__event_name_near("eydown"), "keydown");   /* first letter missing */
	/* letter added at the end */
	assert_string_equal(oriel__event_name_near("clicks"), "click");
	assert_string_equal(oriel__event_name_near("pointerdow"), "pointerdown");
}

static void built_in_names_are_near_no_name(void **state) {
	assert_null(oriel__event_name_near("keydown"));
	assert_null(oriel__event_name_near("pointerout"));
	assert_null(oriel__event_name_near("pointerover"));
	assert_null(oriel__event_name_near("scrollend"));
}

static void a_name_with_two_wrong_letters_is_another_name(void **state) {
	assert_null(oriel__event_name_near("keydowwwn"));
	assert_null(oriel__event_name_near("KeyDown"));
	assert_null(oriel__event_name_near("selected"));
}

static void short_and_marked_names_belong_to_the_program(void **state) {
	assert_null(oriel__event_name_near(""));
	assert_null(oriel__event_name_near("date"));
	assert_null(oriel__event_name_near("foci"));
	assert_null(oriel__event_name_near("keydown-"));
	assert_null(oriel__event_name_near("input:s"));
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(a_name_with_one_wrong_letter_is_near),
		cmocka_unit_test(built_in_names_are_near_no_name),
		cmocka_unit_test(a_name_with_two_wrong_letters_is_another_name),
		cmocka_unit_test(short_and_marked_names_belong_to_the_program));
}
