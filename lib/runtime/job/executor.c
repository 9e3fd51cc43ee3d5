/* SPDX-License-Identifier: MIT */
/*
 * The deterministic executor. Each job that has begun has a seat. From its first step on, the seat
 * has its own thread, so thread-local state and checks of threads behave as in the pool. Only one
 * of these threads and the loop's thread runs at a time. A step gives the turn to a randomly chosen
 * seat, and waits until the seat returns the turn, at a point or at the job's end.
 *
 * The loop treats the executor as another display. A pump makes a step in half of all cases, chosen
 * at random; before blocking, a step is always made.
 */
#include "job/executor_internal.h"
#include "base/thread_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/options_internal.h"
#include "loop/clock_internal.h"
#include "loop/display_internal.h"

#include <errno.h>
#include <oriel/runtime/executor.h>
#include <oriel/runtime/log.h>
#include <string.h>
#include <time.h>

enum { DEFAULT_THREADS = 3, DEFAULT_PATIENCE_MS = 10000, MOST_POINTS_PASSED = 4 };

struct oriel__seat {
	oriel_job *job;
	struct oriel__executor *executor;
	pthread_t thread;
	pthread_cond_t turn;
	/* protected by the pool's mutex: */
	bool has_thread, has_turn, is_over;
	unsigned points; /* number of points to pass before the seat returns the turn */
};

struct oriel__executor {
	struct oriel__display display;
	struct oriel__pool *pool;
	uint64_t state;
	int64_t patience_ns;
	pthread_cond_t back; /* signalled when a seat returns the turn */
	size_t threads;
	/* protected by the pool's mutex: */
	struct oriel__seat *holder; /* the seat with the turn; NULL: the loop's thread */
	size_t count;
	struct oriel__seat **seats; /* seats of all jobs that have begun */
};

/* Returns a random number below count. Source: Steele, Lea and Flood, "Fast splittable pseudorandom
 * number generators". */
