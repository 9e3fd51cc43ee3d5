/* SPDX-License-Identifier: MIT */
/*
 * Motions of a caret by arrow keys through text of both directions, for chosen and for random
 * texts. On one line, the positions are visited from left to right, each once. A motion back undoes
 * a motion, and a hit at a position finds its caret.
 */
#include "chance.h"
#include "pinned.h"

#include <math.h>
#include <stdlib.h>

#define SHALOM "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
#define SALAM "\xd8\xb3\xd9\x84\xd8\xa7\xd9\x85"
#define LRM "\xe2\x80\x8e"
#define RLM "\xe2\x80\x8f"
#define LRE "\xe2\x80\xaa"
#define RLE "\xe2\x80\xab"
#define PDF "\xe2\x80\xac"
#define RLI "\xe2\x81\xa7"
#define PDI "\xe2\x81\xa9"

enum { MAX_STOPS = 512 };

struct stop {
	size_t offset;
	bool trailing;
	float x, y;
};

static struct stop stop_at(const oriel_paragraph *paragraph, size_t offset, bool trailing) {
	struct oriel_rect caret = oriel_paragraph_caret(paragraph, offset, trailing);
	return (struct stop){ offset, trailing, caret.x, caret.y };
}

static bool is_same(struct stop a, struct stop b) {
	return a.offset == b.offset && a.trailing == b.trailing;
}

static struct stop move(const oriel_paragraph *paragraph, struct stop from, bool rightward) {
	bool trailing = from.trailing;
	size_t offset = oriel_paragraph_move(paragraph, from.offset, rightward, &trailing);
	return stop_at(paragraph, offset, trailing);
}

/* Moves left as far as possible, then right, and records the stops on the way to the right. */
static size_t walk(const oriel_paragraph *paragraph, struct stop *stops) {
	struct stop at = stop_at(paragraph, 0, false), next;
	size_t count = 0;
	for (size_t i = 0; !is_same(next = move(paragraph, at, false), at); i++, at = next)
		assert_true(i < MAX_STOPS);
	for (stops[count++] = at; !is_same(next = move(paragraph, at, true), at);
		stops[count++] = at = next)
		assert_true(count < MAX_STOPS);
	return count;
}

static size_t count_boundaries(const char *text, size_t length) {
	size_t count = 1;
	for (size_t at = 0; at < length; at = oriel_text_next_grapheme(text, length, at))
		count++;
	return count;
}

static bool stops_contain(const struct stop *stops, size_t count, size_t offset) {
	for (size_t i = 0; i < count; i++) {
		if (stops[i].offset == offset)
			return true;
	}
	return false;
}

static void assert_hit(const oriel_paragraph *paragraph, struct stop stop) {
	bool trailing;
	size_t offset = oriel_paragraph_offset_at(paragraph, stop.x, stop.y + 1, &trailing);
	struct stop found = stop_at(paragraph, offset, trailing);
	assert_float_equal(found.x, stop.x, 0.02);
	assert_true(found.y == stop.y);
}

/* Asserts the properties of motions through a text, on any number of lines. */
static void assert_motions(const oriel_paragraph *paragraph, bool one_line) {
	struct stop stops[MAX_STOPS];
	size_t length, count = walk(paragraph, stops);
	const char *text = oriel_paragraph_text(paragraph, &length);
	for (size_t i = 0; i < count; i++) {
		struct stop back = i > 0 ? move(paragraph, stops[i], false) : stops[i];
		assert_true(is_same(back, i > 0 ? stops[i - 1] : stops[i]));
		assert_hit(paragraph, stops[i]);
		assert_true(i == 0 || !one_line || stops[i].x >= stops[i - 1].x - 0.01f);
	}
	for (size_t at = 0;; at = oriel_text_next_grapheme(text, length, at)) {
		assert_true(stops_contain(stops, count, at));
		if (at == length)
			break;
	}
	/* Without broken lines there is one stop for each boundary. */
	if (one_line)
		assert_int_equal(count, count_boundaries(text, length));
}

