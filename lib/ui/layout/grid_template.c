/* SPDX-License-Identifier: MIT */
/*
 * Track lists with repeat() written out, and a sorted table of the names of lines. Names from
 * grid-template-areas are in the table too, with their suffixes. Areas that items ask for are found
 * in grid_lines.c.
 */
#include "layout/grid_template_internal.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc_internal.h"

/* ---- Sizing functions ---- */

/* Returns a length in px; NAN if a percentage has no basis. */
static float breadth_px(const struct oriel__css_value *value, float basis) {
	bool is_length = value->kind == ORIEL__VALUE_NUMBER && value->unit != ORIEL__UNIT_PERCENT;
	if (isnan(basis) && !is_length)
		return NAN;
	double px = oriel__css_value_resolve(value, (double)basis);
	return px > 0 ? (float)(px < 1e9 ? px : 1e9) : 0;
}

/* Reads one sizing function. A percentage without a basis is auto. */
static uint8_t breadth_read(const struct oriel__css_value *value, float basis, float *size) {
	*size = 0;
	if (value->kind == ORIEL__VALUE_KEYWORD) {
		if (value->keyword == ORIEL__KEYWORD_MIN_CONTENT)
			return ORIEL__TRACK_MIN_CONTENT;
		return value->keyword == ORIEL__KEYWORD_MAX_CONTENT ? ORIEL__TRACK_MAX_CONTENT :
															ORIEL__TRACK_AUTO;
	}
	if (value->kind == ORIEL__VALUE_NUMBER && value->unit == ORIEL__UNIT_FR) {
		*size = (float)(value->content.number < 1e9 ? value->content.number : 1e9);
		return ORIEL__TRACK_FLEX;
	}
	float px = breadth_px(value, basis);
	if (isnan(px))
		return ORIEL__TRACK_AUTO;
	*size = px;
	return ORIEL__TRACK_FIXED;
}

static struct oriel__grid_track track_read(const struct oriel__css_value *value, float basis) {
	struct oriel__grid_track track = { .has_gap = false };
	if (value->kind != ORIEL__VALUE_FUNCTION) {
		track.max = breadth_read(value, basis, &track.max_size);
		track.min = track.max == ORIEL__TRACK_FLEX ? ORIEL__TRACK_AUTO : track.max;
		track.min_size = track.max_size;
	} else if (value->keyword == ORIEL__KEYWORD_MINMAX) {
		track.min = breadth_read(&value->content.items[0], basis, &track.min_size);
		track.max = breadth_read(&value->content.items[1], basis, &track.max_size);
	} else {
		float limit;
		uint8_t kind = breadth_read(&value->content.items[0], basis, &limit);
		track.min = ORIEL__TRACK_AUTO;
		track.max = kind == ORIEL__TRACK_FIXED ? ORIEL__TRACK_FIT_CONTENT :
												ORIEL__TRACK_MAX_CONTENT;
		track.max_size = limit;
	}
	return track;
}

struct oriel__grid_track oriel__grid_template_track(
	const struct oriel__grid_template *template, int32_t at) {
	if (at >= 0 && (size_t)at < template->track_count)
		return template->tracks[at];
	const struct oriel__css_value *automatic = template->automatic;
	int32_t count = automatic->kind == ORIEL__VALUE_LIST ? (int32_t)automatic->count : 0;
	if (count == 0)
		return track_read(automatic, template->basis);
	int32_t i = at < 0 ? count - 1 - (-1 - at) % count :
						(at - (int32_t)template->track_count) % count;
	return track_read(&automatic->content.items[i], template->basis);
}

/* ---- Names ---- */

static void name_add(
	struct oriel__grid_template *template, const char *text, uint32_t length, size_t line) {
	template->names = oriel__grow(template->names, &template->name_capacity,
		template->name_count + 1, sizeof(*template->names));
	template->names[template->name_count++] = (struct oriel__grid_name){
		text, length, line < ORIEL__GRID_MAX_LINE ? (int32_t)line : ORIEL__GRID_MAX_LINE };
}

static void names_add(
	struct oriel__grid_template *template, const struct oriel__css_value *list, size_t line) {
	for (uint32_t i = 0; i < list->count; i++)
		name_add(template, list->content.items[i].content.text, list->content.items[i].count, line);
}

static int name_compare(const void *a, const void *b) {
	const struct oriel__grid_name *x = a, *y = b;
	size_t common = x->length < y->length ? x->length : y->length;
	int order = memcmp(x->text, y->text, common);
	if (order != 0)
		return order;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return (x->line > y->line) - (x->line < y->line);
}

/* Sorts the names. A name that a line has twice counts once. */
static void names_sort(struct oriel__grid_template *template) {
	size_t kept = 0;
	if (template->name_count == 0)
		return;
	qsort(template->names, template->name_count, sizeof(*template->names), name_compare);
	for (size_t i = 1; i < template->name_count; i++)
		if (name_compare(&template->names[kept], &template->names[i]) != 0)
			template->names[++kept] = template->names[i];
	template->name_count = kept + 1;
}

