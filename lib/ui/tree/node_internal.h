/* SPDX-License-Identifier: MIT */
/*
 * The data that Oriel keeps about a widget. A node stands in memory before the widget's own struct.
 * Programs and widgets use the oriel_widget pointer only. The node may therefore grow without
 * changing an ABI.
 *
 * Each module owns the members under its name, and other modules read them. Code that changes a
 * node marks the work to do (oriel__node_mark). A mark is set on the node, and its CHILD twin on
 * every ancestor. Each node also lists its marked children, so a frame visits only the paths to
 * marked nodes (marks_internal.h).
 */
#ifndef ORIEL_TREE_NODE_INTERNAL_H
#define ORIEL_TREE_NODE_INTERNAL_H

#include <oriel/runtime/abort.h>
#include <oriel/ui/geometry.h>
#include <oriel/extend/virtual.h>

#include <stddef.h>

#include "base/atom_internal.h"
#include "base/list_internal.h"
#include "event/target_internal.h"

struct oriel__tree;
struct oriel__marked;      /* tree/: the marked children */
struct oriel__computed;    /* style/ */
struct oriel__inline;      /* style/: inline declarations */
struct oriel__scroll;      /* layout/: only of nodes that scroll */
struct oriel__layout_cache; /* layout/ */
struct oriel__picture;     /* paint/: the display list */
struct oriel__position;    /* position_internal.h */
struct oriel__popover;     /* input/ */
struct oriel__top;         /* top_layer_internal.h */
struct oriel__observation; /* mutation_internal.h */
struct oriel__scroll_content; /* virtual_internal.h */
struct oriel__media;       /* css/ */

/* The CHILD twin of a mark is the mark shifted by ORIEL__MARK_CHILD_SHIFT. */
enum oriel__mark {
	ORIEL__MARK_STYLE = 1 << 0,    /* the computed values may differ */
	/* with STYLE: the computed values of all descendants may differ too */
	ORIEL__MARK_SUBTREE = 1 << 1,
	ORIEL__MARK_LAYOUT = 1 << 2,   /* the size or the arrangement of the children may differ */
	ORIEL__MARK_RECORD = 1 << 3,   /* the node looks different */
	ORIEL__MARK_ALL = 15,
};
#define ORIEL__MARK_CHILD_SHIFT 4

/* Only elements match selectors; a fragment has no parent. */
enum oriel__node_kind {
	ORIEL__NODE_ELEMENT,
	ORIEL__NODE_TEXT,
	ORIEL__NODE_FRAGMENT,
	/* the box of ::before or ::after: a node for style, layout and paint, which is no child */
	ORIEL__NODE_GENERATED,
};

/* The kinds of the attribute "popover". */
enum oriel__popover_kind {
	ORIEL__POPOVER_NONE, /* there is no such attribute */
	ORIEL__POPOVER_AUTO,
	ORIEL__POPOVER_HINT,
	ORIEL__POPOVER_MANUAL,
};

/* How the text of the attribute "style" is that of the inline style, which style/ has. */
enum oriel__style_attribute {
	ORIEL__STYLE_ATTRIBUTE_NONE,   /* there is no such attribute */
	ORIEL__STYLE_ATTRIBUTE_PLAIN,  /* it is the text */
	ORIEL__STYLE_ATTRIBUTE_CLOSED, /* it is the text and ";" */
	ORIEL__STYLE_ATTRIBUTE_STORED, /* it is written otherwise, and stored like any attribute */
};

/* Edges of an area, px in the border box of a node. */
struct oriel__extent {
	double left, top, right, bottom;
};

/* Members that few nodes need. */
struct oriel__rare {
	/* the shadow children, linked like children; their parent is this node */
	struct oriel__node *first_part, *last_part;
	/* style/: the boxes of ::before and ::after, whose parent is this node; may be NULL */
	struct oriel__node *before, *after;
	struct oriel__computed *backdrop; /* style/: of ::backdrop, once it was asked for */
	struct oriel__list observations; /* struct oriel__observation, in order of registration */
	uint32_t part_count;
	uint32_t text_count; /* number of text nodes among the children */
	/* layout/: the area of the node and its descendants, if that is more than its border box */
	struct oriel__extent overflow;
	struct oriel__extent tracks; /* layout/: of a grid that scrolls: the tracks, px */
	struct oriel__top *top; /* of a member of the top layer: top_layer_internal.h */
	struct oriel__position *position; /* of a node that is apart: position_internal.h */
	struct oriel__popover *popover; /* input/: once the node was shown as a popover */
	struct oriel_set_item item; /* of an item: virtual_internal.h */
	/* of a virtual container: virtual_internal.h; may be NULL */
	struct oriel__scroll_content *scroll_content;
};

