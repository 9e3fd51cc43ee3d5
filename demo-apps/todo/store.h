/* SPDX-License-Identifier: MIT */
/*
 * Saves a todo list in a database without waiting for the disk. Every change becomes a job of a
 * serial queue, which alone uses the database. A change that cannot be saved is kept and tried
 * again; no unsaved change is dropped.
 *
 * The list belongs to its path. If its file is removed, moved or replaced by another list, the next
 * change or the end writes the whole list to the path again. Items of the other list are added.
 *
 * All functions must be called on the loop's thread.
 */
#ifndef TODO_STORE_H
#define TODO_STORE_H

#include "database.h"

struct store;

struct store_status {
	bool loading;
	bool slow;      /* loading or saving takes noticeably long */
	size_t unsaved; /* number of changes that are not in the file yet */
	enum problem problem; /* reason of unsaved changes or of a failed read */
	bool retries;         /* the store tries again */
	/* The list could be read, but changes cannot be saved at present. */
	bool read_only;
};

/* Functions that the store calls; none after store_close(). */
struct store_listener {
	/* Passes the next items of the file; borrowed for the call. */
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

/* Opens a store, and begins to load. @return freed by store_close() */
struct store *store_open(const struct store_options *options);
/* Saves pending changes, then closes the database and frees the store. The application waits for
 * that. */
void store_close(struct store *store);

/* Adds an item. @return the new item's id */
int64_t store_insert(struct store *store, const char *text);
void store_set_text(struct store *store, int64_t id, const char *text);
void store_set_done(struct store *store, int64_t id, bool done);
/* Deletes items. @param count above 0 */
void store_delete(struct store *store, const int64_t *ids, size_t count);
/* Restores deleted items. @param items copied; their texts are handed over */
void store_restore(struct store *store, const struct stored_item *items, size_t count);

struct store_status store_status(const struct store *store);

#endif
