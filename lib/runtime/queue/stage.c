/* SPDX-License-Identifier: MIT */
/*
 * The chain of stages in front of a queue.
 *
 * Stages call user code, which may put, take, close and release the queue. A chain therefore holds
 * its queue's memory, and runs inside a hold, so release functions run later. Stages are finished
 * when the queue accepts no more values. They are freed with the queue's memory.
 */
#include <oriel/extend/stage.h>

#include "queue/queue_internal.h"

#include "base/alloc_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/error.h>

static oriel_loop *chain_enter(oriel_queue *queue) {
	queue->holds++;
	oriel__hold_begin(queue->loop);
	return queue->loop;
}

static void chain_leave(oriel_queue *queue, oriel_loop *loop) {
	oriel__queue_release(queue);
	oriel__hold_end(loop);
}

enum oriel_status oriel_stage_pass(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	oriel_stage *next = stage->next;
	if (next == NULL)
		return stage->queue->pass_status = oriel__queue_put_passed(stage->queue, key, &value);
	if (next->is_finished) {
		oriel__payload_drop(value);
		return stage->queue->pass_status = ORIEL_ABORT_ERROR;
	}
	next->stage_class->push(next, key, value);
	return stage->queue->pass_status;
}

void oriel_stage_pass_later(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	oriel_queue *queue = stage->queue;
	if (queue->loop == NULL) {
		oriel__payload_drop(value);
		return;
	}
	oriel_loop *loop = chain_enter(queue);
	queue->pass_status = ORIEL_OK;
	if (oriel_stage_pass(stage, key, value) == ORIEL_QUOTA_EXCEEDED_ERROR)
		oriel__queue_close_full(queue);
	chain_leave(queue, loop);
}

void oriel_stage_close(oriel_stage *stage, const struct oriel_payload *reason) {
	if (!stage->is_ending) {
		oriel__queue_close(stage->queue, reason);
		return;
	}
	oriel__queue_set_reason(stage->queue, reason);
	oriel_stage_end(stage);
}

enum oriel_status oriel__stages_put(oriel_queue *queue, uint64_t key,
	const struct oriel_payload *value) {
	oriel_loop *loop = chain_enter(queue);
	queue->pass_status = ORIEL_OK;
	queue->stages->stage_class->push(queue->stages, key, *value);
	enum oriel_status status = queue->pass_status;
	chain_leave(queue, loop);
	return status;
}

enum oriel_status oriel__stages_put_behind(oriel_stage *stage, uint64_t key,
	const struct oriel_payload *value, bool is_flushing) {
	oriel_queue *queue = stage->queue;
	oriel_loop *loop = chain_enter(queue);
	bool was_flushing = queue->is_flushing;
	queue->is_flushing = was_flushing || is_flushing;
	queue->pass_status = ORIEL_OK;
	enum oriel_status status = oriel_stage_pass(stage, key, *value);
	queue->is_flushing = was_flushing;
	chain_leave(queue, loop);
	return status;
}

/* ---- Ends ---- */

bool oriel__stages_end(oriel_queue *queue, oriel_stage *from) {
	oriel_loop *loop = chain_enter(queue);
	bool is_put_off = false, was_flushing = queue->is_flushing;
	queue->is_flushing = true;
	for (oriel_stage *stage = from; stage != NULL && !is_put_off
		&& queue->state != ORIEL__QUEUE_ABORTED; stage = stage->next) {
		if (stage->stage_class->end != NULL)
			stage->stage_class->end(stage);
		is_put_off = stage->is_ending;
	}
	queue->is_flushing = was_flushing;
	chain_leave(queue, loop);
	return !is_put_off;
}

void oriel_stage_end_later(oriel_stage *stage) {
	ORIEL_ASSERT(stage->queue != NULL && stage->queue->is_flushing,
		"oriel_stage_end_later: called outside of the end of the stage; call it there, or close "
		"the "
		"queue with oriel_stage_close()");
	stage->is_ending = true;
}

