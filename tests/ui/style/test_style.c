/* SPDX-License-Identifier: MIT */
/*
 * The cascade, inheritance, inline declarations, and what a change restyles.
 */
#include "test.h"

#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/node.h>

#include "style/style_internal.h"

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
#define NUMBER(name, value) { .property = ORIEL_PROPERTY_##name, .number = value }
#define COLOR(name, value) { .property = ORIEL_PROPERTY_##name, .color = value }
#define DECLARE(...) ((const struct oriel_declaration[]){ __VA_ARGS__, { 0 } })

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
	const struct oriel_style *style = oriel_widget_style(box);
	assert_string_equal(style->font_family, "system-ui");
	assert_true(style->font_size == 14);
	assert_int_equal(style->font_weight, 400);
	assert_int_equal(style->display, ORIEL_DISPLAY_FLEX);
	assert_int_equal(style->direction, ORIEL_DIRECTION_ROW);
	assert_int_equal(style->align, ORIEL_ALIGN_STRETCH);
	assert_int_equal(style->overflow_x, ORIEL_OVERFLOW_VISIBLE);
	assert_true(style->shrink == 1 && style->grow == 0 && style->opacity == 1);
	assert_true(
		style->width == ORIEL_AUTO && style->max_width == ORIEL_AUTO && style->basis == ORIEL_AUTO);
	assert_int_equal(style->caret_color, style->color);
	assert_int_equal(style->border_color, style->color);
	assert_int_equal(style->background, ORIEL_TRANSPARENT);
	oriel_destroy(box);
}

static const struct oriel_rule specificity_rules[] = {
	{ "#b", DECLARE(NUMBER(GAP, 4)) },
	{ "box.x", DECLARE(NUMBER(GAP, 3), NUMBER(RADIUS, 3)) },
	{ ".x", DECLARE(NUMBER(GAP, 2), NUMBER(RADIUS, 2), NUMBER(GROW, 2)) },
	{ "row, box",
		DECLARE(NUMBER(GAP, 1), NUMBER(RADIUS, 1), NUMBER(GROW, 1), NUMBER(BASIS, 1),
			NUMBER(WIDTH, 1)) },
	{ "box", DECLARE(NUMBER(BASIS, 9)) },
	{ NULL, NULL },
};

static void specificity_then_order_then_inline_decide(void **state) {
	assert_int_equal(oriel_theme_add(specificity_rules), ORIEL_OK);
	assert_int_equal(oriel_theme_add(specificity_rules), ORIEL_OK);
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .classes = "x", .width = 7);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->gap == 4 && style->radius == 3 && style->grow == 2 && style->basis == 9 &&
		style->width == 7);
	oriel_destroy(box);
}

static const struct oriel_rule program_rules[] = {
	{ "box", DECLARE(NUMBER(GAP, 1), NUMBER(WIDTH, 1)) },
	{ "box", DECLARE(NUMBER(WIDTH, 2)) },
	{ ".x", DECLARE(NUMBER(GROW, 1)) },
	{ NULL, NULL },
};

static const struct oriel_rule toolkit_rules[] = {
	{ "#b.x", DECLARE(NUMBER(GAP, 9), NUMBER(RADIUS, 9), NUMBER(WIDTH, 9)) },
	{ "box", DECLARE(NUMBER(RADIUS, 8), NUMBER(BASIS, 8), NUMBER(HEIGHT, 8)) },
	{ "box.x", DECLARE(NUMBER(GROW, 9)) },
	{ NULL, NULL },
};

static void assert_origins(bool program_first) {
	assert_int_equal(
		program_first ? oriel_theme_add(program_rules) : oriel_theme_add_toolkit(toolkit_rules),
		ORIEL_OK);
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .classes = "x", .height = 7);
	oriel_widget_style(box);
	assert_int_equal(
		program_first ? oriel_theme_add_toolkit(toolkit_rules) : oriel_theme_add(program_rules),
		ORIEL_OK);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->gap == 1 && style->width == 2 && style->grow == 1);
	assert_true(style->radius == 9 && style->basis == 8 && style->height == 7);
	oriel_destroy(box);
}

