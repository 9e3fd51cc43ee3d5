/* SPDX-License-Identifier: MIT */
#include "ventures.h"

#include <oriel/flow/limiter.h>
#include <oriel/flow/retry.h>
#include <oriel/flow/sharing.h>
#include <oriel/flow/task_group.h>
#include <oriel/flow/timeout.h>

#include <stdatomic.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "test.h"

/* ---- Context ---- */

/* Values of all threads. */
static atomic_int context_values;

static void context_drop(void *number) {
	atomic_fetch_sub(&context_values, 1);
	free(number);
}

static struct oriel_payload context_new(int number) {
	int *copy = malloc(sizeof(*copy));
	assert_non_null(copy);
	*copy = number;
	atomic_fetch_add(&context_values, 1);
	return oriel_owned(copy, context_drop);
}

static struct oriel_payload context_clone(struct oriel_payload value) {
	return context_new(*(const int *)value.data);
}

static const struct oriel_context_key context_key = { .name = "venture", .clone = context_clone };

/* Returns the number of the venture that has caused the running callback; -1: none has. */
static int context_number(void) {
	const int *number = oriel_context_value(&context_key).data;
	return number != NULL ? *number : -1;
}

/* One allocation, so that a lost drop is a leak and a second one a double free. */
struct venture {
	struct ventures *ventures;
	oriel_target *target; /* may be gone: only for what begins at once */
	oriel_abort_signal *signal; /* a reference */
	int number;
	int context; /* context_number() where it began */
};

static void assert_own_context(const struct venture *venture) {
	struct oriel_trace_id id;
	assert_int_equal(context_number(), venture->context);
	assert_true(oriel_trace_id(&id));
}

static struct venture *venture_new(
	struct ventures *ventures, oriel_target *target, oriel_abort_signal *signal) {
	struct venture *venture = malloc(sizeof(*venture));
	assert_non_null(venture);
	*venture = (struct venture){ ventures, target, oriel_abort_signal_ref(signal),
		(int)roll(ventures->chance, 1000), context_number() };
	ventures->begun++;
	return venture;
}

static void venture_drop(void *data) {
	struct venture *venture = data;
	venture->ventures->over++;
	oriel_abort_signal_unref(venture->signal);
	free(venture);
}

/* A value of its own: whoever is given it has to drop it. */
static struct oriel_payload value_new(void) {
	return oriel_owned(malloc(16), free);
}

static struct oriel_completion ignore(struct oriel_payload result, void *data) {
	(void)result, (void)data;
	return ORIEL_COMPLETE;
}

/* Nobody waits for it, and its rejection is no surprise. */
static void let_go(oriel_promise *promise) {
	oriel_promise_unref(oriel_catch(promise, ignore, NULL));
}

/* ---- Promises ---- */

static struct oriel_completion pass_on(struct oriel_payload result, void *data) {
	const struct venture *venture = data;
	(void)result;
	assert_own_context(venture);
	switch (venture->number % 4) {
	case 0:
		return oriel_return(value_new());
	case 1:
		return oriel_throw(value_new());
	case 2:
		return oriel_follow(oriel_sleep(venture->number));
	default:
		return ORIEL_COMPLETE;
	}
}

static struct oriel_completion at_last(void *data) {
	(void)data;
	return ORIEL_COMPLETE;
}

static void begin_chain(struct venture *venture) {
	oriel_promise *promise = oriel_sleep(venture->number, .signal = venture->signal);
	promise = oriel_finally(promise, at_last, NULL);
	promise = oriel_then(
		promise, pass_on, pass_on, venture, .signal = venture->signal, .release = venture_drop);
	let_go(oriel_then(promise, ignore, NULL, NULL));
}

