/* SPDX-License-Identifier: MIT */
/*
 * Random changes of an array, of the filters and sorted models stacked on it, and of selections,
 * against a slow model that filters and sorts everything again.
 *
 * Each fast model also has an observer with a copy of its keys. The copy is changed by the steps
 * alone, and checked when the change ends.
 */
#include "model_test.h"

#include "chance.h"
#include "shrink.h"

#include <oriel/ui/filter_model.h>
#include <oriel/ui/sort_model.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_SIZE = 4, MAX_ROWS = 4000, STACKED = 5, MAX_KEYS = 2 };

struct slow_row {
	uint64_t key;
	unsigned value;
};

struct rows {
	struct slow_row items[MAX_ROWS];
	size_t count;
};

/* A fast model with its copy, and its selection with the keys that are selected. */
struct stacked {
	oriel_model *model;
	uint64_t copy[MAX_ROWS]; /* 0: a row that was added in the open change */
	size_t copy_count;
	oriel_selection_model *selection;
	uint64_t selected[MAX_ROWS];
	size_t selected_count;
};

static struct {
	struct rows rows;
	struct stacked stacked[STACKED]; /* array, filter, sorted filter, filter of that, sorted */
	unsigned modulus[2];             /* of the filters */
	struct oriel_sort_key keys[2][MAX_KEYS];
	size_t key_count[2];
	bool failed, print;
} world;

static void must(bool holds, const char *what) {
	if (holds)
		return;
	world.failed = true;
	if (world.print)
		fprintf(stderr, "%s\n", what);
}

/* ---- Functions of rows, for both sides ---- */

/* Column 0 has many equal texts. All texts share one buffer. */
static const char *text_of(unsigned value, unsigned column, char *text, size_t size) {
	if (column == 0)
		snprintf(text, size, "kind of row %u", value % 7);
	else
		snprintf(text, size, "%u", value * 2654435761u % 1000);
	return text;
}

static const char *row_text(void *item, unsigned column, void *data) {
	static char text[32];
	(void)data;
	return text_of((unsigned)(uintptr_t)item, column, text, sizeof(text));
}

static unsigned value_of(oriel_model *model, uint64_t key) {
	return (unsigned)(uintptr_t)oriel_model_item(model, key);
}

static bool passes(oriel_model *model, uint64_t key, void *modulus) {
	return value_of(model, key) % *(unsigned *)modulus != 0;
}

static int compare_values(unsigned a, unsigned b) {
	return (int)(a % 100) - (int)(b % 100);
}

static int compare_rows(oriel_model *model, uint64_t a, uint64_t b, void *data) {
	(void)data;
	return compare_values(value_of(model, a), value_of(model, b));
}

static int compare_backwards(const char *a, const char *b) {
	return strcmp(b, a);
}

/* ---- The slow model ---- */

static const struct oriel_sort_key *slow_keys;
static size_t slow_key_count;

static int slow_compare(const struct slow_row *a, const struct slow_row *b) {
	for (size_t k = 0; k < slow_key_count; k++) {
		const struct oriel_sort_key *key = &slow_keys[k];
		char left[32], right[32];
		text_of(a->value, key->column, left, sizeof(left));
		text_of(b->value, key->column, right, sizeof(right));
		int result = key->compare_rows != NULL ? compare_values(a->value, b->value) :
			key->compare_text != NULL         ? key->compare_text(left, right) :
												strcmp(left, right);
		if (result != 0)
			return key->descending ? -result : result;
	}
	return 0;
}

static void slow_sort(struct rows *rows, size_t number) {
	slow_keys = world.keys[number];
	slow_key_count = world.key_count[number];
	for (size_t i = 1; i < rows->count; i++) {
		struct slow_row row = rows->items[i];
		size_t low = 0, high = i;
		while (low < high) {
			size_t middle = (low + high) / 2;
			if (slow_compare(&rows->items[middle], &row) > 0)
				high = middle;
			else
				low = middle + 1;
		}
		memmove(&rows->items[low + 1], &rows->items[low], (i - low) * sizeof(row));
		rows->items[low] = row;
	}
}

static void slow_filter(struct rows *rows, unsigned modulus) {
	size_t count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		if (rows->items[i].value % modulus != 0)
			rows->items[count++] = rows->items[i];
	}
	rows->count = count;
}

