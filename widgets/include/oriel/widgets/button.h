/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A button: fires `click`, by pointer, Enter and Space. Type "button"; a leaf.
 *
 * In a form it submits, unless its attribute "type" is "button". The class "primary" makes it the
 * one to press, "danger" warns, "flat" is for rows and tool bars.
 *
 * Text is UTF-8; what is invalid in it is replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old one stays, as is logged. Source: HTML,
 * "the button element".
 */
#ifndef ORIEL_WIDGETS_BUTTON_H
#define ORIEL_WIDGETS_BUTTON_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param text copied; NULL is "". @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_button(const char *text);
/** @param text copied; NULL is "" */
ORIEL_API void oriel_button_set_text(oriel_widget *button, const char *text);
/** @return borrowed until it changes; never NULL */
ORIEL_API const char *oriel_button_text(const oriel_widget *button);

ORIEL_END

#endif
