/* SPDX-License-Identifier: MIT */
/*
 * User data, for the files of this module whose objects have some. Others use
 * oriel/runtime/user_data.h.
 */
#ifndef ORIEL_EVENT_USER_DATA_INTERNAL_H
#define ORIEL_EVENT_USER_DATA_INTERNAL_H

#include <stdint.h>

struct oriel__event_state;

/* Drops all that an object has, which is something; its memory is about to be freed. */
void oriel__user_data_drop_all(struct oriel__event_state *state, uint32_t *owner);

/* The loop ends: drops what is left on objects that outlive it. */
void oriel__user_data_finish(struct oriel__event_state *state);

#endif
