/* SPDX-License-Identifier: MIT */
/*
 * The operators: stages (stage.c) that call a function, count, or hold values for a time.
 */
#include <oriel/runtime/operators.h>

#include "queue/queue_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"

#include <oriel/runtime/payload.h>
#include <oriel/runtime/timer.h>

#include <string.h>

/* ---- Stages that call a function ---- */

struct function_stage {
	oriel_stage stage; /* first */
	union {
		oriel_map_fn *map;
		oriel_scan_fn *scan;
		oriel_filter_fn *filter;
		oriel_equal_fn *equal;
	} fn;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	bool has_before;
	struct oriel_payload before; /* distinct: a reference to the last value; scan: the sum */
};

static void function_stage_finish(oriel_stage *stage) {
	struct function_stage *function = (struct function_stage *)stage;
	oriel__payload_drop(function->before);
	function->before = ORIEL_NO_PAYLOAD; /* the function of this stage may be running */
	oriel__payload_drop(
		oriel_owned(function->data, function->release));
}

static oriel_queue *function_stage_add(oriel_queue *queue,
	const struct oriel_stage_class *stage_class, struct function_stage with,
	const struct oriel_operator_options *options) {
	struct function_stage *function = (struct function_stage *)oriel_stage_new(stage_class);
	function->fn = with.fn;
	function->data = with.data;
	function->before = with.before;
	function->release = options != NULL ? options->release : NULL;
	return oriel_queue_add_stage(queue, &function->stage);
}

static void operator_check(const char *caller, const char *site, bool has_fn,
	const struct oriel_operator_options *options) {
	ORIEL_ASSERT(has_fn, "%s at %s: fn is NULL; pass a function", caller, site);
	oriel__check_options(caller, site, options);
}

static void map_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct function_stage *function = (struct function_stage *)stage;
	oriel_stage_pass(stage, key, function->fn.map(value, function->data));
}

oriel_queue *oriel_queue_map_at(const char *site, oriel_queue *queue, oriel_map_fn *fn,
	void *data, const struct oriel_operator_options *options) {
	static const struct oriel_stage_class map_class = {
		.name = "map", .push = map_push, .finish = function_stage_finish, .stage_size =
			sizeof(struct function_stage), .size = sizeof(map_class),
	};
	operator_check("oriel_queue_map", site, fn != NULL, options);
	return function_stage_add(queue, &map_class,
		(struct function_stage){ .fn.map = fn, .data = data }, options);
}

static void filter_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct function_stage *function = (struct function_stage *)stage;
	if (function->fn.filter(value, function->data))
		oriel_stage_pass(stage, key, value);
	else
		oriel__payload_drop(value);
}

oriel_queue *oriel_queue_filter_at(const char *site, oriel_queue *queue, oriel_filter_fn *fn,
	void *data, const struct oriel_operator_options *options) {
	static const struct oriel_stage_class filter_class = {
		.name = "filter", .push = filter_push, .finish = function_stage_finish, .stage_size =
			sizeof(struct function_stage), .size = sizeof(filter_class),
	};
	operator_check("oriel_queue_filter", site, fn != NULL, options);
	return function_stage_add(queue, &filter_class,
		(struct function_stage){ .fn.filter = fn, .data = data }, options);
}

static void distinct_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct function_stage *function = (struct function_stage *)stage;
	if (function->has_before && function->fn.equal(function->before, value, function->data)) {
		oriel__payload_drop(value);
		return;
	}
	struct oriel_payload before = function->before;
	function->before = stage->is_finished ? ORIEL_NO_PAYLOAD : oriel_payload_ref(value);
	function->has_before = true;
	oriel__payload_drop(before);
	oriel_stage_pass(stage, key, value);
}

oriel_queue *oriel_queue_distinct_at(const char *site, oriel_queue *queue, oriel_equal_fn *fn,
	void *data, const struct oriel_operator_options *options) {
	static const struct oriel_stage_class distinct_class = {
		.name = "distinct", .push = distinct_push, .finish = function_stage_finish, .stage_size =
			sizeof(struct function_stage), .size = sizeof(distinct_class),
	};
	operator_check("oriel_queue_distinct", site, fn != NULL, options);
	return function_stage_add(queue, &distinct_class,
		(struct function_stage){ .fn.equal = fn, .data = data }, options);
}

