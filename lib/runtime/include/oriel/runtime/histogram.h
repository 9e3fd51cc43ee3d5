/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Histograms of fixed memory: how long things took, counted in buckets whose width grows with the
 * value.
 *
 * Values are whole numbers from 0, of any unit. Those below 64 are kept exactly, others to one part
 * in 32; those of 2^40 and more (18 minutes in nanoseconds) count as 2^40. All zeros is an empty
 * histogram.
 *
 * Thread: any; one histogram belongs to one thread at a time. Nothing here can fail. Source:
 * HdrHistogram.
 */
#ifndef ORIEL_RUNTIME_HISTOGRAM_H
#define ORIEL_RUNTIME_HISTOGRAM_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

enum { ORIEL_HISTOGRAM_BUCKETS = 1153 };

struct oriel_histogram {
	uint64_t count;
	uint64_t sum;
	uint64_t max; /**< the largest value, exactly */
	uint64_t buckets[ORIEL_HISTOGRAM_BUCKETS];
};

/** Counts a value. */
ORIEL_API void oriel_histogram_add(struct oriel_histogram *histogram, uint64_t value);

/**
 * @param percent from 0 to 100; 50 is the median
 * @return the value that this share of the values does not exceed, as the middle of its bucket and
 * never above the largest; 0 if there are no values
 */
ORIEL_API double oriel_histogram_percentile(
	const struct oriel_histogram *histogram, double percent);

/** Returns the mean; 0 if there are no values. */
ORIEL_API double oriel_histogram_mean(const struct oriel_histogram *histogram);

ORIEL_END

#endif
