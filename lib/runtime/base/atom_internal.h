/* SPDX-License-Identifier: MIT */
/*
 * Atoms: interned names. Two names of one loop are equal exactly if their atoms are the same
 * pointer. Atoms are reference-counted: the last reference frees the name. A table belongs to a
 * loop and is used on that loop's thread only.
 */
#ifndef ORIEL_BASE_ATOM_INTERNAL_H
#define ORIEL_BASE_ATOM_INTERNAL_H

#include "base/private_api_internal.h"

#include <stddef.h>
#include <stdint.h>

struct oriel__atom_table;

typedef const struct oriel__atom {
	struct oriel__atom_table *table;
	uint32_t count; /* number of references */
	uint32_t hash;  /* also selects the bit in masks of names */
	uint32_t length;
	uint32_t bearers; /* number of nodes with this class; counted by tree/ in lib/ui */
	char text[];    /* NUL-terminated valid UTF-8 */
} *oriel__atom;

struct oriel__atom_table *oriel__atom_table_new(void);
/* Frees the table. Atoms with references stay valid until their last reference is released. */
void oriel__atom_table_destroy(struct oriel__atom_table *table);

size_t oriel__atom_table_count(const struct oriel__atom_table *table);

/* Returns the atom of a name with one reference for the caller; never NULL. Invalid UTF-8 is
 * replaced by U+FFFD. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_intern(struct oriel__atom_table *table, const char *text);
ORIEL_PRIVATE_API oriel__atom oriel__atom_intern_n(
	struct oriel__atom_table *table, const char *text, size_t length);
/* Returns the atom of a name without a new reference, or NULL if no reference to that name
 * exists. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_find_n(
	struct oriel__atom_table *table, const char *text, size_t length);
ORIEL_PRIVATE_API oriel__atom oriel__atom_ref(oriel__atom atom);
/* Adds to the number of bearers. */
static inline void oriel__atom_add_bearers(oriel__atom atom, int change) {
	((struct oriel__atom *)(uintptr_t)atom)->bearers += (uint32_t)change;
}
/* Returns the atom that owns this text: text must be an atom's own pointer. NULL for NULL. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_of(const char *text);
ORIEL_PRIVATE_API void oriel__atom_unref(oriel__atom atom); /* NULL is allowed */

#endif
