/* SPDX-License-Identifier: MIT */
/*
 * The memory of the nodes of posts. Chunks of nodes keep their addresses until the loop's memory is
 * freed, so any thread may read any node at any time.
 *
 * There are two lock-free stacks: one of free nodes and one of chunks without memory. The head of a
 * stack is a tag and a place (index + 1), and every pop changes the tag. If another thread pops
 * between a thread's read of a link and its compare-and-swap, the changed tag makes the latter
 * fail. Only an exact multiple of 2^36 pops in between, which takes hours, would go unnoticed.
 *
 * When the loop is about to sleep for the second time after a burst and no post is queued, it
 * trims. It takes the whole stack of free nodes, and returns the pages of completely free chunks to
 * the system. Their addresses stay valid and read as zero, which is no state that any id matches.
 * Such a chunk begins again with a generation that none of its nodes has had.
 */
#define _DEFAULT_SOURCE /* madvise */
#include "loop/post_node_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <sys/mman.h>
#include <unistd.h>

enum { MAX_CHUNKS = (1 << ORIEL__POST_INDEX_BITS) / ORIEL__POST_CHUNK - 1 };
enum { KEPT_CHUNKS = 4096 / ORIEL__POST_CHUNK };

static const uint64_t one_pop = ORIEL__POST_INDEX_MASK + 1;

static void post_nodes_push(_Atomic uint64_t *stack, uint32_t first, _Atomic uint32_t *last_link) {
	uint64_t head = atomic_load_explicit(stack, memory_order_relaxed), next;
	do {
		atomic_store_explicit(
			last_link, (uint32_t)(head & ORIEL__POST_INDEX_MASK), memory_order_relaxed);
		next = (head & ~ORIEL__POST_INDEX_MASK) | (first + 1);
	} while (!atomic_compare_exchange_weak_explicit(
		stack, &head, next, memory_order_release, memory_order_relaxed));
}

void oriel__post_give_back(
	struct oriel__posts *posts, const struct oriel__post *first, struct oriel__post *last) {
	post_nodes_push(&posts->free, first->index, &last->next);
}

static struct oriel__post_directory *post_nodes_directory_of(
	struct oriel__posts *posts, uint32_t chunk) {
	_Atomic(struct oriel__post_directory *) *place =
		&posts->directories[chunk / ORIEL__POST_DIRECTORY_CHUNKS];
	struct oriel__post_directory *directory = atomic_load_explicit(place, memory_order_acquire);
	if (directory != NULL)
		return directory;
	struct oriel__post_directory *fresh = oriel__alloc_zero(1, sizeof(*fresh));
	if (atomic_compare_exchange_strong_explicit(
			place, &directory, fresh, memory_order_acq_rel, memory_order_acquire))
		return fresh;
	oriel__free(fresh);
	return directory;
}

static struct oriel__post_chunk *post_nodes_chunk_at(struct oriel__posts *posts, uint32_t chunk) {
	return &post_nodes_directory_of(posts, chunk)->chunks[chunk % ORIEL__POST_DIRECTORY_CHUNKS];
}

/* Returns the size of a chunk, rounded up to whole pages. */
static size_t post_nodes_chunk_size(size_t page) {
	size_t size = ORIEL__POST_CHUNK * sizeof(struct oriel__post);
	return (size + page - 1) / page * page;
}

