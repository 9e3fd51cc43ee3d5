/* SPDX-License-Identifier: MIT */
/*
 * Shaping by HarfBuzz with a cache of words. The key of a word is the shaped text with its font,
 * script and direction. Usually the shaped text is the word itself. If the font depends on spaces,
 * it is the word with its neighbours.
 *
 * The cache contains every word that a text references, and the newest of the other words, in a
 * list bounded in bytes. The cost of each operation does not depend on the number of words.
 */
#include "text/word_cache_internal.h"

#include "base/alloc_internal.h"
#include "base/utf8_internal.h"
#include "text/context_internal.h"
#include "text/hash_internal.h"

#include <string.h>

enum { FIRST_BUCKETS = 256, IDLE_BYTES = 1 << 20 };

void oriel__word_cache_init(struct oriel__word_cache *cache) {
	*cache = (struct oriel__word_cache){ .bucket_count = FIRST_BUCKETS };
	cache->buckets = oriel__alloc_zero(FIRST_BUCKETS, sizeof(struct oriel__word *));
	cache->buffer = hb_buffer_create();
	cache->language = hb_language_get_default();
}

static size_t glyphs_offset(size_t window_length) {
	size_t alignment = _Alignof(struct oriel__glyph);
	return (sizeof(struct oriel__word) + window_length + alignment - 1) / alignment * alignment;
}

static size_t word_cache_size_of(uint32_t glyph_count, size_t window_length) {
	return glyphs_offset(window_length) + glyph_count * sizeof(struct oriel__glyph);
}

static size_t word_cache_bytes_of(const struct oriel__word *word) {
	return word_cache_size_of(word->glyph_count, word->window_length);
}

/* Frees a word; zeroes its text and its glyphs, which reveal the text. */
static void word_free(struct oriel__word *word) {
	oriel__font_unref(word->font);
	oriel__free_wiped(word, word_cache_bytes_of(word));
}

/* ---- The table ---- */

static struct oriel__word **word_cache_bucket_of(
	const struct oriel__word_cache *cache, uint32_t hash) {
	return &cache->buckets[hash & (cache->bucket_count - 1)];
}

static void word_cache_resize(struct oriel__word_cache *cache, size_t bucket_count) {
	struct oriel__word_cache resized = *cache;
	resized.bucket_count = bucket_count;
	resized.buckets = oriel__alloc_zero(bucket_count, sizeof(struct oriel__word *));
	for (size_t i = 0; i < cache->bucket_count; i++) {
		while (cache->buckets[i] != NULL) {
			struct oriel__word *word = cache->buckets[i];
			struct oriel__word **bucket = word_cache_bucket_of(&resized, word->hash);
			cache->buckets[i] = word->next;
			word->next = *bucket;
			*bucket = word;
		}
	}
	oriel__free(cache->buckets);
	*cache = resized;
}

static void word_cache_insert(struct oriel__word_cache *cache, struct oriel__word *word) {
	if (cache->count >= cache->bucket_count / 2)
		word_cache_resize(cache, cache->bucket_count * 2);
	struct oriel__word **bucket = word_cache_bucket_of(cache, word->hash);
	word->next = *bucket;
	*bucket = word;
	word->cache = cache;
	cache->count++;
}

static void word_cache_withdraw(struct oriel__word_cache *cache, struct oriel__word *word) {
	struct oriel__word **link = word_cache_bucket_of(cache, word->hash);
	while (*link != word)
		link = &(*link)->next;
	*link = word->next;
	word->cache = NULL;
	cache->count--;
	if (cache->bucket_count > FIRST_BUCKETS && cache->count < cache->bucket_count / 8)
		word_cache_resize(cache, cache->bucket_count / 2);
}

/* ---- Idle words ---- */

static void word_cache_unlink_idle(struct oriel__word_cache *cache, struct oriel__word *word) {
	oriel__list_remove(&cache->idle, &word->idle);
	cache->idle_bytes -= word_cache_bytes_of(word);
}

static void word_cache_link_idle(struct oriel__word_cache *cache, struct oriel__word *word) {
	oriel__list_prepend(&cache->idle, &word->idle);
	cache->idle_bytes += word_cache_bytes_of(word);
}

static void word_cache_drop_idle(struct oriel__word_cache *cache, size_t bytes) {
	while (!oriel__list_is_empty(&cache->idle) && cache->idle_bytes > bytes) {
		struct oriel__word *word = oriel__list_last(&cache->idle, struct oriel__word, idle);
		word_cache_unlink_idle(cache, word);
		word_cache_withdraw(cache, word);
		word_free(word);
	}
}

void oriel__word_unused(struct oriel__word *word) {
	struct oriel__word_cache *cache = word->cache;
	if (cache == NULL) {
		word_free(word);
		return;
	}
	if (word->is_private) {
		word_cache_withdraw(cache, word);
		word_free(word);
		return;
	}
	word_cache_link_idle(cache, word);
	word_cache_drop_idle(cache, IDLE_BYTES);
}

void oriel__word_cache_finish(struct oriel__word_cache *cache) {
	word_cache_drop_idle(cache, 0);
	for (size_t i = 0; i < cache->bucket_count; i++) {
		for (struct oriel__word *word = cache->buckets[i]; word != NULL; word = word->next)
			word->cache = NULL;
	}
	oriel__free(cache->buckets);
	hb_buffer_destroy(cache->buffer);
}

/* ---- Shaping ---- */

