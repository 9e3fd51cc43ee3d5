/* SPDX-License-Identifier: MIT */
/*
 * A call of each macro of the runtime, with and without options, in the common subset of C11 and
 * C++20. It is compiled and does not run.
 */
#include <oriel/extend/event.h>
#include <oriel/flow/breaker.h>
#include <oriel/flow/coalesce.h>
#include <oriel/flow/debounce.h>
#include <oriel/flow/latest.h>
#include <oriel/flow/limiter.h>
#include <oriel/flow/locks.h>
#include <oriel/flow/rate_limit.h>
#include <oriel/flow/retry.h>
#include <oriel/flow/sharing.h>
#include <oriel/flow/shedder.h>
#include <oriel/flow/task_group.h>
#include <oriel/flow/throttle.h>
#include <oriel/flow/timeout.h>
#include <oriel/flow/yield.h>
#include <oriel/runtime.h>
#include <oriel/runtime/event_trace.h>
#include <oriel/runtime/first.h>
#include <oriel/runtime/generator.h>
#include <oriel/runtime/operators.h>
#include <oriel/runtime/queue_source.h>
#include <oriel/runtime/races.h>
#include <stdlib.h>
#include <string.h>

/* The objects that the calls are about, and functions of each type. */
struct world {
	oriel_loop *loop;
	oriel_abort_controller *controller;
	oriel_abort_signal *signal;
	oriel_target *target;
	oriel_event *event;
	oriel_emitter *emitter;
	oriel_promise *promise, *promises[2];
	oriel_resolver *resolver;
	oriel_queue *queue;
	oriel_port *port, *ports[2];
	oriel_worker *worker;
	oriel_stream *stream;
	oriel_server *server;
	oriel_process *process;
	oriel_job_queue *jobs;
	oriel_debounce *debounce;
	oriel_throttle *throttle;
	oriel_locks *locks;
	oriel_latest *latest;
	oriel_limiter *limiter;
	oriel_rate_limit *rate;
	oriel_breaker *breaker;
	oriel_shedder *shedder;
	oriel_coalescer *coalescer;
	oriel_sharing *sharing;
	oriel_task_group *group;
	struct oriel_race race;
};

static void task(void *data) {
	(void)data;
}

static void on_event(oriel_event *event, void *data) {
	struct world *world = (struct world *)data;
	world->event = event;
}

static void on_emitted(struct oriel_payload payload, void *data) {
	(void)payload, (void)data;
}

static void on_frame(double time_ms, void *data) {
	(void)time_ms, (void)data;
}

static void on_idle(const oriel_idle_deadline *deadline, void *data) {
	(void)deadline, (void)data;
}

static void on_descriptor(int fd, unsigned events, void *data) {
	(void)fd, (void)events, (void)data;
}

static void on_posix_signal(int posix_signal, void *data) {
	(void)posix_signal, (void)data;
}

static void on_change(const struct oriel_file_change *changes, size_t count, void *data) {
	(void)changes, (void)count, (void)data;
}

static void on_newest(const char *key, struct oriel_payload newest, void *data) {
	(void)key, (void)newest, (void)data;
}

static void work(oriel_job *job, void *data) {
	(void)job, (void)data;
}

static struct oriel_completion compute(oriel_job *job, void *data) {
	(void)job, (void)data;
	return oriel_return(oriel_borrowed("result"));
}

static struct oriel_completion compute_item(oriel_job *job, size_t index, void *data) {
	(void)job, (void)index, (void)data;
	return ORIEL_COMPLETE;
}

static void begin(const struct oriel_worker_scope *scope, void *data) {
	(void)scope, (void)data;
}

static struct oriel_completion react(struct oriel_payload result, void *data) {
	(void)result, (void)data;
	return oriel_throw_error(ORIEL_OPERATION_ERROR, "it failed");
}

static struct oriel_completion at_last(void *data) {
	(void)data;
	return ORIEL_COMPLETE;
}

