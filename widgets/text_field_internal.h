/* SPDX-License-Identifier: MIT */
/* A text field, shared by its editing (text_field.c, text_field_pointer.c, text_field_clipboard.c)
 * and its look (text_field_view.c). */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H

#include <oriel/extend/text_buffer.h>
#include <oriel/ui/input_event.h>

#include "text_line_internal.h"
#include "text_part_internal.h"

struct text_field {
	struct oriel_widget_base base;
	oriel_text_buffer *buffer;
	char *text_at_focus; /* the text at focus, for `change`; may be NULL */
	bool is_change_due;  /* text_at_focus was wiped, and the text has changed since */
	/* the text before the first edit by the user, which a reset restores; NULL: "" */
	char *initial_text;
	bool is_edited;      /* by the user, since the program has set the text */

	/* view */
	struct text_line line;  /* text with the preedit at the caret */
	bool is_line_stale;     /* the line must be set before its next use */
	oriel_widget *placeholder; /* in its shadow tree; NULL: none was set */
	double scroll_x;        // px
	float measured_height;  // px, of the line when the field was laid out last; 0: never
	oriel_timer_id blink;
	int blinks_left;
	bool is_caret_shown;

	/* selecting by pointer */
	bool is_selecting, is_by_word;
	size_t unit_start, unit_end;    /* the unit that the press selected */
	struct oriel_point drag_point;  /* where the pointer was last, px in the border box */
	oriel_timer_id drag;            /* runs while the pointer rests beyond an edge; else 0 */
};

/* Commits the composition in the field before the caret moves. Returns false if a listener has
 * destroyed the field. */
bool oriel__text_field_commit(oriel_widget *widget);

/* Default actions of pointers. They return false, so that the default actions for focus and
 * scrolling run too. */
bool oriel__text_field_on_pointer_down(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_move(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_up(oriel_widget *widget, oriel_event *event);
bool oriel__text_field_on_pointer_lost(oriel_widget *widget, oriel_event *event);
void oriel__text_field_stop_selecting(struct text_field *field);

/* Handles a change of the text. The field is laid out again only if the height of its text
 * differs. */
void oriel__text_field_reshape(oriel_widget *widget);
/* Handles a change of the style: the whole text is shaped again. */
void oriel__text_field_restyle(struct text_field *field);
/* Shows the caret without delay and lets it blink, if the field has the keyboard; scrolls to it. */
void oriel__text_field_show_caret(oriel_widget *widget);
void oriel__text_field_hide_caret(oriel_widget *widget);
/* Moves the caret by one visual position. Without extend, a selection collapses to its end on that
 * side. */
void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend);
/* Returns whether a visual direction is the direction in which the text runs. */
bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward);
/* Returns the offset in the text nearest to a point of the border box, px. */
size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point);

/* Fires `beforeinput` for a change. Its default action makes the change unless a listener prevents
 * it. */
void oriel__text_field_ask(oriel_widget *widget, const char *input_type, const char *data);

/* ---- text_field_clipboard.c ---- */

/* Copies the selection. Returns whether the selection is on the clipboard now. */
bool oriel__text_field_copy(oriel_widget *widget);
/* Inserts a text from outside in place of the selection, as one line. text may be NULL. */
void oriel__text_field_insert(
	oriel_widget *widget, const char *input_type, const char *text, size_t text_length);
void oriel__text_field_paste(oriel_widget *widget, const struct oriel_clipboard_event *clipboard);
/* Makes the text that the user has selected the primary selection. */
void oriel__text_field_own_primary(oriel_widget *widget);

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width);
/* Places the placeholder where the text is. */
void oriel__text_field_arrange(oriel_widget *widget, struct oriel_rect content);
void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder);

#endif
