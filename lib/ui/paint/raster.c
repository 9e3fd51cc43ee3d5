/* SPDX-License-Identifier: MIT */
/*
 * Execution of display lists: a node's commands, its children in order (order_internal.h) inside
 * its clip, its scroll bars, and its outline. Content outside the clip is skipped by the stored
 * extents. A node that is not fully opaque is drawn as a group.
 *
 * A clip with round corners draws the children into the whole box and then restores the pixels
 * under the corners. So only the few pixels of the corners cost more.
 */
#include "paint/raster_internal.h"

#include <string.h>

#include <oriel/runtime/log.h>

#include "base/alloc_internal.h"
#include "base/container_internal.h"
#include "layout/children_internal.h"
#include "layout/layout_internal.h"
#include "layout/scroll_internal.h"
#include "paint/glyph_internal.h"
#include "paint/order_internal.h"
#include "paint/shape_internal.h"
#include "paint/shape_key_internal.h"
#include "tree/top_layer_internal.h"
#include "tree/walk_internal.h"

/* ---- Commands ---- */

static struct oriel__frame_widths raster_frame_widths(struct oriel_edges widths, float scale) {
	return (struct oriel__frame_widths){
		oriel__device_border(widths.top, scale),
		oriel__device_border(widths.right, scale),
		oriel__device_border(widths.bottom, scale),
		oriel__device_border(widths.left, scale),
	};
}

static void raster_draw_border(struct oriel__raster *raster,
	const struct oriel__border_command *border, const struct oriel__device_space *space) {
	oriel__shape_border(raster->state, raster->canvas, oriel__device_snap(space, border->head.rect),
		raster_frame_widths(border->widths, space->scale), border->head.radius * space->scale,
		border->head.color);
}

static void raster_draw_shadow(struct oriel__raster *raster,
	const struct oriel__shadow_command *shadow, const struct oriel__device_space *space) {
	const struct oriel__device_point offset = { (double)(shadow->x * space->scale),
		(double)(shadow->y * space->scale) };
	oriel__shape_shadow(raster->state, raster->canvas, oriel__device_snap(space, shadow->head.rect),
		shadow->head.radius * space->scale, offset, shadow->blur * space->scale,
		shadow->spread * space->scale, shadow->head.color);
}

static void raster_draw_glyphs(struct oriel__raster *raster,
	const struct oriel__glyphs_command *glyphs, const struct oriel__device_space *space) {
	const struct oriel__device_space inner = oriel__raster_space(
		space->origin, (double)glyphs->at.x, (double)glyphs->at.y, space->scale);
	raster->glyphs += oriel__glyphs_draw(
		raster->state, raster->canvas, glyphs->glyphs, &inner, glyphs->head.color);
}

static void raster_draw_svg_path(struct oriel__raster *raster,
	const struct oriel__svg_path_command *command, const struct oriel__device_space *space) {
	double x = space->origin.x + (double)(command->at.x * space->scale);
	double y = space->origin.y + (double)(command->at.y * space->scale);
	oriel__shape_svg_path(raster->state, raster->canvas, oriel__device_round(x),
		oriel__device_round(y), space->scale, command);
}

static void raster_draw_bitmap(struct oriel__raster *raster,
	const struct oriel__bitmap_command *command, const struct oriel__device_space *space);

