/* SPDX-License-Identifier: MIT */
/*
 * The value of a date field or a time field: its text and number, its rules, its errors and its
 * events. The text of the value is what the program has set, or what the segments make. The
 * segments may show an incomplete date, while the value is "".
 */
#include "date_control_internal.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "form_control_internal.h"
#include "number_text_internal.h"
#include "text_edit_internal.h"

const struct date_kind oriel__date_kind = {
	.parse = oriel__date_try_parse,
	.write = oriel__date_write,
	.step_scale = 1,
	.default_step = 1,
	.is_date = true,
	.incomplete = ORIEL_BUILTIN_TEXT_DATE,
};

const struct date_kind oriel__time_kind = {
	.parse = oriel__time_try_parse,
	.write = oriel__time_write,
	.step_scale = 1000,
	.default_step = 60000,
	.incomplete = ORIEL_BUILTIN_TEXT_TIME,
};

static struct date_control *date_control_of(const oriel_widget *widget) {
	return (struct date_control *)(uintptr_t)widget;
}

/* ---- Rules ---- */

static bool date_attribute(const oriel_widget *widget, const char *name, int64_t *number) {
	const char *text = oriel_attribute(widget, name);
	return text && date_control_of(widget)->kind->parse(text, number);
}

/* Returns the step in units of the numbers; 0: any value. Source: HTML, "allowed value step"; a
 * step that is no whole number is rounded, as in Chromium. */
static int64_t date_step(const oriel_widget *widget) {
	const struct date_kind *kind = date_control_of(widget)->kind;
	const char *text = oriel_attribute(widget, "step");
	double step;
	if (text && oriel__number_is_any(text))
		return 0;
	if (!text || !oriel__number_try_parse(text, &step) || !(step > 0))
		return kind->default_step;
	step = round(step * (double)kind->step_scale);
	return step < 1 ? 1 : step < 9e15 ? (int64_t)step : (int64_t)9e15;
}

struct date_rules oriel__date_control_rules(const oriel_widget *widget) {
	const struct date_control *control = date_control_of(widget);
	struct date_rules rules = { .min = INT64_MIN, .max = INT64_MAX, .step = date_step(widget) };
	rules.has_min = date_attribute(widget, "min", &rules.min);
	rules.has_max = date_attribute(widget, "max", &rules.max);
	if (rules.has_min)
		rules.base = rules.min;
	else
		control->kind->parse(control->initial, &rules.base);
	return rules;
}

unsigned oriel__date_rules_check(const struct date_rules *rules, int64_t number) {
	unsigned flags = 0;
	/* Times go round: a night lasts from its min to its max. Source: HTML, "reversed range". */
	bool is_reversed = rules->has_min && rules->has_max && rules->min > rules->max;
	bool is_below = number < rules->min, is_above = number > rules->max;
	if (is_reversed)
		is_below = is_above = is_below && is_above;
	flags |= is_below ? ORIEL_VALIDITY_RANGE_UNDERFLOW : 0;
	flags |= is_above ? ORIEL_VALIDITY_RANGE_OVERFLOW : 0;
	if (rules->step > 0 && (number - rules->base) % rules->step != 0)
		flags |= ORIEL_VALIDITY_STEP_MISMATCH;
	return flags;
}

/* ---- Errors ---- */

static void date_error_write(const oriel_widget *widget, const struct date_rules *rules,
	unsigned flags, char *message, size_t size) {
	int64_t number = date_control_of(widget)->number;
	enum oriel_builtin_text text = ORIEL_BUILTIN_TEXT_STEP;
	int64_t first = 0, second = 0;
	char words[2][ORIEL__DATE_TEXT_SIZE * 2] = { "", "" };
	if (flags & ORIEL_VALIDITY_RANGE_UNDERFLOW) {
		text = ORIEL_BUILTIN_TEXT_NOT_BEFORE;
		first = rules->min;
	} else if (flags & ORIEL_VALIDITY_RANGE_OVERFLOW) {
		text = ORIEL_BUILTIN_TEXT_NOT_AFTER;
		first = rules->max;
	} else {
		int64_t rest = (number - rules->base) % rules->step;
		first = number - (rest < 0 ? rest + rules->step : rest);
		second = first + rules->step;
		oriel__date_segments_write(widget, second, words[1], sizeof(words[1]));
	}
	oriel__date_segments_write(widget, first, words[0], sizeof(words[0]));
	oriel__text_edit_message(message, size, oriel_builtin_text(text), words[0], words[1]);
}

static void date_control_check(oriel_widget *widget) {
	const struct date_control *control = date_control_of(widget);
	bool is_missing = oriel__form_control_is_required(widget) && control->value[0] == '\0';
	unsigned flags = is_missing ? ORIEL_VALIDITY_VALUE_MISSING : 0;
	char message[256] = "";
	if (control->is_incomplete)
		flags |= ORIEL_VALIDITY_BAD_INPUT;
	if (flags != 0) {
		oriel_form_control_set_validity(widget, flags,
			oriel_builtin_text(
				control->is_incomplete ? control->kind->incomplete : ORIEL_BUILTIN_TEXT_FILL_IN));
		return;
	}
	struct date_rules rules = oriel__date_control_rules(widget);
	if (control->number != ORIEL__NO_DATE)
		flags = oriel__date_rules_check(&rules, control->number);
	if (flags != 0)
		date_error_write(widget, &rules, flags, message, sizeof(message));
	oriel_form_control_set_validity(widget, flags, message);
}