static void rules_of_the_program_win_over_those_of_the_toolkit_that_come_later(void **state) {
	assert_origins(true);
}

static void rules_of_the_program_win_over_those_of_the_toolkit_that_came_before(void **state) {
	assert_origins(false);
}

static const struct oriel_rule malformed_rules[] = {
	{ "box", DECLARE(NUMBER(GAP, 4)) },
	{ "box >", DECLARE(NUMBER(GAP, 5)) },
	{ NULL, NULL },
};

static void malformed_rule_adds_nothing_and_is_logged(void **state) {
	expect_log("\"box >\" is malformed at byte 5");
	assert_int_equal(oriel_theme_add(malformed_rules), ORIEL_SYNTAX_ERROR);
	oriel_widget *box = make(&box_class, "b", NULL);
	assert_true(oriel_widget_style(box)->gap == 0);
	oriel_destroy(box);
}

static void text_properties_are_inherited_and_boxes_are_not(void **state) {
	oriel_widget *outer = make(&box_class, "o", NULL),
				 *inner = make(&box_class, "i", make(&box_class, "m", outer));
	oriel_set(outer, .color = ORIEL_RGB(0x112233), .font_size = 20, .font_family = "Serif",
		.padding = 5, .background = ORIEL_RGB(1));
	const struct oriel_style *style = oriel_widget_style(inner);
	assert_int_equal(style->color, ORIEL_RGB(0x112233));
	assert_int_equal(style->caret_color, ORIEL_RGB(0x112233));
	assert_true(style->font_size == 20 && style->padding.left == 0);
	assert_string_equal(style->font_family, "Serif");
	assert_int_equal(style->background, 0);
	oriel_set(outer, .color = ORIEL_RGB(0x445566));
	assert_int_equal(oriel_widget_style(inner)->color, ORIEL_RGB(0x445566));
	oriel_destroy(outer);
}

static void set_takes_the_narrower_field_and_writes_zero_only_when_told(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .padding = 8, .padding_x = 4, .padding_left = 2, .margin = -3, .gap = 6,
		.opacity = ORIEL_ZERO, .italic = 1, .white_space = ORIEL_WHITE_SPACE_NOWRAP);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->padding.top == 8 && style->padding.bottom == 8 &&
		style->padding.right == 4 && style->padding.left == 2);
	assert_true(style->margin.top == -3 && style->margin.left == -3);
	assert_true(
		style->opacity == 0 && style->italic && style->white_space == ORIEL_WHITE_SPACE_NOWRAP);
	oriel_set(box, .gap = 0, .padding_left = ORIEL_ZERO, .italic = ORIEL_OFF);
	style = oriel_widget_style(box);
	assert_true(style->gap == 6 && style->padding.left == 0 && !style->italic);
	oriel_destroy(box);
}

static void auto_takes_back_what_was_set(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(
		box, .width = 5, .height = 6, .max_height = 9, .basis = 7, .left = 8, .absolute = true);
	oriel_set(box, .width = ORIEL_AUTO, .max_height = ORIEL_AUTO, .basis = ORIEL_AUTO,
		.left = ORIEL_AUTO, .padding = ORIEL_AUTO, .margin = ORIEL_AUTO);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->width == ORIEL_AUTO && style->height == 6 &&
		style->max_height == ORIEL_AUTO && style->basis == ORIEL_AUTO);
	assert_true(
		style->inset.left == ORIEL_AUTO && style->padding.left == 0 && style->margin.left == 0);
	oriel_destroy(box);
}

static void sizes_that_are_negative_or_not_numbers_become_zero(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .width = -5, .height = NAN, .min_width = INFINITY, .margin = NAN, .opacity = 7,
		.grow = -1);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->width == 0 && style->height == 0 && style->margin.left == 0 &&
		style->opacity == 1 && style->grow == 0);
	assert_true(style->min_width == 1e9f);
	oriel_destroy(box);
}

