/* SPDX-License-Identifier: MIT */
/*
 * Sizes of grid items: what an item contributes to its tracks, and its size in its area once the
 * tracks are known. Source: Grid 2, §6 and §12.5; CSS Box Alignment 3, §6.
 */
#include "layout/grid_internal.h"

#include "base/alloc_internal.h"

enum { AXES_BOTH = 2 };

/* ---- Alignment ---- */

static uint8_t edges_of_axis(uint8_t axis) {
	return axis == ORIEL__GRID_COLUMNS ? ORIEL__EDGE_LEFT | ORIEL__EDGE_RIGHT :
										ORIEL__EDGE_TOP | ORIEL__EDGE_BOTTOM;
}

/* Items of a column share the left edges of their boxes as baselines. A last baseline stands for
 * the end there, and so does a first one for the start in right-to-left grids. */
static uint8_t item_alignment(
	const struct oriel__grid *grid, const struct oriel__style *style, uint8_t axis) {
	bool is_column = axis == ORIEL__GRID_COLUMNS;
	uint8_t align = is_column ? style->justify_self : style->align_self;
	if (align == 0)
		align = is_column ? grid->style->justify_items : grid->style->align;
	if (align == 0)
		align = ORIEL_ALIGN_NORMAL;
	bool is_baseline = align == ORIEL_ALIGN_BASELINE || align == ORIEL_ALIGN_LAST_BASELINE;
	bool is_shared = !(style->auto_margins & edges_of_axis(axis)) &&
		(!is_column || (align == ORIEL_ALIGN_BASELINE && !grid->style->is_rtl));
	if (is_baseline && !is_shared)
		return align == ORIEL_ALIGN_BASELINE ? ORIEL_ALIGN_START : ORIEL_ALIGN_END;
	return align;
}

void oriel__grid_item_init(struct oriel__grid *grid, size_t index) {
	struct oriel__grid_item *item = &grid->items[index];
	for (uint8_t axis = 0; axis < AXES_BOTH; axis++) {
		item->align[axis] = item_alignment(grid, item->style, axis);
		item->shim[axis] = 0;
		item->is_stretched[axis] = false;
	}
	item->width = item->height = ORIEL__UNKNOWN;
}

/* Whether the alignment stretches the item, where nothing else gives its size. */
static bool item_may_stretch(const struct oriel__grid_item *item, uint8_t axis) {
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	return (item->align[axis] == ORIEL_ALIGN_NORMAL || item->align[axis] == ORIEL_ALIGN_STRETCH) &&
		oriel__size_of(item->style, is_vertical)->kind == ORIEL__DIMENSION_AUTO &&
		!(item->style->auto_margins & edges_of_axis(axis));
}

bool oriel__grid_item_needs_height(const struct oriel__grid *grid, size_t index) {
	const struct oriel__grid_item *item = &grid->items[index];
	return oriel__measure_ratio(item->node, item->style).ratio > 0 &&
		(item->style->has_relative_height || item_may_stretch(item, ORIEL__GRID_ROWS));
}

/* ---- Areas ---- */

float oriel__grid_area_size(const struct oriel__grid *grid, size_t index, uint8_t axis) {
	const struct oriel__grid_area *area = &grid->areas[index];
	const struct oriel__grid_track_list *list = &grid->lists[axis];
	size_t first = (size_t)area->start[axis], last = first + (size_t)area->span[axis] - 1;
	if (first == last)
		return list->tracks[first].base;
	if (list->starts != NULL)
		return (float)(list->starts[last] + (double)list->tracks[last].base - list->starts[first]);
	double size = (double)list->tracks[first].base;
	for (size_t i = first + 1; i <= last; i++)
		size += (double)list->tracks[i].base + (double)list->gap;
	return (float)size;
}

struct oriel__space oriel__grid_item_space(
	const struct oriel__grid *grid, size_t index, bool has_width, bool has_height) {
	return oriel__space_in(
		has_width ? oriel__grid_area_size(grid, index, ORIEL__GRID_COLUMNS) : ORIEL__UNKNOWN,
		has_height ? oriel__grid_area_size(grid, index, ORIEL__GRID_ROWS) : ORIEL__UNKNOWN);
}

/* ---- Sizes in an area ---- */

