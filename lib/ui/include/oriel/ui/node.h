/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Nodes that no class was written for: elements with any name, text, and fragments.
 *
 * They are widgets to every function of widget.h. An element is laid out as a box. Text is neither
 * styled nor drawn: it carries data in the tree, for bindings and for programs that keep documents
 * there. It counts as a child (oriel_first_child(), oriel_child_count() …), and is passed over by
 * selectors, as in the DOM. A fragment only carries children.
 *
 * Thread: loop. Errors: NULL or false, as is logged or reported, for a name that is too long and
 * for text without memory. Source: DOM, "nodes".
 */
#ifndef ORIEL_UI_NODE_H
#define ORIEL_UI_NODE_H

#include <oriel/ui/widget.h>

ORIEL_BEGIN

/**
 * Makes a widget of any type, with no behaviour of its own.
 * @param name its type for selectors, e.g. "article"; copied, not empty
 * @return owned by the caller until it is inserted; NULL, with ORIEL_QUOTA_EXCEEDED_ERROR reported,
 * if the name is longer than 65,535 bytes
 */
ORIEL_API oriel_widget *oriel_element(const char *name);

/**
 * Makes a fragment of children: inserting it inserts them, in order and at once, and leaves the
 * fragment empty, to its owner. It has no parent, and no selector matches it. NULL children are
 * skipped.
 * @return owned by the caller; oriel_destroy()
 * Source: DOM, "interface DocumentFragment".
 */
ORIEL_API oriel_widget *oriel_fragment_at(
	const char *site, oriel_widget *const *children, size_t count);
#define oriel_fragment(...) oriel_fragment_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
ORIEL_API bool oriel_widget_is_fragment(const oriel_widget *widget);

/**
 * Makes text, which has no children.
 * @param data copied; may be empty
 * @return owned by the caller until it is inserted; NULL, as is logged, if there is no memory
 */
ORIEL_API oriel_widget *oriel_text_node(const char *data);
/** As oriel_text_node(). @param data length bytes, which may hold NULs */
ORIEL_API oriel_widget *oriel_text_node_n(const char *data, size_t length);
ORIEL_API bool oriel_widget_is_text(const oriel_widget *widget);
/** @return what a text says, NUL-terminated, borrowed until it is set again. Asserts on what is no
 * text, as all below. */
ORIEL_API const char *oriel_text_node_data(const oriel_widget *widget);
/** @return how long that is, bytes */
ORIEL_API size_t oriel_text_node_length(const oriel_widget *widget);
/** @param data copied. @return false, as is logged, if there is no memory: then it says what it
 * said */
ORIEL_API bool oriel_text_node_set_data(oriel_widget *widget, const char *data);
/** As oriel_text_node_set_data(). @param data length bytes, which may hold NULs */
ORIEL_API bool oriel_text_node_set_data_n(oriel_widget *widget, const char *data, size_t length);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_fragment_at)

#endif
