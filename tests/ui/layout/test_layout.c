/* SPDX-License-Identifier: MIT */
/*
 * Layout as a step of the frame: what a change makes it look at, that it comes out as a layout from
 * scratch, and depth.
 */
#include "boxes.h"
#include "styled.h"
#include "chance.h"
#include "shrink.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

static oriel_widget *row(void) {
	return box_new(ORIEL_DIRECTION_ROW);
}

/* Measures of each leaf below widget, in order. */
static void measured_below(oriel_widget *widget, struct order *order) {
	for (oriel_widget *at = widget; at != NULL; at = oriel_widget_next_in_tree(at, widget))
		if (oriel_widget_type(at)[0] == 'l')
			order_add(order, "%u", leaf_measured(at));
}

static void leaf_that_fits_is_measured_once(void **state) {
	struct scene scene;
	struct order order = { 0 };
	(void)state;
	scene_open(&scene, 400, 300);
	with(scene.root,
		with(row(), leaf_new(50, 20), oriel_set(text_new(60, 20), .style = "flex-grow: 1")),
		with(row(), text_new(10, 20)));
	scene_layout(&scene);
	measured_below(scene.root, &order);
	assert_order(&order, "1, 1, 1");
	scene_close(&scene);
}

static void only_the_marked_leaf_is_measured_again(void **state) {
	struct scene scene;
	struct order order = { 0 };
	(void)state;
	scene_open(&scene, 400, 300);
	oriel_widget *first = leaf_new(50, 20), *second = with(row(), leaf_new(5, 5));
	with(scene.root, with(row(), first, leaf_new(60, 20)), second);
	scene_layout(&scene);
	leaf_resize(first, 70, 30);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 400x30 [0,0 70x30 | 70,0 60x30] | 0,30 400x5 [0,0 5x5]");
	measured_below(scene.root, &order);
	assert_order(&order, "2, 1, 1");
	scene_close(&scene);
}

static void nesting_does_not_multiply_questions(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 400, 300);
	oriel_widget *leaf = text_new(2000, 10), *content = leaf;
	for (int i = 0; i < 60; i++)
		content = styled(
			with(box_new(i & 1 ? ORIEL_DIRECTION_ROW : ORIEL_DIRECTION_COLUMN), content),
			"padding: 1px; align-items: %s; flex-grow: 1; min-height: 1px",
			i & 2 ? "start" : "stretch");
	with(scene.root, content);
	scene_layout(&scene);
	assert_true(leaf_measured(leaf) < 10);
	scene_close(&scene);
}

enum { STEP_SIZE = 4 };

static struct chance chance;

static const char *const alignments[] = { "start", "center", "end", "stretch", "baseline",
	"last baseline", "safe end", "self-end" };
static const char *const wraps[] = { "nowrap", "wrap", "wrap-reverse" };
static const char *const contents[] = { "normal", "center", "space-between", "end", "stretch" };
static const char *const displays[] = { "flex", "block", "block", "inline-block" };
static bool keep_heights; /* no percentages of heights, which would leave space free */
static const char *const lengths[] = { "auto", "50%", "calc(20% + 10px)", "min(40%, 60px)",
	"min-content", "max-content", "40px" };

static unsigned pick(unsigned count) {
	return roll(&chance, count);
}

static oriel_widget *pick_widget(oriel_widget *root) {
	while (oriel_first_child(root) != NULL && pick(5) != 0)
		root = oriel_child_at(root, pick((unsigned)oriel_child_count(root)));
	return root;
}

