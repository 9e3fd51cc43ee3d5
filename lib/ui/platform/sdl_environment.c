/* SPDX-License-Identifier: MIT */
/*
 * Environment variables that SDL reads while it starts, and that child processes must not inherit.
 *
 * Other threads read the environment meanwhile, e.g. the one that loads the fonts. setenv() may
 * free the array that they are reading. Therefore a copy of the array, with the variables, becomes
 * the environment for a while, and copies are not freed. A copy is used again for the same
 * environment, so a program that opens applications for months keeps one.
 */
#include "sdl_environment_internal.h"

#include "base/alloc_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

extern char **environ;

struct environment_copy {
	struct environment_copy *next;
	char **entries;  /* up to NULL; those of the variables first, which are ours */
	char **replaced; /* for each variable its entry in the environment before, or NULL */
	size_t variable_count;
};

static struct environment_copy *copies; /* used by the main thread alone, as SDL is */
static const struct environment_copy *current;
static char **environment_before;

static bool entry_has_name(const char *entry, const char *name, size_t length) {
	return strncmp(entry, name, length) == 0 && entry[length] == '=';
}

/* Notes an entry that a variable replaces. Returns false if none does. */
static bool copy_replace(struct environment_copy *copy, char *entry) {
	for (size_t i = 0; i < copy->variable_count; i++)
		if (entry_has_name(entry, copy->entries[i], strcspn(copy->entries[i], "="))) {
			copy->replaced[i] = entry;
			return true;
		}
	return false;
}

static char *entry_new(const struct oriel__sdl_variable *variable) {
	size_t size = strlen(variable->name) + strlen(variable->value) + 2;
	char *entry = oriel__alloc(size);
	snprintf(entry, size, "%s=%s", variable->name, variable->value);
	return entry;
}

static size_t entry_count(char **entries) {
	size_t count = 0;
	while (entries != NULL && entries[count] != NULL)
		count++;
	return count;
}

static struct environment_copy *copy_new(
	const struct oriel__sdl_variable *variables, size_t count) {
	struct environment_copy *copy = oriel__alloc_zero(1, sizeof(*copy));
	copy->entries = oriel__alloc_zero(count + entry_count(environ) + 1, sizeof(char *));
	for (size_t i = 0; i < count; i++)
		copy->entries[i] = entry_new(&variables[i]);
	copy->replaced = oriel__alloc_zero(count + 1, sizeof(char *));
	copy->variable_count = count;
	for (size_t i = 0, at = count; environ != NULL && environ[i] != NULL; i++)
		if (!copy_replace(copy, environ[i]))
			copy->entries[at++] = environ[i];
	return copy;
}

static void copy_destroy(struct environment_copy *copy) {
	for (size_t i = 0; i < copy->variable_count; i++)
		oriel__free(copy->entries[i]);
	oriel__free(copy->entries);
	oriel__free(copy->replaced);
	oriel__free(copy);
}

/* The entries of the environment are compared by address, which is enough: a changed one has
 * another. */
static bool copies_are_same(const struct environment_copy *a, const struct environment_copy *b) {
	size_t count = entry_count(a->entries);
	if (a->variable_count != b->variable_count || count != entry_count(b->entries))
		return false;
	for (size_t i = 0; i < a->variable_count; i++)
		if (strcmp(a->entries[i], b->entries[i]) != 0 || a->replaced[i] != b->replaced[i])
			return false;
	return memcmp(a->entries + a->variable_count, b->entries + a->variable_count,
			(count - a->variable_count) * sizeof(char *)) == 0;
}

void oriel__sdl_environment_set(const struct oriel__sdl_variable *variables, size_t count) {
	struct environment_copy *copy = copy_new(variables, count), *kept = copies;
	while (kept != NULL && !copies_are_same(kept, copy))
		kept = kept->next;
	if (kept != NULL) {
		copy_destroy(copy);
	} else {
		copy->next = copies;
		copies = kept = copy;
	}
	current = kept;
	environment_before = environ;
	environ = kept->entries;
}

/* Restores one variable after other code has called setenv(), which may have freed the array of
 * the environment before, but none of its entries. */
static void variable_restore(const char *entry, const char *before) {
	char name[64];
	size_t length = strcspn(entry, "=");
	snprintf(name, sizeof(name), "%.*s", (int)length, entry);
	if (before != NULL)
		setenv(name, before + length + 1, 1);
	else
		unsetenv(name);
}

void oriel__sdl_environment_restore(void) {
	if (environ == current->entries)
		environ = environment_before;
	else
		for (size_t i = 0; i < current->variable_count; i++)
			variable_restore(current->entries[i], current->replaced[i]);
	current = NULL;
}
