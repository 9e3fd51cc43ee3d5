/* SPDX-License-Identifier: MIT */
/* The built-in look. Every constructor calls oriel__theme_use(); only the first call on a loop does
 * anything. */
#ifndef ORIEL_WIDGETS_THEME_INTERNAL_H
#define ORIEL_WIDGETS_THEME_INTERNAL_H

void oriel__theme_use(void);

#endif
