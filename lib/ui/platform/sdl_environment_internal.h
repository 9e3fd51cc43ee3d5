/* SPDX-License-Identifier: MIT */
/*
 * Environment variables that are set only while SDL starts, safely beside threads that read the
 * environment. Thread: the loop's.
 */
#ifndef ORIEL_PLATFORM_SDL_ENVIRONMENT_INTERNAL_H
#define ORIEL_PLATFORM_SDL_ENVIRONMENT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

struct oriel__sdl_variable {
	const char *name, *value; /* a name has less than 64 bytes */
};

/* Sets variables, which are copied, until oriel__sdl_environment_restore(). Calls do not nest. */
void oriel__sdl_environment_set(const struct oriel__sdl_variable *variables, size_t count);
void oriel__sdl_environment_restore(void);

#endif
