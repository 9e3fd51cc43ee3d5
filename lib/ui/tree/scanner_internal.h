/* SPDX-License-Identifier: MIT */
/*
 * Reads those tokens of CSS that selectors consist of. Source: CSS Syntax 3.
 */
#ifndef ORIEL_TREE_SCANNER_INTERNAL_H
#define ORIEL_TREE_SCANNER_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct oriel__scanner {
	const char *text;
	size_t length;
	size_t at;
	/* the first error; message NULL: no error */
	size_t error_offset;
	const char *error_message;
	/* the last identifier or string, with its escapes replaced; NUL-terminated */
	char *value;
	size_t value_length, value_capacity;
};

void oriel__scanner_finish(struct oriel__scanner *scanner);

/* Records an error at offset, unless an earlier error is recorded. Returns false. */
bool oriel__scanner_fail(struct oriel__scanner *scanner, size_t offset, const char *message);

/* Returns the byte at an offset from the current position; 0 at the end. A NUL in the text is read
 * as U+FFFD. */
static inline unsigned char oriel__scanner_peek(
	const struct oriel__scanner *scanner, size_t ahead) {
	size_t at = scanner->at + ahead;
	if (at >= scanner->length)
		return 0;
	return scanner->text[at] != '\0' ? (unsigned char)scanner->text[at] : 0xff;
}

static inline bool oriel__scanner_at_end(const struct oriel__scanner *scanner) {
	return scanner->at >= scanner->length;
}

/* Skips comments, which do not count as white space. */
void oriel__scanner_skip_comments(struct oriel__scanner *scanner);
/* Skips white space and comments. Returns whether there was white space. */
bool oriel__scanner_skip_space(struct oriel__scanner *scanner);
/* Skips this byte if it is next. Returns whether it was. */
bool oriel__scanner_take(struct oriel__scanner *scanner, char byte);
/* Skips this word if it is next, ignoring ASCII case. Returns whether it was. */
bool oriel__scanner_take_word(struct oriel__scanner *scanner, const char *word);

bool oriel__scanner_is_identifier(const struct oriel__scanner *scanner);
bool oriel__scanner_is_string(const struct oriel__scanner *scanner);
/* Reads an identifier into value. Returns false, and records an error, if none begins here. */
bool oriel__scanner_identifier(struct oriel__scanner *scanner, const char *expected);
bool oriel__scanner_string(struct oriel__scanner *scanner);
/* Returns whether the value is this word, ignoring ASCII case. */
bool oriel__scanner_value_is(const struct oriel__scanner *scanner, const char *word);

/* Reads an+b. Source: CSS Syntax 3, §6. */
bool oriel__scanner_nth(struct oriel__scanner *scanner, int32_t *a, int32_t *b);

/* Skips to the end of this item of a list: a comma, the closing parenthesis, or the end of the
 * text. */
void oriel__scanner_skip_item(struct oriel__scanner *scanner);

#endif
