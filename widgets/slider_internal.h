/* SPDX-License-Identifier: MIT */
/* A slider, for slider.c and slider_ticks.c. */
#ifndef ORIEL_WIDGETS_SLIDER_INTERNAL_H
#define ORIEL_WIDGETS_SLIDER_INTERNAL_H

#include <oriel/extend/recorder.h>
#include <oriel/extend/widget.h>

#include "number_text_internal.h"

#define ORIEL__SLIDER_THUMB 18.0f /* px, width and height */

struct slider_tick;

struct slider {
	struct oriel_widget_base base;
	double min, max;
	double values[2];          /* of a slider with one thumb, the first one */
	double initial[2];         /* as the program has set them last: what a reset restores */
	double values_at_press[2]; /* while a thumb is dragged */
	double step;               /* 0: any value */
	float grip;                /* px from the thumb's middle to the pointer, along the slider */
	int64_t pointer_id;        /* of the drag */
	struct slider_tick *ticks; /* tick_count; NULL: none */
	size_t tick_count;
	float tick_labels; /* px across the slider that labels take; below 0: not known */
	int active;        /* the thumb that takes keys, and that is dragged */
	bool is_range;     /* it has two thumbs */
	bool is_dragged;
	bool is_vertical;
	char text[2 * ORIEL__NUMBER_TEXT_SIZE]; /* of the values, for forms */
};

/* Returns the place of a value along the slider, px in the border box. */
float oriel__slider_place(
	const struct slider *slider, struct oriel_rect content, double value);

/* ---- slider_ticks.c ---- */

/* Returns how much ticks and their labels take across the slider, px. */
float oriel__slider_measure_ticks(oriel_widget *widget);
void oriel__slider_record(oriel_widget *widget, oriel_recorder *recorder);
void oriel__slider_changed(oriel_widget *widget, const struct oriel_change *change);
void oriel__slider_finish(oriel_widget *widget);
void oriel__slider_add_tick(oriel_widget *widget, double value, const char *label);
void oriel__slider_clear_ticks(oriel_widget *widget);

#endif
