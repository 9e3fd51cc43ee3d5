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

/* Decodes the sequence at text (at least one byte); *length is how many bytes it took. Ill-formed:
 * U+FFFD. */
ORIEL_PRIVATE_API uint32_t oriel__utf8_decode(const char *text, size_t available, size_t *length);
/* Writes code_point (a scalar value, else U+FFFD) to out, which holds 4 bytes; returns how many. */
ORIEL_PRIVATE_API size_t oriel__utf8_encode(uint32_t code_point, char *out);
ORIEL_PRIVATE_API bool oriel__utf8_is_valid(const char *text, size_t length);
/* How long the valid form is, and writing it to out, without a NUL; out may be NULL. Both answer
 * its length. */
ORIEL_PRIVATE_API size_t oriel__utf8_valid_length(const char *text, size_t length);
ORIEL_PRIVATE_API size_t oriel__utf8_repair(const char *text, size_t length, char *out);
/* A NUL-terminated valid copy, *out_length without the NUL (may be NULL). Keeps NULs inside. */
ORIEL_PRIVATE_API char *oriel__utf8_copy(const char *text, size_t length, size_t *out_length);
/* The same, NULL if there is no memory: for text whose size comes from outside. */
ORIEL_PRIVATE_API char *oriel__utf8_try_copy(const char *text, size_t length, size_t *out_length);
/* The nearest start of a sequence at or before at. */
ORIEL_PRIVATE_API size_t oriel__utf8_floor(const char *text, size_t length, size_t at);

#endif
