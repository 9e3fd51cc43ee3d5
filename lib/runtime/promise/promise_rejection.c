/* SPDX-License-Identifier: MIT */
/*
 * Unhandled rejections. Source: HTML, "unhandled promise rejections".
 *
 * There are three lists, which hold references to their promises: new rejections of a checkpoint,
 * rejections for `unhandledrejection`, and promises for `rejectionhandled`. At the end of a
 * checkpoint the first list is moved to the second, and a task fires the events. A promise that
 * becomes handled is removed from the first two lists.
 */
#include "base/container_internal.h"
#include "promise/promise_internal.h"

#include "event/event_internal.h"

#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>

static void promise_rejection_append(
	struct oriel__promises *promises, oriel_promise *promise, enum oriel__rejection_list which) {
	struct oriel__promise_list *list = &promises->rejections[which];
	struct oriel__reaction *reaction = &promise->reaction;
	promise->references++;
	promise->rejection_list = (unsigned char)which;
	reaction->next = NULL;
	reaction->previous = list->last;
	*(list->last != NULL ? &list->last->next : &list->first) = reaction;
	list->last = reaction;
	list->count++;
}

/* Removes a promise from its list; the list's reference goes to the caller. */
static void promise_rejection_remove(struct oriel__promises *promises, oriel_promise *promise) {
	struct oriel__promise_list *list = &promises->rejections[promise->rejection_list];
	struct oriel__reaction *reaction = &promise->reaction;
	*(reaction->previous != NULL ? &reaction->previous->next : &list->first) = reaction->next;
	*(reaction->next != NULL ? &reaction->next->previous : &list->last) = reaction->previous;
	promise->rejection_list = ORIEL__REJECTION_LIST_NONE;
	list->count--;
}

static oriel_promise *promise_rejection_take_first(
	struct oriel__promises *promises, enum oriel__rejection_list which) {
	struct oriel__reaction *reaction = promises->rejections[which].first;
	if (reaction == NULL)
		return NULL;
	oriel_promise *promise = oriel__promise_of_reaction(reaction);
	promise_rejection_remove(promises, promise);
	return promise;
}

/* ---- Events ---- */

static void promise_rejection_finish_detail(void *detail) {
	oriel_promise_unref(*(oriel_promise **)detail);
}

static const struct oriel__event_kind rejection_kind = {
	.name = "rejection", .size = sizeof(oriel_promise *), .finish = promise_rejection_finish_detail
};

oriel_promise *oriel_event_promise(const oriel_event *event) {
	oriel_promise *const *detail = oriel__event_kind_detail(event, &rejection_kind);
	return detail != NULL ? *detail : NULL;
}

static bool promise_rejection_fire(
	oriel_loop *loop, const char *type, unsigned flags, oriel_promise *promise) {
	oriel_promise *detail = oriel_promise_ref(promise);
	oriel_event *event = oriel__event_new_kind(
		type, &rejection_kind, &detail, flags, NULL, oriel_loop_now(loop));
	bool is_allowed = oriel__dispatch_trusted(oriel_loop_target(loop), event);
	oriel_event_unref(event);
	return is_allowed;
}

/* Reports a rejection as an error, together with the reason if that can be shared. */
static void promise_rejection_report(const oriel_promise *promise) {
	const char *site = promise->reaction.site != NULL ? promise->reaction.site : "an unknown site";
	struct oriel_payload reason = promise->outcome.result;
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	bool can_share = reason.retain != NULL || reason.release == NULL;
	struct oriel_payload payload = can_share ? oriel_payload_ref(reason) :
											ORIEL_NO_PAYLOAD;
	if (error != NULL)
		oriel_report_error_at(error->site, error->code, error->message, payload);
	else
		oriel_report_error_at(site, ORIEL_OPERATION_ERROR,
			"a promise was rejected and no reaction handles it; add an oriel_catch()", payload);
}

static const struct oriel__run_class rejection_run = { .name = "rejection" };

/* Fires unhandledrejection. Its cause is the code that rejected the promise. */
static void promise_rejection_fire_unhandled(oriel_loop *loop, oriel_promise *promise) {
	const struct oriel__cause cause = { promise->reaction.site, NULL, promise->reaction.run };
	struct oriel__run run;
	oriel__run_begin(loop, &run, &rejection_run, &cause);
	if (promise_rejection_fire(loop, "unhandledrejection", ORIEL__EVENT_CANCELABLE, promise))
		promise_rejection_report(promise);
	oriel__run_end(loop, &run);
	promise->is_reported = !promise->is_handled;
}

