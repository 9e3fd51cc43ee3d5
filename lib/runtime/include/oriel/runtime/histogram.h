/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Histograms of fixed memory: durations and other numbers, counted in buckets whose width grows
 * with the value.
 *
 * Values are whole numbers from 0, of any unit. Values below 64 are exact, others are exact to one
 * part in 32. Values of 2^40 and more (18 minutes in nanoseconds) count as 2^40. A struct of zeros
 * is an empty histogram.
 *
 * ```c
 * struct oriel_histogram sizes = { 0 };
 * oriel_histogram_add(&sizes, 10);
 * oriel_histogram_add(&sizes, 20);
 * oriel_histogram_add(&sizes, 60);
 * printf("median %g, mean %g\n", oriel_histogram_percentile(&sizes, 50), // 20
 *     oriel_histogram_mean(&sizes));                                     // 30
 * ```
 *
 * Thread: any; one histogram belongs to one thread at a time. Nothing here can fail. Source:
 * HdrHistogram.
 */
#ifndef ORIEL_RUNTIME_HISTOGRAM_H
#define ORIEL_RUNTIME_HISTOGRAM_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

enum { ORIEL_HISTOGRAM_BUCKETS = 1153 };

/** A histogram; all zeros: empty. */
struct oriel_histogram {
	uint64_t count;
	uint64_t sum;
	uint64_t max; /**< the largest value, exactly */
	uint64_t buckets[ORIEL_HISTOGRAM_BUCKETS];
};

/** Counts a value. */
ORIEL_API void oriel_histogram_add(struct oriel_histogram *histogram, uint64_t value);

/**
 * Returns the value that this share of the values does not exceed; 0 without values. The result is
 * the middle of a bucket, and never above the largest value.
 * @param percent 0 to 100; 50 is the median
 */
ORIEL_API double oriel_histogram_percentile(
	const struct oriel_histogram *histogram, double percent);

/** Returns the mean; 0 without values. */
ORIEL_API double oriel_histogram_mean(const struct oriel_histogram *histogram);

ORIEL_END

#endif
