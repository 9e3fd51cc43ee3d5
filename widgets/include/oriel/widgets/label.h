/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A label: text that cannot be edited. Its type in selectors is "label". It is a leaf, i.e. it has
 * no children.
 *
 * Classes change how a label looks: "title" is a heading, "heading" names a section, "small" is
 * small print, "muted" is less prominent, and "error" marks a failure.
 *
 * ```c
 * oriel_label_set_textf(label, "%d of %d files", 3, 12); // shows "3 of 12 files"
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

/**
 * Makes a label.
 * @param text copied; NULL is ""
 * @return owned by the caller until the label is inserted into a tree
 */
ORIEL_API oriel_widget *oriel_label(const char *text);
/** Sets the text of a label. An equal text causes no layout. @param text copied; NULL is "" */
ORIEL_API void oriel_label_set_text(oriel_widget *label, const char *text);
/** Sets the text of a label from a printf format. */
ORIEL_API void oriel_label_set_textf(oriel_widget *label, const char *format, ...)
	ORIEL_PRINTF(2, 3);
/** Returns the text of a label, borrowed until the text changes; never NULL. */
ORIEL_API const char *oriel_label_text(const oriel_widget *label);

ORIEL_END

#endif
