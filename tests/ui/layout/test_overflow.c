/* SPDX-License-Identifier: MIT */
/*
 * Scrollable overflow: which boxes a scroll container scrolls over, which way, and after changes of
 * any kind.
 */
#include "boxes.h"

#include <math.h>
#include <stdlib.h>

#include <oriel/ui/set.h>

#include "chance.h"
#include "layout/overflow_internal.h"
#include "style/style_internal.h"
#include "tree/walk_internal.h"

static struct scene scene;
static oriel_widget *view; /* 100 × 100 px, border 1 px, padding 5 px */

static int open(void **state) {
	(void)state;
	scene_open(&scene, 400, 400);
	view = oriel_set(box_new(ORIEL_DIRECTION_COLUMN),
		.style = "width: 100px; height: 100px; align-self: flex-start; align-items: flex-start; "
				"padding: 5px; border: 1px solid; overflow: auto; position: relative");
	with(scene.root, view);
	return 0;
}

static int close(void **state) {
	(void)state;
	scene_close(&scene);
	return 0;
}

/* A box of this size at a place in its parent, outside of the flow. */
static oriel_widget *placed(double x, double y, double width, double height) {
	oriel_widget *box = box_new(ORIEL_DIRECTION_COLUMN);
	oriel_set_style(box, "position", "absolute");
	oriel_set_style(box, "left", "%gpx", x);
	oriel_set_style(box, "top", "%gpx", y);
	oriel_set_style(box, "width", "%gpx", width);
	oriel_set_style(box, "height", "%gpx", height);
	return box;
}

/* A box in the flow that keeps its size, and contains absolute boxes. */
static oriel_widget *sized(double width, double height) {
	oriel_widget *box = box_new(ORIEL_DIRECTION_COLUMN);
	oriel_set_style(box, "flex", "none");
	oriel_set_style(box, "position", "relative");
	oriel_set_style(box, "width", "%gpx", width);
	oriel_set_style(box, "height", "%gpx", height);
	return box;
}

#define assert_range(widget, left, top, right, bottom) \
	do { \
		struct oriel_scroll at = oriel_widget_scroll_position(widget); \
		assert_float_equal(at.min_x, left, 0.001); \
		assert_float_equal(at.min_y, top, 0.001); \
		assert_float_equal(at.max_x, right, 0.001); \
		assert_float_equal(at.max_y, bottom, 0.001); \
	} while (0)

static void margins_and_padding_of_the_flow_are_scrolled_over(void **state) {
	(void)state;
	oriel_widget *box = sized(120, 130);
	oriel_set_style(box, "margin", "3px 4px 7px 0");
	with(view, box);
	scene_layout(&scene);
	/* 5 + 120 + 4 + 5 and 5 + 3 + 130 + 7 + 5 px in a view of 98 px */
	assert_range(view, 0, 0, 36, 52);
}

static void absolute_boxes_count_without_margin_and_padding(void **state) {
	(void)state;
	oriel_widget *box = placed(60, 70, 50, 50);
	oriel_set_style(box, "margin-right", "30px");
	with(view, box);
	scene_layout(&scene);
	assert_range(view, 0, 0, 12, 22);
}

static void descendants_that_stick_out_are_scrolled_over(void **state) {
	(void)state;
	oriel_widget *deep = placed(0, 0, 10, 10), *middle = placed(0, 0, 10, 10);
	oriel_widget *box = sized(20, 20);
	with(deep, placed(150, 170, 10, 10));
	with(middle, deep);
	with(box, middle);
	with(view, box);
	scene_layout(&scene);
	assert_range(view, 0, 0, 5 + 160 - 98, 5 + 180 - 98);
	oriel_set_style(deep, "overflow", "hidden");
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 0);
	oriel_set_style(deep, "overflow", NULL);
	scene_layout(&scene);
	assert_range(view, 0, 0, 5 + 160 - 98, 5 + 180 - 98);
}

static void changes_deep_inside_reach_the_container(void **state) {
	(void)state;
	oriel_widget *far = placed(50, 50, 10, 10);
	oriel_widget *middle = sized(30, 30), *box = sized(40, 40);
	with(middle, far);
	with(box, middle);
	with(view, box);
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 0);
	oriel_set_style(far, "top", "200px");
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 5 + 210 - 98);
	oriel_destroy(far);
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 0);
}

static void content_before_the_beginning_is_out_of_reach(void **state) {
	(void)state;
	with(view, placed(-50, -60, 20, 20));
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 0);
	assert_false(oriel_scroll_to(view, .x = -10, .y = -10));
}

