/* SPDX-License-Identifier: MIT */
/*
 * The order of painting and of hit testing, which must agree: a hit test returns the widget that is
 * drawn on top. Every widget has its own colour, so a pixel identifies the topmost widget.
 */
#include "chance.h"
#include "styled.h"
#include "input/pointer_internal.h"
#include "shrink.h"
#include "stage.h"

#include <stdio.h>

#include <oriel/extend/top_layer.h>

static uint32_t pixel(struct stage *stage, int x, int y) {
	oriel_window_update(stage->window);
	return oriel__headless_shown_pixel(stage_platform_window(stage), x, y) & 0xffffffu;
}

static oriel_widget *hit_at(struct stage *stage, int x, int y, bool *bar) {
	struct oriel__hit hit = oriel__hit_test(
		oriel__surface_of_window(stage->window), (float)x + 0.5f, (float)y + 0.5f);
	*bar = hit.has_bar;
	return hit.node != NULL ? oriel__widget_of(hit.node) : NULL;
}

static uint32_t color_of(const oriel_widget *widget) {
	return oriel_used_color(widget, ORIEL_PROPERTY_BACKGROUND_COLOR) >> 8;
}

/* Returns the id of the widget that is drawn and hit at a point, or "differs". */
static const char *at(struct stage *stage, int x, int y) {
	bool bar;
	oriel_widget *widget = hit_at(stage, x, y, &bar);
	return widget != NULL && color_of(widget) == pixel(stage, x, y) ?
		stage_id(oriel_widget_target(widget)) :
		"differs";
}

static oriel_widget *tile(const char *id, uint32_t color, float width, float height) {
	oriel_widget *widget = stage_flow_box();
	oriel_set_attribute(widget, "id", id);
	return styled(widget,
		"width: %gpx; height: %gpx; flex: 0 0 auto; background: #%06x; align-items: start",
		(double)width, (double)height, color);
}

static oriel_widget *floating(
	const char *id, uint32_t color, float x, float y, float width, float height) {
	return styled(tile(id, color, width, height), "position: absolute; left: %gpx; top: %gpx",
		(double)x, (double)y);
}

/* Creates two rows, a above b. */
static void make_rows(struct stage *stage, oriel_widget **a, oriel_widget **b) {
	oriel_set_style(stage->root, "flex-direction", "column");
	*a = tile("a", 0x100000, 100, 50);
	*b = tile("b", 0x200000, 100, 50);
	oriel_append(stage->root, *a);
	oriel_append(stage->root, *b);
}

static void an_absolute_child_is_over_siblings_in_the_flow_in_any_order(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_widget *menu = floating("menu", 0x300000, 10, 10, 50, 80);
	oriel_prepend(stage->root, menu);
	assert_string_equal(at(stage, 20, 20), "menu");
	assert_string_equal(at(stage, 20, 70), "menu");
	assert_string_equal(at(stage, 80, 70), "b");
	oriel_set_style(menu, "position", "static");
	assert_string_equal(at(stage, 20, 20), "menu");
	assert_string_equal(at(stage, 20, 90), "a");
	oriel_set_style(menu, "position", "absolute");
	assert_string_equal(at(stage, 20, 70), "menu");
	oriel_remove(menu);
	assert_string_equal(at(stage, 20, 70), "b");
	oriel_destroy(menu);
}

static void an_absolute_descendant_is_over_later_siblings_of_its_ancestors(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_widget *inner = styled(tile("inner", 0x400000, 80, 30), "position: relative");
	oriel_append(a, inner);
	oriel_append(inner, floating("menu", 0x300000, 10, 10, 50, 80));
	oriel_append(inner, tile("later", 0x500000, 40, 20));
	assert_string_equal(at(stage, 20, 15), "menu");
	assert_string_equal(at(stage, 20, 70), "menu");
	assert_string_equal(at(stage, 5, 5), "later");
	assert_string_equal(at(stage, 80, 70), "b");
}

static void absolute_siblings_are_in_tree_order(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_append(a, floating("first", 0x300000, 0, 0, 60, 90));
	oriel_append(b, floating("second", 0x400000, 30, 30, 60, 20));
	assert_string_equal(at(stage, 10, 40), "first");
	assert_string_equal(at(stage, 40, 40), "second");
	assert_string_equal(at(stage, 40, 60), "first");
	oriel_append(oriel_query(stage->root, "#first"), floating("inside", 0x500000, 20, 20, 60, 60));
	assert_string_equal(at(stage, 25, 25), "inside");
	assert_string_equal(at(stage, 40, 40), "second");
	assert_string_equal(at(stage, 70, 70), "inside");
}

