/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A stack: several children in one place, of which one is shown, e.g. the pages of a window. Type
 * "stack".
 *
 * The shown child has the state :selected; the others are not displayed. The first child is shown
 * at first. If the shown child is removed or destroyed, its next sibling is shown before the next
 * frame, or else the last child. Tabs (tabs.h) are a stack with a list that the user chooses from.
 *
 * ```c
 * oriel_widget *list = oriel_column(oriel_label("12 notes")), *note = oriel_column();
 * oriel_widget *pages = oriel_stack(list, note);
 * oriel_stack_show(pages, note); // the second of 2 pages
 * ```
 *
 * Thread: loop. Errors: asserts on a child that is not of the stack.
 */
#ifndef ORIEL_WIDGETS_STACK_H
#define ORIEL_WIDGETS_STACK_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Does the work of oriel_stack(). @param children count widgets, handed over; NULLs are skipped */
ORIEL_API oriel_widget *oriel_stack_at(
	const char *site, oriel_widget *const *children, size_t count);
/**
 * Makes a stack; oriel_append() adds further children.
 * @param ... the children, handed over, at most 63; NULLs are skipped
 * @return owned by the caller until it is inserted
 */
#define oriel_stack(...) oriel_stack_at(ORIEL_SITE, ORIEL__CHILDREN(__VA_ARGS__))
/** Shows a child instead of the one that is shown, without an event. */
ORIEL_API void oriel_stack_show(oriel_widget *stack, oriel_widget *child);
/** Returns the child that is shown; NULL if there is none. */
ORIEL_API oriel_widget *oriel_stack_shown(const oriel_widget *stack);

ORIEL_END

ORIEL__CHILDREN_OVERLOAD(oriel_stack_at)

#endif
