/* SPDX-License-Identifier: MIT */
/*
 * Auto-placement. The comments speak of rows and columns as in `grid-auto-flow: row`; a column flow
 * exchanges the axes. Each row keeps the occupied intervals of its columns, sorted and merged. A
 * row that is filled from its start is therefore one interval, whatever the number of its items.
 */
#include "layout/grid_placement_internal.h"

#include <string.h>

#include "base/alloc_internal.h"

struct interval {
	int32_t start, end;
};

struct placement_row {
	struct interval first;   /* empty: the row has none */
	struct interval *rest;   /* after the first */
	size_t rest_count, rest_capacity;
	int32_t locked_end;      /* behind the last item that was placed in this row by step 2 */
};

struct placement_cursor {
	int32_t row, column;
};

struct placement_state {
	struct oriel__grid_placement *placement;
	uint8_t column, row; /* axes */
	int32_t columns;     /* of the implicit grid */
	struct placement_row *rows;
	size_t row_count, row_capacity;
	struct placement_cursor cursor;
	/* where the last item of a dense grid was found; no smaller place is free for such a size */
	struct placement_cursor found;
	int32_t found_span[2];
};

/* ---- Occupied cells ---- */

static struct placement_row *placement_row_at(struct placement_state *state, int32_t row) {
	size_t count = (size_t)row + 1;
	if (count > state->row_count) {
		state->rows = oriel__grow(state->rows, &state->row_capacity, count, sizeof(*state->rows));
		memset(state->rows + state->row_count, 0,
			(count - state->row_count) * sizeof(*state->rows));
		state->row_count = count;
	}
	return &state->rows[row];
}

static size_t interval_count(const struct placement_row *row) {
	return row->first.end > row->first.start ? row->rest_count + 1 : 0;
}

static struct interval *interval_at(struct placement_row *row, size_t i) {
	return i == 0 ? &row->first : &row->rest[i - 1];
}

