/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A separator: a thin line between groups of widgets. Type "separator"; a leaf.
 *
 * In a row it stands upright, elsewhere it lies. The style's background is its colour.
 *
 * ```c
 * oriel_column(oriel_label("Account"), oriel_separator(), oriel_label("Privacy")); // 3 children
 * ```
 *
 * Thread: loop. Errors: none. Source: HTML, "the hr element"; ARIA, "separator".
 */
#ifndef ORIEL_WIDGETS_SEPARATOR_H
#define ORIEL_WIDGETS_SEPARATOR_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a separator. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_separator(void);

ORIEL_END

#endif
