/* SPDX-License-Identifier: MIT */
/**
 * @file
 * The top layer of a window: widgets that stand over all others, such as popovers and dialogs.
 *
 * A member keeps its place in the tree: events, inheritance and selectors follow the tree. It is
 * laid out against the window, as with `position: absolute` or `fixed`. It is drawn over everything
 * else, hit first, and clipped by no ancestor. Members are drawn in the order in which they were
 * added. While a modal member is shown, every other widget of its window is inert, except in
 * members that are exempt.
 *
 * ```c
 * // A menu of 200 px at 40, 30 px in the window, whatever scrolls or clips around the button.
 * static void menu_show(oriel_widget *button, oriel_widget *menu) {
 *     oriel_set_style(menu, "inset", "30px auto auto 40px");
 *     oriel_set_style(menu, "width", "200px");
 *     oriel_append(button, menu);
 *     oriel_top_layer_add(menu, false);
 * }
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert. Source: CSS Positioned Layout 4, "top
 * layer"; HTML, "inert subtrees".
 */
#ifndef ORIEL_EXTEND_TOP_LAYER_H
#define ORIEL_EXTEND_TOP_LAYER_H

#include <oriel/extend/widget.h>

ORIEL_BEGIN

/**
 * Adds a widget to the top layer of its window, above all members. A member is moved to the top.
 *
 * @param widget   in a window, and not its root
 * @param is_modal makes every widget of the window inert that is not inside this widget, as long as
 *                 it is the topmost modal member; gives the widget ORIEL_STATE_MODAL
 * Errors: asserts if the widget is in no window, or is the root of one.
 */
ORIEL_API void oriel_top_layer_add(oriel_widget *widget, bool is_modal);
/** Removes a widget from the top layer; does nothing if it is not a member. A widget that leaves
 * its window is removed. */
ORIEL_API void oriel_top_layer_remove(oriel_widget *widget);
/**
 * Exempts a member from modal members, or not any more. An exempt member and its descendants are
 * not inert because of a modal member. A modal member that is added later stands below all exempt
 * members. Toasts are exempt, so that a dialog does not block them.
 * Errors: asserts if the widget is no member.
 */
ORIEL_API void oriel_top_layer_set_exempt(oriel_widget *member, bool exempt);
/** Returns whether a widget is an exempt member of a top layer. */
ORIEL_API bool oriel_top_layer_is_exempt(const oriel_widget *widget);
/** Returns whether a widget is a member of a top layer. */
ORIEL_API bool oriel_top_layer_has(const oriel_widget *widget);
/** Returns the topmost member of the top layer of a widget's window, or NULL. */
ORIEL_API oriel_widget *oriel_top_layer_topmost(const oriel_widget *widget);
/** Returns the member below another member, or NULL. */
ORIEL_API oriel_widget *oriel_top_layer_below(const oriel_widget *member);

/** Returns whether a widget is inert: it, or an ancestor, has the attribute `inert`, or a modal
 * member blocks it. An inert widget is not hit, takes no focus and is not described. */
ORIEL_API bool oriel_widget_is_inert(const oriel_widget *widget);

ORIEL_END

#endif
