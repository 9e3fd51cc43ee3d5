/* SPDX-License-Identifier: MIT */
/*
 * The explicit tracks of a grid along one axis, and the names of its lines, from the computed
 * values of grid-template-* and grid-auto-*; and the areas that items ask for, from the computed
 * values of grid-row-* and grid-column-*. Source: Grid 2, §7 and §8.
 *
 * Lines are numbered from 0, the start of the explicit grid; implicit lines before it are negative.
 */
#ifndef ORIEL_LAYOUT_GRID_TEMPLATE_INTERNAL_H
#define ORIEL_LAYOUT_GRID_TEMPLATE_INTERNAL_H

#include "css/css_value_internal.h"
#include "layout/grid_tracks_internal.h"

/* The lines that a program can name are within ±ORIEL__GRID_MAX_LINE. Source: Grid 2, §7.1. */
#define ORIEL__GRID_MAX_LINE 10000

struct oriel__grid_name {
	const char *text; /* length bytes; borrowed from the computed value */
	uint32_t length;
	int32_t line;
};

/* All zeros, with an arena, is the template of `none`. */
struct oriel__grid_template {
	struct oriel__css_arena *arena;
	const struct oriel__css_value *automatic; /* of grid-auto-rows or -columns */
	struct oriel__grid_track *tracks; /* those of grid-template-* */
	size_t track_count;
	int32_t explicit_count;     /* of tracks, with those that only grid-template-areas has */
	size_t fit_first, fit_end;  /* tracks of an auto-fit */
	struct oriel__grid_name *names; /* by name, then by line */
	size_t name_count, name_capacity;
	float basis;                /* px; NAN if percentages have no basis */
	bool is_relative;           /* a percentage is in some track */
	bool is_auto_repeated;      /* the number of tracks follows from the room */
};

/* How much room auto-fill and auto-fit have, px of the content box. */
struct oriel__grid_room {
	float size;     /* NAN if it is indefinite */
	float min, max; /* 0 and INFINITY if there are none, or none that is definite */
	float gap;
};

/* Reads grid-template-rows or -columns, with the areas' names. template->basis is set. */
void oriel__grid_template_read(struct oriel__grid_template *template,
	const struct oriel__css_value *tracks, const struct oriel__css_value *automatic,
	const struct oriel__css_value *areas, enum oriel__grid_axis axis,
	const struct oriel__grid_room *room);

void oriel__grid_template_finish(struct oriel__grid_template *template);

/* Returns the sizing functions of a track; at: from the first explicit track. */
struct oriel__grid_track oriel__grid_template_track(
	const struct oriel__grid_template *template, int32_t at);

/* Returns the tracks of one axis that an item asks for, by its start and end property. */
void oriel__grid_template_area(const struct oriel__grid_template *template,
	const struct oriel__css_value *start, const struct oriel__css_value *end,
	enum oriel__grid_axis axis, struct oriel__grid_area *area);

/* The lines that an absolute child names; the edges of the padding box stand for others. */
struct oriel__grid_edges {
	int32_t start, end;
	bool has_start, has_end;
};

struct oriel__grid_edges oriel__grid_template_edges(const struct oriel__grid_template *template,
	const struct oriel__css_value *start, const struct oriel__css_value *end);

#endif
