/* SPDX-License-Identifier: MIT */
/*
 * Runs a dispatch case with the library. See dispatch_case.h.
 */
#include "dispatch_case.h"
#include "census.h"
#include "node.h"

#include "base/atom_internal.h"
#include "loop/loop_internal.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/loop.h>
#include <oriel/runtime/user_data.h>
#include <stdlib.h>

struct run;

struct numbered_node {
	struct node node; /* first member, so that both structs have one address */
	struct run *run;
	int index;
};

/* The data of a listener. */
struct listener_call {
	struct run *run;
	int listener;
};

struct run {
	const struct dispatch_case *test;
	struct trace *trace;
	oriel_loop *loop;
	oriel__atom key;
	struct node *nodes[CASE_NODES]; /* NULL if destroyed */
	oriel_abort_controller *controllers[CASE_SIGNALS];
	oriel_event *events[CASE_DISPATCHES];
	struct listener_call listener_calls[CASE_LISTENERS];
	oriel_listener_id ids[CASE_LISTENERS];
	int calls, depth;
	int user_data_drops;
};

static const char user_data_key;

static int index_of(const oriel_target *target) {
	return target != NULL ? ((const struct numbered_node *)target)->index : -1;
}

static void report(struct node *node, const char *what) {
	trace_add(((struct numbered_node *)node)->run->trace, "%s %d\n", what, index_of(&node->target));
}

static void on_event(oriel_event *event, void *data);

static void release(void *data) {
	struct listener_call *call = data;
	trace_add(call->run->trace, "drop %d\n", call->listener);
}

static bool matches(void *selector, oriel_target *item) {
	const struct case_listener *listener = selector;
	return (listener->matches >> index_of(item) & 1) != 0;
}

static void listen(struct run *run, int index) {
	const struct case_listener *listener = &run->test->listeners[index];
	struct node *node = run->nodes[listener->node];
	bool duplicate;
	if (node == NULL)
		return;
	const struct oriel_listen_options options = {
		.capture = listener->capture,
		.once = listener->once,
		.passive = listener->passive,
		.signal = listener->signal >= 0 ?
			oriel_abort_controller_signal(run->controllers[listener->signal]) :
			NULL,
		.release = release,
		.duplicate = &duplicate,
		.size = sizeof(options),
	};
	oriel_listener_id id;
	trace_add(run->trace, "listen %d", index);
	if (listener->delegated)
		id = oriel__listen_delegated("case", &node->target, case_types[listener->type], run->key,
			(void *)listener, matches, NULL, on_event, &run->listener_calls[index], &options);
	else
		id = oriel_listen_at("case", &node->target, case_types[listener->type], on_event,
			&run->listener_calls[index], &options);
	trace_add(run->trace, id == 0 ? ": refused\n" : duplicate ? ": duplicate\n" : "\n");
	if (id != 0)
		run->ids[index] = id;
}

static void detach(struct node *node) {
	node->parent = NULL;
	node->target.is_shadow_root = false;
}

static void destroy(struct run *run, int index) {
	struct node *node = run->nodes[index];
	if (node == NULL)
		return;
	run->nodes[index] = NULL;
	detach(node);
	for (int i = 0; i < run->test->node_count; i++) {
		if (run->nodes[i] != NULL && run->nodes[i]->parent == node)
			detach(run->nodes[i]);
	}
	node_end(node);
}

static void dispatch(struct run *run, int index) {
	const struct case_dispatch *about = &run->test->dispatches[index];
	struct node *node = run->nodes[about->node];
	oriel_event *event = run->events[index];
	if (node == NULL)
		return;
	trace_add(run->trace, "dispatch %d", index);
	if (oriel_event_is_dispatching(event)) {
		bool refused = oriel_dispatch(&node->target, event) == ORIEL_INVALID_STATE_ERROR;
		trace_add(run->trace, refused ? ": refused\n" : ": not refused\n");
		return;
	}
	trace_add(run->trace, "\n");
	run->depth++;
	if (about->trusted)
		oriel__dispatch_trusted(&node->target, event);
	else
		oriel_dispatch(&node->target, event);
	run->depth--;
	trace_add(run->trace, "end %d: %s, target %d related %d\n", index,
		oriel_event_is_default_prevented(event) ? "prevented" : "done",
		index_of(oriel_event_target(event)), index_of(oriel_event_related_target(event)));
}