static float item_stretched_size(
	const struct oriel__grid_item *item, const struct oriel__space *space, bool is_vertical) {
	float area = is_vertical ? space->basis_height : space->basis_width;
	float frame = oriel__frame(item->style, is_vertical, space->basis_width);
	float size = area - oriel__margins(item->style, is_vertical, space->basis_width);
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, item->style);
	if (!is_vertical && ratio.ratio > 0)
		size = oriel__ratio_limit_width(item->node, item->style, space, ratio, size);
	const struct oriel__dimension *min = oriel__min_of(item->style, is_vertical),
								*max = oriel__max_of(item->style, is_vertical);
	if (min->kind == ORIEL__DIMENSION_AUTO && max->kind == ORIEL__DIMENSION_AUTO)
		return oriel__larger(size, frame);
	return oriel__clamp_size(
		oriel__measure_limits(item->node, space, is_vertical, space->width), size, frame);
}

/* Finds the axes that are stretched. A ratio gives one size from the other, unless an alignment
 * stretches that size explicitly; a natural ratio comes with a natural size. */
static void item_choose_stretching(
	struct oriel__grid_item *item, const struct oriel__space *space, bool stretches[AXES_BOTH]) {
	const struct oriel__style *style = item->style;
	bool has_own[AXES_BOTH];
	stretches[0] = oriel__is_known(space->basis_width) && item_may_stretch(item, 0);
	stretches[1] = oriel__is_known(space->basis_height) && item_may_stretch(item, 1);
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, style);
	if (!(ratio.ratio > 0))
		return;
	for (uint8_t axis = 0; axis < AXES_BOTH; axis++) {
		float basis = axis == ORIEL__GRID_ROWS ? space->basis_height : space->basis_width;
		has_own[axis] = oriel__is_known(
			oriel__dimension_resolve(oriel__size_of(style, axis == ORIEL__GRID_ROWS), basis));
	}
	bool is_explicit[AXES_BOTH] = { item->align[0] == ORIEL_ALIGN_STRETCH,
		item->align[1] == ORIEL_ALIGN_STRETCH };
	if (has_own[0] || has_own[1] || ratio.is_natural) {
		stretches[0] = stretches[0] && is_explicit[0];
		stretches[1] = stretches[1] && is_explicit[1];
	} else if (stretches[0] && stretches[1] && !is_explicit[1]) {
		stretches[1] = false;
	} else if (stretches[0] && stretches[1] && !is_explicit[0]) {
		stretches[0] = false;
	}
}

static void item_fix(
	struct oriel__grid_item *item, struct oriel__space *space, const bool stretches[AXES_BOTH]) {
	if (stretches[0])
		space->width = item_stretched_size(item, space, false);
	if (stretches[1]) {
		space->height = item_stretched_size(item, space, true);
		space->is_height_definite = true;
	}
}

/* Fixes the width of an item whose ratio gives it from the height of the area. The height then
 * follows from the width, and the content may make it larger. */
static void item_fix_ratio_width(struct oriel__grid_item *item, struct oriel__space *space,
	bool stretches[AXES_BOTH]) {
	struct oriel__ratio ratio = oriel__measure_ratio(item->node, item->style);
	if (!(ratio.ratio > 0) || stretches[0] || !stretches[1] ||
		item->align[1] == ORIEL_ALIGN_STRETCH || item->style->width.kind != ORIEL__DIMENSION_AUTO)
		return;
	float height = item_stretched_size(item, space, true);
	space->width = oriel__clamp_size(
		oriel__measure_limits(item->node, space, false, ORIEL__UNKNOWN),
		oriel__ratio_transfer(ratio, item->style, space->basis_width, false, height),
		oriel__frame(item->style, false, space->basis_width));
	stretches[1] = false;
}

void oriel__grid_item_measure(struct oriel__grid *grid, size_t index, bool has_height) {
	struct oriel__grid_item *item = &grid->items[index];
	struct oriel__space space = oriel__grid_item_space(grid, index, true, has_height);
	bool stretches[AXES_BOTH];
	item_choose_stretching(item, &space, stretches);
	item_fix_ratio_width(item, &space, stretches);
	item_fix(item, &space, stretches);
	item->is_stretched[0] = stretches[0];
	item->is_stretched[1] = stretches[1];
	item->width = oriel__measure_width(item->node, &space);
	item->height = ORIEL__UNKNOWN;
	if (!has_height)
		return;
	item->height = oriel__measure_height(item->node, &space, item->width);
	item->is_definite = oriel__measure_ratio(item->node, item->style).ratio > 0 ||
		oriel__is_known(oriel__definite_height(item->node, item->style, &space));
}

