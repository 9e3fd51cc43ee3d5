/* SPDX-License-Identifier: MIT */
/* Declarations shared by the files of the X11 driver; platform->driver_data is SDL's Display. */
#ifndef ORIEL_PLATFORM_SDL_X11_INTERNAL_H
#define ORIEL_PLATFORM_SDL_X11_INTERNAL_H

#include "sdl_internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>

/* sdl_x11.c */
/* Fills in info. Returns false if SDL does not expose the X window. */
bool oriel__x11_info(const struct oriel__sdl_window *window, SDL_SysWMinfo *info);

/* sdl_x11_drop.c */
/* Tells whether an X event is a message of a drag. */
bool oriel__x11_is_drag(const XEvent *event);
/* Reports such a message. */
void oriel__x11_drag(struct oriel__sdl_platform *platform, const XEvent *event);

/* sdl_x11_map.c */
/* Like the method of struct oriel__sdl_driver. */
bool oriel__x11_map(struct oriel__sdl_window *window);

/* sdl_x11_pointer.c */
/* Tells whether an X event shows that another program has taken the pointer during a press: SDL
 * believes a button held that is not. If so, puts releases into Xlib's queue, which correct SDL. */
bool oriel__x11_pointer_is_lost(const XEvent *event);

/* sdl_x11_window.c */
void oriel__x11_window_start(struct oriel__sdl_platform *platform);
/* Tells whether an X event reports a new size of the screen. */
bool oriel__x11_screen_has_changed(const struct oriel__sdl_platform *platform, const XEvent *event);
/* Resizes windows in full screen to the screen, if there is no window manager. */
void oriel__x11_windows_fit(struct oriel__sdl_platform *platform);
bool oriel__x11_set_fullscreen(struct oriel__sdl_window *window, bool on);
void oriel__x11_set_title(struct oriel__sdl_window *window, const char *title);
void oriel__x11_pressed(struct oriel__sdl_window *window);
/* Like the methods of struct oriel__sdl_driver. */
bool oriel__x11_can(
	const struct oriel__sdl_platform *platform, enum oriel_window_ability ability);
void oriel__x11_hold_position(struct oriel__sdl_window *window, bool on);
bool oriel__x11_activate(struct oriel__sdl_window *window, const char *token);

/* sdl_x11_keys.c */
/* Starts reading keys on SDL's connection. Without XKB it does nothing, and SDL translates keys. */
void oriel__x11_keys_start(struct oriel__sdl_platform *platform, Display *display);
/* Frees the data without calling the display. */
void oriel__x11_keys_finish(struct oriel__sdl_platform *platform);
/* Like the methods of struct oriel__sdl_driver. */
bool oriel__x11_keys_filter(struct oriel__sdl_platform *platform, SDL_Event *event);
struct oriel__keymap *oriel__x11_keymap(struct oriel__sdl_platform *platform);
unsigned oriel__x11_modifiers(struct oriel__sdl_platform *platform);
/* Ends the current key after a pump: events that SDL queues later do not belong to the server's
 * last key. */
void oriel__x11_keys_pumped(struct oriel__sdl_platform *platform);

#endif
