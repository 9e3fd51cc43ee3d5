/* SPDX-License-Identifier: MIT */
/*
 * The notes of a folder: a model of all notes, which follows the files, and is saved to them.
 *
 * Each note is a text file, and pictures beside it have its name: "A.txt" has "A.1.png". An edit is
 * saved a moment after the last key, by replacing the file atomically. If the file has been changed
 * meanwhile by another program, both texts are kept: the edited note gets a file of its own. A note
 * that cannot be saved stays in memory, and the store tries again.
 *
 * All functions must be called on the loop's thread. The functions of the listener may not call
 * oriel_await().
 */
#ifndef NOTES_STORE_H
#define NOTES_STORE_H

#include <oriel/flow/debounce.h>
#include <oriel/oriel.h>

#include "names.h"
#include "note.h"

/* Functions that the store calls; none after store_close(). */
struct store_listener {
	void (*loaded)(void *data); /* all files have been read for the first time */
	/* another program has changed the file; note->text is the new text */
	void (*reloaded)(struct note *note, void *data);
	void (*removed)(uint64_t key, void *data);
	/* another program has changed the file of an edited note, which has got another file */
	void (*kept_both)(struct note *note, void *data);
	void (*not_deleted)(const char *reason, void *data);
	/* the problem, or the number of edited notes, has changed */
	void (*status_changed)(void *data);
	void (*pictures_changed)(void *data);
	void *data;
};

struct store {
	oriel_model *notes; /* of struct note, in order of their names; its text is the title */
	struct names pictures;
	char *problem; /* the reason why notes are not saved or not read; NULL: there is none */
	bool has_no_folder; /* the problem is that the folder is missing */
	bool is_loaded;

	/* private */
	struct store_listener listener;
	char *folder;
	struct names changed; /* files to be read */
	struct names unread;  /* files that could not be read */
	bool must_make, must_list; /* the folder */
	bool is_working;
	oriel_promise *work;
	oriel_file_watch_id watch;
	oriel_debounce *autosave;
	oriel_timer_id retry;
	oriel_abort_controller *end;
};

/* Opens a store, and begins to read. @param folder copied; made if it is missing */
void store_open(struct store *store, const char *folder, const struct store_listener *listener);
/* Ends the store. A file that is being written is completed; other edits are lost unless
 * store_save() has ended before. */
void store_close(struct store *store);

/* Adds an empty note. Its file is made when the note has a text. */
struct note *store_add(struct store *store);
/* Returns a note by its key; NULL if it is gone. */
struct note *store_note(const struct store *store, uint64_t key);
/* Sets the text of a note. @param text copied */
void store_edit(struct store *store, struct note *note, const char *text);
/* Makes the file of a note that has no text yet. */
void store_keep(struct store *store, struct note *note);
/* Deletes a note with its file and its pictures. */
void store_delete(struct store *store, struct note *note);
/* Saves all edited notes now. @return fulfilled when nothing is left to do; edited notes that are
 * left then could not be saved */
oriel_promise *store_save(struct store *store);
/* Returns the number of notes that are not saved. */
size_t store_unsaved_count(const struct store *store);
/* Tries again what could not be done. @param make_folder makes the folder if it is missing */
void store_retry(struct store *store, bool make_folder);

/* Finds the next picture of a note. @param index where to begin; set to the index behind it
 * @return the name of its file, borrowed until pictures change; NULL after the last */
const char *store_next_picture(const struct store *store, const struct note *note, size_t *index);
/* Adds a copy of a picture to a note. @return settled when the copy is written */
oriel_promise *store_add_picture(struct store *store, const struct note *note, const char *path);
/* Deletes a picture. @return settled when its file is deleted */
oriel_promise *store_delete_picture(struct store *store, const char *name);

#endif
