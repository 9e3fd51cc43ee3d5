/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A tool bar: a row or a column of buttons and other widgets. Type "tool-bar".
 *
 * Items that do not fit move into a popover, the last ones first. A button at the end, of the class
 * "tool-bar-more", shows the popover. Items move back when there is room. An item with `flex-grow`,
 * such as an empty column, takes the room that is left. The button and the popover, a
 * "tool-bar-overflow", are children of the bar like the items. A listener of the bar thus hears
 * events of all items, wherever they are.
 *
 * Tab stops at one item, the one that had the focus last. Left and Right go from item to item, and
 * wrap around; Home and End go to the first and the last item. In the popover, Up and Down do the
 * same. Where text runs from right to left, Left and Right follow the places on the screen. In a
 * vertical bar, Up and Down take the place of Left and Right, and items that do not fit into the
 * height of the bar move into the popover. A vertical bar has the attribute "orientation" with the
 * value "vertical".
 *
 * ```c
 * oriel_widget *undo = oriel_icon_button("undo", "Undo"), *more = oriel_button("Export");
 * oriel_widget *bar = oriel_tool_bar(undo, oriel_separator(), more); // 2 buttons
 * ```
 *
 * Thread: loop. Errors: none. Source: ARIA Authoring Practices, "Toolbar Pattern".
 */
#ifndef ORIEL_WIDGETS_TOOL_BAR_H
#define ORIEL_WIDGETS_TOOL_BAR_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_tool_bar(). @param items count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_tool_bar_at(
	const char *site, oriel_widget *const *items, size_t count);
/**
 * Makes a tool bar; oriel_append() adds further items.
 * @param ... the items, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_tool_bar(...) oriel_tool_bar_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Makes a tool bar vertical, or horizontal. */
ORIEL_API void oriel_tool_bar_set_vertical(oriel_widget *bar, bool vertical);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_tool_bar_at)

#endif
