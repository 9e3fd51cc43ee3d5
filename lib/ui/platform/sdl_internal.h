/* SPDX-License-Identifier: MIT */
/*
 * What the files of the SDL platform share. A driver is what depends on SDL's video driver (x11,
 * wayland, KMSDRM, the rest): how to wait, how to present, what the scale is.
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

/* How the pixels of a window come to be and to be seen; as in oriel_platform_class. */
struct oriel__sdl_presenter {
	/* May keep what it needs in window->presenter_data. */
	bool (*framebuffer)(struct oriel__sdl_window *window, struct oriel_framebuffer *out);
	void (*present)(
		struct oriel__sdl_window *window, const struct oriel_device_rect *rects, size_t count);
	void (*finish)(struct oriel__sdl_window *window);
	/* As finish, of a window whose display is lost: frees memory alone. NULL: there is nothing to
	 * free. */
	void (*abandon)(struct oriel__sdl_window *window);
};

struct oriel__sdl_driver {
	/* Called once the first window is open, since SDL tells of its display through windows only.
	 * False, with the reason logged, if this driver cannot be used; the fall-back is then. May be
	 * NULL. */
	bool (*start)(struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window);
	/* Frees driver_data. May be NULL; called only after start. */
	void (*finish)(struct oriel__sdl_platform *platform);
	/* Frees the memory that a display which is lost leaves behind, and asks nothing of the display.
	 * May be NULL; called only after start. */
	void (*abandon)(struct oriel__sdl_platform *platform);
	/* As in struct oriel__display; check may be NULL. */
	int (*prepare)(struct oriel__sdl_platform *platform, struct pollfd *fds, int *timeout_ms);
	void (*check)(struct oriel__sdl_platform *platform, const struct pollfd *fds, int count);
	/* False if a pump would find nothing. NULL: only the pump can tell. */
	bool (*has_input)(struct oriel__sdl_platform *platform);
	/* Whether the connection is broken for good; names the other end. NULL: only SDL can tell.
	 * Calls nothing that fails on one that is. */
	const char *(*broken)(const struct oriel__sdl_platform *platform);
	/* After each pump. May be NULL. */
	void (*pumped)(struct oriel__sdl_platform *platform);
	/* Device pixels a px of a display without scaling of its own; called after start. NULL: SDL
	 * says what there is. */
	float (*scale)(struct oriel__sdl_platform *platform);
	/* Asks for a size, in SDL's units, where SDL would wait for the answer; false: SDL has to do
	 * it. May be NULL. */
	bool (*resize)(struct oriel__sdl_window *window, int width, int height);
	const struct oriel__sdl_presenter *presenter;
	/* Enters or leaves full screen where SDL cannot; false: SDL has to do it. May be NULL. */
	bool (*set_fullscreen)(struct oriel__sdl_window *window, bool on);
	/* Sets the window's title. NULL: SDL does it. */
	void (*set_title)(struct oriel__sdl_window *window, const char *title);
	/* Called for each press in a window; gives the window the keyboard where the system does not.
	 * May be NULL. */
	void (*pressed)(struct oriel__sdl_window *window);
	/* Sees each event that SDL makes before SDL queues it, and may change the event; false keeps it
	 * from the queue. May be NULL. */
	bool (*filter)(struct oriel__sdl_platform *platform, SDL_Event *event);
	/* Handles an event of the window system that the filter has let into the queue. May be NULL. */
	void (*system_event)(struct oriel__sdl_platform *platform, const SDL_SysWMEvent *event);
	/* a pointer that leaves a window with a button held is another program's from then on */
	bool is_leave_is_loss;
	bool needs_gl; /* SDL has no surface of memory there */
	/* The layout by which records of keys are read; NULL if there is none. May be NULL. */
	struct oriel__keymap *(*keymap)(struct oriel__sdl_platform *platform);
	/* Bits of enum oriel_modifier: what is held as a window gets the keyboard. NULL: SDL's word is
	 * taken. */
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
	/* SDL's units a px: the scale where SDL counts device pixels, else 1 */
	float unit;
	float scale;                /* device pixels a px */
	uint64_t generation;
	/* the driver's, or what that has handed the window over to */
	const struct oriel__sdl_presenter *presenter;
	void *presenter_data;                         /* NULL until the presenter has made it */
	struct oriel_size lost_size; /* px, once the display is lost */
	bool is_occluded;        /* as far as the presenter knows */
	bool was_told_visible;
	bool is_fills_screen;    /* without SDL's knowledge: the driver's set_fullscreen has done it */
	SDL_Rect windowed;    /* while it does: where it stood before */
	enum oriel_cursor cursor;
};

