/* SPDX-License-Identifier: MIT */
/* The commands of the application, their shortcuts, and the menu bar. */
#ifndef NOTES_COMMANDS_H
#define NOTES_COMMANDS_H

#include "notes.h"

void commands_add(oriel_app *app);
oriel_widget *commands_menu_bar(void);
/* Runs the commands of a window. */
void commands_listen(struct notes *notes);

#endif
