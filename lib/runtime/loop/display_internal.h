/* SPDX-License-Identifier: MIT */
/*
 * The seam to a platform: what the loop polls besides libuv's descriptor, and what is done before
 * and after it sleeps.
 *
 * Each turn the loop calls pump. Before it blocks it calls prepare, which names the descriptors to
 * poll and may veto; after poll() returned it calls check, whatever woke it, and nothing runs
 * between the two. pump, prepare and check call no user code.
 */
#ifndef ORIEL_LOOP_DISPLAY_INTERNAL_H
#define ORIEL_LOOP_DISPLAY_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/types.h>

#include <poll.h>

#define ORIEL__DISPLAY_MAX_FDS 8

struct oriel__display {
	struct oriel__display *next; /* the loop may have several: headless ones */
	/* Takes in what has arrived, and queues tasks for it. May be NULL. */
	void (*pump)(struct oriel__display *display);
	/* Fills at most ORIEL__DISPLAY_MAX_FDS entries (fd and events) and returns how many; -1:
	 * something is there, do not block (check is then not called). May lower *timeout_ms (-1 is for
	 * ever). May be NULL: nothing to poll. */
	int (*prepare)(struct oriel__display *display, struct pollfd *fds, int *timeout_ms);
	/* fds as filled by prepare, with revents. May be NULL. */
	void (*check)(struct oriel__display *display, const struct pollfd *fds, int count);
};

ORIEL_PRIVATE_API void oriel__display_add(oriel_loop *loop, struct oriel__display *display);
ORIEL_PRIVATE_API void oriel__display_remove(oriel_loop *loop, struct oriel__display *display);

#endif
