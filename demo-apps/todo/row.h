/* SPDX-License-Identifier: MIT */
/*
 * The widgets of a row, which show one item after another. Rows have no listeners: the list's
 * listeners in todo.c handle their events.
 */
#ifndef TODO_ROW_H
#define TODO_ROW_H

#include <stdbool.h>

#include <oriel/oriel.h>

/* For the list view. */
oriel_widget *row_make(void *data);
/* Shows an item. */
void row_bind(oriel_widget *row, const char *text, bool done);
const char *row_text(const oriel_widget *row);
void row_set_text(oriel_widget *row, const char *text);
bool row_is_done(const oriel_widget *row);
void row_set_done(oriel_widget *row, bool done);

/* Focuses the row's check box. */
void row_focus(oriel_widget *row);

/* Replaces the row's widgets by a focused text field. */
void row_begin_edit(oriel_widget *row);
/* @return the text field, or NULL if the row is not being edited */
oriel_widget *row_editor(const oriel_widget *row);
/* Removes the text field, and shows the row's widgets again. The text is unchanged. */
void row_end_edit(oriel_widget *row);

#endif
