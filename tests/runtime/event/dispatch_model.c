/* SPDX-License-Identifier: MIT */
/*
 * The slow, simple model of a dispatch: the text of the DOM standard, step by step. Shadow roots
 * are objects of their own, lists are cloned, and nothing is cached. Release functions, destroying
 * and delegation are not in the standard and follow the documentation.
 */
#include "dispatch_case.h"

#include <string.h>

enum { NONE = -1, SHADOW_ROOT = 100, MAX_RECORDS = 512, MAX_PATH = 4 * CASE_NODES };

struct record {
	int listener;
	bool removed;
};

struct event {
	const struct case_dispatch *about;
	int target, related, current, phase;
	bool dispatching, canceled, stop, stop_immediate, in_passive;
	int path_count;
	struct path_item {
		int target, adjusted, related;
	} path[MAX_PATH];
};

struct model {
	const struct dispatch_case *test;
	struct trace *trace;
	struct case_node nodes[CASE_NODES];
	bool destroyed[CASE_NODES];
	bool aborted[CASE_SIGNALS];
	struct record records[MAX_RECORDS];
	int record_count;
	struct event events[CASE_DISPATCHES];
	struct {
		bool is_drop;
		int index;
	} deferred[2 * MAX_RECORDS];
	int deferred_count;
	int calls, depth;
};

static bool dispatch(struct model *model, int index);

/* ---- The tree ---- */

static int shadow_including_parent(const struct model *model, int x) {
	if (x >= SHADOW_ROOT)
		return x - SHADOW_ROOT;
	const struct case_node *node = &model->nodes[x];
	return node->is_shadow_root ? SHADOW_ROOT + node->parent : node->parent;
}

static int root_of(const struct model *model, int x) {
	while (x < SHADOW_ROOT && shadow_including_parent(model, x) != NONE)
		x = shadow_including_parent(model, x);
	return x;
}

static bool is_shadow_including_inclusive_ancestor(const struct model *model, int ancestor, int x) {
	while (x != NONE && x != ancestor)
		x = shadow_including_parent(model, x);
	return x != NONE;
}

static int retarget(const struct model *model, int a, int b) {
	while (a != NONE) {
		int root = root_of(model, a);
		if (root < SHADOW_ROOT || is_shadow_including_inclusive_ancestor(model, root, b))
			return a;
		a = root - SHADOW_ROOT;
	}
	return NONE;
}

static int get_the_parent(const struct model *model, const struct event *event, int x) {
	if (x >= SHADOW_ROOT && !event->about->composed && root_of(model, event->path[0].target) == x)
		return NONE;
	return shadow_including_parent(model, x);
}

/* ---- Listeners ---- */

static void defer(struct model *model, bool is_drop, int index) {
	model->deferred[model->deferred_count].is_drop = is_drop;
	model->deferred[model->deferred_count++].index = index;
}

static void remove_record(struct model *model, struct record *record) {
	if (record->removed)
		return;
	record->removed = true;
	defer(model, true, record->listener);
}

static void listen(struct model *model, int index) {
	const struct case_listener *listener = &model->test->listeners[index];
	if (model->destroyed[listener->node])
		return;
	if (listener->signal != NONE && model->aborted[listener->signal]) {
		trace_add(model->trace, "listen %d: refused\n", index);
		defer(model, true, index);
		return;
	}
	for (int i = 0; i < model->record_count; i++) {
		if (!model->records[i].removed && model->records[i].listener == index) {
			trace_add(model->trace, "listen %d: duplicate\n", index);
			return;
		}
	}
	trace_add(model->trace, "listen %d\n", index);
	model->records[model->record_count++] = (struct record){ .listener = index };
}

/* Removes the listeners that match; NONE as an argument matches all. */
static void remove_matching(struct model *model, int listener, int signal, int node) {
	for (int i = 0; i < model->record_count; i++) {
		const struct case_listener *about = &model->test->listeners[model->records[i].listener];
		if ((listener == NONE || model->records[i].listener == listener) &&
			(signal == NONE || about->signal == signal) && (node == NONE || about->node == node))
			remove_record(model, &model->records[i]);
	}
}

static void detach(struct model *model, int node) {
	model->nodes[node].parent = NONE;
	model->nodes[node].is_shadow_root = false;
}

static void destroy(struct model *model, int node) {
	if (model->destroyed[node])
		return;
	model->destroyed[node] = true;
	detach(model, node);
	for (int i = 0; i < model->test->node_count; i++) {
		if (model->nodes[i].parent == node)
			detach(model, i);
	}
	remove_matching(model, NONE, NONE, node);
	defer(model, false, node);
}

static void run_deferred(struct model *model) {
	for (int i = 0; i < model->deferred_count; i++) {
		int index = model->deferred[i].index;
		if (model->deferred[i].is_drop) {
			trace_add(model->trace, "drop %d\n", index);
			continue;
		}
		for (int e = 0; e < model->test->dispatch_count; e++) {
			if (model->events[e].target == index)
				model->events[e].target = NONE;
			if (model->events[e].related == index)
				model->events[e].related = NONE;
		}
	}
	model->deferred_count = 0;
}

