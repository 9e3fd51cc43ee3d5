/* SPDX-License-Identifier: MIT */
/*
 * Where the tracks of a grid stand in its content box, and the items in their areas. Columns begin
 * at the right in a right-to-left grid. Source: Grid 2, §11; CSS Box Alignment 3, §5 and §6.
 */
#include "layout/grid_internal.h"

#include "layout/flex_internal.h"

/* ---- Alignment ---- */

uint8_t oriel__grid_align_logical(
	uint8_t align, bool is_column, bool is_rtl, bool is_self_rtl, float free_space) {
	if (align & ORIEL__ALIGN_SAFE && free_space < 0)
		return ORIEL_ALIGN_START;
	bool is_reversed = is_column && is_rtl;
	switch (oriel__align_of(align)) {
	case ORIEL_ALIGN_CENTER: return ORIEL_ALIGN_CENTER;
	case ORIEL_ALIGN_END:
	case ORIEL_ALIGN_FLEX_END: return ORIEL_ALIGN_END;
	case ORIEL_ALIGN_LEFT: return is_reversed ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
	case ORIEL_ALIGN_RIGHT:
		return is_column && !is_rtl ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
	case ORIEL_ALIGN_SELF_START:
		return is_column && is_self_rtl != is_rtl ? ORIEL_ALIGN_END : ORIEL_ALIGN_START;
	case ORIEL_ALIGN_SELF_END:
		return is_column && is_self_rtl != is_rtl ? ORIEL_ALIGN_START : ORIEL_ALIGN_END;
	case ORIEL_ALIGN_SPACE_BETWEEN:
	case ORIEL_ALIGN_SPACE_AROUND:
	case ORIEL_ALIGN_SPACE_EVENLY:
		return free_space > 0 ? oriel__align_of(align) : ORIEL_ALIGN_START;
	default: return ORIEL_ALIGN_START;
	}
}

/* ---- Tracks ---- */

void oriel__grid_place_tracks(struct oriel__grid *grid, uint8_t axis, float size) {
	struct oriel__grid_track_list *list = &grid->lists[axis];
	const struct oriel__style *style = grid->style;
	bool is_column = axis == ORIEL__GRID_COLUMNS;
	float free_space = size - list->extent, between;
	size_t count = 0;
	for (size_t i = 0; i < list->count; i++)
		count += !list->tracks[i].is_collapsed;
	uint8_t content = is_column ? style->justify : style->align_content;
	uint8_t align = oriel__grid_align_logical(
		content, is_column, style->is_rtl, style->is_rtl, free_space);
	double at = (double)oriel__align_group(align, free_space, count, &between);
	list->starts = oriel__css_arena_alloc(&grid->arena, (list->count + 1) * sizeof(*list->starts));
	for (size_t i = 0; i < list->count; i++) {
		if (list->tracks[i].has_gap)
			at += (double)list->gap + (double)between;
		list->starts[i] = at;
		at += (double)list->tracks[i].base;
	}
}

/* ---- Items ---- */

/* Returns the distance of an item from the start of its area. */
static float item_offset(const struct oriel__grid *grid, size_t index, uint8_t axis) {
	const struct oriel__grid_item *item = &grid->items[index];
	bool is_column = axis == ORIEL__GRID_COLUMNS, is_rtl = grid->style->is_rtl;
	struct oriel_edges margin = oriel__margin(
		item->style, oriel__grid_area_size(grid, index, ORIEL__GRID_COLUMNS));
	float size = is_column ? item->width : item->height;
	float free_space = oriel__grid_area_size(grid, index, axis) - size -
		oriel__edges_sum(margin, !is_column);
	float before = !is_column ? margin.top : is_rtl ? margin.right : margin.left;
	uint8_t start = !is_column ? ORIEL__EDGE_TOP : is_rtl ? ORIEL__EDGE_RIGHT : ORIEL__EDGE_LEFT;
	uint8_t end = !is_column ? ORIEL__EDGE_BOTTOM : is_rtl ? ORIEL__EDGE_LEFT : ORIEL__EDGE_RIGHT;
	uint8_t automatic = item->style->auto_margins;
	if (automatic & (start | end)) {
		if (!(automatic & start) || free_space < 0)
			return before;
		return before + (automatic & end ? free_space / 2 : free_space);
	}
	if (item->align[axis] == ORIEL_ALIGN_BASELINE)
		return before + item->shim[axis];
	if (item->align[axis] == ORIEL_ALIGN_LAST_BASELINE)
		return before + free_space - item->shim[axis];
	float between;
	uint8_t align = oriel__grid_align_logical(
		item->align[axis], is_column, is_rtl, item->style->is_rtl, free_space);
	return before + oriel__align_group(align, free_space, 1, &between);
}

