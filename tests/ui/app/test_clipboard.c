/* SPDX-License-Identifier: MIT */
/* The public functions of the clipboard and of the primary selection. */
#define _GNU_SOURCE /* memmem */
#include "../input/stage.h"
#include "ui.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static struct oriel__headless_clipboard *clipboard_of(const struct stage *stage) {
	return oriel__headless_clipboard(stage_platform_window(stage)->platform);
}

static struct oriel_completion on_fulfilled(struct oriel_payload result, void *data) {
	const struct oriel_bytes *bytes = oriel_bytes_try_from_payload(result);
	assert_int_equal(bytes->data[bytes->length], '\0');
	order_add(&((struct stage *)data)->order, "%s", bytes->data);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_rejected(struct oriel_payload reason, void *data) {
	order_add(&((struct stage *)data)->order, "%s",
		oriel_status_name(oriel_error_try_from_payload(reason)->code));
	return ORIEL_COMPLETE;
}

static void note(struct stage *stage, oriel_promise *promise) {
	oriel_promise_unref(oriel_then(promise, on_fulfilled, on_rejected, stage));
}

#define READ(stage, ...) note(stage, oriel_clipboard_read((stage)->app, __VA_ARGS__))

static void text_is_read_by_a_promise(void **state) {
	struct stage *stage = *state;
	READ(stage, "text/plain");
	assert_int_equal(oriel_clipboard_set_text(stage->app, "na\xc3\xafve\xff"), ORIEL_OK);
	READ(stage, "text/plain");
	READ(stage, "text/plain;charset=utf-8");
	READ(stage, "image/png");
	READ(stage, "text/plain", .selection = ORIEL_SELECTION_PRIMARY);
	note(stage, oriel_clipboard_types(stage->app));
	assert_order(&stage->order, "");
	stage_run(stage);
	assert_order(&stage->order,
		"NotFoundError, na\xc3\xafve\xef\xbf\xbd, na\xc3\xafve\xef\xbf\xbd, NotFoundError, "
		"NotFoundError, text/plain");
}

static void data_is_offered_in_several_types_and_in_either_selection(void **state) {
	struct stage *stage = *state;
	struct oriel_bytes *png = oriel_bytes_new("PNG", 3), *html = oriel_bytes_new("<b>b</b>", 8);
	const struct oriel_clipboard_item items[] = { { "image/png", png }, { "text/html", html } };
	assert_int_equal(
		oriel_clipboard_write(stage->app, ORIEL_SELECTION_PRIMARY, items, 2), ORIEL_OK);
	oriel_bytes_unref(png);
	oriel_bytes_unref(html);
	READ(stage, "IMAGE/PNG", .selection = ORIEL_SELECTION_PRIMARY);
	READ(stage, "text/html", .selection = ORIEL_SELECTION_PRIMARY);
	READ(stage, "text/plain", .selection = ORIEL_SELECTION_PRIMARY);
	note(stage, oriel_clipboard_types(stage->app, .selection = ORIEL_SELECTION_PRIMARY));
	note(stage, oriel_clipboard_types(stage->app));
	stage_run(stage);
	assert_order(
		&stage->order, "PNG, <b>b</b>, NotFoundError, image/png\ntext/html, NotFoundError");
	assert_int_equal(oriel_clipboard_write(stage->app, ORIEL_SELECTION_PRIMARY, NULL, 0), ORIEL_OK);
	READ(stage, "text/html", .selection = ORIEL_SELECTION_PRIMARY);
	stage_run(stage);
	assert_order(&stage->order, "NotFoundError");
}

static void own_text_and_another_programs_replace_each_other(void **state) {
	struct stage *stage = *state;
	assert_int_equal(oriel_clipboard_set_text(stage->app, "ours"), ORIEL_OK);
	oriel__headless_clipboard_own(
		clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, "TARGETS,STRING", "th\xe9irs", 6);
	READ(stage, "text/plain");
	stage_run(stage);
	assert_order(&stage->order, "th\xc3\xa9irs");
	oriel__headless_clipboard_own(
		clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, "image/png", "PNG", 3);
	READ(stage, "text/plain");
	assert_int_equal(oriel_clipboard_set_text(stage->app, ""), ORIEL_OK);
	READ(stage, "text/plain");
	stage_run(stage);
	assert_order(&stage->order, "NotFoundError, ");
}

static void a_refusal_of_the_system_is_a_status(void **state) {
	struct stage *stage = *state;
	assert_int_equal(oriel_clipboard_set_text(stage->app, "before"), ORIEL_OK);
	oriel__headless_refuse_clipboard(stage_platform_window(stage)->platform, true);
	assert_int_equal(oriel_clipboard_set_text(stage->app, "after"), ORIEL_OPERATION_ERROR);
	READ(stage, "text/plain");
	stage_run(stage);
	assert_order(&stage->order, "before");
}

static void hang(const struct stage *stage) {
	oriel__headless_clipboard_own(
		clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, "UTF8_STRING", "late", 4);
	oriel__headless_clipboard_set_hanging(clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, true);
}

static void an_owner_that_hangs_or_ends_rejects_the_promise(void **state) {
	struct stage *stage = *state;
	hang(stage);
	READ(stage, "text/plain");
	oriel_loop_advance(stage->loop, 4999);
	assert_order(&stage->order, "");
	oriel_loop_advance(stage->loop, 1);
	assert_order(&stage->order, "TimeoutError");
	READ(stage, "text/plain");
	oriel__headless_clipboard_end_owner(clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD);
	stage_run(stage);
	assert_order(&stage->order, "OperationError");
}

static void a_signal_ends_a_read_before_during_and_after(void **state) {
	struct stage *stage = *state;
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	hang(stage);
	READ(stage, "text/plain", .signal = signal);
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard_of(stage)), 1);
	stage_run(stage);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard_of(stage)), 0);
	READ(stage, "text/plain", .signal = signal);
	assert_int_equal(oriel__headless_clipboard_waiting(clipboard_of(stage)), 0);
	oriel_abort_controller_destroy(controller);
	stage_run(stage);
	assert_order(&stage->order, "AbortError, AbortError");

	controller = oriel_abort_controller_new();
	oriel__headless_clipboard_set_hanging(clipboard_of(stage), ORIEL_SELECTION_CLIPBOARD, false);
	READ(stage, "text/plain", .signal = oriel_abort_controller_signal(controller));
	/* the data has arrived, and the promise is not settled yet */
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort_signal *timeout = oriel_abort_signal_new_timeout(100);
	READ(stage, "text/plain", .signal = timeout);
	oriel_abort_signal_unref(timeout);
	stage_run(stage);
	oriel_loop_advance(stage->loop, 200);
	assert_order(&stage->order, "AbortError, late");
	oriel_abort_controller_destroy(controller);
}

