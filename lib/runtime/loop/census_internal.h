/* SPDX-License-Identifier: MIT */
/*
 * How the modules above add what they count to a loop's census.
 */
#ifndef ORIEL_LOOP_CENSUS_INTERNAL_H
#define ORIEL_LOOP_CENSUS_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/census.h>

/* Embedded in what a room keeps per loop. */
struct oriel__census_source {
	struct oriel__census_source *next;
	/* Puts the counts of its names. May not change anything else. */
	void (*count)(const struct oriel__census_source *source, struct oriel_census *out);
};

/* Adds to the count of a name, which is static. */
ORIEL_PRIVATE_API void oriel__census_put(
	struct oriel_census *census, const char *name, size_t count);

ORIEL_PRIVATE_API void oriel__census_add(oriel_loop *loop, struct oriel__census_source *source);
/* Before its memory goes; the source must have been added. */
ORIEL_PRIVATE_API void oriel__census_remove(oriel_loop *loop, struct oriel__census_source *source);

#endif
