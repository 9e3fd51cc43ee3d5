/* SPDX-License-Identifier: MIT */
/*
 * Shaped texts and their cache. Short texts stay cached for a while after their last paragraph,
 * since labels with the same text come and go. Texts without references are in a list from newest
 * to oldest, bounded in bytes.
 */
#include "text/shaped_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/context_internal.h"
#include "text/hash_internal.h"
#include "text/paragraph_internal.h"
#include "text/units_internal.h"

#include <math.h>
#include <string.h>

enum { FIRST_BUCKETS = 64, CACHED_LENGTH = 512, IDLE_BYTES = 4 << 20, TAB_SPACES = 8 };

void oriel__shaped_cache_init(struct oriel__shaped_cache *cache) {
	*cache = (struct oriel__shaped_cache){ .bucket_count = FIRST_BUCKETS };
	cache->buckets = oriel__alloc_zero(FIRST_BUCKETS, sizeof(struct oriel__shaped *));
}

static bool shaped_is_short(size_t length) {
	return length <= CACHED_LENGTH;
}

static void shaped_destroy(struct oriel__shaped *shaped) {
	struct oriel__text_context *context = shaped->context;
	oriel__glyphs_unref(shaped->glyphs);
	oriel__lines_finish(&shaped->natural);
	oriel__units_drop_words(shaped->units, shaped->unit_count);
	if (!shaped_is_short(shaped->length))
		oriel__free(shaped->units);
	oriel__wipe(shaped->text, shaped->length);
	oriel__free(shaped);
	oriel__text_context_unref(context);
}

/* Returns the memory of a text. The value is constant while the text is idle, because only users of
 * a text make its glyphs. */
static size_t shaped_bytes_of(const struct oriel__shaped *shaped) {
	return sizeof(*shaped) + shaped->unit_count * sizeof(struct oriel__unit) + shaped->length +
		shaped->natural.capacity * sizeof(struct oriel__line) + oriel__glyphs_bytes(shaped->glyphs);
}

static struct oriel__shaped **shaped_bucket_of(struct oriel__shaped_cache *cache, uint64_t hash) {
	return &cache->buckets[hash & (cache->bucket_count - 1)];
}

static void shaped_cache_grow(struct oriel__shaped_cache *cache) {
	struct oriel__shaped_cache grown = *cache;
	grown.bucket_count *= 2;
	grown.buckets = oriel__alloc_zero(grown.bucket_count, sizeof(struct oriel__shaped *));
	for (size_t i = 0; i < cache->bucket_count; i++) {
		while (cache->buckets[i] != NULL) {
			struct oriel__shaped *shaped = cache->buckets[i];
			struct oriel__shaped **bucket = shaped_bucket_of(&grown, shaped->hash);
			cache->buckets[i] = shaped->next;
			shaped->next = *bucket;
			*bucket = shaped;
		}
	}
	oriel__free(cache->buckets);
	*cache = grown;
}

static void shaped_insert(struct oriel__shaped_cache *cache, struct oriel__shaped *shaped) {
	if (cache->count >= cache->bucket_count)
		shaped_cache_grow(cache);
	struct oriel__shaped **bucket = shaped_bucket_of(cache, shaped->hash);
	shaped->next = *bucket;
	*bucket = shaped;
	shaped->is_cached = true;
	cache->count++;
}

static void shaped_withdraw(struct oriel__shaped_cache *cache, struct oriel__shaped *shaped) {
	struct oriel__shaped **link = shaped_bucket_of(cache, shaped->hash);
	while (*link != shaped)
		link = &(*link)->next;
	*link = shaped->next;
	shaped->is_cached = false;
	cache->count--;
}

static void shaped_unlink_idle(struct oriel__shaped_cache *cache, struct oriel__shaped *shaped) {
	oriel__list_remove(&cache->idle, &shaped->idle);
	cache->idle_bytes -= shaped_bytes_of(shaped);
}

static void shaped_link_idle(struct oriel__shaped_cache *cache, struct oriel__shaped *shaped) {
	oriel__list_prepend(&cache->idle, &shaped->idle);
	cache->idle_bytes += shaped_bytes_of(shaped);
}

