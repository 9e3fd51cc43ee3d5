/* SPDX-License-Identifier: MIT */
/*
 * Timers: a flat heap with four children for each node. Each timer's slot stores the timer's
 * position in the heap, so that cancelling needs no search. The heap itself contains the values
 * that comparisons need. With a million timers most time goes into memory access. The heap accesses
 * slots at random, so slots are small and kept apart from the data that only arming and firing use.
 *
 * A deadline is never before the time at which it was set. A timer armed during a timer step
 * therefore sorts behind all timers of that step, and the first such timer ends the step.
 */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"

#include <oriel/runtime/timer.h>

enum { CHILDREN = 4 };

/* The position of a timer that is not in the heap, because its callback is running. */
#define RUNNING UINT32_MAX

/* Compares orders of creation, which wrap around. The result is wrong only for equal deadlines with
 * 2^31 timers created in between. */
static inline bool timer_order_is_older(uint32_t order, uint32_t than) {
	return (int32_t)(order - than) < 0;
}

static inline uint32_t timer_index_of(struct oriel__timer_place place) {
	return (uint32_t)place.ticket;
}

static inline uint32_t timer_order_of(struct oriel__timer_place place) {
	return (uint32_t)(place.ticket >> 32);
}

static inline bool timer_is_before(
	const struct oriel__timer_place *a, const struct oriel__timer_place *b) {
	return a->deadline_ns < b->deadline_ns ||
		(a->deadline_ns == b->deadline_ns &&
			timer_order_is_older(timer_order_of(*a), timer_order_of(*b)));
}

static inline void timer_put(
	struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	timers->heap[at] = place;
	timers->ids.slots[timer_index_of(place)].link = at;
}

static inline void timer_heap_sift_up(
	struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	while (at > 0) {
		uint32_t parent = (at - 1) / CHILDREN;
		if (!timer_is_before(&place, &timers->heap[parent]))
			break;
		timer_put(timers, at, timers->heap[parent]);
		at = parent;
	}
	timer_put(timers, at, place);
}

static inline uint32_t timer_heap_first_child(
	const struct oriel__timers *timers, uint32_t first, uint32_t end) {
	uint32_t best = first;
	for (uint32_t child = first + 1; child < end; child++) {
		if (timer_is_before(&timers->heap[child], &timers->heap[best]))
			best = child;
	}
	return best;
}

static void timer_heap_sift_down(
	struct oriel__timers *timers, uint32_t at, struct oriel__timer_place place) {
	for (;;) {
		uint64_t first = (uint64_t)at * CHILDREN + 1;
		if (first >= timers->count)
			break;
		uint32_t end = first + CHILDREN < timers->count ? (uint32_t)first + CHILDREN :
														timers->count;
		uint32_t best = timer_heap_first_child(timers, (uint32_t)first, end);
		if (!timer_is_before(&timers->heap[best], &place))
			break;
		timer_put(timers, at, timers->heap[best]);
		at = best;
	}
	timer_put(timers, at, place);
}

static inline void timer_heap_add(
	struct oriel__timers *timers, uint32_t index, int64_t deadline_ns) {
	timer_heap_sift_up(timers, timers->count++,
		(struct oriel__timer_place){ deadline_ns, (uint64_t)timers->next_order++ << 32 | index });
}

static void timer_heap_remove(struct oriel__timers *timers, uint32_t at) {
	struct oriel__timer_place last = timers->heap[--timers->count];
	if (at == timers->count)
		return;
	if (at > 0 && timer_is_before(&last, &timers->heap[(at - 1) / CHILDREN]))
		timer_heap_sift_up(timers, at, last);
	else
		timer_heap_sift_down(timers, at, last);
}

/* ---- Extras ---- */

static struct oriel__timer_extra *timer_extra_of(
	const struct oriel__timers *timers, const struct oriel__timer *timer) {
	return timer->extra != 0 ? timers->extras.values[timer->extra - 1] : NULL;
}

static uint32_t timer_extra_new(
	struct oriel__timers *timers, struct oriel__attachment *attachment, int64_t period_ns) {
	struct oriel__timer_extra *extra = oriel__alloc(sizeof(*extra));
	*extra = (struct oriel__timer_extra){ attachment, period_ns };
	return oriel__slot_index(oriel__slot_map_add(&timers->extras, extra)) + 1;
}

/* Removes a timer that is not in the heap, and returns its attachment. */
static struct oriel__attachment *timer_forget(struct oriel__timers *timers, uint32_t index) {
	const struct oriel__timer *timer = &timers->timers[index];
	struct oriel__timer_extra *extra = timer_extra_of(timers, timer);
	struct oriel__attachment *attachment = NULL;
	if (extra != NULL) {
		attachment = extra->attachment;
		oriel__slot_map_remove_at(&timers->extras, timer->extra - 1);
		oriel__free(extra);
	}
	oriel__slot_give_back(&timers->ids, index);
	return attachment;
}

