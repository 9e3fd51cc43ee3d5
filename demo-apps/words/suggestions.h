/* SPDX-License-Identifier: MIT */
/*
 * The folders that what is typed into a field may go on to, as a row of buttons: pressing one puts
 * it into the field. They are read while the user types; only what belongs to the newest text is
 * shown.
 */
#ifndef WORDS_SUGGESTIONS_H
#define WORDS_SUGGESTIONS_H

#include <oriel/flow/latest.h>
#include <oriel/oriel.h>

enum { SUGGESTIONS_SHOWN = 5 };

struct suggestions {
	oriel_widget *row, *field;
	oriel_latest *latest;
	char *parent; /* the folder that is listed, as it was typed, with its slash */
	char *begin;  /* what the names are to begin with */
};

/* @param field borrowed @return the row, owned by the caller until it is inserted; hidden while
 * there are none */
oriel_widget *suggestions_init(struct suggestions *suggestions, oriel_widget *field);
/* While the row's window is still there, or as it goes. */
void suggestions_finish(struct suggestions *suggestions);
void suggestions_hide(struct suggestions *suggestions);

/* @return the path that a user's input means: "~" is the user's home. Owned by the caller */
char *path_from_input(const char *input);

#endif
