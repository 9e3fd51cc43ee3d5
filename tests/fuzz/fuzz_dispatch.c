/* SPDX-License-Identifier: MIT */
/*
 * Any bytes are a dispatch case (tests/runtime/event/dispatch_case.h): Oriel must do what the model
 * of the DOM standard does.
 */
#include "runtime/event/dispatch_case.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
	if (!dispatch_case_agrees(data, size, true))
		abort();
	return 0;
}