/* ---- Running ---- */

void oriel__timers_begin(oriel_loop *loop) {
	struct oriel__timers *timers = &loop->timers;
	timers->step_limit = timers->next_order;
	oriel__stats_most(&loop->stats->most.timers, timers->count);
	if (timers->count > 0)
		timers->step_ns = oriel__clock_fresh(&loop->head.clock);
}

static void timer_run_plain(oriel_loop *loop, uint32_t index) {
	const struct oriel__timer *timer = &loop->timers.timers[index];
	oriel_task_fn *fn = timer->fn;
	void *data = timer->data;
	oriel__slot_give_back(&loop->timers.ids, index);
	oriel__callback_enter(loop);
	fn(data);
	oriel__callback_leave(loop);
}

static void timer_run_attached(oriel_loop *loop, uint32_t index) {
	struct oriel__timer timer = loop->timers.timers[index];
	struct oriel__attachment *attachment = timer_forget(&loop->timers, index);
	oriel__attachment_detach(attachment);
	oriel__callback_enter(loop);
	timer.fn(timer.data);
	oriel__attachment_end(loop, attachment, timer.data);
	oriel__callback_leave(loop);
}

/* Returns the first multiple of the period after now_ns. */
static int64_t timer_next_deadline(int64_t deadline_ns, int64_t period_ns, int64_t now_ns) {
	if (period_ns == 0)
		return now_ns;
	int64_t skipped = now_ns >= deadline_ns ? (now_ns - deadline_ns) / period_ns : 0;
	return oriel__ns_add(oriel__ns_add(deadline_ns, skipped * period_ns), period_ns);
}

/* Runs an interval. It is armed again after its callback, so timers armed by the callback come
 * first, as in HTML and Node.js. */
static void timer_run_interval(
	oriel_loop *loop, uint32_t index, int64_t period_ns, int64_t deadline_ns) {
	struct oriel__timers *timers = &loop->timers;
	struct oriel__timer timer = timers->timers[index];
	uint64_t id = oriel__slot_key(&timers->ids, index);

	timers->ids.slots[index].link = RUNNING;
	oriel__callback_enter(loop);
	timer.fn(timer.data);
	if (oriel__slot_find(&timers->ids, id) != NULL)
		timer_heap_add(timers, index,
			timer_next_deadline(deadline_ns, period_ns, oriel__clock_read(&loop->head.clock)));
	oriel__callback_leave(loop);
}

static void timer_run(oriel_loop *loop, uint32_t index, int64_t deadline_ns) {
	const struct oriel__timer *timer = &loop->timers.timers[index];
	const struct oriel__timer_extra *extra = timer_extra_of(&loop->timers, timer);
	oriel__item_begin(loop, &oriel__run_timer, timer->site, timer->cause);
	if (extra == NULL) {
		timer_run_plain(loop, index);
		return;
	}
	oriel__item_attach(loop, extra->attachment);
	if (extra->period_ns < 0)
		timer_run_attached(loop, index);
	else
		timer_run_interval(loop, index, extra->period_ns, deadline_ns);
}

bool oriel__timers_run_one(oriel_loop *loop) {
	struct oriel__timers *timers = &loop->timers;
	if (timers->count == 0)
		return false;

	struct oriel__timer_place place = timers->heap[0];
	if (oriel__timers_due(loop) > timers->step_ns ||
		!timer_order_is_older(timer_order_of(place), timers->step_limit) ||
		place.deadline_ns == ORIEL__NEVER)
		return false;
	uint32_t at = loop->race == NULL ? 0 : oriel__race_choose_timer(loop);
	place = timers->heap[at];
	uint32_t index = timer_index_of(place);
	timer_heap_remove(timers, at);
	loop->stats->timers++;
	oriel_histogram_add(&loop->stats->lag_ns,
		(uint64_t)(oriel__clock_aside(&loop->head.clock) - place.deadline_ns));
	timer_run(loop, index, place.deadline_ns);
	oriel__timing_item(loop);
	return true;
}

/* ---- Arming ---- */

static void timer_grow(struct oriel__timers *timers, uint32_t index) {
	size_t heap_capacity = timers->capacity;
	timers->heap = oriel__grow(
		timers->heap, &heap_capacity, (size_t)index + 1, sizeof(*timers->heap));
	timers->timers = oriel__grow(
		timers->timers, &timers->capacity, (size_t)index + 1, sizeof(*timers->timers));
}

static inline oriel_timer_id timer_add(oriel_loop *loop, const char *site, oriel_task_fn *fn,
	void *data, int64_t deadline_ns, uint32_t extra) {
	struct oriel__timers *timers = &loop->timers;
	oriel_timer_id id = oriel__slot_take(&timers->ids);
	uint32_t index = oriel__slot_index(id);
	if (index >= timers->capacity)
		timer_grow(timers, index);
	timers->timers[index] = (struct oriel__timer){ fn, data, oriel__site(site),
		oriel__run_here(loop, site), extra };
	timer_heap_add(timers, index, deadline_ns);
	return id;
}

