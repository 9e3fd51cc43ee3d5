/* SPDX-License-Identifier: MIT */
/*
 * Mutation observers, by the sentences of the DOM. Each record is dumped as one item of the order.
 */
#include "kit.h"
#include "shrink.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/census.h>
#include <oriel/runtime/microtask.h>
#include <oriel/ui/mutation.h>
#include <oriel/runtime/task.h>

#include <stdio.h>
#include <string.h>

static struct order told;

static void add_list(
	char *out, size_t size, const char *sign, oriel_widget *const *widgets, size_t count) {
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(out);
		snprintf(out + length, size - length, " %s%s", sign, kit_name(widgets[i]));
	}
}

static void tell_record(const char *who, const struct oriel_mutation_record *record) {
	char text[256] = "";
	switch (record->kind) {
	case ORIEL_MUTATION_CHILDREN:
		add_list(text, sizeof(text), "+", record->added, record->added_count);
		add_list(text, sizeof(text), "-", record->removed, record->removed_count);
		order_add(&told, "%s: %s%s between %s and %s", who, kit_name(record->target), text,
			kit_name(record->previous_sibling), kit_name(record->next_sibling));
		break;
	case ORIEL_MUTATION_ATTRIBUTE:
		order_add(&told, "%s: %s[%s] was %s", who, kit_name(record->target), record->attribute_name,
			record->old_value != NULL ? record->old_value : "unknown");
		break;
	case ORIEL_MUTATION_DATA:
		order_add(&told, "%s: data of %s was %s", who, kit_name(record->target),
			record->old_value != NULL ? record->old_value : "unknown");
		break;
	}
}

static void on_records(const struct oriel_mutation_record *records, size_t count, void *data) {
	order_add(&told, "%s gets %zu", (const char *)data, count);
	for (size_t i = 0; i < count; i++)
		tell_record(data, &records[i]);
}

static void on_drop(void *data) {
	order_add(&told, "drop %s", (const char *)data);
}

static void on_nothing(void *data) {
}

/* Runs a task without effect; its checkpoint runs the waiting microtasks. */
static void checkpoint(void) {
	oriel_queue_task(on_nothing, NULL);
	while (oriel_loop_step(oriel_loop_current())) {
	}
}

static void each_change_of_children_is_one_record(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL),
				 *root = kit_box("r", a, b, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	assert_int_equal(oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN), ORIEL_OK);
	oriel_insert_before(root, c, b);
	oriel_remove(a);
	oriel_append(c, a);
	oriel_append(root, c);
	assert_order(&told, "");
	checkpoint();
	assert_order(&told,
		"o gets 4, o: r +c between a and b, o: r -a between none and c, o: r -c between none and "
		"b, o: r +c between b and none");
	checkpoint();
	assert_order(&told, "");
	oriel_destroy(root);
}

static void fragments_and_replacements_are_one_record(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL),
				 *root = kit_box("r", a, b, c, NULL);
	oriel_widget *fragment = oriel_fragment(kit_box("x", NULL), kit_box("y", NULL)),
				 *other = kit_box("z", NULL), *home = kit_box("h", other, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN);
	oriel_mutation_observe(id, fragment, ORIEL_OBSERVE_CHILDREN);
	oriel_mutation_observe(id, home, ORIEL_OBSERVE_CHILDREN);
	oriel_insert_before(root, fragment, b);
	oriel_append(root, fragment);
	checkpoint();
	assert_order(&told, "o gets 2, o: - -x -y between none and none, o: r +x +y between a and b");
	oriel_replace(b, other);
	checkpoint();
	assert_order(&told, "o gets 2, o: h -z between none and none, o: r +z -b between y and c");
	oriel_replace(c, fragment);
	checkpoint();
	assert_order(&told, "o gets 1, o: r -c between z and none");
	oriel_widget_move_before(root, other, a);
	checkpoint();
	assert_order(&told, "o gets 2, o: r -z between y and none, o: r +z between none and a");
	oriel_append(root, oriel_last_child(root));
	checkpoint();
	assert_order(&told, "");
	oriel_destroy(b);
	oriel_destroy(c);
	oriel_destroy(fragment);
	oriel_destroy(home);
	oriel_destroy(root);
}

