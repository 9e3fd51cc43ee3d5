/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A window in memory for the tests of paint: a scene, a painter and its pixels, and what is done
 * with pixels.
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

/** Opens a scene of this size, px, on pixels at this scale. */
void paper_open(struct paper *paper, float width, float height, float scale);
/** Lays out and paints. */
void paper_update(struct paper *paper);
void paper_close(struct paper *paper);

/** A pixel as 0xRRGGBB. */
uint32_t paper_pixel(const struct paper *paper, int x, int y);
/** Sets every pixel to a colour that nobody draws, behind the painter's back. */
void paper_spoil(struct paper *paper);
/** The number of pixels that still have that colour. */
int paper_spoilt(const struct paper *paper);
/** Paints the same tree on fresh pixels, and asserts that they are the same. */
void paper_assert_repaint_is_same(struct paper *paper, const char *after);
/** Asserts that the pixels are those of tests/paint/golden/<name>.ppm; ORIEL_GOLDEN=write in the
 * environment writes it. */
void paper_assert_golden(const struct paper *paper, const char *name);

/** A leaf that draws what fn says. */
typedef void picture_fn(oriel_recorder *recorder, struct oriel_rect box);
oriel_widget *picture_new(float width, float height, picture_fn *fn);
/** How often it was recorded. */
unsigned picture_recorded(oriel_widget *picture);
/** A leaf of one line of text in the tests' font. */
oriel_widget *words_new(const char *text, float size);

#endif
