/* SPDX-License-Identifier: MIT */
/*
 * Child processes: their options, pipes and exits; no child is left behind. The child is
 * process_child.c.
 */
#include "io_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/target.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static oriel_process *process;
static bool has_ended;

static void note_exit(oriel_event *event, void *data) {
	const struct oriel_process_exit *how = oriel_process_exit(process);
	has_ended = true;
	if (how->posix_signal != 0)
		order_add(&order, "signal %d", how->posix_signal);
	else
		order_add(&order, "exit %d", how->code);
}

static void note_error(oriel_event *event, void *data) {
	order_add(&order, "error %s", oriel_status_name(oriel_event_error(event)->code));
	has_ended = true;
}

static void note_end(void) {
	has_ended = false;
	oriel_listen(process, "exit", note_exit, NULL);
	oriel_listen(process, "error", note_error, NULL);
}

/* For a child whose pipes close as it ends; the system determines which is noticed first. */
static void set_ended(oriel_event *event, void *data) {
	has_ended = true;
}

static void watch_end(void) {
	has_ended = false;
	oriel_listen(process, "exit", set_ended, NULL);
}

#define ARGV(...) ((const char *const[]){ PROCESS_CHILD, __VA_ARGS__, NULL })

static void wait_for_end(void) {
	io_run_until(&has_ended);
}

/* Runs the loop until the stream has closed. */
static void drain(oriel_stream *stream) {
	while (oriel_stream_state(stream) != ORIEL_STREAM_CLOSED)
		oriel_loop_step(loop);
	oriel_loop_settle(loop);
}

static void a_process_reports_its_exit(void **state) {
	process = oriel_process_new(ARGV("exit", "7"));
	note_end();
	assert_true(oriel_process_is_running(process));
	assert_true(oriel_process_pid(process) > 0);
	assert_null(oriel_process_exit(process));
	wait_for_end();
	assert_order(&order, "exit 7");
	assert_false(oriel_process_is_running(process));
	assert_false(oriel_process_kill(process, SIGTERM));
	oriel_process_destroy(process);
	no_child_is_left();
}

static struct oriel_completion note_promised(struct oriel_payload result, void *data) {
	const struct oriel_process_exit *how = result.data;
	order_add(&order, "promised %d %d", how->code, how->posix_signal);
	return ORIEL_COMPLETE;
}

static void the_exit_of_a_process_settles_a_promise(void **state) {
	process = oriel_process_new(ARGV("abort"), .err = { ORIEL_STDIO_NULL });
	note_end();
	oriel_promise_unref(oriel_then(oriel_process_exited(process), note_promised, NULL, NULL));
	wait_for_end();
	oriel_loop_settle(loop);
	assert_order(&order, "signal 6, promised -1 6");
	oriel_promise_unref(oriel_then(oriel_process_exited(process), note_promised, NULL, NULL));
	oriel_process_destroy(process);
	oriel_loop_settle(loop);
	assert_order(&order, "promised -1 6");
}

static void the_pipes_of_a_process_are_streams(void **state) {
	process = oriel_process_new(ARGV("cat"), .in = { ORIEL_STDIO_PIPE },
		.out = { ORIEL_STDIO_PIPE }, .err = { ORIEL_STDIO_PIPE });
	watch_end();
	oriel_stream_write(oriel_process_in(process), "hello", 5);
	oriel_stream_end(oriel_process_in(process));
	io_note_promise(oriel_stream_read_all(oriel_process_out(process), 100), "out");
	drain(oriel_process_out(process));
	io_note_promise(oriel_stream_read_all(oriel_process_err(process), 100), "err");
	drain(oriel_process_err(process));
	assert_order(&order, "out bytes hello, err bytes done");
	wait_for_end();
	assert_int_equal(oriel_process_exit(process)->code, 0);
	oriel_process_destroy(process);
}

