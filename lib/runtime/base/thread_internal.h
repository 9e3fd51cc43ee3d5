/* SPDX-License-Identifier: MIT */
/*
 * Threads of Oriel's own.
 */
#ifndef ORIEL_BASE_THREAD_INTERNAL_H
#define ORIEL_BASE_THREAD_INTERNAL_H

#include <pthread.h>

/* Starts a thread that takes none of the process's signals: they are for its own threads. 0, or an
 * errno. */
int oriel__thread_start(pthread_t *thread, void *(*run)(void *data), void *data);
/* Names the calling thread for debuggers, by the first 15 bytes. */
void oriel__thread_set_name(const char *name);

#endif
