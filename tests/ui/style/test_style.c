/* SPDX-License-Identifier: MIT */
/*
 * The cascade, inheritance, inline declarations, and restyling after changes.
 */
#include "test.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/mutation.h>
#include <oriel/ui/node.h>
#include <oriel/ui/selector.h>
#include <oriel/ui/set.h>

#include "style/style_state_internal.h"

#include <math.h>

static struct order told;

static void on_changed(oriel_widget *widget, const struct oriel_change *change) {
	const char *id = oriel_attribute(widget, "id");
	if (change->kind == ORIEL_CHANGE_STYLE)
		order_add(&told, "%s", id != NULL ? id : oriel_widget_type(widget));
}

#define CLASS(type) \
	{ \
		.abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base), \
		.changed = on_changed \
	}

static const struct oriel_widget_class box_class = CLASS("box"), row_class = CLASS("row"),
									button_class = CLASS("button");

static oriel_widget *make(
	const struct oriel_widget_class *widget_class, const char *id, oriel_widget *parent) {
	oriel_widget *widget = oriel_widget_new(widget_class);
	oriel_set_attribute(widget, "id", id);
	if (parent != NULL)
		assert_int_equal(oriel_append(parent, widget), ORIEL_OK);
	return widget;
}

static int begin(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	told = (struct order){ 0 };
	return 0;
}

static int end(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}

#define STYLE_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static void add_rules(const char *text) {
	oriel__style_add_sheet(
		oriel_loop_current(), oriel_sheet_parse(text, .name = "rules"), NULL);
}

static void add_toolkit_rules(const char *text) {
	oriel__sheet_use(oriel__style_state(oriel_loop_current()), oriel_sheet_parse(text),
		ORIEL__ORIGIN_TOOLKIT, NULL, NULL);
}

static const struct oriel__tree_class tree_class = { 0 };

static void show(struct oriel__tree *tree, oriel_widget *root) {
	*tree = (struct oriel__tree){ .tree_class = &tree_class };
	oriel__tree_set_root(tree, oriel__node_of(root));
	oriel__style_update(tree);
	told = (struct order){ 0 };
}

static void hide(struct oriel__tree *tree) {
	oriel_widget *root = oriel__widget_of(tree->root);
	oriel__tree_set_root(tree, NULL);
	oriel_destroy(root);
}

static void initial_values_are_those_of_css(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	const struct oriel__style *style = oriel__widget_style(box);
	assert_string_equal(style->font_family, "system-ui");
	assert_true(style->font_size == 14);
	assert_int_equal(style->font_weight, 400);
	assert_int_equal(style->display, ORIEL_DISPLAY_FLEX);
	assert_int_equal(style->direction, ORIEL_DIRECTION_ROW);
	assert_int_equal(style->align, ORIEL_ALIGN_NORMAL);
	assert_int_equal(style->overflow_x, ORIEL_OVERFLOW_VISIBLE);
	assert_true(style->shrink == 1 && style->grow == 0 && style->opacity == 1);
	assert_true(style->width.kind == ORIEL__DIMENSION_AUTO &&
		style->max_width.kind == ORIEL__DIMENSION_AUTO &&
		style->basis.kind == ORIEL__DIMENSION_AUTO);
	assert_int_equal(style->caret_color, style->color);
	assert_int_equal(style->border_color, style->color);
	assert_int_equal(style->background, ORIEL_TRANSPARENT);
	oriel_destroy(box);
}

static const char specificity_rules[] =
	"#b { gap: 4px }\n"
	"box.x { gap: 3px; border-radius: 3px }\n"
	".x { gap: 2px; border-radius: 2px; flex-grow: 2 }\n"
	"row, box { gap: 1px; border-radius: 1px; flex-grow: 1; flex-basis: 1px; width: 1px }\n"
	"box { flex-basis: 9px }\n";