static oriel_promise *start(oriel_abort_signal *signal, void *data) {
	return oriel_sleep(10, .signal = signal != NULL ? signal : (oriel_abort_signal *)data);
}

static struct oriel_payload map(struct oriel_payload value, void *data) {
	(void)data;
	return value;
}

static bool is_wanted(struct oriel_payload value, void *data) {
	(void)data;
	return value.data != NULL;
}

static bool is_equal(struct oriel_payload before, struct oriel_payload value, void *data) {
	(void)data;
	return before.data == value.data;
}

static struct oriel_payload add(
	struct oriel_payload sum, struct oriel_payload value, void *data) {
	(void)value, (void)data;
	return sum;
}

static oriel_promise *look_up(
	struct oriel_payload value, oriel_abort_signal *signal, void *data) {
	(void)value, (void)data;
	return oriel_sleep(10, .signal = signal);
}

static struct oriel_completion generate(void *data) {
	(void)data;
	oriel_produce(oriel_borrowed("value"));
	return ORIEL_COMPLETE;
}

static bool test_passes(oriel_loop *loop, void *data) {
	(void)loop;
	return data != NULL;
}

static void on_trace_line(const char *line, void *data) {
	(void)line, (void)data;
}

static bool step(void *data) {
	return data == NULL;
}

static struct oriel_completion coroutine(void *data) {
	struct world *world = (struct world *)data;
	struct oriel_payload result;
	if (oriel_await(oriel_sleep(10), &result) == ORIEL_AWAIT_ABORTED)
		return ORIEL_COMPLETE;
	oriel_await(oriel_yield(), NULL);
	if (oriel_first({ .queue = world->queue }, { .after_ms = 100 }) == ORIEL_FIRST_ABORTED)
		return ORIEL_COMPLETE;
	oriel_await(oriel_next_frame(.signal = world->signal), NULL);
	oriel_await(oriel_next_event(world->target, "click"), NULL);
	oriel_await(oriel_next_event(world->loop, "error", .signal = world->signal), NULL);
	return ORIEL_COMPLETE;
}

static void schedule(struct world *world) {
	oriel_set_timeout(task, world, 10);
	oriel_set_timeout(task, world, 10, .signal = world->signal, .release = task);
	oriel_set_interval(task, world, 10.5, .signal = world->signal);
	oriel_set_timeout_until(task, world, 1000);
	oriel_set_immediate(task, world);
	oriel_set_immediate(task, world, .signal = world->signal);
	oriel_queue_task(task, world, .signal = world->signal);
	oriel_queue_microtask(task, world);
	oriel_next_tick(task, world, .release = task);
	oriel_request_frame(on_frame, world, .signal = world->signal);
	oriel_request_idle(on_idle, world, .timeout_ms = 50);
	oriel_post(world->loop, task, world);
	oriel_watch_fd(0, ORIEL_WATCH_READABLE, on_descriptor, world, .signal = world->signal);
	oriel_posix_signal_listen(2, on_posix_signal, world, .once = true);
	oriel_posix_signal_next(2, .signal = world->signal);
}

static void listen_and_fire(struct world *world) {
	oriel_listen(world->target, "click", on_event, world);
	oriel_listen(world->loop, "error", on_event, world, .capture = true, .once = true);
	oriel_unlisten_fn(world->target, "click", on_event, world, false);
	oriel_unlisten_all(world->signal, "abort");
	oriel_listeners(world->target, NULL, 0);
	world->event = oriel_event_new("click", .bubbles = true);
	oriel_dispatch(world->target, world->event);
	oriel_fire(world->target, "click");
	oriel_fire(world->target, "click", .bubbles = true, .cancelable = true,
		.detail = oriel_owned(strdup("detail"), free));
	oriel_dispatch_trusted(world->target, world->event);
	oriel_fire_trusted(world->target, "change", .bubbles = true);
	oriel_event_trace_start(world->target, "click", on_trace_line, world);
	oriel_target_set_user_data(world->target, world, oriel_borrowed(world));
	(void)oriel_target_user_data(world->target, world);
	oriel_emitter_on(world->emitter, "news", on_emitted, world);
	oriel_emitter_once(world->emitter, "news", on_emitted, world, .signal = world->signal);
	oriel_emitter_prepend(world->emitter, "news", on_emitted, world, .once = true);
	oriel_emitter_emit(world->emitter, "news", oriel_owned(strdup("text"), free));
	oriel_emitter_emit(world->emitter, "news", ORIEL_NO_PAYLOAD);
	oriel_report_error(ORIEL_OPERATION_ERROR, "it failed", ORIEL_NO_PAYLOAD);
	oriel_abort(world->controller, oriel_error_new(ORIEL_ABORT_ERROR, "enough"));
}

