/* SPDX-License-Identifier: MIT */
/*
 * Queues, for the other files of this module.
 *
 * Two lines of promises wait at a queue: for values (ready) and for room. Each line is linked
 * through the promises themselves, so that waiting allocates nothing. A promise that the queue
 * alone still holds is gone, and its turn passes to the next one.
 *
 * A *turn* is a promise that was settled and whose value, or room, has not been taken. While
 * promises wait, turns never exceed the values (or the room), and a task that lets unused turns
 * lapse is queued if there are any. So no value waits beside a promise for ever.
 */
#ifndef ORIEL_QUEUE_QUEUE_INTERNAL_H
#define ORIEL_QUEUE_QUEUE_INTERNAL_H

#include "promise/promise_internal.h"

#include <oriel/extend/stage.h>
#include <oriel/runtime/queue.h>

struct oriel__queues;

/* A larger ring is freed when it is empty. */
enum { ORIEL__QUEUE_KEPT_CAPACITY = 1024 };

struct oriel__queue_entry {
	struct oriel_payload value;
	uint64_t key; /* 0: none */
};

struct oriel__queue_line {
	struct oriel__reaction *first, *last; /* of the promises, each of which is held */
	size_t length;
	size_t sweep_length; /* promises that are gone are removed when the line has become so long */
	size_t turns;
};

enum oriel__queue_state {
	ORIEL__QUEUE_OPEN,
	ORIEL__QUEUE_CLOSED,  /* its values can still be taken */
	ORIEL__QUEUE_ABORTED, /* empty */
};

/* Fills a queue. It holds its queue weakly, and the queue owns it. Embedded. */
struct oriel__queue_source {
	const struct oriel__queue_source_class *source_class;
	oriel_queue *queue; /* NULL once it has ended */
	struct oriel__queue_source *whole; /* that this one is a part of; NULL: it is the queue's own */
};

struct oriel__queue_source_class {
	/*
	 * The queue takes no more values: ends the subscription and frees the source. In a hold; calls
	 * no user code.
	 */
	void (*end)(struct oriel__queue_source *source);
	/*
	 * A value was taken, and there may be room; NULL for a source that cannot wait. Calls no user
	 * code.
	 */
	void (*resume)(struct oriel__queue_source *source);
	/*
	 * A wait for a value has joined the line; NULL for a source that is not lazy. May call user
	 * code, also code that ends the queue.
	 */
	void (*want)(struct oriel__queue_source *source);
	/* A part has no more values, in order; NULL for a source without parts. */
	void (*part_over)(struct oriel__queue_source *source, struct oriel__queue_source *part);
};

struct oriel_queue {
	uint32_t references; /* of programs */
	/*
	 * of the memory: one of all references together, and one of each call that goes on with the
	 * queue
	 */
	uint32_t holds;
	unsigned char state; /* enum oriel__queue_state */
	unsigned char policy; /* enum oriel_queue_policy */
	size_t read, write;  /* only grow; count = write - read */
	size_t capacity;     /* a power of two, or 0 */
	size_t limit;
	struct oriel__queue_entry *entries;
	oriel_loop *loop; /* NULL once it has ended */
	struct oriel__queue_line ready, room;
	struct oriel__queue_source *source; /* may be NULL */
	oriel_stage *stages;                /* which a put goes through; owned; may be NULL */
	oriel_queue *into;                  /* the queue that takes all values, and has the bound */
	bool is_closing;                    /* stages pass on what they keep; puts are refused */
	bool is_flushing;                   /* what stages pass on is accepted, also beyond the limit */
	enum oriel_status pass_status;      /* of the last value that came through all stages */
	struct oriel__queues *all;

	struct oriel__task lapse;
	struct oriel__abort_hook hook;
	oriel_abort_signal *signal; /* a reference; may be NULL */
	struct oriel_payload reason;
	enum oriel_status status;
	uint64_t dropped;
	const char *site;
	oriel_queue *next, *previous; /* of the loop */
};

/* A loop's. */
struct oriel__queues {
	oriel_loop *loop;
	struct oriel__promises *promises;
	oriel_promise *settled; /* for waits that need not wait; held while there are queues */
	oriel_queue *first;
	struct oriel__census_source census;
};

/* queue.c */
/* Reports the broken contract that oriel__queue_check() found. */
void oriel__queue_refuse(const oriel_queue *queue, const char *caller);
/* Wakes waits for values, and for room, as far as there are some. */
void oriel__queue_offer_values(oriel_queue *queue);
void oriel__queue_offer_room(oriel_queue *queue);
/* Gives up the memory when neither a reference nor a call needs it. */
void oriel__queue_release(oriel_queue *queue);
/* As oriel_queue_close(). */
void oriel__queue_close(oriel_queue *queue, const struct oriel_payload *reason);
/* Sets why the queue closes, unless there is a reason already. The reason is handed over. */
void oriel__queue_set_reason(oriel_queue *queue, const struct oriel_payload *reason);
/* All stages have passed on what they kept. */
void oriel__queue_close_now(oriel_queue *queue);
/* Releases the values, and ends the queue; does nothing to one that is over. The reason is handed
 * over. */
