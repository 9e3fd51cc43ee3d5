/* SPDX-License-Identifier: MIT */
/*
 * Track sizes from items that cover several tracks: groups of items with the same span, the
 * smallest first, then all items that cover a flexible track. Each group passes through phases,
 * which let base sizes and then growth limits grow. Within a phase a track grows by the largest
 * increase that any item of the group asks of it. Source: Grid 2, §12.5 and §12.5.1.
 *
 * Three sentences are left out, as browsers do: space that the tracks of a phase cannot take is not
 * given to the other tracks of an item; flexible tracks whose factors sum to less than 1 share all
 * of the space by their factors; and auto minimums are the minimum contributions of items under a
 * min-content or max-content constraint too.
 */
#include "layout/grid_sizing_internal.h"

#include <stdlib.h>

#include "base/alloc_internal.h"

enum spanning_phase {
	PHASE_INTRINSIC_MINIMUMS,
	PHASE_CONTENT_MINIMUMS,
	PHASE_MAX_CONTENT_MINIMUMS,
	PHASE_INTRINSIC_MAXIMUMS,
	PHASE_MAX_CONTENT_MAXIMUMS,
	PHASES,
};

static bool phase_is_of_limits(enum spanning_phase phase) {
	return phase >= PHASE_INTRINSIC_MAXIMUMS;
}

/* ---- Sharing ---- */

static int share_compare(const void *a, const void *b) {
	float x = ((const struct oriel__grid_share *)a)->potential;
	float y = ((const struct oriel__grid_share *)b)->potential;
	return (x > y) - (x < y);
}

float oriel__grid_share_equally(struct oriel__grid_share *shares, size_t count, float space) {
	bool is_sorted = true;
	for (size_t i = 1; i < count; i++)
		is_sorted = is_sorted && shares[i - 1].potential <= shares[i].potential;
	if (!is_sorted)
		qsort(shares, count, sizeof(*shares), share_compare);
	double left = (double)space;
	for (size_t i = 0; i < count; i++) {
		float share = (float)(left / (double)(count - i));
		if (share > shares[i].potential)
			share = shares[i].potential;
		shares[i].track->incurred += share;
		left -= (double)share;
	}
	return left > 0 ? (float)left : 0;
}

/* ---- Items ---- */

float oriel__grid_spanning_size(const struct oriel__grid_state *state,
	struct oriel__grid_spanning *item, enum oriel__grid_contribution kind) {
	if (isnan(item->sizes[kind]))
		item->sizes[kind] = state->sizing->contribution(state->sizing->data, item->item, kind);
	return item->sizes[kind];
}

/* The contribution that a phase reads. */
static float spanning_contribution(const struct oriel__grid_state *state,
	struct oriel__grid_spanning *item, enum spanning_phase phase) {
	switch (phase) {
	case PHASE_INTRINSIC_MINIMUMS:
		return oriel__grid_spanning_size(state, item, ORIEL__GRID_MINIMUM);
	case PHASE_CONTENT_MINIMUMS:
	case PHASE_INTRINSIC_MAXIMUMS:
		return oriel__grid_spanning_size(state, item, ORIEL__GRID_MIN_CONTENT);
	default:
		return oriel__grid_spanning_size(state, item, ORIEL__GRID_MAX_CONTENT);
	}
}

/* By span; an item with a flexible track comes after all others. */
static int spanning_compare(const void *a, const void *b) {
	const struct oriel__grid_spanning *x = a, *y = b;
	size_t spans[2] = { x->is_flexible ? SIZE_MAX : x->end - x->first,
		y->is_flexible ? SIZE_MAX : y->end - y->first };
	if (spans[0] != spans[1])
		return spans[0] > spans[1] ? 1 : -1;
	return x->item > y->item ? 1 : -1;
}

/* Lists the items that cover several tracks, at least one of which takes its size from items. */
static void spanning_collect(struct oriel__grid_state *state) {
	const struct oriel__grid_sizing *sizing = state->sizing;
	uint8_t axis = sizing->axis;
	size_t count = 0;
	for (size_t i = 0; i < sizing->item_count; i++)
		count += sizing->areas[i].span[axis] > 1;
	if (count == 0)
		return;
	state->spanning = oriel__realloc_array(NULL, count, sizeof(*state->spanning));
	/* how many intrinsic and flexible tracks stand before each */
	uint32_t(*before)[2] = oriel__alloc_zero(sizing->track_count + 1, sizeof(*before));
	for (size_t i = 0; i < sizing->track_count; i++) {
		const struct oriel__grid_track *track = &sizing->tracks[i];
		before[i + 1][0] = before[i][0] +
			(oriel__track_is_intrinsic(track->min) || oriel__track_is_intrinsic(track->max));
		before[i + 1][1] = before[i][1] + (track->max == ORIEL__TRACK_FLEX);
	}
	for (size_t i = 0; i < sizing->item_count; i++) {
		size_t first = (size_t)sizing->areas[i].start[axis];
		size_t end = first + (size_t)sizing->areas[i].span[axis];
		bool is_flexible = before[end][1] > before[first][1];
		if (end - first < 2 || (!is_flexible && before[end][0] == before[first][0]))
			continue;
		state->spanning[state->spanning_count++] = (struct oriel__grid_spanning){
			.item = i, .first = first, .end = end, .is_flexible = is_flexible,
			.sizes = { NAN, NAN, NAN },
		};
	}
	oriel__free(before);
	qsort(state->spanning, state->spanning_count, sizeof(*state->spanning), spanning_compare);
}

