/* SPDX-License-Identifier: MIT */
#include "grid_values.h"

#include <string.h>

struct oriel__css_value grid_value(
	struct oriel__css_arena *arena, uint16_t property, const char *text) {
	struct oriel__css_longhand out[ORIEL__CSS_MAX_LONGHANDS];
	struct oriel__css_value_error error;
	if (oriel__css_value_parse(
			arena, property, text, (uint32_t)strlen(text), out, &error) == 0)
		fail_msg("%s: %s: expected %s", oriel__css_properties[property].name, text,
			error.expected);
	return out[0].value;
}

struct oriel__grid_template grid_columns(struct oriel__css_arena *arena, const char *tracks,
	const char *areas, struct oriel__grid_room room) {
	struct oriel__grid_template template = { .arena = arena, .basis = room.size };
	struct oriel__css_value values[3] = {
		grid_value(arena, ORIEL__CSS_GRID_TEMPLATE_COLUMNS, tracks),
		grid_value(arena, ORIEL__CSS_GRID_AUTO_COLUMNS, "auto"),
		grid_value(arena, ORIEL__CSS_GRID_TEMPLATE_AREAS, areas != NULL ? areas : "none"),
	};
	struct oriel__css_value *kept = oriel__css_arena_copy(arena, values, sizeof(values));
	oriel__grid_template_read(
		&template, &kept[0], &kept[1], &kept[2], ORIEL__GRID_COLUMNS, &room);
	return template;
}
