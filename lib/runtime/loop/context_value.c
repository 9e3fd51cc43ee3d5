/* SPDX-License-Identifier: MIT */
/*
 * Context values: reference-counted lists with one node for each value, the newest first. A list is
 * immutable: setting a value creates a new list. A registration takes a reference to the current
 * list.
 */
#include "loop/cause_internal.h"

#include "base/alloc_internal.h"
#include "loop/loop_state_internal.h"

#include <oriel/runtime/context_value.h>

struct oriel__context_value {
	size_t references; /* number of nodes that refer to this value */
	struct oriel_payload payload;
};

static void context_value_release(struct oriel__context_value *value) {
	if (--value->references > 0)
		return;
	/* a thread of the pool has no loop */
	if (oriel__thread_loop != NULL)
		oriel__defer_drop(oriel__thread_loop, value->payload.release, value->payload.data);
	else if (value->payload.release != NULL)
		value->payload.release(value->payload.data);
	oriel__free(value);
}

void oriel__context_free(struct oriel__context *context) {
	while (context != NULL && context->references == 0) {
		struct oriel__context *outer = context->outer;
		context_value_release(context->value);
		oriel__free(context);
		context = outer;
		if (context != NULL)
			context->references--;
	}
}

static struct oriel__context *context_value_push(struct oriel__context *outer,
	const struct oriel_context_key *key, struct oriel__context_value *value) {
	struct oriel__context *context = oriel__alloc(sizeof(*context));
	*context = (struct oriel__context){
		.references = 1, .outer = outer, .key = key, .value = value
	};
	value->references++;
	return context;
}

static struct oriel__context *context_value_push_payload(struct oriel__context *outer,
	const struct oriel_context_key *key, struct oriel_payload payload) {
	struct oriel__context_value *value = oriel__alloc(sizeof(*value));
	*value = (struct oriel__context_value){ .payload = payload };
	return context_value_push(outer, key, value);
}

/* Returns a list like context but without a value for key, with a new reference. */
static struct oriel__context *context_value_without(
	const struct oriel__context *context, const struct oriel_context_key *key) {
	const struct oriel__context *found = context;
	while (found != NULL && found->key != key)
		found = found->outer;
	if (found == NULL)
		return oriel__context_ref(context);
	if (found == context)
		return oriel__context_ref(context->outer);
	return context_value_push(
		context_value_without(context->outer, key), context->key, context->value);
}

static oriel_loop *context_value_check(const char *caller, const struct oriel_context_key *key) {
	oriel_loop *loop = oriel__here(caller);
	ORIEL_ASSERT(key != NULL,
		"%s: key is NULL; pass the address of a static struct oriel_context_key", caller);
	return loop;
}

void oriel_context_value_run(const struct oriel_context_key *key, struct oriel_payload value,
	oriel_task_fn *fn, void *data) {
	oriel_loop *loop = context_value_check("oriel_context_value_run", key);
	ORIEL_ASSERT(fn != NULL, "oriel_context_value_run: fn is NULL; pass a function");
	static const struct oriel__run_class context_class = { .name = "context", .is_nested = true };
	struct oriel__context *context = context_value_push_payload(
		context_value_without(oriel__context_here(loop), key), key, value);
	struct oriel__run run;
	oriel__hold_begin(loop);
	oriel__run_begin_with(
		loop, &run, (struct oriel__run){ .run_class = &context_class, .context = context });
	fn(data);
	oriel__run_end(loop, &run);
	oriel__context_unref(context);
	oriel__hold_end(loop);
}

static void context_value_unref(void *context) {
	oriel__context_unref(context);
}

void oriel_context_value_set(const struct oriel_context_key *key, struct oriel_payload value) {
	oriel_loop *loop = context_value_check("oriel_context_value_set", key);
	struct oriel__run *run = loop->head.run;
	ORIEL_ASSERT(run->id != 0,
		"oriel_context_value_set: nothing runs that could have a value; use "
		"oriel_context_value_run() outside of callbacks");
	struct oriel__context *context = context_value_push_payload(
		context_value_without(run->context, key), key, value);
	oriel__run_hide_id(run);
	run->context = context;
	oriel__defer_drop(loop, context_value_unref, context);
}

struct oriel_payload oriel_context_value(const struct oriel_context_key *key) {
	ORIEL_ASSERT(key != NULL,
		"oriel_context_value: key is NULL; pass the address of a static struct oriel_context_key");
	return oriel__context_find(oriel__context_of_thread(), key);
}

/* ---- For other threads and processes ---- */

_Thread_local const struct oriel__context *oriel__thread_context;

const struct oriel__context *oriel__context_of_thread(void) {
	return oriel__thread_loop != NULL ? oriel__context_here(oriel__thread_loop) :
										oriel__thread_context;
}

struct oriel_payload oriel__context_find(
	const struct oriel__context *context, const struct oriel_context_key *key) {
	while (context != NULL && context->key != key)
		context = context->outer;
	return context != NULL ? context->value->payload : ORIEL_NO_PAYLOAD;
}

struct oriel__context *oriel__context_clone(const struct oriel__context *context) {
	struct oriel__context *clone = NULL;
	for (; context != NULL; context = context->outer) {
		struct oriel_payload copy = context->key->clone != NULL ?
			context->key->clone(context->value->payload) :
			(struct oriel_payload){ 0 };
		if (copy.data != NULL)
			clone = context_value_push_payload(clone, context->key, copy);
	}
	return clone;
}

struct oriel__context *oriel__context_push(struct oriel__context *outer,
	const struct oriel_context_key *key, struct oriel_payload payload) {
	return context_value_push_payload(outer, key, payload);
}
