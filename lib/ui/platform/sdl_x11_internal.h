/* SPDX-License-Identifier: MIT */
/* What the files of the X11 driver share; platform->driver_data is SDL's Display. */
#ifndef ORIEL_PLATFORM_SDL_X11_INTERNAL_H
#define ORIEL_PLATFORM_SDL_X11_INTERNAL_H

#include "sdl_internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>

/* sdl_x11.c */
/* Fills in info. Returns false if SDL does not name the window's X window. */
bool oriel__x11_info(const struct oriel__sdl_window *window, SDL_SysWMinfo *info);

/* sdl_x11_pointer.c */
/* Returns whether an X event shows that a button which SDL believes to be held is not: another
 * program has or had the pointer. Then puts releases into Xlib's queue, which correct SDL. */
bool oriel__x11_pointer_is_lost(const XEvent *event);

/* sdl_x11_window.c */
void oriel__x11_window_start(struct oriel__sdl_platform *platform);
/* Returns whether an X event tells that the screen has another size. */
bool oriel__x11_screen_has_changed(const struct oriel__sdl_platform *platform, const XEvent *event);
/* Fits windows in full screen without a window manager to the screen. */
void oriel__x11_windows_fit(struct oriel__sdl_platform *platform);
bool oriel__x11_set_fullscreen(struct oriel__sdl_window *window, bool on);
void oriel__x11_set_title(struct oriel__sdl_window *window, const char *title);
void oriel__x11_pressed(struct oriel__sdl_window *window);

/* sdl_x11_keys.c */
/* Once SDL's connection is known. Without XKB nothing is started, and SDL's word is taken. */
void oriel__x11_keys_start(struct oriel__sdl_platform *platform, Display *display);
/* Asks nothing of the display. */
void oriel__x11_keys_finish(struct oriel__sdl_platform *platform);
/* As in struct oriel__sdl_driver. */
bool oriel__x11_keys_filter(struct oriel__sdl_platform *platform, SDL_Event *event);
struct oriel__keymap *oriel__x11_keymap(struct oriel__sdl_platform *platform);
unsigned oriel__x11_modifiers(struct oriel__sdl_platform *platform);
/* After each pump: events of our own that SDL queues from now on are no keys of the server's. */
void oriel__x11_keys_pumped(struct oriel__sdl_platform *platform);

#endif
