/* SPDX-License-Identifier: MIT */
/*
 * Scrolling a node, or a rectangle in one, into view: each scroll container from the inside out is
 * scrolled so that the rectangle stands where the alignment says. The container's view is reduced
 * by its scroll-padding. Source: CSSOM View, "scroll a target into view".
 */
#include "layout/scroll_internal.h"

#include <math.h>

#include "base/options_internal.h"
#include "layout/cache_internal.h"
#include "layout/layout_geometry_internal.h"
#include "layout/layout_internal.h"
#include "style/style_internal.h"
#include "style/used_scroll_internal.h"
#include "tree/tree_state_internal.h"

#include <oriel/runtime/loop.h>

/* How something is shown. */
struct show {
	enum oriel_scroll_alignment block, inline_axis;
	enum oriel_scroll_behavior behavior;
};

/* The rectangle to show, px in the border box of some node. */
struct shown {
	double x, y, width, height;
};

/* The edges of a view along one axis, px in the content, if the offset were 0. */
struct span {
	double start, end;
};

/* Returns the offset at which start … end stands in the view as the alignment says. */
static double show_offset(double offset, struct span view, double start, double end,
	enum oriel_scroll_alignment alignment) {
	bool is_start_out = start < offset + view.start, is_end_out = end > offset + view.end;
	bool is_larger = end - start > view.end - view.start;
	switch (alignment) {
	case ORIEL_SCROLL_START:
		return start - view.start;
	case ORIEL_SCROLL_END:
		return end - view.end;
	case ORIEL_SCROLL_CENTER:
		return (start + end - view.start - view.end) / 2;
	default:
		break;
	}
	if (is_start_out == is_end_out)
		return offset;
	return is_start_out != is_larger ? start - view.start : end - view.end;
}

static enum oriel_scroll_alignment show_mirrored(enum oriel_scroll_alignment alignment) {
	if (alignment == ORIEL_SCROLL_START)
		return ORIEL_SCROLL_END;
	return alignment == ORIEL_SCROLL_END ? ORIEL_SCROLL_START : alignment;
}

/* Scrolls one container, and changes the rectangle to where it will stand in the border box. */
static void show_in(struct oriel__node *at, struct shown *shown, const struct show *how) {
	struct oriel_rect view = oriel__scroll_view(at);
	struct oriel_edges padding = oriel__used_scroll_padding(
		at, (struct oriel_size){ view.width, view.height });
	const struct span across = { (double)(view.x + padding.left),
		(double)(view.x + view.width - padding.right) };
	const struct span down = { (double)(view.y + padding.top),
		(double)(view.y + view.height - padding.bottom) };
	const struct oriel_scroll *position = &at->scroll->position;
	enum oriel_scroll_alignment inline_axis = how->inline_axis;
	if (oriel__widget_style(oriel__widget_of(at))->is_rtl)
		inline_axis = show_mirrored(inline_axis);
	double x = show_offset(position->x, across, shown->x, shown->x + shown->width, inline_axis);
	double y = show_offset(position->y, down, shown->y, shown->y + shown->height, how->block);
	oriel__scroll_go(at, &x, &y, how->behavior);
	shown->x -= x;
	shown->y -= y;
}

/* Shows a rectangle of at's border box in at, if at is a scroll container, and in its ancestors. */
static void show_all(struct oriel__node *at, struct shown shown, const struct show *how) {
	for (; at != NULL; at = at->parent) {
		if (at->scroll != NULL)
			show_in(at, &shown, how);
		shown.x += at->rect.x;
		shown.y += at->rect.y;
	}
}

/* How far the outline stands out: a focus ring is to be seen whole. */
static float outline_reach(const struct oriel__style *style) {
	float reach = style->outline_width > 0 ? style->outline_width + style->outline_offset : 0;
	return reach > 0 ? reach : 0;
}

