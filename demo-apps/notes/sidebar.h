/* SPDX-License-Identifier: MIT */
/* The list of the notes, newest first, and the search above it. */
#ifndef NOTES_SIDEBAR_H
#define NOTES_SIDEBAR_H

#include <oriel/oriel.h>

struct sidebar {
	oriel_widget *search, *list;
	oriel_widget *empty; /* the text in the empty list */
	oriel_model *rows;   /* filtered and sorted; borrowed from the list */
	/* called when the user has chosen a note */
	void (*on_select)(uint64_t key, void *data);
	void (*on_search)(void *data);
	void *data;
};

/* Makes the sidebar. @param notes of struct note */
oriel_widget *sidebar_make(struct sidebar *sidebar, oriel_model *notes,
	void (*on_select)(uint64_t key, void *data), void (*on_search)(void *data), void *data);
/* Notes that all notes have been read, so that an empty list is no longer one that loads. */
void sidebar_set_loaded(struct sidebar *sidebar);

const char *sidebar_query(const struct sidebar *sidebar);
void sidebar_clear_query(struct sidebar *sidebar);
/* Gives the keyboard to the search. */
void sidebar_focus_search(struct sidebar *sidebar);

/* Selects the row of a note, if the search has found it, and scrolls to it. */
void sidebar_select(struct sidebar *sidebar, uint64_t key);
/* Scrolls to the row of a note. */
void sidebar_reveal(struct sidebar *sidebar, uint64_t key);
/* Selects the row that the keys move from, e.g. after the selected one was removed. @return its
 * key; 0 in an empty list */
uint64_t sidebar_select_lead(struct sidebar *sidebar);
/* These choose a note as the user does. */
void sidebar_select_first(struct sidebar *sidebar);
void sidebar_step(struct sidebar *sidebar, int step);

#endif
