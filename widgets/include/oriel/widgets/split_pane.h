/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A split pane: two panes and a splitter between them, which the user moves. Type "split-pane".
 *
 * The children are the first pane, a "splitter" and the second pane. The splitter takes the
 * keyboard: arrow keys move it by 16 px, Home and End move it to its ends, and Enter collapses and
 * restores the first pane if that is allowed. Escape cancels a drag. Where text runs from right to
 * left, the first pane stands at the right, and Left and Right follow the places on the screen.
 *
 * The pane fires `input` while the splitter moves, and `change` when a move has ended; both bubble.
 * oriel_split_pane_position() can be stored and given to .position the next time.
 *
 * The size of a pane does not depend on its content, and a split pane may become smaller than its
 * content. A pane with `overflow: auto` scrolls.
 *
 * ```c
 * oriel_widget *folders = oriel_scroll_view(), *files = oriel_scroll_view();
 * oriel_widget *pane = oriel_split_pane(folders, files, .position = 200, .min_first = 120); // px
 * ```
 *
 * Thread: loop. Errors: asserts on NULL panes and on options that are negative. Source: ARIA
 * Authoring Practices, "Window Splitter Pattern".
 */
#ifndef ORIEL_WIDGETS_SPLIT_PANE_H
#define ORIEL_WIDGETS_SPLIT_PANE_H

#include <oriel/runtime/options.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_split_pane(). */
struct oriel_split_pane_options {
	ORIEL_OPTIONS_HEAD;
	float position ORIEL_DEFAULT; /**< px, of the first pane; 0: half of the room */
	float min_first ORIEL_DEFAULT;  /**< px, the least size of the first pane; 0: 48 */
	float min_second ORIEL_DEFAULT; /**< px, the least size of the second pane; 0: 48 */
	bool is_vertical ORIEL_DEFAULT; /**< the panes stand one below the other */
	/** the second pane keeps its size when the room changes, instead of the first one */
	bool keeps_second ORIEL_DEFAULT;
	/** the user may collapse the first pane: by Enter, a double click, or a drag to its edge */
	bool can_collapse ORIEL_DEFAULT;
};

/** Does the work of oriel_split_pane(). @param options copied; NULL: the defaults */
ORIEL_API oriel_widget *oriel_split_pane_at(const char *site, oriel_widget *first,
	oriel_widget *second, const struct oriel_split_pane_options *options);
/**
 * Makes a split pane.
 * @param ... first and second, the panes, handed over; then members of struct
 * oriel_split_pane_options by name
 * @return owned by the caller until it is inserted
 */
#define oriel_split_pane(first, ...) \
	ORIEL__CALL_2(oriel_split_pane_at, struct oriel_split_pane_options, first, __VA_ARGS__, )

/** Moves the splitter, without an event. @param position px, of the first pane; limited by the
 * least sizes when it is laid out */
ORIEL_API void oriel_split_pane_set_position(oriel_widget *pane, float position);
/** Returns the size of the first pane, px; of a collapsed pane, its size before that.
 * @return 0 before the first layout, if no position was given */
ORIEL_API float oriel_split_pane_position(const oriel_widget *pane);
/** Collapses or restores the first pane, without an event, whatever .can_collapse says. */
ORIEL_API void oriel_split_pane_set_collapsed(oriel_widget *pane, bool collapsed);
/** Returns whether the first pane is collapsed. */
ORIEL_API bool oriel_split_pane_is_collapsed(const oriel_widget *pane);

ORIEL_END

#endif
