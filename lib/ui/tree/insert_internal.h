/* SPDX-License-Identifier: MIT */
/*
 * Linking nodes, and taking them out, for this module.
 */
#ifndef ORIEL_TREE_INSERT_INTERNAL_H
#define ORIEL_TREE_INSERT_INTERNAL_H

#include "tree/node_internal.h"
#include "tree/node_list_internal.h"

/* Only links, and marks what has to be done again. reference: before which sibling; NULL: at the
 * end. */
void oriel__node_link(struct oriel__node *parent, struct oriel__node *child,
	struct oriel__node *reference, bool as_part);
void oriel__node_unlink(struct oriel__node *child);
/* Who stands around the children of parent, or how a text there counts, has changed. Either
 * neighbour may be NULL. */
void oriel__node_children_changed(
	struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after);

/* Makes tree that of the whole subtree, and adds the nodes to told whose classes are to be told;
 * tree may be NULL. */
void oriel__node_set_tree(
	struct oriel__node *root, struct oriel__tree *tree, struct oriel__node_list *told);
/* Tells the classes whether their widgets are in a window's tree now; they may change anything.
 * Frees the list. */
void oriel__attachments_tell(struct oriel__node_list *told);

enum oriel__detach {
	ORIEL__DETACH_DESTROYING = 1,
	ORIEL__DETACH_UNRECORDED = 2, /* the caller queues the mutation record */
};
/* Takes the node out of its parent. The window and the classes are told once it is out. Without a
 * parent nothing happens. Only inside a hold. */
void oriel__node_detach(struct oriel__node *node, unsigned flags);

/* A call that inserts: the public function, and its place in the program. Without a place a refusal
 * is not reported. */
struct oriel__insertion {
	const char *caller, *site;
};
/* Reports that parent refuses child. Returns status. */
enum oriel_status oriel__insertion_refuse(const struct oriel__insertion *insertion,
	const struct oriel__node *parent, const struct oriel__node *child, enum oriel_status status,
	const char *reason);

/* Asserts that node may be inserted somewhere: it neither is nor is being destroyed. */
struct oriel__node *oriel__node_change_child(const oriel_widget *child, const char *caller);
/* Whether parent may hold child. Source: DOM, "ensure pre-insertion validity" step 2. */
bool oriel__node_would_be_cycle(const struct oriel__node *parent, const struct oriel__node *child);

/* Widgets without a parent or a window, which are destroyed when their loop ends. */
void oriel__orphan_add(struct oriel__node *node);
void oriel__orphan_remove(struct oriel__node *node); /* harmless if it is none */
void oriel__orphans_finish(oriel_loop *loop);

#endif
