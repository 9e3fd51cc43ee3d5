/* SPDX-License-Identifier: MIT */
/*
 * The operator merge: the values of another queue enter this queue after its existing stages.
 *
 * The other queue gets a last stage that puts its values into this queue. That stage stores
 * nothing, so the other queue has no limit of its own (oriel_queue.into). This queue gets a stage
 * at the entry of these values. Its source becomes a composite of two parts: its former source, and
 * the other queue.
 */
#include <oriel/runtime/operators.h>

#include "queue/queue_source_internal.h"

#include "event/event_state_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>

struct into_stage;

struct merge_stage {
	oriel_stage stage;                 /* first */
	struct oriel__queue_source source; /* of the queue */
	struct oriel__queue_source *own;   /* the former source; NULL: none, or it has ended */
	bool is_own_over;                  /* stays false if the program puts the values */
	bool has_ended_other;              /* the queue is closing, and has closed the other queue */
	struct into_stage *into;           /* stage of the other queue; NULL: that queue has ended */
	oriel_queue *other;                /* a reference; NULL once this queue has ended */
};

struct into_stage {
	oriel_stage stage; /* first */
	struct merge_stage *merge; /* NULL: this queue accepts no more values */
};

static struct merge_stage *merge_of_source(struct oriel__queue_source *source) {
	return oriel__container_of(source, struct merge_stage, source);
}

/* Returns whether the queue is closing but not closed. The last values of the other queue then
 * pass. */
static bool merge_is_ending(const struct merge_stage *merge) {
	const oriel_queue *queue = merge->stage.queue;
	return merge->has_ended_other && queue->state == ORIEL__QUEUE_OPEN;
}

/* ---- The stage of the other queue ---- */

static enum oriel_status into_put(const struct into_stage *into, uint64_t key,
	const struct oriel_payload *value) {
	oriel_queue *queue = into->merge != NULL ? into->merge->stage.queue : NULL;
	enum oriel_status status = ORIEL_OK;
	bool is_flushing = into->stage.queue->is_flushing || into->stage.queue->is_closing;
	if (queue == NULL || (oriel__queue_takes_none(queue) && !merge_is_ending(into->merge)))
		status = ORIEL_INVALID_STATE_ERROR;
	else if (queue->policy == ORIEL_QUEUE_POLICY_REFUSE && !is_flushing && queue->into == NULL
		&& oriel__queue_free_room(queue) == 0)
		status = ORIEL_QUOTA_EXCEEDED_ERROR;
	if (status == ORIEL_OK)
		return oriel__stages_put_behind(&into->merge->stage, key, value, is_flushing);
	oriel__payload_drop(*value);
	return status;
}

static void into_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	stage->queue->pass_status = into_put((struct into_stage *)stage, key, &value);
}

static void merge_close(struct merge_stage *merge, const oriel_queue *other) {
	bool has_reason = other->status != ORIEL_OK;
	struct oriel_payload reason = { 0 };
	if (has_reason)
		reason = oriel__reason_share(other->site, other->reason);
	if (merge->stage.is_ending)
		oriel_stage_close(&merge->stage, has_reason ? &reason : NULL);
	else if (has_reason || merge->is_own_over)
		oriel__queue_source_close(&merge->source, has_reason ? &reason : NULL);
}

/* Handles the end of the other queue, closed or aborted. */
static void into_finish(oriel_stage *stage) {
	struct merge_stage *merge = ((struct into_stage *)stage)->merge;
	if (merge == NULL)
		return;
	merge->into = NULL;
	merge_close(merge, stage->queue);
}

/* ---- The source of this queue ---- */

static void merge_end_own(struct merge_stage *merge) {
	struct oriel__queue_source *own = merge->own;
	merge->own = NULL;
	if (own == NULL)
		return;
	own->queue = NULL;
	own->source_class->end(own);
}

/* Closes the other queue, because this queue is closing. Its stages may still pass on late values.
 */
static void merge_close_other(struct merge_stage *merge) {
	if (merge->into == NULL || merge->has_ended_other)
		return;
	merge->has_ended_other = true;
	oriel__queue_close(merge->other, NULL);
}

static void merge_source_end(struct oriel__queue_source *source) {
	struct merge_stage *merge = merge_of_source(source);
	merge_end_own(merge);
	if (merge->stage.queue->state == ORIEL__QUEUE_OPEN)
		merge_close_other(merge);
}

static void source_resume(struct oriel__queue_source *source) {
	if (source != NULL && source->source_class->resume != NULL)
		source->source_class->resume(source);
}

static void merge_source_resume(struct oriel__queue_source *source) {
	struct merge_stage *merge = merge_of_source(source);
	source_resume(merge->own);
	if (merge->into != NULL)
		source_resume(merge->other->source);
}

static void source_want(struct oriel__queue_source *source) {
	if (source != NULL && source->source_class->want != NULL)
		source->source_class->want(source);
}

/* Forwards the wait to the parts. User code may end the queue; the wait holds the queue's memory.
 */
static void merge_source_want(struct oriel__queue_source *source) {
	struct merge_stage *merge = merge_of_source(source);
	source_want(merge->own);
	if (merge->into != NULL)
		source_want(merge->other->source);
}