void oriel__queue_abort(oriel_queue *queue, struct oriel_payload reason);
/*
 * A source or a timer brought a value for which there is no room: closes the queue with an error.
 */
void oriel__queue_close_full(oriel_queue *queue);
/* A value that came through all stages; handed over. */
enum oriel_status oriel__queue_put_passed(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value);
/* Links a source to a queue without one; false, with nothing done, if the queue is not open. */
bool oriel__queue_attach(oriel_queue *queue, struct oriel__queue_source *source,
	const struct oriel__queue_source_class *source_class);
/* After a value was taken. */
void oriel__queue_took(oriel_queue *queue);

/* Asserts that it is a queue with a reference, on its loop's thread. */
static inline void oriel__queue_check(const oriel_queue *queue, const char *caller) {
	if (queue == NULL || queue->references == 0
		|| (queue->loop != oriel__thread_loop && queue->loop != NULL))
		oriel__queue_refuse(queue, caller);
}

static inline size_t oriel__queue_count(const oriel_queue *queue) {
	return queue->write - queue->read;
}

/* How many values can be put before the policy has to decide. */
static inline size_t oriel__queue_free_room(const oriel_queue *queue) {
	bool has_room = queue->state == ORIEL__QUEUE_OPEN && oriel__queue_count(queue) < queue->limit;
	return has_room ? queue->limit - oriel__queue_count(queue) : 0;
}

/* The queue whose limit counts, and at which producers wait for room. */
static inline oriel_queue *oriel__queue_bound(oriel_queue *queue) {
	while (queue->into != NULL)
		queue = queue->into;
	return queue;
}

/* Neither a program nor a source puts anything any more. */
static inline bool oriel__queue_takes_none(const oriel_queue *queue) {
	return queue->state != ORIEL__QUEUE_OPEN || queue->is_closing;
}

static inline bool oriel__queue_is_over(const oriel_queue *queue) {
	return queue->state != ORIEL__QUEUE_OPEN && queue->read == queue->write;
}

/* There is one. Also sets the key, unless that is NULL. */
static inline void oriel__queue_take(oriel_queue *queue, struct oriel_payload *value,
	uint64_t *key) {
	const struct oriel__queue_entry *entry = &queue->entries[queue->read++ & (queue->capacity - 1)];
	value->data = entry->value.data;
	value->retain = entry->value.retain;
	value->release = entry->value.release;
	if (key != NULL)
		*key = entry->key;
	queue->ready.turns -= queue->ready.turns > 0;
	bool is_plain = queue->room.first == NULL && queue->source == NULL
		&& queue->state == ORIEL__QUEUE_OPEN;
	if (!is_plain || queue->capacity > ORIEL__QUEUE_KEPT_CAPACITY)
		oriel__queue_took(queue);
}

/* stage.c, for a queue with stages */
enum oriel_status oriel__stages_put(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value);
/* The same behind a stage. The last argument: values are accepted, also beyond the limit. */
enum oriel_status oriel__stages_put_behind(oriel_stage *stage, uint64_t key,
	const struct oriel_payload *value, bool is_flushing);
/*
 * Stages pass on what they keep, from this one on; NULL does nothing. False: one has put the close
 * off.
 */
bool oriel__stages_end(oriel_queue *queue, oriel_stage *from);
/* The queue takes no more values. The second call does nothing. */
void oriel__stages_finish(oriel_queue *queue);
void oriel__stages_free(oriel_queue *queue);

/* operator_share.c */
/* The least of room and of what the copies of a queue have room for. */
size_t oriel__share_room(const oriel_queue *queue, size_t room);

/* Returns how many values a producer that waits may put: into the queue and into its copies. */
static inline size_t oriel__queue_producer_room(const oriel_queue *queue) {
	size_t room = oriel__queue_free_room(queue);
	return queue->stages != NULL ? oriel__share_room(queue, room) : room;
}

/* queue_line.c */
/*
 * A pending promise that waits in the line, held by the caller too; at its front if the wait has
 * had a turn before.
 */
oriel_promise *oriel__queue_line_join(oriel_queue *queue, struct oriel__queue_line *line,
	const char *site, bool is_first);
/* Of a promise that waits in the line. */
void oriel__queue_line_leave(struct oriel__queue_line *line, oriel_promise *promise);
/* Gives turns, as long as promises wait and there are more than turns. */
void oriel__queue_line_offer(oriel_queue *queue, struct oriel__queue_line *line, size_t available);
/* Settles all. */
void oriel__queue_line_fulfil(struct oriel__queue_line *line);
void oriel__queue_line_reject(struct oriel__queue_line *line, enum oriel_status status);
/* Unused turns lapse when the running task is over. */
void oriel__queue_lapse_later(oriel_queue *queue);
/* The error of a wait for room at a queue that is not open. */
struct oriel_payload oriel__queue_refusal(enum oriel_status status, const char *site);

/* queue_wait.c */
/* As oriel_queue_ready(). is_first: the wait has had a turn, and goes before all others. */
oriel_promise *oriel__queue_wait_for_value(const char *site, oriel_queue *queue, bool is_first);

#endif
