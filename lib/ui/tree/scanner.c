/* SPDX-License-Identifier: MIT */
/*
 * Reads those tokens of CSS that selectors consist of, from bytes. Every byte above 0x7f belongs to
 * a name, so the scanner does not decode UTF-8. Invalid UTF-8 is replaced when a name is interned.
 */
#include "tree/scanner_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <string.h>

void oriel__scanner_finish(struct oriel__scanner *scanner) {
	oriel__free(scanner->value);
}

bool oriel__scanner_fail(struct oriel__scanner *scanner, size_t offset, const char *message) {
	if (scanner->error_message == NULL) {
		scanner->error_offset = offset;
		scanner->error_message = message;
	}
	return false;
}

static unsigned char scanner_lower(unsigned char byte) {
	return byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + ('a' - 'A')) : byte;
}

static bool scanner_is_digit(unsigned char byte) {
	return byte >= '0' && byte <= '9';
}

static int hex_value(unsigned char byte) {
	if (scanner_is_digit(byte))
		return byte - '0';
	byte = scanner_lower(byte);
	return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool is_newline(unsigned char byte) {
	return byte == '\n' || byte == '\r' || byte == '\f';
}

static bool scanner_is_space(unsigned char byte) {
	return byte == ' ' || byte == '\t' || is_newline(byte);
}

static bool is_name_start(unsigned char byte) {
	return (scanner_lower(byte) >= 'a' && scanner_lower(byte) <= 'z') || byte == '_' ||
		byte >= 0x80;
}

static bool scanner_is_name(unsigned char byte) {
	return is_name_start(byte) || scanner_is_digit(byte) || byte == '-';
}

static unsigned char scanner_peek(const struct oriel__scanner *scanner, size_t ahead) {
	return oriel__scanner_peek(scanner, ahead);
}

/* ---- Space, comments, words ---- */

void oriel__scanner_skip_comments(struct oriel__scanner *scanner) {
	while (scanner_peek(scanner, 0) == '/' && scanner_peek(scanner, 1) == '*') {
		scanner->at += 2;
		while (!oriel__scanner_at_end(scanner) &&
			!(scanner_peek(scanner, 0) == '*' && scanner_peek(scanner, 1) == '/'))
			scanner->at++;
		scanner->at = scanner->length - scanner->at > 2 ? scanner->at + 2 : scanner->length;
	}
}

bool oriel__scanner_skip_space(struct oriel__scanner *scanner) {
	bool any = false;
	oriel__scanner_skip_comments(scanner);
	while (scanner_is_space(scanner_peek(scanner, 0))) {
		any = true;
		scanner->at++;
		oriel__scanner_skip_comments(scanner);
	}
	return any;
}

bool oriel__scanner_take(struct oriel__scanner *scanner, char byte) {
	if (scanner_peek(scanner, 0) != (unsigned char)byte)
		return false;
	scanner->at++;
	return true;
}

bool oriel__scanner_take_word(struct oriel__scanner *scanner, const char *word) {
	size_t length = strlen(word);
	for (size_t i = 0; i < length; i++) {
		if (scanner_lower(scanner_peek(scanner, i)) != (unsigned char)word[i])
			return false;
	}
	if (scanner_is_name(scanner_peek(scanner, length)) || scanner_peek(scanner, length) == '\\')
		return false;
	scanner->at += length;
	return true;
}

/* ---- Identifiers and strings ---- */

static bool is_escape(const struct oriel__scanner *scanner, size_t ahead) {
	return scanner_peek(scanner, ahead) == '\\' && !is_newline(scanner_peek(scanner, ahead + 1));
}

bool oriel__scanner_is_identifier(const struct oriel__scanner *scanner) {
	size_t first = scanner_peek(scanner, 0) == '-' ? 1 : 0;
	if (first == 1 && scanner_peek(scanner, 1) == '-')
		return true;
	return is_name_start(scanner_peek(scanner, first)) || is_escape(scanner, first);
}

bool oriel__scanner_is_string(const struct oriel__scanner *scanner) {
	return scanner_peek(scanner, 0) == '"' || scanner_peek(scanner, 0) == '\'';
}

static void value_add(struct oriel__scanner *scanner, const char *bytes, size_t length) {
	scanner->value = oriel__grow(
		scanner->value, &scanner->value_capacity, scanner->value_length + length + 1, 1);
	if (length > 0)
		memcpy(scanner->value + scanner->value_length, bytes, length);
	scanner->value_length += length;
	scanner->value[scanner->value_length] = '\0';
}

static void value_begin(struct oriel__scanner *scanner) {
	scanner->value_length = 0;
	value_add(scanner, "", 0);
}

static void value_add_code_point(struct oriel__scanner *scanner, uint32_t code_point) {
	char bytes[4];
	value_add(scanner, bytes, oriel__utf8_encode(code_point, bytes));
}

/* Appends the current byte of the text; NUL becomes U+FFFD. */
static void value_add_byte(struct oriel__scanner *scanner) {
	if (scanner->text[scanner->at] == '\0')
		value_add_code_point(scanner, 0xfffd);
	else
		value_add(scanner, &scanner->text[scanner->at], 1);
	scanner->at++;
}

static void skip_newline(struct oriel__scanner *scanner) {
	bool both = scanner_peek(scanner, 0) == '\r' && scanner_peek(scanner, 1) == '\n';
	scanner->at += both ? 2 : 1;
}

static void hex_escape(struct oriel__scanner *scanner) {
	uint32_t code_point = 0;
	for (int count = 0; count < 6 && hex_value(scanner_peek(scanner, 0)) >= 0; count++) {
		code_point = code_point * 16 + (uint32_t)hex_value(scanner_peek(scanner, 0));
		scanner->at++;
	}
	if (is_newline(scanner_peek(scanner, 0)))
		skip_newline(scanner);
	else if (scanner_is_space(scanner_peek(scanner, 0)))
		scanner->at++;
	value_add_code_point(scanner, code_point != 0 ? code_point : 0xfffd);
}

/* Source: "consume an escaped code point". */
static void scanner_escape(struct oriel__scanner *scanner) {
	scanner->at++;
	if (oriel__scanner_at_end(scanner))
		value_add_code_point(scanner, 0xfffd);
	else if (hex_value(scanner_peek(scanner, 0)) >= 0)
		hex_escape(scanner);
	else
		value_add_byte(scanner);
}

bool oriel__scanner_identifier(struct oriel__scanner *scanner, const char *expected) {
	if (!oriel__scanner_is_identifier(scanner))
		return oriel__scanner_fail(scanner, scanner->at, expected);
	value_begin(scanner);
	for (;;) {
		if (scanner_is_name(scanner_peek(scanner, 0)))
			value_add_byte(scanner);
		else if (is_escape(scanner, 0))
			scanner_escape(scanner);
		else
			return true;
	}
}

/* Reads a backslash in a string. Before a newline it continues the string on the next line; at the
 * end of the text it is ignored. */
static void string_escape(struct oriel__scanner *scanner) {
	if (scanner->at + 1 >= scanner->length) {
		scanner->at++;
	} else if (is_newline(scanner_peek(scanner, 1))) {
		scanner->at++;
		skip_newline(scanner);
	} else {
		scanner_escape(scanner);
	}
}

bool oriel__scanner_string(struct oriel__scanner *scanner) {
	char quote = scanner->text[scanner->at++];
	value_begin(scanner);
	while (!oriel__scanner_at_end(scanner)) {
		if (oriel__scanner_take(scanner, quote))
			return true;
		if (is_newline(scanner_peek(scanner, 0)))
			return oriel__scanner_fail(scanner, scanner->at,
				"a string ends at the end of its line; close it with its quote");
		if (scanner_peek(scanner, 0) == '\\')
			string_escape(scanner);
		else
			value_add_byte(scanner);
	}
	return true;
}

bool oriel__scanner_value_is(const struct oriel__scanner *scanner, const char *word) {
	for (size_t i = 0; i < scanner->value_length; i++) {
		if (word[i] == '\0' ||
			scanner_lower((unsigned char)scanner->value[i]) != (unsigned char)word[i])
			return false;
	}
	return word[scanner->value_length] == '\0';
}

/* ---- an+b ---- */

static bool nth_fail(struct oriel__scanner *scanner) {
	return oriel__scanner_fail(scanner, scanner->at, "expected an+b, \"odd\" or \"even\"");
}

/* Reads digits as a number, clamped to the largest. Returns false if there is no digit. */
static bool scanner_digits(struct oriel__scanner *scanner, int32_t *out) {
	int64_t number = 0;
	if (!scanner_is_digit(scanner_peek(scanner, 0)))
		return false;
	for (; scanner_is_digit(scanner_peek(scanner, 0)); scanner->at++) {
		number = number * 10 + (scanner_peek(scanner, 0) - '0');
		if (number > INT32_MAX)
			number = INT32_MAX;
	}
	*out = (int32_t)number;
	return true;
}

static int32_t scanner_sign(struct oriel__scanner *scanner) {
	if (oriel__scanner_take(scanner, '-'))
		return -1;
	oriel__scanner_take(scanner, '+');
	return 1;
}

static bool ends_here(const struct oriel__scanner *scanner) {
	return !scanner_is_name(scanner_peek(scanner, 0)) && scanner_peek(scanner, 0) != '\\';
}

/* Reads the rest after "an": nothing, or a sign and digits, with space around the sign. */
static bool nth_offset(struct oriel__scanner *scanner, int32_t *b) {
	*b = 0;
	if (scanner_is_name(scanner_peek(scanner, 0)) && scanner_peek(scanner, 0) != '-')
		return nth_fail(scanner);
	oriel__scanner_skip_space(scanner);
	if (scanner_peek(scanner, 0) != '+' && scanner_peek(scanner, 0) != '-')
		return true;
	int32_t factor = scanner_sign(scanner);
	oriel__scanner_skip_space(scanner);
	if (!scanner_digits(scanner, b) || !ends_here(scanner))
		return nth_fail(scanner);
	*b *= factor;
	return true;
}

bool oriel__scanner_nth(struct oriel__scanner *scanner, int32_t *a, int32_t *b) {
	bool odd = oriel__scanner_take_word(scanner, "odd");
	if (odd || oriel__scanner_take_word(scanner, "even")) {
		*a = 2;
		*b = odd;
		return true;
	}
	int32_t factor = scanner_sign(scanner), number = 1;
	bool has_digits = scanner_digits(scanner, &number);
	if (scanner_lower(scanner_peek(scanner, 0)) == 'n') {
		scanner->at++;
		*a = factor * number;
		return nth_offset(scanner, b);
	}
	if (!has_digits || !ends_here(scanner))
		return nth_fail(scanner);
	*a = 0;
	*b = factor * number;
	return true;
}

/* ---- Recovery ---- */

static void skip_string(struct oriel__scanner *scanner) {
	unsigned char quote = scanner_peek(scanner, 0);
	scanner->at++;
	while (!oriel__scanner_at_end(scanner) && scanner_peek(scanner, 0) != quote &&
		!is_newline(scanner_peek(scanner, 0)))
		scanner->at += scanner_peek(scanner, 0) == '\\' && scanner->at + 1 < scanner->length ? 2 :
																							1;
	if (!oriel__scanner_at_end(scanner))
		scanner->at++;
}

static char scanner_closing(unsigned char byte) {
	return byte == '(' ? ')' : byte == '[' ? ']' : byte == '{' ? '}' : '\0';
}

enum { MAX_OPEN = 256 };

/* Deeper brackets than the limit are not matched; such a text is malformed anyway. */
void oriel__scanner_skip_item(struct oriel__scanner *scanner) {
	char open[MAX_OPEN];
	size_t depth = 0;
	while (!oriel__scanner_at_end(scanner)) {
		oriel__scanner_skip_comments(scanner);
		unsigned char byte = scanner_peek(scanner, 0);
		if (depth == 0 && (byte == ',' || byte == ')'))
			return;
		if (byte == '"' || byte == '\'') {
			skip_string(scanner);
			continue;
		}
		if (byte == '\\' && scanner->at + 1 < scanner->length)
			scanner->at++;
		else if (scanner_closing(byte) != '\0' && depth < MAX_OPEN)
			open[depth++] = scanner_closing(byte);
		else if (depth > 0 && byte == (unsigned char)open[depth - 1])
			depth--;
		if (!oriel__scanner_at_end(scanner))
			scanner->at++;
	}
}
