/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/runtime/log.h>

#include <stdlib.h>
#include <string.h>

static void a_warning_reaches_the_hook(void **state) {
	expect_log("seven is 7");
	oriel_log(ORIEL_LOG_WARNING, "seven is %d", 7);
}

static void an_error_reaches_the_hook(void **state) {
	expect_log("it failed");
	oriel_log(ORIEL_LOG_ERROR, "it failed");
}

static void a_long_line_is_cut_between_characters(void **state) {
	char text[6001], expected[4001];
	for (size_t i = 0; i < 6000; i += 3)
		memcpy(text + i, "\xe2\x82\xac", 3);
	text[6000] = '\0';
	/* 1,333 characters of three bytes are 3,999 bytes, so a part of the next character must not
	 * follow. The test harness keeps 1,023 bytes. */
	memcpy(expected, text, 999);
	expected[999] = '\0';
	expect_log(expected);
	oriel_log(ORIEL_LOG_WARNING, "%s", text);
}

static char noted[5000];
static int note_count;

static void note(enum oriel_log_level level, const char *message, void *data) {
	(void)level;
	note_count++;
	strcpy(noted, message);
	assert_ptr_equal(data, noted);
}

static void a_line_is_cut_at_4000_bytes(void **state) {
	char text[6001];
	oriel_set_log_hook(note, noted);
	memset(text, 'x', 6000);
	text[6000] = '\0';
	oriel_log(ORIEL_LOG_WARNING, "%s", text);
	assert_in_range(strlen(noted), 3990, 4000);

	for (size_t i = 0; i < 6000; i += 3)
		memcpy(text + i, "\xe2\x82\xac", 3);
	oriel_log(ORIEL_LOG_WARNING, "%s", text);
	assert_in_range(strlen(noted), 3990, 4000);
	assert_int_equal(strlen(noted) % 3, 0);
}

static void info_and_debug_are_dropped_by_default(void **state) {
	oriel_set_log_hook(note, noted);
	note_count = 0;
	oriel_log(ORIEL_LOG_DEBUG, "a");
	oriel_log(ORIEL_LOG_INFO, "b");
	assert_int_equal(note_count, 0);
	oriel_log(ORIEL_LOG_WARNING, "c");
	assert_int_equal(note_count, 1);
}

static void a_failed_assertion_logs_its_message_and_site(void **state) {
	assert_breaks("row 3 is gone; add it", ORIEL_ASSERT(1 > 2, "row %d is gone; add it", 3));
	assert_breaks("test_log.c:", ORIEL_ASSERT(false, "sentence"));
}

static void a_true_assertion_does_nothing(void **state) {
	int evaluated = 0;
	ORIEL_ASSERT(++evaluated == 1, "never");
	assert_int_equal(evaluated, 1);
}

int main(void) {
	unsetenv("ORIEL_LOG");
	return RUN_TESTS(
		cmocka_unit_test(a_warning_reaches_the_hook),
		cmocka_unit_test(an_error_reaches_the_hook),
		cmocka_unit_test(a_long_line_is_cut_between_characters),
		cmocka_unit_test(a_failed_assertion_logs_its_message_and_site),
		cmocka_unit_test(a_true_assertion_does_nothing),
		/* must be last, because these tests replace the harness's hook */
		cmocka_unit_test(a_line_is_cut_at_4000_bytes),
		cmocka_unit_test(info_and_debug_are_dropped_by_default));
}