static void specificity_then_order_then_inline_decide(void **state) {
	add_rules(specificity_rules);
	add_rules(specificity_rules);
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .classes = "x");
	oriel_set_style(box, "width", "7px");
	const struct oriel__style *style = oriel__widget_style(box);
	assert_true(style->column_gap.px == 4 && style->radius == 3 && style->grow == 2 &&
		style->basis.px == 9 && style->width.px == 7);
	oriel_destroy(box);
}

static const char program_rules[] =
	"box { gap: 1px; width: 1px }\n"
	"box { width: 2px }\n"
	".x { flex-grow: 1 }\n";

static const char toolkit_rules[] =
	"#b.x { gap: 9px; border-radius: 9px; width: 9px }\n"
	"box { border-radius: 8px; flex-basis: 8px; height: 8px }\n"
	"box.x { flex-grow: 9 }\n";

static void assert_origins(bool program_first) {
	program_first ? add_rules(program_rules) : add_toolkit_rules(toolkit_rules);
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .classes = "x", .style = "height: 7px");
	oriel__widget_style(box);
	program_first ? add_toolkit_rules(toolkit_rules) : add_rules(program_rules);
	const struct oriel__style *style = oriel__widget_style(box);
	assert_true(style->column_gap.px == 1 && style->width.px == 2 && style->grow == 1);
	assert_true(style->radius == 9 && style->basis.px == 8 && style->height.px == 7);
	oriel_destroy(box);
}

static void program_rules_win_over_later_toolkit_rules(void **state) {
	assert_origins(true);
}

static void program_rules_win_over_earlier_toolkit_rules(void **state) {
	assert_origins(false);
}

static const char malformed_rules[] =
	"box { gap: 4px }\n"
	"box > { gap: 5px }\n";

static void malformed_rule_is_logged_and_ignored(void **state) {
	expect_log("2:");
	add_rules(malformed_rules);
	oriel_widget *box = make(&box_class, "b", NULL);
	assert_true(oriel__widget_style(box)->column_gap.px == 4);
	oriel_destroy(box);
}

static void text_properties_are_inherited_and_boxes_are_not(void **state) {
	oriel_widget *outer = make(&box_class, "o", NULL),
				 *inner = make(&box_class, "i", make(&box_class, "m", outer));
	oriel_set_style(outer, "padding", "5px");
	oriel_set_style(outer, "color", "#112233");
	oriel_set_style(outer, "background-color", "#000001");
	oriel_set_style(outer, "font-family", "Serif");
	oriel_set_style(outer, "font-size", "20px");
	const struct oriel__style *style = oriel__widget_style(inner);
	assert_int_equal(style->color, ORIEL_RGB(0x112233));
	assert_int_equal(style->caret_color, ORIEL_RGB(0x112233));
	assert_true(style->font_size == 20 && style->padding.left == 0);
	assert_string_equal(style->font_family, "serif");
	assert_int_equal(style->background, 0);
	oriel_set_style(outer, "color", "#445566");
	assert_int_equal(oriel__widget_style(inner)->color, ORIEL_RGB(0x445566));
	oriel_destroy(outer);
}

static void inline_text_replaces_the_previous_text(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .style = "padding: 8px; padding-left: 2px; gap: 6px; opacity: 0");
	const struct oriel__style *style = oriel__widget_style(box);
	assert_true(style->padding.top == 8 && style->padding.left == 2 && style->opacity == 0);
	oriel_set(box, .style = "gap: 1px");
	style = oriel__widget_style(box);
	assert_true(style->padding.top == 0 && style->column_gap.px == 1 && style->opacity == 1);
	oriel_set(box, .style = "");
	assert_null(oriel__node_of(box)->inline_style);
	oriel_destroy(box);
}

static void setting_or_removing_one_property_keeps_the_others(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .style = "padding: 4px; --x: 3px");
	assert_true(oriel_set_style(box, "padding-left", "%gpx", 2.5));
	assert_true(oriel_set_style(box, "gap", "var(--x)"));
	assert_true(oriel_set_style(box, "--x", "%dpx", 9));
	const struct oriel__style *style = oriel__widget_style(box);
	assert_true(
		style->padding.top == 4 && style->padding.left == 2.5f && style->column_gap.px == 9);
	assert_true(oriel_set_style(box, "padding", NULL));
	assert_true(oriel__widget_style(box)->padding.top == 0);
	assert_true(oriel_set_style(box, "gap", NULL) && oriel_set_style(box, "--x", NULL));
	assert_null(oriel__node_of(box)->inline_style);
	oriel_destroy(box);
}

