/* SPDX-License-Identifier: MIT */
/*
 * Recording of a node: the box of its computed style (shadow, background, border), the drawing of
 * its class, and the outline over the children. A recording with the same bytes as before is no
 * change.
 */
#include "paint/display_list_internal.h"

#include "layout/scroll_internal.h"
#include "style/used_scroll_internal.h"

#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"
#include "layout/layout_internal.h"

struct oriel__picture *oriel__picture_ensure(struct oriel__node *node) {
	if (node->picture != NULL)
		return node->picture;
	node->picture = oriel__alloc_zero(1, sizeof(*node->picture));
	oriel__layout_watch(node, true);
	return node->picture;
}

void oriel__picture_free(struct oriel__node *node) {
	struct oriel__picture *picture = node->picture;
	if (picture == NULL)
		return;
	oriel__commands_release(picture->bytes, picture->length);
	oriel__free(picture->bytes);
	oriel__free(picture);
	node->picture = NULL;
	oriel__layout_watch(node, false);
}

static bool display_list_is_opaque(oriel_color color) {
	return (color & 0xffu) == 0xffu;
}

static bool display_list_has_border(struct oriel_edges border) {
	return border.top > 0 || border.right > 0 || border.bottom > 0 || border.left > 0;
}

/* Sides of one colour are one border; else each side is drawn by itself. */
static void display_list_record_borders(
	struct oriel_recorder *recorder, const struct oriel__style *style, struct oriel_rect box) {
	const oriel_color *colors = style->border_colors;
	bool is_one = colors[0] == style->border_color && colors[1] == style->border_color &&
		colors[2] == style->border_color;
	if (is_one) {
		oriel_record_border(recorder, box, style->border, style->radius, style->border_color);
		return;
	}
	const struct oriel_edges sides[4] = {
		{ .top = style->border.top },
		{ .right = style->border.right },
		{ .bottom = style->border.bottom },
		{ .left = style->border.left },
	};
	for (int i = 0; i < 4; i++) {
		if (display_list_has_border(sides[i]))
			oriel_record_border(recorder, box, sides[i], style->radius,
				i == 0 ? style->border_color : colors[i - 1]);
	}
}

static void display_list_record_box(
	struct oriel_recorder *recorder, const struct oriel__style *style, struct oriel_rect box) {
	for (uint32_t i = style->shadow_count; i > 0; i--)
		oriel_record_shadow(recorder, box, style->radius, &style->shadows[i - 1]);
	oriel_record_round_rect(recorder, box, style->radius, style->background);
	if (display_list_has_border(style->border))
		display_list_record_borders(recorder, style, box);
}

/* Stands outside the border box by its offset; its corners follow those of the box. Source: CSS UI
 * 4, "outline". */
static void display_list_record_outline(
	struct oriel_recorder *recorder, const struct oriel__style *style, struct oriel_rect box) {
	float out = style->outline_offset + style->outline_width;
	if (!(style->outline_width > 0))
		return;
	box = (struct oriel_rect){ box.x - out, box.y - out, box.width + 2 * out,
		box.height + 2 * out };
	float radius = style->radius > 0 ? style->radius + out : 0;
	oriel_record_border(
		recorder, box, oriel_edges_all(style->outline_width), radius, style->outline_color);
}

static bool display_list_record_class(struct oriel_recorder *recorder, struct oriel__node *node) {
	oriel_widget *widget = oriel__widget_of(node);
	oriel_loop *loop = oriel_loop_current();
	size_t before = recorder->length;

	if (widget->widget_class->record == NULL)
		return false;
	oriel__tree_freeze(loop, "record");
	widget->widget_class->record(widget, recorder);
	oriel__tree_thaw(loop);
	oriel__recorder_close_clips(recorder);
	return recorder->length > before;
}

static void picture_set_bars(struct oriel__picture *picture, struct oriel__node *node) {
	if (node->scroll == NULL)
		return;
	struct oriel_edges gutter = oriel__scroll_gutter(node);
	picture->gutter_left = (uint8_t)gutter.left;
	picture->gutter_right = (uint8_t)gutter.right;
	picture->gutter_bottom = (uint8_t)gutter.bottom;
	picture->bar_color = oriel__used_scroll_thumb_color(node);
	picture->track_color = oriel__used_scroll_track_color(node);
}

