/* SPDX-License-Identifier: MIT */
/*
 * Paths of SVG data: the segments of every command, the places of errors, and pixels of filled and
 * stroked paths.
 */
#include "canvas.h"
#include "styled.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/extend/recorder.h>

#include "paint/svg_path_internal.h"

#define WHITE ORIEL_RGB(0xffffff)
#define RED ORIEL_RGB(0xff0000)

static struct order order;

static double tidy(float value) {
	return round((double)value * 100) / 100 + 0.0;
}

/* Writes the segments, e.g. "M 1 2, L 3 4, Z"; numbers are rounded to two places. */
static void parse(const char *data) {
	struct oriel_svg_path_error error;
	oriel_svg_path *path = oriel_svg_path_try_parse(data, &error);
	if (path == NULL) {
		order_add(&order, "%zu: %s", error.offset, error.reason);
		return;
	}
	for (size_t i = 0; i < path->count; i++) {
		const struct oriel_point *p = path->segments[i].points;
		if (path->segments[i].kind == ORIEL__SEGMENT_CLOSE)
			order_add(&order, "Z");
		else if (path->segments[i].kind == ORIEL__SEGMENT_CUBIC)
			order_add(&order, "C %g %g %g %g %g %g", tidy(p[0].x), tidy(p[0].y), tidy(p[1].x),
				tidy(p[1].y), tidy(p[2].x), tidy(p[2].y));
		else
			order_add(&order, "%c %g %g", "ML"[path->segments[i].kind], tidy(p[2].x),
				tidy(p[2].y));
	}
	oriel_svg_path_unref(path);
}

#define assert_path(data, expected) \
	do { \
		parse(data); \
		assert_order(&order, expected); \
	} while (0)

static void commands_become_lines_and_cubic_curves(void **state) {
	(void)state;
	assert_path("", "");
	assert_path(" \n", "");
	assert_path("M1,2 L3,4", "M 1 2, L 3 4");
	assert_path("m1 2 3 4 5 6", "M 1 2, L 4 6, L 9 12");
	assert_path("M1 2 3 4", "M 1 2, L 3 4");
	assert_path("M1 2H5V7h-1v-2z", "M 1 2, L 5 2, L 5 7, L 4 7, L 4 5, Z");
	assert_path("M0 0C1 2 3 4 5 6", "M 0 0, C 1 2 3 4 5 6");
	assert_path("M1 1c1 2 3 4 5 6", "M 1 1, C 2 3 4 5 6 7");
	assert_path("M0 0Q3 3 6 0", "M 0 0, C 2 2 4 2 6 0");
}

static void smooth_curves_mirror_the_last_control_point(void **state) {
	(void)state;
	assert_path("M0 0C0 3 3 3 3 0S6-3 6 0", "M 0 0, C 0 3 3 3 3 0, C 3 -3 6 -3 6 0");
	assert_path("M0 0Q3 3 6 0T12 0", "M 0 0, C 2 2 4 2 6 0, C 8 -2 10 -2 12 0");
	/* without a curve of the same kind before, the control point is the current point */
	assert_path("M1 1S3 3 5 1", "M 1 1, C 1 1 3 3 5 1");
	assert_path("M0 0Q3 3 6 0S9 3 9 0", "M 0 0, C 2 2 4 2 6 0, C 6 0 9 3 9 0");
	assert_path("M0 0L3 0T6 0", "M 0 0, L 3 0, C 3 0 4 0 6 0");
}

/* Source: SVG 2, "Path data", the grammar of numbers. */
static void numbers_may_touch(void **state) {
	(void)state;
	assert_path("M.5.5-1-1", "M 0.5 0.5, L -1 -1");
	assert_path("M1.5e1,2E-1+3-4", "M 15 0.2, L 3 -4");
	assert_path("M 1 , 2\tl\n3 4", "M 1 2, L 4 6");
	assert_path("M1.2.3", "M 1.2 0.3");
	assert_path("M5.-3.", "M 5 -3");
	assert_path("M0.000000000000000000000000000000000000001 1e-60", "M 0 0");
	/* the flags of an arc are one digit each */
	assert_path("M0 0a1 1 0 01.5.5", "M 0 0, C 0.22 0.1 0.4 0.28 0.5 0.5");
}