static void raster_draw_command(struct oriel__raster *raster, const struct oriel__command *command,
	const struct oriel__device_space *space) {
	switch ((enum oriel__paint_op)command->op) {
	case ORIEL__PAINT_FILL:
		oriel__canvas_fill(
			raster->canvas, oriel__device_snap(space, command->rect), command->color);
		break;
	case ORIEL__PAINT_ROUND_RECT:
		oriel__shape_round_rect(raster->state, raster->canvas,
			oriel__device_snap(space, command->rect), command->radius * space->scale,
			command->color);
		break;
	case ORIEL__PAINT_BORDER:
		raster_draw_border(
			raster, oriel__container_of(command, const struct oriel__border_command, head), space);
		break;
	case ORIEL__PAINT_SHADOW:
		raster_draw_shadow(
			raster, oriel__container_of(command, const struct oriel__shadow_command, head), space);
		break;
	case ORIEL__PAINT_STROKE:
	case ORIEL__PAINT_POLYGON:
		oriel__shape_path(raster->state, raster->canvas, oriel__device_round(space->origin.x),
			oriel__device_round(space->origin.y), space->scale,
			oriel__container_of(command, const struct oriel__path_command, head));
		break;
	case ORIEL__PAINT_GLYPHS:
		raster_draw_glyphs(
			raster, oriel__container_of(command, const struct oriel__glyphs_command, head), space);
		break;
	case ORIEL__PAINT_SVG_PATH:
		raster_draw_svg_path(raster,
			oriel__container_of(command, const struct oriel__svg_path_command, head), space);
		break;
	case ORIEL__PAINT_BITMAP:
		raster_draw_bitmap(
			raster, oriel__container_of(command, const struct oriel__bitmap_command, head), space);
		break;
	case ORIEL__PAINT_CLIP:
	case ORIEL__PAINT_UNCLIP:
		break;
	}
}

/* Tells whether a command reaches the clip; otherwise its mask is not looked up. Shadows always
 * count, because they are drawn outside their rectangle. */
static bool raster_command_reaches_clip(const struct oriel__raster *raster,
	const struct oriel__command *command, const struct oriel__device_space *space) {
	return command->op == ORIEL__PAINT_SHADOW ||
		oriel__device_overlap(oriel__device_cover(space, command->rect), raster->canvas->clip);
}

/* Executes commands. A recorded clip is already intersected with the outer ones, and the command
 * that ends it sets the clip that holds again. */
static void raster_draw_commands(struct oriel__raster *raster, const struct oriel__picture *picture,
	uint32_t at, uint32_t end, const struct oriel__device_space *space) {
	const struct oriel_device_rect outer = raster->canvas->clip;
	const struct oriel__command *command;

	for (; (command = oriel__command_at(picture, at, end)) != NULL; at += command->length) {
		if (command->op == ORIEL__PAINT_UNCLIP)
			raster->canvas->clip = outer;
		else if (command->op == ORIEL__PAINT_CLIP)
			raster->canvas->clip = oriel__device_intersect(
				outer, oriel__device_snap(space, command->rect));
		else if (raster_command_reaches_clip(raster, command, space)) {
			raster_draw_command(raster, command, space);
			raster->commands++;
		}
	}
	raster->canvas->clip = outer;
}

/* ---- Round corners of a clip ---- */

/* Saved pixels are a stack in the painting state, because round clips nest. The stack is kept for
 * the next clip, so that warm painting allocates nothing, unless a clip had huge corners. */
enum { CORNERS_KEPT = 1 << 14 }; /* pixels */

struct corners {
	struct oriel_device_rect box; /* the box with these corners */
	float radius;
	struct oriel_device_rect rect[4]; /* inside the canvas's clip */
	size_t saved[4];                  /* where the pixels are in the stack */
	bool has_saved[4];
	size_t begin; /* the height of the stack before */
};

/* Returns a place for pixels on the stack; false without memory. */
static bool raster_push_pixels(struct oriel__paint_state *state, size_t count, size_t *at) {
	if (count > state->corner_capacity - state->corner_count) {
		uint32_t *grown = oriel__try_grow(state->corners, &state->corner_capacity,
			state->corner_count + count, sizeof(*grown));
		if (grown == NULL)
			return false;
		state->corners = grown;
	}
	*at = state->corner_count;
	state->corner_count += count;
	return true;
}

static void raster_pop_pixels(struct oriel__paint_state *state, size_t begin) {
	state->corner_count = begin;
	if (begin > 0 || state->corner_capacity <= CORNERS_KEPT)
		return;
	oriel__free(state->corners);
	state->corners = NULL;
	state->corner_capacity = 0;
}

