/* SPDX-License-Identifier: MIT */
/*
 * Destroying targets in any listener of any phase, and events whose targets were freed.
 */
#include "nodes.h"

static const char *const names[] = { "root", "box", "button" };
enum { LEVELS = 3 };

static void destroy(oriel_event *event, struct mark *mark) {
	node_destroy(mark->arg);
	node_destroy(mark->arg);
	/* The target stays readable until the outermost callback has returned. */
	assert_string_equal(target_name(mark->arg), ((struct named_node *)mark->arg)->name);
}

static void make_path(struct world *world, struct node *path[LEVELS]) {
	for (size_t i = 0; i < LEVELS; i++)
		path[i] = node_new(world, names[i], i > 0 ? path[i - 1] : NULL);
}

/* Adds the listener that destroys, then one for each phase at every level. */
static void listen_everywhere(
	struct world *world, struct node *path[LEVELS], size_t at, size_t victim, bool capture) {
	oriel_listen(&path[at]->target, "x", on_mark,
		mark_doing(world, "destroys", destroy, path[victim]), .capture = capture,
		.release = drop_mark);
	for (size_t i = 0; i < LEVELS; i++) {
		oriel_listen(&path[i]->target, "x", on_mark, mark(world, NULL), .capture = true,
			.release = drop_mark);
		oriel_listen(&path[i]->target, "x", on_mark, mark(world, NULL), .release = drop_mark);
	}
}

/* Writes the expected order: every listener on the path is called, except those of the victim after
 * its destruction. */
static void expect(struct order *order, size_t at, size_t victim, bool capture) {
	bool destroyed = false;
	for (size_t step = 0; step < 2 * LEVELS; step++) {
		bool down = step < LEVELS;
		size_t level = down ? step : 2 * LEVELS - 1 - step;
		const char *phase = level == LEVELS - 1 ? "target" : down ? "capture" : "bubble";
		if (level == at && capture == down) {
			order_add(order, "%s %s destroys", phase, names[level]);
			destroyed = true;
		}
		if (!destroyed || level != victim)
			order_add(order, "%s %s", phase, names[level]);
	}
	if (at == victim)
		order_add(order, "drop destroys");
}

static void destroying_any_target_in_any_listener_leaves_the_others(void **state) {
	struct world *world = *state;
	for (size_t at = 0; at < LEVELS; at++) {
		for (size_t victim = 0; victim < LEVELS; victim++) {
			for (int capture = 0; capture < 2; capture++) {
				struct node *path[LEVELS];
				struct order expected = { 0 };
				make_path(world, path);
				listen_everywhere(world, path, at, victim, capture);
				expect(&expected, at, victim, capture);
				fire(path[LEVELS - 1], "x");
				assert_order(&world->order, expected.text);
				for (size_t i = 0; i < LEVELS; i++) {
					if (i != victim)
						node_destroy(path[i]);
				}
				world->order = (struct order){ 0 };
			}
		}
	}
}

static void destroy_all(oriel_event *event, struct mark *mark) {
	while (mark->world->nodes != NULL)
		node_destroy(&mark->world->nodes->node);
}

static void destroying_the_whole_tree_ends_the_dispatch(void **state) {
	struct world *world = *state;
	for (int capture = 0; capture < 2; capture++) {
		for (size_t at = 0; at < LEVELS; at++) {
			struct node *path[LEVELS];
			make_path(world, path);
			oriel_listen(&path[at]->target, "x", on_mark,
				mark_doing(world, NULL, destroy_all, NULL), .capture = capture);
			for (size_t i = 0; i < LEVELS; i++)
				oriel_listen(&path[i]->target, "y", on_mark, mark(world, NULL));
			fire(path[LEVELS - 1], "x");
		}
	}
	assert_order(&world->order,
		"bubble root, bubble box, target button, capture root, capture box, target button");
}

static void release_functions_run_after_the_outermost_dispatch(void **state) {
	struct world *world = *state;
	struct node *path[LEVELS];
	make_path(world, path);
	oriel_listen(&path[2]->target, "x", on_mark, mark_doing(world, NULL, destroy, path[2]));
	oriel_listen(&path[2]->target, "x", on_mark, mark(world, "1"), .release = drop_mark);
	oriel_listen(&path[2]->target, "y", on_mark, mark(world, "2"), .release = drop_mark);
	oriel_listen(&path[0]->target, "x", on_mark, mark(world, NULL));
	fire_trusted(path[2], "x");
	assert_order(&world->order, "target button, bubble root, drop 1, drop 2");
}

