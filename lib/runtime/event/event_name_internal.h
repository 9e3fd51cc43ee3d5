/* SPDX-License-Identifier: MIT */
/*
 * The names of built-in events, for finding misspelt types.
 */
#ifndef ORIEL_EVENT_EVENT_NAME_INTERNAL_H
#define ORIEL_EVENT_EVENT_NAME_INTERNAL_H

#include "base/private_api_internal.h"

/*
 * Returns the built-in name (static) that type misspells: one letter is wrong, missing or too much,
 * or two neighbours are swapped. Returns NULL for a built-in name, for types shorter than five
 * letters, and for types with '-' or ':', which belong to programs.
 */
ORIEL_PRIVATE_API const char *oriel__event_name_near(const char *type);

#endif
