/* SPDX-License-Identifier: MIT */
/*
 * The layout step of a frame, in two passes. The first goes up: from the marked nodes towards the
 * root, as far as what a node wants of its parent has changed. The second goes down: from where the
 * first stopped, placing children, as far as sizes change. Between them a node is `dirty`: its
 * children have to be placed. Also what widgets ask about geometry.
 */
#include "layout/layout_internal.h"

#include <math.h>
#include <string.h>

#include <oriel/runtime/log.h>
#include <oriel/runtime/loop.h>

#include "base/alloc_internal.h"
#include "layout/anchor_internal.h"
#include "layout/flex_internal.h"
#include "layout/column_cache_internal.h"
#include "layout/measure_internal.h"
#include "layout/scroll_internal.h"
#include "tree/marks_internal.h"
#include "tree/walk_internal.h"

#define MARK_CHILD (ORIEL__MARK_LAYOUT << ORIEL__MARK_CHILD_SHIFT)

struct node_list {
	struct oriel__node **nodes;
	size_t count, capacity;
};

static void layout_list_add(struct node_list *list, struct oriel__node *node) {
	list->nodes = oriel__grow(
		list->nodes, &list->capacity, list->count + 1, sizeof(struct oriel__node *));
	list->nodes[list->count++] = node;
}

#define STYLE_MEMO 8

struct pass {
	/* dirty, but their parents need not know; ancestors come after what is in them */
	struct node_list stable;
	struct node_list reveal;
	struct {
		const struct oriel_style *style;
		uint64_t hash;
	} memo[STYLE_MEMO]; /* widgets that look alike share a style */
};

/* ---- Up ---- */

/* Of all that a parent's layout reads; the members from grow to gap are numbers without gaps
 * between them. */
static uint64_t hash_outer_style(const struct oriel_style *style) {
	uint32_t words[(offsetof(struct oriel_style, gap) - offsetof(struct oriel_style, grow)) /
		sizeof(uint32_t)];
	uint64_t hash = (uint64_t)style->display << 16 | (uint64_t)style->align_self << 8 |
		style->absolute;
	hash |= (uint64_t)style->overflow_x << 32 | (uint64_t)style->overflow_y << 24;

	memcpy(words, &style->grow, sizeof(words));
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		hash = (hash ^ words[i]) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 29;
	}
	return hash;
}

static uint64_t outer_style(struct pass *pass, const struct oriel_style *style) {
	size_t i = ((uintptr_t)style >> 6) % STYLE_MEMO;
	if (pass->memo[i].style != style) {
		pass->memo[i].style = style;
		pass->memo[i].hash = hash_outer_style(style);
	}
	return pass->memo[i].hash;
}

/* What left a tree has lost its geometry, and all that is in it too; that shows by its size unless
 * that is nothing. */
static bool has_no_size(struct oriel__box rect) {
	return rect.width == 0 && rect.height == 0;
}

/* Whether its parent has to be laid out again because of this node, which is dirty. */
static bool concerns_parent(struct pass *pass, struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	const struct oriel_style *style = oriel__layout_style(node);
	bool displayed = oriel__layout_is_displayed(node, style);
	uint64_t outer = outer_style(pass, style);

	if (outer == cache->outer_style && displayed == cache->is_shown)
		return displayed && oriel__measure_changed(node);
	if (cache->outer_style != 0) /* it has been laid out before, somewhere */
		oriel__lane_reorder(node);
	cache->is_restyled = outer != cache->outer_style && cache->is_shown;
	cache->outer_style = outer;
	oriel__layout_cache_forget(cache);
	return true;
}

static void take_marks(struct oriel__node *node) {
	node->marks &= (uint8_t) ~(ORIEL__MARK_LAYOUT | MARK_CHILD);
}

/* Below the deepest level marks only make caches forget, so that what is moved further up later is
 * measured afresh. */
static void forget_marked_inside(struct oriel__node *root) {
	struct oriel__node *node = oriel__node_first_flat(root);
	while (node != NULL) {
		bool inside = node->marks & MARK_CHILD;
		if (node->layout_cache != NULL && (inside || node->marks & ORIEL__MARK_LAYOUT)) {
			oriel__layout_cache_forget(node->layout_cache);
			node->layout_cache->is_dirty = true;
		}
		take_marks(node);
		node = inside ? oriel__flat_next(node, root) : oriel__flat_after(node, root);
	}
}

