/* SPDX-License-Identifier: MIT */
/*
 * A todo list in a SQLite file. Every function may wait for the disk, so call all of them on a
 * worker thread. Only one thread at a time may use a database. Nothing is written to a file that is
 * not an intact todo list of this version.
 */
#ifndef TODO_DATABASE_H
#define TODO_DATABASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Reasons of a failure. The first three may be temporary. */
enum problem {
	PROBLEM_NONE,
	PROBLEM_LOCKED,     /* another program holds the lock for too long */
	PROBLEM_UNWRITABLE, /* or unreadable: a missing folder, permissions, a broken disk */
	PROBLEM_FULL,       /* the disk is full */
	PROBLEM_DAMAGED,
	PROBLEM_FOREIGN,    /* a file of another program */
	PROBLEM_NEWER,      /* a list of a newer version of this program */
};

struct database_options {
	const char *path; /* ":memory:" is a list that is never saved */
	bool make_folder; /* creates the missing folders of path */
	bool must_exist;
	size_t rows;      /* number of sample items in an empty list */
	int patience_ms;  /* longest wait for the lock of another program */
};

enum change_kind { CHANGE_INSERT, CHANGE_SET_TEXT, CHANGE_SET_DONE, CHANGE_DELETE, CHANGE_RESTORE };

/* One action of the user, saved as one transaction. */
struct change {
	struct change *next;
	enum change_kind kind;
	char *text; /* of INSERT and SET_TEXT; owned */
	bool done;  /* of INSERT and SET_DONE */
	struct stored_item *items; /* of RESTORE: `count` deleted items; owned */
	size_t count;
	int64_t ids[]; /* one id; several for DELETE and RESTORE */
};

struct stored_item {
	int64_t id;
	bool done;
	char *text; /* owned */
};

enum { BATCH_SIZE = 1000 };

struct batch {
	bool complete; /* the batch is the last */
	size_t count;
	struct stored_item items[BATCH_SIZE];
};

/* The position of loading: items after `position`, up to the last item at the time of the first
 * opening. */
struct cursor {
	int64_t after, until;
};

struct database;

enum problem database_open(const struct database_options *options, struct database **out);
/* Closes a database. NULL is allowed. */
void database_close(struct database *database);
/* Returns whether the path still leads to the opened file. The file may have been removed, moved or
 * replaced. */
bool database_is_current(const struct database *database);
/*
 * Ends the use of a file that has left its path: writes the log into the file. Removes the log from
 * the path, where SQLite would apply it to the new file.
 */
void database_leave_path(struct database *database);
/* Returns whether the list can be shown but not saved. */
bool database_is_read_only(const struct database *database);
/*
 * Adds all items of another list, whose file has left the path. Items before the cursor count as
 * shown. The cursor then returns to the beginning, so database_load() reads the other items.
 */
enum problem database_adopt(
	struct database *database, struct database *strayed, struct cursor *cursor);
void database_set_patience(struct database *database, int patience_ms);
enum problem database_find_end(struct database *database, struct cursor *cursor);
/* Reads the next items, and moves the cursor behind them. @param batch emptied first; owned by the
 * caller: batch_finish() */
enum problem database_load(struct database *database, struct cursor *cursor, struct batch *batch);
/*
 * Saves a change. A change may be applied again if its success is unknown. RESTORE inserts deleted
 * items in their old positions while the database that deleted them is open, otherwise at the end.
 */
enum problem database_apply(struct database *database, const struct change *change);

/* @return an id of 63 random bits, unique among all processes with this list. Thread: any. */
int64_t change_new_id(void);
struct change *change_new(enum change_kind kind, const int64_t *ids, size_t count);
void change_destroy(struct change *change);
/* Creates a change that restores deleted items. @param items their texts are handed over */
struct change *change_new_restore(const struct stored_item *items, size_t count);
void batch_finish(struct batch *batch);

#endif
