/* SPDX-License-Identifier: MIT */
/*
 * What a file watch has to tell: changes that are brought together until its task runs.
 */
#ifndef ORIEL_IO_FILE_WATCH_INTERNAL_H
#define ORIEL_IO_FILE_WATCH_INTERNAL_H

#include <oriel/io/file_watch.h>

/* Over this many, changes are unknown. */
enum { ORIEL__FILE_CHANGES_MAX = 1024 };

struct oriel__file_change_note {
	uint32_t hash;   /* of the name */
	uint32_t cookie; /* of a move that has begun; 0: none */
	bool was_there;  /* before the first change */
};

/* All zeros is empty. */
struct oriel__file_changes {
	struct oriel_file_change *items; /* names are owned */
	struct oriel__file_change_note *notes;
	size_t count, capacity, notes_capacity;
	bool is_unknown; /* and nothing else */
};

/* What has appeared or disappeared under a name, or was modified. cookie joins the two halves of a
 * move within a directory; 0: none. */
void oriel__file_changes_add(struct oriel__file_changes *changes, enum oriel_file_change_type type,
	const char *name, uint32_t cookie);
/* Unknown from now on. */
void oriel__file_changes_lose(struct oriel__file_changes *changes);
/* The last one: it is about no name. */
void oriel__file_changes_end(struct oriel__file_changes *changes);
void oriel__file_changes_finish(struct oriel__file_changes *changes);

#endif
