/* SPDX-License-Identifier: MIT */
/* Hashes of short texts, eight bytes at a time. For tables in memory; not safe against chosen
 * keys. */
#ifndef ORIEL_TEXT_HASH_INTERNAL_H
#define ORIEL_TEXT_HASH_INTERNAL_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

static inline uint64_t oriel__hash_mix(uint64_t hash, uint64_t value) {
	hash = (hash ^ value) * UINT64_C(0x9fb21c651e98df25);
	return hash ^ hash >> 32;
}

/* Returns the bytes of a text shorter than eight bytes, by two overlapping reads. */
static inline uint64_t oriel__hash_short(const char *text, size_t length) {
	uint32_t low, high;
	if (length >= sizeof(low)) {
		memcpy(&low, text, sizeof(low));
		memcpy(&high, text + length - sizeof(high), sizeof(high));
		return (uint64_t)high << 32 | low;
	}
	if (length == 0)
		return 0;
	return (uint64_t)(unsigned char)text[0] << 16 | (uint64_t)(unsigned char)text[length / 2] << 8 |
		(unsigned char)text[length - 1];
}

static inline uint64_t oriel__hash_text(uint64_t hash, const char *text, size_t length) {
	uint64_t value;
	hash = oriel__hash_mix(hash, length);
	if (length < sizeof(value))
		return oriel__hash_mix(hash, oriel__hash_short(text, length));
	for (size_t at = 0; at + sizeof(value) < length; at += sizeof(value)) {
		memcpy(&value, text + at, sizeof(value));
		hash = oriel__hash_mix(hash, value);
	}
	memcpy(&value, text + length - sizeof(value), sizeof(value));
	return oriel__hash_mix(hash, value);
}

#endif
