/* SPDX-License-Identifier: MIT */
/*
 * Listing directories. Each batch is one job; a complete listing is a single batch. The next job
 * runs after the callback has received the previous batch, so at most one batch is in memory.
 *
 * A listing belongs to its job. On the loop's thread it is handed over from one job to the next,
 * and it ends with the release function of the last. A running job has exclusive use of the open
 * directory.
 */
#define _DEFAULT_SOURCE /* d_type, which spares a look at every entry */
#include "io/file_internal.h"

#include "base/refcount_internal.h"
#include "job/job_internal.h"
#include "job/pool_internal.h"
#include "promise/promise_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "base/utf8_internal.h"
#include "loop/callback_internal.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <oriel/runtime/abort.h>
#include <oriel/io/directory.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum {
	DEFAULT_LIMIT = 1000000,
	DEFAULT_BATCH_SIZE = 1000,
	ENTRIES_BETWEEN_LOOKS = 256,
	LEAST_ITEMS = 64,
	LEAST_NAMES = 2048
};

/* Reference-counted. The names are stored one after another, in the order of the items before
 * sorting. */
struct entries {
	struct oriel_directory_entries entries; /* first member */
	struct oriel_directory_entry *items;
	size_t capacity;
	char *names;
	size_t names_length, names_capacity;
};

struct listing {
	struct oriel__file_request request; /* first member */
	oriel_loop *loop;
	oriel_abort_signal *signal; /* holds a reference; may be NULL */
	oriel_resolver *resolver;   /* NULL once settled */
	struct oriel__abort_hook hook;
	struct oriel_directory_list_options options;
	size_t jobs; /* number of jobs whose release function has not run */
	/* for the thread of the running job: */
	DIR *directory; /* NULL: not open yet, or closed */
	size_t total;
	struct entries *batch;
	struct oriel_completion failure;
	bool is_over, has_failed;
};

/* ---- On pool threads ---- */

static void entries_finish(void *memory) {
	struct entries *entries = memory;
	oriel__free(entries->items);
	oriel__free(entries->names);
}

static struct entries *entries_new(void) {
	struct entries *entries = oriel__refcount_new(sizeof(*entries), entries_finish);
	memset(entries, 0, sizeof(*entries));
	return entries;
}

/* Returns false if there is no memory. */
static bool directory_make_room(
	void **items, size_t *capacity, size_t count, size_t item_size, size_t least) {
	size_t wanted = *capacity > 0 ? *capacity : least;
	while (wanted < count)
		wanted *= 2;
	if (wanted == *capacity)
		return true;
	void *grown = oriel__try_realloc_array(*items, wanted, item_size);
	if (grown == NULL)
		return false;
	*items = grown;
	*capacity = wanted;
	return true;
}

static bool entries_add(struct entries *entries, const char *name, enum oriel_file_type type) {
	size_t length = strlen(name);
	void *items = entries->items, *names = entries->names;
	bool has_room = directory_make_room(&items, &entries->capacity, entries->entries.count + 1,
		sizeof(entries->items[0]), LEAST_ITEMS);
	entries->items = items;
	has_room = has_room &&
		directory_make_room(
			&names, &entries->names_capacity, entries->names_length + length + 1, 1, LEAST_NAMES);
	entries->names = names;
	if (!has_room)
		return false;
	memcpy(entries->names + entries->names_length, name, length + 1);
	entries->names_length += length + 1;
	entries->items[entries->entries.count++] = (struct oriel_directory_entry){ NULL,
		oriel__utf8_is_valid(name, length), type };
	return true;
}

static int directory_compare(const void *a, const void *b) {
	return strcmp(((const struct oriel_directory_entry *)a)->name,
		((const struct oriel_directory_entry *)b)->name);
}

/* Makes the entries final: nothing is added afterwards, so names keep their addresses. */
static void entries_seal(struct entries *entries, bool sorted) {
	const char *name = entries->names;
	for (size_t i = 0; i < entries->entries.count; i++) {
		entries->items[i].name = name;
		name += strlen(name) + 1;
	}
	entries->entries.items = entries->items;
	if (sorted && entries->entries.count > 1)
		qsort(entries->items, entries->entries.count, sizeof(entries->items[0]), directory_compare);
}

