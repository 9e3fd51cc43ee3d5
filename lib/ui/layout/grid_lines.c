/* SPDX-License-Identifier: MIT */
/*
 * Lines by number, by name, and by span: the tracks of one axis that an item asks for. Source:
 * Grid 2, §8.3.
 */
#include <string.h>

#include "layout/grid_template_internal.h"

enum line_kind {
	LINE_AUTO,
	LINE_AT,
	LINE_SPAN,
};

/* One of the four placement properties. */
struct line_spec {
	enum line_kind kind;
	int32_t number;     /* of a LINE_AT: its line, from 0; of a span: how many */
	const char *name;   /* of a span; or NULL */
	uint32_t length;
};

/* ---- Names ---- */

/* Compares a name of the table with text and suffix, one after the other. */
static int name_order(const struct oriel__grid_name *name, const char *text, uint32_t length,
	const char *suffix) {
	uint32_t suffix_length = (uint32_t)strlen(suffix);
	uint32_t common = name->length < length ? name->length : length;
	int order = memcmp(name->text, text, common);
	if (order != 0 || name->length < length)
		return order != 0 ? order : -1;
	uint32_t left = name->length - length;
	order = memcmp(name->text + length, suffix, left < suffix_length ? left : suffix_length);
	if (order != 0 || left == suffix_length)
		return order;
	return left < suffix_length ? -1 : 1;
}

struct name_run {
	const struct oriel__grid_name *items; /* of one name, by line */
	int32_t count;
};

