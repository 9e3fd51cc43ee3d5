/* SPDX-License-Identifier: MIT */
/*
 * Bytes that arrive for a clipboard request, and the answer built from them. The contents of a
 * buffer are zeroed when the buffer is freed or moved.
 */
#ifndef ORIEL_PLATFORM_CLIPBOARD_DATA_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_DATA_INTERNAL_H

#include "clipboard_types_internal.h"

#include <oriel/extend/platform.h>

/* Bytes; the limit of one request. */
#define ORIEL__CLIPBOARD_MAX ((size_t)256 << 20)

/* All zeros: an empty buffer. */
struct oriel__clipboard_data {
	char *bytes;
	size_t length, capacity;
};

/* Appends bytes. Returns ORIEL_QUOTA_EXCEEDED_ERROR and changes nothing if the buffer would exceed
 * ORIEL__CLIPBOARD_MAX, or if there is no memory, which is logged. */
enum oriel_status oriel__clipboard_data_append(
	struct oriel__clipboard_data *data, const char *bytes, size_t length);
void oriel__clipboard_data_finish(struct oriel__clipboard_data *data);

/* Completes a request with data in the given encoding; text is converted to UTF-8. */
void oriel__clipboard_answer_data(struct oriel_clipboard_request *request, const char *bytes,
	size_t length, enum oriel__clipboard_encoding encoding);
/* Completes a request with the MIME types that the system's names stand for. */
void oriel__clipboard_answer_types(
	struct oriel_clipboard_request *request, const char *const *names, size_t count);
/* Completes a request with an error. */
void oriel__clipboard_answer_failure(
	struct oriel_clipboard_request *request, enum oriel_status status);

/* Converts UTF-8 to Latin-1, with "?" for each character that Latin-1 lacks. Returns false and logs
 * an error if there is no memory. */
bool oriel__clipboard_to_latin1(
	struct oriel__clipboard_data *data, const char *text, size_t length);

#endif
