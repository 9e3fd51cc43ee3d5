/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of virtual containers: scroll containers whose children are only the part that is in
 * view, such as the rows of a list.
 *
 * A virtual container has the method `realise` of struct oriel_widget_class. Each frame calls the
 * method between the frame callbacks and style, and again after a layout, until the method returns
 * false: at most four times. `realise` makes, fills and removes children. `arrange` then places the
 * children, and sets the size of the whole content.
 *
 * ```c
 * // 50,000,000 rows of 20 px, of which a few are children
 * static size_t first_index; // of the first child, set by realise
 *
 * static void rows_arrange(oriel_widget *widget, struct oriel_rect content) {
 *     double top = (double)content.y + (double)first_index * 20; // px
 *     for (oriel_widget *at = oriel_first_child(widget); at; at = oriel_next_sibling(at)) {
 *         oriel_widget_place_far(at, (double)content.x, top, content.width, 20);
 *         top += 20;
 *     }
 *     oriel_widget_set_scroll_content(widget, 0, 50000000.0 * 20, 0);
 * }
 * ```
 *
 * Places are double: at 1,000,000,000 px a float has steps of 64 px.
 *
 * Thread: loop. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_EXTEND_VIRTUAL_H
#define ORIEL_EXTEND_VIRTUAL_H

#include <oriel/extend/widget.h>

ORIEL_BEGIN

/** What a virtual container shows, as of the last layout. */
struct oriel_virtual_view {
	struct oriel_rect content; /**< content box relative to the border box, px; empty: hidden */
	double x, y;               /**< scroll offsets, px */
};

/**
 * Places a child's border box, as oriel_widget_place() does, with coordinates in double: px,
 * relative to the parent's border box. Only arrange may call this function.
 */
ORIEL_API void oriel_widget_place_far(
	oriel_widget *child, double x, double y, float width, float height);

/**
 * Sets the size of the whole content of a scroll container. The container then scrolls over an area
 * that begins at its content box and has at least this size.
 *
 * The vertical offset is moved by shift_y, for example by 50 px after a row of 50 px was inserted
 * above the view. A smooth scroll goes on from there. Only arrange may call this function.
 * @param width   px, e.g. 0: only the children count
 * @param height  px, e.g. 1e9
 * @param shift_y px; applied once, and clamped
 */
ORIEL_API void oriel_widget_set_scroll_content(
	oriel_widget *widget, double width, double height, double shift_y);

/** The place of a widget in a set of which only some items are in the tree. */
struct oriel_set_item {
	size_t position;    /**< from 1; 0: the widget is an item of no set */
	size_t set_size;    /**< number of items */
	bool is_selectable; /**< the description says whether the item is selected */
};

/**
 * Sets the place of a child in a set. `:first-child`, `:last-child`, `:nth-child()`,
 * `:nth-last-child()` and `:only-child` then count the items of the set. The filtered forms, such
 * as `:nth-of-type()`, count children. The description has the place, and the role "listitem" if
 * the class gives none.
 * @param item copied
 */
ORIEL_API void oriel_widget_set_item(oriel_widget *widget, const struct oriel_set_item *item);

/**
 * Returns whether the user works with a widget or a descendant: it has the focus, captures a
 * pointer, is pressed, or composes text. Such a widget is not recycled.
 */
ORIEL_API bool oriel_widget_is_in_use(const oriel_widget *widget);

/**
 * Prepares a widget and its descendants for another item of their set. Scroll offsets are 0 again,
 * without events, and the states of invalid values are cleared.
 */
ORIEL_API void oriel_widget_recycle(oriel_widget *widget);

/**
 * Calls a function of the program as the loop does: microtasks run after it, if no other callback
 * is on the stack. `realise` calls the program's functions in this way.
 */
ORIEL_API void oriel_widget_call_back(oriel_widget *widget, void (*fn)(void *data), void *data);

ORIEL_END

#endif