struct oriel__space oriel__grid_item_fixed_space(const struct oriel__grid *grid, size_t index) {
	const struct oriel__grid_item *item = &grid->items[index];
	struct oriel__space space = oriel__grid_item_space(grid, index, true, false);
	space.width = item->width;
	if (item->is_stretched[1]) {
		space.height = item->height;
		space.is_height_definite = true;
	}
	return space;
}

/* Returns the height of an item while the rows are not known. */
static float item_natural_height(struct oriel__grid *grid, size_t index) {
	struct oriel__grid_item *item = &grid->items[index];
	if (oriel__is_known(item->height))
		return item->height;
	if (!oriel__is_known(item->width))
		oriel__grid_item_measure(grid, index, false);
	struct oriel__space space = oriel__grid_item_fixed_space(grid, index);
	item->height = oriel__measure_height(item->node, &space, item->width);
	return item->height;
}

/* ---- Contributions ---- */

/* Returns the height of an item's area while the rows are not known: that of the maxima of its
 * rows, or unknown. Source: Grid 2, §12.1. */
static float item_assumed_height(const struct oriel__grid *grid, size_t index) {
	const struct oriel__grid_area *area = &grid->areas[index];
	const struct oriel__grid_track *tracks = &grid->lists[1].tracks[area->start[1]];
	float height = 0;
	for (int32_t i = 0; i < area->span[1]; i++) {
		if (tracks[i].max != ORIEL__TRACK_FIXED)
			return ORIEL__UNKNOWN;
		height += oriel__larger(tracks[i].max_size, tracks[i].min_size);
		height += i > 0 ? grid->lists[1].gap : 0;
	}
	return height;
}

/* The space in which columns ask an item. */
static struct oriel__space column_space(struct oriel__grid *grid, size_t index) {
	struct oriel__grid_item *item = &grid->items[index];
	struct oriel__space space = oriel__grid_item_space(grid, index, false, grid->has_rows);
	bool stretches[AXES_BOTH];
	if (!grid->has_rows)
		space.basis_height = item_assumed_height(grid, index);
	if (oriel__is_known(space.basis_height)) {
		item_choose_stretching(item, &space, stretches);
		item_fix(item, &space, stretches);
	}
	return space;
}

/* The border box. */
static float item_content_size(
	struct oriel__grid *grid, size_t index, uint8_t axis, bool is_minimal) {
	if (axis == ORIEL__GRID_ROWS)
		return item_natural_height(grid, index);
	struct oriel__space space = column_space(grid, index);
	return oriel__measure_contribution(grid->items[index].node, is_minimal, &space);
}

struct track_span {
	bool has_auto_minimum, has_flexible;
	float fixed_maximum; /* INFINITY: some maximum is not fixed */
};

static struct track_span item_tracks(const struct oriel__grid *grid, size_t index, uint8_t axis) {
	const struct oriel__grid_area *area = &grid->areas[index];
	const struct oriel__grid_track *tracks = &grid->lists[axis].tracks[area->start[axis]];
	struct track_span span = { false, false, 0 };
	for (int32_t i = 0; i < area->span[axis]; i++) {
		span.has_auto_minimum |= tracks[i].min == ORIEL__TRACK_AUTO;
		span.has_flexible |= tracks[i].max == ORIEL__TRACK_FLEX;
		span.fixed_maximum += tracks[i].max == ORIEL__TRACK_FIXED ? tracks[i].max_size : INFINITY;
		span.fixed_maximum += i > 0 ? grid->lists[axis].gap : 0;
	}
	return span;
}

/* Whether the size is automatic, or depends on the size of the area. */
static bool item_is_automatic(
	const struct oriel__style *style, const struct oriel__space *space, bool is_vertical) {
	const struct oriel__dimension *size = oriel__size_of(style, is_vertical);
	if (size->kind == ORIEL__DIMENSION_MIN_CONTENT || size->kind == ORIEL__DIMENSION_MAX_CONTENT)
		return false;
	if (oriel__dimension_has_percentage(size) || size->kind >= ORIEL__DIMENSION_AUTO)
		return true;
	return !oriel__is_known(oriel__dimension_resolve(
		size, is_vertical ? space->basis_height : space->basis_width));
}

/* The minimum contribution as a border box, with the item's shim if it follows from the content.
 * Source: Grid 2, §6.6 and §12.5. */
