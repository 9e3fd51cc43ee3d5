/* SPDX-License-Identifier: MIT */
/* Dispatch up a tree of widgets with one listener each, and delegation over 10,000 leaves. Compare
 * peers/dispatch_*.c. */
#include "peers/bench.h"

#include <oriel/runtime/loop.h>
#include <oriel/extend/widget.h>
#include <oriel/ui/selector.h>
#include <oriel/runtime/target.h>

enum { K = 1000000, LEAVES = 10000 };

static const struct oriel_widget_class node_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "node", .size = sizeof(struct oriel_widget_base),
};

static long hits;
static oriel_widget *leaves[LEAVES];

static void hit(oriel_event *event, void *data) {
	(void)event;
	(void)data;
	hits++;
}

static oriel_widget *node(oriel_widget *parent, bool listens) {
	oriel_widget *widget = oriel_widget_new(&node_class);
	if (parent)
		oriel_append(parent, widget);
	if (listens)
		oriel_listen(widget, "foo", hit, NULL);
	return widget;
}

static void depth(int levels, int reps) {
	BSample samples[16];
	char label[64];
	oriel_widget *root = node(NULL, true), *leaf = root;
	for (int i = 1; i < levels; i++)
		leaf = node(leaf, true);
	oriel_event *event = oriel_event_new("foo", .bubbles = true);
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int i = 0; i < K; i++)
			oriel_dispatch(leaf, event);
		samples[r] = bench_since(start);
	}
	snprintf(label, sizeof(label), "Oriel dispatch, depth %d", levels);
	bench_report("dispatch", label, K, samples, reps);
	for (int r = 0; r < reps; r++) {
		BSample start = bench_now();
		for (int i = 0; i < K; i++)
			oriel_fire(leaf, "foo", .bubbles = true);
		samples[r] = bench_since(start);
	}
	snprintf(label, sizeof(label), "Oriel fire (new event), depth %d", levels);
	bench_report("dispatch", label, K, samples, reps);
	oriel_event_unref(event);
	oriel_destroy(root);
}

static void over_leaves(const char *label, int reps) {
	BSample samples[16];
	oriel_event *event = oriel_event_new("foo", .bubbles = true);
	for (int r = 0; r < reps; r++) {
		uint64_t seed = 88172645463325252u;
		BSample start = bench_now();
		for (int i = 0; i < K; i++)
			oriel_dispatch(leaves[bench_rand(&seed) % LEAVES], event);
		samples[r] = bench_since(start);
	}
	bench_report("dispatch", label, K, samples, reps);
	oriel_event_unref(event);
}

static void delegation(int reps) {
	oriel_widget *root = node(NULL, true);
	for (int i = 0; i < LEAVES; i++) {
		leaves[i] = node(root, false);
		oriel_add_class(leaves[i], "leaf");
	}
	over_leaves("Oriel a listener above 10k leaves", reps);
	oriel_unlisten_all(root, NULL);
	oriel_delegate(root, "foo", ".leaf", hit, NULL);
	over_leaves("Oriel delegate by selector, 10k leaves", reps);
	oriel_destroy(root);
}

int main(void) {
	bench_pin(0);
	bench_init();
	oriel_loop *loop = oriel_loop_new();
	int reps = bench_reps(7);
	oriel_loop_begin_host(loop);
	depth(10, reps);
	depth(100, reps);
	delegation(reps);
	oriel_loop_end_host(loop);
	oriel_loop_destroy(loop);
	fprintf(stderr, "%ld\n", hits);
}
