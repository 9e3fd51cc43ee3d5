/* SPDX-License-Identifier: MIT */
/* Lines of any length: an edited line equals a line that is set at once, and carets pass from one
 * segment to the next. */
#include "base/thread_slot_internal.h"
#include "text_line_internal.h"

#include <math.h>
#include <oriel/extend/utf8.h>
#include <oriel/widgets.h>
#include <stdlib.h>
#include <string.h>

#include "test.h"

static const struct oriel_text_style style = { .size = 14, .is_private = true };

static void line_set(struct text_line *line, const char *text, size_t length) {
	size_t copied;
	char *copy = oriel_utf8_copy(text, length, &copied);
	assert_int_equal(copied, length);
	oriel__text_line_set(line, copy, length, &style);
}

/* Returns about length bytes of a repeated pattern, owned by the caller. */
static char *repeat(const char *pattern, size_t length) {
	size_t one = strlen(pattern), count = length / one;
	char *text = malloc(count * one + 1);
	for (size_t i = 0; i < count; i++)
		memcpy(text + i * one, pattern, one);
	text[count * one] = '\0';
	return text;
}

static const char *const patterns[] = {
	"some words and ",
	"wordwithoutanyspace",
	"\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd ",
	"\u65e5\u672c\u8a9e",
	"e\u0301\U0001f468\u200d\U0001f469\u200d\U0001f467 ",
	"\u0915\u094d\u0937\u093f ",
	"\u05e9\u05dc\u05d5\u05dd abc ",
};
enum { PATTERNS = sizeof(patterns) / sizeof(*patterns) };

static void an_empty_line_has_a_height_and_one_caret_position(void **state) {
	struct text_line line = { 0 };
	line_set(&line, "", 0);
	assert_true(line.height > 0);
	assert_true(line.width == 0);
	assert_true(oriel__text_line_caret(&line, 0) == 0);
	assert_int_equal(oriel__text_line_offset_at(&line, 50), 0);
	assert_int_equal(oriel__text_line_move(&line, 0, true), 0);
	oriel__text_line_finish(&line);
	assert_int_equal(oriel__text_line_offset_at(&line, 50), 0);
}

static void trailing_spaces_have_a_width(void **state) {
	struct text_line line = { 0 };
	line_set(&line, "ab", 2);
	double width = line.width;
	line_set(&line, "ab   ", 5);
	assert_true(line.width > width + 5);
	assert_true(fabs(oriel__text_line_caret(&line, 5) - line.width) < 0.01);
	line_set(&line, "\u05d0\u05d1   ", 7);
	assert_true(line.is_rtl);
	assert_true(fabs(oriel__text_line_caret(&line, 7)) < 0.01);
	assert_true(fabs(oriel__text_line_caret(&line, 0) - line.width) < 0.01);
	oriel__text_line_finish(&line);
}

/* Moves the caret over a few graphemes from an offset, and back. Each move passes one grapheme and
 * stays in the text. */
static void assert_moves(const struct text_line *line, size_t offset, bool rightward) {
	size_t at = offset, next;
	int steps = 0;
	for (; steps < 12 && at < line->length; steps++, at = next) {
		next = oriel__text_line_move(line, at, rightward);
		assert_int_equal(next, oriel_text_next_grapheme(line->text, line->length, at));
	}
	if (at == line->length)
		assert_int_equal(oriel__text_line_move(line, at, rightward), at);
	for (; steps > 0; steps--, at = next) {
		next = oriel__text_line_move(line, at, !rightward);
		assert_int_equal(next, oriel_text_previous_grapheme(line->text, line->length, at));
	}
	assert_int_equal(at, offset);
	if (at == 0)
		assert_int_equal(oriel__text_line_move(line, at, !rightward), at);
}

/* Returns an offset a few graphemes before a boundary. */
static size_t before(const struct text_line *line, size_t offset) {
	for (int i = 0; i < 6; i++)
		offset = oriel_text_previous_grapheme(line->text, line->length, offset);
	return offset;
}

static void arrows_pass_one_grapheme_at_a_time_across_segments(void **state) {
	for (size_t i = 0; i < PATTERNS - 1; i++) { /* the last pattern mixes directions */
		struct text_line line = { 0 };
		char *text = repeat(patterns[i], 10000);
		line_set(&line, text, strlen(text));
		assert_true(line.count > 1);
		assert_int_equal(line.is_rtl, i == 2);
		for (size_t j = 1; j < line.count; j += 2) {
			size_t start = line.segments[j].start;
			assert_moves(&line, before(&line, start), !line.is_rtl);
			assert_moves(&line, start, !line.is_rtl);
		}
		assert_moves(&line, before(&line, line.length), !line.is_rtl);
		oriel__text_line_finish(&line);
		free(text);
	}
}

static void motion_passes_a_grapheme_of_many_kilobytes_in_one_step(void **state) {
	for (size_t length = 1001; length < 100000; length *= 3) {
		struct text_line line = { 0 };
		char *text = malloc(length + 2);
		text[0] = 'a';
		for (size_t i = 1; i < length; i += 2)
			memcpy(text + i, "\u0301", 2);
		text[length] = 'b';
		line_set(&line, text, length + 1);
		assert_moves(&line, 0, true);
		oriel__text_line_finish(&line);
		free(text);
	}
}