static void change_something(oriel_widget *root) {
	oriel_widget *widget = pick_widget(root);
	if (oriel_widget_type(widget)[0] == 'l')
		leaf_resize(widget, (float)pick(200), (float)pick(40));
	else if (pick(3) == 0)
		with(widget,
			pick(2) ? text_new((float)pick(300), 10) :
					with(box_new(ORIEL_DIRECTION_ROW + pick(4)), leaf_new(5, 5)));
	switch (widget != root ? pick(14) : 14) {
	case 0:
		oriel_set_style(widget, "flex-grow", "%g", (double)((float)pick(3)));
		oriel_set_style(widget, "flex-shrink", "%g", (double)((float)pick(2)));
		break;
	case 1:
		oriel_set_style(widget, "padding", "%gpx", (float)pick(5));
		oriel_set_style(widget, "margin", "%gpx", (float)pick(9) - 4);
		break;
	case 2:
		oriel_set_style(widget, "align-self", "%s", alignments[pick(8)]);
		break;
	case 3:
		oriel_set_hidden(widget, pick(2));
		break;
	case 4:
		oriel_set_style(widget, "min-height", "%gpx", (float)pick(30));
		oriel_set_style(widget, "max-width", "%gpx", (double)(20 + (float)pick(200)));
		break;
	case 5:
		oriel_set_style(
			widget, "position", "%s", pick(2) ? "absolute" : "static");
		oriel_set_style(widget, "left", "%gpx", (float)pick(20));
		break;
	case 6:
		oriel_destroy(widget);
		break;
	case 7:
		oriel_set_style(widget, "flex-wrap", "%s", wraps[pick(3)]);
		oriel_set_style(widget, "align-content", "%s", contents[pick(5)]);
		break;
	case 8:
		oriel_set_style(widget, "width", "%s", lengths[pick(7)]);
		oriel_set_style(widget, "height", "%s", lengths[keep_heights ? 6 : pick(7)]);
		break;
	case 9:
		oriel_set_style(widget, "margin", "%s", pick(2) ? "auto" : "5%");
		oriel_set_style(widget, "order", "%d", (int)pick(3) - 1);
		break;
	case 10:
		oriel_set_style(widget, "direction", "%s", pick(2) ? "rtl" : "ltr");
		oriel_set_style(widget, "aspect-ratio", "%s", pick(2) ? "2" : "auto");
		break;
	case 11:
		oriel_set_style(widget, "padding-left", "%u%%", pick(10));
		oriel_set_style(widget, "box-sizing", "%s", pick(2) ? "content-box" : "border-box");
		break;
	case 12:
		oriel_set_style(widget, "display", "%s", displays[pick(4)]);
		oriel_set_style(widget, "margin-bottom", "%dpx", (int)pick(20) - 6);
		break;
	default:
		break;
	}
}

static void relayout_all(struct scene *scene) {
	for (oriel_widget *at = scene->root; at != NULL;
		at = oriel_widget_next_in_tree(at, scene->root))
		oriel__layout_free(oriel__node_of(at));
	for (oriel_widget *at = scene->root; at != NULL;
		at = oriel_widget_next_in_tree(at, scene->root))
		oriel_widget_relayout(at);
	scene_layout(scene);
}

static void play_step(struct scene *scene, const uint8_t *step, bool print) {
	chance = chance_of_step(step, STEP_SIZE);
	change_something(scene->root);
	if (oriel_child_count(scene->root) > 6)
		oriel_widget_clear(scene->root);
	scene->size.width = 200 + (float)pick(3) * 50;
	scene_layout(scene);
	char *changed = rects_of(scene->root);
	relayout_all(scene);
	char *fresh = rects_of(scene->root);
	if (print)
		print_step(step, STEP_SIZE, fresh);
	assert_string_equal(changed, fresh);
	free(changed);
	free(fresh);
}

static bool play_changes(const uint8_t *steps, size_t count, bool print) {
	struct scene scene;
	scene_open(&scene, 300, 200);
	for (size_t i = 0; i < count; i++)
		play_step(&scene, steps + STEP_SIZE * i, print);
	scene_close(&scene);
	return true;
}

static void a_changed_layout_is_that_from_scratch(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 200, .seeds = 10, .play = play_changes });
}

