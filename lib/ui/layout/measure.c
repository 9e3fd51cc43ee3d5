/* SPDX-License-Identifier: MIT */
/*
 * Measuring with a cache. The class of a leaf is called with the width INFINITY. Its result holds
 * for every larger width, so that most leaves are measured once. container.c measures the content
 * of other nodes. A parent needs the height of a child at one width only, and the cache keeps two.
 * Therefore the number of calls is linear in the number of nodes, however deep they nest.
 *
 * A result that depends on a definite height, such as percentages of children, is kept for one
 * height, and has a bit that marks it.
 */
#include "layout/measure_internal.h"

#include "layout/block_internal.h"
#include "layout/container_internal.h"

/* Text that was measured fits into its own width, whatever float addition made of padding added and
 * taken off again. */
static bool measure_fits(float natural, float available) {
	return available + 0.001f + natural * 1e-6f >= natural;
}

static inline struct oriel_measurement ask_class(struct oriel__node *node, float max_width) {
	oriel_widget *widget = oriel__widget_of(node);
	struct oriel_measurement m = widget->widget_class->measure(widget, max_width);
	m.width = oriel__length(m.width);
	m.height = oriel__length(m.height);
	if (!(m.baseline >= 0))
		m.baseline = -1;
	if (!(m.ratio > 0) || !isfinite(m.ratio))
		m.ratio = 0;
	if (!(m.last_baseline > 0))
		m.last_baseline = m.baseline;
	return m;
}

static bool measures_itself(const struct oriel__node *node) {
	return oriel__node_class(node)->measure != NULL;
}

/* Asks the class for what is kept of a measurement. */
static struct oriel__natural ask_natural(struct oriel__node *node, float max_width) {
	struct oriel_measurement m = ask_class(node, max_width);
	return (struct oriel__natural){ m.width, m.height, m.baseline, m.ratio };
}

static const struct oriel__natural *natural_of(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (!oriel__is_known(cache->natural.width))
		cache->natural = ask_natural(node, INFINITY);
	return &cache->natural;
}

static struct oriel__natural class_measure(struct oriel__node *node, float inner_width) {
	const struct oriel__natural *natural = natural_of(node);
	return measure_fits(natural->width, inner_width) ?
		*natural :
		ask_natural(node, inner_width);
}

struct oriel_edges oriel__edges_resolve(
	const struct oriel__dimension_edges *edges, float basis_width) {
	return (struct oriel_edges){
		.top = oriel__dimension_resolve_or_0(&edges->top, basis_width),
		.right = oriel__dimension_resolve_or_0(&edges->right, basis_width),
		.bottom = oriel__dimension_resolve_or_0(&edges->bottom, basis_width),
		.left = oriel__dimension_resolve_or_0(&edges->left, basis_width),
	};
}

/* ---- Definite heights ---- */

float oriel__definite_height(
	struct oriel__node *node, const struct oriel__style *style, const struct oriel__space *space) {
	if (oriel__is_known(space->height))
		return space->is_height_definite ? space->height : ORIEL__UNKNOWN;
	if (style->height.kind > ORIEL__DIMENSION_MATH)
		return ORIEL__UNKNOWN;
	float frame = oriel__frame(style, true, space->basis_width);
	float own = oriel__own_size(style, true, space->basis_height, frame);
	if (!oriel__is_known(own) || style->min_height.kind > ORIEL__DIMENSION_AUTO ||
		style->max_height.kind > ORIEL__DIMENSION_AUTO)
		return own;
	return oriel__clamp_size(
		oriel__measure_limits(node, space, true, ORIEL__UNKNOWN), own, frame);
}

/* The same of the content box. */
static float definite_inner_height(
	struct oriel__node *node, const struct oriel__style *style, const struct oriel__space *space) {
	if (measures_itself(node) ||
		(style->height.kind > ORIEL__DIMENSION_MATH && !oriel__is_known(space->height)))
		return ORIEL__UNKNOWN;
	float height = oriel__definite_height(node, style, space);
	return oriel__is_known(height) ?
		oriel__inner(height, oriel__frame(style, true, space->basis_width)) :
		ORIEL__UNKNOWN;
}

