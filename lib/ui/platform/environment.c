/* SPDX-License-Identifier: MIT */
/*
 * Reading of environment variables. Numbers have a decimal point in every locale, unlike numbers
 * for strtod().
 */
#include "platform/environment_internal.h"

#include <oriel/runtime/log.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LEAST_SCALE 0.25
#define LARGEST_SCALE 16.0

bool oriel__environment_flag(const char *name) {
	const char *value = getenv(name);
	return value != NULL && value[0] != '\0' && strcmp(value, "0") != 0;
}

/* Parses a decimal number without a sign. Returns false if text is none. */
static bool environment_parse(const char *text, double *out) {
	double number = 0, place = 1;
	bool has_digits = false, has_point = false;
	for (; *text != '\0'; text++) {
		if (*text == '.' && !has_point) {
			has_point = true;
			continue;
		}
		if (*text < '0' || *text > '9')
			return false;
		has_digits = true;
		number = number * 10 + (*text - '0');
		place *= has_point ? 10 : 1;
	}
	*out = number / place;
	return has_digits;
}

double oriel__environment_number(const char *name, double low, double high, double otherwise) {
	const char *value = getenv(name);
	double number;
	if (value == NULL || value[0] == '\0')
		return otherwise;
	if (environment_parse(value, &number) && number >= low && number <= high)
		return number;
	oriel_log(ORIEL_LOG_WARNING, "%s: \"%s\" is no number from %g to %g, and is ignored", name,
		value, low, high);
	return otherwise;
}

float oriel__environment_scale(void) {
	return (float)oriel__environment_number("ORIEL_SCALE", LEAST_SCALE, LARGEST_SCALE, 0);
}

bool oriel__environment_session_bus(char *address, size_t size) {
	static const char prefix[] = "unix:path=";
	const char *set = getenv("DBUS_SESSION_BUS_ADDRESS"), *runtime = getenv("XDG_RUNTIME_DIR");
	int length = -1;
	if (set != NULL && set[0] != '\0')
		length = snprintf(address, size, "%s", set);
	else if (runtime != NULL && runtime[0] != '\0')
		length = snprintf(address, size, "%s%s/bus", prefix, runtime);
	if (length < 0 || (size_t)length >= size)
		return false;
	return (set != NULL && set[0] != '\0') || access(address + strlen(prefix), F_OK) == 0;
}