static void word_cache_try_shape(
	struct oriel__word_cache *cache, const struct oriel__word_source *source) {
	hb_buffer_t *buffer = cache->buffer;
	const char *text = source->is_joined ? source->text : source->text + source->window;
	size_t window_length = source->window_end - source->window;
	size_t offset = source->is_joined ? source->window : 0;
	size_t length = source->is_joined ? source->length : window_length;
	hb_buffer_clear_contents(buffer);
	hb_buffer_add_utf8(buffer, text, (int)length, (unsigned)offset, (int)window_length);
	hb_buffer_set_direction(buffer, source->is_rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(buffer, source->script);
	hb_buffer_set_language(buffer, cache->language);
	hb_shape(source->font->hb, buffer, NULL, 0);
}

static void word_cache_shape(
	struct oriel__word_cache *cache, const struct oriel__word_source *source) {
	for (;;) {
		word_cache_try_shape(cache, source);
		if (hb_buffer_allocation_successful(cache->buffer))
			return;
		oriel__out_of_memory(0);
		hb_buffer_reset(cache->buffer);
	}
}

/* Finds the word's glyphs in the shaped window: they are adjacent in either direction of text. */
static void word_cache_find_slice(const hb_glyph_info_t *infos, unsigned count, size_t start,
	size_t end, unsigned *first, unsigned *last) {
	unsigned i = 0;
	while (i < count && (infos[i].cluster < start || infos[i].cluster >= end))
		i++;
	*first = i;
	while (i < count && infos[i].cluster >= start && infos[i].cluster < end)
		i++;
	*last = i;
}

/* Tells whether an adjacent space may change the word. Checks the shaped glyphs and the nominal
 * glyphs: shaping the word alone may hide glyphs that would occur in context. */
static bool word_depends_on_space(const struct oriel__word *word) {
	const hb_set_t *sensitive = word->font->space_sensitive;
	hb_codepoint_t glyph;
	if (hb_set_is_empty(sensitive))
		return false;
	for (uint32_t i = 0; i < word->glyph_count; i++) {
		if (hb_set_has(sensitive, word->glyphs[i].index))
			return true;
	}
	for (size_t at = word->start, end = at + word->length, taken; at < end; at += taken) {
		uint32_t code_point = oriel__utf8_decode(word->window + at, end - at, &taken);
		if (hb_font_get_nominal_glyph(word->font->hb, code_point, &glyph) &&
			hb_set_has(sensitive, glyph))
			return true;
	}
	return false;
}

static struct oriel__word *word_cache_make(
	struct oriel__word_cache *cache, const struct oriel__word_source *source, uint32_t hash) {
	unsigned count, first, last;
	size_t window_length = source->window_end - source->window;
	size_t origin = source->is_joined ? 0 : source->window; /* HarfBuzz counts clusters from here */
	size_t start = source->start - origin;
	cache->shaped++;

	word_cache_shape(cache, source);
	hb_glyph_info_t *infos = hb_buffer_get_glyph_infos(cache->buffer, &count);
	const hb_glyph_position_t *positions = hb_buffer_get_glyph_positions(cache->buffer, &count);
	word_cache_find_slice(infos, count, start, source->end - origin, &first, &last);

	void *block = oriel__alloc(word_cache_size_of(last - first, window_length));
	struct oriel__word *word = block;
	*word = (struct oriel__word){
		.font = oriel__font_ref(source->font),
		.hash = hash,
		.script = source->script,
		.window_length = (uint16_t)window_length,
		.start = (uint16_t)(source->start - source->window),
		.length = (uint16_t)(source->end - source->start),
		.is_rtl = source->is_rtl,
		.glyph_count = last - first,
		.glyphs = (struct oriel__glyph *)((char *)block + glyphs_offset(window_length)),
	};
	for (unsigned i = first; i < last; i++) {
		word->glyphs[i - first] = (struct oriel__glyph){
			.index = (uint16_t)infos[i].codepoint,
			.cluster = (uint16_t)(infos[i].cluster - start),
			.advance = positions[i].x_advance,
			.dx = positions[i].x_offset,
			.dy = positions[i].y_offset,
		};
		word->advance += positions[i].x_advance;
	}
	memcpy(word->window, source->text + source->window, window_length);
	if (cache->is_private)
		oriel__wipe(infos, count * sizeof(*infos));
	word->is_space_sensitive = word_depends_on_space(word);
	return word;
}

static uint32_t word_cache_hash_of(const struct oriel__word_source *source) {
	uint64_t hash = oriel__hash_mix(
		source->font->id, (uint64_t)source->script << 1 | source->is_rtl);
	hash = oriel__hash_mix(
		hash, (source->start - source->window) << 16 | (source->end - source->window));
	return (uint32_t)oriel__hash_text(
		hash, source->text + source->window, source->window_end - source->window);
}

static bool word_cache_is_word(
	const struct oriel__word *word, const struct oriel__word_source *source, uint32_t hash) {
	size_t window_length = source->window_end - source->window;
	return word->hash == hash && word->font == source->font && word->script == source->script &&
		word->is_rtl == source->is_rtl && word->window_length == window_length &&
		word->start == source->start - source->window &&
		word->length == source->end - source->start &&
		memcmp(word->window, source->text + source->window, window_length) == 0;
}

struct oriel__word *oriel__word_find(
	struct oriel__word_cache *cache, const struct oriel__word_source *source) {
	struct oriel__word *word;
	if (source->is_joined) {
		word = word_cache_make(cache, source, 0);
		word->references = 1;
		return word;
	}
	uint32_t hash = word_cache_hash_of(source);
	for (word = *word_cache_bucket_of(cache, hash); word != NULL; word = word->next) {
		if (word_cache_is_word(word, source, hash))
			break;
	}
	if (word == NULL) {
		word = word_cache_make(cache, source, hash);
		word->is_private = cache->is_private;
		word_cache_insert(cache, word);
	} else if (word->references == 0) {
		word_cache_unlink_idle(cache, word);
	}
	word->is_private &= cache->is_private;
	word->references++;
	return word;
}