static void a_row_that_goes_moves_the_rows_below_although_another_row_has_changed(void **state) {
	struct scene scene;
	scene_open(&scene, 300, 200);
	for (int i = 0; i < 70; i++)
		with(scene.root, leaf_new(10, 10));
	scene_layout(&scene);
	oriel_set_style(oriel_child_at(scene.root, 3), "bottom", "7px");
	oriel_destroy(oriel_child_at(scene.root, 40));
	scene_layout(&scene);
	assert_float_equal(oriel_widget_bounds(oriel_last_child(scene.root)).y, 680, 0.01);
	scene_close(&scene);
}

/* A change of one member of the style of a row in a long column, and of what it depends on. */
struct outer_change {
	const char *before, *after;
	float height; /* px: of the window */
};

static const struct outer_change outer_changes[] = {
	{ "", "display: none", 200 },
	{ "", "position: absolute", 200 },
	{ "", "align-self: end", 200 },
	{ "", "overflow-x: hidden", 200 },
	{ "", "overflow-y: hidden", 200 },
	{ "", "flex-grow: 1", 5000 },
	{ "height: 50px; flex-shrink: 0", "flex-shrink: 1", 200 },
	{ "", "flex-basis: 80px", 5000 },
	{ "", "width: 80px", 200 },
	{ "", "height: 33px", 5000 },
	{ "", "min-width: 900px", 200 },
	{ "", "min-height: 90px", 200 },
	{ "", "max-width: 5px", 200 },
	{ "", "max-height: 5px", 200 },
	{ "", "padding-top: 3px", 200 },
	{ "", "padding-right: 3px", 200 },
	{ "", "padding-bottom: 3px", 200 },
	{ "", "padding-left: 3px", 200 },
	{ "", "margin-top: 3px", 200 },
	{ "", "margin-right: 3px", 200 },
	{ "", "margin-bottom: 3px", 200 },
	{ "", "margin-left: 3px", 200 },
	{ "", "border: 3px solid", 200 },
	{ "", "order: 1", 200 },
	{ "", "margin-top: 5%", 200 },
	{ "", "margin: 0 auto", 200 },
	{ "", "padding-left: 10%", 200 },
	{ "", "width: 30%", 200 },
	{ "", "max-width: calc(10% + 3px)", 200 },
	{ "", "max-width: min(10%, 60px)", 200 },
	{ "width: 80px", "aspect-ratio: 2", 5000 },
	{ "width: 40px; padding: 3px", "box-sizing: content-box", 200 },
	{ "align-self: self-start", "direction: rtl", 200 },
	{ "margin-top: 3px", "display: block; margin-bottom: 8px", 200 },
	{ "", "height: 50%", 5000 },
	{ "", "min-height: 20%", 5000 },
	{ "", "flex-basis: 10%", 5000 },
	{ "position: absolute", "top: 7px", 200 },
	{ "position: absolute", "right: 7px", 200 },
	{ "position: absolute", "bottom: 7px", 200 },
	{ "position: absolute", "left: 7px", 200 },
};

static void a_long_column_follows_each_outer_member_of_a_style(void **state) {
	(void)state;
	for (size_t i = 0; i < sizeof(outer_changes) / sizeof(outer_changes[0]); i++) {
		const struct outer_change *change = &outer_changes[i];
		struct scene scene;
		scene_open(&scene, 300, change->height);
		for (int before = 0; before < 3; before++)
			with(scene.root, oriel_set(leaf_new(50, 10), .style = "flex-shrink: 0"));
		oriel_widget *child = with(box_new(ORIEL_DIRECTION_COLUMN), text_new(100, 10));
		styled(child, "%s", change->before);
		with(scene.root, child);
		for (int after = 0; after < 70; after++)
			with(scene.root, oriel_set(leaf_new(50, 10), .style = "flex-shrink: 0"));
		scene_layout(&scene);
		char *before = rects_of(scene.root);
		styled(child, "%s", change->after);
		scene_layout(&scene);
		char *changed = rects_of(scene.root);
		relayout_all(&scene);
		char *fresh = rects_of(scene.root);
		if (strcmp(before, fresh) == 0)
			fail_msg("change %zu makes no difference: %s", i, fresh);
		if (strcmp(changed, fresh) != 0)
			fail_msg("change %zu: %s and not %s", i, changed, fresh);
		free(before);
		free(changed);
		free(fresh);
		scene_close(&scene);
	}
}