static void clip_applies_to_absolute_descendants(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_set_style(a, "overflow-x", "hidden");
	oriel_set_style(a, "overflow-y", "hidden");
	oriel_set_style(a, "position", "relative");
	oriel_append(a, floating("menu", 0x300000, 10, 10, 50, 80));
	assert_string_equal(at(stage, 20, 20), "menu");
	assert_string_equal(at(stage, 20, 70), "b");
	oriel_set_style(b, "margin-top", "-30px");
	assert_string_equal(at(stage, 20, 30), "menu");
	assert_string_equal(at(stage, 80, 30), "a");
	oriel_set_style(a, "position", "static");
	assert_string_equal(at(stage, 80, 30), "b");
	assert_string_equal(at(stage, 20, 70), "menu");
}

static void a_shadow_child_is_over_absolute_children_and_later_siblings(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_append(a, floating("child", 0x300000, 0, 0, 60, 60));
	assert_int_equal(
		oriel_widget_append_shadow_child(a, floating("part", 0x400000, 20, 20, 60, 60)), ORIEL_OK);
	assert_string_equal(at(stage, 10, 55), "child");
	assert_string_equal(at(stage, 30, 30), "part");
	assert_string_equal(at(stage, 30, 70), "part");
}

static void list_that_scrolls_under_an_earlier_absolute_sibling_leaves_no_trace(void **state) {
	struct stage *stage = *state;
	oriel_widget *menu = floating("menu", 0x300000, 20, 20, 50, 30);
	oriel_append(stage->root, menu);
	oriel_widget *list = styled(
		tile("list", 0x400000, 100, 100), "overflow-y: auto");
	oriel_set_style(list, "flex-direction", "column");
	oriel_append(stage->root, list);
	for (uint32_t i = 0; i < 10; i++)
		oriel_append(list, tile("row", 0x500000 + (i << 4), 100, 25));
	assert_string_equal(at(stage, 30, 30), "menu");
	for (int y = 10; y < 60; y += 7) {
		oriel_scroll_to(list, .y = y);
		for (int i = 5; i < 100; i += 10)
			assert_string_equal(at(stage, 30, i), i >= 20 && i < 50 ? "menu" : "row");
	}
	oriel_set_style(menu, "left", "60px");
	oriel_scroll_to(list, .y = 80);
	for (int i = 5; i < 100; i += 10)
		assert_string_equal(at(stage, 30, i), "row");
	oriel_set_hidden(menu, true);
	oriel_scroll_to(list, .y = 40);
	for (int i = 5; i < 100; i += 10)
		assert_string_equal(at(stage, 70, i), "row");
}

/* A stacking context is drawn as a unit: its layers below 0, its flow, its other layers. */
static void z_index_orders_the_layers_of_a_context(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_widget *low = floating("low", 0x300000, 10, 10, 30, 80);
	oriel_widget *high = floating("high", 0x400000, 20, 10, 30, 80);
	oriel_append(a, high);
	oriel_append(a, low);
	assert_string_equal(at(stage, 25, 20), "low");
	oriel_set_style(high, "z-index", "1");
	assert_string_equal(at(stage, 25, 20), "high");
	oriel_set_style(low, "z-index", "-1");
	assert_string_equal(at(stage, 15, 20), "a");
	assert_string_equal(at(stage, 15, 120), "root");
	oriel_set_style(a, "isolation", "isolate");
	assert_string_equal(at(stage, 15, 20), "low");
	assert_string_equal(at(stage, 15, 70), "low");
	oriel_set_style(b, "z-index", "0");
	assert_string_equal(at(stage, 25, 70), "b");
	oriel_set_style(a, "isolation", "auto");
	assert_string_equal(at(stage, 25, 70), "high");
	oriel_set_style(a, "opacity", "0.99");
	bool bar;
	assert_ptr_equal(hit_at(stage, 25, 70, &bar), b);
}