/* WPT: dom/nodes/MutationObserver-childList.html, "internal replacement mutation". */
static void replacement_by_a_sibling_first_records_its_removal(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *c = kit_box("c", NULL),
				 *d = kit_box("d", NULL);
	oriel_widget *root = kit_box("r", a, b, c, d, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN | ORIEL_OBSERVE_SUBTREE);
	oriel_widget_replace_child(root, b, a);
	checkpoint();
	assert_order(&told, "o gets 2, o: r -b between a and c, o: r +b -a between none and c");
	oriel_widget_replace_child(root, b, c);
	checkpoint();
	assert_order(&told, "o gets 2, o: r -b between none and c, o: r +b -c between b and d");
	oriel_append(root, a);
	oriel_append(root, c);
	checkpoint();
	assert_order(&told, "o gets 2, o: r +a between d and none, o: r +c between a and none");
	oriel_widget_replace_child(root, c, d);
	checkpoint();
	assert_order(&told, "o gets 2, o: r -c between a and none, o: r +c -d between b and a");
	oriel_append(a, d);
	checkpoint();
	assert_order(&told, "o gets 1, o: a +d between none and none");
	oriel_widget_replace_child(root, d, a);
	checkpoint();
	assert_order(&told, "o gets 2, o: a -d between none and none, o: r +d -a between c and none");
	oriel_destroy(a);
	oriel_destroy(root);
}

static void attributes_and_data_are_recorded_with_old_values_if_asked(void **state) {
	oriel_widget *text = oriel_text_node("one"), *root = kit_box("r", text, NULL);
	oriel_mutation_observer_id plain = oriel_mutation_observer_new(on_records, "p"),
							old = oriel_mutation_observer_new(on_records, "o");
	assert_int_equal(oriel_mutation_observe(plain, root,
						ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_DATA | ORIEL_OBSERVE_SUBTREE),
		ORIEL_OK);
	assert_int_equal(oriel_mutation_observe(old, root,
						ORIEL_OBSERVE_ATTRIBUTE_OLD_VALUE | ORIEL_OBSERVE_DATA_OLD_VALUE |
							ORIEL_OBSERVE_SUBTREE),
		ORIEL_OK);
	oriel_set_attribute(root, "title", "a");
	oriel_set_attribute(root, "title", "a");
	oriel_set_attribute(root, "title", NULL);
	oriel_set_attribute(root, "title", NULL);
	oriel_text_node_set_data(text, "two");
	checkpoint();
	assert_order(&told,
		"p gets 4, p: r[title] was unknown, p: r[title] was unknown, p: r[title] was unknown, p: "
		"data of two was unknown, "
		"o gets 4, o: r[title] was unknown, o: r[title] was a, o: r[title] was a, o: data of two "
		"was one");
	oriel_mutation_observer_destroy(plain);
	oriel_add_class(root, "x");
	oriel_add_class(root, "x");
	oriel_set_class(root, "x", true);
	oriel_toggle_class(root, "y");
	oriel_remove_class(root, "x");
	oriel_set_attribute(root, "id", "R");
	oriel_set_hidden(root, true);
	checkpoint();
	assert_order(&told,
		"o gets 6, o: R[class] was unknown, o: R[class] was x, o: R[class] was x, o: R[class] was "
		"x y, o: R[id] was r, o: R[hidden] was unknown");
	oriel_destroy(root);
}

static void only_filtered_attributes_are_recorded(void **state) {
	static const char *const filter[] = { "title", "name" };
	oriel_widget *inner = kit_box("i", NULL), *root = kit_box("r", inner, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	assert_int_equal(oriel_mutation_observe(
						id, root, 0, .attribute_filter = filter, .attribute_filter_count = 2),
		ORIEL_OK);
	oriel_set_attribute(root, "title", "");
	oriel_set_attribute(root, "other", "");
	oriel_set_attribute(inner, "title", "");
	oriel_append(root, kit_box("x", NULL));
	checkpoint();
	assert_order(&told, "o gets 1, o: r[title] was unknown");
	assert_int_equal(
		oriel_mutation_observe(id, root, ORIEL_OBSERVE_SUBTREE, .attribute_filter = filter),
		ORIEL_OK);
	oriel_set_attribute(inner, "title", "1");
	checkpoint();
	assert_order(&told, "");
	assert_int_equal(
		oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_SUBTREE),
		ORIEL_OK);
	oriel_set_attribute(inner, "title", "2");
	oriel_widget_append_shadow_child(inner, kit_box("part", NULL));
	oriel_set_attribute(oriel_widget_first_shadow_child(inner), "title", "3");
	checkpoint();
	assert_order(&told, "o gets 1, o: i[title] was unknown");
	oriel_destroy(root);
}

