/* SPDX-License-Identifier: MIT */
/* A label: a text part and nothing else. */
#include <oriel/widgets/label.h>

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <oriel/runtime/log.h>

#include "text_part_internal.h"
#include "themes_internal.h"

static void label_describe(oriel_widget *widget, struct oriel_description *description) {
	bool heading = oriel_has_class(widget, "title"), error = oriel_has_class(widget, "error");
	description->role = error ? ORIEL_ROLE_ALERT : heading ? ORIEL_ROLE_HEADING : ORIEL_ROLE_LABEL;
	description->name = oriel__text_widget_text(widget);
}

static const struct oriel_widget_class label_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "label",
	.size = sizeof(struct text_widget),
	.flags = ORIEL_WIDGET_LEAF,
	.finish = oriel__text_widget_finish,
	.changed = oriel__text_widget_changed,
	.measure = oriel__text_widget_measure,
	.record = oriel__text_widget_record,
	.describe = label_describe,
	.sheets = oriel__label_sheets,
};

oriel_widget *oriel_label(const char *text) {
	oriel_widget *widget = oriel_widget_new(&label_class);
	oriel_label_set_text(widget, text);
	return widget;
}

void oriel_label_set_text(oriel_widget *widget, const char *text) {
	oriel__text_widget_set(oriel_widget_cast(widget, &label_class), text);
}

void oriel_label_set_textf(oriel_widget *widget, const char *format, ...) {
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	ORIEL_ASSERT(
		length >= 0, "oriel_label_set_textf: the format \"%s\" is invalid; see printf()", format);
	char *text = malloc((size_t)length + 1);
	if (!text) {
		oriel_log(
			ORIEL_LOG_ERROR, "oriel_label_set_textf: no memory for a text of %d bytes", length);
		return;
	}
	va_start(arguments, format);
	vsnprintf(text, (size_t)length + 1, format, arguments);
	va_end(arguments);
	oriel_label_set_text(widget, text);
	free(text);
}

const char *oriel_label_text(const oriel_widget *widget) {
	return oriel__text_widget_text(oriel_widget_cast(widget, &label_class));
}