static void act(struct run *run, oriel_event *event, const struct case_listener *listener) {
	switch (listener->op) {
	case OP_LISTEN:
		listen(run, listener->arg);
		break;
	case OP_UNLISTEN:
		oriel_unlisten(run->ids[listener->arg]);
		break;
	case OP_ABORT:
		oriel_abort(run->controllers[listener->arg], ORIEL_NO_PAYLOAD);
		break;
	case OP_DESTROY:
		destroy(run, listener->arg);
		break;
	case OP_REMOVE:
		if (run->nodes[listener->arg] != NULL)
			detach(run->nodes[listener->arg]);
		break;
	case OP_DISPATCH:
		if (run->depth < CASE_DEPTH)
			dispatch(run, listener->arg);
		break;
	case OP_STOP:
		oriel_stop_propagation(event);
		break;
	case OP_STOP_IMMEDIATE:
		oriel_stop_immediate_propagation(event);
		break;
	case OP_PREVENT:
		oriel_prevent_default(event);
		break;
	case OP_UNLISTEN_ALL:
		if (run->nodes[listener->arg] != NULL)
			oriel_unlisten_all(&run->nodes[listener->arg]->target, NULL);
		break;
	default:
		break;
	}
}

static void on_event(oriel_event *event, void *data) {
	struct listener_call *call = data;
	struct run *run = call->run;
	oriel_target *path[4 * CASE_NODES];
	size_t count = oriel_event_composed_path(event, path, sizeof(path) / sizeof(path[0]));
	trace_add(run->trace, "call %d: phase %d current %d target %d related %d path", call->listener,
		(int)oriel_event_phase(event), index_of(oriel_event_current_target(event)),
		index_of(oriel_event_target(event)), index_of(oriel_event_related_target(event)));
	for (size_t i = 0; i < count; i++)
		trace_add(run->trace, " %d", index_of(path[i]));
	trace_add(run->trace, "\n");
	if (run->calls++ < CASE_CALLS)
		act(run, event, &run->test->listeners[call->listener]);
}

static void drop_user_data(void *data) {
	((struct run *)data)->user_data_drops++;
}

static void make_nodes(struct run *run) {
	for (int i = 0; i < run->test->node_count; i++) {
		const struct case_node *about = &run->test->nodes[i];
		struct numbered_node *numbered = calloc(1, sizeof(*numbered));
		struct node *node = &numbered->node;
		numbered->run = run;
		numbered->index = i;
		node_init(node, report);
		node->target.is_shadow_root = about->is_shadow_root;
		node->parent = about->parent >= 0 ? run->nodes[about->parent] : NULL;
		node->activates = about->activates;
		run->nodes[i] = node;
		oriel_target_set_user_data(&node->target, &user_data_key,
			oriel_owned(run, drop_user_data));
	}
}

static oriel_event *make_event(const struct run *run, const struct case_dispatch *about) {
	return oriel_event_new(case_types[about->type], .bubbles = about->bubbles,
		.cancelable = about->cancelable, .composed = about->composed,
		.related_target = about->related >= 0 ? &run->nodes[about->related]->target : NULL);
}

/* Traces only differences, because the model leaves nothing behind. */
static void compare_census(const struct run *run, const struct oriel_census *before) {
	struct oriel_census after;
	oriel_loop_census(run->loop, &after);
	size_t count_before;
	const struct oriel_census_entry *entry = census_difference(before, &after, &count_before);
	if (entry != NULL)
		trace_add(
			run->trace, "left: %s, %zu instead of %zu\n", entry->name, entry->count, count_before);
	if (run->user_data_drops != run->test->node_count)
		trace_add(run->trace, "user data dropped %d times\n", run->user_data_drops);
}

void dispatch_case_run_oriel(const struct dispatch_case *test, struct trace *trace) {
	struct run run = { .test = test, .trace = trace };
	oriel_loop *made = oriel_loop_current() == NULL ? oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL) :
													NULL;
	run.loop = oriel_loop_current();
	struct oriel_census before;
	/* interns the module's own names, so that the census includes them before and after */
	oriel_loop_target(run.loop);
	oriel_loop_census(run.loop, &before);
	run.key = oriel__atom_intern(oriel__loop_atoms(run.loop), "selector");
	make_nodes(&run);
	for (int i = 0; i < CASE_SIGNALS; i++)
		run.controllers[i] = oriel_abort_controller_new();
	for (int i = 0; i < test->dispatch_count; i++)
		run.events[i] = make_event(&run, &test->dispatches[i]);
	for (int i = 0; i < test->listener_count; i++) {
		run.listener_calls[i] = (struct listener_call){ &run, i };
		if (test->listeners[i].from_start)
			listen(&run, i);
	}
	for (int i = 0; i < test->dispatch_count; i++)
		dispatch(&run, i);
	for (int i = 0; i < test->node_count; i++)
		destroy(&run, i);
	for (int i = 0; i < test->dispatch_count; i++)
		oriel_event_unref(run.events[i]);
	for (int i = 0; i < CASE_SIGNALS; i++)
		oriel_abort_controller_destroy(run.controllers[i]);
	oriel__atom_unref(run.key);
	compare_census(&run, &before);
	oriel_loop_destroy(made);
}
