/* SPDX-License-Identifier: MIT */
/* What the tests of queues share. */
#include "queue_test.h"

int queue_teardown(void **state) {
	settle();
	assert_int_equal(alive("queues"), 0);
	assert_int_equal(alive("coroutines"), 0);
	assert_int_equal(alive("promises"), 0);
	assert_int_equal(alive("timers"), 0);
	return loop_teardown(state);
}

void settle(void) {
	advance(0);
}

void advance(double ms) {
	oriel_loop_advance(loop, ms);
}

void put(oriel_queue *queue, const char *value, enum oriel_status expected) {
	assert_int_equal(oriel_queue_put(queue, owned(value)), expected);
}

void take(oriel_queue *queue, const char *name) {
	struct oriel_payload value;
	bool has_value = oriel_queue_try_take(queue, &value);
	order_add(&order, "%s: %s", name, has_value ? (const char *)value.data : "nothing");
	if (has_value)
		oriel_payload_unref(value);
}

static struct oriel_completion run_consumer(void *data) {
	const struct consumer *consumer = data;
	struct oriel_item item = { 0 };
	unsigned count = 0;
	while (oriel_queue_next(consumer->queue, &item)) {
		order_add(&order, "%s: %s", consumer->name, text_of(item.value));
		if (++count == consumer->most)
			break;
		if (consumer->pause_ms > 0 && oriel_await(oriel_sleep(consumer->pause_ms),
			NULL) == ORIEL_AWAIT_ABORTED)
			break;
	}
	if (item.is_held)
		oriel_item_release(&item);
	else
		order_add(&order, "%s: %s %s", consumer->name, oriel_status_name(item.status),
			text_of(item.value));
	return ORIEL_COMPLETE;
}

void consume(struct consumer *consumer) {
	oriel_promise_unref(oriel_async(run_consumer, consumer, .signal = consumer->signal));
}
