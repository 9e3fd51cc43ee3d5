/* SPDX-License-Identifier: MIT */
/*
 * Allocation. Small allocations do not fail: the handler of log.h is asked, then the process ends
 * with a sentence. Sizes that come from outside go through the try forms, which answer NULL.
 *
 * Small is what has a fixed size, what grows by one object of the program's at a time, and what is
 * made of a text that a limit keeps below 64 KiB: names and values of attributes, classes, types of
 * widgets and events, names of keys and fonts, titles of windows, messages of errors, selectors.
 * Such a limit is checked before anything is allocated or changed.
 */
#ifndef ORIEL_BASE_ALLOC_INTERNAL_H
#define ORIEL_BASE_ALLOC_INTERNAL_H

#include "base/private_api_internal.h"

#include <stddef.h>

/* Bytes of a text that may go through the forms that do not fail, as it is given: three times as
 * many when it is repaired. */
enum { ORIEL__SMALL_TEXT_MAX = 65535 };

ORIEL_PRIVATE_API void *oriel__alloc(size_t size);                                /* not cleared */
/* overflow is no memory too */
ORIEL_PRIVATE_API void *oriel__alloc_zero(size_t count, size_t size);
/* All zeros. alignment is a power of two, and size a multiple of it. */
void *oriel__alloc_aligned_zero(size_t alignment, size_t size);
ORIEL_PRIVATE_API void *oriel__realloc_array(void *old, size_t count, size_t size);
ORIEL_PRIVATE_API char *oriel__strdup(const char *text);
/* NUL-terminated copy of exactly length bytes */
ORIEL_PRIVATE_API char *oriel__strndup(const char *text, size_t length);

/* Gives free memory back to the system, where the allocator can do that. Takes about as long as the
 * memory takes to be cleared. */
void oriel__alloc_trim(void);

/* not cleared; NULL on overflow, or no memory */
ORIEL_PRIVATE_API void *oriel__try_alloc(size_t count, size_t size);
ORIEL_PRIVATE_API void *oriel__try_realloc_array(void *old, size_t count, size_t size);
/* As oriel__grow(); NULL, with items and capacity as they were, if there is no memory. */
ORIEL_PRIVATE_API void *oriel__try_grow(
	void *items, size_t *capacity, size_t count, size_t item_size);

/*
 * What a small allocation of a library's has to do that failed: returns if it is worth trying
 * again, else ends the process. E.g. while ((image = pixman_image_create_solid_fill(&color)) ==
 * NULL) oriel__out_of_memory(0). 0: the size is not known.
 */
ORIEL_PRIVATE_API void oriel__out_of_memory(size_t size);

/* Frees what any of these gave; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__free(void *memory);
/* Overwrites memory with zeros, also where the compiler sees that nothing reads it again. For text
 * that a user typed. */
ORIEL_PRIVATE_API void oriel__wipe(void *memory, size_t size);
/* Wipes the first size bytes and frees the block; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__free_wiped(void *memory, size_t size);
/* Wipes a text up to its NUL and frees it; NULL is allowed. */
ORIEL_PRIVATE_API void oriel__text_free(char *text);

/* Grows a vector so that it holds at least count items; *capacity is doubled as needed. */
ORIEL_PRIVATE_API void *oriel__grow(void *items, size_t *capacity, size_t count, size_t item_size);

#endif
