/* SPDX-License-Identifier: MIT */
/*
 * What the system answers, in our words.
 */
#ifndef ORIEL_BASE_ERRNO_INTERNAL_H
#define ORIEL_BASE_ERRNO_INTERNAL_H

#include <oriel/runtime/status.h>

/* Of a value of errno; ORIEL_OPERATION_ERROR for one that has no status of its own, and ORIEL_OK
 * for 0. */
enum oriel_status oriel__status_from_errno(int error);

struct oriel__errno_text {
	char text[96];
};
/* As strerror(), from any thread. */
struct oriel__errno_text oriel__errno_text(int error);

#endif
