/* SPDX-License-Identifier: MIT */
/*
 * The turn: one state machine that defines the order in which callbacks run. oriel_loop_run() and
 * stepping from outside both drive it, so a turn can be left after any item and continued later.
 */
#include "loop/loop_state_internal.h"

#include "loop/embed_internal.h"

/* The number of items at one moment of a virtual clock after which the loop assumes that something
 * re-arms itself endlessly. */
enum { RUNAWAY_ITEMS = 1000000 };

#define TURN_FALLTHROUGH __attribute__((fallthrough))

static const struct oriel__record_kind posts_kind = { "many posts", "i" };

/* A recording holds the depth only where it is beyond the mark. */
static void turn_see_posts(oriel_loop *loop) {
	size_t taken = atomic_load_explicit(&loop->posts.taken, memory_order_relaxed);
	if (oriel__external(loop) != NULL) {
		bool is_deep = taken > loop->pressure.marks[ORIEL_PRESSURE_POSTS].mark;
		taken = (size_t)oriel__external_number(loop, &posts_kind, is_deep ? (int64_t)taken : 0, 0);
	}
	oriel__pressure_see(
		loop, ORIEL_PRESSURE_POSTS, taken, oriel__tasks_newest_site(&loop->tasks));
}

/* Polls once and begins a turn. Its first phase runs the tasks that are queued by then. */
static void turn_begin(oriel_loop *loop, bool may_block) {
	int64_t now_ns = oriel__lag_end(loop);
	bool has_looked = oriel__wait_poll(loop, may_block);
	if (has_looked || now_ns == ORIEL__NEVER) {
		now_ns = oriel__clock_aside(&loop->head.clock);
		oriel__timing_begin(loop);
	}
	loop->timing.polled_ns = now_ns;
	turn_see_posts(loop);
	oriel__tasks_begin(loop);
	loop->phase = loop->pressure.count > 0 ? ORIEL__PHASE_PRESSURE : ORIEL__PHASE_TASKS;
}

/*
 * Runs the next item of the turn; returns false when the turn is over.
 *
 * Each phase runs items until it has none left, then falls into the next phase. Every item ends
 * with a microtask checkpoint. Microtasks that wait before an item were therefore queued by the
 * code outside the loop, and their checkpoint comes first.
 */
static bool turn_continue(oriel_loop *loop) {
	if (oriel__microtasks_wait(loop)) {
		oriel__checkpoint(loop);
		return true;
	}
	switch (loop->phase) {
	case ORIEL__PHASE_PRESSURE:
		loop->phase = ORIEL__PHASE_TASKS;
		oriel__pressure_tell(loop);
		break;
	case ORIEL__PHASE_TASKS:
		if (oriel__tasks_run_one(loop))
			break;
		oriel__tasks_end(loop);
		oriel__immediates_begin(loop);
		loop->phase = ORIEL__PHASE_IMMEDIATES;
		TURN_FALLTHROUGH;
	case ORIEL__PHASE_IMMEDIATES:
		if (oriel__immediates_run_one(loop))
			break;
		oriel__timers_begin(loop);
		loop->phase = ORIEL__PHASE_TIMERS;
		TURN_FALLTHROUGH;
	case ORIEL__PHASE_TIMERS:
		if (oriel__timers_run_one(loop))
			break;
		TURN_FALLTHROUGH;
	case ORIEL__PHASE_FRAME:
		loop->phase = ORIEL__PHASE_IDLE; /* at most one frame a turn */
		if (oriel__frame_run(loop))
			break;
		TURN_FALLTHROUGH;
	case ORIEL__PHASE_IDLE:
		loop->phase = ORIEL__PHASE_OVER; /* at most one idle callback a turn */
		return oriel__idles_run_one(loop);
	case ORIEL__PHASE_OVER:
		return false;
	}
	loop->idles.is_interrupted = true; /* by everything but an idle callback */
	return true;
}

/* Runs one item. External inputs that it reads are recorded. */
static bool turn_step(oriel_loop *loop) {
	oriel__embedding_stir(loop);
	loop->is_stepping = true;
	bool has_run = turn_continue(loop);
	oriel__item_end(loop);
	loop->is_stepping = false;
	loop->timing.has_run |= has_run;
	return has_run;
}

/* Enters the loop from outside. The time since the loop returned belongs to its caller. */
static void turn_enter(oriel_loop *loop) {
	oriel__timing_begin(loop);
	loop->timing.polled_ns = oriel__clock_aside(&loop->head.clock);
}

static bool turn_step_or_begin(oriel_loop *loop) {
	if (turn_step(loop))
		return true;
	turn_begin(loop, false);
	return turn_step(loop);
}

void oriel__turn_check_outside(const oriel_loop *loop, const char *caller) {
	oriel__loop_check(loop, caller);
	ORIEL_ASSERT(loop->head.callback_depth == 0 && loop->head.hold_depth == 0 &&
			!loop->is_stepping && !loop->in_checkpoint,
		"%s: called inside a callback of this loop; return from it first", caller);
}

static const struct oriel__record_kind waiting_kind = { "posts that wait", "i" };

/* Returns whether posts have arrived. The result is recorded, because it decides what a step
 * runs. */
static bool turn_posts_wait(oriel_loop *loop) {
	bool live = oriel__posts_wait(loop);
	return loop->is_stepping ? oriel__external_number(loop, &waiting_kind, live, false) != 0 :
							live;
}

