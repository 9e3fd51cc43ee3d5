/* SPDX-License-Identifier: MIT */
/*
 * Random use of flow control: runs, ends, aborts and destructions at random times, including in
 * start functions and in abort listeners. No order is predicted. Invariants are checked at each
 * event. At the end every promise was settled, all data was released once, and nothing is left.
 */
#include "chance.h"
#include "shrink.h"
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/flow/breaker.h>
#include <oriel/runtime/census.h>
#include <oriel/flow/debounce.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/flow/latest.h>
#include <oriel/flow/limiter.h>
#include <oriel/flow/locks.h>
#include <oriel/runtime/loop.h>
#include <oriel/flow/rate_limit.h>
#include <oriel/flow/retry.h>
#include <oriel/flow/throttle.h>
#include <oriel/runtime/target.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum kind { LIMITER, LOCKS, LATEST, BREAKER, RATE_LIMIT, DEBOUNCE, THROTTLE, KINDS, RETRY };
enum {
	STEP_SIZE = 4,
	NAMES = 2,
	MAX_RUNNING = 2,
	MAX_ATTEMPTS = 3,
	CALLERS_SIGNALS = 2,
	DEEPEST = 3
};

#define INTERVAL_MS 7.0
#define PER_MS 0.3
#define BURST 4.0

/* Jobs that run under one limit, e.g. one lock. */
struct group {
	int running, last_started;
	bool has_exclusive;
};

struct object {
	struct object *next;
	enum kind kind;
	void *handle; /* NULL if destroyed */
	oriel_abort_controller *controller;
	struct group groups[NAMES];
	int newest;
	double since_ms, granted; /* for a rate limit: tokens granted, and since when */
	double last_call_ms;      /* for a throttle; negative: no call since it began again */
	bool begins_anew;         /* the next call begins a new measurement */
};

/* One call of a start function, or one taker of tokens. */
struct job {
	struct job *next;
	enum kind kind;
	struct object *object; /* NULL for a retry */
	struct group *group;
	struct chance chance;
	int number, starts, drops;
	double tokens;
	bool is_shared, is_settled, may_stay_pending;
};

struct attempt {
	struct attempt *next;
	struct job *job;
	oriel_resolver *resolver; /* NULL once it has ended */
	bool was_newest;
};

/* The argument of a call of a debounce. */
struct token {
	struct token *next;
	int drops;
};

static struct {
	oriel_loop *loop;
	struct object *objects, *current[KINDS];
	struct job *jobs;
	struct attempt *attempts;
	struct token *tokens;
	oriel_abort_controller *callers[CALLERS_SIGNALS];
	int numbers, depth;
	bool print, failed;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "at %g ms: %s\n",
			oriel_loop_current() != NULL ? oriel_loop_now(world.loop) : -1, what);
}

static void do_something(uint32_t what, struct chance *chance);

/* ---- Starts ---- */

static void end_attempt(struct attempt *attempt, uint32_t how) {
	struct job *job = attempt->job;
	oriel_resolver *resolver = attempt->resolver;
	if (resolver == NULL)
		return;
	attempt->resolver = NULL;
	attempt->was_newest = job->object == NULL || job->object->newest == job->number;
	if (job->group != NULL) {
		job->group->running--;
		job->group->has_exclusive &= job->is_shared;
	}
	if (how == 0)
		job->may_stay_pending = true;
	else if (how == 1)
		oriel_reject(resolver, oriel_borrowed(attempt));
	else
		oriel_resolve(resolver, oriel_borrowed(attempt));
	oriel_resolver_unref(resolver);
}

static void on_abort(oriel_event *event, void *attempt) {
	struct chance *chance = &((struct attempt *)attempt)->job->chance;
	(void)event;
	if (roll(chance, 4) == 0)
		do_something(roll(chance, 64), chance);
	end_attempt(attempt, 1 + roll(chance, 8) / 7);
}

