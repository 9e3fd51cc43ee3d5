/* SPDX-License-Identifier: MIT */
/* Targets in a tree. See node.h. */
#include "node.h"

#include <oriel/runtime/loop.h>
#include <stddef.h>
#include <stdlib.h>

static oriel_target *get_parent(oriel_target *target, const oriel_event *event) {
	return (oriel_target *)((struct node *)target)->parent;
}

static oriel_target *get_host(oriel_target *target) {
	return (oriel_target *)((struct node *)target)->parent;
}

static void node_report(oriel_target *target, const char *what) {
	struct node *node = (struct node *)target;
	node->report(node, what);
}

static bool has_activation(oriel_target *target) {
	return ((struct node *)target)->activates;
}

static uint64_t pre_activate(oriel_target *target, oriel_event *event) {
	node_report(target, "pre-activate");
	return (uint64_t)(uintptr_t)event;
}

static void activate(oriel_target *target, oriel_event *event) {
	node_report(target, "activate");
}

static void cancel_activate(oriel_target *target, oriel_event *event, uint64_t before) {
	node_report(target,
		before == (uint64_t)(uintptr_t)event ? "cancel-activate" :
											"cancel-activate of another dispatch");
}

static bool default_action(oriel_target *target, oriel_event *event) {
	struct node *node = (struct node *)target;
	if (node->reports_default)
		node_report(target, node->takes_default ? "takes" : "leaves");
	return node->takes_default;
}

static const struct oriel__target_class node_class = {
	.name = "node",
	.kind = NODE_KIND,
	.get_parent = get_parent,
	.get_host = get_host,
	.has_activation = has_activation,
	.pre_activate = pre_activate,
	.activate = activate,
	.cancel_activate = cancel_activate,
	.default_action = default_action,
};

void node_init(struct node *node, void (*report)(struct node *node, const char *what)) {
	oriel__target_init(&node->target, &node_class, "node_init");
	node->report = report;
}

static void finish(struct oriel__deferred *deferred) {
	struct node *node = (struct node *)(void *)((char *)deferred - offsetof(struct node, deferred));
	oriel__target_finish(&node->target);
	free(node);
}

void node_end(struct node *node) {
	oriel_loop *loop = oriel_loop_current();
	oriel__hold_begin(loop);
	oriel__target_destroy(&node->target);
	oriel__defer(loop, &node->deferred, finish);
	oriel__hold_end(loop);
}
