/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Writes a font file that has its characters only as coloured bitmaps (CBDT), like fonts of emoji.
 */
#ifndef ORIEL_TEST_BITMAP_FONT_H
#define ORIEL_TEST_BITMAP_FONT_H

/** Writes the font "Coloured", with "A" and U+1F680, to a new file. @param path a template for
 * mkstemp() */
void bitmap_font_write(char *path);

#endif
