/* SPDX-License-Identifier: MIT */
/* The text that a label, a button or a check box shows: a string, and its paragraph made when it is needed. */
#ifndef ORIEL_WIDGETS_TEXT_PART_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_PART_INTERNAL_H

#include <oriel/impl/paint.h>

/* All zeros is the empty text. */
struct text_part {
	char *text; /* NULL: "" */
	oriel_paragraph *paragraph; /* NULL: to be made */
};

/* Copies text; whether it differs from what it was. Without memory it does not. */
bool oriel__text_part_set(struct text_part *part, const char *text);
const char *oriel__text_part_text(const struct text_part *part);
void oriel__text_part_finish(struct text_part *part);
/* For a class's changed: computed values differ. */
void oriel__text_part_restyle(struct text_part *part);

/* As the method measure of a class, with the widget's computed values. */
struct oriel_measurement oriel__text_part_measure(struct text_part *part, const oriel_widget *widget, float max_width);
/* Draws the text into box, centred vertically, and strikes it through if the style says so. */
void oriel__text_part_record(struct text_part *part, const oriel_widget *widget, oriel_recorder *recorder, struct oriel_rect box);
/* The same in another colour than the style's. */
void oriel__text_part_record_in(struct text_part *part, const oriel_widget *widget, oriel_recorder *recorder, struct oriel_rect box, oriel_color color);

/* What follows answers for lack of memory, with an error logged: texts have a size from outside. */

/* length bytes of text and a NUL; free(). NULL if there is no memory. */
char *oriel__text_copy(const char *text, size_t length);
/* A paragraph of text, or an empty one if there is no memory for that. */
oriel_paragraph *oriel__text_shape(const char *text, size_t length, const struct oriel_text_style *style);

/* How a widget's computed values set text. */
struct oriel_text_style oriel__text_style_of(const oriel_widget *widget);

#endif