static void a_value_cannot_leave_its_declaration(void **state) {
	static const char *const values[] = { "1px; gap: 2px", "1px !important", "calc(1px", "1px)",
		"1px /*", "\"", "{}", "red", "" };
	oriel_widget *box = make(&box_class, "b", NULL);
	for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		expect_log("oriel_set_style: width: ");
		assert_false(oriel_set_style(box, "width", "%s", values[i]));
		assert_null(oriel__node_of(box)->inline_style);
	}
	expect_log("there is no such property");
	assert_false(oriel_set_style(box, "widht", "1px"));
	oriel_destroy(box);
}

static void values_that_layout_lacks_are_logged_and_ignored(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	expect_log("layout does not support this value yet");
	assert_false(oriel_set_style(box, "text-align", "left"));
	expect_log("rules:1:7: user-select: layout does not support this value yet");
	add_rules("box { user-select: none; gap: 3px }");
	assert_string_equal(oriel_computed_style(box, "user-select"), "auto");
	assert_true(oriel__widget_style(box)->column_gap.px == 3);
	oriel_destroy(box);
}

static void hints_win_over_the_toolkit_and_lose_to_the_program(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	add_toolkit_rules("#b { width: 1px; height: 1px }");
	add_rules("* { height: 3px }");
	oriel_hint_length(box, ORIEL_PROPERTY_WIDTH, 2);
	oriel_hint_length(box, ORIEL_PROPERTY_HEIGHT, 2);
	oriel_hint_keyword(box, ORIEL_PROPERTY_FLEX_DIRECTION, "column");
	oriel_hint_color(box, ORIEL_PROPERTY_COLOR, ORIEL_RGB(0x112233));
	oriel_hint_number(box, ORIEL_PROPERTY_OPACITY, 0.5f);
	const struct oriel__style *style = oriel__widget_style(box);
	assert_true(style->width.px == 2 && style->height.px == 3 && style->opacity == 0.5f);
	assert_int_equal(style->direction, ORIEL_DIRECTION_COLUMN);
	assert_int_equal(oriel_used_color(box, ORIEL_PROPERTY_COLOR), ORIEL_RGB(0x112233));
	oriel_unhint(box, ORIEL_PROPERTY_WIDTH);
	assert_true(oriel_used_length(box, ORIEL_PROPERTY_WIDTH) == 1);
	oriel_destroy(box);
}

static void lists_are_hinted_and_shared(void **state) {
	const struct oriel_shadow shadow[2] = { { 1, 2.5f, 3, -4, ORIEL_RGBA(0x112233, 0x80) },
		{ 0, 0, 0, 1, ORIEL_RGB(0xff0000) } };
	oriel_widget *box = make(&box_class, "b", NULL), *other = make(&box_class, NULL, NULL);
	oriel_hint_shadows(box, shadow, 2);
	oriel_hint_font_families(box, (const char *const[]){ "A \"B\";", "sans-serif" }, 2);
	const struct oriel__style *style = oriel__widget_style(box);
	assert_int_equal(style->shadow_count, 2);
	assert_memory_equal(style->shadows, shadow, sizeof(shadow));
	assert_string_equal(oriel_computed_style(box, "box-shadow"),
		"rgba(17, 34, 51, 0.5) 1px 2.5px 3px -4px, rgb(255, 0, 0) 0px 0px 0px 1px");
	assert_string_equal(oriel_computed_style(box, "font-family"), "\"A \\\"B\\\";\", sans-serif");
	oriel_hint_font_families(other, (const char *const[]){ "A \"B\";", "sans-serif" }, 2);
	oriel_hint_shadows(other, shadow, 2);
	assert_ptr_equal(oriel__widget_style(other), oriel__widget_style(box));
	oriel_hint_length(other, ORIEL_PROPERTY_WIDTH, 2);
	assert_memory_equal(oriel__widget_style(other)->shadows, shadow, sizeof(shadow));
	oriel_hint_shadows(box, NULL, 0);
	assert_int_equal(oriel__widget_style(box)->shadow_count, 0);
	assert_true(oriel_hint_text(box, ORIEL_PROPERTY_WIDTH, "calc(2em + 1px)"));
	assert_true(oriel__widget_style(box)->width.px == 29);
	expect_log("oriel_hint_text: style:1:");
	expect_log("oriel_hint_text: \"width: 3x\" is no value");
	assert_false(oriel_hint_text(box, ORIEL_PROPERTY_WIDTH, "3x"));
	expect_log("oriel_hint_text: \"width: 3px; color: red\" is no value");
	assert_false(oriel_hint_text(box, ORIEL_PROPERTY_WIDTH, "3px; color: red"));
	assert_true(oriel__widget_style(box)->width.px == 29);
	oriel_destroy(box);
	oriel_destroy(other);
}

