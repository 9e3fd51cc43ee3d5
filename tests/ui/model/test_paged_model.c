/* SPDX-License-Identifier: MIT */
/* Paged models: fetching, the cache, new keys against a slow model, and failures. */
#include "model_test.h"

#include "chance.h"
#include "shrink.h"

#include <oriel/runtime/abort.h>
#include <oriel/runtime/payload.h>
#include <oriel/ui/paged_model.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_FETCHES = 64, STEP_SIZE = 4, MAX_KEYS = 2000 };

/* A page in flight, and its contents later. */
struct fetch {
	oriel_resolver *resolver;
	oriel_abort_signal *signal;
	uint64_t keys[64];
	size_t count;
};

static struct fetch fetches[MAX_FETCHES];
static size_t fetch_count;

static oriel_promise *fetch_page(
	const uint64_t *keys, size_t count, oriel_abort_signal *signal, void *data) {
	struct fetch *fetch = &fetches[fetch_count++];
	(void)data;
	order_add(&order, "fetch %llu +%zu", (unsigned long long)keys[0], count);
	fetch->count = count;
	fetch->signal = oriel_abort_signal_ref(signal);
	memcpy(fetch->keys, keys, count * sizeof(keys[0]));
	return oriel_promise_new(&fetch->resolver);
}

static const char *page_text(void *page, size_t row, unsigned column, void *data) {
	static char text[32];
	(void)data;
	snprintf(text, sizeof(text), "%llu.%u",
		(unsigned long long)((const struct fetch *)page)->keys[row], column);
	return text;
}

static void *page_item(void *page, size_t row, void *data) {
	(void)data;
	return &((struct fetch *)page)->keys[row];
}

static void forget_page(void *page) {
	order_add(&order, "drop %llu", (unsigned long long)((const struct fetch *)page)->keys[0]);
}

/* Reads rows in a callback, so that the microtask that fetches them has run on return. */
static void read_rows(oriel_model *model, size_t first, size_t count) {
	oriel_loop_begin_host(the_loop);
	for (size_t i = first; i < first + count; i++)
		oriel_model_text(model, oriel_model_key(model, 0, i), 0);
	oriel_loop_end_host(the_loop);
}

static void release_fetch(struct fetch *fetch) {
	oriel_resolver_unref(fetch->resolver);
	oriel_abort_signal_unref(fetch->signal);
}

static void arrive(size_t number) {
	oriel_loop_begin_host(the_loop);
	oriel_resolve(fetches[number].resolver, oriel_owned(&fetches[number], forget_page));
	release_fetch(&fetches[number]);
	oriel_loop_end_host(the_loop);
}

static oriel_model *paged(size_t rows, size_t page_rows, size_t max_pages) {
	static uint64_t keys[MAX_KEYS];
	oriel_model *model = oriel_paged_model_new(fetch_page, NULL, .text = page_text,
		.item = page_item, .page_rows = page_rows, .max_pages = max_pages);
	for (size_t i = 0; i < rows; i++)
		keys[i] = i + 1;
	fetch_count = 0;
	oriel_paged_model_set_keys(model, keys, rows);
	oriel_model_observe(model, note_step, "rows");
	return model;
}

static void a_read_row_is_fetched_with_its_page_and_told(void **state) {
	oriel_model *model = paged(10, 4, 8);
	(void)state;
	assert_string_equal(oriel_model_text(model, 6, 0), "");
	read_rows(model, 4, 4);
	assert_order(&order, "fetch 5 +4");
	assert_false(oriel_paged_model_is_loaded(model, 6));
	arrive(0);
	assert_order(&order, "rows 4 *4");
	assert_true(oriel_paged_model_is_loaded(model, 6));
	assert_string_equal(oriel_model_text(model, 6, 1), "6.1");
	assert_int_equal(*(uint64_t *)oriel_model_item(model, 6), 6);
	read_rows(model, 7, 2);
	assert_order(&order, "fetch 9 +2");
	arrive(1);
	oriel_model_unref(model);
	assert_order(&order, "rows 8 *2, drop 5, drop 9");
}

static void the_page_that_was_not_read_longest_makes_way(void **state) {
	oriel_model *model = paged(12, 4, 2);
	(void)state;
	read_rows(model, 0, 1);
	arrive(0);
	read_rows(model, 4, 1);
	read_rows(model, 0, 1);
	assert_order(&order, "fetch 1 +4, rows 0 *4, fetch 5 +4");
	read_rows(model, 8, 1);
	assert_true(oriel_abort_signal_is_aborted(fetches[1].signal));
	arrive(1);
	assert_order(&order, "fetch 9 +4, drop 5");
	assert_string_equal(oriel_model_text(model, 1, 0), "1.0");
	read_rows(model, 5, 1);
	assert_order(&order, "fetch 5 +4");
	release_fetch(&fetches[2]);
	release_fetch(&fetches[3]);
	oriel_model_unref(model);
	assert_order(&order, "drop 1");
}

static void new_keys_tell_the_least_and_keep_pages(void **state) {
	static const uint64_t keys[] = { 1, 9, 3, 4, 2, 5 };
	oriel_model *model = paged(6, 4, 8);
	oriel_selection_model *selection = oriel_selection_model_new(oriel_model_ref(model));
	(void)state;
	oriel_selection_model_add(selection, 1, 2);
	read_rows(model, 0, 1);
	oriel_paged_model_set_keys(model, keys, 6);
	assert_order(&order,
		"fetch 1 +4, rows 5 -1 +0…, rows 1 -1 +0…, rows 1 -0 +1…, rows 4 -0 +1");
	assert_true(oriel_selection_model_is_key_selected(selection, 2));
	assert_true(oriel_selection_model_is_key_selected(selection, 3));
	assert_int_equal(oriel_selection_model_count(selection), 2);
	arrive(0);
	assert_order(&order, "rows 0 *1…, rows 2 *3");
	assert_string_equal(oriel_model_text(model, 2, 0), "2.0");
	oriel_paged_model_set_keys(model, keys, 6);
	assert_order(&order, "");
	oriel_selection_model_unref(selection);
	oriel_model_unref(model);
	assert_order(&order, "drop 1");
}

