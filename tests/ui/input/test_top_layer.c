/* SPDX-License-Identifier: MIT */
/*
 * The top layer: its place, its order in drawing and hit testing, and inert widgets.
 */
#include "styled.h"
#include "input/pointer_internal.h"
#include "stage.h"

#include <stdlib.h>

#include <oriel/extend/top_layer.h>
#include <oriel/ui/focus.h>

static oriel_widget *tile(oriel_widget *parent, const char *id, uint32_t color, const char *style) {
	oriel_widget *widget = stage_flow_box();
	oriel_set_attribute(widget, "id", id);
	oriel_append(parent, widget);
	return styled(widget, "background: #%06x; flex: none; %s", (unsigned)color, style);
}

/* Draws and hits: the id, or "differs". */
static const char *at(struct stage *stage, int x, int y) {
	stage_run(stage);
	struct oriel__hit hit = oriel__hit_test(
		oriel__surface_of_window(stage->window), (float)x + 0.5f, (float)y + 0.5f);
	if (hit.node == NULL)
		return "none";
	oriel_widget *widget = oriel__widget_of(hit.node);
	uint32_t drawn = oriel__headless_shown_pixel(stage_platform_window(stage), x, y) & 0xffffffu;
	return drawn == oriel_used_color(widget, ORIEL_PROPERTY_BACKGROUND_COLOR) >> 8 ?
		stage_id(oriel_widget_target(widget)) :
		"differs";
}

#define BOX "width: 50px; height: 40px;"

static void members_stand_over_everything_and_are_not_clipped(void **state) {
	struct stage *stage = *state;
	oriel_widget *list = tile(stage->root, "list", 0x100000,
		"width: 60px; height: 30px; overflow: hidden; position: relative; opacity: 0.999; "
		"z-index: -1");
	oriel_widget *menu = tile(list, "menu", 0x200000, BOX "inset: 20px auto auto 30px");
	tile(stage->root, "over", 0x300000, BOX "position: fixed; top: 20px; left: 40px; z-index: 9");
	assert_string_equal(at(stage, 50, 30), "over");
	oriel_top_layer_add(menu, false);
	assert_string_equal(at(stage, 50, 30), "menu");
	assert_string_equal(at(stage, 35, 55), "menu");
	assert_string_equal(at(stage, 85, 30), "over");
	assert_string_equal(oriel_computed_style(menu, "position"), "absolute");
	oriel_set_hidden(list, true);
	assert_string_equal(at(stage, 35, 55), "root");
	oriel_set_hidden(list, false);
	oriel_top_layer_remove(menu);
	assert_string_equal(at(stage, 50, 30), "over");
	assert_string_equal(at(stage, 35, 55), "root");
	assert_string_equal(oriel_computed_style(menu, "position"), "static");
}

static void members_are_in_the_order_of_their_addition(void **state) {
	struct stage *stage = *state;
	oriel_widget *a = tile(stage->root, "a", 0x100000, BOX "inset: 0 auto auto 0; z-index: 5");
	oriel_widget *b = tile(a, "b", 0x200000, BOX "inset: 10px auto auto 10px");
	assert_null(oriel_top_layer_topmost(a));
	oriel_top_layer_add(b, false);
	oriel_top_layer_add(a, false);
	assert_string_equal(at(stage, 20, 20), "a");
	assert_string_equal(at(stage, 55, 45), "b");
	oriel_top_layer_add(b, false);
	assert_string_equal(at(stage, 20, 20), "b");
	assert_ptr_equal(oriel_top_layer_topmost(a), b);
	assert_ptr_equal(oriel_top_layer_below(b), a);
	assert_null(oriel_top_layer_below(a));
	oriel_destroy(b);
	assert_string_equal(at(stage, 20, 20), "a");
	oriel_remove(a);
	assert_false(oriel_top_layer_has(a));
	assert_string_equal(at(stage, 20, 20), "root");
	oriel_destroy(a);
}

static void a_modal_member_makes_the_rest_inert(void **state) {
	struct stage *stage = *state;
	oriel_widget *field = tile(stage->root, "field", 0x100000, BOX);
	oriel_widget *dialog = tile(stage->root, "dialog", 0x200000, BOX "inset: 100px auto auto 0");
	oriel_widget *button = tile(dialog, "button", 0x300000, "width: 20px; height: 20px");
	oriel_widget_set_focusable(field, true);
	oriel_widget_set_focusable(button, true);
	oriel_focus(field);
	assert_ptr_equal(oriel_window_focused(stage->window), field);
	oriel_top_layer_add(dialog, true);
	assert_true(oriel_widget_is_inert(field) && !oriel_widget_is_inert(button));
	assert_true(oriel_widget_has_state(dialog, ORIEL_STATE_MODAL));
	stage_run(stage);
	assert_null(oriel_window_focused(stage->window));
	oriel_focus(field);
	assert_null(oriel_window_focused(stage->window));
	oriel_focus(button);
	assert_ptr_equal(oriel_window_focused(stage->window), button);
	assert_string_equal(at(stage, 5, 105), "button");
	struct oriel__hit hit = oriel__hit_test(oriel__surface_of_window(stage->window), 5, 5);
	assert_ptr_equal(oriel__widget_of(hit.node), dialog); /* its backdrop */
	oriel_top_layer_remove(dialog);
	assert_false(oriel_widget_is_inert(field));
	assert_false(oriel_widget_has_state(dialog, ORIEL_STATE_MODAL));
	assert_string_equal(at(stage, 5, 5), "field");
}

