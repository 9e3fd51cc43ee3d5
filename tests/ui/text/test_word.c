/* SPDX-License-Identifier: MIT */
/*
 * The cache of shaped words: which words it keeps, that its size is bounded, and that no operation
 * iterates over all words.
 */
#include "pinned.h"

#include "text/context_internal.h"

#include <stdio.h>

enum { IDLE_BYTES = 1 << 20 };

static struct oriel__word_cache *cache(void) {
	return &oriel__text_context_get()->words;
}

static oriel_paragraph *numbered(unsigned number) {
	char text[32];
	snprintf(text, sizeof(text), "id%07u", number);
	return paragraph_of(text);
}

/* Shows and hides more texts than the cache of texts keeps, so that words lose their references. */
static void show_and_hide(unsigned first, unsigned count) {
	for (unsigned i = 0; i < count; i++)
		oriel_paragraph_destroy(numbered(first + i));
}

static void all_texts_share_one_copy_of_a_word(void **state) {
	oriel_paragraph *a = paragraph_of("unusual words");
	size_t count = cache()->count;
	oriel_paragraph *b = paragraph_of("words unusual words");
	assert_int_equal(cache()->count, count);
	oriel_paragraph_destroy(a);
	oriel_paragraph_destroy(b);
	assert_int_equal(cache()->count, count);
}

static void words_without_references_are_bounded(void **state) {
	size_t most = 0, most_buckets = 0;
	for (unsigned i = 0; i < 12; i++) {
		show_and_hide(i * 5000, 5000);
		most = cache()->idle_bytes > most ? cache()->idle_bytes : most;
		most_buckets = cache()->bucket_count > most_buckets ? cache()->bucket_count : most_buckets;
	}
	assert_in_range(most, IDLE_BYTES / 2, IDLE_BYTES); /* the cache was full */
	assert_true(most_buckets <= 1 << 17);
}

static void words_with_references_stay_and_do_not_count(void **state) {
	enum { HELD = 30000 };
	static oriel_paragraph *held[HELD];
	for (unsigned i = 0; i < HELD; i++)
		held[i] = numbered(1000000 + i);
	size_t count = cache()->count;
	assert_true(count >= HELD);
	show_and_hide(2000000, 50000);
	assert_true(cache()->count >= HELD);
	assert_true(cache()->idle_bytes <= IDLE_BYTES);
	size_t before = cache()->count;
	oriel_paragraph *again = numbered(1000000);
	assert_int_equal(cache()->count, before); /* the oldest of these words is still cached */
	oriel_paragraph_destroy(again);
	for (unsigned i = 0; i < HELD; i++)
		oriel_paragraph_destroy(held[i]);
	show_and_hide(3000000, 50000);
	assert_true(cache()->idle_bytes <= IDLE_BYTES);
	assert_true(cache()->count < HELD);
}

static void the_oldest_word_goes_first(void **state) {
	show_and_hide(4000000, 50000);
	assert_false(oriel__list_is_empty(&cache()->idle));
	const struct oriel__word *previous = NULL;
	size_t count = 0, bytes = cache()->idle_bytes;
	oriel__list_each(word, &cache()->idle, const struct oriel__word, idle) {
		assert_ptr_equal(oriel__list_previous(word, const struct oriel__word, idle), previous);
		assert_int_equal(word->references, 0);
		previous = word;
		count++;
	}
	assert_ptr_equal(oriel__list_last(&cache()->idle, const struct oriel__word, idle), previous);
	assert_true(count <= cache()->count && bytes > 0);
	char oldest[16];
	snprintf(
		oldest, sizeof(oldest), "%.*s", (int)previous->length, previous->window + previous->start);
	show_and_hide(5000000, 50000);
	oriel__list_each(word, &cache()->idle, const struct oriel__word, idle)
		assert_true(strncmp(word->window + word->start, oldest, word->length) != 0);
}

/* A table frees memory after it was large. */
static void the_table_shrinks_with_its_words(void **state) {
	enum { HELD = 120000 };
	static oriel_paragraph *held[HELD];
	for (unsigned i = 0; i < HELD; i++)
		held[i] = numbered(6000000 + i);
	size_t large = cache()->bucket_count;
	assert_true(large >= 2 * HELD);
	for (unsigned i = 0; i < HELD; i++)
		oriel_paragraph_destroy(held[i]);
	show_and_hide(7000000, 50000);
	assert_true(cache()->bucket_count < large);
	assert_true(cache()->bucket_count >= cache()->count);
}

int main(void) {
	return RUN_TESTS(
		PINNED_TEST(all_texts_share_one_copy_of_a_word),
		PINNED_TEST(words_without_references_are_bounded),
		PINNED_TEST(words_with_references_stay_and_do_not_count),
		PINNED_TEST(the_oldest_word_goes_first),
		PINNED_TEST(the_table_shrinks_with_its_words));
}
