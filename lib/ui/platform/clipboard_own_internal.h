/* SPDX-License-Identifier: MIT */
/* The offer of the program itself in one selection, as a platform stores it. */
#ifndef ORIEL_PLATFORM_CLIPBOARD_OWN_INTERNAL_H
#define ORIEL_PLATFORM_CLIPBOARD_OWN_INTERNAL_H

#include "clipboard_data_internal.h"

/* All zeros: the program does not own the selection. */
struct oriel__clipboard_own {
	char **types; /* NULL: no offer */
	size_t count;
	struct oriel_bytes *(*fetch)(void *data, const char *type);
	void *data;
	oriel_release_fn *release;
};

/* Releases the former offer and stores a new one, which may have no types. */
void oriel__clipboard_own_set(
	struct oriel__clipboard_own *own, const struct oriel_clipboard_offer *offer);
/* Releases the offer, because another program owns the selection, or no program does. */
void oriel__clipboard_own_clear(struct oriel__clipboard_own *own);
/* Releases the data of an offer that a platform refuses. */
void oriel__clipboard_offer_release(const struct oriel_clipboard_offer *offer);

/* Returns the data for one of the system's names, e.g. "UTF8_STRING", with one reference. Returns
 * NULL if the name is not offered or there is no memory. */
struct oriel_bytes *oriel__clipboard_own_fetch(
	const struct oriel__clipboard_own *own, const char *name);
/* Returns the index-th name under which the system may ask for the offer, or NULL after the last.
 * Text has several names. */
const char *oriel__clipboard_own_name(const struct oriel__clipboard_own *own, size_t index);

/* Completes a request of the program itself, without asking the system. @param type NULL: asks for
 * the list of types */
void oriel__clipboard_own_answer(const struct oriel__clipboard_own *own, const char *type,
	struct oriel_clipboard_request *request);

#endif