/* Long ones, so that where they differ has to be pointed out. */
static void assert_same_places(
	const char *places, const char *expected, const char *how, int round) {
	size_t i = 0;
	while (places[i] == expected[i] && places[i] != '\0')
		i++;
	if (places[i] != expected[i])
		fail_msg("round %d, %s: ...%.150s and not ...%.150s", round, how,
			places + (i > 60 ? i - 60 : 0), expected + (i > 60 ? i - 60 : 0));
}

/* The same places, found by the flex algorithm alone: nothing is left over, so that it does not
 * matter where it would go. */
static char *places_by_flex(struct scene *scene, oriel_widget *list) {
	oriel_set_style(list, "justify-content", "space-between");
	scene_layout(scene);
	char *places = rects_of(scene->root);
	oriel_set_style(list, "justify-content", "start");
	return places;
}

static oriel_widget *any_leaf(void) {
	return pick(2) ? leaf_new((float)pick(100), (float)pick(30)) : text_new((float)pick(500), 10);
}

static void change_list(oriel_widget *list) {
	oriel_widget *reference = oriel_child_at(list, pick((unsigned)oriel_child_count(list) + 1));
	switch (pick(6)) {
	case 0:
		oriel_append(list, any_leaf());
		break;
	case 1:
		assert_int_equal(
			oriel_insert_before(list, with(row(), any_leaf(), any_leaf()), reference), ORIEL_OK);
		break;
	case 2:
		if (reference != NULL)
			assert_int_equal(oriel_append(list, reference), ORIEL_OK);
		break;
	case 3:
		oriel_destroy(reference);
		break;
	default:
		change_something(list);
	}
}

static void a_changed_long_list_is_that_from_scratch(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_set_style(scene.root, "overflow-y", "auto");
	oriel_widget *list = oriel_set(box_new(ORIEL_DIRECTION_COLUMN), .style = "flex-shrink: 0");
	keep_heights = true;
	with(scene.root, leaf_new(10, 10), list);
	for (int i = 0; i < 2500; i++) {
		/* around the number from which on lists are remembered, and above it */
		while (oriel_child_count(list) < 55)
			change_list(list);
		if (pick(100) == 0)
			for (int more = 0; more < 100; more++)
				oriel_append(list, any_leaf());
		if (pick(40) == 0)
			oriel_set_hidden(list, pick(2));
		for (unsigned more = pick(4); more > 0; more--)
			change_list(list);
		while (oriel_child_count(list) > 250)
			oriel_destroy(oriel_child_at(list, pick(250)));
		scene.size.width = 200 + (float)pick(20) / 19 * 50;
		scene_layout(&scene);
		char *changed = rects_of(scene.root), *by_flex = places_by_flex(&scene, list);
		relayout_all(&scene);
		char *fresh = rects_of(scene.root);
		assert_same_places(changed, fresh, "from scratch", i);
		assert_same_places(changed, by_flex, "by flex", i);
		free(changed);
		free(by_flex);
		free(fresh);
	}
	keep_heights = false;
	scene_close(&scene);
}

/* As a list whose height is given: what is not filled, or too much, goes to those that grow and
 * shrink. */