static uint64_t executor_draw(struct oriel__executor *executor, uint64_t count, const char *what) {
	struct oriel__race *race = oriel__race_of(executor->pool->loop);
	if (race != NULL)
		return oriel__race_draw(race, count, what, NULL);
	uint64_t value = executor->state += UINT64_C(0x9E3779B97F4A7C15);
	value = (value ^ value >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
	value = (value ^ value >> 27) * UINT64_C(0x94D049BB133111EB);
	return (value ^ value >> 31) % count;
}

/* Waits for the turn. Called on the seat's thread; locked. */
static void executor_await_turn(struct oriel__seat *seat) {
	while (!seat->has_turn)
		pthread_cond_wait(&seat->turn, &seat->executor->pool->mutex);
}

static void executor_return_turn(struct oriel__seat *seat) {
	seat->has_turn = false;
	seat->executor->holder = NULL;
	pthread_cond_signal(&seat->executor->back);
}

static void *executor_run_seat(void *data) {
	struct oriel__seat *seat = data;
	struct oriel__pool *pool = seat->executor->pool;
	oriel__thread_set_name("oriel-executor");
	oriel__pool_lock(pool);
	executor_await_turn(seat);
	oriel__pool_work(pool, seat->job);
	seat->is_over = true;
	executor_return_turn(seat);
	oriel__pool_unlock(pool);
	return NULL;
}

void oriel__executor_point(const oriel_job *job) {
	struct oriel__seat *seat = job->seat;
	if (seat == NULL || !pthread_equal(seat->thread, pthread_self()))
		return;
	oriel__pool_lock(job->pool);
	if (seat->points > 0) {
		seat->points--;
	} else {
		executor_return_turn(seat);
		executor_await_turn(seat);
	}
	oriel__pool_unlock(job->pool);
}

/* Gives seats to ready jobs in the pool's order, as many as there are threads. */
static void executor_begin_jobs(struct oriel__executor *executor) {
	while (executor->count < executor->threads && executor->pool->ready_count > 0) {
		struct oriel__seat *seat = oriel__alloc_zero(1, sizeof(*seat));
		seat->executor = executor;
		seat->job = oriel__pool_take(executor->pool);
		seat->job->seat = seat;
		pthread_cond_init(&seat->turn, NULL);
		executor->seats[executor->count++] = seat;
	}
}

static void executor_start_thread(struct oriel__seat *seat) {
	if (seat->has_thread)
		return;
	int error = oriel__thread_start(&seat->thread, executor_run_seat, seat);
	ORIEL_ASSERT(error == 0,
		"oriel_executor_use: no thread can be started (%s); raise the limit of threads",
		strerror(error));
	seat->has_thread = true;
}

static struct timespec executor_deadline_after(int64_t ns) {
	enum { NS_PER_S = 1000000000 };
	struct timespec deadline;
	clock_gettime(CLOCK_MONOTONIC, &deadline);
	int64_t end_ns = oriel__ns_add(ns, (int64_t)deadline.tv_sec * NS_PER_S + deadline.tv_nsec);
	return (struct timespec){ .tv_sec = (time_t)(end_ns / NS_PER_S),
		.tv_nsec = (long)(end_ns % NS_PER_S) };
}

/* Waits until no seat has the turn. Releases the lock before the assertion that reports a job that
 * does not return it. */
static void executor_await_return(struct oriel__executor *executor) {
	struct oriel__pool *pool = executor->pool;
	struct timespec deadline = executor_deadline_after(executor->patience_ns);
	int error = 0;
	while (executor->holder != NULL && error != ETIMEDOUT)
		error = pthread_cond_timedwait(&executor->back, &pool->mutex, &deadline);
	if (executor->holder == NULL)
		return;
	const char *site = executor->holder->job->cause.site;
	size_t others = executor->count - 1;
	oriel__pool_unlock(pool);
	ORIEL_ASSERT(false,
		"oriel_executor_use: the job run at %s has worked for %.0f ms, and %zu other "
		"jobs that have begun cannot run meanwhile; "
		"if it waits for another job, run it in that job's done function, else raise .patience_ms",
		site != NULL ? site : "an unknown site", oriel__ms_from_ns(executor->patience_ns), others);
}

static void executor_remove_seat(struct oriel__executor *executor, size_t index) {
	struct oriel__seat *seat = executor->seats[index];
	memmove(executor->seats + index, executor->seats + index + 1,
		(--executor->count - index) * sizeof(*executor->seats));
	oriel__pool_unlock(executor->pool);
	pthread_join(seat->thread, NULL);
	oriel__pool_lock(executor->pool);
	pthread_cond_destroy(&seat->turn);
	oriel__free(seat);
}

/* Removes the seats whose work has returned. Their jobs may have been freed. */
static void executor_remove_ended_seats(struct oriel__executor *executor) {
	for (size_t i = executor->count; i-- > 0;)
		if (executor->seats[i]->is_over)
			executor_remove_seat(executor, i);
}

bool oriel__executor_step(struct oriel__pool *pool) {
	struct oriel__executor *executor = pool->executor;
	executor_await_return(executor);
	executor_remove_ended_seats(executor);
	executor_begin_jobs(executor);
	if (executor->count == 0)
		return false;
	struct oriel__seat *seat = executor->seats[executor_draw(
		executor, executor->count, "a later job works first")];
	seat->points = (unsigned)executor_draw(
		executor, MOST_POINTS_PASSED, "a job works beyond a point where it could be left");
	executor_start_thread(seat);
	seat->has_turn = true;
	executor->holder = seat;
	pthread_cond_signal(&seat->turn);
	executor_await_return(executor);
	executor_remove_ended_seats(executor);
	return true;
}

static bool executor_step(struct oriel__executor *executor) {
	oriel__pool_lock(executor->pool);
	bool has_worked = oriel__executor_step(executor->pool);
	oriel__pool_unlock(executor->pool);
	return has_worked;
}

static struct oriel__executor *executor_of(struct oriel__display *display) {
	return oriel__container_of(display, struct oriel__executor, display);
}

static void executor_pump(struct oriel__display *display) {
	struct oriel__executor *executor = executor_of(display);
	if (executor_draw(executor, 2, "no job works while the loop polls") == 0)
		executor_step(executor);
}

static int executor_prepare(struct oriel__display *display, struct pollfd *fds, int *timeout_ms) {
	return executor_step(executor_of(display)) ? -1 : 0;
}

void oriel__executor_finish(struct oriel__pool *pool) {
	struct oriel__executor *executor = pool->executor;
	while (executor_step(executor))
		continue;
	oriel__display_remove(pool->loop, &executor->display);
	pool->executor = NULL;
	oriel__race_set(pool->loop, NULL);
	oriel__race_destroy(pool->race);
	pool->race = NULL;
	pthread_cond_destroy(&executor->back);
	oriel__free(executor->seats);
	oriel__free(executor);
}

static void executor_init_condition(pthread_cond_t *condition) {
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(condition, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

void oriel_executor_use_at(
	const char *site, uint64_t seed, const struct oriel_executor_options *options) {
	static const struct oriel_executor_options defaults = { .size = sizeof(defaults) };
	oriel_loop *loop = oriel__loop_here("oriel_executor_use");
	struct oriel__pool *pool = oriel__pool_of(loop);
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_executor_use", site, options);
	ORIEL_ASSERT(pool != NULL,
		"oriel_executor_use at %s: the loop ends; call it before the first job", site);
	ORIEL_ASSERT(pool->executor == NULL,
		"oriel_executor_use at %s: the loop has an executor already; make another loop for another "
		"seed",
		site);
	ORIEL_ASSERT(pool->thread_count == 0 && pool->given == 0,
		"oriel_executor_use at %s: the loop has run jobs already; call it before the first", site);
	struct oriel__executor *executor = oriel__alloc_zero(1, sizeof(*executor));
	executor->display = (struct oriel__display){ .pump = executor_pump,
		.prepare = executor_prepare };
	executor->pool = pool;
	executor->state = seed;
	executor->threads = options->threads > 0 ? options->threads : DEFAULT_THREADS;
	executor->patience_ns = oriel__ns_from_ms(
		options->patience_ms > 0 ? options->patience_ms : DEFAULT_PATIENCE_MS);
	executor->seats = oriel__alloc_zero(executor->threads, sizeof(struct oriel__seat *));
	executor_init_condition(&executor->back);
	pool->executor = executor;
	oriel__display_add(loop, &executor->display);
}
