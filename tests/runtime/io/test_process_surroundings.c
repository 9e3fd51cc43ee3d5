/* SPDX-License-Identifier: MIT */
/*
 * Child processes of a program that was started or is used in unusual ways: SIGCHLD blocked,
 * ignored or handled by other code; standard descriptors closed; a system without pidfds. Each way
 * is tried in its own process, which exits with 0 on success.
 */
#define _GNU_SOURCE /* dup3, pipe2, mkdtemp */
#include "test.h"

#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>
#include <oriel/io/process.h>
#include <oriel/runtime/promise.h>

#include <oriel/runtime/coroutine.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ANY_CODE = -2, UNKNOWN = -1 };

static bool has_pidfds;

/* The linker defines these names: option --wrap. */
long __real_syscall(long number, long a, long b, long c, long d);
long __wrap_syscall(long number, long a, long b, long c, long d);
long __wrap_syscall(long number, long a, long b, long c, long d) {
	if (!has_pidfds && number == SYS_pidfd_open) {
		errno = ENOSYS;
		return -1;
	}
	return __real_syscall(number, a, b, c, d);
}

static void ignore_log(enum oriel_log_level level, const char *line, void *data) {
	(void)level;
	(void)line;
	(void)data;
}

/* Returns whether a function succeeds in its own process. */
static bool succeeds_in_own_process(bool (*run)(int how), int how) {
	int status;
	fflush(NULL);
	pid_t pid = fork();
	if (pid == 0) {
		oriel_set_log_hook(ignore_log, NULL);
		alarm(20);
		_exit(run(how) ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static bool no_child_is_left(void) {
	return waitpid(-1, NULL, WNOHANG | __WALL) == -1 && errno == ECHILD;
}

/* Waits for the child, and returns whether it ended with code. */
static bool ends_with(oriel_loop *loop, oriel_process *process, int code) {
	oriel_promise *exited = oriel_process_exited(process);
	oriel_loop_run_until(loop, exited);
	oriel_promise_unref(exited);
	const struct oriel_process_exit *how = oriel_process_exit(process);
	bool is_right = how != NULL && how->posix_signal == 0 &&
		(code == ANY_CODE || how->code == code);
	oriel_process_destroy(process);
	return is_right;
}

static bool child_ends_with(oriel_loop *loop, const char *what, const char *argument, int code) {
	return ends_with(loop,
		oriel_process_new(((const char *const[]){ PROCESS_CHILD, what, argument, NULL }),
			.err = { ORIEL_STDIO_NULL }),
		code);
}

/* ---- SIGCHLD ---- */

static volatile sig_atomic_t handled;

static void handle(int posix_signal) {
	(void)posix_signal;
	handled++;
}

static void reap_all(int posix_signal) {
	int error = errno;
	(void)posix_signal;
	while (waitpid(-1, NULL, WNOHANG) > 0)
		handled++;
	errno = error;
}

static void set_action(void (*handler)(int), int flags) {
	struct sigaction action = { .sa_handler = handler, .sa_flags = flags };
	sigaction(SIGCHLD, &action, NULL);
}

enum { BLOCKED, IGNORED, NOT_WAITED_FOR, HANDLED, WAYS };

static void set_way(int how) {
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, SIGCHLD);
	switch (how) {
	case BLOCKED: sigprocmask(SIG_BLOCK, &set, NULL); break;
	case IGNORED: set_action(SIG_IGN, 0); break;
	case NOT_WAITED_FOR: set_action(handle, SA_NOCLDWAIT); break;
	default: set_action(handle, 0); break;
	}
}

static bool run_from_the_beginning(int how) {
	set_way(how);
	oriel_loop *loop = oriel_loop_new();
	bool is_right = child_ends_with(loop, "exit", "3", 3) && child_ends_with(loop, "exit", "4", 4);
	oriel_loop_destroy(loop);
	return is_right && no_child_is_left() && (how < NOT_WAITED_FOR || handled == 2);
}

static bool run_between_children(int how) {
	oriel_loop *loop = oriel_loop_new();
	bool is_right = child_ends_with(loop, "exit", "3", 3);
	set_way(how);
	is_right = is_right && child_ends_with(loop, "exit", "4", 4);
	oriel_loop_destroy(loop);
	return is_right && no_child_is_left();
}

/* The exit status is lost, but the end of the child is noticed. */
static bool run_while_a_child_runs(int how) {
	oriel_loop *loop = oriel_loop_new();
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "cat", NULL }), .in = { ORIEL_STDIO_PIPE },
		.err = { ORIEL_STDIO_NULL });
	set_way(how);
	oriel_stream_end(oriel_process_in(process));
	bool is_lost = how == IGNORED || how == NOT_WAITED_FOR;
	bool is_right = ends_with(loop, process, is_lost ? UNKNOWN : 0);
	oriel_loop_destroy(loop);
	return is_right && no_child_is_left();
}

