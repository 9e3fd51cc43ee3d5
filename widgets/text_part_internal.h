/* SPDX-License-Identifier: MIT */
/* The text that a label, a button or a check box shows: a string, and its paragraph made when it is
 * needed. */
#ifndef ORIEL_WIDGETS_TEXT_PART_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_PART_INTERNAL_H

#include <oriel/extend/recorder.h>

/* All zeros is the empty text. */
struct text_part {
	char *text; /* NULL: "" */
	oriel_paragraph *paragraph; /* NULL: to be made */
	/* whatever the style says: line ends are shown as spaces, and too long a text ends in an
	 * ellipsis */
	bool is_one_line;
};

/* Copies text, repaired; whether it may differ from what it was. Without memory it does not. */
bool oriel__text_part_set(struct text_part *part, const char *text);
const char *oriel__text_part_text(const struct text_part *part);
void oriel__text_part_finish(struct text_part *part);
/* For a class's changed: computed values differ. */
void oriel__text_part_restyle(struct text_part *part);

/* As the method measure of a class, with the widget's computed values. */
struct oriel_measurement oriel__text_part_measure(
	struct text_part *part, const oriel_widget *widget, float max_width);
/* Draws the text into box, centred vertically, and strikes it through if the style says so. */
void oriel__text_part_record(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box);

/* A paragraph of text, or an empty one if there is no memory for that, as is logged. */
oriel_paragraph *oriel__text_shape(
	const char *text, size_t length, const struct oriel_text_style *style);

/* A widget that is a text part and perhaps more, and the methods of its class that are the part's
 * alone. */
struct text_widget {
	struct oriel_widget_base base;
	struct text_part part;
};
void oriel__text_widget_finish(oriel_widget *widget);
void oriel__text_widget_changed(oriel_widget *widget, const struct oriel_change *change);
struct oriel_measurement oriel__text_widget_measure(oriel_widget *widget, float max_width);
void oriel__text_widget_record(oriel_widget *widget, oriel_recorder *recorder);
void oriel__text_widget_set(oriel_widget *widget, const char *text);
const char *oriel__text_widget_text(const oriel_widget *widget);

#endif
