/* SPDX-License-Identifier: MIT */
/*
 * The coroutine of a store that reads, writes and deletes its files, one after the other. No file
 * is thus read while it is written.
 */
#ifndef NOTES_SYNC_H
#define NOTES_SYNC_H

#include "store.h"

/* Does the work that is due. @param data the store */
struct oriel_completion sync_files(void *data);
/* Sets the problem. @param reason of a rejected promise */
void sync_fail(struct store *store, struct oriel_payload reason);

/* sync_read.c: reads a file, and takes its text unless that is known; awaits. A file that is
 * missing is no failure. */
enum oriel_await_status sync_read(struct store *store, const char *name);

/* store_watch.c: watches the folder, unless it is watched. */
void store_watch(struct store *store);

/* store.c */
size_t store_count(const struct store *store);
struct note *store_at(const struct store *store, size_t index);
struct note *store_find(const struct store *store, const char *name);
void store_insert(struct store *store, struct note *note);
/* Takes a note out of the model, and tells its key. */
void store_remove(struct store *store, struct note *note);
void store_note_changed(struct store *store, struct note *note);
/* Starts the coroutine, unless it runs. */
void store_run(struct store *store);
/* Gives a note another file, whose name is not in use. */
void store_rename(struct store *store, struct note *note);
void store_set_problem(struct store *store, const char *problem, bool has_no_folder);

#endif
