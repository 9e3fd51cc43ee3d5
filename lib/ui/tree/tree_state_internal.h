/* SPDX-License-Identifier: MIT */
/*
 * The state of this module per loop, and the checks before every change of a widget.
 */
#ifndef ORIEL_TREE_TREE_STATE_INTERNAL_H
#define ORIEL_TREE_TREE_STATE_INTERNAL_H

#include "base/list_internal.h"
#include "base/slot_map_internal.h"
#include "event/event_state_internal.h"
#include "loop/census_internal.h"
#include "loop/loop_internal.h"
#include "tree/node_internal.h"
#include "tree/node_list_internal.h"
#include "tree/style_hooks_internal.h"

struct oriel__default_actions;
struct oriel__observer;
struct oriel__selector_cache;

enum { ORIEL__LIST_RESULTS = 4096 };

/* A result of selector_match.c: whether a node matches a list inside a selector. */
struct oriel__list_result {
	const void *list;
	const struct oriel__node *node, *anchor, *host;
	uint64_t epoch;
	bool does_match;
};

struct oriel__tree_state {
	oriel_loop *loop;
	struct oriel__list_result *list_results; /* a hash; NULL until used */
	uint64_t query_count; /* matches of queries */
	struct oriel__census_source census;
	struct oriel__slot_map ids; /* of the widgets whose id was read */
	struct oriel__node_list orphans; /* nodes without a parent or a window */
	struct oriel__node_list virtuals; /* nodes whose class has the method realise */
	/* memory for a layout's list; empty while the list is in use */
	struct oriel__node_list layout_list;
	void (*free_part[ORIEL__NODE_PARTS])(struct oriel__node *node);
	const struct oriel__style_hooks *style; /* NULL until style/ sets them */
	struct oriel__selector_cache *selectors;
	struct oriel__default_actions *default_actions; /* a hash by class */
	/* classes with a sheet of which a widget was created */
	const struct oriel_widget_class **sheet_classes;
	size_t sheet_class_count, sheet_class_capacity;
	struct oriel__list trees; /* struct oriel__tree: trees with a root */
	oriel__atom id_name, class_name, hidden_name, disabled_name, part_name, exports_name,
		style_name, inert_name, popover_name;
	/* Mutation observers. */
	struct oriel__slot_map observer_ids;
	struct oriel__list observers; /* struct oriel__observer, in order of creation */
	size_t observation_count;
	bool is_mutation_scheduled;
	/* Pending notifications of changed states; see widget_state.c. */
	unsigned states_held;
	struct oriel__state_changes {
		struct oriel__state_change *items;
		size_t count, capacity;
	} state_changes;
	unsigned frozen;
	const char *frozen_method;
	/* Numbers of changes: a cached result is valid only for the same number. */
	uint64_t structure_version; /* of the positions of nodes */
	uint64_t version;           /* of anything that a selector can test */
	uint64_t freed_version;     /* of the nodes and selectors that exist, for pointers to them */
	struct oriel__node *renamed; /* the last node with a changed name or state; or NULL */
	struct {                    /* the last index that was counted */
		const struct oriel__node *node;
		size_t index;
		uint64_t version; /* structure_version */
	} nth;
};

/* Returns the loop's state; the first call creates it. */
struct oriel__tree_state *oriel__tree_state(oriel_loop *loop);

static inline oriel_loop *oriel__node_loop(const struct oriel__node *node) {
	return node->target.state->loop;
}

/* Returns the node of widget. Asserts, naming caller, that widget is neither NULL nor destroyed,
 * and that this is its thread. Also asserts that no method is running that may not change the tree.
 */
struct oriel__node *oriel__node_change(const oriel_widget *widget, const char *caller);
/* Returns the node of a widget that is only read; NULL for NULL. Asserts that this is its thread.
 */
static inline struct oriel__node *oriel__node_read(const oriel_widget *widget, const char *caller) {
	if (widget == NULL)
		return NULL;
	struct oriel__node *node = oriel__node_of(widget);
	oriel__loop_check(oriel__node_loop(node), caller);
	return node;
}

static inline oriel_widget *oriel__widget_or_null(const struct oriel__node *node) {
	return node != NULL ? oriel__widget_of(node) : NULL;
}

#endif
