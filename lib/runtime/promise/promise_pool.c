/* SPDX-License-Identifier: MIT */
/*
 * The memory of promises, and their end with the loop.
 *
 * Nodes are allocated in aligned chunks, and reused in last-freed-first order. When the loop ends,
 * every reaction that has not run is abandoned and every result is released. The chunks stay until
 * the program releases its last handle. New promises are then created pending and stay pending.
 */
#include "promise/promise_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "event/event_state_internal.h"

enum {
	CHUNK_NODES = (ORIEL__PROMISE_CHUNK_SIZE - sizeof(struct oriel__promise_chunk)) /
		sizeof(oriel_promise),
	KEPT = 1024,
};

static struct oriel__promise_chunk *promise_pool_new_chunk(struct oriel__promises *promises) {
	struct oriel__promise_chunk *chunk = oriel__alloc_aligned_zero(
		ORIEL__PROMISE_CHUNK_SIZE, ORIEL__PROMISE_CHUNK_SIZE);
	chunk->promises = promises;
	return chunk;
}

oriel_promise *oriel__promise_grow(struct oriel__promises *promises) {
	struct oriel__promise_chunk *chunk = promise_pool_new_chunk(promises);
	chunk->next = promises->chunks;
	promises->chunks = chunk;
	promises->count += CHUNK_NODES;
	promises->fresh = chunk->nodes + 1;
	promises->fresh_end = chunk->nodes + CHUNK_NODES;
	return chunk->nodes;
}

static void promise_pool_free(struct oriel__promises *promises) {
	oriel_loop *loop = oriel__thread_loop;
	if (loop != NULL && oriel__loop_slot(loop, ORIEL__LOOP_SLOT_PROMISE) == promises)
		oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_PROMISE, NULL, NULL);
	while (promises->chunks != NULL) {
		struct oriel__promise_chunk *chunk = promises->chunks;
		promises->chunks = chunk->next;
		oriel__free(chunk);
	}
	oriel__free(promises);
}

void oriel__promises_free_if_ended(struct oriel__promises *promises) {
	if (promises->is_ended)
		promise_pool_free(promises);
}

/* ---- Trimming ---- */

static bool promise_pool_is_used(const struct oriel__promise_chunk *chunk) {
	for (size_t i = 0; i < CHUNK_NODES; i++) {
		if (chunk->nodes[i].is_used)
			return true;
	}
	return false;
}

static void promise_pool_link_free_nodes(
	struct oriel__promises *promises, struct oriel__promise_chunk *chunk) {
	for (size_t i = CHUNK_NODES; i-- > 0;) {
		if (chunk->nodes[i].is_used)
			continue;
		chunk->nodes[i].reaction.next = (struct oriel__reaction *)(void *)promises->free;
		promises->free = &chunk->nodes[i];
	}
}

/* Visits every node, so it runs only when most nodes are free. */
static void promise_pool_trim(struct oriel__trimmer *trimmer) {
	struct oriel__promises *promises = oriel__container_of(
		trimmer, struct oriel__promises, trimmer);
	if (promises->count <= KEPT || promises->in_use > promises->count / 4)
		return;
	struct oriel__promise_chunk *chunk = promises->chunks;
	promises->chunks = NULL;
	promises->free = promises->fresh = promises->fresh_end = NULL;
	promises->count = 0;
	while (chunk != NULL) {
		struct oriel__promise_chunk *next = chunk->next;
		if (promises->count < KEPT || promise_pool_is_used(chunk)) {
			chunk->next = promises->chunks;
			promises->chunks = chunk;
			promises->count += CHUNK_NODES;
			promise_pool_link_free_nodes(promises, chunk);
		} else {
			oriel__free(chunk);
		}
		chunk = next;
	}
}

/* ---- The end of the loop ---- */

static void promise_pool_each(
	struct oriel__promises *promises, void (*visit)(oriel_promise *promise)) {
	for (struct oriel__promise_chunk *chunk = promises->chunks; chunk != NULL;
		chunk = chunk->next) {
		for (size_t i = 0; i < CHUNK_NODES; i++) {
			if (chunk->nodes[i].is_used)
				visit(&chunk->nodes[i]);
		}
	}
}

/* Abandons a queued reaction. The queue of microtasks is already empty, so only the promise refers
 * to the reaction. */
