/* SPDX-License-Identifier: MIT */
/*
 * Polling and sleeping: one ppoll() on the descriptors of the displays and of libuv.
 *
 * A turn that has something to run makes no system call of its own. It pumps the display, and calls
 * uv_run() only if libuv is used for more than waking. A turn without work blocks here, and only
 * here. For a host loop that waits instead (embed.c), everything is done except blocking.
 *
 * Without a display, and for a long enough time, uv_run() blocks instead of ppoll(), which saves a
 * server one system call each time. A timer of libuv then ends the wait two milliseconds early,
 * which is libuv's precision, and ppoll() waits for the rest.
 */
#define _GNU_SOURCE /* ppoll, which unlike poll() does not round timers up to milliseconds */
#include "loop/loop_state_internal.h"

#include "base/alloc_internal.h"
#include "loop/embed_internal.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <string.h>
#include <time.h>

struct sleep {
	int64_t timeout_ns;         /* negative: no limit */
	size_t count;               /* number of descriptors; the first is libuv's */
	struct oriel__display *end; /* the first display that is not prepared; NULL: all are */
};

void oriel__display_add(oriel_loop *loop, struct oriel__display *display) {
	struct oriel__display **place = &loop->displays;
	oriel__loop_check(loop, "oriel__display_add");
	while (*place != NULL)
		place = &(*place)->next;
	display->next = NULL;
	*place = display;
}

void oriel__display_remove(oriel_loop *loop, struct oriel__display *display) {
	struct oriel__display **place = &loop->displays;
	oriel__loop_check(loop, "oriel__display_remove");
	while (*place != NULL && *place != display)
		place = &(*place)->next;
	if (*place != NULL)
		*place = display->next;
}

static void wait_pump(oriel_loop *loop) {
	struct oriel__display *next;
	for (struct oriel__display *display = loop->displays; display != NULL; display = next) {
		next = display->next;
		if (display->pump != NULL)
			display->pump(display);
	}
}

static int wait_ms_round_up(int64_t ns) {
	int64_t ms = ns / ORIEL__NS_PER_MS + (ns % ORIEL__NS_PER_MS != 0);
	return ns < 0 ? -1 : ms > INT_MAX ? INT_MAX : (int)ms;
}

static void wait_shorten(struct sleep *sleep, int timeout_ms) {
	int64_t timeout_ns = (int64_t)timeout_ms * ORIEL__NS_PER_MS;
	if (timeout_ms >= 0 && (sleep->timeout_ns < 0 || timeout_ns < sleep->timeout_ns))
		sleep->timeout_ns = timeout_ns;
}

static size_t wait_display_count(const oriel_loop *loop) {
	size_t count = 0;
	for (const struct oriel__display *display = loop->displays; display != NULL;
		display = display->next)
		count++;
	return count;
}

static int *wait_descriptor_count(struct pollfd *fds) {
	return &fds->fd;
}

/* Prepares a display. Its descriptors follow an entry that stores their number as a negative
 * descriptor, which poll() ignores. */
static bool wait_prepare_display(
	oriel_loop *loop, struct sleep *sleep, struct oriel__display *display) {
	struct pollfd *header = &loop->poll_fds[sleep->count];
	int timeout_ms = wait_ms_round_up(sleep->timeout_ns);
	int count = display->prepare != NULL ? display->prepare(display, header + 1, &timeout_ms) : 0;
	if (count < 0)
		return false;
	*wait_descriptor_count(header) = -1 - count;
	header->events = 0;
	sleep->count += 1 + (size_t)count;
	wait_shorten(sleep, timeout_ms);
	return true;
}