static void picture_set_style(struct oriel__picture *picture, struct oriel__node *node,
	const struct oriel__style *style) {
	picture->size = (struct oriel_size){ node->rect.width, node->rect.height };
	picture->border = style->border;
	picture->radius = style->radius > 0 ? style->radius : 0;
	picture->opacity = style->opacity;
	picture_set_bars(picture, node);
	picture->does_clip = oriel__layout_clips(style);
	picture->is_free_x = !oriel__layout_clips_axis(style, false);
	picture->is_free_y = !oriel__layout_clips_axis(style, true);
	picture->is_lifted = node->lifted;
	picture->does_stack = node->stacks;
	picture->z_index = node->has_z_index ? style->z_index : 0;
	picture->is_visible = style->is_visible;
	picture->is_opaque = style->is_visible && display_list_is_opaque(style->background);
	picture->has_inner_overlay = style->outline_width > 0 && style->outline_offset < 0;
}

static bool picture_has_commands(
	const struct oriel__picture *picture, const struct oriel_recorder *recorder, size_t over) {
	if (!picture->is_recorded || picture->length != recorder->length || picture->over != over)
		return false;
	return recorder->length == 0 || memcmp(picture->bytes, recorder->bytes, recorder->length) == 0;
}

bool oriel__picture_same_clip(const struct oriel__picture *a, const struct oriel__picture *b) {
	return a->bar_color == b->bar_color && a->track_color == b->track_color &&
		a->is_free_x == b->is_free_x && a->is_free_y == b->is_free_y &&
		a->gutter_left == b->gutter_left && a->gutter_right == b->gutter_right &&
		a->gutter_bottom == b->gutter_bottom && a->radius == b->radius &&
		memcmp(&a->border, &b->border, sizeof(a->border)) == 0 && a->size.width == b->size.width &&
		a->size.height == b->size.height;
}

/* Tells whether two pictures agree in the properties that are not commands, but affect the drawing
 * of commands or children. */
static bool picture_same_group(const struct oriel__picture *a, const struct oriel__picture *b) {
	return a->opacity == b->opacity && a->does_clip == b->does_clip &&
		a->is_lifted == b->is_lifted && a->does_stack == b->does_stack &&
		a->z_index == b->z_index && a->is_visible == b->is_visible &&
		(!a->does_clip || oriel__picture_same_clip(a, b));
}

static void display_list_keep(
	struct oriel__picture *picture, struct oriel_recorder *recorder, size_t over) {
	oriel__commands_release(picture->bytes, picture->length);
	oriel__free(picture->bytes);
	picture->bytes = recorder->length > 0 ?
		oriel__realloc_array(recorder->bytes, recorder->length, 1) :
		NULL;
	if (recorder->length == 0)
		oriel__free(recorder->bytes);
	picture->length = (uint32_t)recorder->length;
	picture->over = (uint32_t)over;
	picture->ink = oriel__area_hull(recorder->ink);
}

static void display_list_discard(struct oriel_recorder *recorder) {
	oriel__commands_release(recorder->bytes, recorder->length);
	oriel__free(recorder->bytes);
}

bool oriel__picture_record(struct oriel__node *node) {
	struct oriel__picture *picture = oriel__picture_ensure(node), before = *picture;
	const struct oriel__style *style = oriel__widget_style(oriel__widget_of(node));
	struct oriel_rect box = { 0, 0, node->rect.width, node->rect.height };
	struct oriel_recorder recorder = { .has_strike_through = style->has_strike_through };

	if (style->is_visible)
		display_list_record_box(&recorder, style, box);
	picture->has_content = style->is_visible && display_list_record_class(&recorder, node);
	size_t over = recorder.length;
	if (style->is_visible)
		display_list_record_outline(&recorder, style, box);
	oriel__free(recorder.clips);
	ORIEL_ASSERT(recorder.length <= UINT32_MAX,
		"a %s records %zu bytes; record only what can be seen", oriel__node_class(node)->name,
		recorder.length);
	picture_set_style(picture, node, style);
	if (recorder.has_failed) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for the picture of a %s; it looks as before",
			oriel__node_class(node)->name);
		picture->has_content = before.has_content;
	}
	bool same = recorder.has_failed || picture_has_commands(picture, &recorder, over);
	if (same)
		display_list_discard(&recorder);
	else
		display_list_keep(picture, &recorder, over);
	picture->is_recorded |= !recorder.has_failed;
	return !same || !picture_same_group(&before, picture);
}
