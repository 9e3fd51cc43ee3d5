/* SPDX-License-Identifier: MIT */
/*
 * Comparing two censuses of a loop.
 */
#ifndef TEST_CENSUS_H
#define TEST_CENSUS_H

#include <oriel/runtime/census.h>

/* The first entry whose count differs, with its count before in *count_before; NULL if both agree.
 */
static inline const struct oriel_census_entry *census_difference(
	const struct oriel_census *before, const struct oriel_census *after, size_t *count_before) {
	for (size_t i = 0; i < after->length; i++) {
		*count_before = oriel_census_count(before, after->entries[i].name);
		if (after->entries[i].count != *count_before)
			return &after->entries[i];
	}
	return NULL;
}

/* Fails the test, naming the entry and what, if the censuses differ. */
#define assert_same_census(before, after, what) \
	do { \
		size_t census_before; \
		const struct oriel_census_entry *census_entry = census_difference( \
			before, after, &census_before); \
		if (census_entry != NULL) \
			fail_msg("%s: %zu %s, and %zu before", what, census_entry->count, census_entry->name, \
				census_before); \
	} while (0)

#endif
