/* SPDX-License-Identifier: MIT */
/* A sorted list of names of files, each once. All zeros is an empty list. */
#ifndef NOTES_NAMES_H
#define NOTES_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct names {
	char **items; /* owned */
	size_t count, capacity;
};

/* Adds a name, unless the list has it. @param name copied */
void names_add(struct names *names, const char *name);
/* Removes a name. @return whether the list had it */
bool names_remove(struct names *names, const char *name);
bool names_contain(const struct names *names, const char *name);
/* Removes the last name, and hands it over; NULL if the list is empty. */
char *names_take(struct names *names);
void names_finish(struct names *names);

/* Returns whether name ends as, e.g., ".txt". */
bool name_has_end(const char *name, const char *end);
/* Returns whether name is that of a picture, by its end. */
bool name_is_picture(const char *name);

#endif
