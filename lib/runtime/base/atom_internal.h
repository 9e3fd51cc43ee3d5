/* SPDX-License-Identifier: MIT */
/*
 * Atoms: interned names. Two names of one loop are equal exactly if their atoms are the same
 * pointer. Counted: a name nobody holds is freed. A table belongs to a loop and is used on its
 * thread only.
 */
#ifndef ORIEL_BASE_ATOM_INTERNAL_H
#define ORIEL_BASE_ATOM_INTERNAL_H

#include "base/private_api_internal.h"

#include <stddef.h>
#include <stdint.h>

struct oriel__atom_table;

typedef const struct oriel__atom {
	struct oriel__atom_table *table;
	uint32_t count; /* references */
	uint32_t hash;  /* also picks the bit in masks of names */
	size_t length;
	char text[];    /* NUL-terminated valid UTF-8 */
} *oriel__atom;

struct oriel__atom_table *oriel__atom_table_new(void);
/* Frees the table; atoms that are still held stay valid and are freed with their last reference. */
void oriel__atom_table_destroy(struct oriel__atom_table *table);

size_t oriel__atom_table_count(const struct oriel__atom_table *table);

/* One reference for the caller; invalid UTF-8 is replaced by U+FFFD. Never NULL. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_intern(struct oriel__atom_table *table, const char *text);
ORIEL_PRIVATE_API oriel__atom oriel__atom_intern_n(
	struct oriel__atom_table *table, const char *text, size_t length);
/* The atom if that name is held by someone, else NULL; no reference. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_find_n(
	struct oriel__atom_table *table, const char *text, size_t length);
ORIEL_PRIVATE_API oriel__atom oriel__atom_ref(oriel__atom atom);
/* The one whose text this is; NULL for NULL. */
ORIEL_PRIVATE_API oriel__atom oriel__atom_of(const char *text);
ORIEL_PRIVATE_API void oriel__atom_unref(oriel__atom atom); /* NULL is allowed */

#endif
