/* SPDX-License-Identifier: MIT */
/*
 * The layout of a text area. Only the blocks in view are shaped (a block is a line, or a part of a
 * very long one). Heights of other blocks are estimated until they are measured. A widget in the
 * shadow tree has the size of the whole text, so that the area scrolls over it; the text itself is
 * drawn by the area, at the scroll offset.
 *
 * The view is anchored at its first block. When blocks are measured above the anchor, the shown
 * place would jump by the error of their estimates; instead, `bias` takes up the error while the
 * area scrolls. Invariant: shown place = top of the anchor + top_offset = scroll offset + bias.
 * When scrolling rests, the scroll offset is corrected, and bias is 0 again.
 */
#include "direction_internal.h"
#include "text_area_internal.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/extend/layout.h>
#include <oriel/runtime/log.h>
#include <oriel/ui/scroll.h>
#include <oriel/widgets/text_area.h>

#define CARET_WIDTH 1.5f   /* px */
#define CARET_ROOM 2.0f    /* px after the widest line */
#define GUTTER_SPACE 12.0f /* px between line numbers and text */
#define MEAN_ADVANCE 0.5   /* of a letter, in font sizes: for estimates */

enum { DEFAULT_ROWS = 2, DEFAULT_COLS = 20, LEAST_DIGITS = 2, MOST_PASSES = 4,
	MANY = 100 /* new blocks, after which the height of a block is estimated again */ };

static struct text_area *area_of(const oriel_widget *widget) {
	return (struct text_area *)(uintptr_t)widget;
}

/* ---- Heights of blocks ---- */

static double area_total_height(const struct text_area *area) {
	return oriel__line_heights_top(&area->heights, area->total);
}

/* Returns the block at a distance from the top, px; the first or the last beyond the ends. */
static size_t area_block_at(const struct text_area *area, double y) {
	size_t index = y > 0 ? oriel__line_heights_find(&area->heights, y) : 0;
	return index < area->total ? index : area->total > 0 ? area->total - 1 : 0;
}

/* Returns whether the height differs from the one before, which may have been an estimate. */
static bool area_set_height(struct text_area *area, size_t index, float height) {
	bool is_known, differs = oriel__line_heights_get(&area->heights, index, &is_known) != height;
	if (differs || !is_known)
		oriel__line_heights_set(&area->heights, index, height);
	return differs;
}

/* ---- Blocks ---- */

static void block_free(struct area_block *block) {
	oriel_paragraph_destroy(block->paragraph);
	if (block->text)
		memset(block->text, 0, block->shown_length);
	free(block->text);
	*block = (struct area_block){ 0 };
}

static void blocks_free(struct text_area *area) {
	for (size_t i = 0; i < area->block_count; i++)
		block_free(&area->blocks[i]);
	area->block_count = 0;
	block_free(&area->extra);
}

/* Fills in the place of a block in the text, and where the preedit text stands in it. */
static void block_locate(const struct text_area *area, size_t index, struct area_block *block) {
	oriel_text_buffer *buffer = area->edit.buffer;
	size_t start = oriel_text_buffer_start_of(buffer, ORIEL_TEXT_BLOCK, index);
	size_t end = oriel_text_buffer_start_of(buffer, ORIEL_TEXT_BLOCK, index + 1);
	char last = 0;
	if (end > start)
		oriel_text_buffer_copy(buffer, end - 1, end, &last);
	*block = (struct area_block){
		.index = index, .start = start, .length = end - start - (last == '\n')
	};
	size_t preedit_length;
	oriel_text_buffer_preedit(buffer, &preedit_length, NULL);
	struct oriel_text_selection hidden = oriel__text_edit_hidden(&area->edit);
	bool is_last = index + 1 == oriel_text_buffer_count(buffer, ORIEL_TEXT_BLOCK);
	bool has_preedit = preedit_length > 0 && hidden.anchor >= start &&
		(hidden.anchor < end || is_last);
	if (!has_preedit)
		return;
	size_t block_end = start + block->length;
	block->preedit = hidden.anchor - start;
	block->preedit_length = preedit_length;
	block->hidden = (hidden.caret < block_end ? hidden.caret : block_end) - hidden.anchor;
}

