/* SPDX-License-Identifier: MIT */
/*
 * Turns an errno into a sentence with a remedy. base/errno_internal.h returns its status.
 */
#ifndef ORIEL_BASE_OS_ERROR_INTERNAL_H
#define ORIEL_BASE_OS_ERROR_INTERNAL_H

/* Returns for example "cannot open /etc/shadow: Permission denied; request access from its owner,
 * …". action is "open", and subject is a path or an address. The caller releases the text with
 * oriel__free(). May be called on any thread. */
char *oriel__os_error_message(const char *action, const char *subject, int error);

#endif
