/* SPDX-License-Identifier: MIT */
/* What the program itself offers in a selection, as a platform keeps it. */
#ifndef ORIEL_PLATFORM_CLIPBOARD_OWN_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_OWN_INTERNAL_H

#include "clipboard_data_internal.h"

/* All zeros: the program does not own the selection. */
struct oriel__clipboard_own {
	char **types; /* NULL: none */
	size_t count;
	struct oriel_bytes *(*fetch)(void *data, const char *type);
	void *data;
	oriel_release_fn *release;
};

/* Drops the former offer and takes a new one, which may be of no types. */
void oriel__clipboard_own_set(
	struct oriel__clipboard_own *own, const struct oriel_clipboard_offer *offer);
/* Drops the offer: another program has the selection, or none. */
void oriel__clipboard_own_clear(struct oriel__clipboard_own *own);
/* Drops the data of an offer that a platform refuses. */
void oriel__clipboard_offer_drop(const struct oriel_clipboard_offer *offer);

/* The data for a name of the system's, e.g. "UTF8_STRING", with one reference; NULL: not offered,
 * or no memory. */
struct oriel_bytes *oriel__clipboard_own_fetch(
	const struct oriel__clipboard_own *own, const char *name);
/* The name, of count at most, of the index-th way in which the offer can be had; NULL behind the
 * last. Text has several names. */
const char *oriel__clipboard_own_name(const struct oriel__clipboard_own *own, size_t index);

/* Completes a request of the program's own, without the system. @param type NULL: the types */
void oriel__clipboard_own_answer(const struct oriel__clipboard_own *own, const char *type,
	struct oriel_clipboard_request *request);

#endif