static void the_pipes_of_a_process_transfer_much_data(void **state) {
	enum { LENGTH = 3000000 };
	char *text = calloc(1, LENGTH);
	process = oriel_process_new(ARGV("cat"), .in = { ORIEL_STDIO_PIPE },
		.out = { ORIEL_STDIO_PIPE }, .err = { ORIEL_STDIO_NULL });
	watch_end();
	assert_false(oriel_stream_write(oriel_process_in(process), text, LENGTH));
	oriel_stream_end(oriel_process_in(process));
	io_note_length(oriel_stream_read_all(oriel_process_out(process), LENGTH), "out");
	drain(oriel_process_out(process));
	wait_for_end();
	free(text);
	assert_order(&order, "out 3000000");
	oriel_process_destroy(process);
}

static void the_environment_and_directory_of_a_process_can_be_set(void **state) {
	const char *const env[] = { "GREETING=hi", NULL };
	signal(SIGPIPE, SIG_IGN);
	process = oriel_process_new(ARGV("show"), .env = env, .cwd = "/usr", .in = { ORIEL_STDIO_NULL },
		.out = { ORIEL_STDIO_PIPE });
	signal(SIGPIPE, SIG_DFL);
	watch_end();
	io_note_promise(oriel_stream_read_all(oriel_process_out(process), 1000), "out");
	drain(oriel_process_out(process));
	wait_for_end();
	assert_order(&order, "out bytes GREETING=hi cwd=/usr input=0 descriptors=3 signals=0");
	oriel_process_destroy(process);
}

static void descriptors_are_passed_by_number(void **state) {
	int fds[2];
	char buffer[32];
	assert_int_equal(pipe(fds), 0);
	process = oriel_process_new(
		ARGV("write", "4", "to four"), .fds = (const int[]){ 0, fds[1] }, .fd_count = 2);
	note_end();
	close(fds[1]);
	wait_for_end();
	assert_order(&order, "exit 0");
	assert_int_equal(read(fds[0], buffer, sizeof(buffer)), 7);
	assert_memory_equal(buffer, "to four", 7);
	close(fds[0]);
	oriel_process_destroy(process);

	assert_int_equal(pipe(fds), 0);
	process = oriel_process_new(ARGV("write", "2", "to two"), .err = { ORIEL_STDIO_FD, fds[1] });
	note_end();
	close(fds[1]);
	wait_for_end();
	assert_int_equal(read(fds[0], buffer, sizeof(buffer)), 6);
	close(fds[0]);
	oriel_process_destroy(process);
}

/* ---- Failing ---- */

static void the_error_names_a_missing_program(void **state) {
	const char *const argv[] = { "/no/such/program", NULL };
	process = oriel_process_new(argv, .in = { ORIEL_STDIO_PIPE }, .out = { ORIEL_STDIO_PIPE });
	note_end();
	io_note_promise(oriel_process_exited(process), "exited");
	io_note_promise(oriel_stream_read(oriel_process_out(process), 1), "read");
	assert_int_equal(oriel_process_pid(process), 0);
	assert_false(oriel_stream_write(oriel_process_in(process), "x", 1));
	oriel_loop_settle(loop);
	assert_order(&order, "exited NotFoundError, read NotFoundError, error NotFoundError");
	oriel_process_destroy(process);

	process = oriel_process_new(argv);
	expect_log("cannot start /no/such/program: No such file or directory");
	oriel_loop_settle(loop);
	oriel_process_destroy(process);
	no_child_is_left();
}

static void the_error_names_a_missing_directory(void **state) {
	process = oriel_process_new(ARGV("exit", "0"), .cwd = "/no/such/directory");
	expect_log("cannot start a program in /no/such/directory");
	oriel_loop_settle(loop);
	oriel_process_destroy(process);
	no_child_is_left();
}

static void a_file_that_is_no_program_is_refused(void **state) {
	const char *const argv[] = { "/etc/passwd", NULL };
	process = oriel_process_new(argv);
	note_end();
	oriel_loop_settle(loop);
	assert_order(&order, "error NotAllowedError");
	oriel_process_destroy(process);
}