static const struct rows *slow_rows(size_t number) {
	static struct rows rows;
	rows = world.rows;
	if (number >= 1 && number <= 3)
		slow_filter(&rows, world.modulus[0]);
	if (number == 2 || number == 3)
		slow_sort(&rows, 0);
	if (number == 3)
		slow_filter(&rows, world.modulus[1]);
	if (number == 4)
		slow_sort(&rows, 1);
	return &rows;
}

/* ---- Observers ---- */

static void on_step(const struct oriel_model_change *change, void *data) {
	struct stacked *stacked = data;
	uint64_t *at = stacked->copy + change->first;
	size_t touched = change->removed + change->changed;
	must(change->first <= stacked->copy_count && touched <= stacked->copy_count - change->first,
		"a step does not fit");
	if (world.failed)
		return;
	if (change->changed == 0) {
		memmove(at + change->added, at + change->removed,
			(stacked->copy_count - change->first - change->removed) * sizeof(*at));
		memset(at, 0, change->added * sizeof(*at));
		stacked->copy_count += change->added - change->removed;
	}
	if (change->has_more)
		return;
	must(stacked->copy_count == oriel_model_count(stacked->model, 0), "a count");
	for (size_t i = 0; i < stacked->copy_count && !world.failed; i++) {
		uint64_t key = oriel_model_key(stacked->model, 0, i);
		must(stacked->copy[i] == 0 || stacked->copy[i] == key, "a row that was not told");
		stacked->copy[i] = key;
	}
}

/* ---- Checks ---- */

static int compare_keys(const void *a, const void *b) {
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
	return (left > right) - (left < right);
}

static bool has_key(const uint64_t *keys, size_t count, uint64_t key) {
	return bsearch(&key, keys, count, sizeof(key), compare_keys) != NULL;
}

/* Keeps the selected keys that still exist, and compares. */
static void check_selection(struct stacked *stacked, const struct rows *rows) {
	static uint64_t keys[MAX_ROWS];
	size_t count = 0, first, place;
	for (size_t i = 0; i < rows->count; i++)
		keys[i] = rows->items[i].key;
	qsort(keys, rows->count, sizeof(keys[0]), compare_keys);
	for (size_t i = 0; i < stacked->selected_count; i++) {
		if (has_key(keys, rows->count, stacked->selected[i]))
			stacked->selected[count++] = stacked->selected[i];
	}
	stacked->selected_count = count;
	must(oriel_selection_model_count(stacked->selection) == count, "the number of selected rows");
	count = 0;
	for (size_t i = 0; i < rows->count; i++) {
		bool is_selected = has_key(
			stacked->selected, stacked->selected_count, rows->items[i].key);
		must(oriel_selection_model_is_selected(stacked->selection, i) == is_selected,
			"a selected row");
		first = i;
		if (is_selected)
			must(oriel_selection_model_next(stacked->selection, &first) && first == i, "next");
	}
	if (oriel_selection_model_lead(stacked->selection, &place))
		must(place < rows->count, "the lead");
	if (oriel_selection_model_anchor(stacked->selection, &place))
		must(place < rows->count, "the anchor");
}

static void check_model(size_t number) {
	struct stacked *stacked = &world.stacked[number];
	const struct rows *rows = slow_rows(number);
	must(oriel_model_count(stacked->model, 0) == rows->count, "the count");
	for (size_t i = 0; i < rows->count && !world.failed; i++) {
		size_t found;
		uint64_t key = rows->items[i].key;
		must(oriel_model_key(stacked->model, 0, i) == key, "a key");
		must(value_of(stacked->model, key) == rows->items[i].value, "a value");
		must(oriel_model_find(stacked->model, 0, key, &found) && found == i, "find");
		must(stacked->copy[i] == key, "the copy");
	}
	if (!world.failed)
		check_selection(stacked, rows);
}

/* ---- Steps ---- */

static unsigned some_value(struct chance *chance) {
	return 1 + roll(chance, 1000);
}

static size_t some_count(struct chance *chance) {
	static const uint32_t sides[] = { 2, 2, 3, 3, 10, 700 };
	return roll(chance, ANY_OF(chance, sides));
}

