/* SPDX-License-Identifier: MIT */
/*
 * A cache of the declarations of a sheet by their text. Large sheets repeat declarations such as
 * "display: flex"; the cache copies the result of the first one.
 *
 * A text is cached only if its parse ended exactly at the ';' or '}' that the cache found, and
 * reported no error. The tokens of an equal text are then the same, wherever the text stands. Texts
 * have a limited length, so a search takes constant time.
 */
#include "css/sheet_builder_internal.h"

#include "base/alloc_internal.h"

#include <string.h>

enum {
	CACHE_SLOTS = 2048,   /* a power of two */
	CACHE_ITEMS = 8192,   /* declarations; a full cache begins anew */
	CACHE_MAX_TEXT = 120, /* bytes */
	CACHE_MAX_ITEMS = 32, /* declarations of one text */
	CACHE_FIRST = 64,     /* searches before a sheet gets a cache */
};

struct oriel__css_cache_slot {
	uint64_t hash;
	const char *text; /* in the source; NULL: none */
	uint32_t length;
	uint16_t first, count; /* items */
};

static const bool stops_text[256] = {
	['\0'] = true, [';'] = true, ['{'] = true, ['}'] = true, ['@'] = true
};

/* Finds a text of a declaration at the scanner's position, and its hash. The length is 0 if the
 * text ends in another way than with ';' or '}', or is too long. */
static struct oriel__css_cache_key cache_key(const struct oriel__css_scanner *scanner) {
	const char *text = scanner->text + scanner->at;
	uint32_t length = 0;
	while (!stops_text[(unsigned char)text[length]] && length < CACHE_MAX_TEXT)
		length++;
	if ((text[length] != ';' && text[length] != '}') || length < sizeof(uint64_t))
		return (struct oriel__css_cache_key){ 0 };
	uint64_t hash = length, word;
	for (uint32_t at = 0; at < length; at += sizeof(word)) {
		uint32_t last = length - (uint32_t)sizeof(word);
		memcpy(&word, text + (at < last ? at : last), sizeof(word));
		hash = (hash ^ word) * 0x9e3779b97f4a7c15u;
		hash ^= hash >> 32;
	}
	return (struct oriel__css_cache_key){ hash, text, length };
}

static bool cache_slot_has(
	const struct oriel__css_cache_slot *slot, const struct oriel__css_cache_key *key) {
	return slot->text != NULL && slot->hash == key->hash && slot->length == key->length &&
		memcmp(slot->text, key->text, key->length) == 0;
}

bool oriel__css_cache_recall(
	struct oriel__css_builder *builder, struct oriel__css_cache_key *key) {
	struct oriel__css_declaration_cache *cache = &builder->cache;
	key->length = 0;
	if (cache->slots == NULL) {
		if (++cache->searches < CACHE_FIRST)
			return false;
		cache->slots = oriel__alloc_zero(CACHE_SLOTS, sizeof(*cache->slots));
		cache->items = oriel__alloc(CACHE_ITEMS * sizeof(*cache->items));
	}
	*key = cache_key(&builder->scanner);
	key->declared = builder->declarations.declared;
	key->errors = builder->error_total;
	if (key->length == 0)
		return false;
	const struct oriel__css_cache_slot *slot = &cache->slots[key->hash & (CACHE_SLOTS - 1)];
	if (!cache_slot_has(slot, key))
		return false;
	uint32_t begin = builder->scanner.at;
	for (uint32_t i = 0; i < slot->count; i++) {
		struct oriel__css_declaration declaration = cache->items[slot->first + i];
		declaration.offset = begin;
		oriel__css_declaration_add(builder, &declaration);
	}
	builder->scanner.at = begin + key->length + (key->text[key->length] == ';');
	return true;
}

void oriel__css_cache_remember(
	struct oriel__css_builder *builder, const struct oriel__css_cache_key *key) {
	struct oriel__css_declaration_cache *cache = &builder->cache;
	const struct oriel__css_declarations *declarations = &builder->declarations;
	size_t count = declarations->declared - key->declared;
	if (key->length == 0 || count == 0 || count > CACHE_MAX_ITEMS ||
		count > declarations->count || builder->error_total != key->errors)
		return;
	uint32_t end = (uint32_t)(key->text - builder->scanner.text) + key->length;
	uint32_t at = builder->scanner.at;
	if (at != end && (key->text[key->length] != ';' || at != end + 1))
		return;
	const struct oriel__css_declaration *items =
		&declarations->items[declarations->count - count];
	for (size_t i = 0; i < count; i++) {
		if (items[i].offset != end - key->length)
			return;
	}
	if (cache->count + count > CACHE_ITEMS) {
		memset(cache->slots, 0, CACHE_SLOTS * sizeof(*cache->slots));
		cache->count = 0;
	}
	memcpy(cache->items + cache->count, items, count * sizeof(*items));
	cache->slots[key->hash & (CACHE_SLOTS - 1)] = (struct oriel__css_cache_slot){ key->hash,
		key->text, key->length, (uint16_t)cache->count, (uint16_t)count };
	cache->count += count;
}

void oriel__css_cache_finish(struct oriel__css_declaration_cache *cache) {
	oriel__free(cache->slots);
	oriel__free(cache->items);
}
