/* SPDX-License-Identifier: MIT */
/*
 * Which tracks an item covers. The expected places are Chromium's. An item is a grid-column and a
 * grid-row; a place is written "column+span/row+span", counted from the first implicit line.
 */
#include "grid_values.h"

#include "layout/grid_placement_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { ITEMS = 16 };

struct item {
	const char *column, *row;
};

struct grid {
	const char *columns, *areas;
	bool is_column_flow, is_dense;
	float width; /* for auto-fill */
	float gap;
};

static void read_axis(struct oriel__css_arena *arena, const struct oriel__grid_template *template,
	uint16_t property, const char *text, enum oriel__grid_axis axis,
	struct oriel__grid_area *area) {
	struct oriel__css_longhand out[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_error error;
	if (oriel__css_value_parse(
			arena, property, text, (uint32_t)strlen(text), out, &error) != 2)
		fail_msg("%s: expected %s", text, error.expected);
	oriel__grid_template_area(template, &out[0].value, &out[1].value, axis, area);
}

/* Rows have no explicit tracks but those of areas. */
static void assert_places(
	struct grid grid, const struct item *items, size_t count, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__grid_area areas[ITEMS];
	struct oriel__grid_room room = {
		grid.width > 0 ? grid.width : NAN, 0, INFINITY, grid.gap };
	struct oriel__grid_template columns = grid_columns(&arena, grid.columns, grid.areas, room);
	struct oriel__css_value none = grid_value(&arena, ORIEL__CSS_GRID_TEMPLATE_ROWS, "none");
	struct oriel__css_value names = grid_value(
		&arena, ORIEL__CSS_GRID_TEMPLATE_AREAS, grid.areas != NULL ? grid.areas : "none");
	struct oriel__grid_template rows = { .arena = &arena, .basis = NAN };
	oriel__grid_template_read(&rows, &none, &none, &names, ORIEL__GRID_ROWS, &room);
	for (size_t i = 0; i < count; i++) {
		read_axis(&arena, &columns, ORIEL__CSS_GRID_COLUMN, items[i].column, ORIEL__GRID_COLUMNS,
			&areas[i]);
		read_axis(&arena, &rows, ORIEL__CSS_GRID_ROW,
			items[i].row != NULL ? items[i].row : "auto", ORIEL__GRID_ROWS, &areas[i]);
	}
	struct oriel__grid_placement placement = {
		.areas = areas,
		.count = count,
		.explicit_count = { columns.explicit_count, rows.explicit_count },
		.is_column_flow = grid.is_column_flow,
		.is_dense = grid.is_dense,
	};
	oriel__grid_place(&placement);
	struct order order = { 0 };
	for (size_t i = 0; i < count; i++)
		order_add(&order, "%d+%d/%d+%d", (int)areas[i].start[0], (int)areas[i].span[0],
			(int)areas[i].start[1], (int)areas[i].span[1]);
	order_add(&order, "of %dx%d", (int)placement.tracks[0], (int)placement.tracks[1]);
	assert_order(&order, expected);
	oriel__grid_template_finish(&columns);
	oriel__grid_template_finish(&rows);
	oriel__css_arena_finish(&arena);
}

#define ASSERT_PLACES(grid, expected, ...) \
	do { \
		const struct item items_[] = { __VA_ARGS__ }; \
		assert_places(grid, items_, sizeof(items_) / sizeof(items_[0]), expected); \
	} while (0)

static const struct grid three = { .columns = "20px 20px 20px" };

static void lines_count_from_both_ends(void **state) {
	(void)state;
	ASSERT_PLACES(three, "0+1/0+1, 2+1/1+1, 0+3/2+1, 2+1/3+1, 1+1/4+1, of 3x5", { "1", "1" },
		{ "-2", "2" }, { "1 / -1", "3" }, { "-1 / 3", "4" }, { "2 / 2", "5" });
}

static void lines_outside_make_implicit_tracks(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "20px 20px" }),
		"0+1/1+1, 0+1/0+1, 1+1/0+1, 2+1/0+1, of 3x2", { "-4", "2" }, { "auto", "1" },
		{ "auto", "1" }, { "auto" });
	ASSERT_PLACES(three, "5+1/0+1, 0+2/1+1, of 6x2", { "6", "1" }, { "span 2", "2" });
}