static void refetching_drops_all_pages(void **state) {
	oriel_model *model = paged(4, 4, 8);
	(void)state;
	read_rows(model, 0, 1);
	arrive(0);
	oriel_paged_model_refetch(model);
	assert_false(oriel_paged_model_is_loaded(model, 1));
	read_rows(model, 0, 1);
	assert_order(&order, "fetch 1 +4, rows 0 *4, rows 0 *4, drop 1, fetch 1 +4");
	oriel_paged_model_refetch(model);
	assert_true(oriel_abort_signal_is_aborted(fetches[1].signal));
	assert_order(&order, "rows 0 *4");
	release_fetch(&fetches[1]);
	oriel_model_unref(model);
}

static void a_model_in_flight_may_end_first(void **state) {
	oriel_model *model = paged(4, 4, 8);
	(void)state;
	read_rows(model, 0, 1);
	oriel_model_unref(model);
	assert_true(oriel_abort_signal_is_aborted(fetches[0].signal));
	arrive(0);
	assert_order(&order, "fetch 1 +4, drop 1");
}

static void wrong_keys_assert(void **state) {
	static const uint64_t zero[] = { 0 };
	oriel_model *model = oriel_paged_model_new(fetch_page, NULL);
	oriel_model *other = letters("a");
	(void)state;
	assert_breaks("keys is NULL; pass 2 keys", oriel_paged_model_set_keys(model, NULL, 2));
	assert_breaks("this is a array model", oriel_paged_model_set_keys(other, zero, 1));
	oriel_model_unref(other);
	oriel_model_unref(model);
}

/* ---- Random keys ---- */

static struct {
	uint64_t copy[MAX_KEYS];
	size_t count, removed, added;
	bool failed;
} world;

static void copy_step(const struct oriel_model_change *change, void *data) {
	(void)data;
	uint64_t *at = world.copy + change->first;
	world.failed = world.failed || change->first + change->removed > world.count;
	if (world.failed || change->changed > 0)
		return;
	memmove(at + change->added, at + change->removed,
		(world.count - change->first - change->removed) * sizeof(*at));
	memset(at, 0, change->added * sizeof(*at));
	world.count += change->added - change->removed;
	world.removed += change->removed;
	world.added += change->added;
}

/* Moves, removes and adds a few keys; sometimes all. */
static size_t vary_keys(struct chance *chance, uint64_t *keys, size_t count, uint64_t *next) {
	size_t times = roll(chance, 8) == 0 ? 600 : roll(chance, 5);
	for (size_t i = 0; i < times; i++) {
		size_t from = count > 0 ? roll(chance, (uint32_t)count) : 0;
		uint64_t key = ++*next;
		uint32_t kind = roll(chance, 3);
		if (kind < 2 && count > 0) {
			key = kind == 0 ? keys[from] : 0;
			memmove(keys + from, keys + from + 1, (--count - from) * sizeof(*keys));
		}
		if (key == 0 || count == MAX_KEYS)
			continue;
		size_t to = roll(chance, (uint32_t)count + 1);
		memmove(keys + to + 1, keys + to, (count++ - to) * sizeof(*keys));
		keys[to] = key;
	}
	return count;
}

static bool play(const uint8_t *steps, size_t step_count, bool print) {
	static uint64_t keys[MAX_KEYS];
	oriel_loop *loop = oriel_loop_new(.clock = ORIEL_CLOCK_VIRTUAL);
	oriel_model *model = oriel_paged_model_new(fetch_page, NULL);
	size_t count = 0, found;
	uint64_t next = 0;
	memset(&world, 0, sizeof(world));
	oriel_model_observe(model, copy_step, NULL);
	for (size_t i = 0; i < step_count && !world.failed; i++) {
		const uint8_t *step = steps + i * STEP_SIZE;
		struct chance chance = chance_of_step(step, STEP_SIZE);
		if (print)
			print_step(step, STEP_SIZE, "new keys");
		count = vary_keys(&chance, keys, count, &next);
		oriel_paged_model_set_keys(model, keys, count);
		world.failed = world.failed || world.count != count ||
			oriel_model_count(model, 0) != count;
		for (size_t k = 0; k < count && !world.failed; k++) {
			world.failed = oriel_model_key(model, 0, k) != keys[k] ||
				!oriel_model_find(model, 0, keys[k], &found) || found != k ||
				(world.copy[k] != 0 && world.copy[k] != keys[k]);
			world.copy[k] = keys[k];
		}
		world.failed = world.failed || oriel_model_find(model, 0, next + 1, &found);
	}
	oriel_model_unref(model);
	oriel_loop_destroy(loop);
	return !world.failed;
}

static void random_keys_match(void **state) {
	(void)state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 60, .seeds = 60, .play = play });
}

int main(void) {
	return RUN_TESTS(on_virtual(a_read_row_is_fetched_with_its_page_and_told),
		on_virtual(the_page_that_was_not_read_longest_makes_way),
		on_virtual(new_keys_tell_the_least_and_keep_pages),
		on_virtual(refetching_drops_all_pages),
		on_virtual(a_model_in_flight_may_end_first),
		on_virtual(wrong_keys_assert),
		cmocka_unit_test(random_keys_match));
}
