/* SPDX-License-Identifier: MIT */
/* Numbers in readable form. Each function writes into the caller's buffer, and returns it. */
#ifndef WORDS_FIGURES_H
#define WORDS_FIGURES_H

#include <stdint.h>

enum { FIGURE_SIZE = 32 };

/* Formats 1234567 as 1,234,567. */
const char *figure_count(char out[FIGURE_SIZE], uint64_t number);
/* Formats 999 B, 1.2 kB, 345 MB: in steps of 1,000, with at most three digits. */
const char *figure_bytes(char out[FIGURE_SIZE], uint64_t bytes);
/* Formats 7.3 s, 12:34, 1:02:03. */
const char *figure_time(char out[FIGURE_SIZE], double ms);

#endif
