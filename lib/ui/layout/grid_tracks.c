/* SPDX-License-Identifier: MIT */
/*
 * The track sizing algorithm, for one axis. The steps are those of Grid 2: initial sizes (12.4),
 * intrinsic sizes (12.5), maximizing (12.6), flexible tracks (12.7) and stretching (12.8).
 *
 * Items that cover one track are read once: each track then knows the largest of their
 * contributions. Only items that cover several tracks pass through the distribution of extra space
 * (grid_spanning.c).
 */
#include "layout/grid_sizing_internal.h"

#include "base/alloc_internal.h"

static bool track_is_flexible(const struct oriel__grid_track *track) {
	return track->max == ORIEL__TRACK_FLEX;
}

static float track_larger(float a, float b) {
	return a > b ? a : b;
}

float oriel__grid_tracks_extent(
	const struct oriel__grid_sizing *sizing, size_t first, size_t end) {
	double extent = 0;
	for (size_t i = first; i < end; i++) {
		const struct oriel__grid_track *track = &sizing->tracks[i];
		extent += (double)track->base;
		if (track->has_gap && i > first)
			extent += (double)sizing->gap;
	}
	return (float)extent;
}

/* ---- 12.4: initial sizes ---- */

/* Returns whether some track takes its size from items. */
static bool tracks_init(struct oriel__grid_sizing *sizing) {
	bool is_intrinsic = false;
	for (size_t i = 0; i < sizing->track_count; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		track->base = track->min == ORIEL__TRACK_FIXED ? track->min_size : 0;
		track->limit = track->max == ORIEL__TRACK_FIXED ? track->max_size : INFINITY;
		track->limit = track_larger(track->limit, track->base);
		track->is_growable = false;
		is_intrinsic |= track->min != ORIEL__TRACK_FIXED || track->max != ORIEL__TRACK_FIXED;
	}
	return is_intrinsic;
}

/* ---- 12.5: intrinsic sizes ---- */

/* The contributions that the sizing functions of a track read, as bits: 1 << kind. */
static unsigned track_needs(
	const struct oriel__grid_sizing *sizing, const struct oriel__grid_track *track) {
	unsigned needs = 0;
	if (track->min == ORIEL__TRACK_AUTO)
		needs |= 1u << ORIEL__GRID_MINIMUM;
	if (track->min == ORIEL__TRACK_MIN_CONTENT || track->max == ORIEL__TRACK_MIN_CONTENT)
		needs |= 1u << ORIEL__GRID_MIN_CONTENT;
	if (track->min == ORIEL__TRACK_MAX_CONTENT || track->max == ORIEL__TRACK_AUTO ||
		track->max == ORIEL__TRACK_MAX_CONTENT || track->max == ORIEL__TRACK_FIT_CONTENT)
		needs |= 1u << ORIEL__GRID_MAX_CONTENT;
	if (track_is_flexible(track) && isnan(sizing->available) &&
		sizing->constraint != ORIEL__GRID_AS_MIN_CONTENT)
		needs |= 1u << ORIEL__GRID_MAX_CONTENT;
	return needs;
}

/* Reads the items that cover one track. */
static void singles_read(const struct oriel__grid_state *state) {
	const struct oriel__grid_sizing *sizing = state->sizing;
	uint8_t axis = sizing->axis;
	for (size_t i = 0; i < sizing->item_count; i++) {
		if (sizing->areas[i].span[axis] != 1)
			continue;
		size_t at = (size_t)sizing->areas[i].start[axis];
		unsigned needs = track_needs(sizing, &sizing->tracks[at]);
		float sizes[ORIEL__GRID_CONTRIBUTIONS] = { 0, 0, 0 };
		for (unsigned kind = 0; needs >> kind != 0; kind++)
			if (needs >> kind & 1u)
				sizes[kind] = sizing->contribution(sizing->data, i, kind);
		for (unsigned kind = 0; kind < ORIEL__GRID_CONTRIBUTIONS; kind++)
			state->singles[at].sizes[kind] = track_larger(
				state->singles[at].sizes[kind], sizes[kind]);
		state->singles[at].has_item = true;
	}
}

