/* SPDX-License-Identifier: MIT */
/*
 * Queues, for the other files of this module.
 *
 * Two lines of promises wait at a queue: for values (ready) and for room. The promises themselves
 * are the links of a line, so waiting allocates nothing. A promise that only the queue references
 * is abandoned, and its turn passes to the next promise.
 *
 * A *turn* is a promise that was settled, and whose value or room has not been taken yet.
 * Invariant: while promises wait, turns <= values (or turns <= free room). A queued task lets
 * unused turns lapse. So no value waits for ever while a promise waits.
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
	struct oriel__reaction *first, *last; /* of the promises; the line holds a reference to each */
	size_t length;
	size_t sweep_length; /* length at which the next sweep removes abandoned promises */
	size_t turns;
};

enum oriel__queue_state {
	ORIEL__QUEUE_OPEN,
	ORIEL__QUEUE_CLOSED,  /* its values can still be taken */
	ORIEL__QUEUE_ABORTED, /* empty */
};

/* Fills a queue. It has a weak pointer to its queue, which owns it. Embedded. */
struct oriel__queue_source {
	const struct oriel__queue_source_class *source_class;
	oriel_queue *queue; /* NULL once it has ended */
	/* the composite that contains it; NULL: it is the queue's own source */
	struct oriel__queue_source *whole;
};

struct oriel__queue_source_class {
	/*
	 * Ends the subscription and frees the source: the queue accepts no more values. Called inside a
	 * hold; calls no user code.
	 */
	void (*end)(struct oriel__queue_source *source);
	/*
	 * Called after a value was taken, when there may be room; NULL for a source that cannot wait.
	 * Calls no user code.
	 */
	void (*resume)(struct oriel__queue_source *source);
	/*
	 * Called when a wait for a value has joined the line; NULL for a source that is not lazy. May
	 * call user code, also code that ends the queue.
	 */
	void (*want)(struct oriel__queue_source *source);
	/* Called when a part has no more values; NULL for a source without parts. */
	void (*part_over)(struct oriel__queue_source *source, struct oriel__queue_source *part);
	/* Returns whether values of the queue come through the source; NULL: they never do. */
	bool (*is_fed_by)(const struct oriel__queue_source *source, const oriel_queue *queue);
};