/* Drops what follows from another definite height. */
static void cache_set_definite(struct oriel__layout_cache *cache, float definite_height) {
	if (oriel__is_same_length(cache->definite_height, definite_height))
		return;
	cache->definite_height = definite_height;
	cache->has_dropped |= cache->definite_heights != 0 || cache->has_definite_width;
	for (int i = 0; i < ORIEL__HEIGHTS; i++)
		if (cache->definite_heights >> i & 1)
			cache->heights[i].width = ORIEL__UNKNOWN;
	cache->definite_heights = 0;
	if (cache->has_definite_width)
		cache->max_content = cache->min_content = ORIEL__UNKNOWN;
	cache->has_definite_width = false;
}

/* ---- Aspect ratios ---- */

struct oriel__ratio oriel__find_ratio(
	struct oriel__node *node, const struct oriel__style *style) {
	bool is_replaced = oriel__node_class(node)->flags & ORIEL_WIDGET_RATIO;
	if (style->is_ratio_natural && is_replaced && !style->does_contain_size &&
		natural_of(node)->ratio > 0)
		return (struct oriel__ratio){ natural_of(node)->ratio, true, true };
	bool is_content = style->is_content_box || style->is_ratio_natural;
	return (struct oriel__ratio){ style->ratio, is_content, false };
}

float oriel__ratio_transfer(struct oriel__ratio ratio, const struct oriel__style *style,
	float basis_width, bool to_height, float size) {
	float from = ratio.is_content ? oriel__frame(style, !to_height, basis_width) : 0;
	float to = oriel__frame(style, to_height, basis_width);
	float inner = oriel__inner(size, from);
	float other = to_height ? inner / ratio.ratio : inner * ratio.ratio;
	return ratio.is_content ? other + to : oriel__larger(other, to);
}

/* ---- Widths of the content box ---- */

static float class_content_width(struct oriel__node *node, bool is_minimal) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (!is_minimal) {
		float width = natural_of(node)->width;
		cache->is_natural_asked = true;
		return width;
	}
	if (!oriel__is_known(cache->min_content)) {
		float width = class_measure(node, 0).width;
		cache->min_content = oriel__smaller(width, natural_of(node)->width);
	}
	return cache->min_content;
}

static float content_width(struct oriel__node *node, bool is_minimal, float definite_height) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (measures_itself(node))
		return class_content_width(node, is_minimal);
	float known = is_minimal ? cache->min_content : cache->max_content;
	if (oriel__is_known(known) && (!cache->has_definite_width ||
			oriel__is_same_length(cache->definite_height, definite_height)))
		return known;
	bool is_dependent = false;
	float width = oriel__container_width(node, is_minimal, definite_height, &is_dependent);
	if (is_dependent) {
		cache_set_definite(cache, definite_height);
		cache->has_definite_width = true;
	}
	*(is_minimal ? &cache->min_content : &cache->max_content) = width;
	return width;
}

/* ---- Widths ---- */

/* Returns the content's width, as if there were no content if the style says so. */
static float contained_width(struct oriel__node *node, const struct oriel__style *style,
	bool is_minimal, float definite_height) {
	return style->does_contain_size ? oriel__container_empty_width(node, definite_height) :
									content_width(node, is_minimal, definite_height);
}

static float raw_content_width(struct oriel__node *node, const struct oriel__style *style,
	bool is_minimal, const struct oriel__space *space) {
	return contained_width(node, style, is_minimal, definite_inner_height(node, style, space)) +
		oriel__frame(style, false, space->basis_width);
}

/* The limits of a height are those of a width that follows from it. Source: CSS Sizing 4, §5.1.2.
 */
