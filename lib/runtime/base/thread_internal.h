/* SPDX-License-Identifier: MIT */
/*
 * Threads that the library starts.
 */
#ifndef ORIEL_BASE_THREAD_INTERNAL_H
#define ORIEL_BASE_THREAD_INTERNAL_H

#include <pthread.h>

/* Starts a thread that receives none of the process's signals; those belong to the program's own
 * threads. Returns 0 or an errno. */
int oriel__thread_start(pthread_t *thread, void *(*run)(void *data), void *data);
/* Names the calling thread for debuggers; only the first 15 bytes are used. */
void oriel__thread_set_name(const char *name);

#endif