bool oriel__turn_has_work(oriel_loop *loop) {
	return loop->tasks.input.first != NULL || loop->tasks.rest.first != NULL ||
		loop->immediates.batch.first != NULL || loop->immediates.waiting.first != NULL ||
		oriel__microtasks_wait(loop) || turn_posts_wait(loop);
}

int64_t oriel__turn_due(oriel_loop *loop) {
	if (oriel__turn_has_work(loop))
		return INT64_MIN;
	return oriel__ns_min(
		oriel__ns_min(oriel__timers_due(loop), oriel__frame_due(loop)), oriel__idles_due(loop));
}

int oriel_loop_run(oriel_loop *loop) {
	oriel__turn_check_outside(loop, "oriel_loop_run");
	ORIEL_ASSERT(!loop->is_running,
		"oriel_loop_run: the loop runs already; a thread runs its loop once at a time");
	loop->is_running = true;
	turn_enter(loop);
	while (!loop->must_quit) {
		if (!turn_step(loop))
			turn_begin(loop, true);
	}
	oriel__lag_end(loop);
	loop->is_running = false;
	loop->must_quit = false;
	return loop->quit_status;
}

/* Runs an item or waits. Returns false if nothing can run until a virtual clock advances. */
static bool turn_step_or_wait(oriel_loop *loop) {
	if (!loop->head.clock.is_virtual) {
		if (!turn_step(loop))
			turn_begin(loop, true);
		return true;
	}
	if (turn_step_or_begin(loop))
		return true;
	bool can_go_on = loop->pending > 0 || oriel__wait_has_outside(loop);
	if (can_go_on)
		turn_begin(loop, true);
	return can_go_on || oriel__turn_has_work(loop);
}

void oriel__loop_run_until(
	oriel_loop *loop, const char *caller, bool (*is_over)(const void *), const void *data) {
	oriel__turn_check_outside(loop, caller);
	ORIEL_ASSERT(!loop->is_running,
		"%s: the loop runs already; a thread runs its loop once at a time", caller);
	loop->is_running = true;
	turn_enter(loop);
	while (!loop->must_quit && !is_over(data) && turn_step_or_wait(loop))
		continue;
	oriel__lag_end(loop);
	loop->is_running = false;
}

bool oriel__loop_take_quit(oriel_loop *loop, int *status) {
	if (!loop->must_quit)
		return false;
	loop->must_quit = false;
	*status = loop->quit_status;
	return true;
}

void oriel_loop_quit(oriel_loop *loop, int status) {
	oriel__loop_check(loop, "oriel_loop_quit");
	loop->must_quit = true;
	loop->quit_status = status;
}

bool oriel_loop_step(oriel_loop *loop) {
	oriel__turn_check_outside(loop, "oriel_loop_step");
	turn_enter(loop);
	bool has_run = turn_step_or_begin(loop) ||
		(!oriel__embedding_rest_if_hooked(loop) && turn_step_or_begin(loop));
	oriel__lag_end(loop);
	return has_run;
}

double oriel_loop_next_due(oriel_loop *loop) {
	oriel__loop_check(loop, "oriel_loop_next_due");
	int64_t due_ns = oriel__ns_min(oriel__turn_due(loop), oriel__wait_uv_due(loop));
	return due_ns > 0 ? oriel__ms_from_ns(due_ns) : 0;
}

static void turn_run_ready(oriel_loop *loop, const char *caller) {
	size_t items = 0;
	turn_enter(loop);
	while (turn_step_or_begin(loop)) {
		ORIEL_ASSERT(++items < RUNAWAY_ITEMS,
			"%s: a million callbacks have run at one moment, the last one queued at %s; add "
			"a delay to callbacks that queue themselves",
			caller, oriel__loop_site(loop) != NULL ? oriel__loop_site(loop) : "an unknown site");
	}
}

static void turn_check_clock(const oriel_loop *loop, const char *caller) {
	ORIEL_ASSERT(loop->head.clock.is_virtual,
		"%s: the loop's clock is the machine's; make the loop with .clock = ORIEL_CLOCK_VIRTUAL",
		caller);
}

static void turn_check_virtual(const oriel_loop *loop, const char *caller) {
	oriel__turn_check_outside(loop, caller);
	turn_check_clock(loop, caller);
}

void oriel_loop_advance(oriel_loop *loop, double ms) {
	turn_check_virtual(loop, "oriel_loop_advance");
	int64_t end_ns = oriel__ns_add(loop->head.clock.now_ns, oriel__ns_from_ms(ms));

	turn_run_ready(loop, "oriel_loop_advance");
	for (int64_t due_ns = oriel__turn_due(loop); due_ns <= end_ns && due_ns != ORIEL__NEVER;
		due_ns = oriel__turn_due(loop)) {
		if (due_ns > loop->head.clock.now_ns)
			loop->head.clock.now_ns = due_ns;
		turn_run_ready(loop, "oriel_loop_advance");
	}
	if (end_ns > loop->head.clock.now_ns)
		loop->head.clock.now_ns = end_ns;
}

void oriel_loop_spend(oriel_loop *loop, double ms) {
	oriel__loop_check(loop, "oriel_loop_spend");
	turn_check_clock(loop, "oriel_loop_spend");
	loop->head.clock.now_ns = oriel__ns_add(loop->head.clock.now_ns, oriel__ns_from_ms(ms));
}

void oriel_loop_settle(oriel_loop *loop) {
	turn_check_virtual(loop, "oriel_loop_settle");
	turn_run_ready(loop, "oriel_loop_settle");
	while (loop->pending > 0) {
		turn_begin(loop, true);
		turn_run_ready(loop, "oriel_loop_settle");
	}
}
