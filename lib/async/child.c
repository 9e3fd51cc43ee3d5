/* SPDX-License-Identifier: MIT */
/*
 * Children as the system has them: a uv_process_t each, which libuv waits for, so that none stays a zombie. One whose owner has gone is an orphan, and
 * on the loop's list until it has ended. When the loop ends, an orphan that was killed is waited for here, which takes no longer than the system needs
 * to end it; one that is detached may run for years, so a thread that does nothing else waits for it.
 */
#include "async/process-internal.h"

#include "base/alloc-internal.h"
#include "loop/tape-internal.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

struct oriel__child {
	uv_process_t handle;
	struct oriel__io_object object; /* as an orphan */
	struct oriel__task task;
	oriel_loop *loop;
	oriel__child_fn *fn;
	void *owner; /* NULL: an orphan */
	int pid;
	bool is_over; /* waited for: its number may be another's by now */
	bool is_detached;
	struct oriel_process_exit exit;
};

static void on_closed(uv_handle_t *handle) {
	struct oriel__child *child = handle->data;
	oriel__loop_handle_end(child->loop);
	oriel__free(child);
}

static void child_close(struct oriel__child *child) {
	oriel__io_remove(&child->object);
	oriel__task_cancel(child->loop, &child->task);
	uv_close((uv_handle_t *)&child->handle, on_closed);
}

static void run(struct oriel__task *task) {
	struct oriel__child *child = oriel__io_container(task, struct oriel__child, task);
	oriel__child_fn *fn = child->fn;
	void *owner = child->owner;
	struct oriel_process_exit exit = child->exit;
	child_close(child);
	if (owner != NULL)
		fn(owner, exit);
}

static void on_exit_of(uv_process_t *handle, int64_t code, int posix_signal) {
	struct oriel__child *child = handle->data;
	child->is_over = true;
	child->exit = (struct oriel_process_exit){ .code = posix_signal == 0 ? (int)code : -1, .posix_signal = posix_signal };
	oriel__task_queue(child->loop, &child->task, ORIEL_TASK_SOURCE_IO, run);
}

struct oriel__child *oriel__child_new(oriel_loop *loop, const uv_process_options_t *options, oriel__child_fn *fn, void *owner, int *error) {
	struct oriel__child *child = oriel__alloc_zero(1, sizeof(*child));
	uv_process_options_t own = *options;
	own.exit_cb = on_exit_of;
	child->loop = loop;
	child->fn = fn;
	child->owner = owner;
	child->handle.data = child;
	oriel__tape_outside(loop, "a child process");
	*error = -uv_spawn(oriel__loop_handle_begin(loop), &child->handle, &own);
	if (*error != 0) {
		uv_close((uv_handle_t *)&child->handle, on_closed);
		return NULL;
	}
	child->pid = child->handle.pid;
	return child;
}

int oriel__child_pid(const struct oriel__child *child) {
	return child->pid;
}

int oriel__child_kill(struct oriel__child *child, int posix_signal) {
	if (child->is_over)
		return ESRCH;
	return kill(child->pid, posix_signal) == 0 ? 0 : errno;
}

/* Orphans */

static void wait_for(int pid) {
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

static void *reap(void *data) {
	int *pid = data;
	wait_for(*pid);
	oriel__free(pid);
	return NULL;
}

static void start_reaper(int pid) {
	pthread_t thread;
	sigset_t all, old;
	int *copy = oriel__alloc(sizeof(*copy));
	*copy = pid;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old);
	int failed = pthread_create(&thread, NULL, reap, copy);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (failed == 0)
		pthread_detach(thread);
	else
		oriel__free(copy);
}

static void end_with_loop(struct oriel__io_object *object) {
	struct oriel__child *child = oriel__io_container(object, struct oriel__child, object);
	if (!child->is_over && child->is_detached && waitpid(child->pid, NULL, WNOHANG) == 0)
		start_reaper(child->pid);
	else if (!child->is_over && !child->is_detached)
		wait_for(child->pid);
	child_close(child);
}

void oriel__child_abandon(struct oriel__child *child, bool is_detached) {
	if (child == NULL)
		return;
	child->owner = NULL;
	child->is_detached = is_detached;
	if (!is_detached)
		oriel__child_kill(child, SIGKILL);
	if (oriel__loop_is_ending(child->loop))
		end_with_loop(&child->object);
	else
		oriel__io_add("oriel_process_destroy", &child->object, ORIEL_CENSUS_PROCESSES, end_with_loop);
}
