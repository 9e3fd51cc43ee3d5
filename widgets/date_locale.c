/* SPDX-License-Identifier: MIT */
/*
 * The formats and names of dates in the user's language. They come from a locale object of their
 * own, because a program need not call setlocale(). A language whose texts are not UTF-8 is
 * replaced by the locale "C".
 */
#include "date_locale_internal.h"

#include <langinfo.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/* ---- Formats ---- */

static void date_literal_add(char literal[16], const char *bytes, size_t count) {
	size_t length = strlen(literal);
	if (length + count < 16) {
		memcpy(literal + length, bytes, count);
		literal[length + count] = '\0';
	}
}

/* Returns the unit of a conversion of strftime(), or DATE_UNIT_COUNT. */
static enum date_unit date_conversion_unit(char conversion) {
	switch (conversion) {
	case 'Y': case 'y': case 'G': return DATE_YEAR;
	case 'm': case 'b': case 'B': case 'h': return DATE_MONTH;
	case 'd': case 'e': return DATE_DAY;
	case 'H': case 'I': case 'k': case 'l': return DATE_HOUR;
	case 'M': return DATE_MINUTE;
	case 'S': return DATE_SECOND;
	case 'p': case 'P': return DATE_PERIOD;
	default: return DATE_UNIT_COUNT;
	}
}

/* Returns the conversions that one conversion stands for, or NULL. */
static const char *date_conversion_expansion(char conversion) {
	switch (conversion) {
	case 'D': return "%m/%d/%y";
	case 'F': return "%Y-%m-%d";
	case 'T': return "%H:%M:%S";
	case 'R': return "%H:%M";
	case 'r': return "%I:%M:%S %p";
	default: return NULL;
	}
}

/* Appends the items of a text. Returns the units that were read, as bits; 0 on a unit that comes
 * twice. */
static unsigned date_format_scan(const char *text, struct date_format *format, unsigned seen) {
	for (; *text; text++) {
		if (*text != '%') {
			date_literal_add(format->after, text, 1);
			continue;
		}
		text += 1 + strspn(text + 1, "-_0^#EO");
		const char *expansion = date_conversion_expansion(*text);
		enum date_unit unit = date_conversion_unit(*text);
		if (*text == '\0')
			return 0;
		if (expansion) {
			seen = date_format_scan(expansion, format, seen);
			if (seen == 0)
				return 0;
		} else if (unit != DATE_UNIT_COUNT) {
			if ((seen & 1u << unit) || format->count == DATE_FORMAT_MOST)
				return 0;
			seen |= 1u << unit;
			struct date_format_item *item = &format->items[format->count++];
			item->unit = unit;
			memcpy(item->before, format->after, sizeof(item->before));
			format->after[0] = '\0';
		}
	}
	return seen;
}

void oriel__date_format_read(const char *text, struct date_format *format) {
	*format = (struct date_format){ 0 };
	const unsigned wanted = 1u << DATE_YEAR | 1u << DATE_MONTH | 1u << DATE_DAY;
	if (date_format_scan(text, format, 0) == wanted)
		return;
	*format = (struct date_format){ 0 };
	date_format_scan("%F", format, 0);
}

/* Inserts the milliseconds behind the seconds. */
static void time_format_add_milliseconds(struct date_format *format) {
	int at = 0;
	while (format->items[at].unit != DATE_SECOND)
		at++;
	memmove(&format->items[at + 2], &format->items[at + 1],
		(size_t)(format->count - at - 1) * sizeof(format->items[0]));
	format->items[at + 1] = (struct date_format_item){ DATE_MILLISECOND, "." };
	format->count++;
}

void oriel__time_format_read(const char *text, struct date_format *format) {
	*format = (struct date_format){ 0 };
	const unsigned wanted = 1u << DATE_HOUR | 1u << DATE_MINUTE | 1u << DATE_SECOND;
	unsigned units = date_format_scan(text, format, 0);
	if (units != wanted && units != (wanted | 1u << DATE_PERIOD)) {
		*format = (struct date_format){ 0 };
		date_format_scan("%T", format, 0);
	}
	time_format_add_milliseconds(format);
}

/* ---- The locale ---- */

static void date_name_copy(char out[DATE_NAME_SIZE], locale_t locale, nl_item item) {
	const char *text = nl_langinfo_l(item, locale);
	snprintf(out, DATE_NAME_SIZE, "%s", text ? text : "");
}

/* Returns the first day of the week. Only glibc knows it for a language. */
static int date_first_weekday(locale_t locale) {
#ifdef __GLIBC__
	/* Days are counted from 1, from the day of this date, which is a Sunday or a Monday. */
	size_t origin = (size_t)nl_langinfo_l(_NL_TIME_WEEK_1STDAY, locale);
	int first = nl_langinfo_l(_NL_TIME_FIRST_WEEKDAY, locale)[0];
	return (first - 1 + ((unsigned)origin == 19971201)) % 7;
#else
	(void)locale;
	return 1;
#endif
}

static void date_locale_load_from(struct date_locale *out, locale_t locale) {
	static const nl_item months[] = { MON_1, MON_2, MON_3, MON_4, MON_5, MON_6, MON_7, MON_8,
		MON_9, MON_10, MON_11, MON_12 };
	static const nl_item weekdays[] = { DAY_1, DAY_2, DAY_3, DAY_4, DAY_5, DAY_6, DAY_7 };
	static const nl_item short_weekdays[] = { ABDAY_1, ABDAY_2, ABDAY_3, ABDAY_4, ABDAY_5, ABDAY_6,
		ABDAY_7 };
	const char *time = nl_langinfo_l(T_FMT, locale);
	oriel__date_format_read(nl_langinfo_l(D_FMT, locale), &out->date);
	oriel__time_format_read(time, &out->time);
	out->first_weekday = date_first_weekday(locale);
	for (int i = 0; i < out->time.count; i++)
		out->has_period = out->has_period || out->time.items[i].unit == DATE_PERIOD;
	date_name_copy(out->periods[0], locale, AM_STR);
	date_name_copy(out->periods[1], locale, PM_STR);
	if (out->periods[0][0] == '\0' || out->periods[1][0] == '\0') {
		strcpy(out->periods[0], "AM");
		strcpy(out->periods[1], "PM");
	}
	for (int i = 0; i < 12; i++)
		date_name_copy(out->months[i], locale, months[i]);
	for (int i = 0; i < 7; i++) {
		date_name_copy(out->weekdays[i], locale, weekdays[i]);
		date_name_copy(out->short_weekdays[i], locale, short_weekdays[i]);
	}
}

void oriel__date_locale_load(struct date_locale *out) {
	const int mask = LC_TIME_MASK | LC_CTYPE_MASK;
	*out = (struct date_locale){ 0 };
	locale_t locale = newlocale(mask, "", (locale_t)0);
	if (locale && strcmp(nl_langinfo_l(CODESET, locale), "UTF-8") != 0) {
		freelocale(locale);
		locale = (locale_t)0;
	}
	if (!locale)
		locale = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	if (!locale) { /* no memory: numbers without names */
		oriel__date_format_read("%F", &out->date);
		oriel__time_format_read("%T", &out->time);
		return;
	}
	date_locale_load_from(out, locale);
	freelocale(locale);
}
