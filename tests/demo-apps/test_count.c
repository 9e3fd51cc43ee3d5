/* SPDX-License-Identifier: MIT */
/* One file, whatever it is. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "count.h"
#include "folder.h"
#include "test.h"

static char path[400];

static const char *in_folder(void **state, const char *name) {
	const struct folder *folder = *state;
	snprintf(path, sizeof(path), "%s/%s", folder->path, name);
	return path;
}

static struct count count_text(void **state, const char *text, size_t length) {
	file_write(in_folder(state, "file"), text, length);
	return count_file(path, NULL);
}

static void assert_outcome(struct count count, enum outcome outcome) {
	assert_int_equal(count.outcome, outcome);
	assert_int_equal(count.words, 0);
	assert_int_equal(count.bytes, 0);
}

static void words_and_bytes_are_counted(void **state) {
	struct count count = count_text(state, "one two\nthree", 13);
	assert_int_equal(count.outcome, OUTCOME_COUNTED);
	assert_int_equal(count.words, 3);
	assert_int_equal(count.bytes, 13);
	assert_outcome(count_text(state, "", 0), OUTCOME_COUNTED);
}

/* 7 bytes a word, so that pieces end in the middle of words and of characters. */
static void a_file_of_many_pieces_is_counted_as_one_text(void **state) {
	enum { WORDS = 200000 };
	char *text = malloc(WORDS * 7);
	for (size_t i = 0; i < WORDS; i++)
		memcpy(text + i * 7, "aé-ü ", 7);
	struct count count = count_text(state, text, WORDS * 7);
	free(text);
	assert_int_equal(count.words, WORDS);
	assert_int_equal(count.bytes, WORDS * 7);
}

static void a_nul_in_the_first_8_kib_makes_a_file_binary(void **state) {
	char text[10000];
	memset(text, 'x', sizeof(text));
	text[8191] = '\0';
	assert_outcome(count_text(state, text, sizeof(text)), OUTCOME_BINARY);
	assert_outcome(count_text(state, "", 1), OUTCOME_BINARY);
	text[8191] = 'x';
	text[8192] = '\0';
	struct count count = count_text(state, text, sizeof(text));
	assert_int_equal(count.outcome, OUTCOME_COUNTED);
	assert_int_equal(count.words, 1);
}

static void what_is_no_file_is_not_waited_for(void **state) {
	assert_int_equal(mkfifo(in_folder(state, "pipe"), 0600), 0);
	assert_outcome(count_file(path, NULL), OUTCOME_NO_FILE);
	assert_int_equal(symlink("/dev/zero", in_folder(state, "link")), 0);
	assert_outcome(count_file(path, NULL), OUTCOME_NO_FILE);
	assert_outcome(count_file("/dev/zero", NULL), OUTCOME_NO_FILE);
	assert_outcome(count_file(in_folder(state, "."), NULL), OUTCOME_NO_FILE);
}

static void a_file_that_has_gone_or_cannot_be_read_tells_why(void **state) {
	struct count count = count_file(in_folder(state, "gone"), NULL);
	assert_outcome(count, OUTCOME_FAILED);
	assert_int_equal(count.error, ENOENT);
	count = count_file("/proc/self/mem", NULL);
	assert_outcome(count, OUTCOME_FAILED);
	assert_int_equal(count.error, EIO);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(words_and_bytes_are_counted),
		TEST(a_file_of_many_pieces_is_counted_as_one_text),
		TEST(a_nul_in_the_first_8_kib_makes_a_file_binary),
		TEST(what_is_no_file_is_not_waited_for),
		TEST(a_file_that_has_gone_or_cannot_be_read_tells_why));
}
