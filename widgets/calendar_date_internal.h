/* SPDX-License-Identifier: MIT */
/*
 * Dates of the proleptic Gregorian calendar as numbers of days, and HTML's texts of dates and
 * times. Day 0 is 1970-01-01. Years are those of HTML and ECMAScript: from 1 to 275760.
 */
#ifndef ORIEL_WIDGETS_CALENDAR_DATE_INTERNAL_H
#define ORIEL_WIDGETS_CALENDAR_DATE_INTERNAL_H

#include <stdbool.h>
#include <stdint.h>

enum {
	ORIEL__MOST_YEAR = 275760,
	ORIEL__LEAST_DAY = -719162, /* 0001-01-01 */
	ORIEL__MOST_DAY = 100000000, /* 275760-09-13 */
	ORIEL__DAY_MS = 86400000,
	ORIEL__DATE_TEXT_SIZE = 24,
};

struct calendar_date {
	int year;  /* from 1 */
	int month; /* 1 to 12 */
	int day;   /* of the month, from 1 */
};

int oriel__days_in_month(int year, int month);
/* Returns whether a date is in the calendar and in the years above. */
bool oriel__date_exists(struct calendar_date date);
int oriel__days_from_date(struct calendar_date date);
struct calendar_date oriel__date_from_days(int days);
/* Returns the day of the week, 0 for Sunday. */
int oriel__weekday(int days);
/* Returns the same day of another month; the last day of that month if it is shorter. */
int oriel__days_add_months(int days, int months);

/* Reads HTML's "valid date string", such as "2026-12-01". Returns false, and leaves *days alone,
 * for any other text. */
bool oriel__date_try_parse(const char *text, int64_t *days);
void oriel__date_write(int64_t days, char text[ORIEL__DATE_TEXT_SIZE]);
/* Reads HTML's "valid time string", such as "14:30" or "14:30:15.5", as ms since midnight. */
bool oriel__time_try_parse(const char *text, int64_t *ms);
/* Writes a time as short as it can be: seconds and their fraction only if they are not 0. */
void oriel__time_write(int64_t ms, char text[ORIEL__DATE_TEXT_SIZE]);

#endif
