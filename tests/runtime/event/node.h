/* SPDX-License-Identifier: MIT */
/* A target in a tree, which tells what is done to it. What tells nodes apart is in the struct that
 * begins with one. */
#ifndef ORIEL_TEST_EVENT_NODE_H
#define ORIEL_TEST_EVENT_NODE_H

#include "event/event_internal.h"
#include "event/target_internal.h"
#include "loop/callback_internal.h"

/* Nodes are targets of a library above the runtime. */
#define NODE_KIND ((enum oriel__target_kind)ORIEL__TARGET_KIND_ABOVE)

struct node {
	oriel_target target; /* first, so that one is the other's address */
	struct oriel__deferred deferred;
	void (*tell)(struct node *node, const char *what);
	struct node *parent; /* may be NULL; the host of a private root */
	bool activates;
	bool takes_default;
	bool tells_default; /* tells that it was offered a default action */
};

/* The rest is zero. */
void node_init(struct node *node, void (*tell)(struct node *node, const char *what));
/* Destroys it as a widget is: at once for listeners, its memory (free()) when nothing is on the
 * stack. Nobody may have it as parent. */
void node_end(struct node *node);

#endif
