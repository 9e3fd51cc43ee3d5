/* SPDX-License-Identifier: MIT */
/*
 * Nodes that no class was written for: elements with any name, text, and fragments. Text and fragments are widgets to all
 * that walks the tree, and nothing to what selects, styles and draws: see enum oriel__node_kind.
 */
#include <oriel/node.h>

#include "base/alloc-internal.h"
#include "base/utf8-internal.h"
#include "loop/callback-internal.h"
#include "tree/insert-internal.h"
#include "tree/mutation-internal.h"
#include "tree/state-internal.h"
#include "tree/widget-internal.h"

#include <oriel/log.h>

#include <string.h>

static const struct oriel_widget_class element_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "element",
	.size = sizeof(struct oriel_widget_base),
};

oriel_widget *oriel_element(const char *name) {
	ORIEL_ASSERT(name != NULL && name[0] != '\0', "oriel_element: it has no name; give it one, which is its type for selectors");
	return oriel__widget_new(&element_class, name, ORIEL__NODE_ELEMENT);
}

/* Fragments */

static const struct oriel_widget_class fragment_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "#fragment",
	.size = sizeof(struct oriel_widget_base),
};

oriel_widget *oriel_fragment_with(oriel_widget *const *children, size_t count) {
	oriel_widget *fragment = oriel__widget_new(&fragment_class, fragment_class.name, ORIEL__NODE_FRAGMENT);
	return oriel_append_all(fragment, children, count);
}

bool oriel_is_fragment(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &fragment_class) != NULL;
}

/* Text */

struct text {
	struct oriel_widget_base base;
	char *data; /* NULL once it is finished */
	size_t length;
};

static void text_finish(oriel_widget *widget) {
	struct text *text = (struct text *)widget;
	oriel__free(text->data);
	text->data = NULL;
	text->length = 0;
}

static const struct oriel_widget_class text_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "#text",
	.size = sizeof(struct text),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = text_finish,
};

oriel_widget *oriel_text_n(const char *data, size_t length) {
	ORIEL_ASSERT(data != NULL, "oriel_text: the data is NULL; pass \"\" for an empty one");
	oriel_widget *widget = oriel__widget_new(&text_class, text_class.name, ORIEL__NODE_TEXT);
	struct text *text = (struct text *)widget;
	text->data = oriel__utf8_copy(data, length, &text->length);
	return widget;
}

oriel_widget *oriel_text(const char *data) {
	return oriel_text_n(data, data != NULL ? strlen(data) : 0);
}

bool oriel_is_text(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &text_class) != NULL;
}

static struct text *text_of(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast(widget, &text_class, caller);
}

const char *oriel_text_data(const oriel_widget *widget) {
	const struct text *text = text_of(widget, "oriel_text_data");
	return text->data != NULL ? text->data : "";
}

size_t oriel_text_length(const oriel_widget *widget) {
	return text_of(widget, "oriel_text_length")->length;
}

bool oriel__node_is_blank(const struct oriel__node *node) {
	return node->kind == ORIEL__NODE_TEXT && oriel_text_length(oriel__widget_of(node)) == 0;
}

/* Source: DOM, "replace data". */
void oriel_text_set_data_n(oriel_widget *widget, const char *data, size_t length) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_text_set_data");
	struct text *text = text_of(widget, "oriel_text_set_data");
	ORIEL_ASSERT(data != NULL, "oriel_text_set_data: the data is NULL; pass \"\" for none");
	oriel__mutation_data(node, text->data);
	bool was_blank = text->length == 0;
	char *old = text->data;
	text->data = oriel__utf8_copy(data, length, &text->length);
	oriel__free(old);
	if (was_blank != (text->length == 0) && node->parent != NULL)
		oriel__node_children_changed(node->parent, node->previous, node->next);
}

void oriel_text_set_data(oriel_widget *widget, const char *data) {
	oriel_text_set_data_n(widget, data, data != NULL ? strlen(data) : 0);
}