/* The place and size of a widget. Places are double, because they add up over all preceding
 * widgets. */
struct oriel__box {
	double x, y;         /* px */
	float width, height; /* px */
};

struct oriel__node {
	/* must be first; its alignment is that of the widget's struct, which follows */
	_Alignas(max_align_t) struct oriel_target target;

	/* tree/ */
	/* The parent; of a shadow child, its host. oriel__node_tree_parent() stays in the tree. */
	struct oriel__node *parent;
	struct oriel__node *first_child, *last_child, *next, *previous;
	struct oriel__rare *rare; /* may be NULL */
	struct oriel__tree *tree; /* the tree of its window, or NULL */
	oriel__atom type;
	oriel__atom id; /* may be NULL */
	oriel__atom *classes;
	struct oriel__attribute *attributes;
	oriel_abort_controller *controller; /* the controller of its signal; created on demand */
	oriel_widget_id widget_id; /* created on demand; 0: none yet */
	uint32_t child_count;
	uint32_t states; /* DISABLED: the node or an ancestor is disabled */
	uint32_t holds;
	/* index + 1 in the list of nodes without a parent or a window; 0: not in the list */
	uint32_t orphan;
	uint16_t class_count, attribute_count;
	uint8_t marks; /* enum oriel__mark, and the CHILD twins */
	unsigned destroying : 1; /* the node itself, not an ancestor, is being destroyed */
	unsigned destroyed : 1;
	unsigned finished : 1; /* only holds keep its memory */
	unsigned focusable : 1;
	unsigned is_no_tab_stop : 1;
	unsigned hidden : 1;   /* the attribute */
	unsigned disabled : 1; /* the attribute */
	unsigned inert : 1;    /* the attribute */
	unsigned popover : 2;  /* enum oriel__popover_kind: the attribute */
	unsigned attached : 1; /* the class was notified that its widget is in a tree */
	unsigned has_class_attribute : 1; /* the attribute may be empty */
	unsigned style_attribute : 2; /* enum oriel__style_attribute */
	/* For layout/, which clears it: children were inserted or removed before the last child. */
	unsigned children_shuffled : 1;
	unsigned scan_marked : 1; /* the marked children are not listed */
	unsigned kind : 2; /* enum oriel__node_kind */
	/* style/: it is drawn as a layer of its stacking context: paint/order_internal.h */
	unsigned lifted : 1;
	/* Some descendant is lifted or was lifted. Every ancestor has the flag too. */
	unsigned holds_lifted : 1;
	/* style/: it is a stacking context, which no layer inside it leaves */
	unsigned stacks : 1;
	/* style/: it has no box, and its children stand in its place: layout/flow_internal.h */
	unsigned is_contents : 1;
	/* a child is or was such a node */
	unsigned holds_contents : 1;
	/* style/: it is position: fixed */
	unsigned is_fixed : 1;
	/* Some descendant is or was position: fixed. Every ancestor has the flag too. */
	unsigned holds_fixed : 1;
	/* style/: its z-index has an effect */
	unsigned has_z_index : 1;
	/* layout/: its rare->position stands in the tree's list */
	unsigned apart : 1;
	/* layout/: it stands in another box than its parent: oriel__node_container() */
	unsigned escapes : 1;
	/* it stands in the top layer: rare->top */
	unsigned on_top : 1;
	unsigned style_changed : 1;  /* style/: the class has not been notified yet */
	/* style/: the result of rules that depend on the order of its children may differ */
	unsigned style_children : 1;
	unsigned in_shadow : 1;  /* style/: the node or an ancestor is the root of a shadow tree */
	unsigned has_sheets : 1; /* style/: sheets were added to it */
	/* input/: oriel_click() is running. Source: HTML, "click in progress flag". */
	unsigned clicking : 1;
	/* The class has not been notified of changed states yet: oriel__states_hold(). */
	unsigned states_held : 1;
	/* layout/, zero without a layout cache. The two flags stand in the node, so that the shift of a
	 * row reads one cache line less. */
	unsigned moved : 1;   /* the node has moved in the tree since layout placed it */
	unsigned frame_observed : 1; /* a resize or intersection observer has had it as a target */
	unsigned watched : 1; /* each layout places the node's content: oriel__layout_watch() */

	/* style/ */
	struct oriel__computed *computed; /* reference-counted; NULL before the first */
	struct oriel__inline *inline_style; /* and hints; may be NULL */