static void check_start(const struct job *job) {
	const struct group *group = job->group;
	must(job->drops == 0, "started after its data was dropped");
	must(++((struct job *)job)->starts <= (job->kind == RETRY ? MAX_ATTEMPTS : 1),
		"started too often");
	if (job->kind == LIMITER || job->kind == LOCKS)
		must(job->number > group->last_started, "started before its turn");
	if (job->kind == LIMITER)
		must(group->running < MAX_RUNNING, "too many run");
	if (job->kind == LOCKS)
		must(job->is_shared ? !group->has_exclusive : group->running == 0,
			"a lock is held by more than it may be");
	if (job->kind == BREAKER)
		must(oriel_breaker_state(job->object->handle) != ORIEL_BREAKER_OPEN,
			"started although the circuit is open");
}

static struct attempt *begin_attempt(struct job *job, oriel_promise **promise) {
	struct attempt *attempt = calloc(1, sizeof(*attempt));
	attempt->next = world.attempts;
	attempt->job = job;
	world.attempts = attempt;
	*promise = oriel_promise_new(&attempt->resolver);
	if (job->group != NULL) {
		job->group->last_started = job->number;
		job->group->running++;
		job->group->has_exclusive |= !job->is_shared;
	}
	return attempt;
}

static oriel_promise *start(oriel_abort_signal *signal, void *data) {
	struct job *job = data;
	oriel_promise *promise;
	check_start(job);
	struct attempt *attempt = begin_attempt(job, &promise);
	if (roll(&job->chance, 3) > 0)
		oriel_listen(signal, "abort", on_abort, attempt, .once = true);
	if (roll(&job->chance, 5) == 0)
		do_something(roll(&job->chance, 64), &job->chance);
	uint32_t how = roll(&job->chance, 8);
	if (how < 3)
		end_attempt(attempt, how);
	if (how != 2 || roll(&job->chance, 2) == 0)
		return promise;
	oriel_promise_unref(promise);
	return NULL;
}

static void drop_job(void *data) {
	((struct job *)data)->drops++;
}

/* ---- Runs ---- */

static struct job *job_new(enum kind kind, struct chance *chance) {
	struct job *job = calloc(1, sizeof(*job));
	job->next = world.jobs;
	job->kind = kind;
	job->object = kind == RETRY ? NULL : world.current[kind];
	job->chance.seed = (uint64_t)roll(chance, UINT32_MAX) * 0x9e3779b97f4a7c15u;
	job->number = ++world.numbers;
	world.jobs = job;
	return job;
}

static struct oriel_completion on_fulfilled(struct oriel_payload value, void *data) {
	struct job *job = data;
	must(!job->is_settled, "settled twice");
	job->is_settled = true;
	if (job->kind == LATEST && value.data != NULL)
		must(((struct attempt *)value.data)->was_newest, "an older run was heard of");
	return ORIEL_COMPLETE;
}

static struct oriel_completion on_rejected(struct oriel_payload reason, void *data) {
	struct job *job = data;
	(void)reason;
	must(!job->is_settled, "settled twice");
	job->is_settled = true;
	return ORIEL_COMPLETE;
}

static void watch(oriel_promise *promise, struct job *job) {
	oriel_promise_unref(oriel_then(promise, on_fulfilled, on_rejected, job));
}

static oriel_abort_signal *any_callers_signal(struct chance *chance) {
	uint32_t which = roll(chance, 2 * CALLERS_SIGNALS);
	return which < CALLERS_SIGNALS ? oriel_abort_controller_signal(world.callers[which]) : NULL;
}

static void request_lock(struct job *job, struct chance *chance) {
	static const char *const names[NAMES] = { "x", "y" };
	uint32_t name = roll(chance, NAMES);
	job->is_shared = roll(chance, 2) == 0;
	job->group = &job->object->groups[name];
	bool if_available = roll(chance, 5) == 0;
	watch(oriel_locks_request(job->object->handle, names[name], start, job,
				.shared = job->is_shared, .if_available = if_available,
				.signal = any_callers_signal(chance), .release = drop_job),
		job);
}

