/* SPDX-License-Identifier: MIT */
/*
 * How the rooms above add what they count to a loop's census.
 */
#ifndef ORIEL_LOOP_CENSUS_INTERNAL_H
#define ORIEL_LOOP_CENSUS_INTERNAL_H

#include "base/private_api_internal.h"

#include <oriel/runtime/census.h>

/* Embedded in what a room keeps per loop. */
struct oriel__census_source {
	struct oriel__census_source *next;
	/* Sets the counts of its kinds, and leaves the others alone. May not change anything. */
	void (*count)(const struct oriel__census_source *source, struct oriel_census *out);
};

ORIEL_PRIVATE_API void oriel__census_add(oriel_loop *loop, struct oriel__census_source *source);
/* Before its memory goes; the source must have been added. */
ORIEL_PRIVATE_API void oriel__census_remove(oriel_loop *loop, struct oriel__census_source *source);

#endif