static void a_changed_long_list_of_a_given_height_is_that_from_scratch(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_set_style(scene.root, "overflow-y", "auto");
	while (oriel_child_count(scene.root) < 100)
		with(scene.root, any_leaf());
	for (int i = 0; i < 2000; i++) {
		change_list(scene.root);
		while (oriel_child_count(scene.root) > 150)
			oriel_destroy(oriel_child_at(scene.root, pick(150)));
		scene.size.height = pick(4) == 0 ? 5000 : 200;
		scene_layout(&scene);
		char *changed = rects_of(scene.root);
		struct oriel_scroll position = oriel_widget_scroll_position(scene.root);
		relayout_all(&scene);
		char *fresh = rects_of(scene.root);
		assert_same_places(changed, fresh, "from scratch", i);
		assert_float_equal(
			(float)position.max_y, (float)oriel_widget_scroll_position(scene.root).max_y, 0.01f);
		free(changed);
		free(fresh);
	}
	scene_close(&scene);
}

/* Each container is laid out once, and the message is logged once, whatever the kind. */
static void ten_thousand_levels_are_refused_in_linear_time(void **state) {
	enum { LEVELS = 10000 };
	static const char *const styles[] = { "", "flex-direction: column", "display: block",
		"display: grid", "flex-wrap: wrap", "flex-direction: column; flex-wrap: wrap",
		"display: grid; grid-template-columns: 1fr auto" };
	(void)state;
	for (size_t i = 0; i < sizeof(styles) / sizeof(styles[0]); i++) {
		struct scene scene;
		scene_open(&scene, 300, 200);
		oriel_widget *content = leaf_new(30, 20);
		for (int k = 0; k < LEVELS; k++)
			content = with(oriel_set(row(), .style = styles[i]), content);
		with(scene.root, content);
		expect_log("nested deeper than 1000 levels");
		scene_layout(&scene);
		assert_true(scene.tree.counts.laid_out <= 1000);
		oriel_set_style(content, "padding", "1px");
		scene_layout(&scene);
		assert_true(scene.tree.counts.laid_out <= 2000);
		scene_close(&scene);
	}
}

static void depth_limit_hides_widgets_and_loses_none(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *top = row(), *bottom = leaf_new(30, 20), *content = bottom;
	for (int i = 0; i < 3000; i++)
		content = with(row(), content);
	with(top, content);
	with(scene.root, top);
	expect_log("nested deeper than 1000 levels");
	scene_layout(&scene);
	assert_int_equal((int)oriel_widget_bounds(bottom).width, 0);
	leaf_resize(bottom, 40, 25);
	scene_layout(&scene);
	oriel_widget *near = bottom;
	for (int i = 0; i < 10; i++)
		near = oriel_parent(near);
	with(top, near);
	scene_layout(&scene);
	assert_int_equal((int)oriel_widget_bounds(bottom).width, 40);
	assert_int_equal((int)oriel_widget_bounds(bottom).height, 25);
	scene_close(&scene);
}

static void reinserted_subtree_is_placed_again(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *inner = with(
		row(), oriel_set(leaf_new(30, 20), .style = "position: absolute; left: 3px"));
	oriel_widget *outer = oriel_set(
		with(row(), oriel_set(inner, .style = "width: 0; height: 0")), .style = "height: 50px");
	with(scene.root, outer);
	scene_layout(&scene);
	oriel_remove(outer);
	scene_layout(&scene);
	with(scene.root, outer);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 300x50 [0,0 0x0 [3,0 30x20]]");
	scene_close(&scene);
}

static void part_arrange(oriel_widget *widget, struct oriel_rect content) {
	oriel_widget *knob = oriel_widget_first_shadow_child(widget);
	struct oriel_measurement of = oriel_widget_measure(knob, content.width);
	oriel_widget_place(
		knob, (struct oriel_rect){ content.width - of.width, 0, of.width, content.height });
}

