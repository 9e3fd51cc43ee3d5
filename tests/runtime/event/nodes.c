/* SPDX-License-Identifier: MIT */
/*
 * The targets and listeners that the tests of this folder share. See nodes.h.
 */
#include "nodes.h"

#include "base/atom_internal.h"
#include "loop/loop_internal.h"

#include <stdlib.h>
#include <string.h>

static struct named_node *named(const oriel_target *target) {
	return (struct named_node *)(uintptr_t)target;
}

static void record(struct node *node, const char *what) {
	order_add(&named(&node->target)->world->order, "%s %s", what, named(&node->target)->name);
}

int world_setup(void **state) {
	struct world *world = calloc(1, sizeof(*world));
	world->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	*state = world;
	return 0;
}

int world_teardown(void **state) {
	struct world *world = *state;
	while (world->nodes != NULL)
		node_destroy(&world->nodes->node);
	oriel_loop_destroy(world->loop);
	while (world->marks != NULL) {
		struct mark *next = world->marks->next;
		free(world->marks);
		world->marks = next;
	}
	free(world);
	return 0;
}

struct node *node_new(struct world *world, const char *name, struct node *parent) {
	struct named_node *node = calloc(1, sizeof(*node));
	node_init(&node->node, record);
	node->world = world;
	node->name = name;
	node->node.parent = parent;
	node->next = world->nodes;
	world->nodes = node;
	return &node->node;
}

struct node *shadow_child_new(struct world *world, const char *name, struct node *host) {
	struct node *node = node_new(world, name, host);
	node->target.is_shadow_root = true;
	return node;
}

static void detach(struct world *world, struct node *node) {
	for (struct named_node **link = &world->nodes; *link != NULL;) {
		if (&(*link)->node == node) {
			*link = (*link)->next;
			continue;
		}
		if ((*link)->node.parent == node)
			(*link)->node.parent = NULL;
		link = &(*link)->next;
	}
	node->parent = NULL;
}

void node_destroy(struct node *node) {
	if (node->target.is_destroyed)
		return;
	detach(named(&node->target)->world, node);
	node_end(node);
}

const char *target_name(const oriel_target *target) {
	if (target == NULL)
		return "none";
	return oriel__target_is(target, NODE_KIND) ? named(target)->name : target->target_class->name;
}

struct mark *mark_doing(struct world *world, const char *label,
	void (*action)(oriel_event *, struct mark *), void *arg) {
	struct mark *mark = calloc(1, sizeof(*mark));
	*mark = (struct mark){
		.next = world->marks, .world = world, .label = label, .action = action, .arg = arg
	};
	world->marks = mark;
	return mark;
}

struct mark *mark(struct world *world, const char *label) {
	return mark_doing(world, label, NULL, NULL);
}

const char *phase_name(enum oriel_phase phase) {
	static const char *const names[] = { "none", "capture", "target", "bubble" };
	return names[phase];
}

void on_mark(oriel_event *event, void *data) {
	struct mark *mark = data;
	const char *space = mark->label != NULL ? " " : "";
	const char *label = mark->label != NULL ? mark->label : "";
	order_add(&mark->world->order, "%s %s%s%s", phase_name(oriel_event_phase(event)),
		target_name(oriel_event_current_target(event)), space, label);
	if (mark->action != NULL)
		mark->action(event, mark);
}

void drop_mark(void *data) {
	struct mark *mark = data;
	mark->drops++;
	assert_int_equal(mark->drops, 1);
	if (mark->label != NULL)
		order_add(&mark->world->order, "drop %s", mark->label);
}

bool fire(struct node *node, const char *type) {
	return oriel_fire(&node->target, type, .bubbles = true, .cancelable = true);
}

bool fire_trusted(struct node *node, const char *type) {
	return oriel__fire_trusted(&node->target, type, ORIEL__EVENT_BUBBLES | ORIEL__EVENT_CANCELABLE);
}

static bool matches_name(void *selector, oriel_target *item) {
	return strcmp(selector, "*") == 0 || strcmp(selector, target_name(item)) == 0;
}

oriel_listener_id delegate(struct node *node, const char *type, const char *selector,
	struct mark *mark, struct oriel_listen_options options) {
	oriel__atom key = oriel__atom_intern(
		oriel__loop_atoms(named(&node->target)->world->loop), selector);
	options.size = sizeof(options);
	oriel_listener_id id = oriel__listen_delegated("test", &node->target, type, key,
		strdup(selector), matches_name, free, on_mark, mark, &options);
	oriel__atom_unref(key);
	return id;
}

bool undelegate(
	struct node *node, const char *type, const char *selector, struct mark *mark, bool capture) {
	oriel__atom key = oriel__atom_intern(
		oriel__loop_atoms(named(&node->target)->world->loop), selector);
	bool removed = oriel__unlisten_delegated(&node->target, type, key, on_mark, mark, capture);
	oriel__atom_unref(key);
	return removed;
}