/* ---- Areas ---- */

struct area_cell {
	const char *text;
	size_t length;
};

/* Splits a row of grid-template-areas, whose cells have one space between them. Returns the number
 * of cells. */
static size_t area_row_split(
	const struct oriel__css_value *row, struct area_cell *cells, size_t room) {
	size_t count = 0;
	const char *at = row->content.text, *end = at + row->count;
	while (at < end && count < room) {
		const char *space = memchr(at, ' ', (size_t)(end - at));
		const char *stop = space != NULL ? space : end;
		cells[count++] = (struct area_cell){ at, (size_t)(stop - at) };
		at = stop + 1;
	}
	return count;
}

static bool area_cell_equal(const struct area_cell *a, const struct area_cell *b) {
	return a->length == b->length && memcmp(a->text, b->text, a->length) == 0;
}

static void area_add_edge(struct oriel__grid_template *template, const struct area_cell *cell,
	const char *suffix, size_t line) {
	size_t length = cell->length + strlen(suffix);
	char *text = oriel__css_arena_alloc(template->arena, length + 1);
	memcpy(text, cell->text, cell->length);
	memcpy(text + cell->length, suffix, strlen(suffix) + 1);
	name_add(template, text, (uint32_t)length, line);
}

/* Names the lines at the edges of each area along one axis. Returns the number of tracks. */
static size_t areas_read(struct oriel__grid_template *template,
	const struct oriel__css_value *areas, enum oriel__grid_axis axis) {
	enum { AREA_CELLS = 256 }; /* of all rows; the parser's limit */
	struct area_cell cells[AREA_CELLS];
	size_t columns = 0, rows = 0;
	if (areas->kind != ORIEL__VALUE_LIST)
		return 0;
	for (; rows < areas->count; rows++)
		columns = area_row_split(
			&areas->content.items[rows], cells + rows * columns, AREA_CELLS - rows * columns);
	for (size_t i = 0; i < rows * columns; i++) {
		size_t x = i % columns, y = i / columns, right = x + 1, bottom = y + 1;
		bool is_corner = (x == 0 || !area_cell_equal(&cells[i], &cells[i - 1])) &&
			(y == 0 || !area_cell_equal(&cells[i], &cells[i - columns]));
		if (cells[i].text[0] == '.' || !is_corner)
			continue;
		while (right < columns && area_cell_equal(&cells[i], &cells[y * columns + right]))
			right++;
		while (bottom < rows && area_cell_equal(&cells[i], &cells[bottom * columns + x]))
			bottom++;
		area_add_edge(template, &cells[i], "-start", axis == ORIEL__GRID_COLUMNS ? x : y);
		area_add_edge(template, &cells[i], "-end", axis == ORIEL__GRID_COLUMNS ? right : bottom);
	}
	return axis == ORIEL__GRID_COLUMNS ? columns : rows;
}

/* ---- Track lists ---- */

static bool value_is_function(const struct oriel__css_value *value, uint16_t name) {
	return value->kind == ORIEL__VALUE_FUNCTION && value->keyword == name;
}

static bool value_is_names(const struct oriel__css_value *value) {
	return value->kind == ORIEL__VALUE_LIST;
}

static bool repeat_is_auto(const struct oriel__css_value *repeat) {
	return repeat->content.items[0].kind == ORIEL__VALUE_KEYWORD;
}

/* The size by which auto-fill counts a track; at least 1 px, so that the number stays finite. */
static double track_counted_size(const struct oriel__css_value *value, float basis) {
	struct oriel__grid_track track = track_read(value, basis);
	double min = track.min == ORIEL__TRACK_FIXED ? (double)track.min_size : 0;
	double max = track.max == ORIEL__TRACK_FIXED ? (double)track.max_size : min;
	return fmax(fmax(max, min), 1);
}

/* Sums up the tracks of items first … end - 1, and counts them. */
static double tracks_counted_size(const struct oriel__css_value *items, uint32_t first,
	uint32_t end, float basis, size_t *count) {
	double sum = 0;
	for (uint32_t i = first; i < end; i++) {
		if (value_is_names(&items[i]))
			continue;
		sum += track_counted_size(&items[i], basis);
		++*count;
	}
	return sum;
}