/* Returns the text of a block as it is shown; NULL without memory. */
static char *block_text(const struct text_area *area, struct area_block *block) {
	oriel_text_buffer *buffer = area->edit.buffer;
	size_t before = block->preedit_length > 0 ? block->preedit : block->length;
	size_t after = block->length - before - block->hidden;
	block->shown_length = block->length - block->hidden + block->preedit_length;
	char *text = malloc(block->shown_length + 1);
	if (!text)
		return NULL;
	oriel_text_buffer_copy(buffer, block->start, block->start + before, text);
	memcpy(text + before, oriel_text_buffer_preedit(buffer, NULL, NULL), block->preedit_length);
	oriel_text_buffer_copy(buffer, block->start + block->length - after,
		block->start + block->length, text + before + block->preedit_length);
	text[block->shown_length] = '\0';
	return text;
}

static bool block_shows(const struct area_block *block, const char *text, size_t length) {
	return block->paragraph && block->shown_length == length &&
		memcmp(block->text, text, length) == 0;
}

/* Breaks the lines of a block. */
static void block_fit(const oriel_widget *widget, struct area_block *block) {
	const struct text_area *area = area_of(widget);
	float width = area->is_wrapped && area->wrap_width > 0 ? area->wrap_width : INFINITY;
	oriel_paragraph_set_width(block->paragraph, width, ORIEL_TEXT_ALIGN_START);
	struct oriel_size size = oriel_paragraph_size(block->paragraph);
	bool is_rtl = oriel_paragraph_is_rtl(block->paragraph);
	if (!area->is_wrapped && is_rtl && area->wrap_width > 0)
		oriel_paragraph_set_width(
			block->paragraph, fmaxf(size.width, area->wrap_width), ORIEL_TEXT_ALIGN_START);
	block->width = size.width;
	block->height = size.height;
}

/* Takes over the paragraph of a block that shows the same text, if there is one from *at on. */
static bool block_reuse(struct area_block *old, size_t count, size_t *at,
	struct area_block *block, char *text) {
	for (size_t i = *at; i < count; i++) {
		if (!block_shows(&old[i], text, block->shown_length))
			continue;
		block->paragraph = old[i].paragraph;
		block->width = old[i].width;
		block->height = old[i].height;
		block->text = old[i].text;
		old[i].paragraph = NULL;
		old[i].text = NULL;
		*at = i + 1;
		memset(text, 0, block->shown_length);
		free(text);
		return true;
	}
	return false;
}

/* Shapes a block. Returns false without memory. */
static bool block_shape(oriel_widget *widget, struct area_block *block, char *text) {
	struct oriel_text_style style = oriel_widget_text_style(widget);
	style.is_private = true;
	block->text = text;
	block->paragraph = oriel__text_shape(text, block->shown_length, &style);
	if (!block->paragraph)
		return false;
	block_fit(widget, block);
	return true;
}

const struct area_block *oriel__text_area_block(oriel_widget *widget, size_t index) {
	struct text_area *area = area_of(widget);
	for (size_t i = 0; i < area->block_count; i++)
		if (area->blocks[i].index == index)
			return &area->blocks[i];
	if (area->extra.paragraph && area->extra.index == index)
		return &area->extra;
	block_free(&area->extra);
	block_locate(area, index, &area->extra);
	char *text = block_text(area, &area->extra);
	if (!text || !block_shape(widget, &area->extra, text)) {
		oriel_log(ORIEL_LOG_ERROR, "text area: no memory to show a line of %zu bytes",
			area->extra.length);
		block_free(&area->extra);
		return NULL;
	}
	area_set_height(area, index, area->extra.height);
	return &area->extra;
}

size_t oriel__text_area_shown_offset(const struct area_block *block, size_t offset) {
	size_t inside = offset > block->start ? offset - block->start : 0;
	inside = inside < block->length ? inside : block->length;
	if (block->preedit_length == 0 || inside <= block->preedit)
		return inside;
	if (inside < block->preedit + block->hidden)
		return block->preedit + block->preedit_length;
	return inside - block->hidden + block->preedit_length;
}

static size_t block_text_offset(const struct area_block *block, size_t shown) {
	if (block->preedit_length > 0 && shown > block->preedit) {
		size_t after = block->preedit + block->preedit_length;
		shown = shown > after ? shown - block->preedit_length + block->hidden :
								block->preedit + block->hidden;
	}
	return block->start + (shown < block->length ? shown : block->length);
}

