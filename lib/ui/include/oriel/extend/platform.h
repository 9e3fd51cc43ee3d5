/* SPDX-License-Identifier: MIT */
/**
 * @file
 * For authors of platforms: raw input, windows of the system, presenting, clipboard, cursors.
 *
 * A platform calls no user code. It passes raw input to the window's sink, which queues it, and
 * presents the framebuffers that Oriel has painted. Its objects begin with the structs here.
 *
 * ```c
 * oriel_platform *platform = oriel_platform_new_headless(2); // 2 device pixels a px
 * platform->platform_class->destroy(platform);
 * ```
 *
 * Thread: loop. Errors: a refusal of the system is logged, and returned as NULL, false or a status.
 * Source: none; its clipboard follows ICCCM, "Peer-to-Peer Communication by Means of Selections".
 */
#ifndef ORIEL_EXTEND_PLATFORM_H
#define ORIEL_EXTEND_PLATFORM_H

#include <oriel/runtime/bytes.h>
#include <oriel/ui/geometry.h>
#include <oriel/ui/raw_input.h>
#include <oriel/ui/selection.h>
#include <oriel/runtime/status.h>
#include <oriel/ui/style_values.h>
#include <oriel/ui/window_state.h>

ORIEL_BEGIN

/** The version of struct oriel_platform_class. */
#define ORIEL_PLATFORM_ABI 4u

/** A window of the system. */
typedef struct oriel_platform_window oriel_platform_window;

/** A rectangle of device pixels. */
struct oriel_device_rect {
	int x, y, width, height; /**< device px */
};

/** The pixels of a window: 32 bits each, native-endian 0xXXRRGGBB, rows from top to bottom. */
struct oriel_framebuffer {
	void *pixels;      /**< the first row */
	int width, height; /**< device px */
	int stride;        /**< bytes a row */
	/** Changes whenever the contents were lost, e.g. after a resize: everything has to be painted
	 * again. */
	uint64_t generation;
};

/** The text that a widget takes, for an on-screen keyboard. Source: HTML, "inputmode". */
enum oriel_input_mode {
	ORIEL_INPUT_MODE_TEXT,     /**< any text */
	ORIEL_INPUT_MODE_NONE,     /**< the program has keys of its own */
	ORIEL_INPUT_MODE_TEL,      /**< a telephone number */
	ORIEL_INPUT_MODE_URL,      /**< a URL */
	ORIEL_INPUT_MODE_EMAIL,    /**< an e-mail address */
	ORIEL_INPUT_MODE_NUMERIC,  /**< digits */
	ORIEL_INPUT_MODE_DECIMAL,  /**< a number with a fraction */
	ORIEL_INPUT_MODE_SEARCH,   /**< what to search for */
	ORIEL_INPUT_MODE_PASSWORD, /**< a secret: nothing is suggested or learnt */
};

/** The requested properties of a new window. */
struct oriel_platform_window_options {
	const char *title;   /**< borrowed for the call */
	const char *app_id;  /**< borrowed for the call */
	struct oriel_size size;     /**< px */
	struct oriel_size min_size; /**< px; 0: none */
	bool fullscreen; /**< the window fills its display */
	bool fixed_size; /**< the user cannot resize it */
	bool maximized;  /**< the window is opened maximized; size is its size otherwise */
	bool always_on_top; /**< the window stays above others */
	/** px from the corner of the desktop; borrowed for the call; NULL, or outside every display:
	 * the system's choice */
	const struct oriel_point *position;
	oriel_platform_window *parent; /**< a window that it stays above; may be NULL */
	/** Takes raw input; queues it and returns. */
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data; /**< of sink; borrowed */
};

/** The beginning of every platform's windows. */
struct oriel_platform_window {
	oriel_platform *platform; /**< the platform that opened the window */
};

/** Data that a program offers in a selection. fetch and release call no user code. */
struct oriel_clipboard_offer {
	const char *const *types; /**< MIME types, the best one first; text is "text/plain", in UTF-8 */
	size_t count;
	/** Fetches the data in one of the types. @return with one reference; NULL if there is no memory
	 */
	struct oriel_bytes *(*fetch)(void *data, const char *type);
	void *data;          /**< handed over */
	/** called once, when the program does not own the selection any more; may be NULL */
	oriel_release_fn *release;
};

/** The answer to a request. Its data is borrowed for the call of done. */
struct oriel_clipboard_answer {
	/** ORIEL_OK; ORIEL_NOT_FOUND_ERROR: the selection has no owner, or not that type;
	 * ORIEL_OPERATION_ERROR: its owner ended, or broke the protocol; ORIEL_QUOTA_EXCEEDED_ERROR:
	 * more than 256 MiB, or than there is memory for */
	enum oriel_status status;
	const char *data; /**< may be NULL if length is 0 */
	size_t length;
};

/** A request for the types or the data of a selection. Owned by the caller, which keeps it until it
 * is answered or cancelled. */
struct oriel_clipboard_request {
	/** Takes the answer and calls no user code. Called once, perhaps within the call that begins
	 * the request. */
	void (*done)(
		struct oriel_clipboard_request *request, const struct oriel_clipboard_answer *answer);
	/** Notes that a part of the data has arrived. */
	void (*progressed)(struct oriel_clipboard_request *request);
};

/** The class of a platform. */
struct oriel_platform_class {
	unsigned abi;     /**< ORIEL_PLATFORM_ABI */
	const char *name; /**< "sdl", "headless"; static */

	void (*destroy)(oriel_platform *platform);