static void directory_fail(struct listing *listing, struct oriel_completion why) {
	listing->failure = why;
	listing->has_failed = listing->is_over = true;
}

/* Checks the path before opening it, for the same reason as oriel__file_open(). */
static void directory_open_directory(struct listing *listing) {
	struct stat st;
	if (stat(listing->request.path, &st) != 0) {
		directory_fail(listing, oriel__file_throw(&listing->request, errno));
		return;
	}
	if (!S_ISDIR(st.st_mode)) {
		directory_fail(listing,
			oriel__file_throw_because(&listing->request, ORIEL_TYPE_MISMATCH_ERROR,
				"it is not a directory; oriel_file_info() returns its type"));
		return;
	}
	int fd = open(listing->request.path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
	listing->directory = fd >= 0 ? fdopendir(fd) : NULL;
	if (listing->directory != NULL)
		return;
	directory_fail(listing, oriel__file_throw(&listing->request, errno));
	if (fd >= 0)
		close(fd);
}

static void directory_close(struct listing *listing) {
	if (listing->directory != NULL)
		closedir(listing->directory);
	listing->directory = NULL;
}

static enum oriel_file_type directory_type_of(DIR *directory, const struct dirent *entry) {
	struct stat stat;
	switch (entry->d_type) {
	case DT_REG: return ORIEL_FILE_TYPE_REGULAR;
	case DT_DIR: return ORIEL_FILE_TYPE_DIRECTORY;
	case DT_LNK: return ORIEL_FILE_TYPE_SYMBOLIC_LINK;
	case DT_FIFO: return ORIEL_FILE_TYPE_FIFO;
	case DT_SOCK: return ORIEL_FILE_TYPE_SOCKET;
	case DT_CHR: return ORIEL_FILE_TYPE_CHARACTER_DEVICE;
	case DT_BLK: return ORIEL_FILE_TYPE_BLOCK_DEVICE;
	default: break;
	}
	bool is_there = fstatat(dirfd(directory), entry->d_name, &stat, AT_SYMLINK_NOFOLLOW) == 0;
	return is_there ? oriel__file_type(stat.st_mode) : ORIEL_FILE_TYPE_UNKNOWN;
}

static bool directory_is_dot_name(const char *name) {
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

static void directory_over_limit(struct listing *listing) {
	char reason[128];
	snprintf(reason, sizeof(reason),
		"it has over %zu entries; raise .limit, or take them in batches", listing->options.limit);
	directory_fail(
		listing, oriel__file_throw_because(&listing->request, ORIEL_QUOTA_EXCEEDED_ERROR, reason));
}

static void directory_read_entry(struct listing *listing) {
	errno = 0;
	const struct dirent *entry = readdir(listing->directory);
	if (entry == NULL && errno != 0)
		directory_fail(listing, oriel__file_throw(&listing->request, errno));
	if (entry == NULL)
		listing->is_over = true;
	else if (!directory_is_dot_name(entry->d_name)) {
		if (listing->options.limit > 0 && ++listing->total > listing->options.limit)
			directory_over_limit(listing);
		else if (!entries_add(
					listing->batch, entry->d_name, directory_type_of(listing->directory, entry)))
			directory_fail(
				listing, oriel__file_no_memory(&listing->request, listing->batch->names_length));
	}
}

static bool directory_is_batch_full(const struct listing *listing) {
	return listing->options.batch != NULL &&
		listing->batch->entries.count >= listing->options.batch_size;
}

static void directory_work_batch(oriel_job *job, void *data) {
	struct listing *listing = data;
	listing->batch = entries_new();
	if (listing->directory == NULL)
		directory_open_directory(listing);
	for (size_t i = 0; !listing->is_over && !directory_is_batch_full(listing); i++) {
		if (i % ENTRIES_BETWEEN_LOOKS == 0 && oriel_job_is_cancelled(job))
			listing->is_over = true;
		else
			directory_read_entry(listing);
	}
	entries_seal(listing->batch, listing->options.sorted);
	if (listing->is_over)
		directory_close(listing);
}

/* ---- On the loop's thread ---- */

static oriel_resolver *directory_take_resolver(struct listing *listing) {
	oriel_resolver *resolver = listing->resolver;
	listing->resolver = NULL;
	oriel__abort_hook_remove(&listing->hook);
	return resolver;
}

static struct entries *directory_take_batch(struct listing *listing) {
	struct entries *batch = listing->batch;
	listing->batch = NULL;
	return batch;
}

static void directory_call_batch(struct listing *listing) {
	struct entries *batch = directory_take_batch(listing);
	if (batch->entries.count > 0)
		listing->options.batch(&batch->entries, listing->options.data);
	oriel__refcount_unref(batch);
}

static void directory_settle(struct listing *listing) {
	oriel_resolver *resolver = directory_take_resolver(listing);
	if (listing->has_failed) {
		listing->has_failed = false;
		oriel_reject(resolver, listing->failure.value);
	} else {
		oriel_resolve(resolver,
			oriel__refcount_payload(
				listing->batch != NULL ? directory_take_batch(listing) : entries_new()));
	}
	oriel_resolver_unref(resolver);
}

static void directory_run_job(struct listing *listing);

static void directory_on_batch(void *data) {
	struct listing *listing = data;
	if (listing->resolver == NULL)
		return;
	if (listing->options.batch != NULL && !listing->has_failed)
		directory_call_batch(listing);
	if (listing->resolver == NULL)
		return;
	if (listing->is_over)
		directory_settle(listing);
	else
		directory_run_job(listing);
}

static void directory_reject(struct listing *listing) {
	oriel_resolver *resolver = directory_take_resolver(listing);
	if (resolver != NULL)
		oriel__job_reject(listing->request.site, resolver, listing->signal);
	oriel_resolver_unref(resolver);
}

static void directory_on_abort(struct oriel__abort_hook *hook) {
	directory_reject(oriel__container_of(hook, struct listing, hook));
}

static void directory_free_listing(struct listing *listing) {
	if (listing->batch != NULL)
		oriel__refcount_unref(directory_take_batch(listing));
	if (listing->has_failed)
		oriel_payload_unref(listing->failure.value);
	directory_close(listing);
	oriel__free(listing->request.path);
	oriel__free(listing);
}

static void directory_end_job(void *data) {
	struct listing *listing = data;
	if (--listing->jobs > 0)
		return; /* the next job owns the listing and is running */
	oriel__defer_drop(listing->loop, listing->options.release, listing->options.data);
	directory_reject(listing);
	oriel_abort_signal_unref(listing->signal);
	directory_free_listing(listing);
}

/* Releases the loop's part of a listing that is left behind; there is no other job. */
static void directory_leave_listing(void *data) {
	struct listing *listing = data;
	oriel__defer_drop(listing->loop, listing->options.release, listing->options.data);
	directory_reject(listing);
	oriel_abort_signal_unref(listing->signal);
}

static void directory_release_left(void *data) {
	directory_free_listing(data);
}

static void directory_run_job(struct listing *listing) {
	static const struct oriel__job_extra extra = { .leave = directory_leave_listing,
		.drop_left = directory_release_left };
	const struct oriel_job_options options = {
		.priority = listing->options.priority,
		.signal = listing->signal,
		.release = directory_end_job,
		.size = sizeof(options),
	};
	listing->jobs++;
	int error; /* unused: the promise is already rejected */
	oriel__job_run(listing->request.site, directory_work_batch, directory_on_batch, listing,
		&options, &extra, &error);
}

static void directory_copy_options(
	struct listing *listing, const struct oriel_directory_list_options *options) {
	listing->options = *options;
	if (options->limit == 0 && options->batch == NULL)
		listing->options.limit = DEFAULT_LIMIT;
	if (options->batch_size == 0)
		listing->options.batch_size = DEFAULT_BATCH_SIZE;
	listing->signal = options->signal != NULL ? oriel_abort_signal_ref(options->signal) : NULL;
}

oriel_promise *oriel_directory_list_at(
	const char *site, const char *path, const struct oriel_directory_list_options *options) {
	static const struct oriel_directory_list_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_directory_list");
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_directory_list", site, options);
	struct listing *listing = oriel__file_request_new(
		sizeof(*listing), "oriel_directory_list", site, path, "list", NULL);
	listing->loop = loop;
	directory_copy_options(listing, options);
	oriel_promise *promise = oriel_promise_new_at(site, &listing->resolver);
	if (!oriel__abort_hook_add(listing->signal, &listing->hook, directory_on_abort))
		directory_reject(listing);
	directory_run_job(listing);
	return promise;
}