size_t oriel__text_area_shown_caret(const oriel_widget *widget, const struct area_block *block) {
	const struct text_area *area = area_of(widget);
	size_t in_preedit;
	oriel_text_buffer_preedit(area->edit.buffer, NULL, &in_preedit);
	if (block->preedit_length > 0)
		return block->preedit + in_preedit;
	return oriel__text_area_shown_offset(
		block, oriel_text_buffer_selection(area->edit.buffer).caret);
}

/* Returns the block with the caret, or with the preedit text. */
static size_t area_caret_block(const struct text_area *area) {
	size_t preedit_length;
	oriel_text_buffer_preedit(area->edit.buffer, &preedit_length, NULL);
	size_t caret = preedit_length > 0 ? oriel__text_edit_hidden(&area->edit).anchor :
										oriel_text_buffer_selection(area->edit.buffer).caret;
	return oriel_text_buffer_index_at(area->edit.buffer, ORIEL_TEXT_BLOCK, caret);
}

/* ---- Boxes ---- */

float oriel__text_area_gutter(const oriel_widget *widget) {
	const struct text_area *area = area_of(widget);
	int digits = 1;
	if (!area->has_numbers)
		return 0;
	for (size_t lines = oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_LINE); lines >= 10;
		lines /= 10)
		digits++;
	digits = digits > LEAST_DIGITS ? digits : LEAST_DIGITS;
	return ceilf((float)digits * area->digit_width) + GUTTER_SPACE;
}

static struct oriel_rect area_text_box_in(const oriel_widget *widget, struct oriel_rect content) {
	float gutter = oriel__text_area_gutter(widget);
	content.width = fmaxf(0, content.width - gutter);
	content.x += oriel__is_rtl(widget) ? 0 : gutter;
	return content;
}

struct oriel_rect oriel__text_area_text_box(const oriel_widget *widget) {
	return area_text_box_in(widget, oriel_widget_content_box(widget));
}

/* ---- Heights ---- */

static void area_measure_style(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	if (area->line_height > 0)
		return;
	struct oriel_text_style style = oriel_widget_text_style(widget);
	oriel_paragraph *digit = oriel__text_shape("0", 1, &style);
	if (!digit)
		return;
	struct oriel_size size = oriel_paragraph_size(digit);
	area->line_height = fmaxf(1, size.height);
	area->digit_width = size.width;
	oriel_paragraph_destroy(digit);
}

/* Returns the height that a block probably has, px. */
static double area_estimate(const oriel_widget *widget) {
	const struct text_area *area = area_of(widget);
	double count = (double)oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_BLOCK);
	double bytes = (double)oriel_text_buffer_length(area->edit.buffer) / count;
	double width = bytes * MEAN_ADVANCE * (double)oriel_used_text(widget).font_size;
	double rows = area->is_wrapped && area->wrap_width > 0 ?
		fmax(1, ceil(width / (double)area->wrap_width)) :
		1;
	return rows * (double)area->line_height;
}

static double area_shown_y(const struct text_area *area) {
	return oriel__line_heights_top(&area->heights, area->top_block) + area->top_offset;
}

static void area_reset_heights(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	size_t count = oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_BLOCK);
	oriel__line_heights_clear(&area->heights);
	area->heights.estimate = area_estimate(widget);
	area->total = count;
	area->widest = 0;
	if (area->top_block >= count)
		area->top_block = count - 1, area->top_offset = 0;
}