/* Prepares the displays. Returns false if a display has pending events. */
static bool wait_prepare(oriel_loop *loop, struct sleep *sleep) {
	size_t room = 1 + wait_display_count(loop) * (1 + ORIEL__DISPLAY_MAX_FDS);
	loop->poll_fds = oriel__grow(
		loop->poll_fds, &loop->poll_fds_capacity, room, sizeof(*loop->poll_fds));
	memset(loop->poll_fds, 0, room * sizeof(*loop->poll_fds));
	loop->poll_fds[0] = (struct pollfd){ .fd = uv_backend_fd(&loop->uv), .events = POLLIN };
	sleep->count = 1;
	for (sleep->end = loop->displays; sleep->end != NULL; sleep->end = sleep->end->next) {
		if (!wait_prepare_display(loop, sleep, sleep->end))
			return false;
	}
	return true;
}

static void wait_check(oriel_loop *loop, const struct sleep *sleep) {
	struct pollfd *header = loop->poll_fds + 1;
	for (struct oriel__display *display = loop->displays; display != sleep->end;
		display = display->next) {
		int count = -1 - *wait_descriptor_count(header);
		if (display->check != NULL)
			display->check(display, header + 1, count);
		header += 1 + count;
	}
}

static void wait_clear_revents(oriel_loop *loop, size_t count) {
	for (size_t i = 0; i < count; i++)
		loop->poll_fds[i].revents = 0;
}

/* Returns whether a descriptor is ready. Waits without a limit if timeout_ns is negative. */
static bool wait_poll_fds(oriel_loop *loop, size_t count, int64_t timeout_ns) {
	struct timespec timeout = {
		.tv_sec = (time_t)(timeout_ns / (1000 * (int64_t)ORIEL__NS_PER_MS)),
		.tv_nsec = (long)(timeout_ns % (1000 * (int64_t)ORIEL__NS_PER_MS)),
	};
	loop->head.clock.is_stale = true;
	int ready = ppoll(loop->poll_fds, (nfds_t)count, timeout_ns < 0 ? NULL : &timeout, NULL);
	if (ready <= 0) {
		wait_clear_revents(loop, count);
		ORIEL_ASSERT(ready == 0 || errno == EINTR || errno == ENOMEM, "oriel: ppoll failed: %s",
			strerror(errno));
	}
	return ready > 0;
}

/* libuv counts whole milliseconds, from a clock that it reads in whole milliseconds. */
enum { UV_EARLY_MS = 2, UV_LONGEST_MS = 1000000 };

static bool wait_uv_can_block(const oriel_loop *loop, const struct sleep *sleep) {
	return loop->displays == NULL && loop->open_handles > 0 &&
		(sleep->timeout_ns < 0 || sleep->timeout_ns > 2 * UV_EARLY_MS * ORIEL__NS_PER_MS);
}

static void wait_on_uv_timer(uv_timer_t *timer) {
	(void)timer; /* it has ended the wait */
}

static void wait_block_in_uv(oriel_loop *loop, const struct sleep *sleep) {
	if (!oriel__posts_sleep_begin(loop, ORIEL__SLEEPER_LOOP))
		return;
	int64_t ms = sleep->timeout_ns / ORIEL__NS_PER_MS - UV_EARLY_MS;
	if (sleep->timeout_ns >= 0)
		uv_timer_start(&loop->uv_timer, wait_on_uv_timer,
			(uint64_t)(ms < UV_LONGEST_MS ? ms : UV_LONGEST_MS), 0);
	loop->head.clock.is_stale = true;
	uv_run(&loop->uv, UV_RUN_ONCE);
	uv_timer_stop(&loop->uv_timer);
	oriel__posts_sleep_end(loop);
}

static void wait_block(oriel_loop *loop, const struct sleep *sleep) {
	if (!oriel__posts_sleep_begin(loop, ORIEL__SLEEPER_LOOP)) {
		wait_clear_revents(loop, sleep->count);
		return;
	}
	wait_poll_fds(loop, sleep->count, sleep->timeout_ns);
	oriel__posts_sleep_end(loop);
}

/* Returns the time from the last clock reading until due_ns; negative: no limit. Virtual time does
 * not pass. */
