/* SPDX-License-Identifier: MIT */
/* A text area, shared by its class and keys (text_area.c), its layout (text_area_view.c), its
 * picture (text_area_record.c) and finding (text_area_find.c). */
#ifndef ORIEL_WIDGETS_TEXT_AREA_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_AREA_INTERNAL_H

#include <oriel/extend/recorder.h>

#include "line_heights_internal.h"
#include "text_edit_internal.h"
#include "text_part_internal.h"

/* A block of the text that is shaped. */
struct area_block {
	size_t index;
	size_t start;  /* bytes in the text */
	size_t length; /* bytes in the text, without a newline */
	char *text;    /* as it is shown, with the preedit text; NUL-terminated */
	size_t shown_length;
	size_t preedit, preedit_length; /* bytes of the shown text */
	size_t hidden; /* bytes of the text that the preedit text stands for */
	oriel_paragraph *paragraph;
	float width, height; /* px */
};

struct text_area {
	struct text_edit edit;
	oriel_widget *extent;      /* in its shadow tree: what there is to scroll over */
	/* in its shadow tree: draws the block with the caret, so that a key draws one line again */
	oriel_widget *line;
	size_t active;             /* the block that it draws; SIZE_MAX: none */
	float active_y; /* px from the line's corner to the block, below 1 */
	uint64_t change_number;    /* of the buffer's change that is shown */
	bool has_shown_preedit;
	bool is_view_changed;      /* a block other than the active one, or its place, has changed */
	bool has_shown_selection;
	oriel_widget *placeholder; /* in its shadow tree; NULL: none was set */
	bool is_wrapped, has_numbers, has_tabs;
	bool is_caret_trailing;    /* at a soft break the caret stands at the end of the line */
	float goal_x; /* px; where Up and Down go; below 0: none */

	struct line_heights heights; /* of blocks */
	size_t total;              /* blocks; 0: not laid out yet */
	struct area_block *blocks; /* in view, in order */
	size_t block_count, block_capacity;
	struct area_block extra;   /* one beside them; without a paragraph there is none */
	float wrap_width, line_height, digit_width; /* px; 0: not known */
	double widest;             /* px, of the lines that were shown */
	/* the first block in view is the anchor: what is estimated above it may change */
	size_t top_block;
	double top_offset;         /* px of the top block that are above the view */
	double last_scroll_y, scroll_x; /* px */
	double bias;               /* px that the shown place is ahead of the scroll offset */
	float view_height;         /* px */

	char *find_text;           /* NULL: nothing is highlighted */
	bool is_case_matched;
};

/* ---- text_area_view.c ---- */

struct oriel_measurement oriel__text_area_measure(oriel_widget *widget, float max_width);
void oriel__text_area_arrange(oriel_widget *widget, struct oriel_rect content);
/* Handles a change of the text: what the buffer has changed last. */
void oriel__text_area_text_changed(oriel_widget *widget);
/* Forgets all that was shaped. */
void oriel__text_area_restyle(oriel_widget *widget);
void oriel__text_area_view_finish(struct text_area *area);
/* Follows the scroll offset, and shapes what is in view. */
void oriel__text_area_sync(oriel_widget *widget);
/* Makes the scroll offset equal to the shown place, when nothing moves. */
void oriel__text_area_settle(oriel_widget *widget);
/* Scrolls to the caret, and returns its place in the border box. */
struct oriel_rect oriel__text_area_show_caret(oriel_widget *widget);
size_t oriel__text_area_offset_at(oriel_widget *widget, struct oriel_point point);
void oriel__text_area_redraw_caret(oriel_widget *widget);
/* Returns the box of the text in view, without line numbers, px in the border box. */
struct oriel_rect oriel__text_area_text_box(const oriel_widget *widget);
/* Returns the width of the line numbers with their margin, px; 0 without them. */
float oriel__text_area_gutter(const oriel_widget *widget);
/* Returns a block that is shaped now, borrowed until the next call; NULL without memory. */
const struct area_block *oriel__text_area_block(oriel_widget *widget, size_t index);
/* Returns the top of a block in the border box, px. */
float oriel__text_area_block_y(const oriel_widget *widget, size_t index);
/* Returns the place in a block's shown text of an offset of the text. */
size_t oriel__text_area_shown_offset(const struct area_block *block, size_t offset);
/* Returns the offset in the shown text where the caret stands. */
size_t oriel__text_area_shown_caret(const oriel_widget *widget, const struct area_block *block);

/* ---- text_area_motion.c ---- */

bool oriel__text_area_on_motion_key(oriel_widget *widget, const struct oriel_key_event *key);
void oriel__text_area_step(oriel_widget *widget, bool rightward, bool extend);

/* ---- text_area_record.c ---- */

void oriel__text_area_record(oriel_widget *widget, oriel_recorder *recorder);
/* Makes the widget for the block with the caret. */
oriel_widget *oriel__text_area_line_new(void);

/* ---- text_area_find.c ---- */

void oriel__text_area_find_finish(struct text_area *area);

#endif