/* While the function runs, the function owns the sum. */
static void scan_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct function_stage *function = (struct function_stage *)stage;
	struct oriel_payload sum = function->before;
	function->before = (struct oriel_payload){ 0 };
	sum = function->fn.scan(sum, value, function->data);
	if (stage->is_finished) {
		oriel__payload_drop(sum);
		return;
	}
	oriel__payload_drop(function->before);
	function->before = sum;
	oriel_stage_pass(stage, key, oriel_payload_ref(sum));
}

oriel_queue *oriel_queue_scan_at(const char *site, oriel_queue *queue, oriel_scan_fn *fn,
	struct oriel_payload sum, void *data, const struct oriel_operator_options *options) {
	static const struct oriel_stage_class scan_class = {
		.name = "scan", .push = scan_push, .finish = function_stage_finish, .stage_size =
			sizeof(struct function_stage), .size = sizeof(scan_class),
	};
	operator_check("oriel_queue_scan", site, fn != NULL, options);
	return function_stage_add(queue, &scan_class,
		(struct function_stage){ .fn.scan = fn, .data = data, .before = sum }, options);
}

/* ---- Take and skip ---- */

struct take_stage {
	oriel_stage stage; /* first */
	size_t left;
};

static void skip_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct take_stage *skip = (struct take_stage *)stage;
	if (skip->left > 0) {
		skip->left--;
		oriel__payload_drop(value);
	} else {
		oriel_stage_pass(stage, key, value);
	}
}

oriel_queue *oriel_queue_skip(oriel_queue *queue, size_t count) {
	static const struct oriel_stage_class skip_class = {
		.name = "skip", .push = skip_push, .stage_size = sizeof(struct take_stage), .size =
			sizeof(skip_class),
	};
	struct take_stage *skip = (struct take_stage *)oriel_stage_new(&skip_class);
	skip->left = count;
	return oriel_queue_add_stage(queue, &skip->stage);
}

static void take_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct take_stage *take = (struct take_stage *)stage;
	if (take->left == 0) {
		oriel__payload_drop(value);
		return;
	}
	bool is_last = --take->left == 0;
	oriel_stage_pass(stage, key, value);
	if (is_last)
		oriel_stage_close(stage, NULL);
}

oriel_queue *oriel_queue_take(oriel_queue *queue, size_t count) {
	static const struct oriel_stage_class take_class = {
		.name = "take", .push = take_push, .stage_size = sizeof(struct take_stage), .size =
			sizeof(take_class),
	};
	ORIEL_ASSERT(count > 0, "oriel_queue_take: the count is 0; pass 1 or more");
	struct take_stage *take = (struct take_stage *)oriel_stage_new(&take_class);
	take->left = count;
	return oriel_queue_add_stage(queue, &take->stage);
}

/* ---- Debounce ---- */

struct debounce_stage {
	oriel_stage stage; /* first */
	double delay_ms;
	oriel_timer_id timer; /* 0: no value is held */
	uint64_t key;
	struct oriel_payload kept;
};

static struct oriel_payload debounce_stage_take(struct debounce_stage *debounce) {
	struct oriel_payload kept = debounce->kept;
	debounce->kept = ORIEL_NO_PAYLOAD;
	oriel_clear_timer(debounce->timer);
	debounce->timer = 0;
	return kept;
}

static void debounce_stage_fire(void *data) {
	struct debounce_stage *debounce = data;
	oriel_stage_pass_later(&debounce->stage, debounce->key, debounce_stage_take(debounce));
}

static void debounce_stage_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct debounce_stage *debounce = (struct debounce_stage *)stage;
	oriel__payload_drop(debounce_stage_take(debounce));
	debounce->key = key;
	debounce->kept = value;
	debounce->timer = oriel_set_timeout_at(stage->queue->site, debounce_stage_fire, debounce,
		debounce->delay_ms, NULL);
}

static void debounce_stage_end(oriel_stage *stage) {
	struct debounce_stage *debounce = (struct debounce_stage *)stage;
	if (debounce->timer != 0)
		oriel_stage_pass(stage, debounce->key, debounce_stage_take(debounce));
}

