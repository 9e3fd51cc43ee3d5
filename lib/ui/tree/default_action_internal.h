/* SPDX-License-Identifier: MIT */
/*
 * The default actions of widget classes.
 */
#ifndef ORIEL_TREE_DEFAULT_ACTION_INTERNAL_H
#define ORIEL_TREE_DEFAULT_ACTION_INTERNAL_H

#include "tree/node_internal.h"

struct oriel__tree_state;

/* Registers the class with its loop. Asserts that its table is valid; the message names
 * oriel_widget_new(). */
void oriel__default_actions_add(
	struct oriel__tree_state *state, const struct oriel_widget_class *widget_class);
void oriel__default_actions_finish(struct oriel__tree_state *state);

/* Runs the action of node's class for this type of event, if there is one. Returns whether the
 * action took the event. */
bool oriel__default_action_run(struct oriel__node *node, oriel_event *event);

#endif