static void splice(struct chance *chance) {
	struct rows *rows = &world.rows;
	oriel_model *array = world.stacked[0].model;
	static struct oriel_payload items[700];
	size_t first = roll(chance, (uint32_t)rows->count + 1);
	size_t removed = some_count(chance), added = some_count(chance);
	if (removed > rows->count - first)
		removed = rows->count - first;
	if (rows->count + added > MAX_ROWS)
		return;
	struct slow_row *at = &rows->items[first];
	memmove(at + added, at + removed, (rows->count - first - removed) * sizeof(*at));
	for (size_t i = 0; i < added; i++) {
		at[i].value = some_value(chance);
		items[i] = oriel_borrowed((void *)(uintptr_t)at[i].value);
	}
	rows->count += added - removed;
	oriel_array_model_splice(array, first, removed, items, added);
	for (size_t i = 0; i < added; i++)
		at[i].key = oriel_model_key(array, 0, first + i);
}

static void move(struct chance *chance) {
	static struct slow_row moved[MAX_ROWS];
	struct rows *rows = &world.rows;
	if (rows->count == 0)
		return;
	size_t first = roll(chance, (uint32_t)rows->count), count = some_count(chance);
	if (count > rows->count - first)
		count = rows->count - first;
	size_t to = roll(chance, (uint32_t)(rows->count - count) + 1);
	memcpy(moved, rows->items + first, count * sizeof(moved[0]));
	memmove(rows->items + first, rows->items + first + count,
		(rows->count - first - count) * sizeof(moved[0]));
	memmove(rows->items + to + count, rows->items + to,
		(rows->count - count - to) * sizeof(moved[0]));
	memcpy(rows->items + to, moved, count * sizeof(moved[0]));
	oriel_array_model_move(world.stacked[0].model, first, count, to);
}

static void set(struct chance *chance) {
	struct rows *rows = &world.rows;
	oriel_model *array = world.stacked[0].model;
	if (rows->count == 0)
		return;
	size_t index = roll(chance, (uint32_t)rows->count);
	unsigned value = some_value(chance);
	struct oriel_payload item = oriel_borrowed((void *)(uintptr_t)value);
	rows->items[index].value = value;
	if (roll(chance, 4) == 0)
		rows->items[index].key = oriel_array_model_replace(array, index, item);
	else
		oriel_array_model_set(array, index, item);
}

static void new_filter(struct chance *chance) {
	size_t which = roll(chance, 2);
	world.modulus[which] = 1 + roll(chance, 6);
	oriel_model *model = world.stacked[which == 0 ? 1 : 3].model;
	if (roll(chance, 2) == 0)
		oriel_filter_model_set_filter(model, passes, &world.modulus[which]);
	else
		oriel_filter_model_refilter(model);
}

static void new_keys(struct chance *chance) {
	size_t which = roll(chance, 2);
	world.key_count[which] = roll(chance, MAX_KEYS + 1);
	for (size_t k = 0; k < world.key_count[which]; k++) {
		world.keys[which][k] = (struct oriel_sort_key){ .column = roll(chance, 2),
			.descending = roll(chance, 2) == 0,
			.compare_rows = roll(chance, 3) == 0 ? compare_rows : NULL,
			.compare_text = roll(chance, 3) == 0 ? compare_backwards : NULL };
	}
	oriel_sort_model_set_keys(world.stacked[which == 0 ? 2 : 4].model, world.keys[which],
		world.key_count[which]);
}

/* Sets the selection, and notes the selected keys as the functions are documented. */
static void select_rows(struct chance *chance) {
	struct stacked *stacked = &world.stacked[roll(chance, STACKED)];
	oriel_selection_model *selection = stacked->selection;
	size_t rows = oriel_model_count(stacked->model, 0), anchor;
	if (rows == 0)
		return;
	static bool flags[MAX_ROWS];
	size_t index = roll(chance, (uint32_t)rows), count = 1 + roll(chance, (uint32_t)(rows - index));
	for (size_t i = 0; i < rows; i++)
		flags[i] = oriel_selection_model_is_selected(selection, i);
	bool has_anchor = oriel_selection_model_anchor(selection, &anchor) ||
		oriel_selection_model_lead(selection, &anchor);
	if (!has_anchor)
		anchor = 0;
	size_t first = anchor < index ? anchor : index;
	size_t last = anchor < index ? index : anchor;
	bool keep = roll(chance, 2) == 0;
	switch (roll(chance, 7)) {
	case 0:
		oriel_selection_model_select(selection, index);
		memset(flags, 0, rows);
		flags[index] = true;
		break;
	case 1:
		oriel_selection_model_toggle(selection, index);
		flags[index] = !flags[index];
		break;
	case 2:
		oriel_selection_model_extend(selection, index, keep);
		if (!keep)
			memset(flags, 0, rows);
		memset(flags + first, 1, last - first + 1);
		break;
	case 3:
		oriel_selection_model_add(selection, index, count);
		memset(flags + index, 1, count);
		break;
	case 4:
		oriel_selection_model_remove(selection, index, count);
		memset(flags + index, 0, count);
		break;
	case 5:
		oriel_selection_model_select_all(selection);
		memset(flags, 1, rows);
		break;
	default:
		oriel_selection_model_clear(selection);
		memset(flags, 0, rows);
	}
	stacked->selected_count = 0;
	for (size_t i = 0; i < rows; i++) {
		if (flags[i])
			stacked->selected[stacked->selected_count++] = oriel_model_key(stacked->model, 0, i);
	}
	qsort(stacked->selected, stacked->selected_count, sizeof(stacked->selected[0]), compare_keys);
}