/* Shapes the blocks from first on that fill the view. Returns whether a height has changed. */
static bool area_shape_from(oriel_widget *widget, size_t first, double view) {
	struct text_area *area = area_of(widget);
	size_t count = area->total, old_count = area->block_count, old_at = 0, made = 0;
	struct area_block *old = area->blocks;
	double bottom = 0;
	bool is_changed = false;
	area->blocks = NULL;
	area->block_count = area->block_capacity = 0;
	for (size_t index = first; index < count && (bottom < view || made == 0); index++) {
		if (made == area->block_capacity) {
			size_t capacity = area->block_capacity ? 2 * area->block_capacity : 32;
			struct area_block *blocks = realloc(area->blocks, capacity * sizeof(*blocks));
			if (!blocks)
				break;
			area->blocks = blocks;
			area->block_capacity = capacity;
		}
		struct area_block *block = &area->blocks[made];
		block_locate(area, index, block);
		char *text = block_text(area, block);
		bool is_reused = text && block_reuse(old, old_count, &old_at, block, text);
		bool is_same = is_reused && old_at == made + 1;
		area->is_view_changed |= !is_same && index != area->active;
		if (!text || (!is_reused && !block_shape(widget, block, text))) {
			oriel_log(ORIEL_LOG_ERROR, "text area: no memory to show a line of %zu bytes",
				block->length);
			block_free(block);
			break;
		}
		is_changed |= area_set_height(area, index, block->height);
		area->widest = fmax(area->widest, (double)block->width);
		bottom += (double)block->height;
		area->block_count = ++made;
	}
	area->is_view_changed |= is_changed || made != old_count;
	for (size_t i = 0; i < old_count; i++)
		block_free(&old[i]);
	free(old);
	return is_changed;
}

/* Shapes what is in view after scrolling by so many px, and anchors the view there. Returns whether
 * the size of the text has changed. */
static bool area_move_view(oriel_widget *widget, double by) {
	struct text_area *area = area_of(widget);
	double total = area_total_height(area), widest = area->widest;
	double view = (double)area->view_height, shown = 0;
	size_t first = 0;
	block_free(&area->extra);
	for (int pass = 0; pass < MOST_PASSES; pass++) {
		double most = area_total_height(area) - view;
		shown = fmax(0, fmin(area_shown_y(area) + by, most));
		first = area_block_at(area, shown);
		double inside = shown - oriel__line_heights_top(&area->heights, first);
		if (!area_shape_from(widget, first, inside + view))
			break;
	}
	double offset = shown - oriel__line_heights_top(&area->heights, first);
	area->is_view_changed |= first != area->top_block || offset != area->top_offset;
	area->top_block = first;
	area->top_offset = offset;
	return total != area_total_height(area) || widest != area->widest;
}

static double area_bias(const struct text_area *area) {
	return area_shown_y(area) - area->last_scroll_y;
}

/* Returns the block that the line is to draw. */
static size_t area_block_for_line(const struct text_area *area) {
	size_t index = area_caret_block(area);
	bool is_in_view = area->block_count > 0 && index >= area->blocks[0].index &&
		index - area->blocks[0].index < area->block_count;
	return is_in_view ? index : SIZE_MAX;
}

/* Lays out and draws again what a change of the view needs. */
static void area_view_changed(oriel_widget *widget, bool is_resized) {
	const struct text_area *area = area_of(widget);
	size_t active = area_block_for_line(area);
	if (is_resized || active != area->active)
		oriel_widget_relayout(widget); /* places the line */
	else if (area->is_view_changed)
		oriel_widget_redraw(widget);
	oriel_widget_redraw(area->line);
}

void oriel__text_area_redraw_caret(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	struct oriel_text_selection range = oriel__text_edit_range(&area->edit);
	bool has_selection = range.anchor != range.caret;
	if (has_selection || area->has_shown_selection)
		oriel_widget_redraw(widget);
	area->has_shown_selection = has_selection;
	oriel_widget_redraw(area->line);
}

void oriel__text_area_sync(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	struct oriel_scroll at = oriel_widget_scroll_position(widget);
	if (oriel_widget_is_destroyed(widget) || area->line_height == 0 || area->view_height == 0)
		return;
	bool is_moved = at.x != area->scroll_x || at.y != area->last_scroll_y;
	double by = at.y - area->last_scroll_y;
	if (!is_moved && area->block_count > 0)
		return;
	area->scroll_x = at.x;
	area->is_view_changed = is_moved;
	bool is_resized = area_move_view(widget, by);
	area->last_scroll_y = at.y;
	area->bias = area_bias(area);
	area_view_changed(widget, is_resized || is_moved);
}

void oriel__text_area_settle(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	double bias = area->bias;
	if (bias == 0)
		return;
	area->bias = 0;
	area->last_scroll_y += bias; /* where the offset is going */
	oriel_widget_relayout(widget);
	oriel_scroll_by(widget, .y = bias, .behavior = ORIEL_SCROLL_INSTANT);
}

/* ---- Changes ---- */