static void options_without_a_kind_of_change_are_refused(void **state) {
	oriel_widget *root = kit_box("r", NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	assert_int_equal(oriel_mutation_observe(id, root, ORIEL_OBSERVE_SUBTREE), ORIEL_TYPE_ERROR);
	assert_int_equal(oriel_mutation_observe(id, root, 0), ORIEL_TYPE_ERROR);
	assert_int_equal(
		oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN | 1 << 6), ORIEL_TYPE_ERROR);
	assert_int_equal(oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN), ORIEL_OK);
	oriel_mutation_observer_destroy(id);
	assert_int_equal(
		oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN), ORIEL_INVALID_STATE_ERROR);
	assert_breaks(
		"oriel_mutation_observe", oriel_mutation_observe(id, NULL, ORIEL_OBSERVE_CHILDREN));
	oriel_destroy(root);
}

static void removed_subtrees_are_observed_until_the_observer_runs(void **state) {
	oriel_widget *leaf = kit_box("l", NULL), *inner = kit_box("i", leaf, NULL),
				 *root = kit_box("r", inner, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_SUBTREE);
	oriel_remove(inner);
	oriel_remove(leaf);
	oriel_set_attribute(inner, "x", "");
	oriel_set_attribute(leaf, "x", "");
	checkpoint();
	assert_order(&told, "o gets 2, o: i[x] was unknown, o: l[x] was unknown");
	oriel_set_attribute(inner, "x", "");
	oriel_set_attribute(leaf, "x", "");
	checkpoint();
	assert_order(&told, "");
	oriel_append(root, inner);
	oriel_remove(inner);
	assert_int_equal(
		oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_SUBTREE),
		ORIEL_OK);
	oriel_set_attribute(inner, "x", "");
	checkpoint();
	assert_order(&told, "");
	oriel_append(root, inner);
	oriel_remove(inner);
	oriel_destroy(root);
	oriel_set_attribute(inner, "x", "");
	checkpoint();
	assert_order(&told, "o gets 1, o: i[x] was unknown");
	oriel_destroy(inner);
	oriel_destroy(leaf);
}

static oriel_widget *subject;
static oriel_mutation_observer_id second;
static int changes_left;

static void on_records_change(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	on_records(records, count, data);
	for (int i = 0; i < changes_left; i++)
		oriel_set_attribute(subject, "again", "");
	changes_left--;
}

static void on_records_destroy_second(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	on_records(records, count, data);
	oriel_mutation_observer_destroy(second);
}

static void on_microtask(void *data) {
	order_add(&told, "microtask %s", (const char *)data);
}

static void observers_run_in_one_microtask_in_order_of_creation(void **state) {
	subject = kit_box("s", NULL);
	oriel_widget *root = kit_box("r", subject, NULL);
	oriel_mutation_observer_id first = oriel_mutation_observer_new(on_records_change, "1");
	second = oriel_mutation_observer_new(on_records, "2");
	oriel_mutation_observe(second, subject, ORIEL_OBSERVE_ATTRIBUTES);
	oriel_mutation_observe(first, root, ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_SUBTREE);
	changes_left = 2;
	oriel_queue_microtask(on_microtask, "before");
	oriel_set_attribute(subject, "a", "");
	oriel_queue_microtask(on_microtask, "after");
	checkpoint();
	assert_order(&told,
		"microtask before, 1 gets 1, 1: s[a] was unknown, 2 gets 3, 2: s[a] was unknown, 2: "
		"s[again] was unknown, 2: s[again] was unknown, "
		"microtask after, 1 gets 2, 1: s[again] was unknown, 1: s[again] was unknown, 2 gets 1, 2: "
		"s[again] was unknown, "
		"1 gets 1, 1: s[again] was unknown");
	oriel_destroy(root);
}

static void an_observer_may_destroy_another_and_itself(void **state) {
	subject = kit_box("s", NULL);
	oriel_mutation_observer_id first = oriel_mutation_observer_new(
		on_records_destroy_second, "1", .release = on_drop);
	second = oriel_mutation_observer_new(on_records, "2", .release = on_drop);
	oriel_mutation_observe(first, subject, ORIEL_OBSERVE_ATTRIBUTES);
	oriel_mutation_observe(second, subject, ORIEL_OBSERVE_ATTRIBUTES);
	oriel_set_attribute(subject, "a", "");
	checkpoint();
	assert_order(&told, "1 gets 1, 1: s[a] was unknown, drop 2");
	second = first;
	oriel_set_attribute(subject, "a", "");
	checkpoint();
	assert_order(&told, "1 gets 1, 1: s[a] was unknown, drop 1");
	oriel_mutation_observer_destroy(first);
	oriel_mutation_observer_destroy(0);
	oriel_destroy(subject);
}

