/* SPDX-License-Identifier: MIT */
/*
 * Queues: the ring of values, its limit, and the ways to end. queue_wait.c has the waits, and
 * queue_line.c the lines of waiting promises.
 *
 * A queue settles promises, whose reactions are microtasks. It calls no user code except release
 * functions, which it defers. Every function is therefore one step that nothing can interrupt.
 */
#include "queue/queue_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>

#include <stdio.h>

enum { DEFAULT_LIMIT = 1024, LEAST_CAPACITY = 8 };

void oriel__queue_refuse(const oriel_queue *queue, const char *caller) {
	ORIEL_ASSERT(queue != NULL, "%s: the queue is NULL; make one with oriel_queue_new()", caller);
	ORIEL_ASSERT(queue->references > 0,
		"%s: the queue %p has been released; oriel_queue_ref() keeps a queue", caller,
		(const void *)queue);
	oriel__loop_check(queue->loop, caller);
}

/* ---- The ring ---- */

static void values_grow(oriel_queue *queue) {
	size_t count = oriel__queue_count(queue), capacity = queue->capacity > 0 ? queue->capacity * 2
		: LEAST_CAPACITY;
	struct oriel__queue_entry *entries = oriel__realloc_array(NULL, capacity, sizeof(*entries));
	for (size_t i = 0; i < count; i++)
		entries[i] = queue->entries[(queue->read + i) & (queue->capacity - 1)];
	oriel__free(queue->entries);
	queue->entries = entries;
	queue->capacity = capacity;
	queue->read = 0;
	queue->write = count;
}

/*
 * Copies word by word (CMakeLists.txt). The caller has just written the value in words, and a wider
 * load would wait for those stores.
 */
static inline void entry_set(struct oriel__queue_entry *entry, uint64_t key,
	const struct oriel_payload *value) {
	entry->value.data = value->data;
	entry->value.retain = value->retain;
	entry->value.release = value->release;
	entry->key = key;
}

static inline void values_append(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	if (oriel__queue_count(queue) == queue->capacity)
		values_grow(queue);
	entry_set(&queue->entries[queue->write++ & (queue->capacity - 1)], key, value);
}

static struct oriel__queue_entry *values_find(const oriel_queue *queue, uint64_t key) {
	for (size_t i = queue->read; key != 0 && i != queue->write; i++) {
		struct oriel__queue_entry *entry = &queue->entries[i & (queue->capacity - 1)];
		if (entry->key == key)
			return entry;
	}
	return NULL;
}

static void values_drop_all(oriel_queue *queue) {
	struct oriel__queue_entry *entries = queue->entries;
	size_t read = queue->read, write = queue->write, mask = queue->capacity - 1;
	queue->entries = NULL;
	queue->capacity = queue->read = queue->write = 0;
	for (; read != write; read++)
		oriel__payload_drop(entries[read & mask].value);
	oriel__free(entries);
}

/* ---- Turns ---- */

void oriel__queue_offer_values(oriel_queue *queue) {
	if (oriel__queue_is_over(queue))
		oriel__queue_line_fulfil(&queue->ready);
	else
		oriel__queue_line_offer(queue, &queue->ready, oriel__queue_count(queue));
}

void oriel__queue_offer_room(oriel_queue *queue) {
	oriel__queue_line_offer(queue, &queue->room, oriel__queue_producer_room(queue));
	if (queue->room.turns > 0)
		oriel__queue_lapse_later(queue);
}

void oriel__queue_took(oriel_queue *queue) {
	bool is_empty = queue->read == queue->write;
	if (is_empty && queue->capacity > ORIEL__QUEUE_KEPT_CAPACITY)
		values_drop_all(queue);
	if (is_empty && queue->state != ORIEL__QUEUE_OPEN)
		oriel__queue_line_fulfil(&queue->ready);
	if (queue->room.first != NULL)
		oriel__queue_offer_room(queue);
	if (queue->source != NULL && queue->source->source_class->resume != NULL)
		queue->source->source_class->resume(queue->source);
}

/* ---- Putting ---- */

static enum oriel_status put_replacing(oriel_queue *queue, struct oriel__queue_entry *entry,
	const struct oriel_payload *value) {
	struct oriel_payload old = entry->value;
	entry_set(entry, entry->key, value);
	queue->dropped++;
	oriel__payload_drop(old);
	return ORIEL_OK;
}

