/* SPDX-License-Identifier: MIT */
/*
 * The desktop's settings of its user: colours, contrast, motion, and the scale of text.
 *
 * Sources are the desktop portal on the session bus (portal.c) and, on X11, XSETTINGS and the
 * resource Xft.dpi (xsettings.c). Where both know a setting, the portal's value counts; of the
 * scale, X11's value counts, because desktops write the user's factor for text into it.
 *
 * Settings arrive during polls. They are arrivals of a recording; a replay asks no desktop.
 */
#ifndef ORIEL_DESKTOP_DESKTOP_INTERNAL_H
#define ORIEL_DESKTOP_DESKTOP_INTERNAL_H

#include <oriel/ui/color.h>
#include <oriel/ui/style_values.h>

/* 0 in a member: the desktop does not say. */
struct oriel__desktop_settings {
	enum oriel_color_scheme color_scheme;
	enum oriel_contrast contrast;
	enum oriel_motion motion;
	oriel_color accent_color; /* opaque */
	float scale;              /* of text; on X11 device pixels a px */
};

struct oriel__desktop;

struct oriel__desktop_options {
	bool asks_x11; /* the program's windows are on the X server that DISPLAY names */
	/* Called during a poll after settings have changed or the first answer has come. Calls no user
	 * code. */
	void (*changed)(void *data);
	void *data;
};

/* Begins to ask the desktop. Does not wait. */
struct oriel__desktop *oriel__desktop_new(
	oriel_loop *loop, const struct oriel__desktop_options *options);
/* NULL is allowed. */
void oriel__desktop_destroy(struct oriel__desktop *desktop);
/* Returns the settings so far, borrowed as long as the desktop. */
const struct oriel__desktop_settings *oriel__desktop_settings(const struct oriel__desktop *desktop);
/* Tells whether a session bus exists and has not replied yet. */
bool oriel__desktop_is_waiting(const struct oriel__desktop *desktop);

#endif
