/* SPDX-License-Identifier: MIT */
/* Small allocations that do not fail: without memory the program ends with a message. */
#ifndef DEMO_MEMORY_H
#define DEMO_MEMORY_H

#include <stddef.h>

/* Allocates zeroed memory. */
void *allocate(size_t size);
char *copy_text(const char *text, size_t length);

#endif
