/* SPDX-License-Identifier: MIT */
/*
 * UTF-8: decoding, encoding, validating. Ill-formed sequences follow the Unicode standard's
 * "substitution of maximal subparts" (chapter 3, D93b and table 3-8): each maximal subpart becomes
 * one U+FFFD.
 */
#ifndef ORIEL_BASE_UTF8_INTERNAL_H
#define ORIEL_BASE_UTF8_INTERNAL_H

#include "base/private_api_internal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Decodes the sequence at text, which has at least one byte; *length receives the number of bytes
 * used. Returns U+FFFD for an ill-formed sequence. */
ORIEL_PRIVATE_API uint32_t oriel__utf8_decode(const char *text, size_t available, size_t *length);
/* Encodes code_point into out, which holds 4 bytes, and returns the number of bytes. A code point
 * that is not a scalar value becomes U+FFFD. */
ORIEL_PRIVATE_API size_t oriel__utf8_encode(uint32_t code_point, char *out);
ORIEL_PRIVATE_API bool oriel__utf8_is_valid(const char *text, size_t length);
/* oriel__utf8_valid_length() returns the length of the valid form. oriel__utf8_repair() writes the
 * valid form to out, without a NUL, and returns its length; out may be NULL. */
ORIEL_PRIVATE_API size_t oriel__utf8_valid_length(const char *text, size_t length);
ORIEL_PRIVATE_API size_t oriel__utf8_repair(const char *text, size_t length, char *out);
/* Returns a NUL-terminated valid copy. *out_length, which may be NULL, receives the length without
 * the final NUL. NULs inside the text are kept. */
ORIEL_PRIVATE_API char *oriel__utf8_copy(const char *text, size_t length, size_t *out_length);
/* Copies as oriel__utf8_copy() does, but returns NULL without memory. Use it for text whose size
 * comes from outside. */
ORIEL_PRIVATE_API char *oriel__utf8_try_copy(const char *text, size_t length, size_t *out_length);
/* Returns the position of the nearest start of a sequence at or before at. */
ORIEL_PRIVATE_API size_t oriel__utf8_floor(const char *text, size_t length, size_t at);

#endif
