/* SPDX-License-Identifier: MIT */
/* The form of addresses, for the validity of text fields. */
#ifndef ORIEL_WIDGETS_ADDRESS_TEXT_INTERNAL_H
#define ORIEL_WIDGETS_ADDRESS_TEXT_INTERNAL_H

#include <stdbool.h>
#include <stddef.h>

/* Returns whether length bytes are a valid e-mail address. Source: HTML. */
bool oriel__email_is_valid(const char *text, size_t length);
/* Returns whether a text is an absolute URL: the URL parser, without a base, does not fail.
 * Source: URL Standard, "basic URL parser". */
bool oriel__url_is_absolute(const char *text);

#endif
