/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Input as a device gives it, before hit testing: sent by platforms, and taken by
 * oriel_input_push().
 *
 * ```c
 * oriel_input_push(window, &(const struct oriel_raw_input){ .type = ORIEL_RAW_POINTER_MOVE,
 *     .x = 40, .y = 10 }); // px in the window
 * ```
 *
 * Thread: any; types only. Nothing here can fail.
 */
#ifndef ORIEL_UI_RAW_INPUT_H
#define ORIEL_UI_RAW_INPUT_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** The kind of a pointing device. */
enum oriel_pointer_kind {
	ORIEL_POINTER_MOUSE, /**< a mouse, touch pad or trackball */
	ORIEL_POINTER_TOUCH, /**< a finger */
	ORIEL_POINTER_PEN,   /**< a pen */
};

/** A button of a pointer. Source: Pointer Events, "button". */
enum oriel_button {
	ORIEL_BUTTON_NONE = -1,    /**< for a pointermove that no button caused */
	ORIEL_BUTTON_PRIMARY = 0,  /**< mostly the left one; a finger, a pen's tip */
	ORIEL_BUTTON_MIDDLE = 1,   /**< mostly the wheel */
	ORIEL_BUTTON_SECONDARY = 2, /**< mostly the right one */
	ORIEL_BUTTON_BACK = 3,     /**< a side button of a mouse */
	ORIEL_BUTTON_FORWARD = 4,  /**< the other side button */
};

/** The modifier keys that are held, or locks that are on. Bits. */
enum oriel_modifier {
	ORIEL_MODIFIER_SHIFT = 1,      /**< Shift */
	ORIEL_MODIFIER_CONTROL = 2,    /**< Ctrl */
	ORIEL_MODIFIER_ALT = 4,        /**< Alt */
	ORIEL_MODIFIER_META = 8,       /**< the Windows or Super key */
	ORIEL_MODIFIER_ALT_GRAPH = 16, /**< AltGr */
	ORIEL_MODIFIER_CAPS_LOCK = 32, /**< Caps Lock */
	ORIEL_MODIFIER_NUM_LOCK = 64,  /**< Num Lock */
};

/** The type of raw input. */
enum oriel_raw_input_type {
	ORIEL_RAW_POINTER_MOVE,   /**< a pointer moved */
	ORIEL_RAW_POINTER_DOWN,   /**< a button or a finger went down */
	ORIEL_RAW_POINTER_UP,     /**< a button or a finger went up */
	ORIEL_RAW_POINTER_CANCEL, /**< the system took the pointer away */
	ORIEL_RAW_POINTER_LEAVE,  /**< the pointer left the window */
	ORIEL_RAW_WHEEL,          /**< a wheel turned */
	ORIEL_RAW_KEY_DOWN,       /**< a key went down, or repeats */
	ORIEL_RAW_KEY_UP,         /**< a key went up */
	ORIEL_RAW_TEXT,           /**< text was typed, or committed by an input method */
	ORIEL_RAW_PREEDIT,        /**< an input method composes this text; "" ends the composition */
	ORIEL_RAW_FOCUS,          /**< the window got the keyboard */
	ORIEL_RAW_BLUR,           /**< the window lost the keyboard */
	ORIEL_RAW_RESIZE,         /**< size or scale changed: Oriel asks the platform */
	ORIEL_RAW_VISIBILITY,     /**< the window was shown or hidden: Oriel asks the platform */
	ORIEL_RAW_EXPOSE,         /**< the contents of the window have to be presented again */
	ORIEL_RAW_CLOSE,          /**< the user wants to close the window */
	ORIEL_RAW_STATE,          /**< the state or the position changed: Oriel asks the platform */
	ORIEL_RAW_DRAG_OVER,      /**< another program drags data over the window */
	ORIEL_RAW_DRAG_LEAVE,     /**< such a drag has left the window, or has ended */
	ORIEL_RAW_DROP,           /**< the data of such a drag was dropped */
};

/** One piece of raw input. Members that a type does not name are ignored. */
struct oriel_raw_input {
	enum oriel_raw_input_type type; /**< which of the others count */
	double time_ms;     /**< on the loop's clock; 0: now */
	int64_t pointer_id; /**< for pointers and the wheel */
	enum oriel_pointer_kind pointer_kind; /**< for pointers and the wheel */
	float x, y;         /**< px in the window; for pointers, the wheel and drags */
	float pressure;     /**< 0 to 1 */
	int button;         /**< enum oriel_button; for POINTER_DOWN and POINTER_UP */
	unsigned modifiers; /**< bits of enum oriel_modifier; for pointers, wheel and keys */
	float wheel_x, wheel_y; /**< px; for WHEEL */
	/** for KEY_DOWN and KEY_UP, as in struct oriel_key_event; copied; NULL: "Unidentified" and ""
	 */
	const char *key, *code;
	/** for KEY_DOWN and KEY_UP: the layout in use has no Latin letters, so that in a shortcut the
	 * place of the key counts */
	bool by_place;
	bool repeat;          /**< for KEY_DOWN: the key has been held */
	/** copied; for TEXT and PREEDIT; for DRAG_OVER and DROP the dragged text, "" if it is unknown
	 * yet, NULL without text */
	const char *text;
	/** copied; for DRAG_OVER and DROP: the URIs of files, one a line, as "file:///a%20b"; "" if
	 * they are unknown yet, NULL without files */
	const char *files;
	size_t preedit_caret; /**< bytes into text; for PREEDIT */
};

ORIEL_END

#endif
