/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Nodes without a class of their own: elements with any name, text nodes, and fragments.
 *
 * They are widgets to all functions of widget.h. An element is laid out as a box. A text node is
 * neither styled nor drawn: it carries data in the tree, for bindings and for programs that keep
 * documents there. It counts as a child (oriel_first_child(), oriel_child_count() …), and selectors
 * skip it, as in the DOM. A fragment only carries children.
 *
 * ```c
 * oriel_widget *two = oriel_fragment(oriel_label("a"), oriel_label("b"));
 * oriel_append(list, two); // 2 labels; the fragment is empty now
 * oriel_destroy(two);
 * ```
 *
 * Thread: loop. Errors: NULL or false, with an error logged or reported, for a name that is too
 * long and for text without memory. Source: DOM, "nodes".
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

/** Does the work of oriel_fragment(). @param children count widgets, handed over; NULLs are skipped
 */
ORIEL_API oriel_widget *oriel_fragment_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a fragment of children. Inserting a fragment inserts its children, in order and at once,
 * and leaves the fragment empty, to its owner. A fragment has no parent, and no selector matches
 * it.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller: oriel_destroy()
 * Source: DOM, "interface DocumentFragment".
 */
#define oriel_fragment(...) oriel_fragment_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Tells whether a widget is a fragment. */
ORIEL_API bool oriel_widget_is_fragment(const oriel_widget *widget);

/**
 * Makes a text node, which has no children.
 * @param data copied; may be empty
 * @return owned by the caller until it is inserted; NULL, with an error logged, without memory
 */
ORIEL_API oriel_widget *oriel_text_node(const char *data);
/** Makes a text node of length bytes, which may contain NULs. Otherwise like oriel_text_node(). */
ORIEL_API oriel_widget *oriel_text_node_n(const char *data, size_t length);
/** Tells whether a widget is a text node. The functions below assert that. */
ORIEL_API bool oriel_widget_is_text(const oriel_widget *widget);
/** Returns the text of a text node, NUL-terminated, borrowed until the text is set again. */
ORIEL_API const char *oriel_text_node_data(const oriel_widget *widget);
/** Returns the length of the text of a text node, bytes. */
ORIEL_API size_t oriel_text_node_length(const oriel_widget *widget);
/** Sets the text of a text node. @param data copied. @return false, with an error logged and the
 * text unchanged, without memory */
ORIEL_API bool oriel_text_node_set_data(oriel_widget *widget, const char *data);
/** Sets the text of a text node to length bytes, which may contain NULs. Otherwise like
 * oriel_text_node_set_data(). */
ORIEL_API bool oriel_text_node_set_data_n(oriel_widget *widget, const char *data, size_t length);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_fragment_at)

#endif
