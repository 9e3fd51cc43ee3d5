/* SPDX-License-Identifier: MIT */
/*
 * Checks that a test leaves neither descriptors nor children behind. Under ThreadSanitizer nothing
 * is counted. It starts its symbolizer, a child with two pipes, at the first report, even a
 * suppressed one. Other builds do count.
 */
#ifndef ASYNC_LEFT_H
#define ASYNC_LEFT_H

#include "temp_dir.h"
#include "test.h"

#include <errno.h>
#include <sys/wait.h>

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define LEFT_CANNOT_BE_COUNTED
#endif
#endif

/* Returns the number of open descriptors, without those that this function opens. */
static inline size_t open_descriptors(void) {
#ifdef LEFT_CANNOT_BE_COUNTED
	return 0;
#else
	return temp_count("/proc/self/fd") - 1;
#endif
}

/* Asserts that no child is running or waiting to be reaped. */
static inline void no_child_is_left(void) {
#ifndef LEFT_CANNOT_BE_COUNTED
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
#endif
}

#endif
