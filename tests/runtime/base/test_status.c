/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/runtime/status.h>

#include <string.h>

static void status_names_are_those_of_the_dom(void **state) {
	assert_string_equal(oriel_status_name(ORIEL_OK), "OK");
	assert_string_equal(oriel_status_name(ORIEL_HIERARCHY_REQUEST_ERROR), "HierarchyRequestError");
	assert_string_equal(oriel_status_name(ORIEL_SYNTAX_ERROR), "SyntaxError");
	assert_string_equal(oriel_status_name(ORIEL_OPERATION_ERROR), "OperationError");
	assert_string_equal(oriel_status_name(ORIEL_TYPE_ERROR), "TypeError");
}

static void every_status_has_a_name_of_its_own(void **state) {
	for (int a = 0; a >= ORIEL_NOT_SUPPORTED_ERROR; a--) {
		assert_string_not_equal(oriel_status_name(a), "UnknownError");
		for (int b = 0; b > a; b--)
			assert_string_not_equal(oriel_status_name(a), oriel_status_name(b));
	}
}

static void a_number_that_is_no_status_has_a_name(void **state) {
	assert_string_equal(oriel_status_name(ORIEL_NOT_SUPPORTED_ERROR - 1), "UnknownError");
	assert_string_equal(oriel_status_name(1), "UnknownError");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(status_names_are_those_of_the_dom),
		cmocka_unit_test(every_status_has_a_name_of_its_own),
		cmocka_unit_test(a_number_that_is_no_status_has_a_name));
}
