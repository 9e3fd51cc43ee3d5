/* SPDX-License-Identifier: MIT */
/**
 * @file
 * Values of the program's own on targets and events, e.g. the object that stands for one in another
 * language.
 *
 * Each has a key, so that several libraries can use it side by side. The value's drop is also the
 * notice that its object is gone, whatever ended that: it runs once, by the rule for drops, after
 * those of the target's listeners; for targets and events that outlive the loop, when that ends.
 * The object's address may by then be another's: look a value up here rather than in a table of
 * addresses.
 *
 * Thread: loop. Errors: only broken contracts, which assert, and a loop that ends.
 */
#ifndef ORIEL_RUNTIME_USER_DATA_H
#define ORIEL_RUNTIME_USER_DATA_H

#include <oriel/runtime/target.h>

ORIEL_BEGIN

/** The function behind oriel_target_set_user_data(). */
ORIEL_API bool oriel_target_set_user_data_at(
	const char *site, oriel_target *target, const void *key, struct oriel_payload value);
/**
 * Sets what target has under this key; what it had is dropped. Also allowed on a target that is
 * destroyed and can still be seen.
 * @param key   an address of the caller's, e.g. of a static object; only compared
 * @param value handed over; NULL removes
 * @return false, with value dropped, while the loop ends
 * Errors: asserts on a widget that was destroyed and is only held.
 */
#define oriel_target_set_user_data(target, key, value) \
	oriel_target_set_user_data_at(ORIEL_SITE, ORIEL_TARGET(target), key, value)

/** The function behind oriel_target_user_data(). */
ORIEL_API void *oriel_target_user_data_at(
	const char *site, const oriel_target *target, const void *key);
/** @return the .data of what was set under this key, borrowed until it is set again or the target
 * is gone; NULL if nothing was */
#define oriel_target_user_data(target, key) \
	oriel_target_user_data_at(ORIEL_SITE, ORIEL_TARGET(target), key)

/** As oriel_target_set_user_data(). */
ORIEL_API bool oriel_event_set_user_data(
	oriel_event *event, const void *key, struct oriel_payload value);
/** As oriel_target_user_data(). */
ORIEL_API void *oriel_event_user_data(const oriel_event *event, const void *key);

ORIEL_END

#endif