static float item_minimum(
	struct oriel__grid *grid, size_t index, uint8_t axis, const struct oriel__space *space) {
	const struct oriel__grid_item *item = &grid->items[index];
	const struct oriel__style *style = item->style;
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	if (!item_is_automatic(style, space, is_vertical))
		return item_content_size(grid, index, axis, true) + item->shim[axis];
	float frame = oriel__frame(style, is_vertical, space->basis_width);
	if (oriel__min_of(style, is_vertical)->kind != ORIEL__DIMENSION_AUTO) {
		struct oriel__limits limits = oriel__measure_limits(
			item->node, space, is_vertical, item->width);
		return oriel__larger(limits.min, frame);
	}
	struct track_span span = item_tracks(grid, index, axis);
	if (oriel__is_scroll_container(style, is_vertical) || !span.has_auto_minimum ||
		(span.has_flexible && grid->areas[index].span[axis] > 1))
		return frame;
	float size = item_content_size(grid, index, axis, true);
	float room = span.fixed_maximum - oriel__margins(style, is_vertical, space->basis_width);
	return (size > room ? oriel__larger(room, frame) : size) + item->shim[axis];
}

float oriel__grid_item_contribution(
	struct oriel__grid *grid, size_t index, uint8_t axis, enum oriel__grid_contribution kind) {
	const struct oriel__grid_item *item = &grid->items[index];
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	struct oriel__space space = oriel__grid_item_space(grid, index, is_vertical, false);
	float size = kind == ORIEL__GRID_MINIMUM ?
		item_minimum(grid, index, axis, &space) :
		item_content_size(grid, index, axis, kind == ORIEL__GRID_MIN_CONTENT) + item->shim[axis];
	return size + oriel__margins(item->style, is_vertical, space.basis_width);
}

/* ---- Baselines ---- */

/* Returns the distance of an item's baseline from its margin edge at the start, or of its last
 * baseline from the one at the end. */
static float item_baseline(struct oriel__grid *grid, size_t index, uint8_t axis) {
	const struct oriel__grid_item *item = &grid->items[index];
	bool is_vertical = axis == ORIEL__GRID_ROWS;
	bool is_last = item->align[axis] == ORIEL_ALIGN_LAST_BASELINE;
	struct oriel__space space = oriel__grid_item_space(grid, index, is_vertical, false);
	struct oriel_edges margin = oriel__margin(item->style, space.basis_width);
	if (!is_vertical)
		return margin.left;
	float height = item_natural_height(grid, index);
	space = oriel__grid_item_fixed_space(grid, index);
	float baseline = oriel__measure_baseline(item->node, &space, item->width, height, is_last);
	return is_last ? height - baseline + margin.bottom : margin.top + baseline;
}

/* The group of items with the same first or last track, in which baselines are shared. */
static size_t item_baseline_group(const struct oriel__grid *grid, size_t index, uint8_t axis) {
	const struct oriel__grid_area *area = &grid->areas[index];
	if (grid->items[index].align[axis] == ORIEL_ALIGN_LAST_BASELINE)
		return (size_t)(area->start[axis] + area->span[axis] - 1) * 2 + 1;
	return (size_t)area->start[axis] * 2;
}

void oriel__grid_align_baselines(struct oriel__grid *grid, uint8_t axis) {
	bool has_baselines = false;
	for (size_t i = 0; i < grid->count && !has_baselines; i++)
		has_baselines = oriel__grid_item_is_baseline(&grid->items[i], axis);
	if (!has_baselines)
		return;
	float *largest = oriel__alloc(grid->lists[axis].count * 2 * sizeof(*largest));
	for (size_t i = 0; i < grid->lists[axis].count * 2; i++)
		largest[i] = -INFINITY;
	for (size_t i = 0; i < grid->count; i++) {
		if (!oriel__grid_item_is_baseline(&grid->items[i], axis))
			continue;
		float *of_group = &largest[item_baseline_group(grid, i, axis)];
		grid->items[i].shim[axis] = item_baseline(grid, i, axis);
		*of_group = oriel__larger(*of_group, grid->items[i].shim[axis]);
	}
	for (size_t i = 0; i < grid->count; i++)
		if (oriel__grid_item_is_baseline(&grid->items[i], axis))
			grid->items[i].shim[axis] = largest[item_baseline_group(grid, i, axis)] -
				grid->items[i].shim[axis];
	oriel__free(largest);
}
