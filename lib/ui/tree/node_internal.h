/* SPDX-License-Identifier: MIT */
/*
 * The data that Oriel keeps about a widget. A node stands in memory before the widget's own struct.
 * An oriel_widget pointer is thus the only pointer in use, widgets do not depend on the node, and
 * the node may grow without changing an ABI.
 *
 * Each module owns the members under its name, and other modules read them. Code that changes a
 * node marks the work to do (oriel__node_mark). A mark is set on the node, and its CHILD twin on
 * every ancestor. Ancestors also know their marked children, so that a frame visits only the paths
 * to marked nodes (marks_internal.h).
 */
#ifndef ORIEL_TREE_NODE_INTERNAL_H
#define ORIEL_TREE_NODE_INTERNAL_H

#include <oriel/runtime/abort.h>
#include <oriel/ui/geometry.h>
#include <oriel/extend/widget.h>

#include <stddef.h>

#include "base/atom_internal.h"
#include "base/list_internal.h"
#include "event/target_internal.h"

struct oriel__tree;
struct oriel__marked;      /* tree/: the marked children */
struct oriel__computed;    /* style/ */
struct oriel__inline;      /* style/: inline declarations */
struct oriel__scroll;      /* layout/: only of those that scroll */
struct oriel__layout_cache; /* layout/ */
struct oriel__picture;     /* paint/: the display list */
struct oriel__position;    /* position_internal.h */
struct oriel__top;         /* top_layer_internal.h */
struct oriel__observation; /* mutation_internal.h */
struct oriel__media;       /* css/ */

/* The CHILD twin of a mark is the mark shifted by ORIEL__MARK_CHILD_SHIFT. */
enum oriel__mark {
	ORIEL__MARK_STYLE = 1 << 0,    /* its computed values may differ */
	ORIEL__MARK_SUBTREE = 1 << 1,  /* so may those of everything in it (with STYLE) */
	ORIEL__MARK_LAYOUT = 1 << 2,   /* its size, or how its children stand, may differ */
	ORIEL__MARK_RECORD = 1 << 3,   /* it looks different */
	ORIEL__MARK_ALL = 15,
};
#define ORIEL__MARK_CHILD_SHIFT 4

/* Only elements match selectors and are displayed; a fragment stands nowhere. */
enum oriel__node_kind {
	ORIEL__NODE_ELEMENT,
	ORIEL__NODE_TEXT,
	ORIEL__NODE_FRAGMENT,
};

/* What few nodes have. */
struct oriel__rare {
	/* linked like children; their parent is this node */
	struct oriel__node *first_part, *last_part;
	struct oriel__list observations; /* struct oriel__observation, in order of registration */
	uint32_t part_count;
	uint32_t text_count; /* of its children that are text */
	struct oriel__top *top; /* of a member of the top layer: top_layer_internal.h */
	struct oriel__position *position; /* of a node that is apart: position_internal.h */
};

/* Where a widget is. Places are double, since they add up over all that stands before it; sizes are
 * what widgets ask for. */
struct oriel__box {
	double x, y;         /* px */
	float width, height; /* px */
};

struct oriel__node {
	/* must be first; the widget's struct, which follows, is as aligned */
	_Alignas(max_align_t) struct oriel_target target;

	/* tree/ */
	/* a part's is its host; oriel__node_tree_parent() stays in the tree */
	struct oriel__node *parent;
	struct oriel__node *first_child, *last_child, *next, *previous;
	struct oriel__rare *rare; /* may be NULL */
	struct oriel__tree *tree; /* of its window, or NULL */
	oriel__atom type;
	oriel__atom id; /* may be NULL */
	oriel__atom *classes;
	struct oriel__attribute *attributes;
	oriel_abort_controller *controller; /* of its signal; made on demand */
	oriel_widget_id widget_id; /* made on demand; 0: none yet */
	uint32_t child_count;
	uint32_t states; /* DISABLED: it or an ancestor is */
	uint32_t holds;
	uint32_t orphan; /* index + 1 among those without a parent or a window; 0: it has one */
	uint16_t class_count, attribute_count;
	uint8_t marks; /* enum oriel__mark, and the CHILD twins */
	unsigned destroying : 1; /* it, and not an ancestor, is being destroyed */
	unsigned destroyed : 1;
	unsigned finished : 1; /* only holds keep its memory */
	unsigned focusable : 1;
	unsigned hidden : 1;   /* the attribute */
	unsigned disabled : 1; /* the attribute */
	unsigned inert : 1;    /* the attribute */
	unsigned attached : 1; /* its class was told that it is in a tree */
	unsigned has_class_attribute : 1; /* perhaps with no class in it */
	/* for layout/, which clears it: children came or went elsewhere than at the end */
	unsigned children_shuffled : 1;
	unsigned scan_marked : 1; /* which children are marked is not listed */
	unsigned kind : 2; /* enum oriel__node_kind */
	/* style/: it is drawn as a layer of its stacking context: paint/order_internal.h */
	unsigned lifted : 1;
	/* some node in it is lifted, or was; so it is set on every ancestor too */
	unsigned holds_lifted : 1;
	/* style/: it is a stacking context, which no layer inside it leaves */
	unsigned stacks : 1;
	/* layout/: its rare->position stands in the tree's list */
	unsigned apart : 1;
	/* layout/: it stands in another box than its parent: oriel__node_container() */
	unsigned escapes : 1;
	/* it stands in the top layer: rare->top */
	unsigned on_top : 1;
	unsigned style_changed : 1;  /* style/: its class has not been told yet */
	/* style/: what rules say of its children by their order may differ */
	unsigned style_children : 1;
	unsigned in_shadow : 1;  /* style/: it, or an ancestor, is the root of a shadow tree */
	unsigned has_sheets : 1; /* style/: sheets were added to it */
	/* input/: oriel_click() runs. Source: HTML, "click in progress flag" */
	unsigned clicking : 1;
	/* its class has not been told of its states yet: oriel__states_hold() */
	unsigned states_held : 1;
	/* layout/, zero without a layout cache. The two flags stand in the node, so that the shift of a
	 * row reads one cache line less. */
	unsigned moved : 1;   /* the node has moved in the tree since layout placed it */
	unsigned watched : 1; /* each layout places the node's content: oriel__layout_watch() */