static void begin_several(struct venture *venture) {
	oriel_promise *promises[4];
	for (int i = 0; i < 4; i++)
		promises[i] = oriel_sleep(venture->number * i, .signal = i == 2 ? venture->signal : NULL);
	promises[3] = oriel_then(promises[3], pass_on, NULL, venture, .release = venture_drop);
	switch (venture->number / 4 % 4) {
	case 0:
		let_go(oriel_promise_all(promises, 4));
		break;
	case 1:
		let_go(oriel_promise_all_settled(promises, 4));
		break;
	case 2:
		let_go(oriel_promise_race(promises, 4));
		break;
	default:
		let_go(oriel_promise_any(promises, 4));
		break;
	}
}

/* ---- Coroutines ---- */

/* Returns the number of the venture, as the pool's thread finds it. */
static struct oriel_completion compute(oriel_job *job, void *data) {
	(void)job, (void)data;
	return oriel_return(oriel_borrowed((void *)(intptr_t)context_number()));
}

static struct oriel_completion wander(void *data) {
	struct venture *venture = data;
	oriel_abort_signal *signal = oriel_coroutine_signal();
	oriel_promise *event = oriel_next_event(venture->target, "keydown", .signal = signal);
	let_go(oriel_promise_ref(event)); /* it may be rejected before it is awaited */
	for (int i = 0; i < 3; i++) {
		if (oriel_await(oriel_sleep(venture->number, .signal = signal), NULL) !=
			ORIEL_AWAIT_FULFILLED)
			break;
		struct oriel_payload number;
		if (oriel_await(oriel_job_submit(compute, NULL, .signal = signal), &number) !=
			ORIEL_AWAIT_FULFILLED)
			break;
		assert_int_equal((intptr_t)number.data, venture->context);
		assert_own_context(venture);
	}
	const enum oriel_await_status status = oriel_await(
		oriel_promise_race(
			(oriel_promise *const[]){ event, oriel_sleep(60000, .signal = signal) }, 2),
		NULL);
	return status == ORIEL_AWAIT_ABORTED ? oriel_throw(value_new()) : oriel_return(value_new());
}

static void begin_coroutine(struct venture *venture) {
	let_go(oriel_async(wander, venture, .signal = venture->signal, .release = venture_drop));
}

/* ---- Ports and workers ---- */

/* Answers until it has been sent something ten times, and then goes. */
static void on_message(oriel_event *event, void *data) {
	struct venture *venture = data;
	oriel_port *port = oriel_port_try_from_target(oriel_event_target(event));
	struct oriel_payload message = oriel_message_take(event);
	if (++venture->number % 10 != 0)
		oriel_port_send(port, message);
	else
		oriel_payload_unref(message);
}

static void unref_port(void *port) {
	oriel_port_unref(port);
}

static void unref_in_time(oriel_port *port, double ms) {
	oriel_set_timeout(unref_port, port, ms);
}

static void begin_channel(struct venture *venture) {
	oriel_port *ports[2];
	oriel_channel_new(ports, .limit = 8,
		.policy = venture->number % 2 ? ORIEL_QUEUE_POLICY_REFUSE : ORIEL_QUEUE_POLICY_DROP_OLDEST);
	double ms = venture->number;
	for (int i = 0; i < 12; i++)
		oriel_port_send(ports[0], value_new());
	oriel_listen(ports[0], "message", on_message, venture, .signal = venture->signal);
	oriel_listen(ports[1], "message", on_message, venture, .release = venture_drop);
	oriel_port_start(ports[0]);
	oriel_port_start(ports[1]);
	unref_in_time(ports[0], ms);
	unref_in_time(ports[1], 2 * ms);
}

/* Replies with the number of the venture, as the worker's thread finds it. */
static void on_question(oriel_event *event, void *port) {
	oriel_payload_unref(oriel_message_take(event));
	oriel_port_send(port, oriel_borrowed((void *)(intptr_t)context_number()));
}

static void answer_questions(const struct oriel_worker_scope *scope, void *data) {
	(void)data;
	oriel_listen(scope->port, "message", on_question, scope->port);
	let_go(oriel_sleep(1e9, .signal = scope->signal));
}

static void on_answer(oriel_event *event, void *data) {
	const struct venture *venture = data;
	assert_int_equal((intptr_t)oriel_message_take(event).data, venture->context);
	assert_own_context(venture);
	oriel_worker_terminate(oriel_worker_try_from_target(oriel_event_target(event)));
}

