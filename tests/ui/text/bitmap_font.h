/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A font file that has characters as coloured bitmaps only (CBDT), as fonts of emoji have, made
 * where it is needed.
 */
#ifndef ORIEL_TEST_BITMAP_FONT_H
#define ORIEL_TEST_BITMAP_FONT_H

/** Writes the font "Coloured", with "A" and U+1F680, to a new file; path is a template for
 * mkstemp(). */
void bitmap_font_write(char *path);

#endif
