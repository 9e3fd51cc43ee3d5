/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A check box with its text. Type "checkbox"; a leaf.
 *
 * It toggles before the listeners of its `click` run, toggles back if one of them prevents the
 * default, and otherwise fires `input` and `change`, which bubble. The state :checked matches it.
 *
 * Text is UTF-8; what is invalid in it is replaced by U+FFFD.
 *
 * Thread: loop. Errors: without memory for a text the old one stays, as is logged. Source: HTML,
 * "checkbox state".
 */
#ifndef ORIEL_WIDGETS_CHECKBOX_H
#define ORIEL_WIDGETS_CHECKBOX_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** @param text copied; NULL is "". @return unchecked; owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_checkbox(const char *text);
/** Fires nothing. */
ORIEL_API void oriel_checkbox_set_checked(oriel_widget *checkbox, bool checked);
ORIEL_API bool oriel_checkbox_is_checked(const oriel_widget *checkbox);
/** @param text copied; NULL is "" */
ORIEL_API void oriel_checkbox_set_text(oriel_widget *checkbox, const char *text);
/** @return borrowed until it changes; never NULL */
ORIEL_API const char *oriel_checkbox_text(const oriel_widget *checkbox);

ORIEL_END

#endif
