/* SPDX-License-Identifier: MIT */
/* A text field, shared by its kinds (text_field_kind.c, text_field_number.c) and its look
 * (text_field_view.c, text_field_slots.c). */
#ifndef ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_FIELD_INTERNAL_H

#include "number_text_internal.h"
#include "text_edit_internal.h"
#include "text_line_internal.h"
#include "text_part_internal.h"

/* By the attribute "type". */
enum text_field_kind {
	TEXT_FIELD_TEXT,
	TEXT_FIELD_PASSWORD,
	TEXT_FIELD_SEARCH,
	TEXT_FIELD_NUMBER,
	TEXT_FIELD_EMAIL,
	TEXT_FIELD_TELEPHONE,
	TEXT_FIELD_URL,
	TEXT_FIELD_KIND_COUNT
};

/* What stands beside the text, in the shadow tree, from the line's start to its end. */
enum text_field_slot {
	TEXT_FIELD_PREFIX, /* of the program */
	TEXT_FIELD_COUNT,  /* the number of characters */
	TEXT_FIELD_CAPS_LOCK,
	TEXT_FIELD_SUFFIX, /* of the program */
	TEXT_FIELD_FIRST_BUTTON,
	TEXT_FIELD_SECOND_BUTTON,
	TEXT_FIELD_SLOT_COUNT
};

struct text_field {
	struct text_edit edit;
	enum text_field_kind kind;
	char *value; /* which a form submits; NULL: the text */
	char radix[ORIEL__RADIX_SIZE]; /* of a number field: the decimal separator */
	float wheel; // px that the wheel has turned since the last step
	oriel_widget_id *slots; /* by enum text_field_slot, 0 for none; NULL while all are empty */
	float inset_left, inset_right; // px of the content box that slots take
	oriel_timer_id repeat; /* of a step button that is held; else 0 */

	/* view */
	struct text_line line;  /* text with the preedit at the caret */
	bool is_line_stale;     /* the line must be set before its next use */
	oriel_widget *placeholder; /* in its shadow tree; NULL: none was set */
	double scroll_x;        // px
	float measured_height;  // px, of the line when the field was laid out last; 0: never
};

/* ---- text_field_view.c ---- */

/* Handles a change of the text. The field is laid out again only if the height of its text
 * differs. */
void oriel__text_field_reshape(oriel_widget *widget);
/* Handles a change of the style: the whole text is shaped again. */
void oriel__text_field_restyle(struct text_field *field);
/* The methods of struct text_edit_class. */
struct oriel_rect oriel__text_field_show_caret(oriel_widget *widget);
/* Moves the caret by one visual position. Without extend, a selection collapses to its end on that
 * side. */
void oriel__text_field_step(oriel_widget *widget, bool rightward, bool extend);
/* Returns whether a visual direction is the direction in which the text runs. */
bool oriel__text_field_is_forward(oriel_widget *widget, bool rightward);
/* Returns the offset in the text nearest to a point of the border box, px. */
size_t oriel__text_field_offset_at(oriel_widget *widget, struct oriel_point point);

/* Returns the part of the content box that the text has, px in the border box. */
struct oriel_rect oriel__text_field_text_box(const oriel_widget *widget);
/* Returns the text as it is shown: bullets for a password. Offsets of the selection in it are set
 * in *selection. Borrowed until the text changes. */
const char *oriel__text_field_shown_text(
	oriel_widget *widget, struct oriel_text_selection *selection);
/* Sets whether the text is masked, by the kind and the attribute "revealed". */
void oriel__text_field_update_mask(oriel_widget *widget);

/* ---- text_field_kind.c ---- */

/* Reads the kind from the attribute "type". */
void oriel__text_field_update_kind(oriel_widget *widget);
/* Finds the value and its errors after a change of the text or of an attribute. */
void oriel__text_field_check(oriel_widget *widget);
/* Returns whether an attribute takes part in the errors. */
bool oriel__text_field_is_checked_by(const char *attribute);
const char *oriel__text_field_value(const struct text_field *field);
/* Returns what of a text may be inserted in place of the selection, by the kind and "maxlength".
 * Owned by the caller: oriel_utf8_free(); NULL without memory. */
char *oriel__text_field_fit(const oriel_widget *widget, const char *text);
/* ---- text_field_number.c ---- */

/* Returns the flags of the number, with the message about the first in *message, of size bytes. */
unsigned oriel__text_field_check_number(
	const oriel_widget *widget, double value, char *message, size_t size);
/* Steps the number as a user: by keys, buttons or the wheel. */
void oriel__text_field_step_number(oriel_widget *widget, int steps);
void oriel__text_field_describe_number(
	const oriel_widget *widget, struct oriel_description *description);
bool oriel__text_field_on_number_key(oriel_widget *widget, const struct oriel_key_event *key);
bool oriel__text_field_on_wheel(oriel_widget *widget, oriel_event *event);
/* ---- text_field_slots.c ---- */

void oriel__text_field_set_slot(
	oriel_widget *widget, enum text_field_slot slot, oriel_widget *part);
/* Makes the buttons of the kind, instead of those there are. */
void oriel__text_field_make_buttons(oriel_widget *widget);
/* Shows, hides and updates the slots after a change of text, states or attributes. */
void oriel__text_field_update_slots(oriel_widget *widget);
/* Shows or hides the hint about Caps Lock, by the modifiers of a key. */
void oriel__text_field_update_caps_lock(oriel_widget *widget, unsigned modifiers);
void oriel__text_field_stop_repeat(struct text_field *field);
/* Returns the width, px, that the slots take, and raises *height to that of the highest. */
float oriel__text_field_measure_slots(const oriel_widget *widget, float *height);
/* Places the slots, and finds the insets. */
void oriel__text_field_arrange_slots(oriel_widget *widget, struct oriel_rect content);

/* ---- text_field_view.c: methods of the class ---- */

struct oriel_measurement oriel__text_field_measure(oriel_widget *widget, float max_width);
/* Places the placeholder where the text is. */
void oriel__text_field_arrange(oriel_widget *widget, struct oriel_rect content);
void oriel__text_field_record(oriel_widget *widget, oriel_recorder *recorder);

#endif
