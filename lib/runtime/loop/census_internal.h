/* SPDX-License-Identifier: MIT */
/*
 * Lets the modules above add their counts to a loop's census.
 */
#ifndef ORIEL_LOOP_CENSUS_INTERNAL_H
#define ORIEL_LOOP_CENSUS_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/census.h>

/* Embedded in a module's per-loop state. */
struct oriel__census_source {
	struct oriel__census_source *next;
	/* Adds this source's counts to out; must not change anything else. */
	void (*count)(const struct oriel__census_source *source, struct oriel_census *out);
};

/* Adds to the count of a name; name is a static string. */
ORIEL_PRIVATE_API void oriel__census_put(
	struct oriel_census *census, const char *name, size_t count);

ORIEL_PRIVATE_API void oriel__census_add(oriel_loop *loop, struct oriel__census_source *source);
/* Removes an added source before its memory is freed. */
ORIEL_PRIVATE_API void oriel__census_remove(oriel_loop *loop, struct oriel__census_source *source);

#endif
