/* SPDX-License-Identifier: MIT */
/*
 * Loading and decoding as promises. A file goes through three steps: its properties, which are a
 * part of the key in the cache; its bytes; and the decoding on the pool. Decoding shares nothing
 * with the loop's thread but its request.
 */
#include <oriel/ui/bitmap.h>

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include <oriel/io/file.h>
#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"
#include "image/bitmap_cache_internal.h"
#include "image/decoder_internal.h"

/* Bytes; limit of an encoded file. */
#define FILE_MAX ((uint64_t)512 << 20)

static const struct oriel_bitmap_options bitmap_defaults;

static const struct oriel_bitmap_options *bitmap_options(
	const char *caller, const char *site, const struct oriel_bitmap_options *options) {
	if (options == NULL)
		return &bitmap_defaults;
	ORIEL_ASSERT(options->name_your_options == NULL,
		"%s at %s: an option has no name; write e.g. .cover_width = 200", caller, site);
	ORIEL_ASSERT(options->cover_width >= 0 && options->cover_height >= 0,
		"%s at %s: a box of %d × %d pixels cannot be covered; give none below 0", caller, site,
		options->cover_width, options->cover_height);
	return options;
}

/* ---- Decoding ---- */

struct bitmap_request {
	const char *site;
	char *name; /* for messages; NULL: from memory */
	struct oriel_bytes *bytes;
	int cover_width, cover_height;
	oriel_bitmap_progress_fn *progress;
	void *progress_data;
	/* in use on the pool thread: */
	oriel_job *job;
	double reported;
	struct oriel__decoding decoding;
};

static void bitmap_request_release(void *data) {
	struct bitmap_request *request = data;
	oriel_bytes_unref(request->bytes);
	oriel__free(request->name);
	oriel__free(request);
}

static void bitmap_on_progress(void *report, void *data) {
	const struct bitmap_request *request = data;
	request->progress(*(const double *)report, request->progress_data);
}

/* A fraction below 0 asks only whether the work is cancelled. */
static bool bitmap_report(void *data, double fraction) {
	enum { STEPS = 64 };
	struct bitmap_request *request = data;
	bool is_due = fraction >= request->reported + 1.0 / STEPS ||
		(fraction >= 1 && request->reported < 1);
	if (request->progress != NULL && is_due) {
		double *report = oriel__alloc(sizeof(*report));
		*report = request->reported = fraction;
		oriel_job_report(request->job, oriel_owned(report, oriel__free));
	}
	return oriel_job_is_cancelled(request->job);
}

static struct oriel_completion bitmap_throw(
	const struct bitmap_request *request, enum oriel_status status, const char *reason) {
	char message[512];
	snprintf(message, sizeof(message), "cannot decode %.300s: %s",
		request->name != NULL ? request->name : "a picture from memory", reason);
	return oriel_throw_error_at(request->site, status, message);
}

static struct oriel_completion bitmap_work(oriel_job *job, void *data) {
	struct bitmap_request *request = data;
	struct oriel__decoding *decoding = &request->decoding;
	const char *reason;
	request->job = job;
	decoding->data = (const uint8_t *)request->bytes->data;
	decoding->length = request->bytes->length;
	decoding->report = bitmap_report;
	decoding->report_data = request;
	enum oriel_status status = oriel__picture_header_read(
		decoding->data, decoding->length, &decoding->header, &reason);
	if (status != ORIEL_OK)
		return bitmap_throw(request, status, reason);
	if (!oriel__decoding_set_size(decoding, request->cover_width, request->cover_height))
		return bitmap_throw(request, decoding->status, decoding->message);
	oriel_bitmap *bitmap = oriel__decoding_run(decoding);
	if (bitmap == NULL)
		return bitmap_throw(request, decoding->status, decoding->message);
	return oriel_return(oriel__bitmap_payload(bitmap));
}

/* @param bytes handed over. @param name copied; may be NULL */
static oriel_promise *bitmap_decode(const char *site, struct oriel_bytes *bytes, const char *name,
	const struct oriel_bitmap_options *options) {
	struct bitmap_request *request = oriel__alloc_zero(1, sizeof(*request));
	request->site = site;
	request->name = name != NULL ? oriel__strdup(name) : NULL;
	request->bytes = bytes;
	request->cover_width = options->cover_width;
	request->cover_height = options->cover_height;
	request->progress = options->progress;
	request->progress_data = options->progress_data;
	const struct oriel_job_options job_options = {
		.size = sizeof(job_options),
		.priority = options->priority,
		.signal = options->signal,
		.progress = options->progress != NULL ? bitmap_on_progress : NULL,
		.release = bitmap_request_release,
	};
	return oriel_job_submit_at(site, bitmap_work, request, &job_options);
}