static void a_kept_event_has_no_pointer_to_a_freed_target(void **state) {
	struct world *world = *state;
	struct node *target = node_new(world, "target", NULL),
				*related = node_new(world, "related", NULL);
	oriel_event *first = oriel_event_new("x", .related_target = &related->target),
				*second = oriel_event_new("x");
	oriel_event *third = oriel_event_new("x");
	oriel_dispatch(&target->target, first);
	oriel_dispatch(&target->target, second);
	oriel_dispatch(&target->target, third);
	oriel_event_unref(second);
	assert_ptr_equal(oriel_event_target(first), &target->target);
	node_destroy(target);
	assert_null(oriel_event_target(first));
	assert_null(oriel_event_target(third));
	assert_ptr_equal(oriel_event_related_target(first), &related->target);
	node_destroy(related);
	assert_null(oriel_event_related_target(first));
	oriel_event_unref(first);
	oriel_event_unref(third);
}

static void record_target(oriel_event *event, struct mark *mark) {
	order_add(&mark->world->order, "target %s", target_name(oriel_event_target(event)));
}

static void a_destroyed_target_is_still_the_target_of_its_dispatch(void **state) {
	struct world *world = *state;
	struct node *path[LEVELS];
	make_path(world, path);
	oriel_listen(&path[2]->target, "x", on_mark, mark_doing(world, NULL, destroy, path[2]));
	oriel_listen(&path[1]->target, "x", on_mark, mark_doing(world, NULL, record_target, NULL));
	oriel_event *event = oriel_event_new("x", .bubbles = true);
	oriel_dispatch(&path[2]->target, event);
	assert_order(&world->order, "target button, bubble box, target button");
	assert_null(oriel_event_target(event));
	oriel_event_unref(event);
}

static void fire_and_destroy(oriel_event *event, struct mark *mark) {
	struct node *node = mark->arg;
	fire(node, "y");
	order_add(&mark->world->order, "back");
}

static void a_target_destroyed_in_an_inner_dispatch_stays_readable_in_the_outer_one(void **state) {
	struct world *world = *state;
	struct node *path[LEVELS];
	make_path(world, path);
	oriel_listen(
		&path[2]->target, "x", on_mark, mark_doing(world, NULL, fire_and_destroy, path[2]));
	oriel_listen(&path[2]->target, "x", on_mark, mark(world, "never"));
	oriel_listen(&path[2]->target, "y", on_mark, mark_doing(world, NULL, destroy, path[2]),
		.release = drop_mark);
	oriel_listen(&path[1]->target, "x", on_mark, mark_doing(world, NULL, record_target, NULL));
	fire(path[2], "x");
	assert_order(&world->order, "target button, target button, back, bubble box, target button");
}

static void listeners_of_a_destroyed_target_later_on_the_path_are_not_called(void **state) {
	struct world *world = *state;
	struct node *path[LEVELS];
	make_path(world, path);
	oriel_listen(&path[2]->target, "x", on_mark, mark_doing(world, NULL, destroy, path[1]));
	oriel_listen(&path[1]->target, "x", on_mark, mark(world, NULL));
	oriel_listen(&path[0]->target, "x", on_mark, mark(world, NULL));
	fire(path[2], "x");
	assert_order(&world->order, "target button, bubble root");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, world_setup, world_teardown)

int main(void) {
	return RUN_TESTS(
		TEST(destroying_any_target_in_any_listener_leaves_the_others),
		TEST(destroying_the_whole_tree_ends_the_dispatch),
		TEST(release_functions_run_after_the_outermost_dispatch),
		TEST(a_kept_event_has_no_pointer_to_a_freed_target),
		TEST(a_destroyed_target_is_still_the_target_of_its_dispatch),
		TEST(a_target_destroyed_in_an_inner_dispatch_stays_readable_in_the_outer_one),
		TEST(listeners_of_a_destroyed_target_later_on_the_path_are_not_called));
}
