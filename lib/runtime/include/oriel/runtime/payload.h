/* SPDX-License-Identifier: MIT */
/**
 * @file
 * References to payloads (struct oriel_payload, types.h).
 *
 * Thread: any; what retain and drop do is the payload's own affair. Errors: only broken contracts,
 * which assert.
 */
#ifndef ORIEL_RUNTIME_PAYLOAD_H
#define ORIEL_RUNTIME_PAYLOAD_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/** @return payload, with one reference more; one without retain cannot have two: asserts if it has
 * a release function */
ORIEL_API struct oriel_payload oriel_payload_ref(struct oriel_payload payload);
/** Gives up one reference. */
ORIEL_API void oriel_payload_unref(struct oriel_payload payload);

ORIEL_END

#endif
