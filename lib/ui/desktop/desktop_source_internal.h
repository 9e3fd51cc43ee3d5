/* SPDX-License-Identifier: MIT */
/*
 * A source of settings: the desktop portal, or an X server. Which of them a build has is chosen by
 * CMake, by the definitions ORIEL_DBUS and ORIEL_XSETTINGS.
 */
#ifndef ORIEL_DESKTOP_DESKTOP_SOURCE_INTERNAL_H
#define ORIEL_DESKTOP_DESKTOP_SOURCE_INTERNAL_H

#include "desktop/desktop_internal.h"

#include <poll.h>

struct oriel__desktop_source;

struct oriel__desktop_source_class {
	struct oriel__desktop_settings (*settings)(const struct oriel__desktop_source *source);
	/* Tells whether the first answer is awaited: settings, a refusal, or the end of the
	 * connection. */
	bool (*is_waiting)(const struct oriel__desktop_source *source);
	/* Tells whether the connection is closed; the source is then destroyed. */
	bool (*is_gone)(const struct oriel__desktop_source *source);
	/* Like the methods of struct oriel__display; prepare fills at most 4 entries. */
	void (*pump)(struct oriel__desktop_source *source);
	int (*prepare)(struct oriel__desktop_source *source, struct pollfd *fds, int *timeout_ms);
	void (*check)(struct oriel__desktop_source *source, const struct pollfd *fds, int count);
	void (*destroy)(struct oriel__desktop_source *source);
};

struct oriel__desktop_source {
	const struct oriel__desktop_source_class *source_class;
};

/* Begins to read the settings of org.freedesktop.portal.Settings. Returns NULL without a session
 * bus or without libdbus. (portal.c) */
struct oriel__desktop_source *oriel__portal_new(void);
/* Connects to the X server that DISPLAY names, and begins to read XSETTINGS and the resource
 * Xft.dpi. Returns NULL if that fails. (xsettings.c) */
struct oriel__desktop_source *oriel__xsettings_new(void);

#endif