static void promise_rejection_run_task(struct oriel__task *task) {
	struct oriel__promises *promises = oriel__container_of(
		task, struct oriel__promises, rejection_task);
	oriel_loop *loop = promises->loop;
	oriel_promise *promise;
	size_t late = promises->rejections[ORIEL__REJECTION_LIST_LATE].count,
		due = promises->rejections[ORIEL__REJECTION_LIST_DUE].count;
	for (; late > 0 &&
		(promise = promise_rejection_take_first(promises, ORIEL__REJECTION_LIST_LATE)) != NULL;
		late--) {
		promise_rejection_fire(loop, "rejectionhandled", 0, promise);
		oriel__promise_release(promise);
	}
	for (; due > 0 &&
		(promise = promise_rejection_take_first(promises, ORIEL__REJECTION_LIST_DUE)) != NULL;
		due--) {
		promise_rejection_fire_unhandled(loop, promise);
		oriel__promise_release(promise);
	}
}

static void promise_rejection_queue_task(struct oriel__promises *promises) {
	if (!promises->rejection_task.is_queued)
		oriel__task_queue(
			promises->loop, &promises->rejection_task, ORIEL_TASK_SOURCE_DEFAULT,
			promise_rejection_run_task);
}

/* Moves new rejections to the list of due ones. Source: HTML, "notify about rejected promises". A
 * rejection by an abort is dropped if the program holds no reference to the promise. */
static void promise_rejection_on_checkpoint_end(struct oriel__checkpoint_end *end) {
	struct oriel__promises *promises = oriel__container_of(
		end, struct oriel__promises, checkpoint_end);
	oriel_promise *promise;
	while ((promise = promise_rejection_take_first(promises, ORIEL__REJECTION_LIST_NEW)) != NULL) {
		if (!promise->is_aborted || promise->references > 1)
			promise_rejection_append(promises, promise, ORIEL__REJECTION_LIST_DUE);
		oriel__promise_release(promise);
	}
	if (promises->rejections[ORIEL__REJECTION_LIST_DUE].first != NULL)
		promise_rejection_queue_task(promises);
}

/* Source: HTML, "HostPromiseRejectionTracker". */
void oriel__rejection_add(oriel_promise *promise) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	bool is_first = promises->rejections[ORIEL__REJECTION_LIST_NEW].first == NULL;
	promise_rejection_append(promises, promise, ORIEL__REJECTION_LIST_NEW);
	promise->reaction.run = oriel__run_here(promises->loop, promise->reaction.site);
	promises->checkpoint_end.run = promise_rejection_on_checkpoint_end;
	if (is_first)
		oriel__checkpoint_at_end(promises->loop, &promises->checkpoint_end);
}

void oriel__rejection_handled(oriel_promise *promise) {
	struct oriel__promises *promises = oriel__promises_of(promise);
	if (promise->rejection_list == ORIEL__REJECTION_LIST_LATE)
		return;
	if (promise->rejection_list != ORIEL__REJECTION_LIST_NONE) {
		promise_rejection_remove(promises, promise);
		oriel__promise_release(promise);
	} else if (!promises->is_ended) {
		promise->is_reported = false;
		promise_rejection_append(promises, promise, ORIEL__REJECTION_LIST_LATE);
		promise_rejection_queue_task(promises);
	}
}

void oriel__rejections_finish(struct oriel__promises *promises) {
	oriel__task_cancel(promises->loop, &promises->rejection_task);
	for (int which = ORIEL__REJECTION_LIST_NEW; which < ORIEL__REJECTION_LISTS; which++) {
		oriel_promise *promise;
		while ((promise = promise_rejection_take_first(promises, which)) != NULL)
			oriel__promise_release(promise);
	}
}

/* ---- Sharing ---- */

struct oriel_payload oriel__reason_share(const char *site, struct oriel_payload reason) {
	return oriel__payload_can_be_kept(reason) ? oriel_payload_ref(reason) :
		oriel_error_new_at(site, ORIEL_OPERATION_ERROR,
			"it failed with a payload that has a release function and no retain");
}