static void set_writes_names_and_states(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	assert_ptr_equal(
		oriel_set(box, .id = "x", .classes = "a b", .hidden = true, .disabled = true), box);
	assert_string_equal(oriel_attribute(box, "id"), "x");
	assert_true(oriel_has_class(box, "b") && oriel_is_hidden(box) && oriel_is_disabled(box));
	assert_int_equal(oriel_widget_style(box)->display, ORIEL_DISPLAY_NONE);
	oriel_set(box, .id = "y");
	assert_true(oriel_is_hidden(box) && oriel_is_disabled(box));
	oriel_set_hidden(box, false);
	oriel_set_disabled(box, false);
	assert_false(oriel_is_hidden(box) || oriel_is_disabled(box));
	assert_int_equal(oriel_widget_style(box)->display, ORIEL_DISPLAY_FLEX);
	oriel_destroy(box);
}

static void declarations_are_taken_back_also_by_shorthand(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_widget_declare(box, DECLARE(NUMBER(PADDING, 4)));
	oriel_widget_declare(box, DECLARE(NUMBER(OVERFLOW, ORIEL_OVERFLOW_HIDDEN)));
	oriel_widget_undeclare(box, ORIEL_PROPERTY_PADDING_X);
	const struct oriel_style *style = oriel_widget_style(box);
	assert_true(style->padding.top == 4 && style->padding.left == 0);
	assert_int_equal(style->overflow_y, ORIEL_OVERFLOW_HIDDEN);
	oriel_widget_undeclare(box, ORIEL_PROPERTY_PADDING);
	oriel_widget_undeclare(box, ORIEL_PROPERTY_OVERFLOW);
	assert_null(oriel__node_of(box)->inline_style);
	oriel_destroy(box);
}

static void invalid_declaration_is_left_out(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_widget_declare(box, DECLARE(NUMBER(DIRECTION, 99)));
	oriel_widget_declare(box, DECLARE(NUMBER(FONT_WEIGHT, NAN)));
	oriel_widget_declare(box, DECLARE({ .property = (enum oriel_property)999 }));
	assert_int_equal(oriel_widget_style(box)->direction, ORIEL_DIRECTION_ROW);
	assert_null(oriel__node_of(box)->inline_style);
	oriel_destroy(box);
}

static void overflow_visible_beside_another_becomes_auto(void **state) {
	oriel_widget *box = make(&box_class, "b", NULL);
	oriel_set(box, .overflow_y = ORIEL_OVERFLOW_AUTO);
	assert_int_equal(oriel_widget_style(box)->overflow_x, ORIEL_OVERFLOW_AUTO);
	oriel_destroy(box);
}

static void widgets_that_look_alike_share_their_values(void **state) {
	oriel_widget *root = make(&box_class, "r", NULL), *rows[2];
	for (int i = 0; i < 2; i++) {
		rows[i] = oriel_set(oriel_widget_new(&row_class), .padding = 3, .classes = "item");
		oriel_append(rows[i], oriel_widget_new(&button_class));
		oriel_append(root, rows[i]);
	}
	assert_ptr_equal(oriel_widget_style(rows[0]), oriel_widget_style(rows[1]));
	assert_ptr_equal(oriel_widget_style(oriel_first_child(rows[0])),
		oriel_widget_style(oriel_first_child(rows[1])));
	oriel_set(rows[1], .padding = 4);
	assert_ptr_not_equal(oriel_widget_style(rows[0]), oriel_widget_style(rows[1]));
	oriel_set(rows[1], .padding = 3);
	assert_ptr_equal(oriel_widget_style(rows[0]), oriel_widget_style(rows[1]));
	oriel_destroy(root);
}

static const struct oriel_rule hover_rules[] = {
	{ ".item:hover", DECLARE(COLOR(BACKGROUND, ORIEL_RGB(0xff0000))) },
	{ ".item:hover .delete", DECLARE(NUMBER(OPACITY, 0.5f)) },
	{ NULL, NULL },
};

