/* SPDX-License-Identifier: MIT */
/* Buttons that show and hide a popover by HTML's attribute "popovertarget". */
#ifndef ORIEL_WIDGETS_POPOVER_TARGET_INTERNAL_H
#define ORIEL_WIDGETS_POPOVER_TARGET_INTERNAL_H

#include <oriel/extend/describe.h>

/* Shows, hides or toggles the popover that a button names, as its attribute "popovertargetaction"
 * says. Returns whether there is such a popover. */
bool oriel__popover_target_activate(oriel_widget *button);
/* Adds the popover to the description of its button. */
void oriel__popover_target_describe(
	const oriel_widget *button, struct oriel_description *description);

#endif