static void arc_is_split_into_quarters(void **state) {
	(void)state;
	assert_path("M2 0A2 2 0 0 1 0 2", "M 2 0, C 2 1.1 1.1 2 0 2");
	assert_path("M2 0A2 2 0 0 1-2 0", "M 2 0, C 2 1.1 1.1 2 0 2, C -1.1 2 -2 1.1 -2 0");
	assert_path("M2 0A2 2 0 0 0-2 0", "M 2 0, C 2 -1.1 1.1 -2 0 -2, C -1.1 -2 -2 -1.1 -2 0");
	/* the large arc of a circle around 0 0 */
	assert_path("M2 0A2 2 0 1 0 0 2",
		"M 2 0, C 2 -1.1 1.1 -2 0 -2, C -1.1 -2 -2 -1.1 -2 0, C -2 1.1 -1.1 2 0 2");
	/* radii that are too small grow until they reach */
	assert_path("M2 0A1 1 0 0 1-2 0", "M 2 0, C 2 1.1 1.1 2 0 2, C -1.1 2 -2 1.1 -2 0");
	assert_path("M2 0A-2-2 0 0 1 0 2", "M 2 0, C 2 1.1 1.1 2 0 2");
	assert_path("M2 0A0 2 0 0 1 0 2", "M 2 0, L 0 2");
	assert_path("M2 0A2 2 0 0 1 2 0L1 1", "M 2 0, L 1 1");
	/* an ellipse of 4 by 2 that is turned by 90 degrees */
	assert_path("M2 0A4 2 90 0 1 0 4", "M 2 0, C 2 2.21 1.1 4 0 4");
}

static void command_after_a_closing_begins_at_the_start(void **state) {
	(void)state;
	assert_path("M1 1h2v2zh4", "M 1 1, L 3 1, L 3 3, Z, M 1 1, L 5 1");
	assert_path("M1 1h2zzm1 1h1", "M 1 1, L 3 1, Z, M 2 2, L 3 2");
}

static void error_has_a_place_and_a_reason(void **state) {
	(void)state;
	assert_path("L1 2", "0: a path begins with M or m");
	assert_path("M", "1: a number is expected");
	assert_path("M1", "2: a number is expected");
	assert_path("M1 2L3", "6: a number is expected");
	assert_path("M1 2 3", "6: a number is expected");
	assert_path("M1 2,", "5: a number is expected");
	assert_path("M1 2L3,,4", "7: a number is expected");
	assert_path("M1 2X", "4: a command is expected: one of MLHVCSQTAZ, or in lower case");
	assert_path("M1 2zz,", "6: a command is expected: one of MLHVCSQTAZ, or in lower case");
	assert_path("M1 2A1 1 0 2 0 1 1", "11: a flag of an arc is 0 or 1");
	assert_path("M1e12 0", "1: the number is larger than 1000000000");
	assert_path("M1e999999999999 0", "1: the number is larger than 1000000000");
	assert_path("M1 2L1 -", "7: a number is expected");
	assert_path("M1 2L1 .", "7: a number is expected");
	assert_path("M1e 2", "2: a number is expected");
	assert_null(oriel_svg_path_try_parse("M1", NULL));
}

static void path_with_too_many_segments_is_an_error(void **state) {
	(void)state;
	size_t length = 4 + 2 * ORIEL_SVG_PATH_SEGMENTS_MAX;
	char *data = malloc(length + 1);
	memcpy(data, "M0 0", 4);
	for (size_t i = 4; i < length; i += 2)
		memcpy(data + i, "h1", 2);
	data[length] = '\0';
	struct oriel_svg_path_error error;
	assert_null(oriel_svg_path_try_parse(data, &error));
	assert_string_equal(error.reason, "the path has more than 8000 segments");
	data[length - 2] = '\0';
	oriel_svg_path *path = oriel_svg_path_try_parse(data, &error);
	assert_non_null(path);
	oriel_svg_path_unref(path);
	free(data);
}

static void bounds_contain_the_control_points(void **state) {
	(void)state;
	oriel_svg_path *path = oriel_svg_path_try_parse("M1 2C3 8 5-1 7 4", NULL);
	struct oriel_rect bounds = oriel_svg_path_bounds(path);
	order_add(&order, "%g %g %g %g", (double)bounds.x, (double)bounds.y, (double)bounds.width,
		(double)bounds.height);
	assert_order(&order, "1 -1 6 9");
	oriel_svg_path_unref(path);
	oriel_svg_path_unref(NULL);
}

/* ---- Pixels ---- */

static oriel_svg_path *drawn;
static float drawn_width, drawn_scale = 1;
static struct oriel_point drawn_at;

static void draw(oriel_recorder *recorder, struct oriel_rect box) {
	(void)box;
	oriel_record_svg_path(recorder, drawn, drawn_at, drawn_scale, drawn_width, RED);
}

static struct paper *paper_of(const char *data, float width, float scale) {
	static struct paper paper;
	paper_open(&paper, 16, 16, scale);
	oriel_set_style(paper.scene.root, "background-color", "#%08x", (unsigned)WHITE);
	drawn = oriel_svg_path_try_parse(data, NULL);
	drawn_width = width;
	with(paper.scene.root, picture_new(16, 16, draw));
	paper_update(&paper);
	paper_assert_repaint_is_same(&paper, data);
	return &paper;
}

