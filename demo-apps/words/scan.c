/* SPDX-License-Identifier: MIT */
/*
 * The walk runs ahead of the jobs, so the number of files is known early. A path for each file
 * waits meanwhile. Jobs have low priority, listings high priority. A job counts a few dozen files:
 * its overhead is then small, and it still ends within a few milliseconds.
 *
 * Destroying a scan aborts its signal. After that no job, coroutine or promise calls the scan; each
 * releases its own data when it ends.
 */
#include "scan.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "count.h"
#include "memory.h"

enum { BATCH_FILES = 64 };

struct scan {
	struct scan_listener listener;
	struct scan_totals totals;
	oriel_abort_controller *controller;
	double begin_ms;
	size_t jobs; /* jobs without a result so far */
};

struct counted_file {
	char *path;
	struct count count;
};

/* The files of one job. */
struct batch {
	struct scan *scan;
	size_t prefix; /* length of the folder's part of each path */
	size_t count;
	struct counted_file files[BATCH_FILES];
};

/* The state of the coroutine. */
struct walk {
	struct scan *scan;
	size_t prefix;
	char *folder;          /* being listed */
	char **waiting;        /* folders to list; the last is next */
	size_t waiting_count, waiting_room;
	struct batch *batch;   /* being filled; may be NULL */
};

/* ---- Counting ---- */

static void batch_drop(void *data) {
	struct batch *batch = data;
	for (size_t i = 0; i < batch->count; i++)
		free(batch->files[i].path);
	free(batch);
}

/* Runs on a pool thread. */
static void count_batch(oriel_job *job, void *data) {
	struct batch *batch = data;
	for (size_t i = 0; i < batch->count && !oriel_job_is_cancelled(job); i++)
		batch->files[i].count = count_file(batch->files[i].path, job);
}

static void tell_failure(struct scan *scan, const char *sentence) {
	scan->listener.result(
		&(const struct scan_result){ .text = sentence, .failed = true }, scan->listener.data);
}

static void tell_unread_file(struct scan *scan, const char *path, int error) {
	const char *reason = error == ENOENT ? "it has vanished" : strerror(error);
	size_t size = strlen(path) + strlen(reason) + sizeof("cannot read : ");
	char *sentence = allocate(size);
	snprintf(sentence, size, "cannot read %s: %s", path, reason);
	tell_failure(scan, sentence);
	free(sentence);
}

static void add_file(struct scan *scan, const char *path, const struct count *count) {
	scan->totals.finished++;
	switch (count->outcome) {
	case OUTCOME_COUNTED:
		scan->totals.counted++;
		scan->totals.words += count->words;
		scan->totals.bytes += count->bytes;
		scan->listener.result(
			&(const struct scan_result){
				.text = path, .words = count->words, .bytes = count->bytes },
			scan->listener.data);
		break;
	case OUTCOME_FAILED:
		scan->totals.failed++;
		tell_unread_file(scan, path, count->error);
		break;
	case OUTCOME_BINARY:
	case OUTCOME_NO_FILE:
	case OUTCOME_CANCELLED:
		scan->totals.skipped++;
		break;
	}
}

static void end(struct scan *scan, enum oriel_status status, const char *message) {
	scan->totals.elapsed_ms = oriel_loop_now(oriel_loop_current()) - scan->begin_ms;
	scan->totals.ended = true;
	scan->listener.ended(status, message, scan->listener.data);
}

static void end_if_done(struct scan *scan) {
	if (!scan->totals.walking && scan->jobs == 0)
		end(scan, ORIEL_OK, "");
}

static void on_batch_done(void *data) {
	struct batch *batch = data;
	struct scan *scan = batch->scan;
	for (size_t i = 0; i < batch->count; i++)
		add_file(scan, batch->files[i].path + batch->prefix, &batch->files[i].count);
	scan->jobs--;
	end_if_done(scan);
}

static void run_batch(struct walk *walk) {
	struct batch *batch = walk->batch;
	if (!batch)
		return;
	walk->batch = NULL;
	walk->scan->jobs++;
	oriel_job_run(count_batch, on_batch_done, batch, .release = batch_drop,
		.priority = ORIEL_JOB_PRIORITY_LOW,
		.signal = oriel_abort_controller_signal(walk->scan->controller));
}

/* ---- Walking ---- */

/* @return owned by the caller */
static char *join(const char *folder, const char *name) {
	size_t length = strlen(folder), size = length + strlen(name) + 2;
	char *path = allocate(size);
	const char *slash = length > 0 && folder[length - 1] == '/' ? "" : "/";
	snprintf(path, size, "%s%s%s", folder, slash, name);
	return path;
}

