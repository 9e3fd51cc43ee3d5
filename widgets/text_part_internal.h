/* SPDX-License-Identifier: MIT */
/* The text of a label, a button or a check box: a string, and its lazily shaped paragraph. */
#ifndef ORIEL_WIDGETS_TEXT_PART_INTERNAL_H
#define ORIEL_WIDGETS_TEXT_PART_INTERNAL_H

#include <oriel/extend/recorder.h>

/* All zeros is the empty text. */
struct text_part {
	char *text; /* NULL: "" */
	oriel_paragraph *paragraph; /* NULL: not shaped yet */
	/* regardless of the style, line ends are shown as spaces, and a text that is too long ends in
	 * an ellipsis */
	bool is_one_line;
};

/* Copies a text and repairs invalid UTF-8. Returns whether the text may have changed; false without
 * memory, when the old text stays. */
bool oriel__text_part_set(struct text_part *part, const char *text);
const char *oriel__text_part_text(const struct text_part *part);
void oriel__text_part_finish(struct text_part *part);
/* Discards the paragraph; for the `changed` method of a class, when computed values differ. */
void oriel__text_part_restyle(struct text_part *part);

/* Implements the `measure` method of a class, with the widget's computed values. */
struct oriel_measurement oriel__text_part_measure(
	struct text_part *part, const oriel_widget *widget, float max_width);
/* Draws the text into box, centred vertically, and strikes it through if the style says so. */
void oriel__text_part_record(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box);
/* Draws the text likewise, in a colour. */
void oriel__text_part_record_in(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box, oriel_color color);
/* Underlines the first place of a text that contains key, the access key; NULL is allowed. Follows
 * the drawing of the text in the same box. */
void oriel__text_part_underline_key(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box, const char *key);

/* Draws a line below each line of the text, which was just recorded into the same box. */
void oriel__text_part_underline(struct text_part *part, const oriel_widget *widget,
	oriel_recorder *recorder, struct oriel_rect box);

/* Returns a paragraph of a text, or an empty one, with an error logged, if there is no memory. */
oriel_paragraph *oriel__text_shape(
	const char *text, size_t length, const struct oriel_text_style *style);

/* A widget with a text part, which may have more members, and methods for classes of such
 * widgets. */
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
