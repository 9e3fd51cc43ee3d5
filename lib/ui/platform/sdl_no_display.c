/* SPDX-License-Identifier: MIT */
/*
 * The error message for a missing display: one sentence that names the reason and the remedy.
 */
#include "sdl_internal.h"

#include <oriel/runtime/log.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns the value of an environment variable, or NULL if it is unset or empty. */
static const char *sdl_no_display_value_of(const char *variable) {
	const char *value = getenv(variable);
	return value != NULL && value[0] != '\0' ? value : NULL;
}

static bool sdl_no_display_has_driver(const char *name) {
	for (int i = 0; i < SDL_GetNumVideoDrivers(); i++) {
		if (strcmp(SDL_GetVideoDriver(i), name) == 0)
			return true;
	}
	return false;
}

/* Writes the names of SDL's video drivers, e.g. "x11, wayland". */
static void sdl_no_display_list_drivers(char *out, size_t size) {
	size_t length = 0;
	out[0] = '\0';
	for (int i = 0; i < SDL_GetNumVideoDrivers() && length < size; i++)
		length += (size_t)snprintf(
			out + length, size - length, "%s%s", i > 0 ? ", " : "", SDL_GetVideoDriver(i));
}

/* Logs that the first driver in SDL_VIDEODRIVER does not exist. Returns false if it does exist. */
static bool sdl_no_display_log_missing_driver(const char *asked) {
	char name[64], drivers[256];
	snprintf(name, sizeof(name), "%.*s", (int)strcspn(asked, ","), asked);
	if (sdl_no_display_has_driver(name))
		return false;
	sdl_no_display_list_drivers(drivers, sizeof(drivers));
	oriel_log(ORIEL_LOG_ERROR,
		"no display: SDL has no video driver \"%s\", which SDL_VIDEODRIVER names; unset it, or "
		"name one of %s",
		name, drivers);
	return true;
}

void oriel__sdl_log_no_display(void) {
	const char *asked = sdl_no_display_value_of("SDL_VIDEODRIVER"),
			   *x11 = sdl_no_display_value_of("DISPLAY"),
			   *wayland = sdl_no_display_value_of("WAYLAND_DISPLAY");
	if (asked != NULL && sdl_no_display_log_missing_driver(asked))
		return;
	if (asked != NULL && strncmp(asked, "KMSDRM", 6) == 0)
		oriel_log(ORIEL_LOG_ERROR,
			"no display: KMSDRM gets no screen; end the desktop that has it, and give the user the "
			"groups video and input");
	else if (asked != NULL && strncmp(asked, "x11", 3) == 0 && x11 == NULL)
		oriel_log(ORIEL_LOG_ERROR,
			"no display: SDL_VIDEODRIVER asks for x11, and DISPLAY names no X server; set DISPLAY, "
			"e.g. to :0");
	else if (x11 != NULL && wayland != NULL && asked == NULL)
		oriel_log(ORIEL_LOG_ERROR,
			"no display: neither the X server %s nor the Wayland compositor %s lets this program "
			"in; "
			"start one, or set DISPLAY or WAYLAND_DISPLAY to one that runs",
			x11, wayland);
	else if (wayland != NULL && (asked == NULL || strncmp(asked, "wayland", 7) == 0))
		oriel_log(ORIEL_LOG_ERROR,
			"no display: the Wayland compositor %s does not let this program in; start it, or set "
			"WAYLAND_DISPLAY to one that runs",
			wayland);
	else if (x11 != NULL && (asked == NULL || strncmp(asked, "x11", 3) == 0))
		oriel_log(ORIEL_LOG_ERROR,
			"no display: the X server %s does not let this program in; start it, or set DISPLAY to "
			"one that runs",
			x11);
	else
		oriel_log(ORIEL_LOG_ERROR,
			"no display: neither X11, Wayland nor KMSDRM can be used; set DISPLAY or "
			"WAYLAND_DISPLAY, or ORIEL_PLATFORM=headless");
}