static void promise(struct world *world) {
	world->promise = oriel_promise_new(&world->resolver);
	oriel_reject_error(world->resolver, ORIEL_OPERATION_ERROR, "it failed");
	oriel_promise_new_rejected(oriel_error_new(ORIEL_OPERATION_ERROR, "it failed"));
	oriel_then(world->promise, react, react, world);
	oriel_then(world->promise, react, NULL, world, .signal = world->signal);
	oriel_catch(world->promise, react, world);
	oriel_finally(world->promise, at_last, world, .release = task);
	oriel_promise_all(world->promises, 2);
	oriel_promise_race(world->promises, 2);
	oriel_promise_any(world->promises, 2);
	oriel_promise_all_settled(world->promises, 2);
	oriel_async(coroutine, world);
	oriel_async(coroutine, world, .signal = world->signal, .stack_size = 65536);
	oriel_timeout(world->promise, 100);
}

static void use_threads(struct world *world) {
	oriel_job_run(work, task, world);
	oriel_job_run(work, task, world, .signal = world->signal);
	oriel_job_submit(compute, world);
	oriel_job_parallel(8, compute_item, world, .signal = world->signal);
	world->jobs = oriel_job_queue_new();
	world->jobs = oriel_job_queue_new(.concurrency = 2, .limit = 10);
	oriel_job_queue_ready(world->jobs);
	world->worker = oriel_worker_new(begin, world);
	world->worker = oriel_worker_new(begin, world, .name = "thumbnails", .limit = 16);
	oriel_worker_send(world->worker, oriel_owned(strdup("message"), free));
	oriel_worker_send_keyed(world->worker, 7, ORIEL_NO_PAYLOAD);
	oriel_channel_new(world->ports);
	oriel_channel_new(world->ports, .limit = 16);
	world->port = oriel_port_new_fd(0, 1, .signal = world->signal);
	oriel_port_send(world->port, oriel_bytes_payload(oriel_bytes_new("text", 4)));
	oriel_port_send_keyed(world->port, 7, ORIEL_NO_PAYLOAD);
	oriel_executor_use(1);
	oriel_race_use(7, .strict = true);
	oriel_race_find(test_passes, world, &world->race, .seeds = 10);
}

static void use_io(struct world *world) {
	const char *argv[] = { "true", NULL };
	world->process = oriel_process_new(argv);
	world->process = oriel_process_new(argv, .cwd = "/", .out = { .type = ORIEL_STDIO_NULL });
	oriel_process_exited(world->process);
	world->server = oriel_server_listen("127.0.0.1", 0);
	world->server = oriel_server_listen("127.0.0.1", 0, .max_connections = 4);
	world->server = oriel_server_listen_unix("/run/echo", .backlog = 8);
	world->server = oriel_server_new_fd(3);
	oriel_server_opened(world->server);
	oriel_server_connection(world->server, .signal = world->signal);
	world->stream = oriel_socket_connect("localhost", 80, .buffer = { .high_water = 4096 });
	world->stream = oriel_socket_connect_unix("/run/echo");
	world->stream = oriel_stream_new_fd(0, .name = "input");
	oriel_stream_opened(world->stream);
	oriel_stream_read(world->stream, 1024);
	oriel_stream_read_all(world->stream, 1024, .signal = world->signal);
	oriel_stream_pipe(world->stream, world->stream, .keep_open = true);
	oriel_stream_flushed(world->stream);
	oriel_stream_drained(world->stream);
	oriel_file_read("notes.txt", .limit = 4096);
	oriel_file_write("notes.txt", "text", 4, .append = true, .sync = true);
	oriel_file_replace("notes.txt", "text", 4);
	oriel_file_info("notes.txt", .link = true);
	oriel_file_reader_new("notes.txt", .offset = 10, .length = 20);
	oriel_file_writer_new("notes.txt");
	oriel_file_watch("notes.txt", on_change, world, .signal = world->signal);
	oriel_directory_list(".", .sorted = true);
	oriel_dns_lookup("localhost");
}

