/* SPDX-License-Identifier: MIT */
/*
 * Places in the flex layout algorithm: alignment along and across, automatic margins. Source: CSS
 * Flexible Box §9.5, §9.6; CSS Box Alignment 3.
 *
 * Everything is placed from the start of its axis, as the standard says it. The last step turns
 * that into px from the left and the top, where an axis begins at the right or the bottom.
 */
#include "layout/flex_internal.h"

/* ---- Groups ---- */

float oriel__align_group(uint8_t align, float free_space, size_t count, float *between) {
	float n = (float)count;
	bool is_spare = free_space > 0;
	*between = 0;
	switch (align) {
	case ORIEL_ALIGN_CENTER:
		return free_space / 2;
	case ORIEL_ALIGN_END:
		return free_space;
	case ORIEL_ALIGN_SPACE_BETWEEN:
		*between = is_spare && count > 1 ? free_space / (n - 1) : 0;
		return 0;
	case ORIEL_ALIGN_SPACE_AROUND:
		*between = is_spare ? free_space / n : 0;
		return *between / 2;
	case ORIEL_ALIGN_SPACE_EVENLY:
		*between = is_spare ? free_space / (n + 1) : 0;
		return *between;
	default:
		return 0;
	}
}

/* START or END of an axis that begins where start is, or at the other end. */
static uint8_t align_start(bool is_start, bool is_reversed) {
	return is_start != is_reversed ? ORIEL_ALIGN_START : ORIEL_ALIGN_END;
}

/* Whether content that is too large begins at the start: so do lines with space around them. */
static bool is_safe(uint8_t align) {
	return align & ORIEL__ALIGN_SAFE || align == ORIEL_ALIGN_SPACE_AROUND ||
		align == ORIEL_ALIGN_SPACE_EVENLY;
}

uint8_t oriel__flex_justify(const struct oriel__flex *flex, float free_space) {
	uint8_t align = flex->style->justify;
	if (free_space < 0 && is_safe(align))
		return align_start(true, flex->is_reverse);
	switch (oriel__align_of(align)) {
	case ORIEL_ALIGN_START:
		return align_start(true, flex->is_reverse);
	case ORIEL_ALIGN_END:
		return align_start(false, flex->is_reverse);
	case ORIEL_ALIGN_LEFT:
		return align_start(true, flex->is_column ? flex->is_reverse : flex->is_main_reversed);
	case ORIEL_ALIGN_RIGHT:
		return flex->is_column ? align_start(true, flex->is_reverse) :
								align_start(false, flex->is_main_reversed);
	case ORIEL_ALIGN_FLEX_END:
		return ORIEL_ALIGN_END;
	case ORIEL_ALIGN_CENTER:
	case ORIEL_ALIGN_SPACE_BETWEEN:
	case ORIEL_ALIGN_SPACE_AROUND:
	case ORIEL_ALIGN_SPACE_EVENLY:
		return oriel__align_of(align);
	default:
		return ORIEL_ALIGN_START;
	}
}

static uint8_t flex_align_content(const struct oriel__flex *flex, float free_space) {
	uint8_t align = flex->style->align_content;
	if (free_space < 0 && is_safe(align))
		return align_start(true, flex->is_wrap_reverse);
	switch (oriel__align_of(align)) {
	case ORIEL_ALIGN_START:
		return align_start(true, flex->is_wrap_reverse);
	case ORIEL_ALIGN_END:
		return align_start(false, flex->is_wrap_reverse);
	case ORIEL_ALIGN_LAST_BASELINE:
	case ORIEL_ALIGN_FLEX_END:
		return ORIEL_ALIGN_END;
	case ORIEL_ALIGN_CENTER:
	case ORIEL_ALIGN_SPACE_BETWEEN:
	case ORIEL_ALIGN_SPACE_AROUND:
	case ORIEL_ALIGN_SPACE_EVENLY:
		return oriel__align_of(align);
	default:
		return ORIEL_ALIGN_START;
	}
}

