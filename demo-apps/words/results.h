/* SPDX-License-Identifier: MIT */
/*
 * The list of the newest results, the newest on top. Results may come faster than a user can read,
 * or than rows can be made: they wait, and a few of them are shown each frame. Of more than the
 * list holds, only the newest wait.
 */
#ifndef WORDS_RESULTS_H
#define WORDS_RESULTS_H

#include <oriel/oriel.h>

#include "scan.h"

enum { RESULTS_SHOWN = 1000 };

struct waiting_result {
	char *text;
	bool failed;
	uint64_t words, bytes;
};

struct results {
	oriel_widget *list;
	size_t first, count; /* of what waits, oldest first, in a ring */
	struct waiting_result waiting[RESULTS_SHOWN];
};

/* @return the list, owned by the caller until it is inserted */
oriel_widget *results_init(struct results *results);
/* The list belongs to its window. */
void results_finish(struct results *results);

/* @param result copied */
void results_add(struct results *results, const struct scan_result *result);
/* Shows some of what waits: called once a frame. While the user reads further down, everything
 * waits. @return whether more can be shown now */
bool results_show(struct results *results);
/* Whether what waits does so until the user scrolls back to the top. */
bool results_are_held(const struct results *results);
/* Empties the list, and forgets what waits. */
void results_clear(struct results *results);

#endif