static void spans_reach_from_a_line_or_wait_for_a_place(void **state) {
	(void)state;
	ASSERT_PLACES(three, "0+2/0+1, 2+1/0+1, 3+1/0+1, 2+2/1+1, 3+1/2+1, 0+2/3+1, of 5x4",
		{ "span 2 / span 3" }, { "span foo / span 3" }, { "auto / span foo" }, { "3 / 1" },
		{ "2 / 2" }, { "span 2 / 1" });
}

static void named_lines_are_counted(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "[a] 20px [b] 20px [a] 20px" }),
		"6+1/0+1, 6+1/1+1, 1+1/2+1, 2+2/3+1, 2+4/4+1, 0+4/5+1, 0+6/6+1, 3+5/7+1, of 8x8",
		{ "foo", "1" }, { "a 3", "2" }, { "b -2", "3" }, { "1 / span a", "4" },
		{ "1 / span a 2", "5" }, { "span a 3 / 3", "6" }, { "-6 / span a 3", "7" },
		{ "span b / 7", "8" });
	ASSERT_PLACES(((struct grid){ .columns = "repeat(3, [x] 10px [y] 5px [z])" }),
		"2+1/0+1, 4+1/1+1, 2+1/2+1, 6+1/3+1, of 7x4", { "x 2", "1" }, { "z 2 / span y", "2" },
		{ "z", "3" }, { "z -1", "4" });
}

static void areas_name_lines(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "20px 20px [z] 20px",
					.areas = "\"a a b\" \"c . b\"" }),
		"2+1/0+1, 0+2/0+1, 2+1/1+1, 0+1/1+1, 2+1/2+1, 1+1/2+1, of 3x3", { "b", "a" },
		{ "a", "a" }, { "z / a-end", "c" }, { "auto", "c" }, { "b-start" },
		{ "c-end", "c-end" });
}

static void auto_fill_repeats_what_fits(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "20px repeat(auto-fill, [q] 15px 10px) 5px",
					.width = 100, .gap = 3 }),
		"3+1/0+1, of 6x1", { "q 2" });
	ASSERT_PLACES(((struct grid){ .columns = "repeat(auto-fill, 30px)" }), "0+1/0+1, of 1x1",
		{ "auto" });
	ASSERT_PLACES(((struct grid){ .columns = "repeat(auto-fill, calc(100% / 3))", .width = 100 }),
		"0+1/0+1, of 3x1", { "auto" });
}

static void a_sparse_grid_never_goes_back(void **state) {
	(void)state;
	ASSERT_PLACES(three, "0+2/0+1, 0+2/1+1, 2+1/1+1, 0+1/2+1, 2+1/2+1, 0+1/3+1, 1+1/3+1, of 3x4",
		{ "span 2" }, { "span 2" }, { "auto" }, { "auto" }, { "3" }, { "1" }, { "auto" });
}

static void a_dense_grid_fills_holes(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "20px 20px 20px", .is_dense = true }),
		"0+2/0+1, 0+2/1+1, 2+1/0+1, 2+1/1+1, 2+1/2+1, 0+1/2+1, of 3x3", { "span 2" },
		{ "span 2" }, { "auto" }, { "auto" }, { "3" }, { "1" });
}

static void items_locked_to_a_row_come_before_others(void **state) {
	(void)state;
	ASSERT_PLACES(three, "0+1/0+2, 1+1/1+1, 2+1/1+1, 1+1/0+1, 2+1/0+1, of 3x2",
		{ "auto", "1 / 3" }, { "auto", "2" }, { "auto", "2" }, { "2", "1" }, { "auto", "1" });
	ASSERT_PLACES(three, "0+1/0+1, 1+2/0+1, 0+1/1+1, 3+1/0+1, of 4x2", { "1", "1" },
		{ "auto / span 2", "1" }, { "auto", "2" }, { "auto", "1" });
}

