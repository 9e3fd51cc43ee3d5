/* SPDX-License-Identifier: MIT */
/*
 * Code of the program that runs during a change of the tree. Classes notified of windows, states
 * and attributes, and windows notified of leaving nodes, change the tree in turn, at random.
 * Whenever such code runs the tree must be consistent: links agree, every node has its parent's
 * window, and DISABLED follows from the ancestors.
 */
#include "chance.h"
#include "kit.h"
#include "shrink.h"

#include "tree/tree_state_internal.h"

#include <stdio.h>

enum { NODES = 14, FRAGMENTS = 2, WINDOWS = 2, STEP_SIZE = 6, ACTIONS_A_CALL = 8 };

static struct reentry {
	struct oriel__tree windows[WINDOWS];
	oriel_widget_id root_ids[WINDOWS];
	oriel_widget_id ids[NODES];
	struct chance chance;
	int actions; /* remaining actions of user code in this call */
	bool is_leaving; /* from the beginning of `leaving` to the end of the first half */
	size_t calls;
} reentry;

static void assert_links(const struct oriel__node *node) {
	size_t count = 0;
	const struct oriel__node *before = NULL;
	for (const struct oriel__node *child = node->first_child; child != NULL;
		before = child, child = child->next) {
		assert_ptr_equal(child->parent, node);
		assert_ptr_equal(child->previous, before);
		count++;
	}
	assert_ptr_equal(node->last_child, before);
	assert_int_equal(node->child_count, count);
}

static void assert_node(const struct oriel__node *node) {
	assert_false(node->destroyed);
	assert_links(node);
	if (node->parent != NULL)
		assert_ptr_equal(node->tree, node->parent->tree);
	else if (node->tree != NULL)
		assert_ptr_equal(node->tree->root, node);
	bool disabled = node->disabled ||
		(node->parent != NULL && (node->parent->states & ORIEL_STATE_DISABLED));
	assert_int_equal((node->states & ORIEL_STATE_DISABLED) != 0, disabled);
}

static oriel_widget *widget_at(uint32_t i) {
	return i < NODES ? oriel_widget_from_id(reentry.ids[i]) :
					oriel_widget_from_id(reentry.root_ids[i - NODES]);
}

static void assert_whole(void) {
	for (uint32_t i = 0; i < NODES + WINDOWS; i++) {
		if (widget_at(i) != NULL)
			assert_node(oriel__node_of(widget_at(i)));
	}
}

static oriel_widget *any(uint32_t count) {
	return widget_at(roll(&reentry.chance, count));
}

/* Returns a widget that can be inserted, or NULL. */
static oriel_widget *any_child(void) {
	oriel_widget *widget = any(NODES);
	return widget != NULL && !oriel__node_of(widget)->destroying ? widget : NULL;
}

static void insert(
	oriel_widget *parent, oriel_widget *child, oriel_widget *reference, uint32_t how) {
	if (how == 0)
		oriel_try_append(parent, child);
	else if (how == 1)
		oriel_try_insert_before(parent, child, reference);
	else if (how == 2)
		oriel_widget_try_move_before(parent, child, reference);
	else if (how == 3 && !oriel_widget_is_fragment(parent) && !oriel_widget_is_fragment(child))
		oriel_widget_try_append_shadow_child(parent, child);
	else if (reference != NULL)
		oriel_widget_try_replace_child(parent, child, reference);
}

static void act(void) {
	oriel_widget *parent = any(NODES + WINDOWS), *child = any_child();
	uint32_t what = roll(&reentry.chance, 12);
	if (parent == NULL || child == NULL)
		return;
	switch (what) {
	case 0:
		oriel_destroy(child);
		break;
	case 1:
		oriel_remove(child);
		break;
	case 2:
		oriel_toggle_attribute(parent, "disabled");
		break;
	case 3:
		oriel_widget_set_state(parent, ORIEL_STATE_CHECKED, roll(&reentry.chance, 2) == 0);
		break;
	case 4:
		oriel_widget_clear(parent);
		break;
	default:
		insert(parent, child, oriel_child_at(parent, roll(&reentry.chance, 4)),
			roll(&reentry.chance, 5));
	}
}

static void run_program(void) {
	assert_false(reentry.is_leaving);
	reentry.calls++;
	assert_whole();
	if (reentry.actions > 0 && roll(&reentry.chance, 2) == 0) {
		reentry.actions--;
		act();
		assert_whole();
	}
}

static void on_leaving(struct oriel__tree *tree, struct oriel__node *node, bool destroying) {
	assert_whole();
	assert_ptr_equal(node->tree, tree);
	reentry.is_leaving = true;
	oriel__node_set_states(
		node, ORIEL_STATE_HOVER, (node->states & ORIEL_STATE_HOVER) ^ ORIEL_STATE_HOVER);
	reentry.is_leaving = false;
}

static void on_left(struct oriel__tree *tree) {
	run_program();
}

static void on_attachment(oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	assert_int_equal(node->attached, node->tree != NULL);
	run_program();
}

static void on_changed(oriel_widget *widget, const struct oriel_change *change) {
	assert_false(oriel__node_of(widget)->destroyed);
	if (change->kind == ORIEL_CHANGE_STATE)
		assert_int_not_equal(oriel_widget_states(widget), change->old_states);
	run_program();
}

static const struct oriel_widget_class busy_class = {
	.abi = ORIEL_WIDGET_ABI, .name = "busy", .size = sizeof(struct oriel_widget_base),
	.attached = on_attachment, .detached = on_attachment, .changed = on_changed,
};

