/* SPDX-License-Identifier: MIT */
/*
 * Reads messages from a stream of bytes that may be split anywhere. A message that lies within one
 * piece is copied once. Other messages are collected in memory that grows as bytes arrive, and are
 * then shared without another copy.
 */
#include "port/port_frames_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { FIRST_CAPACITY = 65536 };

static size_t port_frames_least(size_t a, size_t b) {
	return a < b ? a : b;
}

void oriel__frame_write_header(unsigned char header[ORIEL__FRAME_HEADER], size_t length) {
	for (int i = 0; i < ORIEL__FRAME_HEADER; i++)
		header[i] = (unsigned char)(length >> (8 * i) & 0xff);
}

static size_t port_frames_read_header(struct oriel__frames *frames, const char *data, size_t size) {
	size_t taken = port_frames_least(size, ORIEL__FRAME_HEADER - frames->header_filled);
	memcpy(frames->header + frames->header_filled, data, taken);
	frames->header_filled += taken;
	frames->length = 0;
	for (int i = ORIEL__FRAME_HEADER - 1; i >= 0; i--)
		frames->length = frames->length << 8 | frames->header[i];
	return taken;
}

static bool port_frames_reserve(struct oriel__frames *frames, size_t needed) {
	if (needed <= frames->body_capacity)
		return true;
	size_t capacity = frames->body_capacity > 0 ? frames->body_capacity : FIRST_CAPACITY;
	while (capacity < needed)
		capacity *= 2; /* cannot overflow, because a length has 32 bits */
	capacity = port_frames_least(capacity, frames->length);
	char *body = oriel__try_realloc_array(frames->body, capacity, 1);
	if (body == NULL)
		return false;
	frames->body = body;
	frames->body_capacity = capacity;
	return true;
}

static void port_frames_free_body(void *body) {
	oriel__free(body);
}

/* Returns the collected message and begins the next. */
static struct oriel_bytes *port_frames_take_body(struct oriel__frames *frames) {
	struct oriel_bytes *bytes = oriel_bytes_new_shared(
		frames->body, frames->length, oriel_owned(frames->body, port_frames_free_body));
	frames->body = NULL;
	frames->body_filled = frames->body_capacity = 0;
	return bytes;
}

/* Adds bytes to the current message. *bytes stays NULL until the message is complete. Returns false
 * without memory. */
static bool port_frames_read_body(
	struct oriel__frames *frames, const char *data, size_t size, size_t *taken,
	struct oriel_bytes **bytes) {
	bool is_whole_here = frames->body_filled == 0 && size >= frames->length;
	*taken = port_frames_least(size, frames->length - frames->body_filled);
	if (is_whole_here) {
		*bytes = oriel_bytes_new(data, frames->length);
		return *bytes != NULL;
	}
	if (!port_frames_reserve(frames, frames->body_filled + *taken))
		return false;
	if (*taken > 0)
		memcpy(frames->body + frames->body_filled, data, *taken);
	frames->body_filled += *taken;
	if (frames->body_filled < frames->length)
		return true;
	*bytes = port_frames_take_body(frames);
	return true;
}

enum oriel_status oriel__frames_read(struct oriel__frames *frames, const char *data, size_t size,
	size_t *used, oriel__frame_fn *fn, void *fn_data) {
	*used = 0;
	while (*used < size || (frames->header_filled == ORIEL__FRAME_HEADER && frames->length == 0)) {
		if (frames->header_filled < ORIEL__FRAME_HEADER) {
			*used += port_frames_read_header(frames, data + *used, size - *used);
			if (frames->header_filled == ORIEL__FRAME_HEADER && frames->length > frames->max_bytes)
				return ORIEL_QUOTA_EXCEEDED_ERROR;
			continue;
		}
		size_t taken;
		struct oriel_bytes *bytes = NULL;
		if (!port_frames_read_body(frames, data + *used, size - *used, &taken, &bytes))
			return ORIEL_OPERATION_ERROR;
		*used += taken;
		if (bytes == NULL)
			continue;
		frames->header_filled = 0;
		if (!fn(bytes, fn_data))
			break;
	}
	return ORIEL_OK;
}

bool oriel__frames_is_within(const struct oriel__frames *frames) {
	return frames->header_filled > 0;
}

void oriel__frames_finish(struct oriel__frames *frames) {
	oriel__free(frames->body);
	frames->body = NULL;
}