static size_t post_nodes_page_size(void) {
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* Pops a chunk without memory; returns false if there is none. */
static bool post_nodes_take_emptied(struct oriel__posts *posts, uint32_t *chunk) {
	uint64_t head = atomic_load_explicit(&posts->emptied, memory_order_acquire), next;
	do {
		if ((head & ORIEL__POST_INDEX_MASK) == 0)
			return false;
		*chunk = (uint32_t)(head & ORIEL__POST_INDEX_MASK) - 1;
		next = ((head & ~ORIEL__POST_INDEX_MASK) + one_pop) |
			atomic_load_explicit(&post_nodes_chunk_at(posts, *chunk)->next, memory_order_relaxed);
	} while (!atomic_compare_exchange_weak_explicit(
		&posts->emptied, &head, next, memory_order_acq_rel, memory_order_acquire));
	return true;
}

static uint32_t post_nodes_new_chunk(struct oriel__posts *posts) {
	uint32_t chunk = (uint32_t)atomic_fetch_add_explicit(&posts->chunks, 1, memory_order_relaxed);
	ORIEL_ASSERT(chunk < MAX_CHUNKS,
		"oriel_post: 268 million posts wait on one loop; wait until it has run some "
		"(oriel_post_depth)");
	return chunk;
}

static void post_nodes_init_chunk(struct oriel__post *nodes, uint32_t chunk, uint32_t generation) {
	for (uint32_t i = 0; i < ORIEL__POST_CHUNK; i++) {
		nodes[i].index = chunk * ORIEL__POST_CHUNK + i;
		atomic_store_explicit(&nodes[i].state, (uint64_t)generation << 2, memory_order_relaxed);
		atomic_store_explicit(&nodes[i].next, nodes[i].index + 2, memory_order_relaxed);
	}
}

/* Allocates a chunk, returns its first node and frees the others. Several threads may do so at
 * once. */
static struct oriel__post *post_nodes_grow(struct oriel__posts *posts) {
	uint32_t index;
	bool was_emptied = post_nodes_take_emptied(posts, &index);
	if (!was_emptied)
		index = post_nodes_new_chunk(posts);
	struct oriel__post_chunk *chunk = post_nodes_chunk_at(posts, index);
	struct oriel__post *nodes = was_emptied ?
		atomic_load_explicit(&chunk->posts, memory_order_relaxed) :
		oriel__alloc_aligned_zero(
			post_nodes_page_size(), post_nodes_chunk_size(post_nodes_page_size()));

	post_nodes_init_chunk(nodes, index, chunk->generation);
	atomic_store_explicit(&chunk->posts, nodes, memory_order_release);
	atomic_fetch_add_explicit(&posts->filled, 1, memory_order_relaxed);
	oriel__post_give_back(posts, &nodes[1], &nodes[ORIEL__POST_CHUNK - 1]);
	return &nodes[0];
}

struct oriel__post *oriel__post_take(struct oriel__posts *posts) {
	uint64_t head = atomic_load_explicit(&posts->free, memory_order_acquire), next;
	struct oriel__post *post;
	do {
		if ((head & ORIEL__POST_INDEX_MASK) == 0)
			return post_nodes_grow(posts);
		post = oriel__post_at(posts, (head & ORIEL__POST_INDEX_MASK) - 1);
		next = ((head & ~ORIEL__POST_INDEX_MASK) + one_pop) |
			atomic_load_explicit(&post->next, memory_order_relaxed);
	} while (!atomic_compare_exchange_weak_explicit(
		&posts->free, &head, next, memory_order_acq_rel, memory_order_acquire));
	return post;
}

/* Takes all free nodes and returns the first. The caller then owns the whole list. */
static struct oriel__post *post_nodes_take_all(struct oriel__posts *posts) {
	uint64_t head = atomic_load_explicit(&posts->free, memory_order_acquire);
	while (!atomic_compare_exchange_weak_explicit(&posts->free, &head,
		(head & ~ORIEL__POST_INDEX_MASK) + one_pop, memory_order_acq_rel, memory_order_acquire))
		;
	return (head & ORIEL__POST_INDEX_MASK) == 0 ?
		NULL :
		oriel__post_at(posts, (head & ORIEL__POST_INDEX_MASK) - 1);
}

static struct oriel__post *post_nodes_next(
	struct oriel__posts *posts, const struct oriel__post *post) {
	uint32_t place = atomic_load_explicit(&post->next, memory_order_relaxed);
	return place == 0 ? NULL : oriel__post_at(posts, place - 1);
}

/* The free nodes of one chunk, counted during a trim. */
struct chunk_free_nodes {
	uint32_t count, generation;
};

static bool post_nodes_may_empty(const struct chunk_free_nodes *counts, uint32_t chunk) {
	return chunk >= KEPT_CHUNKS && counts->count == ORIEL__POST_CHUNK &&
		counts->generation <= ORIEL__POST_GENERATIONS / 2;
}

static void post_nodes_count(
	struct oriel__posts *posts, struct oriel__post *post, struct chunk_free_nodes *free_nodes) {
	for (; post != NULL; post = post_nodes_next(posts, post)) {
		struct chunk_free_nodes *counts = &free_nodes[post->index / ORIEL__POST_CHUNK];
		uint32_t generation = (uint32_t)(atomic_load_explicit(&post->state, memory_order_relaxed) >>
			2);
		counts->count++;
		if (generation > counts->generation)
			counts->generation = generation;
	}
}

/* Returns the nodes of the chunks that keep their memory to the free list. */
static void post_nodes_return_rest(
	struct oriel__posts *posts, struct oriel__post *post,
	const struct chunk_free_nodes *free_nodes) {
	struct oriel__post *first = NULL, *last = NULL, *next;
	for (; post != NULL; post = next) {
		next = post_nodes_next(posts, post);
		uint32_t chunk = post->index / ORIEL__POST_CHUNK;
		if (post_nodes_may_empty(&free_nodes[chunk], chunk))
			continue;
		if (first == NULL)
			first = post;
		else
			atomic_store_explicit(&last->next, post->index + 1, memory_order_relaxed);
		last = post;
	}
	if (first != NULL)
		oriel__post_give_back(posts, first, last);
}

static void post_nodes_empty_chunks(
	struct oriel__posts *posts, const struct chunk_free_nodes *free_nodes, uint32_t chunks) {
	size_t size = post_nodes_chunk_size(post_nodes_page_size());
	for (uint32_t i = chunks; i-- > 0;) {
		if (!post_nodes_may_empty(&free_nodes[i], i))
			continue;
		struct oriel__post_chunk *chunk = post_nodes_chunk_at(posts, i);
		chunk->generation = free_nodes[i].generation;
		madvise(atomic_load_explicit(&chunk->posts, memory_order_relaxed), size, MADV_DONTNEED);
		atomic_fetch_sub_explicit(&posts->filled, 1, memory_order_relaxed);
		post_nodes_push(&posts->emptied, i, &chunk->next);
	}
}

/* Trims the nodes. Does nothing if the loop was busy since it last slept, because faulting the
 * pages in again would cost more than the posts. */
void oriel__posts_trim(oriel_loop *loop) {
	struct oriel__posts *posts = &loop->posts;
	bool was_busy = posts->most_taken > KEPT_CHUNKS * ORIEL__POST_CHUNK;
	posts->most_taken = 0;
	if (was_busy || atomic_load_explicit(&posts->filled, memory_order_relaxed) <= KEPT_CHUNKS ||
		oriel__posts_wait(loop) || atomic_load_explicit(&posts->taken, memory_order_relaxed) > 0)
		return;
	oriel__posts_give_done_back(loop);
	struct oriel__post *all = post_nodes_take_all(posts);
	uint32_t chunks = (uint32_t)atomic_load_explicit(&posts->chunks, memory_order_relaxed);
	struct chunk_free_nodes *free_nodes = oriel__alloc_zero(chunks, sizeof(*free_nodes));
	post_nodes_count(posts, all, free_nodes);
	post_nodes_return_rest(posts, all, free_nodes);
	post_nodes_empty_chunks(posts, free_nodes, chunks);
	oriel__free(free_nodes);
}

void oriel__posts_finish(oriel_loop *loop) {
	for (size_t i = 0; i < ORIEL__POST_DIRECTORIES; i++) {
		struct oriel__post_directory *directory = atomic_load(&loop->posts.directories[i]);
		if (directory == NULL)
			continue;
		for (size_t k = 0; k < ORIEL__POST_DIRECTORY_CHUNKS; k++)
			oriel__free(atomic_load(&directory->chunks[k].posts));
		oriel__free(directory);
	}
}