static void shaped_drop_idle(struct oriel__shaped_cache *cache, size_t bytes) {
	while (!oriel__list_is_empty(&cache->idle) && cache->idle_bytes > bytes) {
		struct oriel__shaped *shaped = oriel__list_last(&cache->idle, struct oriel__shaped, idle);
		shaped_unlink_idle(cache, shaped);
		shaped_withdraw(cache, shaped);
		shaped_destroy(shaped);
	}
}

void oriel__shaped_cache_finish(struct oriel__shaped_cache *cache) {
	shaped_drop_idle(cache, 0);
	for (size_t i = 0; i < cache->bucket_count; i++) {
		for (struct oriel__shaped *shaped = cache->buckets[i]; shaped != NULL;
			shaped = shaped->next)
			shaped->is_cached = false;
	}
	oriel__free(cache->buckets);
	*cache = (struct oriel__shaped_cache){ 0 };
}

void oriel__shaped_unref(struct oriel__shaped *shaped) {
	if (--shaped->references > 0)
		return;
	if (!shaped->is_cached) {
		shaped_destroy(shaped);
		return;
	}
	struct oriel__shaped_cache *cache = &shaped->context->texts;
	shaped_link_idle(cache, shaped);
	shaped_drop_idle(cache, IDLE_BYTES);
}

static uint64_t shaped_hash_of(
	const char *text, size_t length, const struct oriel__shaped_style *style) {
	uint32_t size, line_height;
	memcpy(&size, &style->size, sizeof(size));
	memcpy(&line_height, &style->line_height, sizeof(line_height));
	uint64_t hash = oriel__hash_mix(
		(uintptr_t)style->fonts | style->is_rtl, (uint64_t)size << 32 | line_height);
	return oriel__hash_text(hash, text, length);
}

static bool shaped_matches(const struct oriel__shaped *shaped, const char *text, size_t length,
	const struct oriel__shaped_style *style) {
	return shaped->length == length && shaped->style.fonts == style->fonts &&
		shaped->style.size == style->size && shaped->style.line_height == style->line_height &&
		shaped->style.is_rtl == style->is_rtl &&
		memcmp(shaped->text, text, length) == 0;
}

static struct oriel__shaped *shaped_find(struct oriel__shaped_cache *cache, uint64_t hash,
	const char *text, size_t length, const struct oriel__shaped_style *style) {
	for (struct oriel__shaped *shaped = *shaped_bucket_of(cache, hash); shaped != NULL;
		shaped = shaped->next) {
		if (shaped->hash == hash && shaped_matches(shaped, text, length, style))
			return shaped;
	}
	return NULL;
}

static void shaped_set_advances(struct oriel__shaped *shaped) {
	const struct oriel__font *primary = shaped->style.fonts->primary;
	float scale = shaped->style.size / (float)primary->units_per_em;
	for (size_t i = 0; i < shaped->unit_count; i++) {
		struct oriel__unit *unit = &shaped->units[i];
		if (unit->word != NULL)
			unit->advance = (float)unit->word->advance *
				(unit->word->font == primary ? scale : oriel__unit_scale(shaped, unit));
	}
}

/* Returns the width of eight spaces in the primary font. */
static float shaped_tab_width(const struct oriel__shaped_style *style) {
	const struct oriel__font *font = style->fonts->primary;
	hb_codepoint_t space = 0;
	hb_font_get_nominal_glyph(font->hb, ' ', &space);
	return (float)(TAB_SPACES * hb_font_get_glyph_h_advance(font->hb, space)) * style->size /
		(float)font->units_per_em;
}

/* Makes a text in one block, which contains a copy of the units if the text is short; the array of
 * a long text is taken over. Returns NULL if there is no memory. */
