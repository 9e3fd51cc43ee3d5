/* SPDX-License-Identifier: MIT */
/*
 * Starts a program in its own process.
 */
#ifndef ORIEL_IO_SPAWN_INTERNAL_H
#define ORIEL_IO_SPAWN_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

enum { ORIEL__SPAWN_NULL = -1 };

struct oriel__spawn {
	const char *const *argv; /* the program and its arguments, with a final NULL */
	/* with a final NULL; its PATH is searched for a program without "/" */
	char *const *env;
	const char *cwd; /* NULL: the working directory of this process */
	bool is_session_leader;
	/* the child's descriptors 0, 1, 2 …; ORIEL__SPAWN_NULL stands for /dev/null */
	const int *fds;
	size_t fd_count;
};

/*
 * Returns 0 and sets *pid once the program is loaded, or returns an errno. The child has no other
 * descriptors, the default action for every POSIX signal, and no blocked signals. If one of the
 * first three descriptors is closed in this process, it is /dev/null in the child.
 */
int oriel__spawn(const struct oriel__spawn *spawn, int *pid);

#endif
