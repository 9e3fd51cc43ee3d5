/* SPDX-License-Identifier: MIT */
/*
 * Numbers as texts. snprintf() and strtod() follow the locale of the thread, so that each call here
 * switches the thread to the locale "C" and back. The decimal separator of the user's language
 * comes from a locale object of its own, because a program need not call setlocale().
 */
#include "number_text_internal.h"

#include <langinfo.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Without the locale ---- */

struct plain_locale {
	locale_t plain, before;
};

static struct plain_locale plain_locale_begin(void) {
	struct plain_locale locale = { .plain = newlocale(LC_ALL_MASK, "C", (locale_t)0) };
	locale.before = uselocale(locale.plain);
	return locale;
}

static void plain_locale_end(const struct plain_locale *locale) {
	uselocale(locale->before);
	if (locale->plain)
		freelocale(locale->plain);
}

/* ---- Reading ---- */

static size_t number_count_digits(const char *text) {
	return strspn(text, "0123456789");
}

/* Returns the bytes of a valid floating-point number at the beginning of a text; 0: none. */
static size_t number_length(const char *text) {
	const char *at = text + (text[0] == '-');
	size_t whole = number_count_digits(at), fraction = 0;
	at += whole;
	if (at[0] == '.') {
		fraction = number_count_digits(at + 1);
		if (fraction == 0)
			return 0;
		at += 1 + fraction;
	}
	if (whole + fraction == 0)
		return 0;
	if (at[0] == 'e' || at[0] == 'E') {
		const char *exponent = at + 1 + (at[1] == '-' || at[1] == '+');
		size_t digits = number_count_digits(exponent);
		if (digits == 0)
			return 0;
		at = exponent + digits;
	}
	return (size_t)(at - text);
}

bool oriel__number_try_parse(const char *text, double *value) {
	size_t length = number_length(text);
	if (length == 0 || text[length] != '\0')
		return false;
	struct plain_locale locale = plain_locale_begin();
	double read = strtod(text, NULL);
	plain_locale_end(&locale);
	if (!isfinite(read))
		return false;
	*value = read == 0 ? 0 : read; /* HTML has no -0 */
	return true;
}

bool oriel__number_is_any(const char *text) {
	return (text[0] | 0x20) == 'a' && (text[1] | 0x20) == 'n' && (text[2] | 0x20) == 'y' &&
		text[3] == '\0';
}

/* ---- Writing ---- */

/* Writes a number in scientific notation with as few digits as read as the same number. */
static void number_format_shortest(double value, char *text, size_t size) {
	int precision = 0;
	do
		snprintf(text, size, "%.*e", precision, value);
	while (strtod(text, NULL) != value && ++precision < 17);
}

void oriel__number_format(double value, char text[ORIEL__NUMBER_TEXT_SIZE]) {
	char shortest[32], digits[24];
	struct plain_locale locale = plain_locale_begin();
	number_format_shortest(fabs(value), shortest, sizeof(shortest));
	plain_locale_end(&locale);
	const char *end = strchr(shortest, 'e');
	int count = 0, point = end ? atoi(end + 1) + 1 : 1;
	for (const char *at = shortest; at != end && *at && count < 23; at++)
		if (*at != '.')
			digits[count++] = *at;
	while (count > 1 && digits[count - 1] == '0')
		count--;
	digits[count] = '\0';
	const char *sign = value < 0 ? "-" : "";
	if (point >= count && point <= 21)
		snprintf(text, ORIEL__NUMBER_TEXT_SIZE, "%s%s%.*s", sign, digits, point - count,
			"000000000000000000000");
	else if (point > 0 && point <= 21)
		snprintf(text, ORIEL__NUMBER_TEXT_SIZE, "%s%.*s.%s", sign, point, digits, digits + point);
	else if (point > -6 && point <= 0)
		snprintf(text, ORIEL__NUMBER_TEXT_SIZE, "%s0.%.*s%s", sign, -point, "00000", digits);
	else
		snprintf(text, ORIEL__NUMBER_TEXT_SIZE, "%s%c%s%se%+d", sign, digits[0],
			count > 1 ? "." : "", digits + 1, point - 1);
}

double oriel__number_tidy(double value, double step) {
	char text[32];
	snprintf(text, sizeof(text), "%.15g", value);
	double tidy = strtod(text, NULL);
	return fabs(tidy - value) < step * 1e-6 ? tidy : value;
}

/* ---- The user's language ---- */

void oriel__number_radix(char radix[ORIEL__RADIX_SIZE]) {
	locale_t locale = newlocale(LC_NUMERIC_MASK, "", (locale_t)0);
	const char *own = locale ? nl_langinfo_l(RADIXCHAR, locale) : ".";
	size_t length = strlen(own);
	bool is_usable = length > 0 && length < ORIEL__RADIX_SIZE;
	memcpy(radix, is_usable ? own : ".", is_usable ? length + 1 : 2);
	if (locale)
		freelocale(locale);
}

static const char minus_sign[] = "\xe2\x88\x92"; /* U+2212 */

static bool number_put(char *out, size_t capacity, size_t *length, const char *text, size_t bytes) {
	if (*length + bytes >= capacity)
		return false;
	memcpy(out + *length, text, bytes);
	*length += bytes;
	out[*length] = '\0';
	return true;
}

bool oriel__number_from_local(const char *text, const char *radix, char *out, size_t capacity) {
	size_t length = 0, radix_length = strlen(radix);
	const char *end = text + strlen(text);
	text += strspn(text, " \t");
	while (end > text && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	if (end - text > 1 && text[0] == '+')
		text++;
	out[0] = '\0';
	while (text < end) {
		bool is_radix = strncmp(text, radix, radix_length) == 0;
		bool is_minus = strncmp(text, minus_sign, sizeof(minus_sign) - 1) == 0;
		size_t taken = is_radix ? radix_length : is_minus ? sizeof(minus_sign) - 1 : 1;
		if (!number_put(out, capacity, &length, is_radix ? "." : is_minus ? "-" : text, 1))
			return false;
		text += taken;
	}
	return true;
}

bool oriel__number_to_local(const char *text, const char *radix, char *out, size_t capacity) {
	size_t length = 0;
	out[0] = '\0';
	for (; *text; text++) {
		bool is_point = *text == '.';
		if (!number_put(out, capacity, &length, is_point ? radix : text,
				is_point ? strlen(radix) : 1))
			return false;
	}
	return true;
}