static void run(enum kind kind, struct chance *chance) {
	struct job *job = job_new(kind, chance);
	oriel_abort_signal *signal = any_callers_signal(chance);
	switch (kind) {
	case LIMITER:
		job->group = &job->object->groups[0];
		watch(oriel_limiter_run(
					job->object->handle, start, job, .signal = signal, .release = drop_job),
			job);
		break;
	case LOCKS:
		request_lock(job, chance);
		break;
	case LATEST:
		job->object->newest = job->number;
		watch(oriel_latest_run(
					job->object->handle, start, job, .signal = signal, .release = drop_job),
			job);
		break;
	case BREAKER:
		watch(oriel_breaker_run(
					job->object->handle, start, job, .signal = signal, .release = drop_job),
			job);
		break;
	default:
		watch(oriel_retry(start, job, .max_attempts = MAX_ATTEMPTS, .base_ms = 3, .seed = 1,
				.attempt_timeout_ms = roll(chance, 2) * 5.0, .signal = signal, .release = drop_job),
			job);
		break;
	}
}

/* ---- Tokens ---- */

static void grant(struct object *limit, double tokens) {
	limit->granted += tokens;
	must(limit->granted <= BURST + PER_MS * (oriel_loop_now(world.loop) - limit->since_ms) + 1e-3,
		"more tokens were granted than there are");
}

static struct oriel_completion on_granted(struct oriel_payload value, void *data) {
	struct job *job = data;
	must(job->number > job->object->groups[0].last_started, "served before its turn");
	job->object->groups[0].last_started = job->number;
	grant(job->object, job->tokens);
	return on_fulfilled(value, data);
}

static void take_tokens(struct chance *chance) {
	struct object *limit = world.current[RATE_LIMIT];
	double tokens = roll(chance, 9) / 2.0;
	if (roll(chance, 4) == 0) {
		if (oriel_rate_limit_try(limit->handle, tokens))
			grant(limit, tokens);
		return;
	}
	struct job *job = job_new(RATE_LIMIT, chance);
	job->tokens = tokens;
	job->drops = 1;
	oriel_promise *promise = oriel_rate_limit_take(
		limit->handle, tokens, .signal = any_callers_signal(chance));
	oriel_promise_unref(oriel_then(promise, on_granted, on_rejected, job));
}

static void drop_token(void *data) {
	((struct token *)data)->drops++;
}

static void on_call(struct oriel_payload newest, void *data) {
	struct object *object = data;
	const struct token *token = newest.data;
	double now_ms = oriel_loop_now(world.loop);
	must(token != NULL && token->drops == 0, "called with what was dropped");
	if (object->kind == THROTTLE && object->last_call_ms >= 0)
		must(now_ms - object->last_call_ms > INTERVAL_MS - 1e-3, "a throttle called too early");
	object->last_call_ms = object->begins_anew ? -1 : now_ms;
	object->begins_anew = false;
}

static bool begin_anew(const struct object *object, bool flushes) {
	bool throttles = object->kind == THROTTLE;
	bool is_pending = throttles ?
		oriel_throttle_is_pending(object->handle) :
		oriel_debounce_is_pending(object->handle);
	return flushes && is_pending;
}

static void flush_or_cancel(const struct object *object, bool flushes) {
	if (object->kind == THROTTLE && flushes)
		oriel_throttle_flush(object->handle);
	else if (object->kind == THROTTLE)
		oriel_throttle_cancel(object->handle);
	else if (flushes)
		oriel_debounce_flush(object->handle);
	else
		oriel_debounce_cancel(object->handle);
}

static void call(enum kind kind, struct chance *chance) {
	struct object *object = world.current[kind];
	uint32_t what = roll(chance, 8);
	if (what < 2) {
		object->last_call_ms = -1;
		object->begins_anew = begin_anew(object, what == 0);
		flush_or_cancel(object, what == 0);
		return;
	}
	struct token *token = calloc(1, sizeof(*token));
	token->next = world.tokens;
	world.tokens = token;
	if (kind == THROTTLE)
		oriel_throttle_call(object->handle, oriel_owned(token, drop_token));
	else
		oriel_debounce_call(object->handle, oriel_owned(token, drop_token));
}

/* ---- Objects ---- */

