/* SPDX-License-Identifier: MIT */
/*
 * The programs of docs/runtime/recipes.md that have no window and no network: what they print for
 * what they read.
 */
#include "test.h"

#include <stdio.h>
#include <string.h>

/* Removes the lines in which AddressSanitizer warns that it does not know coroutines. */
static void remove_warnings(char *text) {
	for (char *line; (line = strstr(text, "==WARNING: ASan")) != NULL;) {
		while (line > text && line[-1] != '\n')
			line--;
		char *next = strchr(line, '\n');
		memmove(line, next != NULL ? next + 1 : "", next != NULL ? strlen(next) : 1);
	}
}

/* What a shell command prints, in the folder of the programs. */
static void assert_prints(const char *command, const char *expected) {
	char line[512], text[2048] = "";
	snprintf(line, sizeof(line), "cd '%s' && { %s; } 2>&1", RECIPES_FOLDER, command);
	FILE *pipe = popen(line, "r");
	assert_non_null(pipe);
	size_t length = fread(text, 1, sizeof(text) - 1, pipe);
	text[length] = '\0';
	remove_warnings(text);
	assert_int_equal(pclose(pipe), 0);
	assert_string_equal(text, expected);
}

static void batches_gathers_warnings(void **state) {
	assert_prints("printf 'warning: a\\nb\\nwarning: c\\n' | ./recipe-batches", "2 warnings\n");
}

static void walk_reads_no_further_than_it_shows(void **state) {
	assert_prints("d=$(mktemp -d) && cd $d && mkdir a z && touch a/1 a/2 b c d e && chmod 0 z && "
		"$OLDPWD/recipe-walk .; chmod 700 z; rm -r $d",
		"./a/1\n./a/2\n./a\n./b\n./c\n");
}

static void silence_ends_what_says_nothing(void **state) {
	assert_prints("./recipe-silence 10000 echo hello", "hello\nover\n");
	assert_prints("./recipe-silence 1000 sh -c 'echo hello; exec sleep 60'",
		"hello\nsilent: ended\n");
}

static void reload_follows_a_file_until_it_is_told_to_end(void **state) {
	assert_prints("f=$(mktemp) o=$(mktemp) && printf abc >$f && "
		"{ ./recipe-reload $f >$o & p=$!; } && "
		"until grep -q 'loaded 3' $o; do sleep 0.01; done && printf de >$f && "
		"until grep -q 'loaded 2' $o; do sleep 0.01; done && kill $p && wait $p && "
		"cat $o && rm $f $o",
		"loaded 3 bytes\nloaded 2 bytes\nover\n");
}

static void group_reads_all_or_fails(void **state) {
	assert_prints("f=$(mktemp) && printf abc >$f && ./recipe-group $f $f && "
		"./recipe-group $f /none; rm $f", "6 bytes\nNotFoundError\n");
}

static void prompt_takes_what_comes_first(void **state) {
	assert_prints("echo no | ./recipe-prompt 60", "Restart now? [yes] no\n");
	assert_prints("d=$(mktemp -d) && mkfifo $d/f && exec 3<>$d/f && ./recipe-prompt 0.05 <$d/f && "
		"rm -r $d", "Restart now? [yes] yes\n");
}

static void pipeline_keeps_the_order(void **state) {
	assert_prints("f=$(mktemp) g=$(mktemp) && printf 'a\\nb\\n' >$f && printf 'c\\n' >$g && "
		"./recipe-pipeline $f $g $f $g $f $g | sed 's/.*: //' && rm $f $g", "2\n1\n2\n1\n2\n1\n");
}

/* Counts the lines of a program, without its license and empty lines. */
static int lines_of_code(const char *name) {
	char line[256];
	int count = 0;
	snprintf(line, sizeof(line), ORIEL_TESTS_DIR "/recipes/%s.c", name);
	FILE *file = fopen(line, "r");
	assert_non_null(file);
	while (fgets(line, sizeof(line), file) != NULL)
		count += strcmp(line, "\n") != 0 && strstr(line, "SPDX-") == NULL;
	fclose(file);
	return count;
}

static void each_program_is_short(void **state) {
	static const char *const names[] = { "batches", "chat", "group", "http", "pipeline", "prompt",
		"reload", "search", "silence", "walk" };
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		int lines = lines_of_code(names[i]), limit = strcmp(names[i], "http") == 0 ? 60 : 40;
		if (lines < 20 || lines >= limit)
			fail_msg("%s has %d lines", names[i], lines);
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(batches_gathers_warnings),
		cmocka_unit_test(walk_reads_no_further_than_it_shows),
		cmocka_unit_test(silence_ends_what_says_nothing),
		cmocka_unit_test(reload_follows_a_file_until_it_is_told_to_end),
		cmocka_unit_test(group_reads_all_or_fails),
		cmocka_unit_test(prompt_takes_what_comes_first),
		cmocka_unit_test(pipeline_keeps_the_order),
		cmocka_unit_test(each_program_is_short));
}
