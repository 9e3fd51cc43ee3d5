/* SPDX-License-Identifier: MIT */
/*
 * Tokens. Source: CSS Syntax 3, §4.
 *
 * The scanner reads preprocessed text (oriel__css_preprocess()), which ends with a NUL. Before it,
 * the text is valid UTF-8 without NUL, carriage return and form feed. Tokens are created on demand
 * and own no memory. A name without escapes is a slice of the text, and a name with escapes is
 * decoded into the scanner's arena. A parser goes back by storing and restoring `at`.
 */
#ifndef ORIEL_CSS_TOKEN_INTERNAL_H
#define ORIEL_CSS_TOKEN_INTERNAL_H

#include "css/arena_internal.h"

#include <stdbool.h>
#include <stdint.h>

enum oriel__css_token_kind {
	ORIEL__TOKEN_END,
	ORIEL__TOKEN_IDENT,
	ORIEL__TOKEN_FUNCTION,   /* with its parenthesis */
	ORIEL__TOKEN_AT_KEYWORD, /* text: without the @ */
	ORIEL__TOKEN_HASH,       /* text: without the # */
	ORIEL__TOKEN_STRING,
	ORIEL__TOKEN_BAD_STRING,
	ORIEL__TOKEN_URL,
	ORIEL__TOKEN_BAD_URL,
	ORIEL__TOKEN_DELIM,
	ORIEL__TOKEN_NUMBER,
	ORIEL__TOKEN_PERCENTAGE,
	ORIEL__TOKEN_DIMENSION, /* text: the unit */
	ORIEL__TOKEN_WHITESPACE,
	ORIEL__TOKEN_CDO,
	ORIEL__TOKEN_CDC,
	ORIEL__TOKEN_COLON,
	ORIEL__TOKEN_SEMICOLON,
	ORIEL__TOKEN_COMMA,
	ORIEL__TOKEN_OPEN_SQUARE,
	ORIEL__TOKEN_CLOSE_SQUARE,
	ORIEL__TOKEN_OPEN_PAREN,
	ORIEL__TOKEN_CLOSE_PAREN,
	ORIEL__TOKEN_OPEN_CURLY,
	ORIEL__TOKEN_CLOSE_CURLY,
};

struct oriel__css_token {
	unsigned char kind; /* enum oriel__css_token_kind */
	char delim;         /* DELIM: its first byte; a code point above U+007F is begin to end */
	bool is_id;         /* HASH: valid as an identifier */
	bool is_integer;    /* numbers: without a fraction and an exponent */
	bool has_sign;      /* numbers */
	bool has_space;     /* white space precedes the token; see oriel__css_token_next_solid() */
	bool is_unclosed;   /* STRING, URL: closed by the end of the text */
	uint32_t begin, end; /* bytes of the text */
	const char *text;    /* name or value of the token; not NUL-terminated */
	uint32_t length;     /* bytes of text */
	double number;
};

struct oriel__css_scanner {
	const char *text; /* text[length] is NUL */
	uint32_t length;
	uint32_t at;
	struct oriel__css_arena *arena; /* for names with escapes */
};

/* Preprocesses text for the scanner, in the arena, NUL-terminated. Line ends become newlines, NULs
 * and invalid UTF-8 become U+FFFD, and a byte order mark is removed. *out_length is the length of
 * the result. */
const char *oriel__css_preprocess(
	struct oriel__css_arena *arena, const char *text, size_t length, uint32_t *out_length);

/* Reads the next token. Comments are skipped. At the end of the text, every further token is
 * END. */
void oriel__css_token_next(struct oriel__css_scanner *scanner, struct oriel__css_token *token);
/* Reads the next token that is not white space; token->has_space tells whether white space precedes
 * it. */
void oriel__css_token_next_solid(
	struct oriel__css_scanner *scanner, struct oriel__css_token *token);
/* Skips white space; comments stay. */
void oriel__css_space_skip(struct oriel__css_scanner *scanner);
/* Skips the rest of the block or function that a token opens, including its closing bracket. Has no
 * effect for any other token. Takes linear time for any nesting. */
void oriel__css_skip_block(struct oriel__css_scanner *scanner, const struct oriel__css_token *open);
/* Skips a block like oriel__css_skip_block(), and calls visit with each token, including the
 * closing one. is_stray: a closing bracket that closes nothing. */
typedef void oriel__css_block_fn(
	void *data, const struct oriel__css_token *token, bool is_stray);
void oriel__css_walk_block(struct oriel__css_scanner *scanner, const struct oriel__css_token *open,
	oriel__css_block_fn *visit, void *data);
/* Returns a NUL-terminated copy of a text at the end of its source, with all open blocks, strings
 * and comments closed. */
const char *oriel__css_closed_text(struct oriel__css_arena *arena, const char *text,
	uint32_t length, uint32_t *out_length);

/* Returns whether a text ends inside a bracket, a string or a comment. */
bool oriel__css_is_open(struct oriel__css_arena *arena, const char *text, uint32_t length);

/* Returns whether a token is an identifier or function with a name in lower case. */
bool oriel__css_token_is(const struct oriel__css_token *token, const char *name);
/* Returns whether text equals a name in lower case, ignoring ASCII case. */
bool oriel__css_text_is(const char *text, size_t length, const char *name);

#endif
