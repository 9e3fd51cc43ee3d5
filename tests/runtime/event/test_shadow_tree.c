/* SPDX-License-Identifier: MIT */
/*
 * Shadow trees: the targets that an event shows inside and outside of one. They behave as closed
 * shadow trees of the DOM.
 */
#include "nodes.h"

#include <string.h>

/* root > field (host) > [ bar > arrow, text ]; arrow (host) > [ glyph ] */
struct tree {
	struct node *root, *field, *bar, *arrow, *text, *glyph, *other;
};

static void record_event(oriel_event *event, struct mark *mark) {
	oriel_target *path[16];
	size_t count = oriel_event_composed_path(event, path, 16);
	char text[256] = "";
	for (size_t i = 0; i < count; i++) {
		strcat(text, " ");
		strcat(text, target_name(path[i]));
	}
	order_add(&mark->world->order, "%s>%s [%s ]", target_name(oriel_event_target(event)),
		target_name(oriel_event_related_target(event)), text);
}

static struct tree make_tree(struct world *world, bool listening) {
	struct tree tree;
	tree.root = node_new(world, "root", NULL);
	tree.other = node_new(world, "other", tree.root);
	tree.field = node_new(world, "field", tree.root);
	tree.bar = shadow_child_new(world, "bar", tree.field);
	tree.arrow = node_new(world, "arrow", tree.bar);
	tree.text = shadow_child_new(world, "text", tree.field);
	tree.glyph = shadow_child_new(world, "glyph", tree.arrow);
	struct node *nodes[] = { tree.root, tree.field, tree.bar, tree.arrow, tree.glyph };
	for (size_t i = 0; listening && i < 5; i++)
		oriel_listen(&nodes[i]->target, "x", on_mark, mark_doing(world, NULL, record_event, NULL));
	return tree;
}

static void an_event_from_a_shadow_tree_is_retargeted_at_the_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.arrow->target, "x", .bubbles = true, .composed = true);
	assert_order(&world->order,
		"target arrow, arrow>none [ arrow bar field root ], bubble bar, arrow>none [ arrow bar "
		"field root ], "
		"target field, field>none [ field root ], bubble root, field>none [ field root ]");
}

static void an_event_leaves_nested_shadow_trees_one_by_one(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.glyph->target, "x", .bubbles = true, .composed = true);
	assert_order(&world->order,
		"target glyph, glyph>none [ glyph arrow bar field root ], "
		"target arrow, arrow>none [ arrow bar field root ], bubble bar, arrow>none [ arrow bar "
		"field root ], "
		"target field, field>none [ field root ], bubble root, field>none [ field root ]");
}

static void an_event_that_does_not_bubble_reaches_each_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.glyph->target, "x", .composed = true);
	assert_order(&world->order,
		"target glyph, glyph>none [ glyph arrow bar field root ], target arrow, arrow>none [ arrow "
		"bar field root ], "
		"target field, field>none [ field root ]");
}

static void capture_listeners_see_the_host_as_target_at_the_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, false);
	struct node *nodes[] = { tree.root, tree.field, tree.bar, tree.arrow };
	for (size_t i = 0; i < 4; i++)
		oriel_listen(&nodes[i]->target, "x", on_mark, mark(world, NULL), .capture = true);
	oriel_fire(&tree.arrow->target, "x", .bubbles = true, .composed = true);
	assert_order(&world->order, "capture root, target field, capture bar, target arrow");
}

static void an_event_that_is_not_composed_stays_in_its_shadow_tree(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.arrow->target, "x", .bubbles = true);
	assert_order(&world->order,
		"target arrow, arrow>none [ arrow bar ], bubble bar, arrow>none [ arrow bar ]");
	oriel_fire(&tree.field->target, "x", .bubbles = true);
	assert_order(&world->order,
		"target field, field>none [ field root ], bubble root, field>none [ field root ]");
}

static void an_event_between_shadow_children_of_one_host_stays_inside(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.arrow->target, "x", .bubbles = true, .composed = true,
		.related_target = &tree.text->target);
	assert_order(&world->order,
		"target arrow, arrow>text [ arrow bar ], bubble bar, arrow>text [ arrow bar ]");
}

