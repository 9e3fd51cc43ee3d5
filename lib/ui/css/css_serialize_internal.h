/* SPDX-License-Identifier: MIT */
/*
 * Writes values, declarations and selectors as text. Source: CSSOM 1, "serializing CSS values";
 * Values 4, §10.13; Color 4, §15. Numbers are written in the C locale.
 */
#ifndef ORIEL_CSS_CSS_SERIALIZE_INTERNAL_H
#define ORIEL_CSS_CSS_SERIALIZE_INTERNAL_H

#include "css/css_property_internal.h"
#include "css/selector_syntax_internal.h"

#include <stdarg.h>

/* A growing text. All zeros: empty. Freed with oriel__css_writer_finish(). */
struct oriel__css_writer {
	char *text; /* NUL-terminated, or NULL while empty */
	size_t length, capacity;
};

void oriel__css_writer_add(struct oriel__css_writer *writer, const char *text, size_t length);
void oriel__css_writer_text(struct oriel__css_writer *writer, const char *text);
/* Writes an identifier or a string as CSSOM serializes it. */
void oriel__css_writer_ident(struct oriel__css_writer *writer, const char *text, size_t length);
void oriel__css_writer_string(struct oriel__css_writer *writer, const char *text, size_t length);
/* Writes a number with at most six significant digits, as browsers write computed numbers. */
void oriel__css_writer_number(struct oriel__css_writer *writer, double number);
void oriel__css_writer_finish(struct oriel__css_writer *writer);

/* Writes the value of a longhand. */
void oriel__css_write_value(struct oriel__css_writer *writer, uint16_t property,
	const struct oriel__css_value *value);
void oriel__css_write_color(struct oriel__css_writer *writer, oriel_color color);

/* Returns the value of a longhand for a shorthand that is being serialized; NULL if it has none. */
typedef const struct oriel__css_value *oriel__css_longhand_fn(void *data, uint16_t longhand);
/* Writes the value of a shorthand in the shortest form, as CSSOM requires. Returns false and writes
 * nothing if the shorthand cannot express the values. */
bool oriel__css_write_shorthand(struct oriel__css_writer *writer, uint16_t shorthand,
	oriel__css_longhand_fn *longhand, void *data);

/* Writes declarations as the text of an attribute `style`. */
void oriel__css_write_block(struct oriel__css_writer *writer, const struct oriel__css_block *block,
	const struct oriel__css_name_table *names);
void oriel__css_write_selectors(struct oriel__css_writer *writer,
	const struct oriel__css_selector_list *list, const struct oriel__css_name_table *names);

#endif
