/* SPDX-License-Identifier: MIT */
/*
 * The trail of a path: every name, with its directory, that determines the file at the end of the
 * path.
 */
#ifndef ORIEL_IO_FILE_TRAIL_INTERNAL_H
#define ORIEL_IO_FILE_TRAIL_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct oriel__file_step {
	char *directory; /* an absolute path without links */
	char *name;      /* NULL: everything in the directory */
};

/* All zeros is empty. */
struct oriel__file_trail {
	/* symbolic links in order, followed by the end or by the name at which the trail breaks off */
	struct oriel__file_step *steps;
	size_t count, capacity;
	bool has_end;  /* the last step is the path's target */
	bool is_there; /* the target exists; its directory must exist in any case */
};

/*
 * Follows an absolute path. Returns 0 or an errno. A directory at the end is entered, unless
 * is_of_file is set. A trail that leads over links may break off: the missing name becomes a step,
 * because it may appear later. With ELOOP the trail contains the links that form the circle.
 */
int oriel__file_trail_find(struct oriel__file_trail *trail, const char *path, bool is_of_file);
bool oriel__file_trail_is_same(
	const struct oriel__file_trail *a, const struct oriel__file_trail *b);
void oriel__file_trail_finish(struct oriel__file_trail *trail);

#endif