/* Nobody has painted the list; so all of its rows wait. */
static void unpainted_rows_are_laid_out_on_demand(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 200, 100);
	oriel_set_style(scene.root, "overflow-y", "auto");
	for (int i = 0; i < 100; i++)
		with(scene.root,
			oriel_set(
				with(row(), oriel_set(leaf_new(10, 20), .style = "flex-grow: 1"), leaf_new(30, 20)),
				.style = "flex-shrink: 0"));
	oriel_widget *far = oriel_child_at(scene.root, 80), *leaf = oriel_last_child(far);
	scene_layout(&scene);
	assert_true(oriel_widget_bounds(far).y == 1600 && oriel_widget_bounds(far).width == 200);
	assert_true(oriel__node_of(leaf)->rect.width == 0);
	assert_true(oriel_widget_bounds(leaf).x == 170);
	assert_true(
		oriel_widget_window_bounds(oriel_first_child(oriel_child_at(scene.root, 7))).width == 170);
	scene.size.width = 300;
	oriel_widget_relayout(scene.root);
	scene_layout(&scene);
	assert_true(oriel__node_of(leaf)->rect.x == 170);
	assert_true(
		oriel_widget_window_bounds(leaf).x == 270 && oriel_widget_window_bounds(leaf).y == 1600);
	oriel_scroll_into_view(oriel_last_child(oriel_child_at(scene.root, 90)),
		.block = ORIEL_SCROLL_NEAREST);
	scene_layout(&scene);
	assert_true(oriel_widget_scroll_position(scene.root).y == 91 * 20 - 100);
	oriel_set_hidden(far, true);
	scene_layout(&scene);
	assert_true(oriel_widget_bounds(leaf).width == 0);
	oriel_set_hidden(far, false);
	scene.size.width = 400;
	oriel_widget_relayout(scene.root);
	scene_layout(&scene);
	assert_true(oriel_widget_bounds(leaf).x == 370);
	oriel_remove(far);
	assert_true(oriel_widget_bounds(leaf).width == 0);
	oriel_destroy(far);
	scene_close(&scene);
}

static void parts_stand_over_the_padding_box_and_take_no_room(void **state) {
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *host = oriel_set(with(row(), leaf_new(30, 20)), .style = "padding: 4px"),
				 *leaf = leaf_new(50, 10);
	oriel_widget *knob = oriel_set(leaf_new(8, 8), .style = "top: 0; right: 0"),
				 *free_part = leaf_new(5, 5);
	with(scene.root, host, leaf);
	assert_int_equal(oriel_widget_append_shadow_child(host, knob), ORIEL_OK);
	assert_int_equal(oriel_widget_append_shadow_child(leaf, free_part), ORIEL_OK);
	scene_layout(&scene);
	assert_rects(scene.root, "0,0 300x28 [4,4 30x20] | 0,28 300x10");
	assert_true(oriel_widget_bounds(knob).x == 292 && oriel_widget_bounds(knob).y == 0 &&
		oriel_widget_bounds(knob).width == 8);
	assert_true(
		oriel_widget_window_bounds(free_part).y == 28 && oriel_widget_bounds(free_part).width == 5);
	leaf_resize(knob, 20, 8);
	oriel_set_style(host, "width", "100px");
	scene_layout(&scene);
	assert_true(oriel_widget_bounds(knob).x == 80 && oriel_widget_bounds(knob).width == 20);
	oriel_set_hidden(knob, true);
	scene_layout(&scene);
	assert_true(oriel_widget_window_bounds(knob).width == 0);
	scene_close(&scene);
}

static void a_class_that_arranges_places_its_parts(void **state) {
	static const struct oriel_widget_class class = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "slider",
		.size = sizeof(struct oriel_widget_base),
		.flags = ORIEL_WIDGET_LEAF,
		.arrange = part_arrange,
	};
	struct scene scene;
	(void)state;
	scene_open(&scene, 300, 200);
	oriel_widget *slider = oriel_set(oriel_widget_new(&class), .style = "height: 30px"),
				 *knob = leaf_new(12, 5), *left_out = leaf_new(7, 7);
	oriel_widget_append_shadow_child(slider, knob);
	oriel_widget_append_shadow_child(slider, left_out);
	with(scene.root, slider, oriel_text_node("not shown"), leaf_new(1, 1));
	scene_layout(&scene);
	assert_true(oriel_widget_bounds(knob).x == 288 && oriel_widget_bounds(knob).width == 12 &&
		oriel_widget_bounds(knob).height == 30);
	assert_true(oriel_widget_window_bounds(left_out).width == 0);
	assert_true(oriel_widget_bounds(oriel_last_child(scene.root)).y == 30);
	scene_close(&scene);
}

