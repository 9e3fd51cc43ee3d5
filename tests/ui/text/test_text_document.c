/* SPDX-License-Identifier: MIT */
/* Long texts in an editing buffer: edits, undo and finding equal those in a flat string; parts of a
 * text are appended as they come. */
#include <oriel/extend/paragraph.h>
#include <oriel/extend/text_buffer.h>

#include "chance.h"
#include "test.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = 300000, STEPS = 300 };

static char flat[2 * MOST], copy[2 * MOST];
static size_t flat_length;

static oriel_text_buffer *document_new(void) {
	oriel_text_buffer *buffer = oriel_text_buffer_new(SIZE_MAX);
	oriel_text_buffer_set_multiline(buffer, true);
	return buffer;
}

static void assert_flat(const oriel_text_buffer *buffer) {
	assert_int_equal(oriel_text_buffer_length(buffer), flat_length);
	oriel_text_buffer_copy(buffer, 0, flat_length, copy);
	assert_memory_equal(copy, flat, flat_length);
}

static size_t fill(struct chance *chance, char *text, size_t most) {
	static const char *const words[] = { "word ", "\u00e4", "\n", "e\u0301", "x", "longerword",
		" and\n\n", "\U0001f468\u200d\U0001f469", "\t", "\u65e5\u672c" };
	size_t length = 0, end = roll(chance, (uint32_t)most);
	while (length < end) {
		const char *word = ANY_OF(chance, words);
		memcpy(text + length, word, strlen(word));
		length += strlen(word);
	}
	return length;
}

/* Replaces a random selection in both texts. */
static void edit(struct chance *chance, oriel_text_buffer *buffer) {
	static char text[40100];
	size_t at = roll(chance, (uint32_t)flat_length + 1), end = at;
	if (roll(chance, 10) == 0)
		end = roll(chance, (uint32_t)flat_length + 1);
	else if (roll(chance, 2) == 0)
		end = at + roll(chance, 90);
	oriel_text_buffer_select(buffer, at, end);
	struct oriel_text_selection selection = oriel_text_buffer_selection(buffer);
	size_t start = selection.anchor < selection.caret ? selection.anchor : selection.caret;
	end = selection.anchor + selection.caret - start;
	size_t length = flat_length > MOST ? 0 : fill(chance, text, roll(chance, 9) == 0 ? 40000 : 20);
	if (length == 0 && start == end)
		return;
	bool is_done = length > 0 ? oriel_text_buffer_insert(buffer, text, length) :
								oriel_text_buffer_delete(buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME);
	assert_true(is_done);
	memmove(flat + start + length, flat + end, flat_length - end);
	memcpy(flat + start, text, length);
	flat_length += length - (end - start);
}

static void random_edits_and_undo_equal_those_of_a_string(void **state) {
	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct chance chance = { seed };
		oriel_text_buffer *buffer = document_new();
		flat_length = fill(&chance, flat, 200000);
		oriel_text_buffer_set_text(buffer, flat, flat_length);
		char *first = malloc(flat_length + 1);
		size_t first_length = flat_length;
		memcpy(first, flat, flat_length);
		for (int i = 0; i < STEPS; i++) {
			edit(&chance, buffer);
			assert_flat(buffer);
		}
		char *last = malloc(flat_length + 1);
		size_t last_length = flat_length;
		memcpy(last, flat, flat_length);
		while (oriel_text_buffer_undo(buffer))
			continue;
		memcpy(flat, first, flat_length = first_length);
		assert_flat(buffer);
		while (oriel_text_buffer_redo(buffer))
			continue;
		memcpy(flat, last, flat_length = last_length);
		assert_flat(buffer);
		free(first);
		free(last);
		oriel_text_buffer_destroy(buffer);
	}
}

static void motions_in_a_long_text_equal_those_of_a_string(void **state) {
	(void)state;
	struct chance chance = { 7 };
	oriel_text_buffer *buffer = document_new();
	flat_length = fill(&chance, flat, MOST) + fill(&chance, flat + flat_length, 10);
	while (flat_length < 100000)
		flat_length += fill(&chance, flat + flat_length, 50000);
	oriel_text_buffer_set_text(buffer, flat, flat_length);
	for (int i = 0; i < 2000; i++) {
		size_t at = roll(&chance, (uint32_t)flat_length + 1);
		oriel_text_buffer_select(buffer, at, at);
		at = oriel_text_buffer_selection(buffer).caret;
		oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_NEXT_GRAPHEME, false);
		assert_int_equal(oriel_text_buffer_selection(buffer).caret,
			oriel_text_next_grapheme(flat, flat_length, at));
		oriel_text_buffer_select(buffer, at, at);
		oriel_text_buffer_move(buffer, ORIEL_TEXT_MOTION_PREVIOUS_WORD, false);
		assert_int_equal(oriel_text_buffer_selection(buffer).caret,
			oriel_text_previous_word(flat, flat_length, at));
	}
	oriel_text_buffer_destroy(buffer);
}