static void set_writes_names_and_states(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	assert_ptr_equal(
		oriel_set(box, .id = "x", .classes = "a b", .hidden = true, .disabled = true), box);
	assert_string_equal(oriel_attribute(box, "id"), "x");
	assert_true(oriel_has_class(box, "b") && oriel_is_hidden(box) && oriel_is_disabled(box));
	assert_int_equal(oriel__widget_style(box)->display, ORIEL_DISPLAY_NONE);
	oriel_set_hidden(box, false);
	oriel_set_disabled(box, false);
	assert_false(oriel_is_hidden(box) || oriel_is_disabled(box));
	assert_int_equal(oriel__widget_style(box)->display, ORIEL_DISPLAY_FLEX);
	oriel_destroy(box);
}

static void overflow_visible_becomes_auto_if_the_other_axis_clips(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set_style(box, "overflow-y", "auto");
	assert_int_equal(oriel__widget_style(box)->overflow_x, ORIEL_OVERFLOW_AUTO);
	oriel_destroy(box);
}

static void widgets_that_look_alike_share_their_values(void **state) {
	oriel_widget *root = make(&box_class, "r", NULL), *rows[2];
	for (int i = 0; i < 2; i++) {
		rows[i] = oriel_set(
			oriel_widget_new(&row_class), .classes = "item", .style = "padding: 3px");
		oriel_append(rows[i], oriel_widget_new(&button_class));
		oriel_append(root, rows[i]);
	}
	assert_ptr_equal(oriel__widget_style(rows[0]), oriel__widget_style(rows[1]));
	assert_ptr_equal(oriel__widget_style(oriel_first_child(rows[0])),
		oriel__widget_style(oriel_first_child(rows[1])));
	oriel_set_style(rows[1], "padding", "4px");
	assert_ptr_not_equal(oriel__widget_style(rows[0]), oriel__widget_style(rows[1]));
	oriel_set_style(rows[1], "padding", "3px");
	assert_ptr_equal(oriel__widget_style(rows[0]), oriel__widget_style(rows[1]));
	oriel_destroy(root);
}

static const char hover_rules[] =
	".item:hover { background: #ff0000 }\n"
	".item:hover .delete { opacity: 0.5 }\n";

static void hover_restyles_only_widgets_with_hover_rules(void **state) {
	struct oriel__tree tree;
	add_rules(hover_rules);
	oriel_widget *root = make(&box_class, "root", NULL), *rows[3];
	for (int i = 0; i < 3; i++) {
		const char *ids[] = { "row0", "row1", "row2" };
		rows[i] = make(&row_class, ids[i], root);
		oriel_add_class(rows[i], "item");
		make(&button_class, "label", rows[i]);
		oriel_add_class(make(&button_class, "delete", rows[i]), "delete");
	}
	show(&tree, root);
	oriel_widget_set_state(root, ORIEL_STATE_HOVER, true);
	assert_int_equal(oriel__node_of(root)->marks & ORIEL__MARK_STYLE, 0);
	oriel_widget_set_state(rows[1], ORIEL_STATE_HOVER, true);
	oriel__style_update(&tree);
	assert_order(&told, "row1, delete");
	assert_int_equal(oriel__widget_style(rows[1])->background, ORIEL_RGB(0xff0000));
	assert_true(oriel__widget_style(oriel_last_child(rows[1]))->opacity == 0.5f);
	oriel_widget_set_state(rows[1], ORIEL_STATE_ACTIVE, true);
	oriel__style_update(&tree);
	assert_order(&told, "");
	hide(&tree);
}

