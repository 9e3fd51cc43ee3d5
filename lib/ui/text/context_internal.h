/* SPDX-License-Identifier: MIT */
/*
 * The data of this module for one thread: fonts, caches, and reusable memory. The thread's slot and
 * every shaped text have a reference, so a paragraph may be destroyed after its loop.
 */
#ifndef ORIEL_TEXT_CONTEXT_INTERNAL_H
#define ORIEL_TEXT_CONTEXT_INTERNAL_H

#include "text/fonts_internal.h"
#include "text/shaped_internal.h"
#include "text/units_internal.h"
#include "text/word_cache_internal.h"

struct oriel__text_context {
	size_t references;
	struct oriel__fonts *fonts;
	struct oriel__word_cache words;
	struct oriel__shaped_cache texts;
	struct oriel__units scratch;   /* for short texts */
	struct oriel_paragraph *spare; /* list of destroyed paragraphs, for reuse */
	size_t spare_count;
	size_t paragraph_count; /* number of live paragraphs */
};

/* Returns the calling thread's context; makes it at the first call. */
struct oriel__text_context *oriel__text_context_get(void);
void oriel__text_context_unref(struct oriel__text_context *context);

#endif