/* Returns the lines that have a name. */
static struct name_run name_find(const struct oriel__grid_template *template, const char *text,
	uint32_t length, const char *suffix) {
	size_t low = 0, high = template->name_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (name_order(&template->names[middle], text, length, suffix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	struct name_run run = { &template->names[low], 0 };
	while (low + (size_t)run.count < template->name_count &&
		name_order(&run.items[run.count], text, length, suffix) == 0)
		run.count++;
	return run;
}

/* Returns the line of this number among those with a name. All implicit lines on the side where the
 * number counts from the far end have every name. */
static int32_t name_line(const struct oriel__grid_template *template, const char *text,
	uint32_t length, int32_t number) {
	struct name_run run = name_find(template, text, length, "");
	if (number > 0)
		return number <= run.count ? run.items[number - 1].line :
									template->explicit_count + (number - run.count);
	return -number <= run.count ? run.items[run.count + number].line : number + run.count;
}

/* Returns the line that ends a span of number lines with a name, away from a line; direction is 1
 * towards the end, and -1 towards the start. */
static int32_t name_span(const struct oriel__grid_template *template,
	const struct line_spec *span, int32_t from, int32_t direction) {
	struct name_run run = name_find(template, span->name, span->length, "");
	int32_t left = span->number;
	for (int32_t i = 0; i < run.count; i++) {
		int32_t line = run.items[direction > 0 ? i : run.count - 1 - i].line;
		if ((line - from) * direction > 0 && --left == 0)
			return line;
	}
	if (direction > 0)
		return (from > template->explicit_count ? from : template->explicit_count) + left;
	return (from < 0 ? from : 0) - left;
}

/* ---- Properties ---- */

static int32_t line_number(const struct oriel__css_value *value) {
	if (value->kind != ORIEL__VALUE_NUMBER)
		return 1;
	double number = value->content.number;
	if (number > ORIEL__GRID_MAX_LINE)
		return ORIEL__GRID_MAX_LINE;
	return number < -ORIEL__GRID_MAX_LINE ? -ORIEL__GRID_MAX_LINE : (int32_t)number;
}

static struct line_spec line_at(int32_t line) {
	return (struct line_spec){ .kind = LINE_AT, .number = line };
}

/* A name alone is the edge of an area with that name, if there is one. */
static struct line_spec line_of_name(const struct oriel__grid_template *template,
	const struct oriel__css_value *name, bool is_end) {
	struct name_run edge = name_find(
		template, name->content.text, name->count, is_end ? "-end" : "-start");
	if (edge.count > 0)
		return line_at(edge.items[0].line);
	return line_at(name_line(template, name->content.text, name->count, 1));
}

static struct line_spec line_read(const struct oriel__grid_template *template,
	const struct oriel__css_value *value, bool is_end) {
	if (value->kind != ORIEL__VALUE_LIST)
		return (struct line_spec){ .kind = LINE_AUTO };
	const struct oriel__css_value *span = &value->content.items[0];
	const struct oriel__css_value *number = span + 1, *name = span + 2;
	bool has_name = name->kind != ORIEL__VALUE_NONE;
	if (span->kind != ORIEL__VALUE_NONE)
		return (struct line_spec){ LINE_SPAN, line_number(number),
			has_name ? name->content.text : NULL, name->count };
	if (has_name && number->kind == ORIEL__VALUE_NONE)
		return line_of_name(template, name, is_end);
	int32_t at = line_number(number);
	if (has_name)
		return line_at(name_line(template, name->content.text, name->count, at));
	return line_at(at > 0 ? at - 1 : template->explicit_count + 1 + at);
}

/* ---- Areas ---- */

static int32_t span_from(const struct oriel__grid_template *template,
	const struct line_spec *span, int32_t from, int32_t direction) {
	if (span->kind == LINE_AUTO)
		return from + direction;
	return span->name != NULL ? name_span(template, span, from, direction) :
								from + direction * span->number;
}

static int32_t clamp_line(int32_t line, int32_t low, int32_t high) {
	return line < low ? low : line > high ? high : line;
}

void oriel__grid_template_area(const struct oriel__grid_template *template,
	const struct oriel__css_value *start_value, const struct oriel__css_value *end_value,
	enum oriel__grid_axis axis, struct oriel__grid_area *area) {
	struct line_spec start = line_read(template, start_value, false);
	struct line_spec end = line_read(template, end_value, true);

	if (start.kind != LINE_AT && end.kind != LINE_AT) {
		const struct line_spec *span = start.kind == LINE_SPAN ? &start : &end;
		area->is_auto[axis] = true;
		area->start[axis] = 0;
		area->span[axis] = span->kind == LINE_SPAN && span->name == NULL ? span->number : 1;
		return;
	}
	if (start.kind != LINE_AT)
		start.number = span_from(template, &start, end.number, -1);
	else if (end.kind != LINE_AT)
		end.number = span_from(template, &end, start.number, 1);
	int32_t low = start.number < end.number ? start.number : end.number;
	int32_t high = start.number < end.number ? end.number : start.number;
	if (low == high)
		high++;
	low = clamp_line(low, -ORIEL__GRID_MAX_LINE, ORIEL__GRID_MAX_LINE - 1);
	high = clamp_line(high, low + 1, ORIEL__GRID_MAX_LINE);
	area->is_auto[axis] = false;
	area->start[axis] = low;
	area->span[axis] = high - low;
}

struct oriel__grid_edges oriel__grid_template_edges(const struct oriel__grid_template *template,
	const struct oriel__css_value *start_value, const struct oriel__css_value *end_value) {
	struct line_spec start = line_read(template, start_value, false);
	struct line_spec end = line_read(template, end_value, true);
	struct oriel__grid_edges edges = { .has_start = start.kind == LINE_AT,
		.has_end = end.kind == LINE_AT };
	if (edges.has_end && start.kind == LINE_SPAN) {
		start.number = span_from(template, &start, end.number, -1);
		edges.has_start = true;
	} else if (edges.has_start && end.kind == LINE_SPAN) {
		end.number = span_from(template, &end, start.number, 1);
		edges.has_end = true;
	}
	edges.start = start.number;
	edges.end = end.number;
	if (edges.has_start && edges.has_end && edges.start >= edges.end) {
		edges.start = end.number;
		edges.end = start.number;
		edges.has_end = start.number != end.number;
	}
	return edges;
}
