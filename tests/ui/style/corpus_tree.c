/* SPDX-License-Identifier: MIT */
/*
 * Builds trees of the corpus. A tree has a line for every node, in tree order: its depth, its type,
 * and name=value pairs, separated by "|". A pair without a value is a state. A text is a node whose
 * type begins with a quote.
 */
#include "corpus_tree.h"

#include "corpus.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

#include <string.h>

#define CLASS(type) \
	{ .abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base) }

static const struct oriel_widget_class classes[] = { CLASS("box"), CLASS("row"), CLASS("item"),
	CLASS("b"), CLASS("i"), CLASS("input") };

static oriel_widget *element_new(const char *type) {
	size_t i = 0;
	while (strcmp(classes[i].name, type) != 0)
		assert_true(++i < sizeof(classes) / sizeof(classes[0]));
	return oriel_widget_new(&classes[i]);
}

static void element_set_state(oriel_widget *element, const char *name) {
	static const struct {
		const char *name;
		enum oriel_state state;
	} states[] = {
		{ "checked", ORIEL_STATE_CHECKED },
		{ "required", ORIEL_STATE_REQUIRED },
		{ "read-only", ORIEL_STATE_READ_ONLY },
		{ "indeterminate", ORIEL_STATE_INDETERMINATE },
		{ "placeholder-shown", ORIEL_STATE_PLACEHOLDER_SHOWN },
		{ "invalid", ORIEL_STATE_INVALID },
		{ "default", ORIEL_STATE_DEFAULT },
	};
	if (strcmp(name, "disabled") == 0) {
		oriel_set_disabled(element, true);
		return;
	}
	size_t i = 0;
	while (strcmp(states[i].name, name) != 0)
		assert_true(++i < sizeof(states) / sizeof(states[0]));
	oriel_widget_set_state(element, states[i].state, true);
}

static void element_set(oriel_widget *element, char *pair) {
	char *value = strchr(pair, '=');
	if (value == NULL) {
		element_set_state(element, pair);
		return;
	}
	*value++ = '\0';
	if (strcmp(pair, "style") == 0)
		oriel_set(element, .style = value);
	else
		oriel_set_attribute(element, pair, value);
}

/* Creates the node of a line below the last element of the depth above. */
static void tree_add(struct corpus_tree *tree, oriel_widget **path, char *line) {
	int depth = line[0] - '0';
	oriel_widget *node;
	if (line[1] == '"') {
		node = oriel_text_node(line + 2);
	} else {
		line++;
		node = element_new(corpus_cut(&line, '|'));
		while (line != NULL)
			element_set(node, corpus_cut(&line, '|'));
		assert_true(tree->count < CORPUS_MAX_ELEMENTS);
		tree->elements[tree->count++] = path[depth] = node;
	}
	if (depth > 0)
		oriel_append(path[depth - 1], node);
}

void corpus_tree_init(struct corpus_tree *tree, char *text) {
	oriel_widget *path[10];
	tree->count = 0;
	tree->loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	while (text != NULL)
		tree_add(tree, path, corpus_cut(&text, '\n'));
}

void corpus_tree_finish(struct corpus_tree *tree) {
	if (tree->loop == NULL)
		return;
	oriel_destroy(tree->elements[0]);
	oriel_loop_destroy(tree->loop);
	tree->loop = NULL;
}
