/* SPDX-License-Identifier: MIT */
/* The text of an editing buffer, for text_find.c. */
#ifndef ORIEL_TEXT_TEXT_BUFFER_INTERNAL_H
#define ORIEL_TEXT_TEXT_BUFFER_INTERNAL_H

#include <oriel/extend/text_buffer.h>

#include "text/text_store_internal.h"

const struct oriel__text_store *oriel__text_buffer_store(const oriel_text_buffer *buffer);

#endif
