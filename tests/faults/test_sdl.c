/* SPDX-License-Identifier: MIT */
/* What SDL brings from other programs, without memory for it: a commit of an input method, which
 * comes in pieces, and the clipboard. */
#include "platform/sdl_internal.h"

#include <oriel/runtime/loop.h>

#include <stdlib.h>
#include <string.h>

#include "fault.h"
#include "test.h"

enum {
	PIECE = SDL_TEXTINPUTEVENT_TEXT_SIZE - 1,
	PIECES = 2000,
	LEAST = PIECE * PIECES / 4,
	LARGE = 100000
};

static struct order sent;

static void sink(void *data, const struct oriel_raw_input *input) {
	size_t length = strlen(input->text);
	if (length < 10)
		order_add(&sent, "%s", input->text);
	else
		order_add(&sent, "%zu bytes", length);
}

static void commit(struct oriel__sdl_platform *platform, size_t pieces, const char *last) {
	SDL_Event event = { .text = { .type = SDL_TEXTINPUT, .windowID = 1 } };
	memset(event.text.text, 'w', PIECE);
	for (size_t i = 0; i < pieces; i++)
		oriel__sdl_input_handle(platform, &event, NULL);
	strcpy(event.text.text, last);
	oriel__sdl_input_handle(platform, &event, NULL);
}

static void a_commit_in_pieces_arrives_whole_or_not_at_all(void **state) {
	size_t nth = 0;
	bool failed;
	do {
		struct oriel__sdl_window window = { .id = 1, .sink = sink };
		struct oriel__sdl_platform platform = {
			.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL), .windows = &window
		};
		window.platform = &platform;
		fault_arm(LEAST, ++nth);
		commit(&platform, PIECES, "end");
		commit(&platform, 0, "next");
		failed = fault_disarm();
		if (failed)
			expect_log("of text that was typed at once; it is ignored");
		assert_order(&sent, failed ? "next" : "62003 bytes, next");
		/* What ends a commit may also be another event, or that there is none. */
		if (failed) {
			fault_arm(LEAST, 1);
			commit(&platform, PIECES, "");
			assert_true(fault_disarm());
			expect_log("of text that was typed at once; it is ignored");
			oriel__sdl_input_flush(&platform);
			commit(&platform, 0, "then");
			assert_order(&sent, "then");
		}
		oriel__sdl_input_finish(&platform);
		oriel_loop_destroy(platform.loop);
	} while (failed);
	assert_true(nth > 1);
}

struct answered {
	struct oriel_clipboard_request request; /* must be first */
	enum oriel_status status;
	char last[4];
};

static void on_done(
	struct oriel_clipboard_request *request, const struct oriel_clipboard_answer *answer) {
	struct answered *answered = (struct answered *)request;
	answered->status = answer->status;
	if (answer->status == ORIEL_OK)
		memcpy(answered->last, answer->data + answer->length - 3, 3);
}

static struct oriel_bytes *fetch(void *data, const char *type) {
	return oriel_bytes_new(data, strlen(data));
}

static void text_of_the_clipboard_without_memory_is_none(void **state) {
	setenv("SDL_VIDEODRIVER", "dummy", 1);
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_platform *platform = oriel_platform_new_sdl("org.example.faults");
	assert_non_null(platform);
	const struct oriel_platform_class *methods = platform->platform_class;
	char *large = fault_text(LARGE, 'w');
	large[LARGE - 1] = '\xff'; /* which other programs may send */
	const char *const types[] = { "text/plain" };
	const struct oriel_clipboard_offer offer = { types, 1, fetch, large, NULL };
	assert_int_equal(
		methods->clipboard_offer(platform, ORIEL_SELECTION_CLIPBOARD, &offer), ORIEL_OK);
	assert_int_equal(
		methods->clipboard_offer(platform, ORIEL_SELECTION_PRIMARY, &offer), ORIEL_NOT_FOUND_ERROR);

	struct answered answered = { .request = { .done = on_done } };
	fault_arm(LARGE / 2, 1);
	expect_log("no memory for 100002 bytes of the clipboard");
	methods->clipboard_read(platform, ORIEL_SELECTION_CLIPBOARD, "text/plain", &answered.request);
	assert_true(fault_disarm());
	assert_int_equal(answered.status, ORIEL_QUOTA_EXCEEDED_ERROR);

	methods->clipboard_read(platform, ORIEL_SELECTION_CLIPBOARD, "text/plain", &answered.request);
	assert_int_equal(answered.status, ORIEL_OK);
	assert_string_equal(answered.last, "\xef\xbf\xbd");
	methods->clipboard_read(platform, ORIEL_SELECTION_CLIPBOARD, "image/png", &answered.request);
	assert_int_equal(answered.status, ORIEL_NOT_FOUND_ERROR);
	free(large);
	methods->destroy(platform);
	oriel_loop_destroy(loop);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(a_commit_in_pieces_arrives_whole_or_not_at_all),
		cmocka_unit_test(text_of_the_clipboard_without_memory_is_none));
}
