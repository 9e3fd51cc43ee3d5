/* SPDX-License-Identifier: MIT */
/* Transfers of the Wayland clipboard. The test acts as the program at the other end of each
 * pipe. */
#define _GNU_SOURCE /* pipe2 */
#include "platform/wayland_pipe_internal.h"

#include "test.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { LARGE = 3000000 };

static struct oriel__wayland_pipes pipes;
static struct order order;

static void on_done(
	struct oriel_clipboard_request *request, const struct oriel_clipboard_answer *answer) {
	if (answer->status != ORIEL_OK)
		order_add(&order, "%s", oriel_status_name(answer->status));
	else if (answer->length > 100)
		order_add(&order, "%zu bytes", answer->length);
	else
		order_add(&order, "\"%.*s\"", (int)answer->length, answer->length > 0 ? answer->data : "");
}

static void on_progress(struct oriel_clipboard_request *request) {
	order_add(&order, "part");
}

static struct oriel_clipboard_request request = { on_done, on_progress };

static void answer_empty(struct oriel_clipboard_request *empty) {
	order_add(&order, "empty");
}

static int setup(void **state) {
	oriel__wayland_pipes_init(&pipes, answer_empty);
	return 0;
}

static int teardown(void **state) {
	oriel__wayland_pipes_finish(&pipes);
	return 0;
}

/* Begins a read; returns the other end of its pipe. */
static int begin_read(enum oriel__clipboard_encoding encoding) {
	int ends[2];
	assert_int_equal(pipe2(ends, O_CLOEXEC | O_NONBLOCK), 0);
	oriel__wayland_pipe_read(&pipes, ends[0], encoding, &request);
	return ends[1];
}

static void a_read_ends_when_the_owner_closes_the_pipe(void **state) {
	int fd = begin_read(ORIEL__CLIPBOARD_LATIN1);
	assert_false(oriel__wayland_pipes_pump(&pipes));
	assert_int_equal(write(fd, "caf", 3), 3);
	assert_true(oriel__wayland_pipes_pump(&pipes));
	assert_int_equal(write(fd, "\xe9", 1), 1);
	close(fd);
	while (oriel__wayland_pipes_pump(&pipes)) {
	}
	assert_order(&order, "part, \"caf\xc3\xa9\"");
	assert_null(pipes.first);
}

static void an_empty_pipe_of_text_uses_the_other_answer(void **state) {
	close(begin_read(ORIEL__CLIPBOARD_UTF8));
	oriel__wayland_pipes_pump(&pipes);
	close(begin_read(ORIEL__CLIPBOARD_BINARY));
	oriel__wayland_pipes_pump(&pipes);
	assert_order(&order, "empty, \"\"");
}

static void cancelled_and_interrupted_reads_end(void **state) {
	int cancelled = begin_read(ORIEL__CLIPBOARD_UTF8);
	oriel__wayland_pipe_cancel(&pipes, &request);
	oriel__wayland_pipe_cancel(&pipes, &request);
	assert_null(pipes.first);
	close(cancelled);
	int left = begin_read(ORIEL__CLIPBOARD_UTF8);
	oriel__wayland_pipes_finish(&pipes);
	assert_order(&order, "OperationError");
	close(left);
	oriel__wayland_pipes_init(&pipes, answer_empty);
}

static void a_large_text_is_written_at_the_pace_of_the_reader(void **state) {
	char *text = malloc(LARGE), *got = malloc(LARGE);
	int ends[2];
	size_t length = 0;
	memset(text, 'x', LARGE);
	struct oriel_bytes *bytes = oriel_bytes_new(text, LARGE);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	fcntl(ends[0], F_SETFL, O_NONBLOCK);
	oriel__wayland_pipe_write(&pipes, ends[1], bytes);
	oriel_bytes_unref(bytes);
	for (ssize_t taken = 1; taken != 0;) {
		oriel__wayland_pipes_pump(&pipes);
		taken = read(ends[0], got + length, LARGE - length + (length == LARGE));
		length += taken > 0 ? (size_t)taken : 0;
	}
	assert_int_equal(length, LARGE);
	assert_memory_equal(got, text, LARGE);
	assert_null(pipes.first);
	close(ends[0]);
	free(text);
	free(got);
}

static void a_closed_reader_raises_no_signal(void **state) {
	int ends[2];
	struct oriel_bytes *bytes = oriel_bytes_new("text", 4), *none = oriel_bytes_new(NULL, 0);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	oriel__wayland_pipe_write(&pipes, ends[1], bytes);
	close(ends[0]);
	assert_true(oriel__wayland_pipes_pump(&pipes));
	assert_null(pipes.first);
	assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
	oriel__wayland_pipe_write(&pipes, ends[1], none);
	assert_true(oriel__wayland_pipes_pump(&pipes));
	assert_null(pipes.first);
	close(ends[0]);
	oriel_bytes_unref(bytes);
	oriel_bytes_unref(none);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_read_ends_when_the_owner_closes_the_pipe),
		TEST(an_empty_pipe_of_text_uses_the_other_answer),
		TEST(cancelled_and_interrupted_reads_end),
		TEST(a_large_text_is_written_at_the_pace_of_the_reader),
		TEST(a_closed_reader_raises_no_signal));
}
