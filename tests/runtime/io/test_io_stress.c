/* SPDX-License-Identifier: MIT */
/*
 * All kinds of I/O begun at random, aborted at any stage, and interrupted by the end of the loop.
 * No descriptor and no child is left.
 */
#include "test.h"

#include "shrink.h"
#include "left.h"

#include <oriel/runtime/abort.h>
#include <oriel/io/directory.h>
#include <oriel/io/dns.h>
#include <oriel/io/file.h>
#include <oriel/io/file_stream.h>
#include <oriel/io/file_watch.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/port.h>
#include <oriel/io/posix_signal.h>
#include <oriel/io/process.h>
#include <oriel/runtime/promise.h>
#include <oriel/io/socket.h>
#include <oriel/runtime/target.h>
#include <sched.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>

enum { MAX_STEPS = 60 };

static oriel_loop *loop;
static struct temp_dir dir;
static oriel_port *kept[MAX_STEPS]; /* kept beyond the end of the loop */
static size_t kept_count;

static struct oriel_completion ignore(struct oriel_payload result, void *data) {
	return ORIEL_COMPLETE;
}

static void ignore_promise(oriel_promise *promise) {
	oriel_promise_unref(oriel_then(promise, ignore, ignore, NULL));
}

static void ignore_event(oriel_event *event, void *data) {
}

static void ignore_changes(const struct oriel_file_change *changes, size_t count, void *data) {
}

static void use(oriel_stream *stream, bool reads) {
	oriel_listen(stream, "error", ignore_event, NULL);
	if (reads) {
		oriel_stream_request(stream, ORIEL_STREAM_UNLIMITED);
	} else {
		oriel_stream_write(stream, "text", 4);
		oriel_stream_end(stream);
	}
}

static void connect_to_server(bool connects, oriel_abort_signal *signal) {
	oriel_server *server = oriel_server_listen("127.0.0.1", 0, .signal = signal);
	oriel_listen(server, "error", ignore_event, NULL);
	if (connects && oriel_server_port(server) != 0)
		use(oriel_socket_connect("127.0.0.1", oriel_server_port(server), .signal = signal), false);
}

static void start_child(bool has_port, oriel_abort_signal *signal) {
	const char *const argv[] = { PROCESS_CHILD, "cat", NULL };
	oriel_process *process = oriel_process_new(argv, .in = { ORIEL_STDIO_PIPE },
		.out = { ORIEL_STDIO_PIPE }, .err = { ORIEL_STDIO_NULL }, .port = has_port,
		.signal = signal);
	oriel_listen(process, "error", ignore_event, NULL);
	ignore_promise(oriel_process_exited(process));
	oriel_listen(oriel_process_in(process), "error", ignore_event, NULL);
	oriel_stream_write(oriel_process_in(process), "text", 4);
}

static void make_ports(bool is_closed, oriel_abort_signal *signal) {
	int fds[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, fds), 0);
	oriel_port *port = oriel_port_new_fd(fds[0], fds[0], .signal = signal),
			   *other = oriel_port_new_fd(fds[1], fds[1]);
	if (port != NULL)
		oriel_port_send(port, oriel_bytes_payload(oriel_bytes_new("text", 4)));
	oriel_port_start(other);
	if (is_closed)
		oriel_port_unref(port);
	else if (port != NULL)
		kept[kept_count++] = port;
	oriel_port_unref(other);
}

static void begin(const uint8_t *step, oriel_abort_signal *signal) {
	static const char *const names[] = { "a", "b", "none", "." };
	const char *path = temp_path(&dir, names[step[1] % 4]);
	bool choice = step[1] >= 128;
	switch (step[0] % 16) {
	case 0: ignore_promise(oriel_file_read(path, .signal = signal)); break;
	case 1:
		ignore_promise(oriel_file_write(path, "text", 4, .sync = choice, .signal = signal));
		break;
	case 2: ignore_promise(oriel_file_replace(path, "text", 4, .signal = signal)); break;
	case 3: ignore_promise(oriel_directory_list(choice ? "/proc" : path, .signal = signal)); break;
	case 4: ignore_promise(oriel_dns_lookup("localhost", .signal = signal)); break;
	case 5: oriel_file_watch(dir.path, ignore_changes, NULL, .signal = signal); break;
	case 6: use(oriel_file_reader_new(path, .signal = signal), true); break;
	case 7: use(oriel_file_writer_new(path, .sync = choice, .signal = signal), false); break;
	case 8: use(oriel_socket_connect("localhost", 9, .signal = signal), choice); break;
	case 9: connect_to_server(choice, signal); break;
	case 10: make_ports(choice, signal); break;
	case 11: ignore_promise(oriel_posix_signal_next(SIGUSR1, .signal = signal)); break;
	case 12: if (step[1] % 8 == 0) start_child(choice, signal); break;
	case 13: sched_yield(); break;
	default: oriel_loop_step(loop); break;
	}
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	size_t before = open_descriptors();
	loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_abort_controller *controller = oriel_abort_controller_new();
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_step(&steps[2 * i], 2, "");
		if (steps[2 * i] >= 250)
			oriel_abort(controller, ORIEL_NO_PAYLOAD);
		else
			begin(&steps[2 * i], oriel_abort_controller_signal(controller));
	}
	if (count % 2 == 0)
		oriel_loop_settle(loop);
	oriel_abort_controller_destroy(controller);
	oriel_loop_destroy(loop);
	while (kept_count > 0)
		oriel_port_unref(kept[--kept_count]);
	/* the one child process that shrinks steps is still running */
	bool is_right = open_descriptors() == before && waitpid(-1, NULL, WNOHANG) <= 0;
	if (print && !is_right)
		print_message(
			"%zu descriptors, from %zu, or a child that is left\n", open_descriptors(), before);
	return is_right;
}

static void interrupted_random_io_leaves_nothing(void **state) {
	const struct random_test test = {
		.step_size = 2, .max_steps = MAX_STEPS, .seeds = 100, .play = play
	};
	oriel_loop_destroy(oriel_loop_new()); /* makes libuv open the descriptors that it keeps */
	temp_dir_make(&dir);
	temp_put(&dir, "a", "text");
	play_seeds(&test);
	temp_dir_remove(&dir);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(interrupted_random_io_leaves_nothing));
}
