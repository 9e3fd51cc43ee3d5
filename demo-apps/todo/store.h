/* SPDX-License-Identifier: MIT */
/*
 * Keeps a todo list in a database without any wait for the disk: every change becomes a job of a
 * serial queue, on which the database lives. What cannot be saved is kept and tried again; what is
 * unsaved is never forgotten.
 *
 * The list belongs to its path. If the file is removed, moved or replaced by another list
 * meanwhile, the next change, or the end, makes it anew with everything that was in it, and adds
 * what the other list has.
 *
 * All calls are of the loop's thread.
 */
#ifndef TODO_STORE_H
#define TODO_STORE_H

#include "database.h"

struct store;

struct store_status {
	bool loading;
	bool slow;      /* loading or saving has taken longer than a user would not notice */
	size_t unsaved; /* changes that are not in the file yet */
	enum problem problem; /* why, or why the list could not be read */
	bool retries;         /* and whether the store tries again */
	/* the list could be read, and what is changed cannot be saved as long as that is so */
	bool read_only;
};

/* What the store tells. None of it after store_close(). */
struct store_listener {
	/* The next items of the file; borrowed for the call. */
	void (*loaded)(const struct stored_item *items, size_t count, void *data);
	void (*status_changed)(void *data);
	void *data;
};

struct store_options {
	const char *path; /* copied */
	bool make_folder;
	size_t rows;
	struct store_listener listener;
};

/* Begins to load. @return ended and freed by store_close() */
struct store *store_open(const struct store_options *options);
/* Saves what waits, then closes the database and frees the store, on its own: the application waits
 * for it. */
void store_close(struct store *store);

/* @return the new item's id */
int64_t store_insert(struct store *store, const char *text);
void store_set_text(struct store *store, int64_t id, const char *text);
void store_set_done(struct store *store, int64_t id, bool done);
/* @param count above 0 */
void store_delete(struct store *store, const int64_t *ids, size_t count);
/* Takes a deletion back. @param items copied, but for their texts, which are handed over */
void store_restore(struct store *store, const struct stored_item *items, size_t count);

struct store_status store_status(const struct store *store);

#endif
