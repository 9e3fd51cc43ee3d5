/* SPDX-License-Identifier: MIT */
/*
 * Random programs with promises and coroutines. The library writes the same text as the model and
 * releases everything once. Only objects that hold references to themselves are left.
 */
#include "promise_program.h"
#include "shrink.h"
#include "test.h"

#include "promise/promise_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/coroutine.h>
#include <oriel/runtime/error.h>
#include <oriel/runtime/event.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/microtask.h>
#include <oriel/runtime/promise.h>
#include <oriel/runtime/target.h>

#include <stdio.h>
#include <string.h>

struct oriel {
	oriel_loop *loop;
	oriel_abort_controller *controllers[PROGRAM_SIGNALS];
};

/* Payloads: values, callbacks as thenables, the library's errors and lists. */

static void retain_value(void *value) {
	value_ref(value);
}

static void drop_value(void *value) {
	value_unref(value);
}

static void drop_single(void *value) {
	value_unref(value);
}

static struct oriel_payload payload_of(struct value *value) {
	if (value == NULL)
		return ORIEL_NO_PAYLOAD;
	return value->is_single ? oriel_owned(value, drop_single) :
							oriel_shared(value, retain_value, drop_value);
}

static void drop_callback(void *callback) {
	((struct callback *)callback)->drops++;
}

static void payload_text(struct oriel_payload payload, char text[PROGRAM_TEXT]) {
	const struct oriel_error *error = oriel_error_try_from_payload(payload);
	const struct oriel_settlements *list = oriel_settlements_try_from_payload(payload);
	if (error != NULL) {
		snprintf(text, PROGRAM_TEXT, "%s", oriel_status_name(error->code));
		return;
	}
	if (list == NULL) {
		value_text(payload.data, text);
		return;
	}
	size_t length = 0;
	for (size_t i = 0; i <= list->count && length < PROGRAM_TEXT; i++) {
		char item[PROGRAM_TEXT + 1] = "]";
		if (i < list->count) {
			item[0] = list->items[i].state == ORIEL_PROMISE_FULFILLED ? 'F' : 'R';
			payload_text(list->items[i].result, item + 1);
			item[PROGRAM_TEXT - 1] = '\0';
		}
		length += (size_t)snprintf(text + length, PROGRAM_TEXT - length, "%s%s",
			i == 0               ? "[" :
				i == list->count ? "" :
								" ",
			item);
	}
}

/* ---- Foreign promises ---- */

static void call_then(oriel_resolver *resolver, void *callback) {
	program_then(callback, oriel_resolver_ref(resolver));
}

static struct oriel_payload thenable_of(struct callback *callback) {
	return oriel_owned(callback, drop_callback);
}

static struct oriel_completion completion_of(
	const struct outcome *outcome, struct oriel_payload result) {
	switch (outcome->type) {
	case RETURNS:
		return oriel_return(payload_of(outcome->value));
	case THROWS:
		return oriel_throw(payload_of(outcome->value));
	case FOLLOWS:
		return oriel_follow(oriel_promise_ref(outcome->promise));
	case FOLLOWS_FOREIGN:
		return (struct oriel_completion){ ORIEL_COMPLETION_FOREIGN, thenable_of(outcome->thenable),
			NULL, call_then };
	case RETURNS_THE_SAME:
		break;
	}
	return oriel_return(oriel_payload_ref(result));
}

static void settle(void *self, void *resolver, const struct outcome *outcome) {
	(void)self;
	switch (outcome->type) {
	case RETURNS:
		oriel_resolve(resolver, payload_of(outcome->value));
		break;
	case THROWS:
		oriel_reject(resolver, payload_of(outcome->value));
		break;
	case FOLLOWS:
		oriel_resolve_with(resolver, oriel_promise_ref(outcome->promise));
		break;
	default:
		oriel_resolve_foreign(resolver, thenable_of(outcome->thenable), call_then);
		break;
	}
}

/* ---- Promises ---- */

