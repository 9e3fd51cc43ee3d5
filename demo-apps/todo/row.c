/* SPDX-License-Identifier: MIT */
/*
 * A row has these children, in this order: check box, label, Delete button. While the row is edited
 * these are hidden, and a text field follows them.
 */
#include "row.h"

#include <string.h>

#include <oriel/widgets.h>

/* Bytes. Screen readers read the check box's name aloud, so a longer text gives no name. */
#define NAME_MAX_LENGTH 1000

static oriel_widget *check_box(const oriel_widget *row) {
	return oriel_child_at(row, 0);
}

static oriel_widget *label(const oriel_widget *row) {
	return oriel_child_at(row, 1);
}

oriel_widget *row_make(void *data) {
	return oriel_set(
		oriel_row(oriel_checkbox(NULL),
			oriel_label(NULL), oriel_set(oriel_button("Delete"), .classes = "flat delete")),
		.classes = "item");
}

void row_bind(oriel_widget *row, const char *text, bool done) {
	row_set_text(row, text);
	row_set_done(row, done);
}

const char *row_text(const oriel_widget *row) {
	return oriel_label_text(label(row));
}

void row_set_text(oriel_widget *row, const char *text) {
	oriel_label_set_text(label(row), text);
	oriel_set_attribute(
		check_box(row), "aria-label", strlen(text) <= NAME_MAX_LENGTH ? text : NULL);
}

bool row_is_done(const oriel_widget *row) {
	return oriel_has_class(row, "done");
}

void row_set_done(oriel_widget *row, bool done) {
	oriel_set_class(row, "done", done);
	oriel_set_class(label(row), "muted", done);
	oriel_checkbox_set_checked(check_box(row), done);
}

void row_focus(oriel_widget *row) {
	oriel_focus(check_box(row));
}

static void hide_parts(oriel_widget *row, bool hidden) {
	for (oriel_widget *part = oriel_first_child(row); part; part = oriel_next_sibling(part))
		oriel_set_hidden(part, hidden);
}

void row_begin_edit(oriel_widget *row) {
	oriel_widget *editor = oriel_set(oriel_text_field(NULL), .classes = "editor");
	oriel_text_field_set_text(editor, row_text(row));
	hide_parts(row, true);
	oriel_append(row, editor);
	oriel_focus(editor);
	oriel_text_field_select_all(editor);
}

oriel_widget *row_editor(const oriel_widget *row) {
	return oriel_query(row, ".editor");
}

void row_end_edit(oriel_widget *row) {
	oriel_destroy(row_editor(row));
	hide_parts(row, false);
}