static void on_exit_of_worker(oriel_event *event, void *data) {
	struct venture *venture = data;
	venture->ventures->workers--;
	oriel_worker_destroy(oriel_worker_try_from_target(oriel_event_target(event)));
}

static void begin_worker(struct venture *venture) {
	oriel_worker *worker = oriel_worker_new(answer_questions, NULL, .signal = venture->signal);
	if (worker == NULL) {
		venture_drop(venture);
		return;
	}
	venture->ventures->workers++;
	oriel_listen(worker, "message", on_answer, venture);
	oriel_listen(worker, "exit", on_exit_of_worker, venture, .release = venture_drop);
	for (int i = 0; i < 3; i++)
		oriel_worker_send(worker, value_new());
}

/* ---- Streams ---- */

/* Two ends that talk until one has been read to its end, or the signal aborts. */
struct talk {
	struct venture *venture;
	oriel_stream *reader, *writer;
};

static struct oriel_completion end_talk(void *data) {
	struct talk *talk = data;
	oriel_stream_destroy(talk->reader);
	oriel_stream_destroy(talk->writer);
	return ORIEL_COMPLETE;
}

static void talk_drop(void *data) {
	struct talk *talk = data;
	venture_drop(talk->venture);
	free(talk);
}

static void begin_talk(struct venture *venture) {
	static const char bytes[5000];
	int ends[2];
	struct talk *talk = malloc(sizeof(*talk));
	assert_non_null(talk);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ends), 0);
	*talk = (struct talk){ venture, oriel_stream_new_fd(ends[0]), oriel_stream_new_fd(ends[1]) };
	for (int i = 0; i < venture->number % 100; i++)
		oriel_stream_write(talk->writer, bytes, sizeof(bytes));
	oriel_stream_end(talk->writer);
	oriel_promise *reading = oriel_stream_read_all(
		talk->reader, venture->number % 2 ? 1000000 : 100000, .signal = venture->signal);
	let_go(oriel_finally(reading, end_talk, talk, .release = talk_drop));
}

/* ---- Files and flow control ---- */

static void begin_reading(struct venture *venture) {
	static const char *const paths[] = { "/proc/self/cmdline", "/", "/nowhere", "/dev/null" };
	oriel_promise *reading = oriel_file_read(paths[venture->number % 4], .signal = venture->signal);
	let_go(oriel_then(reading, ignore, ignore, venture, .release = venture_drop));
}

static oriel_promise *start(oriel_abort_signal *signal, void *data) {
	const struct venture *venture = data;
	assert_own_context(venture);
	oriel_promise *promise = oriel_sleep(venture->number, .signal = signal);
	return venture->number % 3 == 0 ? oriel_then(promise, pass_on, NULL, data) : promise;
}

static void begin_retry(struct venture *venture) {
	let_go(oriel_retry(start, venture, .max_attempts = 3, .attempt_timeout_ms = 500,
		.signal = venture->signal, .release = venture_drop));
}

static void destroy_limiter(void *limiter) {
	oriel_limiter_destroy(limiter);
}

static void begin_limited(struct venture *venture) {
	oriel_limiter *limiter = oriel_limiter_new(1, .signal = venture->signal);
	struct venture *second = venture_new(venture->ventures, NULL, venture->signal);
	oriel_set_timeout(destroy_limiter, limiter, venture->number * 1.5);
	let_go(oriel_limiter_run(limiter, start, venture, .release = venture_drop));
	let_go(oriel_limiter_run(limiter, start, second, .release = venture_drop));
}

static void destroy_sharing(void *sharing) {
	oriel_sharing_destroy(sharing);
}

static void begin_shared(struct venture *venture) {
	oriel_sharing *sharing = oriel_sharing_new();
	struct venture *second = venture_new(venture->ventures, NULL, venture->signal);
	oriel_set_timeout(destroy_sharing, sharing, venture->number * 0.8);
	let_go(oriel_sharing_run(sharing, "x", start, venture, .signal = venture->signal, .release =
		venture_drop));
	let_go(oriel_sharing_run(sharing, "x", start, second, .release = venture_drop));
}

