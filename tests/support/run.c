/* SPDX-License-Identifier: MIT */
/*
 * Runs a program's tests with Oriel's log and assertions watched.
 *
 * Each test keeps its own setup and teardown, wrapped in ours: before the setup the lists of
 * announced and of unannounced lines are empty, and after the teardown they must be so again. The
 * log may be written from any thread, so that lines are only noted there; the verdict is the
 * teardown's. An assertion on another thread than the test's has nowhere to jump to, and aborts the
 * program.
 */
#include "test.h"
#include "trial.h"

#include <oriel/runtime/log.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_TESTS = 200, MAX_LINES = 64, MAX_LINE = 1024 };

struct lines {
	char text[MAX_LINES][MAX_LINE];
	size_t count;
};

static pthread_mutex_t log_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct lines announced, unannounced;

jmp_buf test__trap;
static char trap_sentence[MAX_LINE];
static bool trap_armed;
static _Thread_local bool is_test_thread;

static struct CMUnitTest originals[MAX_TESTS];
static const struct CMUnitTest *current;

static void lines_add(struct lines *lines, const char *text) {
	if (lines->count == MAX_LINES) {
		fprintf(stderr, "more than %d lines of log in one test: %s\n", MAX_LINES, text);
		abort();
	}
	snprintf(lines->text[lines->count++], MAX_LINE, "%s", text);
}

static void lines_remove(struct lines *lines, size_t index) {
	lines->count--;
	memmove(lines->text[index], lines->text[index + 1], (lines->count - index) * MAX_LINE);
}

/* Removes the first written line that contains text. Returns whether there was one. */
static bool unannounced_take(const char *text) {
	size_t i = 0;
	while (i < unannounced.count && strstr(unannounced.text[i], text) == NULL)
		i++;
	if (i == unannounced.count)
		return false;
	lines_remove(&unannounced, i);
	return true;
}

void expect_log(const char *text) {
	pthread_mutex_lock(&log_mutex);
	if (!unannounced_take(text))
		lines_add(&announced, text);
	pthread_mutex_unlock(&log_mutex);
}

bool take_log(const char *text) {
	pthread_mutex_lock(&log_mutex);
	bool is_written = unannounced_take(text);
	pthread_mutex_unlock(&log_mutex);
	return is_written;
}

static void on_log(enum oriel_log_level level, const char *message, void *data) {
	if (level < ORIEL_LOG_WARNING)
		return;
	pthread_mutex_lock(&log_mutex);
	size_t i = 0;
	while (i < announced.count && strstr(message, announced.text[i]) == NULL)
		i++;
	if (i < announced.count)
		lines_remove(&announced, i);
	else
		lines_add(&unannounced, message);
	pthread_mutex_unlock(&log_mutex);
}

static void on_assert(const char *message, void *data) {
	if (!is_test_thread) {
		fprintf(stderr, "assertion on a thread of its own: %s\n", message);
		abort();
	}
	if (!trap_armed)
		fail_msg("assertion: %s", message);
	trap_armed = false;
	snprintf(trap_sentence, sizeof(trap_sentence), "%s", message);
	longjmp(test__trap, 1);
}

void test__trap_arm(void) {
	trap_sentence[0] = '\0';
	trap_armed = true;
}

void test__trap_check(const char *text, const char *file, int line) {
	trap_armed = false;
	if (trap_sentence[0] == '\0') {
		print_error("no assertion failed, expected one with: %s\n", text);
		_fail(file, line);
	}
	if (strstr(trap_sentence, text) == NULL) {
		print_error("the assertion was: %s\nexpected one with: %s\n", trap_sentence, text);
		_fail(file, line);
	}
}

static int begin(void **state) {
	current = *state;
	*state = current->initial_state;
	is_test_thread = true;
	trap_armed = false;
	announced.count = 0;
	unannounced.count = 0;
	return current->setup_func != NULL ? current->setup_func(state) : 0;
}

bool test__log_is_as_announced(void) {
	pthread_mutex_lock(&log_mutex);
	for (size_t i = 0; i < unannounced.count; i++)
		print_error("unexpected in the log: %s\n", unannounced.text[i]);
	for (size_t i = 0; i < announced.count; i++)
		print_error("expected in the log, and not written: %s\n", announced.text[i]);
	bool as_announced = unannounced.count == 0 && announced.count == 0;
	pthread_mutex_unlock(&log_mutex);
	return as_announced;
}

static int end(void **state) {
	trial_end();
	stand_by_report();
	int failed = current->teardown_func != NULL ? current->teardown_func(state) : 0;
	return test__log_is_as_announced() ? failed : -1;
}

int test__run(const struct CMUnitTest *tests, size_t count) {
	static struct CMUnitTest wrapped[MAX_TESTS];

	if (count > MAX_TESTS) {
		fprintf(stderr, "%zu tests in one program, at most %d: split it\n", count, MAX_TESTS);
		return EXIT_FAILURE;
	}
	for (size_t i = 0; i < count; i++) {
		originals[i] = tests[i];
		wrapped[i] = tests[i];
		wrapped[i].setup_func = begin;
		wrapped[i].teardown_func = end;
		wrapped[i].initial_state = &originals[i];
	}
	oriel_set_log_hook(on_log, NULL);
	oriel_set_assert_hook(on_assert, NULL);
	return _cmocka_run_group_tests("tests", wrapped, count, NULL, NULL) == 0 ? EXIT_SUCCESS :
																			EXIT_FAILURE;
}
