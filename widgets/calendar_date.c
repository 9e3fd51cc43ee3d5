/* SPDX-License-Identifier: MIT */
/*
 * The proleptic Gregorian calendar. The arithmetic counts years from March, so that a leap day is
 * the last day of its year. In such a year, the months of 31 and 30 days follow one pattern, in
 * which month m begins on day (153 m + 2) / 5. The calendar repeats every 400 years, which have
 * 146097 days.
 */
#include "calendar_date_internal.h"

#include <stdio.h>

enum {
	ERA_YEARS = 400,
	ERA_DAYS = 146097,
	CENTURY_DAYS = 36524,
	FOUR_YEARS_DAYS = 1461,
	EPOCH_DAY = 719468, /* from 0000-03-01 to 1970-01-01 */
};

int oriel__days_in_month(int year, int month) {
	if (month == 2)
		return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
	return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool oriel__date_exists(struct calendar_date date) {
	return date.year >= 1 && date.year <= ORIEL__MOST_YEAR && date.month >= 1 &&
		date.month <= 12 && date.day >= 1 &&
		date.day <= oriel__days_in_month(date.year, date.month) &&
		oriel__days_from_date(date) <= ORIEL__MOST_DAY;
}

int oriel__days_from_date(struct calendar_date date) {
	int month = (date.month + 9) % 12; /* from March */
	int year = date.year - (month >= 10);
	int era = year / ERA_YEARS, of_era = year % ERA_YEARS;
	int of_year = (153 * month + 2) / 5 + date.day - 1;
	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 + of_year - EPOCH_DAY;
}

struct calendar_date oriel__date_from_days(int days) {
	days += EPOCH_DAY;
	int era = days / ERA_DAYS, of_era = days % ERA_DAYS;
	/* the last day of four years, of a century and of an era would count as a year of its own */
	int year = (of_era - of_era / (FOUR_YEARS_DAYS - 1) + of_era / CENTURY_DAYS -
		of_era / (ERA_DAYS - 1)) / 365;
	int of_year = of_era - (year * 365 + year / 4 - year / 100);
	int month = (5 * of_year + 2) / 153;
	return (struct calendar_date){
		.year = era * ERA_YEARS + year + (month >= 10),
		.month = month < 10 ? month + 3 : month - 9,
		.day = of_year - (153 * month + 2) / 5 + 1,
	};
}

int oriel__weekday(int days) {
	int weekday = (days + 4) % 7; /* 1970-01-01 was a Thursday */
	return weekday < 0 ? weekday + 7 : weekday;
}

int oriel__days_add_months(int days, int months) {
	struct calendar_date date = oriel__date_from_days(days);
	int count = date.year * 12 + date.month - 1 + months;
	if (count < 12)
		return ORIEL__LEAST_DAY;
	date.year = count / 12;
	date.month = count % 12 + 1;
	int most = oriel__days_in_month(date.year, date.month);
	date.day = date.day > most ? most : date.day;
	return oriel__date_exists(date) ? oriel__days_from_date(date) : ORIEL__MOST_DAY;
}

/* ---- Texts ---- */

/* Reads digits, and moves *text behind them. Returns their value, or -1 if there are fewer than
 * least or more than most of them. */
static int date_digits_read(const char **text, int least, int most) {
	int value = 0, count = 0;
	for (; **text >= '0' && **text <= '9'; (*text)++) {
		if (++count > most)
			return -1;
		value = value * 10 + (**text - '0');
	}
	return count < least ? -1 : value;
}

static bool date_character_read(const char **text, char character) {
	if (**text != character)
		return false;
	(*text)++;
	return true;
}

bool oriel__date_try_parse(const char *text, int64_t *days) {
	struct calendar_date date = { .year = date_digits_read(&text, 4, 6) };
	if (!date_character_read(&text, '-'))
		return false;
	date.month = date_digits_read(&text, 2, 2);
	if (!date_character_read(&text, '-'))
		return false;
	date.day = date_digits_read(&text, 2, 2);
	if (*text != '\0' || !oriel__date_exists(date))
		return false;
	*days = oriel__days_from_date(date);
	return true;
}

void oriel__date_write(int64_t days, char text[ORIEL__DATE_TEXT_SIZE]) {
	struct calendar_date date = oriel__date_from_days((int)days);
	snprintf(text, ORIEL__DATE_TEXT_SIZE, "%04d-%02u-%02u", date.year, (unsigned)date.month % 100,
		(unsigned)date.day % 100);
}

bool oriel__time_try_parse(const char *text, int64_t *ms) {
	int hour = date_digits_read(&text, 2, 2), second = 0, fraction = 0;
	if (hour < 0 || hour > 23 || !date_character_read(&text, ':'))
		return false;
	int minute = date_digits_read(&text, 2, 2);
	if (minute < 0 || minute > 59)
		return false;
	if (date_character_read(&text, ':')) {
		second = date_digits_read(&text, 2, 2);
		if (second < 0 || second > 59)
			return false;
		if (date_character_read(&text, '.')) {
			const char *start = text;
			fraction = date_digits_read(&text, 1, 3);
			if (fraction < 0)
				return false;
			for (long digits = text - start; digits < 3; digits++)
				fraction *= 10;
		}
	}
	if (*text != '\0')
		return false;
	*ms = ((int64_t)(hour * 60 + minute) * 60 + second) * 1000 + fraction;
	return true;
}

void oriel__time_write(int64_t ms, char text[ORIEL__DATE_TEXT_SIZE]) {
	unsigned rest = (unsigned)(ms % 1000), second = (unsigned)(ms / 1000 % 60);
	int length = snprintf(text, ORIEL__DATE_TEXT_SIZE, "%02u:%02u", (unsigned)(ms / 3600000) % 24,
		(unsigned)(ms / 60000 % 60));
	if (second == 0 && rest == 0)
		return;
	length += snprintf(text + length, ORIEL__DATE_TEXT_SIZE - (size_t)length, ":%02u", second);
	if (rest == 0)
		return;
	length += snprintf(text + length, ORIEL__DATE_TEXT_SIZE - (size_t)length, ".%03u", rest);
	while (text[length - 1] == '0')
		text[--length] = '\0';
}