/* ---- Pipes ---- */

static void send_back(oriel_event *event, void *data) {
	const struct oriel_bytes *bytes = oriel_message_bytes(event);
	order_add(&order, "message %.*s", (int)bytes->length, bytes->data);
	oriel_port_close(data);
}

static void a_port_connects_a_process(void **state) {
	process = oriel_process_new(ARGV("port"), .port = true);
	note_end();
	int fd = oriel_process_take_port_fd(process);
	assert_int_equal(oriel_process_take_port_fd(process), -1);
	oriel_port *port = oriel_port_new_fd(fd, fd);
	oriel_listen(port, "message", send_back, port);
	oriel_port_start(port);
	oriel_port_send(port, oriel_bytes_payload(oriel_bytes_new("hello", 5)));
	wait_for_end();
	assert_order(&order, "message hello from the child, exit 0");
	oriel_port_unref(port);
	oriel_process_destroy(process);
}

static void an_unused_port_is_closed(void **state) {
	process = oriel_process_new(ARGV("port"), .port = true);
	note_end();
	oriel_process_destroy(process);
	assert_int_equal(oriel_process_take_parent_fd(), -1);
	setenv("ORIEL_PORT_FD", "nonsense", 1);
	assert_int_equal(oriel_process_take_parent_fd(), -1);
	assert_null(getenv("ORIEL_PORT_FD"));
}

static void a_loop_runs_until_its_process_has_ended(void **state) {
	process = oriel_process_new(ARGV("exit", "3"));
	oriel_promise *exited = oriel_process_exited(process);
	assert_int_equal(oriel_loop_run_until(loop, exited), ORIEL_PROMISE_FULFILLED);
	const struct oriel_process_exit *how = oriel_promise_result(exited).data;
	assert_int_equal(how->code, 3);
	oriel_promise_unref(exited);
	oriel_process_destroy(process);
}

/* ---- Ending ---- */

/* Starts a child, which prints "ready" after it has set up its signals. */
static void start_waiting(const char *how, oriel_abort_signal *signal) {
	process = oriel_process_new(ARGV(how), .in = { ORIEL_STDIO_PIPE }, .out = { ORIEL_STDIO_PIPE },
		.signal = signal, .grace_ms = 100);
	note_end();
	oriel_promise *ready = oriel_stream_read(oriel_process_out(process), 100);
	while (oriel_promise_state(ready) == ORIEL_PROMISE_PENDING)
		oriel_loop_step(loop);
	oriel_promise_unref(ready);
}

static void an_abort_terminates_a_process(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	start_waiting("wait", oriel_abort_controller_signal(controller));
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	wait_for_end();
	assert_order(&order, "signal 15");
	oriel_process_destroy(process);

	process = oriel_process_new(ARGV("wait"), .out = { ORIEL_STDIO_PIPE },
		.signal = oriel_abort_controller_signal(controller));
	io_note_promise(oriel_process_exited(process), "late");
	oriel_loop_settle(loop);
	assert_order(&order, "late AbortError");
	oriel_process_destroy(process);
	oriel_abort_controller_destroy(controller);
	no_child_is_left();
}

static void a_process_that_does_not_end_is_killed(void **state) {
	start_waiting("stubborn", NULL);
	oriel_process_end(process);
	oriel_process_end(process);
	oriel_loop_advance(loop, 99);
	assert_true(oriel_process_is_running(process));
	oriel_loop_advance(loop, 1);
	wait_for_end();
	assert_order(&order, "signal 9");
	oriel_process_destroy(process);
	no_child_is_left();
}

