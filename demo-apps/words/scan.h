/* SPDX-License-Identifier: MIT */
/*
 * Counts the words of all files in a tree. A coroutine walks the directories, and passes the files
 * to jobs as it finds them. Symbolic links are not followed; only the folder itself may be one.
 *
 * All functions must be called on the loop's thread.
 */
#ifndef WORDS_SCAN_H
#define WORDS_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include <oriel/oriel.h>

struct scan;

struct scan_totals {
	bool walking;    /* more files may be found */
	bool ended;
	size_t found;    /* regular files */
	size_t finished; /* finished files = counted + skipped + failed */
	size_t counted, skipped, failed;
	size_t others;   /* symbolic links, FIFOs, sockets, devices */
	size_t folders, failed_folders;
	uint64_t words, bytes; /* of the counted files */
	double elapsed_ms;
};

struct scan_result {
	const char *text; /* the path below the folder, or a message if the file failed */
	bool failed;
	uint64_t words, bytes;
};

/* Functions that the scan calls: never inside scan_start(), and not after scan_destroy(). */
struct scan_listener {
	/* Called for each counted or failed file. @param result borrowed for the call */
	void (*result)(const struct scan_result *result, void *data);
	/* @param status ORIEL_OK when all is done; otherwise the folder cannot be listed @param message
	 * a sentence about the reason. May destroy the scan */
	void (*ended)(enum oriel_status status, const char *message, void *data);
	void *data;
};

/* Starts a scan. @param folder copied @return owned by the caller */
struct scan *scan_start(const char *folder, const struct scan_listener *listener);
/* Ends a scan, and frees it. Files that are being read are abandoned at their next piece. NULL is
 * allowed. */
void scan_destroy(struct scan *scan);

struct scan_totals scan_totals(const struct scan *scan);

#endif
