/* SPDX-License-Identifier: MIT */
/*
 * Decodes and compares dispatch cases. See dispatch_case.h.
 */
#include "dispatch_case.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const case_types[3] = { "a", "b", "click" };

struct reader {
	const uint8_t *data;
	size_t size;
};

/* Returns a number below bound; 0 when all bytes are used. */
static int take(struct reader *reader, int bound) {
	if (reader->size == 0)
		return 0;
	reader->size--;
	return *reader->data++ % bound;
}

static struct case_node take_node(struct reader *reader, int index) {
	struct case_node node = { .parent = -1 };
	if (index > 0)
		node.parent = take(reader, 8) == 7 ? -1 : take(reader, index);
	node.is_shadow_root = take(reader, 3) == 1 && node.parent >= 0;
	node.activates = take(reader, 3) == 1;
	return node;
}

static int op_arg(struct reader *reader, const struct dispatch_case *test, enum case_op op) {
	switch (op) {
	case OP_LISTEN:
	case OP_UNLISTEN:
		return take(reader, test->listener_count);
	case OP_ABORT:
		return take(reader, CASE_SIGNALS);
	case OP_DISPATCH:
		return take(reader, test->dispatch_count);
	default:
		return take(reader, test->node_count);
	}
}

static struct case_listener take_listener(struct reader *reader, const struct dispatch_case *test) {
	struct case_listener listener = { .node = take(reader, test->node_count),
		.type = take(reader, 3) };
	int flags = take(reader, 256);
	listener.from_start = (flags & 3) != 3;
	listener.capture = flags & 4;
	listener.once = (flags & 24) == 24;
	listener.passive = (flags & 96) == 96;
	listener.delegated = flags & 128;
	listener.signal = take(reader, 2 * CASE_SIGNALS) - CASE_SIGNALS;
	if (listener.signal < 0)
		listener.signal = -1;
	if (listener.delegated)
		listener.matches = (unsigned)take(reader, 256);
	listener.op = (enum case_op)take(reader, OP_COUNT);
	listener.arg = op_arg(reader, test, listener.op);
	return listener;
}

static struct case_dispatch take_dispatch(struct reader *reader, const struct dispatch_case *test) {
	struct case_dispatch dispatch = { .node = take(reader, test->node_count),
		.type = take(reader, 3) };
	int flags = take(reader, 256);
	dispatch.bubbles = flags & 3;
	dispatch.cancelable = flags & 12;
	dispatch.composed = flags & 16;
	dispatch.trusted = flags & 32;
	dispatch.related = (flags & 192) == 192 ? take(reader, test->node_count) : -1;
	return dispatch;
}

struct dispatch_case dispatch_case_decode(const uint8_t *data, size_t size) {
	struct reader reader = { data, size };
	struct dispatch_case test = { .node_count = 1 + take(&reader, CASE_NODES) };
	test.listener_count = 1 + take(&reader, CASE_LISTENERS);
	test.dispatch_count = 1 + take(&reader, CASE_DISPATCHES);
	for (int i = 0; i < test.node_count; i++)
		test.nodes[i] = take_node(&reader, i);
	for (int i = 0; i < test.dispatch_count; i++)
		test.dispatches[i] = take_dispatch(&reader, &test);
	for (int i = 0; i < test.listener_count; i++)
		test.listeners[i] = take_listener(&reader, &test);
	return test;
}

void trace_add(struct trace *trace, const char *format, ...) {
	va_list args;
	va_start(args, format);
	int length = vsnprintf(
		trace->text + trace->length, sizeof(trace->text) - trace->length, format, args);
	va_end(args);
	trace->length += (size_t)length;
	if (trace->length >= sizeof(trace->text)) {
		fprintf(stderr, "a trace of more than %zu bytes\n", sizeof(trace->text));
		abort();
	}
}

static void print_case(const struct dispatch_case *test) {
	static const char *const ops[] = { "nothing", "listen", "unlisten", "abort", "destroy",
		"remove", "dispatch", "stop", "stop immediately", "prevent", "unlisten all" };
	for (int i = 0; i < test->node_count; i++)
		fprintf(stderr, "node %d: parent %d%s%s\n", i, test->nodes[i].parent,
			test->nodes[i].is_shadow_root ? ", shadow root" : "",
			test->nodes[i].activates ? ", activates" : "");
	for (int i = 0; i < test->listener_count; i++) {
		const struct case_listener *l = &test->listeners[i];
		fprintf(stderr, "listener %d: on %d, \"%s\"%s%s%s%s, signal %d, matches %#x; %s %d\n", i,
			l->node, case_types[l->type], l->capture ? ", capture" : "", l->once ? ", once" : "",
			l->passive ? ", passive" : "", l->from_start ? ", from the start" : "", l->signal,
			l->matches, ops[l->op], l->arg);
	}
	for (int i = 0; i < test->dispatch_count; i++) {
		const struct case_dispatch *d = &test->dispatches[i];
		fprintf(stderr, "dispatch %d: at %d, \"%s\", related %d%s%s%s%s\n", i, d->node,
			case_types[d->type], d->related, d->bubbles ? ", bubbles" : "",
			d->cancelable ? ", cancelable" : "", d->composed ? ", composed" : "",
			d->trusted ? ", trusted" : "");
	}
}

bool dispatch_case_agrees(const uint8_t *data, size_t size, bool print) {
	static struct trace expected, actual;
	struct dispatch_case test = dispatch_case_decode(data, size);
	expected.length = actual.length = 0;
	expected.text[0] = actual.text[0] = '\0';
	dispatch_case_run_model(&test, &expected);
	dispatch_case_run_oriel(&test, &actual);
	bool agrees = strcmp(expected.text, actual.text) == 0;
	if (!agrees && print) {
		print_case(&test);
		fprintf(stderr, "expected:\n%sactual:\n%s", expected.text, actual.text);
	}
	return agrees;
}
