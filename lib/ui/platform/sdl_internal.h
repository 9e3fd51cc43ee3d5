/* SPDX-License-Identifier: MIT */
/*
 * Declarations shared by the files of the SDL platform. A driver is the part that depends on SDL's
 * video driver (x11, wayland, KMSDRM, others): how to wait, how to present, and the scale.
 */
#ifndef ORIEL_PLATFORM_SDL_INTERNAL_H
#define ORIEL_PLATFORM_SDL_INTERNAL_H

#include "keymap_internal.h"
#include "loop/display_internal.h"

#include <SDL.h>
#include <oriel/extend/platform.h>

struct oriel__sdl_clipboard;
struct oriel__sdl_platform;
struct oriel__sdl_window;

/* Methods that provide a window's pixels and present them, like those of oriel_platform_class. */
struct oriel__sdl_presenter {
	/* May store data in window->presenter_data. */
	bool (*framebuffer)(struct oriel__sdl_window *window, struct oriel_framebuffer *out);
	void (*present)(
		struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count);
	void (*finish)(struct oriel__sdl_window *window);
	/* Like finish, for a window whose display is lost: only frees memory. NULL: there is nothing to
	 * free. */
	void (*abandon)(struct oriel__sdl_window *window);
};

struct oriel__sdl_driver {
	/* Called after the first window has been opened, because SDL exposes its display only through
	 * windows. Returns false and logs the reason if this driver cannot be used; the fall-back is
	 * used then. May be NULL. */
	bool (*start)(struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window);
	/* Frees driver_data. Called only after start. May be NULL. */
	void (*finish)(struct oriel__sdl_platform *platform);
	/* Frees the memory of a lost display without calling the display. Called only after start. May
	 * be NULL. */
	void (*abandon)(struct oriel__sdl_platform *platform);
	/* Like the methods of struct oriel__display; check may be NULL. */
	int (*prepare)(struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms);
	void (*check)(struct oriel__sdl_platform *platform, const struct pollfd *fds, int count);
	/* Returns false if a pump would find no events. NULL: only a pump can find out. */
	bool (*has_input)(struct oriel__sdl_platform *platform);
	/* Returns the name of the other end if the connection is broken for good, else NULL. Calls
	 * nothing that fails on a broken connection. NULL: only SDL can find out. */
	const char *(*broken)(const struct oriel__sdl_platform *platform);
	/* Called after each pump. May be NULL. */
	void (*pumped)(struct oriel__sdl_platform *platform);
	/* Returns the device pixels a px of a display without its own scaling; called after start.
	 * NULL: SDL reports the scale. */
	float (*scale)(struct oriel__sdl_platform *platform);
	/* Requests a size in SDL's units where SDL would wait for the reply; returns false if SDL has
	 * to do it. May be NULL. */
	bool (*resize)(struct oriel__sdl_window *window, int width, int height);
	const struct oriel__sdl_presenter *presenter;
	/* Enters or leaves full screen where SDL cannot; returns false if SDL has to do it. May be
	 * NULL. */
	bool (*set_fullscreen)(struct oriel__sdl_window *window, bool on);
	/* Sets the window's title. NULL: SDL does it. */
	void (*set_title)(struct oriel__sdl_window *window, const char *title);
	/* Called for each press in a window; gives the window the keyboard focus where the system does
	 * not. May be NULL. */
	void (*pressed)(struct oriel__sdl_window *window);
	/* Called for each event before SDL queues it; may change the event. Returns false to drop it.
	 * May be NULL. */
	bool (*filter)(struct oriel__sdl_platform *platform, SDL_Event *event);
	/* Handles an event of the window system that filter has let into the queue. May be NULL. */
	void (*system_event)(struct oriel__sdl_platform *platform, const SDL_SysWMEvent *event);
	/* Called before SDL shows or restores a window: shows it. Returns false if the system does not
	 * show it in time; then SDL must not wait for it. With this method, windows are created hidden.
	 * NULL: SDL does not wait. */
	bool (*map)(struct oriel__sdl_window *window);
	/* Called before and after a window with a position is shown: the position is that of the
	 * content, not of the frame. May be NULL. */
	void (*hold_position)(struct oriel__sdl_window *window, bool on);
	/* Returns whether windows have an ability. NULL: they have none. */
	bool (*can)(const struct oriel__sdl_platform *platform, enum oriel_window_ability ability);
	/* Gives the window the keyboard by a token of another program. Returns false if SDL has to do
	 * it, without the token. May be NULL. */
	bool (*activate)(struct oriel__sdl_window *window, const char *token);
	/* the pointer's events go to another program after it leaves a window with a button held */
	bool is_pointer_lost_on_leave;
	bool needs_gl; /* SDL has no surface in memory with this driver */
	/* Returns the layout for the records of keys, or NULL if there is none. May be NULL. */
	struct oriel__keymap *(*keymap)(struct oriel__sdl_platform *platform);
	/* Returns the modifiers held while a window gets the keyboard focus, as bits of enum
	 * oriel_modifier. NULL: SDL's are used. */
	unsigned (*modifiers)(struct oriel__sdl_platform *platform);
};

