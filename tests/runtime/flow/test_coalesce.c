/* SPDX-License-Identifier: MIT */
/* Coalescing by key. */
#include "flow_test.h"

#include <oriel/flow/coalesce.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/task.h>

#include <string.h>

static void note_item(const char *key, struct oriel_payload newest, void *data) {
	order_add(&order, "%s=%s", key, (const char *)newest.data);
}

static void note(void *name) {
	order_add(&order, "%s", (const char *)name);
}

static void put(oriel_coalescer *coalescer, const char *key, const char *value) {
	const struct oriel_payload payload = { .data = (void *)(uintptr_t)value, .release = note_drop };
	assert_int_equal(oriel_coalescer_put(coalescer, key, payload), ORIEL_OK);
}

static void the_newest_item_of_each_key_is_delivered_in_the_order_of_keys(void **state) {
	oriel_coalescer *coalescer = oriel_coalescer_new(note_item, NULL);
	put(coalescer, "x", "1");
	put(coalescer, "y", "2");
	put(coalescer, "x", "3");
	put(coalescer, "", "4");
	assert_int_equal(oriel_coalescer_count(coalescer), 3);
	assert_order(&order, "drop 1");
	settle();
	assert_order(&order, "x=3, y=2, =4, drop 3, drop 2, drop 4");
	settle();
	oriel_coalescer_destroy(coalescer);
}

static void a_coalescer_delivers_at_its_time(void **state) {
	oriel_coalescer *task = oriel_coalescer_new(note_item, NULL);
	oriel_coalescer *microtask = oriel_coalescer_new(
		note_item, NULL, .time = ORIEL_COALESCE_MICROTASK);
	oriel_coalescer *frame = oriel_coalescer_new(note_item, NULL, .time = ORIEL_COALESCE_FRAME);
	oriel_coalescer *delay = oriel_coalescer_new(
		note_item, NULL, .time = ORIEL_COALESCE_DELAY, .delay_ms = 30);
	oriel_coalescer_put(delay, "delay", text("x"));
	oriel_coalescer_put(frame, "frame", text("x"));
	oriel_coalescer_put(task, "task", text("x"));
	in_callback(oriel_coalescer_put(microtask, "microtask", text("x")); note("callback"));
	oriel_set_timeout(note, "timer", 29);
	advance(29);
	assert_order(&order, "callback, microtask=x, task=x, frame=x, timer");
	advance(1);
	assert_order(&order, "delay=x");
	oriel_coalescer_destroy(task);
	oriel_coalescer_destroy(microtask);
	oriel_coalescer_destroy(frame);
	oriel_coalescer_destroy(delay);
}

static oriel_coalescer *self;

static void put_more(const char *key, struct oriel_payload newest, void *data) {
	note_item(key, newest, data);
	if (((const char *)newest.data)[0] == 'a')
		oriel_coalescer_put(self, key, text("b"));
}

static void an_item_put_during_delivery_waits_for_the_next(void **state) {
	self = oriel_coalescer_new(put_more, NULL);
	oriel_coalescer_put(self, "x", text("a"));
	oriel_coalescer_put(self, "y", text("a"));
	oriel_coalescer_flush(self);
	assert_order(&order, "x=a, y=a");
	assert_int_equal(oriel_coalescer_count(self), 2);
	settle();
	assert_order(&order, "x=b, y=b");
	oriel_coalescer_flush(self);
	oriel_coalescer_destroy(self);
}

static void destroy_self(const char *key, struct oriel_payload newest, void *data) {
	note_item(key, newest, data);
	oriel_coalescer_destroy(self);
}

static void a_callback_may_destroy_its_coalescer(void **state) {
	self = oriel_coalescer_new(
		destroy_self, "data", .time = ORIEL_COALESCE_MICROTASK, .release = note_drop);
	put(self, "x", "1");
	put(self, "y", "2");
	settle();
	assert_order(&order, "x=1, drop data, drop 1, drop 2");
}

static void a_late_microtask_delivers_nothing(void **state) {
	in_callback(self = oriel_coalescer_new(note_item, NULL, .time = ORIEL_COALESCE_MICROTASK);
		oriel_coalescer_put(self, "x", text("1"));
		oriel_coalescer_destroy(self));
	settle();
}

static void a_coalescer_has_a_limit(void **state) {
	oriel_coalescer *coalescer = oriel_coalescer_new(note_item, NULL, .max_keys = 2);
	put(coalescer, "x", "1");
	put(coalescer, "y", "2");
	const struct oriel_payload third = { .data = "3", .release = note_drop };
	assert_int_equal(oriel_coalescer_put(coalescer, "z", third), ORIEL_QUOTA_EXCEEDED_ERROR);
	assert_order(&order, "drop 3");
	put(coalescer, "x", "4");
	settle();
	assert_order(&order, "drop 1, x=4, y=2, drop 4, drop 2");
	static char key[70000];
	memset(key, 'k', sizeof(key) - 1);
	assert_int_equal(oriel_coalescer_put(coalescer, key, text("5")), ORIEL_QUOTA_EXCEEDED_ERROR);
	oriel_coalescer_destroy(coalescer);
}

static void an_abort_ends_the_object(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_coalescer *coalescer = oriel_coalescer_new(note_item, "data",
		.signal = oriel_abort_controller_signal(controller), .release = note_drop);
	put(coalescer, "x", "1");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&order, "drop 1, drop data");
	const struct oriel_payload late = { .data = "2", .release = note_drop };
	assert_int_equal(oriel_coalescer_put(coalescer, "x", late), ORIEL_ABORT_ERROR);
	settle();
	assert_order(&order, "drop 2");
	oriel_coalescer_destroy(coalescer);
	oriel_abort_controller_destroy(controller);
}

int main(void) {
	return RUN_TESTS(on_virtual(the_newest_item_of_each_key_is_delivered_in_the_order_of_keys),
		on_virtual(a_coalescer_delivers_at_its_time),
		on_virtual(an_item_put_during_delivery_waits_for_the_next),
		on_virtual(a_callback_may_destroy_its_coalescer),
		on_virtual(a_late_microtask_delivers_nothing), on_virtual(a_coalescer_has_a_limit),
		on_virtual(an_abort_ends_the_object));
}
