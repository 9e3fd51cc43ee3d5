/* SPDX-License-Identifier: MIT */
/*
 * Counting the words of all files in a tree: a coroutine walks the directories, and hands the files
 * on to jobs as it finds them. Symbolic links are not followed, but for the one that the folder
 * itself may be.
 *
 * All calls are of the loop's thread.
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
	size_t finished; /* of those, however it went: the sum of the next three */
	size_t counted, skipped, failed;
	size_t others;   /* symbolic links, FIFOs, sockets, devices */
	size_t folders, failed_folders;
	uint64_t words, bytes; /* of what was counted */
	double elapsed_ms;
};

struct scan_result {
	const char *text; /* the path below the folder, or, if it failed, a sentence */
	bool failed;
	uint64_t words, bytes;
};

/* What the scan tells, never from within scan_start(), and not after scan_destroy(). */
struct scan_listener {
	/* Of what was counted or failed. @param result borrowed for the call */
	void (*result)(const struct scan_result *result, void *data);
	/* @param status ORIEL_OK if all is done; else why the folder cannot be listed @param message a
	 * sentence about that. May destroy the scan */
	void (*ended)(enum oriel_status status, const char *message, void *data);
	void *data;
};

/* @param folder copied @return owned by the caller */
struct scan *scan_start(const char *folder, const struct scan_listener *listener);
/* Ends it if it has not ended, at once for the caller; files that are being read are left at their
 * next piece. NULL is allowed. */
void scan_destroy(struct scan *scan);

struct scan_totals scan_totals(const struct scan *scan);

#endif
