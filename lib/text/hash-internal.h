/* SPDX-License-Identifier: MIT */
/* Hashing short texts, eight bytes at a time: for tables in memory, not against an adversary's choice of keys. */
#ifndef ORIEL_TEXT_HASH_INTERNAL_H
#define ORIEL_TEXT_HASH_INTERNAL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t oriel__hash_mix(uint64_t hash, uint64_t value) {
	hash = (hash ^ value) * UINT64_C(0x9fb21c651e98df25);
	return hash ^ hash >> 32;
}

static inline uint64_t oriel__hash_text(uint64_t hash, const char *text, size_t length) {
	uint64_t value;
	hash = oriel__hash_mix(hash, length);
	for (; length >= sizeof(value); text += sizeof(value), length -= sizeof(value)) {
		memcpy(&value, text, sizeof(value));
		hash = oriel__hash_mix(hash, value);
	}
	for (value = 0; length > 0; length--)
		value = value << 8 | (unsigned char)text[length - 1];
	return oriel__hash_mix(hash, value);
}

#endif
