/* SPDX-License-Identifier: MIT */
/*
 * What a test may not leave behind: descriptors and children. ThreadSanitizer starts its
 * symbolizer, a child with two pipes, when it first looks at a report, also at one that is
 * suppressed; so under it neither can be counted, which the other builds do.
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

/* Of the process, those of this function not counted. */
static inline size_t open_descriptors(void) {
#ifdef LEFT_CANNOT_BE_COUNTED
	return 0;
#else
	return temp_count("/proc/self/fd") - 1;
#endif
}

/* Neither running nor waiting to be reaped. */
static inline void no_child_is_left(void) {
#ifndef LEFT_CANNOT_BE_COUNTED
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
#endif
}

#endif
