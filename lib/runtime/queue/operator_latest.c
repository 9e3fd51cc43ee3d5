/* SPDX-License-Identifier: MIT */
/*
 * The operator latest: each value begins an operation. Its result passes on unless a newer value
 * has arrived. An operation belongs to the reactions to its promise. It has a pointer to its stage
 * until it is superseded or the stage is finished.
 */
#include <oriel/runtime/operators.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>

struct latest_stage;

struct latest_operation {
	struct latest_stage *latest; /* NULL: the result is ignored */
	uint64_t key;
};

struct latest_stage {
	oriel_stage stage; /* first */
	oriel_latest_fn *fn;
	void *data;
	oriel_release_fn *release;          /* may be NULL */
	struct latest_operation *operation; /* in flight; may be NULL */
	oriel_abort_controller *controller; /* of the operation */
};

/* Detaches the operation in flight from the stage. Returns its controller, now owned by the caller.
 */
static oriel_abort_controller *latest_stage_forget(struct latest_stage *latest) {
	oriel_abort_controller *controller = latest->controller;
	if (latest->operation != NULL)
		latest->operation->latest = NULL;
	latest->operation = NULL;
	latest->controller = NULL;
	return controller;
}

/* Aborts the operation in flight. Listeners of the abort may push a value. */
static void latest_stage_abort(struct latest_stage *latest) {
	oriel_abort_controller *controller = latest_stage_forget(latest);
	if (controller == NULL)
		return;
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(controller);
}

/* Ends the operation in flight. */
static void latest_stage_settle(struct latest_stage *latest) {
	oriel_abort_controller_destroy(latest_stage_forget(latest));
}

static struct oriel_completion latest_on_value(struct oriel_payload value, void *data) {
	struct latest_operation *operation = data;
	struct latest_stage *latest = operation->latest;
	if (latest == NULL)
		return ORIEL_COMPLETE;
	oriel_queue *queue = latest->stage.queue;
	latest_stage_settle(latest);
	if (!oriel__payload_can_be_kept(value)) {
		struct oriel_payload reason = oriel__reason_share(queue->site, value);
		oriel_stage_close(&latest->stage, &reason);
		return ORIEL_COMPLETE;
	}
	queue->holds++;
	oriel_stage_pass_later(&latest->stage, operation->key, oriel_payload_ref(value));
	if (latest->stage.is_ending && latest->operation == NULL)
		oriel_stage_end(&latest->stage);
	oriel__queue_release(queue);
	return ORIEL_COMPLETE;
}

static struct oriel_completion latest_on_reason(struct oriel_payload reason, void *data) {
	struct latest_stage *latest = ((struct latest_operation *)data)->latest;
	if (latest == NULL)
		return ORIEL_COMPLETE;
	latest_stage_settle(latest);
	struct oriel_payload shared = oriel__reason_share(latest->stage.queue->site, reason);
	oriel_stage_close(&latest->stage, &shared);
	return ORIEL_COMPLETE;
}

/* Releases an operation. Without an earlier reaction the promise can no longer be settled, and
 * there is no result. */
static void latest_operation_drop(void *data) {
	struct latest_operation *operation = data;
	struct latest_stage *latest = operation->latest;
	if (latest != NULL) {
		latest_stage_settle(latest);
		if (latest->stage.is_ending)
			oriel_stage_end(&latest->stage);
	}
	oriel__free(operation);
}

static void latest_stage_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	static const struct oriel_then_options options =
		{ .release = latest_operation_drop, .size = sizeof(options) };
	struct latest_stage *latest = (struct latest_stage *)stage;
	const char *site = stage->queue->site;
	latest_stage_abort(latest);
	if (stage->is_finished || latest->operation != NULL) {
		oriel__payload_drop(value);
		return;
	}
	struct latest_operation *operation = oriel__alloc(sizeof(*operation));
	*operation = (struct latest_operation){ latest, key };
	latest->operation = operation;
	latest->controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_signal_ref(
		oriel_abort_controller_signal(latest->controller));
	oriel_promise *promise = latest->fn(value, signal, latest->data);
	oriel_abort_signal_unref(signal);
	if (promise == NULL)
		promise = oriel_promise_new_fulfilled((struct oriel_payload){ 0 });
	oriel_promise_unref(oriel_then_at(site, promise, latest_on_value, latest_on_reason, operation,
		&options));
}

static void latest_stage_end(oriel_stage *stage) {
	if (((struct latest_stage *)stage)->operation != NULL)
		oriel_stage_end_later(stage);
}

static void latest_stage_finish(oriel_stage *stage) {
	struct latest_stage *latest = (struct latest_stage *)stage;
	latest_stage_abort(latest);
	oriel__payload_drop(
		(struct oriel_payload){ .data = latest->data, .release = latest->release });
}

oriel_queue *oriel_queue_latest_at(const char *site, oriel_queue *queue, oriel_latest_fn *fn,
	void *data, const struct oriel_operator_options *options) {
	static const struct oriel_stage_class latest_class = {
		.name = "latest",
		.push = latest_stage_push,
		.end = latest_stage_end,
		.finish = latest_stage_finish,
		.stage_size = sizeof(struct latest_stage),
		.size = sizeof(latest_class),
	};
	ORIEL_ASSERT(fn != NULL, "oriel_queue_latest at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_queue_latest", site, options);
	struct latest_stage *latest = (struct latest_stage *)oriel_stage_new(&latest_class);
	latest->fn = fn;
	latest->data = data;
	latest->release = options != NULL ? options->release : NULL;
	return oriel_queue_add_stage(queue, &latest->stage);
}