extern const struct oriel__sdl_driver oriel__sdl_x11, oriel__sdl_wayland, oriel__sdl_kmsdrm,
	oriel__sdl_memory, oriel__sdl_unknown;
extern const struct oriel__sdl_presenter oriel__sdl_surface_presenter, oriel__sdl_texture_presenter,
	oriel__sdl_shm_presenter, oriel__sdl_x11_shm_presenter;

struct oriel__sdl_window {
	struct oriel_platform_window base;
	struct oriel__sdl_window *next;
	struct oriel__sdl_platform *platform;
	SDL_Window *sdl;
	Uint32 id; // SDL's
	void (*sink)(void *data, const struct oriel_raw_input *input);
	void *data;
	struct oriel_size min_size; // px
	struct oriel_size wanted_size; /* px; until the first frame is presented */
	bool is_presented;
	/* SDL's units a px: the scale where SDL counts device pixels, else 1 */
	float unit;
	float scale;                /* device pixels a px */
	uint64_t generation;
	/* the driver's presenter, or one that it has replaced itself with */
	const struct oriel__sdl_presenter *presenter;
	void *presenter_data;        /* NULL until the presenter has made it */
	struct oriel_size lost_size; /* px; used once the display is lost */
	bool is_occluded;            /* known from the presenter */
	bool was_visible;
	bool is_filling_screen; /* set_fullscreen of the driver has done it, unknown to SDL */
	SDL_Rect windowed; /* position and size before full screen, while is_filling_screen is set */
	enum oriel_cursor cursor;
};

#define ORIEL__SDL_TOUCHES 32

struct oriel__sdl_touch {
	SDL_TouchID device;
	SDL_FingerID finger;
	int64_t pointer_id;  /* 0: free slot */
	Uint32 window_id;    /* SDL's */
	uint64_t last_event; /* sequence number of its last event */
};

/* State of input translation between events. */
struct oriel__sdl_input {
	unsigned modifiers; /* after the last event */
	struct oriel__sdl_touch touches[ORIEL__SDL_TOUCHES];
	int64_t last_touch_id;
	uint64_t touch_events;
	/* SDL's bits of buttons that SDL believes held, but whose release went to another program */
	Uint32 lost_buttons;
	char *text; /* joined pieces of a commit, until the next event shows its end */
	size_t text_length, text_capacity;
	bool is_text_lost; /* out of memory: the following pieces are dropped, too */
	Uint32 text_window_id;
	bool is_preedit;                     /* an input method or a compose sequence shows a preedit */
	char sequence[ORIEL__KEY_TEXT_SIZE]; /* the preedit of a compose sequence, else "" */
	bool is_captured;
	double last_time_ms;
};

/* SDL's connection to an input method. */
struct oriel__sdl_ime {
	int fd; /* -1: none found */
	/* the socket may belong to IBus's portal, or have nothing to do with an input method */
	bool is_portal;
	bool has_fired;    /* the last poll() reported data */
	int unread;        /* number of pumps in a row that left unread data */
	bool is_lost;      /* a connection was found and then closed */
	bool is_blind;     /* a connection may exist, but cannot be found */
	bool is_search_due; /* text input has begun since the last search; the next wait searches */
	int64_t sought_ns; /* time of the last search */
};

/* The display server's data of the last keys. An SDL event refers to its record by a number in
 * keysym.unused. */
struct oriel__sdl_keys {
	struct oriel__key_event records[256];
	Uint32 last; /* number of the newest record; 0: there is none */
};

struct oriel__sdl_drop_text {
	char *bytes; /* NUL-terminated; NULL if length is 0 */
	size_t length, capacity;
};

/* A drag of another program, and the pieces of its drop. */
struct oriel__sdl_drop {
	struct oriel__sdl_drop_text files, text;
	int x, y; /* SDL's units in the window */
	bool has_position;
	bool is_files_offered, is_text_offered; /* before the drop */
};

