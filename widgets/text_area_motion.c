/* SPDX-License-Identifier: MIT */
/*
 * The caret of a text area by keys. Up, Down and the Page keys go by lines as they are shown, and
 * keep the horizontal place at which the motion began. Home and End go to the ends of the shown
 * line, and with Control to those of the text. Right and Left go by places on the screen, and words
 * by the direction of the text.
 */
#include <math.h>
#include <string.h>

#include <oriel/extend/input_event.h>

#include "text_area_internal.h"

static struct text_area *motion_area(oriel_widget *widget) {
	return (struct text_area *)widget;
}

static void area_select_to(oriel_widget *widget, size_t caret, bool extend) {
	const struct text_edit *edit = &motion_area(widget)->edit;
	size_t anchor = oriel_text_buffer_selection(edit->buffer).anchor;
	oriel_text_buffer_select(edit->buffer, extend ? anchor : caret, caret);
}

static const struct area_block *caret_block(oriel_widget *widget, size_t *shown) {
	const struct text_area *area = motion_area(widget);
	size_t caret = oriel_text_buffer_selection(area->edit.buffer).caret;
	size_t index = oriel_text_buffer_index_at(area->edit.buffer, ORIEL_TEXT_BLOCK, caret);
	const struct area_block *block = oriel__text_area_block(widget, index);
	if (block)
		*shown = oriel__text_area_shown_offset(block, caret);
	return block;
}

/* Returns the shown line of a block that has the caret. */
static size_t block_row_of(
	const struct area_block *block, const struct oriel_rect *caret, float *height) {
	size_t rows = oriel_paragraph_line_count(block->paragraph);
	*height = block->height / (float)rows;
	size_t row = (size_t)fmaxf(0, (caret->y + caret->height / 2) / *height);
	return row < rows ? row : rows - 1;
}

/* Moves by shown lines. Returns false at an end of the text. */
static bool area_move_rows(oriel_widget *widget, long rows, bool extend) {
	struct text_area *area = motion_area(widget);
	size_t shown;
	const struct area_block *block = caret_block(widget, &shown);
	if (!block)
		return false;
	struct oriel_rect caret = oriel_paragraph_caret(
		block->paragraph, shown, area->is_caret_trailing);
	float goal = area->goal_x >= 0 ? area->goal_x : caret.x, height;
	long row = (long)block_row_of(block, &caret, &height) + rows;
	size_t index = block->index;
	while (row < 0 && index > 0 && (block = oriel__text_area_block(widget, --index)) != NULL)
		row += (long)oriel_paragraph_line_count(block->paragraph);
	while (block && row >= (long)oriel_paragraph_line_count(block->paragraph) &&
		index + 1 < area->total) {
		row -= (long)oriel_paragraph_line_count(block->paragraph);
		block = oriel__text_area_block(widget, ++index);
	}
	if (!block)
		return false;
	long count = (long)oriel_paragraph_line_count(block->paragraph);
	if (row < 0 || row >= count) {
		area_select_to(widget, row < 0 ? 0 : oriel_text_buffer_length(area->edit.buffer), extend);
		area->is_caret_trailing = false;
		area->goal_x = -1;
		return false;
	}
	height = block->height / (float)count;
	float y = ((float)row + 0.5f) * height;
	size_t to = oriel_paragraph_offset_at(block->paragraph, goal, y, &area->is_caret_trailing);
	area_select_to(widget, block->start + (to < block->length ? to : block->length), extend);
	area->goal_x = goal;
	return true;
}

static void area_move_page(oriel_widget *widget, bool down, bool extend) {
	const struct text_area *area = motion_area(widget);
	float rows = floorf(area->view_height / fmaxf(1, area->line_height)) - 1;
	long count = rows > 1 ? (long)rows : 1;
	area_move_rows(widget, down ? count : -count, extend);
}

/* Moves to an end of the shown line. */
static void area_move_to_end(oriel_widget *widget, bool end, bool extend) {
	struct text_area *area = motion_area(widget);
	size_t shown, line_start, line_end;
	float height;
	const struct area_block *block = caret_block(widget, &shown);
	if (!block)
		return;
	struct oriel_rect caret = oriel_paragraph_caret(
		block->paragraph, shown, area->is_caret_trailing);
	size_t row = block_row_of(block, &caret, &height);
	oriel_paragraph_line(block->paragraph, row, &line_start, &line_end);
	bool is_broken = row + 1 < oriel_paragraph_line_count(block->paragraph);
	area_select_to(widget, block->start + (end ? line_end : line_start), extend);
	area->is_caret_trailing = end && is_broken;
}

