/* SPDX-License-Identifier: MIT */
/*
 * The painting of a frame: finds the damage, rasterises each of its rectangles separately, so that
 * the clip is one rectangle, and returns the rectangles to present. Areas of nodes that have left
 * the tree since the last frame are stored here as damage.
 */
#include "paint/painter_internal.h"

#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"
#include "loop/trace_internal.h"
#include "paint/damage_internal.h"
#include "paint/raster_internal.h"
#include "tree/position_internal.h"
#include "tree/walk_internal.h"

/* Limit of rectangles. Each one costs a walk through the tree; more rectangles are replaced by
 * their bounding box. */
#define RECTS_MAX 16

struct oriel__painter {
	pixman_region32_t region; /* to be painted */
	struct oriel__paint_counters counters;
	/* root of the last painting; only compared, never dereferenced */
	const struct oriel__node *root;
	uint64_t generation;
	int width, height;
	float scale;
	bool is_painted; /* has painted at least once */
};

struct oriel__painter *oriel__painter_new(void) {
	struct oriel__painter *painter = oriel__alloc_zero(1, sizeof(*painter));
	pixman_region32_init(&painter->region);
	return painter;
}

void oriel__painter_destroy(struct oriel__painter *painter) {
	if (painter == NULL)
		return;
	pixman_region32_fini(&painter->region);
	oriel__free(painter);
}

const struct oriel__paint_counters *oriel__painter_counters(const struct oriel__painter *painter) {
	return &painter->counters;
}

static bool painter_has_new_target(const struct oriel__painter *painter,
	const struct oriel__tree *tree, const struct oriel_framebuffer *fb, float scale) {
	return !painter->is_painted || painter->root != tree->root ||
		painter->generation != fb->generation || painter->width != fb->width ||
		painter->height != fb->height || painter->scale != scale;
}

static void painter_remember(struct oriel__painter *painter, const struct oriel__tree *tree,
	const struct oriel_framebuffer *fb, float scale) {
	painter->root = tree->root;
	painter->generation = fb->generation;
	painter->width = fb->width;
	painter->height = fb->height;
	painter->scale = scale;
	painter->is_painted = true;
}

static void painter_simplify(pixman_region32_t *region, size_t most) {
	if ((size_t)pixman_region32_n_rects(region) <= most)
		return;
	pixman_box32_t box = *pixman_region32_extents(region);
	pixman_region32_fini(region);
	pixman_region32_init_with_extents(region, &box);
}

/* Clips a region to the canvas; if there is no memory, the region becomes the whole canvas. */
static void painter_limit(pixman_region32_t *region, const struct oriel__canvas *canvas) {
	unsigned width = (unsigned)canvas->area.width, height = (unsigned)canvas->area.height;
	if (pixman_region32_intersect_rect(region, region, 0, 0, width, height))
		return;
	pixman_region32_fini(region);
	pixman_region32_init_rect(region, 0, 0, width, height);
}

static struct oriel_device_rect painter_rect_of_box(const pixman_box32_t *box) {
	return oriel__device_rect_of(box->x1, box->y1, box->x2, box->y2);
}

/* Rasterises one rectangle; pixels without a widget become black. */
static void painter_raster_rect(struct oriel__painter *painter, struct oriel__raster *raster,
	const struct oriel__tree *tree, struct oriel_device_rect rect) {
	raster->canvas->clip = raster->limit = rect;
	raster->cover = tree->root != NULL ? oriel__raster_cover(tree->root, raster->scale, rect) :
										NULL;
	if (raster->cover == NULL)
		oriel__canvas_fill(raster->canvas, rect, ORIEL_RGB(0));
	if (tree->root != NULL)
		oriel__raster_tree(raster, tree);
	painter->counters.rects++;
	painter->counters.pixels += (uint64_t)rect.width * (uint64_t)rect.height;
}

static void painter_raster_region(struct oriel__painter *painter, struct oriel__canvas *canvas,
	const struct oriel__tree *tree, float scale) {
	struct oriel__raster raster = {
		.state = oriel__paint_state(), .canvas = canvas, .scale = scale
	};
	int count;
	const pixman_box32_t *boxes = pixman_region32_rectangles(&painter->region, &count);

	for (int i = 0; i < count; i++)
		painter_raster_rect(painter, &raster, tree, painter_rect_of_box(&boxes[i]));
	painter->counters.glyphs += raster.glyphs;
	painter->counters.commands += raster.commands;
}

static size_t painter_present(
	pixman_region32_t *region, struct oriel_device_rect *rects, size_t capacity) {
	int count;
	painter_simplify(region, capacity);
	const pixman_box32_t *boxes = pixman_region32_rectangles(region, &count);
	for (int i = 0; i < count; i++)
		rects[i] = painter_rect_of_box(&boxes[i]);
	return (size_t)count;
}

