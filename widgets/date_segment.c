/* SPDX-License-Identifier: MIT */
/*
 * The segments of a date field or a time field: one widget for each unit, and one for each text
 * between two units. Segments run from left to right in every language, as the digits of a date do.
 * A segment is as wide as its widest value, so that the others stand still.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <oriel/extend/layout.h>
#include <oriel/extend/style.h>

#include "date_control_internal.h"
#include "direction_internal.h"
#include "themes_internal.h"

#define BUTTONS_SPACE 6.0f /* px between the segments and the buttons */
#define BUTTON_SIZE 28.0f  /* px, width and height */

static const struct oriel_widget_class date_segment_class, date_literal_class;

struct date_unit_rules {
	const char *part;
	enum oriel_builtin_text name;
	int min, max, digits;
};

static const struct date_unit_rules date_units[] = {
	[DATE_YEAR] = { "year", ORIEL_BUILTIN_TEXT_YEAR, 1, 9999, 4 },
	[DATE_MONTH] = { "month", ORIEL_BUILTIN_TEXT_MONTH, 1, 12, 2 },
	[DATE_DAY] = { "day", ORIEL_BUILTIN_TEXT_DAY, 1, 31, 2 },
	[DATE_HOUR] = { "hour", ORIEL_BUILTIN_TEXT_HOUR, 0, 23, 2 },
	[DATE_MINUTE] = { "minute", ORIEL_BUILTIN_TEXT_MINUTE, 0, 59, 2 },
	[DATE_SECOND] = { "second", ORIEL_BUILTIN_TEXT_SECOND, 0, 59, 2 },
	[DATE_MILLISECOND] = { "millisecond", ORIEL_BUILTIN_TEXT_MILLISECOND, 0, 999, 3 },
	[DATE_PERIOD] = { "period", ORIEL_BUILTIN_TEXT_PERIOD, 0, 1, 0 },
};

/* ---- One segment ---- */

struct date_segment *oriel__date_segment_try(const oriel_widget *widget) {
	return oriel_widget_try_cast(widget, &date_segment_class);
}

int oriel__date_segment_least(const oriel_widget *widget) {
	const struct date_segment *segment = (const struct date_segment *)widget;
	return segment->unit == DATE_HOUR && segment->has_period ? 1 : date_units[segment->unit].min;
}

int oriel__date_segment_most(const oriel_widget *widget) {
	const struct date_segment *segment = (const struct date_segment *)widget;
	const oriel_widget *host = oriel_widget_host(widget);
	if (segment->unit == DATE_HOUR && segment->has_period)
		return 12;
	if (segment->unit == DATE_YEAR && host) {
		struct date_rules rules = oriel__date_control_rules(host);
		int64_t most = rules.has_max ? rules.max : 0;
		int year = oriel__date_from_days((int)most).year;
		return year > 9999 ? ORIEL__MOST_YEAR : 9999;
	}
	return date_units[segment->unit].max;
}

int oriel__date_segment_digits(const oriel_widget *widget) {
	int digits = date_units[((const struct date_segment *)widget)->unit].digits;
	return digits == 4 && oriel__date_segment_most(widget) > 9999 ? 6 : digits;
}

static void date_segment_write(
	const struct date_segment *segment, int value, char *text, size_t size) {
	if (segment->unit == DATE_PERIOD)
		snprintf(text, size, "%s", segment->periods[value != 0]);
	else
		snprintf(text, size, "%0*d", date_units[segment->unit].digits, value);
}

/* Writes what a segment without a value shows. */
static const char *date_segment_placeholder(const struct date_segment *segment) {
	switch (segment->unit) {
	case DATE_YEAR: return oriel_builtin_text(ORIEL_BUILTIN_TEXT_YEAR_LETTERS);
	case DATE_MONTH: return oriel_builtin_text(ORIEL_BUILTIN_TEXT_MONTH_LETTERS);
	case DATE_DAY: return oriel_builtin_text(ORIEL_BUILTIN_TEXT_DAY_LETTERS);
	case DATE_MILLISECOND: return "---";
	default: return "--";
	}
}