/* Returns the place one position to a side on the screen. */
static size_t area_place_beside(oriel_widget *widget, bool rightward) {
	struct text_area *area = motion_area(widget);
	size_t caret = oriel_text_buffer_selection(area->edit.buffer).caret, shown;
	const struct area_block *block = caret_block(widget, &shown);
	if (!block)
		return caret;
	size_t to = oriel_paragraph_move(
		block->paragraph, shown, rightward, &area->is_caret_trailing);
	if (to != shown)
		return block->start + to;
	bool forward = rightward != oriel_paragraph_is_rtl(block->paragraph);
	area->is_caret_trailing = false;
	oriel_text_buffer_select(area->edit.buffer, caret, caret);
	oriel_text_buffer_move(area->edit.buffer,
		forward ? ORIEL_TEXT_MOTION_NEXT_GRAPHEME : ORIEL_TEXT_MOTION_PREVIOUS_GRAPHEME, false);
	return oriel_text_buffer_selection(area->edit.buffer).caret;
}

void oriel__text_area_step(oriel_widget *widget, bool rightward, bool extend) {
	struct text_area *area = motion_area(widget);
	struct oriel_text_selection selection = oriel_text_buffer_selection(area->edit.buffer);
	size_t to;
	area->goal_x = -1;
	if (extend || selection.anchor == selection.caret) {
		to = area_place_beside(widget, rightward);
		oriel_text_buffer_select(area->edit.buffer, extend ? selection.anchor : to, to);
		return;
	}
	size_t shown;
	const struct area_block *block = caret_block(widget, &shown);
	bool is_rtl = block && oriel_paragraph_is_rtl(block->paragraph);
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	to = rightward != is_rtl ? range.caret : range.anchor;
	oriel_text_buffer_select(area->edit.buffer, to, to);
}

static void area_move_by(oriel_widget *widget, enum oriel_text_motion motion, bool extend) {
	struct text_area *area = motion_area(widget);
	oriel_text_buffer_move(area->edit.buffer, motion, extend);
	area->is_caret_trailing = false;
	area->goal_x = -1;
}

static bool area_on_arrow(oriel_widget *widget, const struct oriel_key_event *key, bool extend) {
	bool rightward = strcmp(key->key, "ArrowRight") == 0;
	if (!rightward && strcmp(key->key, "ArrowLeft") != 0)
		return false;
	if (!(key->modifiers & ORIEL_MODIFIER_CONTROL)) {
		oriel__text_area_step(widget, rightward, extend);
		return true;
	}
	size_t shown;
	const struct area_block *block = caret_block(widget, &shown);
	bool forward = rightward != (block && oriel_paragraph_is_rtl(block->paragraph));
	area_move_by(widget,
		forward ? ORIEL_TEXT_MOTION_NEXT_WORD : ORIEL_TEXT_MOTION_PREVIOUS_WORD, extend);
	return true;
}

/* Control with Up and Down goes to the beginning of a line, and on to the next one's. */
static void area_move_line(oriel_widget *widget, bool down, bool extend) {
	struct text_area *area = motion_area(widget);
	const oriel_text_buffer *buffer = area->edit.buffer;
	size_t caret = oriel_text_buffer_selection(buffer).caret;
	size_t line = oriel_text_buffer_index_at(buffer, ORIEL_TEXT_LINE, caret);
	size_t start = oriel_text_buffer_start_of(buffer, ORIEL_TEXT_LINE, line);
	if (!down && start == caret && line > 0)
		start = oriel_text_buffer_start_of(buffer, ORIEL_TEXT_LINE, line - 1);
	if (down)
		start = oriel_text_buffer_start_of(buffer, ORIEL_TEXT_LINE, line + 1);
	area_select_to(widget, start, extend);
	area->is_caret_trailing = false;
	area->goal_x = -1;
}

bool oriel__text_area_on_motion_key(oriel_widget *widget, const struct oriel_key_event *key) {
	struct text_area *area = motion_area(widget);
	bool extend = key->modifiers & ORIEL_MODIFIER_SHIFT;
	bool is_control = key->modifiers & ORIEL_MODIFIER_CONTROL;
	bool is_down = strcmp(key->key, "ArrowDown") == 0, is_end = strcmp(key->key, "End") == 0;
	bool is_page_down = strcmp(key->key, "PageDown") == 0;
	if (area->total == 0)
		return false;
	if (is_down || strcmp(key->key, "ArrowUp") == 0) {
		if (is_control)
			area_move_line(widget, is_down, extend);
		else
			area_move_rows(widget, is_down ? 1 : -1, extend);
		return true;
	}
	if (is_end || strcmp(key->key, "Home") == 0) {
		area->goal_x = -1;
		if (is_control)
			area_move_by(widget, is_end ? ORIEL_TEXT_MOTION_END : ORIEL_TEXT_MOTION_START, extend);
		else
			area_move_to_end(widget, is_end, extend);
		return true;
	}
	if (is_page_down || strcmp(key->key, "PageUp") == 0) {
		area_move_page(widget, is_page_down, extend);
		return true;
	}
	return area_on_arrow(widget, key, extend);
}
