/* SPDX-License-Identifier: MIT */
/*
 * Atoms: a hash set of names with open addressing, linear probing and deletion by moving entries
 * back, so that there are no tombstones to collect. It is at most half full. Each place has the
 * hash beside the pointer: a probe looks at an atom itself only where the hashes agree.
 *
 * A name is first looked up as it is given. Only if it is not there its bytes are checked: what is
 * not UTF-8 is in no table. Who interns a text from outside keeps it small (alloc_internal.h), so
 * that a longer one is not there in another form either.
 */
#include "base/atom_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <string.h>

struct place {
	struct oriel__atom *atom; /* NULL: free */
	uint32_t hash;
};

struct oriel__atom_table {
	struct place *places;
	size_t mask; /* of places, a power of two, less one */
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

/* FNV-1a, and a last mixing, since the low bits pick the place. */
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

static void place_atom(struct oriel__atom_table *table, struct oriel__atom *atom) {
	size_t i = atom->hash & table->mask;
	while (table->places[i].atom != NULL)
		i = (i + 1) & table->mask;
	table->places[i] = (struct place){ atom, atom->hash };
}

static void double_capacity(struct oriel__atom_table *table) {
	struct place *old = table->places;
	size_t old_mask = table->mask;

	table->mask = old_mask * 2 + 1;
	table->places = oriel__alloc_zero(table->mask + 1, sizeof(*table->places));
	for (size_t i = 0; i <= old_mask; i++) {
		if (old[i].atom != NULL)
			place_atom(table, old[i].atom);
	}
	oriel__free(old);
}

static struct oriel__atom *atom_add(
	struct oriel__atom_table *table, const char *text, size_t length, uint32_t hash) {
	struct oriel__atom *atom = oriel__alloc(sizeof(*atom) + length + 1);
	*atom = (struct oriel__atom){ .table = table, .hash = hash, .length = length };
	if (length > 0)
		memcpy(atom->text, text, length);
	atom->text[length] = '\0';

	if (++table->count > table->mask / 2)
		double_capacity(table);
	place_atom(table, atom);
	return atom;
}

/* Moves later entries of the run back over the hole, unless that would put them before the place
 * they hash to. */
static void remove_place(struct oriel__atom_table *table, size_t hole) {
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

static void atom_forget(struct oriel__atom_table *table, const struct oriel__atom *atom) {
	size_t i = atom->hash & table->mask;
	while (table->places[i].atom != atom)
		i = (i + 1) & table->mask;
	remove_place(table, i);
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

/* Atoms are const for all but this file, which alone allocates them. */
static struct oriel__atom *atom_own(oriel__atom atom) {
	return (struct oriel__atom *)atom;
}

oriel__atom oriel__atom_ref(oriel__atom atom) {
	atom_own(atom)->count++;
	return atom;
}

oriel__atom oriel__atom_of(const char *text) {
	return text != NULL ? (oriel__atom)((uintptr_t)text - offsetof(struct oriel__atom, text)) :
						NULL;
}

void oriel__atom_unref(oriel__atom atom) {
	if (atom == NULL || --atom_own(atom)->count > 0)
		return;
	if (atom->table != NULL)
		atom_forget(atom->table, atom);
	oriel__free(atom_own(atom));
}
