/* SPDX-License-Identifier: MIT */
/*
 * The kinds of a text field: what may be typed, which value the text stands for, and what is wrong
 * with the value. The attributes "type", "required", "minlength", "maxlength", "multiple", "min",
 * "max" and "step" are the only settings, as in HTML. Numbers have a file of their own,
 * text_field_number.c.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/utf8.h>
#include <oriel/runtime/log.h>

#include "address_text_internal.h"
#include "form_control_internal.h"
#include "text_field_internal.h"

enum { MESSAGE_SIZE = 256 };

void oriel__text_field_update_kind(oriel_widget *widget) {
	static const char *const names[TEXT_FIELD_KIND_COUNT] = {
		[TEXT_FIELD_TEXT] = "text",
		[TEXT_FIELD_PASSWORD] = "password",
		[TEXT_FIELD_SEARCH] = "search",
		[TEXT_FIELD_NUMBER] = "number",
		[TEXT_FIELD_EMAIL] = "email",
		[TEXT_FIELD_TELEPHONE] = "tel",
		[TEXT_FIELD_URL] = "url",
	};
	struct text_field *field = (struct text_field *)widget;
	const char *name = oriel_attribute(widget, "type");
	int kind = 0;
	while (name && kind < TEXT_FIELD_KIND_COUNT && strcmp(names[kind], name) != 0)
		kind++;
	if (kind == TEXT_FIELD_KIND_COUNT) {
		oriel_log(ORIEL_LOG_ERROR,
			"text field: there is no type \"%s\"; use text, password, search, number, email, tel "
			"or url", name);
		kind = TEXT_FIELD_TEXT;
	}
	if (field->kind == (enum text_field_kind)kind)
		return;
	field->kind = (enum text_field_kind)kind;
	if (kind == TEXT_FIELD_NUMBER)
		oriel__number_radix(field->radix);
	field->edit.is_secret = kind == TEXT_FIELD_PASSWORD;
	oriel__text_field_update_mask(widget);
	oriel__text_field_make_buttons(widget);
	oriel__text_field_check(widget);
}

/* ---- Inserting ---- */

static bool number_may_have(const struct text_field *field, const char *at) {
	return strchr("0123456789+-.,eE \t", *at) != NULL ||
		strncmp(at, field->radix, strlen(field->radix)) == 0 ||
		strncmp(at, "\xe2\x88\x92", 3) == 0;
}

/* Removes the characters that no number has, in place. */
static void keep_number_characters(const struct text_field *field, char *text) {
	size_t length = strlen(text), out = 0;
	for (size_t at = 0, next; at < length; at = next) {
		next = oriel_text_next_grapheme(text, length, at);
		if (!number_may_have(field, text + at))
			continue;
		memmove(text + out, text + at, next - at);
		out += next - at;
	}
	memset(text + out, '\0', length - out);
}

char *oriel__text_field_fit(const oriel_widget *widget, const char *text) {
	const struct text_field *field = (const struct text_field *)widget;
	char *fit = oriel_utf8_copy(text, strlen(text), NULL);
	if (!fit) {
		oriel_log(ORIEL_LOG_ERROR,
			"text field: no memory for %zu bytes of text; nothing was changed", strlen(text));
		return NULL;
	}
	if (field->kind == TEXT_FIELD_NUMBER) {
		keep_number_characters(field, fit);
		return fit;
	}
	oriel__text_edit_cut_to_limit(widget, fit);
	return fit;
}

/* ---- Values ---- */

static bool kind_is_space(char c) {
	return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
}

/* Returns a copy of length bytes without the spaces around them. */
static char *copy_stripped(const char *text, size_t length) {
	while (length > 0 && kind_is_space(text[0]))
		text++, length--;
	while (length > 0 && kind_is_space(text[length - 1]))
		length--;
	return oriel_utf8_copy(text, length, NULL);
}

/* Strips each address of a list in place. */
static void strip_addresses(char *list) {
	char *out = list;
	for (char *at = list;;) {
		char *end = at + strcspn(at, ","), *last = end;
		bool is_end = *end == '\0';
		while (at < end && kind_is_space(*at))
			at++;
		while (last > at && kind_is_space(last[-1]))
			last--;
		memmove(out, at, (size_t)(last - at));
		out += last - at;
		*out++ = is_end ? '\0' : ',';
		if (is_end)
			return;
		at = end + 1;
	}
}

