/* SPDX-License-Identifier: MIT */
/*
 * Entries: their memory, ids and ends. The id of an entry is valid until the entry begins to run or
 * is cancelled. Afterwards only the running function refers to the entry, so a late cancellation is
 * harmless.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

enum { CHUNK_ENTRIES = 64 };

struct oriel__entry_chunk {
	struct oriel__entry_chunk *next;
	struct oriel__entry entries[CHUNK_ENTRIES];
};

void oriel__queue_move_all(struct oriel__queue *to, struct oriel__queue *from) {
	if (from->first == NULL)
		return;
	for (struct oriel__task *task = from->first; task != NULL; task = task->next)
		oriel__container_of(task, struct oriel__entry, task)->queue = to;
	from->first->previous = to->last;
	if (to->last != NULL)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	*from = (struct oriel__queue){ 0 };
}

struct oriel__entry *oriel__entry_pool_grow(struct oriel__entry_pool *pool) {
	struct oriel__entry_chunk *chunk = oriel__alloc_zero(1, sizeof(*chunk));
	chunk->next = pool->chunks;
	pool->chunks = chunk;
	pool->count += CHUNK_ENTRIES;
	pool->fresh = chunk->entries + 1;
	pool->fresh_end = chunk->entries + CHUNK_ENTRIES;
	return chunk->entries;
}

static inline void entry_pool_return(struct oriel__entry_pool *pool, struct oriel__entry *entry) {
	entry->id = 0;
	entry->task.next = pool->free;
	pool->free = &entry->task;
}

static bool entry_is_used(const struct oriel__entry_chunk *chunk) {
	for (size_t i = 0; i < CHUNK_ENTRIES; i++) {
		if (chunk->entries[i].id != 0)
			return true;
	}
	return false;
}

static void entry_pool_return_free(
	struct oriel__entry_pool *pool, struct oriel__entry_chunk *chunk) {
	for (size_t i = CHUNK_ENTRIES; i-- > 0;) {
		if (chunk->entries[i].id == 0)
			entry_pool_return(pool, &chunk->entries[i]);
	}
}

/* Visits every entry, so it is called only when most entries are free. */
void oriel__entry_pool_trim(struct oriel__entry_pool *pool, size_t in_use, size_t kept) {
	if (pool->count <= kept || in_use > pool->count / 4)
		return;
	struct oriel__entry_chunk *chunk = pool->chunks;
	*pool = (struct oriel__entry_pool){ 0 };
	while (chunk != NULL) {
		struct oriel__entry_chunk *next = chunk->next;
		if (pool->count < kept || entry_is_used(chunk)) {
			chunk->next = pool->chunks;
			pool->chunks = chunk;
			pool->count += CHUNK_ENTRIES;
			entry_pool_return_free(pool, chunk);
		} else {
			oriel__free(chunk);
		}
		chunk = next;
	}
}

void oriel__entry_pool_finish(struct oriel__entry_pool *pool) {
	while (pool->chunks != NULL) {
		struct oriel__entry_chunk *chunk = pool->chunks;
		pool->chunks = chunk->next;
		oriel__free(chunk);
	}
}

struct oriel__entry *oriel__entry_new_attached(oriel_loop *loop, struct oriel__slot_map *ids,
	const char *site, void *data, oriel_abort_signal *signal, oriel_release_fn *release,
	void (*cancel)(uint64_t id)) {
	struct oriel__attachment *attachment;
	if (!oriel__attach(loop, &attachment, signal, release, data, cancel))
		return NULL;
	struct oriel__entry *entry = oriel__entry_take(
		loop, &loop->entries, ids, site, data, attachment);
	attachment->id = entry->id;
	return entry;
}

void oriel__entry_begin(struct oriel__slot_map *ids, struct oriel__entry *entry) {
	oriel__slot_map_remove_at(ids, oriel__slot_index(entry->id));
	oriel__attachment_detach(entry->attachment);
}

void oriel__entry_end(oriel_loop *loop, struct oriel__entry *entry) {
	struct oriel__attachment *attachment = entry->attachment;
	void *data = entry->data;

	entry_pool_return(&loop->entries, entry);
	oriel__attachment_end(loop, attachment, data);
}

void oriel__entry_run(oriel_loop *loop, struct oriel__slot_map *ids, struct oriel__entry *entry) {
	oriel__entry_begin(ids, entry);
	oriel__item_attach(loop, entry->attachment);
	oriel__callback_enter(loop);
	entry->call.task(entry->data);
	oriel__entry_end(loop, entry);
	oriel__callback_leave(loop);
}

void oriel__entry_cancel(oriel_loop *loop, struct oriel__slot_map *ids, uint64_t id) {
	struct oriel__entry *entry = oriel__slot_map_get(ids, id);
	if (entry == NULL)
		return;
	oriel__queue_remove(entry->queue, &entry->task);
	if (ids == &loop->tasks.ids)
		oriel__task_forget(loop, &entry->task);
	oriel__entry_begin(ids, entry);
	oriel__entry_end(loop, entry);
}

void oriel__entries_cancel_all(oriel_loop *loop, struct oriel__slot_map *ids) {
	for (uint32_t i = 0; i < ids->used; i++) {
		struct oriel__entry *entry = ids->values[i];
		if (entry != NULL)
			oriel__entry_cancel(loop, ids, entry->id);
	}
}
