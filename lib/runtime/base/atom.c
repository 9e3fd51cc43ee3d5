/* SPDX-License-Identifier: MIT */
/*
 * Atoms: a hash set of names with open addressing and linear probing. Deletion moves later entries
 * back, so there are no tombstones. The table is at most half full. Each place stores the hash
 * beside the pointer, so a probe reads an atom only where the hashes are equal.
 *
 * A look-up first tries the name as given, because the table contains valid UTF-8 only. Only a name
 * that is not found is validated and repaired. Callers that intern text from outside keep it small
 * (alloc_internal.h), so the table cannot contain the repaired form of a longer text.
 */
#include "base/atom_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <string.h>

struct place {
	struct oriel__atom *atom; /* NULL if the place is free */
	uint32_t hash;
};

struct oriel__atom_table {
	struct place *places;
	size_t mask; /* number of places - 1; that number is a power of two */
	size_t count;
};

enum { FIRST_CAPACITY = 64 };

struct oriel__atom_table *oriel__atom_table_new(void) {
	struct oriel__atom_table *table = oriel__alloc_zero(1, sizeof(*table));
	table->places = oriel__alloc_zero(FIRST_CAPACITY, sizeof(*table->places));
	table->mask = FIRST_CAPACITY - 1;
	return table;
}

void oriel__atom_table_destroy(struct oriel__atom_table *table) {
	for (size_t i = 0; i <= table->mask; i++) {
		if (table->places[i].atom != NULL)
			table->places[i].atom->table = NULL;
	}
	oriel__free(table->places);
	oriel__free(table);
}

/* Returns the FNV-1a hash with one more mixing step, because the low bits select the place. */
static uint32_t atom_hash_of(const char *text, size_t length) {
	uint32_t hash = 2166136261u;
	for (size_t i = 0; i < length; i++)
		hash = (hash ^ (unsigned char)text[i]) * 16777619u;
	return hash ^ hash >> 15;
}

static struct oriel__atom *atom_find(
	const struct oriel__atom_table *table, const char *text, size_t length, uint32_t hash) {
	for (size_t i = hash & table->mask; table->places[i].atom != NULL; i = (i + 1) & table->mask) {
		struct oriel__atom *atom = table->places[i].atom;
		if (table->places[i].hash == hash && atom->length == length &&
			memcmp(atom->text, text, length) == 0)
			return atom;
	}
	return NULL;
}

static void atom_table_place(struct oriel__atom_table *table, struct oriel__atom *atom) {
	size_t i = atom->hash & table->mask;
	while (table->places[i].atom != NULL)
		i = (i + 1) & table->mask;
	table->places[i] = (struct place){ atom, atom->hash };
}

static void atom_table_double(struct oriel__atom_table *table) {
	struct place *old = table->places;
	size_t old_mask = table->mask;

	table->mask = old_mask * 2 + 1;
	table->places = oriel__alloc_zero(table->mask + 1, sizeof(*table->places));
	for (size_t i = 0; i <= old_mask; i++) {
		if (old[i].atom != NULL)
			atom_table_place(table, old[i].atom);
	}
	oriel__free(old);
}

static struct oriel__atom *atom_add(
	struct oriel__atom_table *table, const char *text, size_t length, uint32_t hash) {
	struct oriel__atom *atom = oriel__alloc(sizeof(*atom) + length + 1);
	*atom = (struct oriel__atom){ .table = table, .hash = hash, .length = (uint32_t)length };
	if (length > 0)
		memcpy(atom->text, text, length);
	atom->text[length] = '\0';

	if (++table->count > table->mask / 2)
		atom_table_double(table);
	atom_table_place(table, atom);
	return atom;
}

/* Empties a place. Moves later entries of the run back into the hole, except where that would put
 * an entry before its home place. */
static void atom_table_remove_place(struct oriel__atom_table *table, size_t hole) {
	struct place *places = table->places;
	for (size_t i = (hole + 1) & table->mask; places[i].atom != NULL; i = (i + 1) & table->mask) {
		size_t distance_home = (i - places[i].hash) & table->mask;
		size_t distance_hole = (i - hole) & table->mask;
		if (distance_home >= distance_hole) {
			places[hole] = places[i];
			hole = i;
		}
	}
	places[hole].atom = NULL;
	table->count--;
}

static void atom_table_remove(struct oriel__atom_table *table, const struct oriel__atom *atom) {
	size_t i = atom->hash & table->mask;
	while (table->places[i].atom != atom)
		i = (i + 1) & table->mask;
	atom_table_remove_place(table, i);
}

size_t oriel__atom_table_count(const struct oriel__atom_table *table) {
	return table->count;
}

oriel__atom oriel__atom_intern(struct oriel__atom_table *table, const char *text) {
	return oriel__atom_intern_n(table, text, strlen(text));
}

oriel__atom oriel__atom_intern_n(struct oriel__atom_table *table, const char *text, size_t length) {
	uint32_t hash = atom_hash_of(text, length);
	struct oriel__atom *atom = atom_find(table, text, length, hash);

	if (atom == NULL && !oriel__utf8_is_valid(text, length)) {
		char *valid = oriel__utf8_copy(text, length, &length);
		oriel__atom repaired = oriel__atom_intern_n(table, valid, length);
		oriel__free(valid);
		return repaired;
	}
	if (atom == NULL)
		atom = atom_add(table, text, length, hash);
	atom->count++;
	return atom;
}

oriel__atom oriel__atom_find_n(struct oriel__atom_table *table, const char *text, size_t length) {
	oriel__atom atom = atom_find(table, text, length, atom_hash_of(text, length));

	if (atom == NULL && length <= ORIEL__SMALL_TEXT_MAX && !oriel__utf8_is_valid(text, length)) {
		char *valid = oriel__utf8_copy(text, length, &length);
		atom = atom_find(table, valid, length, atom_hash_of(valid, length));
		oriel__free(valid);
	}
	return atom;
}

/* Removes const from an atom. Only this file allocates and changes atoms. */
static struct oriel__atom *atom_as_mutable(oriel__atom atom) {
	return (struct oriel__atom *)atom;
}

oriel__atom oriel__atom_ref(oriel__atom atom) {
	atom_as_mutable(atom)->count++;
	return atom;
}

oriel__atom oriel__atom_of(const char *text) {
	return text != NULL ? (oriel__atom)((uintptr_t)text - offsetof(struct oriel__atom, text)) :
						NULL;
}

void oriel__atom_unref(oriel__atom atom) {
	if (atom == NULL || --atom_as_mutable(atom)->count > 0)
		return;
	if (atom->table != NULL)
		atom_table_remove(atom->table, atom);
	oriel__free(atom_as_mutable(atom));
}
