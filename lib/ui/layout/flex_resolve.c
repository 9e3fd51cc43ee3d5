/* SPDX-License-Identifier: MIT */
/*
 * Resolving flexible lengths: the items of a line grow into its free space, or shrink. Source: CSS
 * Flexible Box §9.7.
 */
#include "layout/flex_internal.h"

static double total_gap(const struct oriel__flex *flex, const struct oriel__flex_line *line) {
	return line->count > 1 ? (double)flex->main_gap * (double)(line->count - 1) : 0;
}

static float used_main(const struct oriel__flex *flex, const struct oriel__flex_line *line) {
	double used = total_gap(flex, line);
	oriel__flex_items_each (item, flex, line)
		used += (double)(item->main_size + oriel__flex_margins_main(item));
	return (float)used;
}

static float flex_factor(const struct oriel__flex_item *item, bool grow) {
	return grow ? item->style->grow : item->style->shrink;
}

/* Returns how many remain. */
static size_t freeze_inflexible(
	struct oriel__flex *flex, const struct oriel__flex_line *line, bool grow) {
	size_t left = 0;
	oriel__flex_items_each (item, flex, line) {
		if (!grow) {
			oriel__flex_find_minimum(flex, item);
			item->main_size = oriel__flex_within_limits(item, item->base);
		}
		item->is_frozen = !(flex_factor(item, grow) > 0) ||
			(grow ? item->base > item->main_size : item->base < item->main_size);
		if (!item->is_frozen)
			item->main_size = item->base;
		left += !item->is_frozen;
	}
	return left;
}

/* How a share of the free space is weighed: shrinking is in proportion to the inner base size too.
 */
static float flex_weight(const struct oriel__flex_item *item, bool grow) {
	return grow ? item->style->grow :
				item->style->shrink * oriel__inner(item->base, item->main_frame);
}

/* The free space of a line, with unfrozen items at their base sizes, and the sums of the unfrozen
 * items' factors and weights. */
struct free_space {
	float remaining, factors, weights;
};

static struct free_space find_free_space(
	const struct oriel__flex *flex, const struct oriel__flex_line *line, bool grow) {
	struct free_space space = { 0 };
	double sum = (double)flex->main - total_gap(flex, line);
	oriel__flex_items_each (item, flex, line) {
		float size = item->is_frozen ? item->main_size : item->base;
		sum -= (double)(size + oriel__flex_margins_main(item));
		if (item->is_frozen)
			continue;
		space.factors += flex_factor(item, grow);
		space.weights += flex_weight(item, grow);
	}
	space.remaining = (float)sum;
	return space;
}

/* The free space that is given to unfrozen items. Factors that sum to less than 1 take only that
 * part of the initial free space. */
static float space_to_share(const struct free_space *space, float initial) {
	float part = initial * space->factors;
	return space->factors < 1 && fabsf(part) < fabsf(space->remaining) ? part : space->remaining;
}

/* Shares free space among the unfrozen and clamps them. Returns the sum of what clamping added. */
static float flex_distribute(struct oriel__flex *flex, const struct oriel__flex_line *line,
	bool grow, float shared, float weights) {
	float violation = 0;
	oriel__flex_items_each (item, flex, line) {
		if (item->is_frozen)
			continue;
		float size = item->base;
		if (weights > 0)
			size += shared * (flex_weight(item, grow) / weights);
		item->main_size = oriel__flex_within_limits(item, size);
		item->violation = item->main_size - size;
		violation += item->violation;
	}
	return violation;
}

/* Freezes those that were clamped in the direction of the total violation. Returns how many remain.
 */
static size_t freeze_violators(
	struct oriel__flex *flex, const struct oriel__flex_line *line, float violation) {
	size_t left = 0;
	oriel__flex_items_each (item, flex, line) {
		if (item->is_frozen)
			continue;
		item->is_frozen = violation > 0 ? item->violation > 0 : item->violation < 0;
		left += !item->is_frozen;
	}
	return left;
}

static void resolve_flexible(struct oriel__flex *flex, struct oriel__flex_line *line) {
	bool grow = line->used_main < flex->main, is_first = true;
	float initial = 0;

	for (size_t left = freeze_inflexible(flex, line, grow), before = 0;
		left > 0 && left != before;) { /* equal: a violation of rounding, no item at its limit */
		struct free_space space = find_free_space(flex, line, grow);
		if (is_first)
			initial = space.remaining;
		is_first = false;
		float violation = flex_distribute(
			flex, line, grow, space_to_share(&space, initial), space.weights);
		if (violation == 0) /* all are frozen */
			break;
		before = left;
		left = freeze_violators(flex, line, violation);
	}
	line->used_main = used_main(flex, line);
}

static bool may_flex(const struct oriel__flex *flex, const struct oriel__flex_line *line) {
	bool grow = line->used_main < flex->main;
	if (!oriel__is_known(flex->main) || line->used_main == flex->main)
		return false;
	oriel__flex_items_each (item, flex, line)
		if (flex_factor(item, grow) > 0)
			return true;
	return false;
}

void oriel__flex_resolve(struct oriel__flex *flex, struct oriel__flex_line *line) {
	line->used_main = used_main(flex, line);
	if (may_flex(flex, line))
		resolve_flexible(flex, line);
}