/* ---- Across ---- */

/* START, CENTER or END of an item's line. */
static uint8_t item_alignment(
	const struct oriel__flex *flex, const struct oriel__flex_item *item, float free_space) {
	uint8_t align = oriel__align_of(item->align);
	if (item->align & ORIEL__ALIGN_SAFE && free_space < 0)
		return align_start(true, flex->is_wrap_reverse);
	/* the item's own start is on the other side where its text runs the other way */
	bool is_opposite = flex->is_column && item->style->is_rtl != flex->style->is_rtl;
	switch (align) {
	case ORIEL_ALIGN_START:
		return align_start(true, flex->is_wrap_reverse);
	case ORIEL_ALIGN_END:
		return align_start(false, flex->is_wrap_reverse);
	case ORIEL_ALIGN_SELF_START:
		return align_start(!is_opposite, flex->is_wrap_reverse);
	case ORIEL_ALIGN_SELF_END:
		return align_start(is_opposite, flex->is_wrap_reverse);
	case ORIEL_ALIGN_FLEX_END:
		return ORIEL_ALIGN_END;
	case ORIEL_ALIGN_LAST_BASELINE: /* in a column */
		return align_start(false, flex->is_wrap_reverse);
	case ORIEL_ALIGN_BASELINE:
		return align_start(true, flex->is_wrap_reverse);
	case ORIEL_ALIGN_CENTER:
		return align;
	default:
		return ORIEL_ALIGN_START;
	}
}

/* Which margins at the start and the end of an axis are automatic. */
static void auto_margins(const struct oriel__flex_item *item, bool is_vertical, bool is_reversed,
	bool *before, bool *after) {
	uint8_t bits = item->style->auto_margins;
	bool start = bits & (is_vertical ? ORIEL__EDGE_TOP : ORIEL__EDGE_LEFT);
	bool end = bits & (is_vertical ? ORIEL__EDGE_BOTTOM : ORIEL__EDGE_RIGHT);
	*before = is_reversed ? end : start;
	*after = is_reversed ? start : end;
}

float oriel__flex_cross_offset(const struct oriel__flex *flex, struct oriel__flex_item *item,
	const struct oriel__flex_line *line) {
	float start = item->cross_before, between;
	float free_space = line->cross_size - item->cross_size - start - item->cross_after;
	if (item->style->auto_margins != 0) {
		bool is_before, is_after;
		auto_margins(
			item, !flex->is_column, flex->is_cross_reversed, &is_before, &is_after);
		if (is_before || is_after) {
			if (free_space > 0)
				return start + (is_before ? free_space / (is_after ? 2 : 1) : 0);
			return start + (flex->is_wrap_reverse ? free_space : 0);
		}
	}
	if (item->align == ORIEL_ALIGN_STRETCH || item->align == ORIEL_ALIGN_FLEX_START)
		return start;
	if (item->align == ORIEL_ALIGN_CENTER)
		return start + free_space / 2;
	if (oriel__is_known(item->baseline))
		return oriel__align_of(item->align) == ORIEL_ALIGN_BASELINE ?
			line->ascent - item->baseline + start :
			line->cross_size - line->descent + item->baseline - item->cross_after -
				item->cross_size;
	return start +
		oriel__align_group(item_alignment(flex, item, free_space), free_space, 1, &between);
}

/* From the left or the top. */
static double physical_at(bool is_reversed, float length, double at, float size) {
	return is_reversed ? (double)length - at - (double)size : at;
}

static void place_lines(struct oriel__flex *flex) {
	float total = 0, between = 0;
	for (size_t i = 0; i < flex->line_count; i++)
		total += flex->lines[i].cross_size + (i > 0 ? flex->cross_gap : 0);
	float free_space = flex->cross - total;
	double at = flex->is_wrap ?
		(double)oriel__align_group(flex_align_content(flex, free_space), free_space,
			flex->line_count, &between) :
		0;
	for (size_t i = 0; i < flex->line_count; i++) {
		flex->lines[i].cross_at = at;
		at += (double)flex->lines[i].cross_size + (double)flex->cross_gap + (double)between;
	}
}

