/* SPDX-License-Identifier: MIT */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include <oriel/oriel.h>

void *allocate(size_t size) {
	void *memory = calloc(1, size);
	ORIEL_ASSERT(memory, "allocate: no memory for %zu bytes; close other programs", size);
	return memory;
}

char *copy_text(const char *text, size_t length) {
	char *copied = allocate(length + 1);
	return memcpy(copied, text, length);
}
