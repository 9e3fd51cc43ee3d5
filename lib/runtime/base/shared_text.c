/* SPDX-License-Identifier: MIT */
/* Immutable text with a reference count: the count, the length and the bytes are one block. */
#include "base/shared_text_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <stdint.h>

struct oriel__shared_text *oriel__shared_text_try_new(const char *text, size_t length) {
	size_t valid_length = oriel__utf8_valid_length(text, length);
	struct oriel__shared_text *shared = oriel__try_alloc(sizeof(*shared) + valid_length + 1, 1);
	if (shared == NULL)
		return NULL;
	shared->references = 1;
	shared->length = oriel__utf8_repair(text, length, shared->bytes);
	shared->bytes[shared->length] = '\0';
	return shared;
}

struct oriel__shared_text *oriel__shared_text_ref(struct oriel__shared_text *text) {
	text->references++;
	return text;
}

void oriel__shared_text_unref(struct oriel__shared_text *text) {
	if (text != NULL && --text->references == 0)
		oriel__free(text);
}

struct oriel__shared_text *oriel__shared_text_of(const char *bytes) {
	return (
		struct oriel__shared_text *)((uintptr_t)bytes - offsetof(struct oriel__shared_text, bytes));
}