static void records_can_be_taken_and_dropped(void **state) {
	oriel_widget *root = kit_box("r", NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records, "o");
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES);
	oriel_set_attribute(root, "a", "");
	assert_int_equal(oriel_mutation_take_records(id, on_records, "taken"), 1);
	assert_order(&told, "taken gets 1, taken: r[a] was unknown");
	assert_int_equal(oriel_mutation_take_records(id, on_records, "taken"), 0);
	checkpoint();
	assert_order(&told, "");
	oriel_set_attribute(root, "a", "");
	oriel_mutation_disconnect(id);
	oriel_set_attribute(root, "a", "");
	checkpoint();
	assert_order(&told, "");
	assert_int_equal(oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES), ORIEL_OK);
	oriel_set_attribute(root, "a", "");
	checkpoint();
	assert_order(&told, "o gets 1, o: r[a] was unknown");
	oriel_destroy(root);
}

static size_t count_observers(oriel_loop *loop) {
	struct oriel_census census;
	oriel_loop_census(loop, &census);
	return oriel_census_count(&census, "mutation observers");
}

static void signal_and_loop_end_observers(void **state) {
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	oriel_widget *root = kit_box("r", NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(
		on_records, "a", .signal = signal, .release = on_drop);
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES);
	oriel_set_attribute(root, "x", "");
	assert_int_equal(count_observers(*state), 1);
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	assert_order(&told, "drop a");
	assert_int_equal(count_observers(*state), 0);
	checkpoint();
	assert_order(&told, "");
	assert_int_equal(
		oriel_mutation_observer_new(on_records, "b", .signal = signal, .release = on_drop), 0);
	assert_order(&told, "drop b");
	oriel_abort_controller_destroy(controller);
	id = oriel_mutation_observer_new(on_records, "c", .release = on_drop);
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_ATTRIBUTES | ORIEL_OBSERVE_CHILDREN);
	oriel_set_attribute(root, "x", "");
	oriel_append(root, kit_box("child", NULL));
	oriel_loop_destroy(*state);
	assert_order(&told, "drop c");
	*state = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
}

static void on_records_look(const struct oriel_mutation_record *records, size_t count, void *data) {
	for (size_t i = 0; i < count; i++)
		order_add(&told, "%s %s", oriel_widget_type(records[i].removed[0]),
			oriel_widget_is_destroyed(records[i].removed[0]) ? "destroyed" : "alive");
}

static void records_hold_destroyed_widgets(void **state) {
	oriel_widget *a = kit_box("a", NULL), *b = kit_box("b", NULL), *root = kit_box("r", a, b, NULL);
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records_look, NULL);
	oriel_mutation_observe(id, root, ORIEL_OBSERVE_CHILDREN);
	oriel_destroy(a);
	oriel_remove(b);
	oriel_destroy(root);
	checkpoint();
	assert_order(&told, "box destroyed, box alive");
	oriel_destroy(b);
}

/* Replaying the records of random changes must give the present tree. */

enum { NODES = 16, FRAGMENTS = 2 };

struct mirror {
	oriel_widget *nodes[NODES];
	oriel_widget *children[NODES][NODES];
	size_t count[NODES], replayed;
};

static size_t mirror_index(const struct mirror *mirror, const oriel_widget *widget) {
	size_t i = 0;
	while (mirror->nodes[i] != widget)
		i++;
	return i;
}

static size_t mirror_place(const struct mirror *mirror, size_t parent, const oriel_widget *child) {
	size_t at = 0;
	while (at < mirror->count[parent] && mirror->children[parent][at] != child)
		at++;
	return at;
}

static void mirror_remove(struct mirror *mirror, size_t parent, const oriel_widget *child) {
	size_t at = mirror_place(mirror, parent, child);
	assert_true(at < mirror->count[parent]);
	mirror->count[parent]--;
	memmove(&mirror->children[parent][at], &mirror->children[parent][at + 1],
		(mirror->count[parent] - at) * sizeof(oriel_widget *));
}

static void mirror_insert(struct mirror *mirror, size_t parent, size_t at, oriel_widget *child) {
	memmove(&mirror->children[parent][at + 1], &mirror->children[parent][at],
		(mirror->count[parent] - at) * sizeof(oriel_widget *));
	mirror->children[parent][at] = child;
	mirror->count[parent]++;
}

static void on_records_replay(
	const struct oriel_mutation_record *records, size_t count, void *data) {
	struct mirror *mirror = data;
	for (size_t i = 0; i < count; i++) {
		const struct oriel_mutation_record *record = &records[i];
		size_t parent = mirror_index(mirror, record->target);
		for (size_t k = 0; k < record->removed_count; k++)
			mirror_remove(mirror, parent, record->removed[k]);
		size_t at = mirror_place(mirror, parent, record->next_sibling);
		assert_true(record->next_sibling == NULL || at < mirror->count[parent]);
		for (size_t k = 0; k < record->added_count; k++)
			mirror_insert(mirror, parent, at + k, record->added[k]);
		mirror->replayed++;
	}
}

