/* SPDX-License-Identifier: MIT */
/*
 * Timers: a heap of four children a node, flat, with the place of each timer kept in its slot, so that cancelling needs no search. What a comparison
 * needs is in the heap itself.
 *
 * A deadline is never before the moment at which it was set. So whatever is armed during a timer step sorts behind
 * all that this step is to run, and meeting the first such timer ends it.
 */
#include "loop/state-internal.h"

#include "base/alloc-internal.h"

#include <oriel/timer.h>

enum { CHILDREN = 4 };

/* The place of a timer that is not in the heap: its callback runs. */
#define RUNNING UINT32_MAX

/* Orders of creation wrap round: of two deadlines that are the same nanosecond, this is right unless 2^31 timers came between. */
static inline bool is_older(uint32_t order, uint32_t than) {
	return (int32_t)(order - than) < 0;
}

static inline bool is_before(const struct oriel__timer_place *a, const struct oriel__timer_place *b) {
	return a->deadline_ns < b->deadline_ns || (a->deadline_ns == b->deadline_ns && is_older(a->order, b->order));
}

static inline void put(struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	timers->heap[at] = place;
	timers->ids.slots[place.index].link = at;
}

static inline void sift_up(struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	while (at > 0) {
		uint32_t parent = (at - 1) / CHILDREN;
		if (!is_before(&place, &timers->heap[parent]))
			break;
		put(timers, at, timers->heap[parent]);
		at = parent;
	}
	put(timers, at, place);
}

static inline uint32_t first_child_due(const struct oriel__timers *timers, uint32_t first, uint32_t end) {
	uint32_t best = first;
	for (uint32_t child = first + 1; child < end; child++) {
		if (is_before(&timers->heap[child], &timers->heap[best]))
			best = child;
	}
	return best;
}

static void sift_down(struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	for (;;) {
		uint64_t first = (uint64_t)at * CHILDREN + 1;
		if (first >= timers->count)
			break;
		uint32_t end = first + CHILDREN < timers->count ? (uint32_t)first + CHILDREN : timers->count;
		uint32_t best = first_child_due(timers, (uint32_t)first, end);
		if (!is_before(&timers->heap[best], &place))
			break;
		put(timers, at, timers->heap[best]);
		at = best;
	}
	put(timers, at, place);
}

static inline void heap_add(struct oriel__timers *timers, uint32_t index, int64_t deadline_ns) {
	if (timers->count == timers->heap_capacity)
		timers->heap = oriel__grow(timers->heap, &timers->heap_capacity, (size_t)timers->count + 1, sizeof(*timers->heap));
	sift_up(timers, timers->count++, (struct oriel__timer_place){ deadline_ns, index, timers->next_order++ });
}

static void heap_remove(struct oriel__timers *timers, uint32_t at) {
	struct oriel__timer_place last = timers->heap[--timers->count];
	if (at == timers->count)
		return;
	if (at > 0 && is_before(&last, &timers->heap[(at - 1) / CHILDREN]))
		sift_up(timers, at, last);
	else
		sift_down(timers, at, last);
}

void oriel__timers_begin(oriel_loop *loop) {
	struct oriel__timers *timers = &loop->timers;
	timers->step_limit = timers->next_order;
	if (timers->count > 0)
		timers->step_ns = oriel__clock_fresh(&loop->head.clock);
}

static void run_timeout(oriel_loop *loop, uint64_t id, struct oriel__timer timer) {
	oriel__slot_map_remove_at(&loop->timers.ids, oriel__slot_index(id));
	oriel__attachment_detach(timer.attachment);
	oriel__callback_enter(loop);
	timer.fn(timer.data);
	oriel__attachment_end(loop, timer.attachment, timer.data);
	oriel__callback_leave(loop);
}

/* The first multiple of the period that is still to come. */
static int64_t next_deadline(int64_t deadline_ns, int64_t period_ns, int64_t now_ns) {
	if (period_ns == 0)
		return now_ns;
	int64_t skipped = now_ns >= deadline_ns ? (now_ns - deadline_ns) / period_ns : 0;
	return oriel__ns_add(oriel__ns_add(deadline_ns, skipped * period_ns), period_ns);
}

/* Armed again after its callback, so that it is younger than what the callback armed, as in HTML and in Node.js. */
static void run_interval(oriel_loop *loop, uint64_t id, struct oriel__timer timer, int64_t deadline_ns) {
	struct oriel__timers *timers = &loop->timers;
	uint32_t index = oriel__slot_index(id);

	timers->ids.slots[index].link = RUNNING;
	oriel__callback_enter(loop);
	timer.fn(timer.data);
	if (oriel__slot_map_get(&timers->ids, id) != NULL)
		heap_add(timers, index, next_deadline(deadline_ns, timer.period_ns, oriel__clock_read(&loop->head.clock)));
	oriel__callback_leave(loop);
}