static void use_flow(struct world *world) {
	world->debounce = oriel_debounce_new(on_emitted, world, 100, .signal = world->signal);
	world->throttle = oriel_throttle_new(on_emitted, world, 100);
	world->locks = oriel_locks_new();
	oriel_locks_request(world->locks, "file", start, world, .shared = true);
	world->latest = oriel_latest_new(.signal = world->signal);
	oriel_latest_run(world->latest, start, world);
	world->limiter = oriel_limiter_new(4);
	oriel_limiter_run(world->limiter, start, world, .signal = world->signal);
	world->rate = oriel_rate_limit_new(5, 10);
	oriel_rate_limit_take(world->rate, 1, .signal = world->signal);
	world->breaker = oriel_breaker_new(.signal = world->signal);
	oriel_breaker_run(world->breaker, start, world);
	world->shedder = oriel_shedder_new();
	world->coalescer = oriel_coalescer_new(on_newest, world);
	oriel_retry(start, world, .max_attempts = 3);
	oriel_run_chunks(step, world);
	oriel_timeout_run(start, world, 100, .signal = world->signal);
	world->sharing = oriel_sharing_new(.signal = world->signal);
	oriel_sharing_run(world->sharing, "key", start, world);
	world->group = oriel_task_group_new();
	oriel_task_group_async(world->group, coroutine, world);
	oriel_task_group_wait(world->group);
}

static void use_queues(struct world *world) {
	struct oriel_item item;
	memset(&item, 0, sizeof(item));
	world->queue = oriel_queue_new();
	world->queue = oriel_queue_new(.limit = 16);
	world->queue = oriel_queue_new_events(world->target, "click", .capture = true);
	world->queue = oriel_queue_new_emitted(world->emitter, "news", .limit = 4);
	world->queue = oriel_queue_new_ticks(10);
	world->queue = oriel_queue_new_messages(world->port);
	world->queue = oriel_queue_new_lines(world->stream);
	world->queue = oriel_queue_new_frames(world->stream, .limit = 4);
	world->queue = oriel_queue_map(world->queue, map, world);
	world->queue = oriel_queue_filter(world->queue, is_wanted, world, .release = task);
	world->queue = oriel_queue_distinct(world->queue, is_equal, world);
	world->queue = oriel_queue_scan(world->queue, add, ORIEL_NO_PAYLOAD, world);
	world->queue = oriel_queue_latest(world->queue, look_up, world);
	world->queue = oriel_queue_share(world->queue, .limit = 4);
	world->queue = oriel_queue_new_changes("notes.txt", .limit = 4);
	world->queue = oriel_queue_new_connections(world->server);
	world->queue = oriel_generate(generate, world, .signal = world->signal);
	oriel_queue_ready(world->queue);
	oriel_queue_room(world->queue);
	oriel_queue_next(world->queue, &item);
}

int main(void) {
	struct world world;
	memset(&world, 0, sizeof(world));
	world.loop = oriel_loop_new();
	world.loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	schedule(&world);
	listen_and_fire(&world);
	promise(&world);
	use_threads(&world);
	use_io(&world);
	use_flow(&world);
	use_queues(&world);
	return 0;
}