static double area_start(const struct oriel__grid *grid, size_t index, uint8_t axis) {
	return grid->lists[axis].starts[grid->areas[index].start[axis]];
}

struct oriel__box oriel__grid_item_rect(const struct oriel__grid *grid, size_t index) {
	const struct oriel__grid_item *item = &grid->items[index];
	double x = area_start(grid, index, ORIEL__GRID_COLUMNS) +
		(double)item_offset(grid, index, ORIEL__GRID_COLUMNS);
	if (grid->style->is_rtl)
		x = (double)grid->width - x - (double)item->width;
	return (struct oriel__box){ x,
		area_start(grid, index, ORIEL__GRID_ROWS) +
			(double)item_offset(grid, index, ORIEL__GRID_ROWS),
		item->width, item->height };
}

/* Sets *start and *end to the edges of all tracks of an axis, px from the start of the content box.
 */
static void tracks_edges(
	const struct oriel__grid *grid, uint8_t axis, double *start, double *end) {
	const struct oriel__grid_track_list *list = &grid->lists[axis];
	*start = *end = 0;
	if (list->count == 0)
		return;
	*start = list->starts[0];
	*end = list->starts[list->count - 1] + (double)list->tracks[list->count - 1].base;
}

struct oriel__extent oriel__grid_extent(
	const struct oriel__grid *grid, struct oriel_point content) {
	double left, right, top, bottom;
	tracks_edges(grid, ORIEL__GRID_COLUMNS, &left, &right);
	tracks_edges(grid, ORIEL__GRID_ROWS, &top, &bottom);
	double x = (double)content.x, y = (double)content.y, width = (double)grid->width;
	return (struct oriel__extent){ x + (grid->style->is_rtl ? width - right : left), y + top,
		x + (grid->style->is_rtl ? width - left : right), y + bottom };
}

/* ---- The baselines of the container ---- */

/* Returns whether item a gives the baseline rather than item b, among the items of one row: one
 * that is aligned by its baseline comes first, then the first in grid order. */
static bool item_precedes(
	const struct oriel__grid *grid, size_t a, size_t b, bool is_last) {
	uint8_t wanted = is_last ? ORIEL_ALIGN_LAST_BASELINE : ORIEL_ALIGN_BASELINE;
	bool is_shared[2] = { grid->items[a].align[1] == wanted, grid->items[b].align[1] == wanted };
	if (is_shared[0] != is_shared[1])
		return is_shared[0];
	int32_t columns[2] = { grid->areas[a].start[0], grid->areas[b].start[0] };
	if (!is_last)
		return columns[0] != columns[1] ? columns[0] < columns[1] : a < b;
	columns[0] += grid->areas[a].span[0];
	columns[1] += grid->areas[b].span[0];
	return columns[0] != columns[1] ? columns[0] > columns[1] : a > b;
}

float oriel__grid_baseline(const struct oriel__grid *grid, bool is_last) {
	size_t found = SIZE_MAX;
	int32_t row = 0;
	for (size_t i = 0; i < grid->count; i++) {
		const struct oriel__grid_area *area = &grid->areas[i];
		int32_t at = is_last ? -(area->start[1] + area->span[1]) : area->start[1];
		if (found == SIZE_MAX || at < row ||
			(at == row && item_precedes(grid, i, found, is_last))) {
			found = i;
			row = at;
		}
	}
	if (found == SIZE_MAX)
		return INFINITY;
	const struct oriel__grid_item *item = &grid->items[found];
	struct oriel__space space = oriel__grid_item_fixed_space(grid, found);
	return (float)oriel__grid_item_rect(grid, found).y +
		oriel__measure_baseline(item->node, &space, item->width, item->height, is_last);
}