float oriel__ratio_limit_width(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, struct oriel__ratio ratio, float width) {
	struct oriel__limits limits = oriel__measure_limits(node, space, true, width);
	float frame = oriel__frame(style, true, space->basis_width);
	width = oriel__larger(
		width, oriel__ratio_transfer(ratio, style, space->basis_width, false, frame));
	if (limits.max < INFINITY && style->max_height.kind < ORIEL__DIMENSION_AUTO)
		width = oriel__smaller(width,
			oriel__ratio_transfer(ratio, style, space->basis_width, false, limits.max));
	if (oriel__is_known(limits.min) && style->min_height.kind < ORIEL__DIMENSION_AUTO)
		width = oriel__larger(width,
			oriel__ratio_transfer(ratio, style, space->basis_width, false, limits.min));
	return width;
}

/* A definite height gives the width. */
static float ratio_content_width(struct oriel__node *node, const struct oriel__style *style,
	bool is_minimal, const struct oriel__space *space, struct oriel__ratio ratio) {
	float height = oriel__definite_height(node, style, space);
	if (!oriel__is_known(height))
		return oriel__ratio_limit_width(node, style, space, ratio,
			raw_content_width(node, style, is_minimal, space));
	return oriel__ratio_transfer(ratio, style, space->basis_width, false, height);
}

/* Returns the least width of a box whose automatic width follows from its ratio: that of its
 * content; 0: none. Source: CSS Sizing 4, §5.1.3. */
static float ratio_minimum_width(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space) {
	bool has_minimum = style->min_width.kind == ORIEL__DIMENSION_AUTO &&
		!oriel__is_scroll_container(style, false) && !oriel__find_ratio(node, style).is_natural;
	return has_minimum ? contained_width(node, style, true, ORIEL__UNKNOWN) +
			oriel__frame(style, false, space->basis_width) :
						0;
}

float oriel__measure_content_width(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *space) {
	const struct oriel__style *style = oriel__layout_style(node);
	if (oriel__may_have_ratio(node, style)) {
		struct oriel__ratio ratio = oriel__find_ratio(node, style);
		if (ratio.ratio > 0)
			return ratio_content_width(node, style, is_minimal, space, ratio);
	}
	return raw_content_width(node, style, is_minimal, space);
}

float oriel__measure_raw_width(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *space) {
	return raw_content_width(node, oriel__layout_style(node), is_minimal, space);
}

float oriel__measure_fit_content(struct oriel__node *node, const struct oriel__space *space) {
	float max = oriel__measure_content_width(node, false, space);
	if (!oriel__is_known(space->available_width))
		return max;
	float available = space->available_width -
		oriel__margins(oriel__layout_style(node), false, space->basis_width);
	if (max <= available)
		return max;
	return oriel__smaller(
		max, oriel__larger(oriel__measure_content_width(node, true, space), available));
}

/* A limit that is neither auto nor a length. */
static float limit_of_content(struct oriel__node *node, const struct oriel__space *space,
	bool is_vertical, float width, uint8_t kind) {
	if (is_vertical)
		return oriel__measure_content_height(node, space, width);
	if (kind == ORIEL__DIMENSION_FIT_CONTENT)
		return oriel__measure_fit_content(node, space);
	return oriel__measure_content_width(node, kind == ORIEL__DIMENSION_MIN_CONTENT, space);
}

struct oriel__limits oriel__measure_limits(
	struct oriel__node *node, const struct oriel__space *space, bool is_vertical, float width) {
	const struct oriel__style *style = oriel__layout_style(node);
	const struct oriel__dimension *min = oriel__min_of(style, is_vertical),
								*max = oriel__max_of(style, is_vertical);
	struct oriel__limits limits = { ORIEL__UNKNOWN, INFINITY };
	if (min->kind == ORIEL__DIMENSION_AUTO && max->kind == ORIEL__DIMENSION_AUTO)
		return limits;
	float frame = oriel__frame(style, is_vertical, space->basis_width);
	float basis = is_vertical ? space->basis_height : space->basis_width;
	if (max->kind > ORIEL__DIMENSION_AUTO)
		limits.max = limit_of_content(node, space, is_vertical, width, max->kind);
	else if (oriel__is_known(oriel__dimension_resolve(max, basis)))
		limits.max = oriel__border_size(style, max, basis, frame);
	if (min->kind > ORIEL__DIMENSION_AUTO)
		limits.min = limit_of_content(node, space, is_vertical, width, min->kind);
	else if (min->kind != ORIEL__DIMENSION_AUTO)
		limits.min = oriel__border_size(style, min, oriel__is_known(basis) ? basis : 0, frame);
	return limits;
}