oriel_promise *oriel_bitmap_decode_at(
	const char *site, struct oriel_bytes *bytes, const struct oriel_bitmap_options *options) {
	ORIEL_ASSERT(bytes != NULL, "oriel_bitmap_decode at %s: bytes is NULL; pass a picture", site);
	return bitmap_decode(
		site, bytes, NULL, bitmap_options("oriel_bitmap_decode", site, options));
}

/* ---- Loading ---- */

/* One loading; each pending reaction holds a reference. */
struct bitmap_loading {
	unsigned references;
	const char *site;
	char *path;
	char *key; /* in the cache; NULL: not known yet */
	struct oriel_bitmap_options options;
};

static void bitmap_loading_release(void *data) {
	struct bitmap_loading *loading = data;
	if (--loading->references > 0)
		return;
	if (loading->options.signal != NULL)
		oriel_abort_signal_unref(loading->options.signal);
	oriel__free(loading->path);
	oriel__free(loading->key);
	oriel__free(loading);
}

static oriel_promise *bitmap_loading_then(
	struct bitmap_loading *loading, oriel_promise *promise, oriel_then_fn *then) {
	const struct oriel_then_options options = {
		.size = sizeof(options),
		.signal = loading->options.signal,
		.release = bitmap_loading_release,
	};
	loading->references++;
	return oriel_then_at(loading->site, promise, then, NULL, loading, &options);
}

static struct oriel_completion bitmap_on_decoded(struct oriel_payload result, void *data) {
	const struct bitmap_loading *loading = data;
	oriel_bitmap *bitmap = oriel_bitmap_try_from_payload(result);
	oriel__bitmap_cache_add(loading->key, bitmap);
	return oriel_return(oriel__bitmap_payload(oriel_bitmap_ref(bitmap)));
}

static struct oriel_completion bitmap_on_read(struct oriel_payload result, void *data) {
	struct bitmap_loading *loading = data;
	struct oriel_bytes *bytes = oriel_bytes_ref(oriel_bytes_try_from_payload(result));
	oriel_promise *decoded = bitmap_decode(
		loading->site, bytes, loading->path, &loading->options);
	return oriel_follow(bitmap_loading_then(loading, decoded, bitmap_on_decoded));
}

static char *bitmap_loading_key(
	const struct bitmap_loading *loading, const struct oriel_file_info *info) {
	size_t size = strlen(loading->path) + 160;
	char *key = oriel__alloc(size);
	snprintf(key, size,
		"%" PRIu64 ":%" PRIu64 ":%" PRIu64 ":%.3f:%.3f:%d:%d:%s", info->device, info->inode,
		info->size, info->modified_ms, info->changed_ms, loading->options.cover_width,
		loading->options.cover_height, loading->path);
	return key;
}

static struct oriel_completion bitmap_on_info(struct oriel_payload result, void *data) {
	struct bitmap_loading *loading = data;
	loading->key = bitmap_loading_key(loading, result.data);
	oriel_bitmap *bitmap = oriel__bitmap_cache_find(loading->key);
	if (bitmap != NULL)
		return oriel_return(oriel__bitmap_payload(oriel_bitmap_ref(bitmap)));
	const struct oriel_file_read_options options = {
		.size = sizeof(options),
		.limit = FILE_MAX,
		.signal = loading->options.signal,
		.priority = loading->options.priority,
	};
	oriel_promise *read = oriel_file_read_at(loading->site, loading->path, &options);
	return oriel_follow(bitmap_loading_then(loading, read, bitmap_on_read));
}

oriel_promise *oriel_bitmap_load_at(
	const char *site, const char *path, const struct oriel_bitmap_options *options) {
	ORIEL_ASSERT(path != NULL, "oriel_bitmap_load at %s: the path is NULL; pass a file's", site);
	struct bitmap_loading *loading = oriel__alloc_zero(1, sizeof(*loading));
	loading->references = 1;
	loading->site = site;
	loading->path = oriel__strdup(path);
	loading->options = *bitmap_options("oriel_bitmap_load", site, options);
	if (loading->options.signal != NULL)
		oriel_abort_signal_ref(loading->options.signal);
	const struct oriel_file_info_options info_options = {
		.size = sizeof(info_options),
		.signal = loading->options.signal,
		.priority = loading->options.priority,
	};
	oriel_promise *info = oriel_file_info_at(site, path, &info_options);
	oriel_promise *loaded = bitmap_loading_then(loading, info, bitmap_on_info);
	bitmap_loading_release(loading);
	return loaded;
}
