/* SPDX-License-Identifier: MIT */
/*
 * ::before, ::after, ::backdrop and ::selection: their values, the boxes that these make, and what
 * makes them out of date.
 */
#include "test.h"

#include <oriel/extend/widget.h>
#include <oriel/runtime/loop.h>
#include <oriel/ui/mutation.h>
#include <oriel/ui/node.h>
#include <oriel/ui/selector.h>
#include <oriel/ui/set.h>

#include "style/style_state_internal.h"
#include "tree/walk_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CLASS(type) \
	{ .abi = ORIEL_WIDGET_ABI, .name = type, .size = sizeof(struct oriel_widget_base) }

static const struct oriel_widget_class box_class = CLASS("box"), text_class = CLASS("text");
static const struct oriel__tree_class tree_class = { 0 };

static int begin(void **state) {
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel__style_set_generated_class(*state, &text_class);
	return 0;
}

static int end(void **state) {
	oriel_loop_destroy(*state);
	return 0;
}

#define GENERATED_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

static oriel_sheet_id add(const char *text) {
	return oriel__style_add_sheet(
		oriel_loop_current(), oriel_sheet_parse(text, .name = "sheet"), NULL);
}

static oriel_widget *box_new(oriel_widget *parent, const char *classes) {
	oriel_widget *box = oriel_set(oriel_widget_new(&box_class), .classes = classes);
	if (parent != NULL)
		oriel_append(parent, box);
	return box;
}

/* The flat tree inside a widget: types, and the texts of boxes. */
static const char *flat_of(oriel_widget *widget) {
	static char text[512];
	struct oriel__node *root = oriel__node_of(widget);
	size_t length;
	text[0] = '\0';
	oriel__node_style(root, "flat_of");
	for (struct oriel__node *node = oriel__flat_next(root, root); node != NULL;
		node = oriel__flat_next(node, root)) {
		oriel__node_style(node, "flat_of");
		bool is_box = node->kind == ORIEL__NODE_GENERATED;
		size_t at = strlen(text);
		snprintf(text + at, sizeof(text) - at, "%s%s%s%s", at > 0 ? " " : "", node->type->text,
			is_box ? "=" : "",
			is_box ? oriel__generated_text(oriel__widget_of(node), &length) : "");
	}
	return text;
}

/* The same backwards. */
static const char *flat_backwards(oriel_widget *widget) {
	static char text[512];
	struct oriel__node *root = oriel__node_of(widget);
	text[0] = '\0';
	for (struct oriel__node *node = oriel__flat_last_inside(root); node != root;
		node = oriel__flat_previous(node, root)) {
		size_t at = strlen(text);
		snprintf(text + at, sizeof(text) - at, "%s%s", at > 0 ? " " : "", node->type->text);
	}
	return text;
}

#define assert_style(widget, property, expected) \
	assert_string_equal(oriel_computed_style(widget, property), expected)
#define assert_pseudo(widget, property, of, expected) \
	assert_string_equal(oriel_computed_style(widget, property, .pseudo = of), expected)

/* ---- ::before and ::after ---- */

static void text_makes_boxes_around_the_children(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	box_new(box, NULL);
	oriel_widget_append_shadow_child(box, oriel_widget_new(&box_class));
	add(".a::before { content: 'one' } .a:after { content: 'two' } box::after { color: red }");
	assert_string_equal(flat_of(box), "::before=one box ::after=two box");
	assert_string_equal(flat_backwards(box), "box ::after box ::before");
	oriel_destroy(box);
}

static void boxes_alone_are_a_flow(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	add("box::before { content: '<' } box::after { content: '' }");
	assert_string_equal(flat_of(box), "::before=< ::after=");
	assert_string_equal(flat_backwards(box), "::after ::before");
	oriel_destroy(box);
}

static void boxes_are_no_children(void **state) {
	oriel_widget *box = box_new(NULL, "a"), *found[4];
	(void)state;
	add("box::before { content: 'x' } :empty { width: 1px }");
	assert_string_equal(flat_of(box), "::before=x");
	assert_style(box, "width", "1px");
	assert_int_equal(oriel_child_count(box), 0);
	assert_null(oriel_first_child(box));
	assert_null(oriel_widget_first_shadow_child(box));
	assert_int_equal(oriel_query_all(box, "*", found, 4), 0);
	char *described = oriel_widget_describe_tree(box);
	assert_null(strstr(described, "x"));
	free(described);
	oriel_destroy(box);
}

