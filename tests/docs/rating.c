/* SPDX-License-Identifier: MIT */
/*
 * A rating of up to five stars, the example of docs/ui/writing-a-widget.md, which quotes this file.
 * It uses public headers only, as a program's own widget does.
 */
#include "rating.h"

#include <math.h>
#include <stdio.h>

#include <oriel/extend/event.h>
#include <oriel/extend/recorder.h>
#include <oriel/extend/style.h>
#include <oriel/extend/widget.h>

#define STAR 24.0f /* px, width and height of a star */
#define GAP 4.0f   /* px between two stars */

struct rating {
	struct oriel_widget_base base; /* must be first */
	int value;                     /* 0 to RATING_STARS */
	char text[16];                 /* "3 of 5" */
};

static const struct oriel_widget_class rating_class;

static struct rating *rating_cast(const oriel_widget *widget, const char *caller) {
	return oriel_widget_cast_in(caller, widget, &rating_class);
}

/* ---- Size and look ---- */

static struct oriel_measurement rating_measure(oriel_widget *widget, float max_width) {
	(void)widget;
	(void)max_width; /* a star does not become smaller where there is little space */
	return (struct oriel_measurement){
		.width = RATING_STARS * STAR + (RATING_STARS - 1) * GAP,
		.height = STAR,
		.baseline = -1, /* it has no text */
	};
}

static void record_star(oriel_recorder *recorder, float x, float y, oriel_color color) {
	static const float quarter_turn = 1.5707963f, tenth_of_turn = 0.6283185f;
	struct oriel_point points[10];
	for (int i = 0; i < 10; i++) {
		float radius = i % 2 == 0 ? STAR / 2 : STAR / 5;
		float angle = (float)i * tenth_of_turn - quarter_turn;
		points[i] = (struct oriel_point){
			x + STAR / 2 + radius * cosf(angle), y + STAR / 2 + radius * sinf(angle) };
	}
	oriel_record_polygon(recorder, points, 10, color);
}

static void rating_record(oriel_widget *widget, oriel_recorder *recorder) {
	struct rating *rating = rating_cast(widget, "rating_record");
	oriel_color set = oriel_used_color(widget, ORIEL_PROPERTY_COLOR);
	oriel_color unset = oriel_used_color(widget, ORIEL_PROPERTY_ACCENT_COLOR);
	struct oriel_rect content = oriel_widget_content_box(widget);
	for (int i = 0; i < RATING_STARS; i++)
		record_star(recorder, content.x + (float)i * (STAR + GAP), content.y,
			i < rating->value ? set : unset);
}

/* ---- The value ---- */

static bool rating_change(oriel_widget *widget, int value) {
	struct rating *rating = rating_cast(widget, "rating_change");
	value = value < 0 ? 0 : value > RATING_STARS ? RATING_STARS : value;
	if (value == rating->value)
		return false;
	rating->value = value;
	oriel_widget_redraw(widget);
	return true;
}

void rating_set_value(oriel_widget *widget, int value) {
	rating_change(widget, value);
}

int rating_value(const oriel_widget *widget) {
	return rating_cast(widget, "rating_value")->value;
}

/* The first event may destroy the widget. */
static void rating_change_by_user(oriel_widget *widget, int value) {
	if (!rating_change(widget, value))
		return;
	oriel_fire_trusted(widget, "input", .bubbles = true, .composed = true);
	if (!oriel_widget_is_destroyed(widget))
		oriel_fire_trusted(widget, "change", .bubbles = true);
}

/* ---- Default actions ---- */

static bool rating_on_pointerdown(oriel_widget *widget, oriel_event *event) {
	if (oriel_event_pointer(event)->button != ORIEL_BUTTON_PRIMARY || oriel_is_disabled(widget))
		return false;
	float x = oriel_event_point_in(event, widget).x - oriel_widget_content_box(widget).x;
	rating_change_by_user(widget, (int)floorf(x / (STAR + GAP)) + 1);
	return true;
}

static bool rating_on_keydown(oriel_widget *widget, oriel_event *event) {
	int value = rating_value(widget);
	if (oriel_key_is_or_repeats(event, "ArrowRight"))
		value++;
	else if (oriel_key_is_or_repeats(event, "ArrowLeft"))
		value--;
	else if (oriel_key_is(event, "Home"))
		value = 0;
	else if (oriel_key_is(event, "End"))
		value = RATING_STARS;
	else
		return false; /* not a key of this widget: an ancestor may take it */
	rating_change_by_user(widget, value);
	return true;
}

static const struct oriel_default_action rating_actions[] = {
	{ "pointerdown", rating_on_pointerdown },
	{ "keydown", rating_on_keydown },
	{ 0 },
};

/* ---- The description ---- */

static void rating_describe(oriel_widget *widget, struct oriel_description *description) {
	struct rating *rating = rating_cast(widget, "rating_describe");
	snprintf(rating->text, sizeof(rating->text), "%d of %d", rating->value, RATING_STARS);
	description->role = ORIEL_ROLE_SLIDER;
	description->value = rating->text;
	description->has_range = true;
	description->value_max = RATING_STARS; /* value_min stays 0 */
	description->value_now = rating->value;
}

/* ---- The class ---- */

static const char *const rating_sheets[] = {
	"rating { color: #e0a100; accent-color: var(--wash-pressed) }"
	"rating:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }",
	NULL,
};

static const struct oriel_widget_class rating_class = {
	.abi = ORIEL_WIDGET_ABI,
	.name = "rating",
	.size = sizeof(struct rating),
	.flags = ORIEL_WIDGET_LEAF | ORIEL_WIDGET_FOCUSABLE,
	.measure = rating_measure,
	.record = rating_record,
	.default_actions = rating_actions,
	.describe = rating_describe,
	.sheets = rating_sheets,
};

oriel_widget *rating_new(void) {
	return oriel_widget_new(&rating_class);
}
