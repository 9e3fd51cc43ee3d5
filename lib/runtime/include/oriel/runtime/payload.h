/* SPDX-License-Identifier: MIT */
/**
 * @file
 * References to payloads. struct oriel_payload and the functions that make one are in types.h.
 *
 * ```c
 * struct oriel_payload bytes = oriel_bytes_payload(oriel_bytes_new("abc", 3));
 * struct oriel_payload kept = oriel_payload_ref(bytes); // a second reference
 * oriel_payload_unref(bytes);
 * oriel_payload_unref(kept); // the last reference releases the 3 bytes
 * ```
 *
 * Thread: any that the payload's own functions allow. Errors: only broken contracts, which assert.
 */
#ifndef ORIEL_RUNTIME_PAYLOAD_H
#define ORIEL_RUNTIME_PAYLOAD_H

#include <oriel/runtime/types.h>

ORIEL_BEGIN

/**
 * Returns payload, with one more reference. Asserts on a payload with a release function and
 * without retain, which can have one reference only.
 */
ORIEL_API struct oriel_payload oriel_payload_ref(struct oriel_payload payload);
/** Releases a reference to a payload. */
ORIEL_API void oriel_payload_unref(struct oriel_payload payload);

ORIEL_END

#endif
