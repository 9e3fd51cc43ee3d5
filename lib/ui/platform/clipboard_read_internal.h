/* SPDX-License-Identifier: MIT */
/*
 * A read of a selection that always ends: with an answer, or 5 s after the owner's last sign of
 * life. The result arrives in a task, never within the call that begins the read.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_READ_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_READ_INTERNAL_H

#include "loop/cause_internal.h"

#include <oriel/extend/platform.h>

#define ORIEL__CLIPBOARD_TIMEOUT_MS 5000.0

/* Embedded in the reader's object, which must not move until done is called or the read is
 * cancelled. Zero it before the first use. */
struct oriel__clipboard_read {
	struct oriel_clipboard_request request; /* must be first */
	struct oriel__task task;
	oriel_platform *platform;
	oriel_loop *loop;
	struct oriel__cause cause; /* of the call that began the read */
	oriel_timer_id timer;
	bool is_asking;           /* the platform has not answered yet */
	enum oriel_status status; /* as in struct oriel_clipboard_answer, or ORIEL_TIMEOUT_ERROR */
	/* the data followed by a NUL, if status is ORIEL_OK; released after done */
	struct oriel_bytes *bytes;
	/* Called inside a hold; no callback is on the stack except after a timeout. May free the read,
	 * and may begin another. */
	void (*done)(struct oriel__clipboard_read *read);
};

/* Begins a read. @param site static. @param type a MIME type, copied; NULL: asks for the list of
 * types, one a line */
void oriel__clipboard_read_begin(struct oriel__clipboard_read *read, const char *site,
	oriel_platform *platform, enum oriel_selection selection, const char *type,
	void (*done)(struct oriel__clipboard_read *read));
/* Cancels a read without calling done. Has no effect if the read is over or was never begun. */
void oriel__clipboard_read_cancel(struct oriel__clipboard_read *read);

/* Returns a copy of text, followed by a NUL, that is zeroed with its last reference. Returns NULL
 * and logs an error if there is no memory. */
struct oriel_bytes *oriel__clipboard_bytes_new(const char *data, size_t length);

#endif