/* ---- Tracks in a phase ---- */

static bool track_max_is_max_content(const struct oriel__grid_track *track) {
	return track->max == ORIEL__TRACK_AUTO || track->max == ORIEL__TRACK_MAX_CONTENT ||
		track->max == ORIEL__TRACK_FIT_CONTENT;
}

/* Whether a phase lets the track grow. */
static bool phase_affects(enum spanning_phase phase, const struct oriel__grid_track *track) {
	switch (phase) {
	case PHASE_INTRINSIC_MINIMUMS: return oriel__track_is_intrinsic(track->min);
	case PHASE_CONTENT_MINIMUMS:
		return track->min == ORIEL__TRACK_MIN_CONTENT || track->min == ORIEL__TRACK_MAX_CONTENT;
	case PHASE_MAX_CONTENT_MINIMUMS: return track->min == ORIEL__TRACK_MAX_CONTENT;
	case PHASE_INTRINSIC_MAXIMUMS: return oriel__track_is_intrinsic(track->max);
	default: return track_max_is_max_content(track);
	}
}

/* Whether the track may grow beyond its limit before other tracks do. */
static bool phase_prefers(enum spanning_phase phase, const struct oriel__grid_track *track) {
	if (phase_is_of_limits(phase))
		return true;
	if (phase == PHASE_MAX_CONTENT_MINIMUMS)
		return track_max_is_max_content(track);
	return oriel__track_is_intrinsic(track->max);
}

/* The size that grows. */
static float track_affected_size(
	const struct oriel__grid_track *track, enum spanning_phase phase) {
	return phase_is_of_limits(phase) && !isinf(track->limit) ? track->limit : track->base;
}

/* How far the track may grow in a phase; is_beyond: past its limit. */
static float track_potential(
	const struct oriel__grid_track *track, enum spanning_phase phase, bool is_beyond) {
	if (!phase_is_of_limits(phase))
		return is_beyond ? INFINITY : track->limit - track->base - track->incurred;
	if (!is_beyond && !isinf(track->limit) && !track->is_growable)
		return 0;
	if (track->max != ORIEL__TRACK_FIT_CONTENT)
		return INFINITY;
	float left = track->max_size - track_affected_size(track, phase) - track->incurred;
	return left > 0 ? left : 0;
}

/* ---- Distributing extra space ---- */

struct phase_tracks {
	const struct oriel__grid_state *state;
	enum spanning_phase phase;
	bool is_flexible;                 /* only flexible tracks grow */
	struct oriel__grid_share *shares; /* room for as many as there are tracks */
};

static bool phase_takes(const struct phase_tracks *tracks, const struct oriel__grid_track *track) {
	return (!tracks->is_flexible || track->max == ORIEL__TRACK_FLEX) &&
		phase_affects(tracks->phase, track);
}

static size_t phase_gather(const struct phase_tracks *tracks,
	const struct oriel__grid_spanning *item, bool is_beyond, bool is_preferred) {
	size_t count = 0;
	for (size_t i = item->first; i < item->end; i++) {
		struct oriel__grid_track *track = &tracks->state->sizing->tracks[i];
		if (!phase_takes(tracks, track) ||
			(is_preferred && !phase_prefers(tracks->phase, track)))
			continue;
		tracks->shares[count++] = (struct oriel__grid_share){
			track, track_potential(track, tracks->phase, is_beyond) };
	}
	return count;
}

static void phase_share_by_factors(
	const struct phase_tracks *tracks, size_t count, float space, float factors) {
	for (size_t i = 0; i < count; i++) {
		struct oriel__grid_track *track = tracks->shares[i].track;
		track->incurred = space * (track->max_size / factors);
	}
}

