/* SPDX-License-Identifier: MIT */
/*
 * A read of a selection that always ends: with an answer, or 5 s after its owner has last given a
 * sign of life. The result comes in a task of its own, never within the call that begins the read.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_READ_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_READ_INTERNAL_H

#include "loop/cause_internal.h"

#include <oriel/extend/platform.h>

#define ORIEL__CLIPBOARD_TIMEOUT_MS 5000.0

/* Embedded in the reader's object, which stays where it is until done is called or the read is
 * cancelled. All zeros before. */
struct oriel__clipboard_read {
	struct oriel_clipboard_request request; /* must be first */
	struct oriel__task task;
	oriel_platform *platform;
	oriel_loop *loop;
	struct oriel__cause cause; /* of the call that began the read */
	oriel_timer_id timer;
	bool is_asking; /* the platform has not answered */
	enum oriel_status status;   /* as in struct oriel_clipboard_answer, or ORIEL_TIMEOUT_ERROR */
	/* ORIEL_OK: the data, followed by a NUL; owned by the read, which is freed after done */
	struct oriel_bytes *bytes;
	/* Inside a hold, with no callback on the stack unless the time is over. May free the read, and
	 * begin another. */
	void (*done)(struct oriel__clipboard_read *read);
};

/* @param site static. @param type a MIME type, copied; NULL: the list of types, one a line */
void oriel__clipboard_read_begin(struct oriel__clipboard_read *read, const char *site,
	oriel_platform *platform, enum oriel_selection selection, const char *type,
	void (*done)(struct oriel__clipboard_read *read));
/* Ends a read that may be over or has never begun; done is not called. */
void oriel__clipboard_read_cancel(struct oriel__clipboard_read *read);

/* A copy of text that is zeroed when its last reference goes, followed by a NUL; NULL, with an
 * error logged, if there is no memory. */
struct oriel_bytes *oriel__clipboard_bytes_new(const char *data, size_t length);

#endif