static int64_t wait_timeout_until(const oriel_loop *loop, int64_t due_ns) {
	if (due_ns == ORIEL__NEVER || loop->head.clock.is_virtual)
		return -1;
	return due_ns > loop->head.clock.now_ns ? due_ns - loop->head.clock.now_ns : 0;
}

/* Returns libuv's timeout. libuv's clock stands still between its runs, so it is updated first. */
static int wait_uv_timeout(oriel_loop *loop) {
	uv_update_time(&loop->uv);
	return uv_backend_timeout(&loop->uv);
}

static bool wait_begin_sleep(oriel_loop *loop, struct sleep *sleep) {
	oriel__trim(loop);
	sleep->timeout_ns = wait_timeout_until(loop, oriel__turn_due(loop));
	wait_shorten(sleep, wait_uv_timeout(loop));
	return wait_prepare(loop, sleep);
}

static void wait_end_sleep(oriel_loop *loop, const struct sleep *sleep) {
	wait_check(loop, sleep);
	if (loop->poll_fds[0].revents != 0 || wait_uv_timeout(loop) == 0)
		uv_run(&loop->uv, UV_RUN_NOWAIT);
	wait_pump(loop);
}

static void wait_and_check(oriel_loop *loop) {
	struct sleep sleep;
	bool is_prepared = wait_begin_sleep(loop, &sleep);
	if (is_prepared && wait_uv_can_block(loop, &sleep)) {
		wait_block_in_uv(loop, &sleep);
		return;
	}
	if (is_prepared)
		wait_block(loop, &sleep);
	wait_end_sleep(loop, &sleep);
}

static bool wait_can_run(oriel_loop *loop) {
	int64_t due_ns = oriel__turn_due(loop);
	return due_ns == INT64_MIN ||
		(due_ns != ORIEL__NEVER && due_ns <= oriel__clock_read(&loop->head.clock));
}

static bool wait_may_sleep(oriel_loop *loop) {
	return !loop->must_quit && !wait_can_run(loop);
}

/* Returns whether libuv has to run. Before blocking, a timeout of 0 also means that libuv has not
 * yet told the kernel which descriptors to watch. */
static bool wait_uv_has_work(oriel_loop *loop, bool may_block) {
	return may_block ? wait_uv_timeout(loop) == 0 :
					loop->is_uv_shared || loop->open_handles > 0 || loop->embedding.was_woken;
}

static void wait_run_uv(oriel_loop *loop) {
	loop->embedding.was_woken = false;
	uv_run(&loop->uv, UV_RUN_NOWAIT);
}

void oriel__wait_for_posts(oriel_loop *loop, int timeout_ms) {
	struct sleep sleep = { .timeout_ns = -1 };
	if (wait_prepare(loop, &sleep)) {
		wait_shorten(&sleep, timeout_ms);
		wait_block(loop, &sleep);
		wait_check(loop, &sleep);
	}
	if (loop->poll_fds[0].revents != 0)
		uv_run(&loop->uv, UV_RUN_NOWAIT);
}

bool oriel__wait_poll(oriel_loop *loop, bool may_block) {
	if (oriel__external_poll_begin(loop))
		return true;
	loop->head.clock.is_stale = true;
	may_block = may_block && wait_may_sleep(loop);
	if (loop->race != NULL && !may_block && oriel__race_skips_poll(loop))
		return true;
	wait_pump(loop);
	may_block = may_block && wait_may_sleep(loop);
	/* a replay must read the tick exactly where its recording did */
	bool has_looked = loop->displays != NULL || may_block || oriel__external(loop) != NULL;
	if (wait_uv_has_work(loop, may_block)) {
		has_looked = true;
		wait_run_uv(loop);
		may_block = may_block && wait_may_sleep(loop);
	}
	if (may_block) {
		loop->sampling.countdown = 1;
		loop->rests++;
		wait_and_check(loop);
	}
	oriel__posts_take(loop);
	oriel__external_poll_end(loop);
	return has_looked;
}

