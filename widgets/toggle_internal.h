/* SPDX-License-Identifier: MIT */
/*
 * The common part of check boxes, switches and radio buttons: a mark, a text beside it, and a click
 * that changes the state :checked. The state is the only memory.
 */
#ifndef ORIEL_WIDGETS_TOGGLE_INTERNAL_H
#define ORIEL_WIDGETS_TOGGLE_INTERNAL_H

#include "text_part_internal.h"

/* Methods of a class whose struct is a struct text_widget. */
void oriel__toggle_changed(oriel_widget *widget, const struct oriel_change *change);
/* HTML, "legacy-pre-activation behavior" of a check box: its state flips, and it is determinate.
 * Returns both states as they were. */
uint64_t oriel__toggle_pre_activate(oriel_widget *widget, oriel_event *event);
void oriel__toggle_cancel_activate(oriel_widget *widget, oriel_event *event, uint64_t before);
/* Fires `input` and `change`. A listener of `input` may destroy the widget. */
void oriel__toggle_activate(oriel_widget *widget, oriel_event *event);

/* Measures a mark of this size, px, with the text beside it. */
struct oriel_measurement oriel__toggle_measure(
	oriel_widget *widget, float max_width, struct oriel_size mark);
/* Returns where the mark is drawn, px in the border box. */
struct oriel_rect oriel__toggle_mark(const oriel_widget *widget, struct oriel_size mark);
/* Records the text beside a mark of this width. */
void oriel__toggle_record_text(oriel_widget *widget, oriel_recorder *recorder, float mark_width);

#endif
