/* SPDX-License-Identifier: MIT */
/*
 * Immutable, reference-counted text of one thread. A node's text is shared with the mutation
 * records that report its old value, so that a record of a large text needs no copy. The size comes
 * from outside, so creating one may fail.
 */
#ifndef ORIEL_BASE_SHARED_TEXT_INTERNAL_H
#define ORIEL_BASE_SHARED_TEXT_INTERNAL_H

#include "base/private_api_internal.h"

#include <stddef.h>

struct oriel__shared_text {
	size_t references;
	size_t length;
	char bytes[]; /* NUL-terminated valid UTF-8; may contain NULs */
};

/* Returns a repaired copy with one reference for the caller; NULL if there is no memory. */
ORIEL_PRIVATE_API struct oriel__shared_text *oriel__shared_text_try_new(
	const char *text, size_t length);
ORIEL_PRIVATE_API struct oriel__shared_text *oriel__shared_text_ref(
	struct oriel__shared_text *text);
/* NULL is allowed */
ORIEL_PRIVATE_API void oriel__shared_text_unref(struct oriel__shared_text *text);
/* Returns the shared text that contains these bytes. */
ORIEL_PRIVATE_API struct oriel__shared_text *oriel__shared_text_of(const char *bytes);

#endif
