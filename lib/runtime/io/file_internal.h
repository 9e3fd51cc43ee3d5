/* SPDX-License-Identifier: MIT */
/*
 * What file operations share: a request that a pool thread works on, and errors that name its path.
 *
 * A request is handed over to its job, so that an abort rejects the promise at once, and the
 * thread, which alone has descriptors, closes them when it comes to look.
 */
#ifndef ORIEL_IO_FILE_INTERNAL_H
#define ORIEL_IO_FILE_INTERNAL_H

#include <oriel/io/file.h>

#include <sys/stat.h>

/* Bytes that are moved between two looks at whether the job is cancelled. */
enum { ORIEL__FILE_STEP = 1 << 20 };

/* Embedded at the beginning of a request. */
struct oriel__file_request {
	const char *site;
	const char *action; /* for messages: "read" */
	/* what else it owns; any thread; may be NULL */
	void (*finish)(struct oriel__file_request *request);
	char *path;
};

/* The memory of a request of this size, all zeros but what is given. Asserts that path is not NULL.
 * caller is a function's name. */
void *oriel__file_request_new(size_t size, const char *caller, const char *site, const char *path,
	const char *action, void (*finish)(struct oriel__file_request *request));
/* Has a pool thread work on it, and hands it over. Unless it finishes on quit, the end of the loop
 * does not wait for a file system that does not answer. */
oriel_promise *oriel__file_submit(struct oriel__file_request *request, oriel_job_result_fn *work,
	enum oriel_job_priority priority, oriel_abort_signal *signal, bool finish_on_quit);
/* Instead of that: gives it up, for want of memory. */
oriel_promise *oriel__file_refuse_memory(struct oriel__file_request *request, size_t size);

/* Any thread: completions with an error that names action and path. */
struct oriel_completion oriel__file_throw(const struct oriel__file_request *request, int error);
struct oriel_completion oriel__file_throw_because(
	const struct oriel__file_request *request, enum oriel_status code, const char *reason);
struct oriel_completion oriel__file_no_memory(
	const struct oriel__file_request *request, size_t size);
/* The job was cancelled: nobody will see it. */
struct oriel_completion oriel__file_cancelled(const struct oriel__file_request *request);

enum oriel_file_type oriel__file_type(mode_t mode);

/* Whether what is there is a regular file; else *completion says what it is. */
bool oriel__file_is_regular(const struct oriel__file_request *request, const struct stat *stat,
	struct oriel_completion *completion);

/*
 * Opens a regular file without waiting for anybody, and says in *stat what it is. flags are those
 * of open(); O_CREAT makes it with mode. Returns the descriptor; or -1, with *completion saying
 * why.
 */
int oriel__file_open(const struct oriel__file_request *request, const char *path, int flags,
	mode_t mode, struct stat *stat, struct oriel_completion *completion);
/* Writes all of it, unless the job is cancelled: then, or with an error, false and *completion. */
bool oriel__file_write_all(const struct oriel__file_request *request, const oriel_job *job, int fd,
	const struct oriel_bytes *bytes, struct oriel_completion *completion);

/* What is to be written: copied, or borrowed from owner, which is handed over. NULL, with owner
 * dropped, if there is no memory. */
struct oriel_bytes *oriel__file_bytes(const void *data, size_t length, struct oriel_payload owner);
/* Permissions of a new file: an option in which 0 is the default. */
mode_t oriel__file_mode(unsigned mode);

#endif