static void begin_limited_in_time(struct venture *venture) {
	let_go(oriel_timeout_run(start, venture, 300, .signal = venture->signal, .release =
		venture_drop));
}

static struct oriel_completion run_task(void *data) {
	const struct venture *venture = data;
	if (oriel_await(oriel_sleep(venture->number), NULL) == ORIEL_AWAIT_ABORTED)
		return ORIEL_COMPLETE;
	assert_own_context(venture);
	return venture->number % 5 == 0 ? oriel_throw_error(ORIEL_ABORT_ERROR, "no more") :
		oriel_return(value_new());
}

static struct oriel_completion run_group(void *data) {
	struct venture *venture = data;
	oriel_task_group *group = oriel_task_group_new(.signal = oriel_coroutine_signal());
	for (int i = 0; i < 3; i++)
		oriel_promise_unref(oriel_task_group_async(group, run_task,
			venture_new(venture->ventures, NULL, venture->signal), .release = venture_drop));
	if (venture->number % 3 != 0)
		oriel_await(oriel_task_group_wait(group), NULL);
	oriel_task_group_destroy(group);
	return ORIEL_COMPLETE;
}

static void begin_group(struct venture *venture) {
	let_go(oriel_async(run_group, venture, .signal = venture->signal, .release = venture_drop));
}

/* ---- Queues ---- */

static struct oriel_completion produce_values(void *data) {
	const struct venture *venture = data;
	bool is_wanted = true;
	for (int i = 0; i < 20 && is_wanted; i++) {
		if (i % 4 == venture->number % 4)
			oriel_await(oriel_sleep(venture->number % 50), NULL);
		is_wanted = oriel_produce(value_new());
		assert_own_context(venture);
	}
	return is_wanted && venture->number % 3 == 0 ? oriel_throw(value_new()) : ORIEL_COMPLETE;
}

static oriel_promise *begin_step(struct oriel_payload value, oriel_abort_signal *signal,
	void *data) {
	oriel_payload_unref(value);
	return oriel_sleep(30, .signal = signal);
}

static oriel_queue *add_operator(oriel_queue *queue, int number) {
	switch (number % 7) {
	case 0:
		return oriel_queue_throttle(queue, 20);
	case 1:
		return oriel_queue_debounce(queue, 20);
	case 2:
		return oriel_queue_buffer(queue, 3, 40);
	case 3:
		return oriel_queue_latest(queue, begin_step, NULL);
	case 4:
		return oriel_queue_timeout(queue, 60);
	case 5:
		oriel_queue_unref(oriel_queue_share(queue));
		return oriel_queue_take(queue, 5);
	default:
		return oriel_queue_merge(oriel_queue_new_ticks(25), queue);
	}
}

/* A body may outlive its consumer, and so has a venture of its own. */
static struct oriel_completion follow_queue(void *data) {
	struct venture *venture = data;
	struct oriel_item item = { 0 };
	oriel_queue *queue = oriel_generate(produce_values,
		venture_new(venture->ventures, NULL, venture->signal), .release = venture_drop,
		.signal = venture->number % 2 ? venture->signal : NULL);
	queue = add_operator(add_operator(queue, venture->number), venture->number / 7);
	for (int i = 0; oriel_queue_next(queue, &item) && i < venture->number % 30; i++) {
		assert_own_context(venture);
		if (oriel_first({ .queue = queue }, { .after_ms = 10 }) == ORIEL_FIRST_ABORTED)
			break;
	}
	oriel_item_release(&item);
	oriel_queue_unref(queue);
	return ORIEL_COMPLETE;
}

static void begin_queue(struct venture *venture) {
	let_go(oriel_async(follow_queue, venture, .signal = venture->signal, .release =
		venture_drop));
}

/* ---- Pressure ---- */

enum { TASKS_MARK = 50, FEEDBACK_MARK = 100, FLOOD = 80, STORM = 300 };

