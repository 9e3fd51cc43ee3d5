/* SPDX-License-Identifier: MIT */
/*
 * Linking and unlinking nodes.
 */
#ifndef ORIEL_TREE_INSERT_INTERNAL_H
#define ORIEL_TREE_INSERT_INTERNAL_H

#include "tree/node_internal.h"
#include "tree/node_list_internal.h"

/* Only links the nodes, and marks the work to do. reference: the next sibling; NULL: at the end. */
void oriel__node_link(struct oriel__node *parent, struct oriel__node *child,
	struct oriel__node *reference, bool as_part);
void oriel__node_unlink(struct oriel__node *child);
/* Notifies style that the children of parent, or its text, have changed between two siblings.
 * Either sibling may be NULL. */
void oriel__node_children_changed(
	struct oriel__node *parent, struct oriel__node *before, struct oriel__node *after);

/* Sets the tree of the whole subtree, and adds to told the nodes whose classes have to be notified.
 * tree may be NULL. */
void oriel__node_set_tree(
	struct oriel__node *root, struct oriel__tree *tree, struct oriel__node_list *told);
/* Notifies each class whether its widget is in a window's tree now. Classes may change anything.
 * Frees the list. */
void oriel__attachments_tell(struct oriel__node_list *told);

enum oriel__detach {
	ORIEL__DETACH_DESTROYING = 1,
	ORIEL__DETACH_UNRECORDED = 2, /* the caller queues the mutation record */
};
/* Removes the node from its parent, then notifies the window and the classes. Does nothing without
 * a parent. Valid only inside a hold. */
void oriel__node_detach(struct oriel__node *node, unsigned flags);

/* An insertion: the public function, and its place in the program. Without a place a refusal is not
 * reported. */
struct oriel__insertion {
	const char *caller, *site;
};
/* Reports that parent refuses child. Returns status. */
enum oriel_status oriel__insertion_refuse(const struct oriel__insertion *insertion,
	const struct oriel__node *parent, const struct oriel__node *child, enum oriel_status status,
	const char *reason);

/* Asserts that node may be inserted somewhere: it neither is nor is being destroyed. */
struct oriel__node *oriel__node_change_child(const oriel_widget *child, const char *caller);
/* Returns whether child contains parent. Source: DOM, "ensure pre-insertion validity" step 2. */
bool oriel__node_would_be_cycle(const struct oriel__node *parent, const struct oriel__node *child);

/* Widgets without a parent or a window. The end of their loop destroys them. */
void oriel__orphan_add(struct oriel__node *node);
void oriel__orphan_remove(struct oriel__node *node); /* does nothing if node is not in the list */
void oriel__orphans_finish(oriel_loop *loop);

#endif