static void output_of_a_killed_process_can_be_read(void **state) {
	process = oriel_process_new(ARGV("flood"), .out = { ORIEL_STDIO_PIPE });
	note_end();
	oriel_stream *out = oriel_process_out(process);
	oriel_promise *first = oriel_stream_read(out, 100);
	while (oriel_promise_state(first) == ORIEL_PROMISE_PENDING)
		oriel_loop_step(loop);
	oriel_promise_unref(first);
	assert_true(oriel_process_kill(process, SIGKILL));
	wait_for_end();
	assert_order(&order, "signal 9");
	oriel_stream_request(out, ORIEL_STREAM_UNLIMITED);
	drain(out);
	oriel_process_destroy(process);
	no_child_is_left();
}

static void writing_to_an_ended_process_is_an_error(void **state) {
	process = oriel_process_new(ARGV("exit", "0"), .in = { ORIEL_STDIO_PIPE });
	note_end();
	wait_for_end();
	io_note_events(oriel_process_in(process), "in");
	oriel_stream_write(oriel_process_in(process), "x", 1);
	oriel_loop_settle(loop);
	assert_order(&order, "exit 0, in error NetworkError, in close");
	oriel_process_destroy(process);
}

static size_t count_processes(void) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, "child processes");
}

static void a_destroyed_process_is_killed_and_waited_for(void **state) {
	start_waiting("stubborn", NULL);
	int pid = oriel_process_pid(process);
	io_note_promise(oriel_process_exited(process), "exited");
	oriel_process_destroy(process);
	assert_int_equal(count_processes(), 1);
	while (count_processes() > 0)
		oriel_loop_step(loop);
	assert_order(&order, "exited AbortError");
	assert_int_equal(kill(pid, 0), -1);
	no_child_is_left();
}

static void destroy_object(oriel_event *event, void *data) {
	oriel_process_destroy(process);
	has_ended = true;
}

static void a_process_may_be_destroyed_in_its_events(void **state) {
	const char *const argv[] = { "/no/such/program", NULL };
	process = oriel_process_new(ARGV("exit", "0"), .out = { ORIEL_STDIO_PIPE });
	has_ended = false;
	oriel_listen(process, "exit", destroy_object, NULL);
	wait_for_end();
	process = oriel_process_new(argv, .out = { ORIEL_STDIO_PIPE });
	oriel_listen(process, "error", destroy_object, NULL);
	has_ended = false;
	wait_for_end();
	no_child_is_left();
}

static void the_streams_of_a_process_may_be_destroyed_first(void **state) {
	process = oriel_process_new(ARGV("cat"), .in = { ORIEL_STDIO_PIPE },
		.out = { ORIEL_STDIO_PIPE }, .err = { ORIEL_STDIO_NULL });
	note_end();
	oriel_stream_destroy(oriel_process_out(process));
	assert_null(oriel_process_out(process));
	oriel_stream_destroy(oriel_process_in(process));
	wait_for_end();
	assert_order(&order, "exit 0");
	oriel_process_destroy(process);
}