static void promise_pool_abandon_reaction(oriel_promise *promise) {
	struct oriel__reaction *reaction = &promise->reaction;
	if (promise->is_lost) {
		oriel__promise_leave_abort_signal(promise);
		return;
	}
	if (reaction->state == ORIEL__REACTION_IDLE)
		return;
	if (reaction->state != ORIEL__REACTION_CANCELLED)
		oriel__reaction_cancel(reaction);
	reaction->state = ORIEL__REACTION_IDLE;
	reaction->reaction_class->abandon(reaction);
}

static void promise_pool_release_result(oriel_promise *promise) {
	if (promise->state == ORIEL_PROMISE_PENDING || promise->is_dropping)
		return;
	if (promise->has_owner) {
		promise->has_owner = false;
		oriel__promise_release(promise->reaction.source);
	} else {
		oriel__payload_drop(promise->outcome.result);
	}
	promise->outcome.result = ORIEL_NO_PAYLOAD;
}

static void promise_pool_finish(void *value) {
	struct oriel__promises *promises = value;
	oriel_loop *loop = promises->loop;
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_PROMISE, promises, NULL);
	promises->is_ended = true;
	promises->in_use++; /* until all nodes have been visited */
	oriel__hold_begin(loop);
	promise_pool_each(promises, promise_pool_abandon_reaction);
	struct oriel__promise_extra *extra;
	while ((extra = oriel__list_first(
				&promises->extras, struct oriel__promise_extra, link)) != NULL) {
		oriel__promise_extra_remove(promises, extra);
		extra->abandon(extra);
	}
	oriel__rejections_finish(promises);
	promise_pool_each(promises, promise_pool_release_result);
	oriel__hold_end(loop);
	oriel__census_remove(loop, &promises->census);
	oriel__trimmer_remove(loop, &promises->trimmer);
	if (--promises->in_use == 0)
		promise_pool_free(promises);
}

static void promise_pool_count(
	const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__promises *promises = oriel__container_of(
		source, struct oriel__promises, census);
	oriel__census_put(out, "promises", promises->in_use);
}

/* Creates a loop's promises. If a release function creates the first promise while the loop ends,
 * the pool is freed with its last node. */
static struct oriel__promises *promise_pool_new(oriel_loop *loop) {
	struct oriel__promises *promises = oriel__alloc_zero(1, sizeof(*promises));
	promises->loop = loop;
	promises->is_ended = oriel__loop_is_ending(loop);
	oriel__loop_set_slot(
		loop, ORIEL__LOOP_SLOT_PROMISE, promises, promises->is_ended ? NULL : promise_pool_finish);
	if (promises->is_ended)
		return promises;
	promises->census.count = promise_pool_count;
	promises->trimmer.trim = promise_pool_trim;
	oriel__census_add(loop, &promises->census);
	oriel__trimmer_add(loop, &promises->trimmer);
	return promises;
}

void oriel__promise_refuse(const oriel_promise *promise, const char *caller) {
	ORIEL_ASSERT(promise != NULL, "%s: the promise is NULL; pass one", caller);
	ORIEL_ASSERT(promise->references > 0,
		"%s: the promise %p has been given up; a function that takes a promise takes over a "
		"reference, and oriel_promise_ref() keeps one besides",
		caller, (const void *)promise);
	oriel_assert_fail(ORIEL_SITE,
		"%s: the promise %p belongs to another thread's loop; call it there (oriel_post gets "
		"there)",
		caller, (const void *)promise);
}

void oriel__promise_check_live(const oriel_promise *promise, const char *caller) {
	oriel__promise_check(promise, caller);
	const struct oriel__promises *promises = oriel__promises_of(promise);
	bool is_live = !promises->is_ended ||
		(promises->loop == oriel__thread_loop && oriel__loop_is_ending(promises->loop));
	ORIEL_ASSERT(is_live,
		"%s: the loop of the promise %p has ended; it can be read and given up, but nothing can "
		"wait for it",
		caller, (const void *)promise);
}

struct oriel__promises *oriel__promises_here(const char *caller) {
	oriel_loop *loop = oriel__thread_loop != NULL ? oriel__thread_loop : oriel__loop_here(caller);
	struct oriel__promises *promises = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_PROMISE);
	return promises != NULL ? promises : promise_pool_new(loop);
}

void oriel__promise_extra_add(
	struct oriel__promises *promises, struct oriel__promise_extra *extra) {
	oriel__list_prepend(&promises->extras, &extra->link);
}

void oriel__promise_extra_remove(
	struct oriel__promises *promises, struct oriel__promise_extra *extra) {
	oriel__list_remove(&promises->extras, &extra->link);
}
