/* SPDX-License-Identifier: MIT */
/*
 * Child processes, as programs see them: their options, streams and exits. Pipes are created here
 * instead of by libuv. They are real pipes, which any program can open again as /dev/stdin, and
 * ordinary streams at this end.
 */
#include "io/process_internal.h"

#include "base/os_error_internal.h"
#include "promise/promise_internal.h"
#include "io/stream_internal.h"
#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "base/errno_internal.h"
#include "base/options_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/log.h>
#include <oriel/runtime/payload.h>
#include <oriel/runtime/timer.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <uv.h>

#define PORT_VARIABLE "ORIEL_PORT_FD"

enum { STANDARD = 3, DEFAULT_GRACE_MS = 5000 };

struct oriel_process {
	oriel_target target;
	struct oriel__io_object object;
	oriel_loop *loop;
	const char *site;
	char *name;                 /* of the program */
	struct oriel__child *child; /* NULL: not started, or ended */
	int pid;
	struct oriel__weak_target streams[STANDARD]; /* owned; NULL: none, or already destroyed */
	int port_fd;                                 /* -1: none */
	bool is_detached, is_destroyed, has_exited, was_error_told;
	struct oriel_process_exit exit;
	struct oriel_payload error; /* the reason why the child has not started; all NULL if it has */
	double grace_ms;
	oriel_timer_id grace; /* 0: none */
	struct oriel__io_waits waits;
	struct oriel__task error_task;
	struct oriel__deferred deferred;
	oriel_abort_signal *signal; /* may be NULL */
	struct oriel__abort_hook hook;
};

/* The data for starting a child; freed after the start. */
struct start {
	struct oriel__spawn spawn;
	int *fds;             /* the child's descriptors 0, 1 … */
	int ours[STANDARD];   /* this process's ends of pipes; -1: none */
	int theirs[STANDARD]; /* the child's ends, closed once the child has started */
	int our_port, their_port;
	char **env;
	char port_variable[sizeof(PORT_VARIABLE) + 16];
	int error; /* an errno; 0: none yet */
};

extern char **environ;

static const struct oriel__target_class process_target_class = { .name = "process",
	.kind = ORIEL__TARGET_KIND_PROCESS };

static void process_check(const oriel_process *process, const char *caller) {
	ORIEL_ASSERT(process != NULL, "%s: the process is NULL; pass one", caller);
	oriel__loop_check(process->loop, caller);
	ORIEL_ASSERT(!process->is_destroyed,
		"%s: the process %s is destroyed; use it before oriel_process_destroy()", caller,
		process->name);
}

oriel_target *oriel_process_target(oriel_process *process) {
	ORIEL_ASSERT(process != NULL, "oriel_process_target: the process is NULL; pass one");
	return &process->target;
}

oriel_process *oriel_process_try_from_target(oriel_target *target) {
	return oriel__target_is(target, ORIEL__TARGET_KIND_PROCESS) ?
		oriel__container_of(target, oriel_process, target) :
		NULL;
}

/* ---- Ending ---- */

static struct oriel_payload process_exit_payload(const oriel_process *process) {
	struct oriel_process_exit *copy = oriel__alloc(sizeof(*copy));
	*copy = process->exit;
	return oriel_owned(copy, oriel__free);
}

static void process_on_exited(void *owner, struct oriel_process_exit exit) {
	oriel_process *process = owner;
	oriel_loop *loop = process->loop;
	oriel__hold_begin(loop);
	process->child = NULL;
	process->has_exited = true;
	process->exit = exit;
	oriel_clear_timer(process->grace);
	oriel__abort_hook_remove(&process->hook);
	while (oriel__io_waits_first(&process->waits) != NULL)
		oriel__io_wait_resolve(&process->waits, process_exit_payload(process));
	oriel__io_fire(&process->target, "exit");
	oriel__hold_end(loop);
}

static void process_on_grace_end(void *data) {
	oriel_process *process = data;
	process->grace = 0;
	oriel_process_kill(process, SIGKILL);
}

bool oriel_process_kill(oriel_process *process, int posix_signal) {
	process_check(process, "oriel_process_kill");
	return process->child != NULL && oriel__child_kill(process->child, posix_signal) == 0;
}

void oriel_process_end(oriel_process *process) {
	process_check(process, "oriel_process_end");
	if (process->grace == 0 && oriel_process_kill(process, SIGTERM))
		process->grace = oriel_set_timeout_at(
			process->site, process_on_grace_end, process, process->grace_ms, NULL);
}