/* As flex places few items, and as a column cache places many: sums of sizes that are floats, exact
 * in double. */
static void positions_are_exact_beyond_the_precision_of_a_float(void **state) {
	static const float heights[] = { 300000.1f, 33.3f, 20 };
	for (int rows = 10; rows <= 1000; rows *= 10) {
		struct scene scene;
		scene_open(&scene, 400, 300);
		oriel_set_style(scene.root, "gap", "0.7px");
		oriel_set_style(scene.root, "overflow-y", "auto");
		for (int i = 0; i < rows; i++)
			with(scene.root,
				styled(row(), "height: %.9gpx; flex-shrink: 0",
					(double)(i % 3 == 0 && i < 900 ? heights[0] : heights[i % 3])));
		scene_layout(&scene);
		double y = 0;
		for (oriel_widget *at = oriel_first_child(scene.root); at != NULL;
			at = oriel_next_sibling(at)) {
			const struct oriel__box *box = &oriel__node_of(at)->rect;
			assert_true(box->y == y);
			y += (double)box->height + (double)0.7f;
		}
		assert_true(rows < 1000 || y > 89e6);
		assert_float_equal(
			oriel_widget_scroll_position(scene.root).max_y, y - (double)0.7f - 300, 1e-6);
		scene_close(&scene);
	}
}

static void insets_are_exact_far_away(void **state) {
	struct scene scene;
	scene_open(&scene, 400, 300);
	oriel_widget *far = oriel_set(leaf_new(10, 20),
		.style = "margin-top: 5px; margin-left: 3px; position: absolute; top: -1e9px; left: 1e9px");
	oriel_widget *end = oriel_set(
		leaf_new(10, 20), .style = "position: absolute; right: 1e9px; bottom: 16777216px");
	with(scene.root, far, end);
	scene_layout(&scene);
	assert_true(oriel__node_of(far)->rect.x == 1e9 + 3 && oriel__node_of(far)->rect.y == -1e9 + 5);
	assert_true(oriel__node_of(end)->rect.x == 400 - 1e9 - 10 &&
		oriel__node_of(end)->rect.y == 300.0 - 16777216 - 20);
	scene_close(&scene);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(leaf_that_fits_is_measured_once),
		cmocka_unit_test(only_the_marked_leaf_is_measured_again),
		cmocka_unit_test(nesting_does_not_multiply_questions),
		cmocka_unit_test(a_changed_layout_is_that_from_scratch),
		cmocka_unit_test(a_row_that_goes_moves_the_rows_below_although_another_row_has_changed),
		cmocka_unit_test(a_long_column_follows_each_outer_member_of_a_style),
		cmocka_unit_test(a_changed_long_list_is_that_from_scratch),
		cmocka_unit_test(a_changed_long_list_of_a_given_height_is_that_from_scratch),
		cmocka_unit_test(ten_thousand_levels_are_refused_in_linear_time),
		cmocka_unit_test(depth_limit_hides_widgets_and_loses_none),
		cmocka_unit_test(reinserted_subtree_is_placed_again),
		cmocka_unit_test(unpainted_rows_are_laid_out_on_demand),
		cmocka_unit_test(parts_stand_over_the_padding_box_and_take_no_room),
		cmocka_unit_test(a_class_that_arranges_places_its_parts),
		cmocka_unit_test(positions_are_exact_beyond_the_precision_of_a_float),
		cmocka_unit_test(insets_are_exact_far_away));
}