static void count_records(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	(void)records;
	*(size_t *)data += count;
}

static void boxes_come_and_go_without_mutation_records(void **state) {
	oriel_widget *box = box_new(NULL, NULL);
	oriel_mutation_observer_id observer;
	size_t records = 0;
	(void)state;
	observer = oriel_mutation_observer_new(count_records, &records);
	oriel_mutation_observe(observer, box, ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE);
	add(".a::before { content: 'x' }");
	assert_string_equal(flat_of(box), "");
	oriel_add_class(box, "a");
	assert_string_equal(flat_of(box), "::before=x");
	oriel_remove_class(box, "a");
	assert_string_equal(flat_of(box), "");
	assert_int_equal(oriel_mutation_take_records(observer, count_records, &records), 0);
	assert_int_equal(records, 0);
	oriel_destroy(box);
}

static void boxes_inherit_from_their_widget(void **state) {
	oriel_widget *box = oriel_set(
		box_new(NULL, "a"), .style = "color: red; --t: 'v'; padding: 3px");
	(void)state;
	add(".a::before { content: var(--t); font-size: 2em; width: 1em; padding: inherit }");
	assert_string_equal(flat_of(box), "::before=v");
	assert_pseudo(box, "color", "::before", "rgb(255, 0, 0)");
	assert_pseudo(box, "width", "::before", "28px");
	assert_pseudo(box, "padding", "::before", "3px");
	oriel_set_style(box, "--t", "'w'");
	assert_string_equal(flat_of(box), "::before=w");
	oriel_destroy(box);
}

static void the_cascade_is_that_of_the_widget(void **state) {
	oriel_widget *box = box_new(NULL, "a b");
	(void)state;
	add(".a.b::before { content: 'strong' } .a::before { content: 'weak'; order: 0 }"
		"box::before { content: 'weaker' !important }");
	assert_string_equal(flat_of(box), "::before=weaker");
	assert_string_equal(oriel_style_explain(box, "content", .pseudo = "::before"),
		"sheet:1:76: box::before: content: \"weaker\" !important\n"
		"sheet:1:1: .a.b::before: content: \"strong\"\n"
		"sheet:1:36: .a::before: content: \"weak\"\n");
	oriel_destroy(box);
}

static void without_text_there_is_no_box(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	add("box::before { content: none } box::after { color: red }");
	assert_string_equal(flat_of(box), "");
	assert_pseudo(box, "content", "::before", "none");
	assert_pseudo(box, "content", "::after", "none");
	assert_pseudo(box, "color", "::after", "rgb(255, 0, 0)");
	assert_pseudo(box, "color", "::nothing", "");
	assert_style(box, "content", "normal");
	oriel_destroy(box);
}

static void nested_rules_have_boxes(void **state) {
	oriel_widget *box = box_new(NULL, "a"), *inner = box_new(box, NULL);
	(void)state;
	add(".a { &::before { content: '1' } ::after { content: '2' } }");
	assert_string_equal(flat_of(box), "::before=1 box ::after=2");
	assert_pseudo(inner, "content", "::after", "\"2\"");
	oriel_destroy(box);
}

static void parts_have_boxes(void **state) {
	oriel_widget *box = box_new(NULL, "a"), *part = oriel_widget_new(&box_class);
	(void)state;
	oriel_set_attribute(part, "part", "label");
	oriel_widget_append_shadow_child(box, part);
	add("box::before { content: 'x' } .a::part(label)::after { content: 'y' }");
	assert_string_equal(flat_of(box), "::before=x box ::after=y");
	oriel_destroy(box);
}

