/* SPDX-License-Identifier: MIT */
/*
 * The list is an array in order of bytes, and is searched by halves. Reading a folder adds its
 * names in order, i.e. at the end.
 */
#include "names.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <oriel/oriel.h>

#include "memory.h"

/* Returns the index of the first name that is not below this one. */
static size_t names_place(const struct names *names, const char *name) {
	size_t low = 0, high = names->count;
	if (high > 0 && strcmp(names->items[high - 1], name) < 0)
		return high;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(names->items[middle], name) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool names_have_at(const struct names *names, size_t place, const char *name) {
	return place < names->count && strcmp(names->items[place], name) == 0;
}

bool names_contain(const struct names *names, const char *name) {
	return names_have_at(names, names_place(names, name), name);
}

void names_add(struct names *names, const char *name) {
	size_t place = names_place(names, name);
	if (names_have_at(names, place, name))
		return;
	if (names->count == names->capacity) {
		names->capacity = names->capacity > 0 ? names->capacity * 2 : 16;
		names->items = realloc(names->items, names->capacity * sizeof(names->items[0]));
		ORIEL_ASSERT(names->items != NULL, "names_add: no memory for %zu names", names->capacity);
	}
	memmove(names->items + place + 1, names->items + place,
		(names->count - place) * sizeof(names->items[0]));
	names->items[place] = copy_text(name, strlen(name));
	names->count++;
}

bool names_remove(struct names *names, const char *name) {
	size_t place = names_place(names, name);
	if (!names_have_at(names, place, name))
		return false;
	free(names->items[place]);
	names->count--;
	memmove(names->items + place, names->items + place + 1,
		(names->count - place) * sizeof(names->items[0]));
	return true;
}

char *names_take(struct names *names) {
	return names->count > 0 ? names->items[--names->count] : NULL;
}

void names_finish(struct names *names) {
	for (size_t i = 0; i < names->count; i++)
		free(names->items[i]);
	free(names->items);
	*names = (struct names){ 0 };
}

bool name_has_end(const char *name, const char *end) {
	size_t length = strlen(name), end_length = strlen(end);
	return length > end_length && strcasecmp(name + length - end_length, end) == 0;
}

bool name_is_picture(const char *name) {
	static const char *const ends[] = { ".png", ".jpg", ".jpeg", ".webp", ".gif" };
	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (name_has_end(name, ends[i]))
			return true;
	return false;
}