struct oriel__sdl_platform {
	struct oriel_platform base;
	struct oriel__display display;
	oriel_loop *loop; /* holds a reference, since other threads use the loop in the event filter */
	const struct oriel__sdl_driver *driver;
	float wanted_scale; /* ORIEL_SCALE; 0: not set */
	float desktop_scale; /* of set_scale; 0: the driver's */
	bool has_driver_started;
	bool is_broken; /* Xlib has found the connection broken, in the middle of some call */
	bool is_lost;   /* the loss has been reported; sdl_lost.c */
	void *driver_data;
	struct oriel__sdl_window *windows;
	struct oriel__sdl_window *text_window; /* the window with text input; NULL: text input is off */
	SDL_Rect text_rect;
	struct oriel__sdl_input input;
	struct oriel__sdl_keys keys;
	struct oriel__x11_keys *x11_keys; /* NULL: another driver, or X11 without XKB */
	struct oriel__sdl_drop drop;
	SDL_threadID thread;
	SDL_Cursor *cursors[ORIEL_CURSOR_NONE + 1];
	enum oriel_cursor shown_cursor;
	int64_t pump_again_ns; /* time until which SDL defers something; 0: nothing is deferred */
	struct oriel__sdl_ime ime;
	struct oriel__sdl_clipboard *clipboard; /* NULL: not used yet */
	/* number of polled descriptors that belong to the clipboard; they come first */
	int clipboard_fds;
	struct oriel__sdl_x11_attempt *x11_attempt; /* in flight; NULL: none */
};

/* sdl_x11_error.c */
/* Tells whether Xlib's own handler ends the program on errors; called before SDL installs its
 * handler. */
bool oriel__sdl_x11_errors_are_xlibs(void);
/* Logs X errors from now on, until oriel__sdl_x11_errors_end(). */
void oriel__sdl_x11_errors_begin(void);
void oriel__sdl_x11_errors_end(void);

/* sdl_window.c */
oriel_platform_window *oriel__sdl_window_open(
	oriel_platform *platform, const struct oriel_platform_window_options *options);
void oriel__sdl_window_close(oriel_platform_window *window);
void oriel__sdl_window_set_title(oriel_platform_window *window, const char *title);
void oriel__sdl_window_set_size(oriel_platform_window *window, struct oriel_size size);
void oriel__sdl_window_set_fullscreen(oriel_platform_window *window, bool fullscreen);
bool oriel__sdl_window_is_fullscreen(oriel_platform_window *window);
struct oriel_size oriel__sdl_window_size(oriel_platform_window *window);
float oriel__sdl_window_scale(oriel_platform_window *window);
double oriel__sdl_window_interval_ms(oriel_platform_window *window);
bool oriel__sdl_window_is_visible(oriel_platform_window *window);
void oriel__sdl_window_set_cursor(oriel_platform_window *window, enum oriel_cursor cursor);
void oriel__sdl_window_set_text_input(
	oriel_platform_window *window, bool on, struct oriel_rect caret);
void oriel__sdl_window_reset_text_input(oriel_platform_window *window);
bool oriel__sdl_window_framebuffer(oriel_platform_window *window, struct oriel_framebuffer *out);
void oriel__sdl_window_present(
	oriel_platform_window *window, const struct oriel_device_rect *rects, size_t count);
/* sdl_window_state.c */
/* Returns the position of a new window in SDL's units: the wanted one if the user can reach it
 * there. */
SDL_Point oriel__sdl_first_position(
	const struct oriel_platform_window_options *options, float unit);
bool oriel__sdl_can(oriel_platform *platform, enum oriel_window_ability ability);
void oriel__sdl_window_state(oriel_platform_window *window, struct oriel_window_state *out);
void oriel__sdl_window_set_position(oriel_platform_window *window, struct oriel_point position);
void oriel__sdl_window_set_minimized(oriel_platform_window *window, bool minimized);
void oriel__sdl_window_set_maximized(oriel_platform_window *window, bool maximized);
void oriel__sdl_window_set_always_on_top(oriel_platform_window *window, bool on);
void oriel__sdl_window_set_icon(
	oriel_platform_window *window, const struct oriel_window_icon *icon);
void oriel__sdl_window_activate(oriel_platform_window *window, const char *token);
struct oriel__sdl_window *oriel__sdl_window_find(struct oriel__sdl_platform *platform, Uint32 id);
/* Applies a changed unit of the platform. Sends ORIEL_RAW_RESIZE. */
void oriel__sdl_window_update_unit(struct oriel__sdl_window *window);
/* Updates the scale; returns whether it changed. */
bool oriel__sdl_window_update_scale(struct oriel__sdl_window *window);
/* Calls the driver's map(). Without it, returns true. */
bool oriel__sdl_window_map(struct oriel__sdl_window *window);
void oriel__sdl_window_send(struct oriel__sdl_window *window, struct oriel_raw_input input);
/* Sends ORIEL_RAW_VISIBILITY to the window if its visibility has changed. */
void oriel__sdl_window_update_visibility(struct oriel__sdl_window *window);
/* Shows the cursor of the window that the pointer is over. */
void oriel__sdl_window_show_cursor(struct oriel__sdl_window *window);