void oriel__text_area_view_finish(struct text_area *area) {
	blocks_free(area);
	free(area->blocks);
	area->blocks = NULL;
	oriel__line_heights_finish(&area->heights);
}

void oriel__text_area_restyle(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	blocks_free(area);
	area->line_height = 0;
	area->wrap_width = 0;
	area->total = 0;
	oriel_widget_relayout(widget);
}

/* Replaces the heights of the blocks that the last change has touched. The block before is taken
 * too, since the text of a long line may be cut in another place. */
static void area_splice_heights(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	struct oriel_text_change change = oriel_text_buffer_change(area->edit.buffer);
	size_t old_count = area->total;
	size_t count = oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_BLOCK);
	size_t first = oriel_text_buffer_index_at(area->edit.buffer, ORIEL_TEXT_BLOCK, change.start);
	size_t last = oriel_text_buffer_index_at(
		area->edit.buffer, ORIEL_TEXT_BLOCK, change.start + change.inserted);
	first -= first > 0;
	size_t after = count - 1 - last;
	after -= after > 0;
	if (count == old_count && last - first <= 1) {
		return; /* typing: the block is measured at once */
	}
	if (first + after > old_count || first + after > count) {
		area_reset_heights(widget);
		return;
	}
	size_t removed = old_count - first - after, inserted = count - first - after;
	bool is_above = first + removed <= area->top_block;
	oriel__line_heights_splice(&area->heights, first, removed, inserted);
	area->total = count;
	if (inserted > removed + MANY)
		area->heights.estimate = area_estimate(widget);
	if (is_above)
		area->top_block = area->top_block - removed + inserted;
	if (area->top_block >= count)
		area->top_block = count - 1, area->top_offset = 0;
}

/* Shapes a block in view again after a change inside it, and shifts those below. Returns false if
 * more than this block has to be looked at. */
static bool area_change_block(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	struct oriel_text_change change = oriel_text_buffer_change(area->edit.buffer);
	size_t preedit_length;
	oriel_text_buffer_preedit(area->edit.buffer, &preedit_length, NULL);
	bool is_next = change.number == area->change_number + 1;
	bool has_preedit = preedit_length > 0 || area->has_shown_preedit;
	area->change_number = change.number;
	area->has_shown_preedit = preedit_length > 0;
	if (!is_next || has_preedit || area->block_count == 0 ||
		oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_BLOCK) != area->total)
		return false;
	size_t index = oriel_text_buffer_index_at(
		area->edit.buffer, ORIEL_TEXT_BLOCK, change.start);
	if (index < area->blocks[0].index || index - area->blocks[0].index >= area->block_count)
		return false;
	struct area_block *block = &area->blocks[index - area->blocks[0].index], made;
	size_t old_end = block->start + block->length;
	block_locate(area, index, &made);
	bool is_inside = index == area->active && made.start == block->start &&
		change.start + change.removed <= old_end &&
		made.length + change.removed == block->length + change.inserted;
	if (!is_inside)
		return false;
	char *text = block_text(area, &made);
	if (!text || !block_shape(widget, &made, text)) {
		block_free(&made);
		return false;
	}
	bool is_same_size = made.height == block->height &&
		(area->is_wrapped || (double)made.width <= area->widest);
	block_free(block);
	*block = made;
	for (block++; block < area->blocks + area->block_count; block++)
		block->start += change.inserted - change.removed;
	return is_same_size;
}

void oriel__text_area_text_changed(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	area->goal_x = -1;
	area->is_caret_trailing = false;
	if (oriel_text_buffer_length(area->edit.buffer) == 0)
		blocks_free(area); /* wipes the text without waiting for a frame */
	block_free(&area->extra);
	if (area->total == 0)
		return; /* not laid out yet */
	if (area_change_block(widget)) {
		oriel_widget_redraw(area->line);
		return;
	}
	float gutter = oriel__text_area_gutter(widget);
	size_t count = area->total;
	area_splice_heights(widget);
	area->is_view_changed = false;
	bool is_resized = area_move_view(widget, 0) || count != area->total ||
		gutter != oriel__text_area_gutter(widget);
	area_view_changed(widget, is_resized);
}

/* ---- Layout ---- */

