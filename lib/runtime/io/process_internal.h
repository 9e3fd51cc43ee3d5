/* SPDX-License-Identifier: MIT */
/*
 * The two halves of child processes: process.c has the object that a program sees, and child.c the
 * child process of the system. A child may outlive its object and is waited for in any case.
 */
#ifndef ORIEL_IO_PROCESS_INTERNAL_H
#define ORIEL_IO_PROCESS_INTERNAL_H

#include "io/io_object_internal.h"
#include "io/spawn_internal.h"

#include <oriel/io/process.h>

struct oriel__child;

/* Called as a task; the child was freed before. */
typedef void oriel__child_fn(void *owner, struct oriel_process_exit exit);

/* Starts a child. Returns NULL and sets *error to an errno on failure. */
struct oriel__child *oriel__child_new(oriel_loop *loop, const struct oriel__spawn *spawn,
	oriel__child_fn *fn, void *owner, int *error);
int oriel__child_pid(const struct oriel__child *child);
/* Returns 0 or an errno; ESRCH once the child has ended. */
int oriel__child_kill(struct oriel__child *child, int posix_signal);
/* Detaches a child from its owner. Kills it unless is_detached, waits for it, and then frees it.
 * NULL is allowed. */
void oriel__child_abandon(struct oriel__child *child, bool is_detached);

#endif
