/* SPDX-License-Identifier: MIT */
/* The buttons at the end of date fields and time fields. */
#ifndef ORIEL_WIDGETS_DATE_BUTTON_INTERNAL_H
#define ORIEL_WIDGETS_DATE_BUTTON_INTERNAL_H

#include <oriel/widgets/texts.h>

struct date_button_kind {
	const char *part; /* of the attribute "part" */
	const char *icon;
	enum oriel_builtin_text name;
	void (*act)(oriel_widget *host);
};

/* Appends a button to a host's shadow tree. A press on it gives the host the focus. kind: static */
void oriel__date_button_append(oriel_widget *host, const struct date_button_kind *kind);

#endif
