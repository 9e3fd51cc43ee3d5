/* SPDX-License-Identifier: MIT */
/*
 * Trees of the corpus in tests/ui/style/corpus as widgets.
 */
#ifndef ORIEL_TESTS_CORPUS_TREE_H
#define ORIEL_TESTS_CORPUS_TREE_H

#include <oriel/runtime/types.h>
#include <oriel/ui/widget.h>

#include <stddef.h>

enum { CORPUS_MAX_ELEMENTS = 32 };

struct corpus_tree {
	oriel_loop *loop;
	oriel_widget *elements[CORPUS_MAX_ELEMENTS]; /* in tree order, the root first */
	size_t count;
};

/* Creates the widgets of a line of kind "tree", on a loop of their own. Changes the text. */
void corpus_tree_init(struct corpus_tree *tree, char *text);
/* Destroys widgets and loop. All zeros is a tree without either. */
void corpus_tree_finish(struct corpus_tree *tree);

#endif