static float single_base(
	const struct oriel__grid_track *track, const struct oriel__grid_single *single) {
	switch (track->min) {
	case ORIEL__TRACK_AUTO: return single->sizes[ORIEL__GRID_MINIMUM];
	case ORIEL__TRACK_MIN_CONTENT: return single->sizes[ORIEL__GRID_MIN_CONTENT];
	case ORIEL__TRACK_MAX_CONTENT: return single->sizes[ORIEL__GRID_MAX_CONTENT];
	default: return track->base;
	}
}

static float single_limit(
	const struct oriel__grid_track *track, const struct oriel__grid_single *single) {
	float max_content = single->sizes[ORIEL__GRID_MAX_CONTENT];
	switch (track->max) {
	case ORIEL__TRACK_MIN_CONTENT: return single->sizes[ORIEL__GRID_MIN_CONTENT];
	case ORIEL__TRACK_FIT_CONTENT:
		return max_content < track->max_size ? max_content : track->max_size;
	case ORIEL__TRACK_FIXED: return track->limit;
	default: return max_content;
	}
}

/* Source: 12.5, step 2. Flexible tracks follow with the spanning items. */
static void singles_fit(const struct oriel__grid_state *state) {
	for (size_t i = 0; i < state->sizing->track_count; i++) {
		struct oriel__grid_track *track = &state->sizing->tracks[i];
		const struct oriel__grid_single *single = &state->singles[i];
		if (track_is_flexible(track) || !single->has_item)
			continue;
		track->base = track_larger(track->base, single_base(track, single));
		track->limit = track_larger(single_limit(track, single), track->base);
	}
}

/* ---- 12.6: maximizing ---- */

/* Space that is left: NAN if the available space is indefinite. */
static float tracks_free_space(const struct oriel__grid_sizing *sizing) {
	return sizing->available - oriel__grid_tracks_extent(sizing, 0, sizing->track_count);
}

static void tracks_maximize(const struct oriel__grid_sizing *sizing) {
	float free_space = tracks_free_space(sizing);
	size_t count = 0;
	if (sizing->constraint == ORIEL__GRID_AS_MIN_CONTENT || free_space <= 0)
		return;
	for (size_t i = 0; i < sizing->track_count; i++)
		count += sizing->tracks[i].limit > sizing->tracks[i].base;
	if (count == 0)
		return;
	if (isnan(free_space)) {
		for (size_t i = 0; i < sizing->track_count; i++)
			sizing->tracks[i].base = sizing->tracks[i].limit;
		return;
	}
	struct oriel__grid_share *shares = oriel__realloc_array(NULL, count, sizeof(*shares));
	count = 0;
	for (size_t i = 0; i < sizing->track_count; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		track->incurred = 0;
		if (track->limit > track->base)
			shares[count++] = (struct oriel__grid_share){ track, track->limit - track->base };
	}
	oriel__grid_share_equally(shares, count, free_space);
	for (size_t i = 0; i < count; i++)
		shares[i].track->base += shares[i].track->incurred;
	oriel__free(shares);
}

/* ---- 12.7: flexible tracks ---- */

/* Returns the size of an fr among the tracks first … end - 1. A track whose base size is above its
 * share counts as inflexible; the size falls with each such track, so that none comes back. It is 0
 * if no flexible track is left. Source: 12.7.1. */
static float fr_size(
	const struct oriel__grid_sizing *sizing, size_t first, size_t end, float space) {
	float fr = INFINITY;
	size_t inflexible = SIZE_MAX, before;
	do {
		double left = (double)space, factors = 0;
		before = inflexible;
		inflexible = 0;
		for (size_t i = first; i < end; i++) {
			const struct oriel__grid_track *track = &sizing->tracks[i];
			if (track->has_gap && i > first)
				left -= (double)sizing->gap;
			bool shares = track_is_flexible(track) &&
				(isinf(fr) || track->max_size * fr >= track->base);
			inflexible += !shares;
			if (shares)
				factors += (double)track->max_size;
			else
				left -= (double)track->base;
		}
		if (inflexible == end - first)
			return 0;
		if (inflexible != before)
			fr = (float)(left / (factors > 1 ? factors : 1));
	} while (inflexible != before);
	return track_larger(0, fr);
}

