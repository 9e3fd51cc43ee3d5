/* SPDX-License-Identifier: MIT */
/* The clipboard of a recorded run, and of its replay, in which there is no other program. */
#include "platform/clipboard_read_internal.h"
#include "platform/headless_internal.h"
#include "platform/recorded_platform_internal.h"

#include "test.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/record.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char recording[32];

struct program {
	oriel_loop *loop;
	oriel_platform *platform;
	struct order order;
	size_t dropped;
};
static struct program first, second;

struct reader {
	struct oriel__clipboard_read read; /* must be first */
	struct program *program;
	const char *name, *then; /* NULL: no further read */
};

static void reader_begin(
	struct program *program, const char *name, const char *type, const char *then);

static void on_read(struct oriel__clipboard_read *read) {
	struct reader *reader = (struct reader *)read;
	struct program *program = reader->program;
	order_add(&program->order, "%s at %g: %s", reader->name, oriel_loop_now(program->loop),
		oriel_status_name(read->status));
	for (size_t i = 0; read->status == ORIEL_OK && i < read->bytes->length; i++)
		order_add(&program->order, "%02x", (unsigned char)read->bytes->data[i]);
	if (reader->then != NULL)
		reader_begin(program, reader->then, "text/html",
			strcmp(reader->then, "after the text") == 0 ? "at last" : NULL);
	free(reader);
}

static void reader_begin(
	struct program *program, const char *name, const char *type, const char *then) {
	struct reader *reader = calloc(1, sizeof(*reader));
	assert_non_null(reader);
	reader->program = program;
	reader->name = name;
	reader->then = then;
	oriel__clipboard_read_begin(
		&reader->read, ORIEL_SITE, program->platform, ORIEL_SELECTION_CLIPBOARD, type, on_read);
}

static void release(void *data) {
	((struct program *)data)->dropped++;
}

static struct oriel_bytes *fetch(void *data, const char *type) {
	return oriel_bytes_new("ours", 4);
}

/* The actions of the program itself, equal in both runs. */
static void program_begin(struct program *program, oriel_platform *inner) {
	static const char *const types[] = { "text/plain" };
	program->platform = oriel__platform_new_recorded(inner);
	reader_begin(program, "picture", "image/png", "after the picture");
	reader_begin(program, "types", NULL, NULL);
	reader_begin(program, "text", "text/plain", "after the text");
	const struct oriel_clipboard_offer offer = { types, 1, fetch, program, release };
	order_add(&program->order, "%s",
		oriel_status_name(program->platform->platform_class->clipboard_offer(
			program->platform, ORIEL_SELECTION_PRIMARY, &offer)));
}

static void program_end(struct program *program) {
	program->platform->platform_class->destroy(program->platform);
	oriel_loop_destroy(program->loop);
	assert_int_equal(program->dropped, 1);
}

/* The other program answers the first request at 10 ms, sends a part at 4 s, and then hangs. */
static void record(void) {
	memset(&first, 0, sizeof(first));
	first.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	assert_int_equal(oriel_record_start(recording), ORIEL_OK);
	oriel_platform *inner = oriel_platform_new_headless(1);
	struct oriel__headless_clipboard *clipboard = oriel__headless_clipboard(inner);
	oriel__headless_clipboard_own(
		clipboard, ORIEL_SELECTION_CLIPBOARD, "image/png,text/html", "\x89P\0\n", 4);
	oriel__headless_clipboard_set_hanging(clipboard, ORIEL_SELECTION_CLIPBOARD, true);
	program_begin(&first, inner);
	oriel_loop_advance(first.loop, 10);
	assert_true(oriel__headless_clipboard_answer(clipboard, ORIEL_SELECTION_CLIPBOARD));
	oriel_loop_advance(first.loop, 3990);
	oriel__headless_clipboard_progress(clipboard, ORIEL_SELECTION_CLIPBOARD);
	oriel_loop_advance(first.loop, 1010);
	assert_true(oriel__headless_clipboard_answer(clipboard, ORIEL_SELECTION_CLIPBOARD));
	/* requests that wait already are never answered */
	oriel__headless_clipboard_set_hanging(clipboard, ORIEL_SELECTION_CLIPBOARD, false);
	oriel_loop_advance(first.loop, 10000);
	assert_int_equal(oriel_record_stop(), ORIEL_OK);
	program_end(&first);
}

static enum oriel_replay_state replay(void) {
	memset(&second, 0, sizeof(second));
	second.loop = oriel_loop_new(.clock = ORIEL_CLOCK_MONOTONIC);
	assert_int_equal(oriel_replay_start(recording), ORIEL_OK);
	program_begin(&second, NULL);
	oriel_loop_run(second.loop);
	enum oriel_replay_state state = oriel_replay_result().state;
	program_end(&second);
	return state;
}

static void answers_of_other_programs_are_replayed_at_their_times(void **state) {
	strcpy(recording, "clipboard-XXXXXX");
	close(mkstemp(recording));
	record();
	enum oriel_replay_state replayed = replay();
	remove(recording);
	assert_int_equal(replayed, ORIEL_REPLAY_DONE);
	assert_string_equal(second.order.text, first.order.text);
	assert_order(&second.order,
		"OK, picture at 10: OK, 89, 50, 00, 0a, types at 5010: OK, 69, 6d, 61, 67, 65, 2f, 70, 6e, "
		"67, 0a, 74, 65, 78, 74, 2f, 68, 74, 6d, 6c, "
		"text at 9000: TimeoutError, after the picture at 9000: TimeoutError, after the text at "
		"9000: OK, 89, 50, 00, 0a, at last at 9000: OK, 89, 50, 00, 0a");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(answers_of_other_programs_are_replayed_at_their_times));
}
