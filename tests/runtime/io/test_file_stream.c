/* SPDX-License-Identifier: MIT */
/*
 * Files as streams: pieces by credit and by promise, ranges, modes of writing, paths that are no
 * files, copying, and closing during an operation.
 */
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/io/file_stream.h>
#include <oriel/runtime/target.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[32], path[64], second_path[64];

static int setup(void **state) {
	loop_setup(state);
	strcpy(directory, "/tmp/oriel-file-XXXXXX");
	assert_non_null(mkdtemp(directory));
	snprintf(path, sizeof(path), "%s/file", directory);
	snprintf(second_path, sizeof(second_path), "%s/second", directory);
	return 0;
}

static int teardown(void **state) {
	int failed = loop_teardown(state);
	unlink(path);
	unlink(second_path);
	assert_int_equal(rmdir(directory), 0);
	return failed;
}

static void make_file(const char *text) {
	FILE *file = fopen(path, "w");
	fputs(text, file);
	fclose(file);
}

static void make_long_file(size_t length) {
	FILE *file = fopen(path, "w");
	for (size_t i = 0; i < length; i++)
		fputc((int)(i * 7 % 251), file);
	fclose(file);
}

static void assert_file(const char *at, const char *text) {
	char buffer[256] = "";
	FILE *file = fopen(at, "r");
	assert_non_null(file);
	buffer[fread(buffer, 1, sizeof(buffer) - 1, file)] = '\0';
	fclose(file);
	assert_string_equal(buffer, text);
}

/* ---- Reading ---- */

static void a_file_is_read_up_to_the_credit(void **state) {
	make_file("hello world");
	oriel_stream *stream = oriel_file_reader_new(path);
	io_note_events(stream, "f");
	oriel_stream_request(stream, 5);
	oriel_loop_settle(loop);
	assert_order(&order, "f open, f data hello");
	oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
	oriel_loop_settle(loop);
	assert_order(&order, "f data  world, f end, f close");
	oriel_stream_destroy(stream);
}

static void a_part_of_a_file_can_be_read(void **state) {
	make_file("0123456789");
	oriel_stream *stream = oriel_file_reader_new(path, .offset = 3, .length = 4);
	io_note_promise(oriel_stream_read_all(stream, 100), "part");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	stream = oriel_file_reader_new(path, .offset = 8, .length = 40);
	io_note_promise(oriel_stream_read_all(stream, 100), "tail");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	stream = oriel_file_reader_new(path, .offset = UINT64_MAX);
	io_note_promise(oriel_stream_read(stream, 100), "beyond");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	assert_order(&order, "part bytes 3456, tail bytes 89, beyond ok");
}

static void bytes_of_an_aborted_read_are_kept(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	make_file("abcdef");
	oriel_stream *stream = oriel_file_reader_new(path);
	oriel_loop_settle(loop);
	io_note_promise(
		oriel_stream_read(stream, 4, .signal = oriel_abort_controller_signal(controller)),
		"aborted");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_loop_settle(loop);
	assert_order(&order, "aborted AbortError");
	assert_true(oriel_stream_is_readable(stream));
	io_note_promise(oriel_stream_read(stream, 3), "first");
	io_note_promise(oriel_stream_read(stream, 3), "second");
	io_note_promise(oriel_stream_read(stream, 3), "third");
	io_note_promise(oriel_stream_read(stream, 3), "fourth");
	oriel_loop_settle(loop);
	assert_order(&order, "first bytes abc, second bytes d, third bytes ef, fourth ok");
	oriel_stream_destroy(stream);
	oriel_abort_controller_destroy(controller);
}

static void a_limit_bounds_reading_to_the_end(void **state) {
	make_long_file(200000);
	oriel_stream *stream = oriel_file_reader_new(path);
	io_note_length(oriel_stream_read_all(stream, 199999), "too much");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	stream = oriel_file_reader_new(path);
	io_note_length(oriel_stream_read_all(stream, 200000), "enough");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	assert_order(&order, "too much QuotaExceededError, enough 200000");
}