static void change_marks_only_the_necessary_steps(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *box = make(&box_class, "b", root);
	show(&tree, root);
	struct oriel__node *node = oriel__node_of(box), *parent = oriel__node_of(root);
	const struct {
		const char *property, *value;
		unsigned marks, parent_marks;
	} cases[] = {
		{ "background-color", "red", ORIEL__MARK_RECORD, 0 },
		{ "cursor", "text", 0, 0 },
		{ "gap", "1px", ORIEL__MARK_LAYOUT, 0 },
		{ "margin", "1px", ORIEL__MARK_LAYOUT, ORIEL__MARK_LAYOUT },
		{ "font-size", "9px", ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD, 0 },
		{ "font-size", "9px", 0, 0 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		node->marks = parent->marks = 0;
		oriel_set_style(box, cases[i].property, "%s", cases[i].value);
		oriel__style_update(&tree);
		assert_int_equal(node->marks, cases[i].marks);
		assert_int_equal(parent->marks & ORIEL__MARK_ALL, cases[i].parent_marks);
	}
	hide(&tree);
}

static const char structure_rules[] =
	"row:last-child { gap: 1px }\n"
	"row:nth-child(even) { border-radius: 2px }\n"
	"box:empty { flex-grow: 3 }\n"
	"row.on + row { width: 4px }\n";

static void structure_restyles_neighbours(void **state) {
	struct oriel__tree tree;
	add_rules(structure_rules);
	oriel_widget *root = make(&box_class, "r", NULL);
	show(&tree, root);
	assert_true(oriel__widget_style(root)->grow == 3);
	oriel_widget *a = make(&row_class, "a", root), *b = make(&row_class, "b", root);
	oriel__style_update(&tree);
	assert_true(oriel__widget_style(root)->grow == 0);
	assert_true(oriel__widget_style(a)->column_gap.px == 0);
	assert_true(oriel__widget_style(b)->column_gap.px == 1);
	assert_true(oriel__widget_style(a)->radius == 0 && oriel__widget_style(b)->radius == 2);
	oriel_add_class(a, "on");
	assert_true(oriel__widget_style(b)->width.px == 4);
	oriel_widget *c = make(&row_class, "c", NULL);
	oriel_insert_before(root, c, b);
	oriel__style_update(&tree);
	assert_int_equal(oriel__widget_style(b)->width.kind, ORIEL__DIMENSION_AUTO);
	assert_true(oriel__widget_style(c)->width.px == 4);
	assert_true(oriel__widget_style(b)->radius == 0 && oriel__widget_style(c)->radius == 2);
	oriel_destroy(b);
	oriel__style_update(&tree);
	assert_true(oriel__widget_style(c)->column_gap.px == 1);
	hide(&tree);
}

static const char late_rules[] =
	"button { gap: 5px }\n";

static void theme_added_later_restyles_all(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *button = make(&button_class, "b", root);
	oriel_widget *alone = make(&button_class, "alone", NULL);
	show(&tree, root);
	assert_true(oriel__widget_style(alone)->column_gap.px == 0);
	add_rules(late_rules);
	assert_true(oriel__widget_style(alone)->column_gap.px == 5);
	oriel__style_update(&tree);
	assert_true(oriel__widget_style(button)->column_gap.px == 5);
	hide(&tree);
	oriel_destroy(alone);
}

static void next_update_reports_style_computed_on_demand(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *box = make(&box_class, "b", root);
	show(&tree, root);
	oriel_set_style(root, "font-size", "30px");
	assert_true(oriel__widget_style(box)->font_size == 30);
	assert_order(&told, "");
	oriel__style_update(&tree);
	assert_order(&told, "r, b");
	hide(&tree);
}

static void removed_widget_inherits_nothing(void **state) {
	oriel_widget *root = oriel_set(make(&box_class, "r", NULL), .style = "font-size: 30px"),
				 *box = make(&box_class, "b", root);
	assert_true(oriel__widget_style(box)->font_size == 30);
	oriel_remove(box);
	assert_true(oriel__widget_style(box)->font_size == 14);
	oriel_destroy(root);
	oriel_destroy(box);
}

static void on_changed_add_class(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STYLE)
		oriel_toggle_class(widget, "x");
}

