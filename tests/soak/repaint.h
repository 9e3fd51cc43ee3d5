/* SPDX-License-Identifier: MIT */
#ifndef SOAK_REPAINT_H
#define SOAK_REPAINT_H

#include <oriel/ui/window.h>

/*
 * Asserts that a window shows, pixel for pixel, what it would if all of it were styled, laid out,
 * recorded and painted anew: that nothing that is kept between frames is stale, and all that was
 * painted was presented.
 */
void assert_as_repainted(oriel_window *window);

#endif