static void a_column_flow_exchanges_the_axes(void **state) {
	(void)state;
	ASSERT_PLACES(((struct grid){ .columns = "20px", .areas = "\"a\" \"b\"",
					.is_column_flow = true }),
		"0+1/0+1, 0+1/1+1, 1+1/0+1, of 2x2", { "auto" }, { "auto" }, { "auto" });
}

static void many_items_fill_row_by_row(void **state) {
	enum { MANY = 10000, COLUMNS = 100 };
	static struct oriel__grid_area areas[MANY];
	(void)state;
	for (int dense = 0; dense < 2; dense++) {
		for (size_t i = 0; i < MANY; i++)
			areas[i] = (struct oriel__grid_area){ .span = { 1, 1 }, .is_auto = { true, true } };
		struct oriel__grid_placement placement = { .areas = areas,
			.count = MANY,
			.explicit_count = { COLUMNS, 0 },
			.is_dense = dense != 0 };
		oriel__grid_place(&placement);
		for (int32_t i = 0; i < MANY; i++) {
			assert_int_equal(areas[i].start[0], i % COLUMNS);
			assert_int_equal(areas[i].start[1], i / COLUMNS);
		}
	}
}

/* Items of a dense grid at random: no two areas overlap, and none could stand further up. */
static void dense_areas_never_overlap(void **state) {
	enum { COUNT = 300, COLUMNS = 7, ROWS = 700 };
	static struct oriel__grid_area areas[COUNT];
	static unsigned char taken[ROWS][COLUMNS];
	uint32_t random = 7;
	(void)state;
	for (size_t i = 0; i < COUNT; i++) {
		random = random * 1664525u + 1013904223u;
		areas[i] = (struct oriel__grid_area){ .is_auto = { true, true },
			.span = { 1 + (int32_t)(random >> 28) % 3, 1 + (int32_t)(random >> 24 & 15) % 4 } };
	}
	struct oriel__grid_placement placement = {
		.areas = areas, .count = COUNT, .explicit_count = { COLUMNS, 0 }, .is_dense = true
	};
	oriel__grid_place(&placement);
	assert_true(placement.tracks[1] <= ROWS);
	for (size_t i = 0; i < COUNT; i++) {
		const struct oriel__grid_area *area = &areas[i];
		bool is_first = true;
		for (int32_t y = 0; y <= area->start[1]; y++) {
			for (int32_t x = 0; x + area->span[0] <= COLUMNS; x++) {
				bool is_free = true;
				for (int32_t k = 0; k < area->span[0] * area->span[1]; k++)
					is_free = is_free && !taken[y + k / area->span[0]][x + k % area->span[0]];
				if (y == area->start[1] && x == area->start[0]) {
					assert_true(is_free && is_first);
					goto found;
				}
				is_first = is_first && !is_free;
			}
		}
	found:
		for (int32_t k = 0; k < area->span[0] * area->span[1]; k++)
			taken[area->start[1] + k / area->span[0]][area->start[0] + k % area->span[0]] = 1;
	}
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(lines_count_from_both_ends),
		cmocka_unit_test(lines_outside_make_implicit_tracks),
		cmocka_unit_test(spans_reach_from_a_line_or_wait_for_a_place),
		cmocka_unit_test(named_lines_are_counted), cmocka_unit_test(areas_name_lines),
		cmocka_unit_test(auto_fill_repeats_what_fits),
		cmocka_unit_test(a_sparse_grid_never_goes_back),
		cmocka_unit_test(a_dense_grid_fills_holes),
		cmocka_unit_test(items_locked_to_a_row_come_before_others),
		cmocka_unit_test(a_column_flow_exchanges_the_axes),
		cmocka_unit_test(many_items_fill_row_by_row),
		cmocka_unit_test(dense_areas_never_overlap));
}
