/* SPDX-License-Identifier: MIT */
/*
 * The stack of deletions, for undo. It stores the newest hundred.
 */
#ifndef TODO_DELETION_H
#define TODO_DELETION_H

#include <oriel/oriel.h>

#include "database.h"

/* A deleted item, and the item that followed it. */
struct deleted_row {
	struct stored_item item;
	int64_t before_id; /* the next item, which may be deleted too; 0: none */
};

/* The items that one action deleted, in the order of the list. */
struct deletion {
	struct deletion *next; /* the previous deletion */
	size_t count;
	struct deleted_row rows[];
};

struct deletions {
	struct deletion *newest; /* may be NULL */
	size_t count;
};

/* Adds a deletion of this many rows. The caller fills in the rows. */
struct deletion *deletions_push(struct deletions *deletions, size_t count);
/* Removes and returns the newest deletion; NULL if there is none. Owned by the caller:
 * deletion_destroy() */
struct deletion *deletions_pop(struct deletions *deletions);
void deletions_clear(struct deletions *deletions);
void deletion_destroy(struct deletion *deletion);

#endif