static void show_node(struct oriel__node *node, const struct show *how) {
	bool has_margin;
	struct oriel_edges margin = oriel__used_scroll_margin(node, &has_margin);
	if (!has_margin)
		margin = oriel_edges_all(outline_reach(oriel__widget_style(oriel__widget_of(node))));
	const struct shown shown = {
		node->rect.x - (double)margin.left,
		node->rect.y - (double)margin.top,
		(double)(node->rect.width + margin.left + margin.right),
		(double)(node->rect.height + margin.top + margin.bottom),
	};
	show_all(node->parent, shown, how);
}

/* ---- Nodes that are not laid out yet ---- */

static bool is_laid_out(struct oriel__node *node) {
	const unsigned waiting = ORIEL__MARK_LAYOUT | ORIEL__MARK_STYLE |
		ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT;
	if (node->tree == NULL)
		return false;
	oriel__layout_catch_up(node->parent);
	for (; node != NULL; node = node->parent)
		if (!oriel__layout_is_shown(node) || node->marks & waiting)
			return false;
	return true;
}

static void show_later(struct oriel__node *node, const struct show *how) {
	oriel__node_set_free(oriel_loop_current(), ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	struct oriel__layout_cache *cache = oriel__layout_cache_ensure(node);
	cache->must_reveal = true;
	cache->reveal_block = (uint8_t)how->block & 7u;
	cache->reveal_inline = (uint8_t)how->inline_axis & 7u;
	cache->reveal_behavior = (uint8_t)how->behavior & 3u;
	oriel__node_mark(node, ORIEL__MARK_LAYOUT);
}

void oriel__scroll_reveal(struct oriel__node *node) {
	const struct oriel__layout_cache *cache = node->layout_cache;
	const struct show how = { cache->reveal_block, cache->reveal_inline, cache->reveal_behavior };
	oriel__layout_catch_up(node->parent);
	if (oriel__layout_is_shown(node))
		show_node(node, &how);
}

static bool show_now_or_later(struct oriel__node *node, const struct show *how) {
	bool is_now = is_laid_out(node);
	if (is_now)
		show_node(node, how);
	else
		show_later(node, how);
	return is_now;
}

void oriel__scroll_show(struct oriel__node *node) {
	const struct show how = { .block = ORIEL_SCROLL_NEAREST, .inline_axis = ORIEL_SCROLL_NEAREST };
	show_now_or_later(node, &how);
}

/* ---- Public ---- */

static enum oriel_scroll_alignment show_alignment(const char *site,
	enum oriel_scroll_alignment given, enum oriel_scroll_alignment otherwise) {
	ORIEL_ASSERT((unsigned)given <= ORIEL_SCROLL_NEAREST,
		"oriel_scroll_into_view at %s: %d is no member of enum oriel_scroll_alignment", site,
		(int)given);
	return given != 0 ? given : otherwise;
}

bool oriel_scroll_into_view_at(const char *site, oriel_widget *widget,
	const struct oriel_scroll_into_view_options *options) {
	static const struct oriel_scroll_into_view_options defaults;
	struct oriel__node *node = oriel__node_change(widget, "oriel_scroll_into_view");
	oriel__check_options("oriel_scroll_into_view", site, options);
	if (options == NULL)
		options = &defaults;
	const struct show how = {
		.block = show_alignment(site, options->block, ORIEL_SCROLL_START),
		.inline_axis = show_alignment(site, options->inline_axis, ORIEL_SCROLL_NEAREST),
		.behavior = options->behavior,
	};
	if (!oriel__layout_bring_up_to_date(node))
		return false;
	if (options->rect == NULL)
		return show_now_or_later(node, &how);
	if (!is_laid_out(node))
		return false;
	oriel__layout_catch_up(node);
	show_all(node,
		(struct shown){ (double)options->rect->x, (double)options->rect->y,
			(double)options->rect->width, (double)options->rect->height },
		&how);
	return true;
}
