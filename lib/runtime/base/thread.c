/* SPDX-License-Identifier: MIT */
/*
 * Starts and names threads. A new thread inherits the signal mask of its creator, so all signals
 * are blocked while it is created.
 */
#define _GNU_SOURCE /* pthread_setname_np() */

#include "base/thread_internal.h"

#include <signal.h>
#include <string.h>

enum { NAME_MAX_BYTES = 15 };

int oriel__thread_start(pthread_t *thread, void *(*run)(void *data), void *data) {
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	int error = pthread_create(thread, NULL, run, data);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	return error;
}

void oriel__thread_set_name(const char *name) {
	char shown[NAME_MAX_BYTES + 1] = { 0 };
	memcpy(shown, name, strnlen(name, NAME_MAX_BYTES));
	pthread_setname_np(pthread_self(), shown);
}