float oriel__measure_keyword_width(struct oriel__node *node, const struct oriel__space *space) {
	uint8_t kind = oriel__layout_style(node)->width.kind;
	if (kind == ORIEL__DIMENSION_MIN_CONTENT || kind == ORIEL__DIMENSION_MAX_CONTENT)
		return oriel__measure_content_width(node, kind == ORIEL__DIMENSION_MIN_CONTENT, space);
	return oriel__measure_fit_content(node, space);
}

/* Where the width is automatic, or a keyword: what the ratio or the content says. */
static float automatic_width(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, bool is_contribution, bool is_minimal) {
	bool is_of_content = style->width.kind == ORIEL__DIMENSION_MIN_CONTENT ||
		style->width.kind == ORIEL__DIMENSION_MAX_CONTENT;
	float width = is_contribution && !is_of_content ?
		oriel__measure_content_width(node, is_minimal, space) :
		oriel__measure_keyword_width(node, space);
	if (oriel__may_have_ratio(node, style) &&
		oriel__is_known(oriel__definite_height(node, style, space)))
		width = oriel__larger(width, ratio_minimum_width(node, style, space));
	return width;
}

static float limited_width(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, float width, float frame) {
	if (!style->has_width_limits)
		return oriel__larger(width, frame);
	return oriel__clamp_size(
		oriel__measure_limits(node, space, false, ORIEL__UNKNOWN), width, frame);
}

float oriel__measure_width(struct oriel__node *node, const struct oriel__space *space) {
	if (oriel__is_known(space->width))
		return space->width;
	const struct oriel__style *style = oriel__layout_style(node);
	float frame = oriel__frame(style, false, space->basis_width);
	float own = oriel__own_size(style, false, space->basis_width, frame);
	if (!oriel__is_known(own))
		own = automatic_width(node, style, space, false, false);
	return limited_width(node, style, space, own, frame);
}

float oriel__measure_contribution(
	struct oriel__node *node, bool is_minimal, const struct oriel__space *of_container) {
	const struct oriel__style *style = oriel__layout_style(node);
	struct oriel__space own_space = *of_container, *space = &own_space;
	space->available_width = is_minimal ? 0 : ORIEL__UNKNOWN;
	float frame = oriel__frame(style, false, space->basis_width);
	float own = oriel__own_size(style, false, space->basis_width, frame);
	if (!oriel__is_known(own))
		own = automatic_width(node, style, space, true, is_minimal);
	return limited_width(node, style, space, own, frame);
}

/* ---- Heights ---- */

/* What is remembered of this width; a new entry takes the place of the older one. */
static unsigned height_entry_for(
	struct oriel__layout_cache *cache, float width, float definite_height) {
	for (unsigned i = 0; i < ORIEL__HEIGHTS; i++)
		if (cache->heights[i].width == width && (!(cache->definite_heights >> i & 1) ||
				oriel__is_same_length(cache->definite_height, definite_height)))
			return i;
	cache->newest = (cache->newest + 1u) % ORIEL__HEIGHTS;
	cache->heights[cache->newest] = (struct oriel__height){ width, ORIEL__UNKNOWN };
	cache->definite_heights &= (uint8_t)(3u & ~(1u << cache->newest));
	return cache->newest;
}

/* Of the content box. */
static float content_height(struct oriel__node *node, float width, float definite_height) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool is_dependent = false;
	unsigned entry = height_entry_for(cache, width, definite_height);
	float height = cache->heights[entry].height;
	if (oriel__is_known(height))
		return height;
	height = measures_itself(node) ?
		class_measure(node, width).height :
		oriel__container_height(node, width, definite_height, &is_dependent);
	if (is_dependent)
		cache_set_definite(cache, definite_height);
	/* Looked up anew: a class may have asked about its own widget meanwhile. */
	if (is_dependent || cache->heights[entry].width != width)
		entry = height_entry_for(cache, width, definite_height);
	cache->heights[entry].height = height;
	if (is_dependent)
		cache->definite_heights |= (uint8_t)(1u << entry & 3u);
	return height;
}

