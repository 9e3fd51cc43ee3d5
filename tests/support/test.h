/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What every test includes: cmocka, a record of the order of things, and checks on the log and on
 * assertions.
 *
 * A test program is functions `static void what_it_does(void **state)` and
 *
 *     int main(void) {
 *         return RUN_TESTS(cmocka_unit_test(what_it_does), cmocka_unit_test_setup_teardown(other,
 * setup, teardown));
 *     }
 *
 * A warning or an error in the log that the test did not announce fails it, and so does an
 * announced one that did not come. A failed ORIEL_ASSERT fails the test, unless assert_breaks()
 * waits for it.
 */
#ifndef ORIEL_TEST_H
#define ORIEL_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdbool.h>

#include <cmocka.h>

#include <oriel/runtime/types.h>

/** What happened, in order, as "first, second, third". All zeros is empty. */
struct order {
	char text[8192];
	size_t length;
};

/** Appends one item, with ", " before it unless it is the first. One record belongs to one thread.
 */
void order_add(struct order *order, const char *format, ...) ORIEL_PRINTF(2, 3);

/** Asserts the whole record, and empties it. */
#define assert_order(order, expected) test__assert_order(order, expected, __FILE__, __LINE__)

/** Announces one line of the log, warning or error, that contains text. May be called before or
 * after the line is written. */
void expect_log(const char *text);
/** Announces a line of the log that contains text, if one was written. Returns whether one was. */
bool take_log(const char *text);

/**
 * Runs a statement that must fail an ORIEL_ASSERT on this thread, with a sentence that contains
 * text. What the statement allocated before it failed is lost: use it on calls that check first.
 */
#define assert_breaks(text, ...) \
	do { \
		if (setjmp(test__trap) == 0) { \
			test__trap_arm(); \
			__VA_ARGS__; \
		} \
		test__trap_check(text, __FILE__, __LINE__); \
	} while (0)

/** Runs the tests, each between a fresh and a checked log; the result is main's. At most 200. */
#define RUN_TESTS(...) \
	test__run((const struct CMUnitTest[]){ __VA_ARGS__ }, \
		sizeof((const struct CMUnitTest[]){ __VA_ARGS__ }) / sizeof(struct CMUnitTest))

extern jmp_buf test__trap;
void test__trap_arm(void);
void test__trap_check(const char *text, const char *file, int line);
void test__assert_order(struct order *order, const char *expected, const char *file, int line);
/* Whether no line of log was unexpected, and none that was expected is missing; else prints them.
 */
bool test__log_is_as_announced(void);
int test__run(const struct CMUnitTest *tests, size_t count);

#endif
