/* SPDX-License-Identifier: MIT */
/*
 * Counting the words of a text that comes in pieces. A word is a run of characters without white
 * space in it that has one besides control characters, as `wc -w` counts them in a UTF-8 locale.
 * White space is Unicode's, with the spaces that do not break, and U+2060. Bytes that are not UTF-8
 * neither begin nor end a word.
 */
#ifndef WORDS_TALLY_H
#define WORDS_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All zeros before the first piece. */
struct tally {
	uint64_t words;
	bool in_word;
	int missing;         /* bytes of the character that the last piece ended in */
	uint32_t code;       /* its bits so far */
	unsigned char least, most; /* what its next byte may be */
};

/* Counts the next piece. */
void tally_add(struct tally *tally, const unsigned char *bytes, size_t count);

#endif
