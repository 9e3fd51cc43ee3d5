/* SPDX-License-Identifier: MIT */
/* Models of a program's own class: reading, steps, the order of observers, ends, and contracts. */
#include "model_test.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/microtask.h>
#include <oriel/ui/filter_model.h>
#include <oriel/ui/sort_model.h>

#include <stdio.h>

/* ---- A tree that is computed: each row has ten children, whose keys end with a digit ---- */

static size_t digits_count(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent < 10000000 ? 10 : 0;
}

static uint64_t digits_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model;
	return parent * 10 + index + (parent == 0 ? 10 : 0);
}

static const char *digits_text(oriel_model *model, uint64_t key, unsigned column) {
	static char text[32];
	(void)model;
	snprintf(text, sizeof(text), "%u of %llu", (unsigned)(key % 10) + column,
		(unsigned long long)key / 10);
	return text;
}

static const struct oriel_model_class digits_class = { .abi = ORIEL_MODEL_ABI,
	.name = "digits",
	.count = digits_count,
	.key = digits_key,
	.text = digits_text };

static bool is_even(oriel_model *model, uint64_t key, void *data) {
	(void)model;
	(void)data;
	return key % 2 == 0;
}

static const struct oriel_sort_key descending = { .descending = true };

static void trees_of_any_depth_are_filtered_and_sorted_by_level(void **state) {
	oriel_model *model = oriel_sort_model_new(
		oriel_filter_model_new(oriel_model_new(&digits_class, NULL), is_even, NULL), &descending,
		1);
	uint64_t parent = 0;
	size_t depth = 0, index = 0;
	(void)state;
	for (; oriel_model_has_children(model, parent); depth++) {
		assert_int_equal(oriel_model_count(model, parent), 5);
		uint64_t child = oriel_model_key(model, parent, 0);
		assert_int_equal(child % 10, 8);
		assert_true(oriel_model_find(model, parent, child - 8, &index));
		assert_int_equal(index, 4);
		assert_false(oriel_model_find(model, parent, child - 7, &index));
		parent = child;
	}
	assert_int_equal(depth, 7);
	assert_int_equal(oriel_model_count(model, parent), 0);
	assert_string_equal(oriel_model_text(model, parent, 1), "9 of 1888888");
	assert_null(oriel_model_children(model, parent));
	assert_null(oriel_model_item(model, parent));
	oriel_model_unref(model);
}

/* ---- A tree whose rows are loaded ---- */

struct loaded {
	size_t rows, children; /* children of row 1 */
	oriel_resolver *resolver;
};

static size_t loaded_count(oriel_model *model, uint64_t parent) {
	const struct loaded *loaded = oriel_model_data(model);
	return parent == 0 ? loaded->rows : parent == 1 ? loaded->children : 0;
}

static uint64_t loaded_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model;
	return parent == 0 ? index + 1 : 100 + index;
}

static bool loaded_has_children(oriel_model *model, uint64_t key) {
	(void)model;
	return key == 1;
}

static oriel_promise *loaded_children(oriel_model *model, uint64_t key) {
	struct loaded *loaded = oriel_model_data(model);
	return key == 1 && loaded->children == 0 ? oriel_promise_new(&loaded->resolver) : NULL;
}

static const struct oriel_model_class loaded_class = { .abi = ORIEL_MODEL_ABI,
	.name = "loaded",
	.count = loaded_count,
	.key = loaded_key,
	.has_children = loaded_has_children,
	.children = loaded_children };

static void children_that_arrive_are_told_at_every_level(void **state) {
	struct loaded loaded = { .rows = 2 };
	oriel_model *source = oriel_model_new(&loaded_class, &loaded);
	oriel_model *evens = oriel_filter_model_new(oriel_model_ref(source), is_even, NULL);
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(source), &descending, 1);
	(void)state;
	oriel_model_observe(source, note_step, "source");
	oriel_model_observe(evens, note_step, "evens");
	oriel_model_observe(sorted, note_step, "sorted");
	assert_true(oriel_model_has_children(evens, 1));
	assert_int_equal(oriel_model_count(evens, 1), 0);
	assert_int_equal(oriel_model_count(sorted, 1), 0);
	oriel_promise *promise = oriel_model_children(evens, 1);
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_PENDING);
	loaded.children = 5;
	oriel_model_splice(source, 1, 0, 0, 5);
	oriel_resolve(loaded.resolver, ORIEL_NO_PAYLOAD);
	oriel_resolver_unref(loaded.resolver);
	assert_int_equal(oriel_promise_state(promise), ORIEL_PROMISE_FULFILLED);
	oriel_promise_unref(promise);
	assert_order(&order, "source 0 -0 +5, evens 0 -0 +3, sorted 0 -0 +5");
	assert_int_equal(oriel_model_key(evens, 1, 2), 104);
	loaded.rows = 1; /* row 2 is gone, then row 1 with its children */
	oriel_model_splice(source, 0, 1, 1, 0, .removed_keys = (const uint64_t[]){ 2 });
	loaded.rows = 0;
	oriel_model_splice(source, 0, 0, 1, 0, .removed_keys = (const uint64_t[]){ 1 });
	assert_order(&order,
		"source 1 -1 +0, evens 0 -1 +0, sorted 1 -1 +0, source 0 -1 +0, sorted 0 -1 +0");
	oriel_model_unref(source);
	oriel_model_unref(evens);
	oriel_model_unref(sorted);
}