static void raster_save_corners(struct oriel__raster *raster, struct corners *corners) {
	const struct oriel_device_rect *box = &corners->box;
	int side = oriel__shape_corner(box->width, box->height, corners->radius);

	corners->begin = raster->state->corner_count;
	for (int i = 0; i < 4; i++) {
		struct oriel_device_rect corner = { i & 1 ? box->x + box->width - side : box->x,
			i & 2 ? box->y + box->height - side : box->y, side, side };
		struct oriel_device_rect rect = oriel__device_intersect(corner, raster->canvas->clip);
		corners->rect[i] = rect;
		corners->has_saved[i] = false;
		if (oriel__device_is_empty(rect))
			continue;
		corners->has_saved[i] = raster_push_pixels(raster->state,
			(size_t)rect.width * (size_t)rect.height, &corners->saved[i]);
		if (!corners->has_saved[i]) {
			oriel_log(ORIEL_LOG_ERROR, "no memory to round a corner of %d × %d pixels", rect.width,
				rect.height);
			continue;
		}
		for (int y = 0; y < rect.height; y++)
			memcpy(raster->state->corners + corners->saved[i] + (size_t)y * (size_t)rect.width,
				oriel__canvas_at(raster->canvas, rect.x, rect.y + y),
				(size_t)rect.width * sizeof(uint32_t));
	}
}

/* Mixes two pixels: a with the weight of the coverage, b with the rest. */
static uint32_t raster_mix_pixel(uint32_t a, uint32_t b, uint32_t cover) {
	uint32_t mixed = 0;
	for (unsigned shift = 0; shift < 32; shift += 8) {
		uint32_t from = a >> shift & 0xffu, to = b >> shift & 0xffu;
		mixed |= ((from * cover + to * (255 - cover) + 127) / 255) << shift;
	}
	return mixed;
}

/* Returns the coverage of a pixel of the box; the corners of the box map to the corners of the
 * mask. */
static uint32_t raster_coverage(
	const struct oriel__mask *mask, const struct oriel_device_rect *box, int x, int y) {
	const uint8_t *bits = (const uint8_t *)pixman_image_get_data(mask->image);
	int u = x - box->x, v = y - box->y;
	u = u < box->width / 2 ? u : mask->width - (box->width - u);
	v = v < box->height / 2 ? v : mask->height - (box->height - v);
	return bits[(ptrdiff_t)v * pixman_image_get_stride(mask->image) + u];
}

static void raster_restore_corner(struct oriel__raster *raster, const struct corners *corners,
	int i, const struct oriel__mask *mask) {
	const struct oriel_device_rect *rect = &corners->rect[i];
	const uint32_t *saved = raster->state->corners + corners->saved[i];
	for (int y = 0; y < rect->height; y++) {
		uint32_t *row = oriel__canvas_at(raster->canvas, rect->x, rect->y + y);
		const uint32_t *under = saved + (ptrdiff_t)y * rect->width;
		for (int x = 0; x < rect->width; x++)
			row[x] = raster_mix_pixel(
				row[x], under[x], raster_coverage(mask, &corners->box, rect->x + x, rect->y + y));
	}
}

static void raster_restore_corners(struct oriel__raster *raster, const struct corners *corners) {
	int side;
	const struct oriel__mask *mask = oriel__shape_round_mask(
		raster->state, corners->box.width, corners->box.height, corners->radius, &side);
	for (int i = 0; i < 4; i++) {
		if (corners->has_saved[i] && mask->image != NULL)
			raster_restore_corner(raster, corners, i, mask);
	}
	raster_pop_pixels(raster->state, corners->begin);
}

static void raster_draw_bitmap(struct oriel__raster *raster,
	const struct oriel__bitmap_command *command, const struct oriel__device_space *space) {
	struct oriel__canvas *canvas = raster->canvas;
	const struct oriel_device_rect outer = canvas->clip;
	struct corners corners = { .box = oriel__device_snap(space, command->head.rect),
		.radius = command->head.radius * space->scale };
	canvas->clip = oriel__device_intersect(outer, corners.box);
	if (!oriel__device_is_empty(canvas->clip)) {
		if (corners.radius > 0)
			raster_save_corners(raster, &corners);
		oriel__canvas_bitmap(canvas, command->bitmap, oriel__device_snap(space, command->place));
		if (corners.radius > 0)
			raster_restore_corners(raster, &corners);
	}
	canvas->clip = outer;
}

