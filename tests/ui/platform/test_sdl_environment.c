/* SPDX-License-Identifier: MIT */
/*
 * Environment variables that are set only while SDL starts.
 */
#include "platform/sdl_environment_internal.h"
#include "test.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

static const struct oriel__sdl_variable variables[] = {
	{ "ORIEL_TEST_NEW", "new" },
	{ "ORIEL_TEST_OLD", "replaced" },
};
enum { VARIABLES = sizeof(variables) / sizeof(variables[0]), ROUNDS = 3000, THREADS = 2 };

static int setup(void **state) {
	(void)state;
	unsetenv("ORIEL_TEST_NEW");
	setenv("ORIEL_TEST_OLD", "old", 1);
	setenv("ORIEL_TEST_OLDER", "older", 1);
	return 0;
}

static void variables_are_set_and_restored(void **state) {
	(void)state;
	char **before = environ;
	oriel__sdl_environment_set(variables, VARIABLES);
	assert_string_equal(getenv("ORIEL_TEST_NEW"), "new");
	assert_string_equal(getenv("ORIEL_TEST_OLD"), "replaced");
	assert_string_equal(getenv("ORIEL_TEST_OLDER"), "older");
	oriel__sdl_environment_restore();
	assert_ptr_equal(environ, before);
	assert_null(getenv("ORIEL_TEST_NEW"));
	assert_string_equal(getenv("ORIEL_TEST_OLD"), "old");
}

static void a_variable_that_somebody_else_sets_meanwhile_stays(void **state) {
	(void)state;
	oriel__sdl_environment_set(variables, VARIABLES);
	setenv("ORIEL_TEST_OTHER", "other", 1);
	oriel__sdl_environment_restore();
	assert_string_equal(getenv("ORIEL_TEST_OTHER"), "other");
	assert_null(getenv("ORIEL_TEST_NEW"));
	assert_string_equal(getenv("ORIEL_TEST_OLD"), "old");
	unsetenv("ORIEL_TEST_OTHER");
}

static void a_copy_is_used_again_for_the_same_environment(void **state) {
	(void)state;
	oriel__sdl_environment_set(variables, VARIABLES);
	char **copy = environ;
	oriel__sdl_environment_restore();
	oriel__sdl_environment_set(variables, VARIABLES);
	assert_ptr_equal(environ, copy);
	oriel__sdl_environment_restore();
	oriel__sdl_environment_set(variables, 1);
	assert_ptr_not_equal(environ, copy);
	assert_string_equal(getenv("ORIEL_TEST_OLD"), "old");
	oriel__sdl_environment_restore();
}

static void an_empty_environment_gets_the_variables(void **state) {
	(void)state;
	char **before = environ;
	environ = NULL;
	oriel__sdl_environment_set(variables, VARIABLES);
	assert_string_equal(getenv("ORIEL_TEST_NEW"), "new");
	assert_null(getenv("ORIEL_TEST_OLDER"));
	oriel__sdl_environment_restore();
	assert_null(environ);
	environ = before;
}

static atomic_bool is_over;
static atomic_int misses;

static void *read_environment(void *data) {
	(void)data;
	while (!atomic_load(&is_over)) {
		const char *older = getenv("ORIEL_TEST_OLDER");
		if (older == NULL || strcmp(older, "older") != 0)
			atomic_fetch_add(&misses, 1);
	}
	return NULL;
}

static void threads_read_the_environment_meanwhile(void **state) {
	(void)state;
	pthread_t threads[THREADS];
	for (size_t i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, read_environment, NULL), 0);
	for (int i = 0; i < ROUNDS; i++) {
		char value[16];
		snprintf(value, sizeof(value), "%d", i % 10);
		const struct oriel__sdl_variable changing[] = { { "ORIEL_TEST_NEW", value } };
		oriel__sdl_environment_set(changing, 1);
		assert_string_equal(getenv("ORIEL_TEST_NEW"), value);
		oriel__sdl_environment_restore();
	}
	atomic_store(&is_over, true);
	for (size_t i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	assert_int_equal(atomic_load(&misses), 0);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup(f, setup)
	return RUN_TESTS(TEST(variables_are_set_and_restored),
		TEST(a_variable_that_somebody_else_sets_meanwhile_stays),
		TEST(a_copy_is_used_again_for_the_same_environment),
		TEST(an_empty_environment_gets_the_variables),
		TEST(threads_read_the_environment_meanwhile));
}