void oriel__date_segment_set(oriel_widget *widget, int value) {
	struct date_segment *segment = (struct date_segment *)widget;
	char text[DATE_NAME_SIZE];
	segment->value = value;
	oriel_widget_set_state(widget, ORIEL_STATE_PLACEHOLDER_SHOWN, value < 0);
	if (value < 0) {
		oriel__text_widget_set(widget, date_segment_placeholder(segment));
		return;
	}
	date_segment_write(segment, value, text, sizeof(text));
	oriel__text_widget_set(widget, text);
}

static float date_segment_text_width(const oriel_widget *widget, const char *text) {
	struct oriel_text_style style = oriel_widget_text_style(widget);
	oriel_paragraph *paragraph = oriel__text_shape(text, strlen(text), &style);
	float width = oriel_paragraph_size(paragraph).width;
	oriel_paragraph_destroy(paragraph);
	return width;
}

static float date_segment_widest(const oriel_widget *widget) {
	const struct date_segment *segment = (const struct date_segment *)widget;
	float widest = date_segment_text_width(widget, date_segment_placeholder(segment));
	if (segment->unit == DATE_PERIOD)
		return fmaxf(widest, fmaxf(date_segment_text_width(widget, segment->periods[0]),
			date_segment_text_width(widget, segment->periods[1])));
	for (char digit = '0'; digit <= '9'; digit++) {
		char text[8] = "";
		memset(text, digit, (size_t)date_units[segment->unit].digits);
		widest = fmaxf(widest, date_segment_text_width(widget, text));
	}
	return widest;
}

static struct oriel_measurement date_segment_measure(oriel_widget *widget, float max_width) {
	struct date_segment *segment = (struct date_segment *)widget;
	struct oriel_measurement size = oriel__text_widget_measure(widget, max_width);
	if (segment->widest < 0)
		segment->widest = date_segment_widest(widget);
	size.width = fmaxf(size.width, segment->widest);
	return size;
}

static void date_segment_changed(oriel_widget *widget, const struct oriel_change *change) {
	oriel__text_widget_changed(widget, change);
	if (change->kind == ORIEL_CHANGE_STYLE)
		((struct date_segment *)widget)->widest = -1;
}

static void date_segment_describe(oriel_widget *widget, struct oriel_description *description) {
	const struct date_segment *segment = (const struct date_segment *)widget;
	const oriel_widget *host = oriel_widget_host(widget);
	description->role = ORIEL_ROLE_SPIN_BUTTON;
	description->name = oriel_builtin_text(date_units[segment->unit].name);
	if (host && oriel__date_control_is_editable(host))
		description->actions |= ORIEL_ACTION_ADJUST;
	if (segment->value < 0)
		return;
	description->value = oriel__text_widget_text(widget);
	description->has_range = true;
	description->value_min = oriel__date_segment_least(widget);
	description->value_max = oriel__date_segment_most(widget);
	description->value_now = segment->value;
}

static const struct oriel_widget_class date_segment_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "date-segment",
	.size = sizeof(struct date_segment),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = date_segment_changed,
	.measure = date_segment_measure,
	.record = oriel__text_widget_record,
	.describe = date_segment_describe,
	.sheets = oriel__date_field_sheets,
};

static const struct oriel_widget_class date_literal_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "date-literal",
	.size = sizeof(struct date_segment),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.sheets = oriel__date_field_sheets,
};

/* ---- All segments of a field ---- */

/* Returns the next segment of a field, or its next text between segments, after a part of it; NULL
 * begins. */
static struct date_segment *date_part_next(const oriel_widget *host, const void *after) {
	oriel_widget *part = after ? oriel_next_sibling((const oriel_widget *)after) :
							oriel_widget_first_shadow_child(host);
	while (part && !oriel_widget_try_cast(part, &date_segment_class) &&
		!oriel_widget_try_cast(part, &date_literal_class))
		part = oriel_next_sibling(part);
	return (struct date_segment *)part;
}