/* ---- The value ---- */

bool oriel__date_control_is_editable(const oriel_widget *widget) {
	return !oriel_is_disabled(widget) && !oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY);
}

/* Takes a text that is a value, or "". */
static void date_control_take(oriel_widget *widget, const char *text, bool is_incomplete) {
	struct date_control *control = date_control_of(widget);
	snprintf(control->value, sizeof(control->value), "%s", text);
	control->number = ORIEL__NO_DATE;
	control->kind->parse(control->value, &control->number);
	control->is_incomplete = is_incomplete;
	date_control_check(widget);
}

/* A text that is too long is no value: the longest one is "14:30:15.123". */
void oriel__date_control_set_value(oriel_widget *widget, const char *value) {
	struct date_control *control = date_control_of(widget);
	int64_t number = ORIEL__NO_DATE;
	if (!value || !control->kind->parse(value, &number))
		value = "";
	memmove(control->initial, value, strlen(value) + 1);
	memcpy(control->committed, control->initial, sizeof(control->committed));
	control->is_edited = false;
	date_control_take(widget, control->initial, false);
	oriel__date_segments_update(widget);
	oriel__date_segments_show(widget, number);
}

double oriel__date_control_number(const oriel_widget *widget) {
	const struct date_control *control = date_control_of(widget);
	if (control->number == ORIEL__NO_DATE)
		return NAN;
	return (double)(control->kind->is_date ? control->number * ORIEL__DAY_MS : control->number);
}

/* Returns false if the widget is destroyed by a listener. */
static bool date_control_fire_input(oriel_widget *widget) {
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	return !oriel_widget_is_destroyed(widget);
}

void oriel__date_control_choose(oriel_widget *widget, int64_t number) {
	struct date_control *control = date_control_of(widget);
	char text[ORIEL__DATE_TEXT_SIZE] = "";
	if (number != ORIEL__NO_DATE)
		control->kind->write(number, text);
	bool is_changed = strcmp(text, control->value) != 0;
	control->is_edited = true;
	date_control_take(widget, text, false);
	oriel__date_segments_update(widget);
	oriel__date_segments_show(widget, number);
	if (is_changed)
		date_control_fire_input(widget);
}

void oriel__date_control_edited(oriel_widget *widget) {
	struct date_control *control = date_control_of(widget);
	char text[ORIEL__DATE_TEXT_SIZE] = "";
	bool is_empty;
	int64_t number = oriel__date_segments_read(widget, &is_empty);
	if (number != ORIEL__NO_DATE)
		control->kind->write(number, text);
	bool is_same = number == control->number;
	control->is_edited = true;
	if (is_same)
		memcpy(text, control->value, sizeof(text)); /* perhaps with zeros that are not needed */
	date_control_take(widget, text, number == ORIEL__NO_DATE && !is_empty);
	if (!is_same)
		date_control_fire_input(widget);
}

void oriel__date_control_commit(oriel_widget *widget) {
	struct date_control *control = date_control_of(widget);
	bool is_edited = control->is_edited;
	control->is_edited = false;
	if (strcmp(control->committed, control->value) == 0) {
		if (is_edited)
			oriel__form_control_set_user_checked(widget, true);
		return;
	}
	memcpy(control->committed, control->value, sizeof(control->committed));
	oriel_form_control_fire_change(widget);
}

/* ---- Methods of the classes ---- */

void oriel__date_control_begin(
	oriel_widget *widget, const struct date_kind *kind, const char *value) {
	struct date_control *control = date_control_of(widget);
	struct date_locale locale;
	control->kind = kind;
	control->number = ORIEL__NO_DATE;
	oriel__date_locale_load(&locale);
	oriel__date_segments_make(widget, &locale);
	oriel__date_control_set_value(widget, value);
}

void oriel__date_control_changed(oriel_widget *widget, const struct oriel_change *change) {
	if (change->kind != ORIEL_CHANGE_ATTRIBUTE)
		return;
	if (strcmp(change->name, "readonly") == 0) {
		oriel_widget_set_state(
			widget, ORIEL_STATE_READ_ONLY, oriel_has_attribute(widget, "readonly"));
	} else if (strcmp(change->name, "min") == 0 || strcmp(change->name, "max") == 0 ||
		strcmp(change->name, "step") == 0 || strcmp(change->name, "required") == 0) {
		oriel__date_segments_update(widget);
		date_control_check(widget);
	}
}

const char *oriel__date_control_form_value(const oriel_widget *widget) {
	return date_control_of(widget)->value;
}

void oriel__date_control_form_reset(oriel_widget *widget) {
	oriel__date_control_set_value(widget, date_control_of(widget)->initial);
}

void oriel__date_control_describe(
	oriel_widget *widget, struct oriel_description *description) {
	struct date_control *control = date_control_of(widget);
	description->role = ORIEL_ROLE_GROUP;
	control->described[0] = '\0';
	if (control->number != ORIEL__NO_DATE)
		oriel__date_segments_write(
			widget, control->number, control->described, sizeof(control->described));
	description->value = control->described;
	if (oriel__date_control_is_editable(widget))
		description->actions |= ORIEL_ACTION_EDIT | ORIEL_ACTION_ADJUST;
	description->active_descendant = oriel_widget_from_id(control->active);
	oriel_form_control_describe(widget, description);
}
