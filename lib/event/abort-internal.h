/* SPDX-License-Identifier: MIT */
/*
 * Signals, for this room's own files. Others use oriel/abort.h.
 */
#ifndef ORIEL_EVENT_ABORT_INTERNAL_H
#define ORIEL_EVENT_ABORT_INTERNAL_H

struct oriel__event_state;

/* Ends the signals that nobody holds any more; the loop ends. */
void oriel__signals_finish(struct oriel__event_state *state);

#endif
