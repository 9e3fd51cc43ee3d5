/* SPDX-License-Identifier: MIT */
/*
 * Paths of SVG data: any bytes are parsed. All coordinates are finite, the bounds contain the ends
 * of all segments, and an error has a place in the text.
 */
#include "paint/svg_path_internal.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool condition) {
	if (!condition)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	struct oriel_svg_path_error error = { .offset = SIZE_MAX };
	char *text = malloc(size + 1);
	memcpy(text, data, size);
	text[size] = '\0';
	oriel_svg_path *path = oriel_svg_path_try_parse(text, &error);
	if (path == NULL)
		require(error.offset <= strlen(text) && error.reason != NULL);
	for (size_t i = 0; path != NULL && i < path->count; i++) {
		struct oriel_rect box = oriel_svg_path_bounds(path);
		struct oriel_point end = path->segments[i].points[2];
		for (int j = 0; j < 3; j++)
			require(isfinite(path->segments[i].points[j].x) &&
				isfinite(path->segments[i].points[j].y));
		float slack = (box.width + box.height) * 1e-5f;
		require(path->segments[i].kind == ORIEL__SEGMENT_CLOSE ||
			(end.x >= box.x && end.x <= box.x + box.width + slack && end.y >= box.y &&
				end.y <= box.y + box.height + slack));
	}
	oriel_svg_path_unref(path);
	free(text);
	return 0;
}