static void states_change_boxes_and_nothing_else(void **state) {
	oriel_widget *root = box_new(NULL, NULL), *box = box_new(root, "a");
	struct oriel__tree tree = { .tree_class = &tree_class };
	(void)state;
	for (int i = 0; i < 20; i++)
		box_new(root, "b");
	add(".a:hover::before { content: 'x' } .b::after { content: 'y' }");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__style_update(&tree);
	uint64_t restyled = tree.counts.restyled;
	oriel_widget_set_state(box, ORIEL_STATE_HOVER, true);
	oriel__style_update(&tree);
	assert_string_equal(flat_of(box), "::before=x");
	assert_int_equal(tree.counts.restyled - restyled, 2);
	oriel_widget_set_state(box, ORIEL_STATE_HOVER, false);
	oriel__style_update(&tree);
	assert_string_equal(flat_of(box), "");
	assert_int_equal(tree.counts.restyled - restyled, 3);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static void equal_siblings_share_the_values_of_their_boxes(void **state) {
	oriel_widget *root = box_new(NULL, NULL);
	struct oriel__tree tree = { .tree_class = &tree_class };
	for (int i = 0; i < 50; i++)
		box_new(root, "b");
	add(".b::before { content: 'y' }");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__style_update(&tree);
	assert_true(oriel__style_counts(*state)->tried < 10);
	assert_string_equal(flat_of(oriel_last_child(root)), "::before=y");
	const struct oriel__node *first = oriel__node_of(oriel_first_child(root)),
							 *last = oriel__node_of(oriel_last_child(root));
	assert_ptr_equal(first->rare->before->computed, last->rare->before->computed);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static void boxes_go_with_their_sheet(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	oriel_sheet_id id = add(".a::before { content: 'x' }");
	assert_string_equal(flat_of(box), "::before=x");
	oriel_sheet_remove(id);
	assert_string_equal(flat_of(box), "");
	oriel_destroy(box);
}

static void boxes_of_a_removed_widget_go_along(void **state) {
	oriel_widget *root = box_new(NULL, NULL), *box = box_new(root, "a");
	struct oriel__tree tree = { .tree_class = &tree_class };
	(void)state;
	add(".a::before { content: 'x' }");
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel__style_update(&tree);
	const struct oriel__node *before = oriel__node_of(box)->rare->before;
	assert_ptr_equal(before->tree, &tree);
	oriel_remove(box);
	assert_null(before->tree);
	assert_string_equal(flat_of(box), "::before=x");
	oriel_destroy(box);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

/* ---- ::backdrop ---- */

static void a_backdrop_has_values_of_its_own(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	struct oriel__node *node = oriel__node_of(box);
	(void)state;
	assert_int_equal(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP)->background, 0);
	add(".a::backdrop { background: #00000080 } .a:hover::backdrop { background: #000 }");
	assert_int_equal(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP)->background, 0x80);
	assert_style(box, "background-color", "rgba(0, 0, 0, 0)");
	node->marks = 0;
	oriel_widget_set_state(box, ORIEL_STATE_HOVER, true);
	assert_int_equal(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP)->background, 0xff);
	assert_true(node->marks & ORIEL__MARK_RECORD);
	oriel_destroy(box);
}

static void a_backdrop_follows_the_window(void **state) {
	struct oriel__media media = { .width = 400, .height = 200, .resolution = 1, .font_size = 14 };
	struct oriel__tree tree = { .tree_class = &tree_class, .media = &media };
	oriel_widget *box = box_new(NULL, "a");
	struct oriel__node *node = oriel__node_of(box);
	(void)state;
	oriel__tree_set_root(&tree, node);
	add(".a::backdrop { width: 10vw } .a::before { content: ''; height: 10vh }");
	oriel__style_update(&tree);
	assert_true(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP)->width.px == 40);
	struct oriel__media before = media;
	media.width = 500;
	media.height = 300;
	oriel__style_media_changed(&tree, &before);
	oriel__style_update(&tree);
	assert_true(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP)->width.px == 50);
	assert_true(oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BEFORE)->height.px == 30);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(box);
}

/* ---- ::selection ---- */

static void a_selection_inherits_from_the_one_around(void **state) {
	oriel_widget *outer = box_new(NULL, "a"), *inner = box_new(outer, "b");
	(void)state;
	add(".a::selection { background: var(--c); color: white; text-decoration: line-through }"
		".b { --c: red; color: blue } .a { --c: lime }"
		".b::selection { color: currentcolor }");
	assert_pseudo(outer, "background-color", "::selection", "rgb(0, 255, 0)");
	assert_pseudo(inner, "background-color", "::selection", "rgb(0, 255, 0)");
	assert_pseudo(outer, "color", "::selection", "rgb(255, 255, 255)");
	assert_pseudo(inner, "color", "::selection", "rgb(0, 0, 255)");
	assert_pseudo(inner, "text-decoration-line", "::selection", "line-through");
	assert_pseudo(inner, "width", "::selection", "");
	oriel_destroy(outer);
}

