/* SPDX-License-Identifier: MIT */
/*
 * Context values and trace ids that cross: with posts, jobs, ports and workers to other threads,
 * and with ports to other processes.
 */
#include "async_test.h"

#include <oriel/runtime/bytes.h>
#include <oriel/runtime/context_value.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/job.h>
#include <oriel/runtime/port.h>
#include <oriel/runtime/post.h>
#include <oriel/runtime/task.h>
#include <oriel/runtime/trace.h>
#include <oriel/runtime/trace_id.h>
#include <oriel/runtime/worker.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static struct oriel_payload clone_text(struct oriel_payload value) {
	return (struct oriel_payload){ .data = strdup(value.data), .release = free };
}

static struct oriel_bytes *text_to_bytes(struct oriel_payload value) {
	return oriel_bytes_new(value.data, strlen(value.data));
}

static struct oriel_payload text_from_bytes(const struct oriel_bytes *bytes) {
	char *text = calloc(1, bytes->length + 1); /* the bytes do not end in a NUL */
	memcpy(text, bytes->data, bytes->length);
	return oriel_owned(text, free);
}

static const struct oriel_context_key
	request = { "request", clone_text, text_to_bytes, text_from_bytes },
	local = { .name = "local" };
static const struct oriel_context_key *const keys[] = { &request, NULL };

static struct oriel_trace_id first_id;

/* Sets two values and a trace id for what runs. */
static void set_values(void) {
	oriel_context_value_set(&request, text("r-17"));
	oriel_context_value_set(&local, text("here"));
	oriel_trace_id_draw(&first_id);
	oriel_trace_id_set(&first_id);
}

struct seen {
	char request[16];
	bool has_local, has_trace, has_own_span;
};

static void see(struct seen *seen) {
	struct oriel_trace_id id;
	const char *value = oriel_context_value(&request).data;
	snprintf(seen->request, sizeof(seen->request), "%s", value != NULL ? value : "-");
	seen->has_local = oriel_context_value(&local).data != NULL;
	seen->has_trace = oriel_trace_id(&id) &&
		memcmp(id.trace, first_id.trace, sizeof(id.trace)) == 0;
	seen->has_own_span = seen->has_trace && memcmp(id.span, first_id.span, sizeof(id.span)) != 0;
}

static void note_seen(const char *name, const struct seen *seen) {
	order_add(&order, "%s %s%s%s%s", name, seen->request, seen->has_local ? " local" : "",
		seen->has_trace ? " trace" : "", seen->has_own_span ? " span" : "");
}

static void note_here(void *name) {
	struct seen seen;
	see(&seen);
	note_seen(name, &seen);
}

static void run_with_values(void (*fn)(void *), void *data) {
	oriel_queue_task(fn, data);
	oriel_loop_settle(loop);
}

/* ---- Posts and jobs ---- */

static void post_here(void *data) {
	set_values();
	oriel_post(loop, note_here, "own post");
}

static void a_post_to_its_own_loop_has_the_same_values(void **state) {
	run_with_values(post_here, NULL);
	assert_order(&order, "own post r-17 local trace");
}

static void work(oriel_job *job, void *data) {
	see(data);
	oriel_post(loop, note_here, "post of the work");
}

static void run_job(void *data) {
	set_values();
	oriel_job_run(work, NULL, data);
}

static void done_here(void *data) {
	note_here("done");
}

static void run_job_with_done(void *data) {
	set_values();
	oriel_job_run(work, done_here, data);
}

static void the_work_of_a_job_and_what_it_posts_have_copies(void **state) {
	struct seen seen = { { 0 } };
	run_with_values(run_job, &seen);
	note_seen("work", &seen);
	assert_order(&order, "post of the work r-17 trace span, work r-17 trace span");
	run_with_values(run_job_with_done, &seen);
	assert_order(&order, "post of the work r-17 trace span, done r-17 local trace");
}

static void work_without(oriel_job *job, void *data) {
	see(data);
}

static void a_job_without_values_has_none(void **state) {
	struct seen seen = { { 0 } };
	oriel_job_run(work_without, NULL, &seen);
	oriel_loop_settle(loop);
	note_seen("work", &seen);
	assert_order(&order, "work -");
}

/* ---- Workers and ports within the process ---- */

static struct seen of_start, of_message;

static void on_message_there(oriel_event *event, void *port) {
	see(&of_message);
	oriel_port_send((oriel_port *)port, text("answer"));
}

static void worker_body(const struct oriel_worker_scope *scope, void *data) {
	see(&of_start);
	oriel_listen(scope->port, "message", on_message_there, scope->port);
}

