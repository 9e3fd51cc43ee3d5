/* SPDX-License-Identifier: MIT */
/*
 * Creation of nodes.
 */
#ifndef ORIEL_TREE_WIDGET_INTERNAL_H
#define ORIEL_TREE_WIDGET_INTERNAL_H

#include "tree/node_internal.h"

/* Creates a widget as oriel_widget_new() does, with a type that may differ from the class's. */
oriel_widget *oriel__widget_new(
	const struct oriel_widget_class *widget_class, const char *type, enum oriel__node_kind kind);

/* Returns whether the node is an empty text, which :empty ignores. */
bool oriel__node_is_blank(const struct oriel__node *node);

#endif