void oriel__wait_poll_within_turn(oriel_loop *loop) {
	wait_pump(loop);
	if (wait_uv_has_work(loop, false))
		wait_run_uv(loop);
	oriel__posts_take(loop);
}

int64_t oriel__wait_by_host(oriel_loop *loop) {
	struct sleep sleep;
	oriel__external_miss(loop, "a host that drives the loop");

	wait_pump(loop);
	if (loop->embedding.was_woken || wait_uv_timeout(loop) == 0)
		wait_run_uv(loop);
	if (wait_can_run(loop))
		return 0;
	bool is_quiet = wait_begin_sleep(loop, &sleep) && !wait_poll_fds(loop, sleep.count, 0);
	if (is_quiet)
		oriel__embedding_watch(loop, loop->poll_fds, sleep.count);
	wait_end_sleep(loop, &sleep);
	return is_quiet && !wait_can_run(loop) && oriel__embedding_rest(loop) ? sleep.timeout_ns : 0;
}

int64_t oriel__wait_uv_due(oriel_loop *loop) {
	int timeout_ms = loop->is_uv_shared || loop->open_handles > 0 ? wait_uv_timeout(loop) : -1;
	if (timeout_ms == 0)
		return INT64_MIN;
	if (timeout_ms < 0 || loop->head.clock.is_virtual)
		return ORIEL__NEVER;
	return oriel__ns_add(
		oriel__clock_read(&loop->head.clock), (int64_t)timeout_ms * ORIEL__NS_PER_MS);
}

struct uv_loop_s *oriel__loop_handle_begin(oriel_loop *loop) {
	loop->open_handles++;
	return &loop->uv;
}

void oriel__loop_handle_end(oriel_loop *loop) {
	ORIEL_ASSERT(loop->open_handles > 0, "oriel__loop_handle_end: no handle of the loop %p is open",
		(void *)loop);
	loop->open_handles--;
}

bool oriel__wait_has_outside(oriel_loop *loop) {
	uv_unref((uv_handle_t *)&loop->wake_up);
	bool found = uv_loop_alive(&loop->uv);
	uv_ref((uv_handle_t *)&loop->wake_up);
	return found;
}

static void wait_on_wake_up(uv_async_t *wake_up) {
	/* Does nothing, because arrived posts are taken after every poll. */
	(void)wake_up;
}

int oriel__wait_init(oriel_loop *loop) {
	int failed = uv_loop_init(&loop->uv);
	if (failed != 0)
		return -failed;
	failed = uv_async_init(&loop->uv, &loop->wake_up, wait_on_wake_up);
	if (failed != 0)
		uv_loop_close(&loop->uv);
	else
		uv_timer_init(&loop->uv, &loop->uv_timer);
	return -failed;
}

static void wait_close_handle(uv_handle_t *handle, void *data) {
	const oriel_loop *loop = data;
	if (uv_is_closing(handle))
		return;
	if (handle != (const uv_handle_t *)&loop->wake_up &&
		handle != (const uv_handle_t *)&loop->uv_timer)
		oriel_log(ORIEL_LOG_WARNING,
			"oriel_loop_destroy: a libuv handle of type %s is still open; close it first",
			uv_handle_type_name(handle->type));
	uv_close(handle, NULL);
}

void oriel__wait_finish(oriel_loop *loop) {
	uv_walk(&loop->uv, wait_close_handle, loop);
	uv_run(&loop->uv, UV_RUN_DEFAULT);
	int failed = uv_loop_close(&loop->uv);
	ORIEL_ASSERT(
		failed == 0, "oriel_loop_destroy: libuv's loop is still in use: %s", uv_strerror(failed));
	oriel__embedding_finish(loop);
	oriel__free(loop->poll_fds);
	oriel__free(loop->watches);
}
