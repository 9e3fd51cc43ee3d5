/* SPDX-License-Identifier: MIT */
/*
 * A todo list in a SQLite file. Every call may wait for the disk, so all of them belong on a worker
 * thread; one thread at a time may use a database. Nothing is written to a file that is not a sound
 * todo list of this version.
 */
#ifndef TODO_DATABASE_H
#define TODO_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Why something could not be done. The first three may pass. */
enum problem {
	PROBLEM_NONE,
	PROBLEM_LOCKED,     /* another program is writing, and does not stop */
	PROBLEM_UNWRITABLE, /* or cannot be read: a missing folder, permissions, a broken disk */
	PROBLEM_FULL,       /* the disk */
	PROBLEM_DAMAGED,
	PROBLEM_FOREIGN,    /* a file of another program */
	PROBLEM_NEWER,      /* a list of a later version of this program */
};

struct database_options {
	const char *path; /* ":memory:" is a list that is never saved */
	bool make_folder; /* the folders of path are made if they are missing */
	bool must_exist;
	size_t rows;      /* an empty list begins with this many made-up items */
	int patience_ms;  /* how long a call waits for another program's lock */
};

enum change_kind { CHANGE_INSERT, CHANGE_SET_TEXT, CHANGE_SET_DONE, CHANGE_DELETE, CHANGE_RESTORE };

/* One thing that the user did: one transaction. */
struct change {
	struct change *next;
	enum change_kind kind;
	char *text; /* of INSERT and SET_TEXT; owned */
	bool done;  /* of INSERT and SET_DONE */
	struct stored_item *items; /* of RESTORE: what was deleted, count of them; owned */
	size_t count;
	int64_t ids[]; /* one, or several for DELETE and RESTORE */
};

struct stored_item {
	int64_t id;
	bool done;
	char *text; /* owned */
};

enum { BATCH_SIZE = 1000 };

struct batch {
	bool complete; /* these are the last */
	size_t count;
	struct stored_item items[BATCH_SIZE];
};

/* Where loading is: the items after one position, up to the last that there was when the database
 * was opened first. */
struct cursor {
	int64_t after, until;
};

struct database;

enum problem database_open(const struct database_options *options, struct database **out);
/* NULL is allowed. */
void database_close(struct database *database);
/* Whether the path still leads to the file that was opened: it may have been removed, moved, or
 * replaced by another file. */
bool database_is_current(const struct database *database);
/*
 * For a database whose file has left its path: writes the log into that file, wherever it is now,
 * and removes the log from the path, where SQLite would apply it to the file that stands there.
 */
void database_leave_path(struct database *database);
/* Whether the list can be shown, and nothing can be saved. */
bool database_is_read_only(const struct database *database);
/*
 * Adds all items of another list, whose file is no longer at its path. Items that the cursor has
 * passed count as shown. The cursor then goes back to the beginning, so that database_load() brings
 * the items that are not shown yet.
 */
enum problem database_adopt(
	struct database *database, struct database *strayed, struct cursor *cursor);
void database_set_patience(struct database *database, int patience_ms);
enum problem database_find_end(struct database *database, struct cursor *cursor);
/* Reads the next items and moves the cursor behind them. @param batch emptied first; owned by the
 * caller: batch_finish() */
enum problem database_load(struct database *database, struct cursor *cursor, struct batch *batch);
/*
 * May be done again if it is not known whether it was done. RESTORE puts deleted items back in
 * their places, as long as the database is open that they were deleted from, and otherwise at the
 * end.
 */
enum problem database_apply(struct database *database, const struct change *change);

/* @return an id that no other process takes, with the list open at the same time: 63 random bits.
 * Any thread. */
int64_t change_new_id(void);
struct change *change_new(enum change_kind kind, const int64_t *ids, size_t count);
void change_destroy(struct change *change);
/* A change that puts back what was deleted. @param items its texts are handed over */
struct change *change_new_restore(const struct stored_item *items, size_t count);
void batch_finish(struct batch *batch);

#endif
