/* SPDX-License-Identifier: MIT */
/*
 * The lines of promises that wait at a queue, and their turns (queue_internal.h).
 *
 * An unobservable promise stays in its line until its turn. A sweep removes such promises when the
 * line is twice as long as after the last sweep. Waits that lose races again and again thus cost a
 * bounded number of promises.
 */
#include "queue/queue_internal.h"

#include "base/container_internal.h"

#include <oriel/runtime/error.h>

enum { LEAST_SWEEP_LENGTH = 16 };

static bool promise_is_gone(const oriel_promise *promise) {
	return promise->references == 1 && promise->outcome.waiting.first == NULL;
}

static void line_insert(struct oriel__queue_line *line, struct oriel__reaction *reaction,
	struct oriel__reaction *previous) {
	struct oriel__reaction *next = previous != NULL ? previous->next : line->first;
	reaction->previous = previous;
	reaction->next = next;
	*(previous != NULL ? &previous->next : &line->first) = reaction;
	*(next != NULL ? &next->previous : &line->last) = reaction;
	line->length++;
}

static void line_remove(struct oriel__queue_line *line, struct oriel__reaction *reaction) {
	*(reaction->previous != NULL ? &reaction->previous->next : &line->first) = reaction->next;
	*(reaction->next != NULL ? &reaction->next->previous : &line->last) = reaction->previous;
	line->length--;
}

/* Removes the first promise, with the line's reference; NULL if the line is empty. */
static oriel_promise *line_take(struct oriel__queue_line *line) {
	struct oriel__reaction *reaction = line->first;
	if (reaction == NULL)
		return NULL;
	line_remove(line, reaction);
	return oriel__promise_of_reaction(reaction);
}

void oriel__queue_line_leave(struct oriel__queue_line *line, oriel_promise *promise) {
	line_remove(line, &promise->reaction);
	oriel__promise_release(promise);
}

static void line_sweep(struct oriel__queue_line *line) {
	for (struct oriel__reaction *reaction = line->first, *next; reaction != NULL; reaction = next) {
		oriel_promise *promise = oriel__promise_of_reaction(reaction);
		next = reaction->next;
		if (promise_is_gone(promise))
			oriel__queue_line_leave(line, promise);
	}
	line->sweep_length = line->length > LEAST_SWEEP_LENGTH / 2 ? line->length * 2
		: LEAST_SWEEP_LENGTH;
}

static void turns_lapse(struct oriel__task *task) {
	oriel_queue *queue = oriel__container_of(task, oriel_queue, lapse);
	queue->ready.turns = queue->room.turns = 0;
	oriel__queue_offer_values(queue);
	oriel__queue_offer_room(queue);
}

void oriel__queue_lapse_later(oriel_queue *queue) {
	if (queue->lapse.is_queued)
		return;
	queue->lapse.site = queue->site;
	oriel__task_queue(queue->loop, &queue->lapse, ORIEL_TASK_SOURCE_DEFAULT, turns_lapse);
}

oriel_promise *oriel__queue_line_join(oriel_queue *queue, struct oriel__queue_line *line,
	const char *site, bool is_first) {
	oriel_promise *promise = oriel__promise_new_shared(queue->all->promises, site, 2);
	if (line->length >= line->sweep_length)
		line_sweep(line);
	line_insert(line, &promise->reaction, is_first ? NULL : line->last);
	if (line->turns > 0)
		oriel__queue_lapse_later(queue);
	return promise;
}

/* Fulfils a promise, and takes over its reference. The usual promise has one reaction: of a
 * coroutine that waits. */
static void promise_wake(oriel_loop *loop, oriel_promise *promise) {
	struct oriel__reaction *reaction = promise->outcome.waiting.first;
	if (reaction == NULL || reaction->next != NULL) {
		oriel__promise_fulfil(promise, ORIEL_NO_PAYLOAD);
		oriel__promise_release(promise);
		return;
	}
	oriel__promise_fulfil_quickly(promise);
	oriel__reaction_queue(loop, promise, reaction);
}

void oriel__queue_line_offer(oriel_queue *queue, struct oriel__queue_line *line, size_t available) {
	while (line->first != NULL && line->turns < available) {
		oriel_promise *promise = line_take(line);
		if (promise_is_gone(promise)) {
			oriel__promise_release(promise);
		} else {
			line->turns++;
			promise_wake(queue->loop, promise);
		}
	}
	if (line->first != NULL && line->turns > 0)
		oriel__queue_lapse_later(queue);
}

void oriel__queue_line_fulfil(struct oriel__queue_line *line) {
	for (oriel_promise *promise; (promise = line_take(line)) != NULL;) {
		oriel__promise_fulfil(promise, ORIEL_NO_PAYLOAD);
		oriel__promise_release(promise);
	}
}

struct oriel_payload oriel__queue_refusal(enum oriel_status status, const char *site) {
	return oriel_error_new_at(site, status, status == ORIEL_ABORT_ERROR
		? "oriel_queue_room: the queue was aborted, and takes no more values" :
		"oriel_queue_room: the queue is closed; put nothing after oriel_queue_close()");
}

void oriel__queue_line_reject(struct oriel__queue_line *line, enum oriel_status status) {
	for (oriel_promise *promise; (promise = line_take(line)) != NULL;) {
		if (!promise_is_gone(promise)) {
			const char *site = promise->reaction.site != NULL ? promise->reaction.site : ORIEL_SITE;
			promise->is_aborted = status == ORIEL_ABORT_ERROR;
			oriel__promise_reject(promise, oriel__queue_refusal(status, site));
		}
		oriel__promise_release(promise);
	}
}
