/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Directories: their entries, read on pool threads, all together or in batches.
 *
 * The rules of file.h for paths, errors and signals hold here too.
 *
 * ```c
 * static struct oriel_completion show(struct oriel_payload result, void *data) {
 * 	const struct oriel_directory_entries *entries = result.data;
 * 	for (size_t i = 0; i < entries->count; i++)
 * 		puts(entries->items[i].name);
 * 	return ORIEL_COMPLETE;
 * }
 *
 * // For a directory with 3 files, this prints "1.jpg", "10.jpg" and "2.jpg", sorted by bytes.
 * oriel_promise *names = oriel_directory_list("photos", .sorted = true);
 * oriel_promise_unref(oriel_then(names, show, NULL, NULL));
 * ```
 *
 * Thread: loop. Errors: the promise is rejected. Source: POSIX, readdir().
 */
#ifndef ORIEL_IO_DIRECTORY_H
#define ORIEL_IO_DIRECTORY_H

#include <oriel/io/file.h>

ORIEL_BEGIN

/** An entry of a directory. */
struct oriel_directory_entry {
	/**
	 * in the file system's bytes, NUL-terminated; functions for files take these bytes unchanged,
	 * and labels show invalid UTF-8 as U+FFFD
	 */
	const char *name;
	bool is_utf8;     /**< whether the name is valid UTF-8 */
	enum oriel_file_type type; /**< of the entry itself; symbolic links are not followed */
};

/** The entries of a directory, or a batch of them, without "." and "..". */
struct oriel_directory_entries {
	size_t count;
	const struct oriel_directory_entry *items; /**< borrowed as long as the entries */
};

/**
 * Takes a batch of entries, on the loop's thread.
 * @param entries borrowed for the call
 */
typedef void oriel_directory_batch_fn(const struct oriel_directory_entries *entries, void *data);

/** Options of oriel_directory_list(). */
struct oriel_directory_list_options {
	ORIEL_OPTIONS_HEAD;
	/** sorts by name, byte by byte, within each batch; else the file system's order is kept */
	bool sorted ORIEL_DEFAULT;
	/**
	 * number of entries; a directory with more rejects the promise with ORIEL_QUOTA_EXCEEDED_ERROR;
	 * 0: 1,000,000, or no limit if .batch is set
	 */
	size_t limit ORIEL_DEFAULT;
	/**
	 * called with entries as they come; the next ones are read after it has returned; may be NULL
	 */
	oriel_directory_batch_fn *batch ORIEL_DEFAULT;
	size_t batch_size ORIEL_DEFAULT; /**< entries in a batch, at most; 0: 1,000 */
	/** for batch; borrowed until the promise is settled, or handed over with .release */
	void *data ORIEL_DEFAULT;
	oriel_release_fn *release ORIEL_DEFAULT; /**< may be NULL */
	/** its abort rejects the promise; batch is not called after the abort; may be NULL */
	oriel_abort_signal *signal ORIEL_DEFAULT;
	enum oriel_job_priority priority ORIEL_DEFAULT;
};

/** Does the work of oriel_directory_list(). */
ORIEL_API oriel_promise *oriel_directory_list_at(
	const char *site, const char *path, const struct oriel_directory_list_options *options);
/**
 * Lists a directory. An entry that is made or removed during the listing may be missing or not.
 * @param ... path, then members of struct oriel_directory_list_options by name
 * @return fulfilled with a struct oriel_directory_entries, empty if .batch took the entries
 */
#define oriel_directory_list(...) \
	ORIEL__CALL_1(oriel_directory_list_at, struct oriel_directory_list_options, __VA_ARGS__, )

ORIEL_END

#endif