static void z_index_of_a_static_child_of_a_block_container_has_no_effect(void **state) {
	struct stage *stage = *state;
	oriel_widget *box = styled(
		tile("box", 0x200000, 80, 80), "flex-direction: column; align-items: flex-start");
	oriel_widget *low = styled(tile("low", 0x300000, 40, 30), "z-index: 1; opacity: 0.99");
	oriel_widget *high = styled(tile("high", 0x400000, 40, 30), "margin-top: -20px");
	oriel_append(stage->root, box);
	oriel_append(box, low);
	oriel_append(box, high);
	struct oriel_rect bounds = oriel_widget_window_bounds(box);
	bool has_bar;
	float x = bounds.x + 5, y = bounds.y + 20;
	assert_ptr_equal(hit_at(stage, x, y, &has_bar), low);
	oriel_set_style(low, "opacity", "1");
	assert_string_equal(at(stage, (int)x, (int)y), "low");
	oriel_set_style(box, "display", "block");
	assert_string_equal(at(stage, (int)x, (int)y), "high");
	oriel_set_style(low, "position", "relative");
	assert_string_equal(at(stage, (int)x, (int)y), "low");
	oriel_set_style(low, "position", "static");
	oriel_set_style(high, "z-index", "-1");
	assert_string_equal(at(stage, (int)x, (int)y), "high");
	oriel_set_style(box, "display", "flex");
	assert_string_equal(at(stage, (int)x, (int)y), "low");
}

/* Only rows near the view keep their pictures. The pinned box is drawn with its row. */
static void a_box_that_escapes_from_a_row_far_below_is_drawn(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = styled(
		tile("list", 0x400000, 100, 100), "flex-direction: column; overflow-y: auto");
	oriel_append(stage->root, list);
	for (uint32_t i = 0; i < 100; i++)
		oriel_append(list, tile("row", 0x500000 + (i << 4), 100, 25));
	oriel_widget *row = oriel_child_at(list, 90);
	oriel_widget *pinned = floating("pinned", 0x300000, 150, 10, 30, 30);
	oriel_set_style(pinned, "position", "fixed");
	oriel_set_style(row, "isolation", "isolate");
	oriel_append(row, pinned);
	for (int y = 2200; y >= 0; y -= 1100) {
		oriel_scroll_to(list, .y = y);
		oriel_window_update(stage->window);
		assert_string_equal(at(stage, 160, 20), "pinned");
	}
	oriel_set_style(row, "opacity", "0");
	assert_int_equal(pixel(stage, 160, 20), color_of(stage->root));
	oriel_set_style(row, "opacity", "1");
	assert_string_equal(at(stage, 160, 20), "pinned");
	oriel_destroy(row);
	assert_string_equal(at(stage, 160, 20), "root");
}

/* The clip belongs to a box that does not contain the absolute child. */
static void a_context_that_is_clipped_away_is_hit_only_where_a_child_escapes(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_set_style(a, "overflow", "hidden");
	oriel_set_style(b, "display", "none");
	oriel_widget *context = styled(tile("context", 0x300000, 80, 200), "isolation: isolate");
	oriel_append(a, context);
	oriel_append(context, floating("child", 0x400000, 20, 60, 30, 30));
	assert_string_equal(at(stage, 10, 40), "context");
	assert_string_equal(at(stage, 25, 70), "child");
	assert_string_equal(at(stage, 10, 70), "root");
}

/* The fixed child stands where the flow places its parent, as in Chromium. */
static void a_static_position_does_not_follow_the_offset_of_a_sticky_parent(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_set_style(a, "position", "sticky");
	oriel_set_style(a, "top", "60px");
	oriel_append(a, styled(tile("child", 0x300000, 30, 30), "position: fixed"));
	assert_string_equal(at(stage, 10, 5), "child");
	assert_string_equal(at(stage, 10, 65), "a");
	oriel_prepend(stage->root, tile("first", 0x400000, 100, 40));
	assert_string_equal(at(stage, 10, 5), "first");
	assert_string_equal(at(stage, 10, 45), "child");
	assert_string_equal(at(stage, 10, 95), "a");
}