/* Returns the first interval that ends at column or behind it. */
static size_t interval_find(struct placement_row *row, int32_t column) {
	size_t low = 0, high = interval_count(row);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (interval_at(row, middle)->end < column)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void interval_insert(struct placement_row *row, size_t at, struct interval interval) {
	size_t count = interval_count(row);
	if (count == 0) {
		row->first = interval;
		return;
	}
	row->rest = oriel__grow(row->rest, &row->rest_capacity, count, sizeof(*row->rest));
	row->rest_count = count;
	for (size_t i = count; i > at; i--)
		*interval_at(row, i) = *interval_at(row, i - 1);
	*interval_at(row, at) = interval;
}

static void interval_remove(struct placement_row *row, size_t at) {
	size_t count = interval_count(row);
	for (size_t i = at; i + 1 < count; i++)
		*interval_at(row, i) = *interval_at(row, i + 1);
	if (count == 1)
		row->first = (struct interval){ 0, 0 };
	else
		row->rest_count--;
}

static void row_occupy(struct placement_row *row, int32_t start, int32_t end) {
	size_t at = interval_find(row, start);
	if (at == interval_count(row) || interval_at(row, at)->start > end) {
		interval_insert(row, at, (struct interval){ start, end });
		return;
	}
	struct interval *merged = interval_at(row, at);
	if (start < merged->start)
		merged->start = start;
	if (end > merged->end)
		merged->end = end;
	while (at + 1 < interval_count(row) &&
		interval_at(row, at + 1)->start <= interval_at(row, at)->end) {
		if (interval_at(row, at + 1)->end > interval_at(row, at)->end)
			interval_at(row, at)->end = interval_at(row, at + 1)->end;
		interval_remove(row, at + 1);
	}
}

/* Returns the first column from `column` on at which span columns of the row are free. */
static int32_t row_free_column(struct placement_row *row, int32_t column, int32_t span) {
	size_t count = interval_count(row);
	for (size_t i = interval_find(row, column); i < count; i++) {
		const struct interval *interval = interval_at(row, i);
		if (column + span <= interval->start)
			break;
		if (interval->end > column)
			column = interval->end;
	}
	return column;
}

/* Returns the same for a block of rows. */
static int32_t block_free_column(struct placement_state *state, struct placement_cursor from,
	int32_t row_span, int32_t column_span) {
	int32_t column = from.column, before;
	do {
		before = column;
		for (int32_t i = from.row; i < from.row + row_span && (size_t)i < state->row_count; i++)
			column = row_free_column(&state->rows[i], column, column_span);
	} while (column != before && row_span > 1);
	return column;
}

static void area_occupy(struct placement_state *state, const struct oriel__grid_area *area) {
	int32_t start = area->start[state->column], end = start + area->span[state->column];
	int32_t row = area->start[state->row];
	placement_row_at(state, row + area->span[state->row] - 1);
	for (int32_t i = 0; i < area->span[state->row]; i++)
		row_occupy(&state->rows[row + i], start, end);
	if (end > state->columns)
		state->columns = end;
}

static void area_settle(struct placement_state *state, struct oriel__grid_area *area,
	int32_t row, int32_t column) {
	area->start[state->row] = row;
	area->start[state->column] = column;
	area->is_auto[0] = area->is_auto[1] = false;
	area_occupy(state, area);
}

/* ---- The steps ---- */

/* Counts the implicit tracks before the explicit ones, and lets all starts count from there. */
static void placement_normalize(struct oriel__grid_placement *placement) {
	for (int axis = 0; axis < 2; axis++) {
		int32_t first = 0;
		for (size_t i = 0; i < placement->count; i++) {
			const struct oriel__grid_area *area = &placement->areas[i];
			if (!area->is_auto[axis] && area->start[axis] < first)
				first = area->start[axis];
		}
		for (size_t i = 0; i < placement->count && first < 0; i++)
			if (!placement->areas[i].is_auto[axis])
				placement->areas[i].start[axis] -= first;
		placement->before[axis] = -first;
	}
}

/* Step 1: items that say where they stand. */
static void place_definite(struct placement_state *state) {
	for (size_t i = 0; i < state->placement->count; i++) {
		const struct oriel__grid_area *area = &state->placement->areas[i];
		if (!area->is_auto[0] && !area->is_auto[1])
			area_occupy(state, area);
	}
}

/* Step 2: items that say in which row they stand. In a sparse grid each follows the one before. */
static void place_locked(struct placement_state *state) {
	for (size_t i = 0; i < state->placement->count; i++) {
		struct oriel__grid_area *area = &state->placement->areas[i];
		if (area->is_auto[state->row] || !area->is_auto[state->column])
			continue;
		int32_t at = area->start[state->row];
		struct placement_row *row = placement_row_at(state, at);
		struct placement_cursor from = { at, state->placement->is_dense ? 0 : row->locked_end };
		int32_t column = block_free_column(
			state, from, area->span[state->row], area->span[state->column]);
		area_settle(state, area, at, column);
		state->rows[at].locked_end = column + area->span[state->column];
	}
}

/* Step 3: the columns of the implicit grid. */
static void placement_count_columns(struct placement_state *state) {
	for (size_t i = 0; i < state->placement->count; i++) {
		const struct oriel__grid_area *area = &state->placement->areas[i];
		int32_t end = area->span[state->column] +
			(area->is_auto[state->column] ? 0 : area->start[state->column]);
		if (end > state->columns)
			state->columns = end;
	}
}

/* An item that says in which column it stands. */
static void place_in_column(struct placement_state *state, struct oriel__grid_area *area) {
	int32_t column = area->start[state->column];
	if (state->placement->is_dense)
		state->cursor.row = 0;
	else if (column < state->cursor.column)
		state->cursor.row++;
	state->cursor.column = column;
	while (block_free_column(state, state->cursor, area->span[state->row],
			area->span[state->column]) != column)
		state->cursor.row++;
	area_settle(state, area, state->cursor.row, column);
}

/* An item that says nothing. */
static void place_anywhere(struct placement_state *state, struct oriel__grid_area *area) {
	int32_t row_span = area->span[state->row], column_span = area->span[state->column];
	if (state->placement->is_dense) {
		bool is_repeated = state->found_span[0] == column_span && state->found_span[1] == row_span;
		state->cursor = is_repeated ? state->found : (struct placement_cursor){ 0, 0 };
	}
	for (;;) {
		int32_t column = block_free_column(state, state->cursor, row_span, column_span);
		if (column + column_span <= state->columns) {
			state->cursor.column = column;
			break;
		}
		state->cursor.row++;
		state->cursor.column = 0;
	}
	state->found = state->cursor;
	state->found_span[0] = column_span;
	state->found_span[1] = row_span;
	area_settle(state, area, state->cursor.row, state->cursor.column);
}

/* Step 4: the rest. */
static void place_rest_of_grid(struct placement_state *state) {
	for (size_t i = 0; i < state->placement->count; i++) {
		struct oriel__grid_area *area = &state->placement->areas[i];
		if (!area->is_auto[state->row])
			continue;
		if (area->is_auto[state->column])
			place_anywhere(state, area);
		else
			place_in_column(state, area);
	}
}

/* Without explicit tracks no implicit ones lead from the items before to the explicit grid, as in
 * browsers. */
static void placement_count_tracks(struct oriel__grid_placement *placement) {
	for (int axis = 0; axis < 2; axis++) {
		int32_t count = placement->explicit_count[axis];
		if (count > 0)
			count += placement->before[axis];
		for (size_t i = 0; i < placement->count; i++) {
			int32_t end = placement->areas[i].start[axis] + placement->areas[i].span[axis];
			if (end > count)
				count = end;
		}
		placement->tracks[axis] = count;
	}
}

void oriel__grid_place(struct oriel__grid_placement *placement) {
	struct placement_state state = {
		.placement = placement,
		.column = placement->is_column_flow ? ORIEL__GRID_ROWS : ORIEL__GRID_COLUMNS,
		.row = placement->is_column_flow ? ORIEL__GRID_COLUMNS : ORIEL__GRID_ROWS,
	};
	placement_normalize(placement);
	state.columns = placement->explicit_count[state.column] + placement->before[state.column];
	place_definite(&state);
	place_locked(&state);
	placement_count_columns(&state);
	place_rest_of_grid(&state);
	placement_count_tracks(placement);
	for (size_t i = 0; i < state.row_count; i++)
		oriel__free(state.rows[i].rest);
	oriel__free(state.rows);
}
