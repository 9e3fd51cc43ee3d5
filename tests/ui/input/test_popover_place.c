/* SPDX-License-Identifier: MIT */
/*
 * Where popovers stand: beside their anchor and inside the window of 400 × 300 px.
 */
#include "stage.h"

#include <oriel/ui/popover.h>
#include <oriel/ui/scroll.h>

#include <stdio.h>
#include <string.h>

struct scene {
	struct stage *stage;
	oriel_widget *anchor, *menu;
};

/* Makes an anchor, and a popover of this size with a margin of 5 px. */
static struct scene scene_new(
	struct stage *stage, struct oriel_rect anchor, const char *menu_style) {
	struct scene scene = { .stage = stage };
	scene.anchor = stage_box(
		stage->root, "anchor", anchor.x, anchor.y, anchor.width, anchor.height);
	scene.menu = stage_flow_box();
	oriel_set(scene.menu, .id = "menu", .style = menu_style);
	oriel_set_style(scene.menu, "margin", "5px");
	oriel_set_attribute(scene.menu, "popover", "auto");
	oriel_append(stage->root, scene.menu);
	return scene;
}

static void expect_at(const struct scene *scene, const char *expected) {
	char text[64];
	struct oriel_rect rect = oriel_widget_window_bounds(scene->menu);
	snprintf(text, sizeof(text), "%g %g %g %g", (double)rect.x, (double)rect.y, (double)rect.width,
		(double)rect.height);
	assert_string_equal(text, expected);
}

#define SHOWN_AT(scene, expected, ...) \
	do { \
		oriel_popover_show((scene)->menu, .source = (scene)->anchor, __VA_ARGS__); \
		expect_at(scene, expected); \
		oriel_popover_hide((scene)->menu); \
	} while (0)

static void sides_and_alignments(void **state) {
	struct scene scene = scene_new(
		*state, (struct oriel_rect){ 150, 120, 80, 30 }, "width: 60px; height: 40px");
	SHOWN_AT(&scene, "150 155 60 40", .side = ORIEL_SIDE_BLOCK_END);
	SHOWN_AT(&scene, "150 75 60 40", .side = ORIEL_SIDE_BLOCK_START);
	SHOWN_AT(&scene, "235 120 60 40", .side = ORIEL_SIDE_INLINE_END);
	SHOWN_AT(&scene, "85 120 60 40", .side = ORIEL_SIDE_INLINE_START);
	SHOWN_AT(&scene, "160 155 60 40", .alignment = ORIEL_SIDE_ALIGN_CENTER);
	SHOWN_AT(&scene, "170 155 60 40", .alignment = ORIEL_SIDE_ALIGN_END);
	SHOWN_AT(&scene, "235 110 60 40", .side = ORIEL_SIDE_INLINE_END,
		.alignment = ORIEL_SIDE_ALIGN_END);
	SHOWN_AT(&scene, "150 155 80 40", .is_as_wide = true);
	SHOWN_AT(&scene, "20 25 60 40", .anchor_rect = &(struct oriel_rect){ 20, 20, 0, 0 });
	SHOWN_AT(&scene, "150 155 60 40", .anchor = scene.anchor);
	oriel_set_style(oriel_parent(scene.menu), "direction", "rtl");
	SHOWN_AT(&scene, "170 155 60 40", .side = ORIEL_SIDE_BLOCK_END);
	SHOWN_AT(&scene, "150 155 60 40", .alignment = ORIEL_SIDE_ALIGN_END);
	SHOWN_AT(&scene, "85 120 60 40", .side = ORIEL_SIDE_INLINE_END);
	SHOWN_AT(&scene, "235 120 60 40", .side = ORIEL_SIDE_INLINE_START);
}

static void popover_flips_and_shifts(void **state) {
	struct scene scene = scene_new(
		*state, (struct oriel_rect){ 350, 250, 40, 30 }, "width: 100px; height: 60px");
	SHOWN_AT(&scene, "295 185 100 60", .side = ORIEL_SIDE_BLOCK_END);
	SHOWN_AT(&scene, "245 235 100 60", .side = ORIEL_SIDE_INLINE_END);
	oriel_set_style(scene.anchor, "top", "10px");
	oriel_set_style(scene.anchor, "left", "10px");
	SHOWN_AT(&scene, "10 45 100 60", .side = ORIEL_SIDE_BLOCK_START);
	SHOWN_AT(&scene, "55 10 100 60", .side = ORIEL_SIDE_INLINE_START);
	SHOWN_AT(&scene, "5 45 100 60", .alignment = ORIEL_SIDE_ALIGN_END);
}

