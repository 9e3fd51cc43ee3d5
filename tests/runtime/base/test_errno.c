/* SPDX-License-Identifier: MIT */
#include "test.h"

#include "base/errno_internal.h"

#include <errno.h>
#include <string.h>

static void errors_of_one_meaning_share_a_status(void **state) {
	assert_int_equal(oriel__status_from_errno(0), ORIEL_OK);
	assert_int_equal(oriel__status_from_errno(ENOENT), ORIEL_NOT_FOUND_ERROR);
	assert_int_equal(oriel__status_from_errno(EACCES), ORIEL_NOT_ALLOWED_ERROR);
	assert_int_equal(oriel__status_from_errno(EROFS), ORIEL_NOT_ALLOWED_ERROR);
	assert_int_equal(oriel__status_from_errno(EISDIR), ORIEL_TYPE_MISMATCH_ERROR);
	assert_int_equal(oriel__status_from_errno(EEXIST), ORIEL_INVALID_MODIFICATION_ERROR);
	assert_int_equal(oriel__status_from_errno(ENOSPC), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_int_equal(oriel__status_from_errno(EIO), ORIEL_NOT_READABLE_ERROR);
	assert_int_equal(oriel__status_from_errno(ECONNREFUSED), ORIEL_NETWORK_ERROR);
	assert_int_equal(oriel__status_from_errno(ETIMEDOUT), ORIEL_TIMEOUT_ERROR);
	assert_int_equal(oriel__status_from_errno(ELOOP), ORIEL_OPERATION_ERROR);
	assert_int_equal(oriel__status_from_errno(99999), ORIEL_OPERATION_ERROR);
}

static void a_message_keeps_the_words_of_the_system(void **state) {
	assert_string_equal(oriel__errno_text(ENOENT).text, strerror(ENOENT));
	assert_true(strlen(oriel__errno_text(99999).text) > 0);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(errors_of_one_meaning_share_a_status),
		cmocka_unit_test(a_message_keeps_the_words_of_the_system));
}
