/* SPDX-License-Identifier: MIT */
/* Work on files that Oriel has no function for, on the threads of the pool. */
#ifndef NOTES_FILES_H
#define NOTES_FILES_H

#include <oriel/oriel.h>

#include "names.h"

/* Joins a folder and the name of a file in it. @return owned by the caller */
char *path_join(const char *folder, const char *name);

/* Makes a folder, and the folders above it. @return fulfilled also if the folder exists */
oriel_promise *folder_make(const char *folder);
/* Deletes files. @param names handed over @return fulfilled also if files are missing */
oriel_promise *files_delete(const char *folder, struct names names);

#endif
