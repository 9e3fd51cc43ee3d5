/* SPDX-License-Identifier: MIT */
/* What the files of the X11 driver share. */
#ifndef ORIEL_PLATFORM_SDL_X11_INTERNAL_H
#define ORIEL_PLATFORM_SDL_X11_INTERNAL_H

#include "sdl-internal.h"

#include <X11/Xlib.h>

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