static void the_end_of_the_loop_kills_remaining_processes(void **state) {
	start_waiting("stubborn", NULL);
	int pid = oriel_process_pid(process);
	start_waiting("wait", NULL);
	io_end_loop();
	no_child_is_left();
	assert_int_equal(kill(pid, 0), -1);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static void a_detached_process_outlives_its_object(void **state) {
	int fds[2];
	assert_int_equal(pipe(fds), 0);
	for (int stage = 0; stage < 2; stage++) {
		process = oriel_process_new(ARGV("cat"), .in = { ORIEL_STDIO_FD, fds[0] },
			.out = { ORIEL_STDIO_PIPE }, .err = { ORIEL_STDIO_NULL }, .detached = true);
		int pid = oriel_process_pid(process);
		assert_int_equal(getsid(pid), pid);
		if (stage == 0)
			oriel_process_destroy(process);
		io_end_loop();
		loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
		assert_int_equal(kill(pid, 0), 0);
		kill(pid, SIGKILL);
		/* A thread waits for the child, which frees its number. */
		while (kill(pid, 0) == 0)
			sched_yield();
	}
	close(fds[0]);
	close(fds[1]);
}

/* ---- At random ---- */

static unsigned pick(unsigned below) {
	static uint64_t state = 1;
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % below;
}

static struct oriel_stdio pick_stdio(void) {
	return (struct oriel_stdio){ pick(2) == 0 ? ORIEL_STDIO_PIPE : ORIEL_STDIO_NULL };
}

static oriel_process *start_any(oriel_abort_signal *signal) {
	static const char *const modes[] = { "exit", "cat", "flood", "stubborn", "wait", "port", NULL };
	const char *mode = modes[pick(7)];
	const char *const argv[] = { mode != NULL ? PROCESS_CHILD : "/no/such/program", mode, "3",
		NULL };
	return oriel_process_new(argv, .in = pick_stdio(), .out = pick_stdio(),
		.err = { ORIEL_STDIO_NULL }, .port = pick(2) == 0, .signal = signal, .grace_ms = 1);
}

static struct oriel_completion ignore(struct oriel_payload result, void *data) {
	return ORIEL_COMPLETE;
}

static void use_any(oriel_process *any) {
	oriel_stream *in = oriel_process_in(any), *out = oriel_process_out(any);
	if (in != NULL && oriel_stream_is_writable(in))
		oriel_stream_write(in, "hello", 5);
	if (out != NULL && pick(2) == 0)
		oriel_stream_request(out, pick(100000));
	oriel_promise_unref(oriel_then(oriel_process_exited(any), ignore, ignore, NULL));
	if (in != NULL)
		oriel_listen(in, "error", note_error, NULL);
}

static void end_any(oriel_process *any, oriel_abort_controller *controller) {
	switch (pick(4)) {
	case 0: oriel_process_kill(any, SIGKILL); break;
	case 1: oriel_process_end(any); break;
	case 2: oriel_abort(controller, ORIEL_NO_PAYLOAD); break;
	default: break;
	}
	for (unsigned steps = pick(6); steps > 0; steps--)
		oriel_loop_step(loop);
	oriel_process_destroy(any);
}

static void random_use_leaves_no_child(void **state) {
	size_t before = open_descriptors();
	for (int i = 0; i < 100; i++) {
		oriel_abort_controller *controller = oriel_abort_controller_new();
		oriel_process *any = start_any(oriel_abort_controller_signal(controller));
		use_any(any);
		for (unsigned steps = pick(10); steps > 0; steps--)
			oriel_loop_step(loop);
		end_any(any, controller);
		oriel_abort_controller_destroy(controller);
	}
	while (count_processes() > 0)
		oriel_loop_step(loop);
	no_child_is_left();
	oriel_loop_settle(loop);
	assert_int_equal(open_descriptors(), before);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_process_reports_its_exit),
		TEST(the_exit_of_a_process_settles_a_promise),
		TEST(the_pipes_of_a_process_are_streams),
		TEST(the_pipes_of_a_process_transfer_much_data),
		TEST(the_environment_and_directory_of_a_process_can_be_set),
		TEST(descriptors_are_passed_by_number),
		TEST(the_error_names_a_missing_program),
		TEST(the_error_names_a_missing_directory),
		TEST(a_file_that_is_no_program_is_refused),
		TEST(a_port_connects_a_process),
		TEST(an_unused_port_is_closed),
		TEST(a_loop_runs_until_its_process_has_ended),
		TEST(an_abort_terminates_a_process),
		TEST(a_process_that_does_not_end_is_killed),
		TEST(output_of_a_killed_process_can_be_read),
		TEST(writing_to_an_ended_process_is_an_error),
		TEST(a_destroyed_process_is_killed_and_waited_for),
		TEST(a_process_may_be_destroyed_in_its_events),
		TEST(the_streams_of_a_process_may_be_destroyed_first),
		TEST(the_end_of_the_loop_kills_remaining_processes),
		TEST(a_detached_process_outlives_its_object),
		TEST(random_use_leaves_no_child));
}