/* Finds the increases that one item asks for, and adds them to the planned increases. */
static void phase_distribute(
	const struct phase_tracks *tracks, struct oriel__grid_spanning *item) {
	const struct oriel__grid_sizing *sizing = tracks->state->sizing;
	double taken = 0;
	float factors = 0;
	size_t count = 0;
	for (size_t i = item->first; i < item->end; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		taken += (double)track_affected_size(track, tracks->phase) +
			(i > item->first ? (double)sizing->gap : 0);
		if (!phase_takes(tracks, track))
			continue;
		count++;
		track->incurred = 0;
		if (track->planned < 0)
			track->planned = 0;
		if (tracks->is_flexible)
			factors += track->max_size;
	}
	if (count == 0)
		return;
	float space = (float)(
		(double)spanning_contribution(tracks->state, item, tracks->phase) - taken);
	if (!(space > 0))
		return;
	count = phase_gather(tracks, item, false, false);
	if (factors > 0) {
		phase_share_by_factors(tracks, count, space, factors);
	} else {
		space = oriel__grid_share_equally(tracks->shares, count, space);
		if (space > 0) {
			count = phase_gather(tracks, item, true, true);
			if (count == 0)
				count = phase_gather(tracks, item, true, false);
			oriel__grid_share_equally(tracks->shares, count, space);
		}
	}
	for (size_t i = item->first; i < item->end; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		if (phase_takes(tracks, track) && track->incurred > track->planned)
			track->planned = track->incurred;
	}
}

/* Flexible tracks take the items that cover one track only in this step too. */
static void phase_add_single(const struct phase_tracks *tracks, size_t at) {
	static const uint8_t kinds[PHASES] = {
		[PHASE_INTRINSIC_MINIMUMS] = ORIEL__GRID_MINIMUM,
		[PHASE_CONTENT_MINIMUMS] = ORIEL__GRID_MIN_CONTENT,
		[PHASE_MAX_CONTENT_MINIMUMS] = ORIEL__GRID_MAX_CONTENT,
	};
	struct oriel__grid_track *track = &tracks->state->sizing->tracks[at];
	const struct oriel__grid_single *single = &tracks->state->singles[at];
	if (!single->has_item || !phase_takes(tracks, track))
		return;
	float increase = single->sizes[kinds[tracks->phase]] - track->base;
	if (increase > track->planned)
		track->planned = increase;
}

static void phase_grow(struct oriel__grid_track *track, enum spanning_phase phase) {
	track->is_growable = false;
	if (!(track->planned >= 0))
		return;
	if (!phase_is_of_limits(phase)) {
		track->base += track->planned;
		return;
	}
	track->is_growable = phase == PHASE_INTRINSIC_MAXIMUMS && isinf(track->limit);
	track->limit = track_affected_size(track, phase) + track->planned;
}

/* Runs one phase for items first … end - 1. */
static void phase_run(const struct phase_tracks *tracks, size_t first, size_t end) {
	const struct oriel__grid_sizing *sizing = tracks->state->sizing;
	for (size_t i = 0; i < sizing->track_count; i++)
		sizing->tracks[i].planned = -1;
	for (size_t i = first; i < end; i++)
		phase_distribute(tracks, &tracks->state->spanning[i]);
	for (size_t i = 0; i < sizing->track_count; i++) {
		struct oriel__grid_track *track = &sizing->tracks[i];
		if (tracks->is_flexible)
			phase_add_single(tracks, i);
		phase_grow(track, tracks->phase);
		if (tracks->phase == PHASE_MAX_CONTENT_MINIMUMS && track->limit < track->base)
			track->limit = track->base;
	}
}

static void phases_run(struct phase_tracks *tracks, size_t first, size_t end) {
	for (int phase = 0; phase < PHASES; phase++) {
		tracks->phase = phase;
		if (!tracks->is_flexible || !phase_is_of_limits(phase))
			phase_run(tracks, first, end);
	}
}

static bool has_flexible_track(const struct oriel__grid_sizing *sizing) {
	for (size_t i = 0; i < sizing->track_count; i++)
		if (sizing->tracks[i].max == ORIEL__TRACK_FLEX)
			return true;
	return false;
}

void oriel__grid_spanning_fit(struct oriel__grid_state *state) {
	const struct oriel__grid_sizing *sizing = state->sizing;
	struct phase_tracks tracks = { .state = state };
	size_t first = 0, end;
	spanning_collect(state);
	if (state->spanning_count > 0)
		tracks.shares = oriel__realloc_array(
			NULL, sizing->track_count, sizeof(*tracks.shares));
	for (; first < state->spanning_count && !state->spanning[first].is_flexible; first = end) {
		size_t span = state->spanning[first].end - state->spanning[first].first;
		for (end = first + 1; end < state->spanning_count; end++) {
			const struct oriel__grid_spanning *item = &state->spanning[end];
			if (item->is_flexible || item->end - item->first != span)
				break;
		}
		phases_run(&tracks, first, end);
	}
	if (has_flexible_track(sizing)) {
		tracks.is_flexible = true;
		phases_run(&tracks, first, state->spanning_count);
	}
	oriel__free(tracks.shares);
}
