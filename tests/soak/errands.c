/* SPDX-License-Identifier: MIT */
#include "errands.h"

#include <stdlib.h>
#include <unistd.h>

#include "test.h"

/* What is handed over: one allocation, so that a lost drop is a leak and a second one a double
 * free. */
struct errand {
	struct errands *errands;
	int read_end, write_end; /* of a watch; else -1 */
};

static struct errand *errand_new(struct errands *errands) {
	struct errand *errand = malloc(sizeof(*errand));
	assert_non_null(errand);
	*errand = (struct errand){ errands, -1, -1 };
	errands->begun++;
	return errand;
}

static void errand_drop(void *data) {
	struct errand *errand = data;
	errand->errands->over++;
	if (errand->read_end >= 0) {
		close(errand->read_end);
		close(errand->write_end);
	}
	free(errand);
}

/* ---- What runs ---- */

static void run(void *data) {
	assert_non_null(data);
}

static void run_frame(double time_ms, void *data) {
	run(data);
}

static void run_idle(const oriel_idle_deadline *deadline, void *data) {
	run(data);
}

static void drain(int fd, unsigned events, void *data) {
	char bytes[16];
	assert_true(read(fd, bytes, sizeof(bytes)) > 0);
}

static void keep(oriel_event *event, void *data) {
	struct errand *errand = data;
	oriel_event **place = &errand->errands->events[roll(errand->errands->chance, ERRANDS_EVENTS)];
	oriel_event_unref(*place);
	*place = oriel_event_ref(event);
}

static void work(oriel_job *job, void *data) {
	for (int i = 0; i < 3 && !oriel_job_is_cancelled(job); i++)
		oriel_job_report(job, oriel_owned(malloc(8), free));
}

static void note_progress(void *report, void *data) {
	run(data);
}

/* ---- Beginning ---- */

static oriel_abort_controller **any_controller(struct errands *errands) {
	oriel_abort_controller **controller =
		&errands->controllers[roll(errands->chance, ERRANDS_CONTROLLERS)];
	if (*controller == NULL)
		*controller = oriel_abort_controller_new();
	return controller;
}

/* @return a reference */
static oriel_abort_signal *any_signal(struct errands *errands, struct desk_list *list) {
	oriel_abort_signal *own = oriel_abort_controller_signal(*any_controller(errands));
	oriel_abort_signal *window = oriel_window_signal(list->todo.window);
	oriel_widget *row = oriel_first_child(list->todo.list);
	switch (roll(errands->chance, 5)) {
	case 0:
		return oriel_abort_signal_ref(window);
	case 1:
		return oriel_abort_signal_ref(row != NULL ? oriel_widget_signal(row) : own);
	case 2:
		return oriel_abort_signal_new_timeout(roll(errands->chance, 100000));
	case 3:
		return oriel_abort_signal_new_any((oriel_abort_signal *const[]){ own, window }, 2);
	default:
		return oriel_abort_signal_ref(own);
	}
}

static void watch_pipe(struct errand *errand, oriel_abort_signal *signal) {
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	errand->read_end = ends[0];
	errand->write_end = ends[1];
	assert_int_equal(write(ends[1], "x", 1), 1);
	oriel_watch_fd(
		ends[0], ORIEL_WATCH_READABLE, drain, errand, .signal = signal, .release = errand_drop);
}

static void begin(struct errands *errands, struct desk_list *list, oriel_abort_signal *signal) {
	struct errand *errand = errand_new(errands);
	oriel_window *window = list->todo.window;
	oriel_loop *loop = oriel_app_loop(oriel_window_app(window));
	double ms = roll(errands->chance, 60000);
	switch (roll(errands->chance, 14)) {
	case 0:
		oriel_set_timeout(run, errand, ms, .signal = signal, .release = errand_drop);
		break;
	case 1:
		oriel_set_interval(run, errand, 5000 + ms, .signal = signal, .release = errand_drop);
		break;
	case 2:
		oriel_set_timeout_until(
			run, errand, oriel_loop_now(loop) + ms, .signal = signal, .release = errand_drop);
		break;
	case 3:
		window != NULL &&roll(errands->chance, 2) ?
			oriel_window_request_frame(
				window, run_frame, errand, .signal = signal, .release = errand_drop) :
			oriel_request_frame(run_frame, errand, .signal = signal, .release = errand_drop);
		break;
	case 4:
		oriel_request_idle(
			run_idle, errand, .timeout_ms = ms, .signal = signal, .release = errand_drop);
		break;
	case 5:
		oriel_set_immediate(run, errand, .signal = signal, .release = errand_drop);
		break;
	case 6:
		oriel_queue_task(run, errand, .signal = signal, .release = errand_drop);
		break;
	case 7:
		oriel_queue_microtask(run, errand, .release = errand_drop);
		break;
	case 8:
		oriel_post(loop, run, errand, .signal = signal, .release = errand_drop);
		break;
	case 9:
		watch_pipe(errand, signal);
		break;
	case 10:
		oriel_job_run(
			work, run, errand, .progress = note_progress, .signal = signal, .release = errand_drop);
		break;
	case 11:
		oriel_job_run(
			work, run, errand, .queue = errands->queue, .signal = signal, .release = errand_drop);
		break;
	case 12:
		oriel_listen(window, "keydown", keep, errand, .signal = signal, .release = errand_drop,
			.once = roll(errands->chance, 2) != 0);
		break;
	default:
		oriel_delegate(list->todo.list, "pointerover", ".item", keep, errand, .signal = signal,
			.release = errand_drop);
		break;
	}
}

void errands_begin(struct errands *errands, struct desk_list *list) {
	oriel_abort_signal *signal = any_signal(errands, list);
	if (roll(errands->chance, 3) == 0)
		ventures_begin(&errands->ventures, oriel_window_target(list->todo.window), signal);
	else
		begin(errands, list, signal);
	oriel_abort_signal_unref(signal);
}

/* ---- Ending ---- */

static void abort_one(oriel_abort_controller **controller) {
	if (*controller != NULL)
		oriel_abort(*controller, ORIEL_NO_PAYLOAD);
	oriel_abort_controller_destroy(*controller);
	*controller = NULL;
}

void errands_abort(struct errands *errands) {
	abort_one(any_controller(errands));
}

void errands_init(struct errands *errands, struct chance *chance) {
	*errands = (struct errands){
		.chance = chance, .queue = oriel_job_queue_new(), .ventures = { .chance = chance }
	};
}

void errands_finish(struct errands *errands, oriel_loop *loop) {
	for (int i = 0; i < ERRANDS_CONTROLLERS; i++)
		abort_one(&errands->controllers[i]);
	for (int i = 0; i < ERRANDS_EVENTS; i++)
		oriel_event_unref(errands->events[i]);
	oriel_job_queue_destroy(errands->queue);
	ventures_finish(&errands->ventures, loop);
	oriel_loop_advance(loop, 200000); /* signals with a timeout are nobody's but the loop's */
	oriel_loop_settle(loop);
	assert_int_equal(errands->over, errands->begun);
}