static void end_paper(struct paper *paper) {
	paper_close(paper);
	oriel_svg_path_unref(drawn);
}

static int count_of(const struct paper *paper, uint32_t color) {
	int count = 0;
	for (int y = 0; y < paper->fb.height; y++)
		for (int x = 0; x < paper->fb.width; x++)
			count += paper_pixel(paper, x, y) == color;
	return count;
}

static void filled_path_covers_its_area(void **state) {
	(void)state;
	struct paper *paper = paper_of("M2 3h8v4H2", 0, 1); /* not closed */
	assert_int_equal(count_of(paper, 0xff0000), 32);
	assert_int_equal(count_of(paper, 0xffffff), 16 * 16 - 32);
	end_paper(paper);
	/* two contours in one direction are one area; against each other they leave a hole */
	paper = paper_of("M2 2h8v8h-8zM4 4h4v4h-4z", 0, 1);
	assert_int_equal(count_of(paper, 0xff0000), 64);
	end_paper(paper);
	paper = paper_of("M2 2h8v8h-8zM4 4v4h4v-4z", 0, 2);
	assert_int_equal(count_of(paper, 0xff0000), (64 - 16) * 4);
	end_paper(paper);
}

static void stroke_is_as_wide_as_given(void **state) {
	(void)state;
	struct paper *paper = paper_of("M4 8h8", 2, 1);
	for (int y = 0; y < 16; y++)
		assert_int_equal(paper_pixel(paper, 8, y), y == 7 || y == 8 ? 0xff0000 : 0xffffff);
	end_paper(paper);
}

/* Source: SVG 2, "zero length path segments". */
static void subpath_without_length_is_a_dot(void **state) {
	(void)state;
	static const char *const dots[] = { "M8 8h0", "M8 8z", "M8 8L8 8L8 8", "M8 8c0 0 0 0 0 0" };
	for (size_t i = 0; i < sizeof(dots) / sizeof(dots[0]); i++) {
		struct paper *paper = paper_of(dots[i], 4, 1);
		assert_int_equal(paper_pixel(paper, 7, 7), 0xff0000);
		assert_int_equal(paper_pixel(paper, 8, 8), 0xff0000);
		assert_int_equal(paper_pixel(paper, 11, 8), 0xffffff);
		end_paper(paper);
	}
	struct paper *paper = paper_of("M8 8", 4, 1);
	assert_int_equal(count_of(paper, 0xffffff), 256);
	end_paper(paper);
}

static void closed_stroke_has_no_gap_and_a_hollow_middle(void **state) {
	(void)state;
	struct paper *paper = paper_of("M8 3a5 5 0 1 0 0 10A5 5 0 1 0 8 3Z", 2, 1);
	assert_int_equal(paper_pixel(paper, 8, 8), 0xffffff);
	assert_int_equal(paper_pixel(paper, 8, 3), 0xff0000);
	assert_int_equal(paper_pixel(paper, 3, 8), 0xff0000);
	assert_int_equal(paper_pixel(paper, 12, 7), 0xff0000);
	end_paper(paper);
}

static void scale_multiplies_the_path_and_not_the_line(void **state) {
	(void)state;
	drawn_scale = 2;
	drawn_at = (struct oriel_point){ 1, 0 };
	struct paper *paper = paper_of("M1 4h6", 2, 1);
	for (int y = 0; y < 16; y++)
		assert_int_equal(paper_pixel(paper, 8, y), y == 7 || y == 8 ? 0xff0000 : 0xffffff);
	assert_int_equal(paper_pixel(paper, 14, 7), 0xff0000);
	end_paper(paper);
	drawn_scale = 1;
	drawn_at = (struct oriel_point){ 0, 0 };
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(commands_become_lines_and_cubic_curves),
		cmocka_unit_test(smooth_curves_mirror_the_last_control_point),
		cmocka_unit_test(numbers_may_touch), cmocka_unit_test(arc_is_split_into_quarters),
		cmocka_unit_test(command_after_a_closing_begins_at_the_start),
		cmocka_unit_test(error_has_a_place_and_a_reason),
		cmocka_unit_test(path_with_too_many_segments_is_an_error),
		cmocka_unit_test(bounds_contain_the_control_points),
		cmocka_unit_test(filled_path_covers_its_area),
		cmocka_unit_test(stroke_is_as_wide_as_given),
		cmocka_unit_test(subpath_without_length_is_a_dot),
		cmocka_unit_test(closed_stroke_has_no_gap_and_a_hollow_middle),
		cmocka_unit_test(scale_multiplies_the_path_and_not_the_line));
}