static bool layout_refresh(struct pass *pass, struct oriel__node *node, unsigned depth);

static bool refresh_children(struct pass *pass, struct oriel__node *node, unsigned depth) {
	bool dirty = false;
	if (depth >= ORIEL__LAYOUT_MAX_DEPTH) {
		forget_marked_inside(node);
		return false;
	}
	struct oriel__node *child = oriel__marked_first(node, ORIEL__MARK_LAYOUT | MARK_CHILD);
	for (; child != NULL; child = oriel__marked_next(child, ORIEL__MARK_LAYOUT | MARK_CHILD)) {
		if (child->layout_cache == NULL)
			oriel__layout_cache_siblings(child);
		dirty |= layout_refresh(pass, child, depth);
	}
	return dirty;
}

/* Takes the marks off a subtree. Returns whether the node's parent has to be laid out again. */
static bool layout_refresh(struct pass *pass, struct oriel__node *node, unsigned depth) {
	bool dirty = node->marks & ORIEL__MARK_LAYOUT;
	bool inside = node->marks & MARK_CHILD;

	take_marks(node);
	if (inside)
		dirty |= refresh_children(pass, node, depth + 1);
	if (!dirty)
		return false;
	struct oriel__layout_cache *cache = oriel__layout_cache_ensure(node);
	cache->is_dirty = true;
	cache->is_too_deep = false;
	cache->depth = (uint16_t)depth;
	if (cache->must_reveal)
		layout_list_add(&pass->reveal, node);
	bool changed = concerns_parent(pass, node);
	if (changed || has_no_size(node->rect))
		oriel__lane_forget(node);
	if (!changed)
		layout_list_add(&pass->stable, node);
	return changed;
}

/* ---- Down ---- */

static void mark_resized(struct oriel__node *node) {
	if (!(node->marks & ORIEL__MARK_RECORD))
		oriel__node_mark(node, ORIEL__MARK_RECORD);
}

void oriel__layout_mark_moved(struct oriel__node *node) {
	oriel__node_mark_twin(node, ORIEL__MARK_RECORD);
}

/* A node that comes to be drawn over the flow, or in it, is drawn elsewhere in the order of
 * painting. */
static void set_lifted(struct oriel__node *node, bool lifted) {
	if (node->lifted == lifted)
		return;
	node->lifted = lifted;
	mark_resized(node);
	if (lifted)
		oriel__node_tell_lifted(node);
}

static void layout_arrange(struct oriel__node *node);

static void layout_place(struct oriel__node *node, struct oriel__box rect) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool resized = node->rect.width != rect.width || node->rect.height != rect.height ||
		!cache->is_shown;
	bool moved = node->rect.x != rect.x || node->rect.y != rect.y;

	if (has_no_size(node->rect))
		oriel__lane_reset(oriel__lane_of(node));
	if (moved || resized) {
		node->rect = rect;
		oriel__layout_mark_moved(node);
	}
	cache->is_shown = true;
	cache->is_placed = true;
	cache->is_moved = cache->is_restyled = false;
	if (resized)
		mark_resized(node);
	if (resized || cache->is_dirty || has_no_size(rect))
		layout_arrange(node);
}

/* Where nothing was painted, nobody may ever look. */
static void place_later(struct oriel__node *node, struct oriel__box rect) {
	struct oriel__layout_cache *cache = node->layout_cache;
	bool resized = node->rect.width != rect.width || node->rect.height != rect.height ||
		!cache->is_shown;

	if (has_no_size(node->rect))
		oriel__lane_reset(oriel__lane_of(node));
	node->rect = rect;
	cache->is_shown = true;
	cache->is_moved = cache->is_restyled = false;
	if (resized || has_no_size(rect))
		cache->is_dirty = true;
	cache->is_waiting = cache->is_dirty;
}

/* What is in a hidden node has no place either, which shows when that is placed again. */
static void take_places_inside(struct oriel__node *root) {
	for (struct oriel__node *node = oriel__node_first_flat(root); node != NULL;
		node = oriel__flat_next(node, root))
		node->rect = (struct oriel__box){ 0 };
}

static void layout_hide(struct oriel__node *node) {
	struct oriel__layout_cache *cache = node->layout_cache;
	if (cache == NULL || !cache->is_shown)
		return;
	cache->is_shown = false;
	cache->is_dirty = true;
	node->rect = (struct oriel__box){ 0 };
	take_places_inside(node);
	oriel__layout_mark_moved(node);
}