static bool painter_is_paintable(const struct oriel_framebuffer *fb, float scale) {
	return fb->pixels != NULL && fb->width > 0 && fb->height > 0 && scale > 0 && isfinite(scale);
}

static void painter_find_damage(struct oriel__painter *painter, struct oriel__canvas *canvas,
	pixman_region32_t *moved, struct oriel__tree *tree, float scale, bool everything) {
	struct oriel__damage damage = {
		.canvas = canvas,
		.region = &painter->region,
		.moved = moved,
		.counters = &painter->counters,
		.scale = scale,
		.is_everything = everything,
	};
	oriel__damage_find(&damage, tree);
	if (everything)
		oriel__damage_add(&painter->region, canvas->area);
	painter_limit(&painter->region, canvas);
	painter_simplify(&painter->region, RECTS_MAX);
}

size_t oriel__painter_update(struct oriel__painter *painter, struct oriel__tree *tree,
	const struct oriel_framebuffer *fb, float scale, struct oriel_device_rect *rects,
	size_t capacity) {
	struct oriel__canvas canvas;
	pixman_region32_t shown;

	if (!painter_is_paintable(fb, scale))
		return 0;
	oriel_loop *loop = oriel_loop_current();
	bool everything = painter_has_new_target(painter, tree, fb, scale);
	painter_remember(painter, tree, fb, scale);
	oriel__node_set_free(loop, ORIEL__NODE_PART_PAINT, oriel__picture_free);
	oriel__canvas_init(&canvas, fb->pixels, fb->stride / 4, fb->width, fb->height);
	pixman_region32_init(&shown);
	int64_t begun = oriel__probe_begin(loop);
	painter_find_damage(painter, &canvas, &shown, tree, scale, everything);
	oriel__probe_end(loop, "frame", "record, damage", begun);
	begun = oriel__probe_begin(loop);
	painter_raster_region(painter, &canvas, tree, scale);
	oriel__probe_end(loop, "frame", "raster", begun);
	oriel__damage_all_unless(pixman_region32_union(&shown, &shown, &painter->region), &shown);
	painter_limit(&shown, &canvas);
	pixman_region32_clear(&painter->region);
	size_t count = painter_present(&shown, rects, capacity);
	pixman_region32_fini(&shown);
	oriel__canvas_finish(&canvas);
	return count;
}

/* ---- Subtrees that leave the tree ---- */

static bool painter_is_painted(const struct oriel__node *node) {
	return node->picture != NULL && node->picture->is_painted;
}

/* Finds the area of the window where a subtree was painted; false if it was not. Goes up the tree,
 * so that each clip applies in its own coordinates. */
static bool painter_painted_area(
	const struct oriel__node *node, float scale, struct oriel__area *area) {
	*area = oriel__area_of(node->picture->subtree);
	for (;; node = node->parent) {
		const struct oriel__picture *own = node->picture;
		if (!painter_is_painted(node))
			return false;
		if (own->is_escaped) {
			*area = oriel__area_offset(*area, own->x / (double)scale, own->y / (double)scale);
			return true;
		}
		*area = oriel__area_offset(*area, own->rect.x, own->rect.y);
		if (node->parent == NULL)
			return true;
		if (!painter_is_painted(node->parent))
			return false;
		const struct oriel__picture *picture = node->parent->picture;
		*area = oriel__area_offset(
			*area, -picture->scroll_x / (double)scale, -picture->scroll_y / (double)scale);
		if (picture->does_clip && !picture->is_free_x && !picture->is_free_y)
			*area = oriel__area_intersect(*area,
				(struct oriel__area){
					0, 0, (double)picture->size.width, (double)picture->size.height });
	}
}

static void painter_leave(struct oriel__painter *painter, struct oriel__node *node) {
	struct oriel__area area;
	if (!painter_is_painted(node))
		return;
	if (painter_painted_area(node, painter->scale, &area)) {
		const struct oriel__device_space window = { { 0, 0 }, painter->scale };
		/* one more pixel around: this sum is computed in another order than in drawing */
		oriel__damage_add(&painter->region,
			oriel__device_inset(oriel__device_cover_area(&window, area), -1, -1, -1, -1));
	}
	if ((node->picture->backdrop & 0xffu) != 0)
		oriel__damage_all_unless(false, &painter->region);
	node->picture->backdrop = ORIEL_TRANSPARENT;
	node->picture->is_painted = false;
}

void oriel__paint_leaving(struct oriel__painter *painter, struct oriel__node *node) {
	if (!painter->is_painted)
		return;
	painter_leave(painter, node);
	if (!node->holds_lifted)
		return;
	oriel__positions_each(position, node->tree) {
		if (position->node->escapes && oriel__node_contains(node, position->node))
			painter_leave(painter, position->node);
	}
}