/* ---- The tree ---- */

int oriel__raster_corner(const struct oriel__picture *picture, float scale) {
	return (int)ceilf(fminf(picture->radius * scale, ORIEL__SHAPE_RADIUS_MAX));
}

static int raster_gutter(uint8_t width, const struct oriel__device_space *space) {
	return width > 0 ? oriel__device_border((float)width, space->scale) : 0;
}

struct oriel_device_rect oriel__raster_border_inside(
	const struct oriel__picture *picture, const struct oriel__device_space *space) {
	struct oriel_device_rect box = oriel__device_snap(
		space, (struct oriel_rect){ 0, 0, picture->size.width, picture->size.height });
	struct oriel__frame_widths border = raster_frame_widths(picture->border, space->scale);
	return oriel__device_inset(box, border.top, border.right, border.bottom, border.left);
}

struct oriel_device_rect oriel__raster_padding_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space) {
	return oriel__device_inset(oriel__raster_border_inside(picture, space), 0,
		raster_gutter(picture->gutter_right, space), raster_gutter(picture->gutter_bottom, space),
		raster_gutter(picture->gutter_left, space));
}

struct oriel_device_rect oriel__raster_clip_box(
	const struct oriel__picture *picture, const struct oriel__device_space *space) {
	struct oriel_device_rect box = oriel__raster_padding_box(picture, space);
	if (picture->is_free_x) {
		box.x = -ORIEL__CANVAS_MAX;
		box.width = 2 * ORIEL__CANVAS_MAX;
	}
	if (picture->is_free_y) {
		box.y = -ORIEL__CANVAS_MAX;
		box.height = 2 * ORIEL__CANVAS_MAX;
	}
	return box;
}

/* Draws a child, or skips it. @param origin the origin of the parent's children */
typedef void raster_child_fn(struct oriel__raster *raster, const struct oriel__node *child,
	struct oriel__device_point origin);

struct oriel__children oriel__raster_children_within(const struct oriel__node *node, double y,
	const struct oriel_device_rect *clip, float scale) {
	double around = (double)node->picture->reach + 1,
		top = (clip->y - 1 - y) / (double)scale,
		bottom = (clip->y + clip->height + 1 - y) / (double)scale;
	return oriel__children_between(node, top - around, bottom + around);
}

/* Calls draw for the children that may reach the clip. */
static void raster_draw_each(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space, raster_child_fn *draw) {
	const struct oriel__picture *picture = node->picture;
	struct oriel__device_point origin = { space->origin.x - picture->scroll_x,
		space->origin.y - picture->scroll_y };
	struct oriel__children children = oriel__raster_children_within(
		node, origin.y, &raster->canvas->clip, raster->scale);
	for (const struct oriel__node *child; (child = oriel__children_next(&children)) != NULL;)
		draw(raster, child, origin);
}

static void raster_draw_in_flow(struct oriel__raster *raster, const struct oriel__node *child,
	struct oriel__device_point origin) {
	if (!child->lifted)
		oriel__raster_node(raster, child, origin);
}

/* A clip of one axis has no round corners. */
static float raster_inner_radius(const struct oriel__picture *picture, float scale) {
	if (picture->is_free_x || picture->is_free_y)
		return 0;
	float border = fmaxf(fmaxf(picture->border.left, picture->border.right),
		fmaxf(picture->border.top, picture->border.bottom));
	return fmaxf(0, picture->radius - border) * scale;
}

/* ---- Layers ---- */

/* A clip with round corners, and the one around it. */
struct raster_round {
	struct oriel_device_rect box;
	float radius;
	uint32_t outer; /* an index + 1; 0: none */
};

struct raster_layers {
	struct oriel__layer_walk walk;
	struct oriel__raster *raster;
	struct raster_round *rounds;
	size_t round_count, round_capacity;
};

