/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Popovers: any widget that is shown over everything else of its window for a while.
 *
 * A widget with the attribute `popover` is a popover, which is not displayed until it is shown. The
 * value of the attribute is its kind:
 *
 * - "auto", or "": closes by Escape, by a press and release outside, and when another auto popover
 *   is shown that is not nested in it.
 * - "hint": the same, but it closes only other hints. Tooltips are hints.
 * - "manual", or any other value: closes by oriel_popover_hide() alone.
 *
 * A popover is nested in another one if it, or the widget that it was shown from, stands inside the
 * other one. A popover that closes first closes those that are nested in it.
 *
 * Before a popover is shown or hidden, it fires `beforetoggle`, which can be prevented if it opens.
 * Later, in a task, it fires `toggle`, once for several changes. Neither bubbles. Selectors match
 * `:popover-open` while the popover is shown.
 *
 * ```c
 * // A list of 200 px below the button, or above it if there is more room.
 * oriel_set_attribute(list, "popover", "auto");
 * oriel_set_style(list, "width", "200px");
 * oriel_popover_show(list, .source = button);
 * ```
 *
 * Showing moves the focus to the first widget inside with the attribute `autofocus`, if there is
 * one. Hiding the outermost popover moves the focus back, but only if the focus is still inside.
 *
 * A popover with an anchor stands beside it, inside the window, and follows it. If there is no room
 * on its side, it flips to the other side. If there is room on neither side, it takes the room of
 * the larger one, and scrolls if its style says `overflow: auto`. It shifts along the anchor to
 * stay in the window. Its margins keep it away from the anchor and from the edges of the window. A
 * popover without an anchor stands where its style puts it in the window.
 *
 * Thread: loop. Errors: refusals are statuses, which are logged with the place of the call.
 * Source: HTML, "the popover attribute"; CSS Anchor Positioning 1 for the placement.
 */
#ifndef ORIEL_UI_POPOVER_H
#define ORIEL_UI_POPOVER_H

#include <oriel/runtime/event.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Options of oriel_popover_show() and oriel_popover_toggle(). */
struct oriel_popover_options {
	ORIEL_OPTIONS_HEAD;
	/** the widget that shows the popover, e.g. a button; a press on it does not dismiss */
	oriel_widget *source ORIEL_DEFAULT;
	/** the popover stands beside this widget; source unless given */
	oriel_widget *anchor ORIEL_DEFAULT;
	/** the popover stands beside this rectangle instead, px in the window; copied */
	const struct oriel_rect *anchor_rect ORIEL_DEFAULT;
	enum oriel_side side ORIEL_DEFAULT;                /**< ORIEL_SIDE_BLOCK_END unless given */
	enum oriel_side_alignment alignment ORIEL_DEFAULT; /**< ORIEL_SIDE_ALIGN_START unless given */
	bool is_as_wide ORIEL_DEFAULT; /**< makes the popover at least as wide as its anchor */
	/** A press outside dismisses at once, and reaches no widget; for menus. */
	bool swallows_press ORIEL_DEFAULT;
};

/** Does the work of oriel_popover_show(). */
ORIEL_API enum oriel_status oriel_popover_show_at(
	const char *site, oriel_widget *popover, const struct oriel_popover_options *options);
/**
 * Shows a popover. Nothing happens to a popover that is shown already.
 * @param ... popover, then members of struct oriel_popover_options by name
 * @return ORIEL_OK; ORIEL_INVALID_STATE_ERROR, which is logged, without the attribute `popover`, in
 * no window, and for a modal dialog; the same, not logged, if a listener has caused one of these;
 * ORIEL_ABORT_ERROR if a listener prevented `beforetoggle`
 */
#define oriel_popover_show(...) \
	ORIEL__CALL_1(oriel_popover_show_at, struct oriel_popover_options, __VA_ARGS__, )
/** Hides a popover; does nothing if it is not shown. */
ORIEL_API void oriel_popover_hide(oriel_widget *popover);
/** Does the work of oriel_popover_toggle(). */
ORIEL_API enum oriel_status oriel_popover_toggle_at(
	const char *site, oriel_widget *popover, const struct oriel_popover_options *options);
/** Hides a popover that is shown, and shows any other. @param ... as for oriel_popover_show().
 * @return ORIEL_OK after hiding, else as oriel_popover_show() */
#define oriel_popover_toggle(...) \
	ORIEL__CALL_1(oriel_popover_toggle_at, struct oriel_popover_options, __VA_ARGS__, )
/** Returns whether a popover is shown. */
ORIEL_API bool oriel_popover_is_open(const oriel_widget *popover);
/** Returns the widget that a popover was shown from; NULL if there is none. */
ORIEL_API oriel_widget *oriel_popover_source(const oriel_widget *popover);
/** Returns the popover that is shown and contains widget, or is widget; NULL if there is none. */
ORIEL_API oriel_widget *oriel_popover_around(const oriel_widget *widget);
/**
 * Hides the auto and hint popovers of a widget's window, except those in which the widget is
 * nested. A dialog does this before it is shown.
 * Source: HTML, "hide all popovers until".
 */
ORIEL_API void oriel_popover_hide_others(oriel_widget *widget);

/** The detail of `beforetoggle` and `toggle`. */
struct oriel_toggle_event {
	bool was_open;        /**< before the first change that the event stands for */
	bool is_open;         /**< after the change */
	/** the widget that it was shown from; may be NULL, or destroyed meanwhile */
	oriel_widget *source;
};
/** Returns the detail of a `beforetoggle` or `toggle` of a popover or a dialog, borrowed as long as
 * the event; NULL for any other event. */
ORIEL_API const struct oriel_toggle_event *oriel_event_toggle(const oriel_event *event);

ORIEL_END

#endif
