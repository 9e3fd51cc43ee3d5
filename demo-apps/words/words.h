/* SPDX-License-Identifier: MIT */
/*
 * The window of the word counter. The user types a folder; the window shows totals, progress and
 * the newest results while the words are counted.
 *
 * Keys: Enter in the field starts, Escape cancels, Tab also reaches the suggestions.
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
	const char *folder; /* counted when the window opens; may be NULL */
	float width, height; // px
	/* file for a picture of the finished window, after which the application ends; may be NULL */
	const char *screenshot;
	bool report; /* prints the totals when all is counted, and ends the application */
};

struct words {
	oriel_app *app;
	oriel_window *window;
	oriel_widget *field, *start, *cancel, *error, *progress, *status, *notes,
		*figures[FIGURE_COUNT];
	struct suggestions suggestions;
	struct results results;
	struct scan *scan;         /* the running count; NULL: none */
	struct scan_totals totals; /* of the running count, or of the last one */
	char *folder;              /* the folder of these totals */
	bool cancelled;
	oriel_frame_id frame;
	struct oriel_histogram gaps; /* between the frames of a count, us */
	double last_frame_ms;        /* of the last frame in this count; 0: none */
	double begin_cpu_ms;         /* processor time of this thread at the start of the count */
	struct words_options options;
};

/* Opens the window. words and the strings of options must live as long as the application. @return
 * false if the window cannot be opened */
bool words_open(struct words *words, oriel_app *app, const struct words_options *options);

#endif
