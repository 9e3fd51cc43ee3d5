/* SPDX-License-Identifier: MIT */
/*
 * The picture of a text area: matches of the text that is looked for, the selection, the text, the
 * preedit text with a line below it, line numbers, and the caret.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>

#include "text_area_internal.h"

#define CARET_WIDTH 1.5f  /* px */
#define CARET_OUTSET 1.0f /* px before the place between two characters */
#define NEWLINE_WIDTH 5.0f /* px, of a newline that is selected */
#define NUMBER_MARGIN 12.0f /* px between a line number and the text */

/* amber, which can be told from a selection on light and on dark grounds */
#define MATCH_COLOR 0xffb90070u

enum { MOST_RECTS = 256 };

/* Where a block is drawn. */
struct block_view {
	const struct area_block *block;
	float x, y; /* px in the border box */
};

/* Fills the places of a range of the shown text. */
static void block_record_range(oriel_recorder *recorder, const struct block_view *view,
	size_t start, size_t end, float thickness, oriel_color color) {
	struct oriel_rect rects[MOST_RECTS];
	size_t count = oriel_paragraph_range(view->block->paragraph, start, end, rects, MOST_RECTS);
	count = count < MOST_RECTS ? count : MOST_RECTS;
	for (size_t i = 0; i < count; i++) {
		struct oriel_rect rect = oriel_rect_offset(rects[i], view->x, view->y);
		if (thickness > 0) {
			rect.y += rect.height - thickness;
			rect.height = thickness;
		}
		oriel_record_fill(recorder, rect, color);
	}
}

/* Returns the bytes of the shown text that look selected, and whether the newline does. */
static struct oriel_text_selection block_selection(
	const oriel_widget *widget, const struct area_block *block, bool *has_newline) {
	const struct text_area *area = (const struct text_area *)widget;
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	size_t end = block->start + block->length;
	*has_newline = false;
	if (range.anchor == range.caret || range.caret <= block->start || range.anchor > end ||
		block->preedit_length > 0 || !oriel__text_edit_is_focused(widget))
		return (struct oriel_text_selection){ 0 };
	*has_newline = range.caret > end;
	return (struct oriel_text_selection){ oriel__text_area_shown_offset(block, range.anchor),
		oriel__text_area_shown_offset(block, range.caret) };
}

/* Draws the selected text in its own colour, if it has one. */
static void block_record_selected(
	const oriel_widget *widget, oriel_recorder *recorder, const struct block_view *view) {
	struct oriel_rect rects[MOST_RECTS];
	bool has_newline;
	struct oriel_text_selection range = block_selection(widget, view->block, &has_newline);
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_SELECTION_TEXT_COLOR);
	if (range.anchor == range.caret ||
		color == oriel_used_color(widget, ORIEL_PROPERTY_COLOR))
		return;
	size_t count = oriel_paragraph_range(
		view->block->paragraph, range.anchor, range.caret, rects, MOST_RECTS);
	for (size_t i = 0; i < count && i < MOST_RECTS; i++) {
		oriel_record_push_clip(recorder, oriel_rect_offset(rects[i], view->x, view->y));
		oriel_record_paragraph(recorder, view->block->paragraph, view->x, view->y, color);
		oriel_record_pop_clip(recorder);
	}
}

static void block_record_selection(
	const oriel_widget *widget, oriel_recorder *recorder, const struct block_view *view) {
	const struct area_block *block = view->block;
	bool has_newline;
	struct oriel_text_selection range = block_selection(widget, block, &has_newline);
	oriel_color color = oriel__text_edit_selection_color(widget);
	if (range.anchor < range.caret)
		block_record_range(recorder, view, range.anchor, range.caret, 0, color);
	if (!has_newline)
		return;
	struct oriel_rect newline = oriel_paragraph_caret(block->paragraph, block->shown_length, false);
	newline = oriel_rect_offset(newline, view->x, view->y);
	newline.width = NEWLINE_WIDTH;
	if (oriel_paragraph_is_rtl(block->paragraph))
		newline.x -= NEWLINE_WIDTH;
	oriel_record_fill(recorder, newline, color);
}

/* Marks the matches in a block, also those that begin before it or end behind it. */
static void block_record_matches(
	const oriel_widget *widget, oriel_recorder *recorder, const struct block_view *view) {
	const struct text_area *area = (const struct text_area *)widget;
	const struct area_block *block = view->block;
	if (!area->find_text || block->preedit_length > 0)
		return;
	size_t length = strlen(area->find_text), end = block->start + block->length;
	/* a letter of the pattern has at most three times as many bytes in the text */
	size_t reach = 3 * length;
	size_t start, match_end;
	struct oriel_text_search search = { .text = area->find_text, .length = length,
		.from = block->start > reach ? block->start - reach : 0,
		.to = end + reach, .match_case = area->is_case_matched };
	while (oriel_text_buffer_find(area->edit.buffer, &search, &start, &match_end) && start < end) {
		if (match_end > block->start)
			block_record_range(recorder, view, oriel__text_area_shown_offset(block, start),
				oriel__text_area_shown_offset(block, match_end), 0, MATCH_COLOR);
		search.from = match_end;
	}
}

/* ---- Line numbers ---- */

/* Where things are drawn: in the coordinates of the area or of its line. */
struct record_boxes {
	struct oriel_rect content, text; /* px */
};

static struct record_boxes record_boxes_of(const oriel_widget *area) {
	return (struct record_boxes){
		oriel_widget_content_box(area), oriel__text_area_text_box(area) };
}