static void *promise_new(void *self, void **resolver) {
	oriel_resolver *made;
	(void)self;
	oriel_promise *promise = oriel_promise_new(&made);
	*resolver = made;
	return promise;
}

static void *promise_settled(void *self, bool is_rejected, struct value *value) {
	(void)self;
	return is_rejected ? oriel_promise_new_rejected(payload_of(value)) :
						oriel_promise_new_fulfilled(payload_of(value));
}

static int state(void *self, void *promise) {
	(void)self;
	return (int)oriel_promise_state(promise);
}

static struct oriel_completion react(
	void *callback, bool is_rejected, struct oriel_payload result) {
	char text[PROGRAM_TEXT];
	assert_int_equal(((struct callback *)callback)->drops, 0);
	payload_text(result, text);
	struct outcome outcome = program_react(callback, is_rejected, text);
	return completion_of(&outcome, result);
}

static struct oriel_completion on_fulfilled(struct oriel_payload value, void *callback) {
	return react(callback, false, value);
}

static struct oriel_completion on_rejected(struct oriel_payload reason, void *callback) {
	return react(callback, true, reason);
}

static struct oriel_completion on_settled(void *callback) {
	assert_int_equal(((struct callback *)callback)->drops, 0);
	struct outcome outcome = program_react(callback, false, NULL);
	return completion_of(&outcome, ORIEL_NO_PAYLOAD);
}

static oriel_abort_signal *signal_of(struct oriel *oriel, int signal) {
	return signal >= 0 ? oriel_abort_controller_signal(oriel->controllers[signal]) : NULL;
}

static void *then(void *self, void *promise, struct callback *callback, int signal) {
	return oriel_then(oriel_promise_ref(promise), callback->has_fulfilled ? on_fulfilled : NULL,
		callback->has_rejected ? on_rejected : NULL, callback, .signal = signal_of(self, signal),
		.release = drop_callback);
}

static void *finally(void *self, void *promise, struct callback *callback, int signal) {
	return oriel_finally(oriel_promise_ref(promise), on_settled, callback,
		.signal = signal_of(self, signal), .release = drop_callback);
}

static void *combine(void *self, enum combination kind, void **given, size_t count) {
	oriel_promise *promises[4];
	(void)self;
	for (size_t i = 0; i < count; i++)
		promises[i] = oriel_promise_ref(given[i]);
	switch (kind) {
	case ALL:
		return oriel_promise_all(promises, count);
	case ALL_SETTLED:
		return oriel_promise_all_settled(promises, count);
	case ANY:
		return oriel_promise_any(promises, count);
	case RACE:
		break;
	}
	return oriel_promise_race(promises, count);
}

static struct oriel_completion coroutine(void *callback) {
	char text[PROGRAM_TEXT] = "", status = '\0';
	for (;;) {
		void *awaited;
		assert_int_equal(((struct callback *)callback)->drops, 0);
		struct outcome outcome = program_go_on(callback, status, text, &awaited);
		if (awaited == NULL)
			return completion_of(&outcome, ORIEL_NO_PAYLOAD);
		struct oriel_payload result;
		status = "FRA"[oriel_await(oriel_promise_ref(awaited), &result)];
		payload_text(result, text);
	}
}

static void *async(void *self, struct callback *callback, int signal) {
	return oriel_async(
		coroutine, callback, .signal = signal_of(self, signal), .release = drop_callback);
}

static void run_microtask(void *callback) {
	program_microtask(callback);
}

static void microtask(void *self, struct callback *callback) {
	(void)self;
	oriel_queue_microtask(run_microtask, callback, .release = drop_callback);
}

static void renew_signal(void *self, int signal) {
	struct oriel *oriel = self;
	oriel_abort_controller_destroy(oriel->controllers[signal]);
	oriel->controllers[signal] = oriel_abort_controller_new();
}

static void abort_signal(void *self, int signal, struct value *reason) {
	struct oriel *oriel = self;
	struct oriel_payload payload = payload_of(reason);
	oriel_abort(oriel->controllers[signal], payload);
}

static void unref(void *self, void *promise) {
	(void)self;
	oriel_promise_unref(promise);
}

