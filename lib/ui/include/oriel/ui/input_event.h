/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Events that a user causes by pointers, wheels, keys and text; and raw input, as from a device.
 *
 * Pointer: pointerover, pointerenter, pointerdown, pointermove, pointerup, pointercancel,
 * pointerout, pointerleave, gotpointercapture, lostpointercapture, click, auxclick, dblclick,
 * contextmenu, wheel. Keyboard: keydown, keyup, and copy, cut and paste at the focused widget, or
 * at the root if no widget has the focus. A click of the middle button fires paste at its target.
 * Text: beforeinput, input, compositionstart, compositionupdate and compositionend at the focused
 * widget that takes text.
 *
 * Moves and wheel steps are coalesced to one event a frame. Any other event of a pointer first
 * fires its pending moves. Preventing pointerdown prevents the effects of the press: moving focus,
 * scrolling by finger, dragging a scroll bar. docs/ui/input.md lists the order of events.
 *
 * ```c
 * static void on_key(oriel_event *event, void *data) {
 *     if (oriel_key_is(event, "Ctrl+1"))
 *         oriel_focus(oriel_child_at((oriel_widget *)data, 0));
 * }
 * ```
 *
 * Thread: loop. Errors: statuses, named like the exceptions of Pointer Events. A call that fails
 * changes nothing. Source: UI Events, Pointer Events, Input Events.
 */
#ifndef ORIEL_UI_INPUT_EVENT_H
#define ORIEL_UI_INPUT_EVENT_H

#include <oriel/runtime/event.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/raw_input.h>
#include <oriel/ui/selection.h>

ORIEL_BEGIN

/** The data of pointer events, click, auxclick, dblclick, contextmenu and wheel. */
struct oriel_pointer_event {
	int64_t pointer_id; /**< stays the same from pointerdown to pointerup */
	enum oriel_pointer_kind kind; /**< mouse, touch or pen */
	bool primary;       /**< the first finger of several; always true for a mouse */
	float x, y;         /**< px in the window */
	float pressure;     /**< 0 to 1; 0.5 for a pressed mouse */
	int button;         /**< enum oriel_button: which one changed */
	unsigned buttons;   /**< which are down: 1 primary, 2 secondary, 4 middle, 8 back, 16 forward */
	unsigned modifiers; /**< bits of enum oriel_modifier */
	int click_count;    /**< for down, up and clicks: 1, 2, 3 …; `detail` in UI Events */
	float wheel_x, wheel_y; /**< px; for wheel; down and right are positive */
};

/** The data of keydown and keyup. Source: UI Events KeyboardEvent key and code Values. */
struct oriel_key_event {
	/** the meaning of the key: "a", "Enter", "ArrowLeft"; borrowed as long as the event */
	const char *key;
	const char *code;   /**< the place of the key: "KeyA"; borrowed as long as the event */
	unsigned modifiers; /**< bits of enum oriel_modifier */
	/** the layout in use has no Latin letters, so shortcuts compare the place of the key */
	bool by_place;
	bool repeat;        /**< for keydown: the key has been held since an earlier keydown */
	bool composing;     /**< an input method takes the key */
};

/** The data of beforeinput, input, compositionstart, compositionupdate and compositionend. */
struct oriel_input_event {
	/** "insertText", "deleteContentBackward" …; "" for compositions; borrowed as long as the event
	 */
	const char *type;
	const char *data; /**< the text; may be NULL; borrowed as long as the event */
	/** for compositionupdate: the input method's caret, as an offset in bytes into data */
	size_t caret;
};

/** The data of `paste`. */
struct oriel_clipboard_event {
	/** the clipboard, or the primary selection for the middle button */
	enum oriel_selection selection;
	/** the data as "text/plain", NUL-terminated UTF-8; NULL if there is none; borrowed as long as
	 * the event */
	const char *text;
	size_t length; /**< bytes of text */
};

/** Returns the data of a pointer event, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_pointer_event *oriel_event_pointer(const oriel_event *event);
/** Returns the data of a key event, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_key_event *oriel_event_key(const oriel_event *event);
/** Returns the data of a text event, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_input_event *oriel_event_input(const oriel_event *event);
/** Returns the data of `paste`, borrowed as long as the event; NULL for another kind. */
ORIEL_API const struct oriel_clipboard_event *oriel_event_clipboard(const oriel_event *event);

