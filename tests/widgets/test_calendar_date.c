/* SPDX-License-Identifier: MIT */
/* The calendar's arithmetic, compared with timegm(), HTML's texts, and the formats of languages. */
#define _DEFAULT_SOURCE /* timegm() */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "calendar_date_internal.h"
#include "date_locale_internal.h"
#include "test.h"

/* Steps of a prime number of days meet every day of the year and every kind of year. */
static void dates_and_days_are_those_of_timegm(void **state) {
	(void)state;
	for (int days = ORIEL__LEAST_DAY; days <= ORIEL__MOST_DAY; days += 97) {
		time_t seconds = (time_t)days * 86400;
		struct tm expected;
		gmtime_r(&seconds, &expected);
		struct calendar_date date = oriel__date_from_days(days);
		assert_int_equal(date.year, expected.tm_year + 1900);
		assert_int_equal(date.month, expected.tm_mon + 1);
		assert_int_equal(date.day, expected.tm_mday);
		assert_int_equal(oriel__weekday(days), expected.tm_wday);
		assert_int_equal(timegm(&expected) / 86400, oriel__days_from_date(date));
		assert_int_equal(oriel__days_from_date(date), days);
	}
}

static void every_day_of_an_era_follows_the_day_before(void **state) {
	(void)state;
	struct calendar_date before = oriel__date_from_days(-700000);
	for (int days = -700000 + 1; days <= -700000 + 146097; days++) {
		struct calendar_date date = oriel__date_from_days(days);
		bool is_new_month = before.day == oriel__days_in_month(before.year, before.month);
		assert_int_equal(date.day, is_new_month ? 1 : before.day + 1);
		assert_int_equal(date.month, is_new_month ? before.month % 12 + 1 : before.month);
		assert_int_equal(date.year, before.year + (is_new_month && before.month == 12));
		before = date;
	}
}

static void texts_of_dates_are_those_of_html(void **state) {
	(void)state;
	static const char *const valid[] = { "2026-12-01", "0001-01-01", "2000-02-29", "275760-09-13",
		"12345-06-07" };
	static const char *const invalid[] = { "", "2026-2-01", "2026-12-1", "26-12-01", "2026-12-01 ",
		"2026-13-01", "2026-00-01", "2026-02-29", "1900-02-29", "0000-01-01", "275760-09-14",
		"2026/12/01", "-2026-12-01", "2026-12-00", "999999-01-01", "2026-12-32", "2026-12" };
	char text[ORIEL__DATE_TEXT_SIZE];
	int64_t days = 7;
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		assert_false(oriel__date_try_parse(invalid[i], &days));
	assert_int_equal(days, 7);
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		assert_true(oriel__date_try_parse(valid[i], &days));
		oriel__date_write(days, text);
		assert_string_equal(text, valid[i]);
	}
}

static void texts_of_times_are_those_of_html(void **state) {
	(void)state;
	static const char *const invalid[] = { "", "9:00", "24:00", "12:60", "12:00:60", "12", "12:",
		"12:0", "12:00:", "12:00:0", "12:00:00.", "12:00:00.1234", "12:00 ", " 12:00", "12.00",
		"12:00:00,5" };
	static const struct {
		const char *text, *shortest;
		int64_t ms;
	} valid[] = { { "00:00", "00:00", 0 }, { "14:30", "14:30", 52200000 },
		{ "23:59:59.999", "23:59:59.999", 86399999 }, { "14:30:00", "14:30", 52200000 },
		{ "14:30:00.50", "14:30:00.5", 52200500 }, { "00:00:01.000", "00:00:01", 1000 },
		{ "00:00:00.05", "00:00:00.05", 50 } };
	char text[ORIEL__DATE_TEXT_SIZE];
	int64_t ms = 7;
	for (size_t i = 0; i < sizeof(invalid) / sizeof(invalid[0]); i++)
		assert_false(oriel__time_try_parse(invalid[i], &ms));
	assert_int_equal(ms, 7);
	for (size_t i = 0; i < sizeof(valid) / sizeof(valid[0]); i++) {
		assert_true(oriel__time_try_parse(valid[i].text, &ms));
		assert_int_equal(ms, valid[i].ms);
		oriel__time_write(ms, text);
		assert_string_equal(text, valid[i].shortest);
	}
}

