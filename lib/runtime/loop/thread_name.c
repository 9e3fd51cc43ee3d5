/* SPDX-License-Identifier: MIT */
/*
 * The names and numbers of threads, for messages and traces, and the test for the main thread.
 */
#define _GNU_SOURCE /* pthread_getname_np, gettid */
#include "loop/loop_state_internal.h"

#include <pthread.h>
#include <stdio.h>
#include <unistd.h>

void oriel__thread_name(char name[ORIEL__THREAD_NAME_SIZE]) {
	if (pthread_getname_np(pthread_self(), name, ORIEL__THREAD_NAME_SIZE) != 0 || name[0] == '\0')
		snprintf(name, ORIEL__THREAD_NAME_SIZE, "no name");
}

uint32_t oriel__thread_number(void) {
	return (uint32_t)gettid();
}

bool oriel__thread_is_main(void) {
	return gettid() == getpid();
}
