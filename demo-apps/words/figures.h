/* SPDX-License-Identifier: MIT */
/* Figures as people read them. All are written into a buffer of the caller, which they return. */
#ifndef WORDS_FIGURES_H
#define WORDS_FIGURES_H

#include <stdint.h>

enum { FIGURE_SIZE = 32 };

/* 1,234,567 */
const char *figure_count(char out[FIGURE_SIZE], uint64_t number);
/* 999 B, 1.2 kB, 345 MB: by thousands, three digits at most */
const char *figure_bytes(char out[FIGURE_SIZE], uint64_t bytes);
/* 7.3 s, 12:34, 1:02:03 */
const char *figure_time(char out[FIGURE_SIZE], double ms);

#endif