static void months_are_added_within_the_calendar(void **state) {
	(void)state;
	static const struct {
		const char *from, *to;
		int months;
	} steps[] = { { "2026-01-31", "2026-02-28", 1 }, { "2028-01-31", "2028-02-29", 1 },
		{ "2026-03-31", "2026-02-28", -1 }, { "2026-12-15", "2027-01-15", 1 },
		{ "2026-01-15", "2025-12-15", -1 }, { "2024-02-29", "2025-02-28", 12 },
		{ "0001-01-05", "0001-01-01", -1 }, { "275760-09-01", "275760-09-13", 1 } };
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		int64_t days;
		char text[ORIEL__DATE_TEXT_SIZE];
		assert_true(oriel__date_try_parse(steps[i].from, &days));
		oriel__date_write(oriel__days_add_months((int)days, steps[i].months), text);
		assert_string_equal(text, steps[i].to);
	}
}

/* ---- Formats ---- */

/* Returns a format as its literals and its units: y, m, d, H, M, S, f, p. Static. */
static const char *format_text(const struct date_format *format) {
	static char text[128];
	text[0] = '\0';
	for (int i = 0; i < format->count; i++) {
		size_t length = strlen(text);
		snprintf(text + length, sizeof(text) - length, "%s%c", format->items[i].before,
			"ymdHMSfp"[format->items[i].unit]);
	}
	strcat(text, format->after);
	return text;
}

static void formats_of_dates_give_order_and_separators(void **state) {
	(void)state;
	static const char *const formats[][2] = { { "%m/%d/%y", "m/d/y" }, { "%d.%m.%Y", "d.m.y" },
		{ "%Y-%m-%d", "y-m-d" }, { "%F", "y-m-d" }, { "%D", "m/d/y" },
		{ "%Y\xe5\xb9\xb4%m\xe6\x9c\x88%d\xe6\x97\xa5",
			"y\xe5\xb9\xb4m\xe6\x9c\x88""d\xe6\x97\xa5" },
		{ "%-d. %-m. %Y", "d. m. y" }, { "%d %b %Y", "d m y" }, { "%Ey-%Om-%Od", "y-m-d" },
		{ "%d.%m.", "y-m-d" }, { "%d %d %m %Y", "y-m-d" }, { "", "y-m-d" }, { "%", "y-m-d" },
		{ "%H:%M", "y-m-d" } };
	struct date_format format;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		oriel__date_format_read(formats[i][0], &format);
		assert_string_equal(format_text(&format), formats[i][1]);
	}
}

static void formats_of_times_give_order_and_period(void **state) {
	(void)state;
	static const char *const formats[][2] = { { "%H:%M:%S", "H:M:S.f" }, { "%T", "H:M:S.f" },
		{ "%r", "H:M:S.f p" }, { "%I:%M:%S %p", "H:M:S.f p" }, { "%p %I:%M:%S", "p H:M:S.f" },
		{ "%H.%M.%S", "H.M.S.f" }, { "%R", "H:M:S.f" }, { "%d", "H:M:S.f" } };
	struct date_format format;
	for (size_t i = 0; i < sizeof(formats) / sizeof(formats[0]); i++) {
		oriel__time_format_read(formats[i][0], &format);
		assert_string_equal(format_text(&format), formats[i][1]);
	}
}

static void locale_c_is_american(void **state) {
	(void)state;
	struct date_locale locale;
	setenv("LC_ALL", "C", 1);
	oriel__date_locale_load(&locale);
	assert_string_equal(format_text(&locale.date), "m/d/y");
	assert_string_equal(format_text(&locale.time), "H:M:S.f");
	assert_int_equal(locale.first_weekday, 0);
	assert_false(locale.has_period);
	assert_string_equal(locale.months[11], "December");
	assert_string_equal(locale.weekdays[0], "Sunday");
	assert_string_equal(locale.short_weekdays[6], "Sat");
	assert_string_equal(locale.periods[1], "PM");
}

int main(void) {
	return RUN_TESTS(cmocka_unit_test(dates_and_days_are_those_of_timegm),
		cmocka_unit_test(every_day_of_an_era_follows_the_day_before),
		cmocka_unit_test(texts_of_dates_are_those_of_html),
		cmocka_unit_test(texts_of_times_are_those_of_html),
		cmocka_unit_test(months_are_added_within_the_calendar),
		cmocka_unit_test(formats_of_dates_give_order_and_separators),
		cmocka_unit_test(formats_of_times_give_order_and_period),
		cmocka_unit_test(locale_c_is_american));
}