static void unref_resolver(void *self, void *resolver) {
	(void)self;
	oriel_resolver_unref(resolver);
}

static void host(void *self, bool begins) {
	struct oriel *oriel = self;
	if (begins)
		oriel_loop_begin_host(oriel->loop);
	else
		oriel_loop_end_host(oriel->loop);
}

static void advance(void *self) {
	oriel_loop_advance(((struct oriel *)self)->loop, 0);
}

static const struct engine oriel_engine = {
	.promise_new = promise_new,
	.promise_settled = promise_settled,
	.settle = settle,
	.state = state,
	.then = then,
	.finally = finally,
	.combine = combine,
	.async = async,
	.microtask = microtask,
	.renew_signal = renew_signal,
	.abort_signal = abort_signal,
	.unref = unref,
	.unref_resolver = unref_resolver,
	.host = host,
	.advance = advance,
};

/* Ignores rejections by abort. The library reports them only if the promise has references, which
 * the model does not know. */
static void note_rejection(oriel_event *event, void *program) {
	char text[PROGRAM_TEXT];
	const oriel_promise *promise = oriel_event_promise(event);
	payload_text(oriel_promise_result(promise), text);
	if (!promise->is_aborted)
		program_note(program, "%s R%s",
			strcmp(oriel_event_type(event), "unhandledrejection") == 0 ? "unhandled" : "handled",
			text);
	oriel_prevent_default(event);
}

static void play_on_oriel(
	struct program *program, struct oriel *oriel, const uint8_t *steps, size_t count) {
	*oriel = (struct oriel){ .loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL) };
	oriel_listen(oriel->loop, "unhandledrejection", note_rejection, program);
	oriel_listen(oriel->loop, "rejectionhandled", note_rejection, program);
	program_run(program, &oriel_engine, oriel, steps, count);
}

static size_t count_promises(const oriel_loop *loop) {
	struct oriel_census census;
	oriel_loop_census((oriel_loop *)loop, &census);
	return oriel_census_count(&census, "promises");
}

static void release_signals(struct oriel *oriel) {
	for (int i = 0; i < PROGRAM_SIGNALS; i++)
		oriel_abort_controller_destroy(oriel->controllers[i]);
}

static bool traces_are_equal(const struct program *actual, const struct program *expected) {
	size_t length = actual->length < expected->length ? actual->length : expected->length, same = 0,
		line = 0;
	if (actual->length == expected->length && memcmp(actual->record, expected->record, length) == 0)
		return true;
	for (; same < length && actual->record[same] == expected->record[same]; same++)
		line = actual->record[same] == '\n' ? same + 1 : line;
	fprintf(stderr, "after\n%.*sOriel says\n%s\nECMAScript says\n%s\n", (int)line, actual->record,
		actual->record + line, expected->record + line);
	return false;
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	struct program actual, expected;
	struct oriel oriel;
	struct model *model = model_new(&expected);
	for (size_t i = 0; print && i < count; i++)
		print_step(steps + i * PROGRAM_STEP_SIZE, PROGRAM_STEP_SIZE, "");
	program_run(&expected, &model_engine, model, steps, count);
	play_on_oriel(&actual, &oriel, steps, count);
	bool is_right = traces_are_equal(&actual, &expected);
	release_signals(&oriel);
	bool is_left = !actual.may_linger && count_promises(oriel.loop) > 0;
	oriel_loop_destroy(oriel.loop);
	bool is_dropped = program_dropped_all(&actual);
	if (print && is_left)
		fprintf(stderr, "promises are left\n");
	if (print && !is_dropped)
		fprintf(stderr, "something was not dropped once\n");
	program_finish(&actual);
	program_finish(&expected);
	model_free(model);
	return is_right && !is_left && is_dropped;
}

static void random_programs_agree_with_the_model_of_the_standard(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = PROGRAM_STEP_SIZE, .max_steps = 60, .seeds = 20000, .play = play });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_programs_agree_with_the_model_of_the_standard));
}