	/** @return NULL if it cannot be opened; the reason is logged */
	oriel_platform_window *(*window_open)(
		oriel_platform *platform, const struct oriel_platform_window_options *options);
	void (*window_close)(oriel_platform_window *window);
	void (*window_set_title)(oriel_platform_window *window, const char *title);
	void (*window_set_size)(oriel_platform_window *window, struct oriel_size size);
	void (*window_set_fullscreen)(oriel_platform_window *window, bool fullscreen);
	/** @return whether it fills its display, as requested, or as the system has it */
	bool (*window_is_fullscreen)(oriel_platform_window *window);
	struct oriel_size (*window_size)(oriel_platform_window *window);
	/** Returns whether windows of the platform have an ability. The methods below are only called
	 * for abilities that they have. */
	bool (*can)(oriel_platform *platform, enum oriel_window_ability ability);
	/** Writes the state of a window. ORIEL_RAW_STATE reports each change. */
	void (*window_state)(oriel_platform_window *window, struct oriel_window_state *out);
	/** Asks for another position. @param position px from the corner of the desktop */
	void (*window_set_position)(oriel_platform_window *window, struct oriel_point position);
	/** Asks for minimizing, or for the state before. */
	void (*window_set_minimized)(oriel_platform_window *window, bool minimized);
	/** Asks for maximizing, or for the size before. */
	void (*window_set_maximized)(oriel_platform_window *window, bool maximized);
	void (*window_set_always_on_top)(oriel_platform_window *window, bool on);
	/** Sets the icon. @param icon copied */
	void (*window_set_icon)(oriel_platform_window *window, const struct oriel_window_icon *icon);
	/** Asks for the keyboard, above all other windows. @param token a token that the system gave
	 * another program for this; "" if there is none; copied */
	void (*window_activate)(oriel_platform_window *window, const char *token);
	/** @return device pixels a px */
	float (*window_scale)(oriel_platform_window *window);
	/** @return the time between two frames of its display, ms */
	double (*window_interval_ms)(oriel_platform_window *window);
	/** Returns whether the user can see it. */
	bool (*window_is_visible)(oriel_platform_window *window);
	void (*window_set_cursor)(oriel_platform_window *window, enum oriel_cursor cursor);
	/** Switches the input method on or off. @param caret where it may show its own windows, px in
	 * the window */
	void (*window_set_text_input)(oriel_platform_window *window, bool on, struct oriel_rect caret);
	/** Passes the kind of text that the focused widget takes, before text input is switched on and
	 * at each change. NULL for a platform that has no on-screen keyboard, such as that of SDL 2. */
	void (*window_set_input_mode)(oriel_platform_window *window, enum oriel_input_mode mode);
	/** Makes the input method forget what it composes; text input stays on. */
	void (*window_reset_text_input)(oriel_platform_window *window);

	/** @return whether there are pixels to paint on; they stay valid until the next call on this
	 * window, or its next event */
	bool (*window_framebuffer)(oriel_platform_window *window, struct oriel_framebuffer *out);
	/** Shows what was painted in these rectangles; never waits for the display. */
	void (*window_present)(
		oriel_platform_window *window, const struct oriel_device_rect *rects, size_t count);

	/**
	 * Makes the program the owner of a selection, or with an offer of no types gives the selection
	 * up.
	 * @param offer copied; its data is handed over, also on failure
	 * @return ORIEL_OPERATION_ERROR, with the reason logged, if the system refuses;
	 * ORIEL_NOT_FOUND_ERROR if it has no such selection
	 */
	enum oriel_status (*clipboard_offer)(oriel_platform *platform, enum oriel_selection selection,
		const struct oriel_clipboard_offer *offer);
	/** Begins to ask for the MIME types of a selection: the answer has one a line, "text/plain" for
	 * text of any kind. */
	void (*clipboard_types)(oriel_platform *platform, enum oriel_selection selection,
		struct oriel_clipboard_request *request);
	/** Begins to ask for the data of a selection. @param type a MIME type, copied; "text/plain" is
	 * answered in UTF-8 */
	void (*clipboard_read)(oriel_platform *platform, enum oriel_selection selection,
		const char *type, struct oriel_clipboard_request *request);
	/** Ends a request that has not been answered; done is not called. */
	void (*clipboard_cancel)(oriel_platform *platform, struct oriel_clipboard_request *request);

	/**
	 * Applies the scale of the desktop's settings. On a display without scaling of its own, such as
	 * X11, it is the number of device pixels a px; on others it multiplies the display's scale.
	 * Open windows keep their size in device pixels, and get ORIEL_RAW_RESIZE.
	 */
	void (*set_scale)(oriel_platform *platform, float scale);
	/** @return the name of the window system, e.g. "x11", "wayland" or "headless"; static */
	const char *(*window_system)(oriel_platform *platform);
};

/** The beginning of every platform. */
struct oriel_platform {
	const struct oriel_platform_class *platform_class;
	/**
	 * Called once, when the display is gone for good: its server has died, or has closed the
	 * connection. Set by the platform's owner; may be NULL. Calls no user code. From then on the
	 * platform's windows are invisible, and its methods do nothing.
	 */
	void (*display_lost)(void *data);
	void *display_lost_data; /**< borrowed */
	/** Called when the window system asks the program to quit. Set by the platform's owner; may be
	 * NULL. Calls no user code. */
	void (*quit_asked)(void *data);
	void *quit_asked_data; /**< borrowed */
};

/** Makes a platform with windows of the system, at most one a process. @return owned by the caller
 * (destroy of its class); NULL, with the reason logged, if there is no display */
ORIEL_API oriel_platform *oriel_platform_new_sdl(const char *app_id);
/** Makes a platform whose windows are memory. @param scale device pixels a px. @return owned by the
 * caller (destroy of its class) */
ORIEL_API oriel_platform *oriel_platform_new_headless(float scale);

ORIEL_END

#endif