static bool run_beside_another_that_waits(int how) {
	(void)how;
	set_action(reap_all, SA_RESTART);
	oriel_loop *loop = oriel_loop_new();
	bool is_right = true;
	for (int i = 0; i < 5; i++)
		is_right = child_ends_with(loop, "exit", "0", ANY_CODE) && is_right;
	oriel_loop_destroy(loop);
	return is_right && no_child_is_left();
}

static void exits_are_reported_for_any_setting_of_sigchld(void **state) {
	for (int i = 0; i < 2; i++) {
		has_pidfds = i == 0;
		for (int how = 0; how < WAYS; how++) {
			assert_true(succeeds_in_own_process(run_from_the_beginning, how));
			assert_true(succeeds_in_own_process(run_between_children, how));
			assert_true(succeeds_in_own_process(run_while_a_child_runs, how));
		}
		assert_true(succeeds_in_own_process(run_beside_another_that_waits, 0));
	}
}

static bool kill_and_leave(int how) {
	oriel_loop *loop = oriel_loop_new();
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "wait", NULL }), .out = { ORIEL_STDIO_NULL });
	bool is_right = how == 0 || oriel_process_kill(process, SIGKILL);
	if (how == 0)
		oriel_process_destroy(process);
	if (how == 1) {
		oriel_promise *exited = oriel_process_exited(process);
		oriel_loop_run_until(loop, exited);
		oriel_promise_unref(exited);
		is_right = oriel_process_exit(process)->posix_signal == SIGKILL &&
			oriel_process_exit(process)->code == -1;
	}
	oriel_loop_destroy(loop);
	return is_right && no_child_is_left();
}

static void without_pidfds_children_are_killed_and_waited_for(void **state) {
	has_pidfds = false;
	for (int how = 0; how < 3; how++)
		assert_true(succeeds_in_own_process(kill_and_leave, how));
}

/* ---- Descriptors ---- */

static bool is_null_device(int fd) {
	struct stat status, null;
	return fstat(fd, &status) == 0 && stat("/dev/null", &null) == 0 && S_ISCHR(status.st_mode) &&
		status.st_rdev == null.st_rdev;
}

static void close_some(int mask) {
	for (int fd = 0; fd <= 2; fd++) {
		if ((mask & 1 << fd) != 0)
			close(fd);
	}
}

static bool run_with_some_closed(int mask) {
	bool is_right = true;
	close_some(mask);
	oriel_loop *loop = oriel_loop_new();
	for (int fd = 0; fd <= 2; fd++)
		is_right = is_right && ((mask & 1 << fd) == 0 || is_null_device(fd));
	is_right = child_ends_with(loop, "count", NULL, 3) && is_right;
	oriel_loop_destroy(loop);
	return is_right;
}

/* The program must close the descriptors afterwards; only the child has replacements. */
static bool run_with_some_closed_later(int mask) {
	oriel_loop *loop = oriel_loop_new();
	close_some(mask);
	bool is_right = child_ends_with(loop, "count", NULL, 3);
	oriel_loop_destroy(loop);
	return is_right;
}

static bool run_with_others_open(int how) {
	oriel_loop *loop = oriel_loop_new();
	int open_here = fcntl(0, F_DUPFD, 100); /* without FD_CLOEXEC */
	bool is_right = open_here >= 100 && child_ends_with(loop, "count", NULL, 3);
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "count", NULL }),
		.fds = (const int[]){ open_here, 1 }, .fd_count = 2);
	is_right = ends_with(loop, process, 5) && is_right;
	oriel_loop_destroy(loop);
	return is_right;
}

static void standard_descriptors_are_always_open(void **state) {
	has_pidfds = true;
	for (int mask = 0; mask < 8; mask++) {
		assert_true(succeeds_in_own_process(run_with_some_closed, mask));
		assert_true(succeeds_in_own_process(run_with_some_closed_later, mask));
	}
}