static struct oriel__box item_rect(const struct oriel__flex *flex,
	const struct oriel__flex_item *item, struct oriel_rect content) {
	const double x = (double)content.x, y = (double)content.y;
	if (flex->is_column)
		return (struct oriel__box){ x + (double)item->cross_at, y + item->main_at, item->cross_size,
			item->main_size };
	return (struct oriel__box){ x + item->main_at, y + (double)item->cross_at, item->main_size,
		item->cross_size };
}

/* An item that is as it was, but for where it stands. Paint learns of it by the lane. */
static void layout_shift(struct oriel__lane *lane, uint32_t i, double y) {
	struct oriel__box *rect = &lane->items[i].node->rect;
	lane->items[i].node->layout_cache->is_moved = false;
	if (rect->y == y)
		return;
	rect->y = y;
	if (i < lane->shifted_from)
		lane->shifted_from = i;
}

static double lane_at(const struct oriel__lane *lane, uint32_t i) {
	const struct oriel__lane_item *previous = i > 0 ? &lane->items[i - 1] : NULL;
	double at = previous != NULL ?
		previous->at + (double)previous->size + (double)previous->after + (double)lane->gap :
		0;
	return at + (double)lane->items[i].before;
}

/* Goes on until everything further down stands where it did. Returns whether some without pictures
 * stand elsewhere. */
static bool place_lane(struct oriel__lane *lane, struct oriel_point content) {
	bool later = false, moved = lane->content.x != content.x || lane->content.y != content.y;

	lane->content = content;
	for (uint32_t i = moved ? 0 : lane->placed; i < lane->count; i++) {
		struct oriel__lane_item *item = &lane->items[i];
		double at = lane_at(lane, i);
		bool stays = at == item->at && !item->is_fresh && !moved;
		if (stays && i >= lane->fresh_end)
			break;
		if (stays)
			continue;
		item->at = at;
		const struct oriel__box rect = { (double)content.x + (double)item->cross_at,
			(double)content.y + at, item->cross, item->size };
		set_lifted(item->node, false);
		if (!item->is_fresh && !moved)
			layout_shift(lane, i, rect.y);
		else if (item->node->picture != NULL)
			layout_place(item->node, rect);
		else
			place_later(item->node, rect);
		later |= item->node->picture == NULL;
		item->is_fresh = false;
	}
	lane->placed = lane->count;
	lane->fresh_end = 0;
	return later;
}

/* Returns whether it could; then *all says whether that was all that is in it. */
static bool arrange_lane(struct oriel__node *node, struct oriel_rect content, bool *all) {
	struct oriel__lane *lane = oriel__lane_solve(node, content.width);
	if (lane == NULL)
		return false;
	if (!oriel__lane_is_rigid(lane, content.height)) {
		oriel__lane_reset(lane); /* what flex makes of the sizes is not remembered */
		return false;
	}
	bool later = place_lane(lane, (struct oriel_point){ content.x, content.y });
	if (later || lane->shifted_from < lane->count)
		oriel__layout_mark_moved(node);
	*all = !lane->is_left_over && oriel__node_first_part(node) == NULL;
	lane->is_left_over = lane->is_absolute;
	return true;
}

/* Returns whether that was all that is in it. */
static bool arrange_items(struct oriel__node *node, struct oriel_rect content) {
	struct oriel__flex flex;
	bool all;
	if (arrange_lane(node, content, &all))
		return all;
	oriel__flex_solve(&flex, node, content.width, content.height);
	oriel__flex_place(&flex);
	for (size_t i = 0; i < flex.count; i++) {
		set_lifted(flex.items[i].node, false);
		layout_place(flex.items[i].node, item_rect(&flex, &flex.items[i], content));
	}
	oriel__flex_finish(&flex);
	return flex.count == node->child_count && oriel__node_first_part(node) == NULL;
}

/* An axis of an absolutely positioned box: its size, or unknown if layout has to find it. */
static float absolute_size(
	const struct oriel_style *style, bool vertical, float available, float start, float end) {
	float own = oriel__own_size(style, vertical);
	if (!oriel__is_auto(own))
		return oriel__clamp_size(style, vertical, own);
	if (oriel__is_auto(start) || oriel__is_auto(end))
		return ORIEL__UNKNOWN;
	return oriel__clamp_size(
		style, vertical, available - start - end - oriel__margins(style, vertical));
}

/* Where it stands in the padding box. Without insets it stands where it would as the only item in
 * the content box. */
