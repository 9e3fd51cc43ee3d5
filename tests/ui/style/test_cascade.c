/* SPDX-License-Identifier: MIT */
/*
 * The cascade over sheets: origins, layers, importance, levels, conditions, custom properties,
 * shadow trees; and the cost of styling.
 */
#include "test.h"

#include <oriel/extend/paragraph.h>
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/node.h>
#include <oriel/ui/set.h>

#include "style/style_state_internal.h"

#include <stdio.h>

#define CLASS(type) \
	{ .abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base) }

static const struct oriel_widget_class box_class = CLASS("box"), row_class = CLASS("row");
static const struct oriel__tree_class tree_class = { 0 };

static int begin(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	return 0;
}

static int end(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}

#define CASCADE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static oriel_sheet_id add(const char *text) {
	return oriel__style_add_sheet(
		oriel_loop_current(), oriel_sheet_parse(text, .name = "sheet"), NULL);
}

static void add_toolkit(const char *text) {
	oriel__sheet_use(oriel__style_state(oriel_loop_current()),
		oriel_sheet_parse(text, .name = "kit"), ORIEL__ORIGIN_TOOLKIT, NULL, NULL);
}

static oriel_widget *box_new(oriel_widget *parent, const char *classes) {
	oriel_widget *box = oriel_set(oriel_widget_new(&box_class), .classes = classes);
	if (parent != NULL)
		oriel_append(parent, box);
	return box;
}

#define assert_style(widget, property, expected) \
	assert_string_equal(oriel_computed_style(widget, property), expected)

static void later_layers_win_and_unlayered_rules_over_all(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add("@layer low, high;"
		"@layer high { .a { width: 1px; height: 1px } }"
		"@layer low { #x.a, box.a { width: 2px; height: 2px; top: 2px !important } }"
		"@layer high { .a { top: 3px !important; left: 3px } }"
		"box { height: 4px }");
	assert_style(box, "width", "1px");
	assert_style(box, "height", "4px");
	assert_style(box, "top", "2px"); /* the first layer is the last in importance */
	assert_style(box, "left", "3px");
	oriel_destroy(box);
}

static void layers_with_one_name_are_merged_across_sheets(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add("@layer one, two; @layer two { .a { width: 2px } }");
	add("@layer one { .a { width: 1px } } @layer two.inner { .a { width: 3px } }");
	assert_style(box, "width", "2px"); /* a layer wins over its sublayers */
	oriel_destroy(box);
}

/* Source: Cascade 5, §6.4.3: the order of layers in two media. */
static void places_of_layers_count_while_their_condition_holds(void **state) {
	struct oriel__media wide = { .width = 600, .height = 300, .resolution = 1, .font_size = 14 };
	struct oriel__media narrow = wide;
	narrow.width = 300;
	struct oriel__tree trees[2] = { { .tree_class = &tree_class, .media = &wide },
		{ .tree_class = &tree_class, .media = &narrow } };
	oriel_widget *boxes[2] = { box_new(NULL, "a"), box_new(NULL, "a") };
	add("@media (min-width: 500px) { @layer b; } @layer a { .a { width: 1px } }"
		"@layer b { .a { width: 2px; height: 2px !important } }"
		"@media (min-width: 9000px) { @layer c; @media (min-width: 1px) { @layer d } }"
		"@layer d { .a { height: 3px !important; top: 3px } } @layer c { .a { top: 4px } }"
		"@layer a { .a { height: 1px !important } }");
	for (int i = 0; i < 2; i++)
		oriel__tree_set_root(&trees[i], oriel__node_of(boxes[i]));
	for (int round = 0; round < 2; round++) { /* both trees restyle in turn */
		assert_style(boxes[0], "width", "1px"); /* b, a, d, c */
		assert_style(boxes[0], "height", "2px");
		assert_style(boxes[0], "top", "4px");
		assert_style(boxes[1], "width", "2px"); /* a, b, d, c */
		assert_style(boxes[1], "height", "1px");
		assert_style(boxes[1], "top", "4px");
		for (int i = 0; i < 2; i++)
			oriel_add_class(boxes[i], "b");
		add(".b { order: 1 }");
	}
	const struct oriel__media before = wide;
	wide.width = 400;
	oriel__style_media_changed(&trees[0], &before);
	assert_style(boxes[0], "width", "2px");
	for (int i = 0; i < 2; i++) {
		oriel__tree_set_root(&trees[i], NULL);
		oriel_destroy(boxes[i]);
	}
}

