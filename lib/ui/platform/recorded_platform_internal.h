/* SPDX-License-Identifier: MIT */
/*
 * The platform of a loop that is recorded or replayed.
 */
#ifndef ORIEL_PLATFORM_RECORDED_PLATFORM_INTERNAL_H
#define ORIEL_PLATFORM_RECORDED_PLATFORM_INTERNAL_H

#include <oriel/extend/platform.h>

/* Makes the platform of this thread's loop. During recording it owns and wraps platform, and
 * records return values and input. During replay platform is NULL, and windows are memory. */
oriel_platform *oriel__platform_new_recorded(oriel_platform *platform);
/* Records input that a program pushes outside callbacks, like input of a device. Returns whether
 * the caller passes the input on; a replay takes it from the recording instead. The window may
 * belong to any platform. */
bool oriel__recorded_push(oriel_platform_window *window, const struct oriel_raw_input *input);

#endif
