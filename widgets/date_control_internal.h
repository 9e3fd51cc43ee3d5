/* SPDX-License-Identifier: MIT */
/*
 * What date fields and time fields have in common: a value, its rules and events, and the segments
 * of the shadow tree in which the user edits the value.
 */
#ifndef ORIEL_WIDGETS_DATE_CONTROL_INTERNAL_H
#define ORIEL_WIDGETS_DATE_CONTROL_INTERNAL_H

#include <stdint.h>

#include <oriel/extend/widget.h>
#include <oriel/widgets/texts.h>

#include "calendar_date_internal.h"
#include "date_locale_internal.h"
#include "text_part_internal.h"

#define ORIEL__NO_DATE INT64_MIN

/* How dates and times differ. */
struct date_kind {
	bool (*parse)(const char *text, int64_t *number);
	void (*write)(int64_t number, char text[ORIEL__DATE_TEXT_SIZE]);
	int64_t step_scale, default_step; /* of the attribute "step", in units of the numbers */
	bool is_date;                     /* numbers are days; else ms */
	enum oriel_builtin_text incomplete;
};

extern const struct date_kind oriel__date_kind, oriel__time_kind;

struct date_control {
	struct oriel_widget_base base;
	const struct date_kind *kind;
	char value[ORIEL__DATE_TEXT_SIZE];     /* "" : none */
	char initial[ORIEL__DATE_TEXT_SIZE];   /* of the program, which a reset restores */
	char committed[ORIEL__DATE_TEXT_SIZE]; /* of the last `change`, or of the program */
	int64_t number;     /* of value; ORIEL__NO_DATE: none */
	bool is_incomplete; /* some segments have a value, and make no date */
	bool is_edited;     /* by the user, since the last `change` */
	oriel_widget_id active; /* the segment that takes keys; 0: none */
	oriel_widget_id calendar;
	char described[ORIEL__DATE_TEXT_SIZE * 2]; /* the value as the segments show it */
};

/* A segment, or a text between two segments. */
struct date_segment {
	struct text_widget text; /* first */
	enum date_unit unit;     /* for a text between segments: of the segment that it belongs to */
	bool is_literal;
	bool has_period;         /* for hours: they are counted to 12 */
	int value;               /* below 0: none */
	int typed;               /* digits since the segment became active */
	float widest;            /* px, of all values; below 0: not known */
	char periods[2][DATE_NAME_SIZE];
};

struct date_rules {
	int64_t min, max; /* INT64_MIN and INT64_MAX: none */
	int64_t base;     /* the steps' */
	int64_t step;     /* 0: any value */
	bool has_min, has_max;
};

/* ---- date_control.c ---- */

/* Makes the segments of a new widget, and sets its value. */
void oriel__date_control_begin(
	oriel_widget *widget, const struct date_kind *kind, const char *value);

/* The methods of the classes. */
void oriel__date_control_changed(oriel_widget *widget, const struct oriel_change *change);
const char *oriel__date_control_form_value(const oriel_widget *widget);
void oriel__date_control_form_reset(oriel_widget *widget);
void oriel__date_control_describe(
	oriel_widget *widget, struct oriel_description *description);

void oriel__date_control_set_value(oriel_widget *widget, const char *value);
double oriel__date_control_number(const oriel_widget *widget);
struct date_rules oriel__date_control_rules(const oriel_widget *widget);
/* Returns the errors of a value, as bits of enum oriel_validity. */
unsigned oriel__date_rules_check(const struct date_rules *rules, int64_t number);
bool oriel__date_control_is_editable(const oriel_widget *widget);
/* Sets the value for the user, and fires `input`. */
void oriel__date_control_choose(oriel_widget *widget, int64_t number);
/* Takes the value from the segments, and fires `input` if it has changed. */
void oriel__date_control_edited(oriel_widget *widget);
/* Fires `change` if the value has changed since the last one. */
void oriel__date_control_commit(oriel_widget *widget);

/* ---- date_segment.c ---- */

void oriel__date_segments_make(oriel_widget *host, const struct date_locale *locale);
/* Returns a segment as its own struct; NULL for every other widget. */
struct date_segment *oriel__date_segment_try(const oriel_widget *widget);
int oriel__date_segment_least(const oriel_widget *segment);
int oriel__date_segment_most(const oriel_widget *segment);
int oriel__date_segment_digits(const oriel_widget *segment);
/* Shows a value in one segment. value: below 0: none */
void oriel__date_segment_set(oriel_widget *segment, int value);
/* Shows a number in the segments; ORIEL__NO_DATE empties them. */
void oriel__date_segments_show(oriel_widget *host, int64_t number);
/* Returns the number of the segments; ORIEL__NO_DATE if they make none. is_empty: no segment has a
 * value. */
int64_t oriel__date_segments_read(const oriel_widget *host, bool *is_empty);
/* Shows or hides seconds and milliseconds. */
void oriel__date_segments_update(oriel_widget *host);
/* Writes the number as the segments show it. */
void oriel__date_segments_write(
	const oriel_widget *host, int64_t number, char *text, size_t size);

struct oriel_measurement oriel__date_segments_measure(oriel_widget *host, float max_width);
void oriel__date_segments_arrange(oriel_widget *host, struct oriel_rect content);

/* ---- date_keys.c ---- */

/* The default actions that date fields and time fields have in common. */
bool oriel__date_control_on_pointer_down(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_focus(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_focus_out(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_key_down(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_before_input(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_copy(oriel_widget *widget, oriel_event *event);
bool oriel__date_control_on_paste(oriel_widget *widget, oriel_event *event);

/* Makes a segment the one that takes keys; NULL: none. */
void oriel__date_control_set_active(oriel_widget *widget, oriel_widget *segment);
/* Returns the date of today in the local time zone, in days. */
int oriel__date_today(void);
/* Steps the segment that takes keys, else the first one. */
void oriel__date_control_step(oriel_widget *widget, int steps);

#endif
