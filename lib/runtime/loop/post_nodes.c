/* SPDX-License-Identifier: MIT */
/*
 * Where the nodes of posts live: in chunks, whose addresses stay until the loop's memory goes, so
 * that any thread may look at any node at any time.
 *
 * Two lock-free stacks, of free nodes and of chunks without memory. A word is a tag and a place
 * (index + 1); every pop changes the tag. A thread that read a link and was overtaken fails its
 * compare-and-swap by the tag, unless exactly a multiple of 2^36 pops came between, which takes
 * hours.
 *
 * Before it sleeps for the second time after a burst, with no post waiting, the loop takes the
 * whole stack of free nodes and gives the pages of the chunks of which it then holds every node
 * back to the system. The addresses stay, and read as zero: no state of a node that anybody looks
 * for. Such a chunk begins again with a generation that none of its nodes has had.
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

static struct oriel__post_chunk *chunk_at(struct oriel__posts *posts, uint32_t chunk) {
	return &post_nodes_directory_of(posts, chunk)->chunks[chunk % ORIEL__POST_DIRECTORY_CHUNKS];
}

/* Whole pages. */
static size_t chunk_size(size_t page) {
	size_t size = ORIEL__POST_CHUNK * sizeof(struct oriel__post);
	return (size + page - 1) / page * page;
}

static size_t post_nodes_page_size(void) {
	return (size_t)sysconf(_SC_PAGESIZE);
}

/* A chunk without memory, or false. */
static bool take_emptied(struct oriel__posts *posts, uint32_t *chunk) {
	uint64_t head = atomic_load_explicit(&posts->emptied, memory_order_acquire), next;
	do {
		if ((head & ORIEL__POST_INDEX_MASK) == 0)
			return false;
		*chunk = (uint32_t)(head & ORIEL__POST_INDEX_MASK) - 1;
		next = ((head & ~ORIEL__POST_INDEX_MASK) + one_pop) |
			atomic_load_explicit(&chunk_at(posts, *chunk)->next, memory_order_relaxed);
	} while (!atomic_compare_exchange_weak_explicit(
		&posts->emptied, &head, next, memory_order_acq_rel, memory_order_acquire));
	return true;
}

static uint32_t new_chunk(struct oriel__posts *posts) {
	uint32_t chunk = (uint32_t)atomic_fetch_add_explicit(&posts->chunks, 1, memory_order_relaxed);
	ORIEL_ASSERT(chunk < MAX_CHUNKS,
		"oriel_post: 268 million posts wait on one loop; wait until it has run some "
		"(oriel_post_depth)");
	return chunk;
}

static void begin_nodes(struct oriel__post *nodes, uint32_t chunk, uint32_t generation) {
	for (uint32_t i = 0; i < ORIEL__POST_CHUNK; i++) {
		nodes[i].index = chunk * ORIEL__POST_CHUNK + i;
		atomic_store_explicit(&nodes[i].state, (uint64_t)generation << 2, memory_order_relaxed);
		atomic_store_explicit(&nodes[i].next, nodes[i].index + 2, memory_order_relaxed);
	}
}

/* Begins a chunk, keeps its first node and gives the others away. Several threads may do so at a
 * time. */
static struct oriel__post *post_nodes_grow(struct oriel__posts *posts) {
	uint32_t index;
	bool was_emptied = take_emptied(posts, &index);
	if (!was_emptied)
		index = new_chunk(posts);
	struct oriel__post_chunk *chunk = chunk_at(posts, index);
	struct oriel__post *nodes = was_emptied ?
		atomic_load_explicit(&chunk->posts, memory_order_relaxed) :
		oriel__alloc_aligned_zero(post_nodes_page_size(), chunk_size(post_nodes_page_size()));

	begin_nodes(nodes, index, chunk->generation);
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

/* The first of all free nodes: nobody else has them from here on. */
static struct oriel__post *post_nodes_take_all(struct oriel__posts *posts) {
	uint64_t head = atomic_load_explicit(&posts->free, memory_order_acquire);
	while (!atomic_compare_exchange_weak_explicit(&posts->free, &head,
		(head & ~ORIEL__POST_INDEX_MASK) + one_pop, memory_order_acq_rel, memory_order_acquire))
		;
	return (head & ORIEL__POST_INDEX_MASK) == 0 ?
		NULL :
		oriel__post_at(posts, (head & ORIEL__POST_INDEX_MASK) - 1);
}

static struct oriel__post *next_of(struct oriel__posts *posts, const struct oriel__post *post) {
	uint32_t place = atomic_load_explicit(&post->next, memory_order_relaxed);
	return place == 0 ? NULL : oriel__post_at(posts, place - 1);
}

/* What the loop holds of a chunk. */
struct holding {
	uint32_t count, generation;
};

static bool may_empty(const struct holding *holding, uint32_t chunk) {
	return chunk >= KEPT_CHUNKS && holding->count == ORIEL__POST_CHUNK &&
		holding->generation <= ORIEL__POST_GENERATIONS / 2;
}

static void post_nodes_count(
	struct oriel__posts *posts, struct oriel__post *post, struct holding *holdings) {
	for (; post != NULL; post = next_of(posts, post)) {
		struct holding *holding = &holdings[post->index / ORIEL__POST_CHUNK];
		uint32_t generation = (uint32_t)(atomic_load_explicit(&post->state, memory_order_relaxed) >>
			2);
		holding->count++;
		if (generation > holding->generation)
			holding->generation = generation;
	}
}

/* Gives back the nodes of the chunks that stay. */
static void give_rest_back(
	struct oriel__posts *posts, struct oriel__post *post, const struct holding *holdings) {
	struct oriel__post *first = NULL, *last = NULL, *next;
	for (; post != NULL; post = next) {
		next = next_of(posts, post);
		if (may_empty(&holdings[post->index / ORIEL__POST_CHUNK], post->index / ORIEL__POST_CHUNK))
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

static void empty_chunks(
	struct oriel__posts *posts, const struct holding *holdings, uint32_t chunks) {
	size_t size = chunk_size(post_nodes_page_size());
	for (uint32_t i = chunks; i-- > 0;) {
		if (!may_empty(&holdings[i], i))
			continue;
		struct oriel__post_chunk *chunk = chunk_at(posts, i);
		chunk->generation = holdings[i].generation;
		madvise(atomic_load_explicit(&chunk->posts, memory_order_relaxed), size, MADV_DONTNEED);
		atomic_fetch_sub_explicit(&posts->filled, 1, memory_order_relaxed);
		post_nodes_push(&posts->emptied, i, &chunk->next);
	}
}

/* Not when the loop has been busy since it slept last: pages that are wanted again at once cost
 * more than the posts. */
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
	struct holding *holdings = oriel__alloc_zero(chunks, sizeof(*holdings));
	post_nodes_count(posts, all, holdings);
	give_rest_back(posts, all, holdings);
	empty_chunks(posts, holdings, chunks);
	oriel__free(holdings);
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
