/* SPDX-License-Identifier: MIT */
/**
 * @file
 * UTF-8: copies of text from outside, for authors of widgets and platforms.
 *
 * ```c
 * size_t length;
 * char *text = oriel_utf8_copy("a\xff", 2, &length); // "a\xef\xbf\xbd", 4 bytes: "a" and U+FFFD
 * oriel_utf8_free(text);
 * ```
 *
 * Thread: any. Errors: NULL without memory, which is logged: the size of a text comes from outside.
 */
#ifndef ORIEL_EXTEND_UTF8_H
#define ORIEL_EXTEND_UTF8_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Copies text, with each part of it that is not UTF-8 replaced by U+FFFD.
 * @param length      bytes of text, which may hold NULs
 * @param copy_length set to the bytes of the copy without its NUL, up to three times as many; may
 * be NULL
 * @return NUL-terminated, owned by the caller: free()
 * Source: Unicode, "substitution of maximal subparts".
 */
ORIEL_API char *oriel_utf8_copy(const char *text, size_t length, size_t *copy_length);

/**
 * Overwrites a text with zeros and frees it. For copies of text that a user typed, which must not
 * stay in memory.
 * @param text NUL-terminated, from oriel_utf8_copy() or malloc(); NULL is allowed
 */
ORIEL_API void oriel_utf8_free(char *text);

ORIEL_END

#endif
