/* SPDX-License-Identifier: MIT */
/* Small allocations that do not fail: the program ends with a sentence if there is no memory for
 * them. */
#ifndef DEMO_MEMORY_H
#define DEMO_MEMORY_H

#include <stddef.h>

/* Zeroed. */
void *allocate(size_t size);
char *copy_text(const char *text, size_t length);

#endif