/* ---- Dispatch ---- */

/* DOM, "composedPath()", with closed trees only and without slots. Shadow roots are left out. */
static int composed_path(const struct event *event, int current, int *result) {
	int level = 0, at = 0, before[MAX_PATH], before_count = 0, count = 0;
	for (int i = event->path_count - 1; i >= 0; i--) {
		if (event->path[i].target >= SHADOW_ROOT)
			level++;
		if (event->path[i].target == current) {
			at = i;
			break;
		}
	}
	int current_level = level, max_level = level;
	for (int i = at - 1; i >= 0; i--) {
		if (event->path[i].target >= SHADOW_ROOT)
			current_level++;
		if (current_level <= max_level)
			before[before_count++] = event->path[i].target;
	}
	while (before_count > 0)
		result[count++] = before[--before_count];
	result[count++] = current;
	current_level = max_level = level;
	for (int i = at + 1; i < event->path_count; i++) {
		int target = event->path[i].target;
		if (current_level <= max_level && target < SHADOW_ROOT)
			result[count++] = target;
		if (target >= SHADOW_ROOT && --current_level < max_level)
			max_level = current_level;
	}
	return count;
}

static void act(struct model *model, struct event *event, const struct case_listener *listener) {
	switch (listener->op) {
	case OP_LISTEN:
		listen(model, listener->arg);
		break;
	case OP_UNLISTEN:
		remove_matching(model, listener->arg, NONE, NONE);
		break;
	case OP_ABORT:
		model->aborted[listener->arg] = true;
		remove_matching(model, NONE, listener->arg, NONE);
		break;
	case OP_DESTROY:
		destroy(model, listener->arg);
		break;
	case OP_REMOVE:
		detach(model, listener->arg);
		break;
	case OP_DISPATCH:
		if (model->depth < CASE_DEPTH)
			dispatch(model, listener->arg);
		break;
	case OP_STOP_IMMEDIATE:
		event->stop_immediate = true;
		event->stop = true;
		break;
	case OP_STOP:
		event->stop = true;
		break;
	case OP_PREVENT:
		if (event->about->cancelable && !event->in_passive)
			event->canceled = true;
		break;
	case OP_UNLISTEN_ALL:
		remove_matching(model, NONE, NONE, listener->arg);
		break;
	default:
		break;
	}
}

static void call(struct model *model, struct event *event, struct record *record, int current) {
	const struct case_listener *listener = &model->test->listeners[record->listener];
	int path[MAX_PATH], count = composed_path(event, current, path);
	event->current = current;
	if (listener->once)
		remove_record(model, record);
	event->in_passive = listener->passive;
	trace_add(model->trace, "call %d: phase %d current %d target %d related %d path",
		record->listener, event->phase, current, event->target, event->related);
	for (int i = 0; i < count; i++)
		trace_add(model->trace, " %d", path[i]);
	trace_add(model->trace, "\n");
	if (model->calls++ < CASE_CALLS)
		act(model, event, listener);
	event->in_passive = false;
}

struct match {
	int item;
	struct record *record;
};

static void call_matches(
	struct model *model, struct event *event, const struct match *matches, int count) {
	for (int i = 0; i < count && !event->stop_immediate; i++) {
		if (event->stop && i > 0 && matches[i].item != matches[i - 1].item)
			return;
		if (!model->destroyed[matches[i].item] && !matches[i].record->removed)
			call(model, event, matches[i].record, matches[i].item);
	}
}

static void invoke_delegated(struct model *model, struct event *event, int root,
	struct record **clone, int clone_count, bool capture) {
	struct match matches[MAX_PATH * CASE_LISTENERS];
	int path[MAX_PATH], below = 0, count = 0;
	composed_path(event, root, path);
	while (path[below] != root)
		below++;
	for (int step = 0; step < below; step++) {
		int item = path[capture ? below - 1 - step : step];
		for (int i = 0; i < clone_count && !model->destroyed[item]; i++) {
			const struct case_listener *listener = &model->test->listeners[clone[i]->listener];
			if (listener->delegated && (listener->matches >> item & 1) != 0)
				matches[count++] = (struct match){ item, clone[i] };
		}
	}
	call_matches(model, event, matches, count);
}

static void invoke(struct model *model, struct event *event, int index, bool capture) {
	struct record *clone[MAX_RECORDS];
	int count = 0, current = event->path[index].target;
	int last = index;
	while (event->path[last].adjusted == NONE)
		last--;
	event->target = event->path[last].adjusted;
	event->related = event->path[index].related;
	if (event->stop)
		return;
	for (int i = 0; i < model->record_count; i++) {
		const struct case_listener *listener = &model->test->listeners[model->records[i].listener];
		if (!model->records[i].removed && listener->node == current &&
			listener->type == event->about->type && listener->capture == capture)
			clone[count++] = &model->records[i];
	}
	if (count == 0)
		return;
	invoke_delegated(model, event, current, clone, count, capture);
	if (event->stop)
		return;
	for (int i = 0; i < count && !event->stop_immediate; i++) {
		if (!clone[i]->removed && !model->test->listeners[clone[i]->listener].delegated)
			call(model, event, clone[i], current);
	}
}

