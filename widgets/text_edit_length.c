/* SPDX-License-Identifier: MIT */
/*
 * Lengths of edited texts, as HTML counts them: the attributes "minlength" and "maxlength", in
 * units of UTF-16. Nothing can be typed beyond the maximum; only a text that the user has edited
 * can be too long or too short.
 */
#include <stdio.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/paragraph.h>

#include "form_control_internal.h"
#include "text_edit_internal.h"

size_t oriel__text_edit_units(const char *text, size_t length) {
	size_t units = 0;
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)text[i];
		units += (byte & 0xc0) != 0x80; /* each character begins with another byte */
		units += byte >= 0xf0;          /* a surrogate pair */
	}
	return units;
}

/* Source: HTML, "rules for parsing non-negative integers". */
long oriel__text_edit_limit(const oriel_widget *widget, const char *attribute) {
	const char *text = oriel_attribute(widget, attribute);
	long value = 0;
	if (!text)
		return -1;
	text += strspn(text, " \t\n\f\r");
	text += *text == '+';
	if (*text < '0' || *text > '9')
		return -1;
	for (; *text >= '0' && *text <= '9'; text++)
		value = value < 100000000 ? value * 10 + (*text - '0') : value;
	return value;
}

/* Cuts a text, at a grapheme, to so many units of UTF-16. */
static void cut_to_units(char *text, size_t room) {
	size_t length = strlen(text), end = 0;
	for (size_t next; end < length; end = next) {
		next = oriel_text_next_grapheme(text, length, end);
		size_t units = oriel__text_edit_units(text + end, next - end);
		if (units > room)
			break;
		room -= units;
	}
	memset(text + end, '\0', length - end);
}

void oriel__text_edit_cut_to_limit(const oriel_widget *widget, char *text) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	long most = oriel__text_edit_limit(widget, "maxlength");
	if (most < 0)
		return;
	size_t length;
	const char *own = oriel_text_buffer_text(edit->buffer, &length);
	struct oriel_text_selection range = oriel__text_edit_range(edit);
	if (range.caret > length) /* there was no memory for a copy of the text */
		return;
	size_t kept = oriel__text_edit_units(own, range.anchor) +
		oriel__text_edit_units(own + range.caret, length - range.caret);
	cut_to_units(text, (size_t)most > kept ? (size_t)most - kept : 0);
}

/* Source: HTML, "setting maximum input length requirements". */
unsigned oriel__text_edit_check_length(
	const oriel_widget *widget, const char *value, char *message, size_t size) {
	const struct text_edit *edit = (const struct text_edit *)widget;
	long most = oriel__text_edit_limit(widget, "maxlength");
	long least = oriel__text_edit_limit(widget, "minlength");
	if (!edit->is_edited || (most < 0 && least < 0))
		return 0;
	size_t units = oriel__text_edit_units(value, strlen(value));
	bool is_long = most >= 0 && units > (size_t)most;
	bool is_short = least >= 0 && units > 0 && units < (size_t)least;
	char limit[32];
	if (!is_long && !is_short)
		return 0;
	snprintf(limit, sizeof(limit), "%ld", is_long ? most : least);
	if (message[0] == '\0')
		oriel__text_edit_message(message, size,
			oriel_builtin_text(
				is_long ? ORIEL_BUILTIN_TEXT_TOO_LONG : ORIEL_BUILTIN_TEXT_TOO_SHORT),
			limit, "");
	return is_long ? ORIEL_VALIDITY_TOO_LONG : ORIEL_VALIDITY_TOO_SHORT;
}

void oriel__text_edit_message(
	char *out, size_t size, const char *text, const char *first, const char *second) {
	size_t length = 0;
	const char *places[] = { first, second };
	for (int seen = 0; *text && length + 1 < size;) {
		if (strncmp(text, "{}", 2) != 0 || seen == 2) {
			out[length++] = *text++;
			continue;
		}
		int written = snprintf(out + length, size - length, "%s", places[seen++]);
		length += written > 0 ? (size_t)written : 0;
		text += 2;
	}
	out[length < size ? length : size - 1] = '\0';
}
