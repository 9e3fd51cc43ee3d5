/* SPDX-License-Identifier: MIT */
#include "figures.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *figure_count(char out[FIGURE_SIZE], uint64_t number) {
	char digits[FIGURE_SIZE];
	int length = snprintf(digits, sizeof(digits), "%" PRIu64, number), at = 0;
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			out[at++] = ',';
		out[at++] = digits[i];
	}
	out[at] = '\0';
	return out;
}

const char *figure_bytes(char out[FIGURE_SIZE], uint64_t bytes) {
	static const char *const units[] = { "B", "kB", "MB", "GB", "TB", "PB", "EB" };
	double value = (double)bytes;
	size_t unit = 0;
	for (; value >= 999.5; value /= 1000)
		unit++;
	snprintf(out, FIGURE_SIZE, "%.*f %s", unit > 0 && value < 9.95 ? 1 : 0, value, units[unit]);
	return out;
}

const char *figure_time(char out[FIGURE_SIZE], double ms) {
	uint64_t seconds = (uint64_t)(ms / 1000), hours = seconds / 3600;
	int minutes = (int)(seconds / 60 % 60), rest = (int)(seconds % 60);
	if (ms < 60000)
		snprintf(out, FIGURE_SIZE, "%.1f s", floor(ms / 100) / 10);
	else if (hours > 0)
		snprintf(out, FIGURE_SIZE, "%" PRIu64 ":%02d:%02d", hours, minutes, rest);
	else
		snprintf(out, FIGURE_SIZE, "%d:%02d", minutes, rest);
	return out;
}
