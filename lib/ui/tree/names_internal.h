/* SPDX-License-Identifier: MIT */
/*
 * Attributes, classes and states of a node, for this module.
 */
#ifndef ORIEL_TREE_NAMES_INTERNAL_H
#define ORIEL_TREE_NAMES_INTERNAL_H

#include "tree/tree_state_internal.h"

struct oriel__attribute {
	oriel__atom name, value;
};

/* The value of an attribute, "id" and "class" included, or NULL; no reference. */
oriel__atom oriel__node_attribute(struct oriel__node *node, oriel__atom name);
bool oriel__node_has_class(const struct oriel__node *node, oriel__atom name);
/* Sets or removes (NULL) one that is neither "id" nor "class"; notifies no code. Returns whether
 * something changed. */
bool oriel__attribute_store(struct oriel__node *node, oriel__atom name, oriel__atom value);
/* Whether text, as the attribute "class", has no more classes than a widget may have. */
bool oriel__classes_are_few(const char *text);
/* Replaces all classes by those in text; NULL removes the attribute. */
void oriel__classes_set(struct oriel__node *node, const char *text);
/* The classes as text. */
oriel__atom oriel__classes_text(struct oriel__node *node);

/* Reports that caller was given more text, or more classes, than the names of a widget may have;
 * nothing has changed. */
void oriel__names_report(const char *caller);

/* Tell style/, and the class of the widget. */
void oriel__node_tell_name(struct oriel__node *node, enum oriel__name_kind kind, oriel__atom name);
void oriel__node_tell_attribute(struct oriel__node *node, oriel__atom name);

/* Makes node and everything in it as disabled as attributes and ancestors say. Only inside a hold.
 */
void oriel__node_update_disabled(struct oriel__node *node);

void oriel__names_free(struct oriel__node *node);

#endif
