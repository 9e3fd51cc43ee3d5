/* SPDX-License-Identifier: MIT */
/*
 * A platform on its way into a recording or out of one.
 */
#ifndef ORIEL_PLATFORM_TAPED_INTERNAL_H
#define ORIEL_PLATFORM_TAPED_INTERNAL_H

#include <oriel/extend/platform.h>

/* Around platform, which is handed over, while this thread's loop is recorded: what it says and
 * sends is written down. While it is replayed, platform is NULL, and its windows are memory. */
oriel_platform *oriel__platform_new_taped(oriel_platform *platform);
/* Input that drives a loop from outside is a device's as far as recordings know. False: it is in
 * the recording that is replayed. window may be any platform's. */
bool oriel__taped_push(oriel_platform_window *window, const struct oriel_raw_input *input);

#endif
