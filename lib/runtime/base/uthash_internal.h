/* SPDX-License-Identifier: MIT */
/*
 * Configures uthash with this library's allocation and with a hash that reads eight bytes at a
 * time. Most keys are pointers, and styling a node hashes about 100 bytes of them. uthash's default
 * hash would also cause compiler warnings about implicit fallthrough.
 */
#ifndef ORIEL_BASE_UTHASH_INTERNAL_H
#define ORIEL_BASE_UTHASH_INTERNAL_H

#include "base/alloc_internal.h"

#include <stdint.h>
#include <string.h>

static inline unsigned oriel__hash_bytes(const void *bytes, size_t length) {
	const uint64_t factor = UINT64_C(0x9e3779b97f4a7c15);
	const unsigned char *at = bytes;
	uint64_t hash = length * factor, word = 0;
	for (; length >= sizeof(word); length -= sizeof(word), at += sizeof(word)) {
		memcpy(&word, at, sizeof(word));
		hash = (hash ^ word) * factor;
		hash ^= hash >> 32;
	}
	word = 0;
	memcpy(&word, at, length);
	hash = (hash ^ word) * factor;
	return (unsigned)(hash ^ hash >> 32);
}

#undef HASH_FUNCTION
#define HASH_FUNCTION(key, length, hash) ((hash) = oriel__hash_bytes(key, length))
#define uthash_malloc(size) oriel__alloc(size)
#define uthash_free(memory, size) oriel__free(memory)
#include <uthash.h>

#endif
