/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Input as a device gives it, before hit testing: what platforms send, and oriel_input_push()
 * takes.
 *
 * Thread: any; types only.
 */
#ifndef ORIEL_UI_RAW_INPUT_H
#define ORIEL_UI_RAW_INPUT_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

enum oriel_pointer_kind {
	ORIEL_POINTER_MOUSE,
	ORIEL_POINTER_TOUCH,
	ORIEL_POINTER_PEN,
};

enum oriel_button {
	ORIEL_BUTTON_NONE = -1, /**< for a pointermove that no button caused */
	ORIEL_BUTTON_PRIMARY = 0,
	ORIEL_BUTTON_MIDDLE = 1,
	ORIEL_BUTTON_SECONDARY = 2,
	ORIEL_BUTTON_BACK = 3,
	ORIEL_BUTTON_FORWARD = 4,
};

/** Bits. */
enum oriel_modifier {
	ORIEL_MODIFIER_SHIFT = 1,
	ORIEL_MODIFIER_CONTROL = 2,
	ORIEL_MODIFIER_ALT = 4,
	ORIEL_MODIFIER_META = 8,
	ORIEL_MODIFIER_ALT_GRAPH = 16,
	ORIEL_MODIFIER_CAPS_LOCK = 32,
	ORIEL_MODIFIER_NUM_LOCK = 64,
};

enum oriel_raw_input_type {
	ORIEL_RAW_POINTER_MOVE,
	ORIEL_RAW_POINTER_DOWN,
	ORIEL_RAW_POINTER_UP,
	ORIEL_RAW_POINTER_CANCEL, /**< the system took it away */
	ORIEL_RAW_POINTER_LEAVE,  /**< it left the window */
	ORIEL_RAW_WHEEL,
	ORIEL_RAW_KEY_DOWN,
	ORIEL_RAW_KEY_UP,
	ORIEL_RAW_TEXT,    /**< what was typed or committed by an input method */
	ORIEL_RAW_PREEDIT, /**< what an input method is at; "" ends it */
	ORIEL_RAW_FOCUS,   /**< the window got the keyboard */
	ORIEL_RAW_BLUR,    /**< the window lost the keyboard */
	ORIEL_RAW_RESIZE,  /**< its size or scale changed: ask the platform */
	ORIEL_RAW_VISIBILITY, /**< it was shown or hidden: ask the platform */
	ORIEL_RAW_EXPOSE,  /**< its contents must be presented again */
	ORIEL_RAW_CLOSE,   /**< the user wants it closed */
};

/** Input as a device gives it, before hit testing. */
struct oriel_raw_input {
	enum oriel_raw_input_type type;
	double time_ms; /**< on the loop's clock; 0: now */
	int64_t pointer_id;
	enum oriel_pointer_kind pointer_kind;
	float x, y; // px in the window
	float pressure;
	int button; /**< enum oriel_button; for POINTER_DOWN and POINTER_UP */
	unsigned modifiers; /**< bits of enum oriel_modifier */
	float wheel_x, wheel_y; // px
	/**< for KEY_DOWN and KEY_UP, as in struct oriel_key_event; copied; NULL: "Unidentified" and ""
	 */
	const char *key, *code;
	/**< for KEY_DOWN and KEY_UP: the layout in use has no Latin letters, so that in a shortcut the
	 * key counts by its place */
	bool by_place;
	bool repeat;
	const char *text;    /**< copied; for TEXT and PREEDIT */
	size_t preedit_caret; /**< bytes into text */
};

ORIEL_END

#endif
