/* SPDX-License-Identifier: MIT */
/*
 * The node of a post. post_nodes.c allocates nodes.
 */
#ifndef ORIEL_LOOP_POST_NODE_INTERNAL_H
#define ORIEL_LOOP_POST_NODE_INTERNAL_H

#include "loop/loop_internal.h"
#include "loop/post_internal.h"
#include "loop/run_internal.h"

#define ORIEL__POST_INDEX_BITS 28
#define ORIEL__POST_INDEX_MASK ((UINT64_C(1) << ORIEL__POST_INDEX_BITS) - 1)
#define ORIEL__POST_CLOSED ORIEL__POST_INDEX_MASK
#define ORIEL__POST_GENERATIONS (UINT64_C(1) << 25)

enum { ORIEL__POST_CHUNK = 256, ORIEL__POST_DIRECTORY_CHUNKS = 2048 };

struct oriel__post {
	/* generation << 2 | STATE_... (post.c); STATE_FREE is 0 */
	_Atomic uint64_t state;
	_Atomic uint32_t next; /* index + 1 of the next node on a stack; 0: none */
	uint32_t index;
	oriel_task_fn *fn;                    /* NULL: data is a struct oriel__remote_task */
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	struct oriel__foreign_run sender;     /* the run on another loop that made the post */
	/* queued once the loop has taken the post; its site and cause are set when posting */
	struct oriel__task task;
};

struct oriel__post_chunk {
	_Atomic(struct oriel__post *) posts; /* array of ORIEL__POST_CHUNK nodes */
	_Atomic uint32_t next;               /* number + 1 of the next chunk without memory; 0: none */
	uint32_t generation;                 /* the generation in which its nodes begin */
};

struct oriel__post_directory {
	struct oriel__post_chunk chunks[ORIEL__POST_DIRECTORY_CHUNKS];
};

/* Returns the node of an index, or NULL if the index was never in use. */
static inline struct oriel__post *oriel__post_at(struct oriel__posts *posts, uint64_t index) {
	uint64_t chunk = index / ORIEL__POST_CHUNK;
	if (chunk >= (uint64_t)ORIEL__POST_DIRECTORIES * ORIEL__POST_DIRECTORY_CHUNKS)
		return NULL;
	struct oriel__post_directory *directory = atomic_load_explicit(
		&posts->directories[chunk / ORIEL__POST_DIRECTORY_CHUNKS], memory_order_acquire);
	struct oriel__post *first = directory == NULL ?
		NULL :
		atomic_load_explicit(
			&directory->chunks[chunk % ORIEL__POST_DIRECTORY_CHUNKS].posts, memory_order_acquire);
	return first == NULL ? NULL : &first[index % ORIEL__POST_CHUNK];
}

/* Takes a free node. May be called on any thread. */
struct oriel__post *oriel__post_take(struct oriel__posts *posts);
/* Adds a chain of free nodes, linked from first to last, to the free list. May be called on any
 * thread. */
void oriel__post_give_back(
	struct oriel__posts *posts, const struct oriel__post *first, struct oriel__post *last);

#endif
