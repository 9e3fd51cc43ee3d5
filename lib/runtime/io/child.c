/* SPDX-License-Identifier: MIT */
/*
 * Child processes of the system. Each has a descriptor (pidfd) that becomes readable when the child
 * has ended. Nothing depends on SIGCHLD, which may be blocked or belong to another library. On
 * systems without such descriptors, a timer checks the child instead.
 *
 * Each child is waited for by its process number, so none stays a zombie. A child without an owner
 * is an orphan, and stays in the loop's list until it has ended. When the loop ends, it waits for
 * orphans that were killed, which takes only as long as the system needs to end them. A detached
 * orphan may run for years, so a thread of its own waits for it.
 */
#define _GNU_SOURCE /* syscall() */
#include "io/process_internal.h"
#include "base/thread_internal.h"

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "loop/external_internal.h"

#include <errno.h>
#include <oriel/runtime/log.h>
#include <pthread.h>
#include <signal.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <uv.h>

enum { LOOK_EVERY_MS = 20 };

/* Checks a child by a timer, instead of a descriptor. */
struct look {
	uv_timer_t timer;
	oriel_loop *loop;
	struct oriel__child *child;
};

struct oriel__child {
	struct oriel__descriptor *ended; /* readable when the child has ended; NULL: look is used */
	struct look *look;               /* NULL: ended is used */
	struct oriel__io_object object;  /* in the list while the child is an orphan */
	struct oriel__task task;         /* the task of the timer */
	oriel_loop *loop;
	oriel__child_fn *fn;
	void *owner; /* NULL: an orphan */
	int pid;
	bool is_over; /* was waited for; the system may reuse its number */
	bool is_detached;
	struct oriel_process_exit exit;
};

/* ---- Waiting ---- */

static void child_on_timer_closed(uv_handle_t *handle) {
	struct look *look = handle->data;
	oriel__loop_handle_end(look->loop);
	oriel__free(look);
}

static void child_close(struct oriel__child *child) {
	oriel__io_remove(&child->object);
	oriel__task_cancel(child->loop, &child->task);
	oriel__descriptor_close(child->ended);
	if (child->look != NULL)
		uv_close((uv_handle_t *)&child->look->timer, child_on_timer_closed);
	oriel__free(child);
}

static struct oriel_process_exit child_exit_of(int status) {
	if (WIFSIGNALED(status))
		return (struct oriel_process_exit){ .code = -1, .posix_signal = WTERMSIG(status) };
	return (struct oriel_process_exit){ .code = WEXITSTATUS(status) };
}

/* Waits for the child without blocking. Returns whether it has ended. */
static bool child_take_exit(struct oriel__child *child) {
	int status = 0, pid;
	do
		pid = waitpid(child->pid, &status, WNOHANG);
	while (pid < 0 && errno == EINTR);
	if (pid == 0)
		return false;
	child->is_over = true;
	child->exit = pid > 0 ? child_exit_of(status) : (struct oriel_process_exit){ .code = -1 };
	if (pid < 0)
		oriel_log(ORIEL_LOG_WARNING,
			"oriel_process: how the child %d ended is not known: other code waits for every child, "
			"or had SIGCHLD ignored while it ran; "
			"let it wait for its own children only",
			child->pid);
	return true;
}

static void child_close_if_ended(struct oriel__child *child) {
	if (!child_take_exit(child))
		return;
	oriel__child_fn *fn = child->fn;
	void *owner = child->owner;
	struct oriel_process_exit exit = child->exit;
	child_close(child);
	if (owner != NULL)
		fn(owner, exit);
}

static void child_on_ended(void *owner, unsigned ready) {
	(void)ready;
	child_close_if_ended(owner);
}

static void child_run_look(struct oriel__task *task) {
	child_close_if_ended(oriel__container_of(task, struct oriel__child, task));
}

static void child_on_timer(uv_timer_t *timer) {
	const struct look *look = timer->data;
	if (!look->child->task.is_queued)
		oriel__task_queue(look->loop, &look->child->task, ORIEL_TASK_SOURCE_IO, child_run_look);
}

static void child_start_timer(struct oriel__child *child) {
	struct look *look = child->look = oriel__alloc_zero(1, sizeof(*look));
	look->loop = child->loop;
	look->child = child;
	uv_timer_init(oriel__loop_handle_begin(child->loop), &look->timer);
	look->timer.data = look;
	uv_timer_start(&look->timer, child_on_timer, LOOK_EVERY_MS, LOOK_EVERY_MS);
}