static enum oriel_status put_refused(const struct oriel_payload *value, enum oriel_status status) {
	oriel__payload_drop(*value);
	return status;
}

/* Handles a put without free room, or into a queue that is not open. */
static enum oriel_status put_without_room(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	if (queue->state != ORIEL__QUEUE_OPEN)
		return put_refused(value, queue->state == ORIEL__QUEUE_CLOSED ? ORIEL_INVALID_STATE_ERROR
			: ORIEL_ABORT_ERROR);
	if (queue->policy == ORIEL_QUEUE_POLICY_DROP_NEWEST) {
		queue->dropped++;
		return put_refused(value, ORIEL_OK);
	}
	if (queue->policy != ORIEL_QUEUE_POLICY_DROP_OLDEST)
		return put_refused(value, ORIEL_QUOTA_EXCEEDED_ERROR);
	struct oriel_payload oldest = queue->entries[queue->read++ & (queue->capacity - 1)].value;
	values_append(queue, key, value);
	queue->dropped++;
	oriel__payload_drop(oldest);
	return ORIEL_OK;
}

static inline enum oriel_status put_value(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	if (oriel__queue_free_room(queue) == 0)
		return put_without_room(queue, key, value);
	values_append(queue, key, value);
	queue->room.turns -= queue->room.turns > 0;
	if (queue->ready.first != NULL)
		oriel__queue_line_offer(queue, &queue->ready, oriel__queue_count(queue));
	return ORIEL_OK;
}

static enum oriel_status put_keyed(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	struct oriel__queue_entry *same = NULL;
	if (queue->policy == ORIEL_QUEUE_POLICY_REPLACE && queue->state == ORIEL__QUEUE_OPEN)
		same = values_find(queue, key);
	return same != NULL ? put_replacing(queue, same, value) : put_value(queue, key, value);
}

/* Puts a value through the stages. With the policy REFUSE, a full queue refuses before any stage
 * sees the value. */
static enum oriel_status put_through_stages(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	if (queue->is_closing && queue->state == ORIEL__QUEUE_OPEN)
		return put_refused(value, ORIEL_INVALID_STATE_ERROR);
	if (queue->into != NULL && queue->state == ORIEL__QUEUE_OPEN)
		return oriel__stages_put(queue, key, value);
	bool is_full = oriel__queue_free_room(queue) == 0;
	bool refuses = queue->policy == ORIEL_QUEUE_POLICY_REFUSE;
	if (queue->state != ORIEL__QUEUE_OPEN || (is_full && refuses))
		return put_without_room(queue, key, value);
	return oriel__stages_put(queue, key, value);
}

enum oriel_status oriel__queue_put_passed(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	bool is_accepted = queue->is_flushing
		|| (queue->is_closing && queue->state == ORIEL__QUEUE_OPEN);
	if (!is_accepted || queue->state == ORIEL__QUEUE_ABORTED)
		return put_keyed(queue, key, value);
	values_append(queue, key, value);
	oriel__queue_line_offer(queue, &queue->ready, oriel__queue_count(queue));
	return ORIEL_OK;
}

enum oriel_status oriel_queue_put(oriel_queue *queue, struct oriel_payload value) {
	oriel__queue_check(queue, "oriel_queue_put");
	if (queue->stages != NULL)
		return put_through_stages(queue, 0, &value);
	return put_value(queue, 0, &value);
}

enum oriel_status oriel_queue_put_keyed(oriel_queue *queue, uint64_t key,
	struct oriel_payload value) {
	oriel__queue_check(queue, "oriel_queue_put_keyed");
	if (queue->stages != NULL)
		return put_through_stages(queue, key, &value);
	return put_keyed(queue, key, &value);
}

/* ---- Ends ---- */

static void queue_end_source(oriel_queue *queue) {
	struct oriel__queue_source *source = queue->source;
	queue->source = NULL;
	if (source == NULL)
		return;
	source->queue = NULL;
	source->source_class->end(source);
}

static enum oriel_status status_of_reason(const struct oriel_payload *reason) {
	if (reason == NULL)
		return ORIEL_OK;
	const struct oriel_error *error = oriel_error_try_from_payload(*reason);
	return error != NULL ? error->code : ORIEL_OPERATION_ERROR;
}

void oriel__queue_set_reason(oriel_queue *queue, const struct oriel_payload *reason) {
	if (reason == NULL)
		return;
	if (queue->status != ORIEL_OK) {
		oriel__payload_drop(*reason);
		return;
	}
	queue->status = status_of_reason(reason);
	queue->reason = *reason;
}

