/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A time field: a time of day that is typed part by part, or stepped. Type "time-field".
 *
 * The value is HTML's text of a time, "14:30", "14:30:15" or "14:30:15.5". The separators, and
 * whether hours are counted to 12, are those of LC_TIME in the environment. Seconds are shown if
 * the value or the steps need them. While the time is incomplete, the value is "".
 *
 * The attributes "min" and "max" are the first and the last time. If "min" is later than "max", the
 * allowed times include midnight: "22:00" to "06:00" is a night. The attribute "step" is a number
 * of seconds, 60 unless given, counted from "min", else from the value of the program, else from
 * midnight; "any" allows every time. The errors and events are those of a date field
 * (date_field.h).
 *
 * ```c
 * oriel_widget *start = oriel_time_field("09:00");
 * oriel_set_attribute(start, "step", "900"); // s: 4 times an hour; the minutes step by 15
 * ```
 *
 * Thread: loop. Errors: without memory for a text, an error is logged. Source: HTML, "time state";
 * ARIA Authoring Practices, "Spinbutton Pattern".
 */
#ifndef ORIEL_WIDGETS_TIME_FIELD_H
#define ORIEL_WIDGETS_TIME_FIELD_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a time field. @param value as for oriel_time_field_set_value(). @return owned by the
 * caller until it is inserted */
ORIEL_API oriel_widget *oriel_time_field(const char *value);
/** Sets the value, without an event; a reset of the form restores it. @param value e.g. "14:30",
 * copied; NULL, and any text that is no time: no time */
ORIEL_API void oriel_time_field_set_value(oriel_widget *field, const char *value);
/** Returns the value, e.g. "14:30", borrowed until it changes; "" if there is no time. */
ORIEL_API const char *oriel_time_field_value(const oriel_widget *field);
/** Returns the value as a number: ms since midnight; NAN if there is no time. Source: HTML,
 * "valueAsNumber". */
ORIEL_API double oriel_time_field_number(const oriel_widget *field);

ORIEL_END

#endif