static double absolute_at(const struct oriel_style *style, bool vertical, float available,
	float start, float end, float size, float static_at) {
	if (!oriel__is_auto(start))
		return (double)start + (double)oriel__margin_start(style, vertical);
	if (!oriel__is_auto(end))
		return (double)available - (double)end - (double)oriel__margin_end(style, vertical) -
			(double)size;
	return (double)static_at + (double)oriel__margin_start(style, vertical);
}

/* The static position along one axis, in the padding box. Source: CSS Flexible Box 4.1. */
static float static_at(const struct oriel_style *container, const struct oriel_style *style,
	bool vertical, float inner, float size) {
	float free_space = inner - size - oriel__margins(style, vertical), between;
	float padding = vertical ? container->padding.top : container->padding.left;
	if (vertical != oriel__is_column(container))
		return padding + oriel__flex_align(oriel__flex_item_align(container, style), free_space);
	return padding + oriel__flex_justify(container->justify, free_space, 1, &between);
}

static void place_absolute(
	struct oriel__node *node, struct oriel__node *child, const struct oriel_style *style) {
	const struct oriel_style *container = oriel__layout_style(node);
	struct oriel_rect box = oriel_rect_inset(
		(struct oriel_rect){ 0, 0, node->rect.width, node->rect.height }, container->border);
	const struct oriel_edges *inset = &style->inset;

	child->layout_cache->depth = (uint16_t)(node->layout_cache->depth + 1);
	set_lifted(child, true);
	float width = absolute_size(style, false, box.width, inset->left, inset->right);
	float height = absolute_size(style, true, box.height, inset->top, inset->bottom);
	if (!oriel__is_known(width)) {
		float taken = (oriel__is_auto(inset->left) ? 0 : inset->left) +
			(oriel__is_auto(inset->right) ? 0 : inset->right);
		width = oriel__measure_fit_content(
			child, oriel__larger(0, box.width - taken - oriel__margins(style, false)));
	}
	if (!oriel__is_known(height))
		height = oriel__measure_height(child, width);
	float static_x = static_at(
		container, style, false, oriel__inner(container, false, node->rect.width), width);
	float static_y = static_at(
		container, style, true, oriel__inner(container, true, node->rect.height), height);
	layout_place(child,
		(struct oriel__box){
			(double)box.x +
				absolute_at(style, false, box.width, inset->left, inset->right, width, static_x),
			(double)box.y +
				absolute_at(style, true, box.height, inset->top, inset->bottom, height, static_y),
			width,
			height,
		});
}

static void place_rest(struct oriel__node *node, bool by_class) {
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		if (child->layout_cache == NULL)
			continue;
		const struct oriel_style *style = oriel__layout_style(child);
		if (!oriel__layout_is_displayed(child, style))
			layout_hide(child);
		else if (by_class ? !child->layout_cache->is_placed : !oriel__layout_may_descend(node))
			layout_hide(child);
		else if (!by_class && (style->absolute || oriel__node_is_part(child)))
			place_absolute(node, child, style);
	}
}

static void arrange_by_class(struct oriel__node *node, struct oriel_rect content) {
	oriel_widget *widget = oriel__widget_of(node);
	for (struct oriel__node *child = oriel__node_first_flat(node); child != NULL;
		child = oriel__node_next_flat(child)) {
		oriel__layout_cache_ensure(child);
		child->layout_cache->is_placed = false;
		child->layout_cache->depth = (uint16_t)(node->layout_cache->depth + 1);
	}
	widget->widget_class->arrange(widget, content);
}

struct extent {
	double width, height; /* px, from the corner of the border box */
};

static void layout_extend(
	struct extent *extent, const struct oriel_style *style, const struct oriel__node *child) {
	const struct oriel_style *of = oriel__layout_style(child);
	double right = child->rect.x + (double)child->rect.width + (double)of->margin.right;
	double bottom = child->rect.y + (double)child->rect.height + (double)of->margin.bottom;
	extent->width = fmax(extent->width, right + (double)(of->absolute ? 0 : style->padding.right));
	extent->height = fmax(
		extent->height, bottom + (double)(of->absolute ? 0 : style->padding.bottom));
}

/* What its children take up. In a lane none ends below the last one, and how wide they are matters
 * only if that scrolls. */
