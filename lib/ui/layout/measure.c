/* SPDX-License-Identifier: MIT */
/*
 * Measuring with memory. A node whose class measures is asked what it wants for INFINITY, and that
 * answer holds for every width that it fits into, so that most leaves are asked once. Other nodes
 * are flex containers, whose sizes are made of their children's. A parent asks for the height at
 * one width only, and two are kept, so that no nesting makes the number of questions grow faster
 * than the number of nodes.
 */
#include "layout/measure_internal.h"

#include "layout/flex_internal.h"
#include "layout/column_cache_internal.h"

/* Text that was measured fits into its own width, whatever float addition made of padding added and
 * taken off again. */
static bool measure_fits(float natural, float available) {
	return available + 0.001f + natural * 1e-6f >= natural;
}

static struct oriel_measurement ask_class(struct oriel__node *node, float max_width) {
	oriel_widget *widget = oriel__widget_of(node);
	struct oriel_measurement m = widget->widget_class->measure(widget, max_width);
	m.width = oriel__length(m.width);
	m.height = oriel__length(m.height);
	if (!(m.baseline >= 0))
		m.baseline = -1;
	return m;
}

static bool measures_itself(const struct oriel__node *node) {
	return oriel__node_class(node)->measure != NULL;
}

static const struct oriel_measurement *natural_of(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (!oriel__is_known(cache->natural.width))
		cache->natural = ask_class(node, INFINITY);
	return &cache->natural;
}

static struct oriel_measurement class_measure(struct oriel__node *node, float inner_width) {
	const struct oriel_measurement *natural = natural_of(node);
	return measure_fits(natural->width, inner_width) ? *natural : ask_class(node, inner_width);
}

/* ---- Widths ---- */

static float inner_content_width(struct oriel__node *node, bool minimal) {
	if (!measures_itself(node))
		return oriel__flex_content_width(node, minimal);
	return minimal ? oriel__smaller(class_measure(node, 0).width, natural_of(node)->width) :
					natural_of(node)->width;
}

static float content_width(struct oriel__node *node, bool minimal) {
	struct oriel__layout_cache *cache = node->layout_cache;
	float *known = minimal ? &cache->min_content : &cache->max_content;
	if (!oriel__is_known(*known))
		*known = inner_content_width(node, minimal) +
			oriel__frame(oriel__layout_style(node), false);
	return *known;
}

static float intrinsic_width(struct oriel__node *node, bool minimal) {
	const struct oriel__style *style = oriel__layout_style(node);
	float width = oriel__is_auto(style->width) ? content_width(node, minimal) : style->width;
	return oriel__clamp_size(style, false, width);
}

float oriel__measure_max_content(struct oriel__node *node) {
	return intrinsic_width(node, false);
}

float oriel__measure_min_content(struct oriel__node *node) {
	return intrinsic_width(node, true);
}

float oriel__measure_fit_content(struct oriel__node *node, float available) {
	float max = oriel__measure_max_content(node);
	if (max <= available)
		return max;
	return oriel__smaller(max, oriel__larger(oriel__measure_min_content(node), available));
}

/* ---- Heights ---- */

static float flex_height(struct oriel__node *node, const struct oriel__style *style, float width) {
	struct oriel__flex flex;
	const struct oriel__column_cache *column = oriel__column_cache_solve(
		node, oriel__inner(style, false, width));
	if (column != NULL)
		return oriel__larger(0, oriel__column_cache_height(column));
	oriel__flex_solve(&flex, node, oriel__inner(style, false, width), ORIEL__UNKNOWN);
	float height = flex.is_column ? flex.used_main : flex.line_cross;
	oriel__flex_finish(&flex);
	return oriel__larger(0, height);
}

static float inner_content_height(
	struct oriel__node *node, const struct oriel__style *style, float width) {
	if (measures_itself(node))
		return class_measure(node, oriel__inner(style, false, width)).height;
	return flex_height(node, style, width);
}

/* What is remembered of this width; a new entry takes the place of the older one. */
static struct oriel__height *entry_for(struct oriel__layout_cache *cache, float width) {
	for (int i = 0; i < ORIEL__HEIGHTS; i++)
		if (cache->heights[i].width == width)
			return &cache->heights[i];
	cache->newest = (cache->newest + 1u) % ORIEL__HEIGHTS;
	cache->heights[cache->newest] = (struct oriel__height){ width, ORIEL__UNKNOWN, ORIEL__UNKNOWN };
	return &cache->heights[cache->newest];
}

