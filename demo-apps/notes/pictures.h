/* SPDX-License-Identifier: MIT */
/* The pictures below the text of a note, which are dropped there and can be deleted. */
#ifndef NOTES_PICTURES_H
#define NOTES_PICTURES_H

#include <oriel/oriel.h>

#include "store.h"

struct pictures {
	struct store *store;
	oriel_widget *row; /* hidden without pictures */
	uint64_t key;      /* of the note; 0: none */
	char *doubted;     /* file of the picture that the user is asked about; may be NULL */
};

/* Makes the row of pictures. @param target takes the drops */
oriel_widget *pictures_make(struct pictures *pictures, struct store *store, oriel_widget *target);
void pictures_finish(struct pictures *pictures);
/* Shows the pictures of a note. @param note NULL: none */
void pictures_show(struct pictures *pictures, const struct note *note);

#endif