static void assert_stops(const char *text, const char *expected) {
	struct order order = { 0 };
	struct stop stops[MAX_STOPS];
	oriel_paragraph *paragraph = paragraph_of(text);
	assert_motions(paragraph, true);
	size_t count = walk(paragraph, stops);
	for (size_t i = 0; i < count; i++)
		order_add(&order, "%zu", stops[i].offset);
	assert_order(&order, expected);
	oriel_paragraph_destroy(paragraph);
}

static void motions_to_the_right_visit_every_letter(void **state) {
	assert_stops("", "0");
	assert_stops("abc", "0, 1, 2, 3");
	assert_stops(SHALOM, "8, 6, 4, 2, 0");
	assert_stops("ab " SHALOM " c", "0, 1, 2, 3, 9, 7, 5, 11, 12, 13");
	assert_stops("ab " SHALOM, "0, 1, 2, 3, 9, 7, 5, 11");
	assert_stops(SHALOM " ab", "11, 10, 9, 8, 6, 4, 2, 0");
	assert_stops(SHALOM "ab" SHALOM, "18, 16, 14, 12, 10, 9, 8, 6, 4, 2, 0");
	assert_stops("a" SHALOM "12" SHALOM, "0, 1, 17, 15, 13, 11, 10, 9, 7, 5, 3, 19");
	assert_stops("ffi", "0, 1, 2, 3");
}

static void motions_visit_embeddings_and_marks(void **state) {
	static const char *const texts[] = {
		SHALOM " 12 abc (" SHALOM ")",
		"a(" SHALOM ") b",
		LRM SHALOM " abc",
		RLM "abc " SHALOM,
		RLE "abc " SHALOM PDF " x",
		"x " LRE SHALOM " 1" PDF,
		"a " RLI "b " SHALOM PDI " c",
		"e\xcc\x81" SHALOM "e\xcc\x81",
		SHALOM "\xd6\xb8"
			"a\xd6\xb8",
		"a\t" SHALOM "\t1  ",
		"  " SHALOM "  a  ",
		SALAM " ffi \xd9\x84\xd8\xa7",
		"\xc2\xad" SHALOM "\xc2\xad"
		"a",
		"\xe2\x80\x8b" SHALOM "\xe2\x80\x8b"
		"1",
		"12 " SHALOM,
		SHALOM " 12",
		"1" SHALOM "2",
	};
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		assert_motions(paragraph, true);
		oriel_paragraph_destroy(paragraph);
	}
}

static void motions_between_lines_follow_the_direction_of_the_first_line(void **state) {
	struct order order = { 0 };
	struct stop stops[MAX_STOPS];
	static const char *const texts[] = { "a\n\nb", "a\n" SHALOM "\nb", SHALOM "\nab" };
	for (size_t i = 0; i < 3; i++) {
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		assert_motions(paragraph, false);
		for (size_t k = 0, count = walk(paragraph, stops); k < count; k++)
			order_add(&order, "%zu", stops[k].offset);
		oriel_paragraph_destroy(paragraph);
	}
	assert_order(&order, "0, 1, 2, 3, 4, 0, 1, 10, 8, 6, 4, 2, 11, 12, 9, 10, 11, 8, 6, 4, 2, 0");
}

static void the_end_of_a_broken_line_is_a_separate_stop(void **state) {
	struct order order = { 0 };
	struct stop stops[MAX_STOPS];
	oriel_paragraph *paragraph = paragraph_of("ab " SHALOM " cd");
	oriel_paragraph_set_width(paragraph, 50, ORIEL_TEXT_ALIGN_START);
	assert_int_equal(oriel_paragraph_line_count(paragraph), 3);
	assert_motions(paragraph, false);
	for (size_t k = 0, count = walk(paragraph, stops); k < count; k++)
		order_add(&order, "%zu%s", stops[k].offset, stops[k].trailing ? "t" : "");
	assert_order(&order, "0, 1, 2, 3t, 3, 9, 7, 5, 11, 12t, 12, 13, 14");
	oriel_paragraph_destroy(paragraph);
}