static void a_related_target_in_a_shadow_tree_is_retargeted_at_its_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.root->target, "x", .bubbles = true, .composed = true,
		.related_target = &tree.glyph->target);
	assert_order(&world->order, "target root, root>field [ root ]");
	oriel_fire(&tree.glyph->target, "x", .bubbles = true, .composed = true,
		.related_target = &tree.other->target);
	assert_order(&world->order,
		"target glyph, glyph>other [ glyph arrow bar field root ], "
		"target arrow, arrow>other [ arrow bar field root ], bubble bar, arrow>other [ arrow bar "
		"field root ], "
		"target field, field>other [ field root ], bubble root, field>other [ field root ]");
}

static void an_event_between_a_host_and_its_shadow_child_skips_the_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	oriel_fire(&tree.field->target, "x", .bubbles = true, .composed = true,
		.related_target = &tree.arrow->target);
	assert_order(&world->order, "");
	oriel_fire(&tree.field->target, "x", .bubbles = true, .composed = true,
		.related_target = &tree.field->target);
	assert_order(&world->order,
		"target field, field>field [ field root ], bubble root, field>field [ field root ]");
}

static void after_the_dispatch_no_shadow_child_is_visible(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, false);
	oriel_event *event = oriel_event_new(
		"x", .bubbles = true, .related_target = &tree.text->target);
	oriel_dispatch(&tree.arrow->target, event);
	assert_null(oriel_event_target(event));
	assert_null(oriel_event_related_target(event));
	oriel_event_unref(event);
	event = oriel_event_new("x", .composed = true, .related_target = &tree.other->target);
	oriel_dispatch(&tree.arrow->target, event);
	assert_ptr_equal(oriel_event_target(event), &tree.field->target);
	assert_ptr_equal(oriel_event_related_target(event), &tree.other->target);
	oriel_event_unref(event);
}

static void a_click_in_a_shadow_tree_activates_its_host(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, false);
	tree.field->activates = true;
	oriel_fire(&tree.glyph->target, "click", .composed = true);
	oriel_fire(&tree.glyph->target, "click");
	assert_order(&world->order, "pre-activate field, activate field");
}

static void outside_delegation_never_matches_shadow_children(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, false);
	delegate(tree.root, "x", "*", mark(world, "outside"), (struct oriel_listen_options){ 0 });
	delegate(tree.bar, "x", "*", mark(world, "inside"), (struct oriel_listen_options){ 0 });
	oriel_fire(&tree.glyph->target, "x", .bubbles = true, .composed = true);
	assert_order(&world->order, "bubble arrow inside, bubble field outside");
}

static oriel_target *parent_in_data(oriel_target *target, const oriel_event *event) {
	return oriel_target_data(target);
}

static void a_custom_target_whose_path_enters_a_shadow_tree_is_inside_it(void **state) {
	struct world *world = *state;
	struct tree tree = make_tree(world, true);
	static const struct oriel_target_class target_class = { .get_parent = parent_in_data,
		.size = sizeof(target_class) };
	oriel_target *own = oriel_target_new(&target_class, &tree.bar->target);
	oriel_fire(own, "x", .bubbles = true);
	assert_order(&world->order, "bubble bar, target>none [ target bar ]");
	oriel_fire(own, "x", .bubbles = true, .composed = true);
	assert_order(&world->order,
		"bubble bar, target>none [ target bar field root ], target field, field>none [ field root "
		"], bubble root, field>none [ field root ]");
	oriel_target_destroy(own);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(an_event_from_a_shadow_tree_is_retargeted_at_the_host),
		TEST(an_event_leaves_nested_shadow_trees_one_by_one),
		TEST(an_event_that_does_not_bubble_reaches_each_host),
		TEST(capture_listeners_see_the_host_as_target_at_the_host),
		TEST(an_event_that_is_not_composed_stays_in_its_shadow_tree),
		TEST(an_event_between_shadow_children_of_one_host_stays_inside),
		TEST(a_related_target_in_a_shadow_tree_is_retargeted_at_its_host),
		TEST(an_event_between_a_host_and_its_shadow_child_skips_the_host),
		TEST(after_the_dispatch_no_shadow_child_is_visible),
		TEST(a_click_in_a_shadow_tree_activates_its_host),
		TEST(outside_delegation_never_matches_shadow_children),
		TEST(a_custom_target_whose_path_enters_a_shadow_tree_is_inside_it));
}
