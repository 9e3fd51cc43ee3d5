/* SPDX-License-Identifier: MIT */
/*
 * The names of the events that Oriel itself fires, for finding misspelt ones.
 */
#ifndef ORIEL_EVENT_EVENT_NAME_INTERNAL_H
#define ORIEL_EVENT_EVENT_NAME_INTERNAL_H

#include "base/private_api_internal.h"

/*
 * Returns the built-in name that type seems to mean, static: one letter of type is wrong, missing
 * or too much, or two neighbours have changed places. Returns NULL for a built-in name, for types
 * below five letters, and for types with '-' or ':', which are a program's own.
 */
ORIEL_PRIVATE_API const char *oriel__event_name_near(const char *type);

#endif
