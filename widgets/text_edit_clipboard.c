/* SPDX-License-Identifier: MIT */
/*
 * The clipboard of an edited text: copying, pasting, and the primary selection, which receives the
 * selected text at once. A text that does not fit is cut.
 */
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/app.h>
#include <oriel/ui/clipboard.h>
#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/window.h>

#include "text_edit_internal.h"

static bool write_selection(const oriel_widget *widget, enum oriel_selection selection) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	struct oriel_text_selection range = oriel__text_edit_range(edit);
	oriel_window *window = oriel_widget_window(widget);
	size_t length = range.caret - range.anchor;
	if (length == 0 || !window || edit->is_secret)
		return false;
	char *text = malloc(length + 1);
	if (!text) {
		oriel_log(ORIEL_LOG_ERROR, "clipboard: no memory to copy %zu bytes", length);
		return false;
	}
	oriel_text_buffer_copy(edit->buffer, range.anchor, range.caret, text);
	text[length] = '\0';
	bool is_written = oriel_clipboard_write_text(
			oriel_window_app(window), selection, text, length) == ORIEL_OK;
	oriel_utf8_free(text);
	return is_written;
}

bool oriel__text_edit_copy(oriel_widget *widget) {
	return write_selection(widget, ORIEL_SELECTION_CLIPBOARD);
}

void oriel__text_edit_selected(oriel_widget *widget) {
	struct text_edit *edit = (struct text_edit *)widget;
	struct oriel_text_selection range = oriel__text_edit_range(edit);
	bool is_same = range.anchor == edit->selected.anchor && range.caret == edit->selected.caret;
	edit->selected = range;
	write_selection(widget, ORIEL_SELECTION_PRIMARY);
	if (range.anchor != range.caret && !is_same)
		oriel_fire_trusted(widget, "select", .bubbles = true);
}

/* Returns the length of a line end at the beginning of a text, in bytes, or 0 if there is none. */
static size_t text_edit_line_end_length(const char *text) {
	static const char *const line_ends[] = { "\r\n", "\n", "\r", "\v", "\f", "\xc2\x85",
		"\xe2\x80\xa8", "\xe2\x80\xa9" };
	for (size_t i = 0; i < sizeof(line_ends) / sizeof(line_ends[0]); i++) {
		size_t length = strlen(line_ends[i]);
		if (strncmp(text, line_ends[i], length) == 0)
			return length;
	}
	return 0;
}

/* Each line end becomes one space, and line ends at the end are removed. */
void oriel__text_edit_make_line(char *text) {
	size_t out = 0, without_ends = 0;
	for (const char *at = text; *at;) {
		size_t taken = text_edit_line_end_length(at);
		if (taken > 0) {
			text[out++] = ' ';
			at += taken;
		} else {
			text[out++] = *at++;
			without_ends = out;
		}
	}
	text[without_ends] = '\0';
}

/* Cuts a text to the length that fits into the buffer after replacing the selection. */
static void cut_to_room(const struct text_edit *edit, char *text, size_t length) {
	size_t room = oriel_text_buffer_room(edit->buffer, text, length);
	if (room == length)
		return;
	oriel_log(ORIEL_LOG_WARNING,
		"text field: the field is full; %zu of %zu pasted bytes are left out",
		length - room, length);
	text[room] = '\0';
}

void oriel__text_edit_insert(
	oriel_widget *widget, const char *input_type, const char *text, size_t length) {
	char *line = text ? oriel_utf8_copy(text, length, NULL) : NULL;
	if (!line)
		return;
	const struct text_edit *edit = (const struct text_edit *)widget;
	size_t copied = strlen(line);
	edit->edit_class->prepare_paste(line);
	cut_to_room(edit, line, strlen(line));
	if (*line)
		oriel__text_edit_ask(widget, input_type, line);
	/* the text is wiped up to its first NUL, but the cut-off part is after the NUL */
	memset(line, ' ', copied);
	oriel_utf8_free(line);
}