static void a_list_may_name_a_widget_and_its_selection(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	add(".a, .a::selection { color: red; background: blue }");
	assert_style(box, "color", "rgb(255, 0, 0)");
	assert_style(box, "background-color", "rgb(0, 0, 255)");
	assert_pseudo(box, "color", "::selection", "rgb(255, 0, 0)");
	assert_pseudo(box, "background-color", "::selection", "rgb(0, 0, 255)");
	oriel_destroy(box);
}

static void a_selection_may_ask_for_the_window(void **state) {
	oriel_widget *box = box_new(NULL, "a");
	(void)state;
	add("::selection { background: red } ::selection:window-inactive { background: initial }");
	assert_pseudo(box, "background-color", "::selection", "rgb(255, 0, 0)");
	oriel_widget_set_state(box, ORIEL_STATE_WINDOW_INACTIVE, true);
	assert_pseudo(box, "background-color", "::selection", "rgba(0, 0, 0, 0)");
	oriel_destroy(box);
}

static int reshaped;

static void on_box_changed(oriel_widget *widget, const struct oriel_change *change) {
	reshaped += change->kind == ORIEL_CHANGE_STYLE;
}

static void content_has_parts(void **state) {
	static const struct oriel_widget_class shaping_class = { .abi = ORIEL_WIDGET_ABI,
		.name = "text",
		.size = sizeof(struct oriel_widget_base),
		.changed = on_box_changed };
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel__style_set_generated_class(*state, &shaping_class);
	oriel_widget *box = box_new(NULL, "a"), *other = box_new(box, "a");
	add(".a::before { content: 'n' attr(data-n) '.' } .a::after { content: attr(x, '?')attr(y) }");
	oriel_set_attribute(box, "data-n", "1");
	oriel__tree_set_root(&tree, oriel__node_of(box));
	oriel__style_update(&tree);
	assert_string_equal(flat_of(box), "::before=n1. box ::before=n. ::after=? ::after=?");
	assert_pseudo(box, "content", "::before", "\"n1.\"");
	reshaped = 0;
	oriel_set_attribute(box, "data-n", "22");
	oriel__style_update(&tree);
	assert_int_equal(reshaped, 1);
	oriel_set_attribute(other, "y", "Y");
	oriel_set_attribute(other, "x", "");
	oriel_set_attribute(other, "unrelated", "1");
	oriel__style_update(&tree);
	assert_int_equal(reshaped, 2);
	assert_string_equal(flat_of(box), "::before=n22. box ::before=n. ::after=Y ::after=?");
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(box);
}

int main(void) {
	return RUN_TESTS(
		GENERATED_TEST(text_makes_boxes_around_the_children),
		GENERATED_TEST(boxes_alone_are_a_flow),
		GENERATED_TEST(boxes_are_no_children),
		GENERATED_TEST(boxes_come_and_go_without_mutation_records),
		GENERATED_TEST(boxes_inherit_from_their_widget),
		GENERATED_TEST(the_cascade_is_that_of_the_widget),
		GENERATED_TEST(without_text_there_is_no_box),
		GENERATED_TEST(content_has_parts),
		GENERATED_TEST(nested_rules_have_boxes),
		GENERATED_TEST(parts_have_boxes),
		GENERATED_TEST(states_change_boxes_and_nothing_else),
		GENERATED_TEST(equal_siblings_share_the_values_of_their_boxes),
		GENERATED_TEST(boxes_go_with_their_sheet),
		GENERATED_TEST(boxes_of_a_removed_widget_go_along),
		GENERATED_TEST(a_backdrop_has_values_of_its_own),
		GENERATED_TEST(a_backdrop_follows_the_window),
		GENERATED_TEST(a_selection_inherits_from_the_one_around),
		GENERATED_TEST(a_list_may_name_a_widget_and_its_selection),
		GENERATED_TEST(a_selection_may_ask_for_the_window));
}
