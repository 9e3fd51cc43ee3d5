/* SPDX-License-Identifier: MIT */
/* A text field, shared by what a user does to it (text_field.c, text_field_pointer.c) and what it
 * looks like (text_field_view.c). */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H

#include <oriel/extend/text_buffer.h>
#include <oriel/ui/input_event.h>

#include "text_line_internal.h"
#include "text_part_internal.h"

struct text_field {
	struct oriel_widget_base base;
	oriel_text_buffer *buffer;
	char *text_at_focus; /* what `change` is measured against; may be NULL */
	bool is_change_due;  /* it was wiped, and the text is another now */

	/* view */
	struct text_line line;  /* text with the preedit at the caret */
	bool is_line_stale;     /* the line has to be set again before it is used */
	struct text_part placeholder;
	double scroll_x;        // px
	float measured_height;  // px, of the line when the field was laid out last; 0: never
	oriel_timer_id blink;
	int blinks_left;
	bool is_caret_shown;

	/* selecting by pointer */
	bool is_selecting, is_by_word;
	size_t unit_start, unit_end;    /* what the press selected */
	struct oriel_point drag_point;  /* where the pointer was last, px in the border box */
	oriel_timer_id drag;            /* while the pointer rests beyond an edge; else 0 */
};

/* Commits what an input method composes in the field, before its caret moves. Returns false if a
 * listener has destroyed the field. */
bool oriel__text_field_commit(oriel_widget *widget);

/* Default actions of pointers. They take no event: focus and scrolling are still to be decided. */
bool oriel__text_field_on_pointer_down(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_move(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_up(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_lost(oriel_widget *widget, oriel_event *event);
void oriel__text_field_stop_selecting(struct text_field *field);

/* Notes that the text has changed. The field is laid out again if the height of its text differs.
 */
void oriel__text_field_reshape(oriel_widget *widget);
/* Notes that the style has changed: the whole text is shaped again. */
void oriel__text_field_restyle(struct text_field *field);
/* Shows the caret without delay and lets it blink, if the field has the keyboard; scrolls to it. */
void oriel__text_field_show_caret(oriel_widget *widget);
void oriel__text_field_hide_caret(oriel_widget *widget);
/* Moves the caret by one place on the screen; without extend a selection collapses to that side. */
void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend);
/* Whether a way on the screen is the way in which the text runs. */
bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward);
/* The offset in the text nearest to a point of the border box, px. */
size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point);

/* Asks for a change by `beforeinput`, whose default action makes it if no listener prevents it. */
void oriel__text_field_ask(oriel_widget *widget, const char *input_type, const char *data);

/* ---- text_field_clipboard.c ---- */

/* Returns whether what is selected is on the clipboard now. */
bool oriel__text_field_copy(oriel_widget *widget);
void oriel__text_field_paste(oriel_widget *widget, const struct oriel_clipboard_event *clipboard);
/* The user has selected something: that is the primary selection from now on. */
void oriel__text_field_own_primary(oriel_widget *widget);

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width);
void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder);
/* Returns the colour of the placeholder in a field whose text has this colour. */
oriel_color oriel__text_field_placeholder_color(oriel_color color);

#endif
