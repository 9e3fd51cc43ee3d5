/* SPDX-License-Identifier: MIT */
/*
 * Track sizes. The expected numbers are Chromium's, for grids whose items are words of 10 px side
 * by side. An item is written as "column+span:words": its min-content size is 10 px, its
 * max-content size 10 px a word. "column:words>60" has a min-width of 60 px.
 */
#include "grid_values.h"

#include "layout/grid_tracks_internal.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ITEMS = 8, TRACKS = 16 };

struct words {
	float sizes[ORIEL__GRID_CONTRIBUTIONS];
};

static float words_contribution(void *data, size_t item, enum oriel__grid_contribution kind) {
	const struct words *words = data;
	return words[item].sizes[kind];
}

/* Reads "1:3 2+2:4>70" and so on. Returns the number of items. */
static size_t read_items(
	const char *text, struct oriel__grid_area areas[ITEMS], struct words words[ITEMS]) {
	size_t count = 0;
	while (*text != '\0') {
		char *end;
		struct oriel__grid_area *area = &areas[count];
		*area = (struct oriel__grid_area){ .span = { 1, 1 } };
		area->start[0] = (int32_t)strtol(text, &end, 10) - 1;
		if (*end == '+')
			area->span[0] = (int32_t)strtol(end + 1, &end, 10);
		assert_int_equal(*end, ':');
		float max = 10 * strtof(end + 1, &end), min = 10;
		if (*end == '>')
			min = strtof(end + 1, &end);
		words[count++] = (struct words){ { min, min, max > min ? max : min } };
		text = *end == ' ' ? end + 1 : end;
	}
	return count;
}

struct container {
	const char *tracks;
	float width;  /* 0: max-content; below 0: min-content */
	float gap;
	bool is_stretched;
	float min, max; /* of the container; 0: none */
};

static void assert_tracks(struct container of, const char *items, const char *expected) {
	struct oriel__css_arena arena = { 0 };
	struct oriel__grid_area areas[ITEMS];
	struct words words[ITEMS];
	struct oriel__grid_track tracks[TRACKS];
	float available = of.width > 0 ? of.width : NAN, max = of.max > 0 ? of.max : INFINITY;
	struct oriel__grid_template template = grid_columns(&arena, of.tracks, NULL,
		(struct oriel__grid_room){ available, of.min, max, of.gap });
	struct oriel__grid_sizing sizing = {
		.tracks = tracks,
		.track_count = template.track_count,
		.areas = areas,
		.item_count = read_items(items, areas, words),
		.axis = ORIEL__GRID_COLUMNS,
		.constraint = of.width > 0 ? ORIEL__GRID_NO_CONSTRAINT :
			of.width < 0 ? ORIEL__GRID_AS_MIN_CONTENT : ORIEL__GRID_AS_MAX_CONTENT,
		.is_stretched = of.is_stretched,
		.gap = of.gap,
		.available = available,
		.min = of.min,
		.max = max,
		.contribution = words_contribution,
		.data = words,
	};
	assert_true(template.track_count <= TRACKS);
	for (size_t i = 0; i < template.track_count; i++) {
		tracks[i] = oriel__grid_template_track(&template, (int32_t)i);
		tracks[i].has_gap = i > 0;
	}
	oriel__grid_size_tracks(&sizing);
	struct order sizes = { 0 };
	for (size_t i = 0; i < template.track_count; i++)
		order_add(&sizes, "%g", round((double)tracks[i].base * 100) / 100);
	assert_order(&sizes, expected);
	oriel__grid_template_finish(&template);
	oriel__css_arena_finish(&arena);
}

static void fixed_tracks_ask_no_item(void **state) {
	(void)state;
	assert_tracks((struct container){ .tracks = "20px 30%", .width = 200 }, "1:90", "20, 60");
	assert_tracks(
		(struct container){ .tracks = "minmax(20px, 80px) 30px", .width = 100 }, "", "70, 30");
	assert_tracks(
		(struct container){ .tracks = "minmax(20px, 10px) 30px", .width = 100 }, "", "20, 30");
}

static void intrinsic_tracks_take_the_sizes_of_their_items(void **state) {
	const char *tracks = "min-content max-content auto", *items = "1:3 2:4 3:5";
	(void)state;
	assert_tracks((struct container){ tracks, .width = 200 }, items, "10, 40, 50");
	assert_tracks((struct container){ tracks, .width = 60 }, items, "10, 40, 10");
	assert_tracks((struct container){ tracks, .width = -1 }, items, "10, 40, 10");
	assert_tracks((struct container){ tracks, .width = 0 }, items, "10, 40, 50");
}

static void growth_limits_bound_intrinsic_tracks(void **state) {
	const char *tracks = "minmax(min-content, 30px) minmax(auto, max-content) fit-content(35px)";
	const char *items = "1:4 2:4 3:5";
	(void)state;
	assert_tracks((struct container){ tracks, .width = 200 }, items, "30, 40, 35");
	assert_tracks((struct container){ tracks, .width = 60 }, items, "20, 20, 20");
	assert_tracks((struct container){ tracks, .width = -1 }, items, "10, 10, 10");
	assert_tracks((struct container){ tracks, .width = 0 }, items, "30, 40, 35");
}