static void a_context_that_a_box_escapes_from_is_hidden_with_it(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_set_style(a, "isolation", "isolate");
	oriel_append(a, styled(tile("child", 0x300000, 30, 30), "position: fixed; left: 200px"));
	assert_string_equal(at(stage, 210, 15), "child");
	oriel_set_hidden(a, true);
	assert_string_equal(at(stage, 210, 15), "root");
	assert_string_equal(at(stage, 50, 15), "b");
	assert_string_equal(at(stage, 50, 65), "root");
}

static void a_new_clip_hides_a_box_that_stands_apart(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_widget *middle = tile("middle", 0x300000, 20, 20);
	oriel_set_style(a, "position", "relative");
	oriel_append(a, middle);
	oriel_append(middle, floating("child", 0x400000, 110, 10, 30, 30));
	assert_string_equal(at(stage, 115, 15), "child");
	oriel_set_style(a, "overflow", "clip");
	assert_string_equal(at(stage, 115, 15), "root");
	oriel_set_style(a, "overflow", "visible");
	assert_string_equal(at(stage, 115, 15), "child");
}

/* Boxes of 100 by 50 px; the child sticks out to the right and at the bottom. */
static void clip_applies_to_one_axis_alone(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_append(a, tile("inner", 0x300000, 150, 80));
	oriel_set_style(b, "opacity", "0");
	oriel_set_style(b, "pointer-events", "none");
	assert_string_equal(at(stage, 120, 70), "inner");
	oriel_set_style(a, "overflow-x", "clip");
	assert_string_equal(at(stage, 120, 20), "root");
	assert_string_equal(at(stage, 50, 70), "inner");
	oriel_set_style(a, "overflow-y", "clip");
	assert_string_equal(at(stage, 50, 70), "root");
	oriel_set_style(a, "overflow-x", "visible");
	assert_string_equal(at(stage, 120, 20), "inner");
	oriel_set_style(a, "overflow-y", "hidden"); /* so x becomes auto */
	assert_string_equal(at(stage, 120, 20), "root");
}

static void an_invisible_widget_shows_its_visible_children(void **state) {
	struct stage *stage = *state;
	oriel_widget *a, *b;
	make_rows(stage, &a, &b);
	oriel_widget *inner = tile("inner", 0x300000, 30, 30);
	oriel_append(b, inner);
	oriel_set_style(b, "visibility", "hidden");
	assert_string_equal(at(stage, 10, 60), "root");
	oriel_set_style(inner, "visibility", "visible");
	assert_string_equal(at(stage, 10, 60), "inner");
	assert_string_equal(at(stage, 60, 60), "root");
}

/* ---- At random ---- */

enum { STEP_SIZE = 4, MAX_TILES = 40, GRID_PX = 13 };

static struct chance chance;
static int names;

static oriel_widget *any_tile(oriel_widget *root) {
	oriel_widget *widget = root;
	for (uint32_t steps = roll(&chance, MAX_TILES); steps > 0; steps--) {
		oriel_widget *next = oriel_widget_next_in_tree(widget, root);
		widget = next != NULL ? next : root;
	}
	return widget;
}

static void restyle(oriel_widget *widget) {
	static const char *const positions[] = { "absolute", "relative", "fixed", "sticky" };
	switch (roll(&chance, 9)) {
	case 0:
		oriel_set_style(widget, "overflow-x", "hidden");
		oriel_set_style(widget, "overflow-y", "hidden");
		break;
	case 1:
		oriel_set_style(widget, "overflow-y", roll(&chance, 3) ? "auto" : "clip");
		break;
	case 2:
		oriel_set_hidden(widget, roll(&chance, 3) == 0);
		break;
	case 3:
		oriel_set_style(widget, "position", "static");
		break;
	case 4:
		oriel_set_style(widget, "z-index", "%d", (int)roll(&chance, 4) - 1);
		break;
	case 7:
		if (roll(&chance, 2) || oriel_parent(widget) == NULL)
			oriel_top_layer_remove(widget);
		else
			oriel_top_layer_add(widget, false);
		break;
	case 5:
		oriel_set_style(widget, "isolation", "%s", roll(&chance, 2) ? "isolate" : "auto");
		oriel_set_style(widget, "contain", "%s", roll(&chance, 2) ? "paint" : "none");
		break;
	default:
		oriel_set_style(widget, "position", "%s", positions[roll(&chance, 4)]);
		oriel_set_style(widget, "top", "%gpx", (float)roll(&chance, 120) - 20.0f);
		oriel_set_style(widget, "left", "%gpx", (float)roll(&chance, 120) - 20);
	}
}

