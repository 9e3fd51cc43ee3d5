/* SPDX-License-Identifier: MIT */
/*
 * Generators: a coroutine that is the source of its queue, and runs while a consumer waits.
 *
 * Between two values the body awaits a promise that stays pending (parked). A wait for a value
 * resumes the body at once (oriel__coroutine_continue()). The end of the queue fulfils the promise:
 * the body resumes in a microtask, and finds its queue ended.
 */
#include <oriel/runtime/generator.h>

#include "queue/queue_source_internal.h"

#include "base/alloc_internal.h"
#include "base/options_internal.h"
#include "event/event_state_internal.h"
#include "promise/coroutine_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/log.h>

enum { MOST_PRODUCES_AFTER_THE_END = 1000000 };

struct generator {
	struct oriel__queue_source source; /* first */
	oriel_coroutine_fn *fn;
	void *data;
	oriel_release_fn *release; /* may be NULL */
	oriel_abort_signal *signal; /* held until the body begins; may be NULL */
	size_t stack_size;
	const char *site;
	oriel_promise *parked; /* held; NULL until the first value */
	/* number of users: the queue, the body, and a call that continues the generator */
	unsigned uses;
	unsigned produces_after_the_end;
	bool has_begun;
};

static void generator_unref(struct generator *generator) {
	if (--generator->uses == 0)
		oriel__free(generator);
}

static void generator_drop_data(struct generator *generator) {
	oriel__payload_drop(
		(struct oriel_payload){ .data = generator->data, .release = generator->release });
}

/* ---- The body ---- */

/* Awaits the promise of a completion. *result is borrowed until the body awaits again. */
static enum oriel_await_status completion_await(const char *site,
	const struct oriel_completion *completion, struct oriel_payload *result) {
	oriel_promise *promise = oriel__promise_new(oriel__promises_here("oriel_generate"), site);
	oriel__promise_complete(promise, completion);
	return oriel_await_at(site, promise, result);
}

/* Returns whether the queue accepts values. A loop that is ending aborts its queues later. */
static bool generator_has_queue(const struct generator *generator) {
	const oriel_queue *queue = generator->source.queue;
	return queue != NULL && !oriel__loop_is_ending(queue->loop);
}

static struct oriel_completion generator_main(void *data) {
	struct generator *generator = data;
	struct oriel_completion completion = generator->fn(generator->data);
	if (!generator_has_queue(generator))
		return completion;
	if (completion.type == ORIEL_COMPLETION_FOLLOW
		|| completion.type == ORIEL_COMPLETION_FOREIGN) {
		struct oriel_payload result;
		enum oriel_await_status status = completion_await(generator->site, &completion, &result);
		completion = status == ORIEL_AWAIT_REJECTED ? oriel_throw(
			oriel__reason_share(generator->site, result)) : ORIEL_COMPLETE;
		if (!generator_has_queue(generator))
			return completion;
	}
	bool is_throw = completion.type == ORIEL_COMPLETION_THROW;
	oriel__queue_source_close(&generator->source, is_throw ? &completion.value : NULL);
	return is_throw ? ORIEL_COMPLETE : completion;
}

static void generator_end_body(void *data) {
	struct generator *generator = data;
	if (generator->parked != NULL)
		oriel__promise_release(generator->parked);
	generator->parked = NULL;
	generator_drop_data(generator);
	generator_unref(generator);
}

static void generator_begin(struct generator *generator) {
	const struct oriel_async_options options = { .signal = generator->signal, .release =
		generator_end_body, .stack_size = generator->stack_size, .size = sizeof(options) };
	generator->has_begun = true;
	generator->uses++;
	oriel_promise *promise = oriel_async_at(generator->site, generator_main, generator, &options);
	bool is_refused = generator->source.queue != NULL && promise->state == ORIEL_PROMISE_REJECTED;
	if (is_refused) {
		struct oriel_payload reason = oriel__reason_share(generator->site,
			promise->outcome.result);
		oriel__promise_handle(promise);
		oriel__queue_source_close(&generator->source, &reason);
	}
	oriel__promise_release(promise);
}