/* Finds the place of the children of a painted node that stands at a place itself. */
static struct oriel__layer_place raster_place_inside(struct raster_layers *layers,
	const struct oriel__node *node, const struct oriel__layer_place *at) {
	const struct oriel__picture *picture = node->picture;
	const struct oriel__device_point origin = { at->x, at->y };
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, layers->raster->scale);
	struct oriel__layer_place inside = *at;
	inside.x = space.origin.x - picture->scroll_x;
	inside.y = space.origin.y - picture->scroll_y;
	if (!picture->does_clip)
		return inside;
	struct raster_round round = { .box = oriel__raster_clip_box(picture, &space),
		.radius = raster_inner_radius(picture, space.scale),
		.outer = at->corners };
	inside.clip = oriel__device_intersect(at->clip, round.box);
	if (!(round.radius > 0))
		return inside;
	layers->rounds = oriel__grow(layers->rounds, &layers->round_capacity, layers->round_count + 1,
		sizeof(*layers->rounds));
	layers->rounds[layers->round_count++] = round;
	inside.corners = (uint32_t)layers->round_count;
	return inside;
}

static struct oriel__children raster_layer_children(const struct oriel__layer_walk *walk,
	const struct oriel__node *node, const struct oriel__layer_place *inside) {
	const struct raster_layers *layers = oriel__container_of(
		walk, const struct raster_layers, walk);
	return oriel__raster_children_within(node, inside->y, &inside->clip, layers->raster->scale);
}

static bool raster_layer_enter(struct oriel__layer_walk *walk, struct oriel__node *child,
	const struct oriel__layer_place *at, struct oriel__layer_place *inside) {
	struct raster_layers *layers = oriel__container_of(walk, struct raster_layers, walk);
	const struct oriel__picture *picture = child->picture;
	const struct oriel__device_point origin = { at->x, at->y };
	if (picture == NULL || !picture->is_painted)
		return false;
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, layers->raster->scale);
	if (!oriel__device_overlap(oriel__device_cover(&space, picture->subtree), at->clip))
		return false;
	*inside = raster_place_inside(layers, child, at);
	return true;
}

static bool raster_layer_place_in(struct oriel__layer_walk *walk, struct oriel__node *container,
	struct oriel__layer_place *inside) {
	struct raster_layers *layers = oriel__container_of(walk, struct raster_layers, walk);
	struct oriel__layer_place at;
	if (container == NULL) {
		*inside = (struct oriel__layer_place){ .clip = layers->raster->limit };
		return true;
	}
	if (container->picture == NULL || !container->picture->is_painted ||
		!raster_layer_place_in(walk, oriel__node_container(container), &at))
		return false;
	*inside = raster_place_inside(layers, container, &at);
	return true;
}

static void raster_draw_bars(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space);
static void raster_draw_unit(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space);

/* Tells whether a rectangle reaches a round corner of a clip. */
static bool raster_reaches_corner(
	const struct raster_round *round, struct oriel_device_rect rect) {
	int side = oriel__shape_corner(round->box.width, round->box.height, round->radius);
	struct oriel_device_rect inside = oriel__device_inset(round->box, side, 0, side, 0);
	return !oriel__device_holds(inside, oriel__device_intersect(rect, round->box));
}

/* Draws a layer inside the round clips around it, the innermost first. */
static void raster_draw_rounded(struct oriel__raster *raster, const struct raster_layers *layers,
	const struct oriel__layer *layer, uint32_t round) {
	const struct oriel__picture *picture = layer->node->picture;
	const struct oriel__device_point origin = { layer->place.x, layer->place.y };
	if (round == 0) {
		struct oriel__device_space space = oriel__raster_space(
			origin, picture->rect.x, picture->rect.y, raster->scale);
		if (layer->is_bars)
			raster_draw_bars(raster, layer->node, &space);
		else
			raster_draw_unit(raster, layer->node, &space);
		return;
	}
	const struct raster_round *clip = &layers->rounds[round - 1];
	struct corners corners = { .box = clip->box, .radius = clip->radius };
	bool is_cut = raster_reaches_corner(clip, raster->canvas->clip);
	if (is_cut)
		raster_save_corners(raster, &corners);
	raster_draw_rounded(raster, layers, layer, clip->outer);
	if (is_cut)
		raster_restore_corners(raster, &corners);
}

