/* SPDX-License-Identifier: MIT */
/*
 * Reading the tokens of CSS that selectors are made of. Source: CSS Syntax 3.
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
	/* The first error; message NULL: none. */
	size_t error_offset;
	const char *error_message;
	/* What the last identifier or string was, with its escapes replaced; NUL-terminated. */
	char *value;
	size_t value_length, value_capacity;
};

void oriel__scanner_finish(struct oriel__scanner *scanner);

/* Records an error at offset unless there is one, and returns false. */
bool oriel__scanner_fail(struct oriel__scanner *scanner, size_t offset, const char *message);

/* The byte at the scanner's place, or further on; 0 at the end. A NUL in the text is read as
 * U+FFFD. */
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

/* Skips comments; they are no white space. */
void oriel__scanner_skip_comments(struct oriel__scanner *scanner);
/* Skips white space and comments; whether there was white space. */
bool oriel__scanner_skip_space(struct oriel__scanner *scanner);
/* Skips this byte if it is next. */
bool oriel__scanner_take(struct oriel__scanner *scanner, char byte);
/* Skips this word if it is next, whatever the case of its ASCII letters. */
bool oriel__scanner_take_word(struct oriel__scanner *scanner, const char *word);

bool oriel__scanner_is_identifier(const struct oriel__scanner *scanner);
bool oriel__scanner_is_string(const struct oriel__scanner *scanner);
/* Reads one into value. False, with an error, where none begins. */
bool oriel__scanner_identifier(struct oriel__scanner *scanner, const char *expected);
bool oriel__scanner_string(struct oriel__scanner *scanner);
/* Whether the value is this word, whatever the case of its ASCII letters. */
bool oriel__scanner_value_is(const struct oriel__scanner *scanner, const char *word);

/* Reads an+b. Source: CSS Syntax 3, §6. */
bool oriel__scanner_nth(struct oriel__scanner *scanner, int32_t *a, int32_t *b);

/* Goes on to the comma or the closing parenthesis that ends this item of a list, or to the end. */
void oriel__scanner_skip_item(struct oriel__scanner *scanner);

#endif