static void popover_shrinks_to_the_larger_side_and_scrolls(void **state) {
	struct scene scene = scene_new(
		*state, (struct oriel_rect){ 20, 120, 40, 30 }, "width: 100px; overflow: auto");
	oriel_widget *content = stage_flow_box();
	oriel_set(content, .style = "height: 500px; flex: none");
	oriel_append(scene.menu, content);
	oriel_popover_show(scene.menu, .source = scene.anchor);
	expect_at(&scene, "20 155 100 140");
	oriel_scroll_to(scene.menu, .y = 1000);
	assert_float_equal(oriel_widget_scroll_position(scene.menu).y, 360, 0.01);
	oriel_set_style(scene.anchor, "top", "180px");
	expect_at(&scene, "20 5 100 170");
	oriel_set_style(scene.anchor, "height", "240px");
	oriel_set_style(scene.anchor, "top", "30px");
	expect_at(&scene, "20 5 100 290");
	oriel_set_style(scene.menu, "width", "900px");
	expect_at(&scene, "5 5 390 290");
	oriel_set_style(content, "height", "20px");
	expect_at(&scene, "5 275 390 20");
}

static void scrolled_popover_that_has_followed_its_anchor_may_be_destroyed(void **state) {
	struct scene scene = scene_new(*state, (struct oriel_rect){ 20, 120, 40, 30 },
		"width: 100px; overflow: auto; flex-direction: column");
	for (int i = 0; i < 20; i++) {
		oriel_widget *row = stage_flow_box();
		oriel_set(row, .style = "height: 25px; flex: none");
		oriel_append(scene.menu, row);
	}
	oriel_popover_show(scene.menu, .source = scene.anchor);
	oriel_scroll_to(scene.menu, .y = 100);
	oriel_set_style(scene.anchor, "top", "180px");
	expect_at(&scene, "20 5 100 170");
	oriel_destroy(scene.menu);
	stage_run(scene.stage);
}

static void popover_follows_its_anchor(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = stage_list(stage->root, "row", 0, 0, 200, 200, 20);
	struct scene scene = scene_new(
		stage, (struct oriel_rect){ 0, 0, 10, 10 }, "width: 50px; height: 30px");
	oriel_widget *row = oriel_child_at(list, 3);
	oriel_popover_show(scene.menu, .source = row);
	stage_run(stage);
	expect_at(&scene, "5 205 50 30");
	oriel_scroll_to(list, .y = 40);
	stage_run(stage);
	expect_at(&scene, "5 165 50 30");
	oriel_set_style(list, "top", "20px");
	expect_at(&scene, "5 185 50 30");
	PUSH(stage, .type = ORIEL_RAW_RESIZE);
	stage_run(stage);
	oriel_set_hidden(row, true);
	stage_run(stage);
	expect_at(&scene, "5 185 50 30");
	oriel_destroy(row);
	stage_run(stage);
	expect_at(&scene, "5 185 50 30");
}

static void nested_popover_follows_the_popover_of_its_anchor(void **state) {
	struct stage *stage = *state;
	struct scene scene = scene_new(
		stage, (struct oriel_rect){ 20, 20, 40, 20 }, "width: 100px; height: 60px");
	oriel_widget *item = stage_box(scene.menu, "item", 0, 20, 100, 20);
	struct scene sub = { stage, item, stage_flow_box() };
	oriel_set(sub.menu, .id = "sub", .style = "width: 50px; height: 40px; margin: 0");
	oriel_set_attribute(sub.menu, "popover", "auto");
	oriel_insert_before(stage->root, sub.menu, oriel_first_child(stage->root));
	oriel_popover_show(scene.menu, .source = scene.anchor);
	oriel_popover_show(sub.menu, .source = item, .side = ORIEL_SIDE_INLINE_END);
	expect_at(&scene, "20 45 100 60");
	expect_at(&sub, "120 65 50 40");
	oriel_set_style(scene.anchor, "top", "100px");
	expect_at(&sub, "120 145 50 40");
}

static void popover_without_an_anchor_stands_where_its_style_says(void **state) {
	struct scene scene = scene_new(*state, (struct oriel_rect){ 0 },
		"width: 60px; height: 40px; inset: auto 10px 20px auto");
	oriel_popover_show(scene.menu);
	expect_at(&scene, "325 235 60 40");
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(sides_and_alignments), STAGE_TEST(popover_flips_and_shifts),
		STAGE_TEST(popover_shrinks_to_the_larger_side_and_scrolls),
		STAGE_TEST(scrolled_popover_that_has_followed_its_anchor_may_be_destroyed),
		STAGE_TEST(popover_follows_its_anchor),
		STAGE_TEST(nested_popover_follows_the_popover_of_its_anchor),
		STAGE_TEST(popover_without_an_anchor_stands_where_its_style_says));
}