static void assert_fails(oriel_stream *stream, const char *expected) {
	io_note_promise(oriel_stream_opened(stream), "opened");
	oriel_loop_settle(loop);
	assert_order(&order, expected);
	oriel_stream_destroy(stream);
}

static void a_path_of_no_file_is_refused_at_once(void **state) {
	assert_fails(oriel_file_reader_new(directory), "opened TypeMismatchError");
	assert_fails(oriel_file_writer_new(directory), "opened TypeMismatchError");
	assert_fails(oriel_file_reader_new("/dev/zero"), "opened TypeMismatchError");
	assert_fails(oriel_file_reader_new(path), "opened NotFoundError");
	assert_fails(
		oriel_file_writer_new(path, .mode = ORIEL_FILE_WRITER_UPDATE), "opened NotFoundError");
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_fails(oriel_file_reader_new(path), "opened TypeMismatchError");
	assert_fails(oriel_file_writer_new(path), "opened TypeMismatchError");
}

/* Opening a FIFO would wake the process that waits at its other end. */
static void a_path_of_no_file_is_not_opened(void **state) {
	char event[4096];
	assert_int_equal(mkfifo(path, 0600), 0);
	int inotify = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	assert_true(inotify_add_watch(inotify, path, IN_OPEN) >= 0);
	assert_fails(oriel_file_reader_new(path), "opened TypeMismatchError");
	assert_fails(
		oriel_file_writer_new(path, .mode = ORIEL_FILE_WRITER_APPEND), "opened TypeMismatchError");
	assert_int_equal(read(inotify, event, sizeof(event)), -1);
	assert_int_equal(errno, EAGAIN);
	close(inotify);
}

/* ---- Writing ---- */

static void write_text(
	const char *at, const char *text, enum oriel_file_writer_mode mode, uint64_t offset) {
	oriel_stream *stream = oriel_file_writer_new(at, .mode = mode, .offset = offset, .sync = true);
	oriel_stream_write(stream, text, strlen(text));
	oriel_stream_end(stream);
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
}

static void each_mode_writes_at_its_position(void **state) {
	write_text(path, "first", ORIEL_FILE_WRITER_CREATE, 0);
	assert_file(path, "first");
	write_text(path, "no", ORIEL_FILE_WRITER_CREATE, 0);
	assert_file(path, "first");
	write_text(path, "+more", ORIEL_FILE_WRITER_APPEND, 0);
	assert_file(path, "first+more");
	write_text(path, "IR", ORIEL_FILE_WRITER_UPDATE, 1);
	assert_file(path, "fIRst+more");
	write_text(path, "new", ORIEL_FILE_WRITER_REPLACE, 0);
	assert_file(path, "new");
	assert_order(
		&order, "flushed ok, flushed InvalidModificationError, flushed ok, flushed ok, flushed ok");
}

static void many_small_writes_keep_their_order(void **state) {
	oriel_stream *stream = oriel_file_writer_new(path);
	for (int i = 0; i < 200; i++)
		oriel_stream_write(stream, i % 2 == 0 ? "a" : "b", 1);
	oriel_stream_end(stream);
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	char expected[201] = "";
	for (int i = 0; i < 200; i++)
		expected[i] = i % 2 == 0 ? 'a' : 'b';
	assert_file(path, expected);
}

static void a_full_device_is_an_error(void **state) {
	/* A file size that no file system supports. */
	oriel_stream *stream = oriel_file_writer_new(path);
	oriel_stream_end(stream);
	oriel_loop_settle(loop);
	oriel_stream_destroy(stream);
	stream = oriel_file_writer_new(path, .mode = ORIEL_FILE_WRITER_UPDATE, .offset = INT64_MAX - 1);
	oriel_stream_write(stream, "xxxx", 4);
	io_note_promise(oriel_stream_flushed(stream), "flushed");
	oriel_loop_settle(loop);
	assert_int_equal(oriel_stream_state(stream), ORIEL_STREAM_CLOSED);
	oriel_stream_destroy(stream);
}

/* ---- Copying ---- */

