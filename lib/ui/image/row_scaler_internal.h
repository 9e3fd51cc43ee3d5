/* SPDX-License-Identifier: MIT */
/*
 * Reduces a picture by the mean of areas while its rows arrive from the top. Memory is one row of
 * sums besides the result.
 */
#ifndef ORIEL_IMAGE_ROW_SCALER_INTERNAL_H
#define ORIEL_IMAGE_ROW_SCALER_INTERNAL_H

#include "image/bitmap_internal.h"

struct oriel__row_scaler {
	oriel_bitmap *bitmap; /* the result; borrowed */
	int width, height;    /* of the arriving picture; at least the result's */
	int row;              /* number of rows that have arrived */
	uint32_t *sums;       /* four a column: sums of the row of the result; NULL: not reduced */
	uint32_t *means;      /* four a column: the arrived row, reduced across; 16 bits each */
};

/* Returns false without memory. */
bool oriel__row_scaler_init(
	struct oriel__row_scaler *scaler, oriel_bitmap *bitmap, int width, int height);
void oriel__row_scaler_finish(struct oriel__row_scaler *scaler);
/* Adds the next row, 0xAARRGGBB premultiplied. Rows beyond the height are ignored. */
void oriel__row_scaler_add(struct oriel__row_scaler *scaler, const uint32_t *row);

#endif