/* Returns the content's height, as if there were no content if the style says so. */
static float contained_height(struct oriel__node *node, const struct oriel__style *style,
	float width, float definite_height) {
	return style->does_contain_size ?
		oriel__container_empty_height(node, width, definite_height) :
		content_height(node, width, definite_height);
}

float oriel__measure_content_height(
	struct oriel__node *node, const struct oriel__space *space, float width) {
	const struct oriel__style *style = oriel__layout_style(node);
	float inner = oriel__inner(width, oriel__frame(style, false, space->basis_width));
	return contained_height(node, style, inner, definite_inner_height(node, style, space)) +
		oriel__frame(style, true, space->basis_width);
}

static float automatic_height(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, float width) {
	struct oriel__ratio ratio = oriel__measure_ratio(node, style);
	if (!(ratio.ratio > 0))
		return oriel__measure_content_height(node, space, width);
	float height = oriel__ratio_transfer(ratio, style, space->basis_width, true, width);
	bool has_minimum = style->min_height.kind == ORIEL__DIMENSION_AUTO &&
		style->height.kind >= ORIEL__DIMENSION_AUTO &&
		!oriel__is_scroll_container(style, true) && !ratio.is_natural;
	if (!has_minimum)
		return height;
	struct oriel__space in_ratio = *space;
	in_ratio.height = height;
	in_ratio.is_height_definite = true;
	return oriel__larger(height, oriel__measure_content_height(node, &in_ratio, width));
}

float oriel__measure_height(
	struct oriel__node *node, const struct oriel__space *space, float width) {
	if (oriel__is_known(space->height))
		return space->height;
	const struct oriel__style *style = oriel__layout_style(node);
	float frame = oriel__frame(style, true, space->basis_width);
	float own;
	if (style->height.kind == ORIEL__DIMENSION_AUTO && !oriel__may_have_ratio(node, style)) {
		float inner = oriel__inner(width, oriel__frame(style, false, space->basis_width));
		own = contained_height(node, style, inner, ORIEL__UNKNOWN) + frame;
	} else {
		own = oriel__own_size(style, true, space->basis_height, frame);
		if (!oriel__is_known(own))
			own = automatic_height(node, style, space, width);
	}
	if (!style->has_height_limits)
		return oriel__larger(own, frame);
	return oriel__clamp_size(oriel__measure_limits(node, space, true, width), own, frame);
}

float oriel__measure_plain_width(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (!measures_itself(node) || !oriel__is_known(cache->natural.width))
		return content_width(node, false, ORIEL__UNKNOWN);
	cache->is_natural_asked = true;
	return cache->natural.width;
}

float oriel__measure_plain_height(struct oriel__node *node, float width) {
	return content_height(node, width, ORIEL__UNKNOWN);
}

/* ---- Baselines ---- */

static float class_baseline(struct oriel__node *node, const struct oriel__style *style,
	const struct oriel__space *space, float width, bool is_last) {
	float inner = oriel__inner(width, oriel__frame(style, false, space->basis_width));
	float baseline = is_last ? ask_class(node, inner).last_baseline :
							class_measure(node, inner).baseline;
	return baseline < 0 ? INFINITY :
						baseline + oriel__frame_start(style, true, space->basis_width);
}

