/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Values of the program's own on targets and events, e.g. the object that wraps one in another
 * language.
 *
 * Each value has a key, so that several libraries can use the same object. The value's release
 * function is also the notice that its object is gone. It runs once, after those of the target's
 * listeners. For targets and events that outlive the loop, it runs when the loop ends. The address
 * of the object may then belong to another object: look a value up here, not in a table of
 * addresses.
 *
 * ```c
 * static const char note_key;
 *
 * oriel_target_set_user_data(button, &note_key, oriel_owned(strdup("note 17"), free));
 * puts((const char *)oriel_target_user_data(button, &note_key));
 * ```
 *
 * Thread: loop. Errors: only broken contracts, which assert, and a loop that ends.
 */
#ifndef ORIEL_RUNTIME_USER_DATA_H
#define ORIEL_RUNTIME_USER_DATA_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** Does the work of oriel_target_set_user_data(). */
ORIEL_API bool oriel_target_set_user_data_at(
	const char *site, oriel_target *target, const void *key, struct oriel_payload value);
/**
 * Sets the value that target has for this key. The value before is released. Also allowed on a
 * target that is destroyed and can still be seen.
 * @param key   an address of the caller's, e.g. of a static object; only compared
 * @param value handed over; ORIEL_NO_PAYLOAD removes the value
 * @return false, with value released, while the loop ends
 * Errors: asserts on a widget that was destroyed and is only held.
 */
#define oriel_target_set_user_data(target, key, value) \
	oriel_target_set_user_data_at(ORIEL_SITE, ORIEL_TARGET(target), key, value)

/** Does the work of oriel_target_user_data(). */
ORIEL_API void *oriel_target_user_data_at(
	const char *site, const oriel_target *target, const void *key);
/**
 * Returns the data of the value for this key, borrowed until the value changes or the target is
 * gone; NULL without one.
 */
#define oriel_target_user_data(target, key) \
	oriel_target_user_data_at(ORIEL_SITE, ORIEL_TARGET(target), key)

/** Sets the value that event has for this key, as oriel_target_set_user_data() does. */
ORIEL_API bool oriel_event_set_user_data(
	oriel_event *event, const void *key, struct oriel_payload value);
/** Returns the data of the value for this key, as oriel_target_user_data() does. */
ORIEL_API void *oriel_event_user_data(const oriel_event *event, const void *key);

ORIEL_END

#endif
