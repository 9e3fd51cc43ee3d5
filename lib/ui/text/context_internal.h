/* SPDX-License-Identifier: MIT */
/*
 * What this module keeps for a thread: fonts, caches, and memory that is used again. Held by the
 * thread's slot and by every shaped text, so that a paragraph that is destroyed after its loop
 * still finds it.
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
	struct oriel_paragraph *spare; /* a list of destroyed paragraphs */
	size_t spare_count;
	size_t paragraph_count;        /* those that are alive */
};

/* The calling thread's, made when it is first asked for. */
struct oriel__text_context *oriel__text_context_get(void);
void oriel__text_context_unref(struct oriel__text_context *context);

#endif
