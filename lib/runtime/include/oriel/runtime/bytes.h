/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Bytes that are shared and do not change: the data of streams and files, without copies.
 *
 * Bytes are reference-counted and belong to no loop. The last reference, on any thread, runs the
 * owner's release function. For example, a slice of 10 bytes of a file of 1 MiB keeps the whole
 * file in memory.
 *
 * ```c
 * struct oriel_bytes *bytes = oriel_bytes_new("one,two", 7);
 * struct oriel_bytes *two = oriel_bytes_new_slice(bytes, 4, 3);
 * oriel_bytes_unref(bytes);
 * printf("%.*s\n", (int)two->length, two->data); // "two": the slice keeps all 7 bytes
 * oriel_bytes_unref(two);
 * ```
 *
 * Thread: any. Errors: NULL if there is no memory for a copy of more than 65,535 bytes; see
 * ORIEL_EXIT_NO_MEMORY for smaller ones. Broken contracts assert.
 */
#ifndef ORIEL_RUNTIME_BYTES_H
#define ORIEL_RUNTIME_BYTES_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Bytes, made only by the functions below. */
struct oriel_bytes {
	const char *data; /**< may be NULL if length is 0; not NUL-terminated */
	size_t length;
};

/**
 * Copies bytes.
 * @return with one reference; NULL if there is no memory for more than 65,535 bytes
 */
ORIEL_API struct oriel_bytes *oriel_bytes_new(const void *data, size_t length);

/**
 * Shares existing memory.
 * @param data  borrowed as long as the bytes; does not change meanwhile
 * @param owner handed over; released with the last reference. ORIEL_NO_PAYLOAD for memory with
 * static storage
 * @return with one reference
 */
ORIEL_API struct oriel_bytes *oriel_bytes_new_shared(
	const void *data, size_t length, struct oriel_payload owner);

/**
 * Returns a part of bytes, which holds a reference to bytes, with one reference. Asserts on a part
 * outside of bytes.
 */
ORIEL_API struct oriel_bytes *oriel_bytes_new_slice(
	struct oriel_bytes *bytes, size_t offset, size_t length);

/** Returns bytes, with one more reference. */
ORIEL_API struct oriel_bytes *oriel_bytes_ref(struct oriel_bytes *bytes);
/** Releases a reference to bytes. NULL is allowed. */
ORIEL_API void oriel_bytes_unref(struct oriel_bytes *bytes);

/**
 * Returns a payload whose data are these bytes.
 * @param bytes handed over
 */
ORIEL_API struct oriel_payload oriel_bytes_payload(struct oriel_bytes *bytes);
/** Returns the bytes of a payload, borrowed as long as the payload; NULL for another payload. */
ORIEL_API struct oriel_bytes *oriel_bytes_try_from_payload(struct oriel_payload payload);

ORIEL_END

#endif