static int child_open_pidfd(int pid) {
	return (int)syscall(SYS_pidfd_open, pid, 0);
}

static void child_watch(struct oriel__child *child, int pidfd) {
	int error;
	child->ended = pidfd >= 0 ? oriel__descriptor_new(
		child->loop, pidfd, child_on_ended, child, &error) :
								NULL;
	if (child->ended == NULL && pidfd >= 0)
		close(pidfd);
	if (child->ended != NULL)
		oriel__descriptor_poll(child->ended, ORIEL__DESCRIPTOR_READABLE);
	else
		child_start_timer(child);
}

/* ---- Starting ---- */

/* Resets SIGCHLD if it is ignored, because the system then reports no exit statuses. A program
 * inherits this setting from its parent. */
static void child_reset_sigchld(void) {
	struct sigaction action;
	if (sigaction(SIGCHLD, NULL, &action) != 0)
		return;
	bool is_ignored = (action.sa_flags & SA_SIGINFO) == 0 && action.sa_handler == SIG_IGN;
	if (!is_ignored && (action.sa_flags & SA_NOCLDWAIT) == 0)
		return;
	if (is_ignored)
		action.sa_handler = SIG_DFL;
	action.sa_flags &= ~SA_NOCLDWAIT;
	sigaction(SIGCHLD, &action, NULL);
}

/* Starts a child and opens its pidfd. A descriptor is reserved before the start, because a failure
 * afterwards could not be undone. */
static int child_spawn_with_pidfd(const struct oriel__spawn *spawn, int *pid, int *pidfd) {
	int place = child_open_pidfd(getpid());
	if (place < 0 && (errno == EMFILE || errno == ENFILE || errno == ENOMEM))
		return errno;
	int error = oriel__spawn(spawn, pid);
	if (place >= 0)
		close(place);
	*pidfd = error == 0 && place >= 0 ? child_open_pidfd(*pid) : -1;
	return error;
}

struct oriel__child *oriel__child_new(oriel_loop *loop, const struct oriel__spawn *spawn,
	oriel__child_fn *fn, void *owner, int *error) {
	int pid, pidfd;
	oriel__external_miss(loop, "a child process");
	child_reset_sigchld();
	*error = child_spawn_with_pidfd(spawn, &pid, &pidfd);
	if (*error != 0)
		return NULL;
	struct oriel__child *child = oriel__alloc_zero(1, sizeof(*child));
	child->loop = loop;
	child->fn = fn;
	child->owner = owner;
	child->pid = pid;
	child_watch(child, pidfd);
	return child;
}

int oriel__child_pid(const struct oriel__child *child) {
	return child->pid;
}

/* Sends a signal by the pidfd: other code may have waited for the child, and its number may have
 * been reused. */
int oriel__child_kill(struct oriel__child *child, int posix_signal) {
	if (child->is_over)
		return ESRCH;
	int fd = child->ended != NULL ? oriel__descriptor_fd(child->ended) : -1;
	long failed = fd >= 0 ? syscall(SYS_pidfd_send_signal, fd, posix_signal, NULL, 0) : -1;
	if (fd < 0 || (failed != 0 && errno == ENOSYS))
		failed = kill(child->pid, posix_signal);
	return failed == 0 ? 0 : errno;
}

/* ---- Orphans ---- */

static void child_wait_for(int pid) {
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		continue;
}

static void *child_reap(void *data) {
	int *pid = data;
	child_wait_for(*pid);
	oriel__free(pid);
	return NULL;
}

static void child_start_reaper(int pid) {
	pthread_t thread;
	int *copy = oriel__alloc(sizeof(*copy));
	*copy = pid;
	if (oriel__thread_start(&thread, child_reap, copy) == 0)
		pthread_detach(thread);
	else
		oriel__free(copy);
}

static void child_end_with_loop(struct oriel__io_object *object) {
	struct oriel__child *child = oriel__container_of(object, struct oriel__child, object);
	if (!child->is_over && child->is_detached && waitpid(child->pid, NULL, WNOHANG) == 0)
		child_start_reaper(child->pid);
	else if (!child->is_over && !child->is_detached)
		child_wait_for(child->pid);
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
		child_end_with_loop(&child->object);
	else
		oriel__io_add(
			"oriel_process_destroy", &child->object, ORIEL__IO_PROCESS, child_end_with_loop);
}