/* ---- The order of observers ---- */

static void append_z_once(const struct oriel_model_change *change, void *data) {
	bool *is_done = data;
	order_add(&order, "append");
	if (*is_done)
		return;
	*is_done = true;
	insert_letters(change->model, oriel_model_count(change->model, 0), "z");
	order_add(&order, "appended %zu", oriel_model_count(change->model, 0));
}

static void a_change_in_an_observer_is_told_after_the_running_one(void **state) {
	oriel_model *model = letters("ab");
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(model), &descending, 1);
	bool is_done = false;
	(void)state;
	oriel_model_observe(model, note_step, "first");
	oriel_model_observe(model, append_z_once, &is_done);
	oriel_model_observe(model, note_step, "last");
	oriel_model_observe(sorted, note_step, "sorted");
	insert_letters(model, 0, "c");
	assert_order(&order,
		"first 0 -0 +1, append, appended 4, last 0 -0 +1, sorted 0 -0 +1, "
		"first 3 -0 +1, append, last 3 -0 +1, sorted 0 -0 +1");
	assert_rows(sorted, "z, c, b, a");
	oriel_model_unref(sorted);
	oriel_model_unref(model);
}

static void the_steps_of_a_change_are_told_at_its_end(void **state) {
	oriel_model *model = letters("abcd"), *other = letters("x");
	(void)state;
	oriel_model_observe(model, note_step, "model");
	oriel_model_observe(other, note_step, "other");
	oriel_model_begin_change(model);
	oriel_array_model_remove(model, 0, 2);
	oriel_model_begin_change(other);
	oriel_array_model_remove(other, 0, 1);
	oriel_model_end_change(other);
	oriel_model_changed(model, 0, 1, 1);
	insert_letters(model, 2, "ef");
	assert_order(&order, "");
	oriel_model_end_change(model);
	assert_order(&order, "model 0 -2 +0…, other 0 -1 +0, model 1 *1…, model 2 -0 +2");
	oriel_model_unref(model);
	oriel_model_unref(other);
}

static void note_microtask(void *data) {
	order_add(&order, "microtask %s", (const char *)data);
}

static void queue_microtask(const struct oriel_model_change *change, void *data) {
	(void)change;
	order_add(&order, "%s", (const char *)data);
	oriel_queue_microtask(note_microtask, data);
}

static void microtasks_run_after_each_observer(void **state) {
	oriel_model *model = letters("a");
	(void)state;
	oriel_model_observe(model, queue_microtask, "1");
	oriel_model_observe(model, queue_microtask, "2");
	oriel_array_model_remove(model, 0, 1);
	assert_order(&order, "1, microtask 1, 2, microtask 2");
	oriel_model_unref(model);
}

static oriel_model_observer_id late;

static void remove_late(const struct oriel_model_change *change, void *data) {
	note_step(change, data);
	oriel_model_unobserve(late);
	oriel_model_observe(change->model, note_step, "new");
}

static void observers_removed_by_others_are_not_called_and_new_ones_wait(void **state) {
	oriel_model *model = letters("a");
	(void)state;
	oriel_model_observer_id first = oriel_model_observe(model, remove_late, "remove");
	late = oriel_model_observe(model, note_step, "late", .release = note_drop);
	insert_letters(model, 0, "b");
	assert_order(&order, "remove 0 -0 +1, drop late");
	oriel_model_unobserve(first);
	oriel_model_unobserve(first);
	insert_letters(model, 0, "c");
	assert_order(&order, "new 0 -0 +1");
	oriel_model_unref(model);
}

static void a_signal_ends_an_observer(void **state) {
	oriel_model *model = letters("a");
	oriel_abort_controller *controller = oriel_abort_controller_new();
	oriel_abort_signal *signal = oriel_abort_controller_signal(controller);
	(void)state;
	oriel_model_observe(model, note_step, "step", .signal = signal, .release = note_drop);
	insert_letters(model, 0, "b");
	oriel_abort(controller, ORIEL_NO_PAYLOAD);
	insert_letters(model, 0, "c");
	assert_order(&order, "step 0 -0 +1, drop step");
	assert_int_equal(
		oriel_model_observe(model, note_step, "step", .signal = signal, .release = note_drop), 0);
	assert_order(&order, "drop step");
	oriel_abort_controller_destroy(controller);
	oriel_model_unref(model);
}

/* ---- Ends ---- */

static void unref_model(const struct oriel_model_change *change, void *data) {
	(void)data;
	order_add(&order, "unref");
	oriel_model_unref(change->model);
	order_add(&order, "after");
}