static void reversed_containers_scroll_backwards(void **state) {
	(void)state;
	direction(view, ORIEL_DIRECTION_COLUMN_REVERSE);
	with(view, sized(20, 80), sized(20, 90));
	scene_layout(&scene);
	assert_range(view, 0, -(5 + 80 + 90 + 5 - 98), 0, 0);
	assert_true(oriel_widget_scroll_position(view).y == 0);
	assert_true(oriel_scroll_to(view, .y = -1000));
	assert_true(oriel_widget_scroll_position(view).y == -82);
	struct oriel__scroll_bar bar = oriel__scroll_bar(oriel__node_of(view), true);
	assert_true(bar.thumb.y == bar.track.y);
	assert_float_equal(
		oriel__scroll_bar_offset(oriel__node_of(view), true, bar.track.y), -82, 0.001);
	oriel_scroll_to(view);
	bar = oriel__scroll_bar(oriel__node_of(view), true);
	assert_float_equal(
		bar.thumb.y + bar.thumb.height, bar.track.y + bar.track.height, 0.001);
	direction(view, ORIEL_DIRECTION_ROW_REVERSE);
	scene_layout(&scene);
	with(view, sized(100, 20));
	scene_layout(&scene);
	assert_range(view, -(5 + 20 + 20 + 100 + 5 - 98), 0, 0, 5 + 90 + 5 - 98);
}

static void right_to_left_text_scrolls_to_the_left(void **state) {
	(void)state;
	oriel_set_style(view, "direction", "rtl");
	oriel_widget *box = sized(150, 20);
	with(view, box);
	scene_layout(&scene);
	assert_range(view, -(5 + 150 + 5 - 98), 0, 0, 0);
	assert_true(oriel_widget_bounds(box).x == 1 + 98 - 5 - 150);
	with(view, placed(200, 0, 10, 10)); /* beyond the beginning */
	scene_layout(&scene);
	assert_range(view, -62, 0, 0, 0);
	assert_true(oriel_scroll_to(view, .x = -1000));
	assert_true(oriel_widget_scroll_position(view).x == -62);
	oriel_scroll_into_view(box, .inline_axis = ORIEL_SCROLL_START);
	assert_float_equal(oriel_widget_scroll_position(view).x, -5, 0.001);
	oriel_scroll_into_view(box, .inline_axis = ORIEL_SCROLL_END);
	assert_float_equal(oriel_widget_scroll_position(view).x, -57, 0.001);
	direction(view, ORIEL_DIRECTION_ROW_REVERSE);
	scene_layout(&scene);
	struct oriel_scroll at = oriel_widget_scroll_position(view);
	assert_true(at.min_x == 0 && at.x == 0 && at.max_x > 0);
}

static void lines_that_wrap_backwards_are_scrolled_to(void **state) {
	(void)state;
	direction(view, ORIEL_DIRECTION_ROW);
	oriel_set_style(view, "flex-wrap", "wrap-reverse");
	with(view, sized(80, 70), sized(80, 80));
	scene_layout(&scene);
	assert_range(view, 0, -(5 + 70 + 80 + 5 - 98), 0, 0);
}

static void boxes_out_of_reach_and_without_an_area_do_not_count(void **state) {
	(void)state;
	with(view, placed(-50, 150, 40, 40), placed(0, 150, 0, 40));
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 0);
	with(view, placed(-50, 150, 60, 40));
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 150 + 40 - 98);
}

static void tracks_of_a_grid_are_scrolled_over(void **state) {
	(void)state;
	oriel_set_style(view, "display", "grid");
	oriel_set_style(view, "grid-template-columns", "60px 70px");
	with(view, sized(10, 10));
	scene_layout(&scene);
	assert_range(view, 0, 0, 5 + 130 + 5 - 98, 0);
}

static void relative_offsets_do_not_change_what_the_flow_covers(void **state) {
	(void)state;
	oriel_widget *box = sized(20, 200);
	oriel_set_style(box, "position", "relative");
	oriel_set_style(box, "bottom", "50px");
	with(view, box);
	scene_layout(&scene);
	assert_range(view, 0, 0, 0, 5 + 200 + 5 - 98);
}

static void hidden_overflow_is_scrolled_by_programs_only(void **state) {
	(void)state;
	oriel_set_style(view, "overflow", "hidden");
	with(view, sized(20, 300));
	scene_layout(&scene);
	assert_true(oriel_rect_is_empty(oriel__scroll_bar(oriel__node_of(view), true).track));
	assert_false(oriel__scroll_by_user(oriel__node_of(view), 0, 20));
	assert_true(oriel_scroll_to(view, .y = 30));
	assert_true(oriel_widget_scroll_position(view).y == 30);
}

static void an_axis_that_scrolls_makes_the_other_one_scroll(void **state) {
	(void)state;
	static const struct {
		const char *given, *computed;
	} cases[] = {
		{ "auto visible", "auto" },
		{ "visible scroll", "auto scroll" },
		{ "hidden visible", "hidden auto" },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		oriel_set_style(view, "overflow", "%s", cases[i].given);
		assert_string_equal(oriel_computed_style(view, "overflow"), cases[i].computed);
	}
}

