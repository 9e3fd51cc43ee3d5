/* SPDX-License-Identifier: MIT */
/*
 * Drawing of nine-patches. Each axis has three spans: before the middle, the middle (repeated), and
 * after it. A box too small for a middle has only the first span.
 */
#include "paint/patch_internal.h"

int oriel__patch_size(int size, int corner, int middle) {
	return oriel__min(size, 2 * corner + middle);
}

int oriel__patch_middle(int size, int corner, int middle) {
	return size > 2 * corner + middle ? size - 2 * corner : 0;
}

/* A span of an axis: its position in the mask and on the canvas. */
struct span {
	int from, at, length;
	bool is_middle;
};

static int patch_find_spans(struct span spans[3], int start, int over_before, int over_after,
	int size, int corner, int middle) {
	int before = over_before + corner, after = over_after + corner;
	if (oriel__patch_middle(size, corner, middle) == 0) {
		spans[0] = (struct span){ 0, start - over_before, over_before + size + over_after, false };
		return 1;
	}
	spans[0] = (struct span){ 0, start - over_before, before, false };
	spans[1] = (struct span){ before, start + corner, size - 2 * corner, true };
	spans[2] = (struct span){ before + middle, start + size - corner, after, false };
	return 3;
}

static struct oriel_device_rect patch_cell_rect(const struct span *x, const struct span *y) {
	return (struct oriel_device_rect){ x->at, y->at, x->length, y->length };
}

/* Repeats the middle; draws only the visible repetitions. */
static void patch_draw_tiled(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	struct span x, struct span y, int middle, oriel_color color) {
	struct oriel_device_rect seen = oriel__device_intersect(patch_cell_rect(&x, &y), canvas->clip);
	int step_x = x.is_middle ? middle : oriel__max(1, x.length),
		step_y = y.is_middle ? middle : oriel__max(1, y.length);

	if (oriel__device_is_empty(seen))
		return;
	for (int v = (seen.y - y.at) / step_y * step_y; v < y.length && y.at + v < seen.y + seen.height;
		v += step_y)
		for (int u = (seen.x - x.at) / step_x * step_x;
			u < x.length && x.at + u < seen.x + seen.width; u += step_x) {
			struct oriel_device_rect tile = { x.at + u, y.at + v, oriel__min(step_x, x.length - u),
				oriel__min(step_y, y.length - v) };
			oriel__canvas_mask(canvas, mask->image, x.from, y.from, tile, color);
		}
}

/* Draws a row of cells, but only those for which the mask is needed. */
static void patch_draw_row(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct span *x, int columns, struct span y, int middle, enum oriel__patch_fill fill,
	oriel_color color) {
	for (int u = 0; u < columns; u++) {
		bool covered = x[u].is_middle || y.is_middle;
		if (!covered || (fill == ORIEL__PATCH_TILED && !(x[u].is_middle && y.is_middle)))
			patch_draw_tiled(canvas, mask, x[u], y, middle, color);
		else if (fill == ORIEL__PATCH_SOLID && !y.is_middle)
			oriel__canvas_fill(canvas, patch_cell_rect(&x[u], &y), color);
	}
}

void oriel__patch_draw(struct oriel__canvas *canvas, const struct oriel__mask *mask,
	const struct oriel__patch_shape *shape, struct oriel_device_rect box,
	enum oriel__patch_fill fill, oriel_color color) {
	if (mask->image == NULL)
		return;
	struct span x[3], y[3];
	int columns = patch_find_spans(
		x, box.x, shape->over_left, shape->over_right, box.width, shape->corner_x, shape->middle);
	int rows = patch_find_spans(
		y, box.y, shape->over_top, shape->over_bottom, box.height, shape->corner_y, shape->middle);

	for (int v = 0; v < rows; v++) {
		patch_draw_row(canvas, mask, x, columns, y[v], shape->middle, fill, color);
		if (fill == ORIEL__PATCH_SOLID && y[v].is_middle)
			oriel__canvas_fill(canvas,
				(struct oriel_device_rect){ box.x, y[v].at, box.width, y[v].length }, color);
	}
}
