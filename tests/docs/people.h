/* SPDX-License-Identifier: MIT */
/* The program of docs/ui/lists.md. */
#ifndef ORIEL_TEST_PEOPLE_H
#define ORIEL_TEST_PEOPLE_H

#include <oriel/oriel.h>

/* Makes the content of a window: a field, and a list of so many people. */
oriel_widget *people_new(size_t count);
/* Frees the people, after their list. */
void people_free(void);

#endif
