/* SPDX-License-Identifier: MIT */
/*
 * Idle callbacks. An idle period begins when nothing else can run, and lasts for 50 ms or until the
 * next timer or frame is due. It runs the callbacks that are queued at its beginning, one in each
 * turn, so that the loop checks for input between them. A callback requested during a period waits
 * for the next period. The next period begins after something else has run, or after this one's
 * time has elapsed. An idle callback that requests itself again therefore does not keep the
 * processor busy.
 */
#include "base/container_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/idle.h>
#include <oriel/runtime/timer.h>

enum { PERIOD_NS = 50 * ORIEL__NS_PER_MS };

struct oriel_idle_deadline {
	oriel_loop *loop;
	bool has_timed_out;
};

/* Returns the end of the period that began at begun_ns; timers and frames requested since count
 * too. */
static int64_t idle_period_end_ns(oriel_loop *loop, int64_t begun_ns) {
	int64_t end_ns = oriel__ns_min(oriel__ns_add(begun_ns, PERIOD_NS), oriel__timers_due(loop));
	return oriel__ns_min(end_ns, oriel__frame_due(loop));
}

static void idle_run(oriel_loop *loop, struct oriel__entry *entry, bool did_timeout) {
	const oriel_idle_deadline deadline = { loop, did_timeout };

	loop->stats->idles++;
	oriel__queue_remove(entry->queue, &entry->task);
	oriel__entry_begin(&loop->idles.ids, entry);
	oriel__item_begin(loop, &oriel__run_idle, entry->task.site, entry->task.cause);
	oriel__item_attach(loop, entry->attachment);
	oriel__callback_enter(loop);
	entry->call.idle(&deadline, entry->data);
	oriel__entry_end(loop, entry);
	oriel__callback_leave(loop);
}

static void idle_begin_period(oriel_loop *loop, int64_t now_ns) {
	struct oriel__idles *idles = &loop->idles;
	oriel__queue_move_all(&idles->batch, &idles->waiting);
	idles->begun_ns = now_ns;
	idles->end_ns = idle_period_end_ns(loop, now_ns);
	idles->is_interrupted = false;
}

bool oriel__idles_run_one(oriel_loop *loop) {
	struct oriel__idles *idles = &loop->idles;
	if (idles->ids.count == 0 || oriel__turn_has_work(loop))
		return false;

	int64_t now_ns = oriel__clock_read(&loop->head.clock);
	if (idles->is_interrupted || now_ns >= idles->end_ns)
		idle_begin_period(loop, now_ns);
	if (idles->batch.first == NULL || now_ns >= idle_period_end_ns(loop, idles->begun_ns))
		return false;
	struct oriel__entry *entry = oriel__container_of(idles->batch.first, struct oriel__entry, task);
	oriel_clear_timer(entry->extra.timeout);
	idle_run(loop, entry, false);
	oriel__timing_item(loop);
	return true;
}

int64_t oriel__idles_due(const oriel_loop *loop) {
	const struct oriel__idles *idles = &loop->idles;
	if (idles->ids.count == 0)
		return ORIEL__NEVER;
	return idles->is_interrupted || idles->batch.first != NULL ? INT64_MIN : idles->end_ns;
}

static void idle_on_timeout(void *data) {
	idle_run(oriel__thread_loop, data, true);
}

oriel_idle_id oriel_request_idle_at(
	const char *site, oriel_idle_fn *fn, void *data, const struct oriel_idle_options *options) {
	static const struct oriel_idle_options defaults;
	oriel_loop *loop = oriel__here("oriel_request_idle");
	oriel__check_callback("oriel_request_idle", site, fn, options);
	if (options == NULL)
		options = &defaults;

	struct oriel__entry *entry = oriel__entry_new(
		loop, &loop->idles.ids, site, data, options->signal, options->release, oriel_cancel_idle);
	if (entry == NULL)
		return 0;
	entry->call.idle = fn;
	entry->extra.timeout = options->timeout_ms > 0 ?
		oriel_set_timeout_at(site, idle_on_timeout, entry, options->timeout_ms, NULL) :
		0;
	entry->queue = &loop->idles.waiting;
	oriel__queue_append(entry->queue, &entry->task);
	return entry->id;
}

void oriel_cancel_idle(oriel_idle_id id) {
	oriel_loop *loop = oriel__loop_to_cancel_on("oriel_cancel_idle");
	struct oriel__entry *entry = loop != NULL ? oriel__slot_map_get(&loop->idles.ids, id) : NULL;
	if (entry == NULL)
		return;
	oriel_clear_timer(entry->extra.timeout);
	oriel__entry_cancel(loop, &loop->idles.ids, id);
}

double oriel_idle_time_remaining(const oriel_idle_deadline *deadline) {
	oriel_loop *loop = deadline->loop;
	if (deadline->has_timed_out)
		return 0;
	int64_t left_ns = idle_period_end_ns(loop, loop->idles.begun_ns) -
		oriel__clock_read(&loop->head.clock);
	return left_ns > 0 ? oriel__ms_from_ns(left_ns) : 0;
}

bool oriel_idle_did_timeout(const oriel_idle_deadline *deadline) {
	return deadline->has_timed_out;
}

void oriel__idles_cancel_all(oriel_loop *loop) {
	oriel__entries_cancel_all(loop, &loop->idles.ids);
}