static struct oriel__shaped *shaped_make(
	struct oriel__units *units, const char *text, size_t length) {
	size_t units_offset = (sizeof(struct oriel__shaped) + length + 1 + sizeof(void *) - 1) /
		sizeof(void *) * sizeof(void *);
	size_t inside = shaped_is_short(length) ? units->count * sizeof(*units->units) : 0;
	char *block = oriel__try_alloc(units_offset + inside, 1);
	if (block == NULL)
		return NULL;
	struct oriel__shaped *shaped = (struct oriel__shaped *)block;
	*shaped = (struct oriel__shaped){
		.text = block + sizeof(*shaped),
		.length = length,
		.is_one_font = units->is_one_font,
		.has_rtl = units->has_rtl,
		.has_hyphens = units->has_hyphens,
		.unit_count = units->count,
	};
	memcpy(shaped->text, text, length);
	shaped->text[length] = '\0';
	if (shaped_is_short(length)) {
		shaped->units = (struct oriel__unit *)(block + units_offset);
		memcpy(shaped->units, units->units, inside);
		return shaped;
	}
	/* Frees the unused end of the array. If shrinking fails, the array is used as it is. */
	shaped->units = oriel__try_realloc_array(units->units, units->count, sizeof(*units->units));
	if (shaped->units == NULL)
		shaped->units = units->units;
	*units = (struct oriel__units){ 0 };
	return shaped;
}

/* Shapes text, which is valid UTF-8. Returns NULL if there is no memory. */
static struct oriel__shaped *shaped_shape(struct oriel__text_context *context, const char *text,
	size_t length, const struct oriel__shaped_style *style) {
	struct oriel__units long_units = { 0 };
	struct oriel__units *units = shaped_is_short(length) ? &context->scratch : &long_units;
	struct oriel__shaped *shaped = NULL;
	context->words.is_private = style->is_private;
	bool is_built = oriel__units_build(
		units, context, style->fonts, text, length, style->is_rtl);
	context->words.is_private = false;
	if (is_built)
		shaped = shaped_make(units, text, length);
	if (shaped == NULL)
		oriel__units_drop_words(units->units, units->count);
	oriel__free(long_units.units);
	if (shaped == NULL)
		return NULL;
	shaped->context = context;
	shaped->references = 1;
	shaped->style = *style;
	shaped->tab = shaped_tab_width(style);
	shaped->min_width = -1;
	context->references++;
	shaped_set_advances(shaped);
	if (oriel__lines_break(&shaped->natural, shaped, INFINITY))
		return shaped;
	oriel__shaped_unref(shaped);
	return NULL;
}

/* Shapes a repaired copy of invalid UTF-8. The result is not cached, because look-ups compare the
 * original bytes. */
static struct oriel__shaped *shaped_shape_repaired(struct oriel__text_context *context,
	const char *text, size_t length, const struct oriel__shaped_style *style) {
	size_t copy_length;
	char *copy = oriel__utf8_try_copy(text, length, &copy_length);
	struct oriel__shaped *shaped = copy != NULL && copy_length <= INT32_MAX ?
		shaped_shape(context, copy, copy_length, style) :
		NULL;
	oriel__free_wiped(copy, copy != NULL ? copy_length : 0);
	return shaped;
}

struct oriel__shaped *oriel__shaped_find(struct oriel__text_context *context, const char *text,
	size_t length, const struct oriel__shaped_style *style) {
	struct oriel__shaped_cache *cache = &context->texts;
	uint64_t hash = shaped_is_short(length) ? shaped_hash_of(text, length, style) : 0;
	struct oriel__shaped *shaped = shaped_is_short(length) ?
		shaped_find(cache, hash, text, length, style) :
		NULL;
	if (shaped != NULL) {
		if (shaped->references++ == 0)
			shaped_unlink_idle(cache, shaped);
		return shaped;
	}
	if (!oriel__utf8_is_valid(text, length))
		return shaped_shape_repaired(context, text, length, style);
	shaped = shaped_shape(context, text, length, style);
	if (shaped != NULL && shaped_is_short(length) && !style->is_private) {
		shaped->hash = hash;
		shaped_insert(cache, shaped);
	}
	return shaped;
}

const struct oriel__unit *oriel__shaped_unit_at(const struct oriel__shaped *shaped, size_t offset) {
	size_t low = 0, high = shaped->unit_count;
	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;
		if (shaped->units[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &shaped->units[low];
}