static void on_answer(oriel_event *event, void *worker) {
	note_here("answer");
	oriel_worker_terminate(*(oriel_worker **)worker);
}

static void on_exit_quit(oriel_event *event, void *data) {
	oriel_loop_quit(loop, 0);
}

static void begin_worker(void *data) {
	oriel_worker **worker = data;
	set_values();
	*worker = oriel_worker_new(worker_body, NULL);
	oriel_listen(*worker, "message", on_answer, worker);
	oriel_listen(*worker, "exit", on_exit_quit, NULL);
	oriel_worker_send(*worker, text("hello"));
}

static void a_worker_and_its_messages_have_copies(void **state) {
	oriel_worker *worker;
	oriel_queue_task(begin_worker, &worker);
	oriel_loop_run(loop);
	note_seen("start", &of_start);
	note_seen("message", &of_message);
	assert_order(&order,
		"answer r-17 trace span, start r-17 trace span, message r-17 trace span");
	oriel_worker_destroy(worker);
}

static void send_with_values(void *port) {
	set_values();
	for (int i = 0; i < 3; i++)
		oriel_port_send((oriel_port *)port, text("m"));
}

static void a_message_that_is_given_up_gives_its_values_up(void **state) {
	oriel_port *ports[2];
	oriel_channel_new(ports, .limit = 1, .policy = ORIEL_QUEUE_POLICY_DROP_OLDEST);
	run_with_values(send_with_values, ports[0]);
	oriel_port_unref(ports[0]);
	oriel_port_unref(ports[1]);
}

/* ---- Ports to processes ---- */

static void on_message(oriel_event *event, void *name) {
	const struct oriel_bytes *bytes = oriel_message_bytes(event);
	order_add(&order, "%.*s:", (int)bytes->length, bytes->data);
	note_here(name);
}

static void on_close(oriel_event *event, void *name) {
	const struct oriel_error *error = oriel_event_error(event);
	order_add(&order, "%s closes %s", (const char *)name,
		error != NULL ? oriel_status_name(error->code) : "");
}

static void hear(oriel_port *port, const char *name) {
	oriel_listen(port, "message", on_message, (void *)name);
	oriel_listen(port, "close", on_close, (void *)name);
	oriel_port_start(port);
}

static void send_text(oriel_port *port, const char *message) {
	assert_int_equal(oriel_port_send(port,
						oriel_bytes_payload(oriel_bytes_new(message, strlen(message)))), ORIEL_OK);
}

static void send_two(void *port) {
	set_values();
	send_text(port, "one");
	send_text(port, "");
}

static void settle_processes(void) {
	for (int i = 0; i < 4; i++)
		oriel_loop_advance(loop, 1);
}

static void values_cross_to_a_process_if_both_ends_name_them(void **state) {
	int sockets[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
	oriel_port *a = oriel_port_new_fd(
		sockets[0], sockets[0], .trace = true, .context = keys, .limit = 4);
	oriel_port *b = oriel_port_new_fd(sockets[1], sockets[1], .trace = true, .context = keys);
	hear(a, "a");
	hear(b, "b");
	assert_int_equal(oriel_port_room(a), 4);
	oriel_queue_task(send_two, a);
	send_text(b, "plain");
	settle_processes();
	assert_order(&order, "one:, b r-17 trace span, :, b r-17 trace span, plain:, a -");
	oriel_port_unref(a);
	settle_processes();
	assert_order(&order, "b closes ");
	oriel_port_unref(b);
}

static void an_end_without_context_is_told_apart(void **state) {
	int sockets[2];
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
	oriel_port *a = oriel_port_new_fd(sockets[0], sockets[0], .trace = true);
	oriel_port *b = oriel_port_new_fd(sockets[1], sockets[1]);
	hear(a, "a");
	send_text(b, "no hello");
	settle_processes();
	assert_order(&order, "a closes SyntaxError");
	oriel_port_unref(a);
	oriel_port_unref(b);
}

/* A block that claims more than its message, and entries that do not fit their block. */
static void a_context_that_does_not_fit_ends_the_port(void **state) {
	static const struct {
		const char *bytes;
		size_t length;
	} wrong[] = {
		{ "\1\0\0\0\0", 5 }, { "\3\0\0\0\4\0x", 7 }, { "\4\0\0\0\2\0\1a", 8 },
		{ "\7\0\0\0\5\0\1a\xff\0x", 11 },
	};
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		int sockets[2];
		static const char hello[] = "\42\0\0\0Oriel port with context, version 1";
		assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
		oriel_port *a = oriel_port_new_fd(sockets[0], sockets[0], .context = keys);
		hear(a, "a");
		assert_int_equal(write(sockets[1], hello, sizeof(hello) - 1), sizeof(hello) - 1);
		assert_int_equal(write(sockets[1], wrong[i].bytes, wrong[i].length), wrong[i].length);
		settle_processes();
		assert_order(&order, "a closes SyntaxError");
		oriel_port_unref(a);
		close(sockets[1]);
	}
}