static void hover_restyles_only_what_rules_name(void **state) {
	struct oriel__tree tree;
	assert_int_equal(oriel_theme_add(hover_rules), ORIEL_OK);
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
	assert_int_equal(oriel_widget_style(rows[1])->background, ORIEL_RGB(0xff0000));
	assert_true(oriel_widget_style(oriel_last_child(rows[1]))->opacity == 0.5f);
	oriel_widget_set_state(rows[1], ORIEL_STATE_ACTIVE, true);
	oriel__style_update(&tree);
	assert_order(&told, "");
	hide(&tree);
}

static void change_marks_only_what_has_to_be_done_again(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *box = make(&box_class, "b", root);
	show(&tree, root);
	struct oriel__node *node = oriel__node_of(box), *parent = oriel__node_of(root);
	const struct {
		struct oriel_declaration declaration;
		unsigned marks, parent_marks;
	} cases[] = {
		{ COLOR(BACKGROUND, 1), ORIEL__MARK_RECORD, 0 },
		{ NUMBER(CURSOR, ORIEL_CURSOR_TEXT), 0, 0 },
		{ NUMBER(GAP, 1), ORIEL__MARK_LAYOUT, 0 },
		{ NUMBER(MARGIN, 1), ORIEL__MARK_LAYOUT, ORIEL__MARK_LAYOUT },
		{ NUMBER(FONT_SIZE, 9), ORIEL__MARK_LAYOUT | ORIEL__MARK_RECORD, 0 },
		{ NUMBER(FONT_SIZE, 9), 0, 0 },
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		node->marks = parent->marks = 0;
		oriel_widget_declare(box, &cases[i].declaration);
		oriel__style_update(&tree);
		assert_int_equal(node->marks, cases[i].marks);
		assert_int_equal(parent->marks & ORIEL__MARK_ALL, cases[i].parent_marks);
	}
	hide(&tree);
}

static const struct oriel_rule structure_rules[] = {
	{ "row:last-child", DECLARE(NUMBER(GAP, 1)) },
	{ "row:nth-child(even)", DECLARE(NUMBER(RADIUS, 2)) },
	{ "box:empty", DECLARE(NUMBER(GROW, 3)) },
	{ "row.on + row", DECLARE(NUMBER(WIDTH, 4)) },
	{ NULL, NULL },
};

static void structure_restyles_neighbours(void **state) {
	struct oriel__tree tree;
	assert_int_equal(oriel_theme_add(structure_rules), ORIEL_OK);
	oriel_widget *root = make(&box_class, "r", NULL);
	show(&tree, root);
	assert_true(oriel_widget_style(root)->grow == 3);
	oriel_widget *a = make(&row_class, "a", root), *b = make(&row_class, "b", root);
	oriel__style_update(&tree);
	assert_true(oriel_widget_style(root)->grow == 0);
	assert_true(oriel_widget_style(a)->gap == 0 && oriel_widget_style(b)->gap == 1);
	assert_true(oriel_widget_style(a)->radius == 0 && oriel_widget_style(b)->radius == 2);
	oriel_add_class(a, "on");
	assert_true(oriel_widget_style(b)->width == 4);
	oriel_widget *c = make(&row_class, "c", NULL);
	oriel_insert_before(root, c, b);
	oriel__style_update(&tree);
	assert_true(oriel_widget_style(b)->width == ORIEL_AUTO && oriel_widget_style(c)->width == 4);
	assert_true(oriel_widget_style(b)->radius == 0 && oriel_widget_style(c)->radius == 2);
	oriel_destroy(b);
	oriel__style_update(&tree);
	assert_true(oriel_widget_style(c)->gap == 1);
	hide(&tree);
}

static const struct oriel_rule late_rules[] = { { "button", DECLARE(NUMBER(GAP, 5)) },
	{ NULL, NULL } };

