/* SPDX-License-Identifier: MIT */
/*
 * Replacing a file atomically, as a job: the steps are base/file_replacement.c's, between which the
 * job looks whether it is cancelled.
 */
#include "io/file_internal.h"

#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/file_replacement_internal.h"
#include "base/options_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>

struct replace_request {
	struct oriel__file_request request; /* first */
	struct oriel_bytes *bytes;
	mode_t mode; /* of a new file */
};

static void replace_finish(struct oriel__file_request *request) {
	oriel_bytes_unref(oriel__container_of(request, struct replace_request, request)->bytes);
}

/* Why a file that may be written cannot be replaced; NULL: for another reason, or it may not be
 * written. */
static const char *why_only_in_place(const struct oriel__file_replacement *replacement, int error) {
	if (error == EBUSY)
		return "it is in use, e.g. as a mount of its own, and cannot be replaced; write it in "
			"place with oriel_file_write()";
	if (replacement->is_writable && (error == EACCES || error == EPERM))
		return "its directory may not be changed; write it in place with oriel_file_write()";
	return NULL;
}

/* True if there was no error; else *failure says what cannot be done. */
static bool file_replace_check(const struct replace_request *request,
	const struct oriel__file_replacement *replacement, int error,
	struct oriel_completion *failure) {
	const char *reason = why_only_in_place(replacement, error);
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

static struct oriel_completion work_replace(oriel_job *job, void *data) {
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
		sizeof(*request), "oriel_file_replace", site, path, "replace", replace_finish);
	request->bytes = oriel__file_bytes(data, length, options->owner);
	request->mode = oriel__file_mode(options->mode);
	if (request->bytes == NULL)
		return oriel__file_refuse_memory(&request->request, length);
	return oriel__file_submit(
		&request->request, work_replace, options->priority, options->signal, true);
}
