/* SPDX-License-Identifier: MIT */
/*
 * Counts the words of a text that arrives in pieces. A word is a run of characters without white
 * space, with at least one character that is not a control character. `wc -w` counts the same words
 * in a UTF-8 locale. White space is Unicode's, including no-break spaces, and U+2060. Invalid UTF-8
 * neither begins nor ends a word.
 */
#ifndef WORDS_TALLY_H
#define WORDS_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The state between two pieces. All zeros before the first piece. */
struct tally {
	uint64_t words;
	bool in_word;
	int missing;         /* bytes that the last character of the piece lacks */
	uint32_t code;       /* the bits of that character so far */
	unsigned char least, most; /* range of its next byte */
};

/* Counts the next piece. */
void tally_add(struct tally *tally, const unsigned char *bytes, size_t count);

#endif