static void date_part_append(oriel_widget *host, enum date_unit unit, const char *literal,
	const struct date_locale *locale) {
	oriel_widget *widget = oriel_widget_new(literal ? &date_literal_class : &date_segment_class);
	struct date_segment *segment = (struct date_segment *)widget;
	segment->unit = unit;
	segment->is_literal = literal != NULL;
	segment->has_period = locale->has_period;
	segment->widest = -1;
	segment->value = -1;
	oriel_set_attribute(widget, "part", literal ? "literal" : date_units[unit].part);
	if (literal)
		oriel__text_widget_set(widget, literal);
	if (!literal)
		memcpy(segment->periods, locale->periods, sizeof(segment->periods));
	if (!literal)
		oriel__date_segment_set(widget, -1);
	oriel_widget_append_shadow_child(host, widget);
}

void oriel__date_segments_make(oriel_widget *host, const struct date_locale *locale) {
	const struct date_control *control = (const struct date_control *)host;
	const struct date_format *format = control->kind->is_date ? &locale->date : &locale->time;
	for (int i = 0; i < format->count; i++) {
		if (format->items[i].before[0] != '\0')
			date_part_append(host, format->items[i].unit, format->items[i].before, locale);
		date_part_append(host, format->items[i].unit, NULL, locale);
	}
	if (format->after[0] != '\0')
		date_part_append(host, format->items[0].unit, format->after, locale);
}

/* Returns the value of a unit in a number, as its segment shows it. */
static int date_unit_of(int64_t number, enum date_unit unit, bool has_period) {
	bool is_date = unit <= DATE_DAY;
	struct calendar_date date = oriel__date_from_days(is_date ? (int)number : 0);
	int hour = is_date ? 0 : (int)(number / 3600000);
	switch (unit) {
	case DATE_YEAR: return date.year;
	case DATE_MONTH: return date.month;
	case DATE_DAY: return date.day;
	case DATE_HOUR: return !has_period ? hour : hour % 12 == 0 ? 12 : hour % 12;
	case DATE_MINUTE: return (int)(number / 60000 % 60);
	case DATE_SECOND: return (int)(number / 1000 % 60);
	case DATE_MILLISECOND: return (int)(number % 1000);
	default: return hour >= 12;
	}
}

void oriel__date_segments_show(oriel_widget *host, int64_t number) {
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		if (part->is_literal)
			continue;
		part->typed = 0;
		oriel__date_segment_set((oriel_widget *)part,
			number == ORIEL__NO_DATE ? -1 : date_unit_of(number, part->unit, part->has_period));
	}
}

/* A hidden segment is 0; years, months, days and hours to 12 begin at 1. */
int64_t oriel__date_segments_read(const oriel_widget *host, bool *is_empty) {
	int values[DATE_UNIT_COUNT] = { 0 };
	bool is_complete = true, has_period = false;
	*is_empty = true;
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		oriel_widget *widget = (oriel_widget *)part;
		if (part->is_literal || oriel_is_hidden(widget))
			continue;
		*is_empty = *is_empty && part->value < 0;
		is_complete = is_complete && part->value >= oriel__date_segment_least(widget);
		has_period = has_period || part->has_period;
		values[part->unit] = part->value;
	}
	if (!is_complete)
		return ORIEL__NO_DATE;
	if (((const struct date_control *)host)->kind->is_date) {
		struct calendar_date date = { values[DATE_YEAR], values[DATE_MONTH], values[DATE_DAY] };
		return oriel__date_exists(date) ? oriel__days_from_date(date) : ORIEL__NO_DATE;
	}
	int hour = has_period ? values[DATE_HOUR] % 12 + values[DATE_PERIOD] * 12 : values[DATE_HOUR];
	return ((int64_t)(hour * 60 + values[DATE_MINUTE]) * 60 + values[DATE_SECOND]) * 1000 +
		values[DATE_MILLISECOND];
}

