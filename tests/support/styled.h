/* SPDX-License-Identifier: MIT */
/*
 * Inline style of several properties at once, over what is set: styled(box, "width: %gpx", width).
 */
#ifndef TEST_STYLED_H
#define TEST_STYLED_H

#include <oriel/ui/style.h>

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static inline oriel_widget *styled(oriel_widget *widget, const char *format, ...)
	ORIEL_PRINTF(2, 3);

static inline oriel_widget *styled(oriel_widget *widget, const char *format, ...) {
	char text[500], *rest = text;
	va_list arguments;
	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	for (char *item; (item = strtok_r(rest, ";", &rest)) != NULL;) {
		char *name = strtok_r(item, ":", &item);
		oriel_set_style(widget, name + strspn(name, " "), "%s", item + strspn(item, " "));
	}
	return widget;
}

#endif
