/* SPDX-License-Identifier: MIT */
/*
 * Messages in a stream of bytes: however the stream is cut, and wherever the reader stops, the same
 * messages come of it, none is larger than allowed, and each is what stands behind its length. The
 * first two bytes say how large a message may be and how the stream is cut.
 */
#include "port/port_frames_internal.h"
#include "base/alloc_internal.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

struct seen {
	const char *stream;
	size_t size, at; /* where the next message has to begin */
	size_t count;
	bool stops; /* after each message */
};

static bool see(struct oriel_bytes *bytes, void *data) {
	struct seen *seen = data;
	unsigned char header[ORIEL__FRAME_HEADER];
	oriel__frame_write_header(header, bytes->length);
	require(bytes->length + sizeof(header) <= seen->size - seen->at);
	require(memcmp(header, seen->stream + seen->at, sizeof(header)) == 0);
	require(bytes->length == 0 ||
		memcmp(bytes->data, seen->stream + seen->at + sizeof(header), bytes->length) == 0);
	seen->at += sizeof(header) + bytes->length;
	seen->count++;
	oriel_bytes_unref(bytes);
	return !seen->stops;
}

static enum oriel_status read_cut(
	struct seen *seen, size_t max_bytes, size_t cut, bool *is_within) {
	struct oriel__frames frames = { .max_bytes = max_bytes };
	enum oriel_status status = ORIEL_OK;
	for (size_t at = 0, used; at < seen->size && status == ORIEL_OK; at += used) {
		size_t piece = cut < seen->size - at ? cut : seen->size - at;
		status = oriel__frames_read(&frames, seen->stream + at, piece, &used, see, seen);
		require(used > 0 && used <= piece);
		require(status != ORIEL_OK || seen->stops || used == piece);
	}
	*is_within = oriel__frames_is_within(&frames);
	oriel__frames_finish(&frames);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	if (size < 2)
		return 0;
	size_t max_bytes = data[0] < 255 ? data[0] : UINT32_MAX, cut = (size_t)data[1] + 1;
	struct seen whole = { .stream = (const char *)data + 2, .size = size - 2 };
	struct seen pieces = whole, stopping = whole;
	bool whole_within, pieces_within, stopping_within;
	stopping.stops = true;
	enum oriel_status status = read_cut(&whole, max_bytes, SIZE_MAX, &whole_within);
	require(read_cut(&pieces, max_bytes, cut, &pieces_within) == status);
	require(read_cut(&stopping, max_bytes, cut, &stopping_within) == status);
	require(pieces.count == whole.count && stopping.count == whole.count);
	require(pieces_within == whole_within && stopping_within == whole_within);
	require(status != ORIEL_OK || whole_within == (whole.at < whole.size));
	return 0;
}
