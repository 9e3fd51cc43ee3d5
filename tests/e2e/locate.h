/* SPDX-License-Identifier: MIT */
/* The program whose widgets oriel-locate-… finds, one file each. */
#ifndef ORIEL_TESTS_LOCATE_H
#define ORIEL_TESTS_LOCATE_H

#include <oriel/oriel.h>

/* Opens the program's window. @param subject what the program shows, e.g. the path of its file
 * @return NULL if it cannot be opened */
oriel_window *locate_open(oriel_app *app, const char *subject, float width, float height);

#endif