static oriel_timer_id timer_arm_with_extra(oriel_loop *loop, const char *site, oriel_task_fn *fn,
	void *data, int64_t deadline_ns, int64_t period_ns, oriel_abort_signal *signal,
	oriel_release_fn *release) {
	struct oriel__attachment *attachment;
	if (!oriel__attach_if_any(loop, &attachment, signal, release, data, oriel_clear_timer))
		return 0;
	oriel_timer_id id = timer_add(
		loop, site, fn, data, deadline_ns, timer_extra_new(&loop->timers, attachment, period_ns));
	if (attachment != NULL)
		attachment->id = id;
	return id;
}

static inline oriel_timer_id timer_arm(oriel_loop *loop, const char *site, oriel_task_fn *fn,
	void *data, int64_t deadline_ns, int64_t period_ns, const struct oriel_timer_options *options) {
	oriel_abort_signal *signal = options != NULL ? options->signal : NULL;
	oriel_release_fn *release = options != NULL ? options->release : NULL;
	if (signal != NULL || release != NULL || oriel__context_here(loop) != NULL || period_ns >= 0 ||
		loop->is_ending)
		return timer_arm_with_extra(loop, site, fn, data, deadline_ns, period_ns, signal, release);
	return timer_add(loop, site, fn, data, deadline_ns, 0);
}

oriel_timer_id oriel_set_timeout_at(const char *site, oriel_task_fn *fn, void *data,
	double delay_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_timeout");
	oriel__check_callback("oriel_set_timeout", site, fn, options);
	int64_t deadline_ns = oriel__ns_add(
		oriel__clock_read(&loop->head.clock), oriel__ns_from_ms(delay_ms));
	return timer_arm(loop, site, fn, data, deadline_ns, -1, options);
}

oriel_timer_id oriel_set_interval_at(const char *site, oriel_task_fn *fn, void *data,
	double period_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_interval");
	oriel__check_callback("oriel_set_interval", site, fn, options);
	int64_t period_ns = oriel__ns_from_ms(period_ms);
	int64_t deadline_ns = oriel__ns_add(oriel__clock_read(&loop->head.clock), period_ns);
	return timer_arm(loop, site, fn, data, deadline_ns, period_ns, options);
}

oriel_timer_id oriel_set_timeout_until_at(const char *site, oriel_task_fn *fn, void *data,
	double time_ms, const struct oriel_timer_options *options) {
	oriel_loop *loop = oriel__here("oriel_set_timeout_until");
	oriel__check_callback("oriel_set_timeout_until", site, fn, options);
	int64_t now_ns = oriel__clock_read(&loop->head.clock), deadline_ns = oriel__ns_from_ms(time_ms);
	return timer_arm(
		loop, site, fn, data, deadline_ns > now_ns ? deadline_ns : now_ns, -1, options);
}

/* ---- Cancelling ---- */

static void timer_clear(oriel_loop *loop, uint64_t id) {
	struct oriel__timers *timers = &loop->timers;
	const struct oriel__slot *slot = oriel__slot_find(&timers->ids, id);
	if (slot == NULL)
		return;
	uint32_t index = oriel__slot_index(id);
	if (slot->link != RUNNING)
		timer_heap_remove(timers, slot->link);
	void *data = timers->timers[index].data;
	oriel__attachment_end(loop, timer_forget(timers, index), data);
}

void oriel_clear_timer(oriel_timer_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_clear_timer");
	if (loop != NULL)
		timer_clear(loop, id);
}

void oriel__timers_cancel_all(oriel_loop *loop) {
	while (loop->timers.count > 0)
		timer_clear(loop, oriel__slot_key(&loop->timers.ids, timer_index_of(loop->timers.heap[0])));
}

/* Frees memory. A timer keeps its index, so one that was armed during a burst keeps the memory
 * before it. */
void oriel__timers_trim(oriel_loop *loop, uint32_t kept) {
	struct oriel__timers *timers = &loop->timers;
	oriel__slot_map_trim(&timers->ids, kept);
	oriel__slot_map_trim(&timers->extras, kept);
	if (timers->capacity > kept && timers->capacity / 2 > timers->ids.used) {
		timers->capacity = timers->ids.used;
		timers->timers = oriel__realloc_array(
			timers->timers, timers->capacity, sizeof(*timers->timers));
		timers->heap = oriel__realloc_array(timers->heap, timers->capacity, sizeof(*timers->heap));
	}
}

void oriel__timers_finish(oriel_loop *loop) {
	oriel__slot_map_finish(&loop->timers.ids);
	oriel__slot_map_finish(&loop->timers.extras);
	oriel__free(loop->timers.timers);
	oriel__free(loop->timers.heap);
}
