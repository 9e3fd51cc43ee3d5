/* SPDX-License-Identifier: MIT */
/*
 * Starts a program in a process of its own.
 */
#ifndef ORIEL_IO_SPAWN_INTERNAL_H
#define ORIEL_IO_SPAWN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__SPAWN_NULL = -1 };

struct oriel__spawn {
	const char *const *argv; /* the program and its arguments, ended by NULL */
	/* ended by NULL; its PATH is where a program without "/" is looked for */
	char *const *env;
	const char *cwd;         /* NULL: this process's */
	bool is_session_leader;
	const int *fds;          /* what the child has as 0, 1, 2 …; ORIEL__SPAWN_NULL: /dev/null */
	size_t fd_count;
};

/*
 * Returns 0 and *pid once the program is loaded, or an errno. The child has no other descriptor,
 * every POSIX signal at its default, and none blocked. Of the first three, one that is closed in
 * this process is /dev/null in the child.
 */
int oriel__spawn(const struct oriel__spawn *spawn, int *pid);

#endif
