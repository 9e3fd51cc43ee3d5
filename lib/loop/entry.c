/* SPDX-License-Identifier: MIT */
/*
 * Entries: their memory, ids and ends. An entry is known by its id until it begins or is cancelled; from then on only the
 * function that runs it knows it, so that cancelling it late is harmless.
 */
#include "loop/state-internal.h"

#include "base/alloc-internal.h"

enum { CHUNK_ENTRIES = 64 };

struct oriel__entry_chunk {
	struct oriel__entry_chunk *next;
	struct oriel__entry entries[CHUNK_ENTRIES];
};

void oriel__queue_move_all(struct oriel__queue *to, struct oriel__queue *from) {
	if (from->first == NULL)
		return;
	for (struct oriel__task *task = from->first; task != NULL; task = task->next)
		oriel__container(task, struct oriel__entry, task)->queue = to;
	from->first->previous = to->last;
	if (to->last != NULL)
		to->last->next = from->first;
	else
		to->first = from->first;
	to->last = from->last;
	*from = (struct oriel__queue){ 0 };
}

static void pool_grow(struct oriel__entry_pool *pool) {
	struct oriel__entry_chunk *chunk = oriel__alloc(sizeof(*chunk));
	chunk->next = pool->chunks;
	pool->chunks = chunk;
	pool->fresh = chunk->entries;
	pool->fresh_end = chunk->entries + CHUNK_ENTRIES;
}

static inline struct oriel__entry *pool_take(struct oriel__entry_pool *pool) {
	struct oriel__task *task = pool->free;
	if (task != NULL) {
		pool->free = task->next;
		return oriel__container(task, struct oriel__entry, task);
	}
	if (pool->fresh == pool->fresh_end)
		pool_grow(pool);
	return pool->fresh++;
}

static inline void pool_give(struct oriel__entry_pool *pool, struct oriel__entry *entry) {
	entry->task.next = pool->free;
	pool->free = &entry->task;
}

void oriel__entry_pool_finish(struct oriel__entry_pool *pool) {
	while (pool->chunks != NULL) {
		struct oriel__entry_chunk *chunk = pool->chunks;
		pool->chunks = chunk->next;
		oriel__free(chunk);
	}
}

struct oriel__entry *oriel__entry_new(oriel_loop *loop, struct oriel__slot_map *ids, const char *site, void *data,
	oriel_signal *signal, oriel_drop_fn *drop, void (*cancel)(uint64_t id)) {
	struct oriel__attachment *attachment;
	if (!oriel__attach_if_any(loop, &attachment, signal, drop, data, cancel))
		return NULL;

	struct oriel__entry *entry = pool_take(&loop->entries);
	entry->task.queued = false;
	entry->task.site = oriel__site(site);
	entry->queue = NULL;
	entry->data = data;
	entry->attachment = attachment;
	entry->id = oriel__slot_map_add(ids, entry);
	if (attachment != NULL)
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

	pool_give(&loop->entries, entry);
	oriel__attachment_end(loop, attachment, data);
}

void oriel__entry_run(oriel_loop *loop, struct oriel__slot_map *ids, struct oriel__entry *entry) {
	oriel__entry_begin(ids, entry);
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
	oriel__entry_begin(ids, entry);
	oriel__entry_end(loop, entry);
}

void oriel__entries_cancel_all(oriel_loop *loop, struct oriel__slot_map *ids) {
	for (uint32_t i = 0; i < ids->used; i++) {
		struct oriel__entry *entry = ids->slots[i].value;
		if (entry != NULL)
			oriel__entry_cancel(loop, ids, entry->id);
	}
}