static void run_task_of_flood(void *data) {
	const struct venture *venture = data;
	assert_own_context(venture);
}

/* More tasks than the mark at once; the last one ends the venture. */
static void begin_flood(struct venture *venture) {
	venture->ventures->floods++;
	for (int i = 1; i < FLOOD; i++)
		oriel_queue_task(run_task_of_flood, venture);
	oriel_queue_task(run_task_of_flood, venture, .release = venture_drop);
}

/* An emitter whose listener causes the next notice across tasks. */
struct storm {
	struct venture *venture;
	oriel_emitter *emitter;
	int rounds;
};

static void storm_emit(void *data) {
	struct storm *storm = data;
	oriel_emitter_emit(storm->emitter, "change", ORIEL_NO_PAYLOAD);
}

static void storm_emit_none(void *data) {
	(void)data;
}

static void storm_drop(void *data) {
	struct storm *storm = data;
	oriel_emitter_destroy(storm->emitter);
	venture_drop(storm->venture);
	free(storm);
}

static void storm_on_change(struct oriel_payload payload, void *data) {
	struct storm *storm = data;
	assert_own_context(storm->venture);
	if (++storm->rounds < STORM)
		oriel_queue_task(storm_emit, storm);
	else
		oriel_queue_task(storm_emit_none, storm, .release = storm_drop);
}

static void begin_storm(struct venture *venture) {
	struct storm *storm = malloc(sizeof(*storm));
	assert_non_null(storm);
	*storm = (struct storm){ venture, oriel_emitter_new(), 0 };
	venture->ventures->storms++;
	oriel_emitter_on(storm->emitter, "change", storm_on_change, storm);
	oriel_queue_task(storm_emit, storm);
}

static void on_pressure(oriel_event *event, void *data) {
	struct ventures *ventures = data;
	const struct oriel_pressure *pressure = oriel_event_pressure(event);
	assert_true(pressure->depth > pressure->mark);
	if (pressure->source == ORIEL_PRESSURE_FEEDBACK)
		assert_true(take_log("times across tasks without a pause, in a circle: "));
	ventures->pressures++;
}

void ventures_watch(struct ventures *ventures, oriel_loop *loop) {
	oriel_listen(loop, "pressure", on_pressure, ventures);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_TASKS, TASKS_MARK);
	oriel_loop_set_pressure_mark(loop, ORIEL_PRESSURE_FEEDBACK, FEEDBACK_MARK);
}

/* ---- All of them ---- */

struct beginning {
	struct ventures *ventures;
	oriel_target *target;
	oriel_abort_signal *signal;
};

static void begin_in_context(void *data) {
	const struct beginning *beginning = data;
	struct oriel_trace_id id;
	static void (*const kinds[])(struct venture *) = {
		begin_chain,
		begin_several,
		begin_coroutine,
		begin_channel,
		begin_worker,
		begin_talk,
		begin_reading,
		begin_retry,
		begin_limited,
		begin_shared,
		begin_limited_in_time,
		begin_group,
		begin_queue,
		begin_queue,
		begin_flood,
		begin_storm,
	};
	oriel_trace_id_draw(&id);
	oriel_trace_id_set(&id);
	ANY_OF(beginning->ventures->chance, kinds)(
		venture_new(beginning->ventures, beginning->target, beginning->signal));
}

void ventures_begin(struct ventures *ventures, oriel_target *target, oriel_abort_signal *signal) {
	struct beginning beginning = { ventures, target, signal };
	oriel_context_value_run(&context_key, context_new((int)ventures->begun), begin_in_context,
		&beginning);
}

void ventures_finish(struct ventures *ventures, oriel_loop *loop) {
	while (ventures->workers > 0)
		oriel_loop_step(loop);
	oriel_loop_advance(loop, 200000);
	oriel_loop_settle(loop);
	assert_int_equal(ventures->over, ventures->begun);
	assert_int_equal(atomic_load(&context_values), 0);
	assert_int_equal(ventures->pressures,
		ventures->floods + (ORIEL_CAUSES ? ventures->storms : 0));
}
