/* SPDX-License-Identifier: MIT */
/*
 * The interface to a platform: the descriptors that the loop polls besides libuv's, and the work
 * before and after sleeping.
 *
 * The loop calls pump in each turn. Before blocking it calls prepare, which supplies the
 * descriptors to poll and may refuse to block. After poll() has returned, for whatever reason, the
 * loop calls check; nothing runs between prepare and check. pump, prepare and check call no user
 * code.
 */
#ifndef ORIEL_LOOP_DISPLAY_INTERNAL_H
#define ORIEL_LOOP_DISPLAY_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/types.h>

#include <poll.h>

#define ORIEL__DISPLAY_MAX_FDS 8

struct oriel__display {
	struct oriel__display *next; /* headless displays may share a loop */
	/* Reads pending platform events and queues tasks for them. May be NULL. */
	void (*pump)(struct oriel__display *display);
	/* Fills at most ORIEL__DISPLAY_MAX_FDS entries (fd and events) and returns their number.
	 * Returns -1 if events are pending: the loop then neither blocks nor calls check. May lower
	 * *timeout_ms, where -1 means no limit. NULL: nothing to poll. */
	int (*prepare)(struct oriel__display *display, struct pollfd *fds, int *timeout_ms);
	/* Receives fds as filled by prepare, with revents. May be NULL. */
	void (*check)(struct oriel__display *display, const struct pollfd *fds, int count);
};

ORIEL_PRIVATE_API void oriel__display_add(oriel_loop *loop, struct oriel__display *display);
ORIEL_PRIVATE_API void oriel__display_remove(oriel_loop *loop, struct oriel__display *display);

#endif
