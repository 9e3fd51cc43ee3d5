/* SPDX-License-Identifier: MIT */
/*
 * Replaces a file atomically, as a job. The steps are in base/file_replacement.c; the job checks
 * for cancellation between them.
 */
#include "io/file_internal.h"

#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/file_replacement_internal.h"
#include "base/options_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>

struct replace_request {
	struct oriel__file_request request; /* first member */
	struct oriel_bytes *bytes;
	mode_t mode; /* for a new file */
};

static void file_replace_finish(struct oriel__file_request *request) {
	oriel_bytes_unref(oriel__container_of(request, struct replace_request, request)->bytes);
}

/* Returns why a writable file cannot be replaced, or NULL if there is another reason or the file is
 * not writable. */
static const char *file_replace_obstacle(
	const struct oriel__file_replacement *replacement, int error) {
	if (error == EBUSY)
		return "it is in use, e.g. as a mount of its own, and cannot be replaced; write it in "
			"place with oriel_file_write()";
	if (replacement->is_writable && (error == EACCES || error == EPERM))
		return "its directory may not be changed; write it in place with oriel_file_write()";
	return NULL;
}

/* Returns whether there was no error. Otherwise *failure describes the error. */
static bool file_replace_check(const struct replace_request *request,
	const struct oriel__file_replacement *replacement, int error,
	struct oriel_completion *failure) {
	const char *reason = file_replace_obstacle(replacement, error);
	if (reason != NULL)
		*failure = oriel__file_throw_because(
			&request->request, oriel__status_from_errno(error), reason);
	else if (error != 0)
		*failure = oriel__file_throw(&request->request, error);
	return error == 0;
}

static bool file_replace_is_cancelled(
	const struct replace_request *request, const oriel_job *job, struct oriel_completion *failure) {
	bool cancelled = oriel_job_is_cancelled(job);
	if (cancelled)
		*failure = oriel__file_cancelled(&request->request);
	return cancelled;
}

static bool file_replace_replace(const struct replace_request *request, const oriel_job *job,
	struct oriel__file_replacement *replacement, struct oriel_completion *failure) {
	return file_replace_check(request, replacement,
			oriel__file_replacement_find(replacement, request->request.path), failure) &&
		(!replacement->does_exist ||
			oriel__file_is_regular(&request->request, &replacement->old, failure)) &&
		file_replace_check(request, replacement,
			oriel__file_replacement_open(replacement, request->mode), failure) &&
		oriel__file_write_all(&request->request, job, replacement->file, request->bytes, failure) &&
		file_replace_check(
			request, replacement, oriel__file_replacement_seal(replacement), failure) &&
		!file_replace_is_cancelled(request, job, failure) &&
		file_replace_check(
			request, replacement, oriel__file_replacement_commit(replacement), failure);
}

static struct oriel_completion file_replace_work(oriel_job *job, void *data) {
	struct oriel__file_replacement replacement;
	struct oriel_completion failure = ORIEL_COMPLETE;
	oriel__file_replacement_init(&replacement);
	bool is_replaced = file_replace_replace(data, job, &replacement, &failure);
	oriel__file_replacement_finish(&replacement);
	return is_replaced ? ORIEL_COMPLETE : failure;
}

oriel_promise *oriel_file_replace_at(const char *site, const char *path, const void *data,
	size_t length, const struct oriel_file_replace_options *options) {
	static const struct oriel_file_replace_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_file_replace", site, options);
	struct replace_request *request = oriel__file_request_new(
		sizeof(*request), "oriel_file_replace", site, path, "replace", file_replace_finish);
	request->bytes = oriel__file_bytes(data, length, options->owner);
	request->mode = oriel__file_mode(options->mode);
	if (request->bytes == NULL)
		return oriel__file_refuse_memory(&request->request, length);
	return oriel__file_submit(
		&request->request, file_replace_work, options->priority, options->signal, true);
}
