/* SPDX-License-Identifier: MIT */
/**
 * @file A world of named targets in trees, and listeners that record their calls.
 *
 * A test begins with world_setup() and ends with world_teardown(). The latter destroys what is
 * left, and checks that the release function of each mark has run exactly once.
 */
#ifndef ORIEL_TEST_EVENT_NODES_H
#define ORIEL_TEST_EVENT_NODES_H

#include "node.h"
#include "test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/loop.h>

struct world {
	oriel_loop *loop;
	struct order order;
	struct named_node *nodes;
	struct mark *marks;
};

struct named_node {
	struct node node; /* first member, so that both structs have one address */
	struct named_node *next;
	struct world *world;
	const char *name;
};

/**
 * The data of a listener. The listener records "<phase> <current target>", then the label if there
 * is one, and then calls action.
 */
struct mark {
	struct mark *next;
	struct world *world;
	const char *label; /**< may be NULL */
	void (*action)(oriel_event *event, struct mark *mark); /**< may be NULL */
	void *arg;
	int drops;
};

int world_setup(void **state);
int world_teardown(void **state);

struct node *node_new(struct world *world, const char *name, struct node *parent);
/** Creates a shadow child of host. */
struct node *shadow_child_new(struct world *world, const char *name, struct node *host);
/**
 * Destroys a node as a widget is destroyed: its listeners at once, its memory when nothing is on
 * the stack.
 */
void node_destroy(struct node *node);
const char *target_name(const oriel_target *target); /**< Returns "none" for NULL. */

struct mark *mark(struct world *world, const char *label);
struct mark *mark_doing(struct world *world, const char *label,
	void (*action)(oriel_event *, struct mark *), void *arg);
void on_mark(oriel_event *event, void *data);
/**
 * A release function that counts its calls in mark->drops. Records "drop <label>" if there is a
 * label.
 */
void drop_mark(void *data);

/**
 * Adds a delegated listener. selector is the name of a node, or "*" for any.
 *
 * @param options .size is set; may be all zeros otherwise
 */
oriel_listener_id delegate(struct node *node, const char *type, const char *selector,
	struct mark *mark, struct oriel_listen_options options);
bool undelegate(
	struct node *node, const char *type, const char *selector, struct mark *mark, bool capture);

const char *phase_name(enum oriel_phase phase);

/** Fires a bubbling, cancelable event at node. */
bool fire(struct node *node, const char *type);
/** Fires a trusted, bubbling, cancelable event at node. */
bool fire_trusted(struct node *node, const char *type);

#endif