/* Returns how often an auto-fill or auto-fit repeats its tracks. Source: Grid 2, §7.2.3.2. */
static size_t auto_repetitions(const struct oriel__css_value *tracks,
	const struct oriel__css_value *automatic, const struct oriel__grid_room *room) {
	float basis = room->size;
	double others = 0, repeated, gap = (double)room->gap;
	size_t other_count = 0, count = 0;
	for (uint32_t i = 0; i < tracks->count; i++) {
		const struct oriel__css_value *item = &tracks->content.items[i];
		size_t before = other_count;
		if (item == automatic)
			continue;
		if (!value_is_function(item, ORIEL__KEYWORD_REPEAT)) {
			others += tracks_counted_size(item, 0, 1, basis, &other_count);
			continue;
		}
		double times = item->content.items[0].content.number;
		others += times *
			tracks_counted_size(item->content.items, 1, item->count, basis, &other_count);
		other_count = before + (size_t)((double)(other_count - before) * fmin(times, 1e6));
	}
	repeated = tracks_counted_size(
		automatic->content.items, 1, automatic->count, basis, &count);
	repeated += gap * (double)count;
	others += gap * ((double)other_count - 1);
	double times = 1, tolerance = 1e-4; /* of what float makes of thirds */
	if (!isnan(room->size))
		times = floor(((double)room->size - others) / repeated + tolerance);
	else if (!isinf(room->max))
		times = floor((fmax((double)room->max, (double)room->min) - others) / repeated + tolerance);
	else if (room->min > 0)
		times = ceil(((double)room->min - others) / repeated - tolerance);
	return (size_t)fmax(1, fmin(times, ORIEL__GRID_MAX_LINE));
}

/* Adds the tracks and names of items first … end - 1; those beyond the last line are left out. */
static void tracks_add(struct oriel__grid_template *template, const struct oriel__css_value *items,
	uint32_t first, uint32_t end) {
	for (uint32_t i = first; i < end; i++) {
		if (value_is_names(&items[i]))
			names_add(template, &items[i], template->track_count);
		else if (template->track_count < ORIEL__GRID_MAX_LINE)
			template->tracks[template->track_count++] = track_read(&items[i], template->basis);
	}
}

static size_t repeat_times(const struct oriel__css_value *tracks,
	const struct oriel__css_value *repeat, const struct oriel__grid_room *room) {
	if (repeat_is_auto(repeat))
		return auto_repetitions(tracks, repeat, room);
	return (size_t)fmax(1, fmin(repeat->content.items[0].content.number, ORIEL__GRID_MAX_LINE));
}

static void tracks_read(struct oriel__grid_template *template,
	const struct oriel__css_value *tracks, const struct oriel__grid_room *room) {
	size_t count = 0;
	if (tracks->kind != ORIEL__VALUE_LIST)
		return;
	for (uint32_t i = 0; i < tracks->count; i++) {
		const struct oriel__css_value *item = &tracks->content.items[i];
		count += value_is_function(item, ORIEL__KEYWORD_REPEAT) ?
			(item->count - 1) * repeat_times(tracks, item, room) :
			1;
	}
	count = count < ORIEL__GRID_MAX_LINE ? count : ORIEL__GRID_MAX_LINE;
	template->tracks = oriel__css_arena_alloc(template->arena, count * sizeof(*template->tracks));
	for (uint32_t i = 0; i < tracks->count; i++) {
		const struct oriel__css_value *item = &tracks->content.items[i];
		if (!value_is_function(item, ORIEL__KEYWORD_REPEAT)) {
			tracks_add(template, item, 0, 1);
			continue;
		}
		size_t first = template->track_count;
		template->is_auto_repeated |= repeat_is_auto(item);
		size_t times = repeat_times(tracks, item, room);
		for (; times > 0 && template->track_count < ORIEL__GRID_MAX_LINE; times--)
			tracks_add(template, item->content.items, 1, item->count);
		if (oriel__css_value_is_keyword(&item->content.items[0], ORIEL__KEYWORD_AUTO_FIT)) {
			template->fit_first = first;
			template->fit_end = template->track_count;
		}
	}
}

static bool value_is_relative(const struct oriel__css_value *value) {
	if (value->kind == ORIEL__VALUE_NUMBER)
		return value->unit == ORIEL__UNIT_PERCENT;
	if (value->kind == ORIEL__VALUE_MATH)
		return true;
	for (uint32_t i = 0; i < value->count; i++)
		if ((value->kind == ORIEL__VALUE_LIST || value->kind == ORIEL__VALUE_FUNCTION) &&
			value_is_relative(&value->content.items[i]))
			return true;
	return false;
}

void oriel__grid_template_read(struct oriel__grid_template *template,
	const struct oriel__css_value *tracks, const struct oriel__css_value *automatic,
	const struct oriel__css_value *areas, enum oriel__grid_axis axis,
	const struct oriel__grid_room *room) {
	template->automatic = automatic;
	template->is_relative = value_is_relative(tracks) || value_is_relative(automatic);
	tracks_read(template, tracks, room);
	size_t count = areas_read(template, areas, axis);
	count = count > template->track_count ? count : template->track_count;
	template->explicit_count = (int32_t)count;
	names_sort(template);
}

void oriel__grid_template_finish(struct oriel__grid_template *template) {
	oriel__free(template->names);
}
