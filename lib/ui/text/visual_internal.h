/* SPDX-License-Identifier: MIT */
/* The visual order of a line: its pieces from left to right. */
#ifndef ORIEL_TEXT_VISUAL_INTERNAL_H
#define ORIEL_TEXT_VISUAL_INTERNAL_H

#include "text/shaped_internal.h"

/* The part of a unit on the line; offsets are bytes in the text. */
struct oriel__piece {
	const struct oriel__unit *unit; /* NULL: a hyphen or an ellipsis at the end of the line */
	const struct oriel__word *word; /* the word with its glyphs; NULL for tabs */
	size_t start, end;
	uint8_t level;
	float x, width; /* px, from the left end of all pieces */
};

struct oriel__visual_line {
	struct oriel__piece *pieces; /* without the newline */
	size_t count;
	float ink_x; /* px; left end of the contents that do not hang */
};

void oriel__visual_line_init(struct oriel__visual_line *visual, const struct oriel__shaped *shaped,
	const struct oriel__lines *lines, const struct oriel__line *line);
void oriel__visual_line_finish(struct oriel__visual_line *visual);

/* Returns the distance of the caret before byte offset from its piece's left end; start <= offset
 * <= end. */
float oriel__piece_caret(
	const struct oriel__shaped *shaped, const struct oriel__piece *piece, size_t offset);

#endif
