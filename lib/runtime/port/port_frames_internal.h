/* SPDX-License-Identifier: MIT */
/*
 * The format of messages on a descriptor: a length in 4 bytes, the lowest first, and then that many
 * bytes. The input is not trusted: a length allocates nothing before its bytes have arrived.
 */
#ifndef ORIEL_PORT_PORT_FRAMES_INTERNAL_H
#define ORIEL_PORT_PORT_FRAMES_INTERNAL_H

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/status.h>

enum { ORIEL__FRAME_HEADER = 4 };

/* The state of a reader. All zeros, except max_bytes, is the state before the first message. */
struct oriel__frames {
	size_t max_bytes; /* largest size of one message */
	unsigned char header[ORIEL__FRAME_HEADER];
	size_t header_filled;
	size_t length; /* valid once the header is complete */
	char *body;    /* the bytes so far of a message that arrives in several pieces */
	size_t body_filled, body_capacity;
};

/* Takes over a message. Returns whether to continue. */
typedef bool oriel__frame_fn(struct oriel_bytes *bytes, void *data);

/*
 * Reads messages until all bytes are used or fn returns false. *used receives the number of bytes
 * used. Returns ORIEL_QUOTA_EXCEEDED_ERROR for a message larger than max_bytes, and
 * ORIEL_OPERATION_ERROR without memory. After an error nothing more can be read.
 */
enum oriel_status oriel__frames_read(struct oriel__frames *frames, const char *data, size_t size,
	size_t *used, oriel__frame_fn *fn, void *fn_data);
/* Returns whether a message has begun and is incomplete. */
bool oriel__frames_is_within(const struct oriel__frames *frames);
void oriel__frames_finish(struct oriel__frames *frames);

/* Writes a header; length is at most UINT32_MAX. */
void oriel__frame_write_header(unsigned char header[ORIEL__FRAME_HEADER], size_t length);

#endif
