/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A label: text that is only read. Type "label"; a leaf.
 *
 * The class "title" makes it a heading, "muted" less prominent, "error" says that something went
 * wrong.
 *
 * Text is UTF-8; what is invalid in it is replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old one stays, as is logged.
 */
#ifndef ORIEL_WIDGETS_LABEL_H
#define ORIEL_WIDGETS_LABEL_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param text copied; NULL is "". @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_label(const char *text);
/** Does nothing if the text is the same. @param text copied; NULL is "" */
ORIEL_API void oriel_label_set_text(oriel_widget *label, const char *text);
/** As oriel_label_set_text(), from a format as for printf. */
ORIEL_API void oriel_label_set_textf(oriel_widget *label, const char *format, ...)
	ORIEL_PRINTF(2, 3);
/** @return borrowed until it changes; never NULL */
ORIEL_API const char *oriel_label_text(const oriel_widget *label);

ORIEL_END

#endif
