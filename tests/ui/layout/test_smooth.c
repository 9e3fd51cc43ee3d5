/* SPDX-License-Identifier: MIT */
/*
 * Smooth scrolling on the time of frames: path, events, interruption, and what a layout does to it.
 */
#include "boxes.h"

#include <oriel/ui/set.h>

static struct scene scene;
static oriel_widget *list;

/* A list of 100 rows of 30 px in a view of 100 px: at most 2,900 px. */
static int open(void **state) {
	(void)state;
	scene_open(&scene, 200, 300);
	list = oriel_set(
		box_new(ORIEL_DIRECTION_COLUMN), .style = "height: 100px; overflow: hidden auto");
	for (int i = 0; i < 100; i++)
		with(list, leaf_new(20, 30));
	with(scene.root, list);
	scene_layout(&scene);
	return 0;
}

static int close(void **state) {
	(void)state;
	scene_close(&scene);
	return 0;
}

static double offset(void) {
	return oriel_widget_scroll_position(list).y;
}

/* The steps of a frame that concern scrolling. Returns the events. */
static char *frame_at(double time_ms) {
	static struct order order;
	struct oriel__scroll_event event;
	order = (struct order){ 0 };
	oriel__scroll_step(&scene.tree, time_ms);
	for (size_t due = oriel__scroll_due(&scene.tree); due > 0; due--) {
		assert_true(oriel__scroll_take_event(&scene.tree, &event));
		order_add(&order, event.is_end ? "scrollend" : "scroll");
	}
	return order.text;
}

/* 100 px take √100 · 1000 / 60 ms. */
static void smooth_scroll_eases_in_and_out(void **state) {
	(void)state;
	assert_true(oriel_scroll_to(list, .y = 100, .behavior = ORIEL_SCROLL_SMOOTH));
	assert_true(offset() == 0 && oriel__scroll_is_moving(&scene.tree));
	assert_string_equal(frame_at(0), "");
	assert_string_equal(frame_at(500.0 / 60), "scroll");
	assert_float_equal(offset(), 100 * 0.05 * 0.05 * (3 - 0.1), 1e-9);
	assert_string_equal(frame_at(5000.0 / 60), "scroll");
	assert_float_equal(offset(), 50, 1e-9);
	assert_string_equal(frame_at(168), "scroll, scrollend");
	assert_true(offset() == 100 && !oriel__scroll_is_moving(&scene.tree));
	assert_string_equal(frame_at(180), "");
}

static void smooth_scroll_to_the_present_offset_does_nothing(void **state) {
	(void)state;
	assert_false(oriel_scroll_to(list, .behavior = ORIEL_SCROLL_SMOOTH));
	assert_false(oriel__scroll_is_moving(&scene.tree));
	assert_string_equal(frame_at(10), "");
}

static void scroll_behavior_of_the_container_makes_programs_scroll_smoothly(void **state) {
	(void)state;
	oriel_set_style(list, "scroll-behavior", "smooth");
	scene_layout(&scene);
	oriel_scroll_to(list, .y = 50);
	assert_true(offset() == 0);
	frame_at(1000);
	assert_true(offset() == 50);
	oriel_scroll_to(list, .y = 80, .behavior = ORIEL_SCROLL_INSTANT);
	assert_true(offset() == 80);
}

static void instant_scroll_ends_a_smooth_one(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 100, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(80);
	oriel_scroll_to(list, .y = 7);
	assert_string_equal(frame_at(90), "scroll, scrollend");
	assert_true(offset() == 7);
	assert_string_equal(frame_at(1000), "");
}

static void user_scroll_ends_a_smooth_one(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 2000, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(300);
	double before = offset();
	oriel__scroll_by(oriel__node_of(list), 0, -5);
	frame_at(1000);
	assert_true(offset() == before - 5);
}

/* The speed just before and just after differs by what one frame adds. */
static void another_smooth_scroll_goes_on_with_the_speed(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 400, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(99);
	double before = offset();
	frame_at(100);
	double speed = offset() - before;
	assert_true(speed > 1);
	oriel_scroll_to(list, .y = 900, .behavior = ORIEL_SCROLL_SMOOTH);
	before = offset();
	frame_at(101);
	assert_float_equal(offset() - before, speed, 0.1);
	assert_string_equal(frame_at(5000), "scroll, scrollend");
	assert_true(offset() == 900);
}

static void smooth_scroll_never_overshoots(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 2000, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(350);
	oriel_scroll_by(list, .y = 20, .behavior = ORIEL_SCROLL_SMOOTH);
	double end = offset() + 20;
	for (int i = 0; i < 100; i++) {
		frame_at(350 + i * 5);
		assert_true(offset() <= end + 1e-9);
	}
	assert_true(offset() == end);
}

static void rows_that_come_above_move_a_smooth_scroll_along(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 500);
	frame_at(0);
	oriel_scroll_to(list, .y = 600, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(5000.0 / 60);
	assert_float_equal(offset(), 550, 1e-6);
	oriel_insert_before(list, leaf_new(20, 40), oriel_first_child(list));
	scene_layout(&scene);
	assert_float_equal(offset(), 590, 1e-6);
	frame_at(1000);
	assert_float_equal(offset(), 640, 1e-6);
}

static void smooth_scroll_ends_where_a_shrunken_content_ends(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 2900, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(360);
	while (oriel_child_count(list) > 10)
		oriel_destroy(oriel_last_child(list));
	scene_layout(&scene);
	assert_true(offset() == 200);
	assert_string_equal(frame_at(1000), "scroll, scrollend");
	assert_true(offset() == 200);
}

static void destroyed_container_ends_its_smooth_scroll(void **state) {
	(void)state;
	oriel_scroll_to(list, .y = 2900, .behavior = ORIEL_SCROLL_SMOOTH);
	frame_at(100);
	oriel_destroy(list);
	assert_string_equal(frame_at(200), "");
	assert_false(oriel__scroll_is_moving(&scene.tree));
}

static void reduced_motion_makes_smooth_scrolls_instant(void **state) {
	(void)state;
	const struct oriel__media media = { .is_motion_reduced = true };
	scene.tree.media = &media;
	oriel_scroll_to(list, .y = 100, .behavior = ORIEL_SCROLL_SMOOTH);
	assert_true(offset() == 100);
	scene.tree.media = NULL;
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
	return RUN_TESTS(
		TEST(smooth_scroll_eases_in_and_out),
		TEST(smooth_scroll_to_the_present_offset_does_nothing),
		TEST(scroll_behavior_of_the_container_makes_programs_scroll_smoothly),
		TEST(instant_scroll_ends_a_smooth_one),
		TEST(user_scroll_ends_a_smooth_one),
		TEST(another_smooth_scroll_goes_on_with_the_speed),
		TEST(smooth_scroll_never_overshoots),
		TEST(rows_that_come_above_move_a_smooth_scroll_along),
		TEST(smooth_scroll_ends_where_a_shrunken_content_ends),
		TEST(destroyed_container_ends_its_smooth_scroll),
		TEST(reduced_motion_makes_smooth_scrolls_instant));
}