static struct extent find_extent(
	struct oriel__node *node, const struct oriel_style *style, bool x) {
	const struct oriel__lane *lane = x ? NULL : oriel__lane_in_order(node);
	struct extent extent = { 0, 0 };

	if (lane != NULL && lane->count > 0)
		layout_extend(&extent, style, lane->items[lane->count - 1].node);
	for (struct oriel__node *child = lane == NULL ? node->first_child : NULL; child != NULL;
		child = child->next)
		if (oriel__layout_is_shown(child))
			layout_extend(&extent, style, child);
	return extent;
}

/* From the corner of the padding box, with padding at the end. */
static void update_scroll(struct oriel__node *node, const struct oriel_style *style) {
	bool x = style->overflow_x == ORIEL_OVERFLOW_AUTO, y = style->overflow_y == ORIEL_OVERFLOW_AUTO;
	oriel__scroll_configure(node, x, y, node->parent == NULL);
	if (!x && !y)
		return;
	struct extent extent = find_extent(node, style, x);
	struct oriel_rect view = oriel_rect_inset(
		(struct oriel_rect){ 0, 0, node->rect.width, node->rect.height }, style->border);
	oriel__scroll_set_extent(node, (struct oriel_size){ view.width, view.height },
		extent.width - (double)style->border.left, extent.height - (double)style->border.top);
}

static struct oriel_rect content_of(
	const struct oriel__node *node, const struct oriel_style *style) {
	return (struct oriel_rect){
		oriel__frame_start(style, false),
		oriel__frame_start(style, true),
		oriel__inner(style, false, node->rect.width),
		oriel__inner(style, true, node->rect.height),
	};
}

static void layout_arrange(struct oriel__node *node) {
	const struct oriel_style *style = oriel__layout_style(node);
	bool by_class = oriel__node_class(node)->arrange != NULL && oriel__layout_may_descend(node);
	bool all = false;

	node->tree->counts.laid_out++;
	if (node->scroll != NULL)
		oriel__anchor_choose(node);
	node->layout_cache->is_dirty = node->layout_cache->is_waiting = false;
	if (by_class)
		arrange_by_class(node, content_of(node, style));
	else if (oriel__node_first_flat(node) != NULL)
		all = arrange_items(node, content_of(node, style));
	else {
		oriel__lane_free(node); /* of the children that it had */
		all = true;
	}
	if (!all)
		place_rest(node, by_class);
	update_scroll(node, style);
}

/* ---- The step ---- */

static void place_root(struct oriel__node *root, struct oriel_size size) {
	oriel__layout_cache_ensure(root)->depth = 0;
	if (oriel__layout_is_displayed(root, oriel__layout_style(root)))
		layout_place(root,
			(struct oriel__box){ 0, 0, oriel__length(size.width), oriel__length(size.height) });
	else
		layout_hide(root);
}

/* Those that an ancestor has arranged meanwhile are dirty no more; those in hidden subtrees wait.
 */
static void arrange_stable(struct pass *pass) {
	for (size_t i = pass->stable.count; i-- > 0;) {
		struct oriel__node *node = pass->stable.nodes[i];
		if (!node->layout_cache->is_dirty || !node->layout_cache->is_shown)
			continue;
		oriel__anchor_choose_around(node);
		layout_arrange(node);
	}
	oriel__free(pass->stable.nodes);
}

static void reveal_waiting(struct pass *pass) {
	for (size_t i = 0; i < pass->reveal.count; i++) {
		pass->reveal.nodes[i]->layout_cache->must_reveal = false;
		oriel__scroll_reveal(pass->reveal.nodes[i]);
	}
	oriel__free(pass->reveal.nodes);
}

void oriel__layout_update(struct oriel__tree *tree, struct oriel_size window_size) {
	struct oriel__node *root = tree->root;
	struct pass pass = { 0 };

	if (root == NULL)
		return;
	oriel_loop *loop = oriel_loop_current();
	oriel__node_set_free(loop, ORIEL__NODE_PART_LAYOUT, oriel__layout_free);
	oriel__tree_freeze(loop, "measure or arrange");
	layout_refresh(&pass, root, 0);
	place_root(root, window_size);
	arrange_stable(&pass);
	oriel__tree_thaw(loop);
	oriel__anchor_adjust(tree);
	reveal_waiting(&pass);
}

/* ---- Later ---- */

void oriel__layout_arrange_waiting(struct oriel__node *node) {
	if (!node->layout_cache->is_waiting)
		return;
	oriel_loop *loop = oriel_loop_current();
	oriel__tree_freeze(loop, "measure or arrange");
	layout_arrange(node);
	oriel__tree_thaw(loop);
	oriel__anchor_adjust(node->tree);
}