static void process_on_abort(struct oriel__abort_hook *hook) {
	oriel_process_end(oriel__container_of(hook, oriel_process, hook));
}

static void process_free(struct oriel__deferred *deferred) {
	oriel_process *process = oriel__container_of(deferred, oriel_process, deferred);
	oriel__target_finish(&process->target);
	for (size_t i = 0; i < STANDARD; i++)
		oriel__weak_target_set(&process->streams[i], NULL);
	oriel_payload_unref(process->error);
	oriel_abort_signal_unref(process->signal);
	oriel__free(process->name);
	oriel__free(process);
}

static void process_reject_waits(oriel_process *process) {
	struct oriel_payload error = oriel_error_new_at(
		process->site, ORIEL_ABORT_ERROR, "the process was destroyed");
	oriel__io_waits_reject_all(&process->waits, error, true);
	oriel_payload_unref(error);
}

void oriel_process_destroy(oriel_process *process) {
	if (process == NULL)
		return;
	oriel_loop *loop = oriel__loop_here("oriel_process_destroy");
	oriel__loop_check(process->loop, "oriel_process_destroy");
	if (process->is_destroyed)
		return;
	oriel__hold_begin(loop);
	process->is_destroyed = true;
	oriel__child_abandon(process->child, process->is_detached);
	for (size_t i = 0; i < STANDARD; i++)
		oriel_stream_destroy(oriel__stream_of_weak(&process->streams[i]));
	if (process->port_fd >= 0)
		close(process->port_fd);
	oriel_clear_timer(process->grace);
	oriel__abort_hook_remove(&process->hook);
	oriel__task_cancel(loop, &process->error_task);
	process_reject_waits(process);
	oriel__target_destroy(&process->target);
	oriel__io_remove(&process->object);
	oriel__defer(loop, &process->deferred, process_free);
	oriel__hold_end(loop);
}

static void process_end_with_loop(struct oriel__io_object *object) {
	oriel_process_destroy(oriel__container_of(object, oriel_process, object));
}

/* ---- Start options ---- */