static void assert_mirrored(const struct mirror *mirror) {
	for (size_t i = 0; i < NODES; i++) {
		assert_int_equal(oriel_child_count(mirror->nodes[i]), mirror->count[i]);
		const oriel_widget *child = oriel_first_child(mirror->nodes[i]);
		for (size_t k = 0; k < mirror->count[i]; k++, child = oriel_next_sibling(child))
			assert_ptr_equal(child, mirror->children[i][k]);
	}
}

struct step {
	enum { REMOVE, MOVE, REPLACE, INSERT, CHANGES } change;
	oriel_widget *parent, *child, *reference;
};

static struct step decode(const struct mirror *mirror, const uint8_t *bytes) {
	struct step step = { bytes[0] < 128 ? INSERT : bytes[0] % CHANGES,
		mirror->nodes[bytes[1] % NODES], mirror->nodes[bytes[2] % NODES], NULL };
	if (bytes[3] % 2 != 0)
		step.reference = oriel_child_at(step.parent, bytes[3] / 2 % NODES);
	return step;
}

static void print_change(const struct mirror *mirror, const struct step *step) {
	static const char *const names[] = { "remove", "move", "replace", "insert" };
	int reference = step->reference != NULL ? (int)mirror_index(mirror, step->reference) : -1;
	fprintf(stderr, "%s %zu, parent %zu, reference %d\n", names[step->change],
		mirror_index(mirror, step->child), mirror_index(mirror, step->parent), reference);
}

static void change(const struct step *step) {
	switch (step->change) {
	case REMOVE:
		oriel_remove(step->child);
		break;
	case MOVE:
		oriel_widget_try_move_before(step->parent, step->child, step->reference);
		break;
	case REPLACE:
		if (step->reference != NULL)
			oriel_try_replace(step->reference, step->child);
		break;
	default:
		oriel_try_insert_before(step->parent, step->child, step->reference);
	}
}

static size_t all_replayed;

static bool play_changes(const uint8_t *bytes, size_t count, bool print) {
	struct mirror mirror = { .count = { 0 } };
	oriel_mutation_observer_id id = oriel_mutation_observer_new(on_records_replay, &mirror);
	for (size_t i = 0; i < NODES; i++) {
		mirror.nodes[i] = i < FRAGMENTS ? oriel_fragment() : kit_box("n", NULL);
		assert_int_equal(
			oriel_mutation_observe(id, mirror.nodes[i], ORIEL_OBSERVE_CHILDREN), ORIEL_OK);
	}
	for (size_t i = 0; i < count; i++) {
		struct step step = decode(&mirror, bytes + 4 * i);
		if (print)
			print_change(&mirror, &step);
		change(&step);
		if (i % 8 == 7 || i + 1 == count) {
			checkpoint();
			assert_mirrored(&mirror);
		}
	}
	all_replayed += mirror.replayed;
	oriel_mutation_observer_destroy(id);
	for (size_t i = 0; i < NODES; i++)
		oriel_remove(mirror.nodes[i]);
	for (size_t i = 0; i < NODES; i++)
		oriel_destroy(mirror.nodes[i]);
	return true;
}

static void replaying_the_records_gives_the_tree(void **state) {
	enum { SEEDS = 200, STEPS = 80 };
	all_replayed = 0;
	if (play_seeds(&(const struct random_test){
			.step_size = 4, .max_steps = STEPS, .seeds = SEEDS, .play = play_changes }))
		assert_true(all_replayed > SEEDS * STEPS / 8);
}

int main(void) {
	return RUN_TESTS(
		KIT_TEST(each_change_of_children_is_one_record),
		KIT_TEST(fragments_and_replacements_are_one_record),
		KIT_TEST(replacement_by_a_sibling_first_records_its_removal),
		KIT_TEST(attributes_and_data_are_recorded_with_old_values_if_asked),
		KIT_TEST(only_filtered_attributes_are_recorded),
		KIT_TEST(options_without_a_kind_of_change_are_refused),
		KIT_TEST(removed_subtrees_are_observed_until_the_observer_runs),
		KIT_TEST(observers_run_in_one_microtask_in_order_of_creation),
		KIT_TEST(an_observer_may_destroy_another_and_itself),
		KIT_TEST(records_can_be_taken_and_dropped),
		KIT_TEST(signal_and_loop_end_observers),
		KIT_TEST(records_hold_destroyed_widgets),
		KIT_TEST(replaying_the_records_gives_the_tree));
}
