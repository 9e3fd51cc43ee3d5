/* SPDX-License-Identifier: MIT */
/*
 * The operator share: a stage that gives each copy of its queue a reference to each value. A copy
 * is a queue whose source is a link to the stage. The stage frees links that have ended, while no
 * push and no end of the queue is iterating over the links.
 */
#include <oriel/runtime/operators.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>

struct share_stage;

struct share_link {
	struct oriel__queue_source source; /* first; of the copy */
	struct share_stage *share;
	struct share_link *next;
};

struct share_stage {
	oriel_stage stage;        /* first */
	struct share_link *links; /* the oldest first; owned */
	unsigned pushes;          /* number of running pushes */
};

static void share_sweep(struct share_stage *share) {
	struct share_link **at = &share->links;
	while (share->pushes == 0 && *at != NULL) {
		struct share_link *link = *at;
		if (link->source.queue != NULL) {
			at = &link->next;
			continue;
		}
		*at = link->next;
		oriel__free(link);
	}
}

/* ---- The source of a copy ---- */

/* Notifies waiting producers: a copy has more free room, or has ended. */
static void share_offer_room(const struct share_stage *share) {
	oriel_queue *queue = share->stage.queue;
	if (queue->room.first != NULL && queue->loop != NULL)
		oriel__queue_offer_room(queue);
}

static void share_link_end(struct oriel__queue_source *source) {
	struct share_stage *share = ((struct share_link *)source)->share;
	share_offer_room(share);
	share_sweep(share);
}

static void share_link_resume(struct oriel__queue_source *source) {
	const struct share_link *link = (const struct share_link *)source;
	share_offer_room(link->share);
	struct oriel__queue_source *shared = link->share->stage.queue->source;
	if (shared != NULL && shared->source_class->resume != NULL)
		shared->source_class->resume(shared);
}

static bool share_link_is_fed_by(const struct oriel__queue_source *source,
	const oriel_queue *queue) {
	const oriel_queue *shared = ((const struct share_link *)source)->share->stage.queue;
	return shared == queue || oriel__queue_source_is_fed_by(shared->source, queue);
}

static const struct oriel__queue_source_class share_link_class = {
	.end = share_link_end,
	.resume = share_link_resume,
	.is_fed_by = share_link_is_fed_by,
};

/* ---- The stage ---- */

static void share_give(struct share_link *link, uint64_t key, struct oriel_payload value) {
	if (link->source.queue == NULL)
		return;
	if (oriel__payload_can_be_kept(value))
		oriel__queue_source_put(&link->source, key, oriel_payload_ref(value));
	else
		oriel__queue_source_fail(&link->source, ORIEL_DATA_CLONE_ERROR,
			"a value of a shared queue has a release function and no retain; put values with one");
}

static void share_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct share_stage *share = (struct share_stage *)stage;
	share->pushes++;
	for (struct share_link *link = share->links; link != NULL; link = link->next)
		share_give(link, key, value);
	share->pushes--;
	share_sweep(share);
	oriel_stage_pass(stage, key, value);
}

static void share_finish(oriel_stage *stage) {
	struct share_stage *share = (struct share_stage *)stage;
	const oriel_queue *queue = stage->queue;
	bool has_reason = queue->status != ORIEL_OK;
	share->pushes++;
	for (struct share_link *link = share->links; link != NULL; link = link->next) {
		struct oriel_payload reason = { 0 };
		if (has_reason)
			reason = oriel__reason_share(queue->site, queue->reason);
		oriel__queue_source_close(&link->source, has_reason ? &reason : NULL);
	}
	share->pushes--;
	share_sweep(share);
}

static const struct oriel_stage_class share_class = {
	.name = "share",
	.push = share_push,
	.finish = share_finish,
	.stage_size = sizeof(struct share_stage),
	.size = sizeof(share_class),
};

size_t oriel__share_room(const oriel_queue *queue, size_t room) {
	for (const oriel_stage *stage = queue->stages; stage != NULL; stage = stage->next) {
		if (stage->stage_class != &share_class)
			continue;
		const struct share_link *link = ((const struct share_stage *)stage)->links;
		for (; link != NULL; link = link->next) {
			bool counts = link->source.queue != NULL
				&& link->source.queue->policy == ORIEL_QUEUE_POLICY_REFUSE;
			size_t free_room = counts ? oriel__queue_source_room(&link->source) : SIZE_MAX;
			room = free_room < room ? free_room : room;
		}
	}
	return room;
}

/* Returns the share stage at the end of the chain, or NULL. */
static struct share_stage *share_stage_of(oriel_queue *queue) {
	oriel_stage *last = queue->stages;
	while (last != NULL && last->next != NULL)
		last = last->next;
	if (last == NULL || last->stage_class != &share_class) {
		last = oriel_stage_new(&share_class);
		oriel_queue_add_stage(queue, last);
	}
	return (struct share_stage *)last;
}

static void share_close_late(oriel_queue *copy, const oriel_queue *queue) {
	bool has_reason = queue->status != ORIEL_OK;
	struct oriel_payload reason = { 0 };
	if (has_reason)
		reason = oriel__reason_share(copy->site, queue->reason);
	oriel__queue_close(copy, has_reason ? &reason : NULL);
}

oriel_queue *oriel_queue_share_at(const char *site, oriel_queue *queue,
	const struct oriel_queue_options *options) {
	static const struct oriel_queue_options defaults = { .size = sizeof(defaults) };
	oriel__queue_check(queue, "oriel_queue_share");
	oriel_queue *copy = oriel_queue_new_at(site, options != NULL ? options : &defaults);
	if (oriel__queue_takes_none(queue)) {
		share_close_late(copy, queue);
		return copy;
	}
	struct share_stage *share = share_stage_of(queue);
	struct share_link *link = oriel__alloc_zero(1, sizeof(*link));
	if (!oriel__queue_attach(copy, &link->source, &share_link_class)) {
		oriel__free(link);
		return copy;
	}
	struct share_link **at = &share->links;
	while (*at != NULL)
		at = &(*at)->next;
	*at = link;
	link->share = share;
	return copy;
}