static float content_height(struct oriel__node *node, float width) {
	float height = entry_for(node->layout_cache, width)->height;
	if (oriel__is_known(height))
		return height;
	const struct oriel__style *style = oriel__layout_style(node);
	height = inner_content_height(node, style, width) + oriel__frame(style, true);
	/* Looked up anew: a class may have asked about its own widget meanwhile. */
	entry_for(node->layout_cache, width)->height = height;
	return height;
}

float oriel__measure_height(struct oriel__node *node, float width) {
	const struct oriel__style *style = oriel__layout_style(node);
	float height = oriel__is_auto(style->height) ? content_height(node, width) : style->height;
	return oriel__clamp_size(style, true, height);
}

float oriel__measure_content(struct oriel__node *node, bool vertical, float width) {
	return vertical ? content_height(node, width) : content_width(node, false);
}

float oriel__measure_content_minimum(struct oriel__node *node, bool vertical, float width) {
	return vertical ? content_height(node, width) : content_width(node, true);
}

/* ---- Baselines ---- */

/* The first item that is aligned by its baseline in a row, else the first. Source: CSS Flexible
 * Box 8.5. */
static const struct oriel__flex_item *baseline_item(const struct oriel__flex *flex) {
	for (size_t i = 0; !flex->is_column && i < flex->count; i++)
		if (flex->items[i].align == ORIEL_ALIGN_BASELINE)
			return &flex->items[i];
	return flex->count > 0 ? &flex->items[0] : NULL;
}

static float flex_baseline(
	struct oriel__node *node, const struct oriel__style *style, float width, float height) {
	struct oriel__flex flex;
	float baseline = -1;

	oriel__flex_solve(
		&flex, node, oriel__inner(style, false, width), oriel__inner(style, true, height));
	oriel__flex_place(&flex);
	const struct oriel__flex_item *item = baseline_item(&flex);
	if (item != NULL) {
		float item_width = flex.is_column ? item->cross_size : item->main_size;
		float top = flex.is_column ? item->main_at : item->cross_at;
		baseline = oriel__frame_start(style, true) + top +
			oriel__measure_baseline(item->node, item_width);
	}
	oriel__flex_finish(&flex);
	return baseline;
}

static float class_baseline(
	struct oriel__node *node, const struct oriel__style *style, float width) {
	float baseline = class_measure(node, oriel__inner(style, false, width)).baseline;
	return baseline < 0 ? -1 : baseline + oriel__frame_start(style, true);
}

float oriel__measure_baseline(struct oriel__node *node, float width) {
	float baseline = entry_for(node->layout_cache, width)->baseline;
	float height = oriel__measure_height(node, width);
	if (!oriel__is_known(baseline)) {
		const struct oriel__style *style = oriel__layout_style(node);
		baseline = measures_itself(node) ? class_baseline(node, style, width) :
										flex_baseline(node, style, width, height);
		entry_for(node->layout_cache, width)->baseline = baseline;
	}
	return baseline < 0 ? height : baseline;
}

/* ---- Again ---- */

static bool heights_changed(struct oriel__node *node, const struct oriel__height *old) {
	if (!oriel__is_known(old->width))
		return false;
	if (oriel__is_known(old->height) && content_height(node, old->width) != old->height)
		return true;
	if (!oriel__is_known(old->baseline))
		return false;
	oriel__measure_baseline(node, old->width);
	return entry_for(node->layout_cache, old->width)->baseline != old->baseline;
}

bool oriel__measure_changed(struct oriel__node *node) {
	struct oriel__layout_cache old = *node->layout_cache;

	oriel__layout_cache_forget(node->layout_cache);
	if (oriel__is_known(old.max_content) && content_width(node, false) != old.max_content)
		return true;
	if (oriel__is_known(old.min_content) && content_width(node, true) != old.min_content)
		return true;
	for (int i = 1; i <= ORIEL__HEIGHTS; i++)
		if (heights_changed(node, &old.heights[(old.newest + i) % ORIEL__HEIGHTS]))
			return true;
	return false;
}
