/* SPDX-License-Identifier: MIT */
/*
 * References to payloads. Inside a callback of a loop, use loop/callback_internal.h instead, which
 * defers the release function.
 */
#include <oriel/runtime/payload.h>

#include <oriel/runtime/log.h>

struct oriel_payload oriel_payload_ref(struct oriel_payload payload) {
	ORIEL_ASSERT(payload.retain != NULL || payload.release == NULL,
		"oriel_payload_ref: the payload of %p has a drop and no retain, so that it can have one "
		"reference only; make it with a retain",
		payload.data);
	if (payload.retain != NULL)
		payload.retain(payload.data);
	return payload;
}

void oriel_payload_unref(struct oriel_payload payload) {
	if (payload.release != NULL)
		payload.release(payload.data);
}
