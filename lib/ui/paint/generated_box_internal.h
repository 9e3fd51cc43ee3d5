/* SPDX-License-Identifier: MIT */
/*
 * The class of the boxes of ::before and ::after.
 */
#ifndef ORIEL_PAINT_GENERATED_BOX_INTERNAL_H
#define ORIEL_PAINT_GENERATED_BOX_INTERNAL_H

#include <oriel/runtime/types.h>

/* Lets style/ make such boxes on this loop. */
void oriel__generated_box_install(oriel_loop *loop);

#endif