static void every_position_of_a_long_line_is_hit(void **state) {
	for (size_t i = 0; i < PATTERNS - 1; i++) {
		struct text_line line = { 0 };
		char *text = repeat(patterns[i], 15000);
		size_t length = strlen(text);
		line_set(&line, text, length);
		for (size_t step = 0; step < length; step += 331) {
			size_t at = oriel_text_previous_grapheme(text, length, step);
			double x = oriel__text_line_caret(&line, at);
			assert_true(x >= -0.01 && x <= line.width + 0.01);
			size_t hit = oriel__text_line_offset_at(&line, x);
			assert_true(fabs(oriel__text_line_caret(&line, hit) - x) < 0.05);
		}
		assert_true(
			fabs(oriel__text_line_caret(&line, length) - (line.is_rtl ? 0 : line.width)) < 0.05);
		oriel__text_line_finish(&line);
		free(text);
	}
}

/* Compares two lines of one text. They may differ only at the cuts between segments, by the width
 * that a word loses there. */
static void assert_same(
	const struct text_line *line, const struct text_line *fresh, double tolerance) {
	assert_int_equal(line->length, fresh->length);
	assert_string_equal(line->text, fresh->text);
	assert_int_equal(line->is_rtl, fresh->is_rtl);
	assert_true(fabs(line->width - fresh->width) < tolerance);
	assert_true(fabsf(line->height - fresh->height) < 0.01f);
	for (size_t at = 0; at <= line->length; at += 397) {
		size_t whole = oriel_text_previous_grapheme(line->text, line->length, at);
		assert_true(fabs(oriel__text_line_caret(line, whole) -
						oriel__text_line_caret(fresh, whole)) < tolerance);
	}
}

static void edited_line_equals_a_line_set_at_once(void **state) {
	static const char *const pieces[] = { "x", " ", "two words ", "\u0301", "\u05d0", "\U0001f1e9",
		"\u0915", "\u094d" };
	uint32_t seed = 7;
	for (size_t round = 0; round < 14; round++) {
		struct text_line line = { 0 }, fresh = { 0 };
		char *text = repeat(patterns[round % PATTERNS], round % 3 == 0 ? 300 : 25000);
		size_t length = strlen(text), capacity = length + 64;
		text = realloc(text, capacity);
		line_set(&line, text, length);
		for (int edit = 0; edit < 4; edit++) {
			seed = seed * 1664525 + 1013904223;
			size_t at = edit == 3 ?
				0 :
				oriel_text_previous_grapheme(text, length, (seed >> 8) % (length + 1));
			seed = seed * 1664525 + 1013904223;
			const char *piece = pieces[(seed >> 8) % 8];
			size_t removed = seed % 3 == 0 ? oriel_text_next_grapheme(text, length, at) - at : 0,
				added = removed > 0 ? 0 : strlen(piece);
			memmove(text + at + added, text + at + removed, length - at - removed);
			memcpy(text + at, piece, added);
			length += added - removed;
			line_set(&line, text, length);
		}
		line_set(&fresh, text, length);
		assert_same(&line, &fresh, length < 4000 ? 0.01 : 40);
		oriel__text_line_finish(&line);
		oriel__text_line_finish(&fresh);
		free(text);
	}
}

static void an_edit_in_a_long_line_keeps_all_segments_but_a_few(void **state) {
	struct text_line line = { 0 };
	char *text = repeat("some words and ", 1 << 18);
	size_t length = strlen(text);
	line_set(&line, text, length);
	assert_true(line.count > 64);
	for (size_t at = 0; at < length; at += length / 3) {
		size_t count = line.count, kept = 0;
		struct text_segment *old = malloc(count * sizeof(*old));
		memcpy(old, line.segments, count * sizeof(*old));
		text[at] = 'X';
		line_set(&line, text, length);
		for (size_t i = 0; i < count; i++) {
			for (size_t j = 0; j < line.count; j++)
				kept += old[i].paragraph == line.segments[j].paragraph;
		}
		assert_true(kept + 4 >= count);
		free(old);
	}
	oriel__text_line_finish(&line);
	free(text);
}

static void the_first_strong_letter_sets_the_direction_of_the_line(void **state) {
	struct text_line line = { 0 };
	char *text = repeat("12345 67 ", 30000);
	size_t length = strlen(text);
	line_set(&line, text, length);
	assert_false(line.is_rtl);
	memcpy(text, "\u05d0", 2);
	line_set(&line, text, length);
	assert_true(line.is_rtl);
	assert_true(oriel__text_line_caret(&line, length) < 1);
	assert_true(oriel__text_line_caret(&line, 0) > line.width - 1);
	memcpy(text, "ab", 2);
	line_set(&line, text, length);
	assert_false(line.is_rtl);
	assert_true(oriel__text_line_caret(&line, length) > line.width - 1);
	oriel__text_line_finish(&line);
	free(text);
}

/* These tests have no loop, so they release the thread's data for texts themselves. */
static int teardown(void **state) {
	oriel__thread_slots_finish();
	return 0;
}

int main(void) {
	return RUN_TESTS(
		cmocka_unit_test_teardown(an_empty_line_has_a_height_and_one_caret_position, teardown),
		cmocka_unit_test_teardown(trailing_spaces_have_a_width, teardown),
		cmocka_unit_test_teardown(
			arrows_pass_one_grapheme_at_a_time_across_segments, teardown),
		cmocka_unit_test_teardown(motion_passes_a_grapheme_of_many_kilobytes_in_one_step, teardown),
		cmocka_unit_test_teardown(every_position_of_a_long_line_is_hit, teardown),
		cmocka_unit_test_teardown(edited_line_equals_a_line_set_at_once, teardown),
		cmocka_unit_test_teardown(an_edit_in_a_long_line_keeps_all_segments_but_a_few, teardown),
		cmocka_unit_test_teardown(
			the_first_strong_letter_sets_the_direction_of_the_line, teardown));
}