static const struct {
	const char *name;
	void (*play)(struct chance *chance);
	bool groups; /* may be one of several in a change */
} kinds[] = {
	{ "splice", splice, true },
	{ "splice", splice, true },
	{ "move", move, true },
	{ "set", set, true },
	{ "set", set, true },
	{ "filter", new_filter, true },
	{ "keys", new_keys, true },
	{ "select", select_rows, false },
	{ "select", select_rows, false },
};

static void play_step(const uint8_t *step) {
	struct chance chance = chance_of_step(step, STEP_SIZE);
	size_t kind = roll(&chance, sizeof(kinds) / sizeof(kinds[0]));
	size_t times = kinds[kind].groups && roll(&chance, 3) == 0 ? 1 + roll(&chance, 4) : 1;
	if (world.print)
		print_step(step, STEP_SIZE, kinds[kind].name);
	if (times > 1)
		oriel_model_begin_change(world.stacked[0].model);
	for (size_t i = 0; i < times; i++) {
		kinds[kind].play(&chance);
		if (times > 1)
			kind = roll(&chance, 7);
	}
	if (times > 1)
		oriel_model_end_change(world.stacked[0].model);
	for (size_t i = 0; i < STACKED && !world.failed; i++)
		check_model(i);
}

/* ---- A whole play ---- */

static void begin(void) {
	struct stacked *stacked = world.stacked;
	memset(&world.rows, 0, sizeof(world.rows));
	memset(stacked, 0, sizeof(world.stacked));
	world.failed = false;
	world.modulus[0] = 3;
	world.modulus[1] = 5;
	world.key_count[0] = 1;
	world.key_count[1] = 0;
	world.keys[0][0] = (struct oriel_sort_key){ 0 };
	stacked[0].model = oriel_array_model_new(.text = row_text);
	stacked[1].model = oriel_filter_model_new(
		oriel_model_ref(stacked[0].model), passes, &world.modulus[0]);
	stacked[2].model = oriel_sort_model_new(
		oriel_model_ref(stacked[1].model), world.keys[0], world.key_count[0]);
	stacked[3].model = oriel_filter_model_new(
		oriel_model_ref(stacked[2].model), passes, &world.modulus[1]);
	stacked[4].model = oriel_sort_model_new(
		oriel_model_ref(stacked[0].model), world.keys[1], world.key_count[1]);
	for (size_t i = 0; i < STACKED; i++) {
		stacked[i].selection = oriel_selection_model_new(oriel_model_ref(stacked[i].model));
		oriel_model_observe(stacked[i].model, on_step, &stacked[i]);
	}
}

/* Destroys everything, in an order that the number of steps decides. */
static void end(size_t number) {
	for (size_t i = 0; i < STACKED; i++) {
		struct stacked *stacked = &world.stacked[(i * 2 + number) % STACKED];
		if (number % 2 == 0)
			oriel_model_unref(stacked->model);
		oriel_selection_model_unref(stacked->selection);
		if (number % 2 != 0)
			oriel_model_unref(stacked->model);
	}
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	world.print = print;
	begin();
	for (size_t i = 0; i < count && !world.failed; i++)
		play_step(steps + i * STEP_SIZE);
	end(count);
	oriel_loop_destroy(loop);
	return !world.failed;
}

static void stacked_models_match_a_slow_model(void **state) {
	(void)state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 60, .seeds = 30, .play = play });
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(stacked_models_match_a_slow_model));
}
