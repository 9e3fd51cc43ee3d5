/* SPDX-License-Identifier: MIT */
#include "test.h"

#include <oriel/runtime/histogram.h>

static struct oriel_histogram histogram;

static int clear(void **state) {
	(void)state;
	histogram = (struct oriel_histogram){ 0 };
	return 0;
}

static void an_empty_histogram_returns_0(void **state) {
	assert_true(oriel_histogram_percentile(&histogram, 50) == 0);
	assert_true(oriel_histogram_mean(&histogram) == 0);
}

static void small_values_are_exact(void **state) {
	for (uint64_t value = 0; value < 64; value++)
		oriel_histogram_add(&histogram, value);
	assert_true(oriel_histogram_percentile(&histogram, 0) == 0);
	assert_true(oriel_histogram_percentile(&histogram, 50) == 31);
	assert_true(oriel_histogram_percentile(&histogram, 100) == 63);
	assert_true(oriel_histogram_mean(&histogram) == 31.5);
}

/* Adds each value to an empty histogram, at and around every power of two. */
static void every_value_is_found_again_to_one_part_in_32(void **state) {
	for (unsigned octave = 0; octave <= 40; octave++) {
		for (int off = -1; off <= 1; off++) {
			uint64_t value = (UINT64_C(1) << octave) + (uint64_t)(int64_t)off;
			if (value > UINT64_C(1) << 40)
				continue;
			clear(NULL);
			oriel_histogram_add(&histogram, value);
			oriel_histogram_add(&histogram, UINT64_C(1) << 40);
			double found = oriel_histogram_percentile(&histogram, 50);
			assert_true(found >= (double)value * 31 / 32 && found <= (double)value * 33 / 32);
		}
	}
}

static void huge_values_share_the_last_bucket_and_the_largest_is_exact(void **state) {
	oriel_histogram_add(&histogram, UINT64_MAX);
	oriel_histogram_add(&histogram, UINT64_C(1) << 50);
	assert_int_equal(histogram.buckets[ORIEL_HISTOGRAM_BUCKETS - 1], 2);
	assert_true(histogram.max == UINT64_MAX);
}

static void percentiles_split_the_values_at_their_rank(void **state) {
	for (int i = 0; i < 990; i++)
		oriel_histogram_add(&histogram, 10);
	for (int i = 0; i < 10; i++)
		oriel_histogram_add(&histogram, 50);
	assert_true(oriel_histogram_percentile(&histogram, 99) == 10);
	assert_true(oriel_histogram_percentile(&histogram, 99.1) == 50);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_setup(an_empty_histogram_returns_0, clear),
		cmocka_unit_test_setup(small_values_are_exact, clear),
		cmocka_unit_test_setup(every_value_is_found_again_to_one_part_in_32, clear),
		cmocka_unit_test_setup(huge_values_share_the_last_bucket_and_the_largest_is_exact, clear),
		cmocka_unit_test_setup(percentiles_split_the_values_at_their_rank, clear));
}
