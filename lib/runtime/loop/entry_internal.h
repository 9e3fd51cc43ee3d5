/* SPDX-License-Identifier: MIT */
/*
 * A registered callback in a queue, with an id: a task, an immediate, a frame callback or an idle
 * callback. Timers are in a heap instead, and libuv keeps watches.
 */
#ifndef ORIEL_LOOP_ENTRY_INTERNAL_H
#define ORIEL_LOOP_ENTRY_INTERNAL_H

#include "base/container_internal.h"
#include "base/slot_map_internal.h"
#include "loop/callback_data_internal.h"
#include "loop/cause_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/frame.h>
#include <oriel/runtime/idle.h>

struct oriel__view;

struct oriel__queue {
	struct oriel__task *first, *last;
};

static inline void oriel__queue_append(struct oriel__queue *queue, struct oriel__task *task) {
	task->next = NULL;
	task->previous = queue->last;
	if (queue->last != NULL)
		queue->last->next = task;
	else
		queue->first = task;
	queue->last = task;
}

static inline void oriel__queue_remove(struct oriel__queue *queue, struct oriel__task *task) {
	if (task->previous != NULL)
		task->previous->next = task->next;
	else
		queue->first = task->next;
	if (task->next != NULL)
		task->next->previous = task->previous;
	else
		queue->last = task->previous;
}

/* Removes and returns the first task of a queue, which must not be empty. */
static inline struct oriel__task *oriel__queue_take(struct oriel__queue *queue) {
	struct oriel__task *task = queue->first;
	queue->first = task->next;
	if (task->next != NULL)
		task->next->previous = NULL;
	else
		queue->last = NULL;
	return task;
}

struct oriel__entry {
	struct oriel__task task;    /* the link in a queue; first member */
	struct oriel__queue *queue; /* the queue that contains the entry */
	uint64_t id;                /* 0: the entry is free */
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	union {
		oriel_task_fn *task;
		oriel_frame_fn *frame;
		oriel_idle_fn *idle;
	} call;
	union {
		struct oriel__view *view; /* the view of a frame callback; may be NULL */
		uint64_t timeout;         /* the timer that limits the wait of an idle callback; 0: none */
	} extra;
};

/* Moves all entries of from behind those in to. */
void oriel__queue_move_all(struct oriel__queue *to, struct oriel__queue *from);

/* Memory of entries: allocated in chunks, and reused in last-freed-first order. */
struct oriel__entry_pool {
	struct oriel__task *free; /* linked by next */
	struct oriel__entry_chunk *chunks;
	struct oriel__entry *fresh, *fresh_end; /* unused entries at the end of the first chunk */
	size_t count;                           /* number of entries, in use or not */
};

/* Allocates a chunk and takes one of its entries. */
struct oriel__entry *oriel__entry_pool_grow(struct oriel__entry_pool *pool);
/* Frees chunks without used entries, if there are many. Keeps at least kept entries. in_use is the
 * number of entries in use. */
void oriel__entry_pool_trim(struct oriel__entry_pool *pool, size_t in_use, size_t kept);
void oriel__entry_pool_finish(struct oriel__entry_pool *pool);

static inline struct oriel__entry *oriel__entry_pool_take(struct oriel__entry_pool *pool) {
	struct oriel__task *task = pool->free;
	if (task != NULL) {
		pool->free = task->next;
		return oriel__container_of(task, struct oriel__entry, task);
	}
	return pool->fresh < pool->fresh_end ? pool->fresh++ : oriel__entry_pool_grow(pool);
}

/* Takes an entry that has an id in ids and is in no queue yet. */
static inline struct oriel__entry *oriel__entry_take(oriel_loop *loop,
	struct oriel__entry_pool *pool, struct oriel__slot_map *ids, const char *site, void *data,
	struct oriel__attachment *attachment) {
	struct oriel__entry *entry = oriel__entry_pool_take(pool);
	entry->task.is_queued = false;
	entry->task.site = oriel__site(site);
	entry->task.cause = oriel__run_here(loop, site);
	entry->data = data;
	entry->attachment = attachment;
	entry->id = oriel__slot_map_add(ids, entry);
	return entry;
}

/* Takes an entry with a signal or a release function. Returns NULL and releases data if the
 * registration is refused. */
struct oriel__entry *oriel__entry_new_attached(oriel_loop *loop, struct oriel__slot_map *ids,
	const char *site, void *data, oriel_abort_signal *signal, oriel_release_fn *release,
	void (*cancel)(uint64_t id));

/* Prepares the callback of an entry that was removed from its queue: invalidates the id and
 * detaches the signal. */
void oriel__entry_begin(struct oriel__slot_map *ids, struct oriel__entry *entry);
/* Ends an entry after its callback: releases the data and frees the memory. */
void oriel__entry_end(oriel_loop *loop, struct oriel__entry *entry);

/* Runs a task or an immediate, including oriel__entry_begin() and oriel__entry_end(). */
void oriel__entry_run(oriel_loop *loop, struct oriel__slot_map *ids, struct oriel__entry *entry);

/* Cancels an entry: removes it from its queue, releases its data and frees its memory. Any id is
 * allowed. */
void oriel__entry_cancel(oriel_loop *loop, struct oriel__slot_map *ids, uint64_t id);

/* Cancels all entries in ids, in order of their indices. */
void oriel__entries_cancel_all(oriel_loop *loop, struct oriel__slot_map *ids);

#endif