void oriel__date_segments_update(oriel_widget *host) {
	const struct date_control *control = (const struct date_control *)host;
	struct date_rules rules = oriel__date_control_rules(host);
	int64_t number = control->number == ORIEL__NO_DATE ? 0 : control->number;
	bool has_ms = rules.step % 1000 != 0 || rules.base % 1000 != 0 || number % 1000 != 0;
	bool has_seconds = has_ms || rules.step == 0 || rules.step % 60000 != 0 ||
		rules.base % 60000 != 0 || number % 60000 != 0;
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		bool is_hidden = part->unit == DATE_SECOND ? !has_seconds :
			part->unit == DATE_MILLISECOND && !has_ms;
		if (oriel_is_hidden((oriel_widget *)part) == is_hidden)
			continue;
		oriel_set_hidden((oriel_widget *)part, is_hidden);
		if (!part->is_literal && control->number != ORIEL__NO_DATE)
			oriel__date_segment_set((oriel_widget *)part,
				date_unit_of(control->number, part->unit, part->has_period));
		oriel_widget_relayout(host);
	}
}

void oriel__date_segments_write(
	const oriel_widget *host, int64_t number, char *text, size_t size) {
	size_t length = 0;
	text[0] = '\0';
	for (struct date_segment *part = date_part_next(host, NULL); part && length + 1 < size;
		part = date_part_next(host, part)) {
		if (oriel_is_hidden((oriel_widget *)part))
			continue;
		if (part->is_literal)
			snprintf(text + length, size - length, "%s",
				oriel__text_widget_text((oriel_widget *)part));
		else
			date_segment_write(part, date_unit_of(number, part->unit, part->has_period),
				text + length, size - length);
		length += strlen(text + length);
	}
}

/* ---- Layout ---- */

/* Returns whether a shadow child is a button, which stands at the end of the field. */
static bool date_child_is_button(const oriel_widget *child) {
	return strcmp(oriel_widget_type(child), "date-field-button") == 0;
}

struct oriel_measurement oriel__date_segments_measure(oriel_widget *host, float max_width) {
	struct oriel_measurement size = { .baseline = -1 };
	float buttons = 0;
	(void)max_width;
	for (oriel_widget *child = oriel_widget_first_shadow_child(host); child;
		child = oriel_next_sibling(child)) {
		if (date_child_is_button(child) && !oriel_is_hidden(child))
			buttons += BUTTON_SIZE;
	}
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		if (oriel_is_hidden((oriel_widget *)part))
			continue;
		struct oriel_measurement own = oriel_widget_measure((oriel_widget *)part, INFINITY);
		size.width += own.width;
		size.height = fmaxf(size.height, own.height);
		size.baseline = fmaxf(size.baseline, own.baseline);
	}
	size.width += buttons > 0 ? buttons + BUTTONS_SPACE : 0;
	return size;
}

void oriel__date_segments_arrange(oriel_widget *host, struct oriel_rect content) {
	float width = 0, end = 0;
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		if (!oriel_is_hidden((oriel_widget *)part))
			width += oriel_widget_measure((oriel_widget *)part, INFINITY).width;
	}
	float x = oriel__is_rtl(host) ? content.x + content.width - width : content.x;
	for (struct date_segment *part = date_part_next(host, NULL); part;
		part = date_part_next(host, part)) {
		if (oriel_is_hidden((oriel_widget *)part))
			continue;
		struct oriel_measurement own = oriel_widget_measure((oriel_widget *)part, INFINITY);
		oriel_widget_place((oriel_widget *)part,
			(struct oriel_rect){
				x, content.y + (content.height - own.height) / 2, own.width, own.height });
		x += own.width;
	}
	for (oriel_widget *child = oriel_widget_last_shadow_child(host); child;
		child = oriel_previous_sibling(child)) {
		if (!date_child_is_button(child) || oriel_is_hidden(child))
			continue;
		end += BUTTON_SIZE;
		struct oriel_rect box = { content.x + content.width - end,
			content.y + (content.height - BUTTON_SIZE) / 2, BUTTON_SIZE, BUTTON_SIZE };
		oriel_widget_place(child, oriel__mirrored(host, content, box));
	}
}