void oriel__queue_close_now(oriel_queue *queue) {
	queue->state = ORIEL__QUEUE_CLOSED;
	oriel__queue_line_reject(&queue->room, ORIEL_INVALID_STATE_ERROR);
	oriel__queue_offer_values(queue);
	queue_end_source(queue);
	oriel__stages_finish(queue);
}

void oriel__queue_close(oriel_queue *queue, const struct oriel_payload *reason) {
	if (oriel__queue_takes_none(queue)) {
		if (reason != NULL)
			oriel__payload_drop(*reason);
		return;
	}
	oriel_loop *loop = queue->loop;
	oriel__hold_begin(loop);
	queue->holds++;
	queue->is_closing = true;
	oriel__queue_set_reason(queue, reason);
	bool is_over = oriel__stages_end(queue, queue->stages);
	if (queue->state == ORIEL__QUEUE_OPEN && is_over) {
		oriel__queue_close_now(queue);
	} else if (queue->state == ORIEL__QUEUE_OPEN) {
		oriel__queue_line_reject(&queue->room, ORIEL_INVALID_STATE_ERROR);
		queue_end_source(queue);
	}
	oriel__queue_release(queue);
	oriel__hold_end(loop);
}

void oriel__queue_close_full(oriel_queue *queue) {
	char message[256];
	snprintf(message, sizeof(message),
		"more than %zu values wait in the queue from %s; raise .limit, or choose a .policy",
		oriel__queue_bound(queue)->limit, queue->site);
	struct oriel_payload reason = oriel_error_new_at(queue->site, ORIEL_QUOTA_EXCEEDED_ERROR,
		message);
	oriel__queue_close(queue, &reason);
}

void oriel_queue_close(oriel_queue *queue, const struct oriel_payload *reason) {
	oriel__queue_check(queue, "oriel_queue_close");
	oriel__queue_close(queue, reason);
}

void oriel__queue_abort(oriel_queue *queue, struct oriel_payload reason) {
	if (oriel__queue_is_over(queue)) {
		oriel__payload_drop(reason);
		return;
	}
	struct oriel_payload old = queue->reason;
	oriel_loop *loop = queue->loop;
	oriel__hold_begin(loop);
	queue->holds++;
	queue->state = ORIEL__QUEUE_ABORTED;
	queue->status = ORIEL_ABORT_ERROR;
	queue->reason = reason;
	oriel__payload_drop(old);
	oriel__queue_line_reject(&queue->room, ORIEL_ABORT_ERROR);
	values_drop_all(queue);
	oriel__queue_line_fulfil(&queue->ready);
	queue_end_source(queue);
	oriel__stages_finish(queue);
	oriel__queue_release(queue);
	oriel__hold_end(loop);
}

static void queue_on_abort(struct oriel__abort_hook *hook) {
	oriel_queue *queue = oriel__container_of(hook, oriel_queue, hook);
	oriel__queue_abort(queue, oriel__abort_signal_rejection(queue->site, queue->signal));
}

/* Aborts the queue unless it has ended, and removes it from its loop. */
static void queue_leave_loop(oriel_queue *queue, const char *message) {
	if (!oriel__queue_is_over(queue))
		oriel__queue_abort(queue, oriel_error_new_at(queue->site, ORIEL_ABORT_ERROR, message));
	oriel__abort_hook_remove(&queue->hook);
	oriel_abort_signal_unref(queue->signal);
	queue->signal = NULL;
	oriel__task_cancel(queue->loop, &queue->lapse);
	*(queue->previous != NULL ? &queue->previous->next : &queue->all->first) = queue->next;
	if (queue->next != NULL)
		queue->next->previous = queue->previous;
	if (queue->all->first == NULL)
		oriel__promise_release(queue->all->settled);
	queue->loop = NULL;
	queue->all = NULL;
}

void oriel__queue_release(oriel_queue *queue) {
	if (--queue->holds > 0)
		return;
	oriel__payload_drop(queue->reason);
	oriel__stages_free(queue);
	oriel__free(queue->entries);
	oriel__free(queue);
}

oriel_queue *oriel_queue_ref(oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_ref");
	queue->references++;
	return queue;
}

