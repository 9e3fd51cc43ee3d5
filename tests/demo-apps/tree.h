/* SPDX-License-Identifier: MIT */
/* A tree of files in a test's folder. */
#ifndef TREE_H
#define TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "folder.h"

/* Makes a file with this text, and the folders above it. @param path below the folder */
void tree_write(const struct folder *folder, const char *path, const char *text);
/* Makes count files of two words each, 100 in a folder: name/0/0.txt … */
void tree_fill(const struct folder *folder, const char *name, size_t count);
/* Text, an empty file, a binary, links, a FIFO, names that are no UTF-8, an empty folder. */
void tree_make_odd(const struct folder *folder);
/* Takes away the right to read, and who could read it all the same: until tree_unlock() the process
 * is nobody. */
void tree_lock(const struct folder *folder, const char *path);
void tree_unlock(void);

#endif