static void append_to_path(struct event *event, int target, int adjusted, int related) {
	event->path[event->path_count++] = (struct path_item){ target, adjusted, related };
}

static bool has_activation(const struct model *model, int x) {
	return x < SHADOW_ROOT && model->nodes[x].activates && !model->destroyed[x];
}

/* DOM, "dispatch", step 6, up to the parents. Returns the target that a click activates. */
static int build_path(struct model *model, struct event *event, int target) {
	bool is_activation_event = event->about->type == 2;
	int activation = is_activation_event && has_activation(model, target) ? target : NONE;
	int own_related = event->related;
	append_to_path(event, target, target, retarget(model, own_related, target));
	for (int parent = get_the_parent(model, event, target); parent != NONE;
		parent = get_the_parent(model, event, parent)) {
		int related = retarget(model, own_related, parent);
		if (is_shadow_including_inclusive_ancestor(model, root_of(model, target), parent)) {
			if (is_activation_event && event->about->bubbles && activation == NONE &&
				has_activation(model, parent))
				activation = parent;
			append_to_path(event, parent, NONE, related);
		} else if (parent == related) {
			break;
		} else {
			target = parent;
			if (is_activation_event && activation == NONE && has_activation(model, target))
				activation = target;
			append_to_path(event, parent, target, related);
		}
	}
	return activation;
}

static bool must_clear(const struct model *model, const struct event *event) {
	int last = event->path_count - 1;
	while (last >= 0 && event->path[last].adjusted == NONE)
		last--;
	if (last < 0)
		return false;
	int target = event->path[last].adjusted, related = event->path[last].related;
	return root_of(model, target) >= SHADOW_ROOT ||
		(related != NONE && root_of(model, related) >= SHADOW_ROOT);
}

static void run_phases(struct model *model, struct event *event) {
	for (int i = event->path_count - 1; i >= 0; i--) {
		event->phase = event->path[i].adjusted != NONE ? 2 : 1;
		invoke(model, event, i, true);
	}
	for (int i = 0; i < event->path_count; i++) {
		if (event->path[i].adjusted == NONE && !event->about->bubbles)
			continue;
		event->phase = event->path[i].adjusted != NONE ? 2 : 3;
		invoke(model, event, i, false);
	}
}

static void dispatch_at(struct model *model, struct event *event, int target) {
	int activation = NONE;
	bool clear = false;
	event->dispatching = true;
	if (target != retarget(model, event->related, target) || target == event->related) {
		activation = build_path(model, event, target);
		clear = must_clear(model, event);
		if (activation != NONE)
			trace_add(model->trace, "pre-activate %d\n", activation);
		run_phases(model, event);
	}
	event->phase = 0;
	event->current = NONE;
	event->path_count = 0;
	event->dispatching = event->stop = event->stop_immediate = false;
	if (clear)
		event->target = event->related = NONE;
	if (activation != NONE && !model->destroyed[activation])
		trace_add(
			model->trace, "%s %d\n", event->canceled ? "cancel-activate" : "activate", activation);
}

static bool dispatch(struct model *model, int index) {
	struct event *event = &model->events[index];
	int target = event->about->node;
	if (model->destroyed[target])
		return false;
	if (event->dispatching) {
		trace_add(model->trace, "dispatch %d: refused\n", index);
		return false;
	}
	trace_add(model->trace, "dispatch %d\n", index);
	model->depth++;
	dispatch_at(model, event, target);
	if (--model->depth == 0)
		run_deferred(model);
	trace_add(model->trace, "end %d: %s, target %d related %d\n", index,
		event->canceled ? "prevented" : "done", event->target, event->related);
	return true;
}

void dispatch_case_run_model(const struct dispatch_case *test, struct trace *trace) {
	static struct model model;
	memset(&model, 0, sizeof(model));
	model.test = test;
	model.trace = trace;
	memcpy(model.nodes, test->nodes, sizeof(model.nodes));
	for (int i = 0; i < test->dispatch_count; i++)
		model.events[i] = (struct event){ .about = &test->dispatches[i],
			.target = NONE,
			.related = test->dispatches[i].related,
			.current = NONE };
	for (int i = 0; i < test->listener_count; i++) {
		if (test->listeners[i].from_start)
			listen(&model, i);
	}
	for (int i = 0; i < test->dispatch_count; i++)
		dispatch(&model, i);
	for (int i = 0; i < test->node_count; i++) {
		destroy(&model, i);
		run_deferred(&model);
	}
}
