/* SPDX-License-Identifier: MIT */
/* Heights of blocks: random changes equal those of an array with one height a block. */
#include "text_heights_internal.h"

#include "chance.h"
#include "test.h"

#include <string.h>

enum { MOST = 3000, ESTIMATE = 20 };

static double heights_of[MOST]; /* below 0: not measured */
static size_t count;

static double height_of(size_t index) {
	return heights_of[index] < 0 ? ESTIMATE : heights_of[index];
}

static void assert_heights(const struct text_heights *heights, struct chance *chance) {
	double top = 0;
	size_t at = roll(chance, (uint32_t)count + 1);
	for (size_t i = 0; i < at; i++)
		top += height_of(i);
	assert_int_equal(heights->count, count);
	assert_true(oriel__text_heights_top(heights, at) == top);
	if (at == count)
		assert_true(oriel__text_heights_total(heights) == top);
	else if (height_of(at) > 0)
		assert_int_equal(oriel__text_heights_at(heights, top + height_of(at) / 2), at);
}

static void splice(struct text_heights *heights, size_t index, size_t removed, size_t inserted) {
	oriel__text_heights_splice(heights, index, removed, inserted);
	memmove(heights_of + index + inserted, heights_of + index + removed,
		(count - index - removed) * sizeof(*heights_of));
	for (size_t i = 0; i < inserted; i++)
		heights_of[index + i] = -1;
	count += inserted - removed;
}

static void random_changes_equal_those_of_an_array(void **state) {
	(void)state;
	for (uint64_t seed = 1; seed <= 20; seed++) {
		struct chance chance = { seed };
		struct text_heights heights = { 0 };
		count = 0;
		oriel__text_heights_reset(&heights, 0, ESTIMATE);
		splice(&heights, 0, 0, 1000);
		for (int step = 0; step < 2000; step++) {
			size_t index = roll(&chance, (uint32_t)count + 1);
			size_t removed = roll(&chance, 5), inserted = roll(&chance, 5);
			if (roll(&chance, 3) > 0 && index < count) {
				double height = 10 * (double)roll(&chance, 4);
				bool differs = height != height_of(index);
				assert_int_equal(oriel__text_heights_set(&heights, index, height), differs);
				heights_of[index] = height;
			} else {
				removed = removed < count - index ? removed : count - index;
				splice(&heights, index, removed, count + inserted > MOST ? 0 : inserted);
			}
			assert_heights(&heights, &chance);
		}
		oriel__text_heights_finish(&heights);
	}
}

static void heights_are_forgotten_rather_than_kept_without_end(void **state) {
	(void)state;
	struct text_heights heights = { 0 };
	oriel__text_heights_reset(&heights, 100000, ESTIMATE);
	for (size_t i = 0; i < 50000; i++)
		oriel__text_heights_set(&heights, 2 * i, (double)(30 + i % 2));
	assert_int_equal(heights.count, 100000);
	assert_true(heights.run_count < 5000);
	assert_true(oriel__text_heights_top(&heights, 99999) >= 99999.0 * ESTIMATE);
	oriel__text_heights_finish(&heights);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(random_changes_equal_those_of_an_array),
		cmocka_unit_test(heights_are_forgotten_rather_than_kept_without_end));
}