/* Returns the value of a text that differs from it, or NULL. Source: HTML, "value sanitization
 * algorithm". */
static char *value_of_kind(const oriel_widget *widget, const char *text, double *number) {
	const struct text_field *field = (const struct text_field *)widget;
	char plain[ORIEL__NUMBER_TEXT_SIZE * 4] = "";
	*number = NAN;
	if (field->kind == TEXT_FIELD_URL)
		return copy_stripped(text, strlen(text));
	if (field->kind == TEXT_FIELD_EMAIL) {
		char *value = copy_stripped(text, strlen(text));
		if (value && oriel_has_attribute(widget, "multiple"))
			strip_addresses(value);
		return value;
	}
	if (field->kind != TEXT_FIELD_NUMBER)
		return NULL;
	bool is_number = oriel__number_from_local(text, field->radix, plain, sizeof(plain)) &&
		oriel__number_try_parse(plain, number);
	return oriel_utf8_copy(is_number ? plain : "", is_number ? strlen(plain) : 0, NULL);
}

const char *oriel__text_field_value(const struct text_field *field) {
	return field->value ? field->value : oriel_text_buffer_text(field->edit.buffer, NULL);
}

/* ---- Errors ---- */

static bool emails_are_valid(const oriel_widget *widget, const char *value) {
	if (!oriel_has_attribute(widget, "multiple"))
		return oriel__email_is_valid(value, strlen(value));
	for (;;) {
		size_t length = strcspn(value, ",");
		if (!oriel__email_is_valid(value, length))
			return false;
		if (value[length] == '\0')
			return true;
		value += length + 1;
	}
}

static unsigned check_address(const oriel_widget *widget, const char *value, char *message) {
	enum text_field_kind kind = ((const struct text_field *)widget)->kind;
	bool is_email = kind == TEXT_FIELD_EMAIL;
	if (value[0] == '\0' || (!is_email && kind != TEXT_FIELD_URL))
		return 0;
	if (is_email ? emails_are_valid(widget, value) : oriel__url_is_absolute(value))
		return 0;
	oriel__text_edit_message(message, MESSAGE_SIZE,
		oriel_builtin_text(is_email ? ORIEL_BUILTIN_TEXT_EMAIL : ORIEL_BUILTIN_TEXT_URL), "", "");
	return ORIEL_VALIDITY_TYPE_MISMATCH;
}

void oriel__text_field_check(oriel_widget *widget) {
	struct text_field *field = (struct text_field *)widget;
	const char *text = oriel_text_buffer_text(field->edit.buffer, NULL);
	char message[MESSAGE_SIZE] = "";
	double number;
	unsigned flags = 0;
	oriel_utf8_free(field->value);
	field->value = value_of_kind(widget, text, &number);
	const char *value = oriel__text_field_value(field);
	bool is_number = field->kind == TEXT_FIELD_NUMBER;
	if (is_number && text[0] != '\0' && isnan(number)) {
		flags |= ORIEL_VALIDITY_BAD_INPUT;
		oriel__text_edit_message(message, sizeof(message),
			oriel_builtin_text(ORIEL_BUILTIN_TEXT_NUMBER), "", "");
	}
	if (oriel__form_control_is_required(widget) && value[0] == '\0') {
		flags |= ORIEL_VALIDITY_VALUE_MISSING;
		if (message[0] == '\0')
			oriel__text_edit_message(message, sizeof(message),
				oriel_builtin_text(ORIEL_BUILTIN_TEXT_FILL_IN), "", "");
	}
	if (is_number && !isnan(number))
		flags |= oriel__text_field_check_number(widget, number, message, sizeof(message));
	flags |= check_address(widget, value, message);
	if (!is_number)
		flags |= oriel__text_edit_check_length(widget, value, message, sizeof(message));
	oriel_form_control_set_validity(widget, flags, flags ? message : NULL);
}

bool oriel__text_field_is_checked_by(const char *attribute) {
	static const char *const attributes[] = { "required", "minlength", "maxlength", "multiple",
		"min", "max", "step" };
	for (size_t i = 0; i < sizeof(attributes) / sizeof(attributes[0]); i++)
		if (strcmp(attributes[i], attribute) == 0)
			return true;
	return false;
}
