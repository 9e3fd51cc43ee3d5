/* SPDX-License-Identifier: MIT */
/*
 * The common part of check boxes, switches and radio buttons: a mark, a text beside it, and a click
 * that changes the state :checked. The state is the only memory.
 */
#ifndef ORIEL_WIDGETS_TOGGLE_INTERNAL_H
#define ORIEL_WIDGETS_TOGGLE_INTERNAL_H

#include <oriel/widgets/checkbox.h>

#include "form_control_internal.h"
#include "text_part_internal.h"

/* The struct of such a widget, or its first member. */
struct toggle {
	struct text_widget text; /* first */
	bool is_initially_checked; /* as the program has set it last: what a reset restores */
};

/* Methods of a class whose struct begins with a struct toggle. */
void oriel__toggle_changed(oriel_widget *widget, const struct oriel_change *change);
/* The part of oriel__toggle_changed() that forms need. */
void oriel__toggle_check_required(oriel_widget *widget, const struct oriel_change *change);
/* HTML, "legacy-pre-activation behavior" of a check box: its state flips, and it is determinate.
 * Returns both states as they were. */
uint64_t oriel__toggle_pre_activate(oriel_widget *widget, oriel_event *event);
void oriel__toggle_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before);
/* Fires `input` and `change`. A listener of `input` may destroy the widget. */
void oriel__toggle_activate(oriel_widget *widget, oriel_event *event);

/* The attribute "value", or "on", if it is checked. Source: HTML, "default/on". */
const char *oriel__toggle_form_value(const oriel_widget *widget);
void oriel__toggle_form_reset(oriel_widget *widget);
/* Checks it, or not, for the program. */
void oriel__toggle_set_checked(oriel_widget *widget, bool is_checked);

/* Applies the options of a constructor; NULL: none. */
void oriel__toggle_set_options(
	const char *site, oriel_widget *widget, const struct oriel_checkbox_options *options);

/* Measures a mark of this size, px, with the text beside it. */
struct oriel_measurement oriel__toggle_measure(
	oriel_widget *widget, float max_width, struct oriel_size mark);
/* Returns where the mark is drawn, px in the border box. */
struct oriel_rect oriel__toggle_mark(const oriel_widget *widget, struct oriel_size mark);
/* Records the text beside a mark of this width. */
void oriel__toggle_record_text(oriel_widget *widget, oriel_recorder *recorder, float mark_width);

#endif