#define ORIEL__SDL_TOUCHES 32

struct oriel__sdl_touch {
	SDL_TouchID device;
	SDL_FingerID finger;
	int64_t pointer_id; /* 0: free */
	Uint32 window_id;   /* SDL's */
	uint64_t heard;     /* when it was heard of last, in order */
};

/* What input translation remembers between events. */
struct oriel__sdl_input {
	unsigned modifiers; /* as of the last event */
	struct oriel__sdl_touch touches[ORIEL__SDL_TOUCHES];
	int64_t last_touch_id;
	uint64_t touch_events;
	/* SDL's bits: what SDL believes to be held, though its release went to another program */
	Uint32 lost_buttons;
	char *text; /* pieces of one commit, until an event shows that it has ended */
	size_t text_length, text_capacity;
	bool is_text_lost; /* there was no memory: the pieces to come are ignored too */
	Uint32 text_window_id;
	bool is_preedit; /* an input method is at work, or a compose sequence */
	char sequence[ORIEL__KEY_TEXT_SIZE]; /* the preedit, if it is that of a compose sequence */
	bool is_captured;
	double last_time_ms;
};

/* SDL's connection to an input method. */
struct oriel__sdl_ime {
	int fd;            /* -1: none known */
	bool is_portal;    /* it may be that of IBus's portal, or one without an input method */
	bool has_fired;        /* the last poll() found something to read */
	int unread;        /* how many pumps in a row left something */
	bool is_lost;         /* there was one, and it was closed */
	bool is_blind;        /* there may be one that cannot be told */
	int64_t sought_ns; /* when it was last looked for */
};

/* What the display server said of the last keys. An event of SDL's names its record by a number, in
 * keysym.unused. */
struct oriel__sdl_keys {
	struct oriel__key_event records[256];
	Uint32 last; /* number of the newest record; 0: none */
};

struct oriel__sdl_platform {
	struct oriel_platform base;
	struct oriel__display display;
	oriel_loop *loop; /* counted: foreign threads reach it through the event filter */
	const struct oriel__sdl_driver *driver;
	float wanted_scale; /* ORIEL_SCALE; 0: not set */
	bool has_driver_started;
	bool is_broken; /* Xlib has found the connection broken, amid whatever */
	bool is_lost;   /* and that was told; sdl_lost.c */
	void *driver_data;
	struct oriel__sdl_window *windows;
	struct oriel__sdl_window *text_window; /* has the input method; NULL: it is off */
	SDL_Rect text_rect;
	struct oriel__sdl_input input;
	struct oriel__sdl_keys keys;
	struct oriel__x11_keys *x11_keys; /* NULL: the driver is another, or X11 without XKB */
	SDL_threadID thread;
	SDL_Cursor *cursors[ORIEL_CURSOR_NONE + 1];
	enum oriel_cursor shown_cursor;
	int64_t pump_again_ns; /* SDL defers something until then; 0: nothing */
	struct oriel__sdl_ime ime;
	struct oriel__sdl_clipboard *clipboard; /* NULL: it has not been used */
	int clipboard_fds; /* how many of the descriptors polled are its, the first ones */
	struct oriel__sdl_x11_attempt *x11_attempt; /* under way; NULL: none */
};

/* sdl_x11_error.c */
/* Whether errors end the program by Xlib's own handler; asked before SDL puts its handler before
 * that one. */
bool oriel__sdl_x11_errors_are_xlibs(void);
/* Errors are logged from now on, until oriel__sdl_x11_errors_end(). */
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
struct oriel__sdl_window *oriel__sdl_window_find(struct oriel__sdl_platform *platform, Uint32 id);
/* Reads the scale anew; true if it changed. */
bool oriel__sdl_window_update_scale(struct oriel__sdl_window *window);
void oriel__sdl_window_send(struct oriel__sdl_window *window, struct oriel_raw_input input);
/* Tells the window if it is visible now and was not, or the other way round. */
void oriel__sdl_window_update_visibility(struct oriel__sdl_window *window);
/* The pointer is over this window now. */
void oriel__sdl_window_show_cursor(struct oriel__sdl_window *window);