	/* tree/: its index among the parent's marked children, if it is listed there */
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

/* Returns whether the node itself is not displayed, whatever its style says. */
static inline bool oriel__node_is_hidden(const struct oriel__node *node) {
	return node->hidden ||
		(node->popover != ORIEL__POPOVER_NONE && !(node->states & ORIEL_STATE_POPOVER_OPEN));
}

/* Returns whether the node is the root of a shadow tree. */
static inline bool oriel__node_is_shadow_child(const struct oriel__node *node) {
	return node->target.is_shadow_root;
}

/* Returns NULL for a shadow child: selectors, queries and events that are not composed stop there.
 */
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
 * The flat tree: the content of a node is its ::before, its children, its ::after, then its shadow
 * children. Style, layout, paint, hit testing, focus and destruction use the flat tree. Shadow
 * children are drawn above children. Source: CSS Scoping, "flattening".
 */
static inline struct oriel__node *oriel__node_first_flat(const struct oriel__node *node) {
	const struct oriel__rare *rare = node->rare;
	if (rare == NULL)
		return node->first_child;
	if (rare->before != NULL)
		return rare->before;
	if (node->first_child != NULL)
		return node->first_child;
	return rare->after != NULL ? rare->after : rare->first_part;
}

static inline struct oriel__node *oriel__node_last_flat(const struct oriel__node *node) {
	const struct oriel__rare *rare = node->rare;
	if (rare == NULL)
		return node->last_child;
	if (rare->last_part != NULL)
		return rare->last_part;
	if (rare->after != NULL)
		return rare->after;
	return node->last_child != NULL ? node->last_child : rare->before;
}

/* The next box of the flow behind a node: parts stand in none. */
static inline struct oriel__node *oriel__node_next_in_flow(const struct oriel__node *node) {
	if (node->next != NULL || node->parent == NULL || node->parent->rare == NULL)
		return node->next;
	const struct oriel__rare *rare = node->parent->rare;
	if (oriel__node_is_shadow_child(node) || node == rare->after)
		return NULL;
	bool is_before = node == rare->before;
	return is_before && node->parent->first_child != NULL ? node->parent->first_child : rare->after;
}

static inline struct oriel__node *oriel__node_first_in_flow(const struct oriel__node *node) {
	const struct oriel__rare *rare = node->rare;
	if (rare == NULL)
		return node->first_child;
	if (rare->before != NULL)
		return rare->before;
	return node->first_child != NULL ? node->first_child : rare->after;
}

static inline bool oriel__node_has_generated(const struct oriel__node *node) {
	return node->rare != NULL && (node->rare->before != NULL || node->rare->after != NULL);
}

/* Children and generated boxes. */
static inline uint32_t oriel__node_flow_count(const struct oriel__node *node) {
	uint32_t count = node->child_count;
	if (node->rare != NULL)
		count += (node->rare->before != NULL) + (node->rare->after != NULL);
	return count;
}

static inline struct oriel__node *oriel__node_next_flat(const struct oriel__node *node) {
	if (node->next != NULL || node->parent == NULL || node->parent->rare == NULL)
		return node->next;
	if (oriel__node_is_shadow_child(node))
		return NULL;
	struct oriel__node *next = oriel__node_next_in_flow(node);
	return next != NULL ? next : node->parent->rare->first_part;
}

static inline struct oriel__node *oriel__node_previous_flat(const struct oriel__node *node) {
	if (node->previous != NULL || node->parent == NULL || node->parent->rare == NULL)
		return node->previous;
	const struct oriel__rare *rare = node->parent->rare;
	if (node == rare->before)
		return NULL;
	bool is_part = oriel__node_is_shadow_child(node);
	if (is_part && rare->after != NULL)
		return rare->after;
	if ((is_part || node == rare->after) && node->parent->last_child != NULL)
		return node->parent->last_child;
	return rare->before;
}

/* Sets holds_fixed on the ancestors of a node that is fixed or holds a fixed node. */
static inline void oriel__node_tell_fixed(const struct oriel__node *node) {
	for (struct oriel__node *at = node->parent; at != NULL && !at->holds_fixed; at = at->parent)
		at->holds_fixed = 1;
}

/* Sets holds_lifted on the ancestors of a node that is lifted or holds a lifted node. */
static inline void oriel__node_tell_lifted(const struct oriel__node *node) {
	for (struct oriel__node *ancestor = node->parent; ancestor != NULL && !ancestor->holds_lifted;
		ancestor = ancestor->parent)
		ancestor->holds_lifted = 1;
}

/* The methods of a tree. app/ sets them; each may be NULL. */
struct oriel__tree_class {
	void (*marked)(struct oriel__tree *tree); /* a node was marked: the window requests a frame */
	/* Brings style and layout up to date, since code of the program asks for geometry. */
	void (*update)(struct oriel__tree *tree);
	/* A subtree is about to move within the tree, and keeps its state. */
	void (*moving)(struct oriel__tree *tree, struct oriel__node *node);
	/* A subtree is about to leave the tree or to be destroyed; its geometry is still valid. Ends
	 * damage, hover, focus and capture. destroying: focus is cleared without events. Runs no code
	 * of the program: states are held, and events wait for `left`. */
	void (*leaving)(struct oriel__tree *tree, struct oriel__node *node, bool destroying);
	/* Follows every `leaving`, once the subtree is out and all classes were notified. Fires the
	 * events that `leaving` has caused. */
	void (*left)(struct oriel__tree *tree);
	/* The kind of a popover that is shown has changed. Runs code of the program. */
	void (*popover_changed)(struct oriel__tree *tree, struct oriel__node *node);
};

/* The work done for the nodes of a tree since its creation. */
struct oriel__tree_counts {
	uint64_t restyled; /* style/: nodes whose computed values were recomputed */
	uint64_t laid_out; /* layout/: nodes whose content was laid out again */
};

struct oriel__tree {
	const struct oriel__tree_class *tree_class;
	struct oriel__node *root; /* set by oriel__tree_set_root() */
	oriel_window *window;
	const void *owner; /* style/: whose sheets apply, the application; NULL: those of no owner */
	oriel_target *window_target; /* the end of every path in the tree; may be NULL */
	struct oriel__list_link link; /* tree/: in the loop's list of trees with a root */
	const struct oriel__media *media; /* the media of the window; NULL: unknown */
	struct oriel__tree_counts counts;
	/* struct oriel__position, ancestors first: position_internal.h */
	struct oriel__list positions;
	/* struct oriel__top, the topmost last: top_layer_internal.h */
	struct oriel__list top_layer;
	uint64_t top_serial; /* of the last addition */
	bool must_place; /* layout/: a node that stands apart waits for its place */
	uint32_t layers; /* counts changes of which nodes are layers, and of their order */
	bool is_quiet; /* style/: a frame is in progress, so marks request none */
};

/* Marks a node. Notifies its tree if no node of the tree had such a mark. */
void oriel__node_mark(struct oriel__node *node, unsigned marks);
/* Sets only the ancestors' CHILD twins. A walk finds a node that has the mark or its twin. */
void oriel__node_mark_path(struct oriel__node *node, unsigned marks);
/* Sets the CHILD twins on the node too, so a walk finds it. Requests no frame. */
void oriel__node_mark_twin(struct oriel__node *node, unsigned marks);
/* Marks all children. */
void oriel__node_mark_children(struct oriel__node *node, unsigned marks);
/* Sets the states in mask to those in values. A destroyed node is allowed; its class is not
 * notified. */
void oriel__node_set_states(struct oriel__node *node, uint32_t mask, uint32_t values);
/*
 * Bracket changes that belong together. Classes are notified of changed states at the outermost end
 * only. So no code of the program runs while the tree, or the state of input/, is inconsistent. The
 * notification is a call of user code: afterwards nodes may be destroyed and windows closed. The
 * bracket is a hold.
 */
void oriel__states_hold(oriel_loop *loop);
void oriel__states_tell(oriel_loop *loop);
/* Makes a new node of kind GENERATED the ::before or ::after of parent. Destroying the box removes
 * it. Neither is a change of children. */
void oriel__node_link_generated(
	struct oriel__node *parent, struct oriel__node *box, bool is_after);
/* Sets the root of a tree; NULL removes it. root has no parent, and is no other tree's root. The
 * whole subtree gets the tree. The old root belongs to the caller. */
void oriel__tree_set_root(struct oriel__tree *tree, struct oriel__node *root);

/* Queues the mutation records before a change of the inline style other than by its attribute. */
void oriel__style_attribute_changes(struct oriel__node *node);
/* Follows every change of the inline style: notifies of the attribute, whose text this is. */
void oriel__style_attribute_changed(
	struct oriel__node *node, enum oriel__style_attribute form, const char *text);

/* The data of other modules that is freed with a node. */
enum oriel__node_part {
	ORIEL__NODE_PART_STYLE,
	ORIEL__NODE_PART_LAYOUT,
	ORIEL__NODE_PART_PAINT,
	ORIEL__NODE_PARTS,
};
/* Sets the function that frees a module's part of a node. A module calls this before it attaches
 * its first part on the loop; repeating the call costs nothing. The function is called for every
 * freed node, with or without a part. */
void oriel__node_set_free(
	oriel_loop *loop, enum oriel__node_part part, void (*free_part)(struct oriel__node *node));

/* Brackets a class method that may not change the tree (measure, record, hit_test). Every change in
 * between asserts. */
void oriel__tree_freeze(oriel_loop *loop, const char *method);
void oriel__tree_thaw(oriel_loop *loop);
bool oriel__tree_is_frozen(oriel_loop *loop);

#endif
