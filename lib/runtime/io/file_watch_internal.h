/* SPDX-License-Identifier: MIT */
/*
 * The changes of a file watch, which are collected until its task runs.
 */
#ifndef ORIEL_IO_FILE_WATCH_INTERNAL_H
#define ORIEL_IO_FILE_WATCH_INTERNAL_H

#include <oriel/io/file_watch.h>

/* With more changes than this, the changes are reported as unknown. */
enum { ORIEL__FILE_CHANGES_MAX = 1024 };

struct oriel__file_change_note {
	uint32_t hash;   /* hash of the name */
	uint32_t cookie; /* of the first half of a move; 0: none */
	bool was_there;  /* the name existed before the first change */
};

/* All zeros is empty. */
struct oriel__file_changes {
	struct oriel_file_change *items; /* names are owned */
	struct oriel__file_change_note *notes;
	size_t count, capacity, notes_capacity;
	bool is_unknown; /* the only change is "unknown" */
};

/* Adds a change: a name has appeared or disappeared, or its file was modified. cookie joins the two
 * halves of a move within a directory; 0: none. */
void oriel__file_changes_add(struct oriel__file_changes *changes, enum oriel_file_change_type type,
	const char *name, uint32_t cookie);
/* Replaces all changes by "unknown". */
void oriel__file_changes_lose(struct oriel__file_changes *changes);
/* Adds the last change, which has no name: the end of the watch. */
void oriel__file_changes_end(struct oriel__file_changes *changes);
void oriel__file_changes_finish(struct oriel__file_changes *changes);

#endif