static void number_record(oriel_widget *widget, oriel_recorder *recorder,
	const struct record_boxes *boxes, size_t number, float y, bool is_current) {
	struct oriel_text_style style = oriel_widget_text_style(widget);
	char text[24];
	int length = snprintf(text, sizeof(text), "%zu", number);
	oriel_paragraph *paragraph = oriel__text_shape(text, (size_t)length, &style);
	if (!paragraph)
		return;
	float width = oriel_paragraph_size(paragraph).width;
	const struct oriel_rect *box = &boxes->text;
	float x = box->x > boxes->content.x ? box->x - NUMBER_MARGIN - width :
										box->x + box->width + NUMBER_MARGIN;
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	if (!is_current)
		color = (color & 0xffffff00u) | (color & 0xffu) * 5 / 9;
	oriel_record_paragraph(recorder, paragraph, x, y, color);
	oriel_paragraph_destroy(paragraph);
}

static void block_record_number(oriel_widget *widget, oriel_recorder *recorder,
	const struct record_boxes *boxes, const struct area_block *block, float y) {
	const struct text_area *area = (const struct text_area *)widget;
	const oriel_text_buffer *buffer = area->edit.buffer;
	size_t line = oriel_text_buffer_index_at(buffer, ORIEL_TEXT_LINE, block->start);
	size_t caret = oriel_text_buffer_selection(buffer).caret;
	bool is_current = line == oriel_text_buffer_index_at(buffer, ORIEL_TEXT_LINE, caret) &&
		oriel__text_edit_is_focused(widget);
	if (oriel_text_buffer_start_of(buffer, ORIEL_TEXT_LINE, line) == block->start)
		number_record(widget, recorder, boxes, line + 1, y, is_current);
}

/* ---- The area ---- */

static void block_record(
	oriel_widget *widget, oriel_recorder *recorder, const struct block_view *view) {
	const struct area_block *block = view->block;
	oriel_color color = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	block_record_matches(widget, recorder, view);
	block_record_selection(widget, recorder, view);
	if (block->preedit_length > 0)
		block_record_range(recorder, view, block->preedit,
			block->preedit + block->preedit_length, 1, color);
	oriel_record_paragraph(recorder, block->paragraph, view->x, view->y, color);
	block_record_selected(widget, recorder, view);
}

static void area_record_caret(
	oriel_widget *widget, oriel_recorder *recorder, const struct block_view *view) {
	const struct text_area *area = (const struct text_area *)widget;
	const struct area_block *block = view->block;
	size_t preedit_length;
	oriel_text_buffer_preedit(area->edit.buffer, &preedit_length, NULL);
	size_t caret = oriel_text_buffer_selection(area->edit.buffer).caret;
	bool is_here = preedit_length > 0 ? block->preedit_length > 0 :
		oriel_text_buffer_index_at(area->edit.buffer, ORIEL_TEXT_BLOCK, caret) == block->index;
	if (!is_here || !area->edit.is_caret_shown)
		return;
	struct oriel_rect rect = oriel_paragraph_caret(block->paragraph,
		oriel__text_area_shown_caret(widget, block), area->is_caret_trailing);
	rect = oriel_rect_offset(rect, view->x - CARET_OUTSET, view->y);
	rect.width = CARET_WIDTH;
	oriel_record_fill(recorder, rect, oriel_used_color(widget, ORIEL_PROPERTY_CARET_COLOR));
}

/* Draws a block with its line number at y px. */
static void area_record_block(oriel_widget *widget, oriel_recorder *recorder,
	const struct record_boxes *boxes, const struct area_block *block, float y) {
	const struct text_area *area = (const struct text_area *)widget;
	struct block_view view = { block, boxes->text.x - (float)area->scroll_x, y };
	if (area->has_numbers)
		block_record_number(widget, recorder, boxes, block, y);
	oriel_record_push_clip(recorder,
		(struct oriel_rect){ boxes->text.x - CARET_OUTSET, y - block->height,
			boxes->text.width + CARET_OUTSET, 3 * block->height });
	block_record(widget, recorder, &view);
	area_record_caret(widget, recorder, &view);
	oriel_record_pop_clip(recorder);
}

void oriel__text_area_record(oriel_widget *widget, oriel_recorder *recorder) {
	const struct text_area *area = (const struct text_area *)widget;
	struct record_boxes boxes = record_boxes_of(widget);
	if (area->block_count == 0)
		return;
	/* the padding shows text that is scrolled by */
	oriel_record_push_clip(recorder,
		(struct oriel_rect){ boxes.content.x - CARET_OUTSET, 1,
			boxes.content.width + CARET_OUTSET,
			boxes.content.y * 2 + boxes.content.height - 2 });
	float y = oriel__text_area_block_y(widget, area->blocks[0].index);
	for (size_t i = 0; i < area->block_count; i++) {
		if (area->blocks[i].index != area->active)
			area_record_block(widget, recorder, &boxes, &area->blocks[i], y);
		y += area->blocks[i].height;
	}
	oriel_record_pop_clip(recorder);
}

/* ---- The line with the caret ---- */

static void area_line_record(oriel_widget *widget, oriel_recorder *recorder) {
	oriel_widget *host = oriel_widget_host(widget);
	const struct text_area *area = (const struct text_area *)host;
	if (!area || area->active == SIZE_MAX || area->block_count == 0 ||
		area->active - area->blocks[0].index >= area->block_count)
		return;
	struct record_boxes boxes = record_boxes_of(host);
	boxes.text.x -= boxes.content.x;
	boxes.content.x = 0;
	area_record_block(host, recorder, &boxes,
		&area->blocks[area->active - area->blocks[0].index], area->active_y);
}

static const struct oriel_widget_class area_line_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "text-area-line",
	.size = sizeof(struct oriel_widget_base),
	.flags = ORIEL_WIDGET_LEAF,
	.record = area_line_record,
};

oriel_widget *oriel__text_area_line_new(void) {
	return oriel_widget_new(&area_line_class);
}