static int marked_count;

static void on_marked(struct oriel__tree *tree) {
	marked_count++;
}

static const char restless_rules[] =
	".x { gap: 5px }\n";

static void endless_restyling_continues_in_the_next_frame(void **state) {
	static const struct oriel_widget_class restless = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "restless",
		.size = sizeof(struct oriel_widget_base),
		.changed = on_changed_add_class,
	};
	static const struct oriel__tree_class marked_class = { .marked = on_marked };
	struct oriel__tree tree = { .tree_class = &marked_class };
	add_rules(restless_rules);
	oriel__tree_set_root(&tree, oriel__node_of(oriel_widget_new(&restless)));
	marked_count = 0;
	oriel__style_update(&tree);
	assert_int_equal(marked_count, 1);
	hide(&tree);
}

static void deep_tree_is_styled_without_recursion(void **state) {
	enum { DEPTH = 200000 };
	struct oriel__tree tree;
	oriel_widget *root = oriel_widget_new(&box_class), *deepest = root;
	for (int i = 0; i < DEPTH; i++) {
		oriel_widget *child = oriel_widget_new(&box_class);
		oriel_append(deepest, child);
		deepest = child;
	}
	oriel__node_of(root)->style_changed = 0;
	tree = (struct oriel__tree){ .tree_class = &tree_class };
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel_set_style(root, "font-size", "20px");
	assert_true(oriel__widget_style(deepest)->font_size == 20);
	hide(&tree);
}

static const char part_rules[] =
	".knob { gap: 4px }\n"
	"box .knob { gap: 9px }\n"
	".knob:last-child { padding: 3px }\n"
	"box:empty { padding: 7px }\n"
	":root { gap: 100px }\n";

static void parts_inherit_and_are_matched_within_their_tree(void **state) {
	add_toolkit_rules(part_rules);
	oriel_widget *host = make(&box_class, "h", NULL), *knob = make(&row_class, "k", NULL),
				 *inner = make(&row_class, "i", knob), *other = make(&row_class, "o", NULL);
	oriel_add_class(knob, "knob");
	assert_int_equal(oriel_widget_append_shadow_child(host, knob), ORIEL_OK);
	oriel_set_style(host, "color", "#112233");
	assert_int_equal(oriel__widget_style(inner)->color, ORIEL_RGB(0x112233));
	assert_true(oriel__widget_style(knob)->column_gap.px == 4);
	assert_true(oriel__widget_style(knob)->padding.left == 3);
	assert_true(oriel__widget_style(host)->padding.left == 7);
	assert_int_equal(oriel_widget_append_shadow_child(host, other), ORIEL_OK);
	assert_true(oriel__widget_style(knob)->padding.left == 0);
	oriel_set_style(host, "color", "#445566");
	assert_int_equal(oriel__widget_style(inner)->color, ORIEL_RGB(0x445566));
	oriel_remove(knob);
	assert_int_equal(oriel__widget_style(inner)->color, oriel__widget_style(knob)->color);
	assert_true(oriel__widget_style(knob)->column_gap.px == 100);
	oriel_destroy(knob);
	oriel_destroy(host);
}

