/* SPDX-License-Identifier: MIT */
/*
 * Log-linear histograms with 32 buckets for each power of two. The bucket's number comes from the
 * exponent and the first bits of the mantissa of the value as a double: one shift, no loop.
 */
#include <oriel/runtime/histogram.h>

#include <string.h>

enum { BITS = 5, PER_OCTAVE = 1 << BITS, MANTISSA_BITS = 52, EXPONENT_BIAS = 1023 };

#define LIMIT (UINT64_C(1) << 40)

static unsigned histogram_bucket_of(uint64_t value) {
	if (value < PER_OCTAVE)
		return (unsigned)value;
	double number = (double)value;
	uint64_t bits;
	memcpy(&bits, &number, sizeof(bits));
	return (unsigned)((bits >> (MANTISSA_BITS - BITS)) -
			((uint64_t)(EXPONENT_BIAS + BITS) << BITS)) +
		PER_OCTAVE;
}

void oriel_histogram_add(struct oriel_histogram *histogram, uint64_t value) {
	histogram->count++;
	histogram->sum += value;
	if (value > histogram->max)
		histogram->max = value;
	histogram->buckets[histogram_bucket_of(value < LIMIT ? value : LIMIT)]++;
}

/* Returns the middle of a bucket's range. */
static double histogram_value_of(unsigned bucket) {
	if (bucket < 2 * PER_OCTAVE)
		return bucket;
	unsigned octave = bucket / PER_OCTAVE - 1;
	uint64_t first = (uint64_t)(PER_OCTAVE + bucket % PER_OCTAVE) << octave;
	return (double)first + ((double)(UINT64_C(1) << octave) - 1) / 2;
}

double oriel_histogram_percentile(const struct oriel_histogram *histogram, double percent) {
	double wanted = percent / 100 * (double)histogram->count;
	uint64_t seen = 0;
	for (unsigned i = 0; i < ORIEL_HISTOGRAM_BUCKETS; i++) {
		seen += histogram->buckets[i];
		if (seen == 0 || (double)seen < wanted)
			continue;
		double value = histogram_value_of(i);
		return value < (double)histogram->max ? value : (double)histogram->max;
	}
	return (double)histogram->max;
}

double oriel_histogram_mean(const struct oriel_histogram *histogram) {
	return histogram->count > 0 ? (double)histogram->sum / (double)histogram->count : 0;
}
