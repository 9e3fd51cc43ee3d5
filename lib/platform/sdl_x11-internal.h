/* SPDX-License-Identifier: MIT */
/* What the files of the X11 driver share; platform->driver_data is SDL's Display. */
#ifndef ORIEL_PLATFORM_SDL_X11_INTERNAL_H
#define ORIEL_PLATFORM_SDL_X11_INTERNAL_H

#include "sdl-internal.h"

#include <SDL_syswm.h>
#include <X11/Xlib.h>

/* sdl_x11.c */
/* False if SDL does not name the window's X window. */
bool oriel__x11_info(const struct oriel__sdl_window *window, SDL_SysWMinfo *info);

/* sdl_x11_pointer.c */
/* Whether this X event tells that buttons which SDL believes to be held are not: another program has the pointer, or had it.
 * Then SDL is corrected by releases, which it gets next. */
bool oriel__x11_pointer_is_lost(const XEvent *event);

/* sdl_x11_window.c */
void oriel__x11_window_start(struct oriel__sdl_platform *platform);
/* Whether this X event tells that the screen has another size. */
bool oriel__x11_screen_has_changed(const struct oriel__sdl_platform *platform, const XEvent *event);
/* Fits windows that fill the screen without a window manager. */
void oriel__x11_windows_fit(struct oriel__sdl_platform *platform);
bool oriel__x11_set_fullscreen(struct oriel__sdl_window *window, bool on);
void oriel__x11_set_title(struct oriel__sdl_window *window, const char *title);
void oriel__x11_pressed(struct oriel__sdl_window *window);

#endif
