/* SPDX-License-Identifier: MIT */
/*
 * The comparison of rows, and a stable sort of many rows.
 *
 * A source may return each text in the same memory, so texts are copied into an arena before two of
 * them are compared. Sorting is a merge sort of indices. An index travels with the first eight
 * bytes of its first text as a number, which decides most comparisons without a look at the text.
 */
#include "model/sort_order_internal.h"

#include "base/alloc_internal.h"

#include <stdlib.h>
#include <string.h>

enum { ARENA_SIZE = 1 << 16, INSERTION_MAX = 8 };

struct oriel__sort_arena {
	struct oriel__sort_arena *next;
	char bytes[];
};

/* ---- Texts ---- */

struct sort_space {
	char *at;
	size_t left;
};

static const char *sort_text_copy(
	struct oriel__sort_rows *rows, struct sort_space *space, const char *text) {
	size_t size = strlen(text) + 1;
	if (size > space->left) {
		size_t block = size > ARENA_SIZE / 4 ? size : ARENA_SIZE;
		/* a few rows need little memory */
		if (rows->count < ARENA_SIZE / 256 && size <= ARENA_SIZE / 4)
			block = size + rows->count * 32;
		struct oriel__sort_arena *arena = oriel__alloc(sizeof(*arena) + block);
		arena->next = rows->arena;
		rows->arena = arena;
		*space = (struct sort_space){ arena->bytes, block };
	}
	char *copy = space->at;
	memcpy(copy, text, size);
	space->at += size;
	space->left -= size;
	return copy;
}

void oriel__sort_rows_init(struct oriel__sort_rows *rows, const struct oriel__sort_order *order,
	const uint64_t *keys, size_t count) {
	struct sort_space space = { 0 };
	*rows = (struct oriel__sort_rows){ .count = count };
	rows->keys = oriel__alloc_zero(count + 1, sizeof(*rows->keys));
	rows->texts = oriel__alloc_zero(count * order->count + 1, sizeof(*rows->texts));
	for (size_t i = 0; i < count; i++) {
		rows->keys[i] = keys[i];
		for (size_t k = 0; k < order->count; k++) {
			if (order->keys[k].compare_rows == NULL)
				rows->texts[i * order->count + k] = sort_text_copy(rows, &space,
					oriel_model_text(order->source, keys[i], order->keys[k].column));
		}
	}
}

void oriel__sort_rows_finish(struct oriel__sort_rows *rows) {
	while (rows->arena != NULL) {
		struct oriel__sort_arena *next = rows->arena->next;
		oriel__free(rows->arena);
		rows->arena = next;
	}
	oriel__free(rows->keys);
	oriel__free((void *)rows->texts);
}

/* ---- Comparing ---- */

static int sort_compare_texts(const struct oriel_sort_key *key, const char *a, const char *b) {
	return key->compare_text != NULL ? key->compare_text(a, b) : strcmp(a, b);
}

/* Applies the direction of a criterion; the result of a comparison may be INT_MIN. */
static int sort_direct(const struct oriel_sort_key *key, int result) {
	return key->descending ? (result < 0) - (result > 0) : result;
}

int oriel__sort_compare(const struct oriel__sort_order *order, const struct oriel__sort_rows *rows,
	size_t index, uint64_t key) {
	for (size_t k = 0; k < order->count; k++) {
		const struct oriel_sort_key *by = &order->keys[k];
		int result = by->compare_rows != NULL ?
			by->compare_rows(order->source, rows->keys[index], key, by->data) :
			sort_compare_texts(by, rows->texts[index * order->count + k],
				oriel_model_text(order->source, key, by->column));
		if (result != 0)
			return sort_direct(by, result);
	}
	return 0;
}

static int sort_compare_two(const struct oriel__sort_order *order,
	const struct oriel__sort_rows *rows, size_t a, size_t b) {
	for (size_t k = 0; k < order->count; k++) {
		const struct oriel_sort_key *by = &order->keys[k];
		int result = by->compare_rows != NULL ?
			by->compare_rows(order->source, rows->keys[a], rows->keys[b], by->data) :
			sort_compare_texts(by, rows->texts[a * order->count + k],
				rows->texts[b * order->count + k]);
		if (result != 0)
			return sort_direct(by, result);
	}
	return 0;
}

/* ---- Sorting ---- */

struct sort_item {
	uint64_t prefix; /* smaller prefixes come first; 0 for all where there is none */
	uint32_t index;
};

struct sort_run {
	const struct oriel__sort_order *order;
	const struct oriel__sort_rows *rows;
	struct sort_item *items, *spare;
};

/* Returns the first eight bytes of a text, padded with NULs, as a number in the order of texts. */
static uint64_t sort_prefix(const char *text) {
	uint64_t prefix = 0;
	size_t i = 0;
	for (; i < sizeof(prefix) && text[i] != '\0'; i++)
		prefix = prefix << 8 | (unsigned char)text[i];
	return i > 0 ? prefix << 8 * (sizeof(prefix) - i) : 0;
}

static bool sort_is_after(
	const struct sort_run *run, const struct sort_item *a, const struct sort_item *b) {
	if (a->prefix != b->prefix)
		return a->prefix > b->prefix;
	return sort_compare_two(run->order, run->rows, a->index, b->index) > 0;
}

static void sort_insertion(const struct sort_run *run, size_t first, size_t count) {
	struct sort_item *items = run->items + first;
	for (size_t i = 1; i < count; i++) {
		struct sort_item item = items[i];
		size_t at = i;
		for (; at > 0 && sort_is_after(run, &items[at - 1], &item); at--)
			items[at] = items[at - 1];
		items[at] = item;
	}
}

static void sort_merge(const struct sort_run *run, size_t first, size_t count) {
	if (count <= INSERTION_MAX) {
		sort_insertion(run, first, count);
		return;
	}
	size_t half = count / 2;
	sort_merge(run, first, half);
	sort_merge(run, first + half, count - half);
	struct sort_item *items = run->items + first, *left = run->spare;
	if (!sort_is_after(run, &items[half - 1], &items[half]))
		return;
	memcpy(left, items, half * sizeof(*items));
	size_t l = 0, r = half, out = 0;
	while (l < half && r < count)
		items[out++] = sort_is_after(run, &left[l], &items[r]) ? items[r++] : left[l++];
	memcpy(items + out, left + l, (half - l) * sizeof(*items));
}

uint32_t *oriel__sort_rows_sorted(
	const struct oriel__sort_order *order, const struct oriel__sort_rows *rows) {
	struct sort_run run = { .order = order, .rows = rows };
	const struct oriel_sort_key *by = &order->keys[0];
	bool has_prefix = order->count > 0 && by->compare_rows == NULL && by->compare_text == NULL;
	run.items = oriel__alloc_zero(rows->count + 1, sizeof(*run.items));
	run.spare = oriel__alloc_zero(rows->count / 2 + 1, sizeof(*run.spare));
	for (size_t i = 0; i < rows->count; i++) {
		uint64_t prefix = has_prefix ? sort_prefix(rows->texts[i * order->count]) : 0;
		run.items[i] = (struct sort_item){
			has_prefix && by->descending ? ~prefix : prefix, (uint32_t)i };
	}
	sort_merge(&run, 0, rows->count);
	uint32_t *sorted = oriel__alloc_zero(rows->count + 1, sizeof(*sorted));
	for (size_t i = 0; i < rows->count; i++)
		sorted[i] = run.items[i].index;
	oriel__free(run.items);
	oriel__free(run.spare);
	return sorted;
}
