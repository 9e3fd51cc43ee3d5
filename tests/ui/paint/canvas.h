/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A window in memory for the tests of painting: a scene, a painter, its pixels, and functions that
 * compare pixels.
 */
#ifndef ORIEL_TEST_CANVAS_H
#define ORIEL_TEST_CANVAS_H

#include "../layout/boxes.h"

#include "paint/painter_internal.h"

struct paper {
	struct scene scene;
	struct oriel__painter *painter;
	struct oriel_framebuffer fb;
	float scale;
	struct oriel_device_rect damage[64];
	size_t damage_count;
};

/** Opens a scene of this size in px, on pixels at this scale. */
void paper_open(struct paper *paper, float width, float height, float scale);
/** Lays out and paints. */
void paper_update(struct paper *paper);
void paper_close(struct paper *paper);

/** Returns a pixel as 0xRRGGBB. */
uint32_t paper_pixel(const struct paper *paper, int x, int y);
/** Sets every pixel to a colour that no widget draws, without informing the painter. */
void paper_spoil(struct paper *paper);
/** Returns the number of pixels that still have this colour. */
int paper_spoilt(const struct paper *paper);
/** Paints the same tree on fresh pixels, and asserts that the pixels are equal. */
void paper_assert_repaint_is_same(struct paper *paper, const char *after);
/** Asserts that the pixels equal those of tests/ui/paint/golden/<name>.ppm. With ORIEL_GOLDEN=write
 * in the environment, writes that file instead. */
void paper_assert_golden(const struct paper *paper, const char *name);

/** Returns a leaf that fn draws. */
typedef void picture_fn(oriel_recorder *recorder, struct oriel_rect box);
oriel_widget *picture_new(float width, float height, picture_fn *fn);
/** Returns how often the leaf was recorded. */
unsigned picture_recorded(oriel_widget *picture);
/** Returns a leaf with one line of text in the tests' font. */
oriel_widget *words_new(const char *text, float size);

#endif
