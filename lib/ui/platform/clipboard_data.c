/* SPDX-License-Identifier: MIT */
/*
 * The buffer of a clipboard request, and the answer built from it. Growing copies the buffer and
 * zeroes the old one, because realloc() would leave the text in freed memory.
 */
#include "clipboard_data_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"

#include <oriel/runtime/log.h>
#include <string.h>

enum { FIRST_CAPACITY = 256 };

static bool clipboard_data_reserve(struct oriel__clipboard_data *data, size_t length) {
	size_t capacity = data->capacity > 0 ? data->capacity : FIRST_CAPACITY;
	if (length <= data->capacity)
		return true;
	while (capacity < length)
		capacity *= 2;
	char *bytes = oriel__try_alloc(capacity, 1);
	if (bytes == NULL) {
		oriel_log(ORIEL_LOG_ERROR, "no memory for %zu bytes of the clipboard", length);
		return false;
	}
	if (data->length > 0)
		memcpy(bytes, data->bytes, data->length);
	oriel__free_wiped(data->bytes, data->length);
	data->bytes = bytes;
	data->capacity = capacity;
	return true;
}

enum oriel_status oriel__clipboard_data_append(
	struct oriel__clipboard_data *data, const char *bytes, size_t length) {
	if (length > ORIEL__CLIPBOARD_MAX - data->length ||
		!clipboard_data_reserve(data, data->length + length))
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	if (length > 0)
		memcpy(data->bytes + data->length, bytes, length);
	data->length += length;
	return ORIEL_OK;
}

void oriel__clipboard_data_finish(struct oriel__clipboard_data *data) {
	oriel__free_wiped(data->bytes, data->length);
	*data = (struct oriel__clipboard_data){ 0 };
}

void oriel__clipboard_answer_failure(
	struct oriel_clipboard_request *request, enum oriel_status status) {
	request->done(request, &(const struct oriel_clipboard_answer){ .status = status });
}

/* Completes a request with the finished data, or with the error that building the data met, and
 * frees the buffer. */
static void clipboard_data_answer(struct oriel__clipboard_data *data,
	struct oriel_clipboard_request *request, enum oriel_status status) {
	const struct oriel_clipboard_answer answer = { status, status == ORIEL_OK ? data->bytes : NULL,
		status == ORIEL_OK ? data->length : 0 };
	request->done(request, &answer);
	oriel__clipboard_data_finish(data);
}

static enum oriel_status clipboard_data_from_latin1(
	struct oriel__clipboard_data *data, const char *bytes, size_t length) {
	char utf8[4];
	enum oriel_status status = ORIEL_OK;
	for (size_t i = 0; i < length && status == ORIEL_OK; i++)
		status = oriel__clipboard_data_append(
			data, utf8, oriel__utf8_encode((unsigned char)bytes[i], utf8));
	return status;
}

static enum oriel_status clipboard_data_from_utf8(
	struct oriel__clipboard_data *data, const char *bytes, size_t length) {
	size_t repaired_length = oriel__utf8_valid_length(bytes, length);
	if (repaired_length > ORIEL__CLIPBOARD_MAX || !clipboard_data_reserve(data, repaired_length))
		return ORIEL_QUOTA_EXCEEDED_ERROR;
	data->length = oriel__utf8_repair(bytes, length, data->bytes);
	return ORIEL_OK;
}

/* Removes NUL bytes: some programs send one at the end, and a C string would end at the first. */
static void clipboard_data_remove_nuls(struct oriel__clipboard_data *data) {
	size_t kept = 0;
	for (size_t i = 0; i < data->length; i++) {
		if (data->bytes[i] != '\0')
			data->bytes[kept++] = data->bytes[i];
	}
	data->length = kept;
}

void oriel__clipboard_answer_data(struct oriel_clipboard_request *request, const char *bytes,
	size_t length, enum oriel__clipboard_encoding encoding) {
	struct oriel__clipboard_data text = { 0 };
	bool is_latin1 = encoding == ORIEL__CLIPBOARD_LATIN1 ||
		(encoding == ORIEL__CLIPBOARD_UNKNOWN && !oriel__utf8_is_valid(bytes, length));
	if (encoding == ORIEL__CLIPBOARD_BINARY) {
		request->done(request, &(const struct oriel_clipboard_answer){ ORIEL_OK, bytes, length });
		return;
	}
	enum oriel_status status = is_latin1 ? clipboard_data_from_latin1(&text, bytes, length) :
										clipboard_data_from_utf8(&text, bytes, length);
	clipboard_data_remove_nuls(&text);
	clipboard_data_answer(&text, request, status);
}

void oriel__clipboard_answer_types(
	struct oriel_clipboard_request *request, const char *const *names, size_t count) {
	struct oriel__clipboard_data list = { 0 };
	enum oriel_status status = ORIEL_OK;
	bool has_text = oriel__clipboard_choose(names, count, ORIEL__CLIPBOARD_TEXT) < count;
	if (has_text)
		status = oriel__clipboard_data_append(
			&list, ORIEL__CLIPBOARD_TEXT "\n", sizeof(ORIEL__CLIPBOARD_TEXT));
	for (size_t i = 0; i < count && status == ORIEL_OK; i++) {
		if (!oriel__clipboard_is_listed(names[i], has_text))
			continue;
		status = oriel__clipboard_data_append(&list, names[i], strlen(names[i]));
		if (status == ORIEL_OK)
			status = oriel__clipboard_data_append(&list, "\n", 1);
	}
	if (list.length > 0)
		list.length--; /* the last line has no line end */
	clipboard_data_answer(&list, request, status);
}

bool oriel__clipboard_to_latin1(
	struct oriel__clipboard_data *data, const char *text, size_t length) {
	enum oriel_status status = ORIEL_OK;
	for (size_t at = 0, taken; at < length && status == ORIEL_OK; at += taken) {
		uint32_t character = oriel__utf8_decode(text + at, length - at, &taken);
		char byte = character <= 0xff ? (char)character : '?';
		status = oriel__clipboard_data_append(data, &byte, 1);
	}
	return status == ORIEL_OK;
}
