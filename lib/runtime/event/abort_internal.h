/* SPDX-License-Identifier: MIT */
/*
 * Signals, for this module's own files. Others use oriel/runtime/abort.h.
 */
#ifndef ORIEL_EVENT_ABORT_INTERNAL_H
#define ORIEL_EVENT_ABORT_INTERNAL_H

#include <stddef.h>

struct oriel__event_state;

/* Ends the signals that nobody holds any more; the loop ends. */
void oriel__abort_signals_finish(struct oriel__event_state *state);

/* Lingering signals that nothing hangs on any more: they are as good as gone, and go when they are
 * next looked through. */
size_t oriel__abort_signals_count_unneeded(const struct oriel__event_state *state);

#endif
