/* SPDX-License-Identifier: MIT */
/* The settings that an X server has for all programs. */
#ifndef ORIEL_DESKTOP_XSETTINGS_INTERNAL_H
#define ORIEL_DESKTOP_XSETTINGS_INTERNAL_H

#include "desktop/desktop_internal.h"

/* Returns the settings in the value of a property _XSETTINGS_SETTINGS. Malformed data ends them. */
struct oriel__desktop_settings oriel__xsettings_parse(const void *data, size_t length);
/* Returns the scale in the value of RESOURCE_MANAGER, e.g. 1.5 for "Xft.dpi:\t144\n"; 0: there is
 * none. */
float oriel__xsettings_parse_resources(const char *text, size_t length);

#endif