static void theme_added_later_restyles_all(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *button = make(&button_class, "b", root);
	oriel_widget *alone = make(&button_class, "alone", NULL);
	show(&tree, root);
	assert_true(oriel_widget_style(alone)->gap == 0);
	assert_int_equal(oriel_theme_add(late_rules), ORIEL_OK);
	assert_true(oriel_widget_style(alone)->gap == 5);
	oriel__style_update(&tree);
	assert_true(oriel_widget_style(button)->gap == 5);
	hide(&tree);
	oriel_destroy(alone);
}

static void style_on_demand_is_told_by_the_next_update(void **state) {
	struct oriel__tree tree;
	oriel_widget *root = make(&box_class, "r", NULL), *box = make(&box_class, "b", root);
	show(&tree, root);
	oriel_set(root, .font_size = 30);
	assert_true(oriel_widget_style(box)->font_size == 30);
	assert_order(&told, "");
	oriel__style_update(&tree);
	assert_order(&told, "r, b");
	hide(&tree);
}

static void removed_widget_inherits_no_longer(void **state) {
	oriel_widget *root = oriel_set(make(&box_class, "r", NULL), .font_size = 30),
				 *box = make(&box_class, "b", root);
	assert_true(oriel_widget_style(box)->font_size == 30);
	oriel_remove(box);
	assert_true(oriel_widget_style(box)->font_size == 14);
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

static const struct oriel_rule restless_rules[] = { { ".x", DECLARE(NUMBER(GAP, 5)) },
	{ NULL, NULL } };

static void class_that_always_restyles_itself_is_put_off_to_the_next_frame(void **state) {
	static const struct oriel_widget_class restless = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "restless",
		.size = sizeof(struct oriel_widget_base),
		.changed = on_changed_add_class,
	};
	static const struct oriel__tree_class marked_class = { .marked = on_marked };
	struct oriel__tree tree = { .tree_class = &marked_class };
	assert_int_equal(oriel_theme_add(restless_rules), ORIEL_OK);
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
	oriel_set(root, .font_size = 20);
	assert_true(oriel_widget_style(deepest)->font_size == 20);
	hide(&tree);
}

static const struct oriel_rule part_rules[] = {
	{ ".knob", DECLARE(NUMBER(GAP, 4)) },
	{ "box .knob", DECLARE(NUMBER(GAP, 9)) },
	{ ".knob:last-child", DECLARE(NUMBER(PADDING, 3)) },
	{ "box:empty", DECLARE(NUMBER(PADDING, 7)) },
	{ ":root", DECLARE(NUMBER(GAP, 100)) },
	{ NULL, NULL },
};

static void parts_inherit_and_are_matched_within_their_tree(void **state) {
	assert_int_equal(oriel_theme_add(part_rules), ORIEL_OK);
	oriel_widget *host = make(&box_class, "h", NULL), *knob = make(&row_class, "k", NULL),
				 *inner = make(&row_class, "i", knob), *other = make(&row_class, "o", NULL);
	oriel_add_class(knob, "knob");
	assert_int_equal(oriel_widget_append_shadow_child(host, knob), ORIEL_OK);
	oriel_set(host, .color = ORIEL_RGB(0x112233));
	assert_int_equal(oriel_widget_style(inner)->color, ORIEL_RGB(0x112233));
	assert_true(oriel_widget_style(knob)->gap == 4 && oriel_widget_style(knob)->padding.left == 3);
	assert_true(oriel_widget_style(host)->padding.left == 7);
	assert_int_equal(oriel_widget_append_shadow_child(host, other), ORIEL_OK);
	assert_true(oriel_widget_style(knob)->padding.left == 0);
	oriel_set(host, .color = ORIEL_RGB(0x445566));
	assert_int_equal(oriel_widget_style(inner)->color, ORIEL_RGB(0x445566));
	oriel_remove(knob);
	assert_int_equal(oriel_widget_style(inner)->color, oriel_widget_style(knob)->color);
	assert_true(oriel_widget_style(knob)->gap == 100);
	oriel_destroy(knob);
	oriel_destroy(host);
}

