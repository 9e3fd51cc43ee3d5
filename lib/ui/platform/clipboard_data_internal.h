/* SPDX-License-Identifier: MIT */
/*
 * Bytes that arrive for a clipboard request, and the answer made of them. What has been in the
 * buffer is zeroed when it is freed or moved.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_DATA_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_DATA_INTERNAL_H

#include "clipboard_types_internal.h"

#include <oriel/extend/platform.h>

/* The most that one request takes. */
#define ORIEL__CLIPBOARD_MAX ((size_t)256 << 20)

/* All zeros is empty. */
struct oriel__clipboard_data {
	char *bytes;
	size_t length, capacity;
};

/* ORIEL_QUOTA_EXCEEDED_ERROR, with nothing changed: over ORIEL__CLIPBOARD_MAX, or no memory, which
 * is logged. */
enum oriel_status oriel__clipboard_data_append(
	struct oriel__clipboard_data *data, const char *bytes, size_t length);
void oriel__clipboard_data_finish(struct oriel__clipboard_data *data);

/* Completes a request with data in an encoding; text becomes UTF-8. */
void oriel__clipboard_answer_data(struct oriel_clipboard_request *request, const char *bytes,
	size_t length, enum oriel__clipboard_encoding encoding);
/* Completes a request with the MIME types that these names stand for. */
void oriel__clipboard_answer_types(
	struct oriel_clipboard_request *request, const char *const *names, size_t count);
/* Completes a request that has failed. */
void oriel__clipboard_answer_failure(
	struct oriel_clipboard_request *request, enum oriel_status status);

/* UTF-8 in Latin-1 for programs that ask for it, with "?" for what Latin-1 lacks. False: no memory,
 * which is logged. */
bool oriel__clipboard_to_latin1(
	struct oriel__clipboard_data *data, const char *text, size_t length);

#endif
