/* SPDX-License-Identifier: MIT */
/*
 * Yielding, and long work in chunks. Both queue one task at a time. A task that is queued while
 * tasks run belongs to the next turn of the loop. Before that task, the loop handles the input that
 * waits, and draws a frame if one is due.
 */
#include <oriel/flow/yield.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "flow/flow_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/loop.h>
#include <oriel/runtime/task.h>

#define DEFAULT_BUDGET_MS 5.0

/* The state of oriel_run_chunks(). It has no owner, and is freed when the work ends. */
struct chunks {
	struct oriel__flow flow;
	const char *site;
	oriel_chunk_fn *step;
	double budget_ms;
	size_t max_steps;         /* 0: no limit */
	oriel_resolver *resolver; /* NULL once settled */
	oriel_task_id task;
};

static struct chunks *yield_chunks_of(struct oriel__flow *flow) {
	return oriel__container_of(flow, struct chunks, flow);
}

static void yield_end(struct oriel__flow *flow) {
	struct chunks *chunks = yield_chunks_of(flow);
	oriel_cancel_task(chunks->task);
	if (chunks->resolver != NULL)
		oriel__flow_reject_ended(flow, chunks->resolver);
	chunks->resolver = NULL;
	oriel__flow_destroy(flow, "oriel_run_chunks");
}

static void yield_free_chunks(struct oriel__flow *flow) {
	oriel__free(yield_chunks_of(flow));
}

static const struct oriel__flow_class chunks_class = {
	.name = "chunks", .end = yield_end, .free = yield_free_chunks
};

static void yield_finish(struct chunks *chunks) {
	oriel_resolver *resolver = chunks->resolver;
	chunks->resolver = NULL;
	oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(resolver);
	oriel__flow_end(&chunks->flow);
}

static bool yield_chunk_is_over(const struct chunks *chunks, double begun_ms, size_t steps) {
	return (chunks->max_steps > 0 && steps >= chunks->max_steps) ||
		oriel_loop_now(chunks->flow.loop) - begun_ms >= chunks->budget_ms;
}

static void yield_run_chunk(void *data);

static void yield_queue_next(struct chunks *chunks) {
	chunks->task = oriel_queue_task_at(chunks->site, yield_run_chunk, chunks, NULL);
}

static void yield_run_chunk(void *data) {
	struct chunks *chunks = data;
	double begun_ms = oriel_loop_now(chunks->flow.loop);
	size_t steps = 0;
	bool has_more;
	chunks->task = 0;
	do {
		has_more = chunks->step(chunks->flow.data);
		steps++;
	} while (has_more && !chunks->flow.has_ended && !yield_chunk_is_over(chunks, begun_ms, steps));
	if (chunks->flow.has_ended)
		return;
	if (has_more)
		yield_queue_next(chunks);
	else
		yield_finish(chunks);
}

oriel_promise *oriel_run_chunks_at(const char *site, oriel_chunk_fn *step, void *data,
	const struct oriel_chunks_options *options) {
	static const struct oriel_chunks_options defaults = { .size = sizeof(defaults) };
	ORIEL_ASSERT(
		step != NULL, "oriel_run_chunks at %s: step is NULL; pass a function", site);
	oriel__check_options("oriel_run_chunks", site, options);
	if (options == NULL)
		options = &defaults;
	oriel_loop *loop = oriel__loop_here("oriel_run_chunks");
	struct chunks *chunks = oriel__alloc_zero(1, sizeof(*chunks));
	chunks->site = site;
	chunks->step = step;
	chunks->budget_ms = options->budget_ms > 0 ? options->budget_ms : DEFAULT_BUDGET_MS;
	chunks->max_steps = options->max_steps;
	oriel_promise *promise = oriel_promise_new_at(site, &chunks->resolver);
	oriel__hold_begin(loop);
	oriel__flow_init(
		&chunks->flow, &chunks_class, "oriel_run_chunks", options->signal, data, options->release);
	if (!chunks->flow.has_ended)
		yield_queue_next(chunks);
	oriel__hold_end(loop);
	return promise;
}

static void yield_resolve(void *resolver) {
	oriel_resolve(resolver, ORIEL_NO_PAYLOAD);
}

static void yield_unref_resolver(void *resolver) {
	oriel_resolver_unref(resolver);
}

oriel_promise *oriel_yield_at(const char *site, const struct oriel_yield_options *options) {
	static const struct oriel_task_options task = { .release = yield_unref_resolver,
		.size = sizeof(task) };
	oriel__check_options("oriel_yield", site, options);
	oriel_resolver *resolver;
	oriel_promise *promise = oriel_promise_new_at(site, &resolver);
	oriel_queue_task_at(site, yield_resolve, resolver, &task);
	if (options == NULL || options->signal == NULL)
		return promise;
	const struct oriel_then_options then = { .signal = options->signal, .size = sizeof(then) };
	return oriel_then_at(site, promise, NULL, NULL, NULL, &then);
}
