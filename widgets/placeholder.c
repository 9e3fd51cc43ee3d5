/* SPDX-License-Identifier: MIT */
/* The text that an empty text field or area shows: a part, so that ::placeholder styles it. */
#include "text_part_internal.h"

static const struct oriel_widget_class placeholder_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "placeholder",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
};

void oriel__placeholder_set(
	oriel_widget *host, oriel_widget **placeholder, const char *text, bool is_one_line) {
	if (!*placeholder && text && text[0]) {
		*placeholder = oriel_widget_new(&placeholder_class);
		((struct text_widget *)*placeholder)->part.is_one_line = is_one_line;
		oriel_set_attribute(*placeholder, "part", "placeholder");
		oriel_widget_append_shadow_child(host, *placeholder);
	}
	if (*placeholder)
		oriel__text_widget_set(*placeholder, text);
}

const char *oriel__placeholder_text(const oriel_widget *placeholder) {
	return placeholder ? oriel__text_widget_text(placeholder) : "";
}