static void a_text_is_appended_in_parts_of_any_length(void **state) {
	(void)state;
	static const char text[] = "a\r\n\xc3\xa4\r\rb\xf0\x9f\x98\x80\xff\xe2\x82" "c\x01\t\n\xe2\x82";
	static const char expected[] = "a\n\xc3\xa4\n\nb\xf0\x9f\x98\x80\xef\xbf\xbd\xef\xbf\xbd"
		"c\t\n";
	for (size_t part = 1; part < sizeof(text); part++) {
		oriel_text_buffer *buffer = document_new();
		size_t length;
		for (size_t at = 0; at < sizeof(text) - 1; at += part) {
			size_t rest = sizeof(text) - 1 - at;
			assert_true(oriel_text_buffer_append(buffer, text + at, part < rest ? part : rest));
		}
		assert_string_equal(oriel_text_buffer_text(buffer, &length), expected);
		assert_int_equal(oriel_text_buffer_count(buffer, ORIEL_TEXT_LINE), 5);
		assert_int_equal(oriel_text_buffer_selection(buffer).caret, 0);
		oriel_text_buffer_destroy(buffer);
	}
}

static void assert_found(
	const oriel_text_buffer *buffer, const char *text, size_t from, int direction, int expected) {
	size_t start = 0, end = 0;
	struct oriel_text_search search = { text, strlen(text), from, direction < 0 ? 0 : SIZE_MAX,
		.match_case = direction == 2 };
	bool is_found = oriel_text_buffer_find(buffer, &search, &start, &end);
	assert_int_equal(is_found, expected >= 0);
	if (is_found)
		assert_int_equal(start, expected);
}

static void finding_folds_case_in_both_directions(void **state) {
	(void)state;
	oriel_text_buffer *buffer = document_new();
	const char *text = "Milk \u00c4RGER milk \u03c3\u03c2 MILK";
	oriel_text_buffer_set_text(buffer, text, strlen(text));
	assert_found(buffer, "milk", 0, 0, 0);
	assert_found(buffer, "milk", 1, 0, 12);
	assert_found(buffer, "milk", 13, 0, 22);
	assert_found(buffer, "milk", 23, 0, -1);
	assert_found(buffer, "milk", 26, -1, 22);
	assert_found(buffer, "milk", 25, -1, 12);
	assert_found(buffer, "milk", 0, 2, 12);
	assert_found(buffer, "\u00e4rger", 0, 0, 5);
	assert_found(buffer, "\u03a3\u03a3", 0, 0, 17);
	assert_found(buffer, "", 0, 0, -1);
	size_t start, end;
	struct oriel_text_search within = { "milk", 4, 1, 15 };
	assert_false(oriel_text_buffer_find(buffer, &within, &start, &end));
	within.to = 16;
	assert_true(oriel_text_buffer_find(buffer, &within, &start, &end));
	oriel_text_buffer_destroy(buffer);
}

static void matches_are_found_over_the_cuts_of_a_long_text(void **state) {
	(void)state;
	oriel_text_buffer *buffer = document_new();
	memset(flat, 'x', 200000);
	for (size_t at = 1000; at < 199000; at += 1000)
		memcpy(flat + at, "needle", 6);
	oriel_text_buffer_set_text(buffer, flat, 200000);
	size_t start = 0, end = 0, count = 0;
	while (oriel_text_buffer_find(buffer,
		&(struct oriel_text_search){ "NEEDLE", 6, end, SIZE_MAX }, &start, &end))
		assert_int_equal(start, 1000 * ++count);
	assert_int_equal(count, 198);
	oriel_text_buffer_destroy(buffer);
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test(random_edits_and_undo_equal_those_of_a_string),
		cmocka_unit_test(motions_in_a_long_text_equal_those_of_a_string),
		cmocka_unit_test(a_text_is_appended_in_parts_of_any_length),
		cmocka_unit_test(finding_folds_case_in_both_directions),
		cmocka_unit_test(matches_are_found_over_the_cuts_of_a_long_text));
}
