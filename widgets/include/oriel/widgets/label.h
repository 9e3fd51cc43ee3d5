/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A label: text that cannot be edited. Type "label"; a leaf.
 *
 * The class "title" makes it a heading, "muted" less prominent, "error" shows a failure.
 *
 * ```c
 * oriel_label_set_textf(label, "%d of %d files", 3, 12);
 * ```
 *
 * Text is UTF-8; invalid bytes are replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old text stays, and an error is logged.
 */
#ifndef ORIEL_WIDGETS_LABEL_H
#define ORIEL_WIDGETS_LABEL_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a label. @param text copied; NULL is "". @return owned by the caller until it is inserted
 */
ORIEL_API oriel_widget *oriel_label(const char *text);
/** Sets the text of a label; an unchanged text costs no layout. @param text copied; NULL is "" */
ORIEL_API void oriel_label_set_text(oriel_widget *label, const char *text);
/** Sets the text of a label from a printf format. */
ORIEL_API void oriel_label_set_textf(oriel_widget *label, const char *format, ...)
	ORIEL_PRINTF(2, 3);
/** Returns the text of a label, borrowed until it changes; never NULL. */
ORIEL_API const char *oriel_label_text(const oriel_widget *label);

ORIEL_END

#endif
