/* SPDX-License-Identifier: MIT */
/* The text context of a thread: made for the first text, released with the thread's loop. */
#include "text/context_internal.h"

#include "base/alloc_internal.h"
#include "base/thread_slot_internal.h"
#include "text/paragraph_data_internal.h"
#include "text/text_boundary_internal.h"

void oriel__text_context_unref(struct oriel__text_context *context) {
	if (--context->references > 0)
		return;
	oriel__word_cache_finish(&context->words);
	oriel__fonts_destroy(context->fonts);
	oriel__paragraph_free_spare(context);
	oriel__free(context->scratch.units);
	oriel__free(context);
}

/* Ends the thread's use of the context. Idle texts have references to the context, so dropping them
 * first is safe. */
static void context_finish(void *value) {
	struct oriel__text_context *context = value;
	oriel__shaped_cache_finish(&context->texts);
	oriel__text_context_unref(context);
}

struct oriel__text_context *oriel__text_context_get(void) {
	struct oriel__text_context *context = oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT);
	if (context != NULL)
		return context;
	context = oriel__alloc_zero(1, sizeof(*context));
	context->references = 1;
	context->fonts = oriel__fonts_new();
	oriel__word_cache_init(&context->words);
	oriel__shaped_cache_init(&context->texts);
	oriel__thread_slot_set(ORIEL__THREAD_SLOT_TEXT, context, context_finish);
	return context;
}

size_t oriel__text_paragraph_count(void) {
	const struct oriel__text_context *context = oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT);
	return context != NULL ? context->paragraph_count : 0;
}

uint64_t oriel__text_words_shaped(void) {
	const struct oriel__text_context *context = oriel__thread_slot(ORIEL__THREAD_SLOT_TEXT);
	return context != NULL ? context->words.shaped : 0;
}

void oriel__text_prepare(void) {
	oriel__fonts_load_ahead(oriel__text_context_get()->fonts);
}