static void importance_reverses_origins(void **state) {
	oriel_widget *box = oriel_set(box_new(NULL, "a"), .style = "width: 5px; top: 5px !important");
	add_toolkit("box { width: 1px; height: 1px !important; top: 1px }");
	add("box { width: 2px !important; height: 2px !important; top: 2px !important }");
	assert_style(box, "width", "2px");
	assert_style(box, "height", "1px");
	assert_style(box, "top", "5px");
	oriel_destroy(box);
}

static void cascade_keywords_restore_weaker_values(void **state) {
	oriel_widget *outer = oriel_set(box_new(NULL, "outer"), .style = "padding: 9px; color: red");
	oriel_widget *box = box_new(outer, "a");
	add_toolkit("box { width: 1px; gap: 1px }");
	add("@layer x { .a { height: 2px } }"
		".a { width: revert; gap: initial; padding: inherit; color: unset; height: revert-layer }");
	assert_style(box, "width", "1px");
	assert_style(box, "column-gap", "normal");
	assert_style(box, "padding-left", "9px");
	assert_style(box, "color", "rgb(255, 0, 0)");
	assert_style(box, "height", "2px");
	oriel_set_style(outer, "padding", "7px");
	assert_style(box, "padding-left", "7px");
	oriel_destroy(outer);
}

static void custom_properties_are_inherited_and_substituted(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add(".outer { --gap: 4px; --twice: calc(var(--gap) * 2) }"
		".a { gap: var(--twice); padding: var(--none, 3px) var(--gap); width: var(--none) }");
	assert_style(box, "column-gap", "8px");
	assert_style(box, "padding", "3px 4px");
	assert_style(box, "width", "auto");
	assert_style(box, "--gap", "4px");
	oriel_set_style(outer, "--gap", "5px");
	assert_style(box, "padding-left", "5px");
	assert_style(box, "column-gap", "10px");
	oriel_destroy(outer);
}

static void cycles_of_custom_properties_have_no_value(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add(".a { --a: var(--b); --b: var(--c, 1px); --c: var(--a); --d: var(--a, 2px); --e: var(--e);"
		"width: var(--a, 3px); height: var(--d); top: var(--e, 4px) }");
	assert_style(box, "--a", "");
	assert_style(box, "--b", "");
	assert_style(box, "width", "3px");
	assert_style(box, "height", "2px");
	assert_style(box, "top", "4px");
	oriel_destroy(box);
}

static void registered_properties_have_types(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add("@property --size { syntax: '<length>'; inherits: false; initial-value: 6px }"
		".outer { --size: 2em; font-size: 10px } .a { width: var(--size) }"
		".outer { height: var(--size) }");
	assert_style(outer, "height", "20px");
	assert_style(outer, "--size", "20px");
	assert_style(box, "width", "6px");
	oriel_set_style(outer, "--size", "red");
	assert_style(outer, "height", "6px");
	oriel_destroy(outer);
}

static void registered_colors_and_lengths_are_computed(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add("@property --ink { syntax: '<color>'; inherits: true; initial-value: #102030 }"
		"@property --size { syntax: '<length>'; inherits: false; initial-value: 1px }"
		".outer { font-size: 10px; color-scheme: dark }"
		".a { --ink: light-dark(red, lime); --size: 2rem; font-size: 40px }");
	assert_style(outer, "--ink", "rgb(16, 32, 48)");
	assert_style(box, "--ink", "rgb(0, 255, 0)");
	assert_style(box, "--size", "20px");
	oriel_destroy(outer);
}