/* ---- Text ---- */

static void an_id_is_a_traceparent(void **state) {
	static const char header[] = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
	static const char *const wrong[] = { "", "00", "00-4bf92f3577b34da6a3ce929d0e0e4736",
		"00-4BF92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
		"ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
		"00-00000000000000000000000000000000-00f067aa0ba902b7-01",
		"00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
		"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more" };
	struct oriel_trace_id id;
	char printed[ORIEL_TRACE_ID_TEXT_SIZE];
	assert_true(oriel_trace_id_parse(header, &id));
	oriel_trace_id_print(&id, printed);
	assert_string_equal(printed, header);
	assert_true(oriel_trace_id_parse(
		"cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more", &id));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(oriel_trace_id_parse(wrong[i], &id));
}

/* ---- Traces of two processes ---- */

static void quit_on_event(oriel_event *event, void *data) {
	oriel_loop_quit(data, 0);
}

static void send_and_close(void *port) {
	send_text(port, "traced");
}

/* One of two processes: it sends a message, or hears one. */
static void run_process(int fd, const char *path, bool sends) {
	oriel_loop *own = oriel_loop_new();
	assert_int_equal(oriel_trace_start(path, 0), ORIEL_OK);
	oriel_port *port = oriel_port_new_fd(fd, fd, .trace = true);
	oriel_listen(port, sends ? "close" : "message", quit_on_event, own);
	oriel_port_start(port);
	if (sends)
		oriel_queue_task(send_and_close, port);
	oriel_loop_run(own);
	oriel_port_unref(port);
	oriel_trace_stop();
	oriel_loop_destroy(own);
}

static size_t count_of(const char *text, const char *part) {
	size_t count = 0;
	for (; (text = strstr(text, part)) != NULL; text += strlen(part))
		count++;
	return count;
}

static void traces_of_two_processes_are_one_picture(void **state) {
	char paths[2][64], merge[512];
	static char merged[1 << 16];
	int sockets[2], status;
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets), 0);
	for (int i = 0; i < 2; i++)
		snprintf(paths[i], sizeof(paths[i]), "/tmp/oriel-crossing-%ld-%d.json", (long)getpid(), i);
	pid_t child = fork();
	if (child == 0) {
		close(sockets[0]);
		run_process(sockets[1], paths[1], false);
		_exit(0);
	}
	close(sockets[1]);
	run_process(sockets[0], paths[0], true);
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	snprintf(merge, sizeof(merge), ORIEL_TESTS_DIR "/../scripts/merge-traces %s %s", paths[0],
		paths[1]);
	FILE *file = popen(merge, "r");
	merged[fread(merged, 1, sizeof(merged) - 1, file)] = '\0';
	assert_int_equal(pclose(file), 0);
	for (int i = 0; i < 2; i++)
		assert_int_equal(unlink(paths[i]), 0);
	char *start = strstr(merged, "{\"ph\":\"s\",\"pid\":1,"), *id = NULL, number[32];
	while (start != NULL && (id = strstr(start, "\"id\":\"0x")) == NULL)
		start = NULL;
	assert_non_null(id);
	snprintf(number, sizeof(number), "%.24s", id);
	assert_int_equal(count_of(merged, number), 2);
	const char *end = strstr(merged, "{\"ph\":\"f\",\"bp\":\"e\",\"pid\":2,");
	assert_true(end != NULL && strstr(end, number) != NULL);
	assert_int_equal(count_of(merged, "\"process_name\""), 2);
	assert_true(merged[0] == '[' && strcmp(merged + strlen(merged) - 3, "\n]\n") == 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, loop_setup, loop_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(a_post_to_its_own_loop_has_the_same_values),
		TEST(the_work_of_a_job_and_what_it_posts_have_copies),
		TEST(a_job_without_values_has_none),
		TEST(a_worker_and_its_messages_have_copies),
		TEST(a_message_that_is_given_up_gives_its_values_up),
		TEST(values_cross_to_a_process_if_both_ends_name_them),
		TEST(an_end_without_context_is_told_apart),
		TEST(a_context_that_does_not_fit_ends_the_port),
		cmocka_unit_test(an_id_is_a_traceparent),
		cmocka_unit_test(traces_of_two_processes_are_one_picture));
}
