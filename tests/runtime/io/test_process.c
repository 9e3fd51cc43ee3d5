/* SPDX-License-Identifier: MIT */
/*
 * Child processes: what they are started with, their pipes, how they end, and that none is left
 * behind. The child is process_child.c.
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

/* For a child whose pipes close as it ends: which is seen first is the system's affair. */
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

/* Turns the loop until the stream has closed. */
static void drain(oriel_stream *stream) {
	while (oriel_stream_state(stream) != ORIEL_STREAM_CLOSED)
		oriel_loop_step(loop);
	oriel_loop_settle(loop);
}

static void it_tells_how_it_ended(void **state) {
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

static void its_exit_is_promised(void **state) {
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

static void its_pipes_are_streams(void **state) {
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

static void much_goes_through_its_pipes(void **state) {
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

static void its_surroundings_are_given(void **state) {
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

static void descriptors_are_given_by_number(void **state) {
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

static void a_program_that_is_not_there_is_named(void **state) {
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

static void a_directory_that_is_not_there_is_named(void **state) {
	process = oriel_process_new(ARGV("exit", "0"), .cwd = "/no/such/directory");
	expect_log("cannot start a program in /no/such/directory");
	oriel_loop_settle(loop);
	oriel_process_destroy(process);
	no_child_is_left();
}

static void a_file_that_is_no_program_is_not_allowed(void **state) {
	const char *const argv[] = { "/etc/passwd", NULL };
	process = oriel_process_new(argv);
	note_end();
	oriel_loop_settle(loop);
	assert_order(&order, "error NotAllowedError");
	oriel_process_destroy(process);
}

/* ---- Talking ---- */

static void send_back(oriel_event *event, void *data) {
	const struct oriel_bytes *bytes = oriel_message_bytes(event);
	order_add(&order, "message %.*s", (int)bytes->length, bytes->data);
	oriel_port_close(data);
}

static void a_port_reaches_it(void **state) {
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

static void a_port_that_nobody_takes_is_closed(void **state) {
	process = oriel_process_new(ARGV("port"), .port = true);
	note_end();
	oriel_process_destroy(process);
	assert_int_equal(oriel_process_take_parent_fd(), -1);
	setenv("ORIEL_PORT_FD", "nonsense", 1);
	assert_int_equal(oriel_process_take_parent_fd(), -1);
	assert_null(getenv("ORIEL_PORT_FD"));
}

static void a_loop_runs_until_it_has_ended(void **state) {
	process = oriel_process_new(ARGV("exit", "3"));
	oriel_promise *exited = oriel_process_exited(process);
	assert_int_equal(oriel_loop_run_until(loop, exited), ORIEL_PROMISE_FULFILLED);
	const struct oriel_process_exit *how = oriel_promise_result(exited).data;
	assert_int_equal(how->code, 3);
	oriel_promise_unref(exited);
	oriel_process_destroy(process);
}

/* ---- Ending ---- */

/* The child says "ready" when it has set up its signals. */
static void start_waiting(const char *how, oriel_abort_signal *signal) {
	process = oriel_process_new(ARGV(how), .in = { ORIEL_STDIO_PIPE }, .out = { ORIEL_STDIO_PIPE },
		.signal = signal, .grace_ms = 100);
	note_end();
	oriel_promise *ready = oriel_stream_read(oriel_process_out(process), 100);
	while (oriel_promise_state(ready) == ORIEL_PROMISE_PENDING)
		oriel_loop_step(loop);
	oriel_promise_unref(ready);
}

static void a_signal_asks_it_to_end(void **state) {
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

static void one_that_does_not_end_is_killed(void **state) {
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

static void one_that_is_killed_amid_writing_leaves_what_it_wrote(void **state) {
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

static void writing_to_one_that_is_gone_is_an_error(void **state) {
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

static void one_that_is_destroyed_is_killed_and_waited_for(void **state) {
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

static void destroy_it(oriel_event *event, void *data) {
	oriel_process_destroy(process);
	has_ended = true;
}

static void it_may_be_destroyed_in_its_events(void **state) {
	const char *const argv[] = { "/no/such/program", NULL };
	process = oriel_process_new(ARGV("exit", "0"), .out = { ORIEL_STDIO_PIPE });
	has_ended = false;
	oriel_listen(process, "exit", destroy_it, NULL);
	wait_for_end();
	process = oriel_process_new(argv, .out = { ORIEL_STDIO_PIPE });
	oriel_listen(process, "error", destroy_it, NULL);
	has_ended = false;
	wait_for_end();
	no_child_is_left();
}

static void its_streams_may_go_before_it(void **state) {
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

static void the_loop_kills_those_that_are_left(void **state) {
	start_waiting("stubborn", NULL);
	int pid = oriel_process_pid(process);
	start_waiting("wait", NULL);
	io_end_loop();
	no_child_is_left();
	assert_int_equal(kill(pid, 0), -1);
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static void one_that_is_detached_outlives_it(void **state) {
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
		/* It is waited for by a thread, which makes its number free. */
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

static void whatever_is_done_to_children_none_is_left(void **state) {
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
		TEST(it_tells_how_it_ended),
		TEST(its_exit_is_promised),
		TEST(its_pipes_are_streams),
		TEST(much_goes_through_its_pipes),
		TEST(its_surroundings_are_given),
		TEST(descriptors_are_given_by_number),
		TEST(a_program_that_is_not_there_is_named),
		TEST(a_directory_that_is_not_there_is_named),
		TEST(a_file_that_is_no_program_is_not_allowed),
		TEST(a_port_reaches_it),
		TEST(a_port_that_nobody_takes_is_closed),
		TEST(a_loop_runs_until_it_has_ended),
		TEST(a_signal_asks_it_to_end),
		TEST(one_that_does_not_end_is_killed),
		TEST(one_that_is_killed_amid_writing_leaves_what_it_wrote),
		TEST(writing_to_one_that_is_gone_is_an_error),
		TEST(one_that_is_destroyed_is_killed_and_waited_for),
		TEST(it_may_be_destroyed_in_its_events),
		TEST(its_streams_may_go_before_it),
		TEST(the_loop_kills_those_that_are_left),
		TEST(one_that_is_detached_outlives_it),
		TEST(whatever_is_done_to_children_none_is_left));
}