struct oriel_queue {
	uint32_t references; /* held by the program */
	/*
	 * Users of the memory: one for all references together, and one for each call that is running.
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
	/* stages that every put passes through; owned; may be NULL */
	oriel_stage *stages;
	oriel_queue *into;                  /* the queue that receives all values, and has the limit */
	/* stages are passing on their stored values; puts are refused */
	bool is_closing;
	bool is_flushing;                   /* values from stages are accepted, also beyond the limit */
	enum oriel_status pass_status;      /* of the last value that passed all stages */
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

/* The queues of a loop. */
struct oriel__queues {
	oriel_loop *loop;
	struct oriel__promises *promises;
	/* result of waits that are fulfilled at once; a reference while there are queues */
	oriel_promise *settled;
	oriel_queue *first;
	struct oriel__census_source census;
};

/* queue.c */
/* Asserts the broken contract that oriel__queue_check() found. */
void oriel__queue_refuse(const oriel_queue *queue, const char *caller);
/* Gives turns to waits for values and for room, as many as are available. */
void oriel__queue_offer_values(oriel_queue *queue);
void oriel__queue_offer_room(oriel_queue *queue);
/* Frees the memory when neither a reference nor a call uses it. */
void oriel__queue_release(oriel_queue *queue);
/* Closes a queue, as oriel_queue_close(). */
void oriel__queue_close(oriel_queue *queue, const struct oriel_payload *reason);
/* Sets the reason of the close, unless there is one. The reason is handed over. */
void oriel__queue_set_reason(oriel_queue *queue, const struct oriel_payload *reason);
/* Completes a close, once all stages have passed on their stored values. */
void oriel__queue_close_now(oriel_queue *queue);
/* Releases the values, and ends the queue. Does nothing if the queue has ended. The reason is
 * handed over. */
void oriel__queue_abort(oriel_queue *queue, struct oriel_payload reason);
/*
 * Closes the queue with an error: a source or a timer has brought a value, and there is no room.
 */
void oriel__queue_close_full(oriel_queue *queue);
/* Puts a value that has passed all stages; handed over. */
enum oriel_status oriel__queue_put_passed(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value);
/* Attaches a source to a queue without one. Returns false, and does nothing, if the queue is not
 * open. */
bool oriel__queue_attach(oriel_queue *queue, struct oriel__queue_source *source,
	const struct oriel__queue_source_class *source_class);
/* Handles the removal of a value. */
void oriel__queue_took(oriel_queue *queue);

/* Asserts that the queue is not NULL, has a reference and is on its loop's thread. */
static inline void oriel__queue_check(const oriel_queue *queue, const char *caller) {
	if (queue == NULL || queue->references == 0
		|| (queue->loop != oriel__thread_loop && queue->loop != NULL))
		oriel__queue_refuse(queue, caller);
}

static inline size_t oriel__queue_count(const oriel_queue *queue) {
	return queue->write - queue->read;
}

/* Returns how many values fit before the policy decides. */
static inline size_t oriel__queue_free_room(const oriel_queue *queue) {
	bool has_room = queue->state == ORIEL__QUEUE_OPEN && oriel__queue_count(queue) < queue->limit;
	return has_room ? queue->limit - oriel__queue_count(queue) : 0;
}

/* Returns the queue whose limit counts, and where producers wait for room. */
static inline oriel_queue *oriel__queue_bound(oriel_queue *queue) {
	while (queue->into != NULL)
		queue = queue->into;
	return queue;
}

/* Returns whether neither the program nor a source can put a value any more. */
static inline bool oriel__queue_takes_none(const oriel_queue *queue) {
	return queue->state != ORIEL__QUEUE_OPEN || queue->is_closing;
}

static inline bool oriel__queue_is_over(const oriel_queue *queue) {
	return queue->state != ORIEL__QUEUE_OPEN && queue->read == queue->write;
}

/* Takes the first value, which must exist. Sets *key too, unless key is NULL. */
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
/* Puts a value behind a stage. is_flushing: the value is accepted, also beyond the limit. */
enum oriel_status oriel__stages_put_behind(oriel_stage *stage, uint64_t key,
	const struct oriel_payload *value, bool is_flushing);
/*
 * Ends the stages from this one on: they pass on their stored values. NULL does nothing. Returns
 * false if a stage has deferred the close.
 */
bool oriel__stages_end(oriel_queue *queue, oriel_stage *from);
/* Finishes the stages: the queue accepts no more values. A second call does nothing. */
void oriel__stages_finish(oriel_queue *queue);
void oriel__stages_free(oriel_queue *queue);

/* Returns whether values of a queue come through a source, which may be NULL. */
static inline bool oriel__queue_source_is_fed_by(const struct oriel__queue_source *source,
	const oriel_queue *queue) {
	return source != NULL && source->source_class->is_fed_by != NULL
		&& source->source_class->is_fed_by(source, queue);
}

/* operator_share.c */
/* Returns the least of room and of the free room of the queue's copies. */
size_t oriel__share_room(const oriel_queue *queue, size_t room);

/* Returns how many values a producer that waits may put: into the queue and into its copies. */
static inline size_t oriel__queue_producer_room(const oriel_queue *queue) {
	size_t room = oriel__queue_free_room(queue);
	return queue->stages != NULL ? oriel__share_room(queue, room) : room;
}

/* queue_line.c */
/*
 * Joins a line. Returns a pending promise, with a reference for the caller. A wait that has had a
 * turn before joins at the front.
 */
oriel_promise *oriel__queue_line_join(oriel_queue *queue, struct oriel__queue_line *line,
	const char *site, bool is_first);
/* Removes a waiting promise from its line. */
void oriel__queue_line_leave(struct oriel__queue_line *line, oriel_promise *promise);
/* Gives turns while promises wait and turns < available. */
void oriel__queue_line_offer(oriel_queue *queue, struct oriel__queue_line *line, size_t available);
/* Fulfils all promises of a line. */
void oriel__queue_line_fulfil(struct oriel__queue_line *line);
void oriel__queue_line_reject(struct oriel__queue_line *line, enum oriel_status status);
/* Lets unused turns lapse when the running task has ended. */
void oriel__queue_lapse_later(oriel_queue *queue);
/* Returns the error of a wait for room at a queue that is not open. */
struct oriel_payload oriel__queue_refusal(enum oriel_status status, const char *site);

/* queue_wait.c */
/* Returns a promise as oriel_queue_ready(). is_first: the wait has had a turn, and joins at the
 * front. */
oriel_promise *oriel__queue_wait_for_value(const char *site, oriel_queue *queue, bool is_first);

#endif
