/* SPDX-License-Identifier: MIT */
/* Parts of compound widgets that only sheets give a look, by `::part(name)`. */
#ifndef ORIEL_WIDGETS_SHADOW_PART_INTERNAL_H
#define ORIEL_WIDGETS_SHADOW_PART_INTERNAL_H

#include <oriel/ui/types.h>

/* Appends a part to a host's shadow tree. name is the value of its attribute "part". */
oriel_widget *oriel__append_shadow_part(oriel_widget *host, const char *name);

#endif