/**
 * Tells whether an event is the press of a shortcut, such as "Ctrl+Shift+Z", "Delete", "F5",
 * "Ctrl+Enter" or "?".
 *
 * A shortcut is any of Ctrl, Shift, Alt, Meta and AltGr, each with a "+" after it, and then a key.
 * "Mod" is the platform's own modifier of shortcuts: Ctrl, but Meta on macOS. Upper and lower case
 * are the same. Exactly these modifiers have to be held; Caps Lock and Num Lock do not matter.
 *
 * - A letter is the letter that the key gives in the layout in use: "Ctrl+Z" is the key marked Z on
 * American, German and French keyboards. In a layout without Latin letters, such as Russian, Greek
 * or Hebrew, the key counts by its place: there "Ctrl+Z" is the key that is Z on an American
 * keyboard.
 * - A digit is the digit that the key gives. A key that gives neither a letter nor a digit counts
 * by its place in the row of digits. So "Ctrl+1" needs no Shift on a French keyboard.
 * - A symbol is the character that the key gives, e.g. "Ctrl+?". Shift and AltGr may be held or
 * not, unless the shortcut names them.
 * - Any other key has its name in UI Events: "Enter", "ArrowLeft". "Space", "Plus", "Esc", "Del",
 * "Ins", "Return", "Up", "Down", "Left" and "Right" are understood as well.
 *
 * A held key is no press: with "Delete" a list removes one item, however long the key is held. A
 * key that an input method takes is no press either.
 *
 * @return false for every event that is no `keydown`
 * Errors: asserts that event and shortcut are not NULL, and that the shortcut names a key. Thread:
 * loop. Source: UI Events, "keyboard events"; the rule for layouts is that of Chromium.
 */
ORIEL_API bool oriel_key_is(const oriel_event *event, const char *shortcut);
/** Tells whether an event is the press of a shortcut, or a repeat while its key is held. Suits
 * actions that go on step by step, such as undoing. Otherwise like oriel_key_is(). */
ORIEL_API bool oriel_key_is_or_repeats(const oriel_event *event, const char *shortcut);

/**
 * Copies the moves that were coalesced into this pointermove, oldest first; at most the newest
 * 8,192 are kept.
 * @param pointers capacity structs; may be NULL if capacity is 0
 * @param capacity length of pointers
 * @return the number of moves, which may exceed capacity; 0 for another event
 * Source: Pointer Events, "getCoalescedEvents()".
 */
ORIEL_API size_t oriel_event_coalesced(
	const oriel_event *event, struct oriel_pointer_event *pointers, size_t capacity);

/** Returns the position of the event's pointer in a widget's border box, px; (0, 0) for an event
 * without a pointer. Brings style and layout up to date. */
ORIEL_API struct oriel_point oriel_event_point_in(
	const oriel_event *event, const oriel_widget *widget);

/**
 * Sends all later events of a pointer to a widget, until the button is up or the capture is
 * released. Without a pressed button the call does nothing.
 * @return ORIEL_NOT_FOUND_ERROR if there is no such pointer; ORIEL_INVALID_STATE_ERROR if the
 * widget is in no window
 * Source: Pointer Events, "setting pointer capture".
 */
ORIEL_API enum oriel_status oriel_widget_set_pointer_capture(
	oriel_widget *widget, int64_t pointer_id);
/** Ends a capture by this widget. @return ORIEL_NOT_FOUND_ERROR if there is no such pointer */
ORIEL_API enum oriel_status oriel_widget_release_pointer_capture(
	oriel_widget *widget, int64_t pointer_id);
/** Tells whether a widget has captured a pointer. */
ORIEL_API bool oriel_widget_has_pointer_capture(const oriel_widget *widget, int64_t pointer_id);

/**
 * Clicks a widget as a user would: fires a trusted `click`, with its activation.
 *
 * The call does nothing for a disabled widget, or while another call for the widget runs. A click
 * listener that calls this function for its own widget therefore does not recurse without end.
 * Source: HTML, "click()".
 */
ORIEL_API void oriel_click(oriel_widget *widget);

/**
 * Queues raw input for a window, as a device would. The loop later finds the widget at the input's
 * position and dispatches trusted events.
 *
 * Impossible input is dropped: an unknown type or button, a position that is no number, a press of
 * a button that is down, a release of a button that is up.
 *
 * @param input copied
 */
ORIEL_API void oriel_input_push(oriel_window *window, const struct oriel_raw_input *input);

ORIEL_END

#endif