bool oriel__timers_run_one(oriel_loop *loop) {
	struct oriel__timers *timers = &loop->timers;
	if (timers->count == 0)
		return false;

	struct oriel__timer_place place = timers->heap[0];
	if (place.deadline_ns > timers->step_ns || !is_older(place.order, timers->step_limit) || place.deadline_ns == ORIEL__NEVER)
		return false;
	struct oriel__timer *timer = &timers->timers[place.index];
	heap_remove(timers, 0);
	oriel__item_begin(loop, &oriel__run_timer, timer->site, timer->cause);
	oriel__item_attach(loop, timer->attachment);
	uint64_t id = oriel__slot_key(&timers->ids, place.index);
	if (timer->period_ns < 0)
		run_timeout(loop, id, *timer);
	else
		run_interval(loop, id, *timer, place.deadline_ns);
	return true;
}

static inline oriel_timer_id arm(oriel_loop *loop, const char *site, oriel_task_fn *fn, void *data, int64_t deadline_ns, int64_t period_ns,
	const struct oriel_timer_options *options) {
	struct oriel__timers *timers = &loop->timers;
	struct oriel__attachment *attachment;
	if (!oriel__attach_if_any(loop, &attachment, options != NULL ? options->signal : NULL, options != NULL ? options->drop : NULL,
			data, oriel_clear_timer))
		return 0;

	/* A timer is found by its index; that its slot is in use is all that the value says. */
	uint64_t id = oriel__slot_map_add(&timers->ids, timers);
	uint32_t index = oriel__slot_index(id);
	if (index >= timers->timers_capacity)
		timers->timers = oriel__grow(timers->timers, &timers->timers_capacity, (size_t)index + 1, sizeof(*timers->timers));
	timers->timers[index] = (struct oriel__timer){ fn, data, attachment, period_ns, oriel__site(site), oriel__run_here(loop) };
	if (attachment != NULL)
		attachment->id = id;
	heap_add(timers, index, deadline_ns);
	return id;
}

oriel_timer_id oriel_set_timeout_at(const char *site, oriel_task_fn *fn, void *data, double delay_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_timeout");
	oriel__check_options("oriel_set_timeout", fn, options);
	int64_t deadline_ns = oriel__ns_add(oriel__clock_recent(&loop->head.clock), oriel__ns_from_ms(delay_ms));
	return arm(loop, site, fn, data, deadline_ns, -1, options);
}

oriel_timer_id oriel_set_interval_at(const char *site, oriel_task_fn *fn, void *data, double period_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_interval");
	oriel__check_options("oriel_set_interval", fn, options);
	int64_t period_ns = oriel__ns_from_ms(period_ms);
	int64_t deadline_ns = oriel__ns_add(oriel__clock_recent(&loop->head.clock), period_ns);
	return arm(loop, site, fn, data, deadline_ns, period_ns, options);
}

oriel_timer_id oriel_set_alarm_at(const char *site, oriel_task_fn *fn, void *data, double time_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_alarm");
	oriel__check_options("oriel_set_alarm", fn, options);
	int64_t now_ns = oriel__clock_recent(&loop->head.clock), deadline_ns = oriel__ns_from_ms(time_ms);
	return arm(loop, site, fn, data, deadline_ns > now_ns ? deadline_ns : now_ns, -1, options);
}

static void clear(oriel_loop *loop, uint64_t id) {
	struct oriel__timers *timers = &loop->timers;
	struct oriel__slot *slot = oriel__slot_map_find(&timers->ids, id);
	if (slot == NULL)
		return;
	struct oriel__timer *timer = &timers->timers[oriel__slot_index(id)];
	if (slot->link != RUNNING)
		heap_remove(timers, slot->link);
	oriel__slot_map_remove_at(&timers->ids, oriel__slot_index(id));
	oriel__attachment_end(loop, timer->attachment, timer->data);
}

void oriel_clear_timer(oriel_timer_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_clear_timer");
	if (loop != NULL)
		clear(loop, id);
}

void oriel__timers_cancel_all(oriel_loop *loop) {
	while (loop->timers.count > 0)
		clear(loop, oriel__slot_key(&loop->timers.ids, loop->timers.heap[0].index));
}

/* A timer keeps its index: one that is armed amid a burst, and lasts, keeps what lies before it. */
void oriel__timers_trim(oriel_loop *loop, uint32_t kept) {
	struct oriel__timers *timers = &loop->timers;
	oriel__slot_map_trim(&timers->ids, kept);
	if (timers->timers_capacity > kept && timers->timers_capacity / 2 > timers->ids.used) {
		timers->timers_capacity = timers->ids.used;
		timers->timers = oriel__realloc_array(timers->timers, timers->timers_capacity, sizeof(*timers->timers));
	}
	if (timers->heap_capacity > kept && timers->heap_capacity / 4 > timers->count) {
		timers->heap_capacity = (size_t)timers->count * 2 > kept ? (size_t)timers->count * 2 : kept;
		timers->heap = oriel__realloc_array(timers->heap, timers->heap_capacity, sizeof(*timers->heap));
	}
}

void oriel__timers_finish(oriel_loop *loop) {
	oriel__slot_map_finish(&loop->timers.ids);
	oriel__free(loop->timers.timers);
	oriel__free(loop->timers.heap);
}
