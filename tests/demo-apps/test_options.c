/* SPDX-License-Identifier: MIT */
/* The todo list's command line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "options.h"
#include "test.h"

#define PARSE(options, ...) \
	parse(options, (char *[]){ "oriel-todo", __VA_ARGS__, NULL }, \
		sizeof((char *[]){ "oriel-todo", __VA_ARGS__ }) / sizeof(char *))

/* What standard error gets goes to a file meanwhile. @return what was said there, "" if it was
 * well; owned by the caller */
static char *parse(struct options *options, char **argv, size_t argc) {
	FILE *file = tmpfile();
	assert_non_null(file);
	fflush(stderr);
	int terminal = dup(STDERR_FILENO);
	dup2(fileno(file), STDERR_FILENO);
	bool good = options_parse(options, (int)argc, argv);
	fflush(stderr);
	dup2(terminal, STDERR_FILENO);
	close(terminal);
	char *said = calloc(1, 1024);
	rewind(file);
	said[fread(said, 1, 1023, file)] = '\0';
	fclose(file);
	assert_int_equal(good, said[0] == '\0');
	return said;
}

#define assert_good(options, ...) \
	do { \
		char *said = PARSE(options, __VA_ARGS__); \
		assert_string_equal(said, ""); \
		free(said); \
	} while (0)

#define assert_bad(expected, ...) \
	do { \
		struct options options; \
		char *said = PARSE(&options, __VA_ARGS__); \
		assert_string_equal(said, "oriel-todo: " expected "; --help lists the options\n"); \
		free(said); \
	} while (0)

static void no_options_are_the_users_own_list(void **state) {
	struct options options;
	assert_true(options_parse(&options, 1, (char *[]){ "oriel-todo", NULL }));
	assert_null(options.path);
	assert_null(options.screenshot);
	assert_false(options.memory || options.headless || options.help);
	assert_int_equal(options.rows, 0);
	assert_float_equal(options.width, 480, 0);
	assert_float_equal(options.height, 640, 0);
}

static void values_follow_or_are_attached(void **state) {
	struct options options;
	assert_good(&options, "--db", "a=b.db", "--rows=12", "--size", "800x600", "--headless",
		"--screenshot=x.png");
	assert_string_equal(options.path, "a=b.db");
	assert_int_equal(options.rows, 12);
	assert_float_equal(options.width, 800, 0);
	assert_float_equal(options.height, 600, 0);
	assert_true(options.headless);
	assert_string_equal(options.screenshot, "x.png");
	assert_false(options.memory);
}

static void made_up_rows_go_to_memory_unless_a_file_is_named(void **state) {
	struct options options;
	assert_good(&options, "--rows", "3");
	assert_true(options.memory);
	assert_good(&options, "--rows", "3", "--db", "x.db");
	assert_false(options.memory);
	assert_good(&options, "--memory", "--rows", "10000000");
	assert_true(options.memory);
}

static void what_is_wrong_is_said(void **state) {
	assert_bad("unknown argument \"--dbx\"", "--dbx", "x");
	assert_bad("unknown argument \"todo.db\"", "todo.db");
	assert_bad("unknown argument \"\"", "");
	assert_bad("--db needs a value", "--memory", "--db");
	assert_bad("--db takes the path of a file, not \"\"", "--db=");
	assert_bad("--memory accepts no value", "--memory=yes");
	assert_bad(
		"--memory saves no list; remove --memory or --db x.db", "--memory", "--db", "x.db");
	assert_bad("--screenshot takes the path of a file, not \"\"", "--screenshot", "");
}

static void numbers_are_checked(void **state) {
#define ROWS "--rows takes a number up to ten million, not "
#define SIZE "--size takes a width and a height as in 480x640, at most 16384 each, not "
	assert_bad(ROWS "\"-1\"", "--rows", "-1");
	assert_bad(ROWS "\"+1\"", "--rows", "+1");
	assert_bad(ROWS "\" 1\"", "--rows", " 1");
	assert_bad(ROWS "\"1e3\"", "--rows", "1e3");
	assert_bad(ROWS "\"10000001\"", "--rows", "10000001");
	assert_bad(ROWS "\"99999999999999999999999\"", "--rows", "99999999999999999999999");
	assert_bad(SIZE "\"480\"", "--size", "480");
	assert_bad(SIZE "\"480x\"", "--size", "480x");
	assert_bad(SIZE "\"x640\"", "--size", "x640");
	assert_bad(SIZE "\"480X640\"", "--size", "480X640");
	assert_bad(SIZE "\"0x640\"", "--size", "0x640");
	assert_bad(SIZE "\"480x16385\"", "--size", "480x16385");
	assert_bad(SIZE "\"480x640x\"", "--size", "480x640x");
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(no_options_are_the_users_own_list),
		cmocka_unit_test(values_follow_or_are_attached),
		cmocka_unit_test(made_up_rows_go_to_memory_unless_a_file_is_named),
		cmocka_unit_test(what_is_wrong_is_said),
		cmocka_unit_test(numbers_are_checked));
}
