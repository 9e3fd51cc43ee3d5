/* SPDX-License-Identifier: MIT */
/* Counting the words of one file, on a pool thread. It is read in pieces, so that its size does not
 * matter. */
#ifndef WORDS_COUNT_H
#define WORDS_COUNT_H

#include <stdint.h>

#include <oriel/oriel.h>

enum outcome {
	OUTCOME_COUNTED,
	OUTCOME_BINARY,  /* a NUL is in its first 8 KiB */
	OUTCOME_NO_FILE, /* a symbolic link, FIFO or device stands in its place */
	OUTCOME_FAILED,
	OUTCOME_CANCELLED,
};

struct count {
	enum outcome outcome;
	int error;       /* errno of OUTCOME_FAILED */
	uint64_t words, bytes; /* what was read of it */
};

/* @param job stops between two pieces when it is cancelled; NULL: none */
struct count count_file(const char *path, const oriel_job *job);

#endif