/* the state of the host determines the look of its parts: a disabled button, a focused field */
static const char host_rules[] =
	".mark { gap: 1px }\n"
	":host(box:disabled) .mark { gap: 2px }\n"
	":host(box.big:focus) > row .mark { padding: 5px }\n"
	":host(box) { border-radius: 100px }\n";

static void add_values(struct order *values, const oriel_widget *widget) {
	const struct oriel__style *style = oriel__widget_style(widget);
	order_add(values, "%s %g %g", oriel_attribute(widget, "id"), (double)style->column_gap.px,
		(double)style->padding.left);
}

static void parts_are_styled_by_the_state_of_their_host(void **state) {
	static struct order values;
	struct oriel__tree tree = { .tree_class = &tree_class };
	add_toolkit_rules(host_rules);
	oriel_widget *host = make(&box_class, "h", NULL), *part = make(&row_class, "p", NULL),
				 *mark = make(&row_class, "m", part);
	oriel_widget *outside = make(&row_class, "o", host);
	oriel_add_class(mark, "mark");
	oriel_add_class(outside, "mark");
	assert_int_equal(oriel_widget_append_shadow_child(host, part), ORIEL_OK);
	oriel__tree_set_root(&tree, oriel__node_of(host));
	oriel__style_update(&tree);
	add_values(&values, mark);
	oriel_set_disabled(host, true);
	oriel__style_update(&tree);
	add_values(&values, mark);
	add_values(&values, outside);
	oriel_widget_set_state(host, ORIEL_STATE_FOCUS, true);
	oriel__style_update(&tree);
	add_values(&values, mark);
	oriel_add_class(host, "big");
	oriel__style_update(&tree);
	add_values(&values, mark);
	oriel_set_disabled(host, false);
	oriel_widget_set_state(host, ORIEL_STATE_FOCUS, false);
	oriel__style_update(&tree);
	add_values(&values, mark);
	assert_order(&values, "m 1 0, m 2 0, o 1 0, m 2 0, m 2 5, m 1 0");
	assert_true(oriel__widget_style(host)->radius == 100);
	hide(&tree);
}

static void text_nodes_match_no_rule_and_affect_empty(void **state) {
	add_toolkit_rules(part_rules);
	oriel_widget *box = make(&box_class, "b", NULL), *text = oriel_text_node(""),
				 *other = make(&row_class, "r", NULL);
	oriel_append(box, text);
	assert_int_equal(oriel__widget_style(text)->display, ORIEL_DISPLAY_NONE);
	assert_true(oriel__widget_style(box)->padding.left == 7);
	oriel_text_node_set_data(text, "x");
	assert_true(oriel__widget_style(box)->padding.left == 0);
	oriel_text_node_set_data(text, "");
	assert_true(oriel__widget_style(box)->padding.left == 7);
	oriel_add_class(other, "knob");
	oriel_prepend(box, other);
	assert_true(oriel__widget_style(other)->padding.left == 3);
	assert_true(oriel__widget_style(box)->padding.left == 0);
	oriel_destroy(box);
}

static void count_style_records(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	for (size_t i = 0; i < count; i++)
		order_add(data, "%s: %s", records[i].attribute_name, records[i].old_value);
}

