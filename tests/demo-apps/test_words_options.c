/* SPDX-License-Identifier: MIT */
/* The word counter's command line; test_options.c has what holds for all. */
#include <stdio.h>
#include <unistd.h>

#include "options.h"
#include "test.h"

static struct options options;

static bool parse_quietly(char **argv, size_t argc) {
	FILE *file = tmpfile();
	assert_non_null(file);
	fflush(stderr);
	int terminal = dup(STDERR_FILENO);
	dup2(fileno(file), STDERR_FILENO);
	bool good = options_parse(&options, (int)argc, argv);
	fflush(stderr);
	dup2(terminal, STDERR_FILENO);
	close(terminal);
	assert_int_equal(ftell(file) == 0, good);
	fclose(file);
	return good;
}

#define PARSE(...) \
	parse_quietly((char *[]){ "oriel-words", __VA_ARGS__, NULL }, \
		sizeof((char *[]){ "oriel-words", __VA_ARGS__ }) / sizeof(char *))

static void nothing_is_counted_unless_a_folder_is_given(void **state) {
	assert_true(options_parse(&options, 1, (char *[]){ "oriel-words", NULL }));
	assert_null(options.folder);
	assert_float_equal(options.width, 720, 0);
	assert_false(options.headless || options.report || options.help);
}

static void a_folder_stands_among_options_or_behind_two_dashes(void **state) {
	assert_true(PARSE("--headless", "music", "--size=300x200"));
	assert_string_equal(options.folder, "music");
	assert_float_equal(options.height, 200, 0);
	assert_true(PARSE("--report", "--", "--odd"));
	assert_string_equal(options.folder, "--odd");
	assert_true(options.report);
	assert_true(PARSE("--scale", "2", "--screenshot", "x.png", "."));
	assert_float_equal(options.scale, 2, 0);
	assert_string_equal(options.screenshot, "x.png");
}

static void what_makes_no_sense_is_refused(void **state) {
	assert_false(PARSE("a", "b"));
	assert_false(PARSE(""));
	assert_false(PARSE("--screenshot", "x.png"));
	assert_false(PARSE("--report"));
	assert_false(PARSE("--scale", "5", "."));
	assert_false(PARSE("--scale", "0", "."));
	assert_false(PARSE("--size", "0x5", "."));
	assert_false(PARSE("--odd", "."));
	assert_false(PARSE("-x"));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(nothing_is_counted_unless_a_folder_is_given),
		cmocka_unit_test(a_folder_stands_among_options_or_behind_two_dashes),
		cmocka_unit_test(what_makes_no_sense_is_refused));
}
