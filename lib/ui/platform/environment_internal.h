/* SPDX-License-Identifier: MIT */
/*
 * Environment variables by which a user changes the behaviour of any program. ui/app.h lists them.
 */
#ifndef ORIEL_PLATFORM_ENVIRONMENT_INTERNAL_H
#define ORIEL_PLATFORM_ENVIRONMENT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

/* Tells whether a variable is set, and neither empty nor "0". */
bool oriel__environment_flag(const char *name);
/* Returns the number in a variable, or otherwise if the variable is not set. A value that is no
 * number from low to high is ignored, and a warning is logged. */
double oriel__environment_number(const char *name, double low, double high, double otherwise);

/* Writes the address of the session bus, as DBUS_SESSION_BUS_ADDRESS or XDG_RUNTIME_DIR name it.
 * Returns false if neither does, or if the address is too long. */
bool oriel__environment_session_bus(char *address, size_t size);

/* Returns ORIEL_SCALE, device pixels a px; 0: not set. */
float oriel__environment_scale(void);

#endif
