/* SPDX-License-Identifier: MIT */
/*
 * The clipboard of a text field: copying, pasting, and the primary selection, which receives the
 * selected text at once.
 *
 * A field has one line. Each line end of a pasted text becomes one space, and line ends at its end
 * are removed. A text that does not fit is cut.
 */
#include <string.h>

#include <oriel/ui/app.h>
#include <oriel/ui/clipboard.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "text_field_internal.h"

static bool write_selection(const oriel_widget *widget, enum oriel_selection selection) {
	const struct text_field *field = (const struct text_field *)widget;
	struct oriel_text_selection selected = oriel_text_buffer_selection(field->buffer);
	size_t start = selected.anchor < selected.caret ? selected.anchor : selected.caret;
	size_t end = selected.anchor < selected.caret ? selected.caret : selected.anchor;
	oriel_window *window = oriel_widget_window(widget);
	if (start == end || !window)
		return false;
	const char *text = oriel_text_buffer_text(field->buffer, NULL);
	return oriel_clipboard_write_text(
			oriel_window_app(window), selection, text + start, end - start) == ORIEL_OK;
}

bool oriel__text_field_copy(oriel_widget *widget) {
	return write_selection(widget, ORIEL_SELECTION_CLIPBOARD);
}

void oriel__text_field_own_primary(oriel_widget *widget) {
	write_selection(widget, ORIEL_SELECTION_PRIMARY);
}

/* Returns the length of a line end at the beginning of a text, in bytes, or 0 if there is none. */
static size_t text_field_clipboard_line_end_length(const char *text) {
	static const char *const line_ends[] = { "\r\n", "\n", "\r", "\v", "\f", "\xc2\x85",
		"\xe2\x80\xa8", "\xe2\x80\xa9" };
	for (size_t i = 0; i < sizeof(line_ends) / sizeof(line_ends[0]); i++) {
		size_t length = strlen(line_ends[i]);
		if (strncmp(text, line_ends[i], length) == 0)
			return length;
	}
	return 0;
}

/* Joins the lines of a text in place. Returns the new length. */
static size_t make_line(char *text) {
	size_t out = 0, without_ends = 0;
	for (const char *at = text; *at;) {
		size_t taken = text_field_clipboard_line_end_length(at);
		if (taken > 0) {
			text[out++] = ' ';
			at += taken;
		} else {
			text[out++] = *at++;
			without_ends = out;
		}
	}
	text[without_ends] = '\0';
	return without_ends;
}

/* Cuts a text to the length that fits into the field after replacing the selection. */
static void cut_to_room(const struct text_field *field, char *text, size_t length) {
	size_t room = oriel_text_buffer_room(field->buffer, text, length);
	if (room == length)
		return;
	oriel_log(ORIEL_LOG_WARNING,
		"text field: the field is full; %zu of %zu pasted bytes are left out",
		length - room, length);
	text[room] = '\0';
}

void oriel__text_field_insert(
	oriel_widget *widget, const char *input_type, const char *text, size_t text_length) {
	char *line = text ? oriel_utf8_copy(text, text_length, NULL) : NULL;
	if (!line)
		return;
	size_t copied = strlen(line), length = make_line(line);
	cut_to_room((const struct text_field *)widget, line, length);
	if (*line)
		oriel__text_field_ask(widget, input_type, line);
	/* the text is wiped up to its first NUL, but the cut-off part is after the NUL */
	memset(line, ' ', copied);
	oriel_utf8_free(line);
}

void oriel__text_field_paste(oriel_widget *widget, const struct oriel_clipboard_event *clipboard) {
	oriel__text_field_insert(widget, "insertFromPaste", clipboard->text, clipboard->length);
}