static long area_number(const oriel_widget *widget, const char *name, long missing) {
	const char *text = oriel_attribute(widget, name);
	long value = text ? strtol(text, NULL, 10) : 0;
	return value > 0 ? (value < 10000 ? value : 10000) : missing;
}

/* Returns the height of the first blocks at a width, up to a limit, px. */
static float area_height_up_to(oriel_widget *widget, float limit) {
	struct text_area *area = area_of(widget);
	float height = 0;
	size_t count = oriel_text_buffer_count(area->edit.buffer, ORIEL_TEXT_BLOCK);
	for (size_t i = 0; i < count && height < limit; i++) {
		const struct area_block *block = oriel__text_area_block(widget, i);
		height += block ? block->height : area->line_height;
	}
	return fminf(height, limit);
}

/* Sets the width at which lines are broken. */
static void area_set_width(oriel_widget *widget, float width) {
	struct text_area *area = area_of(widget);
	if (width == area->wrap_width && area->total > 0)
		return;
	area->wrap_width = width;
	block_free(&area->extra);
	for (size_t i = 0; i < area->block_count; i++)
		block_fit(widget, &area->blocks[i]);
	area_reset_heights(widget);
}

struct oriel_measurement oriel__text_area_measure(oriel_widget *widget, float max_width) {
	struct text_area *area = area_of(widget);
	area_measure_style(widget);
	float gutter = oriel__text_area_gutter(widget);
	float natural = ceilf((float)area_number(widget, "cols", DEFAULT_COLS) * area->digit_width) +
		gutter;
	float width = fminf(fmaxf(max_width, gutter + area->digit_width), natural);
	float rows = (float)area_number(widget, "rows", DEFAULT_ROWS);
	float most = (float)area_number(widget, "maxrows", 0);
	float height = rows * area->line_height;
	if (most > rows) {
		float used = isfinite(max_width) && max_width > width ? max_width : width;
		area_set_width(widget, fmaxf(1, used - gutter));
		height = fmaxf(height, area_height_up_to(widget, most * area->line_height));
	}
	return (struct oriel_measurement){ width, height, area->line_height * 0.8f };
}

/* Places the line over its block. Its place moves with the scroll offset, as the extent's does. */
static void area_place_line(oriel_widget *widget, struct oriel_rect content) {
	struct text_area *area = area_of(widget);
	area->active = area_block_for_line(area);
	area->active_y = 0;
	if (area->active == SIZE_MAX) {
		oriel_widget_place(area->line, (struct oriel_rect){ content.x, content.y, 0, 0 });
		return;
	}
	const struct area_block *block = &area->blocks[area->active - area->blocks[0].index];
	double top = oriel__line_heights_top(&area->heights, area->active) - area_shown_y(area);
	double y = (double)content.y + top + area->last_scroll_y;
	float x = content.x + (float)area->scroll_x;
	/* far down, a float has no fractions of a px: the line draws the rest of its place itself */
	area->active_y = (float)(y - (double)(float)y);
	oriel_widget_place(
		area->line, (struct oriel_rect){ x, (float)y, content.width, block->height });
}

void oriel__text_area_arrange(oriel_widget *widget, struct oriel_rect content) {
	struct text_area *area = area_of(widget);
	struct oriel_rect box = area_text_box_in(widget, content);
	area_measure_style(widget);
	area->view_height = content.height;
	area_set_width(widget, fmaxf(1, box.width));
	area_move_view(widget, 0);
	area->bias = area_bias(area);
	double height = area_total_height(area) - area->bias;
	float width = area->is_wrapped ? 0 : (float)area->widest + CARET_ROOM;
	bool is_rtl = oriel__is_rtl(widget);
	if (!(width > box.width)) /* a box without a width has no part in what is scrolled over */
		width = fminf(1, box.width);
	oriel_widget_place(area->extent,
		(struct oriel_rect){ is_rtl ? box.x + box.width - width : box.x, content.y, width,
			(float)fmax(0, height) });
	if (area->placeholder)
		oriel_widget_place(area->placeholder, box);
	area_place_line(widget, content);
}

/* ---- Places ---- */

float oriel__text_area_block_y(const oriel_widget *widget, size_t index) {
	const struct text_area *area = area_of(widget);
	struct oriel_rect box = oriel__text_area_text_box(widget);
	return box.y +
		(float)(oriel__line_heights_top(&area->heights, index) - area_shown_y(area));
}

