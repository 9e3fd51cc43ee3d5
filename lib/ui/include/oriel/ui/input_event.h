/* SPDX-License-Identifier: MIT */
/**
 * @file
 * What events of a user say: pointers, wheels, keys, text; and raw input, as a device would give
 * it.
 *
 * Pointer: pointerover, pointerenter, pointerdown, pointermove, pointerup, pointercancel,
 * pointerout, pointerleave, gotpointercapture, lostpointercapture, click, auxclick, dblclick,
 * contextmenu, wheel. Keyboard: keydown, keyup, and copy, cut and paste at the focused widget, or
 * at the root if none is; paste also where the middle button was clicked. Text: beforeinput, input,
 * compositionstart, compositionupdate and compositionend at the focused widget that takes text.
 *
 * Moves and wheel steps are coalesced to one event per frame; any other event of a pointer first
 * brings its pending moves. Preventing pointerdown prevents what the press would do: moving focus,
 * scrolling by finger, dragging a scroll bar. docs/ui/input.md has the orders.
 *
 * Thread: loop. Errors: what the Pointer Events standard throws for is a status, and nothing has
 * changed then. Source: UI Events, Pointer Events, Input Events.
 */
#ifndef ORIEL_UI_INPUT_EVENT_H
#define ORIEL_UI_INPUT_EVENT_H

#include <oriel/runtime/event.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/raw_input.h>
#include <oriel/ui/selection.h>

ORIEL_BEGIN

/** What pointer events, click, auxclick, dblclick, contextmenu and wheel tell. */
struct oriel_pointer_event {
	int64_t pointer_id;
	enum oriel_pointer_kind kind;
	bool primary;
	float x, y;        // px in the window
	float pressure;    /**< 0 to 1; 0.5 for a pressed mouse */
	int button;        /**< enum oriel_button: which one changed */
	unsigned buttons;  /**< which are down: 1 primary, 2 secondary, 4 middle, 8 back, 16 forward */
	unsigned modifiers; /**< bits of enum oriel_modifier */
	int click_count;   /**< for down, up and clicks: 1, 2, 3 …; `detail` in UI Events */
	float wheel_x, wheel_y; // px; for wheel; down and right are positive
};

/** What keydown and keyup tell. Source: UI Events KeyboardEvent key and code Values. */
struct oriel_key_event {
	/**< what it means: "a", "Enter", "ArrowLeft"; borrowed as long as the event */
	const char *key;
	const char *code;   /**< where it is: "KeyA"; borrowed as long as the event */
	unsigned modifiers; /**< bits of enum oriel_modifier */
	bool by_place;      /**< as in struct oriel_raw_input */
	bool repeat;        /**< for keydown: the key has been held since an earlier one */
	bool composing;     /**< an input method is at work on it */
};

/** What beforeinput, input and compositionstart, -update and -end tell. */
struct oriel_input_event {
	/**< "insertText", "deleteContentBackward" …; "" for compositions; borrowed as long as the event
	 */
	const char *type;
	const char *data; /**< the text; may be NULL; borrowed as long as the event */
	/**< for compositionupdate: where the input method's caret is, bytes into data */
	size_t caret;
};

/** What `paste` tells. */
struct oriel_clipboard_event {
	/**< the clipboard, or the primary selection for the middle button */
	enum oriel_selection selection;
	/**< the data as "text/plain", NUL-terminated UTF-8; NULL if there is none; borrowed as long as
	 * the event */
	const char *text;
	size_t length;    /**< bytes of text */
};

/** @return what the event tells, borrowed as long as the event; NULL for an event of another kind
 */
ORIEL_API const struct oriel_pointer_event *oriel_event_pointer(const oriel_event *event);
ORIEL_API const struct oriel_key_event *oriel_event_key(const oriel_event *event);
ORIEL_API const struct oriel_input_event *oriel_event_input(const oriel_event *event);
ORIEL_API const struct oriel_clipboard_event *oriel_event_clipboard(const oriel_event *event);

