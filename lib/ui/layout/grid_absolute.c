/* SPDX-License-Identifier: MIT */
/*
 * Absolute children of grids, which are no items: they make no track, and stand in no cell. Lines
 * that they name are edges of their containing blocks. Source: Grid 2, §9.
 */
#include "layout/grid_internal.h"

#include "layout/layout_geometry_internal.h"

/* A line as the start or the end of an area, px in the content box from the start of the axis. */
static double line_at_start(const struct oriel__grid_track_list *list, size_t line) {
	if (line < list->count)
		return list->starts[line];
	return list->count > 0 ? list->starts[line - 1] + (double)list->tracks[line - 1].base : 0;
}

static double line_at_end(const struct oriel__grid_track_list *list, size_t line) {
	return line > 0 ? list->starts[line - 1] + (double)list->tracks[line - 1].base :
					line_at_start(list, 0);
}

static bool track_list_has_line(const struct oriel__grid_track_list *list, int32_t line) {
	return line >= -list->before && line + list->before <= (int32_t)list->count;
}

/* Moves the edges of one axis to lines. start and end: the edges of the padding box, px in the
 * content box from the start of the axis. */
static void track_list_edges(const struct oriel__grid_track_list *list,
	const struct oriel__style *child, uint16_t start_property, uint16_t end_property,
	double *start, double *end) {
	struct oriel__grid_edges edges = oriel__grid_template_edges(&list->template,
		oriel__grid_value(child, start_property), oriel__grid_value(child, end_property));
	if (edges.has_start && track_list_has_line(list, edges.start))
		*start = line_at_start(list, (size_t)(edges.start + list->before));
	if (edges.has_end && track_list_has_line(list, edges.end))
		*end = line_at_end(list, (size_t)(edges.end + list->before));
}

struct oriel_rect oriel__grid_absolute_area(
	struct oriel__node *node, const struct oriel__style *child, struct oriel_rect padding_box) {
	struct oriel__grid grid;
	if (!child->has_grid_lines)
		return padding_box;
	const struct oriel__style *style = oriel__layout_style(node);
	struct oriel_rect content = oriel__layout_content_box(node, style);
	double left = (double)(padding_box.x - content.x), top = (double)(padding_box.y - content.y);
	double right = left + (double)padding_box.width, bottom = top + (double)padding_box.height;
	oriel__grid_solve_placed(&grid, node);
	track_list_edges(&grid.lists[1], child, ORIEL__CSS_GRID_ROW_START, ORIEL__CSS_GRID_ROW_END,
		&top, &bottom);
	/* Columns begin at the right in right-to-left grids. */
	double width = (double)content.width;
	double start = style->is_rtl ? width - right : left, end = style->is_rtl ? width - left : right;
	track_list_edges(&grid.lists[0], child, ORIEL__CSS_GRID_COLUMN_START,
		ORIEL__CSS_GRID_COLUMN_END, &start, &end);
	left = style->is_rtl ? width - end : start;
	right = style->is_rtl ? width - start : end;
	oriel__grid_finish(&grid);
	return (struct oriel_rect){ content.x + (float)left, content.y + (float)top,
		oriel__larger(0, (float)(right - left)), oriel__larger(0, (float)(bottom - top)) };
}

uint8_t oriel__grid_static_alignment(const struct oriel__style *container,
	const struct oriel__style *child, bool is_vertical, float free_space) {
	uint8_t align = is_vertical ? child->align_self : child->justify_self;
	if (align == 0)
		align = is_vertical ? container->align : container->justify_items;
	if (align == ORIEL_ALIGN_LAST_BASELINE)
		align = ORIEL_ALIGN_END;
	align = oriel__grid_align_logical(
		align, !is_vertical, container->is_rtl, child->is_rtl, free_space);
	if (is_vertical || !container->is_rtl || align == ORIEL_ALIGN_CENTER)
		return align;
	return align == ORIEL_ALIGN_END ? ORIEL_ALIGN_START : ORIEL_ALIGN_END;
}
