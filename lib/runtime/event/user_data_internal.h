/* SPDX-License-Identifier: MIT */
/*
 * User data, for the files of this module whose objects have some. Other modules use
 * oriel/runtime/user_data.h.
 */
#ifndef ORIEL_EVENT_USER_DATA_INTERNAL_H
#define ORIEL_EVENT_USER_DATA_INTERNAL_H

#include <stdint.h>

struct oriel__event_state;

/* Releases all user data of an object, which must have some, before the object's memory is
 * freed. */
void oriel__user_data_drop_all(struct oriel__event_state *state, uint32_t *owner);

/* Releases the user data of objects that outlive the loop. */
void oriel__user_data_finish(struct oriel__event_state *state);

#endif