	/* style/ */
	struct oriel__computed *computed; /* reference-counted; NULL before the first */
	struct oriel__inline *inline_style; /* and hints; may be NULL */

	/* tree/: its place among the parent's marked children, if it is listed there */
	uint32_t marked_at;

	/* layout/ */
	/* border box in the border box of oriel__node_container(), px, before scrolling */
	struct oriel__box rect;
	struct oriel__layout_cache *layout_cache; /* may be NULL */
	struct oriel__scroll *scroll; /* may be NULL */

	/* paint/ */
	struct oriel__picture *picture; /* may be NULL */

	struct oriel__marked *marked; /* tree/: may be NULL */
};

static inline struct oriel__node *oriel__node_of(const oriel_widget *widget) {
	return (struct oriel__node *)(uintptr_t)widget - 1;
}

static inline oriel_widget *oriel__widget_of(const struct oriel__node *node) {
	return (oriel_widget *)(uintptr_t)(node + 1);
}

static inline const struct oriel_widget_class *oriel__node_class(const struct oriel__node *node) {
	return oriel__widget_of(node)->widget_class;
}

/* Whether it is the root of a private subtree. */
static inline bool oriel__node_is_shadow_child(const struct oriel__node *node) {
	return node->target.is_shadow_root;
}

/* NULL for a part: what selectors, queries and events that are not composed may see ends there. */
static inline struct oriel__node *oriel__node_tree_parent(const struct oriel__node *node) {
	return oriel__node_is_shadow_child(node) ? NULL : node->parent;
}

static inline struct oriel__node *oriel__node_first_shadow_child(const struct oriel__node *node) {
	return node->rare != NULL ? node->rare->first_part : NULL;
}

static inline struct oriel__node *oriel__node_last_shadow_child(const struct oriel__node *node) {
	return node->rare != NULL ? node->rare->last_part : NULL;
}

static inline uint32_t oriel__node_element_count(const struct oriel__node *node) {
	return node->rare != NULL ? node->child_count - node->rare->text_count : node->child_count;
}

/* The nearest element at or before node among its siblings, or NULL. */
static inline struct oriel__node *oriel__node_element_back(struct oriel__node *node) {
	while (node != NULL && node->kind != ORIEL__NODE_ELEMENT)
		node = node->previous;
	return node;
}

static inline struct oriel__node *oriel__node_element_ahead(struct oriel__node *node) {
	while (node != NULL && node->kind != ORIEL__NODE_ELEMENT)
		node = node->next;
	return node;
}

/*
 * The flat tree: what is in a node are its children, then its parts. Styled, laid out, drawn (parts
 * over children), hit, focused and destroyed is the flat tree. Source: CSS Scoping, "flattening".
 */
static inline struct oriel__node *oriel__node_first_flat(const struct oriel__node *node) {
	return node->first_child != NULL ? node->first_child : oriel__node_first_shadow_child(node);
}

static inline struct oriel__node *oriel__node_last_flat(const struct oriel__node *node) {
	struct oriel__node *last = oriel__node_last_shadow_child(node);
	return last != NULL ? last : node->last_child;
}

static inline struct oriel__node *oriel__node_next_flat(const struct oriel__node *node) {
	bool is_last_child = node->next == NULL && node->parent != NULL &&
		!oriel__node_is_shadow_child(node);
	return is_last_child ? oriel__node_first_shadow_child(node->parent) : node->next;
}