/* sdl_input.c */
void oriel__sdl_input_handle(
	struct oriel__sdl_platform *platform, const SDL_Event *event, const SDL_Event *next);
/* The queue is empty: what waited for the next event goes out. */
void oriel__sdl_input_flush(struct oriel__sdl_platform *platform);
/* Forgets an unfinished compose sequence, and what was shown of it. */
void oriel__sdl_input_reset(struct oriel__sdl_platform *platform);
void oriel__sdl_input_finish(struct oriel__sdl_platform *platform);
/* Cancels all touches, or the mouse, because the system took them away. */
void oriel__sdl_input_cancel_touches(struct oriel__sdl_platform *platform);
void oriel__sdl_input_cancel_mouse(struct oriel__sdl_platform *platform);

/* sdl_keys.c */
/* UI Events' `code`; "" for a key that it does not know. Static. */
const char *oriel__sdl_key_code(SDL_Scancode scancode);
/* Bits of enum oriel_modifier. */
unsigned oriel__sdl_modifiers(Uint16 mod);
/* UI Events' `key` by SDL's word alone. text is what the key typed, or NULL if that is not known.
 */
struct oriel__key_meaning oriel__sdl_key_meaning(SDL_Keysym keysym, const char *text);
/* Keeps a record and returns its number, which is not 0. */
Uint32 oriel__sdl_keys_add(struct oriel__sdl_keys *keys, const struct oriel__key_event *event);
/* NULL: there is none of this number, or not any more. */
const struct oriel__key_event *oriel__sdl_keys_find(
	const struct oriel__sdl_keys *keys, Uint32 number);

/* sdl_no_display.c */
/* Logs why SDL's video could not start, and what to do. */
void oriel__sdl_tell_no_display(void);

/* sdl_wayland.c */
/* Redirects libwayland's messages to oriel_log(). By default libwayland writes them to standard
 * error. */
void oriel__wayland_quieten(void);

/* sdl_wait.c */
void oriel__sdl_wait_init(struct oriel__sdl_platform *platform);
void oriel__sdl_wait_finish(struct oriel__sdl_platform *platform);
/* Once the first window is open: now the driver can be asked for its display. */
void oriel__sdl_wait_start(
	struct oriel__sdl_platform *platform, const struct oriel__sdl_window *window);
/* As finish, of a display that is lost: asks nothing of SDL's video or the driver. */
void oriel__sdl_wait_abandon(struct oriel__sdl_platform *platform);
/* Asks for one more pump at least this much later. */
void oriel__sdl_pump_after(struct oriel__sdl_platform *platform, int ms);
/* Lowers *timeout_ms. */
void oriel__sdl_cap(int *timeout_ms, int cap_ms);

/* sdl_wayland_seat.c */
/* Whether SDL would take a Wayland compositor that has no seat, which SDL does not survive. */
bool oriel__sdl_wayland_lacks_seat(void);

/* sdl_lost.c */
/* The connection to what is broken: tells whoever owns the platform, once. */
void oriel__sdl_lose_display(struct oriel__sdl_platform *platform, const char *what);

/* sdl_ime.c */
/* Text input was switched: looks for SDL's connection to an input method. */
void oriel__sdl_ime_seek(struct oriel__sdl_platform *platform);
/* Whether text input is on and there is, or may be, a connection: only SDL's pump reads it. */
bool oriel__sdl_ime_may_speak(const struct oriel__sdl_platform *platform);
/* Adds the connection to what is polled, or caps the wait if there should be one and is not;
 * returns the new count. */
int oriel__sdl_ime_prepare(
	struct oriel__sdl_platform *platform, struct pollfd *fds, int count, int *timeout_ms);
void oriel__sdl_ime_check(
	struct oriel__sdl_platform *platform, const struct pollfd *fds, int count);
/* After a pump, which had to read it. */
void oriel__sdl_ime_pumped(struct oriel__sdl_platform *platform);

#endif
