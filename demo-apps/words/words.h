/* SPDX-License-Identifier: MIT */
/*
 * The window: a folder is typed in, and its words are counted while totals, progress and the newest
 * results are shown.
 *
 * By keyboard: Enter in the field counts, Escape cancels, Tab goes through the suggestions too.
 */
#ifndef WORDS_WORDS_H
#define WORDS_WORDS_H

#include <oriel/oriel.h>

#include "results.h"
#include "scan.h"
#include "suggestions.h"

enum figure { FIGURE_FILES, FIGURE_WORDS, FIGURE_BYTES, FIGURE_RATE, FIGURE_TIME };
enum { FIGURE_COUNT = 5 };

struct words_options {
	const char *folder; /* to be counted at once; may be NULL */
	float width, height; // px
	/* of what there is when all is counted, which then ends the application; may be NULL */
	const char *screenshot;
	bool report; /* prints what there was then, and ends the application */
};

struct words {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *field, *start, *cancel, *error, *progress, *status, *notes,
		*figures[FIGURE_COUNT];
	struct suggestions suggestions;
	struct results results;
	struct scan *scan;         /* NULL: nothing is being counted */
	struct scan_totals totals; /* of that, or of the last one */
	char *folder;              /* of the same */
	bool cancelled;
	oriel_frame_id frame;
	struct oriel_histogram gaps; /* between frames while it counts, us */
	double last_frame_ms;        /* 0: none since it began */
	double begin_cpu_ms;         /* processor time of this thread when it began */
	struct words_options options;
};

/* Opens the window; both words and what options point to must live as long as the application.
 * @return false if it cannot */
bool words_open(struct words *words, oriel_app *app, const struct words_options *options);

#endif
