/* SPDX-License-Identifier: MIT */
/*
 * A row of the list: what one item looks like. The widgets are where an item's text and state live;
 * the id that the database knows it by is the attribute "data-id". Rows listen for nothing: todo.c
 * does, at the list.
 */
#ifndef TODO_ROW_H
#define TODO_ROW_H

#include <stdbool.h>
#include <stdint.h>

#include <oriel/oriel.h>

oriel_widget *row_new(int64_t id, const char *text, bool done);
int64_t row_id(const oriel_widget *row);
const char *row_text(const oriel_widget *row);
void row_set_text(oriel_widget *row, const char *text);
bool row_is_done(const oriel_widget *row);
void row_set_done(oriel_widget *row, bool done);

/* Gives the focus to the row's check box. */
void row_focus(oriel_widget *row);

/* Puts a text field in the place of everything else, with the focus. */
void row_begin_edit(oriel_widget *row);
/* @return the text field, or NULL if the row is not being edited */
oriel_widget *row_editor(const oriel_widget *row);
/* Shows the row as it was before; the text is as it was. */
void row_end_edit(oriel_widget *row);

#endif