static void exempt_members_stand_above_modal_ones_and_are_not_inert(void **state) {
	struct stage *stage = *state;
	oriel_widget *plain = tile(stage->root, "plain", 0x100000, BOX);
	oriel_widget *exempt = tile(stage->root, "exempt", 0x200000, BOX);
	oriel_widget *inner = tile(exempt, "inner", 0x300000, "width: 20px; height: 20px");
	oriel_widget *dialog = tile(stage->root, "dialog", 0x400000, BOX);
	assert_breaks("call oriel_top_layer_add() first", oriel_top_layer_set_exempt(exempt, true));
	oriel_top_layer_add(exempt, false);
	oriel_top_layer_set_exempt(exempt, true);
	assert_true(oriel_top_layer_is_exempt(exempt) && !oriel_top_layer_is_exempt(plain));
	oriel_top_layer_add(plain, false);
	oriel_top_layer_add(dialog, true);
	stage_run(stage);
	assert_ptr_equal(oriel_top_layer_topmost(stage->root), exempt);
	assert_ptr_equal(oriel_top_layer_below(exempt), dialog);
	assert_ptr_equal(oriel_top_layer_below(dialog), plain);
	assert_false(oriel_widget_is_inert(inner) || oriel_widget_is_inert(dialog));
	assert_true(oriel_widget_is_inert(plain));
	assert_string_equal(at(stage, 5, 5), "inner");
	oriel_set_attribute(exempt, "inert", "");
	assert_true(oriel_widget_is_inert(inner));
	oriel_set_attribute(exempt, "inert", NULL);
	oriel_top_layer_set_exempt(exempt, false);
	assert_true(oriel_widget_is_inert(inner));
}

static void inert_widgets_are_not_hit_focused_or_described(void **state) {
	struct stage *stage = *state;
	oriel_widget *outer = tile(stage->root, "outer", 0x100000, BOX);
	oriel_widget *inner = tile(outer, "inner", 0x200000, "width: 20px; height: 20px");
	oriel_widget_set_focusable(inner, true);
	oriel_set_attribute(inner, "aria-label", "inside");
	oriel_focus(inner);
	assert_string_equal(at(stage, 5, 5), "inner");
	oriel_set_attribute(outer, "inert", "");
	stage_run(stage);
	struct oriel__hit hit = oriel__hit_test(oriel__surface_of_window(stage->window), 5, 5);
	assert_ptr_equal(oriel__widget_of(hit.node), stage->root);
	assert_null(oriel_window_focused(stage->window));
	char *text = oriel_widget_describe_tree(stage->root);
	assert_null(strstr(text, "inside"));
	free(text);
	oriel_top_layer_add(inner, true); /* a modal member escapes from inert ancestors */
	assert_false(oriel_widget_is_inert(inner));
	oriel_focus(inner);
	assert_ptr_equal(oriel_window_focused(stage->window), inner);
	oriel_set_attribute(outer, "inert", NULL);
}

static uint32_t pixel(struct stage *stage, int x, int y) {
	oriel_window_update(stage->window);
	return oriel__headless_shown_pixel(stage_platform_window(stage), x, y) & 0xffffffu;
}

static void a_backdrop_covers_the_window_below_its_member(void **state) {
	struct stage *stage = *state;
	oriel_set_style(stage->root, "background", "#ffffff");
	oriel_window_add_sheet(stage->window,
		oriel_sheet_parse("#a::backdrop { background: #0000ff } "
						"#a.dim::backdrop { background: #000000; opacity: 0.2 }"));
	oriel_widget *a = tile(stage->root, "a", 0x100000, BOX "inset: 0 auto auto 0");
	oriel_widget *b = tile(stage->root, "b", 0x200000, BOX "inset: 90px auto auto 0");
	oriel_top_layer_add(b, false);
	assert_int_equal(pixel(stage, 5, 100), 0x200000);
	oriel_top_layer_add(a, false);
	assert_int_equal(pixel(stage, 5, 100), 0x0000ff);
	assert_int_equal(pixel(stage, 200, 200), 0x0000ff);
	assert_int_equal(pixel(stage, 5, 5), 0x100000);
	oriel_add_class(a, "dim");
	assert_int_equal(pixel(stage, 200, 200), 0xcccccc);
	oriel_top_layer_add(b, false);
	assert_int_equal(pixel(stage, 5, 100), 0x200000);
	oriel_set_hidden(a, true);
	assert_int_equal(pixel(stage, 200, 200), 0xffffff);
	oriel_set_hidden(a, false);
	assert_int_equal(pixel(stage, 200, 200), 0xcccccc);
	oriel_top_layer_remove(a);
	assert_int_equal(pixel(stage, 200, 200), 0xffffff);
	oriel_top_layer_add(a, false);
	assert_int_equal(pixel(stage, 200, 200), 0xcccccc);
	oriel_destroy(a);
	assert_int_equal(pixel(stage, 200, 200), 0xffffff);
}

int main(void) {
	return RUN_TESTS(STAGE_TEST(members_stand_over_everything_and_are_not_clipped),
		STAGE_TEST(members_are_in_the_order_of_their_addition),
		STAGE_TEST(a_modal_member_makes_the_rest_inert),
		STAGE_TEST(exempt_members_stand_above_modal_ones_and_are_not_inert),
		STAGE_TEST(a_backdrop_covers_the_window_below_its_member),
		STAGE_TEST(inert_widgets_are_not_hit_focused_or_described));
}