/* ---- Along ---- */

/* Gives free space to automatic margins. Returns whether there are any. */
static bool share_auto_margins(
	struct oriel__flex *flex, const struct oriel__flex_line *line, float free_space) {
	size_t count = 0;
	bool before, after;
	if (!flex->has_auto_margins)
		return false;
	for (size_t i = line->first; i < line->first + line->count; i++) {
		if (flex->items[i].style->auto_margins == 0)
			continue;
		auto_margins(
			&flex->items[i], flex->is_column, flex->is_main_reversed, &before, &after);
		count += (size_t)before + (size_t)after;
	}
	if (count == 0 || !(free_space > 0))
		return false;
	for (size_t i = line->first; i < line->first + line->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		auto_margins(item, flex->is_column, flex->is_main_reversed, &before, &after);
		item->main_before += before ? free_space / (float)count : 0;
		item->main_after += after ? free_space / (float)count : 0;
	}
	return true;
}

static void place_line(struct oriel__flex *flex, const struct oriel__flex_line *line) {
	float between = 0, free_space = flex->main - line->used_main;
	double at = share_auto_margins(flex, line, free_space) ?
		0 :
		(double)oriel__align_group(
			oriel__flex_justify(flex, free_space), free_space, line->count, &between);
	for (size_t i = line->first; i < line->first + line->count; i++) {
		struct oriel__flex_item *item = &flex->items[i];
		double main_at = at + (double)item->main_before;
		double cross_at =
			line->cross_at + (double)oriel__flex_cross_offset(flex, item, line);
		item->main_at = physical_at(flex->is_main_reversed, flex->main, main_at, item->main_size);
		item->cross_at = (float)physical_at(
			flex->is_cross_reversed, flex->cross, cross_at, item->cross_size);
		at = main_at + (double)item->main_size + (double)item->main_after +
			(double)flex->main_gap + (double)between;
	}
}

void oriel__flex_place(struct oriel__flex *flex) {
	place_lines(flex);
	for (size_t i = 0; i < flex->line_count; i++)
		place_line(flex, &flex->lines[i]);
}

void oriel__flex_measure_item(const struct oriel__flex *flex, struct oriel__flex_item *item) {
	const struct oriel__flex_line line = { .count = 1, .cross_size = flex->cross };
	oriel__flex_item_init(flex, item);
	oriel__flex_find_base(flex, item);
	item->baseline = ORIEL__UNKNOWN;
	item->cross_at = (float)physical_at(flex->is_cross_reversed, flex->cross,
		(double)oriel__flex_cross_offset(flex, item, &line), item->cross_size);
}

uint8_t oriel__flex_static_alignment(const struct oriel__style *container,
	const struct oriel__style *style, bool is_vertical, float free_space) {
	struct oriel__flex flex;
	struct oriel__flex_item item = { .style = style,
		.align = oriel__flex_item_align(container, style) };
	oriel__flex_init_style(&flex, container);
	bool is_main = is_vertical == flex.is_column;
	uint8_t align = is_main ? oriel__flex_justify(&flex, free_space) :
							item_alignment(&flex, &item, free_space);
	if (align == ORIEL_ALIGN_SPACE_AROUND || align == ORIEL_ALIGN_SPACE_EVENLY)
		align = free_space > 0 ? ORIEL_ALIGN_CENTER : ORIEL_ALIGN_START;
	else if (align == ORIEL_ALIGN_SPACE_BETWEEN)
		align = ORIEL_ALIGN_START;
	bool is_reversed = is_main ? flex.is_main_reversed : flex.is_cross_reversed;
	if (align == ORIEL_ALIGN_CENTER || !is_reversed)
		return align;
	return align == ORIEL_ALIGN_END ? ORIEL_ALIGN_START : ORIEL_ALIGN_END;
}
