/* SPDX-License-Identifier: MIT */
/*
 * Nodes without a class of their own: elements with any name, text, and fragments. Code that walks
 * the tree treats text and fragments as widgets. Selectors, style and paint ignore them; see enum
 * oriel__node_kind.
 */
#include <oriel/ui/node.h>

#include "base/alloc_internal.h"
#include "base/shared_text_internal.h"
#include "loop/callback_internal.h"
#include "tree/insert_internal.h"
#include "tree/mutation_internal.h"
#include "tree/names_internal.h"
#include "tree/tree_state_internal.h"
#include "tree/widget_internal.h"

#include <oriel/runtime/log.h>

#include <string.h>

static const struct oriel_widget_class element_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "element",
	.size = sizeof(struct oriel_widget_base),
};

oriel_widget *oriel_element(const char *name) {
	ORIEL_ASSERT(name != NULL && name[0] != '\0',
		"oriel_element: the name is NULL or empty; pass one, which selectors use as the type");
	if (strlen(name) > ORIEL__SMALL_TEXT_MAX) {
		oriel__names_report("oriel_element");
		return NULL;
	}
	return oriel__widget_new(&element_class, name, ORIEL__NODE_ELEMENT);
}

/* ---- Fragments ---- */

static const struct oriel_widget_class fragment_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "#fragment",
	.size = sizeof(struct oriel_widget_base),
};

oriel_widget *oriel_fragment_at(const char *site, oriel_widget *const *children, size_t count) {
	oriel_widget *fragment = oriel__widget_new(
		&fragment_class, fragment_class.name, ORIEL__NODE_FRAGMENT);
	return oriel_widget_append_all_at(site, fragment, children, count);
}

bool oriel_widget_is_fragment(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &fragment_class) != NULL;
}

/* ---- Text ---- */

struct text {
	struct oriel_widget_base base;
	struct oriel__shared_text *data; /* NULL once the node is finished */
};

static void text_finish(oriel_widget *widget) {
	struct text *text = (struct text *)widget;
	oriel__shared_text_unref(text->data);
	text->data = NULL;
}

static const struct oriel_widget_class text_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "#text",
	.size = sizeof(struct text),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = text_finish,
};

/* Returns NULL, and logs an error, if memory runs out. */
static struct oriel__shared_text *copy_data(const char *data, size_t length) {
	struct oriel__shared_text *copy = oriel__shared_text_try_new(data, length);
	if (copy == NULL)
		oriel_log(ORIEL_LOG_ERROR, "no memory for a text node of %zu bytes; shorten it", length);
	return copy;
}

oriel_widget *oriel_text_node_n(const char *data, size_t length) {
	ORIEL_ASSERT(data != NULL, "oriel_text: the data is NULL; pass \"\" for an empty text");
	struct oriel__shared_text *copy = copy_data(data, length);
	if (copy == NULL)
		return NULL;
	oriel_widget *widget = oriel__widget_new(&text_class, text_class.name, ORIEL__NODE_TEXT);
	((struct text *)widget)->data = copy;
	return widget;
}

oriel_widget *oriel_text_node(const char *data) {
	return oriel_text_node_n(data, data != NULL ? strlen(data) : 0);
}

bool oriel_widget_is_text(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &text_class) != NULL;
}

static struct text *node_text_of(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &text_class);
}

const char *oriel_text_node_data(const oriel_widget *widget) {
	const struct text *text = node_text_of(widget, "oriel_text_node_data");
	return text->data != NULL ? text->data->bytes : "";
}

size_t oriel_text_node_length(const oriel_widget *widget) {
	const struct text *text = node_text_of(widget, "oriel_text_node_length");
	return text->data != NULL ? text->data->length : 0;
}

bool oriel__node_is_blank(const struct oriel__node *node) {
	return node->kind == ORIEL__NODE_TEXT && oriel_text_node_length(oriel__widget_of(node)) == 0;
}

/* Source: DOM, "replace data". */
bool oriel_text_node_set_data_n(oriel_widget *widget, const char *data, size_t length) {
	struct oriel__node *node = oriel__node_change(widget, "oriel_text_node_set_data");
	struct text *text = node_text_of(widget, "oriel_text_node_set_data");
	ORIEL_ASSERT(
		data != NULL, "oriel_text_node_set_data: the data is NULL; pass \"\" for an empty text");
	struct oriel__shared_text *copy = copy_data(data, length), *old = text->data;
	if (copy == NULL)
		return false;
	oriel__mutation_data(node, old);
	text->data = copy;
	if ((old->length == 0) != (copy->length == 0) && node->parent != NULL)
		oriel__node_children_changed(node->parent, node->previous, node->next);
	oriel__shared_text_unref(old);
	return true;
}

bool oriel_text_node_set_data(oriel_widget *widget, const char *data) {
	return oriel_text_node_set_data_n(widget, data, data != NULL ? strlen(data) : 0);
}