static void renew(uint32_t i) {
	if (oriel_widget_from_id(reentry.ids[i]) == NULL)
		reentry.ids[i] = oriel_widget_to_id(
			i < FRAGMENTS ? oriel_fragment() : oriel_widget_new(&busy_class));
}

static void begin_play(void) {
	static const struct oriel__tree_class tree_class = { .leaving = on_leaving, .left = on_left };
	reentry = (struct reentry){ .actions = 0 };
	for (int i = 0; i < WINDOWS; i++) {
		reentry.windows[i].tree_class = &tree_class;
		oriel_widget *root = oriel_widget_new(&busy_class);
		reentry.root_ids[i] = oriel_widget_to_id(root);
		oriel__tree_set_root(&reentry.windows[i], oriel__node_of(root));
	}
}

static void end_play(void) {
	reentry.actions = 0;
	for (int i = 0; i < WINDOWS; i++) {
		oriel__tree_set_root(&reentry.windows[i], NULL);
		oriel_destroy(oriel_widget_from_id(reentry.root_ids[i]));
	}
	for (uint32_t i = 0; i < NODES; i++)
		oriel_destroy(oriel_widget_from_id(reentry.ids[i]));
}

static size_t all_calls;

static bool play(const uint8_t *steps, size_t count, bool print) {
	begin_play();
	for (size_t i = 0; i < count; i++) {
		if (print)
			print_step(steps + i * STEP_SIZE, STEP_SIZE, "");
		for (uint32_t at = 0; at < NODES; at++)
			renew(at);
		reentry.chance = chance_of_step(steps + i * STEP_SIZE, STEP_SIZE);
		for (int action = 0; action < 4; action++) {
			reentry.actions = ACTIONS_A_CALL;
			act();
			assert_whole();
		}
		for (uint32_t at = 0; at < NODES + WINDOWS; at++) {
			if (widget_at(at) != NULL && !oriel_widget_is_fragment(widget_at(at)))
				assert_int_equal(oriel__node_of(widget_at(at))->attached,
					oriel__node_of(widget_at(at))->tree != NULL);
		}
	}
	all_calls += reentry.calls;
	end_play();
	return true;
}

static void the_tree_is_consistent_whenever_user_code_runs(void **state) {
	enum { SEEDS = 300, STEPS = 60 };
	all_calls = 0;
	if (play_seeds(&(const struct random_test){
			.step_size = STEP_SIZE, .max_steps = STEPS, .seeds = SEEDS, .play = play }))
		assert_true(all_calls > SEEDS * STEPS / 2);
}

/* ---- One by one ---- */

static struct order told;

static void move_the_sibling(oriel_widget *widget) {
	oriel_widget *sibling = oriel_next_sibling(widget);
	order_add(&told, "%s", oriel__node_of(widget)->tree != NULL ? "attached" : "detached");
	if (sibling != NULL)
		oriel_widget_move_before(oriel_parent(oriel_parent(widget)), sibling, NULL);
}

static void a_class_may_move_a_sibling_that_is_inserted_with_its_widget(void **state) {
	static const struct oriel__tree_class tree_class = { .leaving = NULL };
	static const struct oriel_widget_class mover_class = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "mover",
		.size = sizeof(struct oriel_widget_base),
		.attached = move_the_sibling,
	};
	struct oriel__tree tree = { .tree_class = &tree_class };
	oriel_widget *inner = kit_box("inner", NULL), *root = kit_box("r", inner, NULL);
	oriel_widget *mover = oriel_widget_new(&mover_class), *sibling = kit_box("sibling", NULL);
	oriel__tree_set_root(&tree, oriel__node_of(root));
	oriel_set_attribute(mover, "id", "mover");
	assert_int_equal(oriel_append(inner, oriel_fragment(mover, sibling)), ORIEL_OK);
	assert_order(&told, "attached");
	kit_assert_tree(root, "r(inner(mover) sibling)");
	assert_ptr_equal(oriel__node_of(sibling)->tree, &tree);
	oriel__tree_set_root(&tree, NULL);
	oriel_destroy(root);
}

static void on_state(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind == ORIEL_CHANGE_STATE)
		order_add(&told, "%s %x to %x", kit_name(widget), change->old_states,
			oriel_widget_states(widget));
}

static void held_states_call_the_class_once_at_the_outermost_end(void **state) {
	static const struct oriel_widget_class class = {
		.abi = ORIEL_WIDGET_ABI,
		.name = "watcher",
		.size = sizeof(struct oriel_widget_base),
		.changed = on_state,
	};
	oriel_widget *a = oriel_widget_new(&class), *b = oriel_widget_new(&class);
	oriel_loop *loop = oriel_loop_current();
	oriel_set_attribute(a, "id", "a");
	oriel_set_attribute(b, "id", "b");
	oriel__states_hold(loop);
	oriel__states_hold(loop);
	oriel_widget_set_state(a, ORIEL_STATE_HOVER, true);
	oriel_widget_set_state(b, ORIEL_STATE_ACTIVE, true);
	oriel_widget_set_state(a, ORIEL_STATE_ACTIVE, true);
	oriel__states_tell(loop);
	oriel_widget_set_state(b, ORIEL_STATE_ACTIVE, false);
	assert_order(&told, "");
	oriel__states_tell(loop);
	assert_int_equal(ORIEL_STATE_HOVER | ORIEL_STATE_ACTIVE, 3);
	assert_order(&told, "a 0 to 3");
	oriel_destroy(a);
	oriel_destroy(b);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(a_class_may_move_a_sibling_that_is_inserted_with_its_widget),
		KIT_TEST(held_states_call_the_class_once_at_the_outermost_end),
		KIT_TEST(the_tree_is_consistent_whenever_user_code_runs));
}