static void no_other_descriptor_is_inherited(void **state) {
	has_pidfds = true;
	assert_true(succeeds_in_own_process(run_with_others_open, 0));
}

/* The source of each descriptor is another target's number. */
static bool run_with_numbers_in_a_circle(int how) {
	int fds[2];
	char text[8] = { 0 };
	(void)how;
	if (pipe2(fds, O_CLOEXEC) != 0 || (fds[0] = fcntl(fds[0], F_DUPFD_CLOEXEC, 10)) < 0 ||
		(fds[1] = fcntl(fds[1], F_DUPFD_CLOEXEC, 10)) < 0 || dup3(fds[0], 3, O_CLOEXEC) < 0 ||
		dup3(fds[1], 4, O_CLOEXEC) < 0)
		return false;
	oriel_loop *loop = oriel_loop_new();
	oriel_process *process = oriel_process_new(
		((const char *const[]){ PROCESS_CHILD, "write", "3", "hello", NULL }),
		.fds = (const int[]){ 4, 3 }, .fd_count = 2);
	bool is_right = oriel_process_pid(process) > 0 && read(fds[0], text, 5) == 5 &&
		strcmp(text, "hello") == 0 && ends_with(loop, process, 0);
	oriel_loop_destroy(loop);
	return is_right;
}

static void passed_descriptors_may_have_the_numbers_of_other_targets(void **state) {
	has_pidfds = true;
	assert_true(succeeds_in_own_process(run_with_numbers_in_a_circle, 0));
}

/* ---- Programs ---- */

static bool write_script(const char *path, const char *text, mode_t mode) {
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);
	bool is_written = fd >= 0 && write(fd, text, strlen(text)) == (ssize_t)strlen(text) &&
		fchmod(fd, mode) == 0;
	close(fd);
	return is_written;
}

static bool starts(
	oriel_loop *loop, const char *name, const char *path, const char *cwd, int code) {
	char variable[256];
	snprintf(variable, sizeof(variable), "PATH=%s", path);
	const char *const env[] = { variable, NULL };
	return ends_with(loop,
		oriel_process_new(((const char *const[]){ name, "7", NULL }), .env = env, .cwd = cwd),
		code);
}

static bool run_by_path(int how) {
	char dir[] = "/tmp/oriel-surroundings-XXXXXX";
	oriel_loop *loop = oriel_loop_new();
	if (mkdtemp(dir) == NULL || chdir(dir) != 0 || mkdir("a", 0700) != 0 || mkdir("b", 0700) != 0)
		return false;
	char both[128], only_first[128];
	snprintf(both, sizeof(both), "/none:%s/a:%s/b", dir, dir);
	snprintf(only_first, sizeof(only_first), "%s/a", dir);
	(void)how;
	/* no #! line */
	bool is_right = write_script("a/oriel-x", "exit 1", 0600) &&
		write_script("b/oriel-x", "exit $1", 0700) && starts(loop, "oriel-x", both, NULL, 7) &&
		/* relative directories refer to the child's working directory */
		starts(loop, "oriel-x", "a:b", dir, 7) &&
		starts(loop, "oriel-x", "", "b", 7) && starts(loop, "./b/oriel-x", "", dir, 7) &&
		starts(loop, "../b/oriel-x", "", "a", 7);
	oriel_process *process = oriel_process_new(((const char *const[]){ "oriel-x", NULL }),
		.env = (const char *const[]){ only_first, NULL });
	is_right = is_right && oriel_process_pid(process) == 0;
	oriel_loop_destroy(loop);
	return is_right && unlink("a/oriel-x") == 0 && unlink("b/oriel-x") == 0 && rmdir("a") == 0 &&
		rmdir("b") == 0 && rmdir(dir) == 0;
}

static void programs_are_searched_as_by_a_shell(void **state) {
	has_pidfds = true;
	assert_true(succeeds_in_own_process(run_by_path, 0));
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(exits_are_reported_for_any_setting_of_sigchld),
		cmocka_unit_test(without_pidfds_children_are_killed_and_waited_for),
		cmocka_unit_test(standard_descriptors_are_always_open),
		cmocka_unit_test(no_other_descriptor_is_inherited),
		cmocka_unit_test(passed_descriptors_may_have_the_numbers_of_other_targets),
		cmocka_unit_test(programs_are_searched_as_by_a_shell));
}