static void one_motion_passes_text_hidden_by_an_ellipsis(void **state) {
	static const char *const texts[] = { "ab " SHALOM " cd " SHALOM, SHALOM " ab " SHALOM " cd" };
	for (size_t i = 0; i < 2; i++) {
		struct order order = { 0 };
		struct stop stops[MAX_STOPS];
		oriel_paragraph *paragraph = paragraph_of(texts[i]);
		oriel_paragraph_set_ellipsis(paragraph, 90, ORIEL_TEXT_ALIGN_START);
		size_t count = walk(paragraph, stops);
		for (size_t k = 0; k < count; k++) {
			order_add(&order, "%zu", stops[k].offset);
			assert_true(k == 0 || stops[k].x >= stops[k - 1].x);
		}
		assert_order(&order, i == 0 ? "0, 1, 2, 3, 7, 5, 9" : "10, 9, 8, 6, 4, 2, 0");
		/* from the hidden end of the text, the first motion leads to the last visible letter */
		assert_true(is_same(move(paragraph, stop_at(paragraph, strlen(texts[i]), false), i != 0),
			stops[i == 0 ? count - 2 : 1]));
		oriel_paragraph_destroy(paragraph);
	}
}

/* Pieces of text for every class that the rules distinguish. */
static const char *const pieces[] = {
	"a",
	"bc",
	" ",
	"  ",
	"1",
	"23",
	".",
	",",
	"(",
	")",
	"[",
	"]",
	"!",
	"-",
	"+",
	"\t",
	SHALOM,
	"\xd7\x90",
	SALAM,
	"\xd8\xa7",
	"\xd9\xa1\xd9\xa2",
	"e\xcc\x81",
	"\xd7\xa9\xd6\xb8",
	"\xcc\x81",
	"ffi",
	"\xe6\xbc\xa2",
	LRM,
	RLM,
	LRE,
	RLE,
	PDF,
	RLI,
	PDI,
	"\xe2\x80\xad",
	"\xe2\x80\xae",
	"\xe2\x81\xa6",
	"\xe2\x81\xa8",
	"\xe2\x80\x8b",
	"\xc2\xad",
	"\xc2\xa0",
	"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa6",
	"$",
	"%",
};

static void make_text(char *text, struct chance *chance) {
	text[0] = '\0';
	for (unsigned left = 1 + roll(chance, 14); left > 0; left--)
		strcat(text, ANY_OF(chance, pieces));
}

static void motions_visit_random_texts_once_in_each_direction(void **state) {
	struct chance chance = { 1 };
	for (int round = 0; round < 3000; round++) {
		char text[256];
		make_text(text, &chance);
		oriel_paragraph *paragraph = paragraph_of(text);
		assert_motions(paragraph, true);
		oriel_paragraph_set_width(paragraph, (float)(5 + roll(&chance, 100)),
			(enum oriel_text_align)(1 + roll(&chance, 3)));
		assert_motions(paragraph, false);
		oriel_paragraph_destroy(paragraph);
	}
}

/* A selection is as wide as its letters, regardless of directions. */
static void random_selections_are_as_wide_as_their_parts(void **state) {
	struct chance chance = { 2 };
	for (int round = 0; round < 500; round++) {
		char text[256];
		make_text(text, &chance);
		oriel_paragraph *paragraph = paragraph_of(text);
		size_t length = strlen(text);
		float whole = 0, parts = 0;
		struct oriel_rect rects[64];
		size_t count = oriel_paragraph_range(paragraph, 0, length, rects, 64);
		for (size_t i = 0; i < count; i++)
			whole += rects[i].width;
		for (size_t at = 0, next; at < length; at = next) {
			next = oriel_text_next_grapheme(text, length, at);
			size_t part_count = oriel_paragraph_range(paragraph, at, next, rects, 64);
			for (size_t i = 0; i < part_count; i++)
				parts += rects[i].width;
		}
		assert_float_equal(parts, whole, 0.1);
		oriel_paragraph_destroy(paragraph);
	}
}

int main(void) {
	return RUN_TESTS(
		PINNED_TEST(motions_to_the_right_visit_every_letter),
		PINNED_TEST(motions_visit_embeddings_and_marks),
		PINNED_TEST(motions_between_lines_follow_the_direction_of_the_first_line),
		PINNED_TEST(the_end_of_a_broken_line_is_a_separate_stop),
		PINNED_TEST(one_motion_passes_text_hidden_by_an_ellipsis),
		PINNED_TEST(motions_visit_random_texts_once_in_each_direction),
		PINNED_TEST(random_selections_are_as_wide_as_their_parts));
}
