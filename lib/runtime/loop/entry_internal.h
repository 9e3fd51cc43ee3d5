/* SPDX-License-Identifier: MIT */
/*
 * A registered callback that waits in a queue under an id: a task, an immediate, a frame or an idle
 * callback. Timers wait in a heap instead, watches with libuv.
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

/* The first one of a queue that is not empty. */
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
	struct oriel__task task;   /* its place in a queue; first */
	struct oriel__queue *queue; /* the one it is in */
	uint64_t id;                /* 0: the entry is free */
	void *data;
	struct oriel__attachment *attachment; /* may be NULL */
	union {
		oriel_task_fn *task;
		oriel_frame_fn *frame;
		oriel_idle_fn *idle;
	} call;
	union {
		struct oriel__view *view; /* of a frame callback; may be NULL */
		uint64_t timeout;         /* the timer of an idle callback; 0 for none */
	} subject;
};

/* Puts all of from, which holds entries, behind what is in to. */
void oriel__queue_move_all(struct oriel__queue *to, struct oriel__queue *from);

/* Memory of entries: handed out from chunks, reused last freed first. */
struct oriel__entry_pool {
	struct oriel__task *free; /* linked by next */
	struct oriel__entry_chunk *chunks;
	struct oriel__entry *fresh, *fresh_end; /* never used, of the first chunk */
	size_t count;                           /* of entries, used or not */
};

/* Makes room, and takes an entry. */
struct oriel__entry *oriel__entry_pool_grow(struct oriel__entry_pool *pool);
/* Gives back chunks of which no entry is in use, if there are many; keeps this many entries at
 * least. in_use: how many are. */
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

/* An entry with an id in ids, in no queue yet. */
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

/* The same for what has a signal or a release function; NULL, with data dropped, if it was refused.
 */
struct oriel__entry *oriel__entry_new_attached(oriel_loop *loop, struct oriel__slot_map *ids,
	const char *site, void *data, oriel_abort_signal *signal, oriel_release_fn *release,
	void (*cancel)(uint64_t id));

/* Before its callback, of an entry that is off its queue: ends its id and detaches it from its
 * signal, so that nobody knows it any more. */
void oriel__entry_begin(struct oriel__slot_map *ids, struct oriel__entry *entry);
/* After its callback: drops the data, and frees the memory. */
void oriel__entry_end(oriel_loop *loop, struct oriel__entry *entry);

/* Both, around the callback of a task or an immediate. */
void oriel__entry_run(oriel_loop *loop, struct oriel__slot_map *ids, struct oriel__entry *entry);

/* Ends an entry that does not run: off its queue, its data dropped, its memory free. Any id is
 * allowed. */
void oriel__entry_cancel(oriel_loop *loop, struct oriel__slot_map *ids, uint64_t id);

/* Cancels all that are left in ids, in order of their indices. */
void oriel__entries_cancel_all(oriel_loop *loop, struct oriel__slot_map *ids);

#endif