static void push_folder(struct walk *walk, char *path) {
	if (walk->waiting_count == walk->waiting_room) {
		walk->waiting_room = walk->waiting_room * 2 + 16;
		walk->waiting = realloc(walk->waiting, walk->waiting_room * sizeof(*walk->waiting));
		ORIEL_ASSERT(walk->waiting, "push_folder: no memory for %zu folders; close other programs",
			walk->waiting_room);
	}
	walk->waiting[walk->waiting_count++] = path;
}

static void push_file(struct walk *walk, char *path) {
	if (!walk->batch) {
		walk->batch = allocate(sizeof(*walk->batch));
		walk->batch->scan = walk->scan;
		walk->batch->prefix = walk->prefix;
	}
	walk->batch->files[walk->batch->count++].path = path;
	walk->scan->totals.found++;
	if (walk->batch->count == BATCH_FILES)
		run_batch(walk);
}

static void on_entries(const struct oriel_directory_entries *entries, void *data) {
	struct walk *walk = data;
	for (size_t i = 0; i < entries->count; i++) {
		const struct oriel_directory_entry *entry = &entries->items[i];
		if (entry->type == ORIEL_FILE_TYPE_DIRECTORY)
			push_folder(walk, join(walk->folder, entry->name));
		else if (entry->type == ORIEL_FILE_TYPE_REGULAR)
			push_file(walk, join(walk->folder, entry->name));
		else
			walk->scan->totals.others++;
	}
}

static void walk_drop(void *data) {
	struct walk *walk = data;
	for (size_t i = 0; i < walk->waiting_count; i++)
		free(walk->waiting[i]);
	free(walk->waiting);
	free(walk->folder);
	if (walk->batch)
		batch_drop(walk->batch);
	free(walk);
}

static void next_folder(struct walk *walk) {
	free(walk->folder);
	walk->folder = walk->waiting[--walk->waiting_count];
}

static void count_folder(
	struct scan *scan, enum oriel_await_status status, struct oriel_payload reason) {
	scan->totals.folders++;
	if (status == ORIEL_AWAIT_FULFILLED)
		return;
	scan->totals.failed_folders++;
	tell_failure(scan, oriel_error_try_from_payload(reason)->message);
}

/* The body of the coroutine. After an abort the scan no longer exists. */
static struct oriel_completion walk_tree(void *data) {
	struct walk *walk = data;
	while (walk->waiting_count > 0) {
		struct oriel_payload reason;
		next_folder(walk);
		enum oriel_await_status status = oriel_await(
			oriel_directory_list(walk->folder, .batch = on_entries, .data = walk,
				.priority = ORIEL_JOB_PRIORITY_HIGH, .signal = oriel_coroutine_signal()),
			&reason);
		if (status == ORIEL_AWAIT_ABORTED)
			return ORIEL_COMPLETE;
		bool is_root = walk->scan->totals.folders == 0;
		if (is_root && status == ORIEL_AWAIT_REJECTED && walk->scan->totals.found == 0)
			return oriel_throw(oriel_payload_ref(reason));
		count_folder(walk->scan, status, reason);
		if (walk->scan->jobs == 0)
			run_batch(walk);
	}
	run_batch(walk);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_walked(struct oriel_payload value, void *data) {
	struct scan *scan = data;
	(void)value;
	scan->totals.walking = false;
	end_if_done(scan);
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_not_walked(struct oriel_payload reason, void *data) {
	struct scan *scan = data;
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	scan->totals.walking = false;
	end(scan, error->code, error->message);
	return ORIEL_COMPLETE;
}

static size_t prefix_length(const char *folder) {
	size_t length = strlen(folder);
	return length > 0 && folder[length - 1] == '/' ? length : length + 1;
}

struct scan *scan_start(const char *folder, const struct scan_listener *listener) {
	struct scan *scan = allocate(sizeof(*scan));
	struct walk *walk = allocate(sizeof(*walk));
	*scan = (struct scan){ .listener = *listener,
		.totals.walking = true,
		.controller = oriel_abort_controller_new(),
		.begin_ms = oriel_loop_now(oriel_loop_current()) };
	*walk = (struct walk){ .scan = scan, .prefix = prefix_length(folder) };
	oriel_abort_signal *signal = oriel_abort_controller_signal(scan->controller);
	push_folder(walk, copy_text(folder, strlen(folder)));
	oriel_promise *walked = oriel_async(walk_tree, walk, .signal = signal, .release = walk_drop);
	oriel_promise_unref(oriel_then(walked, on_walked, on_not_walked, scan, .signal = signal));
	return scan;
}

void scan_destroy(struct scan *scan) {
	if (!scan)
		return;
	oriel_abort(scan->controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(scan->controller);
	free(scan);
}

struct scan_totals scan_totals(const struct scan *scan) {
	struct scan_totals totals = scan->totals;
	if (!totals.ended)
		totals.elapsed_ms = oriel_loop_now(oriel_loop_current()) - scan->begin_ms;
	return totals;
}
