/* SPDX-License-Identifier: MIT */
/*
 * References to payloads. These functions call release at once. Code inside a callback of a loop
 * uses oriel__payload_drop() instead, which defers the call.
 */
#include <oriel/runtime/payload.h>

#include <oriel/runtime/log.h>

struct oriel_payload oriel_payload_ref(struct oriel_payload payload) {
	ORIEL_ASSERT(payload.retain != NULL || payload.release == NULL,
		"oriel_payload_ref: the payload of %p has a release and no retain, so that it can have one "
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
