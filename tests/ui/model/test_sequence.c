/* SPDX-License-Identifier: MIT */
/* Blocked sequences: random changes against an array, with all sums, leaves and searches. */
#include "model_test.h"

#include "chance.h"
#include "model/sequence_internal.h"
#include "shrink.h"

#include <stdio.h>
#include <string.h>

enum { STEP_SIZE = 4, MAX_ITEMS = 60000 };

/* An item is its id in the low bits; it weighs 1 or 3, and 0 or 1. */
static size_t first_of(uint32_t item) {
	return item % 3 == 0 ? 3 : 1;
}

static size_t second_of(uint32_t item) {
	return item % 5 == 0;
}

static struct oriel__sums weigh(const void *items, size_t count) {
	const uint32_t *ids = items;
	struct oriel__sums sums = { 0 };
	for (size_t i = 0; i < count; i++) {
		sums.first += first_of(ids[i]);
		sums.second += second_of(ids[i]);
	}
	return sums;
}

static struct oriel__sequence_node *leaf_of[1u << 20];

static void placed(struct oriel__sequence *sequence, struct oriel__sequence_node *leaf,
	const void *items, size_t count) {
	(void)sequence;
	for (size_t i = 0; i < count; i++)
		leaf_of[((const uint32_t *)items)[i]] = leaf;
}

static const struct oriel__sequence_class ids_class = { sizeof(uint32_t), weigh, placed };

static struct {
	struct oriel__sequence sequence;
	uint32_t slow[MAX_ITEMS];
	size_t count;
	uint32_t next;
} world;

static bool check_item(size_t index, struct oriel__sums before) {
	struct oriel__sums found, sums = oriel__sequence_sums_before(&world.sequence, index);
	uint32_t item = world.slow[index];
	bool holds = *(uint32_t *)oriel__sequence_at(&world.sequence, index) == item &&
		sums.first == before.first && sums.second == before.second &&
		oriel__sequence_id_index(leaf_of[item], item) == index &&
		oriel__sequence_find_first(
			&world.sequence, before.first + first_of(item) - 1, &found) == index &&
		found.first == before.first && found.second == before.second;
	if (second_of(item) > 0)
		holds = holds &&
			oriel__sequence_find_second(&world.sequence, before.second, &found) == index &&
			found.first == before.first;
	return holds;
}

/* Checks all items, or one in a thousand. */
static bool check_all(size_t distance) {
	struct oriel__sums before = { 0 };
	if (oriel__sequence_count(&world.sequence) != world.count)
		return false;
	for (size_t i = 0; i < world.count; i++) {
		if (i % distance == 0 && !check_item(i, before))
			return false;
		before.first += first_of(world.slow[i]);
		before.second += second_of(world.slow[i]);
	}
	struct oriel__sums all = oriel__sequence_sums(&world.sequence);
	return all.first == before.first && all.second == before.second;
}

/* One in eight steps is large. */
static size_t size_of_step(struct chance *chance) {
	static const uint32_t sides[] = { 3, 3, 3, 3, 40, 40, 600, 9000 };
	return roll(chance, ANY_OF(chance, sides));
}

static void insert_some(struct chance *chance) {
	static uint32_t items[9000];
	size_t index = roll(chance, (uint32_t)world.count + 1), count = size_of_step(chance);
	if (roll(chance, 4) == 0)
		index = world.count;
	if (world.count + count > MAX_ITEMS || world.next + count > 1u << 20)
		return;
	for (size_t i = 0; i < count; i++)
		items[i] = world.next++;
	memmove(world.slow + index + count, world.slow + index,
		(world.count - index) * sizeof(items[0]));
	memcpy(world.slow + index, items, count * sizeof(items[0]));
	world.count += count;
	oriel__sequence_insert(&world.sequence, index, items, count);
}

static void remove_some(struct chance *chance) {
	size_t index = roll(chance, (uint32_t)world.count + 1), count = size_of_step(chance);
	if (count > world.count - index)
		count = world.count - index;
	world.count -= count;
	memmove(world.slow + index, world.slow + index + count,
		(world.count - index) * sizeof(world.slow[0]));
	oriel__sequence_remove(&world.sequence, index, count);
}

static bool play(const uint8_t *steps, size_t count, bool print) {
	bool holds = true;
	world.sequence = (struct oriel__sequence){ .type = &ids_class };
	world.count = world.next = 0;
	for (size_t i = 0; i < count && holds; i++) {
		const uint8_t *step = steps + i * STEP_SIZE;
		struct chance chance = chance_of_step(step, STEP_SIZE);
		bool inserts = roll(&chance, 9) < 5;
		if (print)
			print_step(step, STEP_SIZE, inserts ? "insert" : "remove");
		if (inserts)
			insert_some(&chance);
		else
			remove_some(&chance);
		holds = check_all(1000);
	}
	holds = holds && check_all(1);
	oriel__sequence_remove(&world.sequence, 0, world.count);
	holds = holds && oriel__sequence_count(&world.sequence) == 0 &&
		world.sequence.root.node == NULL;
	oriel__sequence_finish(&world.sequence);
	return holds;
}

static void random_changes_match_an_array(void **state) {
	(void)state;
	play_seeds(&(const struct random_test){
		.step_size = STEP_SIZE, .max_steps = 400, .seeds = 12, .play = play });
}

static void appending_fills_leaves(void **state) {
	struct oriel__sequence sequence = { .type = &ids_class };
	(void)state;
	for (uint32_t i = 0; i < 512 * 32; i++)
		oriel__sequence_insert(&sequence, i, &i, 1);
	assert_int_equal(sequence.height, 1);
	assert_int_equal(sequence.root.node->count, 32);
	oriel__sequence_finish(&sequence);
	assert_int_equal(oriel__sequence_count(&sequence), 0);
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(random_changes_match_an_array),
		cmocka_unit_test(appending_fills_leaves));
}
