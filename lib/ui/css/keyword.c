/* SPDX-License-Identifier: MIT */
/*
 * Looks up keywords and properties by binary search in alphabetical lists, and finds the nearest
 * known name.
 */
#include "css/keyword_internal.h"

#include "css/known_name_internal.h"

#include <string.h>

static const char *const names[ORIEL__KEYWORDS] = {
	[0] = "",
#define ORIEL__CSS_KEYWORD(id, name) [ORIEL__KEYWORD_##id] = name,
#include "css/keyword_list_internal.h"
};

size_t oriel__css_lower(const char *text, size_t length, char out[ORIEL__KNOWN_NAME_MAX + 1]) {
	if (length > ORIEL__KNOWN_NAME_MAX)
		return 0;
	for (size_t i = 0; i < length; i++)
		out[i] = text[i] >= 'A' && text[i] <= 'Z' ? (char)(text[i] - 'A' + 'a') : text[i];
	out[length] = '\0';
	return length;
}

size_t oriel__css_known_find(
	const char *text, size_t length, oriel__css_known_fn *name_of, size_t low, size_t high) {
	char lower[ORIEL__KNOWN_NAME_MAX + 1];
	size_t end = high;
	if (oriel__css_lower(text, length, lower) == 0)
		return end;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(lower, name_of(middle));
		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return end;
}

static const char *keyword_at(size_t index) {
	return names[index];
}

uint16_t oriel__css_keyword_find(const char *text, size_t length) {
	size_t found = oriel__css_known_find(text, length, keyword_at, 1, ORIEL__KEYWORDS);
	return found < ORIEL__KEYWORDS ? (uint16_t)found : 0;
}

const char *oriel__css_keyword_name(uint16_t keyword) {
	return names[keyword];
}

/* ---- The nearest known name ---- */

enum { NEAREST_MAX = 24 }; /* longer names are not compared */

/* Returns the edit distance, where swapping two neighbours counts as one edit. */
static int name_distance(const char *a, size_t a_length, const char *b, size_t b_length) {
	int rows[3][NEAREST_MAX + 2];
	for (size_t k = 0; k <= b_length; k++)
		rows[0][k] = (int)k;
	for (size_t i = 1; i <= a_length; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *above2 = rows[(i + 1) % 3];
		row[0] = (int)i;
		for (size_t k = 1; k <= b_length; k++) {
			int least = above[k - 1] + (a[i - 1] != b[k - 1]);
			if (above[k] + 1 < least)
				least = above[k] + 1;
			if (row[k - 1] + 1 < least)
				least = row[k - 1] + 1;
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1] &&
				above2[k - 2] + 1 < least)
				least = above2[k - 2] + 1;
			row[k] = least;
		}
	}
	return rows[a_length % 3][b_length];
}

void oriel__css_nearest_try(
	struct oriel__css_nearest *nearest, const char *text, size_t length, const char *candidate) {
	char lower[ORIEL__KNOWN_NAME_MAX + 1];
	size_t candidate_length = strlen(candidate);
	if (length > NEAREST_MAX || candidate_length > NEAREST_MAX ||
		oriel__css_lower(text, length, lower) == 0)
		return;
	int allowed = length <= 3 ? 1 : length <= 7 ? 2 : 3;
	int distance = name_distance(lower, length, candidate, candidate_length);
	if (distance <= allowed && (nearest->name == NULL || distance < nearest->distance)) {
		nearest->name = candidate;
		nearest->distance = distance;
	}
}