size_t oriel__text_area_offset_at(oriel_widget *widget, struct oriel_point point) {
	struct text_area *area = area_of(widget);
	struct oriel_rect box = oriel__text_area_text_box(widget);
	area->goal_x = -1;
	double y = (double)(point.y - box.y) + area_shown_y(area);
	size_t index = area_block_at(area, y);
	const struct area_block *block = oriel__text_area_block(widget, index);
	if (!block)
		return 0;
	if (y < 0)
		return 0;
	y -= oriel__line_heights_top(&area->heights, index);
	bool is_below = index + 1 == area->total && y >= (double)block->height;
	if (is_below)
		return block->start + block->length;
	float x = point.x - box.x + (float)area->scroll_x;
	size_t shown = oriel_paragraph_offset_at(
		block->paragraph, x, (float)y, &area->is_caret_trailing);
	return block_text_offset(block, shown);
}

/* Returns how far a view has to move along an axis so that a part of the text is in it, px. */
static double area_distance(double start, double end, double view) {
	if (start < 0)
		return start;
	return end > view ? end - view : 0;
}

/* Scrolls as little as is needed to show a part of a block, px below the top of the block, and
 * sideways by dx px. Returns false if a listener has destroyed the area. */
static bool area_reveal(
	oriel_widget *widget, size_t index, float y, float height, double dx) {
	struct text_area *area = area_of(widget);
	double top = oriel__line_heights_top(&area->heights, index) + (double)y - area_shown_y(area);
	double dy = area_distance(top, top + (double)height, (double)area->view_height);
	if (dx == 0 && dy == 0)
		return true;
	oriel__text_area_settle(widget);
	if (oriel_widget_is_destroyed(widget))
		return false;
	oriel_widget_relayout(widget); /* the extent may have grown */
	oriel_scroll_by(widget, .x = dx, .y = dy, .behavior = ORIEL_SCROLL_INSTANT);
	if (oriel_widget_is_destroyed(widget))
		return false;
	oriel__text_area_sync(widget);
	return !oriel_widget_is_destroyed(widget);
}

struct oriel_rect oriel__text_area_show_caret(oriel_widget *widget) {
	struct text_area *area = area_of(widget);
	/* Layout comes up to date, and a class that is told of its style may destroy the area. */
	struct oriel_rect box = oriel__text_area_text_box(widget);
	if (box.width == 0 || oriel_widget_is_destroyed(widget) || area->total == 0)
		return (struct oriel_rect){ 0 };
	oriel__text_area_sync(widget);
	size_t index = area_caret_block(area);
	const struct area_block *block = oriel__text_area_block(widget, index);
	if (!block)
		return (struct oriel_rect){ 0 };
	struct oriel_rect caret = oriel_paragraph_caret(block->paragraph,
		oriel__text_area_shown_caret(widget, block), area->is_caret_trailing);
	double left = (double)caret.x - area->scroll_x;
	double dx = area->is_wrapped ? 0 :
		area_distance(left, left + (double)CARET_ROOM, (double)box.width);
	area->widest = fmax(area->widest, (double)block->width);
	if (!area_reveal(widget, index, caret.y, caret.height, dx))
		return (struct oriel_rect){ 0 };
	double top = oriel__line_heights_top(&area->heights, index) + (double)caret.y -
		area_shown_y(area);
	return (struct oriel_rect){ box.x + (float)((double)caret.x - area->scroll_x),
		box.y + (float)top, CARET_WIDTH, caret.height };
}

void oriel_text_area_scroll_to_line(oriel_widget *widget, size_t line) {
	size_t length = oriel_text_area_length(widget); /* asserts that it is a text area */
	struct text_area *area = area_of(widget);
	struct oriel_rect box = oriel__text_area_text_box(widget);
	if (box.width == 0 || oriel_widget_is_destroyed(widget) || area->total == 0)
		return;
	oriel__text_area_sync(widget);
	size_t start = oriel_text_buffer_start_of(area->edit.buffer, ORIEL_TEXT_LINE, line);
	size_t index = oriel_text_buffer_index_at(
		area->edit.buffer, ORIEL_TEXT_BLOCK, start < length ? start : length);
	area_reveal(widget, index, 0, area->line_height, 0);
}
