/* SPDX-License-Identifier: MIT */
/*
 * Replaces a file atomically, step by step: a temporary file beside the target, fsync, rename,
 * fsync of the directory.
 *
 * The steps are called in the order below, by one thread at a time. Each returns 0 or an errno.
 * finish() is due after init(), whatever failed.
 */
#ifndef ORIEL_BASE_FILE_REPLACEMENT_INTERNAL_H
#define ORIEL_BASE_FILE_REPLACEMENT_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <sys/stat.h>

struct oriel__file_replacement {
	char *target;     /* the path without symbolic links; owned */
	const char *name; /* the last part of target */
	bool does_exist;
	bool is_writable;    /* if it exists, and was looked at */
	struct stat old;     /* if it exists */
	int directory, file; /* -1: none; the caller writes to file */
	bool has_temporary;
	char temporary[40]; /* name in the directory */
};

ORIEL_PRIVATE_API void oriel__file_replacement_init(struct oriel__file_replacement *replacement);
/* Follows the path's symbolic links, and opens the target's directory. A link that leads nowhere
 * leads to a target that does not exist yet. */
ORIEL_PRIVATE_API int oriel__file_replacement_find(
	struct oriel__file_replacement *replacement, const char *path);
/* Makes the temporary file. mode is for a target that does not exist. EINVAL: the target is no
 * regular file. */
ORIEL_PRIVATE_API int oriel__file_replacement_open(
	struct oriel__file_replacement *replacement, mode_t mode);
/* Gives the temporary file the target's owner and permissions, and brings its content to the
 * device. */
ORIEL_PRIVATE_API int oriel__file_replacement_seal(struct oriel__file_replacement *replacement);
/* Renames the temporary file over the target. */
ORIEL_PRIVATE_API int oriel__file_replacement_commit(struct oriel__file_replacement *replacement);
/* Removes a temporary file that was not committed. */
ORIEL_PRIVATE_API void oriel__file_replacement_finish(struct oriel__file_replacement *replacement);

#endif
