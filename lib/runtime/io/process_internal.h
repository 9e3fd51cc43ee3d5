/* SPDX-License-Identifier: MIT */
/*
 * The two halves of child processes: process.c has the object that a program sees, child.c the
 * child that the system has. A child may outlive its object, and is waited for all the same.
 */
#ifndef ORIEL_IO_PROCESS_INTERNAL_H
#define ORIEL_IO_PROCESS_INTERNAL_H

#include "io/io_object_internal.h"
#include "io/spawn_internal.h"

#include <oriel/io/process.h>

struct oriel__child;

/* As a task; the child is gone by then. */
typedef void oriel__child_fn(void *owner, struct oriel_process_exit exit);

/* NULL, with *error an errno, if it could not be started. */
struct oriel__child *oriel__child_new(oriel_loop *loop, const struct oriel__spawn *spawn,
	oriel__child_fn *fn, void *owner, int *error);
int oriel__child_pid(const struct oriel__child *child);
/* 0 or an errno; ESRCH once it has ended. */
int oriel__child_kill(struct oriel__child *child, int posix_signal);
/* The owner goes: it is killed unless it is detached, waited for, and then gone by itself. NULL is
 * allowed. */
void oriel__child_abandon(struct oriel__child *child, bool is_detached);

#endif