/**
 * Tells whether an event is the press of a shortcut, such as "Ctrl+Shift+Z", "Delete", "F5",
 * "Ctrl+Enter" or "?".
 *
 * A shortcut is any of Ctrl, Shift, Alt, Meta and AltGr, each with a "+" after it, and then a key.
 * Upper and lower case are the same. These modifiers have to be held and no others; Caps Lock and
 * Num Lock do not matter.
 *
 * - A letter is the letter that the key gives in the layout in use: "Ctrl+Z" is the key marked Z on
 * American, German and French keyboards. In a layout without Latin letters, such as Russian, Greek
 * or Hebrew, the key counts by its place: there "Ctrl+Z" is the key that is Z on an American
 * keyboard.
 * - A digit is the digit that the key gives, or else the place in the row of digits: "Ctrl+1" needs
 * no Shift in France.
 * - A symbol is what the key gives, with Shift and AltGr held or not, unless the shortcut names
 * them: "Ctrl+?".
 * - Any other key has its name in UI Events: "Enter", "ArrowLeft". "Space", "Plus", "Esc", "Del",
 * "Ins", "Return", "Up", "Down", "Left" and "Right" are understood as well.
 *
 * A held key is no press: with "Delete" a list removes one item, however long the key is held. A
 * key that an input method is at work on is no press either.
 *
 * @return false for every event that is no `keydown`
 * Errors: asserts that event and shortcut are not NULL, and that the shortcut names a key. Thread:
 * loop. Source: UI Events, "keyboard events"; the rule for layouts is that of Chromium.
 */
ORIEL_API bool oriel_key_is(const oriel_event *event, const char *shortcut);
/** Tells the same, and is true also for the repeats of a held key: for undoing step by step, or
 * moving on. */
ORIEL_API bool oriel_key_is_or_repeats(const oriel_event *event, const char *shortcut);

/**
 * Copies the moves that were coalesced into this pointermove, oldest first; the newest 8,192 of
 * them are kept.
 * @return how many there are, which may be more than was copied; 0 for another event
 * Source: Pointer Events, "getCoalescedEvents()".
 */
ORIEL_API size_t oriel_event_coalesced(
	const oriel_event *event, struct oriel_pointer_event *pointers, size_t capacity);

/** @return where the pointer of this event is in widget's border box, px; (0, 0) for another event
 */
ORIEL_API struct oriel_point oriel_event_point_in(
	const oriel_event *event, const oriel_widget *widget);

/**
 * Sends all later events of a pointer to widget, until its button is up or it is released.
 * @return ORIEL_NOT_FOUND_ERROR if there is no such pointer; ORIEL_INVALID_STATE_ERROR if widget is
 * in no window; without an active button nothing happens. Source: Pointer Events, "setting pointer
 * capture".
 */
ORIEL_API enum oriel_status oriel_widget_set_pointer_capture(
	oriel_widget *widget, int64_t pointer_id);
/** Ends a capture by this widget. @return ORIEL_NOT_FOUND_ERROR if there is no such pointer */
ORIEL_API enum oriel_status oriel_widget_release_pointer_capture(
	oriel_widget *widget, int64_t pointer_id);
ORIEL_API bool oriel_widget_has_pointer_capture(const oriel_widget *widget, int64_t pointer_id);

/**
 * Clicks a widget as a user would: fires a trusted `click`, with its activation.
 *
 * Nothing happens to a disabled widget, nor to one that a call of this function is clicking
 * already: a listener that clicks its own widget is called once more at most.
 * Source: HTML, "click()".
 */
ORIEL_API void oriel_click(oriel_widget *widget);

/**
 * Queues raw input for a window as a device would: it is hit-tested and dispatched as trusted
 * events by the loop.
 *
 * Input without sense is dropped: a type or a button that is none, a position that is no number, a
 * button that is down already or is not down.
 *
 * @param input copied
 */
ORIEL_API void oriel_input_push(oriel_window *window, const struct oriel_raw_input *input);

ORIEL_END

#endif
