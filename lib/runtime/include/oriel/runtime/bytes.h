/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Bytes that are shared and do not change: what streams and files give and take, without copying.
 *
 * Counted. They belong to no loop; whoever gives up the last reference runs the owner's drop.
 *
 * Thread: any. Errors: NULL if there is no memory for a copy of over 65,535 bytes, see
 * ORIEL_EXIT_NO_MEMORY for smaller ones; broken contracts assert.
 */
#ifndef ORIEL_RUNTIME_BYTES_H
#define ORIEL_RUNTIME_BYTES_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** Made by the functions below only. */
struct oriel_bytes {
	const char *data; /**< may be NULL if length is 0; not NUL-terminated */
	size_t length;
};

/** @param data copied @return with one reference; NULL if there is no memory for over 65,535 bytes
 */
ORIEL_API struct oriel_bytes *oriel_bytes_new(const void *data, size_t length);

/**
 * Shares memory that is there already.
 * @param data  borrowed as long as the bytes; does not change meanwhile
 * @param owner handed over: dropped with the last reference. All NULL for memory with static
 * storage
 * @return with one reference
 */
ORIEL_API struct oriel_bytes *oriel_bytes_new_shared(
	const void *data, size_t length, struct oriel_payload owner);

/** @return part of bytes, which it keeps a reference to, with one reference. Asserts outside of
 * bytes. */
ORIEL_API struct oriel_bytes *oriel_bytes_new_slice(
	struct oriel_bytes *bytes, size_t offset, size_t length);

/** @return bytes, with one reference more */
ORIEL_API struct oriel_bytes *oriel_bytes_ref(struct oriel_bytes *bytes);
/** NULL is allowed. */
ORIEL_API void oriel_bytes_unref(struct oriel_bytes *bytes);

/** @param bytes handed over @return a payload whose data they are */
ORIEL_API struct oriel_payload oriel_bytes_payload(struct oriel_bytes *bytes);
/** @return the bytes that this payload is of, borrowed as long as it; NULL if it is of something
 * else */
ORIEL_API struct oriel_bytes *oriel_bytes_try_from_payload(struct oriel_payload payload);

ORIEL_END

#endif