float oriel__measure_own_baseline(struct oriel__node *node, const struct oriel__space *space,
	float width, float height, bool is_last) {
	struct oriel__layout_cache *cache = node->layout_cache;
	const struct oriel__style *style = oriel__layout_style(node);
	if (style->does_contain_layout)
		return height;
	bool is_definite = oriel__is_known(oriel__definite_height(node, style, space));
	float baseline = cache->baseline;
	if (!oriel__is_known(baseline) || cache->baseline_width != width ||
		cache->baseline_height != height || cache->is_baseline_last != is_last ||
		cache->is_baseline_definite != is_definite) {
		baseline = measures_itself(node) ?
			class_baseline(node, style, space, width, is_last) :
			oriel__container_baseline(node, space->basis_width,
				(struct oriel_size){ width, height }, is_definite, is_last);
		if (oriel__is_scroll_container(style, true) && baseline != INFINITY)
			baseline = oriel__larger(0, oriel__smaller(baseline, height));
		cache->has_dropped |= oriel__is_known(cache->baseline);
		cache->baseline_width = width;
		cache->baseline_height = height;
		cache->is_baseline_last = is_last;
		cache->is_baseline_definite = is_definite;
		cache->baseline = baseline;
	}
	return baseline;
}

float oriel__measure_baseline(struct oriel__node *node, const struct oriel__space *space,
	float width, float height, bool is_last) {
	float baseline = oriel__measure_own_baseline(node, space, width, height, is_last);
	return baseline == INFINITY ? height : baseline;
}

struct oriel__fragment oriel__layout_measure(
	struct oriel__node *node, const struct oriel__space *space) {
	struct oriel__fragment fragment;
	fragment.width = oriel__measure_width(node, space);
	fragment.height = oriel__measure_height(node, space, fragment.width);
	fragment.last_baseline = oriel__measure_baseline(
		node, space, fragment.width, fragment.height, true);
	fragment.first_baseline = oriel__measure_baseline(
		node, space, fragment.width, fragment.height, false);
	return fragment;
}

/* ---- Again ---- */

static bool widths_changed(struct oriel__node *node, const struct oriel__layout_cache *old) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (oriel__is_known(old->min_content) &&
		content_width(node, true, old->definite_height) != old->min_content)
		return true;
	if (measures_itself(node))
		return (old->is_natural_asked && content_width(node, false, 0) != old->natural.width) ||
			(oriel__is_known(old->natural.width) && natural_of(node)->ratio != old->natural.ratio);
	if (oriel__is_known(old->max_content) &&
		content_width(node, false, old->definite_height) != old->max_content)
		return true;
	return cache->has_definite_width && !old->has_definite_width;
}

static bool heights_changed(
	struct oriel__node *node, const struct oriel__layout_cache *old, unsigned i) {
	struct oriel__layout_cache *cache = node->layout_cache;
	const struct oriel__height *entry = &old->heights[i];
	if (!oriel__is_known(entry->width) || !oriel__is_known(entry->height))
		return false;
	float definite_height = measures_itself(node) ? ORIEL__UNKNOWN : old->definite_height;
	if (content_height(node, entry->width, definite_height) != entry->height)
		return true;
	unsigned now = height_entry_for(cache, entry->width, definite_height);
	return (cache->definite_heights >> now & 1) && !(old->definite_heights >> i & 1);
}

/* The baseline is asked for in the box that it was found in. */
static bool baseline_changed(struct oriel__node *node, const struct oriel__layout_cache *old) {
	if (!oriel__is_known(old->baseline))
		return false;
	struct oriel__space space = oriel__space_in(old->basis_width, ORIEL__UNKNOWN);
	space.width = old->baseline_width;
	space.height = old->baseline_height;
	space.is_height_definite = old->is_baseline_definite;
	oriel__measure_baseline(node, &space, space.width, space.height, old->is_baseline_last);
	return node->layout_cache->baseline != old->baseline;
}

bool oriel__measure_changed(struct oriel__node *node) {
	bool is_changed = node->layout_cache->has_block && oriel__block_margins_changed(node);
	struct oriel__layout_cache old = *node->layout_cache;

	oriel__layout_cache_forget(node->layout_cache);
	if (is_changed || old.has_dropped || widths_changed(node, &old))
		return true;
	for (unsigned i = 1; i <= ORIEL__HEIGHTS; i++)
		if (heights_changed(node, &old, (old.newest + i) % ORIEL__HEIGHTS))
			return true;
	return baseline_changed(node, &old);
}
