/* SPDX-License-Identifier: MIT */
/* What forms and buttons do to the dialog around them. */
#ifndef ORIEL_WIDGETS_DIALOG_INTERNAL_H
#define ORIEL_WIDGETS_DIALOG_INTERNAL_H

#include <oriel/ui/types.h>

/* Closes the dialog around a form that was submitted, if the attribute "method" of the form is
 * "dialog". submitter may be NULL. */
void oriel__dialog_submit(oriel_widget *form, const oriel_widget *submitter);
/* Does to the dialog around a button what the attribute "command" says: "close" or
 * "request-close". */
void oriel__dialog_command(oriel_widget *button);

#endif