static void destroy(struct object *object) {
	void *handle = object->handle;
	object->handle = NULL;
	switch (object->kind) {
	case LIMITER:
		oriel_limiter_destroy(handle);
		break;
	case LOCKS:
		oriel_locks_destroy(handle);
		break;
	case LATEST:
		oriel_latest_destroy(handle);
		break;
	case BREAKER:
		oriel_breaker_destroy(handle);
		break;
	case RATE_LIMIT:
		oriel_rate_limit_destroy(handle);
		break;
	case DEBOUNCE:
		oriel_debounce_destroy(handle);
		break;
	default:
		oriel_throttle_destroy(handle);
		break;
	}
}

static void *handle_new(struct object *object, oriel_abort_signal *signal) {
	switch (object->kind) {
	case LIMITER:
		return oriel_limiter_new(MAX_RUNNING, .max_waiting = 5, .signal = signal);
	case LOCKS:
		return oriel_locks_new(.signal = signal);
	case LATEST:
		return oriel_latest_new(.signal = signal);
	case BREAKER:
		return oriel_breaker_new(.max_failures = 2, .window_ms = 50, .reset_ms = 20, .probes = 2,
			.signal = signal);
	case RATE_LIMIT:
		return oriel_rate_limit_new(PER_MS * 1000, BURST, .signal = signal);
	case DEBOUNCE:
		return oriel_debounce_new(
			on_call, object, INTERVAL_MS, .max_wait_ms = 3 * INTERVAL_MS, .signal = signal);
	default:
		return oriel_throttle_new(on_call, object, INTERVAL_MS, .signal = signal);
	}
}

static void renew_object(enum kind kind) {
	struct object *object = calloc(1, sizeof(*object));
	object->next = world.objects;
	object->kind = kind;
	object->controller = oriel_abort_controller_new();
	object->since_ms = oriel_loop_now(world.loop);
	object->last_call_ms = -1;
	object->handle = handle_new(object, oriel_abort_controller_signal(object->controller));
	world.objects = object;
	world.current[kind] = object;
}

/* The new object is created first, because the end of the old one may use it. */
static void replace_object(struct chance *chance) {
	enum kind kind = (enum kind)roll(chance, KINDS);
	struct object *old = world.current[kind];
	uint32_t how = roll(chance, 3);
	renew_object(kind);
	if (how > 0)
		oriel_abort(old->controller, ORIEL_NO_PAYLOAD);
	if (how < 2)
		destroy(old);
}