static void a_file_is_copied(void **state) {
	make_long_file(1000000);
	oriel_stream *from = oriel_file_reader_new(path);
	oriel_stream *to = oriel_file_writer_new(second_path);
	io_note_promise(oriel_stream_pipe(from, to), "copied");
	oriel_loop_settle(loop);
	assert_order(&order, "copied ok");
	oriel_stream_destroy(from);
	oriel_stream_destroy(to);
	FILE *file = fopen(second_path, "r");
	for (size_t i = 0; i < 1000000; i++)
		assert_int_equal(fgetc(file), i * 7 % 251);
	assert_int_equal(fgetc(file), EOF);
	fclose(file);
}

static void copying_ends_when_either_stream_ends(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	make_long_file(1000000);
	for (int who = 0; who < 4; who++) {
		oriel_stream *from = oriel_file_reader_new(path);
		oriel_stream *to = oriel_file_writer_new(who == 3 ? directory : second_path);
		io_note_promise(
			oriel_stream_pipe(from, to, .signal = oriel_abort_controller_signal(controller)),
			"copied");
		oriel_loop_step(loop);
		oriel_loop_step(loop);
		if (who == 0)
			oriel_stream_destroy(from);
		if (who == 1)
			oriel_stream_destroy(to);
		if (who == 2)
			oriel_abort(controller, ORIEL_NO_PAYLOAD);
		oriel_loop_settle(loop);
		if (who != 0)
			oriel_stream_destroy(from);
		if (who != 1)
			oriel_stream_destroy(to);
		if (who == 2) {
			oriel_abort_controller_destroy(controller);
			controller = oriel_abort_controller_new();
		}
	}
	assert_order(&order,
		"copied AbortError, copied AbortError, copied AbortError, copied TypeMismatchError");
	oriel_abort_controller_destroy(controller);
}

/* ---- Closing ---- */

static void a_file_stream_can_be_closed_at_every_stage(void **state) {
	make_long_file(300000);
	size_t before = open_descriptors();
	for (int stage = 0; stage < 40; stage++) {
		oriel_abort_controller *controller = oriel_abort_controller_new();
		oriel_stream *from = oriel_file_reader_new(
			path, .signal = oriel_abort_controller_signal(controller));
		oriel_stream *to = oriel_file_writer_new(
			second_path, .sync = true, .signal = oriel_abort_controller_signal(controller));
		oriel_promise_unref(
			oriel_stream_pipe(from, to, .signal = oriel_abort_controller_signal(controller)));
		for (int i = 0; i < stage; i++)
			oriel_loop_step(loop);
		oriel_abort(controller, ORIEL_NO_PAYLOAD);
		assert_int_equal(oriel_stream_state(from), ORIEL_STREAM_CLOSED);
		oriel_loop_settle(loop);
		assert_int_equal(open_descriptors(), before);
		oriel_stream_destroy(from);
		oriel_stream_destroy(to);
		oriel_abort_controller_destroy(controller);
	}
}

static void the_end_of_the_loop_ends_remaining_objects(void **state) {
	make_long_file(300000);
	oriel_stream *from = oriel_file_reader_new(path);
	oriel_stream *to = oriel_file_writer_new(second_path);
	oriel_promise_unref(oriel_stream_pipe(from, to));
	oriel_file_reader_new(path);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_file_is_read_up_to_the_credit),
		TEST(a_part_of_a_file_can_be_read),
		TEST(bytes_of_an_aborted_read_are_kept),
		TEST(a_limit_bounds_reading_to_the_end),
		TEST(a_path_of_no_file_is_refused_at_once),
		TEST(a_path_of_no_file_is_not_opened),
		TEST(each_mode_writes_at_its_position),
		TEST(many_small_writes_keep_their_order),
		TEST(a_full_device_is_an_error),
		TEST(a_file_is_copied),
		TEST(copying_ends_when_either_stream_ends),
		TEST(a_file_stream_can_be_closed_at_every_stage),
		TEST(the_end_of_the_loop_ends_remaining_objects));
}
