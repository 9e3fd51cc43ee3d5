/* SPDX-License-Identifier: MIT */
/**
 * @file
 * A spinner: shows that something goes on whose length is not known, in little space. Type
 * "spinner"; a leaf.
 *
 * It turns as long as it is seen, and takes no time otherwise: hide it when the work is done. Its
 * color is the style's. Its width and height are 20 px unless the style says otherwise.
 *
 * ```c
 * oriel_widget *busy = oriel_set(oriel_spinner(), .style = "width: 32px; height: 32px");
 * ```
 *
 * Thread: loop. Errors: none.
 */
#ifndef ORIEL_WIDGETS_SPINNER_H
#define ORIEL_WIDGETS_SPINNER_H

#include <oriel/ui/types.h>

ORIEL_BEGIN

/** Makes a spinner. @return owned by the caller until it is inserted */
ORIEL_API oriel_widget *oriel_spinner(void);

ORIEL_END

#endif