/* The outermost one that waits, of the node and those around it. What is in one that is not shown
 * has no place. */
static struct oriel__node *find_waiting(struct oriel__node *node) {
	struct oriel__node *found = NULL;
	for (; node != NULL; node = node->parent) {
		if (!oriel__layout_is_shown(node))
			found = NULL;
		else if (node->layout_cache->is_waiting)
			found = node;
	}
	return found;
}

void oriel__layout_catch_up(struct oriel__node *node) {
	struct oriel__node *waiting;
	while (node != NULL && node->tree != NULL && (waiting = find_waiting(node)) != NULL)
		oriel__layout_arrange_waiting(waiting);
}

void oriel__layout_free(struct oriel__node *node) {
	oriel__scroll_free(node);
	oriel__lane_free(node);
	oriel__layout_cache_free(node);
}

/* ---- For containers that place their children themselves ---- */

static struct oriel__node *measured_child(oriel_widget *child, const char *caller) {
	struct oriel__node *node = oriel__node_of(child);
	ORIEL_ASSERT(node->parent != NULL && node->parent->layout_cache != NULL,
		"%s: this %s has no parent that is being laid out; call it for children, from measure and "
		"arrange only",
		caller, oriel_type(child));
	oriel__layout_cache_ensure(node)->depth = (uint16_t)(node->parent->layout_cache->depth + 1);
	return node;
}

struct oriel_measurement oriel_measure_child(oriel_widget *child, float max_width) {
	struct oriel__node *node = measured_child(child, "oriel_measure_child");
	const struct oriel_style *style = oriel__layout_style(node);
	if (!oriel__layout_is_displayed(node, style) || !oriel__layout_may_descend(node->parent))
		return (struct oriel_measurement){ .baseline = -1 };
	float width = oriel__measure_fit_content(
		node, oriel__larger(0, max_width - oriel__margins(style, false)));
	return (struct oriel_measurement){
		.width = width + oriel__margins(style, false),
		.height = oriel__measure_height(node, width) + oriel__margins(style, true),
		.baseline = oriel__measure_baseline(node, width) + style->margin.top,
	};
}

static float layout_finite(float x) {
	return isfinite(x) ? x : 0;
}

void oriel_place_child(oriel_widget *child, struct oriel_rect border_box) {
	struct oriel__node *node = measured_child(child, "oriel_place_child");
	const struct oriel_style *style = oriel__layout_style(node);
	if (!oriel__layout_is_displayed(node, style))
		return;
	set_lifted(node, style->absolute);
	layout_place(node, (struct oriel__box){
		(double)layout_finite(border_box.x),
		(double)layout_finite(border_box.y),
		oriel__length(border_box.width),
		oriel__length(border_box.height),
	});
}

/* ---- What widgets ask ---- */

bool oriel__layout_is_shown(const struct oriel__node *node) {
	return node->layout_cache != NULL && node->layout_cache->is_shown;
}

static bool is_shown_with_ancestors(const struct oriel__node *node) {
	for (; node != NULL; node = node->parent)
		if (!oriel__layout_is_shown(node))
			return false;
	return true;
}

static struct oriel_rect rect_at(double x, double y, const struct oriel__box *box) {
	return (struct oriel_rect){ (float)x, (float)y, box->width, box->height };
}

struct oriel_rect oriel_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_read(widget, "oriel_bounds");
	if (node == NULL)
		return (struct oriel_rect){ 0 };
	oriel__layout_catch_up(node->parent);
	return rect_at(node->rect.x, node->rect.y, &node->rect);
}

struct oriel_rect oriel_window_bounds(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node->parent);
	const struct oriel__box *box = &node->rect;
	double x = box->x, y = box->y;

	if (!is_shown_with_ancestors(node))
		return (struct oriel_rect){ 0 };
	for (node = node->parent; node != NULL; node = node->parent) {
		struct oriel_scroll scroll = oriel__scroll_of(node);
		x += node->rect.x - scroll.x;
		y += node->rect.y - scroll.y;
	}
	return rect_at(x, y, box);
}

struct oriel_rect oriel_content_box(const oriel_widget *widget) {
	const struct oriel__node *node = oriel__node_of(widget);
	oriel__layout_catch_up(node->parent);
	return content_of(node, oriel_widget_style(widget));
}
