/* SPDX-License-Identifier: MIT */
/*
 * The stack of the user's deletions, for undo. It keeps the newest hundred.
 */
#ifndef TODO_DELETION_H
#define TODO_DELETION_H

#include <oriel/oriel.h>

#include "database.h"

/* An item that was deleted, and the row that stood behind it. */
struct deleted_row {
	struct stored_item item;
	oriel_widget_id before; /* 0: none */
	int64_t before_id;      /* its item, in case its row has been deleted and put back; 0: none */
};

/* All that one action deleted, in the order of the list. */
struct deletion {
	struct deletion *next; /* the one before it in time */
	size_t count;
	struct deleted_row rows[];
};

struct deletions {
	struct deletion *newest; /* may be NULL */
	size_t count;
};

/* Adds a deletion of so many rows, which the caller fills in. */
struct deletion *deletions_push(struct deletions *deletions, size_t count);
/* Takes the newest deletion; NULL if there is none. Owned by the caller: deletion_destroy() */
struct deletion *deletions_pop(struct deletions *deletions);
void deletions_clear(struct deletions *deletions);
void deletion_destroy(struct deletion *deletion);

#endif