/* sdl_input.c */
void oriel__sdl_input_handle(
	struct oriel__sdl_platform *platform, const SDL_Event *event, const SDL_Event *next);
/* Sends the input that was waiting for the next event, because the queue is empty. */
void oriel__sdl_input_flush(struct oriel__sdl_platform *platform);
/* Cancels an unfinished compose sequence and its display. */
void oriel__sdl_input_reset(struct oriel__sdl_platform *platform);
void oriel__sdl_input_finish(struct oriel__sdl_platform *platform);
/* Cancel all touches, or the mouse, because the system has taken them away. */
void oriel__sdl_input_cancel_touches(struct oriel__sdl_platform *platform);
void oriel__sdl_input_cancel_mouse(struct oriel__sdl_platform *platform);

/* sdl_drop.c */
/* Handles an event of a drop; the caller frees its text. */
void oriel__sdl_drop_handle(struct oriel__sdl_platform *platform, const SDL_DropEvent *event);
/* Report the position of a drag, in SDL's units in the window, and the end without a drop. */
void oriel__sdl_drop_over(struct oriel__sdl_window *window, int x, int y);
void oriel__sdl_drop_leave(struct oriel__sdl_window *window);
/* Frees the pieces of a drop. */
void oriel__sdl_drop_finish(struct oriel__sdl_platform *platform);

/* sdl_keys.c */
/* Returns UI Events' `code` of a scancode, static; "" for an unknown one. */
const char *oriel__sdl_key_code(SDL_Scancode scancode);
/* Converts SDL's modifiers to bits of enum oriel_modifier. */
unsigned oriel__sdl_modifiers(Uint16 mod);
/* Returns UI Events' `key` from SDL's data alone. @param text the text that the key typed; NULL:
 * unknown */
struct oriel__key_meaning oriel__sdl_key_meaning(SDL_Keysym keysym, const char *text);
/* Stores a record and returns its number, which is never 0. */
Uint32 oriel__sdl_keys_add(struct oriel__sdl_keys *keys, const struct oriel__key_event *event);
/* Returns the record with this number, or NULL if there is none or it has been overwritten. */
const struct oriel__key_event *oriel__sdl_keys_find(
	const struct oriel__sdl_keys *keys, Uint32 number);

/* sdl_no_display.c */
/* Logs the reason why SDL's video cannot start, and a remedy. */
void oriel__sdl_log_no_display(void);

/* sdl_wayland.c */
/* Redirects libwayland's messages to oriel_log(). By default libwayland writes them to standard
 * error. */
void oriel__wayland_redirect_log(void);

/* sdl_wait.c */
void oriel__sdl_wait_init(struct oriel__sdl_platform *platform);
void oriel__sdl_wait_finish(struct oriel__sdl_platform *platform);
/* Starts the driver, which needs the display of the first open window. */
void oriel__sdl_wait_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window);
/* Like finish, for a lost display: calls neither SDL's video nor the driver's display. */
void oriel__sdl_wait_abandon(struct oriel__sdl_platform *platform);
/* Requests one more pump after at least this time. */
void oriel__sdl_pump_after(struct oriel__sdl_platform *platform, int ms);
/* Lowers *timeout_ms to cap_ms; -1 means no timeout. */
void oriel__sdl_cap(int *timeout_ms, int cap_ms);

/* sdl_wayland_seat.c */
/* Tells whether SDL would choose a Wayland compositor that has no seat, which crashes SDL. */
bool oriel__sdl_wayland_lacks_seat(void);

/* sdl_lost.c */
/* Reports the loss of the display to the owner of the platform, once. @param what the name of the
 * other end, for the log */
void oriel__sdl_lose_display(struct oriel__sdl_platform *platform, const char *what);

/* sdl_ime.c */
/* Searches for SDL's connection to an input method, because text input has begun. */
void oriel__sdl_ime_seek(struct oriel__sdl_platform *platform);
/* Tells whether text input is on and a connection exists or may exist; only SDL's pump reads it. */
bool oriel__sdl_ime_may_have_input(struct oriel__sdl_platform *platform);
/* Adds the connection to the polled descriptors, or caps the wait if a connection may exist but is
 * not found. Returns the new count. */
int oriel__sdl_ime_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int count, int *timeout_ms);
void oriel__sdl_ime_check(
	struct oriel__sdl_platform *platform, const struct pollfd *fds, int count);
/* Checks after a pump whether the pump has read the connection. */
void oriel__sdl_ime_pumped(struct oriel__sdl_platform *platform);

#endif