static void change(struct stage *stage) {
	oriel_widget *widget = any_tile(stage->root);
	bool is_root = widget == stage->root;
	switch (roll(&chance, 6)) {
	case 0:
		if (!is_root)
			oriel_destroy(widget);
		break;
	case 1:
		oriel_scroll_by(widget, .x = (double)roll(&chance, 40) - 20, .y = (double)roll(&chance,
			40) - 20);
		break;
	case 2:
		if (!is_root)
			restyle(widget);
		break;
	case 3:
		if (!is_root && !oriel_widget_contains(widget, oriel_window_root(stage->window)))
			oriel_widget_move_before(stage->root, widget, oriel_first_child(stage->root));
		break;
	default: {
		oriel_widget *child = tile("tile", 0x000100u + (uint32_t)++names * 0x1111u,
			10 + (float)roll(&chance, 120), 10 + (float)roll(&chance, 80));
		oriel_set_style(child, "margin-top", "%gpx", (float)roll(&chance, 30) - 15.5f + 0.5f);
		oriel_set_style(child, "margin-left", "%gpx", (float)roll(&chance, 30) - 15.5f + 0.5f);
		if (roll(&chance, 3) == 0)
			restyle(child);
		if (roll(&chance, 12) == 0)
			oriel_widget_append_shadow_child(widget, child);
		else
			oriel_append(widget, child);
	}
	}
}

static bool agrees(struct stage *stage, bool print) {
	oriel_window_update(stage->window);
	for (int y = 2; y < 300; y += GRID_PX) {
		for (int x = 2; x < 400; x += GRID_PX) {
			bool bar;
			const oriel_widget *widget = hit_at(stage, x, y, &bar);
			uint32_t drawn = oriel__headless_shown_pixel(stage_platform_window(stage), x, y) &
				0xffffffu;
			if (bar || widget == NULL || drawn == color_of(widget))
				continue;
			if (print)
				fprintf(stderr, "at %d, %d: drawn is %06x, hit is %06x\n", x, y, (unsigned)drawn,
					(unsigned)color_of(widget));
			return false;
		}
	}
	return true;
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	void *state;
	bool ok = true;
	stage_setup(&state);
	struct stage *stage = state;
	oriel_set_style(stage->root, "background-color", "#ffffff");
	names = 0;
	for (size_t i = 0; i < count && ok; i++) {
		chance = chance_of_step(steps + i * STEP_SIZE, STEP_SIZE);
		if (print)
			print_step(steps + i * STEP_SIZE, STEP_SIZE, "");
		change(stage);
		ok = agrees(stage, print);
	}
	stage_teardown(&state);
	return ok;
}

static void hit_test_agrees_with_drawing(void **state) {
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 120, .seeds = 10, .play = play });
}

int main(void) {
	return RUN_TESTS(
		STAGE_TEST(an_absolute_child_is_over_siblings_in_the_flow_in_any_order),
		STAGE_TEST(an_absolute_descendant_is_over_later_siblings_of_its_ancestors),
		STAGE_TEST(absolute_siblings_are_in_tree_order),
		STAGE_TEST(clip_applies_to_absolute_descendants),
		STAGE_TEST(a_shadow_child_is_over_absolute_children_and_later_siblings),
		STAGE_TEST(z_index_orders_the_layers_of_a_context),
		STAGE_TEST(z_index_of_a_static_child_of_a_block_container_has_no_effect),
		STAGE_TEST(a_box_that_escapes_from_a_row_far_below_is_drawn),
		STAGE_TEST(a_context_that_is_clipped_away_is_hit_only_where_a_child_escapes),
		STAGE_TEST(a_static_position_does_not_follow_the_offset_of_a_sticky_parent),
		STAGE_TEST(a_context_that_a_box_escapes_from_is_hidden_with_it),
		STAGE_TEST(a_new_clip_hides_a_box_that_stands_apart),
		STAGE_TEST(clip_applies_to_one_axis_alone),
		STAGE_TEST(an_invisible_widget_shows_its_visible_children),
		STAGE_TEST(list_that_scrolls_under_an_earlier_absolute_sibling_leaves_no_trace),
		cmocka_unit_test(hit_test_agrees_with_drawing));
}
