/* SPDX-License-Identifier: MIT */
/*
 * Attributes, classes and states of a node.
 */
#ifndef ORIEL_TREE_NAMES_INTERNAL_H
#define ORIEL_TREE_NAMES_INTERNAL_H

#include "tree/tree_state_internal.h"

struct oriel__attribute {
	oriel__atom name, value;
};

/* Returns the value of an attribute, "id" and "class" included, or NULL; adds no reference. */
oriel__atom oriel__node_attribute(struct oriel__node *node, oriel__atom name);
bool oriel__node_has_class(const struct oriel__node *node, oriel__atom name);
/* Sets an attribute that is neither "id" nor "class"; NULL removes it. Notifies no code. Returns
 * whether the attribute has changed. */
bool oriel__attribute_store(struct oriel__node *node, oriel__atom name, oriel__atom value);
/* Returns whether text, as the attribute "class", is within the limit of classes. */
bool oriel__classes_are_few(const char *text);
/* Replaces all classes by the classes in text; NULL removes the attribute. */
void oriel__classes_set(struct oriel__node *node, const char *text);
/* Returns the classes as text. */
oriel__atom oriel__classes_text(struct oriel__node *node);

/* Reports an error: caller was passed a name or a value over the limit. Nothing has changed. */
void oriel__names_report(const char *caller);

/* Notify style/ and the class of the widget. */
void oriel__node_tell_name(struct oriel__node *node, enum oriel__name_kind kind, oriel__atom name);
void oriel__node_tell_attribute(struct oriel__node *node, oriel__atom name);

/* Derives DISABLED for node and its descendants from their attributes and ancestors. Valid only
 * inside a hold. */
void oriel__node_update_disabled(struct oriel__node *node);

void oriel__names_free(struct oriel__node *node);

#endif