static void process_close_if_open(int *fd) {
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

static void process_make_pipe(struct start *start, size_t index) {
	bool is_input = index == 0;
	uv_file fds[2];
	if (start->error != 0)
		return;
	start->error = -uv_pipe(fds, is_input ? 0 : UV_NONBLOCK_PIPE, is_input ? UV_NONBLOCK_PIPE : 0);
	if (start->error != 0)
		return;
	start->ours[index] = fds[is_input ? 1 : 0];
	start->theirs[index] = fds[is_input ? 0 : 1];
	start->fds[index] = start->theirs[index];
}

static void process_set_standard(struct start *start, size_t index, struct oriel_stdio stdio) {
	switch (stdio.type) {
	case ORIEL_STDIO_INHERIT: start->fds[index] = (int)index; break;
	case ORIEL_STDIO_NULL: start->fds[index] = ORIEL__SPAWN_NULL; break;
	case ORIEL_STDIO_PIPE: process_make_pipe(start, index); break;
	case ORIEL_STDIO_FD: start->fds[index] = stdio.fd; break;
	}
}

static bool process_is_port_variable(const char *entry) {
	return strncmp(entry, PORT_VARIABLE "=", sizeof(PORT_VARIABLE)) == 0;
}

/* Copies the environment. Leaves out the variable for this program's own port, which is not meant
 * for the child. */
static void process_set_env(struct start *start, const char *const *env, bool has_port) {
	const char *const *from = env != NULL ? env : (const char *const *)environ;
	size_t count = 0, kept = 0;
	while (from[count] != NULL)
		count++;
	start->env = oriel__alloc_zero(count + 2, sizeof(*start->env));
	for (size_t i = 0; i < count; i++) {
		if (!process_is_port_variable(from[i]))
			start->env[kept++] = (char *)from[i];
	}
	if (has_port)
		start->env[kept] = start->port_variable;
	start->spawn.env = start->env;
}

static void process_make_port(struct start *start) {
	uv_os_sock_t fds[2];
	size_t index = start->spawn.fd_count - 1;
	if (start->error != 0)
		return;
	start->error = -uv_socketpair(SOCK_STREAM, 0, fds, UV_NONBLOCK_PIPE, 0);
	if (start->error != 0)
		return;
	start->our_port = fds[0];
	start->their_port = fds[1];
	start->fds[index] = fds[1];
	snprintf(start->port_variable, sizeof(start->port_variable), PORT_VARIABLE "=%zu", index);
}

static void process_start_init(
	struct start *start, const char *const *argv, const struct oriel_process_options *options) {
	*start = (struct start){
		.ours = { -1, -1, -1 }, .theirs = { -1, -1, -1 }, .our_port = -1, .their_port = -1
	};
	start->spawn.fd_count = STANDARD + options->fd_count + (options->port ? 1 : 0);
	start->spawn.fds = start->fds = oriel__alloc_zero(start->spawn.fd_count, sizeof(*start->fds));
	process_set_standard(start, 0, options->in);
	process_set_standard(start, 1, options->out);
	process_set_standard(start, 2, options->err);
	for (size_t i = 0; i < options->fd_count; i++)
		start->fds[STANDARD + i] = options->fds[i];
	if (options->port)
		process_make_port(start);
	process_set_env(start, options->env, options->port);
	start->spawn.argv = argv;
	start->spawn.cwd = options->cwd;
	start->spawn.is_session_leader = options->detached;
}

static void process_start_finish(struct start *start) {
	for (size_t i = 0; i < STANDARD; i++) {
		process_close_if_open(&start->ours[i]);
		process_close_if_open(&start->theirs[i]);
	}
	process_close_if_open(&start->our_port);
	process_close_if_open(&start->their_port);
	oriel__free(start->fds);
	oriel__free(start->env);
}

/* ---- Starting ---- */

static oriel_stream *process_stream_new(const oriel_process *process, size_t index, int fd) {
	static const char *const names[] = { "standard input", "standard output", "standard error" };
	char name[32 + 256];
	snprintf(name, sizeof(name), "the %s of %.255s", names[index], process->name);
	const struct oriel__stream_setup setup = {
		.caller = "oriel_process_new",
		.site = process->site,
		.name = name,
		.side = index == 0 ? ORIEL_STREAM_WRITABLE : ORIEL_STREAM_READABLE,
	};
	return fd >= 0 ? oriel__stream_new_from_fd(&setup, fd) : oriel__stream_new_without_fd(&setup);
}

static void process_take_start(oriel_process *process, struct start *start) {
	for (size_t i = 0; i < STANDARD; i++) {
		if (start->ours[i] >= 0)
			oriel__weak_target_set(
				&process->streams[i], &process_stream_new(process, i, start->ours[i])->target);
		start->ours[i] = -1;
	}
	process->port_fd = start->our_port;
	start->our_port = -1;
}

static void process_run_error(struct oriel__task *task) {
	oriel_process *process = oriel__container_of(task, oriel_process, error_task);
	oriel_loop *loop = process->loop;
	oriel__hold_begin(loop);
	oriel__io_fire_error(&process->target, process->error, process->was_error_told);
	oriel__hold_end(loop);
}

/* Fails the streams of a process that has not started. Only promises of the streams report the
 * error. */
static void process_fail_streams(
	oriel_process *process, const struct oriel_process_options *options) {
	const struct oriel_stdio stdio[STANDARD] = { options->in, options->out, options->err };
	const struct oriel_error *error = oriel_error_try_from_payload(process->error);
	for (size_t i = 0; i < STANDARD; i++) {
		if (stdio[i].type != ORIEL_STDIO_PIPE)
			continue;
		oriel_stream *stream = process_stream_new(process, i, -1);
		oriel__weak_target_set(&process->streams[i], &stream->target);
		stream->was_error_told = true;
		oriel__stream_fail(stream, error != NULL ? error->code : ORIEL_ABORT_ERROR,
			oriel__strdup(error != NULL ? error->message : "the process was not started"));
	}
}

static bool process_is_directory(const char *path) {
	struct stat status;
	return stat(path, &status) == 0 && S_ISDIR(status.st_mode) && access(path, X_OK) == 0;
}

static void process_fail(
	oriel_process *process, const struct oriel_process_options *options, int error) {
	bool is_cwd = options->cwd != NULL && !process_is_directory(options->cwd);
	char *message = oriel__os_error_message(
		is_cwd ? "start a program in" : "start", is_cwd ? options->cwd : process->name, error);
	process->error = oriel_error_new_at(process->site, oriel__status_from_errno(error), message);
	oriel__free(message);
	process_fail_streams(process, options);
	oriel__task_queue(process->loop, &process->error_task, ORIEL_TASK_SOURCE_IO, process_run_error);
}

static void process_start_child(
	oriel_process *process, const char *const *argv, const struct oriel_process_options *options) {
	struct start start;
	process_start_init(&start, argv, options);
	if (start.error == 0)
		process->child = oriel__child_new(
			process->loop, &start.spawn, process_on_exited, process, &start.error);
	if (process->child != NULL) {
		process->pid = oriel__child_pid(process->child);
		process_take_start(process, &start);
	} else
		process_fail(process, options, start.error);
	process_start_finish(&start);
}

static oriel_process *process_new(
	const char *site, const char *name, const struct oriel_process_options *options) {
	oriel_process *process = oriel__alloc_zero(1, sizeof(*process));
	oriel__target_init(&process->target, &process_target_class, "oriel_process_new");
	oriel__io_add("oriel_process_new", &process->object, ORIEL__IO_PROCESS, process_end_with_loop);
	process->loop = oriel__io_loop(&process->object);
	process->site = site;
	process->name = oriel__strdup(name);
	process->port_fd = -1;
	process->is_detached = options->detached;
	process->grace_ms = options->grace_ms > 0 ? options->grace_ms : DEFAULT_GRACE_MS;
	process->signal = options->signal != NULL ? oriel_abort_signal_ref(options->signal) : NULL;
	return process;
}

oriel_process *oriel_process_new_at(
	const char *site, const char *const *argv, const struct oriel_process_options *options) {
	static const struct oriel_process_options defaults = { .size = sizeof(defaults) };
	if (options == NULL)
		options = &defaults;
	oriel__check_options("oriel_process_new", site, options);
	ORIEL_ASSERT(argv != NULL && argv[0] != NULL,
		"oriel_process_new at %s: there is no program; pass its name, its arguments and NULL",
		site);
	oriel_process *process = process_new(site, argv[0], options);
	if (options->signal != NULL && oriel_abort_signal_is_aborted(options->signal)) {
		process->error = oriel__abort_signal_rejection(site, options->signal);
		process_fail_streams(process, options);
		return process;
	}
	oriel__hold_begin(process->loop);
	process_start_child(process, argv, options);
	oriel__hold_end(process->loop);
	if (process->child != NULL)
		oriel__abort_hook_add(options->signal, &process->hook, process_on_abort);
	return process;
}

/* ---- Getters ---- */

int oriel_process_pid(const oriel_process *process) {
	process_check(process, "oriel_process_pid");
	return process->pid;
}

bool oriel_process_is_running(const oriel_process *process) {
	process_check(process, "oriel_process_is_running");
	return process->child != NULL;
}

oriel_stream *oriel_process_in(oriel_process *process) {
	process_check(process, "oriel_process_in");
	return oriel__stream_of_weak(&process->streams[0]);
}

oriel_stream *oriel_process_out(oriel_process *process) {
	process_check(process, "oriel_process_out");
	return oriel__stream_of_weak(&process->streams[1]);
}

oriel_stream *oriel_process_err(oriel_process *process) {
	process_check(process, "oriel_process_err");
	return oriel__stream_of_weak(&process->streams[2]);
}

int oriel_process_take_port_fd(oriel_process *process) {
	process_check(process, "oriel_process_take_port_fd");
	int fd = process->port_fd;
	process->port_fd = -1;
	return fd;
}

int oriel_process_take_parent_fd(void) {
	const char *text = getenv(PORT_VARIABLE);
	char *end = NULL;
	long fd = text != NULL ? strtol(text, &end, 10) : -1;
	bool is_number = text != NULL && end != text && *end == '\0' && fd > 2 && fd < 1 << 20;
	unsetenv(PORT_VARIABLE);
	return is_number && fcntl((int)fd, F_SETFD, FD_CLOEXEC) == 0 ? (int)fd : -1;
}

const struct oriel_process_exit *oriel_process_exit(const oriel_process *process) {
	process_check(process, "oriel_process_exit");
	return process->has_exited ? &process->exit : NULL;
}

oriel_promise *oriel_process_exited_at(
	const char *site, oriel_process *process, const struct oriel_process_wait_options *options) {
	process_check(process, "oriel_process_exited");
	oriel__check_options("oriel_process_exited", site, options);
	if (process->has_exited)
		return oriel_promise_new_fulfilled(process_exit_payload(process));
	if (process->child != NULL)
		return oriel__io_wait(site, &process->waits, 0, options != NULL ? options->signal : NULL);
	process->was_error_told = true;
	return oriel_promise_new_rejected_at(site, oriel_payload_ref(process->error));
}
