/* SPDX-License-Identifier: MIT */
/*
 * A loop that a host loop drives: the descriptor that the host polls, and the wake-ups.
 *
 * The descriptor is an epoll set that contains libuv's descriptor and those of the displays. A
 * display may close a descriptor and open another with the same number. The set is therefore
 * updated whenever the host asks how long it may wait. From then until the host next runs the loop,
 * the loop is at rest, and exactly one wake-up is sent: by the first post, or by the first
 * outermost callback of host code that makes something due earlier.
 */
#include "loop/embed_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <errno.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static uint32_t embed_epoll_events(short events) {
	return ((events & POLLIN) != 0 ? (uint32_t)EPOLLIN : 0u) |
		((events & POLLPRI) != 0 ? (uint32_t)EPOLLPRI : 0u) |
		((events & POLLOUT) != 0 ? (uint32_t)EPOLLOUT : 0u);
}

/* Adds a descriptor to the set, or updates its events. The kernel removes closed descriptors from
 * the set. */
static void embed_add_descriptor(const struct oriel__embedding *embedding, int fd, short events) {
	struct epoll_event event = { .events = embed_epoll_events(events) };
	int failed = epoll_ctl(embedding->set, EPOLL_CTL_MOD, fd, &event);
	if (failed != 0 && errno == ENOENT)
		failed = epoll_ctl(embedding->set, EPOLL_CTL_ADD, fd, &event);
	ORIEL_ASSERT(failed == 0, "oriel: epoll_ctl failed for descriptor %d: %s", fd, strerror(errno));
}

static bool embed_contains(const struct pollfd *fds, size_t count, int fd) {
	for (size_t i = 0; i < count; i++) {
		if (fds[i].fd == fd)
			return true;
	}
	return false;
}

static void embed_remove_descriptors(
	struct oriel__embedding *embedding, const struct pollfd *fds, size_t count) {
	struct epoll_event ignored = { 0 };
	for (size_t i = 0; i < embedding->held_count; i++) {
		if (!embed_contains(fds, count, embedding->held[i].fd))
			epoll_ctl(embedding->set, EPOLL_CTL_DEL, embedding->held[i].fd, &ignored);
	}
	embedding->held_count = 0;
}

void oriel__embedding_watch(oriel_loop *loop, const struct pollfd *fds, size_t count) {
	struct oriel__embedding *embedding = &loop->embedding;
	if (!embedding->has_set)
		return;
	embed_remove_descriptors(embedding, fds, count);
	embedding->held = oriel__grow(
		embedding->held, &embedding->held_capacity, count, sizeof(*embedding->held));
	for (size_t i = 1; i < count; i++) {
		if (fds[i].fd < 0)
			continue;
		embed_add_descriptor(embedding, fds[i].fd, fds[i].events);
		embedding->held[embedding->held_count++] = fds[i];
	}
}

int oriel_loop_fd(oriel_loop *loop) {
	struct oriel__embedding *embedding = &loop->embedding;
	oriel__loop_check(loop, "oriel_loop_fd");
	if (embedding->has_set)
		return embedding->set;
	embedding->set = epoll_create1(EPOLL_CLOEXEC);
	if (embedding->set < 0) {
		oriel_log(ORIEL_LOG_ERROR,
			"oriel_loop_fd: no descriptor: %s; close some, or raise their limit", strerror(errno));
		return -1;
	}
	embedding->has_set = true;
	embed_add_descriptor(embedding, uv_backend_fd(&loop->uv), POLLIN);
	return embedding->set;
}

double oriel_loop_prepare(oriel_loop *loop) {
	oriel__turn_check_outside(loop, "oriel_loop_prepare");
	oriel__embedding_stir(loop);
	int64_t timeout_ns = oriel__wait_by_host(loop);
	return oriel__ms_from_ns(timeout_ns < 0 ? ORIEL__NEVER : timeout_ns);
}

void oriel_loop_set_wake_hook(oriel_loop *loop, oriel_wake_fn *fn, void *data) {
	oriel__loop_check(loop, "oriel_loop_set_wake_hook");
	oriel__embedding_stir(loop);
	oriel__posts_set_wake_hook(loop, fn, data);
}

bool oriel__embedding_rest(oriel_loop *loop) {
	loop->embedding.due_ns = oriel__turn_due(loop);
	loop->embedding.is_resting = oriel__posts_sleep_begin(loop, ORIEL__SLEEPER_HOST);
	return loop->embedding.is_resting;
}

bool oriel__embedding_rest_if_hooked(oriel_loop *loop) {
	return loop->posts.wake_hook == NULL || oriel__embedding_rest(loop);
}

void oriel__embedding_stir(oriel_loop *loop) {
	if (!loop->embedding.is_resting)
		return;
	loop->embedding.is_resting = false;
	loop->embedding.was_woken |= oriel__posts_sleep_end(loop);
}

void oriel__embedding_host_ended(oriel_loop *loop) {
	if (loop->embedding.is_resting && oriel__turn_due(loop) < loop->embedding.due_ns)
		oriel__posts_wake(loop);
}

void oriel__embedding_finish(oriel_loop *loop) {
	if (loop->embedding.has_set)
		close(loop->embedding.set);
	oriel__free(loop->embedding.held);
}
