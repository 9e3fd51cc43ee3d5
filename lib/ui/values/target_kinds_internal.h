/* SPDX-License-Identifier: MIT */
/*
 * The kinds of targets that liboriel adds to those of the runtime (event/target_internal.h).
 */
#ifndef ORIEL_VALUES_TARGET_KINDS_INTERNAL_H
#define ORIEL_VALUES_TARGET_KINDS_INTERNAL_H

#define ORIEL__TARGET_KIND_WIDGET ((enum oriel__target_kind)ORIEL__TARGET_KIND_ABOVE)
#define ORIEL__TARGET_KIND_WINDOW ((enum oriel__target_kind)(ORIEL__TARGET_KIND_ABOVE + 1))
#define ORIEL__TARGET_KIND_APP ((enum oriel__target_kind)(ORIEL__TARGET_KIND_ABOVE + 2))

#endif
