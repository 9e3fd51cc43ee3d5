/* SPDX-License-Identifier: MIT */
/*
 * Replaces a file atomically, step by step: a temporary file beside the target, fsync, rename, and
 * fsync of the directory.
 *
 * One thread at a time calls the steps in the order below. Each returns 0 or an errno. Every init()
 * needs a finish(), even if a step failed.
 */
#ifndef ORIEL_BASE_FILE_REPLACEMENT_INTERNAL_H
#define ORIEL_BASE_FILE_REPLACEMENT_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <sys/stat.h>

struct oriel__file_replacement {
	char *target;     /* owned; the path without symbolic links */
	const char *name; /* points to the last part of target */
	bool does_exist;
	bool is_writable;    /* the target exists and its permissions were checked */
	struct stat old;     /* valid if the target exists */
	int directory, file; /* -1: not open; the caller writes to file */
	bool has_temporary;
	char temporary[40]; /* name of the temporary file in the directory */
};

ORIEL_PRIVATE_API void oriel__file_replacement_init(struct oriel__file_replacement *replacement);
/* Follows the path's symbolic links and opens the target's directory. The target of a dangling link
 * counts as a file that does not exist yet. */
ORIEL_PRIVATE_API int oriel__file_replacement_find(
	struct oriel__file_replacement *replacement, const char *path);
/* Creates the temporary file. mode applies if the target does not exist. Returns EINVAL if the
 * target is not a regular file. */
ORIEL_PRIVATE_API int oriel__file_replacement_open(
	struct oriel__file_replacement *replacement, mode_t mode);
/* Copies the target's owner and permissions to the temporary file, and syncs its content to the
 * device. */
ORIEL_PRIVATE_API int oriel__file_replacement_seal(struct oriel__file_replacement *replacement);
/* Renames the temporary file over the target. */
ORIEL_PRIVATE_API int oriel__file_replacement_commit(struct oriel__file_replacement *replacement);
/* Closes the descriptors, and removes a temporary file that was not committed. */
ORIEL_PRIVATE_API void oriel__file_replacement_finish(struct oriel__file_replacement *replacement);

#endif
