/* SPDX-License-Identifier: MIT */
/*
 * Making nodes, for this module.
 */
#ifndef ORIEL_TREE_WIDGET_INTERNAL_H
#define ORIEL_TREE_WIDGET_INTERNAL_H

#include "tree/node_internal.h"

/* As oriel_widget_new(), with a type that may be another than the class's. */
oriel_widget *oriel__widget_new(
	const struct oriel_widget_class *widget_class, const char *type, enum oriel__node_kind kind);

/* Whether it is text without any: to :empty it is not there. */
bool oriel__node_is_blank(const struct oriel__node *node);

#endif