static void merge_source_part_over(struct oriel__queue_source *source,
	struct oriel__queue_source *part) {
	struct merge_stage *merge = merge_of_source(source);
	ORIEL_ASSERT(part == merge->own, "oriel_queue_merge: a part of another queue has ended");
	oriel_loop *loop = source->queue->loop;
	oriel__hold_begin(loop);
	merge->is_own_over = true;
	merge_end_own(merge);
	if (merge->into == NULL)
		oriel__queue_source_close(source, NULL);
	oriel__hold_end(loop);
}

static bool merge_source_is_fed_by(const struct oriel__queue_source *source,
	const oriel_queue *queue) {
	const struct merge_stage *merge = oriel__container_of(source, struct merge_stage, source);
	const oriel_queue *other = merge->into != NULL ? merge->other : NULL;
	return other == queue || oriel__queue_source_is_fed_by(merge->own, queue)
		|| (other != NULL && oriel__queue_source_is_fed_by(other->source, queue));
}

static const struct oriel__queue_source_class merge_source_class = {
	.end = merge_source_end,
	.resume = merge_source_resume,
	.want = merge_source_want,
	.part_over = merge_source_part_over,
	.is_fed_by = merge_source_is_fed_by,
};

/* ---- Merging ---- */

static void merge_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	oriel_stage_pass(stage, key, value);
}

static void merge_end(oriel_stage *stage) {
	struct merge_stage *merge = (struct merge_stage *)stage;
	merge_close_other(merge);
	if (merge->into != NULL)
		oriel_stage_end_later(stage);
}

static void queue_give_up(void *queue) {
	oriel_queue_unref(queue);
}

/* Finishes the stage. The other queue may be ending at this moment. */
static void merge_finish(oriel_stage *stage) {
	struct merge_stage *merge = (struct merge_stage *)stage;
	oriel_queue *other = merge->other;
	merge->other = NULL;
	if (merge->into != NULL) {
		merge->into->merge = NULL;
		merge->into = NULL;
		oriel__queue_abort(other, oriel_error_new_at(other->site, ORIEL_ABORT_ERROR,
			"the queue that this one was merged into has ended"));
	}
	other->into = NULL;
	oriel__defer_drop(stage->queue->loop, queue_give_up, other);
}

/* Merges a queue that has ended: moves its values, and keeps its reason. */
static oriel_queue *merge_closed(oriel_queue *queue, oriel_queue *other) {
	bool was_flushing = queue->is_flushing;
	queue->is_flushing = true;
	while (oriel__queue_count(other) > 0) {
		struct oriel_payload value;
		uint64_t key;
		oriel__queue_take(other, &value, &key);
		oriel__queue_put_passed(queue, key, &value);
	}
	queue->is_flushing = was_flushing;
	if (other->status != ORIEL_OK) {
		struct oriel_payload reason = oriel__reason_share(other->site, other->reason);
		oriel__queue_close(queue, &reason);
	}
	oriel_queue_unref(other);
	return queue;
}

static oriel_queue *merge_open(oriel_queue *queue, oriel_queue *other) {
	static const struct oriel_stage_class merge_class = {
		.name = "merge", .push = merge_push, .end = merge_end, .finish = merge_finish, .stage_size =
			sizeof(struct merge_stage), .size = sizeof(merge_class),
	};
	static const struct oriel_stage_class into_class = {
		.name = "into", .push = into_push, .finish = into_finish, .stage_size =
			sizeof(struct into_stage), .size = sizeof(into_class),
	};
	struct merge_stage *merge = (struct merge_stage *)oriel_stage_new(&merge_class);
	struct into_stage *into = (struct into_stage *)oriel_stage_new(&into_class);
	oriel_queue_add_stage(queue, &merge->stage);
	merge->own = queue->source;
	if (merge->own != NULL)
		merge->own->whole = &merge->source;
	merge->source = (struct oriel__queue_source){ &merge_source_class, queue, NULL };
	queue->source = &merge->source;
	merge->other = other;
	merge->into = into;
	into->merge = merge;
	other->into = queue;
	oriel__queue_line_reject(&other->room, ORIEL_INVALID_STATE_ERROR);
	oriel_queue_add_stage(other, &into->stage);
	oriel__queue_offer_values(queue);
	return queue;
}

oriel_queue *oriel_queue_merge(oriel_queue *queue, oriel_queue *other) {
	oriel__queue_check(queue, "oriel_queue_merge");
	oriel__queue_check(other, "oriel_queue_merge");
	ORIEL_ASSERT(queue != other && other->into == NULL && queue->into == NULL,
		"oriel_queue_merge: the queue was merged already, or is merged into itself; pass two "
		"different queues");
	ORIEL_ASSERT(!oriel__queue_source_is_fed_by(other->source, queue),
		"oriel_queue_merge: the other queue has the values of this queue already, as a copy of it; "
		"merge this queue into the other");
	if (oriel__queue_takes_none(queue) && queue->status == ORIEL_OK
		&& !oriel__queue_takes_none(other)) {
		oriel_queue *closed = queue;
		queue = other;
		other = closed;
	}
	bool are_open = other->state == ORIEL__QUEUE_OPEN && !oriel__queue_takes_none(queue);
	return are_open ? merge_open(queue, other) : merge_closed(queue, other);
}