/* Returns the part of the clip that a layer reaches. */
static struct oriel_device_rect raster_layer_clip(
	const struct oriel__raster *raster, const struct oriel__layer *layer) {
	const struct oriel__picture *picture = layer->node->picture;
	const struct oriel__device_point origin = { layer->place.x, layer->place.y };
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, raster->scale);
	return oriel__device_intersect(
		layer->place.clip, oriel__device_cover(&space, picture->subtree));
}

static void raster_draw_layers(
	struct oriel__raster *raster, const struct raster_layers *layers, size_t first, size_t end) {
	struct oriel_device_rect outer = raster->canvas->clip;
	for (size_t i = first; i < end; i++) {
		const struct oriel__layer *layer = &layers->walk.layers[i];
		const struct oriel__picture *picture = layer->node->picture;
		if (picture == NULL || !picture->is_painted) /* a hidden context of a node that escapes */
			continue;
		raster->canvas->clip = layer->place.clip;
		if (layer->place.corners != 0)
			raster->canvas->clip = raster_layer_clip(raster, layer);
		raster_draw_rounded(raster, layers, layer, layer->place.corners);
	}
	raster->canvas->clip = outer;
}

/* Draws what is inside a stacking context, within the canvas's clip. */
static void raster_draw_context(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space) {
	struct raster_layers layers = { .walk = { .children = raster_layer_children,
										.enter = raster_layer_enter,
										.place_in = raster_layer_place_in },
		.raster = raster };
	const struct oriel__layer_place inside = { .x = space->origin.x - node->picture->scroll_x,
		.y = space->origin.y - node->picture->scroll_y,
		.clip = raster->canvas->clip };
	oriel__layers_find(&layers.walk, (struct oriel__node *)(uintptr_t)node, &inside);
	raster_draw_layers(raster, &layers, 0, layers.walk.below);
	raster_draw_each(raster, node, space, raster_draw_in_flow);
	raster_draw_layers(raster, &layers, layers.walk.below, layers.walk.count);
	oriel__layers_finish(&layers.walk);
	oriel__free(layers.rounds);
}

static void raster_draw_children(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space) {
	if (node->stacks && node->holds_lifted)
		raster_draw_context(raster, node, space);
	else
		raster_draw_each(raster, node, space,
			node->holds_lifted ? raster_draw_in_flow : oriel__raster_node);
}

static void raster_draw_clipped_children(struct oriel__raster *raster,
	const struct oriel__node *node, const struct oriel__device_space *space) {
	struct oriel_device_rect outer = raster->canvas->clip;
	struct corners corners = { .box = oriel__raster_clip_box(node->picture, space),
		.radius = raster_inner_radius(node->picture, space->scale) };
	struct oriel_device_rect inner = oriel__device_intersect(outer, corners.box);

	if (oriel__device_is_empty(inner) && !(node->stacks && oriel__layers_escape(node)))
		return;
	raster->canvas->clip = inner;
	if (corners.radius > 0)
		raster_save_corners(raster, &corners);
	raster_draw_children(raster, node, space);
	if (corners.radius > 0)
		raster_restore_corners(raster, &corners);
	raster->canvas->clip = outer;
}

/* Fills the gutter of a classic scroll bar. That of the vertical bar has the corner. */
static void raster_draw_gutter(struct oriel__raster *raster, const struct oriel__node *node,
	bool vertical, const struct oriel__device_space *space) {
	const struct oriel__picture *picture = node->picture;
	struct oriel_device_rect strip = oriel__raster_border_inside(picture, space);
	struct oriel_device_rect inner = oriel__raster_padding_box(picture, space);
	int left = inner.x - strip.x, right = inner.x + inner.width;
	if (!vertical)
		strip = oriel__device_rect_of(
			inner.x, inner.y + inner.height, right, strip.y + strip.height);
	else if (oriel__scroll_is_bar_left(node))
		strip.width = left;
	else
		strip = oriel__device_inset(strip, 0, 0, 0, right - strip.x);
	oriel__canvas_fill(raster->canvas, strip, picture->track_color);
}