void oriel_stage_end(oriel_stage *stage) {
	ORIEL_ASSERT(stage->is_ending,
		"oriel_stage_end: no close is deferred; call oriel_stage_end_later() in the end of "
		"the "
		"stage");
	oriel_queue *queue = stage->queue;
	stage->is_ending = false;
	if (queue->state != ORIEL__QUEUE_OPEN)
		return;
	oriel_loop *loop = chain_enter(queue);
	if (oriel__stages_end(queue, stage->next) && queue->state == ORIEL__QUEUE_OPEN)
		oriel__queue_close_now(queue);
	chain_leave(queue, loop);
}

static void stage_finish(oriel_stage *stage) {
	bool was_finished = stage->is_finished;
	stage->is_finished = true;
	if (!was_finished && stage->stage_class->finish != NULL)
		stage->stage_class->finish(stage);
}

void oriel__stages_finish(oriel_queue *queue) {
	oriel_loop *loop = queue->loop;
	oriel__hold_begin(loop);
	for (oriel_stage *stage = queue->stages; stage != NULL; stage = stage->next)
		stage_finish(stage);
	oriel__hold_end(loop);
}

void oriel__stages_free(oriel_queue *queue) {
	for (oriel_stage *stage = queue->stages, *next; stage != NULL; stage = next) {
		next = stage->next;
		oriel__free(stage);
	}
}

oriel_stage *oriel_stage_new(const struct oriel_stage_class *stage_class) {
	ORIEL_ASSERT(stage_class != NULL && stage_class->size > 0 && stage_class->push != NULL &&
			stage_class->stage_size >= sizeof(oriel_stage),
		"oriel_stage_new: the class has no push, or a size that is too small; set .push, "
		".stage_size and .size");
	oriel_stage *stage = oriel__alloc_zero(1, stage_class->stage_size);
	stage->stage_class = stage_class;
	return stage;
}

/* Passes the waiting values through the new stage, which is the last. */
static void stage_refill(oriel_queue *queue, oriel_stage *stage) {
	struct oriel__queue_entry *entries = queue->entries;
	size_t read = queue->read, write = queue->write, mask = queue->capacity - 1;
	bool was_flushing = queue->is_flushing;
	queue->entries = NULL;
	queue->capacity = queue->read = queue->write = queue->ready.turns = 0;
	queue->is_flushing = true;
	for (; read != write; read++) {
		if (stage->is_finished)
			oriel__payload_drop(entries[read & mask].value);
		else
			stage->stage_class->push(stage, entries[read & mask].key, entries[read & mask].value);
	}
	queue->is_flushing = was_flushing;
	oriel__free(entries);
}

/* Ends a stage that was added to a closed queue. The queue is open again until the stage has ended.
 */
static void stage_end_of_closed(oriel_queue *queue, oriel_stage *stage) {
	bool is_over = oriel__stages_end(queue, stage);
	if (!is_over && queue->state == ORIEL__QUEUE_CLOSED) {
		queue->state = ORIEL__QUEUE_OPEN;
		return;
	}
	stage_finish(stage);
	oriel__queue_offer_values(queue);
}

oriel_queue *oriel_queue_add_stage(oriel_queue *queue, oriel_stage *stage) {
	oriel__queue_check(queue, "oriel_queue_add_stage");
	ORIEL_ASSERT(stage != NULL && stage->queue == NULL,
		"oriel_queue_add_stage: the stage is NULL, or has a queue already; make one for each "
		"queue");
	if (oriel__queue_is_over(queue) || queue->loop == NULL) {
		stage_finish(stage);
		oriel__free(stage);
		return queue;
	}
	oriel_stage **link = &queue->stages;
	while (*link != NULL)
		link = &(*link)->next;
	*link = stage;
	stage->queue = queue;
	oriel_loop *loop = chain_enter(queue);
	bool is_closed = queue->state == ORIEL__QUEUE_CLOSED;
	stage_refill(queue, stage);
	if (is_closed && queue->state == ORIEL__QUEUE_CLOSED)
		stage_end_of_closed(queue, stage);
	chain_leave(queue, loop);
	return queue;
}