static void debounce_stage_finish(oriel_stage *stage) {
	oriel__payload_drop(debounce_stage_take((struct debounce_stage *)stage));
}

oriel_queue *oriel_queue_debounce(oriel_queue *queue, double delay_ms) {
	static const struct oriel_stage_class debounce_class = {
		.name = "debounce",
		.push = debounce_stage_push,
		.end = debounce_stage_end,
		.finish = debounce_stage_finish,
		.stage_size = sizeof(struct debounce_stage),
		.size = sizeof(debounce_class),
	};
	struct debounce_stage *debounce = (struct debounce_stage *)oriel_stage_new(&debounce_class);
	debounce->delay_ms = delay_ms;
	return oriel_queue_add_stage(queue, &debounce->stage);
}

/* ---- Buffer ---- */

struct values {
	struct oriel_values shown; /* first */
	size_t references;
	struct oriel_payload items[];
};

struct buffer_stage {
	oriel_stage stage; /* first */
	size_t most;
	double delay_ms; /* 0: unlimited */
	oriel_timer_id timer;
	struct oriel_payload *items;
	size_t count, capacity;
};

static void values_retain(void *values) {
	((struct values *)values)->references++;
}

static void values_drop(void *data) {
	struct values *values = data;
	if (--values->references > 0)
		return;
	for (size_t i = 0; i < values->shown.count; i++)
		oriel__payload_drop(values->items[i]);
	oriel__free(values);
}

const struct oriel_values *oriel_values_try_from_payload(struct oriel_payload payload) {
	return payload.release == values_drop ? &((const struct values *)payload.data)->shown : NULL;
}

/* Returns the held values; at least one. */
static struct oriel_payload buffer_take(struct buffer_stage *buffer) {
	size_t size = buffer->count * sizeof(buffer->items[0]);
	struct values *values = oriel__alloc(sizeof(*values) + size);
	memcpy(values->items, buffer->items, size);
	values->shown = (struct oriel_values){ buffer->count, values->items };
	values->references = 1;
	buffer->count = 0;
	oriel_clear_timer(buffer->timer);
	return oriel_shared(values, values_retain, values_drop);
}

static void buffer_fire(void *data) {
	struct buffer_stage *buffer = data;
	oriel_stage_pass_later(&buffer->stage, 0, buffer_take(buffer));
}

static void buffer_push(oriel_stage *stage, uint64_t key, struct oriel_payload value) {
	struct buffer_stage *buffer = (struct buffer_stage *)stage;
	(void)key;
	buffer->items = oriel__grow(buffer->items, &buffer->capacity, buffer->count + 1,
		sizeof(buffer->items[0]));
	buffer->items[buffer->count++] = value;
	if (buffer->count == buffer->most)
		oriel_stage_pass(stage, 0, buffer_take(buffer));
	else if (buffer->count == 1 && buffer->delay_ms > 0)
		buffer->timer = oriel_set_timeout_at(stage->queue->site, buffer_fire, buffer,
			buffer->delay_ms, NULL);
}

static void buffer_end(oriel_stage *stage) {
	struct buffer_stage *buffer = (struct buffer_stage *)stage;
	if (buffer->count > 0)
		oriel_stage_pass(stage, 0, buffer_take(buffer));
}

static void buffer_finish(oriel_stage *stage) {
	struct buffer_stage *buffer = (struct buffer_stage *)stage;
	oriel_clear_timer(buffer->timer);
	for (size_t i = 0; i < buffer->count; i++)
		oriel__payload_drop(buffer->items[i]);
	oriel__free(buffer->items);
	buffer->items = NULL;
}

oriel_queue *oriel_queue_buffer(oriel_queue *queue, size_t count, double delay_ms) {
	static const struct oriel_stage_class buffer_class = {
		.name = "buffer", .push = buffer_push, .end = buffer_end, .finish = buffer_finish,
		.stage_size = sizeof(struct buffer_stage), .size = sizeof(buffer_class),
	};
	ORIEL_ASSERT(count > 0, "oriel_queue_buffer: the count is 0; pass 1 or more");
	struct buffer_stage *buffer = (struct buffer_stage *)oriel_stage_new(&buffer_class);
	buffer->most = count;
	buffer->delay_ms = delay_ms;
	return oriel_queue_add_stage(queue, &buffer->stage);
}