/* Draws the track, and the thumb with a small margin. */
static void raster_draw_scroll_bar(struct oriel__raster *raster, const struct oriel__node *node,
	bool vertical, const struct oriel__device_space *space) {
	const struct oriel__picture *picture = node->picture;
	struct oriel__scroll_bar bar = oriel__scroll_bar(node, vertical);
	if (oriel_rect_is_empty(bar.track))
		return;
	if (vertical ? picture->gutter_left + picture->gutter_right > 0 : picture->gutter_bottom > 0)
		raster_draw_gutter(raster, node, vertical, space);
	else if ((picture->track_color & 0xffu) != 0)
		oriel__shape_round_rect(raster->state, raster->canvas,
			oriel__device_snap(space, bar.track), 0, picture->track_color);
	if (oriel_rect_is_empty(bar.thumb))
		return;
	struct oriel_rect thumb = oriel_rect_inset(bar.thumb, oriel_edges_all(1.5f));
	float radius = fminf(thumb.width, thumb.height) / 2;
	oriel__shape_round_rect(raster->state, raster->canvas, oriel__device_snap(space, thumb),
		radius * space->scale, picture->bar_color);
}

static void raster_draw_bars(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space) {
	if (!node->picture->is_visible || raster->cover != NULL)
		return;
	raster_draw_scroll_bar(raster, node, true, space);
	raster_draw_scroll_bar(raster, node, false, space);
}

static void raster_draw_node(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space) {
	const struct oriel__picture *picture = node->picture;

	if (raster->cover == node)
		raster->cover = NULL; /* from here on, drawing is seen */
	if (raster->cover == NULL)
		raster_draw_commands(raster, picture, 0, picture->over, space);
	if (picture->does_clip)
		raster_draw_clipped_children(raster, node, space);
	else
		raster_draw_children(raster, node, space);
	if (!oriel__layer_has_bars(node))
		raster_draw_bars(raster, node, space);
	raster_draw_commands(raster, picture, picture->over, picture->length, space);
}

/* Draws a node with an opacity. @param area the pixels of the group
 * @param seen those of them that the node itself reaches */
static void raster_draw_group(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space, struct oriel_device_rect area,
	struct oriel_device_rect seen) {
	struct oriel__canvas *under = raster->canvas, group;
	struct oriel_device_rect limit = raster->limit;
	if (!oriel__canvas_init_group(&group, area)) {
		oriel_log(ORIEL_LOG_ERROR,
			"no memory to paint %d × %d pixels by themselves; their opacity is left out",
			area.width, area.height);
		raster_draw_node(raster, node, space);
		return;
	}
	raster->canvas = &group;
	raster->limit = area;
	group.clip = seen;
	raster_draw_node(raster, node, space);
	group.clip = area;
	raster->canvas = under;
	raster->limit = limit;
	struct oriel_device_rect clip = under->clip;
	under->clip = oriel__device_intersect(limit, area);
	oriel__canvas_group(under, &group, node->picture->opacity);
	under->clip = clip;
	oriel__canvas_finish(&group);
}

/* Draws a node as a unit, whether it reaches the clip or not. */
static void raster_draw_unit(struct oriel__raster *raster, const struct oriel__node *node,
	const struct oriel__device_space *space) {
	const struct oriel__picture *picture = node->picture;
	if (!(picture->opacity > 0) ||
		(raster->cover != NULL && !oriel__node_contains(node, raster->cover)))
		return;
	if (picture->opacity >= 1) {
		raster_draw_node(raster, node, space);
		return;
	}
	struct oriel_device_rect seen = oriel__device_intersect(
		oriel__device_cover(space, picture->subtree), raster->canvas->clip);
	struct oriel_device_rect area = oriel__layers_escape(node) ? raster->limit : seen;
	if (!oriel__device_is_empty(area))
		raster_draw_group(raster, node, space, area, seen);
}

