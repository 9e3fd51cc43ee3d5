/* SPDX-License-Identifier: MIT */
/*
 * The number in a field: its range, its steps, and the keys, buttons and wheel that step it. Steps
 * are counted from the attribute "min", else from the number that the program has set last. Errors
 * of rounding are tolerated as far as a step has digits.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include <oriel/extend/input_event.h>
#include <oriel/runtime/log.h>
#include <oriel/widgets/text_field.h>

#include "form_control_internal.h"
#include "text_field_internal.h"

#define WHEEL_STEP 40.0f /* px; a notch of a mouse has more */

enum { PAGE = 10 /* steps */ };

struct number_rules {
	double min, max; /* infinite: none */
	double base;     /* the steps' */
	double step;     /* 0: any number */
};

static double number_attribute(const oriel_widget *widget, const char *name, double missing) {
	const char *text = oriel_attribute(widget, name);
	double value;
	return text && oriel__number_try_parse(text, &value) ? value : missing;
}

static double number_of_text(const struct text_field *field, const char *text) {
	char plain[ORIEL__NUMBER_TEXT_SIZE * 4];
	double value;
	bool is_number = text &&
		oriel__number_from_local(text, field->radix, plain, sizeof(plain)) &&
		oriel__number_try_parse(plain, &value);
	return is_number ? value : NAN;
}

static struct number_rules number_rules_of(const oriel_widget *widget) {
	const struct text_field *field = (const struct text_field *)widget;
	const char *step = oriel_attribute(widget, "step");
	bool is_any = step && oriel__number_is_any(step);
	struct number_rules rules = {
		.min = number_attribute(widget, "min", -INFINITY),
		.max = number_attribute(widget, "max", INFINITY),
		.step = number_attribute(widget, "step", 1),
	};
	if (!(rules.step > 0))
		rules.step = 1;
	if (is_any)
		rules.step = 0;
	const char *initial = field->edit.is_edited ? field->edit.initial_text :
											oriel_text_buffer_text(field->edit.buffer, NULL);
	double own = number_of_text(field, initial);
	rules.base = isfinite(rules.min) ? rules.min : isnan(own) ? 0 : own;
	return rules;
}

/* ---- Errors ---- */

/* Returns the step at or beside a value. */
static double number_step_near(
	const struct number_rules *rules, double value, double (*round_steps)(double)) {
	double steps = round_steps((value - rules->base) / rules->step);
	return oriel__number_tidy(rules->base + steps * rules->step, rules->step);
}

/* The tolerance is that of Chromium: a float's precision, and any error of a number that is too
 * large for its step. */
static bool number_is_on_step(const struct number_rules *rules, double value) {
	double distance = fabs(value - rules->base);
	if (rules->step == 0 || distance / 9007199254740992.0 > rules->step)
		return true;
	double error = fabs(distance - rules->step * round(distance / rules->step));
	return error < rules->step / 16777216.0;
}

struct number_error {
	enum oriel_builtin_text text;
	double first, second;
};

static void number_error_write(const struct text_field *field, const struct number_error *error,
	char *message, size_t size) {
	char plain[ORIEL__NUMBER_TEXT_SIZE], first[ORIEL__NUMBER_TEXT_SIZE * 2] = "",
		second[ORIEL__NUMBER_TEXT_SIZE * 2] = "";
	oriel__number_format(error->first, plain);
	oriel__number_to_local(plain, field->radix, first, sizeof(first));
	oriel__number_format(error->second, plain);
	oriel__number_to_local(plain, field->radix, second, sizeof(second));
	oriel__text_edit_message(message, size, oriel_builtin_text(error->text), first, second);
}

unsigned oriel__text_field_check_number(
	const oriel_widget *widget, double value, char *message, size_t size) {
	struct number_rules rules = number_rules_of(widget);
	struct number_error error = { 0 };
	unsigned flags = 0;
	if (!number_is_on_step(&rules, value)) {
		flags |= ORIEL_VALIDITY_STEP_MISMATCH;
		error = (struct number_error){ ORIEL_BUILTIN_TEXT_STEP,
			number_step_near(&rules, value, floor), number_step_near(&rules, value, ceil) };
	}
	if (value > rules.max) {
		flags |= ORIEL_VALIDITY_RANGE_OVERFLOW;
		error = (struct number_error){ ORIEL_BUILTIN_TEXT_AT_MOST, rules.max, 0 };
	}
	if (value < rules.min) {
		flags |= ORIEL_VALIDITY_RANGE_UNDERFLOW;
		error = (struct number_error){ ORIEL_BUILTIN_TEXT_AT_LEAST, rules.min, 0 };
	}
	if (flags != 0 && message[0] == '\0')
		number_error_write((const struct text_field *)widget, &error, message, size);
	return flags;
}

/* ---- Stepping ---- */

/* Returns the number after so many steps, or before itself if there is no step in the range.
 * Source: HTML, "stepUp() and stepDown()". */
