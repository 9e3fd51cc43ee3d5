/* SPDX-License-Identifier: MIT */
/*
 * A note: a text, and the state of its file. The title is the first line of the text; the preview
 * is the beginning of the rest.
 */
#ifndef NOTES_NOTE_H
#define NOTES_NOTE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { NOTE_TITLE_SIZE = 96, NOTE_PREVIEW_SIZE = 160, NOTE_TIME_SIZE = 48 }; /* bytes, with NUL */

struct note {
	char *name;      /* of the file in the folder, e.g. "2026-12-01 093000.txt" */
	char *text;      /* UTF-8, as the user sees and edits it */
	char *disk;      /* the text that the file had when it was read or written; NULL: no file */
	double time_ms;  /* of the last change, since 1970-01-01 UTC */
	uint64_t key;    /* of the row in the store's model */
	bool read_only;  /* the file has bytes that are not UTF-8, which an edit would lose */
	bool is_edited;  /* the text differs from the file */
	bool is_due;     /* the file is to be written or deleted now */
	bool is_deleted; /* the note goes when its file is deleted */
	char title[NOTE_TITLE_SIZE];
	char preview[NOTE_PREVIEW_SIZE];
};

/* Makes a note without a file. @param name copied @param text handed over */
struct note *note_new(const char *name, char *text);
void note_destroy(void *note);

/* Sets the text. @param text handed over */
void note_set_text(struct note *note, char *text);
/* Sets the text that the file has now. @param text handed over; NULL: there is no file */
void note_set_disk(struct note *note, char *text);
/* Returns whether the note has neither a text nor a file. */
bool note_is_blank(const struct note *note);

/* Returns whether a text is UTF-8. */
bool text_is_utf8(const char *text);
/* Returns whether the text contains every word of a query, in upper or lower case. */
bool note_matches(const struct note *note, const char *query);
/* Writes the time of the last change for a list: "14:05" for today, "Yesterday", or "3 May 2024".
 * @param now_ms since 1970-01-01 UTC @return out */
const char *note_short_time(const struct note *note, double now_ms, char out[NOTE_TIME_SIZE]);
/* Writes the time of the last change as "3 May 2024, 14:05". @return out */
const char *note_long_time(const struct note *note, char out[NOTE_TIME_SIZE]);

/* Returns the time of the machine, ms since 1970-01-01 UTC. */
double clock_now_ms(void);

#endif