/* A long column that only programs scroll sideways does not look at its rows before they do. */
static void long_columns_find_their_width_on_demand(void **state) {
	(void)state;
	oriel_set_style(view, "overflow", "hidden auto");
	for (int i = 0; i < 100; i++)
		with(view, sized(i == 50 ? 150 : 20, 10));
	scene_layout(&scene);
	assert_true(oriel__node_of(view)->scroll->is_x_late);
	assert_range(view, 0, 0, 5 + 150 + 5 - 98, 5 + 1000 + 5 - 98);
	oriel_scroll_to(view, .x = 1000);
	oriel_set_style(oriel_child_at(view, 50), "width", "130px");
	scene_layout(&scene);
	assert_range(view, 0, 0, 5 + 130 + 5 - 98, 5 + 1000 + 5 - 98);
	assert_true(oriel_widget_scroll_position(view).x == 42);
}

/* ---- Against the definition ---- */

enum { BOXES = 24, STEPS = 3000 };

static bool is_visible(oriel_widget *widget, bool vertical) {
	const struct oriel__style *style = oriel__widget_style(widget);
	return (vertical ? style->overflow_y : style->overflow_x) == ORIEL_OVERFLOW_VISIBLE;
}

/* Adds the area of a widget's descendants, px from the widget's corner. A scroll container leaves
 * out children that are wholly before its beginning. */
static void reach_of(oriel_widget *widget, bool does_scroll, struct oriel__extent *out) {
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child)) {
		const struct oriel__box *box = &oriel__node_of(child)->rect;
		if (!oriel__layout_is_shown(oriel__node_of(child)))
			continue;
		struct oriel__extent of = { 0, 0, (double)box->width, (double)box->height }, own = of;
		reach_of(child, false, &of);
		if (!is_visible(child, false))
			of.left = own.left, of.right = own.right;
		if (!is_visible(child, true))
			of.top = own.top, of.bottom = own.bottom;
		if (does_scroll && (box->x + of.right <= 0 || box->y + of.bottom <= 0))
			continue;
		out->left = fmin(out->left, box->x + of.left);
		out->top = fmin(out->top, box->y + of.top);
		out->right = fmax(out->right, box->x + of.right);
		out->bottom = fmax(out->bottom, box->y + of.bottom);
	}
}

static void assert_ranges(oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	if (!oriel__layout_is_shown(node))
		return;
	for (oriel_widget *child = oriel_first_child(widget); child != NULL;
		child = oriel_next_sibling(child))
		assert_ranges(child);
	if (is_visible(widget, true) || node->parent == NULL)
		return;
	struct oriel__extent of = { 0, 0, (double)node->rect.width, (double)node->rect.height };
	reach_of(widget, true, &of);
	assert_range(widget, 0, 0, fmax(0, of.right - (double)node->rect.width),
		fmax(0, of.bottom - (double)node->rect.height));
}

static oriel_widget *pick_box(struct chance *chance, oriel_widget **boxes) {
	return boxes[roll(chance, BOXES)];
}

static void mutate(struct chance *chance, oriel_widget **boxes) {
	oriel_widget *box = pick_box(chance, boxes), *parent = pick_box(chance, boxes);
	static const char *const overflows[] = { "visible", "auto", "hidden", "scroll" };
	switch (roll(chance, 5)) {
	case 0:
		oriel_set_style(box, "left", "%dpx", (int)roll(chance, 200) - 50);
		break;
	case 1:
		oriel_set_style(box, "top", "%dpx", (int)roll(chance, 200) - 50);
		break;
	case 2:
		oriel_set_style(box, "overflow", "%s", overflows[roll(chance, 4)]);
		break;
	case 3:
		oriel_set_hidden(box, roll(chance, 2) == 0);
		break;
	default:
		if (!oriel__node_contains(oriel__node_of(box), oriel__node_of(parent)))
			oriel_append(parent, box);
		break;
	}
}

static void random_changes_give_what_the_definition_gives(void **state) {
	(void)state;
	struct chance chance = { 7 };
	oriel_widget *boxes[BOXES];
	for (int i = 0; i < BOXES; i++) {
		boxes[i] = placed(roll(&chance, 60), roll(&chance, 60), 40, 40);
		with(i == 0 ? scene.root : boxes[roll(&chance, (uint32_t)i)], boxes[i]);
	}
	for (int step = 0; step < STEPS; step++) {
		mutate(&chance, boxes);
		scene_layout(&scene);
		assert_ranges(scene.root);
	}
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open, close)
	return RUN_TESTS(
		TEST(margins_and_padding_of_the_flow_are_scrolled_over),
		TEST(absolute_boxes_count_without_margin_and_padding),
		TEST(descendants_that_stick_out_are_scrolled_over),
		TEST(changes_deep_inside_reach_the_container),
		TEST(content_before_the_beginning_is_out_of_reach),
		TEST(reversed_containers_scroll_backwards),
		TEST(right_to_left_text_scrolls_to_the_left),
		TEST(lines_that_wrap_backwards_are_scrolled_to),
		TEST(boxes_out_of_reach_and_without_an_area_do_not_count),
		TEST(tracks_of_a_grid_are_scrolled_over),
		TEST(relative_offsets_do_not_change_what_the_flow_covers),
		TEST(hidden_overflow_is_scrolled_by_programs_only),
		TEST(an_axis_that_scrolls_makes_the_other_one_scroll),
		TEST(long_columns_find_their_width_on_demand),
		TEST(random_changes_give_what_the_definition_gives));
}