static void replace_callers_signal(struct chance *chance) {
	oriel_abort_controller **place = &world.callers[roll(chance, CALLERS_SIGNALS)], *old = *place;
	bool is_aborted = roll(chance, 4) > 0;
	*place = oriel_abort_controller_new();
	if (is_aborted)
		oriel_abort(old, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(old);
}

/* ---- Steps ---- */

static void end_any(struct chance *chance) {
	uint32_t skipped = roll(chance, 6), how = roll(chance, 6);
	for (struct attempt *attempt = world.attempts; attempt != NULL; attempt = attempt->next) {
		if (attempt->resolver != NULL && skipped-- == 0) {
			end_attempt(attempt, how);
			return;
		}
	}
}

static void do_something(uint32_t what, struct chance *chance) {
	if (world.depth >= DEEPEST)
		return;
	world.depth++;
	switch (what % 16) {
	case 0: case 1: run(LIMITER, chance); break;
	case 2: case 3: run(LOCKS, chance); break;
	case 4: run(LATEST, chance); break;
	case 5: run(BREAKER, chance); break;
	case 6: run(RETRY, chance); break;
	case 7: take_tokens(chance); break;
	case 8: call(DEBOUNCE, chance); break;
	case 9: call(THROTTLE, chance); break;
	case 10: replace_object(chance); break;
	case 11: replace_callers_signal(chance); break;
	default: end_any(chance); break;
	}
	world.depth--;
}

static void do_step(const uint8_t *step) {
	struct chance chance = chance_of_step(step, STEP_SIZE);
	bool is_host = roll(&chance, 3) > 0;
	if (step[0] % 16 == 15) {
		oriel_loop_advance(world.loop, roll(&chance, 40) / 2.0);
		return;
	}
	if (is_host)
		oriel_loop_begin_host(world.loop);
	do_something(step[0], &chance);
	if (is_host)
		oriel_loop_end_host(world.loop);
}

static void on_rejection(oriel_event *event, void *data) {
	(void)data;
	oriel_prevent_default(event);
}

static void begin_world(bool print) {
	memset(&world, 0, sizeof(world));
	world.print = print;
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_listen(world.loop, "unhandledrejection", on_rejection, NULL);
	for (int i = 0; i < CALLERS_SIGNALS; i++)
		world.callers[i] = oriel_abort_controller_new();
	for (int kind = 0; kind < KINDS; kind++)
		renew_object((enum kind)kind);
}

static void end_objects(void) {
	for (struct object *object = world.objects; object != NULL; object = object->next) {
		if (object->handle != NULL)
			destroy(object);
	}
}

static void release_signals(void) {
	for (struct object *object = world.objects; object != NULL; object = object->next)
		oriel_abort_controller_destroy(object->controller);
	for (int i = 0; i < CALLERS_SIGNALS; i++)
		oriel_abort_controller_destroy(world.callers[i]);
}

/* A retry may begin another attempt whenever an attempt ends. */
static void end_attempts(void) {
	world.depth = DEEPEST;
	for (int i = 0; i <= MAX_ATTEMPTS; i++) {
		for (struct attempt *attempt = world.attempts; attempt != NULL; attempt = attempt->next)
			end_attempt(attempt, 2);
		if (oriel_loop_current() != NULL)
			oriel_loop_advance(world.loop, 1000);
	}
}

static void check_nothing_is_left(void) {
	struct oriel_census census;
	oriel_loop_census(world.loop, &census);
	must(oriel_census_count(&census, "timers") == 0, "timers are left");
	must(oriel_census_count(&census, "tasks") == 0, "tasks are left");
	must(oriel_census_count(&census, "promises") == 0, "promises are left");
	must(oriel_census_count(&census, "signals") == 0, "signals are left");
	must(oriel_census_count(&census, "listeners") == 1, "listeners are left");
	for (const struct job *job = world.jobs; job != NULL; job = job->next)
		must(job->is_settled || job->may_stay_pending, "a promise was never settled");
}

static void check_drops(void) {
	for (const struct job *job = world.jobs; job != NULL; job = job->next)
		must(job->drops == 1, "data was not dropped once");
	for (const struct token *token = world.tokens; token != NULL; token = token->next)
		must(token->drops == 1, "a payload was not dropped once");
}

static void free_world(void) {
	while (world.objects != NULL) {
		struct object *object = world.objects;
		world.objects = object->next;
		free(object);
	}
	while (world.jobs != NULL) {
		struct job *job = world.jobs;
		world.jobs = job->next;
		free(job);
	}
	while (world.attempts != NULL) {
		struct attempt *attempt = world.attempts;
		world.attempts = attempt->next;
		free(attempt);
	}
	while (world.tokens != NULL) {
		struct token *token = world.tokens;
		world.tokens = token->next;
		free(token);
	}
}

/* Ends the loop first, or last. */
static void end_world(bool loop_ends_first) {
	if (loop_ends_first) {
		world.depth = DEEPEST;
		oriel_loop_destroy(world.loop);
		end_attempts();
		end_objects();
		release_signals();
	} else {
		end_attempts();
		end_objects();
		end_attempts();
		release_signals();
		check_nothing_is_left();
		oriel_loop_destroy(world.loop);
	}
	check_drops();
	free_world();
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	begin_world(print);
	for (size_t i = 0; i < count && !world.failed; i++) {
		if (print)
			print_step(steps + i * STEP_SIZE, STEP_SIZE, "");
		do_step(steps + i * STEP_SIZE);
	}
	end_world(count > 0 && steps[1] % 2 == 1);
	return !world.failed;
}

static void invariants_hold_in_random_use(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 120, .seeds = 10000, .play = play });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(invariants_hold_in_random_use));
}
