/* SPDX-License-Identifier: MIT */
/*
 * Messages as they go through a descriptor: the length, 4 bytes with the lowest first, then so many
 * bytes. Nothing here is trusted: a length costs no memory before the bytes have come.
 */
#ifndef ORIEL_PORT_PORT_FRAMES_INTERNAL_H
#define ORIEL_PORT_PORT_FRAMES_INTERNAL_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/status.h>

enum { ORIEL__FRAME_HEADER = 4 };

/* All zeros, but for max_bytes, is before the first message. */
struct oriel__frames {
	size_t max_bytes; /* of one message */
	unsigned char header[ORIEL__FRAME_HEADER];
	size_t header_filled;
	size_t length; /* once the header is full */
	char *body;    /* what has come of it, if not all came at once */
	size_t body_filled, body_capacity;
};

/* Takes a message over. Answers whether to go on. */
typedef bool oriel__frame_fn(struct oriel_bytes *bytes, void *data);

/*
 * Reads messages until there are no more bytes or fn says no. *used: how many bytes were taken in.
 * ORIEL_QUOTA_EXCEEDED_ERROR for one with over max_bytes, ORIEL_OPERATION_ERROR without memory;
 * nothing can be read after either.
 */
enum oriel_status oriel__frames_read(struct oriel__frames *frames, const char *data, size_t size,
	size_t *used, oriel__frame_fn *fn, void *fn_data);
/* Whether a message has begun and not ended. */
bool oriel__frames_is_within(const struct oriel__frames *frames);
void oriel__frames_finish(struct oriel__frames *frames);

/* length is at most UINT32_MAX. */
void oriel__frame_write_header(unsigned char header[ORIEL__FRAME_HEADER], size_t length);

#endif