void oriel_queue_unref(oriel_queue *queue) {
	if (queue == NULL)
		return;
	oriel__queue_check(queue, "oriel_queue_unref");
	if (--queue->references > 0)
		return;
	if (queue->loop != NULL)
		queue_leave_loop(queue, "the last reference to the queue was released");
	oriel__queue_release(queue);
}

/* ---- The loop's part ---- */

static void queues_count(const struct oriel__census_source *source, struct oriel_census *out) {
	const struct oriel__queues *all = oriel__container_of(
		source, const struct oriel__queues, census);
	size_t queues = 0, values = 0;
	for (const oriel_queue *queue = all->first; queue != NULL; queue = queue->next) {
		queues++;
		values += oriel__queue_count(queue);
	}
	oriel__census_put(out, "queues", queues);
	oriel__census_put(out, "queued values", values);
}

static void queues_finish(void *value) {
	struct oriel__queues *all = value;
	oriel_loop *loop = all->loop;
	oriel__hold_begin(loop);
	while (all->first != NULL)
		queue_leave_loop(all->first, "the loop of the queue ends");
	oriel__census_remove(loop, &all->census);
	oriel__free(all);
	oriel__hold_end(loop);
}

static struct oriel__queues *queues_of(oriel_loop *loop) {
	struct oriel__queues *all = oriel__loop_slot(loop, ORIEL__LOOP_SLOT_QUEUE);
	if (all != NULL)
		return all;
	all = oriel__alloc_zero(1, sizeof(*all));
	all->loop = loop;
	all->promises = oriel__promises_here("oriel_queue_new");
	all->census.count = queues_count;
	oriel__census_add(loop, &all->census);
	oriel__loop_set_slot(loop, ORIEL__LOOP_SLOT_QUEUE, all, queues_finish);
	return all;
}

static void queue_join_loop(oriel_queue *queue, oriel_loop *loop) {
	queue->loop = loop;
	struct oriel__queues *all = queue->all = queues_of(loop);
	queue->next = all->first;
	if (all->first != NULL)
		all->first->previous = queue;
	else
		oriel__promise_fulfil_quickly(all->settled = oriel__promise_new(all->promises, NULL));
	all->first = queue;
}

oriel_queue *oriel_queue_new_at(const char *site, const struct oriel_queue_options *options) {
	static const struct oriel_queue_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_queue_new");
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_queue_new", site, options);
	ORIEL_ASSERT((unsigned)options->policy <= ORIEL_QUEUE_POLICY_REPLACE,
		"oriel_queue_new at %s: %d is not a policy; pass a value of enum oriel_queue_policy",
		site, (int)options->policy);
	oriel_queue *queue = oriel__alloc_zero(1, sizeof(*queue));
	queue->references = queue->holds = 1;
	queue->limit = options->limit > 0 ? options->limit : DEFAULT_LIMIT;
	queue->policy = (unsigned char)options->policy;
	queue->site = site;
	if (oriel__loop_is_ending(loop)) {
		queue->state = ORIEL__QUEUE_ABORTED;
		queue->status = ORIEL_ABORT_ERROR;
		return queue;
	}
	queue_join_loop(queue, loop);
	if (options->signal == NULL)
		return queue;
	queue->signal = oriel_abort_signal_ref(options->signal);
	if (!oriel__abort_hook_add(options->signal, &queue->hook, queue_on_abort))
		queue_on_abort(&queue->hook);
	return queue;
}

bool oriel__queue_attach(oriel_queue *queue, struct oriel__queue_source *source,
	const struct oriel__queue_source_class *source_class) {
	if (queue->state != ORIEL__QUEUE_OPEN)
		return false;
	source->source_class = source_class;
	source->queue = queue;
	queue->source = source;
	return true;
}

/* ---- State ---- */

size_t oriel_queue_count(const oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_count");
	return oriel__queue_count(queue);
}

uint64_t oriel_queue_dropped(const oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_dropped");
	return queue->dropped;
}

bool oriel_queue_is_over(const oriel_queue *queue) {
	oriel__queue_check(queue, "oriel_queue_is_over");
	return oriel__queue_is_over(queue);
}

enum oriel_status oriel_queue_status(const oriel_queue *queue, struct oriel_payload *reason) {
	oriel__queue_check(queue, "oriel_queue_status");
	bool is_open = queue->state == ORIEL__QUEUE_OPEN;
	if (reason != NULL)
		*reason = is_open ? (struct oriel_payload){ 0 } : queue->reason;
	return is_open ? ORIEL_OK : queue->status;
}
