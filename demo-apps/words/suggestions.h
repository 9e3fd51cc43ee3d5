/* SPDX-License-Identifier: MIT */
/*
 * A row of buttons with the folders that can complete the text of a field. A press inserts the
 * folder into the field. Folders are listed while the user types. Only suggestions for the newest
 * text are shown.
 */
#ifndef WORDS_SUGGESTIONS_H
#define WORDS_SUGGESTIONS_H

#include <oriel/flow/latest.h>
#include <oriel/oriel.h>

enum { SUGGESTIONS_SHOWN = 5 };

struct suggestions {
	oriel_widget *row, *field;
	oriel_latest *latest;
	char *parent; /* the listed folder as typed, with its slash */
	char *begin;  /* prefix of the suggested names */
};

/* Creates the row. @param field borrowed @return the row, owned by the caller until it is inserted;
 * hidden while it is empty */
oriel_widget *suggestions_init(struct suggestions *suggestions, oriel_widget *field);
/* Ends the listing. Called while the row's window exists, or when it closes. */
void suggestions_finish(struct suggestions *suggestions);
void suggestions_hide(struct suggestions *suggestions);

/* @return the path for a user's input: "~" is replaced by the user's home. Owned by the caller */
char *path_from_input(const char *input);

#endif
