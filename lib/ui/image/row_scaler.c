/* SPDX-License-Identifier: MIT */
/*
 * Means of areas. Column i of the result covers the columns [i * w / n, (i + 1) * w / n) of the
 * picture, and rows likewise. A weight is a share of 65,536, the difference of two rounded-down
 * shares, so that the weights of one column sum up to 65,536 exactly and white stays white.
 */
#include "image/row_scaler_internal.h"

#include <string.h>

#include "base/alloc_internal.h"

enum { WHOLE = 65536 };

bool oriel__row_scaler_init(
	struct oriel__row_scaler *scaler, oriel_bitmap *bitmap, int width, int height) {
	*scaler = (struct oriel__row_scaler){ .bitmap = bitmap, .width = width, .height = height };
	if (bitmap->width == width && bitmap->height == height)
		return true;
	size_t count = (size_t)bitmap->width * 4;
	scaler->sums = oriel__try_alloc(count, sizeof(uint32_t));
	scaler->means = oriel__try_alloc(count, sizeof(uint32_t));
	if (scaler->sums == NULL || scaler->means == NULL) {
		oriel__row_scaler_finish(scaler);
		return false;
	}
	memset(scaler->sums, 0, count * sizeof(uint32_t));
	return true;
}

void oriel__row_scaler_finish(struct oriel__row_scaler *scaler) {
	oriel__free(scaler->sums);
	oriel__free(scaler->means);
	scaler->sums = scaler->means = NULL;
}

/* Returns the weight of item j of `from` items in item i of `to` items: the part of j before the
 * end of i, less the part before its beginning. */
static uint32_t scaler_weight(int64_t j, int64_t i, int64_t from, int64_t to) {
	int64_t begin = j * to - i * from, end = begin + to;
	begin = begin > 0 ? begin : 0;
	end = end < from ? end : from;
	return end > begin ? (uint32_t)(end * WHOLE / from - begin * WHOLE / from) : 0;
}

/* Reduces a row across. The means have 16 bits: 255 becomes 255 * 256. */
static void scaler_reduce_row(struct oriel__row_scaler *scaler, const uint32_t *row) {
	int to = scaler->bitmap->width, from = scaler->width;
	for (int i = 0; i < to; i++) {
		int64_t first = (int64_t)i * from / to, last = ((int64_t)(i + 1) * from - 1) / to;
		uint32_t sums[4] = { 0 };
		for (int64_t j = first; j <= last; j++) {
			uint32_t weight = scaler_weight(j, i, from, to), pixel = row[j];
			for (unsigned channel = 0; channel < 4; channel++)
				sums[channel] += (pixel >> (channel * 8) & 0xff) * weight;
		}
		for (unsigned channel = 0; channel < 4; channel++)
			scaler->means[4 * i + (int)channel] = sums[channel] >> 8;
	}
}

static void scaler_put_row(struct oriel__row_scaler *scaler, int y) {
	uint32_t *row = scaler->bitmap->pixels + (size_t)y * (size_t)scaler->bitmap->width;
	for (int x = 0; x < scaler->bitmap->width; x++) {
		uint32_t pixel = 0;
		for (unsigned channel = 0; channel < 4; channel++) {
			uint32_t *sum = &scaler->sums[4 * x + (int)channel];
			pixel |= (*sum + (1u << 23)) >> 24 << (channel * 8);
			*sum = 0;
		}
		row[x] = pixel;
	}
}

static void scaler_add_reduced(struct oriel__row_scaler *scaler) {
	int to = scaler->bitmap->height, from = scaler->height;
	int64_t first = (int64_t)scaler->row * to / from;
	int64_t last = ((int64_t)(scaler->row + 1) * to - 1) / from;
	for (int64_t i = first; i <= last; i++) {
		uint32_t weight = scaler_weight(scaler->row, i, from, to);
		for (int x = 0; x < scaler->bitmap->width * 4; x++)
			scaler->sums[x] += scaler->means[x] * weight;
		if ((int64_t)(scaler->row + 1) * to >= (i + 1) * from)
			scaler_put_row(scaler, (int)i);
	}
}

void oriel__row_scaler_add(struct oriel__row_scaler *scaler, const uint32_t *row) {
	if (scaler->row >= scaler->height)
		return;
	if (scaler->sums == NULL) {
		size_t width = (size_t)scaler->width;
		memcpy(scaler->bitmap->pixels + (size_t)scaler->row * width, row, width * sizeof(*row));
	} else {
		scaler_reduce_row(scaler, row);
		scaler_add_reduced(scaler);
	}
	scaler->row++;
}
