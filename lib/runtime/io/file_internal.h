/* SPDX-License-Identifier: MIT */
/*
 * Shared by file operations: requests that a pool thread processes, and errors that name the path.
 *
 * A request is handed over to its job, so an abort rejects the promise at once. Only the thread has
 * descriptors, and it closes them when it next checks for cancellation.
 */
#ifndef ORIEL_IO_FILE_INTERNAL_H
#define ORIEL_IO_FILE_INTERNAL_H

#include <oriel/io/file.h>

#include <sys/stat.h>

/* Number of bytes processed between two checks for cancellation. */
enum { ORIEL__FILE_STEP = 1 << 20 };

/* The first member of every request. */
struct oriel__file_request {
	const char *site;
	const char *action; /* for messages: "read" */
	/* frees the other data of the request, on any thread; may be NULL */
	void (*finish)(struct oriel__file_request *request);
	char *path;
};

/* Returns a zeroed request of this size with the given fields set. Asserts that path is not NULL;
 * caller is a function's name. */
void *oriel__file_request_new(size_t size, const char *caller, const char *site, const char *path,
	const char *action, void (*finish)(struct oriel__file_request *request));
/* Submits a request to the pool and hands it over. The end of the loop does not wait for an
 * unresponsive file system, unless the request has finish_on_quit. */
oriel_promise *oriel__file_submit(struct oriel__file_request *request, oriel_job_result_fn *work,
	enum oriel_job_priority priority, oriel_abort_signal *signal, bool finish_on_quit);
/* Used instead of oriel__file_submit() without memory: frees the request and returns a rejected
 * promise. */
oriel_promise *oriel__file_refuse_memory(struct oriel__file_request *request, size_t size);

/* Return completions with an error that names action and path. May be called on any thread. */
struct oriel_completion oriel__file_throw(const struct oriel__file_request *request, int error);
struct oriel_completion oriel__file_throw_because(
	const struct oriel__file_request *request, enum oriel_status code, const char *reason);
struct oriel_completion oriel__file_no_memory(
	const struct oriel__file_request *request, size_t size);
/* Returns the completion of a cancelled job; it is not delivered. */
struct oriel_completion oriel__file_cancelled(const struct oriel__file_request *request);

enum oriel_file_type oriel__file_type(mode_t mode);

/* Returns whether stat describes a regular file. Otherwise *completion receives an error with the
 * type. */
bool oriel__file_is_regular(const struct oriel__file_request *request, const struct stat *stat,
	struct oriel_completion *completion);

/*
 * Opens a regular file without blocking, and fills *stat. flags are those of open(); with O_CREAT,
 * mode is that of a new file. Returns the descriptor, or -1 with *completion set.
 */
int oriel__file_open(const struct oriel__file_request *request, const char *path, int flags,
	mode_t mode, struct stat *stat, struct oriel_completion *completion);
/* Writes all bytes. Returns false and sets *completion after an error or if the job is
 * cancelled. */
bool oriel__file_write_all(const struct oriel__file_request *request, const oriel_job *job, int fd,
	const struct oriel_bytes *bytes, struct oriel_completion *completion);

/* Returns the bytes to write: a copy, or data borrowed from owner, which is handed over. Without
 * memory, returns NULL and releases owner. */
struct oriel_bytes *oriel__file_bytes(const void *data, size_t length, struct oriel_payload owner);
/* Returns the permissions of a new file; mode is an option in which 0 means the default. */
mode_t oriel__file_mode(unsigned mode);

#endif
