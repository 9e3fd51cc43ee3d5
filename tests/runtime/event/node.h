/* SPDX-License-Identifier: MIT */
/* Targets in a tree, which report the calls of their class. A struct that begins with a node adds
 * what identifies it. */
#ifndef ORIEL_TEST_EVENT_NODE_H
#define ORIEL_TEST_EVENT_NODE_H

#include "event/event_internal.h"
#include "event/target_internal.h"
#include "loop/callback_internal.h"

/* Nodes have a kind of a library above the runtime. */
#define NODE_KIND ((enum oriel__target_kind)ORIEL__TARGET_KIND_ABOVE)

struct node {
	oriel_target target; /* first member, so that both structs have one address */
	struct oriel__deferred deferred;
	void (*report)(struct node *node, const char *what);
	struct node *parent; /* may be NULL; for the root of a shadow tree: the host */
	bool activates;
	bool takes_default;
	bool reports_default; /* reports the offer of a default action */
};

/* Initialises a node; all other fields are zero. */
void node_init(struct node *node, void (*report)(struct node *node, const char *what));
/* Destroys a node as a widget is destroyed: its listeners at once, its memory (free()) when nothing
 * is on the stack. The node must have no children. */
void node_end(struct node *node);

#endif