/* ---- The source ---- */

static bool generator_is_parked(const struct generator *generator) {
	return generator->parked != NULL && generator->parked->state == ORIEL_PROMISE_PENDING
		&& generator->parked->outcome.waiting.first != NULL;
}

static void generator_want(struct oriel__queue_source *source) {
	struct generator *generator = (struct generator *)source;
	generator->uses++;
	if (!generator->has_begun)
		generator_begin(generator);
	else if (generator_is_parked(generator))
		oriel__coroutine_continue(generator->parked);
	generator_unref(generator);
}

static void generator_end(struct oriel__queue_source *source) {
	struct generator *generator = (struct generator *)source;
	if (!generator->has_begun)
		generator_drop_data(generator);
	else if (generator_is_parked(generator))
		oriel__promise_fulfil(generator->parked, (struct oriel_payload){ 0 });
	oriel_abort_signal_unref(generator->signal);
	generator->signal = NULL;
	generator_unref(generator);
}

oriel_queue *oriel_generate_at(const char *site, oriel_coroutine_fn *fn, void *data,
	const struct oriel_generate_options *options) {
	static const struct oriel_generate_options defaults = { .size = sizeof(defaults) };
	static const struct oriel__queue_source_class generator_class =
		{ .end = generator_end, .want = generator_want };
	if (options == NULL)
		options = &defaults;
	ORIEL_ASSERT(fn != NULL, "oriel_generate at %s: fn is NULL; pass a function", site);
	oriel__check_options("oriel_generate", site, options);
	oriel_queue *queue = oriel__queue_new_for_source("oriel_generate", site,
		&(const struct oriel_queue_options){
		.limit = SIZE_MAX, .signal = options->signal, .size = options->size });
	struct generator *generator = oriel__alloc_zero(1, sizeof(*generator));
	*generator = (struct generator){ .fn = fn, .data = data, .release = options->release,
		.stack_size = options->stack_size, .site = site, .uses = 1 };
	if (!oriel__queue_attach(queue, &generator->source, &generator_class)) {
		generator_drop_data(generator);
		generator_unref(generator);
	} else if (options->signal != NULL) {
		generator->signal = oriel_abort_signal_ref(options->signal);
	}
	return queue;
}

/* ---- Producing ---- */

static bool produce_refused(struct generator *generator, struct oriel_payload value) {
	ORIEL_ASSERT(++generator->produces_after_the_end < MOST_PRODUCES_AFTER_THE_END,
		"oriel_produce: the queue of the generator from %s has ended, and the body has produced a "
		"million values since; let it return when oriel_produce() returns false",
		generator->site);
	oriel__payload_drop(value);
	return false;
}

/* Parks the body until a consumer waits or the queue has ended. */
static void generator_park(const char *site, struct generator *generator) {
	if (generator->parked == NULL)
		generator->parked = oriel__promise_new(oriel__promises_here("oriel_produce"), site);
	oriel_await_at(site, oriel_promise_ref(generator->parked), NULL);
}

bool oriel_produce_at(const char *site, struct oriel_payload value) {
	struct generator *generator = oriel__coroutine_data("oriel_produce", generator_main);
	ORIEL_ASSERT(generator != NULL,
		"oriel_produce at %s: the running coroutine is not a generator; begin it with "
		"oriel_generate()",
		site);
	if (generator->source.queue == NULL)
		return produce_refused(generator, value);
	oriel_promise *settled = generator->source.queue->all->settled;
	oriel_await_at(site, oriel_promise_ref(settled), NULL);
	if (!generator_has_queue(generator))
		return produce_refused(generator, value);
	oriel__queue_source_put(&generator->source, 0, value);
	oriel_queue *queue = generator->source.queue;
	if (queue != NULL && oriel__queue_bound(queue)->ready.first == NULL)
		generator_park(site, generator);
	return generator_has_queue(generator);
}
