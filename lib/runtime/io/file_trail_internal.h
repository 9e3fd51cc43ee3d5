/* SPDX-License-Identifier: MIT */
/*
 * The way from a path to a file: which names in which directories decide what the path leads to.
 */
#ifndef ORIEL_IO_FILE_TRAIL_INTERNAL_H
#define ORIEL_IO_FILE_TRAIL_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct oriel__file_step {
	char *directory; /* an absolute path without links */
	char *name;      /* NULL: all that is in the directory */
};

/* All zeros is empty. */
struct oriel__file_trail {
	/* symbolic links, in the order of the way; then the end, or the name at which the way breaks
	 * off */
	struct oriel__file_step *steps;
	size_t count, capacity;
	bool has_end;  /* the last step is what the path leads to */
	bool is_there; /* and it exists; only its directory has to */
};

/*
 * Follows an absolute path. 0, or an errno. A directory at its end is entered, unless the path is
 * one of a file, also where a directory stands. A way that leads over links may break off: what is
 * missing is a step then, since the way may go on later. With ELOOP the trail has the links that go
 * round in a circle.
 */
int oriel__file_trail_find(struct oriel__file_trail *trail, const char *path, bool is_of_file);
bool oriel__file_trail_is_same(
	const struct oriel__file_trail *a, const struct oriel__file_trail *b);
void oriel__file_trail_finish(struct oriel__file_trail *trail);

#endif
