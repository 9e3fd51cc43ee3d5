/* SPDX-License-Identifier: MIT */
/*
 * Allocation. A small allocation never fails: the hook of log.h is called, and then the process
 * ends with a message. Allocations whose size comes from outside use the "try" functions, which
 * return NULL.
 *
 * An allocation is small in three cases: its size is fixed; it grows by one element for each
 * object that the program creates; or it holds a text that a limit keeps below 64 KiB. Such texts
 * are names and values of attributes, classes, types of widgets and events, names of keys and
 * fonts, titles of windows, error messages and selectors. The limit is checked before anything is
 * allocated or changed.
 */
#ifndef ORIEL_BASE_ALLOC_INTERNAL_H
#define ORIEL_BASE_ALLOC_INTERNAL_H

#include "base/private_api_internal.h"

#include <stddef.h>

/* The largest text, in bytes, that may use the functions that never fail. The limit counts the text
 * as given; repairing invalid UTF-8 can triple its size. */
enum { ORIEL__SMALL_TEXT_MAX = 65535 };

/* Returns memory that is not cleared. */
ORIEL_PRIVATE_API void *oriel__alloc(size_t size);
/* Returns zeroed memory. Treats an overflow of count * size as lack of memory. */
ORIEL_PRIVATE_API void *oriel__alloc_zero(size_t count, size_t size);
/* Returns zeroed memory. alignment is a power of two, and size is a multiple of it. */
void *oriel__alloc_aligned_zero(size_t alignment, size_t size);
/* Resizes an array, whose new elements are not cleared. */
ORIEL_PRIVATE_API void *oriel__realloc_array(void *old, size_t count, size_t size);
ORIEL_PRIVATE_API char *oriel__strdup(const char *text);
/* Returns a NUL-terminated copy of exactly length bytes. */
ORIEL_PRIVATE_API char *oriel__strndup(const char *text, size_t length);

/* Gives free memory back to the system, where the allocator can do that. Takes about as long as the
 * memory takes to be cleared. */
void oriel__alloc_trim(void);

/* Like the functions above, but return NULL on overflow or lack of memory. New memory is not
 * cleared. */
ORIEL_PRIVATE_API void *oriel__try_alloc(size_t count, size_t size);
ORIEL_PRIVATE_API void *oriel__try_realloc_array(void *old, size_t count, size_t size);
/* Grows a vector as oriel__grow() does. Without memory, returns NULL and leaves items and capacity
 * unchanged. */
ORIEL_PRIVATE_API void *oriel__try_grow(
	void *items, size_t *capacity, size_t count, size_t item_size);

/*
 * Handles a failed small allocation of a third-party library. Returns if another attempt is
 * worthwhile, and ends the process otherwise. size is 0 if the size is unknown. Example:
 *
 *     while ((image = pixman_image_create_solid_fill(&color)) == NULL)
 *         oriel__out_of_memory(0);
 */
ORIEL_PRIVATE_API void oriel__out_of_memory(size_t size);

/* Frees memory from any function above; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__free(void *memory);
/* Overwrites memory with zeros, even if the compiler sees no later read. Use it for text that a
 * user typed. */
ORIEL_PRIVATE_API void oriel__wipe(void *memory, size_t size);
/* Wipes the first size bytes and frees the block; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__free_wiped(void *memory, size_t size);
/* Wipes a text up to its NUL and frees it; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__text_free(char *text);

/* Grows a vector so that it holds at least count items; *capacity is doubled as needed. */
ORIEL_PRIVATE_API void *oriel__grow(void *items, size_t *capacity, size_t count, size_t item_size);

#endif
