/* SPDX-License-Identifier: MIT */
/* A text field, shared by what a user does to it (text_field.c) and what it looks like (text_field_view.c). */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H

#include <oriel/impl/text_buffer.h>

#include "text_part-internal.h"

struct text_field {
	struct oriel_widget_base base;
	oriel_text_buffer *buffer;
	char *text_at_focus; /* what `change` is measured against; NULL without focus */

	/* view */
	oriel_paragraph *shown; /* text with the preedit at the caret; NULL: to be made */
	struct text_part placeholder;
	float scroll_x; // px
	oriel_timer_id blink;
	int blinks_left;
	bool caret_shown;

	/* selecting by pointer */
	bool selecting, unit_is_word;
	size_t unit_start, unit_end; /* what the press selected */
};

/* The text or its style differs: what is shown is made anew. */
void oriel__text_field_reshape(struct text_field *field);
/* Shows the caret without delay and lets it blink, if the field has the keyboard; scrolls to it. */
void oriel__text_field_show_caret(oriel_widget *widget);
void oriel__text_field_hide_caret(oriel_widget *widget);
/* Moves the caret by one place on the screen; without extend a selection collapses to that side. */
void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend);
/* Whether a way on the screen is the way in which the text runs. */
bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward);
/* The offset in the text nearest to a point of the border box, px. */
size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point);

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width);
void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder);

#endif
