/* SPDX-License-Identifier: MIT */
/*
 * Errors of the operating system, converted to sentences.
 */
#include "test.h"

#include "base/os_error_internal.h"
#include "base/alloc_internal.h"

#include <errno.h>

static void assert_message(int error, const char *expected) {
	char *message = oriel__os_error_message("open", "/a/b", error);
	assert_string_equal(message, expected);
	oriel__free(message);
}

static void a_message_names_the_subject_and_the_remedy(void **state) {
	assert_message(EISDIR, "cannot open /a/b: Is a directory; pass a file, not a directory");
}

static void a_message_without_a_remedy_ends_with_the_reason(void **state) {
	assert_message(EIO, "cannot open /a/b: Input/output error");
	assert_message(123456, "cannot open /a/b: error 123456 of the system");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_message_names_the_subject_and_the_remedy),
		cmocka_unit_test(a_message_without_a_remedy_ends_with_the_reason));
}