static void an_application_that_ends_rejects_its_reads(void **state) {
	struct stage *stage = *state;
	oriel_app *other = oriel_app_new("org.example.other", .headless = true);
	oriel_clipboard_set_text(other, "text");
	oriel_promise *promise = oriel_clipboard_read(other, "text/plain");
	oriel_app_destroy(other);
	note(stage, promise);
	stage_run(stage);
	assert_order(&stage->order, "AbortError");
}

/* ---- Traces in memory ---- */

enum { SECRET = 40 };

static bool is_data(const char *line) {
	return strstr(line, " rw-p ") != NULL && strstr(line, "[stack]") == NULL &&
		strstr(line, ".so") == NULL;
}

/* Returns whether part contains the bytes. They are passed inverted, so the pattern itself is not
 * found. */
static bool holds(const char *part, size_t size, const char *inverted, size_t length) {
	for (size_t i = 0; i + length <= size; i++) {
		size_t same = 0;
		while (same < length && part[i + same] == (char)~inverted[same])
			same++;
		if (same == length)
			return true;
	}
	return false;
}

/* Counts the parts of this process's memory that contain the bytes, without libraries and the
 * stack. */
static size_t count_in_memory(const char *inverted, size_t length) {
	FILE *maps = fopen("/proc/self/maps", "r");
	int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC);
	static char line[512], part[1 << 16];
	size_t count = 0;
	unsigned long start, end;
	assert_true(maps != NULL && memory >= 0);
	while (fgets(line, sizeof(line), maps) != NULL) {
		if (!is_data(line) || sscanf(line, "%lx-%lx", &start, &end) != 2 ||
			end - start > (1ul << 30))
			continue;
		for (; start < end; start += sizeof(part) / 2) {
			if (start <= (unsigned long)part + sizeof(part) &&
				(unsigned long)part <= start + sizeof(part))
				continue;
			ssize_t got = pread(memory, part, sizeof(part), (off_t)start);
			if (got > 0 && holds(part, (size_t)got, inverted, length))
				count++;
		}
	}
	memset(part, 0, sizeof(part));
	close(memory);
	fclose(maps);
	return count;
}

static void copied_text_leaves_no_trace_in_memory(void **state) {
	struct stage *stage = *state;
	char inverted[SECRET];
	volatile char secret[SECRET + 1]; /* a sanitizer may move it off the stack */
	for (int i = 0; i < SECRET; i++) {
		secret[i] = (char)('a' + (i * 7 + (int)getpid()) % 26);
		inverted[i] = (char)~secret[i];
	}
	secret[SECRET] = '\0';
	assert_int_equal(oriel_clipboard_set_text(stage->app, (const char *)secret), ORIEL_OK);
	for (int i = 0; i < SECRET; i++)
		secret[i] = '\0';
	oriel_promise *promise = oriel_clipboard_read(stage->app, "text/plain");
	assert_int_equal(oriel_loop_run_until(stage->loop, promise), ORIEL_PROMISE_FULFILLED);
	assert_true(count_in_memory(inverted, SECRET) > 0);
	oriel_promise_unref(promise);
	stage_run(stage);
	assert_int_equal(oriel_clipboard_set_text(stage->app, "other"), ORIEL_OK);
	assert_int_equal(count_in_memory(inverted, SECRET), 0);
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(text_is_read_by_a_promise),
		STAGE_TEST(data_is_offered_in_several_types_and_in_either_selection),
		STAGE_TEST(own_text_and_another_programs_replace_each_other),
		STAGE_TEST(a_refusal_of_the_system_is_a_status),
		STAGE_TEST(an_owner_that_hangs_or_ends_rejects_the_promise),
		STAGE_TEST(a_signal_ends_a_read_before_during_and_after),
		STAGE_TEST(an_application_that_ends_rejects_its_reads),
		STAGE_TEST(copied_text_leaves_no_trace_in_memory));
}
