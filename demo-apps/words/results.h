/* SPDX-License-Identifier: MIT */
/*
 * The list of the newest results, the newest on top. Results may arrive faster than a user can
 * read. They wait, and each frame shows a few of them. If more results wait than the list holds,
 * the oldest are dropped.
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
	oriel_model *model; /* the results that are shown, the newest first */
	size_t first, count; /* waiting results in a ring, the oldest first */
	struct waiting_result waiting[RESULTS_SHOWN];
};

/* Creates the list. @return the list, owned by the caller until it is inserted */
oriel_widget *results_init(struct results *results);
/* Frees the waiting results. The window owns the list. */
void results_finish(struct results *results);

/* Adds a result. @param result copied */
void results_add(struct results *results, const struct scan_result *result);
/* Shows some waiting results; called once per frame. Shows none while the user has scrolled down.
 * @return whether more can be shown now */
bool results_show(struct results *results);
/* @return whether results wait because the user has scrolled down */
bool results_are_held(const struct results *results);
/* Empties the list, and drops the waiting results. */
void results_clear(struct results *results);

#endif