static void an_observer_may_release_the_last_reference(void **state) {
	oriel_model *model = letters("ab");
	(void)state;
	oriel_array_model_set(model, 0, oriel_owned("item", note_drop));
	oriel_model_observe(model, unref_model, NULL);
	oriel_model_observe(model, note_step, "never", .release = note_drop);
	oriel_model_begin_change(model);
	insert_letters(model, 0, "c");
	insert_letters(model, 0, "d");
	oriel_model_end_change(model);
	assert_order(&order, "unref, after, drop never, drop item");
}

static void models_end_in_any_order(void **state) {
	oriel_model *model = letters("ba");
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(model), &descending, 1);
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(sorted));
	(void)state;
	oriel_model_observe(model, note_step, "model", .release = note_drop);
	oriel_model_observe(sorted, note_step, "sorted", .release = note_drop);
	oriel_selection_model_observe(selection, note_selection, "selection", .release = note_drop);
	oriel_model_unref(sorted);
	oriel_model_unref(model);
	assert_order(&order, "");
	assert_int_equal(oriel_model_count(oriel_selection_model_model(selection), 0), 2);
	oriel_selection_model_unref(selection);
	assert_order(&order, "drop selection, drop sorted, drop model");
}

static void models_outlive_their_loop(void **state) {
	oriel_model *model = letters("ba");
	oriel_model *sorted = oriel_sort_model_new(oriel_model_ref(model), &descending, 1);
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(sorted));
	oriel_model_observe(model, note_step, "model", .release = note_drop);
	oriel_array_model_set(model, 0, oriel_owned("item", note_drop));
	oriel_loop_destroy(the_loop);
	assert_order(&order, "model 0 *1, drop model");
	assert_int_equal(oriel_model_count(sorted, 0), 2);
	oriel_selection_model_unref(selection);
	oriel_model_unref(sorted);
	oriel_model_unref(model);
	assert_order(&order, "drop item");
	virtual_loop(state);
}

/* ---- Contracts ---- */

static size_t told_count;

static size_t told_count_of(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent == 0 ? told_count : 0;
}

static const struct oriel_model_class told_class = {
	.abi = ORIEL_MODEL_ABI, .name = "told", .count = told_count_of, .key = digits_key
};

static void wrong_splices_assert_with_their_place(void **state) {
	oriel_model *model = oriel_model_new(&told_class, NULL);
	(void)state;
	told_count = 5;
	oriel_model_observe(model, note_step, "step");
	assert_breaks("test_model.c", oriel_model_splice(model, 0, 0, 0, 1));
	assert_breaks("rows 4 to 6 of a told model whose count is 5",
		oriel_model_splice(model, 0, 4, 0, 2));
	assert_breaks("report each step before the next one", oriel_model_splice(model, 0, 5, 1, 0));
	assert_breaks("rows 5 to 6", oriel_model_changed(model, 0, 5, 1));
	assert_breaks("index 5 of a told model", oriel_model_key(model, 0, 5));
	told_count = 6;
	oriel_model_splice(model, 0, 5, 0, 1);
	assert_order(&order, "step 5 -0 +1");
	oriel_model_unref(model);
}

static void functions_of_other_models_assert(void **state) {
	oriel_model *model = letters("a");
	(void)state;
	assert_breaks("pass a model of oriel_filter_model_new()", oriel_filter_model_refilter(model));
	assert_breaks("pass a model of oriel_sort_model_new()",
		oriel_sort_model_set_keys(model, NULL, 0));
	assert_breaks("no change of this model has begun", oriel_model_end_change(model));
	oriel_model_unref(model);
}

static void huge_computed_models_cost_nothing(void **state) {
	oriel_model *model = oriel_model_new(&told_class, NULL);
	oriel_selection_model *selection;
	size_t first = 0, count = 0;
	(void)state;
	told_count = 50000000;
	selection = oriel_selection_model_new(oriel_model_ref(model));
	oriel_selection_model_select_all(selection);
	oriel_selection_model_toggle(selection, 40000000);
	told_count += 1000;
	oriel_model_splice(model, 0, 0, 0, 1000);
	assert_int_equal(oriel_selection_model_count(selection), 49999999);
	assert_true(oriel_selection_model_next_run(selection, &first, &count));
	assert_int_equal(first, 1000);
	assert_int_equal(count, 40000000);
	oriel_selection_model_unref(selection);
	oriel_model_unref(model);
}

int main(void) {
	return RUN_TESTS(on_virtual(trees_of_any_depth_are_filtered_and_sorted_by_level),
		on_virtual(children_that_arrive_are_told_at_every_level),
		on_virtual(a_change_in_an_observer_is_told_after_the_running_one),
		on_virtual(the_steps_of_a_change_are_told_at_its_end),
		on_virtual(microtasks_run_after_each_observer),
		on_virtual(observers_removed_by_others_are_not_called_and_new_ones_wait),
		on_virtual(a_signal_ends_an_observer),
		on_virtual(an_observer_may_release_the_last_reference),
		on_virtual(models_end_in_any_order),
		on_virtual(models_outlive_their_loop),
		on_virtual(wrong_splices_assert_with_their_place),
		on_virtual(huge_computed_models_cost_nothing),
		on_virtual(functions_of_other_models_assert));
}