void oriel__raster_node(struct oriel__raster *raster, const struct oriel__node *node,
	struct oriel__device_point origin) {
	const struct oriel__picture *picture = node->picture;

	if (picture == NULL || !picture->is_painted)
		return;
	struct oriel__device_space space = oriel__raster_space(
		origin, picture->rect.x, picture->rect.y, raster->scale);
	if (oriel__device_overlap(
			oriel__device_cover(&space, picture->subtree), raster->canvas->clip))
		raster_draw_unit(raster, node, &space);
}

/* Draws a painted node that stands in the window, whether it reaches the clip or not: nodes that
 * escape from it do not count in its extents. */
static void raster_draw_in_window(struct oriel__raster *raster, const struct oriel__node *node) {
	const struct oriel__device_point corner = { 0, 0 };
	const struct oriel__picture *picture = node->picture;
	if (picture == NULL || !picture->is_painted)
		return;
	struct oriel__device_space space = oriel__raster_space(
		corner, picture->rect.x, picture->rect.y, raster->scale);
	raster_draw_unit(raster, node, &space);
}

/* Opacity applies to one colour, so that no group is needed. */
oriel_color oriel__raster_backdrop(struct oriel__node *node) {
	if (!node->on_top)
		return ORIEL_TRANSPARENT;
	const struct oriel__style *style = oriel__pseudo_style(node, ORIEL__PSEUDO_ELEMENT_BACKDROP);
	if (style->display == ORIEL_DISPLAY_NONE || !style->is_visible)
		return ORIEL_TRANSPARENT;
	float alpha = (float)(style->background & 0xffu) * fminf(1, fmaxf(0, style->opacity));
	return (style->background & 0xffffff00u) | (oriel_color)lroundf(alpha);
}

/* Draws again. The search for covers and the drawing disagree, which costs time and no picture. */
static void raster_draw_without_cover(
	struct oriel__raster *raster, const struct oriel__tree *tree) {
	oriel_log(ORIEL_LOG_ERROR, "painting: the cover of a rectangle was not drawn");
	raster->cover = NULL;
	oriel__canvas_fill(raster->canvas, raster->limit, ORIEL_RGB(0));
	raster_draw_in_window(raster, tree->root);
}

void oriel__raster_tree(struct oriel__raster *raster, const struct oriel__tree *tree) {
	raster_draw_in_window(raster, tree->root);
	if (raster->cover != NULL)
		raster_draw_without_cover(raster, tree);
	oriel__top_layer_each(top, tree) {
		const struct oriel__picture *picture = top->node->picture;
		if (!top->node->escapes || picture == NULL || !picture->is_painted)
			continue;
		raster->canvas->clip = raster->limit;
		oriel__canvas_fill(raster->canvas, raster->limit, picture->backdrop);
		raster_draw_in_window(raster, top->node);
	}
}

bool oriel__raster_frame_of(const struct oriel__node *container, float scale,
	struct oriel_device_rect whole, struct oriel__raster_frame *frame) {
	struct oriel__raster_frame at;
	if (container == NULL) {
		*frame = (struct oriel__raster_frame){ .clip = whole };
		return true;
	}
	const struct oriel__picture *picture = container->picture;
	if (picture == NULL || !picture->is_painted ||
		!oriel__raster_frame_of(oriel__node_container(container), scale, whole, &at))
		return false;
	struct oriel__device_space space = oriel__raster_space(
		at.origin, picture->rect.x, picture->rect.y, scale);
	*frame = (struct oriel__raster_frame){
		.origin = { space.origin.x - picture->scroll_x, space.origin.y - picture->scroll_y },
		.clip = at.clip,
	};
	if (picture->does_clip)
		frame->clip = oriel__device_intersect(at.clip, oriel__raster_clip_box(picture, &space));
	return true;
}
