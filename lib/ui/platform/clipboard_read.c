/* SPDX-License-Identifier: MIT */
/*
 * Reads of a selection, built on the requests of any platform. A platform may answer at any time,
 * even within the call; the reader is called in a task of source INPUT. A timer ends the read if
 * the owner hangs. Each arriving part restarts the timer, so that a large text on a slow line
 * arrives complete.
 */
#include "clipboard_read_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/timer.h>
#include <string.h>

struct wiped {
	size_t size;
	char text[];
};

static void wiped_free(void *memory) {
	struct wiped *wiped = memory;
	oriel__free_wiped(wiped, sizeof(*wiped) + wiped->size);
}

struct oriel_bytes *oriel__clipboard_bytes_new(const char *data, size_t length) {
	struct wiped *wiped = length < SIZE_MAX - sizeof(*wiped) - 1 ?
		oriel__try_alloc(sizeof(*wiped) + length + 1, 1) :
		NULL;
	if (wiped == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for %zu bytes of the clipboard", length);
		return NULL;
	}
	wiped->size = length + 1;
	if (length > 0)
		memcpy(wiped->text, data, length);
	wiped->text[length] = '\0';
	return oriel_bytes_new_shared(
		wiped->text, length, oriel_owned(wiped, wiped_free));
}

static void clipboard_read_stop_timer(struct oriel__clipboard_read *read) {
	oriel_clear_timer(read->timer);
	read->timer = 0;
}

/* Calls the reader. The reader may free the read in done, or begin it again, so all members are
 * copied out first. */
static void clipboard_read_call_done(struct oriel__clipboard_read *read) {
	static const struct oriel__run_class run_class = { .name = "clipboard" };
	oriel_loop *loop = read->loop;
	struct oriel_bytes *bytes = read->bytes;
	struct oriel__cause cause = read->cause;
	struct oriel__run run;
	read->cause = (struct oriel__cause){ 0 };
	oriel__hold_begin(loop);
	oriel__run_begin(loop, &run, &run_class, &cause);
	read->done(read);
	oriel__run_end(loop, &run);
	oriel__hold_end(loop);
	oriel__cause_release(&cause);
	oriel_bytes_unref(bytes);
}

static void clipboard_read_run(struct oriel__task *task) {
	clipboard_read_call_done(oriel__container_of(task, struct oriel__clipboard_read, task));
}

static void clipboard_read_on_timeout(void *data) {
	struct oriel__clipboard_read *read = data;
	read->timer = 0;
	read->is_asking = false;
	read->platform->platform_class->clipboard_cancel(read->platform, &read->request);
	read->status = ORIEL_TIMEOUT_ERROR;
	clipboard_read_call_done(read);
}

static void clipboard_read_start_timer(struct oriel__clipboard_read *read) {
	clipboard_read_stop_timer(read);
	read->timer = oriel_set_timeout(clipboard_read_on_timeout, read, ORIEL__CLIPBOARD_TIMEOUT_MS);
}

static void clipboard_read_on_done(
	struct oriel_clipboard_request *request, const struct oriel_clipboard_answer *answer) {
	struct oriel__clipboard_read *read = oriel__container_of(
		request, struct oriel__clipboard_read, request);
	read->is_asking = false;
	clipboard_read_stop_timer(read);
	read->status = answer->status;
	if (answer->status == ORIEL_OK)
		read->bytes = oriel__clipboard_bytes_new(answer->data, answer->length);
	if (answer->status == ORIEL_OK && read->bytes == NULL)
		read->status = ORIEL_QUOTA_EXCEEDED_ERROR;
	oriel__task_queue(read->loop, &read->task, ORIEL_TASK_SOURCE_INPUT, clipboard_read_run);
}

static void clipboard_read_on_progress(struct oriel_clipboard_request *request) {
	clipboard_read_start_timer(oriel__container_of(request, struct oriel__clipboard_read, request));
}

void oriel__clipboard_read_begin(struct oriel__clipboard_read *read, const char *site,
	oriel_platform *platform, enum oriel_selection selection, const char *type,
	void (*done)(struct oriel__clipboard_read *read)) {
	const struct oriel_platform_class *platform_class = platform->platform_class;
	oriel_loop *loop = oriel__loop_here("oriel__clipboard_read_begin");
	*read = (struct oriel__clipboard_read){
		.cause = oriel__cause_capture(loop, site),
		.request = { clipboard_read_on_done, clipboard_read_on_progress },
		.platform = platform, .loop = loop, .is_asking = true, .done = done,
	};
	clipboard_read_start_timer(read);
	if (type != NULL)
		platform_class->clipboard_read(platform, selection, type, &read->request);
	else
		platform_class->clipboard_types(platform, selection, &read->request);
}

void oriel__clipboard_read_cancel(struct oriel__clipboard_read *read) {
	if (read->loop == NULL)
		return;
	clipboard_read_stop_timer(read);
	if (read->is_asking)
		read->platform->platform_class->clipboard_cancel(read->platform, &read->request);
	else
		oriel__task_cancel(read->loop, &read->task);
	oriel__cause_release(&read->cause);
	oriel_bytes_unref(read->bytes);
	*read = (struct oriel__clipboard_read){ 0 };
}
