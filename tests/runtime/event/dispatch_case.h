/* SPDX-License-Identifier: MIT */
/**
 * @file A dispatch case: a forest of targets, listeners that act, and dispatches, all decoded from
 * bytes, so that any bytes are a case. It is run by the library and by a slow, simple model of the
 * DOM standard. Both write a trace of what happened.
 */
#ifndef ORIEL_TEST_EVENT_DISPATCH_CASE_H
#define ORIEL_TEST_EVENT_DISPATCH_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	CASE_NODES = 8,
	CASE_LISTENERS = 12,
	CASE_DISPATCHES = 4,
	CASE_SIGNALS = 2,
	CASE_CALLS = 40,
	CASE_DEPTH = 3
};

enum case_op {
	OP_NONE,
	OP_LISTEN,
	OP_UNLISTEN,
	OP_ABORT,
	OP_DESTROY,
	OP_REMOVE, /* removes a node from the tree */
	OP_DISPATCH,
	OP_STOP,
	OP_STOP_IMMEDIATE,
	OP_PREVENT,
	OP_UNLISTEN_ALL,
	OP_COUNT,
};

struct case_node {
	int parent;          /* -1: none */
	bool is_shadow_root; /* a root of its parent's shadow tree */
	bool activates;
};

struct case_listener {
	int node, type;
	bool capture, once, passive, delegated, from_start;
	int signal;       /* -1: none */
	unsigned matches; /* for a delegated listener: one bit for each node */
	enum case_op op;
	int arg; /* number of a listener, signal, node or dispatch */
};

struct case_dispatch {
	int node, type;
	int related; /* -1: none */
	bool bubbles, cancelable, composed, trusted;
};

struct dispatch_case {
	int node_count, listener_count, dispatch_count;
	struct case_node nodes[CASE_NODES];
	struct case_listener listeners[CASE_LISTENERS];
	struct case_dispatch dispatches[CASE_DISPATCHES];
};

/** A growing text of what happened. */
struct trace {
	char text[65536];
	size_t length;
};

void trace_add(struct trace *trace, const char *format, ...);

extern const char *const case_types[3];

struct dispatch_case dispatch_case_decode(const uint8_t *data, size_t size);
void dispatch_case_run_model(const struct dispatch_case *test, struct trace *trace);
void dispatch_case_run_oriel(const struct dispatch_case *test, struct trace *trace);

/**
 * Runs the library and the model. Returns whether their traces are equal. If not, and if print is
 * set, prints the case and both traces to standard error.
 */
bool dispatch_case_agrees(const uint8_t *data, size_t size, bool print);

#endif
