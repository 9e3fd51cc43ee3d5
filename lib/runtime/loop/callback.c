/* SPDX-License-Identifier: MIT */
/*
 * The end of the outermost callback or hold: first deferred work runs, and then a microtask
 * checkpoint. callback_internal.h counts the depths inline, and defines the two terms.
 *
 * Deferred work (release functions, finish methods) is user code too. It runs as one callback, so
 * one checkpoint follows all of it.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"

struct deferred_release {
	struct oriel__deferred deferred;
	oriel_release_fn *release;
	void *data;
};

bool oriel__callback_on_stack(const oriel_loop *loop) {
	return loop->head.callback_depth > 0;
}

/* Runs deferred work: the end of this callback is an outermost one. */
void oriel__hold_after(oriel_loop *loop) {
	if (loop->deferred.first == NULL)
		return;
	oriel__callback_enter(loop);
	oriel__callback_leave(loop);
}

void oriel__callback_after(oriel_loop *loop) {
	if (loop->head.hold_depth == 0 && loop->deferred.first != NULL)
		oriel__deferred_run(loop);
	if (oriel__microtasks_wait(loop) && !loop->in_checkpoint)
		oriel__checkpoint(loop);
	loop->head.has_after = loop->deferred.first != NULL || oriel__microtasks_wait(loop);
}

void oriel__callback_leave_quietly(oriel_loop *loop) {
	loop->head.hold_depth--;
	loop->head.callback_depth--;
	loop->head.clock.is_stale = true;
	if (loop->head.hold_depth == 0 && loop->deferred.first != NULL)
		oriel__deferred_run(loop);
}

void oriel__deferred_run(oriel_loop *loop) {
	struct oriel__deferred_list *list = &loop->deferred;

	struct oriel__run run;
	oriel__run_begin_with(loop, &run, (struct oriel__run){ .run_class = &oriel__run_drop });
	oriel__callback_enter(loop);
	while (list->first != NULL) {
		struct oriel__deferred *deferred = list->first;
		list->first = deferred->next;
		deferred->run(deferred);
	}
	list->last = NULL;
	oriel__run_end(loop, &run);
	loop->head.hold_depth--;
	loop->head.callback_depth--;
}

void oriel__defer(
	oriel_loop *loop, struct oriel__deferred *deferred, void (*run)(struct oriel__deferred *)) {
	struct oriel__deferred_list *list = &loop->deferred;

	deferred->next = NULL;
	deferred->run = run;
	if (list->first != NULL)
		list->last->next = deferred;
	else
		list->first = deferred;
	list->last = deferred;
	loop->head.has_after = true;
	if (loop->head.hold_depth == 0) {
		oriel__callback_enter(loop);
		oriel__callback_leave(loop);
	}
}

static void callback_run_deferred_release(struct oriel__deferred *deferred) {
	struct deferred_release copy = *oriel__container_of(
		deferred, struct deferred_release, deferred);
	oriel__free(deferred);
	copy.release(copy.data);
}

void oriel__defer_drop(oriel_loop *loop, oriel_release_fn *release, void *data) {
	if (release == NULL)
		return;
	if (loop->head.hold_depth == 0) {
		oriel__callback_enter(loop);
		release(data);
		oriel__callback_leave(loop);
		return;
	}
	struct deferred_release *deferred = oriel__alloc(sizeof(*deferred));
	deferred->release = release;
	deferred->data = data;
	oriel__defer(loop, &deferred->deferred, callback_run_deferred_release);
}