static void keywords_from_variables_apply_to_custom_properties(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add(".outer { --a: 1px; --b: 2px }"
		".a { --a: var(--none, initial); --b: var(--none, inherit) }");
	assert_style(box, "--a", "");
	assert_style(box, "--b", "2px");
	oriel_destroy(outer);
}

static void functions_of_the_current_color_are_inherited_as_functions(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add(".outer { color: red; caret-color: rgb(from currentcolor r g b / .5) } .a { color: blue }");
	assert_style(outer, "caret-color", "rgba(255, 0, 0, 0.5)");
	assert_style(box, "caret-color", "rgba(0, 0, 255, 0.5)");
	oriel_destroy(outer);
}

static void the_initial_color_follows_the_color_scheme(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add(".outer { color-scheme: dark } .a { color: initial; background-color: canvastext }");
	assert_style(box, "background-color", "rgb(232, 234, 237)");
	assert_style(box, "color", "rgb(232, 234, 237)");
	assert_style(outer, "color", "rgb(232, 234, 237)");
	oriel_destroy(outer);
}

static void calculations_of_numbers_are_computed(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add(".a { font-weight: calc(300 + 250); opacity: calc(20% + 30%) }");
	assert_style(box, "font-weight", "550");
	assert_style(box, "opacity", "0.5");
	oriel_destroy(box);
}

static void rem_of_an_empty_root_font_is_zero(void **state) {
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	add(".outer { font-size: 0 } .a { font-size: 10px; width: 2rem }");
	assert_style(box, "width", "0px");
	oriel_destroy(outer);
}

static void resolved_values_are_used_values(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add(".a { font-size: 10px; line-height: 1.5; color: red; border: 2px solid;"
		"border-top-style: none; box-shadow: 1px 2px }");
	assert_style(box, "line-height", "15px");
	assert_style(box, "border-top-width", "0px");
	assert_style(box, "border-left-width", "2px");
	assert_style(box, "box-shadow", "rgb(255, 0, 0) 1px 2px 0px 0px");
	oriel_destroy(box);
}

