/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A date field: a date that is typed part by part, or chosen in a calendar. Type "date-field".
 *
 * The value is HTML's text of a date, "2026-12-01", whatever the language of the user. The order of
 * day, month and year, their separators, the names of months and the first day of the week are
 * those of LC_TIME in the environment. While the date is incomplete, or does not exist, the value
 * is "".
 *
 * The attributes "min" and "max" are the first and the last date. The attribute "step" is a number
 * of days, counted from "min", else from the value of the program, else from 1970-01-01; "any"
 * allows every date. Other dates are ORIEL_VALIDITY_RANGE_UNDERFLOW, ORIEL_VALIDITY_RANGE_OVERFLOW
 * and ORIEL_VALIDITY_STEP_MISMATCH, and the calendar does not offer them. An incomplete date is
 * ORIEL_VALIDITY_BAD_INPUT. "required", "readonly" and "disabled" are those of text fields.
 *
 * The field fires `input` whenever its value changes, and `change` when the user has finished: as
 * the focus leaves the field, by Enter, and by a choice in the calendar. Both bubble.
 *
 * ```c
 * oriel_widget *departure = oriel_date_field("2026-12-01");
 * oriel_set_attribute(departure, "max", "2026-12-24"); // 24 days can be chosen
 * oriel_set_attribute(departure, "min", "2026-12-01");
 * ```
 *
 * Thread: loop. Errors: without memory for a text, an error is logged. Source: HTML, "date state";
 * ARIA Authoring Practices, "Date Picker Dialog" and "Date Picker Spin Button".
 */
#ifndef ORIEL_WIDGETS_DATE_FIELD_H
#define ORIEL_WIDGETS_DATE_FIELD_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a date field. @param value as for oriel_date_field_set_value(). @return owned by the
 * caller until it is inserted */
ORIEL_API oriel_widget *oriel_date_field(const char *value);
/** Sets the value, without an event; a reset of the form restores it. @param value e.g.
 * "2026-12-01", copied; NULL, and any text that is no date from year 1 to 275760: no date */
ORIEL_API void oriel_date_field_set_value(oriel_widget *field, const char *value);
/** Returns the value, e.g. "2026-12-01", borrowed until it changes; "" if there is no date. */
ORIEL_API const char *oriel_date_field_value(const oriel_widget *field);
/**
 * Returns the value as a number.
 * @return ms from 1970-01-01 to the beginning of the date, both UTC; NAN if there is no date
 * Source: HTML, "valueAsNumber".
 */
ORIEL_API double oriel_date_field_number(const oriel_widget *field);
/** Shows or hides the calendar. A disabled or read-only field, and a field in no window, does not
 * show it. */
ORIEL_API void oriel_date_field_set_open(oriel_widget *field, bool open);
/** Returns whether the calendar is shown. */
ORIEL_API bool oriel_date_field_is_open(const oriel_widget *field);

ORIEL_END

#endif
