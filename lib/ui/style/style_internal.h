/* SPDX-License-Identifier: MIT */
/*
 * Bringing computed values up to date, for app/.
 */
#ifndef ORIEL_STYLE_STYLE_INTERNAL_H
#define ORIEL_STYLE_STYLE_INTERNAL_H

#include <oriel/extend/style.h>

#include "tree/node_internal.h"

/* Brings everything that is marked with STYLE up to date, marks what has to be laid out or recorded
 * again, and tells the classes, which may change anything. The tree is not told of marks meanwhile:
 * who calls this goes on to layout. */
void oriel__style_update(struct oriel__tree *tree);

#endif