/* A button is disabled, or a field has the focus, and its parts look so. */
static const struct oriel_rule host_rules[] = {
	{ ".mark", DECLARE(NUMBER(GAP, 1)) },
	{ ":host(box:disabled) .mark", DECLARE(NUMBER(GAP, 2)) },
	{ ":host(box.big:focus) > row .mark", DECLARE(NUMBER(PADDING, 5)) },
	{ ":host(box)", DECLARE(NUMBER(RADIUS, 100)) },
	{ NULL, NULL },
};

static void add_values(struct order *values, const oriel_widget *widget) {
	const struct oriel_style *style = oriel_widget_style(widget);
	order_add(values, "%s %g %g", oriel_attribute(widget, "id"), style->gap, style->padding.left);
}

static void parts_are_styled_by_the_state_of_their_host(void **state) {
	static struct order values;
	struct oriel__tree tree = { .tree_class = &tree_class };
	assert_int_equal(oriel_theme_add(host_rules), ORIEL_OK);
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
	assert_true(oriel_widget_style(host)->radius == 0);
	hide(&tree);
}

static void text_is_styled_by_nothing_and_counts_for_empty(void **state) {
	assert_int_equal(oriel_theme_add(part_rules), ORIEL_OK);
	oriel_widget *box = make(&box_class, "b", NULL), *text = oriel_text_node(""),
				 *other = make(&row_class, "r", NULL);
	oriel_append(box, text);
	assert_int_equal(oriel_widget_style(text)->display, ORIEL_DISPLAY_NONE);
	assert_true(oriel_widget_style(box)->padding.left == 7);
	oriel_text_node_set_data(text, "x");
	assert_true(oriel_widget_style(box)->padding.left == 0);
	oriel_text_node_set_data(text, "");
	assert_true(oriel_widget_style(box)->padding.left == 7);
	oriel_add_class(other, "knob");
	oriel_prepend(box, other);
	assert_true(oriel_widget_style(other)->padding.left == 3);
	assert_true(oriel_widget_style(box)->padding.left == 0);
	oriel_destroy(box);
}

int main(void) {
	return RUN_TESTS(
		STYLE_TEST(initial_values_are_those_of_css),
		STYLE_TEST(specificity_then_order_then_inline_decide),
		STYLE_TEST(rules_of_the_program_win_over_those_of_the_toolkit_that_come_later),
		STYLE_TEST(rules_of_the_program_win_over_those_of_the_toolkit_that_came_before),
		STYLE_TEST(malformed_rule_adds_nothing_and_is_logged),
		STYLE_TEST(text_properties_are_inherited_and_boxes_are_not),
		STYLE_TEST(auto_takes_back_what_was_set),
		STYLE_TEST(set_takes_the_narrower_field_and_writes_zero_only_when_told),
		STYLE_TEST(sizes_that_are_negative_or_not_numbers_become_zero),
		STYLE_TEST(set_writes_names_and_states),
		STYLE_TEST(declarations_are_taken_back_also_by_shorthand),
		STYLE_TEST(invalid_declaration_is_left_out),
		STYLE_TEST(overflow_visible_beside_another_becomes_auto),
		STYLE_TEST(widgets_that_look_alike_share_their_values),
		STYLE_TEST(hover_restyles_only_what_rules_name),
		STYLE_TEST(change_marks_only_what_has_to_be_done_again),
		STYLE_TEST(structure_restyles_neighbours),
		STYLE_TEST(theme_added_later_restyles_all),
		STYLE_TEST(style_on_demand_is_told_by_the_next_update),
		STYLE_TEST(removed_widget_inherits_no_longer),
		STYLE_TEST(class_that_always_restyles_itself_is_put_off_to_the_next_frame),
		STYLE_TEST(deep_tree_is_styled_without_recursion),
		STYLE_TEST(parts_inherit_and_are_matched_within_their_tree),
		STYLE_TEST(parts_are_styled_by_the_state_of_their_host),
		STYLE_TEST(text_is_styled_by_nothing_and_counts_for_empty));
}
