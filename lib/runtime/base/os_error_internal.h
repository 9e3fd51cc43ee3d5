/* SPDX-License-Identifier: MIT */
/*
 * What the operating system answers (errno), as a sentence that says what to do. Its status is
 * base/errno_internal.h's.
 */
#ifndef ORIEL_BASE_OS_ERROR_INTERNAL_H
#define ORIEL_BASE_OS_ERROR_INTERNAL_H

/* "cannot open /etc/shadow: Permission denied; ask its owner for access, …": action is "open",
 * subject a path or an address. Freed with oriel__free(). Any thread. */
char *oriel__os_error_message(const char *action, const char *subject, int error);

#endif
