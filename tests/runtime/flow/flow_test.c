/* SPDX-License-Identifier: MIT */
/* Shared by the tests of flow control. */
#include "flow_test.h"

struct order order;
oriel_loop *the_loop;

int virtual_loop(void **state) {
	the_loop = *state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

int end_loop(void **state) {
	if (the_loop != NULL)
		oriel_loop_destroy(*state);
	the_loop = NULL;
	assert_order(&order, "");
	return 0;
}

struct oriel_payload text(const char *text) {
	return oriel_borrowed((void *)(uintptr_t)text);
}

void note_drop(void *name) {
	order_add(&order, "drop %s", (const char *)name);
}

void note_newest(struct oriel_payload newest, void *name) {
	order_add(&order, "%s %s at %g", (const char *)name,
		newest.data != NULL ? (const char *)newest.data : "nothing", oriel_loop_now(the_loop));
}

struct oriel_payload dropped(const char *name) {
	return oriel_owned((void *)(uintptr_t)name, note_drop);
}

void note_drop_of_work(void *work) {
	note_drop((void *)(uintptr_t)((struct work *)work)->name);
}

static void on_abort(oriel_event *event, void *data) {
	struct work *work = data;
	(void)event;
	if (work->resolver == NULL)
		return;
	order_add(&order, "abort %s", work->name);
	oriel_reject_error(work->resolver, ORIEL_ABORT_ERROR, "aborted");
	lose(work);
}

oriel_promise *start(oriel_abort_signal *signal, void *data) {
	struct work *work = data;
	order_add(&order, "start %s", work->name);
	oriel_promise *promise = oriel_promise_new(&work->resolver);
	work->starts++;
	oriel_listen(signal, "abort", on_abort, work, .once = true);
	return promise;
}

void lose(struct work *work) {
	oriel_resolver_unref(work->resolver);
	work->resolver = NULL;
}

void fulfil(struct work *work) {
	in_callback(oriel_resolve(work->resolver, text(work->name)); lose(work));
	settle();
}

void reject(struct work *work) {
	in_callback(oriel_reject(work->resolver, text(work->name)); lose(work));
	settle();
}

static struct oriel_completion note_value(struct oriel_payload value, void *name) {
	order_add(&order, "%s: %s", (const char *)name,
		value.data != NULL ? (const char *)value.data : "done");
	return ORIEL_COMPLETE;
}

static struct oriel_completion note_reason(struct oriel_payload reason, void *name) {
	const struct oriel_error *error = oriel_error_try_from_payload(reason);
	if (error != NULL)
		order_add(&order, "%s: %s", (const char *)name, oriel_status_name(error->code));
	else
		order_add(&order, "%s: rejected %s", (const char *)name, (const char *)reason.data);
	return ORIEL_COMPLETE;
}

void watch(oriel_promise *promise, const char *name) {
	oriel_promise_unref(oriel_then(promise, note_value, note_reason, (void *)(uintptr_t)name));
}

void advance(double ms) {
	oriel_loop_advance(the_loop, ms);
}

void settle(void) {
	advance(0);
}