/* The size of an fr where the space is indefinite. */
static float fr_size_of_content(const struct oriel__grid_state *state) {
	const struct oriel__grid_sizing *sizing = state->sizing;
	float fr = 0;
	for (size_t i = 0; i < sizing->track_count; i++) {
		const struct oriel__grid_track *track = &sizing->tracks[i];
		if (!track_is_flexible(track))
			continue;
		fr = track_larger(fr, track->base / track_larger(1, track->max_size));
		if (state->singles[i].has_item)
			fr = track_larger(fr,
				fr_size(sizing, i, i + 1, state->singles[i].sizes[ORIEL__GRID_MAX_CONTENT]));
	}
	for (size_t i = 0; i < state->spanning_count; i++) {
		struct oriel__grid_spanning *item = &state->spanning[i];
		if (item->is_flexible)
			fr = track_larger(fr,
				fr_size(sizing, item->first, item->end,
					oriel__grid_spanning_size(state, item, ORIEL__GRID_MAX_CONTENT)));
	}
	return fr;
}

static float extent_with_fr(const struct oriel__grid_sizing *sizing, float fr) {
	double extent = (double)oriel__grid_tracks_extent(sizing, 0, sizing->track_count);
	for (size_t i = 0; i < sizing->track_count; i++) {
		const struct oriel__grid_track *track = &sizing->tracks[i];
		if (track_is_flexible(track) && track->max_size * fr > track->base)
			extent += (double)(track->max_size * fr - track->base);
	}
	return (float)extent;
}

static void tracks_expand_flexible(const struct oriel__grid_state *state) {
	const struct oriel__grid_sizing *sizing = state->sizing;
	float fr;
	if (sizing->constraint == ORIEL__GRID_AS_MIN_CONTENT)
		return;
	if (!isnan(sizing->available)) {
		fr = fr_size(sizing, 0, sizing->track_count, sizing->available);
	} else {
		fr = fr_size_of_content(state);
		float extent = extent_with_fr(sizing, fr);
		if (extent < sizing->min)
			fr = fr_size(sizing, 0, sizing->track_count, sizing->min);
		else if (extent > sizing->max)
			fr = fr_size(sizing, 0, sizing->track_count, track_larger(sizing->min, sizing->max));
	}
	for (size_t i = 0; i < sizing->track_count; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		if (track_is_flexible(track))
			track->base = track_larger(track->base, track->max_size * fr);
	}
}

/* ---- 12.8: stretching ---- */

static void tracks_stretch(const struct oriel__grid_sizing *sizing) {
	size_t count = 0;
	if (!sizing->is_stretched)
		return;
	for (size_t i = 0; i < sizing->track_count; i++)
		count += sizing->tracks[i].max == ORIEL__TRACK_AUTO;
	float free_space = tracks_free_space(sizing);
	if (isnan(free_space))
		free_space = sizing->min - oriel__grid_tracks_extent(sizing, 0, sizing->track_count);
	for (size_t i = 0; i < sizing->track_count && free_space > 0; i++)
		if (sizing->tracks[i].max == ORIEL__TRACK_AUTO)
			sizing->tracks[i].base += free_space / (float)count;
}

/* ---- The algorithm ---- */

void oriel__grid_size_tracks(struct oriel__grid_sizing *sizing) {
	struct oriel__grid_state state = { .sizing = sizing };
	bool is_intrinsic = tracks_init(sizing);
	if (is_intrinsic) {
		state.singles = oriel__alloc_zero(sizing->track_count, sizeof(*state.singles));
		singles_read(&state);
		singles_fit(&state);
		oriel__grid_spanning_fit(&state);
	}
	for (size_t i = 0; i < sizing->track_count; i++)
		if (isinf(sizing->tracks[i].limit))
			sizing->tracks[i].limit = sizing->tracks[i].base;
	tracks_maximize(sizing);
	if (is_intrinsic)
		tracks_expand_flexible(&state);
	tracks_stretch(sizing);
	oriel__free(state.singles);
	oriel__free(state.spanning);
}
