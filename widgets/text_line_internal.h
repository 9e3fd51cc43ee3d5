/* SPDX-License-Identifier: MIT */
/*
 * One line of text of any length, without wrapping, for a text field.
 *
 * Positions on the line are px from its left end, as double: a megabyte of text is eight million px
 * wide.
 */
#ifndef ORIEL_WIDGETS_TEXT_LINE_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_LINE_INTERNAL_H

#include <oriel/extend/recorder.h>

/* A part of the text that is shaped by itself. */
struct text_segment {
	oriel_paragraph *paragraph;
	size_t start, length; /* bytes of the line's text */
	size_t mark;          /* bytes of the direction mark in the paragraph: often 0 */
	double x;             // px: its left end on the line
	float left, width;    // px: its left end in the paragraph, and its width with trailing spaces
};

/* All zeros is the empty line, which has no height until its text is set. */
struct text_line {
	char *text; /* NUL-terminated; NULL: none was set */
	size_t length;
	struct text_segment *segments; /* in the order of the text; at least one once a text was set */
	size_t count;
	double width; // px, trailing spaces included
	float height, baseline; // px
	bool is_rtl;
};

/* Takes the text over and shapes what differs from the text before. The style has to be the same as
 * before, unless the line is empty. Without memory for the segments the line shows nothing, and an
 * error is logged. */
void oriel__text_line_set(
	struct text_line *line, char *text, size_t length, const struct oriel_text_style *style);
/* Wipes and frees the text. */
void oriel__text_line_finish(struct text_line *line);

/* Returns the position of the caret at an offset, px. */
double oriel__text_line_caret(const struct text_line *line, size_t offset);
/* Returns the offset of the caret nearest to a position. */
size_t oriel__text_line_offset_at(const struct text_line *line, double x);
/* Returns the offset one grapheme further on the screen, or the same offset at the line's end. */
size_t oriel__text_line_move(const struct text_line *line, size_t offset, bool rightward);

/* The part of a line that a widget shows. Position scroll_x of the line is at x, and everything
 * beyond width px is left out. */
struct text_line_view {
	double scroll_x; // px on the line
	float x, y, width; // px in the border box
};
/* Draws the text, the bytes start … end - 1 in a colour of their own. */
void oriel__text_line_record_selected(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, oriel_color color, size_t start, size_t end,
	oriel_color selected);
/* Draws a line through the lower-case letters of a range of bytes. */
void oriel__text_line_record_strike(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, size_t start, size_t end, float font_size,
	oriel_color color);
/* Fills the area of a range of bytes, or only its lowest thickness px if thickness is above 0. */
void oriel__text_line_record_range(const struct text_line *line, oriel_recorder *recorder,
	const struct text_line_view *view, size_t start, size_t end, float thickness,
	oriel_color color);

#endif