static void the_attribute_style_is_the_inline_style(void **state) {
	struct order order = { 0 };
	oriel__style_state(*state); /* an application has it from the beginning */
	oriel_widget *box = oriel_widget_new(&box_class);
	const char *names[2];
	assert_null(oriel_attribute(box, "style"));
	oriel_set_attribute(box, "style", "width: 3px;; color:red ;");
	assert_string_equal(oriel_computed_style(box, "width"), "3px");
	assert_string_equal(oriel_attribute(box, "style"), "width: 3px;; color:red ;");
	assert_true(oriel_matches(box, "[style*='3px']"));
	assert_int_equal(oriel_attribute_names(box, names, 2), 1);
	assert_string_equal(names[0], "style");
	oriel_mutation_observer_id observer = oriel_mutation_observer_new(count_style_records, &order);
	oriel_mutation_observe(observer, box, ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE);
	oriel_set_style(box, "width", "%gpx", 4.5);
	assert_string_equal(oriel_attribute(box, "style"), "color: red; width: 4.5px;");
	oriel_set(box, .style = "gap: 1px");
	assert_string_equal(oriel_attribute(box, "style"), "gap: 1px");
	oriel_set_style(box, "gap", NULL);
	assert_string_equal(oriel_attribute(box, "style"), "");
	oriel_set_attribute(box, "style", NULL);
	assert_null(oriel_attribute(box, "style"));
	oriel_set_style(box, "gap", NULL);
	assert_null(oriel_attribute(box, "style"));
	oriel_mutation_take_records(observer, count_style_records, &order);
	assert_order(&order, "style: width: 3px;; color:red ;, style: color: red; width: 4.5px;, "
						"style: gap: 1px, style: ");
	expect_log("oriel_set_attribute: style:1:1: expected a known property");
	oriel_set_attribute(box, "style", "widht: 1px");
	assert_string_equal(oriel_attribute(box, "style"), "widht: 1px");
	oriel_destroy(box);
}

static void colors_of_shadows_follow_the_color_scheme(void **state) {
	(void)state;
	oriel_widget *box = make(&box_class, "box", NULL);
	oriel_set(box, .style = "--line: light-dark(#ff0000, #0000ff); color: #00ff00;"
							"box-shadow: 1px 2px 3px 4px var(--line)");
	assert_string_equal(
		oriel_computed_style(box, "box-shadow"), "rgb(255, 0, 0) 1px 2px 3px 4px");
	oriel_set_style(box, "color-scheme", "dark");
	assert_string_equal(
		oriel_computed_style(box, "box-shadow"), "rgb(0, 0, 255) 1px 2px 3px 4px");
	oriel_set_style(box, "box-shadow", "1px 2px currentColor");
	assert_int_equal(oriel__widget_style(box)->shadows[0].color, ORIEL_RGB(0x00ff00));
	oriel_destroy(box);
}

int main(void) {
	return RUN_TESTS(
		STYLE_TEST(initial_values_are_those_of_css),
		STYLE_TEST(colors_of_shadows_follow_the_color_scheme),
		STYLE_TEST(specificity_then_order_then_inline_decide),
		STYLE_TEST(program_rules_win_over_later_toolkit_rules),
		STYLE_TEST(program_rules_win_over_earlier_toolkit_rules),
		STYLE_TEST(malformed_rule_is_logged_and_ignored),
		STYLE_TEST(text_properties_are_inherited_and_boxes_are_not),
		STYLE_TEST(inline_text_replaces_the_previous_text),
		STYLE_TEST(setting_or_removing_one_property_keeps_the_others),
		STYLE_TEST(a_value_cannot_leave_its_declaration),
		STYLE_TEST(the_attribute_style_is_the_inline_style),
		STYLE_TEST(values_that_layout_lacks_are_logged_and_ignored),
		STYLE_TEST(hints_win_over_the_toolkit_and_lose_to_the_program),
		STYLE_TEST(lists_are_hinted_and_shared),
		STYLE_TEST(set_writes_names_and_states),
		STYLE_TEST(overflow_visible_becomes_auto_if_the_other_axis_clips),
		STYLE_TEST(widgets_that_look_alike_share_their_values),
		STYLE_TEST(hover_restyles_only_widgets_with_hover_rules),
		STYLE_TEST(change_marks_only_the_necessary_steps),
		STYLE_TEST(structure_restyles_neighbours),
		STYLE_TEST(theme_added_later_restyles_all),
		STYLE_TEST(next_update_reports_style_computed_on_demand),
		STYLE_TEST(removed_widget_inherits_nothing),
		STYLE_TEST(endless_restyling_continues_in_the_next_frame),
		STYLE_TEST(deep_tree_is_styled_without_recursion),
		STYLE_TEST(parts_inherit_and_are_matched_within_their_tree),
		STYLE_TEST(parts_are_styled_by_the_state_of_their_host),
		STYLE_TEST(text_nodes_match_no_rule_and_affect_empty));
}