static void units_follow_font_root_and_window(void **state) {
	struct oriel__media media = { .width = 400, .height = 200, .resolution = 1, .font_size = 14 };
	struct oriel__tree tree = { .tree_class = &tree_class, .media = &media };
	oriel_widget *root = box_new(NULL, "root"), *box = box_new(root, "a");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	add(".root { font-size: 20px } .a { font-size: 2em; width: 1em; height: 1rem; top: 10vw;"
		"left: max(10vh, 1px) } @media (min-width: 500px) { .a { gap: 1px } }");
	assert_style(box, "width", "40px");
	assert_style(box, "height", "20px");
	assert_style(box, "top", "40px");
	assert_style(box, "left", "20px");
	oriel_set_style(root, "font-size", "10px");
	oriel__style_update(&tree);
	assert_style(box, "height", "10px");
	struct oriel__media before = media;
	media.width = 450;
	oriel__style_media_changed(&tree, &before);
	assert_style(box, "top", "45px");
	before = media;
	media.width = 500;
	oriel__style_media_changed(&tree, &before);
	assert_style(box, "column-gap", "1px");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* The width and the height of "0". */
static struct oriel_size size_of_zero(float font_size, int weight) {
	const struct oriel_text_style style = {
		.family = "system-ui", .size = font_size, .weight = weight
	};
	oriel_paragraph *zero = oriel_paragraph_new("0", 1, &style);
	struct oriel_size size = oriel_paragraph_size(zero);
	oriel_paragraph_destroy(zero);
	return size;
}

static float used(const oriel_widget *widget, enum oriel_property property) {
	return oriel_used_length(widget, property);
}

static void units_of_the_font_are_measured(void **state) {
	oriel_widget *outer = oriel_set(box_new(NULL, NULL), .style = "font-size: 20px");
	oriel_widget *box = oriel_set(box_new(outer, NULL),
		.style = "font-size: 10ch; width: 3ch; height: 2lh; font-weight: 700");
	struct oriel_size around = size_of_zero(20, 400);
	float font_size = used(box, ORIEL_PROPERTY_FONT_SIZE);
	struct oriel_size own = size_of_zero(font_size, 700);
	assert_float_equal(font_size, 10 * around.width, 0.01);
	assert_float_equal(used(box, ORIEL_PROPERTY_WIDTH), 3 * own.width, 0.01);
	assert_float_equal(used(box, ORIEL_PROPERTY_HEIGHT), 2 * own.height, 0.01);
	oriel_set(box, .style = "line-height: 1.5; font-size: 10px; height: calc(1lh + 1px)");
	assert_float_equal(used(box, ORIEL_PROPERTY_HEIGHT), 16, 0.01);
	oriel_set(outer, .style = "font-size: 20px; line-height: 30px");
	oriel_set(box, .style = "line-height: 2lh; height: 1lh");
	assert_float_equal(used(box, ORIEL_PROPERTY_HEIGHT), 60, 0.01);
	oriel_destroy(outer);
}

static void light_and_dark_follow_the_scheme(void **state) {
	struct oriel__media media = { .width = 400, .height = 200, .resolution = 1, .font_size = 14 };
	struct oriel__tree tree = { .tree_class = &tree_class, .media = &media };
	oriel_widget *root = box_new(NULL, "root"), *box = box_new(root, "a");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	add(":root { color-scheme: light dark; --c: light-dark(red, blue) } .a { color: var(--c) }");
	assert_style(box, "color", "rgb(255, 0, 0)");
	struct oriel__media before = media;
	media.color_scheme = ORIEL__SCHEME_DARK;
	oriel__style_media_changed(&tree, &before);
	assert_style(box, "color", "rgb(0, 0, 255)");
	oriel_set_style(root, "color-scheme", "light");
	assert_style(box, "color", "rgb(255, 0, 0)");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static void subtree_sheets_win_and_end_at_their_subtree(void **state) {
	oriel_widget *root = box_new(NULL, "root"), *outer = box_new(root, "outer"),
				 *inner = box_new(outer, "inner"), *leaf = box_new(inner, "leaf"),
				 *other = box_new(root, "leaf");
	oriel_widget_add_sheet(inner, oriel_sheet_parse(".leaf { width: 3px } :scope { top: 1px }"));
	oriel_sheet_id id = oriel_widget_add_sheet(
		outer, oriel_sheet_parse(".leaf { width: 2px; height: 2px }"));
	add(".leaf { width: 1px; height: 1px; gap: 1px }");
	assert_style(leaf, "width", "3px");
	assert_style(leaf, "height", "2px");
	assert_style(leaf, "column-gap", "1px");
	assert_style(other, "width", "1px");
	assert_style(inner, "top", "1px");
	assert_style(outer, "top", "auto");
	assert_true(oriel_sheet_remove(id));
	assert_false(oriel_sheet_remove(id));
	assert_style(leaf, "height", "1px");
	oriel_destroy(inner);
	oriel_destroy(root);
}

static void sheets_of_an_owner_reach_its_trees_and_widgets_in_none(void **state) {
	int one, other;
	struct oriel__tree tree = { .tree_class = &tree_class, .owner = &one };
	oriel_widget *root = box_new(NULL, "a"), *orphan = box_new(NULL, "a");
	uint64_t id = oriel__style_add_owner_sheet(*state,
		oriel_sheet_parse(".a { width: 1px }", .name = "one"), &one);
	oriel__style_add_owner_sheet(
		*state, oriel_sheet_parse(".a { height: 2px }", .name = "other"), &other);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	assert_style(root, "width", "1px");
	assert_style(root, "height", "auto");
	assert_style(orphan, "height", "2px");
	oriel__style_remove_owner_sheets(*state, &other);
	assert_style(orphan, "height", "auto");
	assert_non_null(oriel_sheet_from_id(id));
	oriel__style_remove_owner_sheets(*state, &one);
	assert_null(oriel_sheet_from_id(id));
	assert_style(root, "width", "auto");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
	oriel_destroy(orphan);
}

static void sheets_are_replaced_and_moved_while_running(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	oriel_sheet_id first = add(".a { width: 1px }"), second = add(".a { width: 2px }");
	assert_style(box, "width", "2px");
	assert_true(oriel_sheet_move(second, 0));
	assert_style(box, "width", "1px");
	assert_true(oriel_sheet_replace(first, oriel_sheet_parse(".a { height: 3px }")));
	assert_style(box, "width", "2px");
	assert_style(box, "height", "3px");
	assert_true(oriel_sheet_remove(first));
	assert_false(oriel_sheet_replace(first, oriel_sheet_parse("")));
	assert_null(oriel_sheet_from_id(first));
	assert_style(box, "height", "auto");
	oriel_destroy(box);
}

static void programs_style_shadow_trees_only_by_part(void **state) {
	oriel_widget *host = box_new(NULL, "host"), *part = box_new(NULL, "knob");
	oriel_set_attribute(part, "part", "knob thumb");
	oriel_widget_append_shadow_child(host, part);
	oriel_widget *inner_host = oriel_widget_new(&row_class), *inner = box_new(NULL, "x");
	oriel_set_attribute(inner, "part", "dot");
	oriel_set_attribute(inner_host, "exportparts", "dot: mark");
	oriel_add_class(inner_host, "inner");
	oriel_widget_append_shadow_child(inner_host, inner);
	oriel_widget_append_shadow_child(host, inner_host);
	add("*, :root, .knob { width: 9px } .host::part(knob) { height: 1px }"
		".host::part(knob thumb):hover { gap: 2px } ::part(mark) { top: 3px }"
		"::part(dot) { left: 4px } .inner::part(dot) { right: 6px }");
	add_toolkit(".knob { min-width: 5px }");
	assert_style(host, "width", "9px");
	assert_style(part, "width", "auto");
	assert_style(part, "height", "1px");
	assert_style(part, "min-width", "5px");
	assert_style(part, "column-gap", "normal");
	oriel_widget_set_state(part, ORIEL_STATE_HOVER, true);
	assert_style(part, "column-gap", "2px");
	assert_style(inner, "top", "3px");
	assert_style(inner, "left", "auto");
	assert_style(inner, "right", "auto");
	oriel_set_attribute(inner_host, "exportparts", "dot");
	assert_style(inner, "top", "auto");
	assert_style(inner, "left", "4px");
	oriel_remove_class(host, "host");
	assert_style(part, "height", "auto");
	oriel_destroy(host);
}

static void sheets_of_a_class_style_its_hosts_from_inside(void **state) {
	static const char *const sheets[] = {
		":host { width: 1px; height: 1px !important; gap: 1px } :host(.a) { top: 2px }"
		".in { left: 3px } :host(.a) > .in { right: 4px }"
		"knob-box::part(in) { bottom: 5px } .in.in.in { bottom: 6px }",
		NULL
	};
	static const struct oriel_widget_class host_class = { .abi = ORIEL_WIDGET_ABI,
		.name = "knob-box",
		.size = sizeof(struct oriel_widget_base),
		.sheets = sheets };
	oriel_widget *host = oriel_set(oriel_widget_new(&host_class), .classes = "a");
	oriel_widget *in = box_new(NULL, "in"), *other = box_new(NULL, "a");
	oriel_set_attribute(in, "part", "in");
	oriel_widget_append_shadow_child(host, in);
	add_toolkit("knob-box { width: 7px; height: 7px !important }");
	assert_style(host, "width", "7px");  /* from outside */
	assert_style(host, "height", "1px"); /* important: from inside */
	assert_style(host, "column-gap", "1px");
	assert_style(host, "top", "2px");
	assert_style(in, "left", "3px");
	assert_style(in, "right", "4px");
	assert_style(in, "bottom", "5px");
	assert_style(in, "top", "auto");
	assert_style(other, "top", "auto"); /* of another class */
	add("knob-box { gap: 8px } :host { gap: 9px }");
	assert_style(host, "column-gap", "8px");
	oriel_remove_class(host, "a");
	assert_style(host, "top", "auto");
	assert_style(in, "right", "auto");
	oriel_destroy(host);
	oriel_destroy(other);
}

static void explaining_lists_the_winner_first(void **state) {
	oriel_widget *box = oriel_set(box_new(NULL, "a"), .style = "width: 4px");
	add_toolkit("box { width: 1px }");
	add("box.a { width: 3px }\n.a { width: var(--w) !important }");
	assert_string_equal(oriel_style_explain(box, "width"),
		"sheet:2:1: .a: width: var(--w) !important\n"
		"inline style: width: 4px\n"
		"sheet:1:1: box.a: width: 3px\n"
		"toolkit, kit:1:1: box: width: 1px\n");
	assert_string_equal(oriel_style_explain(box, "height"), "");
	oriel_destroy(box);
}

/* ---- Cost ---- */

static void rows_with_one_inline_text_cost_one_parse_and_one_match(void **state) {
	enum { ROWS = 1000 };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = box_new(NULL, "root");
	add(".row { padding: 2px } .root .row { gap: 1px } .never .row { top: 1px }");
	for (int i = 0; i < ROWS; i++)
		oriel_set(box_new(root, "row"), .style = "width: 8px");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	const struct oriel__style_counts *counts = oriel__style_counts(*state);
	oriel__style_update(&tree);
	assert_int_equal(counts->parsed, 1);
	assert_int_equal(counts->matched, 2);
	assert_int_equal(counts->shared, ROWS - 1);
	assert_int_equal(counts->computed, 2);
	assert_int_equal(counts->tried, 2); /* the filter excludes the third selector */
	struct oriel__style_counts before = *counts;
	oriel_add_class(oriel_child_at(root, 500), "other");
	oriel__style_update(&tree);
	assert_int_equal(counts->matched - before.matched, 0); /* no rule names the class */
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* A node that goes back to a former state finds its former values, unless many others were computed
 * in between. */
static void going_back_to_a_state_computes_nothing(void **state) {
	enum { OTHERS = ORIEL__RECENT_COMPUTED + 1 };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = box_new(NULL, "root"), *box = box_new(root, "box");
	add(".root { --w: 3px } .box { width: var(--w) } .box:hover { width: 5px }");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	const struct oriel__style_counts *counts = oriel__style_counts(*state);
	oriel__style_update(&tree);
	for (int step = 0; step < 4; step++) {
		uint64_t before = counts->computed;
		oriel_widget_set_state(box, ORIEL_STATE_HOVER, step % 2 == 0);
		oriel__style_update(&tree);
		assert_style(box, "width", step % 2 == 0 ? "5px" : "3px");
		assert_int_equal(counts->computed - before, step == 0 ? 1 : 0);
	}
	for (int i = 0; i < OTHERS; i++) {
		oriel_set_style(box, "height", "%dpx", i);
		oriel__style_update(&tree);
	}
	uint64_t before = counts->computed;
	oriel_set_style(box, "height", NULL);
	oriel__style_update(&tree);
	assert_int_equal(counts->computed - before, 1);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* Values of former rules are never used again. */
static void a_further_sheet_makes_former_values_invalid(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add(".a { width: 1px } .a:hover { width: 2px }");
	assert_style(box, "width", "1px");
	oriel_widget_set_state(box, ORIEL_STATE_HOVER, true);
	assert_style(box, "width", "2px");
	add(".a:not(:hover) { width: 3px }");
	oriel_widget_set_state(box, ORIEL_STATE_HOVER, false);
	assert_style(box, "width", "3px");
	oriel_destroy(box);
}

/* The longhands of a shorthand with var() are parsed from one substituted text. */
static void longhands_of_one_text_have_their_own_values(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	add(".a { --a: 1px; --b: 2px 3px; padding: var(--a) var(--b); margin: 4px var(--none);"
		" border: var(--a) solid #112233; border-left: var(--a) solid #445566 }");
	assert_style(box, "padding-top", "1px");
	assert_style(box, "padding-right", "2px");
	assert_style(box, "padding-bottom", "3px");
	assert_style(box, "padding-left", "2px");
	assert_style(box, "margin-top", "0px");
	assert_style(box, "border-top-color", "rgb(17, 34, 51)");
	assert_style(box, "border-left-color", "rgb(68, 85, 102)");
	oriel_destroy(box);
}

/* A change of a row tests only the rules that name ancestors of the row. */
static void rules_that_no_ancestor_needs_cost_nothing(void **state) {
	enum { RULES = 300, ROWS = 60, LOOKS = 10 };
	struct oriel__tree tree = { .tree_class = &tree_class };
	struct oriel__css_writer text = { 0 };
	oriel_widget *root = box_new(NULL, "p7"), *row = NULL;
	char piece[160];
	for (int i = 0; i < RULES; i++) {
		snprintf(piece, sizeof(piece),
			".p%d .row { width: %dpx } .row { height: 9px } .p%d > .p%d .row { top: %dpx }", i, i,
			i, i + 1, i);
		oriel__css_writer_text(&text, piece);
	}
	add(text.text);
	oriel_widget *inner = box_new(root, "p8 p8-two");
	for (int i = 0; i < ROWS; i++) {
		snprintf(piece, sizeof(piece), "row look-%d", i % LOOKS);
		row = box_new(inner, piece);
	}
	const struct oriel__style_counts *counts = oriel__style_counts(*state);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__style_update(&tree);
	assert_int_equal(counts->shared, ROWS - LOOKS);
	assert_style(row, "width", "8px"); /* the later of two rules */
	assert_style(row, "top", "7px");
	struct oriel__style_counts before = *counts;
	oriel_toggle_class(row, "row");
	oriel__style_update(&tree);
	assert_style(row, "width", "auto");
	oriel_toggle_class(row, "row");
	oriel__style_update(&tree);
	assert_style(row, "width", "8px");
	assert_int_equal(counts->tried - before.tried, RULES + 3); /* 300 without ancestors */
	oriel_set_attribute(inner, "class", "p9");
	add(".p7 .row { left: 5px; width: 1px }");
	oriel__style_update(&tree);
	assert_style(row, "width", "1px");
	assert_style(row, "left", "5px");
	assert_style(row, "top", "auto");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
	oriel__css_writer_finish(&text);
}

/* Each case would take more than a billion steps if nested lists were copied or matched again. */
static void nested_rules_of_strangers_end(void **state) {
	enum { LEVELS = 60, MANY = 5000 };
	static const char *const pieces[] = { "& & {", "& .n {", "&& {", "&:not(.n &) {" };
	struct oriel__css_writer text = { 0 };
	char piece[64];
	oriel_widget *root = box_new(NULL, "a"), *box = root;
	for (int i = 0; i < LEVELS; i++)
		box = box_new(box, "a n");
	for (size_t i = 0; i < sizeof(pieces) / sizeof(pieces[0]); i++) {
		oriel__css_writer_text(&text, ".a {");
		for (int level = 0; level < LEVELS; level++)
			oriel__css_writer_text(&text, pieces[i]);
		snprintf(piece, sizeof(piece), "order: %zu", i + 1);
		oriel__css_writer_text(&text, piece);
		for (int level = 0; level <= LEVELS; level++)
			oriel__css_writer_text(&text, "}");
	}
	for (int i = 0; i < MANY; i++) {
		snprintf(piece, sizeof(piece), ".b%d,", i);
		oriel__css_writer_text(&text, piece);
	}
	oriel__css_writer_text(&text, ".z {");
	for (int i = 0; i < MANY; i++) {
		snprintf(piece, sizeof(piece), "&.c%d { width: %dpx } & { height: %dpx }", i, i, i);
		oriel__css_writer_text(&text, piece);
	}
	oriel__css_writer_text(&text, "}");
	add(text.text);
	assert_style(box, "order", "3");
	assert_style(box, "height", "auto");
	oriel_add_class(box, "z");
	oriel_add_class(box, "c4999");
	assert_style(box, "height", "4999px");
	assert_style(box, "width", "4999px");
	oriel_destroy(root);
	oriel__css_writer_finish(&text);
}

static void many_custom_properties_are_found_and_reverted(void **state) {
	enum { MANY = 3000 };
	struct oriel__css_writer text = { 0 };
	char piece[160];
	oriel_widget *outer = box_new(NULL, "outer"), *box = box_new(outer, "a");
	for (int i = 0; i < MANY; i++) {
		snprintf(piece, sizeof(piece),
			"@property --r%d { syntax: \"*\"; inherits: true } .outer { --p%d: %dpx }"
			"@layer l%d { .a { --p%d: inherit; --q: revert-layer; order: revert-layer } }",
			i, i, i, i, i);
		oriel__css_writer_text(&text, piece);
	}
	oriel__css_writer_text(&text,
		"@layer base { .a { --q: 7px } } .a { --q: revert-layer; width: var(--q);"
		"height: calc(var(--p2999) + var(--p0) + var(--p1500)) }");
	add("@layer first { .a { --q: 5px } }");
	add(text.text);
	assert_style(box, "width", "7px");
	assert_style(box, "height", "4499px");
	assert_style(box, "--p17", "17px");
	assert_style(box, "order", "0");
	oriel_destroy(outer);
	oriel__css_writer_finish(&text);
}

static void a_sheet_restyles_only_nodes_it_could_match(void **state) {
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *root = box_new(NULL, "root");
	for (int i = 0; i < 10; i++)
		box_new(root, i == 3 ? "special" : "plain");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__style_update(&tree);
	uint64_t before = tree.counts.restyled;
	oriel_sheet_id id = add(".special { width: 1px }");
	oriel__style_update(&tree);
	assert_int_equal(tree.counts.restyled - before, 1);
	oriel_sheet_remove(id);
	oriel__style_update(&tree);
	assert_int_equal(tree.counts.restyled - before, 2);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

int main(void) {
	return RUN_TESTS(
		CASCADE_TEST(later_layers_win_and_unlayered_rules_over_all),
		CASCADE_TEST(layers_with_one_name_are_merged_across_sheets),
		CASCADE_TEST(places_of_layers_count_while_their_condition_holds),
		CASCADE_TEST(importance_reverses_origins),
		CASCADE_TEST(cascade_keywords_restore_weaker_values),
		CASCADE_TEST(custom_properties_are_inherited_and_substituted),
		CASCADE_TEST(cycles_of_custom_properties_have_no_value),
		CASCADE_TEST(registered_properties_have_types),
		CASCADE_TEST(registered_colors_and_lengths_are_computed),
		CASCADE_TEST(keywords_from_variables_apply_to_custom_properties),
		CASCADE_TEST(functions_of_the_current_color_are_inherited_as_functions),
		CASCADE_TEST(the_initial_color_follows_the_color_scheme),
		CASCADE_TEST(calculations_of_numbers_are_computed),
		CASCADE_TEST(rem_of_an_empty_root_font_is_zero),
		CASCADE_TEST(resolved_values_are_used_values),
		CASCADE_TEST(units_follow_font_root_and_window),
		CASCADE_TEST(units_of_the_font_are_measured),
		CASCADE_TEST(light_and_dark_follow_the_scheme),
		CASCADE_TEST(subtree_sheets_win_and_end_at_their_subtree),
		CASCADE_TEST(sheets_of_an_owner_reach_its_trees_and_widgets_in_none),
		CASCADE_TEST(sheets_are_replaced_and_moved_while_running),
		CASCADE_TEST(programs_style_shadow_trees_only_by_part),
		CASCADE_TEST(sheets_of_a_class_style_its_hosts_from_inside),
		CASCADE_TEST(explaining_lists_the_winner_first),
		CASCADE_TEST(rows_with_one_inline_text_cost_one_parse_and_one_match),
		CASCADE_TEST(going_back_to_a_state_computes_nothing),
		CASCADE_TEST(a_further_sheet_makes_former_values_invalid),
		CASCADE_TEST(longhands_of_one_text_have_their_own_values),
		CASCADE_TEST(rules_that_no_ancestor_needs_cost_nothing),
		CASCADE_TEST(nested_rules_of_strangers_end),
		CASCADE_TEST(many_custom_properties_are_found_and_reverted),
		CASCADE_TEST(a_sheet_restyles_only_nodes_it_could_match));
}
