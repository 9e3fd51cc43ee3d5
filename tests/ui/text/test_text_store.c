/* SPDX-License-Identifier: MIT */
/* The text of an editing buffer: random replacements leave what they leave in a flat string, and
 * lines and blocks are counted as in the string. */
#include "text/text_store_internal.h"

#include "chance.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 400000 };

static struct oriel__text_store store;
static char flat[MOST + 70000], copy[MOST + 70000];
static size_t flat_length;

static void replace(size_t start, size_t end, const char *text, size_t length) {
	assert_true(oriel__text_store_prepare(&store, start, end, length));
	oriel__text_store_replace(&store, start, end, text, length);
	memmove(flat + start + length, flat + end, flat_length - end);
	memcpy(flat + start, text, length);
	flat_length += length - (end - start);
}

static void assert_text(void) {
	assert_int_equal(oriel__text_store_length(&store), flat_length);
	oriel__text_store_copy(&store, 0, flat_length, copy);
	assert_memory_equal(copy, flat, flat_length);
}

/* Asserts the lines at random places. */
static void assert_lines(struct chance *chance) {
	size_t lines = 1;
	for (size_t i = 0; i < flat_length; i++)
		lines += flat[i] == '\n';
	assert_int_equal(oriel__text_store_count(&store, ORIEL__TEXT_LINES), lines);
	for (int i = 0; i < 8; i++) {
		size_t at = roll(chance, (uint32_t)flat_length + 1), line = 0, start = 0;
		for (size_t k = 0; k < at; k++)
			if (flat[k] == '\n')
				line++, start = k + 1;
		assert_int_equal(oriel__text_store_index(&store, ORIEL__TEXT_LINES, at), line);
		assert_int_equal(oriel__text_store_start(&store, ORIEL__TEXT_LINES, line), start);
	}
}

/* Asserts that the blocks follow each other, and end at newlines unless they are long. */
static void assert_blocks(void) {
	size_t count = oriel__text_store_count(&store, ORIEL__TEXT_BLOCKS), start = 0;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(oriel__text_store_start(&store, ORIEL__TEXT_BLOCKS, i), start);
		size_t end = oriel__text_store_start(&store, ORIEL__TEXT_BLOCKS, i + 1);
		assert_true(end - start <= ORIEL__BLOCK_MAX);
		assert_int_equal(oriel__text_store_index(&store, ORIEL__TEXT_BLOCKS, start), i);
		if (end > start && i + 1 < count) {
			assert_int_equal(oriel__text_store_index(&store, ORIEL__TEXT_BLOCKS, end - 1), i);
			assert_true(flat[end - 1] == '\n' || end - start >= ORIEL__CHUNK / 2);
			const char *newline = memchr(flat + start, '\n', end - start);
			assert_true(newline == NULL || newline == flat + end - 1);
		}
		start = end;
	}
	assert_int_equal(start, flat_length);
}

static size_t fill(struct chance *chance, char *text) {
	static const uint32_t sizes[] = { 1, 2, 30, 500, 9000, 60000 };
	size_t length = roll(chance, sizes[roll(chance, 6)]) + 1;
	bool has_lines = roll(chance, 2) == 0;
	for (size_t i = 0; i < length; i++)
		text[i] = has_lines && roll(chance, 40) == 0 ? '\n' : (char)('a' + roll(chance, 26));
	return length;
}

static void random_replacements_equal_those_of_a_string(void **state) {
	(void)state;
	static char text[60001];
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct chance chance = { seed };
		flat_length = 0;
		for (int step = 0; step < 300; step++) {
			size_t start = roll(&chance, (uint32_t)flat_length + 1);
			size_t most = flat_length - start, end = start;
			if (roll(&chance, 4) != 0)
				most = most < 50 ? most : 50;
			if (roll(&chance, 2) == 0)
				end += roll(&chance, (uint32_t)most + 1);
			size_t length = roll(&chance, 3) == 0 ? 0 : fill(&chance, text);
			if (flat_length + length > MOST)
				end = flat_length, length = 0;
			replace(start, end, text, length);
			if (step % 10 == 0) {
				assert_text();
				assert_lines(&chance);
				assert_blocks();
			}
		}
		oriel__text_store_finish(&store);
	}
}

static void typing_fills_chunks(void **state) {
	(void)state;
	flat_length = 0;
	for (size_t i = 0; i < 40000; i++)
		replace(i, i, "x", 1);
	assert_text();
	assert_blocks();
	assert_true(oriel__text_store_count(&store, ORIEL__TEXT_BLOCKS) <= 10);
	for (size_t i = 40000; i > 0; i--)
		replace(i - 1, i, "", 0);
	assert_int_equal(oriel__text_store_count(&store, ORIEL__TEXT_BLOCKS), 1);
	assert_null(oriel__text_store_chunk(&store, 0, &(size_t){ 0 }, &(size_t){ 0 }));
	oriel__text_store_finish(&store);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(random_replacements_equal_those_of_a_string),
		cmocka_unit_test(typing_fills_chunks));
}