static void spanning_items_enlarge_tracks_equally(void **state) {
	(void)state;
	assert_tracks((struct container){ "auto auto", .width = 200 }, "1:3 2:2 1+2:12", "65, 55");
	assert_tracks((struct container){ "auto auto", .width = 60 }, "1:3 2:2 1+2:12", "30, 30");
	assert_tracks((struct container){ "auto auto", .width = 0 }, "1:3 2:2 1+2:12", "65, 55");
	assert_tracks((struct container){ "min-content auto max-content", .width = 200 }, "1+3:9",
		"3.33, 3.33, 83.33");
	assert_tracks((struct container){ "20px auto minmax(10px, 40px)", .width = 200, .gap = 2 },
		"1+3:9 2+2:4", "20, 26, 40");
	assert_tracks((struct container){ "20px auto minmax(10px, 40px)", .width = 60, .gap = 2 },
		"1+3:9 2+2:4", "20, 13, 23");
	assert_tracks((struct container){ "minmax(5px, auto) min-content", .width = 200 },
		"1+2:8 1+2:3>70", "15, 65");
	assert_tracks((struct container){ "minmax(5px, auto) min-content", .width = 60 },
		"1+2:8 1+2:3>70", "5, 65");
}

static void smaller_spans_come_first(void **state) {
	const char *tracks = "minmax(auto, 20px) minmax(auto, 30px) auto";
	(void)state;
	assert_tracks((struct container){ tracks, .width = 200 }, "1:4 1+2:8 2+2:12", "20, 30, 90");
	assert_tracks((struct container){ tracks, .width = 60 }, "1:4 1+2:8 2+2:12", "20, 20, 20");
	assert_tracks((struct container){ tracks, .width = 0 }, "1:4 1+2:8 2+2:12", "20, 30, 90");
}

static void fit_content_stops_growing_at_its_argument(void **state) {
	const char *tracks = "fit-content(25px) fit-content(40px) 5px";
	(void)state;
	assert_tracks((struct container){ tracks, .width = 200 }, "1+2:9 2:3", "25, 40, 5");
	assert_tracks((struct container){ tracks, .width = 60 }, "1+2:9 2:3", "22.5, 32.5, 5");
	assert_tracks((struct container){ tracks, .width = -1 }, "1+2:9 2:3", "0, 10, 5");
	assert_tracks(
		(struct container){ "fit-content(50px) auto", .width = 400 }, "1+2:3>200", "100, 100");
}

static void flexible_tracks_share_definite_space(void **state) {
	const char *tracks = "1fr 2fr minmax(min-content, 0.5fr)", *items = "1:3 2:4 3:5";
	(void)state;
	assert_tracks((struct container){ tracks, .width = 200 }, items, "57.14, 114.29, 28.57");
	assert_tracks((struct container){ tracks, .width = 60 }, items, "16.67, 33.33, 10");
	assert_tracks((struct container){ tracks, .width = -1 }, items, "10, 10, 10");
	assert_tracks((struct container){ "1fr 3fr", .width = 10 }, "1+2:1>200", "50, 150");
	assert_tracks((struct container){ "0.2fr 0.3fr", .width = 100 }, "1:1", "20, 30");
}

static void flexible_tracks_of_indefinite_space_fit_their_items(void **state) {
	(void)state;
	assert_tracks((struct container){ "1fr 2fr minmax(min-content, 0.5fr)", .width = 0 },
		"1:3 2:4 3:5", "50, 100, 25");
	assert_tracks(
		(struct container){ "1fr auto 2fr", .width = 0 }, "1:3 2:4 3:5 1+2:14", "100, 40, 200");
	assert_tracks((struct container){ "1fr 2fr 0.5fr", .width = 0 }, "1:3>30 2:3>30 2+2:4>40",
		"30, 60, 15");
	assert_tracks((struct container){ "1fr 3fr", .width = 0, .min = 100 }, "1:0 2:0", "25, 75");
	assert_tracks((struct container){ "1fr 3fr", .width = 0, .max = 100 }, "1:1>105 2:1>5",
		"105, 5");
}

static void items_across_flexible_and_other_tracks_enlarge_the_flexible(void **state) {
	const char *tracks = "minmax(min-content, 1fr) auto minmax(max-content, 3fr)";
	(void)state;
	assert_tracks(
		(struct container){ tracks, .width = 200 }, "1:3 2:4 3:5 1+3:30", "10, 10, 280");
	assert_tracks(
		(struct container){ tracks, .width = 0 }, "1:3 2:4 3:5 1+3:30", "93.33, 40, 280");
	assert_tracks((struct container){ "1fr auto 2fr", .width = 200 }, "1:3 2:4 3:5 1+2:14",
		"53.33, 40, 106.67");
	assert_tracks((struct container){ "1fr auto 2fr", .width = 60 }, "1:3 2:4 3:5 1+2:14",
		"10, 40, 10");
}

static void auto_tracks_stretch_into_free_space(void **state) {
	struct container of = { "auto auto 10px", .width = 200, .gap = 5, .is_stretched = true };
	(void)state;
	assert_tracks(of, "1:3 2:4", "85, 95, 10");
	of.is_stretched = false;
	assert_tracks(of, "1:3 2:4", "30, 40, 10");
	assert_tracks((struct container){ "auto auto", .is_stretched = true, .min = 100 },
		"1:0>5 2:0>15", "45, 55");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(fixed_tracks_ask_no_item),
		cmocka_unit_test(intrinsic_tracks_take_the_sizes_of_their_items),
		cmocka_unit_test(growth_limits_bound_intrinsic_tracks),
		cmocka_unit_test(spanning_items_enlarge_tracks_equally),
		cmocka_unit_test(smaller_spans_come_first),
		cmocka_unit_test(fit_content_stops_growing_at_its_argument),
		cmocka_unit_test(flexible_tracks_share_definite_space),
		cmocka_unit_test(flexible_tracks_of_indefinite_space_fit_their_items),
		cmocka_unit_test(items_across_flexible_and_other_tracks_enlarge_the_flexible),
		cmocka_unit_test(auto_tracks_stretch_into_free_space));
}