static inline struct oriel__node *oriel__node_previous_flat(const struct oriel__node *node) {
	bool is_first_part = node->previous == NULL && oriel__node_is_shadow_child(node);
	return is_first_part ? node->parent->last_child : node->previous;
}

/* Tells the ancestors of a node which is lifted, or holds one that is. */
static inline void oriel__node_tell_lifted(const struct oriel__node *node) {
	for (struct oriel__node *ancestor = node->parent; ancestor != NULL && !ancestor->holds_lifted;
		ancestor = ancestor->parent)
		ancestor->holds_lifted = 1;
}

/* What hangs below a window. Embedded in it; the hooks are app/'s, and each may be NULL. */
struct oriel__tree_class {
	void (*marked)(struct oriel__tree *tree); /* something is marked: ask for a frame */
	/* A subtree, which still stands, is about to move within the tree and keeps its state. */
	void (*moving)(struct oriel__tree *tree, struct oriel__node *node);
	/* A subtree is about to leave (also to be destroyed); it still stands, with its geometry.
	 * Damage, hover, focus, capture. destroying: focus goes silently. Runs no code of the program:
	 * states are held, and events wait for `left`. */
	void (*leaving)(struct oriel__tree *tree, struct oriel__node *node, bool destroying);
	/* Follows every `leaving`, once the subtree is out and every class was told: fires what the
	 * leaving gave rise to. */
	void (*left)(struct oriel__tree *tree);
};

/* The work that nodes of a tree have taken, since the tree was made. */
struct oriel__tree_counts {
	uint64_t restyled; /* style/: nodes whose computed values were made again */
	uint64_t laid_out; /* layout/: nodes whose content was placed again */
};

struct oriel__tree {
	const struct oriel__tree_class *tree_class;
	struct oriel__node *root; /* by oriel__tree_set_root() */
	oriel_window *window;
	oriel_target *window_target; /* the end of every path in the tree; may be NULL */
	struct oriel__list_link link; /* tree/: of the loop's trees that have a root */
	const struct oriel__media *media; /* the window's; NULL: nothing is known of it */
	struct oriel__tree_counts counts;
	/* struct oriel__position, ancestors first: position_internal.h */
	struct oriel__list positions;
	/* struct oriel__top, the topmost last: top_layer_internal.h */
	struct oriel__list top_layer;
	uint64_t top_serial; /* of the last addition */
	bool must_place; /* layout/: a node that stands apart waits for its place */
	bool is_quiet; /* style/: a frame is being made, and none has to be requested */
};

/* Marks a node; tells its tree when that had no such mark anywhere. */
void oriel__node_mark(struct oriel__node *node, unsigned marks);
/* Sets only the ancestors' CHILD twins. A walk finds the node if it has the mark or its twin. */
void oriel__node_mark_path(struct oriel__node *node, unsigned marks);
/* Sets the CHILD twins on the node too, so that a walk finds it. Asks for no frame. */
void oriel__node_mark_twin(struct oriel__node *node, unsigned marks);
/* Marks all children. */
void oriel__node_mark_children(struct oriel__node *node, unsigned marks);
/* Sets the states in mask to those in values; allowed on a destroyed node, whose class is not told.
 */
void oriel__node_set_states(struct oriel__node *node, uint32_t mask, uint32_t values);
/*
 * Brackets changes that belong together. Between the two calls no class is told of a change of
 * states, so that no code of the program runs while the tree, or what input/ keeps of it, is half
 * changed. The outermost end tells each node's class once; it is a call of user code, after which
 * nodes may be destroyed and windows closed. The bracket is a hold.
 */
void oriel__states_hold(oriel_loop *loop);
void oriel__states_tell(oriel_loop *loop);
/* Makes root the tree's root, which neither has a parent nor is another tree's root; NULL takes the
 * root out. Its subtree learns of it. The old root belongs to the caller. */
void oriel__tree_set_root(struct oriel__tree *tree, struct oriel__node *root);

/* What the modules above keep on a node and have to free with it. */
enum oriel__node_part {
	ORIEL__NODE_PART_STYLE,
	ORIEL__NODE_PART_LAYOUT,
	ORIEL__NODE_PART_PAINT,
	ORIEL__NODE_PARTS,
};
/* A module says how its part is freed before it first attaches something on this loop; repeating it
 * costs nothing. It is called for every node that is freed, also for those that the module never
 * saw. */
void oriel__node_set_free(
	oriel_loop *loop, enum oriel__node_part part, void (*free_part)(struct oriel__node *node));

/* Asserts that no class method that may not change the tree (measure, record, hit_test) is running,
 * around which the caller brackets with freeze and thaw. */
void oriel__tree_freeze(oriel_loop *loop, const char *method);
void oriel__tree_thaw(oriel_loop *loop);
bool oriel__tree_is_frozen(oriel_loop *loop);

#endif
