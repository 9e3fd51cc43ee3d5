/* SPDX-License-Identifier: MIT */
/*
 * Converts errors of the operating system to statuses and texts.
 */
#ifndef ORIEL_BASE_ERRNO_INTERNAL_H
#define ORIEL_BASE_ERRNO_INTERNAL_H

#include <oriel/runtime/status.h>

/* Returns the status of an errno: ORIEL_OK for 0, and ORIEL_OPERATION_ERROR for an errno without a
 * status of its own. */
enum oriel_status oriel__status_from_errno(int error);

struct oriel__errno_text {
	char text[96];
};
/* Returns the text of strerror(); may be called on any thread. */
struct oriel__errno_text oriel__errno_text(int error);

#endif
