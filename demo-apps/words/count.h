/* SPDX-License-Identifier: MIT */
/* Counts the words of one file, on a pool thread. The file is read in pieces, so its size does not
 * matter. */
#ifndef WORDS_COUNT_H
#define WORDS_COUNT_H

#include <stdint.h>

#include <oriel/oriel.h>

enum outcome {
	OUTCOME_COUNTED,
	OUTCOME_BINARY,  /* a NUL byte in the first 8 KiB */
	OUTCOME_NO_FILE, /* the path leads to a symbolic link, FIFO or device */
	OUTCOME_FAILED,
	OUTCOME_CANCELLED,
};

struct count {
	enum outcome outcome;
	int error;       /* errno of OUTCOME_FAILED */
	uint64_t words, bytes; /* of the part that was read */
};

/* Counts a file. @param job its cancellation stops between two pieces; NULL: no job */
struct count count_file(const char *path, const oriel_job *job);

#endif
