/* SPDX-License-Identifier: MIT */
/*
 * The names in a sheet: types, classes, ids, attributes and their values, parts, custom properties,
 * layers. A sheet contains no atoms, so that any thread can parse it. Instead, each name has one
 * number, from 1. A loop that uses the sheet links the numbers to atoms in one pass over `items`.
 */
#ifndef ORIEL_CSS_NAME_INTERNAL_H
#define ORIEL_CSS_NAME_INTERNAL_H

#include "css/arena_internal.h"

#include <stdint.h>

/* The number of a name in its table; 0: none. */
typedef uint32_t oriel__css_name;

struct oriel__css_name_item {
	const char *text; /* NUL-terminated; in the arena */
	uint32_t length;
	uint32_t hash;
};

/* A table of names. All zeros, with an arena: an empty table. */
struct oriel__css_name_table {
	struct oriel__css_arena *arena;
	struct oriel__css_name_item *items; /* items[name - 1] */
	uint32_t count;
	size_t capacity;
	oriel__css_name *slots; /* open addressing; 0: free */
	uint32_t slot_count;    /* a power of two, or 0 */
};

/* Returns the number of a name; adds the name if it is new. */
oriel__css_name oriel__css_name_add(
	struct oriel__css_name_table *table, const char *text, size_t length);
/* Returns the text of a name in the table. */
static inline const char *oriel__css_name_text(
	const struct oriel__css_name_table *table, oriel__css_name name) {
	return table->items[name - 1].text;
}
void oriel__css_name_table_finish(struct oriel__css_name_table *table);

#endif
