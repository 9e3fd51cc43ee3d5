/* SPDX-License-Identifier: MIT */
/* The calendar of a date field: a popover in the field's shadow tree. */
#ifndef ORIEL_WIDGETS_CALENDAR_INTERNAL_H
#define ORIEL_WIDGETS_CALENDAR_INTERNAL_H

#include <stdint.h>

#include <oriel/ui/types.h>

/* The functions of the field, which is the host of the calendar. */
struct calendar_owner {
	bool (*allows)(const oriel_widget *owner, int day);
	/* replaces the ends of the calendar by narrower ones */
	void (*range)(const oriel_widget *owner, int *min, int *max);
	int64_t (*chosen)(const oriel_widget *owner); /* ORIEL__NO_DATE: none */
	void (*choose)(oriel_widget *owner, int64_t day); /* ORIEL__NO_DATE: none */
	void (*toggled)(oriel_widget *owner);
};

/* owner: static */
oriel_widget *oriel__calendar_new(const struct calendar_owner *owner);
/* Shows the calendar at the chosen day, else at today, and gives its grid the focus. */
void oriel__calendar_show(oriel_widget *calendar);
/* Returns whether a part of the calendar has the focus. */
bool oriel__calendar_has_focus(const oriel_widget *calendar);

#endif
