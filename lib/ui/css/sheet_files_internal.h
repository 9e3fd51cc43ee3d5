/* SPDX-License-Identifier: MIT */
/*
 * The files that a sheet was made of, as bytes: written while a sheet is loaded, and read in their
 * place while the same sheet is made again without its files.
 */
#ifndef ORIEL_CSS_SHEET_FILES_INTERNAL_H
#define ORIEL_CSS_SHEET_FILES_INTERNAL_H

#include "css/arena_internal.h"

#include <stdbool.h>

/* All zeros: nothing is written yet. */
struct oriel__sheet_files {
	char *bytes; /* owned, unless is_given is set */
	size_t length, capacity, at;
	bool is_given; /* the bytes are read */
};

/* Appends a file. @param text NULL: it could not be read, for reason. */
void oriel__sheet_files_write(struct oriel__sheet_files *files, const char *path, const char *text,
	size_t length, const char *reason);
/* Returns the next file's text, for oriel__free(), or NULL with a reason. Path and reason are in
 * the arena. */
char *oriel__sheet_files_read(struct oriel__sheet_files *files, struct oriel__css_arena *arena,
	const char **path, size_t *length, const char **reason);
void oriel__sheet_files_finish(struct oriel__sheet_files *files);

#endif