static double number_after_steps(const struct number_rules *rules, double before, int steps) {
	double value = before, least = rules->min, most = rules->max;
	struct number_rules grid = *rules;
	if (rules->min > rules->max || steps == 0)
		return before;
	if (rules->step == 0) {
		grid.step = 1;
		value += steps;
	} else {
		if (!number_is_on_step(rules, value))
			value = number_step_near(rules, value, steps > 0 ? ceil : floor);
		else
			value = oriel__number_tidy(value + steps * rules->step, rules->step);
		least = isfinite(least) ? number_step_near(&grid, least, ceil) : least;
		most = isfinite(most) ? number_step_near(&grid, most, floor) : most;
	}
	if (least > most)
		return before;
	value = fmin(fmax(value, least), most);
	bool is_backward = steps > 0 ? value < before : value > before;
	return is_backward || !isfinite(value) ? before : value;
}

/* Writes the text after so many steps. Returns false if nothing changes. */
static bool number_text_after_steps(
	const oriel_widget *widget, int steps, char *text, size_t size) {
	const struct text_field *field = (const struct text_field *)widget;
	struct number_rules rules = number_rules_of(widget);
	char plain[ORIEL__NUMBER_TEXT_SIZE];
	double number = number_of_text(field, oriel_text_buffer_text(field->edit.buffer, NULL));
	double before = isnan(number) ? 0 : number;
	double after = number_after_steps(&rules, before, steps);
	if (after == number)
		return false;
	oriel__number_format(after, plain);
	return oriel__number_to_local(plain, field->radix, text, size);
}

void oriel__text_field_step_number(oriel_widget *widget, int steps) {
	char text[ORIEL__NUMBER_TEXT_SIZE * 2];
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY) &&
		number_text_after_steps(widget, steps, text, sizeof(text)))
		oriel__text_edit_replace(widget, text);
}

bool oriel__text_field_on_number_key(oriel_widget *widget, const struct oriel_key_event *key) {
	static const struct {
		const char *key;
		int steps;
	} keys[] = { { "ArrowUp", 1 }, { "ArrowDown", -1 }, { "PageUp", PAGE }, { "PageDown", -PAGE } };
	if (key->modifiers & (ORIEL_MODIFIER_CONTROL | ORIEL_MODIFIER_SHIFT))
		return false;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(key->key, keys[i].key) != 0)
			continue;
		oriel__text_field_step_number(widget, keys[i].steps);
		return true;
	}
	return false;
}

bool oriel__text_field_on_wheel(oriel_widget *widget, oriel_event *event) {
	struct text_field *field = (struct text_field *)widget;
	const struct oriel_pointer_event *pointer = oriel_event_pointer(event);
	if (!pointer || field->kind != TEXT_FIELD_NUMBER || pointer->wheel_y == 0 ||
		!oriel_widget_has_state(widget, ORIEL_STATE_FOCUS) ||
		oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY) ||
		(pointer->modifiers & ORIEL_MODIFIER_CONTROL))
		return false;
	if ((field->wheel < 0) != (pointer->wheel_y < 0))
		field->wheel = 0;
	field->wheel += pointer->wheel_y;
	int steps = (int)fmaxf(-PAGE, fminf(-field->wheel / WHEEL_STEP, PAGE));
	if (steps != 0) {
		field->wheel = 0;
		oriel__text_field_step_number(widget, steps);
	}
	return true;
}

/* ---- For programs ---- */

void oriel__text_field_describe_number(
	const oriel_widget *widget, struct oriel_description *description) {
	struct number_rules rules = number_rules_of(widget);
	double number = oriel_text_field_number(widget);
	description->has_range = isfinite(rules.min) && isfinite(rules.max) && !isnan(number);
	if (description->has_range) {
		description->value_min = rules.min;
		description->value_max = rules.max;
		description->value_now = number;
	}
	if (!oriel_widget_has_state(widget, ORIEL_STATE_READ_ONLY))
		description->actions |= ORIEL_ACTION_ADJUST;
}

double oriel_text_field_number(const oriel_widget *widget) {
	oriel_text_field_text(widget); /* asserts that it is a text field */
	double value;
	const char *text = oriel__text_field_value((const struct text_field *)widget);
	return oriel__number_try_parse(text, &value) ? value : NAN;
}

void oriel_text_field_set_number(oriel_widget *widget, double number) {
	char text[ORIEL__NUMBER_TEXT_SIZE] = "";
	if (isfinite(number))
		oriel__number_format(number == 0 ? 0 : number, text);
	oriel_text_field_set_value(widget, text);
}

bool oriel_text_field_step_by(oriel_widget *widget, int steps) {
	char text[ORIEL__NUMBER_TEXT_SIZE * 2];
	oriel_text_field_text(widget);
	ORIEL_ASSERT(((struct text_field *)widget)->kind == TEXT_FIELD_NUMBER,
		"oriel_text_field_step_by: this field is no number; give it the type \"number\"");
	if (!number_text_after_steps(widget, steps, text, sizeof(text)))
		return false;
	oriel_text_field_set_text(widget, text);
	return true;
}
