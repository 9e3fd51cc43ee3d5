/* SPDX-License-Identifier: MIT */
/*
 * Allocation. When memory runs out, the program's hook may free some and request another attempt;
 * otherwise the process ends with a message. Callers therefore need no error path, which no test
 * could reach.
 */
#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static oriel_out_of_memory_fn *out_of_memory_hook;
static void *out_of_memory_data;

void oriel_set_out_of_memory_hook(oriel_out_of_memory_fn *hook, void *data) {
	out_of_memory_hook = hook;
	out_of_memory_data = data;
}

/* Ends the process without exit handlers, because they would find half-finished state. */
void oriel__out_of_memory(size_t size) {
	if (out_of_memory_hook != NULL && out_of_memory_hook(size, out_of_memory_data))
		return;
	oriel_log(
		ORIEL_LOG_ERROR, "out of memory: %zu bytes could not be allocated; the program ends", size);
	_exit(ORIEL_EXIT_NO_MEMORY);
}

/* Returns count * size. SIZE_MAX, which no allocator can provide, stands for an overflow. */
static size_t alloc_array_size(size_t count, size_t size) {
	return size != 0 && count > SIZE_MAX / size ? SIZE_MAX : count * size;
}

/* malloc(0) may return NULL without having failed, so the library never requests 0 bytes. */
static size_t alloc_nonzero_size(size_t size) {
	return size > 0 ? size : 1;
}

void *oriel__alloc(size_t size) {
	void *memory;
	while ((memory = malloc(alloc_nonzero_size(size))) == NULL)
		oriel__out_of_memory(size);
	return memory;
}

void *oriel__alloc_zero(size_t count, size_t size) {
	void *memory;
	while ((memory = calloc(alloc_nonzero_size(count), alloc_nonzero_size(size))) == NULL)
		oriel__out_of_memory(alloc_array_size(count, size));
	return memory;
}

void *oriel__alloc_aligned_zero(size_t alignment, size_t size) {
	void *memory;
	while ((memory = aligned_alloc(alignment, size)) == NULL)
		oriel__out_of_memory(size);
	return memset(memory, 0, size);
}

void *oriel__realloc_array(void *old, size_t count, size_t size) {
	void *memory;
	while ((memory = oriel__try_realloc_array(old, count, size)) == NULL)
		oriel__out_of_memory(alloc_array_size(count, size));
	return memory;
}

char *oriel__strdup(const char *text) {
	return oriel__strndup(text, strlen(text));
}

char *oriel__strndup(const char *text, size_t length) {
	char *copy = oriel__alloc(length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void *oriel__try_alloc(size_t count, size_t size) {
	return oriel__try_realloc_array(NULL, count, size);
}

void *oriel__try_realloc_array(void *old, size_t count, size_t size) {
	size_t bytes = alloc_array_size(count, size);
	return bytes == SIZE_MAX ? NULL : realloc(old, alloc_nonzero_size(bytes));
}

void oriel__free(void *memory) {
	free(memory);
}

void oriel__alloc_trim(void) {
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void oriel__wipe(void *memory, size_t size) {
	/* A volatile pointer hides from the compiler which function is called, so the call is not
	 * optimised away. */
	static void *(*const volatile fill)(void *, int, size_t) = memset;
	if (size > 0)
		fill(memory, 0, size);
}

void oriel__free_wiped(void *memory, size_t size) {
	if (memory != NULL)
		oriel__wipe(memory, size);
	free(memory);
}

void oriel__text_free(char *text) {
	oriel__free_wiped(text, text != NULL ? strlen(text) : 0);
}

void *oriel__try_grow(void *items, size_t *capacity, size_t count, size_t item_size) {
	size_t wanted = *capacity > 0 ? *capacity : 8;
	if (items != NULL && count <= *capacity)
		return items;
	while (wanted < count)
		wanted = wanted > SIZE_MAX / 2 ? count : wanted * 2;
	items = oriel__try_realloc_array(items, wanted, item_size);
	if (items != NULL)
		*capacity = wanted;
	return items;
}

void *oriel__grow(void *items, size_t *capacity, size_t count, size_t item_size) {
	void *grown;
	if (count <= *capacity)
		return items;
	while ((grown = oriel__try_grow(items, capacity, count, item_size)) == NULL)
		oriel__out_of_memory(alloc_array_size(count, item_size));
	return grown;
}
