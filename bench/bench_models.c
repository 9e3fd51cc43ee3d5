/* SPDX-License-Identifier: MIT */
/*
 * Models of 1,000,000 rows: the first sort and the first filter, splices at the top with a sorted
 * filtered model and a selection above, and selections of 50,000,000 rows.
 */
#include "peers/bench.h"

#include <oriel/runtime/loop.h>
#include <oriel/ui/array_model.h>
#include <oriel/ui/filter_model.h>
#include <oriel/ui/selection_model.h>
#include <oriel/ui/sort_model.h>

enum { ROWS = 1000000, HUGE = 50000000, SPLICES = 10000, SELECTIONS = 1000000 };

static char (*texts)[16];
static struct oriel_payload *items;
static oriel_model *array, *sorted, *filtered, *numbers;
static oriel_selection_model *selection;

static const struct oriel_sort_key by_text = { 0 };

static void report(const char *name, double ops, void (*play)(void), void (*begin)(void),
	void (*end)(void), int reps) {
	BSample samples[16];
	for (int r = 0; r < reps; r++) {
		if (begin != NULL)
			begin();
		BSample start = bench_now();
		play();
		samples[r] = bench_since(start);
		if (end != NULL)
			end();
	}
	bench_report("models", name, ops, samples, reps);
}

static void make_texts(void) {
	uint64_t seed = 88172645463325252u;
	texts = calloc(ROWS, sizeof(*texts));
	items = calloc(ROWS, sizeof(*items));
	for (size_t i = 0; i < ROWS; i++) {
		snprintf(texts[i], sizeof(texts[i]), "row %u", bench_rand(&seed) % 100000000);
		items[i] = oriel_borrowed(texts[i]);
	}
}

static bool ends_even(oriel_model *source, uint64_t key, void *data) {
	const char *text = oriel_model_text(source, key, 0);
	(void)data;
	return (text[strlen(text) - 1] & 1) == 0;
}

static void make_array(void) {
	array = oriel_array_model_new();
	oriel_array_model_splice(array, 0, 0, items, ROWS);
}

static void end_array(void) {
	oriel_model_unref(array);
}

static void play_array(void) {
	make_array();
}

static void play_sort(void) {
	oriel_model *model = oriel_sort_model_new(oriel_model_ref(array), &by_text, 1);
	oriel_model_count(model, 0);
	oriel_model_unref(model);
}

static void play_filter(void) {
	oriel_model *model = oriel_filter_model_new(oriel_model_ref(array), ends_even, NULL);
	oriel_model_count(model, 0);
	oriel_model_unref(model);
}

static size_t steps;

static void on_step(const struct oriel_model_change *change, void *data) {
	(void)data;
	steps += change->added;
}

static void stack_models(void) {
	make_array();
	filtered = oriel_filter_model_new(oriel_model_ref(array), ends_even, NULL);
	sorted = oriel_sort_model_new(oriel_model_ref(filtered), &by_text, 1);
	selection = oriel_selection_model_new(oriel_model_ref(sorted));
	oriel_selection_model_select_all(selection);
	oriel_model_observe(sorted, on_step, NULL);
}

static void unstack_models(void) {
	oriel_selection_model_unref(selection);
	oriel_model_unref(sorted);
	oriel_model_unref(filtered);
	oriel_model_unref(array);
}

static void play_splices(void) {
	for (size_t i = 0; i < SPLICES; i++)
		oriel_array_model_insert(array, 0, items[i]);
}

static void play_removals(void) {
	for (size_t i = 0; i < SPLICES; i++)
		oriel_array_model_remove(array, 0, 1);
}

static size_t count_numbers(oriel_model *model, uint64_t parent) {
	(void)model;
	return parent == 0 ? HUGE : 0;
}

static uint64_t number_key(oriel_model *model, uint64_t parent, size_t index) {
	(void)model;
	(void)parent;
	return index + 1;
}

static const struct oriel_model_class numbers_class = {
	.abi = ORIEL_MODEL_ABI, .name = "numbers", .count = count_numbers, .key = number_key
};

static void make_numbers(void) {
	numbers = oriel_model_new(&numbers_class, NULL);
	selection = oriel_selection_model_new(numbers);
}

static void end_numbers(void) {
	oriel_selection_model_unref(selection);
}

static void play_select_all(void) {
	for (size_t i = 0; i < SELECTIONS; i++) {
		oriel_selection_model_select_all(selection);
		oriel_selection_model_clear(selection);
	}
}

/* Leaves as many runs as there are calls. */
static void play_toggles(void) {
	uint64_t seed = 88172645463325252u;
	for (size_t i = 0; i < SELECTIONS; i++)
		oriel_selection_model_toggle(selection, bench_rand(&seed) % HUGE);
}

int main(void) {
	bench_init();
	oriel_loop *loop = oriel_loop_new();
	int reps = bench_reps(3);
	make_texts();
	report("Oriel array of 1,000,000 rows, per row", ROWS, play_array, NULL, end_array, reps);
	make_array();
	report("Oriel sort of 1,000,000 rows, per row", ROWS, play_sort, NULL, NULL, reps);
	report("Oriel filter of 1,000,000 rows, per row", ROWS, play_filter, NULL, NULL, reps);
	end_array();
	stack_models();
	report("Oriel insertion above 1,000,000 rows, filtered, sorted, all selected", SPLICES,
		play_splices, NULL, NULL, reps);
	report("Oriel removal above 1,000,000 rows, filtered, sorted, all selected", SPLICES,
		play_removals, NULL, NULL, reps);
	unstack_models();
	report("Oriel select all of 50,000,000 rows and clear", SELECTIONS, play_select_all,
		make_numbers, end_numbers, reps);
	report("Oriel toggle one of 50,000,000 rows", SELECTIONS, play_toggles, make_numbers,
		end_numbers, reps);
	oriel_loop_destroy(loop);
	free(texts);
	free(items);
	return steps == 0;
}
