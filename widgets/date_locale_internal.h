/* SPDX-License-Identifier: MIT */
/* How the user's language writes dates and times, from LC_TIME in the environment. */
#ifndef ORIEL_WIDGETS_DATE_LOCALE_INTERNAL_H
#define ORIEL_WIDGETS_DATE_LOCALE_INTERNAL_H

#include <stdbool.h>

/* A part of a date or a time. */
enum date_unit {
	DATE_YEAR,
	DATE_MONTH,
	DATE_DAY,
	DATE_HOUR,
	DATE_MINUTE,
	DATE_SECOND,
	DATE_MILLISECOND,
	DATE_PERIOD, /* AM or PM */
	DATE_UNIT_COUNT,
};

enum { DATE_FORMAT_MOST = 6, DATE_NAME_SIZE = 48 };

struct date_format_item {
	enum date_unit unit;
	char before[16]; /* what stands before the unit, e.g. "/" */
};

/* The units of a date or a time in their order. */
struct date_format {
	struct date_format_item items[DATE_FORMAT_MOST];
	int count;
	char after[16]; /* what stands behind the last unit */
};

struct date_locale {
	struct date_format date, time;
	int first_weekday; /* 0: Sunday */
	bool has_period;   /* hours are counted to 12 */
	char periods[2][DATE_NAME_SIZE];
	char months[12][DATE_NAME_SIZE];
	char weekdays[7][DATE_NAME_SIZE];       /* from Sunday */
	char short_weekdays[7][DATE_NAME_SIZE]; /* from Sunday */
};

/* Reads a format of strftime() for a date, such as "%d.%m.%Y", or for a time. A format that lacks
 * one of the units, or has one twice, becomes that of ISO 8601. A time gets an item for
 * milliseconds. */
void oriel__date_format_read(const char *text, struct date_format *format);
void oriel__time_format_read(const char *text, struct date_format *format);

/* Fills in everything. */
void oriel__date_locale_load(struct date_locale *locale);

#endif
