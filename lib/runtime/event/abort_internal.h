/* SPDX-License-Identifier: MIT */
/*
 * Abort signals, for the files of this module. Other modules use oriel/runtime/abort.h.
 */
#ifndef ORIEL_EVENT_ABORT_INTERNAL_H
#define ORIEL_EVENT_ABORT_INTERNAL_H

#include <stddef.h>

struct oriel__event_state;

/* Ends the lingering signals when the loop ends. */
void oriel__abort_signals_finish(struct oriel__event_state *state);

/* Returns the number of lingering signals that are no longer needed, and are freed by the next
 * check. */
size_t oriel__abort_signals_count_unneeded(const struct oriel__event_state *state);

#endif
