/* SPDX-License-Identifier: MIT */
/*
 * The program's own offers. The system's names of data are matched with the offered MIME types, and
 * text is sent in the encoding that the name stands for.
 */
#include "clipboard_own_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

void oriel__clipboard_offer_release(const struct oriel_clipboard_offer *offer) {
	if (offer->release != NULL)
		offer->release(offer->data);
}

void oriel__clipboard_own_clear(struct oriel__clipboard_own *own) {
	struct oriel__clipboard_own old = *own;
	*own = (struct oriel__clipboard_own){ 0 };
	for (size_t i = 0; i < old.count; i++)
		oriel__free(old.types[i]);
	oriel__free(old.types);
	if (old.release != NULL)
		old.release(old.data);
}

void oriel__clipboard_own_set(
	struct oriel__clipboard_own *own, const struct oriel_clipboard_offer *offer) {
	oriel__clipboard_own_clear(own);
	if (offer->count == 0) {
		oriel__clipboard_offer_release(offer);
		return;
	}
	*own = (struct oriel__clipboard_own){
		.types = oriel__alloc_zero(offer->count, sizeof(*own->types)),
		.count = offer->count,
		.fetch = offer->fetch,
		.data = offer->data,
		.release = offer->release,
	};
	for (size_t i = 0; i < offer->count; i++)
		own->types[i] = oriel__strdup(offer->types[i]);
}

/* Tells whether a name stands for text. TEXT leaves the encoding to the owner, which sends
 * UTF-8. */
static bool clipboard_name_is_text(const char *name) {
	return oriel__clipboard_encoding_of(name) != ORIEL__CLIPBOARD_BINARY ||
		strcmp(name, "TEXT") == 0;
}

static void clipboard_latin1_free(void *memory) {
	struct oriel__clipboard_data *data = memory;
	oriel__clipboard_data_finish(data);
	oriel__free(data);
}

static struct oriel_bytes *clipboard_bytes_to_latin1(struct oriel_bytes *utf8) {
	struct oriel__clipboard_data *data = oriel__alloc_zero(1, sizeof(*data));
	bool done = oriel__clipboard_to_latin1(data, utf8->data, utf8->length);
	oriel_bytes_unref(utf8);
	if (done)
		return oriel_bytes_new_shared(
			data->bytes, data->length, oriel_owned(data, clipboard_latin1_free));
	clipboard_latin1_free(data);
	return NULL;
}

struct oriel_bytes *oriel__clipboard_own_fetch(
	const struct oriel__clipboard_own *own, const char *name) {
	const char *type = clipboard_name_is_text(name) ? ORIEL__CLIPBOARD_TEXT : name;
	size_t index = oriel__clipboard_choose((const char *const *)own->types, own->count, type);
	if (index == own->count)
		return NULL;
	struct oriel_bytes *bytes = own->fetch(own->data, own->types[index]);
	return bytes != NULL && oriel__clipboard_encoding_of(name) == ORIEL__CLIPBOARD_LATIN1 ?
		clipboard_bytes_to_latin1(bytes) :
		bytes;
}

const char *oriel__clipboard_own_name(const struct oriel__clipboard_own *own, size_t index) {
	for (size_t i = 0; i < own->count; i++) {
		bool is_text = oriel__clipboard_is_text(own->types[i]);
		size_t names = is_text ? ORIEL__CLIPBOARD_TEXT_NAMES : 1;
		if (index < names)
			return is_text ? oriel__clipboard_text_names[index] : own->types[i];
		index -= names;
	}
	return NULL;
}

void oriel__clipboard_own_answer(const struct oriel__clipboard_own *own, const char *type,
	struct oriel_clipboard_request *request) {
	if (type == NULL) {
		oriel__clipboard_answer_types(request, (const char *const *)own->types, own->count);
		return;
	}
	size_t index = oriel__clipboard_choose((const char *const *)own->types, own->count, type);
	struct oriel_bytes *bytes = index < own->count ? own->fetch(own->data, own->types[index]) :
													NULL;
	if (bytes == NULL) {
		oriel__clipboard_answer_failure(
			request, index < own->count ? ORIEL_QUOTA_EXCEEDED_ERROR : ORIEL_NOT_FOUND_ERROR);
		return;
	}
	oriel__clipboard_answer_data(
		request, bytes->data, bytes->length, oriel__clipboard_encoding_of(own->types[index]));
	oriel_bytes_unref(bytes);
}
