/* SPDX-License-Identifier: MIT */
/*
 * The layout algorithm of grids: items are placed (grid_placement.c), then columns and then rows
 * are sized (grid_tracks.c). Columns are sized a second time, and rows with them, where the width
 * of an item follows from its height. Source: Grid 2, §12.1.
 *
 * Grid areas are containing blocks: percentages of items are of their areas, and indefinite while
 * the tracks that they cover are being sized.
 */
#include "layout/grid_internal.h"

#include <stdlib.h>

#include "layout/container_internal.h"
#include "layout/flex_internal.h"
#include "layout/grid_placement_internal.h"
#include "layout/layout_geometry_internal.h"

/* ---- Items ---- */

static int grid_item_order(const void *a, const void *b) {
	const struct oriel__grid_item *x = a, *y = b;
	if (x->style->order != y->style->order)
		return x->style->order < y->style->order ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

static void grid_collect(struct oriel__grid *grid) {
	struct oriel__node *node = grid->node;
	bool is_ordered = true;
	uint32_t count = oriel__node_flow_count(node);
	if (!oriel__layout_may_descend(node) || count == 0)
		return;
	grid->items = oriel__css_arena_alloc(&grid->arena, count * sizeof(*grid->items));
	for (struct oriel__node *child = oriel__node_first_in_flow(node); child != NULL;
		child = oriel__node_next_in_flow(child)) {
		const struct oriel__style *style = oriel__layout_take_child(node, child, false);
		if (style == NULL)
			continue;
		struct oriel__grid_item *item = &grid->items[grid->count];
		item->node = child;
		item->style = style;
		item->index = (uint32_t)grid->count;
		oriel__grid_item_init(grid, grid->count++);
		is_ordered &= style->order == 0;
	}
	if (!is_ordered)
		qsort(grid->items, grid->count, sizeof(*grid->items), grid_item_order);
}

/* ---- Templates and placement ---- */

const struct oriel__css_value *oriel__grid_value(
	const struct oriel__style *style, uint16_t property) {
	return oriel__computed_value(oriel__computed_of(style), property);
}

static float grid_limit(const struct oriel__style *style, const struct oriel__dimension *dimension,
	bool is_vertical, float otherwise) {
	float frame = oriel__frame(style, is_vertical, ORIEL__UNKNOWN);
	float size = oriel__border_size(style, dimension, ORIEL__UNKNOWN, frame);
	return oriel__is_known(size) ? oriel__inner(size, frame) : otherwise;
}

/* Reads the template of one axis. Percentages are of basis, and repeat() fills size; either may be
 * unknown. */
static void track_list_read(struct oriel__grid *grid, uint8_t axis, float basis, float size) {
	static const uint16_t tracks[2] = { ORIEL__CSS_GRID_TEMPLATE_COLUMNS,
		ORIEL__CSS_GRID_TEMPLATE_ROWS };
	static const uint16_t automatic[2] = { ORIEL__CSS_GRID_AUTO_COLUMNS,
		ORIEL__CSS_GRID_AUTO_ROWS };
	const struct oriel__style *style = grid->style;
	struct oriel__grid_track_list *list = &grid->lists[axis];
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	const struct oriel__dimension *gap = is_vertical ? &style->row_gap : &style->column_gap;
	list->gap = oriel__dimension_resolve_or_0(gap, basis);
	struct oriel__grid_room room = {
		.size = size,
		.min = grid_limit(style, oriel__min_of(style, is_vertical), is_vertical, 0),
		.max = grid_limit(style, oriel__max_of(style, is_vertical), is_vertical, INFINITY),
		.gap = list->gap,
	};
	oriel__grid_template_finish(&list->template);
	list->template = (struct oriel__grid_template){ .arena = &grid->arena, .basis = basis };
	oriel__grid_template_read(&list->template, oriel__grid_value(style, tracks[axis]),
		oriel__grid_value(style, automatic[axis]),
		oriel__grid_value(style, ORIEL__CSS_GRID_TEMPLATE_AREAS), axis, &room);
	list->is_relative = list->template.is_relative || oriel__dimension_has_percentage(gap);
}

static void grid_read_area(struct oriel__grid *grid, size_t index) {
	static const uint16_t starts[2] = { ORIEL__CSS_GRID_COLUMN_START, ORIEL__CSS_GRID_ROW_START };
	static const uint16_t ends[2] = { ORIEL__CSS_GRID_COLUMN_END, ORIEL__CSS_GRID_ROW_END };
	const struct oriel__style *style = grid->items[index].style;
	struct oriel__grid_area *area = &grid->areas[index];
	*area = (struct oriel__grid_area){ .span = { 1, 1 }, .is_auto = { true, true } };
	if (!style->has_grid_lines)
		return;
	for (uint8_t axis = 0; axis < 2; axis++)
		oriel__grid_template_area(&grid->lists[axis].template,
			oriel__grid_value(style, starts[axis]), oriel__grid_value(style, ends[axis]), axis,
			area);
}

/* Takes the sizing functions of all tracks, implicit ones included, and collapses those of an
 * auto-fit that have no item. */
static void track_list_set_tracks(struct oriel__grid *grid, uint8_t axis) {
	struct oriel__grid_track_list *list = &grid->lists[axis];
	const struct oriel__grid_template *template = &list->template;
	size_t first = template->fit_first + (size_t)list->before;
	size_t end = template->fit_end + (size_t)list->before;
	bool has_track = false;
	list->starts = NULL;
	list->tracks = oriel__css_arena_alloc(
		&grid->arena, (list->count + 1) * sizeof(*list->tracks));
	for (size_t i = 0; i < list->count; i++) {
		list->tracks[i] = oriel__grid_template_track(template, (int32_t)i - list->before);
		list->tracks[i].is_collapsed = i >= first && i < end;
	}
	for (size_t i = 0; i < grid->count && first < end; i++)
		for (int32_t k = 0; k < grid->areas[i].span[axis]; k++)
			list->tracks[grid->areas[i].start[axis] + k].is_collapsed = false;
	for (size_t i = 0; i < list->count; i++) {
		struct oriel__grid_track *track = &list->tracks[i];
		if (track->is_collapsed) {
			*track = (struct oriel__grid_track){ .is_collapsed = true };
			continue;
		}
		track->has_gap = has_track;
		has_track = true;
		if (track->min == ORIEL__TRACK_FIXED)
			track->base = track->min_size;
	}
}

static void grid_place_items(struct oriel__grid *grid) {
	const struct oriel__css_value *flow = oriel__grid_value(grid->style, ORIEL__CSS_GRID_AUTO_FLOW);
	bool is_dense = flow->kind == ORIEL__VALUE_LIST;
	const struct oriel__css_value *direction = is_dense ? &flow->content.items[0] : flow;
	struct oriel__grid_placement placement = {
		.count = grid->count,
		.explicit_count = { grid->lists[0].template.explicit_count,
			grid->lists[1].template.explicit_count },
		.is_column_flow = oriel__css_value_is_keyword(direction, ORIEL__KEYWORD_COLUMN),
		.is_dense = is_dense,
	};
	grid->areas = oriel__css_arena_alloc(
		&grid->arena, (grid->count + 1) * sizeof(*grid->areas));
	for (size_t i = 0; i < grid->count; i++)
		grid_read_area(grid, i);
	placement.areas = grid->areas;
	oriel__grid_place(&placement);
	for (uint8_t axis = 0; axis < 2; axis++) {
		grid->lists[axis].before = placement.before[axis];
		grid->lists[axis].count = (size_t)placement.tracks[axis];
		track_list_set_tracks(grid, axis);
	}
}

/* definite_height: what percentages are of; room: what repeat() fills. Either may be unknown.
 * is_intrinsic: the container's size is being found, without items if it is contained. */
static void grid_init(struct oriel__grid *grid, struct oriel__node *node, float width,
	float definite_height, float room, bool is_intrinsic) {
	*grid = (struct oriel__grid){ .node = node, .style = oriel__layout_style(node) };
	if (!is_intrinsic || !grid->style->does_contain_size)
		grid_collect(grid);
	track_list_read(grid, ORIEL__GRID_COLUMNS, width, width);
	track_list_read(grid, ORIEL__GRID_ROWS, definite_height, room);
	grid_place_items(grid);
}

/* ---- Sizes of tracks ---- */

struct track_list_asking {
	struct oriel__grid *grid;
	uint8_t axis;
};

static float track_list_contribution(void *data, size_t item, enum oriel__grid_contribution kind) {
	const struct track_list_asking *asking = data;
	return oriel__grid_item_contribution(asking->grid, item, asking->axis, kind);
}

/* available: px of the content box, or unknown. */
static void track_list_size(
	struct oriel__grid *grid, uint8_t axis, float available, uint8_t constraint) {
	struct oriel__grid_track_list *list = &grid->lists[axis];
	const struct oriel__style *style = grid->style;
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	struct track_list_asking asking = { grid, axis };
	uint8_t align = is_vertical ? style->align_content : style->justify;
	struct oriel__grid_sizing sizing = {
		.tracks = list->tracks,
		.track_count = list->count,
		.areas = grid->areas,
		.item_count = grid->count,
		.axis = axis,
		.constraint = constraint,
		.is_stretched = align == ORIEL_ALIGN_NORMAL || align == ORIEL_ALIGN_STRETCH,
		.gap = list->gap,
		.available = available,
		.min = is_vertical ? grid_limit(style, &style->min_height, true, 0) : 0,
		.max = is_vertical ? grid_limit(style, &style->max_height, true, INFINITY) : INFINITY,
		.contribution = track_list_contribution,
		.data = &asking,
	};
	list->starts = NULL;
	oriel__grid_align_baselines(grid, axis);
	oriel__grid_size_tracks(&sizing);
	list->extent = oriel__grid_tracks_extent(&sizing, 0, list->count);
}

static bool track_list_is_of_items(const struct oriel__grid_track_list *list) {
	for (size_t i = 0; i < list->count; i++)
		if (list->tracks[i].min != ORIEL__TRACK_FIXED || list->tracks[i].max != ORIEL__TRACK_FIXED)
			return true;
	return false;
}

/* Whether columns are sized a second time. Outer grids do without where an inner one does that:
 * the work would double with each level. */
static bool grid_reads_heights(const struct oriel__grid *grid) {
	bool is_needed = false, is_inside = false;
	for (size_t i = 0; i < grid->count; i++) {
		const struct oriel__grid_item *item = &grid->items[i];
		is_needed = is_needed || oriel__grid_item_needs_height(grid, i);
		is_inside = is_inside || (item->style->display == ORIEL_DISPLAY_GRID &&
				item->node->layout_cache->is_height_read);
	}
	is_needed = is_needed && !is_inside && track_list_is_of_items(&grid->lists[0]);
	grid->node->layout_cache->is_height_read = is_needed || is_inside;
	return is_needed;
}

/* Forgets what items were measured with other columns. */
static void grid_forget_sizes(struct oriel__grid *grid) {
	for (size_t i = 0; i < grid->count; i++)
		grid->items[i].width = grid->items[i].height = ORIEL__UNKNOWN;
}

/* Items that cover several columns cover the space that is distributed between those too. */
static void columns_size(struct oriel__grid *grid, float width, uint8_t constraint) {
	track_list_size(grid, ORIEL__GRID_COLUMNS, width, constraint);
	if (oriel__is_known(width))
		oriel__grid_place_tracks(grid, ORIEL__GRID_COLUMNS, width);
}

static void grid_size(
	struct oriel__grid *grid, float width, float height, uint8_t constraint, bool needs_rows) {
	columns_size(grid, width, constraint);
	grid->is_height_read = grid_reads_heights(grid);
	if (!needs_rows && !grid->is_height_read)
		return;
	track_list_size(grid, ORIEL__GRID_ROWS, height, ORIEL__GRID_NO_CONSTRAINT);
	if (!grid->is_height_read)
		return;
	grid->has_rows = true;
	columns_size(grid, width, constraint);
	grid->has_rows = false;
	grid_forget_sizes(grid);
	if (needs_rows)
		track_list_size(grid, ORIEL__GRID_ROWS, height, ORIEL__GRID_NO_CONSTRAINT);
}

/* Returns the height that a container has where nothing but its rows gives it. */
static float grid_own_height(const struct oriel__grid *grid) {
	const struct oriel__style *style = grid->style;
	float height = oriel__smaller(
		grid->lists[1].extent, grid_limit(style, &style->max_height, true, INFINITY));
	return oriel__larger(height, grid_limit(style, &style->min_height, true, 0));
}

/* Sizes the rows again, whose percentages are of the height that the rows gave the container. */
static void grid_resize_rows(struct oriel__grid *grid, float height) {
	track_list_read(grid, ORIEL__GRID_ROWS, height, ORIEL__UNKNOWN);
	track_list_set_tracks(grid, ORIEL__GRID_ROWS);
	track_list_size(grid, ORIEL__GRID_ROWS, height, ORIEL__GRID_NO_CONSTRAINT);
}

/* Whether the rows differ where their sum is given as the height of the container. */
static bool rows_depend_on_height(const struct oriel__grid_track_list *list) {
	for (size_t i = 0; i < list->count; i++)
		if (list->tracks[i].max == ORIEL__TRACK_FLEX)
			return true;
	return list->is_relative;
}

void oriel__grid_solve(
	struct oriel__grid *grid, struct oriel__node *node, struct oriel__grid_box box) {
	bool is_definite = oriel__is_known(box.height) && oriel__is_known(box.definite_height);
	grid_init(grid, node, box.width, box.definite_height, box.definite_height,
		!oriel__is_known(box.height));
	grid_size(grid, box.width, is_definite ? box.height : ORIEL__UNKNOWN,
		ORIEL__GRID_NO_CONSTRAINT, true);
	if (!oriel__is_known(box.height))
		return;
	if (!is_definite && fabsf(box.height - grid_own_height(grid)) > 0.01f) {
		/* The parent gave the height, by flexing for example. */
		oriel__grid_finish(grid);
		grid_init(grid, node, box.width, box.height, box.height, false);
		grid_size(grid, box.width, box.height, ORIEL__GRID_NO_CONSTRAINT, true);
	} else if (!is_definite && rows_depend_on_height(&grid->lists[1])) {
		grid_resize_rows(grid, box.height);
	}
	grid->width = box.width;
	oriel__grid_place_tracks(grid, ORIEL__GRID_ROWS, box.height);
	for (size_t i = 0; i < grid->count; i++)
		oriel__grid_item_measure(grid, i, true);
	oriel__grid_align_baselines(grid, ORIEL__GRID_ROWS); /* percentages have their bases now */
}

void oriel__grid_solve_placed(struct oriel__grid *grid, struct oriel__node *node) {
	struct oriel_rect content = oriel__layout_content_box(node, oriel__layout_style(node));
	bool is_definite = node->layout_cache->is_height_definite;
	oriel__grid_solve(grid, node,
		(struct oriel__grid_box){ .width = content.width,
			.height = content.height,
			.definite_height = is_definite ? content.height : ORIEL__UNKNOWN });
}

void oriel__grid_finish(struct oriel__grid *grid) {
	oriel__grid_template_finish(&grid->lists[0].template);
	oriel__grid_template_finish(&grid->lists[1].template);
	oriel__css_arena_finish(&grid->arena);
}

float oriel__grid_content_width(
	struct oriel__node *node, bool is_minimal, float definite_height, bool *is_dependent) {
	struct oriel__grid grid;
	grid_init(&grid, node, ORIEL__UNKNOWN, definite_height, ORIEL__UNKNOWN, true);
	grid_size(&grid, ORIEL__UNKNOWN, definite_height,
		is_minimal ? ORIEL__GRID_AS_MIN_CONTENT : ORIEL__GRID_AS_MAX_CONTENT, false);
	*is_dependent |= grid.lists[1].is_relative || grid.is_height_read;
	float width = grid.lists[0].extent;
	oriel__grid_finish(&grid);
	return width;
}

float oriel__grid_content_height(
	struct oriel__node *node, float width, float definite_height, bool *is_dependent) {
	struct oriel__grid grid;
	oriel__grid_solve(
		&grid, node, (struct oriel__grid_box){ width, ORIEL__UNKNOWN, definite_height });
	*is_dependent |= grid.lists[1].is_relative || grid.lists[1].template.is_auto_repeated;
	float height = grid.lists[1].extent;
	oriel__grid_finish(&grid);
	return height;
}
