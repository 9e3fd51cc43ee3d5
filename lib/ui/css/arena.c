/* SPDX-License-Identifier: MIT */
/*
 * Arenas. Chunks double from 1 KiB to 64 KiB. The arena of one declaration is therefore small, and
 * the arena of a large sheet has few chunks. A piece larger than a chunk gets a chunk of its own.
 */
#include "css/arena_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum { FIRST_CHUNK = 1024, LAST_CHUNK = 65536, ALIGNMENT = 8 };

struct oriel__css_chunk {
	struct oriel__css_chunk *next;
	size_t size;
};

static void arena_grow(struct oriel__css_arena *arena, size_t size) {
	size_t chunk_size = FIRST_CHUNK;
	if (arena->chunks != NULL)
		chunk_size = arena->size < LAST_CHUNK ? arena->size : LAST_CHUNK;
	if (chunk_size < size + sizeof(struct oriel__css_chunk))
		chunk_size = size + sizeof(struct oriel__css_chunk);
	struct oriel__css_chunk *chunk = oriel__alloc(chunk_size);
	chunk->next = arena->chunks;
	chunk->size = chunk_size;
	arena->chunks = chunk;
	arena->size += chunk_size;
	arena->at = (char *)(chunk + 1);
	arena->end = (char *)chunk + chunk_size;
}

void *oriel__css_arena_alloc(struct oriel__css_arena *arena, size_t size) {
	size = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	if ((size_t)(arena->end - arena->at) < size || arena->at == NULL)
		arena_grow(arena, size);
	void *memory = arena->at;
	arena->at += size;
	return memory;
}

void *oriel__css_arena_copy(struct oriel__css_arena *arena, const void *bytes, size_t size) {
	if (size == 0)
		return NULL;
	return memcpy(oriel__css_arena_alloc(arena, size), bytes, size);
}

const char *oriel__css_arena_text(struct oriel__css_arena *arena, const char *text, size_t length) {
	char *copy = oriel__css_arena_alloc(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	copy[length] = '\0';
	return copy;
}

void oriel__css_arena_finish(struct oriel__css_arena *arena) {
	struct oriel__css_chunk *next;
	for (struct oriel__css_chunk *chunk = arena->chunks; chunk != NULL; chunk = next) {
		next = chunk->next;
		oriel__free(chunk);
	}
	*arena = (struct oriel__css_arena){ 0 };
}
